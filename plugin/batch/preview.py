# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One preview, run by GIMP's python-fu-eval in headless GIMP: photo, scale, region, filter,
# files. The folder named by SMP_JOB holds `arguments` (name, NUL, value, NUL, …); written to it
# are `result` (name=value lines) and the pictures, or `error`, one sentence for the person.

import os
import re
import shutil
import sys
import time
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, Gio, GLib

sys.path.insert(0, os.path.dirname(os.environ["SMP_DRIVER"]))
sys.dont_write_bytecode = True
from whole import is_whole

JOB = os.environ["SMP_JOB"]
# Of zlib: the levels above take several times as long for photos and save a few per cent.
PNG_LEVEL = 3
# With less than this left of the disk, a failure is the disk's.
FULL_DISK_BYTES = 8 << 20
STRIP_ROWS = 512
# Of two pictures' proportions: less is rounding.
SAME_SHAPE = 0.01
FILTERS = {"fill": "plug-in-smp-fill", "scar": "plug-in-smp-scar", "hairline": "plug-in-smp-hairline"}


class Refused(Exception):
    """A sentence for the person."""


def progress(what):
    """What is being done, for the script to show."""
    with open(os.path.join(JOB, "progress"), "a", encoding="utf-8") as file:
        file.write(what + " …\n")


def read_arguments():
    with open(os.path.join(JOB, "arguments"), "rb") as file:
        fields = file.read().split(b"\0")
    fields = [field.decode("utf-8", "surrogateescape") for field in fields[:-1]]
    return dict(zip(fields[0::2], fields[1::2]))


def last_error():
    """Why GIMP or the plug-in failed, in a person's words as far as it can be known."""
    message = " ".join((Gimp.get_pdb().get_last_error() or "").split())
    if shutil.disk_usage(JOB).free < FULL_DISK_BYTES:
        return "The disk of the cache folder is full: free some, or set SMP_CACHE to a folder on another disk."
    if "returned no return values" in message:
        return (
            "A part of GIMP was ended before it was done, as a system does that runs out of memory: "
            "close other programs, or take a smaller region, and run this again."
        )
    return message


def run(name, /, **values):
    """Runs a procedure without dialogs and returns its values, or raises its own sentence."""
    procedure = Gimp.get_pdb().lookup_procedure(name)
    if procedure is None:
        raise Refused(f"GIMP did not load the procedure {name}.")
    config = procedure.create_config()
    for key, value in values.items():
        key = key.replace("_", "-")
        if config.find_property(key) is None:
            raise Refused(f"The procedure {name} has no argument {key}.")
        if key == "drawables":
            config.set_core_object_array(key, value)
        else:
            config.set_property(key, value)
    result = procedure.run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(last_error() or f"{name} failed and did not say why.")
    return result


def load(path, shown, what):
    if not is_whole(path):
        raise Refused(
            f'The {what} "{shown}" is incomplete: its file ends before the picture does, '
            "as after a transfer that was cut off; copy it again from where it came."
        )
    try:
        image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(path))
    except GLib.Error as error:
        print(error.message, file=sys.stderr)
        image = None
    if image is None or not image.get_layers():
        raise Refused(f'The {what} "{shown}" is damaged or of a kind that GIMP cannot read.')
    if len(image.get_layers()) > 1:
        raise Refused(f'The {what} "{shown}" has several pages or frames; save the one that is meant.')
    # By the person's policy in gimprc, which the script's says: upright, and in its own colours.
    image.policy_rotate(False)
    return image


def select_rectangle(image, text):
    x, y, width, height = (int(part) for part in text.split(","))
    ok, x, y, width, height = intersection(image, x, y, width, height)
    if not ok:
        raise Refused(
            f"The rectangle {text} lies outside the photo, "
            f"which is {image.get_width()} x {image.get_height()} pixels."
        )
    image.select_rectangle(Gimp.ChannelOps.REPLACE, x, y, width, height)


