#!/usr/bin/env bash
# Two processes hammer one SQLite file: gapless, no duplicate, no error, each with 30 to 70 % of the work, and some legal order explains what each caller saw: proof/hammer.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
NUMBERING_HAMMER_SECONDS=${1:-60} NUMBERING_HAMMER_SHARE=30 \
  dotnet test tests/NumberingRules.Storage.Tests -c Release --nologo --filter 'FullyQualifiedName~.Processes.Hammer' --logger 'console;verbosity=detailed'
