#!/usr/bin/env bash
# Prints every number from 1 to LAST (10^9 if not said) in three formats, reads each back and compares it with the one
# before, on all cores; writes docs/proof/round-trip.md: proof/roundtrip.sh [LAST]
set -euo pipefail
cd "$(dirname "$0")/.."
last=${1:-1000000000}
dotnet build proof/NumberingRules.Proof -c Release -nodeReuse:false --nologo -v quiet
# A copy, so that it may be built again while this runs.
bin=artifacts/roundtrip
mkdir -p artifacts
rm -rf $bin
cp -r proof/NumberingRules.Proof/bin/Release/net10.0 $bin
mkdir -p docs/proof
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
{
  cat <<WORDS
# There and back

Made by \`proof/roundtrip.sh $last\` on $(nproc) cores at commit $(git rev-parse --short HEAD). No seed: nothing is drawn, every number from 1 to $last is taken.

Each number is printed in UTF-16 and in UTF-8, the two agree, and each reads back as the same sequence number in the period of its date (law 11). Each text comes after the text of the number before: it is longer, or as long and greater by ordinal comparison. So among texts of one date, which differ in nothing but the sequence number, no two are equal, and wherever lengths are equal, as padding makes them, ordinal order is the order of the series.

| format | from … to | numbers | seconds | violations |
|---|---|---|---|---|
WORDS
  nice -n 15 $bin/NumberingRules.Proof roundtrip "$last"
} > "$summary" || { cat "$summary"; exit 1; }
cat "$summary" > docs/proof/round-trip.md
cat "$summary"
