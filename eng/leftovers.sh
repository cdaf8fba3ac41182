# Sourced by test.sh: what a run of the tests must not leave.

# Processes that were started by the run, or work in one of its folders.
leftover_processes() {
  local process pid
  for process in /proc/[0-9]*; do
    pid="${process#/proc/}"
    if [ "$pid" = "$$" ] || [ "$pid" = "$BASHPID" ]; then continue; fi
    if grep --quiet --text --no-messages "oriel-test-$1-" "$process/cmdline" \
      || grep --quiet --text --no-messages --null-data --line-regexp "ORIEL_TEST_RUN=$1" "$process/environ"; then
      printf '  process %s: %s\n' "$pid" "$(tr '\0' ' ' < "$process/cmdline" 2> /dev/null | cut -c 1-200)"
    fi
  done
}

# Folders, with the sockets and locks in them.
leftover_files() {
  find "${TMPDIR:-/tmp}" -maxdepth 1 -name "oriel-test-$1-*" -printf '  %p\n' 2> /dev/null || true
}

leftover_users() {
  getent passwd | sed -n "s/^\(oriel-t-$1-[^:]*\):.*/  user \1/p"
}

nothing_left() {
  local left
  left="$(leftover_processes "$1"; leftover_files "$1"; leftover_users "$1")"
  if [ -z "$left" ]; then return 0; fi
  say "The tests left behind:"
  say "$left"
  return 1
}
