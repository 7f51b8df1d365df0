# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A mask's numbers arrive as they are in the region's channel. Sourced by run.

# region-values.py, run in GIMP: writes the channel's values at the middle of each step of the mask.
region_values() {
  local profile=$T/profile
  if [[ ! -d $profile ]]; then
    mkdir -- "$profile" "$profile/loaders" "$profile/home"
    inside sh -c 'ln -s "$(pkg-config --variable=gimplibdir gimp-3.0)/plug-ins/python-eval" "$1/loaders/"' sh "$profile"
    printf '(plug-in-path "%s")\n(check-updates no)\n' "$profile/loaders" >"$profile/gimprc"
  fi
  rm -f values.txt
  inside env BABL_LUT=0 "GIMP3_DIRECTORY=$profile" "HOME=$profile/home" "SMP_XCF=$T/result/smp.xcf" "SMP_VALUES=$T/values.txt" "SMP_SCRIPT=$HERE/region-values.py" \
    timeout 120 gimp-console -i -d -f --batch-interpreter python-fu-eval \
    -b 'import os; exec(open(os.environ["SMP_SCRIPT"]).read())' --quit >gimp.txt 2>&1
  cat values.txt
}

values_are() { [[ $(region_values) == "$1" ]] || { cat gimp.txt values.txt; return 1; }; }

pictures() { inside python3 "$HERE/pictures.py" "$@"; }
[[ -s mask8.png ]] || ok "pictures were made" pictures make "$T"

# As tests/script/pictures.py paints them: 0, 1, 64, 128, 200, 255 of 255.
for pair in "wide.tif mask8.png" "wide.tif mask16.png" "wide.tif mask-rgb.png" "deep.png mask8.png" "deep.tif mask.tif"; do
  rm -rf result
  smp preview "${pair% *}" --region "${pair#* }" --px-per-mm 8 --out result --json
  ok "$pair: succeeds" test "$status" = 0
  ok "$pair: the mask's numbers are the region's" values_are "0 1 64 128 200 255"
done
