#!/usr/bin/env bash
# Makes sure of what building and running need, and installs what is missing. Asks nothing; does nothing, fast, when all is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/common.sh

# global.json says which SDK; dotnet itself judges whether one that fits is here.
require_sdk() {
  if ! command -v dotnet > /dev/null || ! dotnet --version > /dev/null 2>&1; then
    fail "Oriel is built with the .NET 10 SDK, and this machine has none: install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or the package dotnet-sdk-10.0) and run this again."
  fi
}

have_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
    command -v "$name" > /dev/null && return 0
  done
  return 1
}

have_package() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

have_zlib() {
  if command -v dpkg-query > /dev/null; then have_package zlib1g-dev; else [ -e /usr/include/zlib.h ]; fi
}

# ldconfig is not in everybody's PATH.
have_library() { [ -n "$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep "$1")" ]; }

# The Debian packages that are missing here, one a line.
missing_packages() {
  have_browser || echo chromium
  # The broker is linked ahead of time on this architecture only; elsewhere it runs on the .NET runtime.
  if [ "$(uname -m)" = x86_64 ]; then
    command -v gcc > /dev/null || echo gcc
    have_zlib || echo zlib1g-dev
  fi
  # Tests look at views in windows: on a display of their own, with a window manager.
  command -v Xvfb > /dev/null || echo xvfb
  command -v openbox > /dev/null || echo openbox
  # The samples' windows, which Chromium's packages bring along, and the other GTK for the tests of the control.
  have_library libgtk-3.so.0 || echo libgtk-3-0
  have_library libgtk-4.so.1 || echo libgtk-4-1
}

install_packages() {
  local as_root=()
  local command="apt-get install -y --no-install-recommends $*"
  command -v apt-get > /dev/null \
    || fail "Missing here: $*, by their Debian names. There is no apt-get to install them with: install them in this distribution's way and run this again."
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || fail "Missing here: $*. Run this as root, then try again: apt-get update && $command"
    as_root=(sudo)
  fi
  say "Installing $* ($command)."
  # A local mirror may be out of reach while what is cached suffices: the installation decides.
  "${as_root[@]}" apt-get update --quiet --quiet >&2 || say "apt-get update failed; trying with the package lists that are here."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet -y --no-install-recommends "$@" >&2 \
    || fail "apt-get could not install $*; see above."
}

require_sdk
mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
  install_packages "${missing[@]}"
fi
