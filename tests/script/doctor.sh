# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each reason why the filters are not in GIMP's menu, planted in a home of its own, is found by its
# sentence. All homes are made first, and then looked at in one go, where GIMP 3 is. Sourced by run.

homes=$T/doctor
gimp_version=$(inside gimp --version | grep -oE '[0-9]+[.][0-9]+[.][0-9]+' | head -n 1)
short=${gimp_version%.*}
# A system without GIMP, and one with GIMP 2.
inside sh -c 'mkdir -p "$1"; cp -s /usr/bin/* "$1/"; rm -f "$1"/gimp*; mkdir "$2"; cp -d "$1"/* "$2/"' sh "$T/no-gimp" "$T/old-gimp" 2>/dev/null
printf '#!/bin/sh\necho GNU Image Manipulation Program version 2.10.34\n' >old-gimp/gimp
chmod +x old-gimp/gimp

smp package --only archive packed
ok "the archive is made, and works in a new profile of GIMP" test "$status" = 0
mkdir -- "$homes"

# A home with the plug-in as the archive puts it there.
number=0
healthy() {
  number=$((number + 1))
  home=$homes/$number
  profile=$home/.config/GIMP/$short
  plug_ins=$profile/plug-ins
  mkdir -p -- "$plug_ins"
  tar -C "$plug_ins" -xzf packed/gimp-smp-*.tar.gz
}

# expect NAME FINDING [NAME=VALUE…]: what is said of the last home, which is well if FINDING is empty.
names=() findings=()
expect() {
  names[number]=$1
  findings[number]=$2
  shift 2
  printf '%s\n' "HOME=$home" FLATPAK_SYSTEM_DIR=/nonexistent "$@" >"$home.env"
}

# Whether there is one finding, of which PATTERN is a part.
found() {
  [[ $(<"$1.status") == 1 ]] || { echo "status $(<"$1.status")"; return 1; }
  [[ $(grep -c '^  [*] ' "$1.out") == 1 ]] || { echo "not one finding"; return 1; }
  grep -q -- "^  [*] .*$2.*[.]$" "$1.out" && [[ ! -s $1.err ]]
}

well() { [[ $(<"$1.status") == 0 && ! -s $1.err ]] && grep -q 'Nothing is wrong: .*Filters > Scalp' "$1.out"; }

healthy
expect "a healthy installation" ''

healthy
chmod a-x "$plug_ins/smp/smp"
expect "the run bit is missing" "may not be run: type  chmod +x '$plug_ins/smp/smp'"

healthy
mv "$plug_ins/smp" "$plug_ins/smp-1.0"
expect "the folder has another name" "rename the folder to $plug_ins/smp"

healthy
mkdir "$plug_ins/unpacked"
mv "$plug_ins/smp" "$plug_ins/unpacked/"
expect "one folder too deep" "move $plug_ins/unpacked/smp to $plug_ins/smp"

