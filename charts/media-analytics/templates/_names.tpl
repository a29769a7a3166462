{{/* Prefix of all names: at most 40 characters, so that the longest suffix fits in 63. */}}
{{- define "media-analytics.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $full := .Values.fullnameOverride | default (contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name)) -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" ($full | trunc 40 | trimSuffix "-")) -}}
{{- fail (printf "'%s' can't begin the names of Services. Set fullnameOverride to a name of a-z, 0-9 and -, that begins with a letter and ends with a letter or digit" $full) -}}
{{- end -}}
{{- $full | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that select all pods of the release. */}}
{{- define "media-analytics.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels of everything. */}}
{{- define "media-analytics.labels" -}}
{{ include "media-analytics.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "media-analytics.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "media-analytics.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/* An image: (list $ "repository"). */}}
{{- define "media-analytics.image" -}}
{{- $root := index . 0 -}}
{{- $reference := printf "%s:%s" (index . 1) ($root.Values.image.tag | default $root.Chart.AppVersion) -}}
{{- $root.Values.image.registry | empty | ternary $reference (printf "%s/%s" $root.Values.image.registry $reference) -}}
{{- end -}}

{{/* The silos that run, as a map of name to the defaults overridden by the silo's own values, in JSON. */}}
{{- define "media-analytics.silos" -}}
{{- $silos := dict -}}
{{- range $name, $own := .Values.silos -}}
{{- $silo := mergeOverwrite (deepCopy $.Values.siloDefaults) (deepCopy ($own | default dict)) -}}
{{- if $silo.enabled -}}{{- $_ := set $silos $name $silo -}}{{- end -}}
{{- end -}}
{{- $silos | toJson -}}
{{- end -}}
