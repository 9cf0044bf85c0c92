#!/usr/bin/env bash
# All that every store does (the store contract of tests/NumberingRules.Storage.Tests), on a PostgreSQL server, by one host and by
# hosts that take turns: proof/contract-postgres.sh. Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/NumberingRules.PostgreSql.Tests -c Release -p:WholeContract=true -p:CompileAhead=false -o artifacts/contract-postgres -v quiet
dotnet vstest artifacts/contract-postgres/NumberingRules.PostgreSql.Tests.dll --TestCaseFilter:'FullyQualifiedName~StoreContract'
