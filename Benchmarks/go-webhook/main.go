// go-webhook is the webhook that one would write in Go in a day: net/http, crypto/tls, encoding/json into structs,
// sigs.k8s.io/yaml with strict field names, and a handful of checks. It is a yardstick for `make bench`; it does far less
// than Sekisho (20 fields of 438, five rules, no places).
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"sigs.k8s.io/yaml"
)

type groupVersionKind struct {
	Group   string `json:"group"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
}

type review struct {
	Kind       string    `json:"kind"`
	APIVersion string    `json:"apiVersion"`
	Request    *request  `json:"request,omitempty"`
	Response   *response `json:"response,omitempty"`
}

type request struct {
	UID       string           `json:"uid"`
	Kind      groupVersionKind `json:"kind"`
	Name      string           `json:"name"`
	Namespace string           `json:"namespace"`
	Operation string           `json:"operation"`
	UserInfo  struct {
		Username string   `json:"username"`
		Groups   []string `json:"groups"`
	} `json:"userInfo"`
	Object    json.RawMessage `json:"object"`
	OldObject json.RawMessage `json:"oldObject"`
	DryRun    bool            `json:"dryRun"`
}

type response struct {
	UID      string   `json:"uid"`
	Allowed  bool     `json:"allowed"`
	Status   *status  `json:"status,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

type status struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type object struct {
	Metadata struct {
		Name        string            `json:"name"`
		Namespace   string            `json:"namespace"`
		Labels      map[string]string `json:"labels"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata"`
	Data map[string]string `json:"data"`
	Spec proxyConfig       `json:"spec"`
}

type meshConfig struct {
	AccessLogFile                  string              `json:"accessLogFile"`
	AccessLogEncoding              string              `json:"accessLogEncoding"`
	AccessLogFormat                string              `json:"accessLogFormat"`
	ConnectTimeout                 string              `json:"connectTimeout"`
	EnableAutoMtls                 *bool               `json:"enableAutoMtls"`
	EnablePrometheusMerge          *bool               `json:"enablePrometheusMerge"`
	EnableTracing                  *bool               `json:"enableTracing"`
	IngressClass                   string              `json:"ingressClass"`
	IngressControllerMode          string              `json:"ingressControllerMode"`
	IngressSelector                string              `json:"ingressSelector"`
	IngressService                 string              `json:"ingressService"`
	ProtocolDetectionTimeout       string              `json:"protocolDetectionTimeout"`
	RootNamespace                  string              `json:"rootNamespace"`
	TrustDomain                    string              `json:"trustDomain"`
	TrustDomainAliases             []string            `json:"trustDomainAliases"`
	OutboundTrafficPolicy          map[string]string   `json:"outboundTrafficPolicy"`
	InboundTrafficPolicy           map[string]string   `json:"inboundTrafficPolicy"`
	PathNormalization              map[string]string   `json:"pathNormalization"`
	MeshMTLS                       map[string]any      `json:"meshMTLS"`
	DiscoverySelectors             []map[string]any    `json:"discoverySelectors"`
	DefaultServiceExportTo         []string            `json:"defaultServiceExportTo"`
	DefaultVirtualServiceExportTo  []string            `json:"defaultVirtualServiceExportTo"`
	DefaultDestinationRuleExportTo []string            `json:"defaultDestinationRuleExportTo"`
	DefaultHTTPRetryPolicy         *retryPolicy        `json:"defaultHttpRetryPolicy"`
	LocalityLbSetting              map[string]any      `json:"localityLbSetting"`
	TCPKeepalive                   map[string]any      `json:"tcpKeepalive"`
	ServiceSettings                []map[string]any    `json:"serviceSettings"`
	DefaultProviders               map[string][]string `json:"defaultProviders"`
	ExtensionProviders             []map[string]any    `json:"extensionProviders"`
	DefaultConfig                  *proxyConfig        `json:"defaultConfig"`
}

type retryPolicy struct {
	Attempts      int    `json:"attempts"`
	PerTryTimeout string `json:"perTryTimeout"`
	RetryOn       string `json:"retryOn"`
}

type proxyConfig struct {
	Concurrency                    *int              `json:"concurrency"`
	DiscoveryAddress               string            `json:"discoveryAddress"`
	DrainDuration                  string            `json:"drainDuration"`
	TerminationDrainDuration       string            `json:"terminationDrainDuration"`
	HoldApplicationUntilProxyStart bool              `json:"holdApplicationUntilProxyStarts"`
	ProxyMetadata                  map[string]string `json:"proxyMetadata"`
	EnvironmentVariables           map[string]string `json:"environmentVariables"`
	ProxyStatsMatcher              map[string]any    `json:"proxyStatsMatcher"`
	GatewayTopology                map[string]any    `json:"gatewayTopology"`
	Image                          map[string]string `json:"image"`
	ReadinessProbe                 map[string]any    `json:"readinessProbe"`
	Tracing                        map[string]any    `json:"tracing"`
	Selector                       map[string]any    `json:"selector"`
}

func durationMistake(field, text string) []string {
	if text == "" {
		return nil
	}
	if _, err := time.ParseDuration(text); err != nil {
		return []string{field + ": " + err.Error()}
	}
	return nil
}

func meshMistakes(text string) []string {
	var mesh meshConfig
	if err := yaml.UnmarshalStrict([]byte(text), &mesh); err != nil {
		return []string{err.Error()}
	}
	mistakes := durationMistake("connectTimeout", mesh.ConnectTimeout)
	mistakes = append(mistakes, durationMistake("protocolDetectionTimeout", mesh.ProtocolDetectionTimeout)...)
	if retry := mesh.DefaultHTTPRetryPolicy; retry != nil {
		mistakes = append(mistakes, durationMistake("perTryTimeout", retry.PerTryTimeout)...)
		for _, condition := range strings.Split(retry.RetryOn, ",") {
			if condition == "503" {
				mistakes = append(mistakes, "retryOn: must not retry on 503")
			}
		}
	}
	names := map[any]bool{"prometheus": true, "envoy": true, "stackdriver": true}
	for _, provider := range mesh.ExtensionProviders {
		names[provider["name"]] = true
	}
	for _, list := range mesh.DefaultProviders {
		for _, name := range list {
			if !names[name] {
				mistakes = append(mistakes, "defaultProviders: no provider "+name)
			}
		}
	}
	if proxy := mesh.DefaultConfig; proxy != nil {
		mistakes = append(mistakes, durationMistake("drainDuration", proxy.DrainDuration)...)
		mistakes = append(mistakes, durationMistake("terminationDrainDuration", proxy.TerminationDrainDuration)...)
	}
	return mistakes
}

func judge(request *request) *response {
	answer := &response{UID: request.UID, Allowed: true}
	if request.Operation == "DELETE" {
		return answer
	}
	var object object
	if err := json.Unmarshal(request.Object, &object); err != nil {
		answer.Allowed = false
		answer.Status = &status{Code: 422, Message: err.Error()}
		return answer
	}
	if request.Kind.Kind == "ConfigMap" && object.Metadata.Name == "istio" {
		if mistakes := meshMistakes(object.Data["mesh"]); len(mistakes) > 0 {
			answer.Allowed = false
			answer.Status = &status{Code: 422, Message: strings.Join(mistakes, "; ")}
		}
	}
	return answer
}

func validate(writer http.ResponseWriter, incoming *http.Request) {
	body, err := io.ReadAll(incoming.Body)
	if err != nil {
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	var question review
	if err := json.Unmarshal(body, &question); err != nil || question.Request == nil {
		http.Error(writer, "no AdmissionReview", http.StatusBadRequest)
		return
	}
	answer := review{Kind: question.Kind, APIVersion: question.APIVersion, Response: judge(question.Request)}
	writer.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(writer).Encode(answer)
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: go-webhook PORT CERTIFICATE KEY")
		os.Exit(2)
	}
	http.HandleFunc("/validate", validate)
	server := &http.Server{Addr: "127.0.0.1:" + os.Args[1], TLSNextProto: nil}
	fmt.Fprintln(os.Stderr, server.ListenAndServeTLS(os.Args[2], os.Args[3]))
	os.Exit(1)
}
