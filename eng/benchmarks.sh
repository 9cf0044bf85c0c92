#!/usr/bin/env bash
# Runs the benchmarks and writes benchmarks/results/first-set.md from their reports; the words above the tables are kept.
set -euo pipefail
cd "$(dirname "$0")/../benchmarks"
results=results/first-set.md
reports=BenchmarkDotNet.Artifacts/results
rm -rf BenchmarkDotNet.Artifacts
dotnet run --project NumberingRules.Benchmarks -c Release -- --filter '*' --job short
words=$(sed '/^## The machine/,$d' "$results")
{
  printf '%s\n\n## The machine\n\n```text\n' "$words"
  sed -n '/^```/,/^```/p' "$(ls $reports/*-report-github.md | head -1)" | sed '/^```/d; /^$/d; s/ *$//'
  printf '/proc/cpuinfo: %s, %s cores\n```\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)"
  for report in Authority Decide Print Parse Replay; do
    printf '\n## %s\n\n' "$report"
    grep '^|' "$reports/NumberingRules.Benchmarks.${report}Benchmarks-report-github.md" | grep -v '^| *|' | sed "s/&#39;/'/g; s/&quot;/\"/g"
  done
} > "$results.new"
mv "$results.new" "$results"
rm -rf BenchmarkDotNet.Artifacts
