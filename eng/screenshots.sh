#!/usr/bin/env bash
# Makes the pictures of the reports in docs/ with Chromium (Debian's package chromium), from the samples.
# Usage: eng/screenshots.sh
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build src/NumberingRules.Cli -c Release -v q -nologo >&2
numbering=src/NumberingRules.Cli/bin/Release/net10.0/numbering
awk 'BEGIN {
  print "Number,Date"
  for (i = 1; i <= 900; i++) {
    if (i % 97 < 4 || (i > 610 && i < 640)) continue
    printf "%s-%d,2026-%02d-%02d\n", i % 9 ? "INV" : "CN", 1000 + i, 1 + int(i / 76), 1 + int(i % 76 / 76 * 27)
  }
}' > "$folder/invoices-2026.csv"
"$numbering" audit "$folder/invoices-2026.csv" --number Number --date Date --country GB --html "$folder/register.html" > /dev/null
"$numbering" run samples/branches.jsonl --book "$folder/branches.db" > /dev/null
"$numbering" audit --book "$folder/branches.db" --html "$folder/book.html"

picture() { # PAGE NAME WIDTH HEIGHT OPTION...
  local page=$1 name=$2 width=$3 height=$4
  shift 4
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "--window-size=$width,$height" "$@" \
    "--screenshot=docs/$name.png" "file://$folder/$page.html" 2> /dev/null
}

picture register report-register 768 900
picture register report-register-phone 390 900
picture book report-book 768 900
picture book report-book-dark 768 900 --blink-settings=preferredColorScheme=0
ls -l docs/report-*.png