def select_mask(image, mask, shown):
    """Makes the mask's numbers the selection's.

    A mask's 128 of 255 means 0.502 of the density. GIMP's selection is linear and its pictures
    are not, so the stored numbers are carried over as they are: without the mask's own colour
    profile, read as encoded grey and written as linear. (By way of a channel they would come out
    encoded, for an 8-bit image's channels are encoded and its selection is not.)"""
    width, height = image.get_width(), image.get_height()
    if (mask.get_width(), mask.get_height()) != (width, height):
        raise Refused(
            f'The mask "{shown}" is {mask.get_width()} x {mask.get_height()} pixels '
            f"and the photo {width} x {height}; they must be of one size."
        )
    if mask.get_color_profile() is not None:
        grey_mask = mask.get_base_type() == Gimp.ImageBaseType.GRAY
        profile = Gimp.ColorProfile
        mask.set_color_profile(profile.new_d65_gray_srgb_trc() if grey_mask else profile.new_rgb_srgb())
    source = mask.get_layers()[0]
    if source.has_alpha():
        black_below(mask, source)
        source = mask.get_layers()[0]
    selection = image.get_selection()
    left, top = source.get_offsets()[1:]
    pixels, target = source.get_buffer(), selection.get_buffer()
    for y in range(0, height, STRIP_ROWS):
        rows = min(STRIP_ROWS, height - y)
        area = Gegl.Rectangle.new(-left, y - top, width, rows)
        grey = pixels.get(area, 1.0, "Y' u16", Gegl.AbyssPolicy.BLACK)
        target.set(Gegl.Rectangle.new(0, y, width, rows), "Y u16", bytes(grey))
    target.flush()
    selection.update(0, 0, width, height)


def black_below(mask, layer):
    """What is transparent in a mask is not selected."""
    ground = Gimp.Layer.new(
        mask, "ground", mask.get_width(), mask.get_height(), layer.type(), 100.0, Gimp.LayerMode.NORMAL_LEGACY
    )
    mask.insert_layer(ground, None, 1)
    Gimp.context_set_background(Gegl.Color.new("black"))
    ground.fill(Gimp.FillType.BACKGROUND)
    layer.set_mode(Gimp.LayerMode.NORMAL_LEGACY)
    mask.flatten()


def treated(photo_image, image, layer):
    """A flat picture: the photo with what the layer covers as GIMP shows it.

    GIMP's flattening takes every pixel through linear light, which may change the last bits of
    deep photos everywhere. Outside the layer the photo's own numbers stay."""
    flat = image.duplicate()
    flat.flatten()
    if photo_image.get_layers()[0].has_alpha():
        return flat
    result = photo_image.duplicate()
    left, top = layer.get_offsets()[1:]
    ok, x, y, width, height = intersection(image, left, top, layer.get_width(), layer.get_height())
    if ok:
        area = Gegl.Rectangle.new(x, y, width, height)
        target = result.get_layers()[0]
        buffer = target.get_buffer()
        flat.get_layers()[0].get_buffer().copy(area, Gegl.AbyssPolicy.NONE, buffer, area)
        buffer.flush()
        target.update(x, y, width, height)
    flat.delete()
    return result


def intersection(image, left, top, width, height):
    right, bottom = min(left + width, image.get_width()), min(top + height, image.get_height())
    left, top = max(left, 0), max(top, 0)
    return right > left and bottom > top, left, top, right - left, bottom - top


def set_notes(image, path):
    """What the photo's file notes is the image's again. GIMP puts the image's size in the place of the camera's, by
    which a filter tells that a photo was cropped: then there are none."""
    try:
        notes = Gimp.Metadata.load_from_file(Gio.File.new_for_path(path))
    except GLib.Error:
        return
    sides = sorted(int(side) for side in re.findall(r'"Exif\.Photo\.Pixel[XY]Dimension">(\d+)<', notes.serialize()))
    short, long = sorted((image.get_width(), image.get_height()))
    if len(sides) == 2 and abs(sides[1] * short - sides[0] * long) < SAME_SHAPE * sides[0] * long:
        image.set_metadata(notes)


def make_clean(image):
    """Leaves nothing in an image but its pixels and a clean profile of its colours."""
    image.set_metadata(Gimp.Metadata.new())
    for parasite in image.get_parasite_list():
        if parasite != "icc-profile":
            image.detach_parasite(parasite)
    clean = Gimp.get_pdb().lookup_procedure("plug-in-smp-clean-profile")
    config = clean.create_config()
    config.set_property("image", image)
    if clean.run(config).index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(last_error())


