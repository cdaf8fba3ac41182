# Sourced by test.sh: what a run of the tests must not leave.

# Processes that were started by the run, or work in one of its folders.
leftover_processes() {
  local process pid
  for process in /proc/[0-9]*; do
    pid="${process#/proc/}"
    if [ "$pid" = "$$" ] || [ "$pid" = "$BASHPID" ]; then continue; fi
    if grep --quiet --text --no-messages "oriel-test-$1[-/]" "$process/cmdline" \
      || grep --quiet --text --no-messages --null-data --line-regexp "ORIEL_TEST_RUN=$1" "$process/environ"; then
      printf '  process %s: %s\n' "$pid" "$(tr '\0' ' ' < "$process/cmdline" 2> /dev/null | cut -c 1-200)"
    fi
  done
}

# TMPDIR of the run. Every browser of it makes the folder of its single-instance socket here, wherever a test has it run, and so nobody else's is taken for one of ours.
run_folder() { echo "$1/oriel-test-$2"; }

# Folders of test projects, with the sockets and locks in them, and what browsers have made in TMPDIR. Anything else is of the tools that run the tests, and goes with the folder.
# A file without a name that Chromium was killed over is empty (test/Oriel.TestKit/Leaks).
leftover_files() {
  find "$1" -mindepth 1 \( -name 'oriel-*' -o -name '*org.chromium.*' -o -name '*com.google.*' -o -name '*com.microsoft.*' \) \
    -not \( -name '.*' -type f -empty \) -prune -printf '  %p\n' 2> /dev/null || true
}

leftover_users() {
  getent passwd | sed -n "s/^\(oriel-t-$1-[^:]*\):.*/  user \1/p"
}

# Of the run with this number, in this folder, which is removed if all is well.
nothing_left() {
  local left
  left="$(leftover_processes "$1"; leftover_files "$2"; leftover_users "$1")"
  if [ -z "$left" ]; then
    rm -rf "$2"
    return 0
  fi
  say "The tests left behind:"
  say "$left"
  return 1
}
