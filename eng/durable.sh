#!/usr/bin/env bash
# Measures durable commands beside bare rows and writes benchmarks/results/durable.md; the words above the tables are kept.
# eng/durable.sh [FOLDER]: where the files are made; a disk, not memory. Takes a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
results=benchmarks/results/durable.md
dotnet build benchmarks/NumberingRules.Benchmarks -c Release -v quiet
tables=$(DOTNET_gcServer=1 benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks --durable "${1:-/var/tmp/numbering-benchmarks}" --deep)
words=$(sed '/^## The machine/,$d' "$results" 2>/dev/null || echo '# Durable commands')
printf '%s\n\n## The machine\n\n%s, %s\n' "$words" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$tables" > "$results.new"
mv "$results.new" "$results"
