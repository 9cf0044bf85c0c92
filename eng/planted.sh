#!/usr/bin/env bash
# Plants bugs, one at a time, and asks every layer of the tests that runs what it touches: eng/planted.sh [NAME...]
# eng/planted.sh --check only asks whether every patch still applies; CI does that.
# PLANTED_LAYERS names the layers to ask, instead of all; PLANTED_SEEDS how many histories the simulation is asked for.
# With PLANTED_WORK=FOLDER a run that was cut off goes on where it was. Each bug's row goes to docs/proof/planted.md, with
# the commit; the rows of bugs not named stay as they are.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

if [ "${1:-}" = --check ]; then
  for patch in eng/planted/*.patch; do
    git apply --check "$patch" || { echo "$patch no longer applies" >&2; exit 1; }
  done
  exit 0
fi

seeds=${PLANTED_SEEDS:-2000}
work=${PLANTED_WORK:-$(mktemp -d)}
copy=$work/copy
most=1800
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
export NUMBERING_CRASH_KILLS=40 NUMBERING_HAMMER_SECONDS=2 NUMBERING_HAMMER_SHARE=0
quick=(-c Release -nodeReuse:false -v quiet -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false -p:CompileAhead=false)

say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

# What a project makes.
made() { echo "$copy/src/$1/bin/Release/net10.0/$(sed 's/^NumberingRules.Cli$/numbering/' <<< "$1").dll"; }

prepare() {
  mkdir -p "$copy" "$work/results" "$work/passes"
  git ls-files -co --exclude-standard -z | tar --null -T - -c | tar -x -C "$copy"
  for tests in NumberingRules{,.Proof,.Storage,.Sqlite,.Intacct,.Cli,.PostgreSql}.Tests; do
    dotnet build "$copy/tests/$tests" "${quick[@]}" > "$work/build" || { cat "$work/build" >&2; exit 1; }
  done
  git rev-parse --short HEAD > "$work/commit"
  rm -rf "$work/sound.new"
  mkdir "$work/sound.new"
  for library in NumberingRules{,.Storage,.Sqlite,.Sync,.Intacct,.Cli,.PostgreSql}; do
    cp "$(made "$library")" "$work/sound.new/"
  done
  mv "$work/sound.new" "$work/sound"
}

# Puts libraries where the tests run them.
place() {
  local bin library
  for bin in "$copy"/tests/NumberingRules{,.Proof,.Storage,.Sqlite,.Intacct,.Cli,.PostgreSql}.Tests/bin/Release/net10.0; do
    for library in "$@"; do
      [ ! -e "$bin/${library##*/}" ] || cp "$library" "$bin/"
    done
  done
}

# A test project and a filter: prints the first failing test; empty when all pass.
run_tests() {
  local out status=0
  out=$(timeout -k 5 "$most" dotnet test "$copy/tests/$1/bin/Release/net10.0/$1.dll" --nologo --filter "$2" -- xUnit.StopOnFail=true 2>&1) || status=$?
  if [ "$status" = 124 ]; then
    echo "no end within $most s"
  elif [ "$status" != 0 ]; then
    { grep -F '[FAIL]' <<< "$out" || echo "the tests broke off"; } | head -1 | sed 's/^\[[^]]*\] *//; s/ \[FAIL\]//; s/(.*//; s/^NumberingRules\.//; s/^.*Tests\.//'
  elif ! grep -q '^Passed!' <<< "$out"; then
    echo "no test was run" >&2
    exit 1
  fi
}

# What is noticed is mostly noticed early.
simulate() {
  local out status from to
  for from in 0 $((seeds / 20)); do
    to=$((from == 0 ? seeds / 20 : seeds)) status=0
    out=$(timeout -k 5 "$most" dotnet "$copy/tests/NumberingRules.Proof.Tests/bin/Release/net10.0/NumberingRules.Proof.dll" simulate --seeds "$from..$to" 2>&1) || status=$?
    if [ "$status" = 124 ]; then
      echo "no end within $most s"
      return
    elif [ "$status" != 0 ]; then
      { grep -m1 '^seed ' <<< "$out" || echo "broke off: $(grep -m1 . <<< "$out")"; } | cut -c1-110
      return
    fi
  done
}

# Every layer by name, cheapest first.
layer() {
  case $1 in
    examples) run_tests NumberingRules.Tests 'FullyQualifiedName!~.Laws.' ;;
    laws) run_tests NumberingRules.Tests 'FullyQualifiedName~.Laws.' ;;
    enumeration) run_tests NumberingRules.Proof.Tests 'FullyQualifiedName~Enumeration.ScopeTests' ;;
    simulation) simulate ;;
    contract) run_tests NumberingRules.Storage.Tests 'FullyQualifiedName~.Contract.SqliteStoreContract' ;;
    loop) run_tests NumberingRules.Storage.Tests 'FullyQualifiedName~.Syncing.' ;;
    storage) run_tests NumberingRules.Storage.Tests 'FullyQualifiedName!~.Crashes.&FullyQualifiedName!~.Processes.&FullyQualifiedName!~.Sharing.SharedFile' ;;
    file) run_tests NumberingRules.Sqlite.Tests 'FullyQualifiedName~Facts' ;;
    histories) run_tests NumberingRules.Storage.Tests 'FullyQualifiedName~.Processes.|FullyQualifiedName~.Sharing.SharedFile' ;;
    tool) run_tests NumberingRules.Cli.Tests 'FullyQualifiedName~Book' ;;
    intacct) run_tests NumberingRules.Intacct.Tests 'FullyQualifiedName~Intacct' ;;
    postgres) run_tests NumberingRules.PostgreSql.Tests 'FullyQualifiedName!~.Tools.&FullyQualifiedName!~.KillTests.Whoever' ;;
    kills) run_tests NumberingRules.Storage.Tests 'FullyQualifiedName~.Crashes.' ;;
    power) run_tests NumberingRules.Proof.Tests 'FullyQualifiedName~PowerLoss' ;;
  esac
}

