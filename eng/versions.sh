#!/usr/bin/env bash
# Times authority, decide, print and parse of another commit and of the working tree, by turns: eng/versions.sh COMMIT [ROUNDS [PIECES]]
# The quickest piece of half a millisecond counts, the one that nobody disturbed; the last column says how far the rounds went apart.
set -euo pipefail
cd "$(dirname "$0")/.."
commit=${1:?a commit to compare with} rounds=${2:-8} pieces=${3:-150}
other=$PWD/artifacts/versions/$(git rev-parse --short "$commit")
rm -rf "$PWD/artifacts/versions"
mkdir -p "$other"
git archive "$commit" | tar -x -C "$other"
rm -rf "$other/benchmarks"
mkdir "$other/benchmarks"
cp -r benchmarks/Versions "$other/benchmarks/"
rm -rf "$other/benchmarks/Versions/bin" "$other/benchmarks/Versions/obj"
for tree in "$other" "$PWD"; do dotnet build "$tree/benchmarks/Versions" -c Release --nologo -v quiet -p:RunAnalyzers=false > /dev/null; done
program=benchmarks/Versions/bin/Release/net10.0/Versions.dll
echo "$(git rev-parse --short "$commit") and the working tree on $(git rev-parse --short HEAD), $rounds rounds of $pieces pieces, load $(cut -d' ' -f1 /proc/loadavg)"
dotnet "$program" compare "$other/$program" "$program" "$rounds" "$pieces"
