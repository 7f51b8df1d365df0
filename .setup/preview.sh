# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp preview`: from the arguments to the files.

command_preview() {
  preview_arguments "$@"
  preview_check
  cache_init
  job_init
  check_results_are_ours
  step "set-up" environment_init base
  step "build" preview_build
  [[ -n $PHOTO ]] || step "sample" sample
  build_unlock
  preview_files
  preview_run
  preview_publish
  if [[ $JSON == yes ]]; then report_json; else report_table; fi
}

preview_build() {
  build_init
  build release
}

# GIMP gets copies with plain names, so that no name of a person's can trouble it or its loaders.
preview_files() {
  local photo=$PHOTO type=${PHOTO_TYPE:-jpg} region=$REGION region_copy='' preset=$PRESET line=''
  if [[ -z $PHOTO ]]; then
    photo=$SAMPLE/sample.jpg
    [[ -n $SCALE ]] || SCALE=$(<"$SAMPLE/scale.txt")
    if [[ -z $RECT && -z $LINE ]]; then region=$SAMPLE/scar.png REGION_TYPE=png; fi
  fi
  copy_in "$photo" "photo.$type"
  if [[ -n $region ]]; then
    region_copy=$JOB/in/mask.$REGION_TYPE
    copy_in "$region" "mask.$REGION_TYPE"
  fi
  if [[ -n $LINE ]]; then
    line=$JOB/in/line.svg
    copy_in "$LINE" line.svg
  fi
  if [[ -n $PRESET_FILE ]]; then
    # Under its own name: the plug-in's sentences name it.
    preset=$JOB/in/preset/${PRESET_FILE##*/}
    mkdir -- "$JOB/in/preset"
    copy_in "$PRESET_FILE" "preset/${PRESET_FILE##*/}"
  fi
  printf '%s\0' photo "$JOB/in/photo.$type" photo-shown "$photo" px-per-mm "$SCALE" rect "$RECT" \
    region "$region_copy" region-shown "$region" preset "$preset" set "$SETTINGS" filter "$FILTER" years "$YEARS" \
    line "$line" line-shown "$LINE" learn "$LEARN" age "$AGE" head "$HEAD" where-found "$WHERE_FOUND" language "${LANGUAGE_OF_LABELS:-own}" \
    compare "$(comparisons)" aged-layouts "$(layouts SAYS_AGES)" >"$JOB/arguments"
}

copy_in() {
  cp --reflink=auto -- "$1" "$JOB/in/$2" 2>>"$LOG" || fail "\"$1\" could not be copied to the cache folder: $(disk_state "$CACHE")."
}

# A profile with only what a preview needs: the files' formats, Python, and the plug-in; and the variables of GIMP in it. What GIMP
# learned of them (pluginrc) is kept for the next run: asking them again takes seconds.
gimp_profile() {
  local profile=$JOB/profile formats name present
  # Other formats need other programs of GIMP's.
  formats=$WORK/formats-$(export_procedures | cksum | tr -d ' ')
  mkdir -p -- "$profile"
  if [[ ! -d $formats ]]; then
    GIMP_LIBRARY=$(inside -- pkg-config --variable=gimplibdir gimp-3.0) || fail_logged "GIMP's plug-in folder was not found."
    mkdir -- "$JOB/formats"
    present=$(inside -- ls -- "$GIMP_LIBRARY/plug-ins" 2>>"$LOG")
    # A program is called as the procedure is, or writes and reads.
    for name in $(export_procedures | sed 'p; s/-export$//') python-eval; do
      ! is_among "$name" "$present" || ln -sf -- "$GIMP_LIBRARY/plug-ins/$name" "$JOB/formats/$name"
    done
    # Another run may have been quicker.
    mv -T -- "$JOB/formats" "$formats" 2>/dev/null || [[ -d $formats ]] || fail "cannot write to $WORK: $(disk_state "$CACHE")."
  fi
  gegl_operations
  cat >"$profile/gimprc" <<END
(plug-in-path "$(scheme_string "$formats:$STAGE_PLUG_INS")")
(swap-path "$(scheme_string "$JOB/tmp")")
(tile-cache-size 1900m)
(check-updates no)
(color-profile-policy keep)
(metadata-rotation-policy rotate)
(thumbnail-size none)
END
  if [[ -f $WORK/pluginrc && -f $WORK/asked ]]; then
    cp -- "$WORK/pluginrc" "$profile/pluginrc"
    cat -- "$WORK/asked" >>"$profile/gimprc"
  fi
  give_conversions
  # BABL_LUT=0: else every process measures for about a second which conversions are worth a table.
  PROFILE_VARS=(BABL_LUT=0 "GIMP3_DIRECTORY=$profile" "GEGL_PATH=$OPERATIONS:$STAGE_MODULES")
}

# Of GEGL's operations those that GIMP and the plug-in use: every process waits for the libraries of all that it
# finds, those for films, PDF and cameras among them.
gegl_operations() {
  local folder
  OPERATIONS=$WORK/operations
  [[ ! -d $OPERATIONS ]] || return 0
  folder=$(inside -- pkg-config --variable=pluginsdir gegl-0.4) && inside -- find "$folder" -name '*.so' \
    '(' -name 'gegl-*' -o -name transformops.so -o -name npd.so -o -name 'seamless-*' ')' >"$JOB/operations.list" 2>>"$LOG" &&
    [[ -s $JOB/operations.list ]] || fail_logged "GEGL's operations were not found."
  mkdir -- "$JOB/operations"
  xargs -a "$JOB/operations.list" ln -s -t "$JOB/operations" --
  # Another run may have been quicker.
  mv -T -- "$JOB/operations" "$OPERATIONS" 2>/dev/null || [[ -d $OPERATIONS ]] || fail "cannot write to $WORK: $(disk_state "$CACHE")."
}

scheme_string() {
  local text=${1//\\/\\\\}
  printf '%s' "${text//\"/\\\"}"
}

# In a profile that does not say of which GIMP it is, and in which language its programs were asked, GIMP asks all of
# them anew.
keep_pluginrc() {
  local asked
  asked=$(grep -E '^\((config-version|prev-language) ' "$JOB/profile/gimprc") || return 0
  if [[ -s $JOB/profile/pluginrc ]] && ! { [[ -f $WORK/asked ]] && cmp -s "$JOB/profile/pluginrc" "$WORK/pluginrc"; }; then
    printf '%s\n' "$asked" >"$WORK/asked.$$" && mv -f -- "$WORK/asked.$$" "$WORK/asked" &&
      cp -- "$JOB/profile/pluginrc" "$WORK/pluginrc.$$" && mv -f -- "$WORK/pluginrc.$$" "$WORK/pluginrc"
  fi
}

preview_run() {
  local status begin shower fonts=-f
  # Fonts take a second to load, and only labels need them.
  [[ -z $YEARS && -z $COMPARE ]] || fonts=
  gimp_profile
  GIMP_OUTPUT=$JOB/gimp-output
  say "Running GIMP …"
  begin=$(now_ms)
  : >"$JOB/progress"
  # It does not hold the job folder: else one would stay that was killed.
  show_progress 7<&- &
  shower=$!
  unprivileged inside "${PROFILE_VARS[@]}" "SMP_JOB=$JOB" "SMP_DRIVER=$TOP/plugin/batch/preview.py" -- \
    timeout -k 10 "${SMP_TIMEOUT:-900}" "${RUN_GIMP[@]}" -i -d $fonts --batch-interpreter python-fu-eval \
    -b 'import os; exec(compile(open(os.environ["SMP_DRIVER"], encoding="utf-8").read(), "preview.py", "exec"))' --quit >"$GIMP_OUTPUT" 2>&1
  status=$?
  kill "$shower" 2>/dev/null
  wait "$shower" 2>/dev/null
  cat -- "$GIMP_OUTPUT" >>"$LOG"
  # What GIMP wrote is read as root from here on: no link of its making is followed.
  find "$JOB" -maxdepth 2 -type l ! -path "$JOB/formats/*" -delete
  ((status != 127)) || fail_logged "GIMP's program was not found."
  if ((status == 0)); then keep_pluginrc; fi
  if [[ -s $JOB/error ]]; then fail "$(persons_names "$(<"$JOB/error")")"; fi
  [[ -s $JOB/result ]] || preview_failed "$status" "$begin"
  declare -gA RESULT=()
  while IFS='=' read -r key value; do RESULT[$key]=$value; done <"$JOB/result"
  preview_times "$begin"
}

# What GIMP is at, where it is at it for longer than a second or two.
show_progress() {
  local shown='' last='' line
  while sleep 1 && kill -0 "$$" 2>/dev/null; do
    line=$(tail -n 1 -- "$JOB/progress")
    if [[ $line == "$last" && $line != "$shown" ]]; then
      say "$line"
      shown=$line
    fi
    last=$line
  done
}

# Why GIMP ended without a result, and what to do.
preview_failed() {
  local status=$1 begin=$2 limit=${SMP_TIMEOUT:-900} output
  output=$(tail -n 200 -- "$GIMP_OUTPUT")
  if ((status == 124 || status == 137 && $(now_ms) - begin >= limit * 1000)); then
    fail_logged "GIMP took longer than $limit seconds and was stopped: set SMP_TIMEOUT to more seconds, or take a smaller photo."
  fi
  case $output in
    *"No space left on device"*) fail_logged "the disk of the cache folder is full ($(disk_state "$CACHE")): free some, or set SMP_CACHE to a folder on another disk." ;;
    *"failed to allocate"* | *"Cannot allocate memory"* | *"ut of memory"*)
      fail_logged "the computer's memory is full: close other programs, or take a smaller photo." ;;
  esac
  if ((status == 137 || status == 143)); then
    fail_logged "GIMP was ended from outside, as a system does that runs out of memory: close other programs, or take a smaller photo, and run this again."
  fi
  if ((status > 128)); then fail_logged "GIMP crashed (signal $((status - 128))): run this again, and report it if it stays."; fi
  fail_logged "GIMP ended without a result (status $status)."
}

