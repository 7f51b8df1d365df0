# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian roots: of Debian 13 for systems without GIMP 3, and of its successor in the making for
# the tests in a newer GIMP. Each is made once, in the cache folder. It is worked in by chroot with
# bind mounts in a mount namespace of its own, which the kernel takes away with its last process, so
# that nothing can be left mounted.

ROOT_MB=3000

# root_select debian-13|debian-forky
root_select() {
  ROOT=$CACHE/$1
  case $1 in
    debian-13)
      ROOT_TITLE="Debian 13" ROOT_GIMP="GIMP 3" ROOT_KIND=all
      ROOT_SUITE=trixie ROOT_SCRIPT=trixie
      ROOT_REASON="This system has no GIMP 3, so a Debian 13 with GIMP 3 is set up for it, once, in"
      ;;
    debian-forky)
      ROOT_TITLE="Debian forky" ROOT_GIMP="GIMP 3.2" ROOT_KIND=gimp
      # An older debootstrap does not know this suite, but one that never changes its name.
      ROOT_SUITE=forky ROOT_SCRIPT=sid
      ROOT_REASON="The tests run in GIMP 3.2 too, so a Debian forky with it is set up, once, in"
      ;;
  esac
}

root_init() {
  local want
  root_select "$1"
  want=$(packages "$ROOT_KIND" | sha256sum | cut -c1-16)
  if ! root_is_ready "$want"; then
    need_root "Setting up a $ROOT_TITLE with $ROOT_GIMP"
    root_lock
    # Another run may have made it while this one waited.
    root_is_ready "$want" || root_make "$want"
    exec 8>&-
  fi
}

# The mark is written last and names the package list, so a half-made root is told from a
# whole one, and a whole one with an older list from one that lacks nothing.
root_is_ready() { [[ -f $ROOT/.smp-root && $(<"$ROOT/.smp-root") == "$1" ]]; }

root_lock() {
  exec 8>"$ROOT.lock"
  if ! flock -n 8; then
    say "Another run is setting up the $ROOT_TITLE root; waiting for it."
    flock 8
  fi
}

root_make() {
  if [[ -f $ROOT/.smp-root ]]; then
    say "Installing newly needed packages in $ROOT."
    root_install
  else
    say "$ROOT_REASON"
    say "$ROOT: about 4 minutes, 2.1 GB. Nothing else on this system changes,"
    say "except that the package debootstrap is installed if it is missing."
    root_tools
    root_clear
    root_space
    root_bootstrap
    root_configure
    root_install
  fi
  printf '%s\n' "$1" | as_root tee "$ROOT/.smp-root" >/dev/null ||
    fail "cannot write in $ROOT: $(disk_state "$CACHE")."
  say "The $ROOT_TITLE root is ready."
}

root_tools() {
  local missing=() name
  command -v debootstrap >/dev/null || [[ -x /usr/sbin/debootstrap ]] || missing+=(debootstrap)
  command -v unshare >/dev/null || missing+=(util-linux)
  [[ -s $DEBIAN_KEYS ]] || missing+=(debian-archive-keyring)
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null ||
    fail "this system has neither GIMP 3 nor apt-get; install GIMP 3's development files, or ${missing[*]}."
  say "Installing ${missing[*]} …"
  apt_get update || true
  apt_get install -y --no-install-recommends "${missing[@]}" ||
    fail_logged "apt-get could not install ${missing[*]}. Check the network and the disk, then run this again."
}

# What Debian signs its packages' lists with. Nothing is installed that was not verified with these.
DEBIAN_KEYS=/usr/share/keyrings/debian-archive-keyring.gpg

# Deleting through a file system that someone mounted in there would delete theirs.
root_clear() {
  [[ -e $ROOT ]] || return 0
  if awk -v r="$(printf '%s' "$ROOT" | sed 's/ /\\040/g')/" 'index($5 "/", r) == 1 { found = 1 } END { exit !found }' /proc/self/mountinfo; then
    fail "$ROOT is not complete and has file systems mounted in it; unmount them, delete it, and run this again."
  fi
  say "A root that was left half made is deleted and made anew."
  as_root rm -rf --one-file-system -- "$ROOT" || fail "cannot delete $ROOT; delete it and run this again."
}

root_space() {
  local free
  free=$(free_mb "$CACHE")
  if ((${free:-0} < ROOT_MB)); then
    fail "the $ROOT_TITLE root needs $ROOT_MB MB of disk and $CACHE has $free MB; free some, or set SMP_CACHE to a folder on another disk."
  fi
}

# The mirror and the proxy that this system's own apt uses, if it is a Debian.
root_mirror() {
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
}

