# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The arguments of `./smp preview`: read and checked before anything slow is done.

PHOTO='' REGION='' RECT='' PRESET='' SCALE='' YEARS='' LINE='' FILTER=fill OUT=smp-preview JSON=no
SETTINGS='' COMPARE='' FORCE=no LEARN='' AGE=healed HEAD='' WHERE_FOUND=no LANGUAGE_OF_LABELS=''

preview_arguments() {
  local only_files=no
  while (($#)); do
    if [[ $only_files == yes || $1 != -* || $1 == - ]]; then
      [[ -z $PHOTO ]] || usage_error "more than one photo was given: \"$PHOTO\" and \"$1\"."
      [[ -n $1 ]] || usage_error "the photo's name is empty."
      PHOTO=$1
      shift
      continue
    fi
    case $1 in
      --) only_files=yes ;;
      --json) JSON=yes ;;
      --force) FORCE=yes ;;
      --where-found) WHERE_FOUND=yes ;;
      --*=*)
        preview_option "${1%%=*}" "${1#*=}"
        ;;
      *)
        preview_option_exists "$1"
        (($# > 1)) || usage_error "$1 needs a value after it."
        preview_option "$1" "$2"
        shift
        ;;
    esac
    shift
  done
}

preview_option_exists() {
  case $1 in
    --region | --rect | --preset | --px-per-mm | --set | --filter | --path | --years | --compare | --learn | --age | --head | --language | --out) ;;
    *) usage_error "there is no option \"$1\"; ./smp help lists those that there are." ;;
  esac
}

