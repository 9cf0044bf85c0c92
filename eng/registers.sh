#!/usr/bin/env bash
# Audits a register of ten million rows, and beside it, in one run, what people use instead: awk for the same least, greatest
# and count of missing numbers, and SQLite's .import with a window query. Prints seconds, processor time, memory and ratios,
# and how loaded the machine was.
# Usage: eng/registers.sh [ROWS]
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-10000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk -v rows="$rows" 'BEGIN {
  print "Number,Date,Customer"
  for (i = 0; i < rows; i++) {
    day = int(i * 2190 / rows); y = 2020 + int(day / 365); d = day % 365
    if (y != year) { year = y; seq = 0 }
    seq += i % 1000 == 7 ? 3 : 1
    printf "INV-%d-%07d,%d-%02d-%02d,C%d\n", y, seq, y, 1 + int(d / 31), 1 + d % 28, i % 9999
  }
}' > "$folder/register.csv"
dotnet build src/NumberingRules.Cli -c Release -v q -nologo >&2

measure() { # NAME COMMAND...
  local name=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$@" > "$folder/$name.out"
  read -r seconds user system kilobytes < "$folder/time"
  local cpu; cpu=$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')
  [ "$name" = audit ] && first=$seconds && spent=$cpu
awk -v name="$name" -v e="$seconds" -v c="$cpu" -v k="$kilobytes" -v fe="$first" -v fc="$spent" \
    'BEGIN { printf "%-8s %8.2f s %8.2f s processor %6d MB %6.1f times the audit (%.1f by processor)\n", name, e, c, k / 1024, e / fe, c / fc }'
}

uptime
printf '%s rows, %s MB\n' "$rows" "$(($(stat -c %s "$folder/register.csv") / 1000000))"
measure audit src/NumberingRules.Cli/bin/Release/net10.0/numbering audit "$folder/register.csv" --number Number --date Date --json
measure awk awk -F, 'NR > 1 {
  split($1, part, "-"); y = part[2]; n = part[3] + 0
  if (!(y in least) || n < least[y]) least[y] = n
  if (n > greatest[y]) greatest[y] = n
  if (!((y, n) in seen)) { seen[y, n]; count[y]++ }
} END { for (y in least) print y, least[y], greatest[y], greatest[y] - least[y] + 1 - count[y] }' "$folder/register.csv"
if command -v sqlite3 > /dev/null; then
  cat > "$folder/query.sql" <<SQL
.mode csv
.import $folder/register.csv register
SELECT y, min(n), max(n), sum(CASE WHEN gap > 1 THEN gap - 1 ELSE 0 END) FROM (
  SELECT y, n, n - lag(n) OVER (PARTITION BY y ORDER BY n) AS gap FROM (
    SELECT substr(Number, 5, 4) AS y, CAST(substr(Number, 10) AS INTEGER) AS n FROM register)) GROUP BY y;
SQL
  measure sqlite sqlite3 "$folder/register.db" ".read $folder/query.sql"
else
  echo "sqlite3 is not on this machine; its row is left out"
fi
