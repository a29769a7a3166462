#!/usr/bin/env bash
# Sets up what is missing, builds, and runs the main job on the embedded default: simulate a catalogue with media and counters, import it,
# decode and recognise every MV, fold the counters, and serve the live page until Ctrl-C.
#   eng/demo.sh            serve until Ctrl-C, with live readings
#   eng/demo.sh --check    check every MV and every total through the API, print both, and end
# MVS, DAYS, SEED and PORT in the environment change the simulation's size and the address.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

check=false
case "${1:-}" in
    "") ;;
    --check) check=true ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
mvs=${MVS:-48} days=${DAYS:-14} seed=${SEED:-7} port=${PORT:-8080}
url=http://127.0.0.1:$port
demo=$PWD/.demo
silo=silo/bin/Release/net10.0/MediaAnalytics.Silo
gateway=gateway/bin/Release/net10.0/MediaAnalytics.Gateway

say() { printf '\n== %s\n' "$*"; }

eng/setup.sh
if curl -s -o /dev/null --max-time 2 "$url/"; then
    echo "demo: something already answers at $url. Stop it, or choose another port: PORT=8090 eng/demo.sh" >&2
    exit 1
fi

say "building"
dotnet build silo -c Release --nologo -v quiet

say "starting the server"
rm -rf "$demo"
mkdir -p "$demo"
$silo serve --data "$demo/data" --urls "$url" >"$demo/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
for _ in $(seq 240); do
    kill -0 "$server" 2>/dev/null || { tail -20 "$demo/server.log" >&2; exit 1; }
    curl -sf -o /dev/null "$url/health/ready" && break
    sleep 0.5
done
curl -sf -o /dev/null "$url/health/ready" || { echo "demo: the server is not ready after two minutes:" >&2; curl -s "$url/health/ready" >&2; exit 1; }
echo "ready at $url"

say "simulating $mvs MVs, $days days of readings"
$gateway simulate --out "$demo/simulation" --mvs "$mvs" --days "$days" --seed "$seed" --media --until "$(date -u +%Y-%m-%dT%H:%M:00Z)"

say "importing the catalogue with its media"
$gateway import "$demo/simulation/catalogue.csv" --media "$demo/simulation/media" --server "$url"

say "streaming in the counters"
$gateway observe "$demo/simulation/observations.jsonl" --server "$url"

say "comparing the answers with the simulation's tally"
$gateway verify "$demo/simulation" --server "$url"
if $check; then exit 0; fi

say "the page is live"
cat <<TEXT
  $url/                     dissemination by genre, live
  $url/scalar               the API, to try it

  Your own music videos:    $gateway import CATALOGUE.csv --media FOLDER --server $url
  Their counters:           $gateway observe READINGS.csv --map mv=ID_COLUMN --set platform=NAME --server $url
  (columns and fields: README.md, or --help)

Readings go on arriving each second. Ctrl-C stops everything; $demo keeps the data until the next run.
TEXT
$gateway simulate --out "$demo/simulation" --mvs "$mvs" --days "$days" --seed "$seed" --media --live --server "$url"