preview_option() {
  preview_option_exists "$1"
  [[ -n $2 ]] || usage_error "$1 needs a value after it."
  case $1 in
    --region) REGION=$2 ;;
    --rect) RECT=$2 ;;
    --preset) PRESET=$2 ;;
    --px-per-mm) SCALE=$2 ;;
    --set)
      [[ $2 =~ ^[a-z][a-z0-9-]*= && $2 != *$'\n'* ]] || usage_error "--set \"${2//$'\n'/ }\" is not of the form KEY=VALUE, such as density=180."
      SETTINGS+=$2$'\n'
      ;;
    --filter) FILTER=$2 ;;
    --path) LINE=$2 ;;
    --years)
      check_years "$2"
      YEARS=${2//, /,}
      ;;
    --compare)
      check_compare "$2"
      COMPARE+=$2$'\n'
      ;;
    --learn)
      [[ $2 != */* && $2 != *[[:cntrl:]]* ]] || usage_error "--learn \"${2//[[:cntrl:]]/ }\" cannot be a preset's name: it may hold neither slashes nor line ends."
      LEARN=$2
      ;;
    --age)
      [[ $2 == fresh || $2 == healed ]] || number "$2" 0 20 ||
        usage_error "--age \"$2\" is neither fresh nor healed, nor a number of years from 0 to 20."
      AGE=$2
      ;;
    --head)
      check_head "$2"
      HEAD=$2
      ;;
    --language)
      is_among "$2" "$(languages)" || usage_error "there is no language \"${2//[[:cntrl:]]/ }\" to label pictures in; there are $(languages | enumerated and)."
      LANGUAGE_OF_LABELS=$2
      ;;
    --out) OUT=$2 ;;
  esac
}

# number TEXT LEAST MOST: whether a text is a number, with a point, that is finite and in a range.
NUMBER='([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?'
number() {
  [[ $1 =~ ^$NUMBER$ && ${#1} -le 40 ]] && LC_ALL=C awk -v v="$1" -v least="$2" -v most="$3" 'BEGIN { exit !(v + 0 >= least && v + 0 <= most) }'
}

# Flat, or the skull's outline and the view; which views there are, the plug-in's own table says.
check_head() {
  local views n='-?[0-9]+([.][0-9]+)?'
  views=$(sed -n '/^static const SmpHeadView views/,/^};/s/^  { "\([a-z-]*\)".*/\1/p' "$TOP/plugin/engine/head/placing.c")
  [[ $1 == none || $1 == auto ]] && return 0
  if [[ $1 =~ ^auto,([a-z-]+)(,$n)?$ ]]; then
    is_among "${BASH_REMATCH[1]}" "$views" && return 0
  fi
  [[ $1 =~ ^$n,$n,$n,$n,([a-z-]+)(,$n(,$n)?)?$ ]] && is_among "${BASH_REMATCH[5]}" "$views" ||
    usage_error "--head \"${1//[[:cntrl:]]/ }\" is neither none, auto nor auto,VIEW, nor X,Y,W,H,VIEW: the rectangle around the skull in pixels, without ears, chin and neck, and a view: $(enumerated or <<<"$views"); the camera's distance in mm may follow, and by how many degrees the picture is turned."
}

# Each a number; two commas, or a decimal comma with a semicolon, are no list, and two whole numbers
# with no more than a comma between may be one with a decimal comma.
check_years() {
  local rest=${1//, /,},
  [[ ! $1 =~ ^[0-9]+,[0-9]+$ ]] ||
    usage_error "--years \"$1\" may be one moment or two: write ${1/,/.}, or \"${1/,/, }\" with a blank."
  [[ $rest =~ ^($NUMBER,)+$ ]] ||
    usage_error "--years \"$1\" is not a list of years with commas between, and points in the numbers, such as 0.115,1,3,5,10."
  while [[ -n $rest ]]; do
    number "${rest%%,*}" 0 20 || usage_error "--years \"$1\": ${rest%%,*} is not from 0 to 20 years."
    rest=${rest#*,}
  done
}

# The plug-in's own tables say what there is. Their rows stand apart by blank lines, as awk's records do.
# layouts [TRAIT]: all layouts, or those with a trait of SmpLayoutTraits.
layouts() {
  awk -v RS= -F '"' -v trait="${1-}" '/^SMP_LAYOUT \(/ && index($0, trait) { print $2 }' \
    "$TOP/plugin/gimp/pictures/layouts.def"
}

# endings [TRAIT [all]]: the formats' endings, or those with a trait of SmpFormatTraits; all: those too that are not recommended.
endings() {
  awk -v RS= -F '"' -v trait="${1-}" -v all="${2-}" '/^SMP_FORMAT \(/ && index($0, trait) {
    print substr($2, 2)
    if (all && $3 == ", ") print substr($4, 2)
  }' "$TOP/plugin/gimp/export/formats.def"
}

# The languages that pictures can be labelled in.
languages() { sed -n 's/^SMP_LANGUAGE ("\([A-Za-z_]*\)".*/\1/p' "$TOP/include/smp/languages.def"; }

# The procedures of GIMP's that write them, each once.
export_procedures() {
  grep -o '"file-[a-z]*-export"' "$TOP/plugin/gimp/export/formats.def" | tr -d '"' | sort -u
}

# is_among WORD LINES: the word is one of them.
is_among() {
  local word
  for word in $2; do
    [[ $word != "$1" ]] || return 0
  done
  return 1
}

# enumerated WORD: lines as one list, with the word before the last.
enumerated() {
  awk -v word="$1" 'NR > 1 { list = list (NR > 2 ? ", " : "") last } { last = $0 }
    END { print (NR > 1 ? list " " word " " : "") last }'
}

# A layout, or a layout with the ending of a format.
check_compare() {
  local layout=${1%%.*} ending=''
  [[ $1 != *.* ]] || ending=${1#*.}
  is_among "$layout" "$(layouts)" || usage_error "there is no layout \"$layout\"; there are $(layouts | enumerated and)."
  if [[ $1 == *. ]]; then usage_error "--compare \"$1\" has no ending after the dot."; fi
  [[ -n $ending ]] || return 0
  is_among "$ending" "$(endings '' all)" ||
    usage_error "there is no format \"$ending\" to write; there are $(endings | enumerated and)."
  if is_among "$layout" "$(layouts HAS_FRAMES)" && ! is_among "$ending" "$(endings HAS_FRAMES all)"; then
    usage_error "an animation is a $(endings HAS_FRAMES | sed 's/^/./' | enumerated or), not a .$ending."
  fi
}

# Marks are for layouts that are printed.
check_where_found() {
  local printed wanted
  [[ $WHERE_FOUND == yes ]] || return 0
  printed=$(layouts IS_PRINTED)
  while read -r wanted; do
    if is_among "${wanted%%.*}" "$printed"; then return 0; fi
  done <<<"$COMPARE"
  usage_error "--where-found marks places on a $(enumerated or <<<"$printed"): add --compare ${printed%%$'\n'*}."
}

# Everything that can be known to be wrong before the set-up, the build and GIMP.
preview_check() {
  case $FILTER in
    fill | scar | hairline) ;;
    *) usage_error "there is no filter \"$FILTER\"; there are fill, scar and hairline." ;;
  esac
  number "${SMP_TIMEOUT:-900}" 1 86400 && [[ ${SMP_TIMEOUT:-900} =~ ^[0-9]+$ ]] ||
    usage_error "SMP_TIMEOUT is \"$SMP_TIMEOUT\"; it may be from 1 to 86400 whole seconds."
  check_learn
  check_where_found
  [[ -z $LANGUAGE_OF_LABELS || -n $COMPARE ]] || usage_error "--language belongs to --compare: it is that of the picture's words."
  check_scale
  check_rect
  check_line
  if [[ -n $PHOTO ]]; then
    if [[ -z $REGION && -z $RECT && -z $LINE ]]; then
      usage_error "say which part of the photo to treat: --rect X,Y,W,H in pixels, or --region MASK.png, a grey picture of the photo's size."
    fi
    [[ -n $SCALE ]] || usage_error "say the photo's scale: --px-per-mm N, how many pixels show one millimetre of skin; or auto, an estimate from the head."
    PHOTO_TYPE=$(picture_type "$PHOTO" "photo") || exit 2
  elif [[ -n $REGION ]]; then
    usage_error "--region belongs to a photo of your own; the sample has its scar's mask, or take --rect."
  fi
  [[ -z $REGION || -z $RECT ]] || usage_error "give either --rect or --region, not both."
  if [[ -n $REGION ]]; then REGION_TYPE=$(picture_type "$REGION" "mask") || exit 2; fi
  check_preset
  check_out
}

# What is learnt is learnt from a photo, and treats none.
check_learn() {
  [[ -n $LEARN ]] || { [[ $AGE == healed ]] || usage_error "--age belongs to --learn: how old the work was."; return 0; }
  [[ -n $PHOTO ]] || usage_error "--learn needs a photo of your own work, as ./smp preview PHOTO --learn NAME."
  [[ $FILTER == fill && -z $YEARS$COMPARE$SETTINGS$LINE$HEAD ]] ||
    usage_error "--learn reads the photo and treats nothing: it goes with --region or --rect, --px-per-mm, --age and --preset alone."
}

# A hairline is a path, or the front edge of what is selected.
check_line() {
  if [[ -z $LINE ]]; then
    [[ $FILTER != hairline || -n $REGION || -n $RECT ]] ||
      usage_error "say where the hairline runs: --path LINE.svg, a drawing of the photo's size with one line, or --rect or --region, whose lower edge it is."
    return 0
  fi
  [[ $FILTER == hairline ]] || usage_error "--path is the hairline: it needs --filter hairline."
  [[ -f $LINE && -r $LINE ]] || usage_error "the path's file \"$LINE\" cannot be read."
  grep -qi '<svg' -- "$LINE" || usage_error "the path's file \"$LINE\" is not an SVG drawing."
}

check_scale() {
  [[ -n $SCALE && $SCALE != auto ]] || return 0
  number "$SCALE" 0.2 500 || usage_error "--px-per-mm \"$SCALE\" is neither a number from 0.2 to 500 nor auto."
}

check_rect() {
  local n='[0-9]{1,7}'
  [[ -n $RECT ]] || return 0
  [[ $RECT =~ ^(-?$n),(-?$n),($n),($n)$ ]] ||
    usage_error "--rect \"$RECT\" is not four whole numbers of pixels with commas between: X,Y,WIDTH,HEIGHT."
  ((10#${BASH_REMATCH[3]} > 0 && 10#${BASH_REMATCH[4]} > 0)) || usage_error "--rect \"$RECT\" has no area."
}

# The type by the file's first bytes: names can lie. Prints the ending that GIMP's loaders know.
picture_type() {
  local file=$1 magic
  if [[ ! -e $file ]]; then usage_error "there is no $2 \"$file\"."; fi
  if [[ ! -f $file ]]; then usage_error "the $2 \"$file\" is not a file."; fi
  if [[ ! -r $file ]]; then usage_error "the $2 \"$file\" cannot be read: permission denied."; fi
  magic=$(head -c 12 <"$file" | od -An -v -tx1 | tr -d ' \n')
  case $magic in
    ffd8ff*) echo jpg ;;
    89504e470d0a1a0a*) echo png ;;
    49492a00* | 4d4d002a* | 49492b00* | 4d4d002b*) echo tif ;;
    52494646????????57454250) echo webp ;;
    '') usage_error "the $2 \"$file\" is empty." ;;
    *) usage_error "the $2 \"$file\" is not a JPEG, PNG, TIFF or WebP picture." ;;
  esac
}

