# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every other part uses: messages, the job folder, time, JSON. Sourced by smp.

# Progress and errors go to standard error: standard output belongs to results.
say() { printf '%s\n' "$*" >&2; }

# One sentence for the person, then a failing status: 2 for a wrong call, 1 for anything else.
usage_error() { say "smp: $*"; exit 2; }
fail() { say "smp: $*"; exit 1; }

# For a step whose output went to the log: say where to read more.
fail_logged() { fail "$* The details are in $LOG."; }

# Milliseconds, from bash's own clock: no process, no locale's decimal comma.
now_ms() {
  local t=${EPOCHREALTIME/[.,]/}
  printf '%s' "${t%???}"
}

seconds() { printf '%d.%02d' $(($1 / 1000)) $(($1 % 1000 / 10)); }

# step NAME COMMAND…: runs the command and keeps its time under the name for the closing table.
STEP_NAMES=()
STEP_MS=()
step() {
  local name=$1 start
  shift
  start=$(now_ms)
  "$@"
  STEP_NAMES+=("$name")
  STEP_MS+=($(($(now_ms) - start)))
}

# A JSON string: the few characters that JSON forbids are escaped, others pass as they are.
json_string() {
  local text=$1 out='' c i
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  if [[ $text == *[[:cntrl:]]* ]]; then
    for ((i = 0; i < ${#text}; i++)); do
      c=${text:i:1}
      if [[ $c == [[:cntrl:]] ]]; then printf -v c '\\u%04x' "'$c"; fi
      out+=$c
    done
    text=$out
  fi
  printf '"%s"' "$text"
}

# The processes that this run has started and that still run: its descendants, and those that carry
# its mark although their parent has ended.
own_processes() {
  local stat pid state parent line changed=yes
  local -A parents=() own=([$$]=1)
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    pid=${line%% *}
    read -r state parent _ <<<"${line##*) }"
    [[ $state == [ZX] ]] || parents[$pid]=$parent
  done
  if [[ -n ${JOB:-} ]]; then
    while IFS=/ read -r _ _ pid _; do own[$pid]=1; done < <(grep -lzxF "SMP_RUN=$JOB" /proc/[0-9]*/environ 2>/dev/null)
  fi
  while [[ $changed == yes ]]; do
    changed=no
    for pid in "${!parents[@]}"; do
      if [[ -z ${own[$pid]:-} && -n ${own[${parents[$pid]}]:-} ]]; then
        own[$pid]=1
        changed=yes
      fi
    done
  done
  for pid in "${!own[@]}"; do
    if [[ $pid != "$$" && $pid != "$BASHPID" && -n ${parents[$pid]:-} ]]; then echo "$pid"; fi
  done
}

# A few rounds, for a process may start another while it is looked for.
end_children() {
  local pids round
  for round in 1 2 3 4 5; do
    mapfile -t pids < <(own_processes)
    ((${#pids[@]})) || return 0
    # Halted first: a shell inside that sees its child killed would tell of it before its own end.
    signal_all STOP "${pids[@]}"
    signal_all KILL "${pids[@]}"
  done
}

# What was started with sudo is root's.
signal_all() { kill "-$1" "${@:2}" 2>/dev/null || ((EUID == 0)) || sudo -n kill "-$1" "${@:2}" 2>/dev/null; }

interrupted() {
  trap '' INT TERM HUP
  # Bash would tell of every process that is ended.
  exec 2>/dev/null
  end_children
  exit "$1"
}

# Needs SMP_CACHE or HOME; everything this script keeps lies in there.
cache_init() {
  CACHE=${SMP_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/smp}
  [[ -n ${SMP_CACHE:-}${XDG_CACHE_HOME:-}${HOME:-} ]] || fail "set SMP_CACHE to a folder for what is kept between runs: HOME is not set."
  [[ $CACHE == /* ]] || fail "set SMP_CACHE to an absolute path: the cache folder would be \"$CACHE\"."
  case "$CACHE$TOP" in
    *:* | *$'\n'*) fail "neither the project's path nor the cache's may hold a colon or a line break: GIMP's search paths cannot name such a folder." ;;
  esac
  mkdir -p -- "$CACHE" 2>/dev/null && [[ -w $CACHE ]] ||
    fail "cannot write to the cache folder $CACHE; set SMP_CACHE to a folder that you can write to."
  CACHE=$(cd -- "$CACHE" && pwd -P)
  cache_check "$CACHE"
  case "$CACHE/" in
    "$TOP"/*) fail "the cache folder $CACHE lies inside the project; set SMP_CACHE to a folder outside it." ;;
  esac
}

# What is run and written in the cache is this account's, or root's who does it for a person by sudo.
cache_check() {
  local owner mode folder
  for folder in "$1" "$1/logs" "$1/jobs" "$1/build"; do
    [[ -e $folder ]] || continue
    read -r owner mode < <(stat -c '%u %a' -- "$folder")
    [[ ! -L $folder && ($owner == "$EUID" || $owner == 0 || ($EUID == 0 && $owner == "${SUDO_UID:-}")) ]] ||
      fail "the cache folder $folder belongs to another account; set SMP_CACHE to a folder of your own."
    ((8#$mode & 8#022)) || continue
    [[ $owner == "$EUID" ]] && chmod go-w -- "$folder" 2>/dev/null ||
      fail "others can write to the cache folder $folder; take that right away, or set SMP_CACHE to another folder."
  done
}

# The job folder holds all that one run needs and that nobody needs after it. A run that was
# killed leaves its own behind: the next one takes away those that no process holds any more.
job_init() {
  local old
  mkdir -p -- "$CACHE/jobs" "$CACHE/logs"
  # One at a time: between making and locking it, another run would take a job folder for a left one.
  exec 6>"$CACHE/jobs/lock"
  flock 6
  for old in "$CACHE"/jobs/job.*; do
    # Its own run may take it away between two of these steps.
    if [[ -d $old ]] && flock -n "$old" true 2>/dev/null; then rm -rf -- "$old"; fi
  done
  JOB=$(mktemp -d "$CACHE/jobs/job.XXXXXX") || fail "cannot write to $CACHE: $(disk_state "$CACHE")."
  exec 7<"$JOB"
  flock 7
  exec 6>&-
  mkdir -- "$JOB/home" "$JOB/tmp" "$JOB/in" "$JOB/out"
  chmod 1777 "$JOB/tmp"
  log_init "$COMMAND"
}

log_init() {
  LOG=$CACHE/logs/$1.log
  # Anew, so that no link is followed; a log names photos and folders, which are nobody else's business.
  rm -f -- "$LOG" 2>/dev/null
  (umask 077 && set -o noclobber && : >"$LOG") 2>/dev/null || LOG=$JOB/log
}

disk_state() { printf 'its disk has %s MB free' "$(free_mb "$1")"; }

free_mb() { df -Pm -- "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }

CLEANUP=()
cleanup() {
  local status=$? i
  trap - EXIT INT TERM HUP
  # What was begun for this run does not outlive it.
  [[ -z ${NEWER_PID:-} ]] || { end_children; wait "$NEWER_PID"; } 2>/dev/null
  for ((i = ${#CLEANUP[@]} - 1; i >= 0; i--)); do
    if [[ -n ${CLEANUP[i]} ]]; then rm -rf -- "${CLEANUP[i]}"; fi
  done
  if [[ -n ${JOB:-} ]]; then rm -rf -- "$JOB"; fi
  exit "$status"
}

# A result that a person asked for with sudo is the person's, not root's.
give_to_person() {
  if ((EUID == 0)) && [[ ${SUDO_UID:-} =~ ^[0-9]+$ && ${SUDO_GID:-} =~ ^[0-9]+$ ]]; then
    chown -R -- "$SUDO_UID:$SUDO_GID" "$@"
  fi
}