def export_png(copy, name):
    """The picture with a clean profile of its colours and with nothing else about the client."""
    if copy.get_layers()[0].has_alpha():
        copy.flatten()
    make_clean(copy)
    progress(f"Writing {name}")
    procedure = Gimp.get_pdb().lookup_procedure("file-png-export")
    config = procedure.create_config()
    wanted = {
        "image": copy,
        "file": Gio.File.new_for_path(os.path.join(JOB, "out", name)),
        "compression": PNG_LEVEL,
        "include-exif": False,
        "include-iptc": False,
        "include-xmp": False,
        "include-comment": False,
        "include-thumbnail": False,
        "include-color-profile": True,
        "time": False,
        "bkgd": False,
        "offs": False,
        "phys": False,
    }
    for key, value in wanted.items():
        if config.find_property(key) is not None:
            config.set_property(key, value)
    result = procedure.run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(f"GIMP could not write {name}: {last_error()}")
    copy.delete()


def save_xcf(image, name):
    path = os.path.join(JOB, "out", name)
    progress(f"Writing {name}")
    try:
        saved = Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(path), None)
    except GLib.Error as error:
        print(error.message, file=sys.stderr)
        saved = False
    if not saved:
        raise Refused(f"GIMP could not write {name}: {last_error()}")


def select(image, arguments):
    if arguments["region"]:
        mask = load(arguments["region"], arguments["region-shown"], "mask")
        select_mask(image, mask, arguments["region-shown"])
        mask.delete()
    elif arguments["rect"]:
        select_rectangle(image, arguments["rect"])
    if arguments["line"]:
        draw_line(image, arguments["line"], arguments["line-shown"])


def draw_line(image, path, shown):
    """The drawing's one path, as a path of the image."""
    try:
        done, paths = image.import_paths_from_file(Gio.File.new_for_path(path), True, False)
    except GLib.Error as error:
        print(error.message, file=sys.stderr)
        done, paths = False, []
    if not done or not paths:
        raise Refused(f'The drawing "{shown}" is damaged, or has no path in it.')
    image.set_selected_paths(paths)


def preview(arguments, result):
    clock = time.time()
    result["time-begin"] = clock

    progress("Reading the photo")
    image = load(arguments["photo"], arguments["photo-shown"], "photo")
    # Dots of pigment have a colour, which grey and palettes cannot hold.
    if image.get_base_type() != Gimp.ImageBaseType.RGB:
        image.convert_rgb()
    # Where and when it was taken, by whom, and with what: neither the pictures nor the XCF need it.
    make_clean(image)
    photo = image.get_layers()[0]
    result["width"], result["height"] = image.get_width(), image.get_height()
    result["time-load"] = time.time()

    # The filter comes first: a photo or value that it refuses costs no time for pictures.
    base = {"run_mode": Gimp.RunMode.NONINTERACTIVE, "image": image, "drawables": [photo]}
    untouched = image.duplicate()
    scale = arguments["px-per-mm"]
    told = {"measure": "estimate"} if scale == "auto" else {"measure": "number", "px_per_mm": float(scale)}
    result.update(figures("plug-in-smp-scale", run("plug-in-smp-scale", **base, **told)))
    select(image, arguments)
    result["time-select"] = time.time()
    if arguments["learn"]:
        learn(base, arguments, result)
        return
    progress("Measuring and drawing")
    wanted = {"preset": arguments["preset"], "set": arguments["set"].rstrip("\n"), "head": arguments["head"]}
    if arguments["filter"] == "scar":
        wanted["self_check"] = True
    # From how far a head was taken is read there, and no more.
    if wanted["head"]:
        set_notes(image, arguments["photo"])
    values = run(FILTERS[arguments["filter"]], **base, **wanted)
    image.set_metadata(Gimp.Metadata.new())
    result.update(figures(FILTERS[arguments["filter"]], values))
    result["time-render"] = time.time()

    after = treated(untouched, image, values.index(1))
    export_png(untouched, "before.png")
    export_png(after, "simulation.png")
    save_xcf(image, "smp.xcf")
    if arguments["years"]:
        timeline(image, values.index(1), arguments)
    for wanted in arguments["compare"].split():
        compare(image, values.index(1), wanted, arguments)
    result["time-write"] = time.time()


