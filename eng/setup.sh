#!/usr/bin/env bash
# Installs what the product, its demo and its tests need beside the .NET 10 SDK: ffmpeg, and the small tools the scripts use.
# Runs without questions, as root or through sudo, as often as you like; says what it did.
#   eng/setup.sh           what building, running and the demo need
#   eng/setup.sh --tests   also what the tests and eng/cluster.sh need: Redis, Prometheus, Chromium, unzip, and Azurite by npm; without Azurite its tests skip and say so
set -euo pipefail

tests=false
case "${1:-}" in
    "") ;;
    --tests) tests=true ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

fail() { echo "setup: $*" >&2; exit 1; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Install it first: https://dotnet.microsoft.com/download/dotnet/10.0"
dotnet --list-sdks | grep -q '^10\.' || fail "found $(dotnet --version 2>/dev/null || echo 'no SDK'), but .NET SDK 10 is needed"
command -v apt-get >/dev/null || fail "only Debian and Ubuntu are set up here. Elsewhere install ffmpeg and curl by hand; for the tests also chromium, redis-server, prometheus and unzip"

missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need ffmpeg ffmpeg
need ffprobe ffmpeg
need curl curl
if $tests; then
    need redis-server redis-server
    need prometheus prometheus
    # Of eng/helm.sh, and of tests of a full disk.
    need unzip unzip
    need prlimit util-linux
    # Ubuntu's chromium package is a wrapper that asks for a snap; there the browser test skips and says so.
    . /etc/os-release
    if [ "${ID:-}" = debian ]; then need chromium chromium; fi
fi

run() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -n "$@" || sudo "$@"
    else return 1; fi
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    run apt-get update >"$log" 2>&1 && run env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1
}

# Debian's packages of these start them as services, now and at each boot. Tests and eng/cluster.sh start their own; one that was there before is left as it is.
quiet() {
    local service
    [ -d /run/systemd/system ] || return 0
    for service in redis-server prometheus; do
        [[ " $* " == *" $service "* ]] || continue
        if run systemctl disable --now "$service" >"$log" 2>&1; then
            echo "setup: stopped and disabled the service $service, which its package had started"
        else
            echo "setup: the service $service could not be stopped: $(tail -1 "$log")" >&2
        fi
    done
}

# Azurite says it wants node 22 from 3.37 on and 21 from 3.36 on; this one wants 10, and Debian 12 and Ubuntu 24.04 have 18.
azurite() {
    local version=3.35.0 folder=${XDG_CACHE_HOME:-$HOME/.cache}/media-analytics/azurite packages=()
    if command -v node >/dev/null && [ -x "$folder/node_modules/.bin/azurite-blob" ]; then return; fi
    command -v node >/dev/null || packages+=(nodejs)
    command -v npm >/dev/null || packages+=(npm)
    if [ ${#packages[@]} -gt 0 ]; then
        echo "setup: installing ${packages[*]}"
        install "${packages[@]}" || return 1
    fi
    if [ -x "$folder/node_modules/.bin/azurite-blob" ]; then return; fi
    echo "setup: installing azurite $version into $folder"
    mkdir -p "$folder" && npm install --prefix "$folder" --no-audit --no-fund "azurite@$version" >"$log" 2>&1
}

if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: all tools are there: $(ffmpeg -version | head -1 | cut -d' ' -f1-3), .NET SDK $(dotnet --version)"
else
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "not root and no sudo; install these by hand: ${missing[*]}"
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
    echo "setup: installing ${missing[*]}"
    if ! install "${missing[@]}"; then
        tail -20 "$log" >&2
        fail "the installation failed; its last lines are above"
    fi
    echo "setup: installed ${missing[*]}"
    quiet "${missing[@]}"
fi

if $tests && ! azurite; then
    tail -5 "$log" >&2
    echo "setup: Azurite could not be installed (the last lines are above); the tests that need it will skip and say so" >&2
fi
