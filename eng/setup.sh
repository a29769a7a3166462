#!/usr/bin/env bash
# Installs what the product, its demo and its tests need beside the .NET 10 SDK: ffmpeg, Chromium (browser test), and the small tools the scripts use.
# Runs without questions, as root or through sudo, as often as you like; says what it did.
set -euo pipefail

fail() { echo "setup: $*" >&2; exit 1; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Install it first: https://dotnet.microsoft.com/download/dotnet/10.0"
dotnet --list-sdks | grep -q '^10\.' || fail "found $(dotnet --version 2>/dev/null || echo 'no SDK'), but .NET SDK 10 is needed"
command -v apt-get >/dev/null || fail "only Debian and Ubuntu are set up here. Elsewhere install ffmpeg, chromium and curl by hand"

missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need ffmpeg ffmpeg
need ffprobe ffmpeg
need curl curl
need prlimit util-linux
need prometheus prometheus
# Ubuntu's chromium package is a wrapper that asks for a snap; there the browser test skips and says so.
. /etc/os-release
if [ "${ID:-}" = debian ]; then need chromium chromium; fi

if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: nothing to do; $(ffmpeg -version | head -1 | cut -d' ' -f1-3), .NET SDK $(dotnet --version)"
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then run() { "$@"; }
elif command -v sudo >/dev/null; then run() { sudo -n "$@" || sudo "$@"; }
else fail "not root and no sudo; install these by hand: ${missing[*]}"; fi

mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
echo "setup: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { run env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; }
if ! { run apt-get update >"$log" 2>&1 && install; }; then
    tail -20 "$log" >&2
    fail "the installation failed; its last lines are above"
fi
echo "setup: installed ${missing[*]}"
