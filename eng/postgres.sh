#!/usr/bin/env bash
# Measures numbers on PostgreSQL beside what people write by hand, and writes benchmarks/results/postgres.md; the words above the
# tables are kept. Starts a server of its own. eng/postgres.sh: takes half an hour and 9 GB of disk.
set -euo pipefail
cd "$(dirname "$0")/.."
results=benchmarks/results/postgres.md
dotnet build benchmarks/NumberingRules.Benchmarks -c Release -v quiet
tables=$(benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks --postgres)
words=$(sed '/^## The machine/,$d' "$results" 2>/dev/null || echo '# Numbers on PostgreSQL')
printf '%s\n\n## The machine\n\n%s. %s\n' "$words" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$tables" > "$results.new"
mv "$results.new" "$results"