# What fails without a bug says nothing of one.
passes_without() {
  local since=$SECONDS failing
  [ ! -e "$work/passes/$1" ] || return 0
  failing=$(layer "$1")
  [ -z "$failing" ] || { say "$1 fails without a bug: $failing"; exit 1; }
  say "$1 passes without a bug in $((SECONDS - since)) s"
  touch "$work/passes/$1"
}

# Which layers run what a patch touches: the checker of histories asks the core itself what is right, so no bug of the core can show there.
layers_of() {
  local also
  [ -z "${PLANTED_LAYERS:-}" ] || { echo "$PLANTED_LAYERS"; return; }
  also=$(sed -n 's/^Also: //p' "$1")
  if grep -q '^+++ b/src/NumberingRules/' "$1"; then
    echo "examples laws enumeration simulation contract $also"
  elif grep -q '^+++ b/src/NumberingRules.Intacct/' "$1"; then
    echo "intacct $also"
  elif grep -q '^+++ b/src/NumberingRules.PostgreSql/' "$1"; then
    echo "postgres $also"
  elif grep -q '^+++ b/src/NumberingRules.Cli/' "$1"; then
    echo "tool $also"
  elif ! grep '^+++ ' "$1" | grep -qv 'NumberingRules.Sync/'; then
    echo "simulation loop $also"
  elif grep -q '^+++ b/src/NumberingRules.Storage/' "$1"; then
    echo "simulation storage histories $also"
  else
    echo "storage histories file $also"
  fi
}

plant() {
  local patch=$1 name project library
  name=$(basename "$patch" .patch)
  for layer in $(layers_of "$patch"); do
    passes_without "$layer"
  done
  touch "$work/planting"
  git -C "$copy" apply "$root/$patch" || { say "$name does not apply"; exit 1; }
  project=$(sed -n 's|^+++ b/src/\([^/]*\)/.*|\1|p' "$patch" | sort -u)
  dotnet build "$copy/src/$project" "${quick[@]}" --no-restore --no-dependencies > "$work/build" || { cat "$work/build" >&2; say "$name does not build"; exit 1; }
  library=$(made "$project")
  place "$library"
  : > "$work/now"
  for layer in $(layers_of "$patch"); do
    printf '%s\t%s\n' "$layer" "$(layer "$layer")" >> "$work/now"
  done
  git -C "$copy" apply -R "$root/$patch"
  place "$work/sound/${library##*/}"
  cp "$work/sound/${library##*/}" "$library"
  rm "$work/planting"
  mv "$work/now" "$work/results/$name"
  say "$name: $(awk -F'\t' '$2 != "" { printf "%s ", $1 }' "$work/results/$name")"
}

# What the page says of the bugs tried now; the words above its table and the rows of the others stay.
page() {
  local page=docs/proof/planted.md patch name
  for patch in eng/planted/*.patch; do
    name=$(basename "$patch" .patch)
    if [ -e "$work/results/$name" ]; then
      awk -F'\t' -v name="$name" -v says="$(head -1 "$patch")" -v commit="$(cat "$work/commit")" '
        $2 == "" { no = no (no ? ", " : "") $1; next }
        first == "" { first = $1; test = $2; next }
        { more = more (more ? ", " : "") $1 }
        END { gsub(/\|/, "/", test); printf "| %s | %s | %s | %s | %s | %s | %s |\n", name, says, first == "" ? "**nobody**" : first, test == "" ? "" : "`" test "`", more, no, commit }' "$work/results/$name"
    else
      grep -F "| $name |" "$page" || true
    fi
  done > "$work/rows"
  { sed '/^|---|---|---|/q' "$page"; cat "$work/rows"; } > "$work/page"
  cp "$work/page" "$page"
}

# A run that was cut off may have left its copy with a bug in it.
if [ ! -e "$work/sound" ] || [ -e "$work/planting" ]; then
  rm -rf "$copy" "$work/planting"
  prepare
fi
for patch in eng/planted/*.patch; do
  name=$(basename "$patch" .patch)
  [ "$#" = 0 ] || [[ " $* " == *" $name "* ]] || continue
  [ -e "$work/results/$name" ] || plant "$patch"
done

page
! grep -rLP '\t.' "$work/results" | grep .
