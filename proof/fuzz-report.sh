#!/usr/bin/env bash
# Writes docs/proof/fuzzing.md from what proof/fuzz.sh left in proof/fuzzing: proof/fuzz-report.sh
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/proof
{
  cat <<'WORDS'
# Readers under fire

Made by `proof/fuzz.sh STILL MOST SEED READER...` on 2 cores, the processes side by side, each until no place in the code was new to it for STILL minutes, or for MOST minutes at most, beginning where the run before had come to (`proof/fuzzing/`; the inputs of chain are too large to be kept there: on another machine it begins with its seeds, and CI reads none of them again). The time is that of the clock; beside it stands how much of one core's time the process was given, for the cores were shared.

The library's assemblies are instrumented by SharpFuzz. A *place* is what code can branch to; it counts from the first execution that reaches it. An *edge* goes from one place to the next, within a method or from one to another; an input that goes through a new one, or through a known one in another order of magnitude, in four executions of four, is kept and changed further. Places come to an end, and STILL is asked of them. Edges go on being found for as long as there are orders of steps that nobody tried: a script is any series of commands, and is decided too. By edges, the stricter measure, format, number, csv and journal had stood still for half an hour in earlier runs (66428d8 and bbc7f19: 13, 18, 2 and 9 million executions).

An input has at most 64 KiB. A fault is an exception that is no documented refusal, more than a second of processor time for one execution (the best of three), more than 64 MB allocated in one execution (all that was allocated, not what was alive at once), or what the second table says is wrong. An execution counts with all that is checked of it: reading, writing again, reading again.

| reader | commit | STILL, MOST | SEED | executions | minutes | core minutes | places | minutes since the last new place | executions since | edges | minutes since the last new edge | inputs kept | most allocated, MB | slowest, ms | faults |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
WORDS
  for target in format number script csv journal chain; do
    cat "proof/fuzzing/$target.row"
  done
  printf '\n| reader | what must hold of every input |\n|---|---|\n'
  dotnet run --project proof/NumberingRules.Proof -c Release --no-build -- fuzz --oracles
  cat <<'WORDS'

What was found on the way, mended, and named in tests (`FoundByFuzzingTests` of the tool, `FoundTests` of the proof):

- csv: a column's name was printed as it stood where the refusal guesses which column was meant, and where a row lacked its value;
- csv: names and values of any length were repeated whole in the refusal;
- csv: a date of many blanks cost the square of its length in copies;
- script: a word that is no JSON was repeated in the refusal with all that followed it;
- journal: `null` for an optional field is read as none and written as none: the fuzzer took that for a loss (a run at 9c010f1 counted it as its one fault). The reader stays as it is.
- journal: the reader of plain entries, written after 9c010f1, overflowed at a number of 19 digits; the short version in CI found it;
- journal: the same reader took a list that does not begin for begun, and read its items.
WORDS
} > docs/proof/fuzzing.md
cat docs/proof/fuzzing.md
