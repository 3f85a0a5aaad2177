{{/*
What the API server sends to the webhook, as CEL. object is null on DELETE and oldObject is null on CREATE; has() guards every field
that an object may lack, because a condition that errors refuses the request under failurePolicy Fail.
*/}}

{{/*
True for istiod's own service accounts, istiod and istiod-<revision>, and for the one that an istiod elsewhere has in a remote cluster.
They write istio-ca-root-cert and overwrite what others write there, so that a refusal could only do harm; the policy exempts them. The
mesh and the injector they never write: who asks for that in their name is somebody who may impersonate them.
*/}}
{{- define "sekisho.cel.byIstiod" -}}
{{- $clauses := list }}
{{- range .Values.istio.namespaces }}
{{- $account := printf "system:serviceaccount:%s:istiod" . }}
{{- $clauses = append $clauses (printf "request.userInfo.username == '%s' || request.userInfo.username.startsWith('%s-')" $account $account) }}
{{- $clauses = append $clauses (printf "request.userInfo.username == 'system:serviceaccount:%s:istio-reader-service-account'" .) }}
{{- end -}}
(has(request.userInfo.username) && ({{ join " || " $clauses }}))
{{- end }}

{{/* Whether the name of o fits one of some patterns, in which * stands for any characters. */}}
{{- define "sekisho.cel.isNamed" -}}
{{- $names := list }}
{{- $clauses := list }}
{{- range . }}
{{- if contains "*" . }}
{{- $clauses = append $clauses (printf "o.metadata.name.matches(r'^%s$')" (regexQuoteMeta . | replace "\\*" ".*")) }}
{{- else }}
{{- $names = append $names . }}
{{- end }}
{{- end }}
{{- if $names }}{{ $clauses = prepend $clauses (printf "o.metadata.name in %s" (toJson $names | replace "\"" "'")) }}{{ end -}}
({{ join " || " $clauses | default "false" }})
{{- end }}

{{/* What the policy calls ConfigMaps of a kind, one name or several, else what they are called by default. Arguments: root, kind, default. */}}
{{- define "sekisho.configMapPatterns" -}}
{{- $given := get (default dict .root.Values.policy.configMaps) .kind | default .default }}
{{- kindIs "string" $given | ternary (list $given) $given | toJson }}
{{- end }}

{{/*
All that the policy knows by its name, and what looks like a mesh by its keys, before or after the change, so that removing the key
counts. Never by a prefix of the name alone: istiod's leader election writes ConfigMaps named istio-… every two seconds, and they hold
no data. Nor what istiod itself writes under such a name with other keys (istio-ca-crl).
*/}}
{{- define "sekisho.cel.holdsMeshConfiguration" -}}
{{- $mesh := include "sekisho.configMapPatterns" (dict "root" . "kind" "mesh" "default" (list "istio" "istio-*")) | fromJsonArray }}
{{- $patterns := include "sekisho.configMapPatterns" (dict "root" . "kind" "injector" "default" (list "istio-sidecar-injector" "istio-sidecar-injector-*")) | fromJsonArray }}
{{- $patterns = concat $patterns (include "sekisho.configMapPatterns" (dict "root" . "kind" "cni" "default" (list "istio-cni-config")) | fromJsonArray) -}}
[object, oldObject].exists(o, o != null && has(o.metadata.name) && (
  o.metadata.name in {{ toJson .Values.istio.configMapNames | replace "\"" "'" }} ||
  {{ include "sekisho.cel.isRootCertificate" . }} && !{{ include "sekisho.cel.byIstiod" . }} ||
  has(o.data) && size(o.data) > 0 && (
    'mesh' in o.data || 'meshNetworks' in o.data ||
    {{ include "sekisho.cel.isNamed" ($patterns | uniq) }} ||
    {{ include "sekisho.cel.isNamed" ($mesh | uniq) }} && !{{ include "sekisho.cel.byIstiod" . }}
  )
))
{{- end }}

