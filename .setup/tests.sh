# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp test`: all suites in the release build, those that run in GIMP again in GIMP 3.2, those of
# the engine and the operations again with sanitizers and in valgrind, and the tests of this script
# itself. They run side by side as jobs, one more than there are processors, since many wait for a
# disk or for a process, and two of windows besides, which mostly wait. At the end stand the totals,
# what took longest, and one closing line.

SUITES=(style unit ops fuzz valgrind gimp gui gimp-3.2 gui-3.2 script)
SANITIZED_SUITES=(unit ops fuzz)
# How many jobs of windows run at once, each with displays of its own.
WINDOW_LANES=2
SCRIPT_PARTS=(photos ways refusals doctor masks arguments)
# Into how many jobs the cases in headless GIMP are dealt.
GIMP_SHARDS=2

command_test() {
  test_arguments "$@"
  cache_init
  job_init
  RESULTS=$JOB/results
  mkdir -- "$RESULTS"
  newer_begin
  environment_init all
  build_init
  build release
  newer_init
  if [[ -n $(wanted script) ]]; then sample; fi
  if [[ -n $ONE ]]; then plan_one; else plan_all; fi
  run_plan
  tests_summary
}

# Suites, or one suite and the name of one test in it.
test_arguments() {
  local name
  ONE=''
  if (($# == 2)) && [[ " ${SUITES[*]} " == *" $1 "* && " ${SUITES[*]} " != *" $2 "* ]]; then
    ONE=$2
    set -- "$1"
  fi
  for name in "$@"; do
    [[ " ${SUITES[*]} " == *" $name "* ]] || usage_error "there is no suite \"$name\"; there are ${SUITES[*]}."
  done
  WANTED=("$@")
  (($#)) || WANTED=("${SUITES[@]}")
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
    build_init "${NEWER_WORK:-}"
    "$@"
  )
}

# Begins to make the root of the newer GIMP, which takes minutes, beside the other one and the build.
newer_begin() {
  NEWER_SUITES=$(wanted gimp-3.2 gui-3.2)
  NEWER_PID=''
  [[ -n $NEWER_SUITES ]] || return 0
  [[ -f $CACHE/debian-forky/.smp-root ]] || say "What GIMP 3.2 needs is set up meanwhile."
  (
    log_init "$COMMAND-newer"
    fail() {
      printf '%s' "$*" >"$JOB/newer-reason"
      exit 1
    }
    newer eval 'printf %s "$WORK" >"$JOB/newer-work"'
  ) >"$JOB/newer-output" 2>&1 </dev/null 9>&- &
  NEWER_PID=$!
  # Where a password may be asked for, one asks after the other.
  ((EUID == 0)) || sudo -n true 2>/dev/null || wait "$NEWER_PID"
}

# Where GIMP 3.2 cannot be had, its suites are left out with the reason; in CI that is a failure.
newer_init() {
  local reason suite
  NEWER_WORK=''
  [[ -n $NEWER_SUITES ]] || return 0
  wait "$NEWER_PID"
  NEWER_PID=''
  cat -- "$JOB/newer-output" >&2
  if [[ -s $JOB/newer-work ]]; then
    NEWER_WORK=$(<"$JOB/newer-work")
    exec 10>"$NEWER_WORK/lock"
    flock 10
    return
  fi
  reason=$(cat -- "$JOB/newer-reason" 2>&1)
  for suite in $NEWER_SUITES; do
    if [[ -n ${CI:-} && $CI != false ]]; then echo "$suite 0 1 0"; else echo "$suite 0 0 1"; fi
  done >"$RESULTS/newer.counts"
  say "The tests in GIMP 3.2 are left out: $reason"
  NEWER_SUITES=
}

# --- The plan -----------------------------------------------------------------------------------

PLAN_NAMES=() PLAN_NEEDS=() PLAN_COMMANDS=()

# plan NAME NEED COMMAND…: a job, to be done after the one named NEED, if that is not empty. Jobs are
# begun in the order of the plan: the longest come first. A name that begins with gui is a window's.
plan() {
  PLAN_NAMES+=("$1")
  PLAN_NEEDS+=("$2")
  shift 2
  PLAN_COMMANDS+=("$(printf '%q ' "$@")")
}

plan_all() {
  local part shard
  if [[ -n $NEWER_SUITES ]]; then plan build-3.2 '' newer build release gimp gui; fi
  if [[ -n $(wanted "${SANITIZED_SUITES[@]}") ]]; then plan build-asan '' build asan "${SANITIZED_SUITES[@]}"; fi
  if [[ -n $(wanted gui) ]]; then plan gui '' meson_tests release '' gui all; fi
  if [[ -n $(wanted gui-3.2) && -n $NEWER_SUITES ]]; then plan gui-3.2 build-3.2 newer meson_tests release -3.2 gui all; fi
  for ((shard = 1; shard <= GIMP_SHARDS; shard++)); do
    if [[ -n $(wanted gimp) ]]; then plan "gimp-$shard" '' gimp_shard "$shard" ''; fi
  done
  plan_meson build-asan asan -asan "${SANITIZED_SUITES[@]}"
  for ((shard = 1; shard <= GIMP_SHARDS; shard++)); do
    if [[ -n $(wanted gimp-3.2) && -n $NEWER_SUITES ]]; then plan "gimp-3.2-$shard" build-3.2 newer gimp_shard "$shard" -3.2; fi
  done
  plan_meson '' release '' valgrind unit
  for part in "${SCRIPT_PARTS[@]}"; do
    if [[ -n $(wanted script) ]]; then plan "script-$part" '' script_part "$part"; fi
  done
  plan_meson '' release '' style ops fuzz
}

# In the newer GIMP, cases that differ only in their values stand for each other: the values are ours,
# and all of them are tried in the older one.
gimp_shard() {
  GIMP_VARS=("SMP_TEST_SHARD=$1/$GIMP_SHARDS")
  if [[ -n $2 ]]; then GIMP_VARS+=(SMP_TEST_FAMILIES=ends); fi
  meson_tests release "$2" gimp all
}

# plan_meson NEED KIND LABEL SUITE…: a job for each suite, and one more for each test that is allowed
# to take long.
plan_meson() {
  local need=$1 kind=$2 label=$3 suite name
  shift 3
  for suite in $(wanted "$@"); do
    # Which tests there are is the same in every build.
    for name in $(list_tests release "$suite" long); do
      plan "$name$label" "$need" meson_tests "$kind" "$label" "$suite" "$name"
    done
    plan "$suite$label" "$need" meson_tests "$kind" "$label" "$suite" short
  done
}

# One test: in the release build alone, for it is asked for by one who waits for the answer.
plan_one() {
  case ${WANTED[0]} in
    script) plan script '' script_part "$ONE" ;;
    *-3.2) [[ -z $NEWER_SUITES ]] || { plan build-3.2 '' newer build release gimp gui && plan "${WANTED[0]}" build-3.2 newer meson_one "${WANTED[0]%-3.2}" -3.2; } ;;
    *) plan "${WANTED[0]}" '' meson_one "${WANTED[0]}" '' ;;
  esac
}

