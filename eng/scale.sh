#!/usr/bin/env bash
# Prints the capacity model of docs/scale.md beside a simulation with the same constants:
# eng/scale.sh [BATCH HOST SERVER], in microseconds: what a batch takes whatever its size, and each command at host and server.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build benchmarks/NumberingRules.Benchmarks -c Release -v quiet
benchmarks/NumberingRules.Benchmarks/bin/Release/net10.0/NumberingRules.Benchmarks --scale "$@"
