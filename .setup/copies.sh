# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Copies of the Debian 13 root with more in them, so that the root stays as the tests know it. Only what
# differs from it takes place.

# copy_with NAME WHAT COST PACKAGE…: a copy in the cache that has these packages, made once, and again when they
# or the root have changed. A package's name that ends in :ARCHITECTURE is one of another processor.
copy_with() {
  local copy=$CACHE/$1 what=$2 cost=$3 want name
  local -A foreign=()
  shift 3
  [[ $WAY != system ]] || root_init debian-13
  want="$* $(<"$ROOT/.smp-root")"
  if [[ -f $copy/ready && $(<"$copy/ready") == "$want" ]]; then return; fi
  say "Setting up $what, once, in $copy ($cost) …"
  copy_new "$copy"
  for name in "$@"; do
    if [[ $name == *:* ]]; then foreign[${name#*:}]=1; fi
  done
  for name in "${!foreign[@]}"; do copy_inside "$copy" dpkg --add-architecture "$name"; done
  copy_inside "$copy" apt-get -q update && copy_inside "$copy" apt-get -q -y --no-install-recommends install "$@" ||
    fail_logged "$* could not be installed in $copy. Check the network and the disk, then run this again."
  printf '%s\n' "$want" >"$copy/ready"
}

copy_new() {
  as_root rm -rf --one-file-system -- "$1"
  mkdir -p -- "$1/upper" "$1/work" "$1/merged"
}

# copy_inside COPY COMMAND…: in a copy, as root; the project and the job folder are seen there, and the folders of
# COPY_FOLDERS. What it prints goes to the log.
COPY_FOLDERS=()
copy_inside() {
  local copy=$1
  shift
  # shellcheck disable=SC2046,SC2016 # one word a variable; the inner shell's own
  as_root unshare -m bash -c '
    copy=$1 root=$2 enter=$3
    shift 3
    mount -t overlay overlay -o "lowerdir=$root,upperdir=$copy/upper,workdir=$copy/work" "$copy/merged" &&
      exec bash "$enter" "$copy/merged" "" "$@"' bash \
    "$copy" "$ROOT" "$TOP/.setup/enter.sh" "$TOP" "$JOB" "${COPY_FOLDERS[@]}" -- /usr/bin/env -i $(proxy_variables) DEBIAN_FRONTEND=noninteractive \
    LC_ALL=C.UTF-8 HOME=/root "SMP_RUN=$JOB" "SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" >>"$LOG" 2>&1 </dev/null &
  wait $!
}