root_proxy() {
  local proxy=''
  eval "$(apt-config shell proxy Acquire::http::Proxy 2>/dev/null)"
  if [[ -z ${http_proxy:-} && -n $proxy && $proxy != DIRECT ]]; then export http_proxy=$proxy; fi
}

root_bootstrap() {
  local mirror start
  start=$(now_ms)
  say "Downloading and installing the base system …"
  root_proxy
  mirror=$(root_mirror)
  if [[ -z $mirror ]] || ! root_debootstrap "$mirror"; then
    if [[ -n $mirror ]]; then as_root rm -rf --one-file-system -- "$ROOT"; fi
    root_debootstrap '' ||
      root_bootstrap_failed
  fi
  say "… done in $(seconds $(($(now_ms) - start))) s."
}

root_bootstrap_failed() {
  if tail -n 40 -- "$LOG" | grep -Eqi 'release signed by unknown key|invalid release|no pubkey|bad signature|keyring'; then
    fail_logged "the base system's packages could not be verified with Debian's keys ($DEBIAN_KEYS), so nothing was installed; update the package debian-archive-keyring, then run this again."
  fi
  fail_logged "debootstrap could not make the base system. Check the network and the disk ($(disk_state "$CACHE")), then run this again."
}

# root_debootstrap MIRROR, or '' for debootstrap's own. In a mount namespace of its own where one can
# be had, because debootstrap mounts /proc.
root_debootstrap() {
  local wrap=(env)
  if as_root unshare -m true 2>/dev/null; then wrap=(unshare -m); fi
  as_root env "PATH=$PATH:/usr/sbin:/sbin" $(proxy_variables) "${wrap[@]}" \
    debootstrap --force-check-gpg --keyring="$DEBIAN_KEYS" --variant=minbase --include=ca-certificates "$ROOT_SUITE" "$ROOT" "$1" "$ROOT_SCRIPT" >>"$LOG" 2>&1 </dev/null &
  wait $!
}

# apt inside works as it does outside; nothing is started; writing need not survive a crash.
root_configure() {
  apt-config dump 2>/dev/null | grep -Ei '^Acquire::(https?|ftp)::(Proxy|CaInfo|Verify-Peer)|^Acquire::(Retries|Check-Valid-Until) ' |
    as_root tee "$ROOT/etc/apt/apt.conf.d/90smp-host" >/dev/null
  as_root tee "$ROOT/etc/apt/apt.conf.d/91smp" >/dev/null <<'END'
APT::Keep-Downloaded-Packages "false";
Acquire::Languages "none";
Acquire::Retries "3";
END
  # The lists of a suite in the making expire after a week, which a mirror or a snapshot may not meet.
  if [[ $ROOT_SUITE == forky ]]; then
    echo 'Acquire::Check-Valid-Until "false";' | as_root tee -a "$ROOT/etc/apt/apt.conf.d/91smp" >/dev/null
  fi
  echo force-unsafe-io | as_root tee "$ROOT/etc/dpkg/dpkg.cfg.d/smp" >/dev/null
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$ROOT/usr/sbin/policy-rc.d" >/dev/null
  as_root chmod 755 "$ROOT/usr/sbin/policy-rc.d"
  if [[ -s /etc/ssl/certs/ca-certificates.crt ]]; then
    as_root cp -L -- /etc/ssl/certs/ca-certificates.crt "$ROOT/etc/ssl/certs/ca-certificates.crt"
  fi
}

root_install() {
  local start
  start=$(now_ms)
  say "Downloading and installing $ROOT_GIMP and the build tools …"
  as_root cp -L --remove-destination -- /etc/resolv.conf "$ROOT/etc/resolv.conf" 2>>"$LOG"
  # shellcheck disable=SC2046 # one word a package
  root_apt '
    dpkg --configure -a &&
    apt-get -q update &&
    apt-get -q -y --no-install-recommends --fix-broken install "$@" &&
    apt-get clean' $(packages "$ROOT_KIND") ||
    fail_logged "the packages could not be installed in $ROOT. Check the network and the disk ($(disk_state "$CACHE")), then run this again."
  say "… done in $(seconds $(($(now_ms) - start))) s."
}

# A shell script in the root, as root. Installing needs no mounts, only chroot; where even that
# is refused, proot.
root_apt() {
  local script=$1 enter=(unshare -m bash "$TOP/.setup/enter.sh" "$ROOT" '' --)
  shift
  if ! as_root "${enter[@]}" true 2>>"$LOG"; then enter=(chroot "$ROOT"); fi
  if ! as_root "${enter[@]}" true 2>>"$LOG"; then
    proot_get
    enter=(proot -0 -r "$ROOT" -b /dev -b /proc -b /sys -w /)
  fi
  as_root "${enter[@]}" /usr/bin/env -i $(proxy_variables) DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /bin/sh -c "$script" sh "$@" >>"$LOG" 2>&1 </dev/null &
  wait $!
}

