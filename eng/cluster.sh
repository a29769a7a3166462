#!/usr/bin/env bash
# A cluster on this machine, on loopback, from the build that is there: Redis, Azurite (Azure Blob Storage's emulator), two silos with the roles core and
# decode, one with the role infer, and two gateways.
#   eng/cluster.sh up              start what does not run, and wait until it is ready; data of an earlier run is kept
#   eng/cluster.sh status          what runs, and whether it is ready
#   eng/cluster.sh down [--now]    stop everything, gateways first; --now kills everything at once
#   eng/cluster.sh start NAME      start one process: redis, azurite, gateway-N, or a silo: silo-N (core and decode), core-N, decode-N, infer-N (N from 1 to 9)
#   eng/cluster.sh ready NAME      wait until one is ready
#   eng/cluster.sh stop NAME       stop one (SIGTERM, and wait)
#   eng/cluster.sh kill NAME       SIGKILL one
#   eng/cluster.sh pid NAME        its process id
#   eng/cluster.sh recover [...]   silo recover, with the cluster's configuration and further arguments
#   eng/cluster.sh address NAME    its HTTP address
# In the environment: CLUSTER_DIR keeps data, logs and process ids (default .cluster); PORT is the first gateway's (8080, the second has the next);
# BASE_PORT is the first of 140 ports for all else (9300); CONFIGURATION is Release or Debug. MEDIAANALYTICS_* goes to all processes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${CLUSTER_DIR:-$root/.cluster} port=${PORT:-8080} base=${BASE_PORT:-9300} configuration=${CONFIGURATION:-Release}
silo=$root/silo/bin/$configuration/net10.0/MediaAnalytics.Silo
gateway=$root/gateway/bin/$configuration/net10.0/MediaAnalytics.Gateway
azurite=${XDG_CACHE_HOME:-$HOME/.cache}/media-analytics/azurite/node_modules/.bin/azurite-blob
all=(redis azurite silo-1 silo-2 infer-1 gateway-1 gateway-2)
# Azurite's account: a name and a key that only this emulator knows.
account=media key=$(printf 'a key of the emulator on loopback' | base64)

fail() { echo "cluster: $*" >&2; exit 1; }
number() { local n=${1##*-}; [[ $n =~ ^[1-9]$ ]] || fail "'$1' has no number from 1 to 9"; echo "$n"; }
# NAME.pid holds a process id and when that process started, in ticks since the boot, and the boot's id: another process may have the number by now.
pid() { cut -d' ' -f1 "$dir/$1.pid"; }
started_at() { local stat; { stat=$(<"/proc/$1/stat"); } 2>/dev/null && set -- ${stat##*) } && echo "${20}-$(</proc/sys/kernel/random/boot_id)"; }
runs() {
    local started
    [ -s "$dir/$1.pid" ] && started=$(started_at "$(pid "$1")") && [ "$started" = "$(cut -d' ' -f2 "$dir/$1.pid")" ]
}

# The HTTP address of a process.
address() {
    case $1 in
        gateway-*) echo "http://127.0.0.1:$((port + $(number "$1") - 1))" ;;
        silo-*) echo "http://127.0.0.1:$((base + 10 + $(number "$1")))" ;;
        decode-*) echo "http://127.0.0.1:$((base + 20 + $(number "$1")))" ;;
        infer-*) echo "http://127.0.0.1:$((base + 30 + $(number "$1")))" ;;
        core-*) echo "http://127.0.0.1:$((base + 1 + $(number "$1")))" ;;
    esac
}

is_ready() {
    case $1 in
        redis) redis-cli -p "$base" ping 2>/dev/null | grep -q PONG ;;
        azurite) (exec 3<>"/dev/tcp/127.0.0.1/$((base + 1))") 2>/dev/null ;;
        *) curl -sf -o /dev/null --max-time 2 "$(address "$1")/health/ready" ;;
    esac
}

ready() {
    for _ in $(seq 1200); do
        is_ready "$1" && return
        runs "$1" || { tail -20 "$dir/$1.log" >&2; fail "$1 ended; its log is $dir/$1.log"; }
        sleep 0.1
    done
    fail "$1 is not ready after two minutes: $(curl -s "$(address "$1")/health/ready" || true). Its log is $dir/$1.log"
}

launch() {
    local name=$1
    shift
    mkdir -p "$dir/$name"
    setsid nohup "$@" >>"$dir/$name.log" 2>&1 </dev/null &
    echo "$! $(started_at $!)" >"$dir/$name.pid"
}

export_stores() {
    export MEDIAANALYTICS_Cluster__Redis=127.0.0.1:$base
    export MEDIAANALYTICS_Cluster__Blobs="DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;BlobEndpoint=http://127.0.0.1:$((base + 1))/$account;"
}