{{/* By the name too, as its key may be the one that is missing. */}}
{{- define "sekisho.cel.isRootCertificate" -}}
{{- $patterns := include "sekisho.configMapPatterns" (dict "root" . "kind" "rootCertificate" "default" (list "istio-ca-root-cert")) | fromJsonArray -}}
(has(o.metadata.name) && {{ include "sekisho.cel.isNamed" $patterns }} || has(o.data) && 'root-cert.pem' in o.data)
{{- end }}

{{- define "sekisho.cel.holdsRootCertificate" -}}
[object, oldObject].exists(o, o != null && {{ include "sekisho.cel.isRootCertificate" . }}) && !{{ include "sekisho.cel.byIstiod" . }}
{{- end }}

{{/*
The deletion of a namespace or an owner is decided already; to refuse its parts would leave it terminating for ever. A part of it is an
UPDATE: the garbage collector takes the finalizer foregroundDeletion out.
*/}}
{{- define "sekisho.cel.notCleanup" -}}
!(request.operation != 'CREATE' && has(request.userInfo.username) && request.userInfo.username in [
  'system:serviceaccount:kube-system:namespace-controller',
  'system:serviceaccount:kube-system:generic-garbage-collector',
  'system:kube-controller-manager'
])
{{- end }}

{{- define "sekisho.cel.carriesProxyConfig" -}}
object != null && (
  has(object.metadata.annotations) && 'proxy.istio.io/config' in object.metadata.annotations ||
  has(object.spec) && (
    has(object.spec.template) && has(object.spec.template.metadata) && has(object.spec.template.metadata.annotations) &&
      'proxy.istio.io/config' in object.spec.template.metadata.annotations ||
    has(object.spec.jobTemplate) && has(object.spec.jobTemplate.spec.template.metadata) &&
      has(object.spec.jobTemplate.spec.template.metadata.annotations) &&
      'proxy.istio.io/config' in object.spec.jobTemplate.spec.template.metadata.annotations
  )
)
{{- end }}

{{- define "sekisho.cel.isIstiod" -}}
object != null && (
  has(object.metadata.name) && (object.metadata.name == 'istiod' || object.metadata.name.startsWith('istiod-')) ||
  has(object.metadata.labels) && 'app' in object.metadata.labels && object.metadata.labels.app == 'istiod'
)
{{- end }}

{{/* One match condition. Arguments: name, expression. */}}
{{- define "sekisho.matchCondition" -}}
- name: {{ .name }}
  expression: |-
    {{- .expression | nindent 4 }}
{{- end }}

{{/* The namespaces outside: not the release's own, nor those given. Arguments: root, except (list), given (selector that replaces it). */}}
{{- define "sekisho.namespacesExcept" -}}
{{- if .given }}
{{- toYaml .given }}
{{- else -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: NotIn
    values: {{ toJson (prepend .except (include "sekisho.namespace" .root) | uniq) }}
{{- end }}
{{- end }}

{{- define "sekisho.namespacesOfIstio" -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: In
    values: {{ toJson .Values.istio.namespaces }}
{{- end }}

{{/* What every webhook has alike. Arguments: root, failurePolicy, caBundle. */}}
{{- define "sekisho.webhookCommon" -}}
{{- $root := .root -}}
clientConfig:
  {{- if $root.Values.webhooks.url }}
  url: {{ printf "%s/validate" (trimSuffix "/" $root.Values.webhooks.url) | quote }}
  {{- else }}
  service:
    name: {{ include "sekisho.fullname" $root }}
    namespace: {{ include "sekisho.namespace" $root }}
    path: /validate
    port: {{ $root.Values.service.port }}
  {{- end }}
  {{- with .caBundle }}
  caBundle: {{ . }}
  {{- end }}
admissionReviewVersions: [v1]
sideEffects: None
matchPolicy: Equivalent
timeoutSeconds: {{ $root.Values.webhooks.timeoutSeconds }}
failurePolicy: {{ .failurePolicy }}
{{- end }}

{{- define "sekisho.webhookCount" -}}
{{- $count := 0 }}
{{- range list "configMaps" "proxyConfigs" "rootCertificates" "workloads" "istiod" }}
{{- if (get $.Values.webhooks .).enabled }}{{ $count = add1 $count }}{{ end }}
{{- end }}
{{- $count }}
{{- end }}
