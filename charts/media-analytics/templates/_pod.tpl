{{/* Parts of a pod that gateways and silos share. Each takes (dict "root" $ "part" VALUES "selector" LABELS "health" PORT). */}}

{{/* Of the pod's spec: identity, place, security. "selector" is the labels of its own kind. */}}
{{- define "media-analytics.pod" -}}
{{- $root := .root -}}
{{- $part := .part -}}
serviceAccountName: {{ include "media-analytics.serviceAccount" $root }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
terminationGracePeriodSeconds: {{ $part.terminationGracePeriodSeconds }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- $.selector | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- with $part.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- with $part.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $part.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $part.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $part.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: data
    emptyDir:
      sizeLimit: {{ include "media-analytics.dataMegabytes" . }}Mi
  - name: tmp
    emptyDir:
      sizeLimit: 1Gi
{{- end -}}

{{/* Size of the scratch volume in MiB. Numbers of values come as floats. */}}
{{- define "media-analytics.dataMegabytes" -}}
{{- add (int64 .root.Values.cluster.cacheMegabytes) (int64 .part.scratchMegabytes) -}}
{{- end -}}

{{/* Metadata of the pod. A change of the ConfigMap rolls the pods. */}}
{{- define "media-analytics.podMetadata" -}}
{{- range $label, $_ := .part.podLabels -}}
{{- if has $label (list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "media-analytics/silo" "azure.workload.identity/use") -}}
{{- fail (printf "podLabels can't set %s: the chart sets it, and finds the pods by it. Take it out" $label) -}}
{{- end -}}
{{- end -}}
annotations:
  checksum/configuration: {{ include "media-analytics.configuration" .root | sha256sum }}
  {{- with .part.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
labels:
  {{- .selector | nindent 2 }}
  {{- if .root.Values.serviceAccount.workloadIdentity }}
  azure.workload.identity/use: "true"
  {{- end }}
  {{- with .part.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Of the container: security, configuration by name, volumes, size, health. Its own variables follow. */}}
{{- define "media-analytics.container" -}}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: [serve]
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
resources:
  {{- $scratch := add (include "media-analytics.dataMegabytes" . | int64) 1024 512 }}
  {{- $storage := dict "ephemeral-storage" (printf "%dMi" $scratch) }}
  {{- $size := dict "requests" $storage "limits" $storage }}
  {{- mergeOverwrite (deepCopy $size) (deepCopy .part.resources) | toYaml | nindent 2 }}
volumeMounts:
  - name: data
    mountPath: /data
  - name: tmp
    mountPath: /tmp
startupProbe:
  httpGet:
    path: /health/live
    port: {{ .health }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /health/live
    port: {{ .health }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /health/ready
    port: {{ .health }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
envFrom:
  - configMapRef:
      name: {{ include "media-analytics.fullname" .root }}
env:
  - name: MEDIAANALYTICS_Cluster__Redis
    {{- include "media-analytics.secret" .root.Values.secrets.redis | nindent 4 }}
  {{- if not .root.Values.cluster.blobs }}
  - name: MEDIAANALYTICS_Cluster__Blobs
    {{- include "media-analytics.secret" .root.Values.secrets.blobs | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "media-analytics.secret" -}}
valueFrom:
  secretKeyRef:
    name: {{ .name }}
    key: {{ .key }}
{{- end -}}
