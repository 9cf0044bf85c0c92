#!/usr/bin/env bash
# Draws docs/performance.svg out of the tables in benchmarks/results/.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks
[ -x "$bench" ] || dotnet build benchmarks/NumberingRules.Benchmarks -c Release -v quiet
"$bench" --chart benchmarks/results docs/performance.svg
