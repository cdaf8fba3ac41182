#!/usr/bin/env bash
# Shows what Oriel does, on this machine.
#   ./run.sh          a small browser in a window (samples/Browser), where there is a display; without one, the tour
#   ./run.sh --tour   the tour: three apps, two user data folders, a live map of their processes
#   ./run.sh URL      opens that page, prints what came of it and saves a screenshot
#   ./run.sh --help   all options of the tour
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/common.sh

eng/setup.sh
allow_root_to_run_chromium

if [ "$#" -eq 0 ] && [ -n "${DISPLAY:-}" ]; then
  build samples/Browser
  # A Wayland session shows it through XWayland.
  GDK_BACKEND=x11 exec dotnet "samples/Browser/bin/$configuration/net10.0/Browser.dll"
fi
if [ "${1:-}" = --tour ]; then
  shift
fi
build samples/Oriel.Tour
exec dotnet "samples/Oriel.Tour/bin/$configuration/net10.0/Oriel.Tour.dll" "$@"
