# Sourced by run.sh and test.sh.

# One configuration for everything, the one that is shipped.
configuration=Release

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# As root Chromium starts only without its sandbox; nobody else gives that up.
allow_root_to_run_chromium() {
  [ "$(id -u)" -eq 0 ] || return 0
  case " ${WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS:-} " in
    *' --no-sandbox '*) ;;
    *) export WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS="${WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS:+$WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS }--no-sandbox" ;;
  esac
  say "Running as root: Chromium's sandbox is off (WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS=$WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS)."
}

# Builds what the arguments name. It goes to standard error, like all that is not a result.
build() {
  say "Building; the first time takes a few minutes."
  dotnet build "$@" --configuration "$configuration" --nologo --verbosity quiet >&2 || fail "The build failed; see above."
}
