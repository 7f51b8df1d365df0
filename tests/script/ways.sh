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

refuses_writing() { [[ -e $1 ]] && "$SMP" inside sh -c '! (cat "$0" >"$0") 2>/dev/null' "$1"; }

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

# What reads a photo has none of root's rights, and changes nothing of the kernel's.
if ((EUID == 0)) && [[ -d $SMP_CACHE/debian-13 ]]; then
  "$SMP" "${call[@]}" --out watched >out.txt 2>err.txt </dev/null &
  watched=$!
  owners=()
  while kill -0 "$watched" 2>/dev/null; do
    mapfile -t -O "${#owners[@]}" owners < <(ps -eo uid=,args= | awk '/gimp-console.* -i -d .*SMP_DRIVER.*preview[.]py/ && !/awk|timeout|unshare|env -i/ { print $1 }')
    sleep 0.1
  done
  wait "$watched"
  ok "without root's rights: succeeds" cmp usual/simulation.png watched/simulation.png
  ok "without root's rights: GIMP was seen" test "${#owners[@]}" -gt 0
  ok "without root's rights: it was not root's" test "$(printf '%s\n' "${owners[@]}" | sort -u)" = 64533
  for place in /proc/sys/vm/swappiness /sys/kernel/mm/transparent_hugepage/enabled; do
    ok "$place can only be read" refuses_writing "$place"
  done
  ok "no file can be made in /dev" sh -c '! "$0" inside touch /dev/smp-test 2>/dev/null && test ! -e /dev/smp-test' "$SMP"
  mkdir -- "a root" root-tmp
  ok "nor where the root's path has a space" unshare -m sh -c 'mount --rbind "$1" "$2" && exec bash "$3" "$2" "$4" -- sh -c "! touch /dev/smp-test 2>/dev/null || { rm /dev/smp-test; false; }"' \
    sh "$SMP_CACHE/debian-13" "$T/a root" "${SMP%/*}/.setup/enter.sh" "$T/root-tmp"
else
  skip "without root's rights" "needs root and a root of its own"
fi

# A cache that another account has made or can write to.
if ((EUID == 0)); then
  mkdir -- foreign linked linked/logs
  chown 4321 foreign
  SMP_CACHE=$T/foreign smp inside true
  ok "another account's cache" refused_at_once 1 'belongs to another account'
  echo kept >target.txt
  ln -s -- "$T/target.txt" linked/logs/inside.log
  [[ ! -d $SMP_CACHE/debian-13 ]] || ln -s -- "$SMP_CACHE/debian-13" linked/debian-13
  SMP_CACHE=$T/linked smp inside true
  ok "a link in the place of a log is not followed" test "$(<target.txt)" = kept
  ok "logs are for their owner alone" test "$(stat -c %a linked/logs/inside.log)" = 600
  rm -rf -- foreign linked
else
  skip "another account's cache" "needs root"
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
