#!/usr/bin/env bash
# Kills hosts that write to PostgreSQL, and the server under them, at random moments and checks what is left:
# proof/kills.sh [KILLS OF HOSTS] [SHUTDOWNS OF THE SERVER] [SEED]. A summary goes to benchmarks/results/kills.md after every
# portion of 150 kills. Each portion has a server and a seed of its own, so that one that fails can be run again alone; three run at once.
set -euo pipefail
cd "$(dirname "$0")/.."
hosts=${1:-10000}
servers=${2:-200}
seed=${3:-$RANDOM}
first=$seed
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
began=$SECONDS
echo "kills of hosts $hosts, of the server $servers, seeds from $seed"

# The host is compiled ahead of time: it starts in a hundredth of the time, so that it is killed while it works. No thread
# spins while it waits for work: the processor is needed by the hosts.
dotnet publish proof/CrashHost -c Release -p:PublishAot=true -o artifacts/crash-host -v quiet
dotnet build tests/NumberingRules.PostgreSql.Tests -c Release -v quiet
export NUMBERING_CRASH_HOST=$PWD/artifacts/crash-host/CrashHost DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0

summary() {
  {
    printf '# Kills survived on PostgreSQL\n\n'
    printf 'Made by `proof/kills.sh` at commit %s, seeds %s to %s, on %s cores in %s s. Three hosts with eight callers each write three books of a server; one of them is killed (SIGKILL) and another started in its place, or the server is shut down at once (`pg_ctl -m immediate`) and started again. After every 6 or so, in each book: nothing acknowledged is lost, nothing is there twice, no gap, chain and tables verify, and some legal order of all calls explains what every caller saw (the checker gives up where too many calls were never answered).\n\n' "$(git rev-parse --short HEAD)" "$first" "$((seed - 1))" "$(nproc)" "$((SECONDS - began))"
    printf '| portions | kills of hosts | shutdowns of the server | answers acknowledged | histories | given up by the checker |\n|---:|---:|---:|---:|---:|---:|\n'
    cat "$folder"/*.row | awk -F'|' '{ for (at = 3; at <= 7; at++) sum[at] += $at } END { printf "| %d | %d | %d | %d | %d | %d |\n", NR, sum[3], sum[4], sum[5], sum[6], sum[7] }'
  } > benchmarks/results/kills.md
}

running=0
finish() {
  ((--running)) || true
  wait -n || { echo "a portion failed:" >&2; grep -l 'Failed!' "$folder"/*.log | xargs cat >&2; kill 0; }
  ! compgen -G "$folder/*.row" > /dev/null || summary
}

while ((hosts + servers > 0)); do
  while ((running >= 3)); do finish; done
  portion=$((hosts < 150 ? hosts : 150))
  share=$((hosts > 0 ? (servers * portion + hosts - 1) / hosts : servers))
  NUMBERING_KILLS_HOSTS=$portion NUMBERING_KILLS_SERVERS=$share NUMBERING_KILLS_SEED=$seed NUMBERING_KILLS_REPORT=$folder/$seed.row \
    dotnet test tests/NumberingRules.PostgreSql.Tests -c Release --no-build --nologo --filter 'FullyQualifiedName~KillTests.Whoever' > "$folder/$seed.log" 2>&1 &
  ((++running))
  ((hosts -= portion, servers -= share, ++seed))
done
while ((running > 0)); do finish; done
cat benchmarks/results/kills.md
