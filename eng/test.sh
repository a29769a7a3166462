#!/usr/bin/env bash
# Sets up what is missing, builds, and runs all tests. Ends with one line: N passed, N failed, N skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

eng/setup.sh --tests
eng/helm.sh || echo "test: without Helm and kubectl; the tests of the rendered chart skip and say so" >&2
dotnet build MediaAnalytics.sln -c Release --nologo -v quiet

passed=0 failed=0 skipped=0 status=0
results=artifacts/test-results
mkdir -p "$results"
for project in Unit Cluster Browser; do
    echo "== tests/$project"
    report="$results/$project.xml"
    rm -f "$report"
    tests/$project/bin/Release/net10.0/MediaAnalytics.Tests.$project -result-xml "$report" || status=$?
    if [ ! -s "$report" ]; then
        echo "tests/$project ended with status $status and left no report" >&2
        failed=$((failed + 1))
        continue
    fi
    count() { grep -o "<assembly [^>]*" "$report" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9'; }
    passed=$((passed + $(count passed)))
    failed=$((failed + $(count failed) + $(count errors)))
    skipped=$((skipped + $(count skipped)))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && [ "$status" -eq 0 ]
