#!/usr/bin/env bash
# Builds everything and runs every test.
#   ./test.sh                 all of them
#   ./test.sh Navigat         those with "Navigat" in their name
#   ./test.sh Behaviour=44    those that hold statement 44 (any filter of `dotnet test`)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/common.sh
. eng/leftovers.sh

# What needs no browser comes first: it is quick to say that something is wrong. Projects not named here run after these.
first=(Oriel.Protocol.Tests Oriel.Ipc.Tests Oriel.Client.Tests Oriel.TestKit.Tests Oriel.Broker.Tests Oriel.Core.Tests Oriel.Conformance)
results=artifacts/test-results
filter=("$@")

# A test that says nothing for this long is taken to hang; the run then ends and names it.
hang_limit=10m

# In milliseconds. The runner's own 100 are too short on a busy machine for a test process to remove its folder.
export VSTEST_TESTHOST_SHUTDOWN_TIMEOUT=30000

# Every process that a test starts inherits this, and every folder a test makes has it in its name.
export ORIEL_TEST_RUN="$$"

test_assembly() { echo "test/$1/bin/$configuration/net10.0/$1.dll"; }

# Only what runs tests has the test host beside it.
is_test_project() { [ -e "test/$1/bin/$configuration/net10.0/testhost.dll" ]; }

test_projects() {
  local project other
  for project in "${first[@]}"; do
    if is_test_project "$project"; then echo "$project"; fi
  done
  for other in test/*/; do
    other=$(basename "$other")
    if [[ " ${first[*]} " != *" $other "* ]] && is_test_project "$other"; then echo "$other"; fi
  done
}

run_project() {
  local arguments=("$(test_assembly "$1")" --nologo --results-directory "$results" --logger "trx;LogFileName=$1.trx"
    --logger "console;verbosity=minimal" --blame-hang-timeout "$hang_limit" --blame-hang-dump-type none)
  if [ "${#filter[@]}" -gt 0 ]; then
    arguments+=(--filter "${filter[*]}")
  fi
  say "== $1"
  dotnet test "${arguments[@]}" >&2
}

# The sum of one counter over all result files.
count() {
  { grep --no-filename --only-matching "<Counters [^>]*" "$results"/*.trx 2> /dev/null || true; } \
    | { grep --only-matching " $1=\"[0-9]*" || true; } | awk -F'"' '{ sum += $2 } END { print sum + 0 }'
}

eng/setup.sh
allow_root_to_run_chromium
build Oriel.slnx
dotnet format Oriel.slnx --verify-no-changes --no-restore --verbosity quiet \
  || fail "The sources are not formatted: run 'dotnet format' and look at what it changes."

rm -rf "$results"
TMPDIR="$(run_folder "${TMPDIR:-/tmp}" "$ORIEL_TEST_RUN")"
export TMPDIR
# As /tmp is: other users are part of some tests.
mkdir --mode=1777 "$TMPDIR"

status=0
mapfile -t projects < <(test_projects)
for project in "${projects[@]}"; do
  run_project "$project" || status=1
done

total=$(count total)
executed=$(count executed)
passed=$(count passed)
# Results files count what was skipped nowhere, only what was executed.
skipped=$((total - executed))
failed=$((executed - passed))

if ! nothing_left "$ORIEL_TEST_RUN" "$TMPDIR"; then
  status=1
fi

if [ "$executed" -eq 0 ]; then
  say "No test ran${filter[*]:+ that '${filter[*]}' chooses}."
  status=1
elif [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  say "No test failed, but the run did not end well; see above."
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || status=1
exit "$status"
