# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Photos of every kind: before.png is the photo as GIMP shows it, simulation.png differs in the
# region alone, and neither tells anything about the client. Sourced by run.

pictures() { inside python3 "$HERE/pictures.py" "$@"; }

make_pictures() { [[ -s mask8.png ]] || pictures make "$T"; }

json() { inside python3 -c '
import json, sys
with open(sys.argv[1]) as file:
    it = json.load(file)
assert eval(sys.argv[2], {"it": it}), it' "$T/out.txt" "${1//$'\n'/ }"; }

no_progress_on_output() { [[ $(wc -l <out.txt) == 1 && $(head -c 1 out.txt) == '{' ]]; }

only_results() { [[ $(ls -A "$1" | tr '\n' ' ') == 'before.png simulation.png smp.xcf ' ]]; }

# Of metadata only what GIMP itself says of the picture's size is in there.
holds_nothing_private() { [[ -s $1 ]] && ! grep -qaE 'Jane|Exif[.](GPS|Photo)|Exif[.]Image[.](Make|Model|Artist)' "$1"; }

# treated NAME PHOTO: a run on a photo, and what holds for every photo.
treated() {
  local name=$1 photo=$2
  shift 2
  rm -rf -- result
  smp preview --rect 100,80,60,50 --px-per-mm 8 --out result --json "$@" -- "$photo"
  ok "$name: succeeds" test "$status" = 0
  ok "$name: three files and no other" only_results result
  ok "$name: before.png is clean" pictures clean "$T/result/before.png"
  ok "$name: simulation.png is clean" pictures clean "$T/result/simulation.png"
  ok "$name: smp.xcf is without names and places" holds_nothing_private "$T/result/smp.xcf"
  ok "$name: only the region changes" pictures changed "$T/result/before.png" "$T/result/simulation.png" 100,80,60,50 64
}

ok "pictures were made" make_pictures
for photo in deep.png wide.tif deep.tif wide.webp; do
  treated "$photo" "$photo"
  ok "$photo: before.png has its values" pictures same "$T/$photo" "$T/result/before.png"
  if [[ $photo != deep.png ]]; then
    ok "$photo: before.png has its profile" pictures profile "$T/$photo" "$T/result/before.png"
    ok "$photo: simulation.png has its profile" pictures profile "$T/$photo" "$T/result/simulation.png"
  fi
done

# A name that is hard on a shell, and a JPEG that lies on its side.
odd="-jane's \"scan\" ü \$(x).jpg"
cp client.jpg "./$odd"
inside convert "$T/client.jpg" -auto-orient -define png:color-type=2 "$T/upright.png" >check.txt 2>&1
treated "a JPEG on its side" "$odd"
ok "it is turned upright" json 'it["width"] == 240 and it["height"] == 360'
ok "the JSON names it as it is" json 'it["photo"] == "-jane'\''s \"scan\" ü $(x).jpg"'
ok "before.png has its values, upright" pictures near "$T/upright.png" "$T/result/before.png"
ok "before.png has its profile" pictures profile "$T/client.jpg" "$T/result/before.png"

# What the JSON holds.
ok "the JSON is all there is on standard output" no_progress_on_output
ok "the JSON has the figures" json \
  'abs(it["area_cm2"] - 60 * 50 / 64 / 100) < 0.02 and type(it["dots"]) is int and it["dots"] > 0
   and 0 < it["coverage_percent"] < 100 and it["px_per_mm"] == 8 and it["filter"] == "fill"'
ok "the JSON has the times" json 'all(s >= 0 for s in it["seconds"].values()) and "render" in it["seconds"]'
ok "the JSON names the files" json 'it["files"] == ["before.png", "simulation.png", "smp.xcf"]'

# The same call gives the same picture; a folder that is there keeps what else is in it.
mv result first
mkdir result
echo note >result/note.txt
smp preview --rect 100,80,60,50 --px-per-mm 8 --out result -- "$odd"
ok "again, into a folder that is there" test "$status" = 0
for name in before.png simulation.png smp.xcf; do
  ok "$name is the same, to the byte" cmp "first/$name" "result/$name"
done
ok "what else was in the folder is still there" test -s result/note.txt
ok "nothing but the results came into the folder" test "$(ls -A result | wc -l)" = 4
ok "the table has area, dots and coverage" grep -q 'Coverage .*%' out.txt
ok "progress is not on standard output" test "$(grep -c '…' out.txt)" = 0

smp preview --rect 100,80,60,50 --px-per-mm 8 --out result --set density=400 -- "$odd"
ok "--set reaches the filter" test "$(cmp -s first/simulation.png result/simulation.png; echo $?)" = 1

# From how far a head was taken is read in the photo's notes, which stay in it.
for photo in head cropped-head; do
  smp preview --rect 150,60,200,100 --px-per-mm 2 --head auto,front --out "$photo" --json -- "$photo.jpg"
  cp out.txt "$photo.json"
  ok "$photo: smp.xcf is without names and places" holds_nothing_private "$T/$photo/smp.xcf"
done
ok "a head that was near has more skin than one of a cropped photo" inside python3 -c '
import json, sys
near, far = (json.load(open(name))["area_cm2"] for name in sys.argv[1:])
assert near > 1.05 * far, (near, far)' "$T/head.json" "$T/cropped-head.json"

# Without a scale that is known.
smp preview --rect 150,60,200,100 --px-per-mm auto --out guessed --json -- cropped-head.jpg
ok "a scale that nobody knows is estimated, and said to be" json \
  'abs(it["px_per_mm"] / (300 / 152) - 1) < 0.1 and "an estimate from the head" in it["scale_note"]'
ok "of one that is known nothing is noted" inside python3 -c '
import json, sys
assert json.load(open(sys.argv[1]))["scale_note"] == ""' "$T/head.json"

# What was treated with known values is learnt again, and another photo is added to it.
rm -rf result learnt again
smp preview --rect 20,20,240,240 --px-per-mm 10 --set density=120 --set dot-diameter=0.3 --out result -- skin.png
smp preview --learn "My hand" --rect 50,50,180,180 --px-per-mm 10 --out learnt --json -- result/simulation.png
ok "--learn: succeeds" test "$status" = 0
ok "--learn: the figures are those that were drawn" json \
  'abs(it["learned"]["density"] / 120 - 1) < 0.15 and abs(it["learned"]["dot_diameter"] / 0.3 - 1) < 0.15
   and it["learned"]["dots"] > 200 and any("dots/cm²" in line for line in it["learned"]["words"])'
ok "--learn: its two files" test "$(ls -A learnt | tr '\n' ' ')" = 'learned.png learned.smp-preset '
ok "--learn: its picture is clean" pictures clean "$T/learnt/learned.png"
ok "--learn: the preset has its name" grep -qx 'name=My hand' learnt/learned.smp-preset
smp preview --learn "My hand" --age 2 --rect 60,60,160,160 --px-per-mm 10 --preset learnt/learned.smp-preset --out again -- result/simulation.png
ok "--learn with --preset: adds the photo" grep -q '^description=.*2 photos' again/learned.smp-preset
ok "--learn: what was found is told in words" grep -q 'Dot size: 0[.]' out.txt

# Without a photo: the sample.
rm -rf smp-preview
smp preview --json
ok "the sample: succeeds" test "$status" = 0
ok "the sample: results are in smp-preview" only_results smp-preview
ok "the sample: figures" json 'it["photo"] is None and it["area_cm2"] > 1 and it["dots"] > 50'
smp preview --rect 500,500,110,110 --json
ok "the sample with a rectangle" json 'it["area_cm2"] < 4 and it["dots"] > 0'
rm -rf smp-preview
