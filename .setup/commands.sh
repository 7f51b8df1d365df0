# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The smaller commands: gimp, install, presets, po, inside.

no_arguments() { (($# == 1)) || usage_error "$1 takes no arguments."; }

# For developers: any command where GIMP 3 is, in the current folder if it is visible there.
command_inside() {
  (($#)) || usage_error "inside needs a command after it."
  cache_init
  job_init
  environment_init all
  case "$PWD/" in
    "$TOP"/* | "$CACHE"/*) INSIDE_DIR=$PWD ;;
  esac
  inside -- "$@"
}

# For developers: brings the catalogues of texts up to date with the sources.
command_po() {
  no_arguments po "$@"
  cache_init
  job_init
  environment_init base
  inside -- python3 "$TOP/plugin/po/catalogues.py" update "$TOP" >>"$LOG" 2>&1 || fail_logged "the texts could not be collected."
  give_to_person "$TOP/plugin/po"
}

command_presets() {
  local folder
  no_arguments presets "$@"
  preset_folder "$TOP/presets" || fail "this checkout has no presets."
  while IFS= read -r folder; do
    preset_folder "$folder" "Your own, in $folder"
  done < <(own_preset_folders)
  printf '\n./smp preview --preset NAME takes the first word of a line, or a file.\n'
}

# The folders of a person's own presets, newest version of GIMP first.
own_preset_folders() {
  local folder
  for folder in "${GIMP3_DIRECTORY:-}" "${XDG_CONFIG_HOME:-${HOME:-}/.config}"/GIMP/3.*; do
    if [[ -n $folder && -d $folder/smp/presets ]]; then printf '%s\n' "$folder/smp/presets"; fi
  done | sort -rV
}

# The presets of a folder, by category in the order in which the plug-in's chooser shows them, or
# under one heading.
preset_folder() {
  local files=("$1"/*.smp-preset)
  [[ -f ${files[0]} ]] || return 1
  preset_lines "${2:-}" "${files[@]}" | sort -t "$SEPARATOR" -k 1,1n -k 2,2n | cut -d "$SEPARATOR" -f 3-
}

SEPARATOR=$'\037'

# Lines "rank of the category, 0 for its heading, text"; the first column of the text is what
# --preset takes.
preset_lines() {
  awk -v heading="$1" -v sep="$SEPARATOR" '
    function finish(  rank, order) {
      if (id == "") return
      order = "Density Hairlines Scars Pigments Client"
      rank = heading != "" ? 1 : index(order, substr(value["category"] " ", 1, index(value["category"] " ", " ") - 1))
      if (!(rank in seen)) {
        seen[rank] = 1
        printf "%d%s0%s\n%d%s0%s%s:\n", rank, sep, sep, rank, sep, sep, heading != "" ? heading : value["category"]
      }
      printf "%d%s1%s  %-20s %s. %s.\n", rank, sep, sep, id, value["name"], value["description"]
      split("", value)
    }
    FNR == 1 { finish(); id = FILENAME; sub(/.*\//, "", id); sub(/\.smp-preset$/, "", id); inside = 0 }
    /^\[/ { inside = ($0 ~ /^\[preset\][ \t\r]*$/) }
    inside && match($0, /^[ \t]*(name|description|category)[ \t]*=[ \t]*/) {
      key = $0; sub(/[ \t]*=.*/, "", key); gsub(/[ \t]/, "", key)
      text = substr($0, RLENGTH + 1); gsub(/[[:cntrl:]]/, "", text)
      value[key] = text
    }
    END { finish() }' "${@:2}"
}

command_gimp() {
  local photo=${1:-} folder args=()
  (($# <= 1)) || usage_error "gimp takes one photo."
  if [[ -n $photo ]]; then
    picture_type "$photo" photo >/dev/null || exit 2
    folder=$(cd -- "$(dirname -- "$photo")" && pwd -P)
    photo=$folder/${photo##*/}
    args=("$photo")
    EXTRA_BINDS+=("$folder")
  fi
  [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || fail "there is no display to open GIMP's window on (neither DISPLAY nor WAYLAND_DISPLAY is set)."
  cache_init
  job_init
  environment_init base
  build_init
  build release
  build_unlock
  gimp_display
  gimp_window "${args[@]}"
}

# What a window needs from outside: sockets and the right to use them.
gimp_display() {
  local name
  WINDOW_VARS=()
  for name in DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR XDG_SESSION_TYPE DBUS_SESSION_BUS_ADDRESS LANG LANGUAGE; do
    if [[ -n ${!name:-} ]]; then WINDOW_VARS+=("$name=${!name}"); fi
  done
  # The person's own folder, so that their photos can be opened and results saved.
  if [[ -d ${HOME:-} && $HOME != / ]]; then EXTRA_BINDS=("$HOME" "${EXTRA_BINDS[@]}"); fi
  if [[ -d ${XDG_RUNTIME_DIR:-} ]]; then EXTRA_BINDS+=("$XDG_RUNTIME_DIR"); fi
  if [[ -d /tmp/.X11-unix ]]; then EXTRA_BINDS+=(/tmp/.X11-unix); fi
  name=${XAUTHORITY:-${HOME:-}/.Xauthority}
  if [[ -r $name ]]; then
    cp -- "$name" "$JOB/home/Xauthority"
    WINDOW_VARS+=("XAUTHORITY=$JOB/home/Xauthority")
  fi
}

# A profile of its own, kept between runs: the person's GIMP, if they have one, is left alone.
gimp_window() {
  local profile=$CACHE/gimp-profile version gimp
  mkdir -p -- "$profile" "$JOB/home/share/gegl-0.4"
  ln -s -- "$STAGE_MODULES" "$JOB/home/share/gegl-0.4/plug-ins"
  gimp=$(gimp_name gimp inside --) || fail_logged "GIMP's program was not found."
  version=$(inside -- "$gimp" --version 2>>"$LOG" | awk '{ print $NF; exit }')
  # GIMP rewrites its settings as it ends: only what is missing or of another build is put in.
  touch -- "$profile/gimprc"
  grep -v '^(plug-in-path\|^(config-version\|^(show-welcome-dialog\|^(check-updates' "$profile/gimprc" >"$JOB/gimprc"
  cat >>"$JOB/gimprc" <<END
(plug-in-path "\${gimp_dir}/plug-ins:\${gimp_plug_in_dir}/plug-ins:$(scheme_string "$STAGE_PLUG_INS")")
(config-version "$version")
(show-welcome-dialog no)
(check-updates no)
END
  cp -- "$JOB/gimprc" "$profile/gimprc"
  give_conversions
  say "Opening GIMP; the filters are in Filters, Scalp Micropigmentation …"
  inside "${WINDOW_VARS[@]}" "HOME=${HOME:-$JOB/home}" "GIMP3_DIRECTORY=$profile" "XDG_DATA_HOME=$JOB/home/share" \
    "XDG_CACHE_HOME=$JOB/home/.cache" -- "$gimp" -n -- "$@" >>"$LOG" 2>&1 ||
    fail_logged "GIMP ended with an error."
}

command_install() {
  local gimp version profile modules
  no_arguments install "$@"
  if ((EUID == 0)) && [[ -n ${SUDO_USER:-} ]]; then
    usage_error "run ./smp install without sudo: it installs for the account that runs it."
  fi
  gimp=$(gimp_name gimp-console || gimp_name gimp) || fail "there is no GIMP 3 on this system to install into; ./smp gimp opens one that this script sets up."
  version=$("$gimp" --version 2>/dev/null | grep -oE '3\.[0-9]+' | head -n 1)
  profile=${GIMP3_DIRECTORY:-${XDG_CONFIG_HOME:-$HOME/.config}/GIMP/$version}
  modules=${XDG_DATA_HOME:-$HOME/.local/share}/gegl-0.4/plug-ins
  cache_init
  job_init
  environment_init base
  [[ $WAY == system ]] || fail "GIMP 3's development files are missing on this system, and the plug-in must be built against them; install them (libgimp-3.0-dev on Debian)."
  build_init
  build release
  install_folder "$STAGE_PLUG_INS/smp" "$profile/plug-ins" smp
  mkdir -p -- "$modules" && cp -- "$STAGE_MODULES"/*.so "$modules/" || fail "cannot write to $modules."
  install_catalogues
  build_unlock
  say "Installed for GIMP $version:"
  say "  $profile/plug-ins/smp"
  say "  $modules"
  say "Start GIMP again to use it: Filters, Scalp Micropigmentation."
}

# For the operations in GIMP itself: the plug-in has them in its own folder.
install_catalogues() {
  local file folder
  for file in "$STAGE_PLUG_INS"/smp/locale/*/LC_MESSAGES/*.mo; do
    [[ -f $file ]] || continue
    folder=${file#"$STAGE_PLUG_INS"/smp/locale/}
    folder=${XDG_DATA_HOME:-$HOME/.local/share}/locale/${folder%/*}
    mkdir -p -- "$folder" && cp -- "$file" "$folder/" || fail "cannot write to $folder."
  done
}

install_folder() {
  local fresh
  mkdir -p -- "$2" && fresh=$(mktemp -d "$2/.smp.XXXXXX") || fail "cannot write to $2."
  CLEANUP+=("$fresh")
  cp -R -- "$1/." "$fresh/" && chmod 755 -- "$fresh" && rm -rf -- "${2:?}/$3" && mv -T -- "$fresh" "$2/$3" ||
    fail "the plug-in could not be copied to $2: $(disk_state "$2")."
}
