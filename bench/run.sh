#!/bin/sh
# Runs the benchmarks: all of the table with their defaults, or those that are named. See README.md beside this file.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if ! command -v dotnet > /dev/null; then
  echo "bench/run.sh needs the .NET 10 SDK: 'dotnet' is not in PATH. See https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 2
fi
if [ ! -x /usr/bin/chromium ]; then
  echo "bench/run.sh measures /usr/bin/chromium, which is not there. On Debian: apt-get install chromium" >&2
  exit 2
fi
if [ "$(id -u)" = 0 ] && [ -z "${WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS:-}" ]; then
  echo "Running as root, where Chromium's sandbox does not work: measuring with --no-sandbox."
  export WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS=--no-sandbox
fi

dotnet build "$here/Oriel.Benchmarks" -c Release -v q --nologo
output="$here/Oriel.Benchmarks/bin/Release/net10.0"

# Whatever ends us, the browsers' folders go with us; the browsers end by themselves when their pipes close.
scratch=$(mktemp -d /tmp/oriel-bench.XXXXXX)
child=
clean() { rm -rf "$scratch" 2> /dev/null || { sleep 1; rm -rf "$scratch"; }; }
stop() {
  if [ -n "$child" ]; then
    kill "$child" 2> /dev/null || true
    wait "$child" || true
  fi
  exit "$1"
}
trap clean EXIT
trap 'stop 130' INT
trap 'stop 143' TERM
# A runtime folder of our own: an app of the same user that looks for its broker would be counted as a wake-up of ours.
mkdir -m 700 "$scratch/runtime"
XDG_RUNTIME_DIR="$scratch/runtime" TMPDIR="$scratch" PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 "$output/Oriel.Benchmarks" "$@" &
child=$!
status=0
wait "$child" || status=$?
exit "$status"