healthy
mv "$plug_ins/smp" "$plug_ins/away"
mv "$plug_ins/away"/* "$plug_ins/"
expect "not in a folder of its own" "in the plug-ins folder itself"

healthy
mkdir -p "$home/.config/GIMP/2.10"
mv "$plug_ins" "$home/.config/GIMP/2.10/"
expect "in the folder of another GIMP" "2[.]10/plug-ins/smp, where this GIMP does not look: move that folder to $plug_ins/smp"

healthy
rm -rf "$home/.config"
expect "not installed" "not installed for this GIMP: unpack the archive in $plug_ins"

healthy
rm -rf "$plug_ins/smp/ops"
expect "the operations are missing" "operations .* are missing .*unpack the archive again"

old_operations() {
  mkdir -p "$1/gegl-0.4/plug-ins"
  tar -xzf packed/gimp-smp-*.tar.gz -O smp/ops/smp-ops.so | sed 's/smp-operations [0-9]/smp-operations 0/' >"$1/gegl-0.4/plug-ins/smp-ops.so"
}
healthy
old_operations "$home/.local/share"
expect "operations of another release" "of another release of the plug-in ($home/.local/share/gegl-0.4/plug-ins/smp-ops.so)"

healthy
rm -rf "$plug_ins/smp/presets"
expect "the presets are missing" "presets are missing"

healthy
sed -i 's/libgimpui-3[.]0[.]so/libgimpui-9.9.so/' "$plug_ins/smp/smp"
expect "a library is missing" "does not have: libgimpui-9[.]9[.]so"

healthy
sed -i 's/libgegl-0[.]4[.]so/libgegl-9.9.so/' "$plug_ins/smp/ops/smp-ops.so"
expect "a library of the operations is missing" "operations .*does not have: libgegl-9[.]9[.]so"

healthy
printf '\xfe\xca' | dd of="$plug_ins/smp/smp" bs=1 seek=18 conv=notrunc status=none
expect "for another processor" "another kind of processor"

healthy
head -c 100 /dev/zero >"$plug_ins/smp/smp"
expect "damaged" "is no program"

healthy
printf '(plug-in-path "${gimp_plug_in_dir}/plug-ins")\n' >"$profile/gimprc"
expect "GIMP's settings leave out the folder" "settings leave out the folder $plug_ins"

healthy
mkdir "$home/mine"
mv "$plug_ins/smp" "$home/mine/"
printf '(plug-in-path "${gimp_plug_in_dir}/plug-ins:~/mine")\n' >"$profile/gimprc"
expect "a folder that the settings name" ''

healthy
sleep 1.1
printf '(plug-in-def "elsewhere")\n' >"$profile/pluginrc"
expect "GIMP could not use it" "could not use it"

healthy
printf '(plug-in-def "elsewhere")\n' >"$profile/pluginrc"
touch -d 2020-01-01 "$profile/pluginrc"
expect "GIMP was not started again" "has not been started since"

healthy
mkdir "$home/mine"
cp -R "$plug_ins/smp" "$home/mine/"
echo older >>"$home/mine/smp/smp"
printf '(plug-in-path "${gimp_dir}/plug-ins:%s")\n' "$home/mine" >"$profile/gimprc"
expect "installed twice" "installed twice, and the two differ"

as_extension() {
  mkdir -p "$profile/extensions/an.extension"
  mv "$plug_ins/smp" "$profile/extensions/an.extension/"
  printf '(GimpExtension "an.extension"\n    (active %s))\n(GimpExtension "another" (active yes))\n' "$1" >"$profile/extensionrc"
}
healthy
as_extension no
expect "the extension is switched off" "switched off, .*say (active yes) in the lines of an.extension in $profile/extensionrc"

healthy
as_extension yes
expect "an extension that is switched on" ''

healthy
expect "no GIMP" "There is no GIMP on this system" "PATH=$T/no-gimp"

healthy
expect "GIMP 2" "this one is older" "PATH=$T/old-gimp"

# A Flatpak sees a person's folder of GIMP, but no other.
flatpak() {
  local files=$home/.local/share/flatpak/app/org.gimp.GIMP/current/active/files
  mkdir -p -- "$files/share/metainfo"
  echo "<releases><release version=\"$short.8\" date=\"2026-01-24\"/></releases>" >"$files/share/metainfo/org.gimp.GIMP.appdata.xml"
}
healthy
flatpak
expect "a Flatpak that sees the folder" '' "PATH=$T/no-gimp"

healthy
flatpak
mkdir -p "$home/.local/lib/gimp/3.0/plug-ins"
mv "$plug_ins/smp" "$home/.local/lib/gimp/3.0/plug-ins/"
expect "a Flatpak that does not see the folder" "does not look: move that folder to $plug_ins/smp" "PATH=$T/no-gimp"

healthy
mkdir -p "$home/snap/gimp/current/.config/GIMP/$short"
expect "a Snap that does not see the folder" "does not look: move that folder to $home/snap/gimp/current/[.]config/GIMP/$short/plug-ins/smp" "PATH=$T/no-gimp"

state() { (cd -- "$homes" && find . -mindepth 2 -printf '%p %s %m %T@\n' | sort); }
state >before.txt
inside sh -c 'cd "$1" && for home in $(seq "$2"); do
  xargs -d "\n" sh -c "exec env \"\$@\" bash \"\$0\" doctor" "$3" <$home.env >$home.out 2>$home.err
  echo $(($? > 0)) >$home.status
done' sh "$homes" "$number" "$SMP"
state >after.txt
ok "nothing is changed" cmp before.txt after.txt
for ((number = 1; number < ${#names[@]} + 1; number++)); do
  cat -- "$homes/$number.out" "$homes/$number.err" >out.txt
  : >err.txt
  if [[ -z ${findings[number]} ]]; then
    ok "${names[number]} is told to be well" well "$homes/$number"
  else
    ok "${names[number]}: is found, and nothing else" found "$homes/$number" "${findings[number]}"
  fi
done

# A run bit does not help on every disk.
if inside unshare -m --propagation unchanged sh -c 'mount -t tmpfs none "$1"' sh "$homes" 2>/dev/null; then
  tar -C "$homes/1" -cf home.tar .
  inside unshare -m --propagation unchanged sh -c 'mount -t tmpfs -o noexec none "$1" && tar -C "$1" -xf "$2" &&
    HOME=$1 FLATPAK_SYSTEM_DIR=/nonexistent bash "$3" doctor' sh "$homes" "$T/home.tar" "$SMP" >1.out 2>1.err </dev/null
  echo $? >1.status
  ok "a disk from which nothing runs: is found, and nothing else" found 1 "does not let programs run .*noexec"
else
  skip "a disk from which nothing runs" "mounting is refused here"
fi

inside env "HOME=$homes/1" FLATPAK_SYSTEM_DIR=/nonexistent bash "$homes/1/.config/GIMP/$short/plug-ins/smp/doctor.sh" >1.out 2>1.err </dev/null
echo $? >1.status
ok "the archive's own doctor says the same" well 1

smp doctor here
ok "doctor takes no arguments" refused_at_once 2 'no arguments'

# Without its operations, the archive does not pass its own trial.
mkdir -p trial/profile/plug-ins trial/python
inside sh -c 'ln -s "$(pkg-config --variable=gimplibdir gimp-3.0)/plug-ins/python-eval" "$1/trial/python/"' sh "$T"
printf '(plug-in-path "%s:${gimp_dir}/plug-ins")\n' "$T/trial/python" >trial/profile/gimprc
tar -C trial/profile/plug-ins --exclude smp/ops -xzf packed/gimp-smp-*.tar.gz
ok "an archive without its operations does not pass" sh -c '! "$0" inside bash "$1" "$2" alone >trial.txt' "$SMP" "${SMP%/smp}/.packaging/try" "$T/trial"
ok "and the sentence says why" grep -q 'Part of the plug-in is missing (the GEGL operations)' trial.txt

# Nor does the plug-in draw with the operations of another release, which GEGL finds before its own.
tar -C trial/profile/plug-ins -xzf packed/gimp-smp-*.tar.gz
old_operations trial/.local/share
ok "with another release's operations it does not draw" sh -c '! "$0" inside bash "$1" "$2" >trial.txt' "$SMP" "${SMP%/smp}/.packaging/try" "$T/trial"
ok "and the sentence says what to do" grep -q 'of another release of this plug-in: delete them there' trial.txt