start() {
    local name=$1 n
    runs "$name" && return
    export_stores
    export MEDIAANALYTICS_Data=$dir/$name
    case $name in
        redis)
            command -v redis-server >/dev/null || fail "redis-server is missing: run eng/setup.sh --tests"
            launch redis redis-server --bind 127.0.0.1 --port "$base" --dir "$dir/redis" --appendonly yes --appendfsync always \
                --maxmemory-policy noeviction --save ""
            ;;
        azurite)
            [ -x "$azurite" ] || fail "Azurite is missing: run eng/setup.sh --tests"
            AZURITE_ACCOUNTS=$account:$key launch azurite "$azurite" --blobHost 127.0.0.1 --blobPort "$((base + 1))" --location "$dir/azurite" \
                --skipApiVersionCheck --silent --disableTelemetry
            ;;
        silo-* | core-* | decode-* | infer-*)
            n=$(number "$name")
            local kind=${name%-*} roles offset
            case $kind in
                silo) roles=core,decode offset=0 ;;
                decode) roles=decode offset=10 ;;
                infer) roles=infer offset=20 ;;
                core) roles=core offset=60 ;;
            esac
            export MEDIAANALYTICS_Cluster__SiloPort=$((base + 40 + offset + n)) MEDIAANALYTICS_Cluster__GatewayPort=$((base + 70 + offset + n))
            launch "$name" "$silo" serve --roles "$roles" --urls "$(address "$name")"
            ;;
        gateway-*)
            number "$name" >/dev/null
            launch "$name" "$gateway" serve --urls "$(address "$name")"
            ;;
        *) fail "'$name' is none of redis, azurite, silo-N, core-N, decode-N, infer-N, gateway-N" ;;
    esac
}

stop() {
    runs "$1" || { rm -f "$dir/$1.pid"; return 0; }
    local pid
    pid=$(pid "$1")
    kill -TERM "$pid"
    for _ in $(seq 450); do
        runs "$1" || { rm -f "$dir/$1.pid"; return; }
        sleep 0.1
    done
    echo "cluster: $1 did not stop within 45 s and is killed" >&2
    kill -KILL "$pid"
    rm -f "$dir/$1.pid"
}

# Every process that was started, gateways first and stores last.
started() {
    local kind file
    for kind in gateway infer decode silo core azurite redis; do
        for file in "$dir/$kind"*.pid; do
            [ -e "$file" ] && basename "$file" .pid
        done
    done
    return 0
}

needs_name() { [ -n "${2:-}" ] || fail "$1 needs a NAME; eng/cluster.sh --help lists them"; }

case ${1:-} in
    up)
        [ -x "$silo" ] && [ -x "$gateway" ] || fail "there is no build: run dotnet build -c $configuration MediaAnalytics.sln"
        mkdir -p "$dir"
        for name in redis azurite; do start "$name"; ready "$name"; done
        for name in "${all[@]}"; do start "$name"; done
        for name in "${all[@]}"; do ready "$name"; done
        echo "cluster: up at $(address gateway-1) and $(address gateway-2); eng/cluster.sh down stops it"
        ;;
    down)
        for name in $(started); do
            # With the programs that a silo runs, which share its process group.
            if [ "${2:-}" != --now ]; then stop "$name"; elif runs "$name"; then kill -KILL -- "-$(pid "$name")"; fi
        done
        for name in $(started); do
            while runs "$name"; do sleep 0.05; done
            rm -f "$dir/$name.pid"
        done
        echo "cluster: down; $dir keeps its data"
        ;;
    status)
        printf '%-12s %-8s %-10s %s\n' NAME PID STATE ADDRESS
        for name in $(started); do
            if ! runs "$name"; then state=ended; elif is_ready "$name"; then state=ready; else state=starting; fi
            printf '%-12s %-8s %-10s %s\n' "$name" "$(pid "$name")" "$state" "$(address "$name")"
        done
        ;;
    start) needs_name "$@"; mkdir -p "$dir"; start "$2" ;;
    ready) needs_name "$@"; ready "$2" ;;
    stop) needs_name "$@"; stop "$2" ;;
    kill)
        needs_name "$@"
        runs "$2" || fail "$2 does not run"
        kill -KILL "$(pid "$2")"
        # Gone when this returns, so that a start that follows starts it.
        while runs "$2"; do sleep 0.05; done
        ;;
    address) needs_name "$@"; address "$2" ;;
    pid) needs_name "$@"; runs "$2" || fail "$2 does not run"; pid "$2" ;;
    recover)
        export_stores
        export MEDIAANALYTICS_Data=$dir/recover
        exec "$silo" "$@"
        ;;
    *) sed -n '2,15s/^# \{0,1\}//p' "$0"; [ "${1:-}" = --help ] || exit 2 ;;
esac
