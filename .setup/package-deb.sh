# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian package: built, checked and installed in copies of the Debian 13 root (copies.sh), so that it is
# the same on every system.

DEB_TOOLS=(build-essential debhelper lintian appstream)

# package_deb TREE TARGET-FOLDER SOURCES
package_deb() {
  local source=$1/gimp-smp
  package_copy_sources "$3" "$source"
  mv -- "$source/.packaging/debian" "$source/debian"
  deb_tools
  copy_inside "$CACHE/debian-13-tools" "$PACKAGING/deb-build" "$source" || fail_logged "the Debian package could not be built."
  cp -- "$1"/gimp-smp_*.deb "$2/"
}

# A copy with what builds and checks Debian packages.
deb_tools() {
  need_root "Making the Debian package"
  copy_with debian-13-tools "what makes Debian packages" "about 3 minutes, 400 MB" "${DEB_TOOLS[@]}"
}
package_try_deb() {
  local copy=$JOB/clean file
  file=$(echo "$JOB"/packages/*.deb)
  say "Checking the Debian package …"
  copy_inside "$CACHE/debian-13-tools" "$PACKAGING/deb-check" "$file" || fail_logged "the Debian package has faults: $(deb_faults)"
  say "Installing, upgrading and removing it on a system that has GIMP and no more …"
  copy_new "$copy"
  CLEANUP+=("$copy")
  copy_inside "$copy" "$PACKAGING/deb-try" "$file" "$JOB/deb-try" || fail_logged "the Debian package does not work: $(tail -n 1 -- "$LOG")"
  say "$(tail -n 1 -- "$LOG")"
}

# What lintian said, or the last line.
deb_faults() { { grep -E '^[EW]: ' -- "$LOG" || tail -n 1 -- "$LOG"; } | paste -sd ';'; }
