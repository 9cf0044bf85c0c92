#!/usr/bin/env bash
# Plays the article over real HTTP, host and ERP in processes of their own: proof/intacct-rounds.sh [ROUNDS [FIRST SEED]]
# Ten thousand rounds write docs/proof/intacct-rounds.md; fewer only say what they counted. JOBS run side by side.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
rounds=${1:-10000} first=${2:-1} jobs=${JOBS:-4}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse --short HEAD)
dotnet build tests/PropertyHost.Tests -c Release -v quiet -nodeReuse:false -p:RunAnalyzers=false -p:OutDir="$work/bin/" > "$work/build" || { cat "$work/build" >&2; exit 1; }
began=$SECONDS
play() {
  NUMBERING_INTACCT_ROUNDS=$((rounds / jobs)) NUMBERING_INTACCT_SEED=$((first + ($1 * 1000))) NUMBERING_INTACCT_TABLE=$work/table.$1 \
    nice -n 19 dotnet test "$work/bin/PropertyHost.Tests.dll" --nologo --filter 'FullyQualifiedName~IntacctRounds' > "$work/log.$1" 2>&1
}
pids=()
for ((job = 0; job < jobs; job++)); do
  play "$job" &
  pids+=($!)
done
failed=0
for ((job = 0; job < jobs; job++)); do
  wait "${pids[$job]}" || { cat "$work/log.$job" >&2; failed=1; }
done
[ "$failed" = 0 ]
page() {
  printf '# The article over real HTTP, with Sage Intacct\n\n'
  printf 'Made by `proof/intacct-rounds.sh %s %s` at commit %s on %s cores in %s s, beside other work. A round is what people do on both sides, a sync, and time that passes in the ERP; the host (`samples/PropertyHost --erp intacct`) and the ERP (`samples/FakeIntacct`) are processes of their own. After every 250 rounds all is settled and held against the ERP'"'"'s ledger: no invoice pushed twice, none lost, every number finds its invoice, nothing is left uncertain, the series has no gap, no secret is in the host'"'"'s log. Not counted as pushed twice: an invoice whose record somebody deleted in the ERP before the host knew of it (`docs/intacct.md`).\n\n' \
    "$rounds" "$first" "$commit" "$(nproc)" "$((SECONDS - began))"
  printf '| what | count |\n|---|---|\n'
  awk -F' [|] |[|] | [|]' '{ sum[$2] += $3 } END { for (what in sum) printf "| %s | %d |\n", what, sum[what] }' "$work"/table.* | LC_ALL=C sort
  printf '| violations | 0 |\n'
}
if [ "$rounds" -ge 10000 ]; then page > docs/proof/intacct-rounds.md; else page; fi
