{{/* A budget and, where wanted, an autoscaler: (dict "root" $ "part" VALUES "name" NAME "selector" LABELS). */}}
{{- define "media-analytics.budget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  labels:
    {{- include "media-analytics.labels" .root | nindent 4 }}
spec:
  maxUnavailable: {{ .part.maxUnavailable | int64 }}
  selector:
    matchLabels:
      {{- .selector | nindent 6 }}
{{- end -}}

{{- define "media-analytics.autoscaler" -}}
{{- if .part.autoscaling.enabled -}}
{{- if gt (int64 .part.autoscaling.min) (int64 .part.autoscaling.max) -}}
{{- fail (printf "%s: autoscaling.min is %d and autoscaling.max %d; the fewest can't be more than the most" .name (int64 .part.autoscaling.min) (int64 .part.autoscaling.max)) -}}
{{- end -}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name }}
  labels:
    {{- include "media-analytics.labels" .root | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .name }}
  minReplicas: {{ .part.autoscaling.min | int64 }}
  maxReplicas: {{ .part.autoscaling.max | int64 }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .part.autoscaling.cpu | int64 }}
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 30
      policies:
        - type: Percent
          value: 100
          periodSeconds: 60
        - type: Pods
          value: 2
          periodSeconds: 60
      selectPolicy: Max
    scaleDown:
      stabilizationWindowSeconds: {{ .part.autoscaling.scaleDownAfter | int64 }}
      policies:
        - type: Pods
          value: 1
          periodSeconds: 120
{{- end -}}
{{- end -}}
