# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What only GIMP or the plug-in can know to be wrong: one sentence, a failing status, no files.
# Sourced by run.

inside sh -c '
  cd "$1" && convert -size 200x150 plasma:fractal -depth 8 -define png:color-type=2 fine.png &&
  convert fine.png -colorspace Gray -define png:color-type=0 grey.png &&
  convert fine.png -colors 16 -define png:color-type=3 indexed.png &&
  head -c 300 fine.png >broken.png &&
  convert -size 199x150 xc:white -define png:color-type=0 small.png &&
  convert -size 200x150 xc:black -define png:color-type=0 black.png' sh "$T" >out.txt 2>err.txt
ok "pictures for the refusals were made" test -s black.png

refuse_later() {
  local name=$1 pattern=$2
  shift 2
  rm -rf out
  smp preview "$@" --out out
  ok "$name" refused 1 "$pattern"
}

fine=(fine.png --px-per-mm 10)
refuse_later "a grey photo" 'RGB' grey.png --rect 10,10,50,50 --px-per-mm 10
refuse_later "an indexed photo" 'RGB' indexed.png --rect 10,10,50,50 --px-per-mm 10
refuse_later "a broken photo" 'damaged' broken.png --rect 10,10,50,50 --px-per-mm 10
refuse_later "a mask of another size" '199 x 150' "${fine[@]}" --region small.png
refuse_later "a mask without a white spot" '.' "${fine[@]}" --region black.png
refuse_later "a rectangle beside the photo" 'outside the photo' "${fine[@]}" --rect 200,0,50,50
refuse_later "a scale of 1e9" '.' fine.png --rect 10,10,50,50 --px-per-mm 1e9
refuse_later "a scale of 1e-9" '.' fine.png --rect 10,10,50,50 --px-per-mm 1e-9
refuse_later "an unknown preset" 'no-such-preset' "${fine[@]}" --rect 10,10,50,50 --preset no-such-preset
refuse_later "an unknown setting" 'no-such-key' "${fine[@]}" --rect 10,10,50,50 --set no-such-key=1
refuse_later "a setting that is no number" 'density' "${fine[@]}" --rect 10,10,50,50 --set density=nan
refuse_later "a setting beyond its range" 'density' "${fine[@]}" --rect 10,10,50,50 --set density=1e9

printf '\000\001not a preset' >bad.smp-preset
refuse_later "a damaged preset file, by its own name" 'bad[.]smp-preset' "${fine[@]}" --rect 10,10,50,50 --preset bad.smp-preset

# A disk that is full when the results are copied to it: a file system of 64 kB.
if unshare -m true 2>/dev/null; then
  rm -rf out
  mkdir full
  unshare -m bash -c 'mount -t tmpfs -o size=64k smp-full full && shift &&
    timeout 300 "$@" >out.txt 2>err.txt </dev/null; echo $? >status.txt; ls -A full >left.txt' \
    sh x "$SMP" preview "${fine[@]}" --rect 10,10,50,50 --out "$T/full/out"
  status=$(<status.txt)
  ok "a full disk" refused 1 'could not be written'
  ok "a full disk is left as it was" test ! -s left.txt
else
  skip "a full disk" "mounting is refused here"
fi
