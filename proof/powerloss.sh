#!/usr/bin/env bash
# Records processes that write books, lets the power go at every boundary of every run, and looks at what may be left:
# proof/powerloss.sh [RUNS] [IMAGES] [SEED]. A summary goes to docs/proof/power-loss.md; the words above its table are kept.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-120}
images=${2:-4}
seed=${3:-20260105}
results=docs/proof/power-loss.md
dotnet build proof/NumberingRules.Proof -c Release --nologo -v quiet
proof="dotnet proof/NumberingRules.Proof/bin/Release/net10.0/NumberingRules.Proof.dll powerloss"
table=$($proof "$runs" "$images" "$seed")
planted=""
for lie in w:log d:database /:folder; do
  faults=$($proof 4 "$images" "$seed" "${lie%%:*}" 2>/dev/null | sed -n 's/^| faults | \(.*\) |$/\1/p' || true)
  [ "$faults" != 0 ] || { echo "a disk that lies about syncs of the ${lie##*:} was not noticed" >&2; exit 1; }
  planted+="| ${lie##*:} | $faults |"$'\n'
done
words=$(sed '/^## /,$d' "$results" 2>/dev/null || echo '# Power lost at every boundary')
{
  printf '%s\n\n## Counted\n\n`proof/powerloss.sh %s %s %s`, %s cores, commit %s.\n\n%s\n' "$words" "$runs" "$images" "$seed" "$(nproc)" "$(git rev-parse --short HEAD)" "$table"
  printf '\n## A disk that lies\n\nThe same with a disk on which a sync of one kind of file does nothing but say it is done (4 runs each; a run is given up after 3 faults).\n\n| syncs of | faults found |\n|---|---|\n%s' "$planted"
} > "$results.new"
mv "$results.new" "$results"
cat "$results"
