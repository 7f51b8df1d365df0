# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Wrong calls: told at once, before any set-up. Sourced by run.

printf 'not a picture' >text.jpg
: >empty.png
printf '\x89PNG\r\n\x1a\n0000' >photo.png
mkdir -p folder

# refuse NAME STATUS PATTERN ARGUMENT…
refuse() {
  local name=$1 want=$2 pattern=$3
  shift 3
  smp "$@"
  ok "$name" refused_at_once "$want" "$pattern"
}

region=(--rect 0,0,10,10 --px-per-mm 10)
refuse "an unknown command" 2 'no command "prevue"' prevue
refuse "an unknown option" 2 'no option "--rectangle"' preview photo.png --rectangle 0,0,1,1
refuse "an unknown option with a value" 2 'no option "--colour"' preview --colour=red
refuse "an option without its value" 2 '--out needs a value' preview --out
refuse "an option with an empty value" 2 '--preset needs a value' preview --preset ''
refuse "two photos" 2 'more than one photo' preview photo.png empty.png
for rect in 1,2,3 a,b,c,d 0,0,0,5 5,5,5,0 1,2,3,-4 '1 2 3 4' 1.5,2,3,4 0,0,99999999999999999999,5; do
  refuse "the rectangle $rect" 2 '--rect' preview photo.png --rect "$rect" --px-per-mm 10
done
for scale in 0 0.0 -1 nan NaN inf abc 1,5 1e 0e5 0x10 . 1e999 1e9 1e-9 0.19 500.1 1e1e1 ١٠; do
  refuse "the scale $scale" 2 '--px-per-mm' preview photo.png --rect 0,0,5,5 --px-per-mm "$scale"
done
refuse "learning from no photo" 2 'needs a photo of your own work' preview --learn Mine
refuse "an age that is none" 2 'neither fresh nor healed' preview photo.png --learn Mine --age old
refuse "an age without learning" 2 'belongs to --learn' preview photo.png --rect 0,0,5,5 --px-per-mm 10 --age fresh
refuse "learning and treating at once" 2 'treats nothing' preview photo.png --learn Mine --filter scar
refuse "a preset's name with a slash" 2 'cannot be a preset' preview photo.png --learn a/b
refuse "a photo that is not there" 2 'there is no photo "none.jpg"' preview none.jpg "${region[@]}"
refuse "a folder for a photo" 2 'is not a file' preview folder "${region[@]}"
refuse "an empty photo" 2 'is empty' preview empty.png "${region[@]}"
refuse "a text for a photo" 2 'is not a JPEG, PNG, TIFF or WebP' preview text.jpg "${region[@]}"
refuse "a mask that is not there" 2 'there is no mask' preview photo.png --region none.png --px-per-mm 10
refuse "a photo without a region" 2 '--rect X,Y,W,H' preview photo.png --px-per-mm 10
refuse "a photo without a scale" 2 '--px-per-mm N' preview photo.png --rect 0,0,5,5
refuse "a rectangle and a mask" 2 'either' preview photo.png "${region[@]}" --region photo.png
refuse "a mask without a photo" 2 'photo of your own' preview --region photo.png
refuse "an unknown filter" 2 'no filter "beard"' preview --filter beard
refuse "a hairline without a line" 2 'where the hairline runs' preview photo.png --filter hairline --px-per-mm 10
refuse "a line for another filter" 2 'needs --filter hairline' preview --path line.svg
refuse "a line that is not there" 2 'cannot be read' preview photo.png --filter hairline --path none.svg --px-per-mm 10
refuse "a line that is no drawing" 2 'not an SVG' preview photo.png --filter hairline --path text.jpg --px-per-mm 10
for head in auto,below auto,front,x 1,2,3,4 1,2,3,4,below 1,2,3,x,front 1,2,3,4,front,x "1,2,3,4,front;x"; do
  refuse "the head $head" 2 "--head" preview photo.png "${region[@]}" --head "$head"
done
refuse "a head without a value" 2 "--head needs a value" preview --head ""
refuse "a setting without a value" 2 'KEY=VALUE' preview --set density
refuse "a setting of two lines" 2 'KEY=VALUE' preview --set $'density=1\nyears=2'
refuse "a preset file that is not there" 2 'preset file' preview --preset ./none.smp-preset
refuse "a file for --out" 2 'is a file' preview --out text.jpg
refuse "a file on the way to --out" 2 'is a file' preview --out text.jpg/below/it
refuse "an unknown test suite" 2 'no suite "units"' test units
refuse "presets with an argument" 2 'no arguments' presets all
refuse "packages in two folders" 2 'one folder' package one two
refuse "packages in a file" 2 'is a file' package text.jpg
refuse "a package that is none" 2 'needs one of' package --only rpm
refuse "an unknown option of package" 2 'no option' package --all

