#!/usr/bin/env bash
# The measurements that are no BenchmarkDotNet benchmarks, each side alternating with the other in one run; prints tables,
# which benchmarks/results/walks.md keeps: eng/walks.sh [--small] PART...
# replay: 10 million entries into state    links: 10 million links verified on one core and two (twice 6 GB of memory)
# cold: from nothing to a first decision   where: the parts of a durable command    script: 1 000 000 commands
set -euo pipefail
cd "$(dirname "$0")/.."
small=; [ "${1:-}" != --small ] || { small=1; shift; }
folder=${FOLDER:-/var/tmp/numbering-benchmarks}
mkdir -p "$folder"
bench=benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks
[ -x "$bench" ] || dotnet build benchmarks/NumberingRules.Benchmarks -c Release -v quiet
count() { [ -n "$small" ] && echo "$1" || echo "$2"; }

cold() {
  local programs=()
  if [ -n "$small" ]; then
    programs=(benchmarks/ColdStart/bin/Release/net10.0/First benchmarks/ColdStart/bin/Release/net10.0/First)
  else
    for how in "aot -p:PublishAot=true" "jit -p:PublishAot=false" "ready -p:PublishReadyToRun=true -r linux-x64 --self-contained false"; do
      for program in Empty First; do
        # shellcheck disable=SC2086
        dotnet publish benchmarks/ColdStart -c Release -p:Program=$program ${how#* } -o "$folder/cold/${how%% *}" -v quiet >/dev/null
        programs+=("$folder/cold/${how%% *}/$program")
      done
    done
  fi
  "$bench" --cold "$(count 1 200)" "${programs[@]}"
}

script() {
  local tool=src/NumberingRules.Cli/bin/Release/net10.0/numbering.dll
  [ -f "$tool" ] || dotnet build src/NumberingRules.Cli -c Release -v quiet
  eng/million.sh --write "$(count 100 1000000)" > "$folder/script.jsonl"
  "$bench" --script "$(count 1 5)" "$folder/script.jsonl" "$tool" "$folder"
}

for part in "$@"; do
  case $part in
    replay) "$bench" --replay "$(count 20000 10000000)" "$(count 1 3)" ;;
    links) "$bench" --links "$(count 20000 10000000)" "$(count 1 3)" ;;
    where) "$bench" --where "$folder" "$(count 40 4000)" "$(count 1 9)" ;;
    cold | script) "$part" ;;
    *) echo "replay, links, cold, where or script, not $part" >&2; exit 2 ;;
  esac
done
