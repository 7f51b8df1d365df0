# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp bench`: ratios of what one run measures in turn, each with its bar; with --report, how the
# cost grows. In the memory of a person's GIMP, which asks for no large pages; only the preview, and GIMP alone beside it,
# have what ./smp gives all that it runs.

# An empty run of GIMP's and a preview, in turn, so often.
BENCH_PREVIEWS=3
BENCH_PREVIEW_MOST=1.5

command_bench() {
  local large_pages=("${LARGE_PAGES[@]}")
  bench_arguments "$@"
  cache_init
  job_init
  environment_init all
  build_init
  build release
  sample
  build_unlock
  LARGE_PAGES=()
  if [[ -n $BENCH_REPORT ]]; then
    bench_report
    return
  fi
  printf "Measured in small pages of memory, as a person's GIMP has them; ./smp preview, and GIMP alone beside it, in large ones.\n"
  inside -- timeout -k 10 3600 "$(bench_program smp-bench)" "$STAGE_MODULES" || fail "the benchmark ended with an error."
  inside -- timeout -k 10 600 "$(bench_program measure-speed)" "$SAMPLE/sample.jpg" "$(<"$SAMPLE/scale.txt")" ||
    fail "the benchmark of measuring ended with an error."
  LARGE_PAGES=("${large_pages[@]}")
  bench_preview
  LARGE_PAGES=()
  bench_canvas
}

# bench_arguments [--report FOLDER]
bench_arguments() {
  BENCH_REPORT=''
  (($#)) || return 0
  [[ $1 == --report ]] || usage_error "bench takes no arguments but --report FOLDER."
  (($# == 2)) && [[ -n $2 ]] || usage_error "--report needs one folder to write to."
  BENCH_REPORT=$2
  [[ $BENCH_REPORT == /* ]] || BENCH_REPORT=$PWD/$BENCH_REPORT
}

bench_program() {
  [[ -x $WORK/release/tests/bench/$1 ]] || fail "the build has no benchmark program ($1)."
  printf '%s' "$WORK/release/tests/bench/$1"
}

bench_report() {
  inside -- timeout -k 10 1800 "$(bench_program growth)" "$STAGE_MODULES" "$JOB/tmp/growth.html" ||
    fail "the benchmark of growth ended with an error."
  mkdir -p -- "$BENCH_REPORT" && cp -- "$JOB/tmp/growth.html" "$BENCH_REPORT/growth.html" ||
    fail "cannot write to \"$BENCH_REPORT\"."
  give_to_person "$BENCH_REPORT/growth.html"
  printf 'The plots are in %s\n' "$BENCH_REPORT/growth.html"
}

# The whole of `./smp preview` on the sample, when all is set up, beside GIMP alone that loads the
# same photo and writes it as it writes a PNG by itself.
bench_preview() {
  local round begin previews=() empties=()
  gimp_profile
  for ((round = 0; round <= BENCH_PREVIEWS; round++)); do
    begin=$(now_ms)
    "$TOP/smp" preview --out "$JOB/preview" >>"$LOG" 2>&1 || fail_logged "a preview for the benchmark failed."
    previews+=($(($(now_ms) - begin)))
    begin=$(now_ms)
    bench_empty_gimp
    empties+=($(($(now_ms) - begin)))
  done
  # The first of either finds nothing ready.
  awk -v preview="$(bench_median "${previews[@]:1}")" -v empty="$(bench_median "${empties[@]:1}")" -v most="$BENCH_PREVIEW_MOST" 'BEGIN {
    printf "preview of the sample %.1f s, GIMP alone that loads and writes it %.1f s, times: %.2f (at most %g): %s\n",
      preview / 1000, empty / 1000, preview / empty, most, preview / empty <= most ? "met" : "not met"
  }'
}

# A session in GIMP's window: what it says of the canvas is in its log alone.
bench_canvas() {
  inside -- meson test -C "$WORK/release" --no-rebuild --benchmark --logbase bench preview >>"$LOG" 2>&1 ||
    fail_logged "the benchmark of the canvas ended with an error."
  grep -aE '^# (slider|gaussian)' "$WORK/release/meson-logs/bench.txt" | cut -c 3-
}

bench_median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

bench_empty_gimp() {
  inside "${PROFILE_VARS[@]}" "SMP_PHOTO=$SAMPLE/sample.jpg" "SMP_PNG=$JOB/tmp/empty.png" "SMP_DRIVER=$TOP/tests/bench/load-and-write.py" -- \
    timeout -k 10 300 "${RUN_GIMP[@]}" -i -d -f --batch-interpreter python-fu-eval \
    -b 'import os; exec(open(os.environ["SMP_DRIVER"], encoding="utf-8").read())' --quit >>"$LOG" 2>&1 && [[ -s $JOB/tmp/empty.png ]] ||
    fail_logged "GIMP alone did not load and write the sample."
  rm -f -- "$JOB/tmp/empty.png"
}
