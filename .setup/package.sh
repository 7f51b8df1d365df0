# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `./smp package`: what others install, in one folder. The same sources give the same bytes, wherever
# and whenever they are built: times are the last commit's, owners and orders are fixed.

PACKAGE_KINDS=(archive extension deb)
PACKAGING=$TOP/.packaging

command_package() {
  local kind name again
  package_arguments "$@"
  cache_init
  job_init
  environment_init gimp
  build_init
  package_texts_are_whole
  build release
  PACKAGE_VERSION=$(package_version)
  package_time
  for kind in "${PACKAGE_WANTED[@]}"; do package_make "$kind" "$TOP" "$WORK/release" "$JOB/packages"; done
  if [[ -z $PACKAGE_ONLY ]]; then
    package_again
    for name in "$JOB/packages"/*; do
      cmp -s -- "$name" "$JOB/again/packages/${name##*/}" ||
        fail "${name##*/} has other bytes when it is built in another folder."
    done
  fi
  for kind in "${PACKAGE_WANTED[@]}"; do "package_try_$kind"; done
  build_unlock
  package_publish
}

# package_arguments [FOLDER] [--only KIND]
package_arguments() {
  PACKAGE_OUT='' PACKAGE_ONLY=''
  while (($#)); do
    case $1 in
      --only)
        [[ " ${PACKAGE_KINDS[*]} " == *" ${2:-} "* && -n ${2:-} ]] || usage_error "--only needs one of ${PACKAGE_KINDS[*]}."
        PACKAGE_ONLY=$2
        shift
        ;;
      -*) usage_error "there is no option \"$1\"; ./smp help lists those that there are." ;;
      *)
        [[ -z $PACKAGE_OUT && -n $1 ]] || usage_error "package takes one folder to write to."
        PACKAGE_OUT=$1
        ;;
    esac
    shift
  done
  PACKAGE_OUT=${PACKAGE_OUT:-smp-packages}
  [[ ! -e $PACKAGE_OUT || -d $PACKAGE_OUT ]] || usage_error "\"$PACKAGE_OUT\" is a file; packages are written to a folder."
  PACKAGE_WANTED=("${PACKAGE_KINDS[@]}")
  if [[ -n $PACKAGE_ONLY ]]; then PACKAGE_WANTED=("$PACKAGE_ONLY"); fi
}

# What is handed to others has every text in every language.
package_texts_are_whole() {
  local lacking
  if ! lacking=$(inside -- python3 "$TOP/plugin/po/catalogues.py" check "$TOP" 2>&1); then
    printf '%s\n' "$lacking" >>"$LOG"
    fail_logged "the catalogues of texts lack $(grep -c . <<<"$lacking") things, such as $(head -n 1 <<<"$lacking"). Run ./smp po, and translate what is new."
  fi
}

package_version() { sed -n "s/^  version: '\(.*\)',$/\1/p" "$TOP/meson.build"; }

# SOURCE_DATE_EPOCH: as given, or the last commit's time, or, without git, the newest source's.
package_time() {
  if [[ ! ${SOURCE_DATE_EPOCH:-} =~ ^[0-9]+$ ]]; then
    SOURCE_DATE_EPOCH=$(git -c "safe.directory=$TOP" -C "$TOP" log -1 --format=%ct 2>/dev/null) ||
      SOURCE_DATE_EPOCH=$(cd -- "$TOP" && package_sources | xargs -0 stat -c %Y -- | sort -n | tail -n 1)
  fi
}

# The names of the sources that are in the current folder, each ended by a zero byte.
package_sources() {
  find . \( -path ./.git -o -path ./smp-preview -o -path ./smp-packages -o -name __pycache__ \) -prune -o -type f -print0 | sort -z
}

# package_copy_sources FROM TO
package_copy_sources() {
  mkdir -p -- "$2" && (cd -- "$1" && package_sources | xargs -0 cp --parents -t "$2" --) || fail "the sources cannot be copied to $2: $(disk_state "$CACHE")."
}

# package_make KIND SOURCES BUILD-FOLDER TARGET-FOLDER
package_make() {
  local kind=$1 sources=$2 build=$3 target=$4 tree
  say "Packing: $kind …"
  mkdir -p -- "$target"
  tree=$(mktemp -d "$JOB/package.XXXXXX")
  build_logged "installed" meson install -C "$build" --no-rebuild --strip --quiet --destdir "$tree/installed"
  inside -- bash "$PACKAGING/libraries" "$tree/installed" >>"$LOG" 2>&1 || fail_logged "other systems could not start the plug-in: $(tail -n 1 -- "$LOG")"
  "package_$kind" "$tree" "$target" "$sources"
}