# The plug-in names the file that it was given: the copy. The person knows the original.
persons_names() { printf '%s' "${1//"$JOB/in/preset/${PRESET_FILE##*/}"/"$PRESET_FILE"}"; }

preview_times() {
  local before=$1 name ms
  for name in begin load select render write; do
    ms=$(awk -v t="${RESULT[time-$name]}" 'BEGIN { printf "%.0f", t * 1000 }')
    STEP_NAMES+=("${name/begin/GIMP start}")
    STEP_MS+=($((ms - before)))
    before=$ms
  done
}

# What a killed run was about to publish; one that is at it holds its folder. No other begins before
# the new folder is held too.
clear_unpublished() {
  local old
  exec 6>>"$CACHE/jobs/lock"
  flock 6
  for old in "$1"/.smp-preview.??????; do
    if [[ -d $old && ! -L $old && -O $old ]] && flock -n "$old" true; then rm -rf -- "$old"; fi
  done
}

# All or nothing, as far as a file system can: written beside, then renamed.
preview_publish() {
  local parent=${OUT%/*} fresh name
  check_inputs_stay
  check_results_are_ours
  clear_unpublished "${parent:-/}"
  mkdir -p -- "${parent:-/}" 2>/dev/null && fresh=$(mktemp -d "${parent:-/}/.smp-preview.XXXXXX" 2>/dev/null) ||
    fail "cannot write to \"${parent:-/}\"; give another folder with --out."
  CLEANUP+=("$fresh")
  exec 8<"$fresh"
  flock 8
  exec 6>&-
  # What GIMP wrote is files; what is not is left where it is.
  find "$JOB/out" -maxdepth 1 -type f -exec cp --no-preserve=all -t "$fresh" -- {} + 2>>"$LOG" ||
    fail "the results could not be written to \"$OUT\": $(disk_state "${parent:-/}")."
  remember_results "$fresh"/*
  chmod 755 "$fresh"
  give_to_person "$fresh"
  if [[ ! -e $OUT ]] && mv -T -- "$fresh" "$OUT" 2>>"$LOG"; then return; fi
  for name in "$fresh"/*; do
    mv -f -- "$name" "$OUT/" 2>>"$LOG" || fail "the results could not be written to \"$OUT\": it is not writable."
  done
}
