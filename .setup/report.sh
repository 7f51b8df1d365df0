# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a preview prints: a table for a person, or one JSON object for a program.

row() { printf '  %-16s%12s%s\n' "$1" "$2" "${3:+ $3}"; }

fixed() { awk -v v="$1" -v d="$2" 'BEGIN { printf "%.*f", d, v }'; }

# With an unforeseen value, null is more honest than broken JSON.
json_number() {
  if [[ $1 =~ ^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$ ]]; then printf '%s' "$1"; else printf 'null'; fi
}

# How a concealed scar is seen, in words; what was measured for them is in the JSON.
report_match() {
  [[ -n ${RESULT[verdict]:-} ]] || return 0
  row "Working time" "$(fixed "${RESULT[hours]}" 1)" "hours"
  printf '  The scar: %s.%s\n' "${RESULT[verdict]}" "${RESULT[reason]:+ ${RESULT[reason]}}"
  [[ -z ${RESULT[not-measured]:-} ]] || printf '  %s\n' "${RESULT[not-measured]}"
  # What cannot be measured cannot be tried either, for the same reason.
  [[ -z ${RESULT[self-checked]:-} || ${RESULT[not-measured]:-} == *"${RESULT[self-checked]}" ]] ||
    printf '  %s\n' "${RESULT[self-checked]}"
}

# How wrong all sizes can be, where the scale is an estimate.
report_scale_note() { [[ -z ${RESULT[note]:-} ]] || printf '  %s\n' "${RESULT[note]}"; }

# What was read of one's own work: sentences, a figure each.
report_learned() {
  printf '%s\n' "${RESULT[words]}" | tr '\t' '\n' | sed 's/^/  /'
  report_scale_note
}

report_treated() {
  row "Region" "$(fixed "${RESULT[area-cm2]}" 2)" "cm²"
  row "Dots" "${RESULT[dots]}" ""
  row "Coverage" "$(fixed "${RESULT[coverage-percent]}" 2)" "%"
  row "Scale" "$(fixed "${RESULT[scale]}" 2)" "px/mm"
  report_scale_note
  printf '  %s\n' "${RESULT[head-words]}"
  [[ -z ${RESULT[no-dots]:-} ]] || printf '  %s\n' "${RESULT[no-dots]}"
  report_match
}

report_table() {
  local i total=0
  if [[ -n $LEARN ]]; then report_learned; else report_treated; fi
  echo
  for i in "${!STEP_NAMES[@]}"; do
    row "${STEP_NAMES[i]^}" "$(seconds "${STEP_MS[i]}")" "s"
    total=$((total + STEP_MS[i]))
  done
  row "All" "$(seconds "$total")" "s"
  printf '\n  %s\n' "$OUT:"
  for i in "$JOB"/out/*; do printf '    %s\n' "${i##*/}"; done
}

json_match() {
  local key
  [[ -n ${RESULT[verdict]:-} ]] || return 0
  printf '"match": {'
  for key in hours delta-e-before delta-e-after worst-tenth-before worst-tenth-after acceptable share-beyond \
    contrast-ratio texture texture-around palest darkest palest-around darkest-around checked-density \
    checked-delta-e checked-contrast; do
    printf '%s: %s, ' "$(json_string "${key//-/_}")" "$(json_number "${RESULT[$key]}")"
  done
  printf '"verdict": %s, "reason": %s, "not_measured": %s, "self_check": %s}, ' "$(json_string "${RESULT[verdict]}")" \
    "$(json_string "${RESULT[reason]}")" "$(json_string "${RESULT[not-measured]}")" \
    "$(json_string "${RESULT[self-checked]}")"
}

json_learned() {
  local key separator='"words": ['
  printf '"learned": {'
  for key in dots density density-confidence dot-diameter dot-diameter-confidence dilution elongation missed-dots \
    photo-cover drawn-cover photo-light drawn-light; do
    printf '%s: %s, ' "$(json_string "${key//-/_}")" "$(json_number "${RESULT[$key]}")"
  done
  while IFS= read -r key; do
    printf '%s%s' "$separator" "$(json_string "$key")"
    separator=', '
  done < <(printf '%s\n' "${RESULT[words]}" | tr '\t' '\n')
  printf ']}, '
}

json_treated() {
  printf '"filter": %s, "area_cm2": %s, "dots": %s, "coverage_percent": %s, "turned_away_percent": %s, "head": %s, "no_dots": %s, ' \
    "$(json_string "$FILTER")" "$(json_number "${RESULT[area-cm2]}")" "$(json_number "${RESULT[dots]}")" \
    "$(json_number "${RESULT[coverage-percent]}")" "$(json_number "${RESULT[turned-away-percent]}")" \
    "$(json_string "${RESULT[head-words]}")" "$(json_string "${RESULT[no-dots]:-}")"
  json_match
}

report_json() {
  local i separator=''
  printf '{"photo": %s, "width": %s, "height": %s, "px_per_mm": %s, "scale_note": %s, ' \
    "$(if [[ -n $PHOTO ]]; then json_string "$PHOTO"; else printf null; fi)" \
    "${RESULT[width]}" "${RESULT[height]}" "$(json_number "$(fixed "${RESULT[scale]}" 6)")" "$(json_string "${RESULT[note]:-}")"
  if [[ -n $LEARN ]]; then json_learned; else json_treated; fi
  printf '"seconds": {'
  for i in "${!STEP_NAMES[@]}"; do
    printf '%s%s: %s' "$separator" "$(json_string "${STEP_NAMES[i]// /_}")" "$(seconds "${STEP_MS[i]}")"
    separator=', '
  done
  separator=''
  printf '}, "out": %s, "files": [' "$(json_string "$OUT")"
  for i in "$JOB"/out/*; do
    printf '%s%s' "$separator" "$(json_string "${i##*/}")"
    separator=', '
  done
  printf ']}\n'
}
