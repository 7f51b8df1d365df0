# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where the work is done: on this system if it has GIMP 3 or can install it, else in a
# Debian 13 root in the cache folder (root.sh). Everything else calls `inside COMMAND…`.

# The packages of one kind: base (build and run), gimp (with what tests in GIMP use) or all.
packages() {
  awk -v kind="$1" '
    /^#/ || NF == 0 { next }
    NF == 1 { print $1 }
    $1 == "test" && kind != "base" || $1 == "check" && kind == "all" { print $2 }' "$TOP/.setup/packages"
}

# Commands that the packages give, for systems whose packages have other names.
NEEDED_COMMANDS=(gcc meson ninja msgfmt gegl)

# gimp_name gimp|gimp-console [RUNNER…]: what GIMP 3's program is called. The plain name may be GIMP 2's.
gimp_name() {
  local program=$1
  shift
  "$@" sh -c "$GIMP_NAME" "$program"
}
GIMP_NAME='for end in "" -3 -3.2 -3.0; do
    if "$0$end" --version 2>/dev/null | grep -q " version 3\."; then
      printf %s "$0$end"
      exit
    fi
  done
  exit 1'
# The same found and run at once, with the arguments that follow; status 127 where there is none.
RUN_GIMP=(sh -c 'name=$(sh -c "$1" "$0") || exit 127; shift; exec "$name" "$@"' gimp-console "$GIMP_NAME")

has_gimp3_files() { pkg-config --exists 'gimp-3.0 >= 3.0.0' 2>/dev/null; }

# Debian 13 and later; testing and unstable have no version number but are later than 12.
is_debian_13() {
  local id version
  [[ -r /etc/os-release ]] || return 1
  id=$(. /etc/os-release && printf '%s' "${ID:-}")
  version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-99}")
  [[ $id == debian && $version =~ ^[0-9]+$ ]] && ((version >= 13))
}

# as_root COMMAND…: directly for root, else with sudo, else one sentence.
as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

need_root() {
  ((EUID == 0)) && return 0
  command -v sudo >/dev/null ||
    fail "$1 needs root once: run this as root, or install and configure sudo for your account."
  sudo -n true 2>/dev/null || sudo -v >&2 ||
    fail "$1 needs root once, and sudo refused: run this as root or with an account that may use sudo."
}

# sudo and clean environments drop what a person has set to reach the network.
proxy_variables() {
  local name
  for name in http_proxy https_proxy no_proxy; do
    if [[ -n ${!name:-} ]]; then printf '%s=%s ' "$name" "${!name}"; fi
  done
}

# One at a time: apt gives up where another holds its lists.
# shellcheck disable=SC2046 # one word a variable
apt_get() {
  as_root env $(proxy_variables) DEBIAN_FRONTEND=noninteractive flock "$CACHE/apt.lock" apt-get -q "$@" >>"$LOG" 2>&1 </dev/null &
  wait $!
}

# environment_init base|gimp|all: decides where to work and makes that place ready.
environment_init() {
  WAY=''
  if has_gimp3_files && ! is_debian_13; then
    system_has_commands
    WAY=system
  elif is_debian_13; then
    system_install "$1"
    WAY=system
  else
    root_init debian-13
    root_choose_way
  fi
}

system_has_commands() {
  local name missing=()
  for name in "${NEEDED_COMMANDS[@]}"; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  gimp_name gimp-console >/dev/null || missing+=(gimp-console)
  ((${#missing[@]} == 0)) ||
    fail "this system has GIMP 3's development files but not ${missing[*]}; install what gives these commands."
}

system_install() {
  local missing
  missing=$(packages "$1" | while read -r name; do
    dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || echo "$name"
  done)
  [[ -n $missing ]] || return 0
  say "Installing with apt-get what is missing on this system:" $missing
  need_root "Installing these packages"
  apt_get update || say "The package lists could not be refreshed; trying with those that are here."
  # shellcheck disable=SC2086 # one word a package
  apt_get install -y --no-install-recommends $missing ||
    fail_logged "apt-get could not install what is missing. Check the network and the disk, then run this again."
}

# inside [NAME=VALUE…] -- COMMAND…: runs a command where GIMP 3 is, in INSIDE_DIR, with a clean
# environment: what a person has set for other programs must not change a result. What tests are asked for is kept.
INSIDE_DIR=/
INSIDE_VARS=()
# GIMP and its plug-ins touch hundreds of megabytes in each process, and where machines share a machine every small page
# costs as much as computing on it: malloc asks for large ones. Emptied where what is measured shall have a person's memory.
LARGE_PAGES=(GLIBC_TUNABLES=glibc.malloc.hugetlb=1)
inside() {
  local vars=("HOME=$JOB/home" LC_ALL=C.UTF-8 "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" NO_AT_BRIDGE=1 "SMP_RUN=$JOB"
    "${LARGE_PAGES[@]}" ${SMP_TEST_HEAD:+"SMP_TEST_HEAD=$SMP_TEST_HEAD"} ${SMP_TEST_PEOPLE:+"SMP_TEST_PEOPLE=$SMP_TEST_PEOPLE"} "${INSIDE_VARS[@]}")
  [[ -z ${CI:-} ]] || vars+=("CI=$CI")
  while [[ $1 != -- ]]; do
    vars+=("$1")
    shift
  done
  shift
  "inside_$WAY" env -i --default-signal=INT,QUIT -C "$INSIDE_DIR" "${vars[@]}" "$@" </dev/null &
  wait $!
}

inside_system() { "$@"; }