# Runs the plan: each job's output is shown whole when it ends.
run_plan() {
  local lanes windows=0 busy=0 i pid status
  local -A state=() number=()
  lanes=$(($(nproc 2>/dev/null || echo 2) + 1))
  for i in "${!PLAN_NAMES[@]}"; do state[${PLAN_NAMES[i]}]=waiting; done
  while :; do
    for i in "${!PLAN_NAMES[@]}"; do
      can_begin || continue
      begin_job
    done
    ((${#number[@]})) || break
    sleep 0.5
    for pid in "${!number[@]}"; do
      kill -0 "$pid" 2>/dev/null && continue
      wait "$pid"
      status=$?
      end_job
    done
  done
}

# The next three work on the variables of run_plan.
can_begin() {
  local name=${PLAN_NAMES[i]} need=${PLAN_NEEDS[i]}
  [[ ${state[$name]} == waiting ]] || return 1
  if [[ -n $need && ${state[$need]:-done} == failed ]]; then
    state[$name]=failed
    echo "$name 0 1 0" >"$RESULTS/$name.counts"
    return 1
  fi
  [[ -z $need || ${state[$need]:-done} == done ]] || return 1
  if [[ $name == gui* ]]; then ((windows < WINDOW_LANES)); else ((busy < lanes)); fi
}

begin_job() {
  local name=${PLAN_NAMES[i]}
  state[$name]=running
  if [[ $name == gui* ]]; then windows=$((windows + 1)); else busy=$((busy + 1)); fi
  say "Begun: $name …"
  (
    JOB_NAME=$name
    # The window's hand does not wait for long computations.
    [[ $name == gui* ]] || renice -n 10 -p "$BASHPID" >/dev/null 2>&1
    SECONDS=0
    trap 'spent >"$RESULTS/$name.spent"' EXIT
    eval "${PLAN_COMMANDS[i]}"
  ) >"$RESULTS/$name.output" 2>&1 9>&- 10>&- &
  number[$!]=$i
}

# On the job that ends: its seconds and its name, and what bash says of processor times.
spent() {
  echo "$SECONDS $name"
  times
}

# From such pairs of a line and two: lines "seconds, seconds of a processor, name".
spent_lines() {
  awk '
    FNR == 1 { if (name) print seconds, cpu, name; seconds = $1; name = $2; cpu = 0; next }
    { for (k = 1; k <= NF; k++) { split($k, part, "[ms]"); cpu += 60 * part[1] + part[2] } }
    END { if (name) print seconds, cpu, name }' "$@"
}

end_job() {
  local name
  i=${number[$pid]}
  name=${PLAN_NAMES[i]}
  unset "number[$pid]"
  if [[ $name == gui* ]]; then windows=$((windows - 1)); else busy=$((busy - 1)); fi
  state[$name]=done
  cat -- "$RESULTS/$name.output"
  if ((status)); then
    state[$name]=failed
    [[ -s $RESULTS/$name.counts ]] || echo "$name 0 1 0" >"$RESULTS/$name.counts"
  fi
}

# --- The jobs -----------------------------------------------------------------------------------

# list_tests KIND SUITE long|short|all: names of meson's tests, of those that are allowed to take long, the others, or all.
list_tests() { inside -- python3 "$TOP/.setup/list-tests.py" "$WORK/$1" "$2" "$3"; }

# meson_tests KIND LABEL SUITE long|short|all|NAME [LOG]: runs them, and counts them under the
# suite's name and the label.
GIMP_VARS=()
meson_tests() {
  local kind=$1 label=$2 suite=$3 which=$4 names
  case $which in
    long | short | all) names=$(list_tests "$kind" "$suite" "$which") ;;
    *) names=$which ;;
  esac
  # Where valgrind, say, is missing, its suite is empty.
  [[ -z $names ]] || meson_run "$kind" "$label" "$names"
}

# meson_run KIND LABEL NAMES [MESON-ARGUMENT…]
meson_run() {
  local kind=$1 label=$2 names=$3 dir=$WORK/$1 log=${JOB##*/}-$JOB_NAME status vars
  shift 3
  vars=("SMP_GIMP=$(gimp_name gimp inside --)" "${GIMP_VARS[@]}")
  # The leak checker traces its own process, which cannot be done twice: proot traces it already.
  # And proot needs a library of its own loaded first.
  if [[ $WAY == proot ]]; then vars+=(ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0:halt_on_error=1:abort_on_error=1); fi
  # shellcheck disable=SC2086 # one word a test
  inside "${vars[@]}" -- meson test -C "$dir" --no-rebuild --print-errorlogs --logbase "$log" --num-processes 1 \
    --timeout-multiplier 3 "$@" $names
  status=$?
  if ((status)); then failures "$dir/meson-logs/$log.txt"; fi
  inside -- python3 "$TOP/.setup/count-tests.py" "$dir" "$log" "$label" "$RESULTS/$JOB_NAME" || return 1
  ((status)) || rm -f -- "$dir/meson-logs/$log".*
  [[ -s $RESULTS/$JOB_NAME.counts ]] || echo "$JOB_NAME 0 1 0" >"$RESULTS/$JOB_NAME.counts"
}

# One test of a suite by the name ONE: a test of meson's or, beginning with a slash, a case of one;
# in headless GIMP a word of a case's or its file's name.
meson_one() {
  local suite=$1 label=$2 name=$ONE arguments=()
  case $suite in
    gimp) name=gimp arguments=("--test-args=$ONE") ;;
    *) if [[ $ONE == /*/* ]]; then name=${ONE#/} name=${name%%/*} arguments=("--test-args=-p $ONE"); fi ;;
  esac
  name=$(list_tests release "$suite" all | grep -xE -- "($suite-)?$(sed 's/[^[:alnum:]_-]/\\&/g' <<<"$name")") ||
    fail "there is no test \"$ONE\" in the suite $suite; there are $(list_tests release "$suite" all | paste -sd ' ')."
  meson_run release "$label" "$name" "${arguments[@]}" || return
  awk '{ done += $2 + $3 + $4 } END { exit !done }' "$RESULTS/$JOB_NAME.counts" ||
    fail "no case of $name is called \"$ONE\"."
}

# What failed and why, which meson keeps to its log.
failures() {
  [[ -s $1 ]] || return 0
  awk '/^not ok / { shown = 12 } !/^(not ok|#)/ { shown = 0 } shown-- > 0' "$1" | head -n 200
}

# The runs in these tests find the plug-in built, and do not wait for the one that tests it.
script_part() {
  local out=$RESULTS/$JOB_NAME.tap status
  [[ -f $TOP/tests/script/$1.sh ]] || fail "there are no tests of the script called \"$1\"; there are ${SCRIPT_PARTS[*]}."
  mkdir -- "$JOB/script-$1"
  SMP_BUILT=$WORK SMP_CACHE=$CACHE SMP_TEST_DIR=$JOB/script-$1 timeout -k 10 1500 bash "$TOP/tests/script/run" "$1" \
    </dev/null 7>&- 2>&1 | tee -- "$out"
  status=${PIPESTATUS[0]}
  sed -n 's/^# \([0-9.]*\) s: /\1 script: /p' "$out" >"$RESULTS/$JOB_NAME.times"
  awk -v status="$status" '
    /^1\.\.[0-9]+/ { plan = substr($1, 4) + 0 }
    /^ok / { if (/# SKIP/) skipped++; else passed++ }
    /^not ok / { failed++ }
    END {
      if (passed + failed + skipped != plan || (status && !failed)) failed++
      print "script", passed + 0, failed + 0, skipped + 0
    }' "$out" >"$RESULTS/$JOB_NAME.counts"
}

tests_summary() {
  local order="${SUITES[*]}"
  echo
  if ls "$RESULTS"/*.times >/dev/null 2>&1; then
    echo "  What took longest, in seconds:"
    cat -- "$RESULTS"/*.times | sort -rn | head -n 20 | awk '{ seconds = $1; $1 = ""; printf "  %8.1f %s\n", seconds, $0 }'
    echo
  fi
  if ls "$RESULTS"/*.spent >/dev/null 2>&1; then
    echo "  What each job took, in seconds, and in seconds of a processor:"
    spent_lines "$RESULTS"/*.spent | sort -k 2,2rn |
      awk '{ cpu += $2; printf "  %8d %8d  %s\n", $1, $2, $3 } END { printf "  %17d  in all\n\n", cpu }'
  fi
  touch "$RESULTS/none.counts"
  cat -- "$RESULTS"/*.counts | awk -v order="$order" '
    { if (!($1 in seen)) { seen[$1] = 1; names[++n] = $1 } good[$1] += $2; bad[$1] += $3; skipped[$1] += $4; passed += $2; failed += $3 }
    END {
      count = split(order, known, " ")
      for (k = 1; k <= count; k++) if (known[k] in seen) { show(known[k]); delete seen[known[k]] }
      for (k = 1; k <= n; k++) if (names[k] in seen) show(names[k])
      printf "\n%d passed, %d failed\n", passed, failed
      exit failed || !passed
    }
    function show(name) {
      printf "  %-12s %5d passed %5d failed", name, good[name], bad[name]
      if (skipped[name]) printf " %5d skipped", skipped[name]
      print ""
    }'
}