# A preset is a name, or a file if it looks like one. Names are left to the plug-in to know, except
# the person's own, which are in GIMP's folder, where a preview does not look.
check_preset() {
  local folder
  PRESET_FILE=''
  if [[ -n $PRESET && $PRESET != */* && $PRESET != *.smp-preset ]]; then
    while IFS= read -r folder; do
      if [[ -f $folder/$PRESET.smp-preset ]]; then
        PRESET=$folder/$PRESET.smp-preset
        break
      fi
    done < <(own_preset_folders)
  fi
  [[ $PRESET == */* || $PRESET == *.smp-preset ]] || return 0
  [[ -f $PRESET && -r $PRESET ]] || usage_error "the preset file \"$PRESET\" cannot be read."
  PRESET_FILE=$PRESET
}

# Writing is tried now, in the nearest folder that is there, not after minutes of work.
check_out() {
  local folder probe
  [[ $OUT == /* ]] || OUT=$PWD/$OUT
  [[ ! -e $OUT || -d $OUT ]] || usage_error "--out \"$OUT\" is a file, not a folder."
  folder=$OUT
  while [[ ! -e $folder && $folder == */* && -n $folder ]]; do folder=${folder%/*}; done
  folder=${folder:-/}
  [[ -d $folder ]] || usage_error "the folder \"$OUT\" cannot be made: \"$folder\" is a file."
  # Those that a killed run left are empty.
  rmdir -- "$folder"/.smp-probe.?????? 2>/dev/null
  probe=$(mktemp -d "$folder/.smp-probe.XXXXXX" 2>/dev/null) ||
    fail "cannot write to \"$folder\"; give another folder with --out."
  rmdir -- "$probe" 2>/dev/null
  check_inputs_stay
}

# The comparisons that will be written, LAYOUT.ENDING: what is printed is a PDF, and a PNG to show.
comparisons() {
  local wanted
  for wanted in $COMPARE; do
    if [[ $wanted == *.* ]]; then
      echo "$wanted"
    elif is_among "$wanted" "$(layouts IS_PRINTED)"; then
      printf '%s\n' "$wanted.pdf" "$wanted.png"
    elif is_among "$wanted" "$(layouts HAS_FRAMES)"; then
      echo "$wanted.gif"
    else
      echo "$wanted.png"
    fi
  done
}

# The names of what will be written.
output_names() {
  if [[ -n $LEARN ]]; then
    printf '%s\n' learned.png learned.smp-preset
    return
  fi
  printf '%s\n' before.png simulation.png smp.xcf
  [[ -z $YEARS ]] || echo timeline.png
  comparisons | sed 's/^/compare-/'
}

# Nothing that a run reads is written over, by whatever name or link it is reached.
check_inputs_stay() {
  local name input
  while IFS= read -r name; do
    for input in "$PHOTO" "$REGION" "$LINE" "$PRESET_FILE"; do
      if [[ -n $input && $OUT/$name -ef $input ]]; then
        usage_error "\"$input\" would be written over by the result $name: give another folder with --out."
      fi
    done
  done < <(output_names)
}

# What stands in the result's folder is replaced if it is as a run of this script wrote it: then it can
# be made again. What was worked on since, or came from elsewhere, is not, but with --force.
check_results_are_ours() {
  local name digest
  [[ $FORCE == no ]] || return 0
  while IFS= read -r name; do
    [[ -e $OUT/$name || -L $OUT/$name ]] || continue
    digest=$([[ -f $OUT/$name ]] && sha256sum <"$OUT/$name" 2>/dev/null)
    if [[ -z $digest ]] || ! grep -qsxF -- "${digest%% *}" "$CACHE/written"; then
      fail "\"$OUT/$name\" is not as ./smp preview wrote it: give another folder with --out, or --force to replace it."
    fi
  done < <(output_names)
}

# Keeps the digests of what is about to be written, of the last thousand files.
remember_results() {
  local fresh
  fresh=$(mktemp "$JOB/written.XXXXXX") || return 0
  exec 6>>"$CACHE/jobs/lock"
  flock 6
  { tail -n 1000 -- "$CACHE/written" 2>/dev/null; sha256sum "$@" | cut -d ' ' -f 1; } >"$fresh"
  mv -f -- "$fresh" "$CACHE/written"
  exec 6>&-
}
