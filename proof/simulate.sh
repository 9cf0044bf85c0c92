#!/usr/bin/env bash
# Simulates home service, ERP, network and clock: proof/simulate.sh [SEEDS] [FIRST]
# Runs in pieces of 20 000 seeds; a summary goes to docs/proof/simulation.md, after each piece.
set -euo pipefail
cd "$(dirname "$0")/.."
seeds=${1:-1000000}
first=${2:-0}
piece=20000
dotnet build proof/NumberingRules.Proof -c Release --nologo -v quiet -nodeReuse:false
pieces=$(mktemp -d)
trap 'rm -rf "$pieces"' EXIT
commit=$(git rev-parse --short HEAD)
mkdir -p docs/proof
status=0
: > "$pieces/broken"
began=$SECONDS
for ((from = first; from < first + seeds; from += piece)); do
  to=$((from + piece < first + seeds ? from + piece : first + seeds))
  dotnet proof/NumberingRules.Proof/bin/Release/net10.0/NumberingRules.Proof.dll simulate --seeds "$from..$to" > "$pieces/$from" || status=1
  grep '^seed ' "$pieces/$from" >> "$pieces/broken" || true
  {
    printf '# Simulated histories\n\n'
    printf 'Made by `proof/simulate.sh %s %s` at commit %s on %s cores in %s s: seeds %s to %s. Each seed is one history of home service, store, ERP, network and clock on one thread; `docs/hosting.md` says what the loop promises.\n\n' \
      "$seeds" "$first" "$commit" "$(nproc)" "$((SECONDS - began))" "$first" "$((to - 1))"
    printf '| what | count |\n|---|---|\n'
    awk -F'\t' 'NF == 2 { if (!($1 in sum)) order[++n] = $1; sum[$1] += $2 } END { for (i = 1; i <= n; i++) if (order[i] != "milliseconds") printf "| %s | %d |\n", order[i], sum[order[i]] }' "$pieces"/[0-9]*
    sed 's/^/\n/' "$pieces/broken"
  } > docs/proof/simulation.md
done
cat docs/proof/simulation.md
exit "$status"
