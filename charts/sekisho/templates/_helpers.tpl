{{- define "sekisho.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Release "sekisho" of chart "sekisho" is plain "sekisho", the names that the documentation uses. */}}
{{- define "sekisho.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "sekisho.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "sekisho.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "sekisho.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride }}
{{- end }}

{{- define "sekisho.selectorLabels" -}}
app.kubernetes.io/name: {{ include "sekisho.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "sekisho.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "sekisho.selectorLabels" . }}
app.kubernetes.io/version: {{ default .Chart.AppVersion .Values.image.tag | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: sekisho
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
Metadata of one object. Arguments: root, name; optional namespace, labels, annotations (maps), clusterScoped.
Annotations given for the object win over the common ones.
*/}}
{{- define "sekisho.metadata" -}}
name: {{ .name }}
{{- if not .clusterScoped }}
namespace: {{ default (include "sekisho.namespace" .root) .namespace }}
{{- end }}
labels:
  {{- $own := include "sekisho.labels" .root | fromYaml }}
  {{- toYaml (merge (deepCopy (default dict .labels)) $own) | nindent 2 }}
{{- with merge (deepCopy (default dict .annotations)) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "sekisho.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "sekisho.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "sekisho.image" -}}
{{- $registry := default .Values.image.registry .Values.global.imageRegistry }}
{{- $name := .Values.image.repository }}
{{- if $registry }}{{ $name = printf "%s/%s" $registry $name }}{{ end }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" $name .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" $name (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "sekisho.tlsSecretName" -}}
{{- default (printf "%s-tls" (include "sekisho.fullname" .)) .Values.certificates.secretName }}
{{- end }}

{{/* Names in the serving certificate; the API server asks for the second, <service>.<namespace>.svc. */}}
{{- define "sekisho.dnsNames" -}}
{{- $service := include "sekisho.fullname" . }}
{{- $namespace := include "sekisho.namespace" . }}
{{- $names := list (printf "%s.%s" $service $namespace) (printf "%s.%s.svc" $service $namespace) (printf "%s.%s.svc.cluster.local" $service $namespace) }}
{{- toYaml (concat $names .Values.certificates.dnsNames | uniq) }}
{{- end }}

{{/* The CA bundle given by hand, as base64, whichever way it was written. */}}
{{- define "sekisho.givenCABundle" -}}
{{- $bundle := .Values.certificates.caBundle | trim }}
{{- if hasPrefix "-----BEGIN" $bundle }}{{ printf "%s\n" $bundle | b64enc }}{{ else }}{{ $bundle | replace "\n" "" }}{{ end }}
{{- end }}

{{- define "sekisho.gracePeriod" -}}
{{- $least := add .Values.server.shutdownDelaySeconds .Values.server.shutdownTimeoutSeconds }}
{{- if kindIs "invalid" .Values.terminationGracePeriodSeconds }}
{{- add $least 5 }}
{{- else if lt (int64 .Values.terminationGracePeriodSeconds) (int64 $least) }}
{{- fail (printf "terminationGracePeriodSeconds must be at least %d, the sum of server.shutdownDelaySeconds and server.shutdownTimeoutSeconds, or pods are killed while they drain" $least) }}
{{- else }}
{{- .Values.terminationGracePeriodSeconds }}
{{- end }}
{{- end }}

{{/*
Where the probes go. The metrics port says whether the process lives: its thread does no review, answers at once however many wait,
and names a loop that is stuck. HTTPS on the webhook's port proves what the API server needs, so readiness is asked there, unless that
port asks for a client certificate, which the kubelet has none of. A NetworkPolicy never holds up the pod's own node.
*/}}
{{- define "sekisho.probe" -}}
{{- $isPlain := or .root.Values.server.clientCA.secretName (and (eq .path "/livez") .root.Values.metrics.enabled) }}
{{- toYaml (omit .probe "httpGet") }}
httpGet:
  path: {{ .path }}
  port: {{ empty $isPlain | ternary "https" "metrics" }}
  scheme: {{ empty $isPlain | ternary "HTTPS" "HTTP" }}
{{- end }}

{{/* What cannot work is refused while it is still a command line. */}}
{{- define "sekisho.checkValues" -}}
{{- $namespace := include "sekisho.namespace" . }}
{{- if has $namespace .Values.istio.namespaces }}
{{- fail (printf "sekisho must not run in %s, which istio.namespaces names: a webhook that guards its own namespace can lock itself out; choose another --namespace" $namespace) }}
{{- end }}
{{- if and (eq .Values.certificates.mode "existingSecret") (or (not .Values.certificates.secretName) (not .Values.certificates.caBundle)) }}
{{- fail "certificates.mode existingSecret needs certificates.secretName and certificates.caBundle; with mode manual you set caBundle in the cluster yourself" }}
{{- end }}
{{- if and .Values.server.clientCA.secretName (not .Values.metrics.enabled) }}
{{- fail "server.clientCA needs metrics.enabled: the kubelet has no client certificate, so its probes go to the metrics port" }}
{{- end }}
{{- if and .Values.hostNetwork (eq (int .Values.server.port) 10250) }}
{{- fail "server.port 10250 is the kubelet's on the node's network; choose another with hostNetwork" }}
{{- end }}
{{- end }}
