# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp test`: all suites in the release build, those of the engine and the operations again
# with sanitizers, then the tests of this script itself, and one closing line.

SUITES=(style unit ops gimp gui fuzz script)
SANITIZED_SUITES=(unit ops fuzz)

command_test() {
  local name wanted=("$@")
  for name in "$@"; do
    [[ " ${SUITES[*]} " == *" $name "* ]] || usage_error "there is no suite \"$name\"; there are ${SUITES[*]}."
  done
  (($#)) || wanted=("${SUITES[@]}")
  cache_init
  job_init
  environment_init all
  COUNTS=$JOB/counts
  : >"$COUNTS"
  build_init
  build release
  meson_suites release "${wanted[@]}"
  tests_sanitized "${wanted[@]}"
  build_unlock
  if [[ " ${wanted[*]} " == *" script "* ]]; then script_suite; fi
  tests_summary
}

tests_sanitized() {
  local name wanted=()
  for name in "$@"; do
    if [[ " ${SANITIZED_SUITES[*]} " == *" $name "* ]]; then wanted+=("$name"); fi
  done
  ((${#wanted[@]})) || return 0
  build asan
  meson_suites asan "${wanted[@]}"
}

# meson_suites KIND SUITE…: runs meson's tests and adds lines "suite passed failed skipped" to COUNTS.
meson_suites() {
  local kind=$1 dir=$WORK/$1 name status args=() vars=()
  shift
  for name in "$@"; do
    if [[ $name != script ]]; then args+=(--suite "$name"); fi
  done
  ((${#args[@]})) || return 0
  # The leak checker traces its own process, which cannot be done twice: proot traces it already.
  # And proot needs a library of its own loaded first.
  if [[ $WAY == proot ]]; then vars+=(ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0:halt_on_error=1:abort_on_error=1); fi
  rm -f -- "$dir"/meson-logs/testlog.*
  say "Running the tests ($kind) …"
  inside "${vars[@]}" -- meson test -C "$dir" --no-rebuild --print-errorlogs --timeout-multiplier 2 "${args[@]}"
  status=$?
  if ((status)); then failures "$dir/meson-logs/testlog.txt"; fi
  # No test in these suites is no failure; a run that left no log is one.
  if ((status)) && [[ ! -s $dir/meson-logs/testlog.json ]]; then echo "$kind 0 1 0" >>"$COUNTS"; fi
  inside -- python3 "$TOP/.setup/count-tests.py" "$dir" "$kind" >>"$COUNTS" ||
    echo "$kind 0 1 0" >>"$COUNTS"
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
