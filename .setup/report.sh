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

# How close a concealed scar comes to its surroundings.
report_match() {
  [[ -n ${RESULT[match-class]:-} ]] || return 0
  row "Working time" "$(fixed "${RESULT[hours]}" 1)" "hours"
  row "ΔE before" " $(fixed "${RESULT[delta-e-before]}" 1)" "to the skin around"
  row "ΔE after" " $(fixed "${RESULT[delta-e-after]}" 1)" "${RESULT[match-class]}"
  row "Contrast" "$(fixed "${RESULT[contrast-ratio]}" 2)" "times the hair's"
  [[ -z ${RESULT[stays-visible]:-} ]] || printf '  The scar stays visible. %s\n' "${RESULT[stays-visible]}"
  [[ -z ${RESULT[not-measured]:-} ]] || printf '  %s\n' "${RESULT[not-measured]}"
}

report_table() {
  local i total=0
  row "Region" "$(fixed "${RESULT[area-cm2]}" 2)" "cm²"
  row "Dots" "${RESULT[dots]}" ""
  row "Coverage" "$(fixed "${RESULT[coverage-percent]}" 2)" "%"
  row "Scale" "$(fixed "$SCALE" 2)" "px/mm"
  report_match
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
  [[ -n ${RESULT[match-class]:-} ]] || return 0
  printf '"match": {'
  for key in hours delta-e-before delta-e-after delta-e-2000-before delta-e-2000-after contrast-ratio; do
    printf '%s: %s, ' "$(json_string "${key//-/_}")" "$(json_number "${RESULT[$key]}")"
  done
  printf '"class": %s, "stays_visible": %s, "not_measured": %s}, ' "$(json_string "${RESULT[match-class]}")" \
    "$(json_string "${RESULT[stays-visible]}")" "$(json_string "${RESULT[not-measured]}")"
}

report_json() {
  local i separator=''
  printf '{"photo": %s, "width": %s, "height": %s, "px_per_mm": %s, ' \
    "$(if [[ -n $PHOTO ]]; then json_string "$PHOTO"; else printf null; fi)" \
    "${RESULT[width]}" "${RESULT[height]}" "$(json_number "$(fixed "$SCALE" 6)")"
  printf '"filter": %s, "area_cm2": %s, "dots": %s, "coverage_percent": %s, ' \
    "$(json_string "$FILTER")" "$(json_number "${RESULT[area-cm2]}")" "$(json_number "${RESULT[dots]}")" \
    "$(json_number "${RESULT[coverage-percent]}")"
  json_match
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
