#!/usr/bin/env bash
# Where the time of the million-command script goes, in memory and to a book: eng/profile.sh [--small]
# Takes samples with perf (Debian: linux-perf); a sample belongs to the innermost of the parts named below that it lies in.
# Code is compiled anew instead of ahead, so that its frames have names. FOLDER: where files are made; a disk, not memory.
# Prints the tables that benchmarks/results/walks.md keeps.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${FOLDER:-/var/tmp/numbering-benchmarks}
commands=1000000; [ "${1:-}" != --small ] || commands=1000
mkdir -p "$folder"
tool=src/NumberingRules.Cli/bin/Release/net10.0/numbering.dll
[ -f "$tool" ] || dotnet build src/NumberingRules.Cli -c Release -v quiet
eng/million.sh --write "$commands" > "$folder/profile.jsonl"
export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 DOTNET_ReadyToRun=0

profile() {
  local what=$1
  shift
  perf record --quiet -F 499 -g -o "$folder/profile.data" -- dotnet "$tool" run "$folder/profile.jsonl" --json "$@" > "$folder/profile.out"
  printf '### Where a script of %s commands spends its time, %s\n\n| what | share of the samples | of it in the runtime: allocating, collecting, checking types |\n|---:|---:|---:|\n' "$commands" "$what"
  perf script -i "$folder/profile.data" -F comm,ip,sym,dso 2> /dev/null | awk '
    function part(frame) {
      if (frame ~ /libclrjit|TieredCompilation/) return "compiling"
      if (frame ~ /Cli\.(Script|CommandReader|Fields|LineReader)/) return "reading the script"
      if (frame ~ /Cli\.RunReport::Add/) return "writing answers"
      if (frame ~ /SqlTables::|InvoiceState::Read/) return "looking up in the tables"
      if (frame ~ /SqlCatchUp::/) return "writing look-up tables"
      if (frame ~ /SqlJournal::Append/) return "writing the journal"
      if (frame ~ /(EntryWriter|FreeText|Chain)::|libcrypto/) return "encoding and hashing"
      if (frame ~ /SqlSession::Commit/) return "committing"
      if (frame ~ /Numbering::Decide/) return "deciding"
      if (frame ~ /(Register|Evolve)::|StoredBook::Add/) return "folding"
      if (frame ~ /Cli\.RunReport::End/) return "listing the invoices"
      return ""
    }
    # SQLite is compiled without what would tell who called it.
    /^$/ { if (seen) { at = of != "" ? of : sqlite ? "inside SQLite, for whichever of these" : "the rest"; samples[at]++; runtime[at] += leaf; all++ } seen = 0; next }
    !seen { seen = 1; of = /^\.NET Tiered/ ? "compiling" : ""; first = 1; leaf = sqlite = 0; next }
    { if (first) { leaf = /libcoreclr/; first = 0 } if (/e_sqlite3|pwrite|pread|fsync/) sqlite = 1; if (of == "") of = part($0) }
    END { for (at in samples) printf "%07.3f| %s | %.0f %% | %.0f %% |\n", samples[at] * 100 / all, at, samples[at] * 100 / all, runtime[at] * 100 / all }' \
    | sort -r | cut -c8-
  echo
}

profile "in memory"
rm -f "$folder"/profile.db*
profile "to a book" --book "$folder/profile.db"
rm -f "$folder"/profile.*