# A package of each kind, of the same sources in another folder and from another build folder, and
# without precompiled headers, where a file that does not include what it uses cannot be built.
package_again() {
  local again=$JOB/again sources=$JOB/again/other/place/for/sources kind
  say "Building again, in another folder, to compare …"
  package_copy_sources "$TOP" "$sources"
  build_logged "configured again" meson setup "$again/build" "$sources" --prefix=/opt/other --libdir=lib -Db_pch=false $(build_options release)
  build_logged "built again" sh -c 'python3 "$0" "$1" | xargs -d "\n" ninja -C "$1"' "$TOP/.setup/list-installed.py" "$again/build"
  for kind in "${PACKAGE_WANTED[@]}"; do package_make "$kind" "$sources" "$again/build" "$again/packages"; done
}

# The plug-in's folder, as installed, with the operations beside the program.
package_plug_in() { find "$1/installed" -type d -path '*/plug-ins/smp' -print -quit; }

# --- The archive --------------------------------------------------------------------------------

# To be unpacked into the plug-ins folder of a person's GIMP.
package_archive() {
  local tree=$1/archive name
  name=gimp-smp-$PACKAGE_VERSION-linux-$(inside -- uname -m)
  mkdir -- "$tree"
  cp -R -- "$(package_plug_in "$1")" "$tree/smp"
  cp -- "$TOP/LICENSE" "$PACKAGING/archive/README.txt" "$TOP/.setup/doctor.sh" "$tree/smp/"
  chmod 755 -- "$tree/smp/doctor.sh"
  inside -- tar -C "$tree" --sort=name --format=ustar "--mtime=@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX -cf "$1/archive.tar" smp >>"$LOG" 2>&1 &&
    inside -- gzip -n -9 "$1/archive.tar" >>"$LOG" 2>&1 &&
    mv -- "$1/archive.tar.gz" "$2/$name.tar.gz" || fail_logged "the archive could not be packed: $(disk_state "$CACHE")."
}

package_try_archive() {
  local folder=$JOB/try-archive
  say "Trying the archive in a new GIMP profile …"
  mkdir -p -- "$folder/profile/plug-ins"
  tar -C "$folder/profile/plug-ins" -xzf "$JOB"/packages/*.tar.gz || fail "the archive cannot be unpacked."
  package_tries "the archive" "$folder" try alone
}

# --- The extension ------------------------------------------------------------------------------

# What GIMP's extensions are: one folder, named as its metadata say, zipped.
EXTENSION=org.gimp.GIMP.Plugin.ScalpMicropigmentation
package_extension() {
  local tree=$1/extension name
  name=$EXTENSION-$PACKAGE_VERSION-linux-$(inside -- uname -m).gex
  mkdir -p -- "$tree/$EXTENSION"
  cp -- "$PACKAGING/$EXTENSION.metainfo.xml" "$TOP/LICENSE" "$tree/$EXTENSION/"
  cp -R -- "$(package_plug_in "$1")" "$tree/$EXTENSION/smp"
  inside -- python3 "$PACKAGING/zip.py" "$tree" "$1/$name" "$SOURCE_DATE_EPOCH" >>"$LOG" 2>&1 && mv -- "$1/$name" "$2/" ||
    fail_logged "the extension could not be packed: $(disk_state "$CACHE")."
}

# Installed, switched on, deleted and installed again by GIMP itself, in a window.
package_try_extension() {
  local folder=$JOB/try-extension
  say "Trying the extension in GIMP's window of extensions …"
  mkdir -p -- "$folder"
  package_tries "the extension" "$folder" try-extension "$(echo "$JOB"/packages/*.gex)"
}

# package_tries WHAT FOLDER PROGRAM ARGUMENT…
# In this GIMP, and when all packages are made in GIMP 3.2 too, where the tests have set that up.
package_tries() {
  cp -R -- "$2" "$2-newer"
  package_try "$@"
  [[ -z $PACKAGE_ONLY ]] || return 0
  if [[ -f $CACHE/debian-forky/.smp-root ]]; then
    (
      INSIDE_VARS=()
      root_init debian-forky
      root_choose_way
      package_try "$1" "$2-newer" "${@:3}"
    ) || exit
  else
    say "It is not tried in GIMP 3.2, which ./smp test sets up."
  fi
}

# package_try WHAT FOLDER PROGRAM ARGUMENT…: a program of the packaging, with the folder and the arguments.
package_try() {
  local answer
  answer=$(inside -- bash "$PACKAGING/$3" "$2" "${@:4}" 2>&1) || fail "$1 does not work: ${answer##*$'\n'}"
  cat -- "$2/console" >>"$LOG"
  say "$answer"
}

# --- The folder ---------------------------------------------------------------------------------

package_publish() {
  local name
  (cd -- "$JOB/packages" && sha256sum -- *) >"$JOB/SHA256SUMS"
  mkdir -p -- "$PACKAGE_OUT" && cp -- "$JOB/packages"/* "$JOB/SHA256SUMS" "$PACKAGE_OUT/" 2>>"$LOG" ||
    fail "cannot write to \"$PACKAGE_OUT\": $(disk_state "$PACKAGE_OUT")."
  give_to_person "$PACKAGE_OUT"
  for name in "$JOB/packages"/*; do printf '%s\n' "$PACKAGE_OUT/${name##*/}"; done
}
