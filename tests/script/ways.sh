# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every way into the Debian 13 root gives the same picture, also without the right to mount, and
# leaves nothing behind. Sourced by run.

pictures() { inside python3 "$HERE/pictures.py" "$@"; }
[[ -s wide.tif ]] || ok "pictures were made" pictures make "$T"

call=(preview wide.tif --rect 100,80,60,50 --px-per-mm 8 --json)
mounts() { cut -d' ' -f5 /proc/self/mountinfo | sort; }
# Job folders that no process holds; other runs may be at work beside this one.
jobs_left() {
  local folder
  for folder in "$SMP_CACHE"/jobs/job.*; do
    if [[ -d $folder && $folder -nt started ]] && flock -n "$folder" true; then echo "$folder"; fi
  done
}

mounts >mounts-before.txt
touch started
smp "${call[@]}" --out usual
ok "the usual way" test "$status" = 0
mounts >mounts-after.txt
ok "nothing is left mounted" cmp mounts-before.txt mounts-after.txt
ok "no job folder is left" test -z "$(jobs_left)"

if [[ ! -d $SMP_CACHE/debian-13 ]]; then
  skip "the ways into the root" "this system has GIMP 3 itself"
else
  for way in user_namespace proot; do
    if [[ $way == user_namespace ]] && ! unshare -r -m true 2>/dev/null; then
      skip "$way" "user namespaces are refused here"
      continue
    fi
    SMP_WAY=$way smp "${call[@]}" --out "by-$way"
    ok "$way: succeeds" test "$status" = 0
    ok "$way: the same picture" cmp usual/simulation.png "by-$way/simulation.png"
  done
  SMP_WAY=balloon smp "${call[@]}" --out by-balloon
  ok "an unknown way" refused 1 'SMP_WAY'
fi

# As in a plain container: root, but not allowed to mount.
if ((EUID == 0)) && command -v capsh >/dev/null; then
  timeout -k 10 300 capsh --drop=cap_sys_admin -- -c 'exec "$0" "$@"' "$SMP" "${call[@]}" --out dropped >out.txt 2>err.txt </dev/null
  ok "without the right to mount: succeeds" test $? = 0
  ok "without the right to mount: the same picture" cmp usual/simulation.png dropped/simulation.png
else
  skip "without the right to mount" "needs root and capsh"
fi

# Another file system in the place of the newer GIMP's root: what cannot be made there.
if ((EUID == 0)) && unshare -m true 2>/dev/null; then
  mkdir -p -- "$SMP_CACHE/debian-forky"
  for ci in '' true; do
    CI=$ci unshare -m bash -c 'mount -t tmpfs none "$1" && shift && exec timeout -k 10 300 "$@"' sh "$SMP_CACHE/debian-forky" \
      "$SMP" test style gui-3.2 >out.txt 2>err.txt </dev/null
    status=$?
    ok "GIMP 3.2 cannot be had: the reason is said${ci:+, in CI}" grep -q '^The tests in GIMP 3[.]2 are left out: .*debian-forky.*[.]$' err.txt
    if [[ -n $ci ]]; then
      ok "GIMP 3.2 cannot be had: in CI its tests have failed" grep -Eq '^[0-9]+ passed, 1 failed$' out.txt
      ok "GIMP 3.2 cannot be had: in CI the status says so" test "$status" = 1
    else
      ok "GIMP 3.2 cannot be had: its tests are skipped" grep -Eq '^  gui-3[.]2 +0 passed +0 failed +1 skipped$' out.txt
      ok "GIMP 3.2 cannot be had: all others count" test "$status" = 0
    fi
  done
else
  skip "GIMP 3.2 cannot be had" "needs root and mounting"
fi

# Killed without a chance to clean up: nothing stays mounted, and the next run takes its folder away.
if ((EUID == 0)); then
  "$SMP" "${call[@]}" --out killed >out.txt 2>err.txt </dev/null &
  victim=$!
  for _ in $(seq 100); do
    grep -q 'Running GIMP' err.txt && break
    sleep 0.1
  done
  sleep 0.5
  left=$(readlink "/proc/$victim/fd/7")
  kill -9 "$victim"
  wait "$victim" 2>/dev/null
  # GIMP itself ends when it has done its batch.
  for _ in $(seq 150); do
    [[ ! -e $left ]] && break
    sleep 0.4
    "$SMP" inside true >/dev/null 2>&1 </dev/null
  done
  mounts >mounts-after.txt
  ok "killed: nothing is left mounted" cmp mounts-before.txt mounts-after.txt
  ok "killed: no results" test ! -e killed
  ok "killed: its job folder was known" test -n "$left"
  ok "killed: its job folder goes away" test ! -e "$left"
else
  skip "killed" "needs root"
fi
