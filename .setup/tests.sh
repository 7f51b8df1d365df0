# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp test`: all suites in the release build, those that run in GIMP again in GIMP 3.2, those of
# the engine and the operations again with sanitizers and in valgrind, then the tests of this script
# itself, and one closing line.

SUITES=(style unit ops fuzz valgrind gimp gui gimp-3.2 gui-3.2 script)
SANITIZED_SUITES=(unit ops fuzz)

command_test() {
  local name
  for name in "$@"; do
    [[ " ${SUITES[*]} " == *" $name "* ]] || usage_error "there is no suite \"$name\"; there are ${SUITES[*]}."
  done
  WANTED=("$@")
  (($#)) || WANTED=("${SUITES[@]}")
  cache_init
  job_init
  environment_init all
  COUNTS=$JOB/counts
  : >"$COUNTS"
  newer_init
  build_init
  build release
  meson_suites release '' style unit ops fuzz valgrind
  gimp_suites
  if [[ -n $(wanted "${SANITIZED_SUITES[@]}") ]]; then
    build asan
    meson_suites asan -asan "${SANITIZED_SUITES[@]}"
  fi
  build_unlock
  if [[ -n $(wanted script) ]]; then script_suite; fi
  tests_summary
}

# Those of the named suites that were asked for.
wanted() {
  local name
  for name in "$@"; do
    if [[ " ${WANTED[*]} " == *" $name "* ]]; then printf '%s ' "$name"; fi
  done
}

# newer COMMAND…: runs it where GIMP 3.2 is, with a build folder of its own.
newer() {
  (
    INSIDE_VARS=()
    root_init debian-forky
    root_choose_way
    build_init
    "$@"
  )
}

# Where GIMP 3.2 cannot be had, its suites are left out with the reason; in CI that is a failure.
newer_init() {
  local reason suite
  NEWER_SUITES=$(wanted gimp-3.2 gui-3.2)
  [[ -n $NEWER_SUITES ]] || return 0
  reason=$(
    fail() {
      printf '%s' "$*"
      exit 1
    }
    newer true
  ) && return
  for suite in $NEWER_SUITES; do
    if [[ -n ${CI:-} && $CI != false ]]; then echo "$suite 0 1 0"; else echo "$suite 0 0 1"; fi >>"$COUNTS"
  done
  say "The tests in GIMP 3.2 are left out: $reason"
  NEWER_SUITES=
}

# Both GIMPs side by side, as each suite is busy in one process at a time, and in an order in which
# neither the windows nor the long suites meet.
gimp_suites() {
  local pid=''
  if [[ -n $NEWER_SUITES ]]; then
    : >"$COUNTS-newer"
    newer newer_suites >"$JOB/newer-output" 2>&1 &
    pid=$!
  fi
  meson_suites release '' gimp
  meson_suites release '' gui
  [[ -n $pid ]] || return 0
  say "Waiting for the tests in GIMP 3.2 …"
  wait "$pid" || echo "gimp-3.2 0 1 0" >>"$COUNTS-newer"
  cat -- "$JOB/newer-output"
  cat -- "$COUNTS-newer" >>"$COUNTS"
}

newer_suites() {
  COUNTS=$COUNTS-newer
  build release
  WANTED=(${NEWER_SUITES//-3.2/})
  meson_suites release -3.2 gui
  meson_suites release -3.2 gimp
}

# meson_suites KIND LABEL SUITE…: runs those that were asked for of meson's tests, and adds lines
# "suite passed failed skipped" to COUNTS, with the label after the suite's name.
meson_suites() {
  local kind=$1 label=$2 dir=$WORK/$1 name status args=() vars
  shift 2
  for name in $(wanted "$@"); do args+=(--suite "$name"); done
  ((${#args[@]})) || return 0
  vars=("SMP_GIMP=$(gimp_name gimp inside --)")
  # The leak checker traces its own process, which cannot be done twice: proot traces it already.
  # And proot needs a library of its own loaded first.
  if [[ $WAY == proot ]]; then vars+=(ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0:halt_on_error=1:abort_on_error=1); fi
  rm -f -- "$dir"/meson-logs/testlog.*
  say "Running the tests ($(wanted "$@")$kind$label) …"
  inside "${vars[@]}" -- meson test -C "$dir" --no-rebuild --print-errorlogs --timeout-multiplier 2 "${args[@]}"
  status=$?
  if ((status)); then failures "$dir/meson-logs/testlog.txt"; fi
  # No test in these suites is no failure; a run that left no log is one.
  if ((status)) && [[ ! -s $dir/meson-logs/testlog.json ]]; then echo "$kind$label 0 1 0" >>"$COUNTS"; fi
  inside -- python3 "$TOP/.setup/count-tests.py" "$dir" "$label" >>"$COUNTS" ||
    echo "$kind$label 0 1 0" >>"$COUNTS"
}

# What failed and why, which meson keeps to its log.
failures() {
  [[ -s $1 ]] || return 0
  awk '/^not ok / { shown = 12 } !/^(not ok|#)/ { shown = 0 } shown-- > 0' "$1" | head -n 200
}

script_suite() {
  local out=$JOB/script.tap status
  mkdir -- "$JOB/script"
  say "Running the tests of this script …"
  SMP_CACHE=$CACHE SMP_TEST_DIR=$JOB/script timeout -k 10 1500 bash "$TOP/tests/script/run" </dev/null 7>&- 2>&1 | tee -- "$out"
  status=${PIPESTATUS[0]}
  awk -v status="$status" '
    /^1\.\.[0-9]+/ { plan = substr($1, 4) + 0 }
    /^ok / { if (/# SKIP/) skipped++; else passed++ }
    /^not ok / { failed++ }
    END {
      if (passed + failed + skipped != plan || (status && !failed)) failed++
      print "script", passed + 0, failed + 0, skipped + 0
    }' "$out" >>"$COUNTS"
}

tests_summary() {
  echo
  awk '
    { printf "  %-12s %5d passed %5d failed", $1, $2, $3; if ($4) printf " %5d skipped", $4; print ""
      passed += $2; failed += $3 }
    END { printf "\n%d passed, %d failed\n", passed, failed; exit failed || !passed }' "$COUNTS"
}
