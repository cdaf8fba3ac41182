#!/usr/bin/env bash
# Shows what Oriel does, on this machine.
#   ./run.sh          the tour: three apps, two user data folders, a live map of their processes
#   ./run.sh URL      opens that page, prints what came of it and saves a screenshot
#   ./run.sh --help   all options
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/common.sh

eng/setup.sh
allow_root_to_run_chromium
build samples/Oriel.Tour
exec dotnet "samples/Oriel.Tour/bin/$configuration/net10.0/Oriel.Tour.dll" "$@"
