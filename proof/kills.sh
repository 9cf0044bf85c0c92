#!/usr/bin/env bash
# Kills hosts that write to PostgreSQL, and the server under them, at random moments and checks what is left:
# proof/kills.sh [KILLS OF HOSTS] [SHUTDOWNS OF THE SERVER] [SEED]. A summary goes to benchmarks/results/kills.md.
set -euo pipefail
cd "$(dirname "$0")/.."
hosts=${1:-10000}
servers=${2:-200}
seed=${3:-$RANDOM}
report=$(mktemp)
trap 'rm -f "$report"' EXIT
began=$SECONDS
echo "kills of hosts $hosts, of the server $servers, seed $seed"
# The host is compiled ahead of time: it starts in a hundredth of the time, so that it is killed while it works.
dotnet publish proof/CrashHost -c Release -p:PublishAot=true -o artifacts/crash-host -v quiet
NUMBERING_CRASH_HOST=$PWD/artifacts/crash-host/CrashHost NUMBERING_KILLS_HOSTS=$hosts NUMBERING_KILLS_SERVERS=$servers NUMBERING_KILLS_SEED=$seed NUMBERING_KILLS_REPORT=$report \
  dotnet test tests/NumberingRules.PostgreSql.Tests -c Release --nologo --filter 'FullyQualifiedName~KillTests.Whoever'
{
  printf '# Kills survived on PostgreSQL\n\n'
  printf 'Made by `proof/kills.sh %s %s %s` on %s cores in %s s. Three hosts with eight callers each write three books of a server; one of them is killed (SIGKILL) and another started in its place, or the server is shut down at once (`pg_ctl -m immediate`) and started again. After every 6 or so, in each book: nothing acknowledged is lost, nothing is there twice, no gap, chain and tables verify, and some legal order of all calls explains what every caller saw (the checker gives up where too many calls were never answered).\n\n' "$hosts" "$servers" "$seed" "$(nproc)" "$((SECONDS - began))"
  printf '| seed | kills of hosts | shutdowns of the server | answers acknowledged | histories | given up by the checker |\n|---|---|---|---|---|---|\n'
  cat "$report"
} > benchmarks/results/kills.md
cat benchmarks/results/kills.md
