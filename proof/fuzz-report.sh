#!/usr/bin/env bash
# Writes docs/proof/fuzzing.md from what proof/fuzz.sh left in proof/fuzzing: proof/fuzz-report.sh
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/proof
{
  cat <<'WORDS'
# Readers under fire

Made by `proof/fuzz.sh STILL MOST SEED READER...` on 2 cores shared with other work. Each reader runs until no place in the code
was new to it for STILL minutes, or for MOST minutes, and begins where the run before had come to (`proof/fuzzing/`; the inputs
of chain are too large to be kept there). An execution reads, writes again, and reads again.

- A *place* is what code can branch to; an *edge* goes from one place to the next. Inputs that reach a new edge are kept and changed further.
- Places come to an end. Edges hardly do: a script is any series of commands, and is decided too.
- An input has at most 64 KiB. A *fault* is an undocumented exception, more than a second of processor time, more than 64 MB allocated, or what the second table calls wrong.

| reader | commit | STILL, MOST | SEED | executions | minutes | core minutes | places | minutes since the last new place | executions since | edges | minutes since the last new edge | inputs kept | most allocated, MB | slowest, ms | faults |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
WORDS
  for target in format number script csv journal chain; do
    cat "proof/fuzzing/$target.row"
  done
  printf '\n| reader | what must hold of every input |\n|---|---|\n'
  dotnet run --project proof/NumberingRules.Proof -c Release --no-build -- fuzz --oracles
  cat <<'WORDS'

Found, mended, and named in `FoundByFuzzingTests` of the tool and `FoundTests` of the proof:

- csv: refusals repeated names and values whole, or as they stood; a date of many blanks cost the square of its length;
- script: a word that is no JSON was repeated in the refusal with all that followed it;
- journal: a number of 19 digits overflowed; a list that does not begin was taken for begun.
WORDS
} > docs/proof/fuzzing.md
cat docs/proof/fuzzing.md
