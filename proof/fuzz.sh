#!/usr/bin/env bash
# Fuzzes the six readers side by side, with instrumented copies of the library, each until no place was new to it for STILL
# minutes or MOST minutes are over, and writes docs/proof/fuzzing.md: proof/fuzz.sh [STILL] [MOST] [SEED] [TARGET...]
# proof/fuzzing/TARGET.row is the last run of each reader; of readers not named the page has the row there was.
# Inputs that reached something new stay in artifacts/fuzz/TARGET/corpus and, as few as reach as much and if they are not
# too long, in proof/fuzzing/TARGET.tar.gz: there the next run begins, on any machine. FRESH=1 begins anew.
set -euo pipefail
cd "$(dirname "$0")/.."
still=${1:-30}
most=${2:-1440}
seed=${3:-20260105}
targets=${*:4}
targets=${targets:-format number script csv journal chain}
out=$PWD/artifacts/fuzz
[ "${FRESH:-0}" = 0 ] || rm -rf "$out"
mkdir -p "$out"
[ -x artifacts/tools/sharpfuzz ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path artifacts/tools
dotnet build proof/NumberingRules.Proof -c Release -nodeReuse:false -v quiet
commit=$(git rev-parse --short HEAD)
bin=$out/bin-$commit
rm -rf "$bin"
cp -r proof/NumberingRules.Proof/bin/Release/net10.0 "$bin"
# The tool's own assembly is compiled ahead in a Release build; instrumenting needs its IL.
cp src/NumberingRules.Cli/obj/Release/net10.0/numbering.dll "$bin/"
for assembly in NumberingRules NumberingRules.Storage numbering; do
  SHARPFUZZ_ENABLE_ON_BRANCH_CALLBACK=1 artifacts/tools/sharpfuzz "$bin/$assembly.dll" > /dev/null
done
for target in $targets; do
  rm -rf "$out/$target/faults" "$out/$target/row"
  if [ "${FRESH:-0}" = 0 ] && [ ! -d "$out/$target/corpus" ] && [ -f "proof/fuzzing/$target.tar.gz" ]; then
    mkdir -p "$out/$target/corpus"
    tar -xzf "proof/fuzzing/$target.tar.gz" -C "$out/$target/corpus"
  fi
  mkdir -p "$out/$target"
  nice -n 15 "$bin/NumberingRules.Proof" fuzz "$target" --still "$still" --seconds $((most * 60)) --seed "$seed" \
    --folder "$out/$target" --row "$out/$target/row" > /dev/null 2> "$out/$target/log" || echo "$target: ended with $?" &
done
wait
mkdir -p proof/fuzzing
for target in $targets; do
  # Shortest first, so that what is kept of them is less.
  "$bin/NumberingRules.Proof" fuzz "$target" --executions 1 --folder "$out/$target" > /dev/null || true
  sed "s/^| $target |/| $target | $commit | $still, $most | $seed |/" "$out/$target/row" > "proof/fuzzing/$target.row"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$out/$target/corpus" -c . | gzip -9n > "$out/$target/packed"
  if [ "$(stat -c %s "$out/$target/packed")" -le 1000000 ]; then
    mv "$out/$target/packed" "proof/fuzzing/$target.tar.gz"
  else
    # Journals are mostly hashes, which cannot be packed: not worth the room in every clone.
    rm -f "proof/fuzzing/$target.tar.gz"
  fi
done
proof/fuzz-report.sh
! cat "$out"/*/log | grep -E 'FAULT|HANG|Unhandled'
