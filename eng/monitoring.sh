#!/usr/bin/env bash
# Copies the chart's alerts and dashboards (charts/media-analytics/files) into k8s/components/monitoring, since kustomize reads nothing outside its root.
# Run it after a change there; a test fails until then.
set -euo pipefail
cd "$(dirname "$0")/.."
from=charts/media-analytics/files
to=k8s/components/monitoring

rm -rf "$to/dashboards" "$to/prometheusrule.yaml"
made="# Made by eng/monitoring.sh from $from: change that, and run it again."
if [ -f "$from/alerts.yaml" ]; then
    {
        printf '%s\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: media-analytics\nspec:\n' "$made"
        sed 's/^\(.\)/  \1/' "$from/alerts.yaml"
    } > "$to/prometheusrule.yaml"
fi

{
    printf '%s\napiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources:\n  - servicemonitor.yaml\n' "$made"
    [ ! -f "$to/prometheusrule.yaml" ] || echo '  - prometheusrule.yaml'
    first=true
    for dashboard in "$from"/dashboards/*.json; do
        [ -f "$dashboard" ] || continue
        name=$(basename "$dashboard")
        mkdir -p "$to/dashboards"
        cp "$dashboard" "$to/dashboards/$name"
        if $first; then
            printf 'generatorOptions:\n  labels:\n    # By which the sidecar of Grafana finds them.\n    grafana_dashboard: "1"\nconfigMapGenerator:\n'
            first=false
        fi
        printf '  - name: dashboard-%s\n    files: [dashboards/%s]\n' "${name%.json}" "$name"
    done
} > "$to/kustomization.yaml"
