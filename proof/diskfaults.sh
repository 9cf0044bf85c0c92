#!/usr/bin/env bash
# A disk that fills, slows and fails, at every write of a run, once and from then on; writes docs/proof/disk-faults.md: proof/diskfaults.sh [EVERY]
set -euo pipefail
cd "$(dirname "$0")/.."
every=${1:-1}
dotnet build proof/NumberingRules.Proof -c Release --nologo -v quiet -nodeReuse:false
began=$SECONDS
table=$(dotnet proof/NumberingRules.Proof/bin/Release/net10.0/NumberingRules.Proof.dll diskfaults "$every")
{
  cat <<'WORDS'
# A disk that fills, slows and fails

A shim before the C library (`proof/NumberingRules.Proof/DiskFaults/faults.c`) lets the writes, changes of length and syncs of
the database, its WAL and its shared memory go wrong, and the making and removing of files in their folder. One run opens the
books, creates, approves, voids and erases through the writer, writes host rows and numbers in the host's own transaction,
rolls one back, checkpoints, and closes; it is repeated with the fault one act later each time, until it is over before the fault.

Whatever the disk did: every caller is told by an exception of the library or the provider, or answered; what was answered is
there; host rows and numbers agree one to one; the journal verifies; and once the disk is well the same file goes on.

WORDS
  printf '%s\n\nMade by `proof/diskfaults.sh %s` at commit %s on %s cores in %s s.\n' "$table" "$every" "$(git rev-parse --short HEAD)" "$(nproc)" "$((SECONDS - began))"
} > docs/proof/disk-faults.md
cat docs/proof/disk-faults.md
