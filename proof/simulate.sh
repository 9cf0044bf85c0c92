#!/usr/bin/env bash
# Simulates home service, ERP, network and clock: proof/simulate.sh [SEEDS] [FIRST]
# Runs in pieces, kept in artifacts for the programs that made them: a run that was broken off goes on where it was. What breaks
# a law is said at once; a summary goes to docs/proof/simulation.md, after each piece.
set -euo pipefail
cd "$(dirname "$0")/.."
# Measured: a third less time than with what the runtime chooses by itself.
export DOTNET_TieredPGO=0 DOTNET_gcServer=1 DOTNET_gcConcurrent=0
seeds=${1:-1000000}
first=${2:-0}
piece=20000
# The programs are told apart by what a history is made of: another commit, or another reader of registers, makes no other history.
dotnet build proof/NumberingRules.Proof -c Release --nologo -v quiet -nodeReuse:false -p:EnableSourceControlManagerQueries=false -p:EnableSourceLink=false
code=$(cat proof/NumberingRules.Proof/bin/Release/net10.0/NumberingRules{,.Storage,.Sync,.Proof}.dll | git hash-object --stdin)
work=artifacts/simulation/${code:0:12}
commit=$(git rev-parse --short HEAD)
mkdir -p docs/proof "$work"
# A build meanwhile changes nothing of this run.
[ -e "$work/bin" ] || cp -r proof/NumberingRules.Proof/bin/Release/net10.0 "$work/bin"
pieces=()
for ((from = first; from < first + seeds; from += piece)); do
  to=$((from + piece < first + seeds ? from + piece : first + seeds))
  made=$work/$from-$to
  [ -e "$made" ] || {
    dotnet "$work/bin/NumberingRules.Proof.dll" simulate --seeds "$from..$to" > "$work/part" || grep -q '^violations' "$work/part"
    mv "$work/part" "$made"
  }
  pieces+=("$made")
  grep '^seed ' "$made" >&2 || true
  {
    printf '# Simulated histories\n\n'
    printf 'Made by `proof/simulate.sh %s %s` at commit %s on %s cores: seeds %s to %s. Each seed is one history of home service, store, ERP, network and clock on one thread; `docs/hosting.md` says what the loop promises.\n\n' \
      "$seeds" "$first" "$commit" "$(nproc)" "$first" "$((to - 1))"
    printf '| what | count |\n|---|---|\n'
    awk -F'\t' 'NF == 2 { if (!($1 in sum)) order[++n] = $1; sum[$1] += $2 } END { for (i = 1; i <= n; i++) if (order[i] != "milliseconds") printf "| %s | %d |\n", order[i], sum[order[i]] }' "${pieces[@]}"
    { grep -h '^seed ' "${pieces[@]}" || true; } | sed 's/^/\n/'
  } > docs/proof/simulation.md
done
cat docs/proof/simulation.md
! grep -q '^seed ' docs/proof/simulation.md
