# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian package: built, checked and installed in copies of the Debian 13 root, so that it is the same
# on every system, and that the root stays as the tests know it.

DEB_TOOLS=(build-essential debhelper lintian appstream)

# package_deb TREE TARGET-FOLDER SOURCES
package_deb() {
  local source=$1/gimp-smp
  package_copy_sources "$3" "$source"
  mv -- "$source/.packaging/debian" "$source/debian"
  deb_tools
  deb_inside "$CACHE/debian-13-tools" "$PACKAGING/deb-build" "$source" || fail_logged "the Debian package could not be built."
  cp -- "$1"/gimp-smp_*.deb "$2/"
}

# A copy with what builds and checks Debian packages, made once, and again when the root has changed.
deb_tools() {
  local copy=$CACHE/debian-13-tools want
  [[ $WAY != system ]] || root_init debian-13
  need_root "Making the Debian package"
  want="${DEB_TOOLS[*]} $(<"$ROOT/.smp-root")"
  if [[ -f $copy/ready && $(<"$copy/ready") == "$want" ]]; then return; fi
  say "Setting up what makes Debian packages, once, in $copy (about 3 minutes, 400 MB) …"
  deb_new_copy "$copy"
  deb_inside "$copy" apt-get -q update && deb_inside "$copy" apt-get -q -y --no-install-recommends install "${DEB_TOOLS[@]}" ||
    fail_logged "${DEB_TOOLS[*]} could not be installed in $copy. Check the network and the disk, then run this again."
  printf '%s\n' "$want" >"$copy/ready"
}

# A copy of the root: only what differs from it takes place.
deb_new_copy() {
  as_root rm -rf --one-file-system -- "$1"
  mkdir -p -- "$1/upper" "$1/work" "$1/merged"
}

# deb_inside COPY COMMAND…: in a copy, as root; the project and the job folder are seen there.
deb_inside() {
  local copy=$1
  shift
  # shellcheck disable=SC2046,SC2016 # one word a variable; the inner shell's own
  as_root unshare -m bash -c '
    copy=$1 root=$2 enter=$3
    shift 3
    mount -t overlay overlay -o "lowerdir=$root,upperdir=$copy/upper,workdir=$copy/work" "$copy/merged" &&
      exec bash "$enter" "$copy/merged" "" "$@"' bash \
    "$copy" "$ROOT" "$TOP/.setup/enter.sh" "$TOP" "$JOB" -- /usr/bin/env -i $(proxy_variables) DEBIAN_FRONTEND=noninteractive \
    LC_ALL=C.UTF-8 HOME=/root "SMP_RUN=$JOB" "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" >>"$LOG" 2>&1 </dev/null &
  wait $!
}

package_try_deb() {
  local copy=$JOB/clean file
  file=$(echo "$JOB"/packages/*.deb)
  say "Checking the Debian package …"
  deb_inside "$CACHE/debian-13-tools" "$PACKAGING/deb-check" "$file" || fail_logged "the Debian package has faults: $(deb_faults)"
  say "Installing, upgrading and removing it on a system that has GIMP and no more …"
  deb_new_copy "$copy"
  CLEANUP+=("$copy")
  deb_inside "$copy" "$PACKAGING/deb-try" "$file" "$JOB/deb-try" || fail_logged "the Debian package does not work: $(tail -n 1 -- "$LOG")"
  say "$(tail -n 1 -- "$LOG")"
}

# What lintian said, or the last line.
deb_faults() { { grep -E '^[EW]: ' -- "$LOG" || tail -n 1 -- "$LOG"; } | paste -sd ';'; }
