#!/usr/bin/env bash
# Fuzzes the six readers with instrumented copies of the library until no edge was new for so many minutes, two at a time
# on two cores, and writes docs/proof/fuzzing.md: eng/fuzz.sh [MINUTES] [SEED]
# Inputs that reached something new stay in artifacts/fuzz/TARGET/corpus, where the next run begins; FRESH=1 begins anew.
set -euo pipefail
cd "$(dirname "$0")/.."
still=${1:-30}
seed=${2:-20260105}
targets="format number script csv journal chain"
out=artifacts/fuzz
[ "${FRESH:-0}" = 0 ] || rm -rf $out
mkdir -p $out
[ -x artifacts/tools/sharpfuzz ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path artifacts/tools
rm -rf $out/bin
# The tool's own assembly is compiled ahead in a Release build; instrumenting needs its IL.
dotnet build tests/NumberingRules.Proof -c Release -nodeReuse:false -v quiet
cp -r tests/NumberingRules.Proof/bin/Release/net10.0 $out/bin
cp src/NumberingRules.Cli/obj/Release/net10.0/numbering.dll $out/bin/
for assembly in NumberingRules NumberingRules.Storage numbering; do
  artifacts/tools/sharpfuzz "$out/bin/$assembly.dll" > /dev/null
done
began=$(date +%s)
commit=$(git rev-parse --short HEAD)
printf '%s\n' $targets | xargs -P "${JOBS:-6}" -I {} nice -n 15 bash -c '
  rm -rf "$0/{}/faults" "$0/{}/row"; mkdir -p "$0/{}"
  "$0/bin/NumberingRules.Proof" fuzz {} --still "$1" --seed "$2" --folder "$0/{}" --row "$0/{}/row" 2> "$0/{}/log" > /dev/null || echo "{}: ended with $?"
' "$PWD/$out" "$still" "$seed"
eng/fuzz-report.sh "$still" "$seed" "$(($(date +%s) - began))" "$commit"
! cat $out/*/log | grep -E 'FAULT|HANG|Unhandled'
