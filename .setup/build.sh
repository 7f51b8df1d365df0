# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the project outside its folder and installs it to a stage, from where GIMP loads it.

# A build folder belongs to one checkout and to one place to work in.
build_init() {
  local key held=${1:-}
  key=$(printf '%s\n%s' "$TOP" "$([[ $WAY == system ]] && echo system || echo "${ROOT##*/}")" | sha256sum | cut -c1-12)
  WORK=$CACHE/build/$key
  STAGE=$WORK/stage
  STAGE_PLUG_INS=$STAGE/lib/gimp/3.0/plug-ins
  STAGE_MODULES=$STAGE/lib/gegl-0.4
  mkdir -p -- "$WORK" || fail "cannot write to $WORK: $(disk_state "$CACHE")."
  # A run that a test starts, or that holds the folder already: there is nothing to build, or nobody to wait for.
  BUILT=no
  if [[ ${SMP_BUILT:-} == "$WORK" ]]; then BUILT=yes; fi
  if [[ $BUILT == yes || $held == "$WORK" ]]; then return; fi
  exec 9>"$WORK/lock"
  if ! flock -n 9; then
    say "Another run is building this checkout; waiting for it."
    flock 9
  fi
}

build_unlock() { exec 9>&-; }

# build release|asan [SUITE…]: all, or what is installed and what the tests of these suites run.
build() {
  local kind=$1 dir=$WORK/$1 targets=''
  shift
  [[ $BUILT != yes || ! -f $dir/build.ninja ]] || return 0
  [[ -f $TOP/meson.build ]] || fail "$TOP/meson.build is missing; this is not a whole checkout."
  if [[ ! -f $dir/build.ninja ]]; then
    say "Configuring the $kind build …"
    rm -rf -- "$dir"
    build_logged "configured" meson setup "$dir" "$TOP" "--prefix=$STAGE" --libdir=lib $(build_options "$kind")
  fi
  say "Building ($kind) …"
  if (($#)); then
    # What the targets are is known once a changed plan has been read again.
    build_logged "configured" ninja -C "$dir" build.ninja
    targets=$(inside -- python3 "$TOP/.setup/list-targets.py" "$dir" "$@") || fail "the build's targets could not be listed."
  fi
  # shellcheck disable=SC2086 # one word a file
  build_logged "built" ninja -C "$dir" $targets
  if [[ $kind == release ]]; then
    build_logged "installed" meson install -C "$dir" --no-rebuild --only-changed --quiet
  fi
}

build_options() {
  case $1 in
    release) echo --buildtype=release ;;
    asan) echo --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false ;;
  esac
}

# GIMP and its plug-ins try out which of babl's conversions are the quickest, each of their processes anew, and keep nothing
# of it; the build has found out already (tests/gimp/conversions.py), and babl looks there first.
give_conversions() {
  local found=$WORK/release/tests/gimp/babl-fishes
  [[ -s $found ]] || return 0
  mkdir -p -- "$JOB/home/.cache/babl" && cp -- "$found" "$JOB/home/.cache/babl/babl-fishes"
}

# Runs a build command; if it fails, the end of its output is what a developer needs to see.
build_logged() {
  local what=$1 out
  out=$(mktemp "$JOB/build-output.XXXXXX")
  shift
  if ! inside -- "$@" >"$out" 2>&1; then
    cat -- "$out" >>"$LOG"
    tail -n 40 -- "$out" >&2
    fail_logged "the project could not be $what (\"$1 $2\" failed)."
  fi
  cat -- "$out" >>"$LOG"
}

# The sample photo, drawn anew when the program that draws it has changed.
sample() {
  local program=$WORK/release/plugin/sample/smp-sample
  SAMPLE=$WORK/sample
  [[ -x $program ]] || fail "the build has no program that draws the sample photo ($program)."
  [[ -f $SAMPLE/scale.txt && ! $program -nt $SAMPLE/scale.txt ]] && return
  say "Drawing the sample photo …"
  rm -rf -- "$SAMPLE" "$JOB/sample"
  mkdir -- "$JOB/sample"
  inside -- timeout 300 "$program" "$JOB/sample" >>"$LOG" 2>&1 || fail_logged "the sample photo could not be drawn."
  for part in sample.jpg scar.png scale.txt; do
    [[ -s $JOB/sample/$part ]] || fail_logged "the sample program wrote no $part."
  done
  touch -- "$JOB/sample/scale.txt"
  mv -T -- "$JOB/sample" "$SAMPLE" || fail "cannot write to $WORK: $(disk_state "$CACHE")."
}