def learn(base, arguments, result):
    """A preset of the work that is selected, and the photo beside its drawing; no treatment."""
    presets = os.path.join(Gimp.directory(), "smp", "presets")
    before = add_to(presets, arguments) if arguments["preset"] else None
    progress("Reading the dots")
    age = arguments["age"]
    years = {} if age in ("fresh", "healed") else {"years": float(age)}
    values = run(
        "plug-in-smp-learn",
        **base,
        **years,
        work="years" if years else age,
        name=arguments["learn"],
        add=before is not None,
        picture=True,
    )
    result.update(figures("plug-in-smp-learn", values))
    # One line of the result's file is one value.
    result["words"] = "\t".join(result["words"].splitlines())
    result["time-render"] = time.time()
    picture = next(value for value in (values.index(i) for i in range(values.length())) if isinstance(value, Gimp.Image))
    export_png(picture, "learned.png")
    saved = [name for name in os.listdir(presets) if name.endswith(".smp-preset")]
    newest = max((os.path.join(presets, name) for name in saved), key=lambda path: (path != before, os.path.getmtime(path)))
    shutil.copyfile(newest, os.path.join(JOB, "out", "learned.smp-preset"))
    result["time-write"] = time.time()


def add_to(presets, arguments):
    """The preset learnt before, among the profile's own under the name that it is to have now."""
    path = os.path.join(presets, "learnt-before.smp-preset")
    os.makedirs(presets, exist_ok=True)
    try:
        with open(arguments["preset"], encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused("To add to what was learnt before, --preset must be the learned.smp-preset of that run.") from None
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"name={arguments['learn']}\n" if line.startswith("name=") else line + "\n" for line in lines)
    return path


def figures(name, values):
    """What a filter returns besides its layer, by the names of its return values."""
    specs = Gimp.get_pdb().lookup_procedure(name).get_return_values()
    named = ((spec.get_name(), values.index(number)) for number, spec in enumerate(specs, 1))
    return {name: value for name, value in named if isinstance(value, (int, float, str))}


def timeline(image, layer, arguments):
    """With the same preset and values: of a client profile, here is where it counts."""
    base = {"run_mode": Gimp.RunMode.NONINTERACTIVE, "image": image, "drawables": [layer]}
    wanted = {"preset": arguments["preset"], "set": arguments["set"].rstrip("\n")}
    values = run("plug-in-smp-fade", **base, **wanted, output="timeline", times="before," + arguments["years"])
    picture = values.index(1)
    picture.flatten()
    export_png(picture, "timeline.png")


def compare(image, layer, wanted, arguments):
    """One comparison, LAYOUT.ENDING; the years count where the layout says them."""
    layout = wanted.partition(".")[0]
    years = arguments["years"] if layout in arguments["aged-layouts"].split() else ""
    Gimp.Selection.none(image)
    progress(f"Making {wanted}")
    values = run(
        "plug-in-smp-compare",
        run_mode=Gimp.RunMode.NONINTERACTIVE,
        image=image,
        drawables=[layer],
        layout=layout,
        language=arguments["language"],
        # As for the timeline: of a preset, what it says of the client.
        preset=arguments["preset"],
        set=arguments["set"].rstrip("\n"),
        times="before," + years if years else "",
        where_found=arguments["where-found"] == "yes",
        file=Gio.File.new_for_path(os.path.join(JOB, "out", "compare-" + wanted)),
    )
    values.index(1).delete()


def main():
    result = {}
    Gegl.init(None)
    try:
        preview(read_arguments(), result)
        with open(os.path.join(JOB, "result"), "w", encoding="utf-8") as file:
            file.writelines(f"{key}={value}\n" for key, value in result.items())
    except Refused as refusal:
        with open(os.path.join(JOB, "error"), "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(str(refusal) + "\n")
    except Exception:
        # Not foreseen: the script says where the log is.
        traceback.print_exc()


main()
