#!/usr/bin/env bash
# Measures an older commit and this one by turns, on one machine: eng/compare.sh [OLD [TURNS [FOLDER [ENTRIES]]]]
# Processor time of the process is what can be compared on a machine that does other things too. Takes about 10 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
old=${1:-0fe90ac} turns=${2:-2} folder=${3:-$(mktemp -d)} entries=${4:-1000000}
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$folder/old"
git archive "$old" | tar x -C "$folder/old"
make() { # SIDE ROOT OLD?
  dotnet build "$2/src/NumberingRules.Sqlite" -c Release -v q -p:RunAnalyzers=false >/dev/null
  dotnet build benchmarks/Compare -c Release -v q -p:Libraries="$(cd "$2" && pwd)/src/NumberingRules.Sqlite/bin/Release/net10.0" -p:Old="$3" \
    -p:BaseIntermediateOutputPath="$folder/obj-$1/" -p:OutputPath="$folder/bin-$1/" >/dev/null
}
make old "$folder/old" true
make new . false
run() { # SIDE SECTION FILE [COUNT]
  "$folder/bin-$1/NumberingRules.Benchmarks" "$2" "$folder/$3-$1.db" "${4:-0}" | sed "s/^/$1\t/"
}
printf 'load %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
for side in old new; do run $side fill walk "$entries"; done
for _ in $(seq "$turns"); do
  for side in old new; do run $side many many 1; done
  for side in old new; do run $side many many 1000; done
  for side in old new; do run $side one one; done
  for side in old new; do run $side host host; done
  for side in old new; do run $side import import 50000; done
  for side in old new; do run $side walk walk 2; done
done
run new fill small 100000
run new grown small
run new grown walk
run new fillrandom random "$entries"
run new fillrandom smallrandom 100000
run new grownrandom smallrandom
run new grownrandom random
run new join walk
run new memory memory
printf 'load %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
