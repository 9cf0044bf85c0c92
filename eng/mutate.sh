#!/usr/bin/env bash
# Changes the sources in a thousand small ways and counts which changes the tests notice: eng/mutate.sh core|storage|sqlite [GLOB...]
# Globs ('**/Decide/*.cs') choose files and leave the page alone; without, docs/proof/mutation-PART.md is written.
# Ends with 1 when a mutant lives for which eng/mutation/PART.arguments.json has no argument, or has one for none that lives.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:?core, storage or sqlite}
shift
case $part in
  core) project=NumberingRules tests=NumberingRules.Tests ;;
  storage) project=NumberingRules.Storage tests=NumberingRules.Storage.Tests ;;
  sqlite) project=NumberingRules.Sqlite tests=NumberingRules.Storage.Tests ;;
  *) echo "core, storage or sqlite, not $part" >&2; exit 2 ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
page=docs/proof/mutation-$part.md
globs=()
for glob in "$@"; do globs+=(-m "$glob"); done
[ $# = 0 ] || page=$folder/page.md
dotnet tool restore
began=$SECONDS
(cd "tests/$tests" && dotnet dotnet-stryker -f "../../eng/mutation/$part.json" -O "$folder" --skip-version-check "${globs[@]}")
headline="Made by \`eng/mutate.sh $part\` (dotnet-stryker $(sed -n 's/.*"version": "\([0-9.]*\)".*/\1/p' .config/dotnet-tools.json | tail -1)) at commit $(git rev-parse --short HEAD) on $(nproc) cores in $((SECONDS - began)) s."
mkdir -p docs/proof
dotnet run --project tests/NumberingRules.Proof -c Release -- mutation "$project" "eng/mutation/$part.arguments.json" "$page" "$headline" "$folder/reports/mutation-report.json"
