#!/usr/bin/env bash
# Writes the public API of a project into its PublicAPI.Unshipped.txt, for review in the diff: eng/public-api.sh [PROJECT]
set -euo pipefail
cd "$(dirname "$0")/.."
project=${1:-src/NumberingRules}
printf '#nullable enable\n' > "$project/PublicAPI.Unshipped.txt"
{ dotnet build "$project" -c Release -nodeReuse:false --no-incremental 2>&1 || true; } \
  | grep -oE "error RS0016: Symbol '.*' is not part of the declared public API" \
  | sed -E "s/^error RS0016: Symbol '//; s/' is not part of the declared public API$//" | LC_ALL=C sort -u > "$project/PublicAPI.new"
cat "$project/PublicAPI.new" >> "$project/PublicAPI.Unshipped.txt"
rm "$project/PublicAPI.new"
