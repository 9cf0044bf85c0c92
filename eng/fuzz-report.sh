#!/usr/bin/env bash
# Writes docs/proof/fuzzing.md from what eng/fuzz.sh left: eng/fuzz-report.sh STILL SEED SECONDS COMMIT
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/proof
{
  printf '# Readers under fire\n\n'
  printf 'Made by `eng/fuzz.sh %s %s` at commit %s on %s cores in %s s: each reader until no edge was new for %s minutes, all at once.\n\n' "$1" "$2" "$4" "$(nproc)" "$3" "$1"
  cat <<'WORDS'
The library's assemblies are instrumented by SharpFuzz, so that an input which goes from one place in the code to another where none went before is kept and changed further. An input has at most 64 KiB. A fault is an exception that is no documented refusal, an execution of more than a second (the best of three), more than 64 MB allocated in one execution (all that was allocated, not what was alive at once), or what the last column of the second table says is wrong. An execution counts with all that is checked of it: reading, writing again, reading again.

| reader | executions | edges | inputs kept | minutes | minutes since the last new edge | executions since | most allocated, MB | slowest, ms | faults |
|---|---|---|---|---|---|---|---|---|---|
WORDS
  for target in format number script csv journal chain; do
    cat "artifacts/fuzz/$target/row" 2>/dev/null || printf '| %s | did not end | | | | | | | | |\n' "$target"
  done
  printf '\n| reader | what must hold of every input |\n|---|---|\n'
  artifacts/fuzz/bin/NumberingRules.Proof fuzz --oracles
  [ ! -f eng/fuzz-found.md ] || { printf '\n'; cat eng/fuzz-found.md; }
} > docs/proof/fuzzing.md
cat docs/proof/fuzzing.md
