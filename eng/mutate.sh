#!/usr/bin/env bash
# Changes the sources in a thousand small ways and counts which changes the tests notice: eng/mutate.sh core|storage|sqlite [GLOB...]
# Globs ('**/Decide/*.cs') choose files and leave the page alone; without, docs/proof/mutation-PART.md is written.
# eng/mutation/PART.arguments.json says why mutants that live are equivalent. Ends with 1 when fewer of the others are killed than
# must be (core: all; storage and sqlite: 85 %), or when an argument is about no mutant that lives. Takes from minutes to hours.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:?core, storage or sqlite}
shift
case $part in
  core) project=NumberingRules tests=NumberingRules.Tests least=100 ;;
  storage) project=NumberingRules.Storage tests=NumberingRules.Storage.Tests least=85 ;;
  sqlite) project=NumberingRules.Sqlite tests=NumberingRules.Storage.Tests least=85 ;;
  *) echo "core, storage or sqlite, not $part" >&2; exit 2 ;;
esac
folder=$PWD/artifacts/mutation/$part
rm -rf "$folder"
mkdir -p "$folder"
page=docs/proof/mutation-$part.md
globs=()
for glob in "$@"; do globs+=(-m "$glob"); done
[ $# = 0 ] || page=$folder/page.md
dotnet tool restore
began=$SECONDS
(cd "tests/$tests" && dotnet dotnet-stryker -f "../../eng/mutation/$part.json" -O "$folder" --skip-version-check "${globs[@]}")
headline="Made by \`eng/mutate.sh $part\` (dotnet-stryker $(sed -n 's/.*"version": "\([0-9.]*\)".*/\1/p' .config/dotnet-tools.json | tail -1)) at commit $(git rev-parse --short HEAD) on $(nproc) cores in $((SECONDS - began)) s."
mkdir -p docs/proof
dotnet run --project tests/NumberingRules.Proof -c Release -- mutation "$project" "eng/mutation/$part.arguments.json" "$page" "$headline" "$least" "$folder/reports/mutation-report.json"
