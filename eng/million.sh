#!/usr/bin/env bash
# How long the tool takes for 100 000 and for 1 000 000 commands, and how much memory: the figures in docs/performance.md.
# eng/million.sh --write N: prints a script of so many commands and does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
write() {
  awk -v n="$1" 'BEGIN {
    print "{\"do\":\"open\",\"series\":[{\"id\":\"rl\",\"format\":\"RL-{seq:0000000}\"}]}"
    print "{\"do\":\"connect\",\"company\":\"acme\"}"
    for (k = 2; k < n;) {
      i++; d = sprintf("2026-%02d-%02d", i % 12 + 1, i % 28 + 1)
      c[0] = sprintf("{\"do\":\"create\",\"invoice\":\"A%d\",\"date\":\"%s\"}", i, d)
      c[1] = sprintf("{\"do\":\"approve\",\"invoice\":\"A%d\"}", i)
      c[2] = sprintf("{\"do\":\"send\",\"invoice\":\"A%d\"}", i)
      c[3] = sprintf("{\"do\":\"confirm\",\"invoice\":\"A%d\",\"erpKey\":\"K%d\",\"erpNumber\":\"SI-%d\"}", i, i, i)
      c[4] = sprintf("{\"do\":\"import\",\"invoice\":\"S%d\",\"erpKey\":\"I%d\",\"erpNumber\":\"EI-%d\",\"date\":\"%s\"}", i, i, i, d)
      for (j = 0; j < 5 && k < n; j++) { print c[j]; k++ }
    }
  }'
}
[ "${1:-}" != --write ] || { write "$2"; exit; }
dotnet build src/NumberingRules.Cli -c Release --nologo -v quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "commands   seconds   MB   (best of 3; run --json to a file)"
for n in 100000 1000000; do
  write "$n" > "$folder/script.jsonl"
  for _ in 1 2 3; do
    /usr/bin/time -f "%e %M" -o "$folder/time" dotnet src/NumberingRules.Cli/bin/Release/net10.0/numbering.dll run "$folder/script.jsonl" --json > "$folder/out.jsonl"
    cat "$folder/time"
  done | sort -n | head -1 | awk -v n="$n" '{ printf "%-10d %-9s %d\n", n, $1, $2 / 1024 }'
done
