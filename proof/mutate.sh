#!/usr/bin/env bash
# Changes the sources of the core in thousands of small ways and counts which changes the tests notice: proof/mutate.sh [again|FOLDER...]
# Writes docs/proof/mutation-core.md. It goes folder by folder (after a run that was broken off, name those left); folders named are run anew,
# the others stay as they were run last, if their sources are still the same. "again" tries only what lived or timed out in the runs so far,
# with the tests there are now: what a test has killed stays killed, of the rest the last run counts. proof/mutation/core.arguments.json says
# why mutants that live are equivalent. Ends with 1 when another one lives, or when an argument is about no mutant that lives. Takes over an
# hour on two cores; the machine must have nothing else to do, or what lives times out.
set -euo pipefail
cd "$(dirname "$0")/.."
project=NumberingRules
all=$PWD/artifacts/mutation/core
mapfile -t folders < <(cd "src/$project" && ls -d -- */ | tr -d / | grep -vE '^(bin|obj)$')
wanted=("$@")
[ $# != 0 ] || wanted=("${folders[@]}")

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
  else
    globs=(-m "**/$folder/**/*.cs")
  fi
  rm -rf "$here"
  mkdir -p "$here"
  commit=$(git rev-parse --short HEAD) began=$SECONDS
  (cd tests/NumberingRules.Tests && dotnet dotnet-stryker -f ../../proof/mutation/core.json -O "$here" --skip-version-check "${globs[@]}")
  echo "$commit $((SECONDS - began))" > "$here/run"
done

for folder in "${folders[@]}"; do
  [ -e "$all/$folder/run" ] || { echo "$folder has not been run" >&2; exit 1; }
done
reports=() runs=()
for run in $(ls -tr "$all"/*/run); do
  folder=$(basename "$(dirname "$run")")
  read -r commit seconds < "$run"
  sources=src/$project/$folder
  [ -d "$sources" ] || sources=src/$project
  git diff --quiet "$commit" -- "$sources" || { echo "$folder was run at $commit; its sources have changed since" >&2; exit 1; }
  reports+=("$(dirname "$run")/reports/mutation-report.json")
  runs+=("${folder/again-*/what lived or timed out again} at commit $commit in $seconds s")
done
version=$(sed -n 's/.*"version": "\([0-9.]*\)".*/\1/p' .config/dotnet-tools.json | tail -1)
headline="Made by \`proof/mutate.sh\` (dotnet-stryker $version) on $(nproc) cores: $(printf '%s; ' "${runs[@]}" | sed 's/; $//')."
mkdir -p docs/proof
proof mutation "$project" proof/mutation/core.arguments.json docs/proof/mutation-core.md "$headline" "${reports[@]}"
