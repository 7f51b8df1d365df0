#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp doctor`, and by itself `bash doctor.sh` in the archive: why the filters are not in GIMP's menu,
# and what to do. It looks at the system as it is, sets nothing up and changes nothing. Each GIMP that
# there is has its paragraph; the status is 1 if anything was found.

command_doctor() {
  local i
  (($# == 0)) || { printf 'smp: doctor takes no arguments.\n' >&2; exit 2; }
  [[ -n ${HOME:-} ]] || { printf 'smp: HOME is not set, so no folder of yours can be looked at.\n' >&2; exit 1; }
  DOCTOR_CONFIG=${XDG_CONFIG_HOME:-$HOME/.config}/GIMP
  DOCTOR_DATA=${XDG_DATA_HOME:-$HOME/.local/share}
  DOCTOR_FOUND=0
  doctor_gimps
  if ((${#GIMP_VERSIONS[@]} == 0)); then
    found "There is no GIMP on this system, neither as a program \"gimp\" nor as a Flatpak or a Snap: install GIMP 3.0 or later."
  fi
  for i in "${!GIMP_VERSIONS[@]}"; do doctor_gimp "${GIMP_KINDS[i]}" "${GIMP_VERSIONS[i]}" "${GIMP_PLACES[i]}"; done
  exit $((DOCTOR_FOUND > 0))
}

found() {
  DOCTOR_FOUND=$((DOCTOR_FOUND + 1))
  printf '  * %s\n' "$*"
}

# --- Which GIMPs there are ----------------------------------------------------------------------

GIMP_KINDS=() GIMP_VERSIONS=() GIMP_PLACES=()

# gimp_is KIND VERSION PLACE; what has the same kind and version is the same.
gimp_is() {
  local i
  for i in "${!GIMP_KINDS[@]}"; do
    if [[ ${GIMP_KINDS[i]} == "$1" && ${GIMP_VERSIONS[i]} == "$2" ]]; then return; fi
  done
  GIMP_KINDS+=("$1")
  GIMP_VERSIONS+=("$2")
  GIMP_PLACES+=("$3")
}

doctor_gimps() {
  local name program version folder file known=' '
  for name in gimp gimp-3 gimp-3.2 gimp-3.0 gimp-console; do
    program=$(command -v "$name")
    file=$(readlink -f -- "$program")
    # Several names of one program, or what starts a Snap.
    if [[ $program != /* || $file == */snap* || $known == *" $file "* ]]; then continue; fi
    if [[ $name == gimp-console && ${#GIMP_VERSIONS[@]} -gt 0 ]]; then continue; fi
    known+="$file "
    # Even to say its version, GIMP makes folders in a home that it can write to.
    version=$(HOME=/dev/null XDG_CONFIG_HOME='' XDG_DATA_HOME='' XDG_CACHE_HOME='' timeout 20 "$program" --version 2>/dev/null | grep -oE 'version [0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1)
    if [[ -n $version ]]; then gimp_is system "${version#version }" "$program"; fi
  done
  for folder in "${FLATPAK_USER_DIR:-$DOCTOR_DATA/flatpak}" "${FLATPAK_SYSTEM_DIR:-/var/lib/flatpak}"; do
    folder+=/app/org.gimp.GIMP/current/active/files
    [[ -d $folder ]] || continue
    version=$(cat -- "$folder"/share/{metainfo,appdata}/org.gimp.GIMP.*xml 2>/dev/null | sed -n 's/.*<release [^>]*version="\([0-9.]*\)".*/\1/p' | head -n 1)
    gimp_is flatpak "${version:-3.0}" "$folder"
  done
  for folder in /snap/gimp/current /var/lib/snapd/snap/gimp/current "$HOME/snap/gimp/current"; do
    [[ -d $folder ]] || continue
    version=$(sed -n "s/^version: *['\"]*\([0-9.]*\).*/\1/p" "$folder/meta/snap.yaml" 2>/dev/null)
    if [[ -z $version ]]; then
      for file in "$HOME/snap/gimp/current/.config/GIMP"/*.*; do version=${file##*/}; done
    fi
    if [[ $version == [0-9]* ]]; then gimp_is snap "$version" "$folder"; fi
  done
}

# --- One GIMP -----------------------------------------------------------------------------------

# doctor_gimp KIND VERSION PLACE
doctor_gimp() {
  local kind=$1 version=$2 place=$3 before=$DOCTOR_FOUND profile title folders=() seen=() folder program
  case $kind in
    system) title="GIMP $version ($place)" ;;
    flatpak) title="GIMP $version (Flatpak)" ;;
    snap) title="GIMP $version (Snap)" ;;
  esac
  printf '%s:\n' "$title"
  if ((${version%%.*} < 3)); then
    found "The filters are made for GIMP 3.0 and later, and this one is older: install a newer GIMP, and start that."
    return
  fi
  profile=$(doctor_profile "$kind" "$version")
  doctor_folders
  printf '    looks for plug-ins in %s\n' "${folders[@]}"
  for folder in "${folders[@]}"; do
    if [[ -f $folder/smp/smp ]]; then seen+=("$folder/smp/smp"); fi
  done
  doctor_extensions
  doctor_own_folder
  if ((${#seen[@]} == 0 && DOCTOR_FOUND == before)); then doctor_nowhere; fi
  for program in "${seen[@]}"; do doctor_program "$program"; done
  doctor_twice
  if ((DOCTOR_FOUND == before)); then doctor_remembered; fi
  if ((DOCTOR_FOUND == before)); then
    printf '    Nothing is wrong: the filters are in Filters > Scalp Micropigmentation, once GIMP is started again.\n'
  fi
}

# GIMP's folder for a person has the first two numbers of its version.
doctor_profile() {
  local short
  short=$(cut -d . -f 1,2 <<<"$2")
  case $1 in
    snap) printf '%s' "$HOME/snap/gimp/current/.config/GIMP/$short" ;;
    flatpak) printf '%s' "$DOCTOR_CONFIG/$short" ;;
    system) printf '%s' "${GIMP3_DIRECTORY:-$DOCTOR_CONFIG/$short}" ;;
  esac
}

# The next functions work on the variables of doctor_gimp.

# Where this GIMP searches: what its settings say, or the two folders that it has by itself.
doctor_folders() {
  local by_itself='${gimp_dir}/plug-ins:${gimp_plug_in_dir}/plug-ins' path own parts=() part
  path=$(sed -n 's/^ *(plug-in-path "\(.*\)").*/\1/p' "$profile/gimprc" 2>/dev/null | tail -n 1)
  doctor_library
  IFS=: read -r -a parts <<<"${path:-$by_itself}"
  for part in "${parts[@]}"; do
    part=${part//\$\{gimp_dir\}/"$profile"}
    if [[ $part == *'${gimp_plug_in_dir}'* ]]; then
      for own in "${library[@]}"; do folders+=("${part//\$\{gimp_plug_in_dir\}/"$own"}"); done
    else
      folders+=("${part/#\~\//"$HOME/"}")
    fi
  done
}

# GIMP's own library folders. A Flatpak or a Snap has none but its own.
library=()
doctor_library() {
  local prefix folder
  library=()
  case $kind in
    system) prefix=$(readlink -f -- "$place") prefix=${prefix%/bin/*} ;;
    flatpak) prefix=$place ;;
    snap) prefix=$place/usr ;;
  esac
  for folder in "$prefix"/lib/gimp/3.0 "$prefix"/lib64/gimp/3.0 "$prefix"/lib/*/gimp/3.0; do
    if [[ -d $folder/plug-ins ]]; then library+=("$folder"); fi
  done
}

# Extensions are folders of their own, and GIMP uses those that are switched on. GIMP 3.0 and 3.2 have a window for
# that, but no entry in the menu that opens it.
doctor_extensions() {
  local file name off=''
  for file in "$profile"/extensions/*/smp/smp; do
    [[ -f $file ]] || continue
    name=${file%/smp/smp}
    if tr '\n' ' ' <"$profile/extensionrc" 2>/dev/null | grep -qE "\"${name##*/}\" *\(active yes\)"; then
      seen+=("$file")
    else
      off=$name
    fi
  done
  if [[ -n $off && ${#seen[@]} == 0 ]]; then
    found "The extension is there ($off), but it is switched off, and GIMP's window to switch it on is not in its menu so far: close GIMP, and say (active yes) in the lines of ${off##*/} in $profile/extensionrc; or unpack the archive in $profile/plug-ins instead."
  fi
}

# Settings that leave out the folder of a person's own plug-ins.
doctor_own_folder() {
  local folder
  for folder in "${folders[@]}"; do
    if [[ ${folder%/} == "$profile/plug-ins" ]]; then return; fi
  done
  if ((${#seen[@]} == 0)) && [[ -e $profile/plug-ins/smp ]]; then
    found "GIMP's settings leave out the folder $profile/plug-ins, where the plug-in lies: add it in GIMP in Edit > Preferences > Folders > Plug-ins, and start GIMP again."
  fi
}

# Not where this GIMP looks: where else it is, and what that place wants.
doctor_nowhere() {
  local target=$profile/plug-ins place_found before=$DOCTOR_FOUND
  while IFS= read -r place_found; do doctor_misplaced "$place_found"; done < <(doctor_search)
  if ((DOCTOR_FOUND == before)); then
    found "The plug-in is not installed for this GIMP: unpack the archive in $target, so that the program is $target/smp/smp, and start GIMP again."
  fi
}

# Our program, in any folder that a person may have taken for the right one.
doctor_search() {
  local file
  find "$DOCTOR_CONFIG" "$HOME"/.gimp-2.* "$HOME/.var/app/org.gimp.GIMP" "$HOME"/snap/gimp/*/ "${library[@]/%//plug-ins}" \
    /usr/lib/gimp /usr/lib/*/gimp /usr/lib64/gimp /usr/local/lib/gimp /usr/local/lib/*/gimp "$HOME/.local/lib" \
    -maxdepth 7 -type f -name smp 2>/dev/null | sort -u |
    while IFS= read -r file; do
      if grep -qaF plug-in-smp-fill "$file"; then printf '%s\n' "$file"; fi
    done
}

doctor_misplaced() {
  local file=$1 folder parent
  folder=${file%/*}
  parent=${folder%/*}
  if doctor_is_searched "$folder"; then
    found "The program lies in the plug-ins folder itself ($file), and GIMP 3 wants it in a folder of its name: delete it, and unpack the archive in $folder, so that the program is $folder/smp/smp."
  elif doctor_is_searched "$parent"; then
    found "The program's folder has another name than the program ($folder), and GIMP 3 wants the same: rename the folder to $parent/smp."
  elif [[ $folder == */smp ]] && doctor_is_searched "${parent%/*}"; then
    found "The program lies one folder too deep ($file): move $folder to ${parent%/*}/smp."
  elif [[ $file == "$HOME"/* ]]; then
    found "The plug-in lies in $folder, where this GIMP does not look: move that folder to $target/smp."
  elif [[ $kind == flatpak ]]; then
    found "This GIMP is a Flatpak, which does not see the plug-in that is installed for the system ($folder): unpack the archive in $target."
  elif [[ $kind == snap ]]; then
    found "This GIMP is a Snap, which does not see the plug-in that is installed for the system ($folder): unpack the archive in $target."
  else
    found "The plug-in is installed in $folder, where this GIMP does not look: unpack the archive in $target."
  fi
}

doctor_is_searched() {
  local folder
  for folder in "${folders[@]}"; do
    if [[ ${folder%/} == "$1" ]]; then return 0; fi
  done
  return 1
}

# --- The program --------------------------------------------------------------------------------

# What keeps GIMP from starting a program that it finds; the first of these hides the others.
doctor_program() {
  local program=$1 folder=${1%/*} missing
  if [[ $(od -An -N 4 -t x1 -- "$program" 2>/dev/null) != ' 7f 45 4c 46' ]]; then
    found "$program cannot be read or is no program: delete the folder $folder, and unpack the archive again."
    return
  fi
  if [[ ! -x $program ]]; then
    if [[ $(stat -c %A -- "$program") == *x* ]]; then
      found "The system does not let programs run that lie in $folder (its disk is mounted with \"noexec\", or the program is another account's): move GIMP's folder to another disk, or have that option taken away."
    else
      found "The program $program may not be run: type  chmod +x '$program'  and start GIMP again."
    fi
    return
  fi
  doctor_machine || return
  missing=$(doctor_missing "$program")
  if [[ -n $missing ]]; then
    found "The plug-in needs what this system does not have: $missing. Install a newer GIMP 3 with its libraries, or build the plug-in on this system with ./smp install."
    return
  fi
  doctor_operations
  doctor_other_operations
  if [[ ! -f $folder/presets/natural.smp-preset ]]; then
    found "The presets are missing ($folder/presets): unpack the archive again, with all its folders."
  fi
}

# The kind of processor stands in bytes 18 and 19 of a program.
doctor_machine() {
  local kinds=' 62:x86_64 183:aarch64 3:i386 3:i686 40:armv7l 243:riscv64 21:ppc64le ' number
  number=$(od -An -j 18 -N 2 -t u1 -- "$program" | awk '{ print $1 + 256 * $2 }')
  [[ $kinds == *":$(uname -m) "* && $kinds != *" $number:$(uname -m) "* ]] || return 0
  found "The plug-in was built for another kind of processor than this one ($(uname -m)): get the package for it, or build it here with ./smp install."
  return 1
}

# The libraries that a program does not find, by name. Those of a Flatpak or a Snap are not here to be asked.
doctor_missing() {
  [[ $kind == system ]] || return 0
  command -v ldd >/dev/null || return 0
  ldd -- "$1" 2>&1 | sed -n "s/^[[:space:]]*\([^ ]*\) => not found.*/\1/p; s/.*version \`\([^']*\)' not found.*/\1/p" | sort -u | paste -sd ' '
}

# Beside the program, or where GEGL looks.
doctor_operations() {
  local file missing
  for file in "$folder/ops/smp-ops.so" "$DOCTOR_DATA/gegl-0.4/plug-ins/smp-ops.so" "${library[@]/%//../../gegl-0.4/smp-ops.so}"; do
    [[ -f $file ]] || continue
    missing=$(doctor_missing "$file")
    [[ -n $missing ]] || return 0
    found "The operations ($file) need what this system does not have: $missing. Build the plug-in on this system with ./smp install."
    return
  done
  found "The operations that draw the dots are missing ($folder/ops/smp-ops.so): unpack the archive again, with all its folders."
}

# Where GEGL looks it finds them first; the plug-in draws with those of its own release alone.
doctor_other_operations() {
  local file own
  own=$(doctor_release "$program")
  for file in "$DOCTOR_DATA/gegl-0.4/plug-ins/smp-ops.so" "${library[@]/%//../../gegl-0.4/smp-ops.so}"; do
    if [[ -f $file && $(doctor_release "$file") != "$own" ]]; then
      found "GEGL's folder holds the operations of another release of the plug-in ($file): delete that file, or install the same release there."
    fi
  done
}

doctor_release() { grep -aoE 'smp-operations [0-9][0-9.]*' "$1" | head -n 1; }

# Two that differ: GIMP takes either.
doctor_twice() {
  local other
  for other in "${seen[@]:1}"; do
    if ! cmp -s -- "${seen[0]}" "$other"; then
      found "The plug-in is installed twice, and the two differ (${seen[0]%/*} and ${other%/*}): delete the older one, and start GIMP again."
    fi
  done
}

# What GIMP noted of its plug-ins when it last started.
doctor_remembered() {
  local noted=$profile/pluginrc
  if [[ ! -f $noted ]] || grep -q 'plug-in-smp-fill' "$noted"; then return; fi
  if (($(stat -c %Z -- "${seen[0]}") > $(stat -c %Y -- "$noted"))); then
    found "GIMP has not been started since the plug-in was installed: close all of its windows, and start it again."
  else
    found "GIMP has looked at the plug-in and could not use it: delete $noted, start GIMP from a terminal, and report the lines with \"smp\" that it writes there."
  fi
}

# By itself.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -u -o pipefail
  command_doctor "$@"
fi
