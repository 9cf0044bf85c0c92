#!/usr/bin/env bash
# Where the time goes of what missed its aim, or did: eng/profile.sh [--small]
# The million-command script, in memory and to a book; the writer's thread under 256 callers; folding ten million entries.
# Takes samples with perf (Debian: linux-perf); a sample belongs to the innermost of the parts named below that it lies in.
# Code is compiled anew instead of ahead, so that its frames have names. FOLDER: where files are made; a disk, not memory.
# Prints the tables that benchmarks/results/walks.md keeps.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-/var/tmp/numbering-benchmarks}
commands=1000000 entries=10000000 smoke=; [ "${1:-}" != --small ] || commands=1000 entries=1000 smoke=--smoke
mkdir -p "$folder"
tool=src/NumberingRules.Cli/bin/Release/net10.0/numbering.dll
bench=benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks
[ -f "$tool" ] && [ -x "$bench" ] || dotnet build NumberingRules.sln -c Release -v quiet
eng/million.sh --write "$commands" > "$folder/profile.jsonl"
export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 DOTNET_ReadyToRun=0

# What it is, what a sample must hold somewhere to count, the command.
profile() {
  local what=$1 only=$2
  shift 2
  perf record --quiet -F 499 -g -o "$folder/profile.data" -- "$@" > "$folder/profile.out" || [ $? = 124 ]
  printf '### %s\n\n| what | share of the samples | of it in the runtime: allocating, collecting, checking types |\n|---:|---:|---:|\n' "$what"
  perf script -i "$folder/profile.data" -F comm,ip,sym,dso 2> /dev/null | awk -v only="$only" '
    function part(frame) {
      if (frame ~ /libclrjit|TieredCompilation/) return "compiling"
      if (frame ~ /Cli\.(Script|CommandTable|Fields|LineReader)/) return "reading the script"
      if (frame ~ /Cli\.RunReport::Add/) return "writing answers"
      if (frame ~ /SqliteLoading::|InvoiceState::Read/) return "looking up in the tables"
      if (frame ~ /SqliteAppending::/) return "writing the journal and its tables"
      if (frame ~ /(EntryWriter|FreeText|Chain|RowSeal|RowPrint)::|libcrypto/) return "encoding and hashing"
      if (frame ~ /SqliteSession::Commit/) return "committing"
      if (frame ~ /Numbering::Decide/) return "deciding"
      if (frame ~ /Register::Index/) return "folding: putting numbers and keys where they are found"
      if (frame ~ /Evolve::/) return "folding: making the invoice as it is after"
      if (frame ~ /Register::|LoadedBook::/) return "folding, else"
      if (frame ~ /Storage\.(Writer|Decider|BookBatch|Request|Answer)/) return "commands in, answers out"
      if (frame ~ /Cli\.RunReport::End/) return "listing the invoices"
      return ""
    }
    # SQLite is compiled without what would tell who called it.
    /^$/ { if (seen && counts) { at = of != "" ? of : sqlite ? "inside SQLite, for whichever of these" : "the rest"; samples[at]++; runtime[at] += leaf; all++ } seen = 0; next }
    !seen { seen = 1; of = /^\.NET Tiered/ ? "compiling" : ""; first = 1; leaf = sqlite = 0; counts = $0 ~ only; next }
    { if (first) { leaf = /libcoreclr/; first = 0 } if ($0 ~ only) counts = 1; if (/e_sqlite3|pwrite|pread|fsync/) sqlite = 1; if (of == "") of = part($0) }
    END { for (at in samples) printf "%07.3f| %s | %.0f %% | %.0f %% |\n", samples[at] * 100 / all, at, samples[at] * 100 / all, runtime[at] * 100 / all }' \
    | sort -r | cut -c8-
  echo
}

profile "A script of $commands commands, in memory" . dotnet "$tool" run "$folder/profile.jsonl" --json
rm -f "$folder"/profile.db*
profile "A script of $commands commands, to a book" . dotnet "$tool" run "$folder/profile.jsonl" --json --book "$folder/profile.db"
export DOTNET_gcServer=1
# Its first 22 seconds are those of one book.
profile "256 callers, one book" 'NumberingRules\.(Storage|Sqlite)' timeout 22 "$bench" --durable "$folder/profile" $smoke --only many
profile "Folding $entries entries" 'ReplayRun::Fold' "$bench" --replay "$entries" 1
rm -rf "$folder"/profile "$folder"/profile.*
