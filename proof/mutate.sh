#!/usr/bin/env bash
# Changes the sources in thousands of small ways and counts which changes the tests notice: proof/mutate.sh core|storage|sqlite [again|FOLDER...]
# Writes docs/proof/mutation-PART.md. Core and storage are run folder by folder (after a run that was broken off, name those left); folders named are run anew
# ("Books,Stores" together), the others stay as they were run last, if their sources are still the same. "again" tries only what lived or timed out in the runs so far,
# with the tests there are now: what a test has killed stays killed, of the rest the last run counts. proof/mutation/PART.arguments.json says why mutants that live are equivalent. Ends with 1 when fewer of the others
# are killed than must be (core: all; storage and sqlite: 85 %), or when an argument is about no mutant that lives. Takes over half
# an hour for the core, over two hours for storage; the machine must have nothing else to do, or what lives times out.
# The journal and the loop (Sync) are tried with their own tests alone, Sql with those that look at tables; "again" tries with all.
# The simulation that drives the loop besides is far too slow for that.
# What exceptions are made with is not changed in storage and sqlite: texts for people, who read them and are not misled by "".
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
all=$PWD/artifacts/mutation/$part
folders=(all)
[ "$part" = sqlite ] || mapfile -t folders < <(cd "src/$project" && ls -d -- */ | tr -d / | grep -vE '^(bin|obj)$')
wanted=("$@")
[ $# != 0 ] || wanted=("${folders[@]}")

# The tests flush files thousands of times: memory does not keep them waiting.
[ ! -d /dev/shm ] || export TMPDIR=/dev/shm
# Each mutant has a process of tests to itself, too short to earn back compiling well.
export DOTNET_TC_QuickJit=1 DOTNET_TC_QuickJitForLoops=1 DOTNET_TieredPGO=0
proof() { dotnet run --project proof/NumberingRules.Proof -c Release -- "$@"; }
dotnet tool restore
for folder in "${wanted[@]}"; do
  here=$all/$folder
  globs=()
  if [ "$folder" = again ]; then
    for place in $(proof mutation-living "$all"/*/reports/mutation-report.json); do globs+=(-m "$place"); done
    here+=-$(date +%s)
  elif [ "$folder" != all ]; then
    for one in ${folder//,/ }; do globs+=(-m "**/$one/**/*.cs"); done
  fi
  rm -rf "$here"
  mkdir -p "$here"
  settings=$PWD/proof/mutation/$part.$folder.json
  [ -f "$settings" ] || settings=$PWD/proof/mutation/$part.json
  commit=$(git rev-parse --short HEAD) began=$SECONDS
  (cd "tests/$tests" && dotnet dotnet-stryker -f "$settings" -O "$here" --skip-version-check "${globs[@]}")
  echo "$commit $((SECONDS - began))" > "$here/run"
done

for folder in "${folders[@]}"; do
  compgen -G "$all/$folder/run" || compgen -G "$all/$folder,*/run" || compgen -G "$all/*,$folder*/run" || { echo "$folder has not been run" >&2; exit 1; }
done > /dev/null
reports=() runs=()
for run in $(ls -tr "$all"/*/run); do
  folder=$(basename "$(dirname "$run")")
  read -r commit seconds < "$run"
  sources=()
  for one in ${folder//,/ }; do [ ! -d "src/$project/$one" ] || sources+=("src/$project/$one"); done
  [ ${#sources[@]} != 0 ] || sources=("src/$project")
  git diff --quiet "$commit" -- "${sources[@]}" || { echo "$folder was run at $commit; its sources have changed since" >&2; exit 1; }
  reports+=("$(dirname "$run")/reports/mutation-report.json")
  runs+=("${folder/again-*/what lived or timed out again} at commit $commit in $seconds s")
done
version=$(sed -n 's/.*"version": "\([0-9.]*\)".*/\1/p' .config/dotnet-tools.json | tail -1)
headline="Made by \`proof/mutate.sh $part\` (dotnet-stryker $version) on $(nproc) cores: $(printf '%s; ' "${runs[@]}" | sed 's/; $//')."
mkdir -p docs/proof
proof mutation "$project" "proof/mutation/$part.arguments.json" "docs/proof/mutation-$part.md" "$headline" "$least" "${reports[@]}"
