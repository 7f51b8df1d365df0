# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What only GIMP or the plug-in can know to be wrong: one sentence, a failing status, no files.
# Sourced by run.

inside sh -c '
  cd "$1" && convert -seed 7 -size 200x150 plasma:tan-sienna -depth 8 -define png:color-type=2 fine.png &&
  convert fine.png -colorspace Gray -define png:color-type=0 grey.png &&
  convert fine.png -colors 16 -define png:color-type=3 indexed.png &&
  for kind in jpg tif webp; do convert fine.png whole.$kind || exit; done &&
  cp fine.png whole.png &&
  for kind in jpg png tif webp; do head -c $(($(stat -c %s whole.$kind) * 2 / 3)) whole.$kind >cut.$kind; done &&
  cp cut.jpg named.png &&
  printf "\211PNG\r\n\032\n\0\0\0\0IENDxxxx" >broken.png &&
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
for kind in jpg png tif webp; do
  refuse_later "a $kind cut off in transfer" "cut[.]$kind.* is incomplete" "cut.$kind" --rect 10,10,50,50 --px-per-mm 10
done
refuse_later "a JPEG cut off in transfer, by another ending" 'named[.]png.* is incomplete' named.png --rect 10,10,50,50 --px-per-mm 10
refuse_later "a mask cut off in transfer" 'mask .* is incomplete' "${fine[@]}" --region cut.png
refuse_later "a broken photo" 'damaged' broken.png --rect 10,10,50,50 --px-per-mm 10
refuse_later "a mask of another size" '199 x 150' "${fine[@]}" --region small.png
refuse_later "a mask without a white spot" '.' "${fine[@]}" --region black.png
refuse_later "a rectangle beside the photo" 'outside the photo' "${fine[@]}" --rect 200,0,50,50
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

# Dots have a colour: what has none is given the room for one.
for kind in grey indexed; do
  rm -rf out
  smp preview $kind.png --rect 10,10,50,50 --px-per-mm 10 --out out
  ok "a photo in $kind: succeeds" test "$status" = 0
  ok "a photo in $kind: has its values" inside python3 "$HERE/pictures.py" same "$T/$kind.png" "$T/out/before.png"
  ok "a photo in $kind: has dots" test "$(cmp -s out/before.png out/simulation.png; echo $?)" = 1
done

# A result that was worked on, or is another's, is replaced only if that is asked for.
again() { smp preview "${fine[@]}" --rect 10,10,50,50 --out out "$@"; }
again --force
ok "--force replaces what is there" test "$status" = 0
again --set density=90
ok "what the last run wrote is replaced" test "$status" = 0
echo more >>out/smp.xcf
again
ok "an smp.xcf worked on stops the next run" test "$status" = 1
ok "and the sentence names it" grep -q '^smp: .*out/smp[.]xcf.*--force' err.txt
ok "and it is as it was" test "$(tail -c 5 out/smp.xcf)" = more
rm -rf out

# A run that was killed as it published leaves a folder; the next takes it away, but not one that is at work.
mkdir .smp-preview.killed .smp-preview.atwork
flock --no-fork .smp-preview.atwork sleep 300 &
holder=$!
again
ok "what a killed run left is taken away" test ! -e .smp-preview.killed
ok "what another is writing stays" test -d .smp-preview.atwork
kill "$holder"
rm -rf out .smp-preview.atwork

# Killed by the system.
"$SMP" preview "${fine[@]}" --rect 10,10,50,50 --out out >out.txt 2>err.txt </dev/null &
victim=$!
gimp_of() { grep -lzxF "SMP_RUN=$(readlink "/proc/$1/fd/7")" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3; }
for _ in $(seq 300); do
  for pid in $(gimp_of "$victim"); do
    if [[ $(<"/proc/$pid/comm") == gimp-console* ]] && grep -qa python-fu-eval "/proc/$pid/cmdline"; then
      kill -KILL "$pid"
      break 2
    fi
  done 2>/dev/null
  sleep 0.05
done
wait "$victim"
status=$?
ok "GIMP killed: the reason and what to do" refused 1 'ended from outside.*memory'

# Stopped by hand: at once, with all that it started.
"$SMP" inside sh -c 'sleep 301 & sh -c "sh -c \"sh -c \\\"sleep 302; true\\\"; true\"; true"; true' >out.txt 2>err.txt </dev/null &
victim=$!
for _ in $(seq 100); do
  [[ $(gimp_of "$victim" | wc -l) -ge 4 ]] && break
  sleep 0.1
done
mark=$(readlink "/proc/$victim/fd/7")
begin=${EPOCHREALTIME/[.,]/}
kill -TERM "$victim"
wait "$victim"
status=$?
ok "stopped: the status says so" test "$status" = 143
# Half a second, but on a machine that runs other tests too.
ok "stopped: at once" test $(((${EPOCHREALTIME/[.,]/} - begin) / 1000)) -lt 10000
ok "stopped: not a word of bash's own" test ! -s err.txt
ok "stopped: nothing runs on" test -z "$(grep -lzxF "SMP_RUN=$mark" /proc/[0-9]*/environ 2>/dev/null)"
ok "stopped: its job folder is gone" test -n "$mark" -a ! -e "$mark"

# Many at once: none takes another's folder away.
for i in $(seq 16); do "$SMP" inside true >many-$i.txt 2>&1 </dev/null || echo "status $?" >>many-$i.txt & done
wait
not_a_word() { ! grep -H . many-*.txt; }
ok "sixteen runs at once: not a word" not_a_word
