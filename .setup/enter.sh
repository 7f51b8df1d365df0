#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# enter.sh ROOT TMP [FOLDER…] -- [CHROOT-OPTION…] COMMAND…
# Runs a command in a root with /proc, /dev, /sys, an own /tmp (TMP, if not empty) and the given
# folders at their own paths. To be started by `unshare -m`: all its mounts end with it. With an own
# /tmp the kernel's folders can only be read, but for devices and shared memory; without, packages
# are installed, whose scripts may set what they find there.
set -eu
root=$(cd -- "$1" && pwd -P) tmp=$2
shift 2
for kernel in proc dev sys; do
  mount --rbind "/$kernel" "$root/$kernel"
done
if [[ -n $tmp ]]; then
  mount --bind "$tmp" "$root/tmp"
  # A user namespace may not take away what others have set of a mount: its options are given again.
  # All in one process: most systems have a dozen of them, and this is run many times.
  mounts=$(mktemp)
  tac /proc/self/mountinfo | while read -r _ _ _ _ place options _; do
    printf -v shown '%b' "$place"
    case $shown in
      "$root"/dev/*) ;;
      "$root"/proc | "$root"/proc/* | "$root"/sys | "$root"/sys/* | "$root"/dev)
        echo "none $place none remount,bind,ro,${options#rw,} 0 0"
        ;;
    esac
  done >"$mounts"
  mount -a -T "$mounts" 2>/dev/null || true
  rm -f -- "$mounts"
fi
while [[ $1 != -- ]]; do
  # In the root's own /tmp and in /dev the mount point may be missing even if it was made before.
  [[ -d $root$1 ]] || mkdir -p -- "$root$1"
  # Not recursive, for the cache holds the root itself; but a user namespace may only copy whole trees.
  mount --bind "$1" "$root$1" 2>/dev/null || mount --rbind "$1" "$root$1"
  shift
done
shift
options=()
while [[ $1 == --* ]]; do
  options+=("$1")
  shift
done
exec chroot "${options[@]}" "$root" "$@"