proot_get() {
  command -v proot >/dev/null && return 0
  need_root "Installing proot, because this system refuses to mount,"
  say "Mounting is refused here; installing proot to do without …"
  apt_get install -y --no-install-recommends proot || { apt_get update && apt_get install -y --no-install-recommends proot; } ||
    fail_logged "this system refuses to mount, and proot could not be installed. Check the network, then run this again."
}

# See statx.c.
proot_prepare() {
  local library=$CACHE/statx.so
  if [[ ! $library -nt $TOP/.setup/statx.c ]]; then
    inside -- gcc -shared -fPIC -O2 -o "$JOB/statx.so" "$TOP/.setup/statx.c" 2>>"$LOG" && mv -f -- "$JOB/statx.so" "$library" ||
      fail_logged "the compiler in the $ROOT_TITLE root does not work under proot."
  fi
  INSIDE_VARS+=("LD_PRELOAD=$library")
}

# The ways into the root, best first. Each is tried for real: what a kernel, a container or a
# security module allows cannot be told in advance. SMP_WAY names one to be used instead.
root_choose_way() {
  local ways=(namespace user_namespace proot) way
  ((EUID == 0)) || ways=(user_namespace namespace proot)
  if [[ -n ${SMP_WAY:-} ]]; then
    case $SMP_WAY in
      namespace | user_namespace | proot) ways=("$SMP_WAY") ;;
      *) fail "SMP_WAY is \"$SMP_WAY\"; it may be namespace, user_namespace or proot." ;;
    esac
  fi
  for way in "${ways[@]}"; do
    if [[ $way == proot ]]; then proot_get; fi
    if "inside_$way" true 2>>"$LOG" </dev/null; then
      WAY=$way
      if [[ $way == proot ]]; then proot_prepare; fi
      return
    fi
  done
  fail_logged "this system allows no way into the $ROOT_TITLE root (tried: ${ways[*]})."
}

# What the root shows of this system, at the same paths: the project and the cache.
root_binds() { printf '%s\n' "$TOP" "$CACHE" "${EXTRA_BINDS[@]}"; }
EXTRA_BINDS=()

# Mount points must exist in the root; only root can make them there.
root_mount_points() {
  local path
  while IFS= read -r path; do
    [[ -d $ROOT$path || $path == /dev/* || $path == /tmp/* ]] || as_root mkdir -p -- "$ROOT$path"
  done < <(root_binds)
}

inside_namespace() {
  local user=()
  root_mount_points
  if ((EUID != 0)); then user=("--userspec=$EUID:$(id -g)" --groups=); fi
  if [[ -n ${INSIDE_USER:-} ]]; then user=("--userspec=$INSIDE_USER:$INSIDE_USER" --groups=); fi
  as_root unshare -m bash "$TOP/.setup/enter.sh" "$ROOT" "$JOB/tmp" "$TOP" "$CACHE" \
    "${EXTRA_BINDS[@]}" -- "${user[@]}" "$@"
}

# unprivileged COMMAND…: what reads a photo, or anything else that others have made, does so without
# root's rights, as a user that owns nothing but the job's folder.
JOB_USER=64533
unprivileged() {
  local path=$CACHE
  if ((EUID != 0)) || [[ $WAY != namespace ]]; then
    "$@"
    return
  fi
  # The way to the cache, in the root alone; the cache's own folders are opened to be read.
  root_mount_points
  while [[ ${path%/*} == /?* ]]; do
    path=${path%/*}
    [[ ! -d $ROOT$path ]] || chmod a+x -- "$ROOT$path"
  done
  chmod a+x -- "$CACHE" "$CACHE/jobs" "$CACHE/build" "$WORK"
  chown -R -- "$JOB_USER:$JOB_USER" "$JOB"
  INSIDE_USER=$JOB_USER "$@"
}

inside_user_namespace() {
  root_mount_points
  unshare -r -m bash "$TOP/.setup/enter.sh" "$ROOT" "$JOB/tmp" "$TOP" "$CACHE" \
    "${EXTRA_BINDS[@]}" -- "$@"
}

inside_proot() {
  local args=(-r "$ROOT" -b /proc -b /dev -b /sys -b "$JOB/tmp:/tmp" -b "$TOP" -b "$CACHE" -w /) path
  for path in "${EXTRA_BINDS[@]}"; do args+=(-b "$path"); done
  proot "${args[@]}" "$@"
}
