#!/usr/bin/env bash
# Kills processes that write books at random moments and checks what is left: proof/crash.sh [KILLS] [SEED]
# A summary goes to benchmarks/results/crash.md.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-10000}
seed=${2:-$RANDOM}
report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
began=$SECONDS
echo "kills $kills, seed $seed"
NUMBERING_CRASH_KILLS=$kills NUMBERING_CRASH_SEED=$seed NUMBERING_CRASH_REPORT=$report \
  dotnet test tests/NumberingRules.Storage.Tests -c Release --nologo --filter 'FullyQualifiedName~.Crashes.'
{
  printf '# Kills survived\n\n'
  printf 'Made by `proof/crash.sh %s %s` at commit %s on %s cores in %s s. After every kill: nothing acknowledged is lost, nothing is there twice, no gap, the chain verifies and contains the one before; in host mode the host'"'"'s rows and the invoices agree one to one. Every 20th time the look-up tables are those a rebuild makes, and some legal order of all calls explains what every caller saw (the checker of histories, in both modes).\n\n' "$kills" "$seed" "$(git rev-parse --short HEAD)" "$(nproc)" "$((SECONDS - began))"
  printf '| mode | seed | kills | before the first answer | while disposing | answers acknowledged |\n|---|---|---|---|---|---|\n'
  cat "$report"/*
} > benchmarks/results/crash.md
cat benchmarks/results/crash.md