saved=$SMP_CACHE
SMP_CACHE=relative/folder
refuse "a relative cache folder" 1 'absolute' preview
SMP_CACHE=$saved
env -u HOME -u SMP_CACHE -u XDG_CACHE_HOME "$SMP" preview >out.txt 2>err.txt
status=$?
ok "no home and no cache folder" refused_at_once 1 'HOME is not set'

for years in 0,soon '0,5; 1,5' '0,5 1,5' 1..2 . , 1,,2 1, ,1 nan 1e; do
  refuse "the years $years" 2 'not a list of years' preview --years "$years"
done
for years in 0,5 1,5; do
  refuse "the years $years" 2 'one moment or two' preview --years "$years"
done
refuse "not the years 0, 5" 2 'no option' preview --years '0, 5' --rectangle
for years in 21 0,1e999 1,-1; do
  refuse "the years $years" 2 '--years' preview --years "$years"
done
for seconds in 0 -1 1.5 1e999 soon 99999999999999999999; do
  SMP_TIMEOUT=$seconds smp preview
  ok "a time limit of $seconds" refused_at_once 2 'SMP_TIMEOUT'
done
refuse "a layout that is none" 2 'no layout' preview --compare sideways
refuse "a format that is none" 2 'no format' preview --compare split.bmp
refuse "an animation in a format without frames" 2 'gif' preview --compare animation.png

unwritable=/proc/smp-preview
smp preview --out $unwritable
ok "an unwritable --out" refused_at_once 1 'cannot write to'

smp help
ok "help" test "$status" = 0
ok "help names every command" grep -q 'install.*Install' out.txt
for command in preview test bench install help prevue; do
  smp "$command" --help
  ok "help is given after $command too" grep -q 'install.*Install' out.txt
done
smp
ok "no command gives the help" test "$status" = 0
smp presets
ok "presets" test "$status" = 0
ok "presets are listed" test -s out.txt

# What a run reads is never written over, by whatever name it is reached.
original() { [[ $(md5sum <"$1") == "$(md5sum <photo.png)" ]]; }
mkdir kept
cp photo.png kept/before.png
refuse "a photo where before.png goes" 2 'written over' preview kept/before.png "${region[@]}" --out kept
refuse "the same, also with --force" 2 'written over' preview kept/before.png "${region[@]}" --out kept --force
refuse "the same, by another path" 2 'written over' preview "$T/kept/../kept/before.png" "${region[@]}" --out ./kept/.
ln -s kept elsewhere
refuse "the same, by a link to the folder" 2 'written over' preview elsewhere/before.png "${region[@]}" --out kept
ln -s "$T/kept/before.png" link.png
refuse "the same, by a link" 2 'written over' preview link.png "${region[@]}" --out kept
ln kept/before.png hard.png
refuse "the same, by a second name" 2 'written over' preview hard.png "${region[@]}" --out kept
ok "it is as it was" original kept/before.png
mkdir photos
cp photo.png photos/original.png
ln -s original.png photos/simulation.png
refuse "a photo to which simulation.png leads" 2 'written over' preview photos/original.png "${region[@]}" --out photos
cp photo.png photos/timeline.png
refuse "a photo where timeline.png goes" 2 'written over' preview photos/timeline.png "${region[@]}" --years 1 --out photos
cp photo.png photos/compare-split.png
refuse "a mask where a picture to show goes" 2 'written over' preview photo.png --px-per-mm 10 \
  --region photos/compare-split.png --compare split --out photos
mkdir worked-on
echo by hand >worked-on/smp.xcf
smp preview photo.png "${region[@]}" --out worked-on
ok "an smp.xcf that was worked on" refused_at_once 1 'worked-on/smp[.]xcf.*--force'
ok "it is as it was" grep -qx 'by hand' worked-on/smp.xcf

POSIXLY_CORRECT=1 smp presets
ok "POSIXLY_CORRECT: no complaints" test "$status" = 0 -a ! -s err.txt
