# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp systems`: the engine, the program that draws the sample, and their tests, built for other systems and run
# there, and each stage's result compared with this system's, to the bit. The compilers, the libraries, QEMU and
# Wine are in a copy of the Debian 13 root (copies.sh); what is run in it for a system is systems/try.

SYSTEMS=(i386 arm64 windows)
SYSTEM_TOOLS=(
  gcc-i686-linux-gnu libglib2.0-dev:i386 libjpeg-dev:i386 libpng-dev:i386
  gcc-aarch64-linux-gnu qemu-user libglib2.0-dev:arm64 libjpeg-dev:arm64 libpng-dev:arm64
  gcc-mingw-w64-ucrt64 libz-mingw-w64-dev wine64 cmake dpkg-dev
)

command_systems() {
  local name
  systems_arguments "$@"
  cache_init
  job_init
  environment_init base
  build_init
  RESULTS=$JOB/results
  FOREIGN=$WORK/systems
  mkdir -p -- "$RESULTS" "$FOREIGN"
  need_root "Trying other systems"
  # Node is large: it is taken from where it is.
  command -v npm >/dev/null || SYSTEM_TOOLS+=(npm)
  copy_with debian-13-systems "what builds for other systems and runs that" "about 10 minutes, 2.5 GB" "${SYSTEM_TOOLS[@]}"
  COPY_FOLDERS=("$FOREIGN")
  systems_reference
  for name in "${SYSTEMS_WANTED[@]}"; do system_try "$name"; done
  tests_summary
}

systems_arguments() {
  local name
  SYSTEMS_WANTED=("$@")
  for name in "$@"; do
    [[ " ${SYSTEMS[*]} " == *" $name "* ]] || usage_error "there is no system \"$name\"; there are ${SYSTEMS[*]}."
  done
  (($#)) || SYSTEMS_WANTED=("${SYSTEMS[@]}")
}

systems_inside() { copy_inside "$CACHE/debian-13-systems" "$@"; }

# What this system gives, and the sample, which all others read.
systems_reference() {
  say "Building the engine here, to compare …"
  systems_inside bash "$TOP/.setup/systems/try" reference "$TOP" "$FOREIGN" "$RESULTS" || fail_logged "the engine could not be tried here."
}

system_try() {
  local name=$1
  case $name in
    i386) say "Trying Linux on 32-bit processors, in QEMU …" ;;
    arm64) say "Trying Linux on 64-bit ARM, in QEMU …" ;;
    windows)
      say "Trying Windows, in Wine …"
      windows_packages
      systems_inside bash "$TOP/.setup/systems/windows-libraries" "$FOREIGN/windows-libraries" "$FOREIGN/npm" ||
        { failed_system "$name" "what it takes to build for Windows could not be had."; return; }
      ;;
  esac
  systems_inside bash "$TOP/.setup/systems/try" "$name" "$TOP" "$FOREIGN" "$RESULTS" ||
    { failed_system "$name" "the engine could not be tried for $name."; return; }
  system_compare "$name"
}

# GLib for Windows, as npm's packages hold it.
WINDOWS_PACKAGES=(@img/sharp-win32-x64@0.35.5 @img/sharp-libvips-dev@1.3.4)
windows_packages() {
  local folder=$FOREIGN/npm
  mkdir -p -- "$folder"
  [[ -z $(find "$folder" -name '*.tgz') ]] || return 0
  if command -v npm >/dev/null; then
    (cd -- "$folder" && HOME=$JOB/home npm pack --silent "${WINDOWS_PACKAGES[@]}") >>"$LOG" 2>&1
  else
    systems_inside env -C "$folder" npm pack --silent "${WINDOWS_PACKAGES[@]}"
  fi || { rm -rf -- "$folder" && fail_logged "npm could not get ${WINDOWS_PACKAGES[*]}. Check the network, then run this again."; }
}

failed_system() {
  say "$2 The details are in $LOG."
  echo "$1 0 1 0" >"$RESULTS/$1-build.counts"
}

# A stage that gives other bits is named.
system_compare() {
  local stage digest good=0 bad=0
  while read -r stage digest; do
    if grep -qxF "$stage $digest" "$RESULTS/$1.digests"; then
      good=$((good + 1))
    else
      bad=$((bad + 1))
      say "  $1: other bits in \"$stage\" than here."
    fi
  done <"$RESULTS/reference.digests"
  say "  $1: $good stages of the engine give the same bits as here, $bad others."
  echo "$1-bits $good $((bad + (good == 0))) 0" >"$RESULTS/$1-bits.counts"
}
