#!/usr/bin/env bash
# Every state within large bounds, every law in every state and step; writes docs/proof/enumeration.md: proof/enumerate.sh
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build proof/NumberingRules.Proof -c Release --nologo -v quiet
mkdir -p docs/proof
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
{
  echo "# Every state within large bounds"
  echo
  echo "Made by \`proof/enumerate.sh\` on a machine of $(nproc) cores at commit $(git rev-parse --short HEAD). Breadth first, no seed: nothing is drawn."
  echo "A step is one command decided in one state, with every law looked at; depth counts commands from the empty book."
  echo
  dotnet proof/NumberingRules.Proof/bin/Release/net10.0/NumberingRules.Proof.dll enumerate large
} > "$summary" || { cat "$summary"; exit 1; }
cp "$summary" docs/proof/enumeration.md
cat "$summary"
