#!/usr/bin/env bash
# Takes the pictures of the README anew (docs/images), from the samples, on a display of its own. Look at them before you commit them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/common.sh

images=docs/images
for tool in Xvfb openbox xdotool import; do
  command -v "$tool" > /dev/null || fail "Missing here: $tool. With apt-get: apt-get install xvfb openbox xdotool imagemagick"
done

work=$(mktemp --directory)
started=()
finish() {
  local process
  for process in "${started[@]}"; do
    kill "$process" 2> /dev/null && wait "$process" 2> /dev/null || true
  done
  # The browser goes when it has noticed.
  while pgrep --full -- "$work" > /dev/null; do sleep 0.2; done
  rm -rf "$work"
}
trap finish EXIT

# A display, by the number it chooses itself.
begin_display() {
  mkfifo "$work/number"
  Xvfb -displayfd 1 -screen 0 1280x900x24 -nolisten tcp > "$work/number" 2> /dev/null &
  started+=($!)
  read -r number < "$work/number"
  export DISPLAY=":$number"
  openbox --sm-disable 2> /dev/null &
  started+=($!)
}

# What is in the window of that title, when it no longer changes. Takes a title, which the window has when its page is loaded, and a name.
picture() {
  local window last="" now
  window=$(xdotool search --sync --onlyvisible --name "^$1\$" | head --lines 1)
  while now=$(import -window "$window" rgb:- | sha256sum) && [ "$now" != "$last" ]; do
    last=$now
    sleep 1
  done
  mkdir -p "$images"
  import -window "$window" -frame -strip -define png:compression-level=9 "$images/$2.png"
  say "$images/$2.png, $(stat --format=%s "$images/$2.png") bytes"
}

run_sample() {
  local name=$1
  shift
  dotnet "samples/$name/bin/$configuration/net10.0/$name.dll" "$@" > /dev/null 2>&1 &
  started+=($!)
}

allow_root_to_run_chromium
build samples/Browser
begin_display

printf '<!doctype html><title>Another page</title>' > "$work/page.html"
run_sample Browser --folder "$work/browser" "file://$work/page.html" ""
picture Start browser
