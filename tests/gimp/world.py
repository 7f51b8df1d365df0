# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cases are told with: photos, procedures, pixels, and the state of an image."""

import configparser
import functools
import os
import sys
import time
from pathlib import Path

import gi
import numpy as np

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, Gio, GObject  # noqa: E402  pylint: disable=wrong-import-position

# Each: its file, its name, what is done, and whether others of the same function stand before and after it.
CASES = []
FOLDER = Path(os.environ["SMP_TEST_FOLDER"])
SOURCE = Path(os.environ["SMP_TEST_SOURCE"])
PLUG_IN = Path(os.environ["SMP_TEST_PLUG_IN"])
PRESETS = FOLDER / "profile" / "smp" / "presets"
PX_PER_MM = 4.0
REGION = (110, 80, 100, 80)
SUCCESS = Gimp.PDBStatusType.SUCCESS
U8, U16, FLOAT = Gimp.Precision.U8_NON_LINEAR, Gimp.Precision.U16_NON_LINEAR, Gimp.Precision.FLOAT_LINEAR
_images = []
_kept = {}


class Skipped(Exception):
    """Why a case cannot be run on this machine."""


def case(*arguments):
    """Makes a function a case; with arguments, a case for each of them. Its name is the promise."""

    def add(function, is_inner, suffix="", *values):
        CASES.append((function.__module__, function.__name__.replace("_", " ") + suffix, lambda: function(*values), is_inner))

    if len(arguments) == 1 and callable(arguments[0]):
        add(arguments[0], False)
        return arguments[0]

    def decorate(function):
        for place, argument in enumerate(arguments):
            values = argument if isinstance(argument, tuple) else (argument,)
            label = ", ".join(getattr(value, "value_nick", None) or ascii(value) for value in values)
            add(function, 0 < place < len(arguments) - 1, f": {label[:60]}", *values)
        return function

    return decorate


def start():
    Gegl.init(None)
    PRESETS.mkdir(parents=True)
    # Any procedure lets GIMP's core go on, until the module that watches undo is ready.
    for _ in range(400):
        if (FOLDER / "undo.log").exists():
            return
        Gimp.Image.new(1, 1, Gimp.ImageBaseType.RGB).delete()
        time.sleep(0.01)
    sys.exit("the undo module is not watching")


def clear():
    while _images:
        image = _images.pop()
        if image.is_valid():
            image.delete()


# --- Photos -----------------------------------------------------------------------------------

@functools.cache
def skin(width, height):
    """Linear RGB of uneven, noisy skin with a glossy spot, the same every time, to be read."""
    random = np.random.default_rng(1)
    x, y = np.meshgrid(np.arange(width) / width, np.arange(height) / height)
    light = (0.75 + 0.25 * x - 0.2 * y)[..., None] * random.normal(1.0, 0.03, (height, width, 3))
    gloss = 0.6 * np.exp(-(((x - 0.4) / 0.15) ** 2 + ((y - 0.5) / 0.2) ** 2))[..., None]
    pixels = np.clip(light * (0.52, 0.31, 0.22) + gloss, 0.0, 1.0).astype(np.float32)
    pixels.flags.writeable = False
    return pixels


def keep(image):
    _images.append(image)
    return image


def photo(width=320, height=240, precision=U8, px_per_mm=PX_PER_MM, profile=None, layers=1):
    """An image with one layer, undo on, not dirty; with its scale set, unless that is None."""
    image = keep(Gimp.Image.new_with_precision(width, height, Gimp.ImageBaseType.RGB, precision))
    if profile:
        assert image.set_color_profile(profile)
    for number in range(layers):
        layer = Gimp.Layer.new(image, f"photo {number + 1}" if number else "photo", width, height,
                               Gimp.ImageType.RGB_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
        image.insert_layer(layer, None, -1)
        write(layer, skin(width, height), "RGB float")
    image.set_selected_layers([image.get_layers()[0]])
    if px_per_mm is not None:
        text = f"[smp-scale]\nversion=1\npx-per-mm={px_per_mm:g}\nsource=number\n"
        image.attach_parasite(Gimp.Parasite.new("smp-scale", 3, text.encode()))
    image.clean_all()
    return image, image.get_layers()[0]


def kept(key, make):
    """A fresh copy of the image that make() returned for the key's first asker, as from a file."""
    if key not in _kept:
        image = make()
        _kept[key] = FOLDER / f"kept-{len(_kept)}.xcf"
        assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(str(_kept[key])), None)
        if image in _images:
            _images.remove(image)
        image.delete()
    image = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(_kept[key]))))
    image.undo_enable()
    image.clean_all()
    return image


def set_scale(image, px_per_mm=PX_PER_MM):
    return succeed("scale", image, image.get_layers()[0], measure="number", px_per_mm=px_per_mm)


def select(image, x=REGION[0], y=REGION[1], width=REGION[2], height=REGION[3], value=1.0):
    """Selects a rectangle, as a whole or in part."""
    image.select_rectangle(Gimp.ChannelOps.REPLACE, x, y, width, height)
    if value != 1.0:
        write(image.get_selection(), np.full((height, width, 1), value), "Y float", x, y)
    image.clean_all()


def save_and_open(image):
    file = Gio.File.new_for_path(str(FOLDER / "saved.xcf"))
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, file, None)
    return keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, file))


# --- Procedures -------------------------------------------------------------------------------

def call(procedure, image, drawables, **arguments):
    """(status, values, sentence) of a procedure of ours."""
    pdb = Gimp.get_pdb()
    config = pdb.lookup_procedure(f"plug-in-smp-{procedure}").create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    if not isinstance(drawables, (list, tuple)):
        drawables = [drawables]
    config.set_core_object_array("drawables", drawables)
    for key, value in arguments.items():
        config.set_property(key.replace("_", "-"), value)
    values = pdb.lookup_procedure(f"plug-in-smp-{procedure}").run(config)
    status = values.index(0)
    sentence = "" if status == SUCCESS else pdb.get_last_error()
    return status, [values.index(i) for i in range(1, values.length())], sentence


def succeed(procedure, image, drawables, **arguments):
    status, values, sentence = call(procedure, image, drawables, **arguments)
    assert status == SUCCESS, f"{status.value_nick}: {sentence}"
    return values


def fill(image, drawables=None, **arguments):
    """The SMP layer of a fill of the image's first layer."""
    return succeed("fill", image, drawables or image.get_layers()[-1], **arguments)[0]


def edit(image, layer, **arguments):
    return succeed("edit", image, layer, **arguments)[0]


def refuse(procedure, image, drawables, **arguments):
    """The sentence of a call that must fail and leave the image as it was."""
    was = state(image)
    steps = undo_steps(image)
    image.clean_all()
    status, _, sentence = call(procedure, image, drawables, **arguments)
    assert status in (Gimp.PDBStatusType.EXECUTION_ERROR, Gimp.PDBStatusType.CALLING_ERROR), status
    assert not image.is_dirty(), f"the image is dirty after “{sentence}”"
    assert state(image) == was, "the image has changed"
    assert undo_steps(image) == steps, "an undo step was left"
    check_sentence(sentence)
    return sentence


def check_sentence(text):
    """One sentence in a person's words."""
    assert text and "\n" not in text, f"not one line: “{text}”"
    assert text.endswith("."), f"no full stop: “{text}”"
    assert text.count(". ") == 0, f"more than one sentence: “{text}”"
    assert text[0].isupper() or text[0] in "“0123456789" or ".smp-preset" in text, f"no sentence: “{text}”"
    for word in ("assertion", "GError", "(null)", "parasite", "nan(", "GKeyFile", "Key file", "PDB"):
        assert word not in text, f"“{word}” is no word for a person: “{text}”"


# --- Pixels -----------------------------------------------------------------------------------

def rectangle(drawable):
    return Gegl.Rectangle.new(0, 0, drawable.get_width(), drawable.get_height())


def raw(drawable):
    """A drawable's stored bytes."""
    buffer = drawable.get_buffer()
    return bytes(buffer.get(rectangle(drawable), 1.0, None, Gegl.AbyssPolicy.NONE))


def read(drawable, babl_format="RGBA float"):
    """A drawable's pixels as float, height x width x components."""
    data = drawable.get_buffer().get(rectangle(drawable), 1.0, babl_format, Gegl.AbyssPolicy.NONE)
    return np.frombuffer(bytes(data), np.float32).reshape(drawable.get_height(), drawable.get_width(), -1)


def write(drawable, values, babl_format, x=0, y=0):
    height, width = values.shape[:2]
    buffer = drawable.get_buffer()
    data = np.ascontiguousarray(values, values.dtype if values.dtype == np.uint8 else np.float32).tobytes()
    buffer.set(Gegl.Rectangle.new(x, y, width, height), babl_format, data)
    buffer.flush()
    drawable.update(x, y, width, height)


def flattened(image):
    """The one layer of a flattened copy of the image."""
    return keep(image.duplicate()).flatten()


def seen(image):
    """What the image shows, as the one layer of another: of a page of dozens of layers it takes a tenth of flattening it."""
    other = keep(Gimp.Image.new_with_precision(image.get_width(), image.get_height(), image.get_base_type(), image.get_precision()))
    other.undo_disable()
    if image.get_color_profile():
        other.set_color_profile(image.get_color_profile())
    layer = Gimp.Layer.new_from_visible(image, other, "seen")
    other.insert_layer(layer, None, 0)
    return layer


def on_canvas(layer):
    """A layer's RGBA placed in its image, 0 where it is not."""
    image = layer.get_image()
    canvas = np.zeros((image.get_height(), image.get_width(), 4), np.float32)
    _, x, y = layer.get_offsets()
    canvas[y : y + layer.get_height(), x : x + layer.get_width()] = read(layer)
    return canvas


def same(a, b):
    """Whether two pictures are the same, and show something.

    Each procedure is a process of its own, in which babl times its conversions anew and takes the
    fastest: all may differ by a step of 16 bits, and of ten thousand samples one, or one of fewer, by a step of 8."""
    if a.shape != b.shape or float(a[..., :3].std()) <= 0.001:
        return False
    difference = abs(a.astype(np.float64) - b)
    many = max(1, 1e-4 * difference.size)
    return difference.max() <= 1.01 / 255.0 and (difference > 1.01 / 65535.0).sum() <= many


# --- The image's state ------------------------------------------------------------------------

def item_state(item):
    return (item.get_id(), item.get_name(), item.get_visible(), item.get_parasite_list(),
            raw(item) if not item.is_group() else b"")


def state(image):
    """All that a person would miss: layers, masks, channels, selection, parasites, pixels."""
    items = image.get_layers() + image.get_channels() + [image.get_selection()]
    items += [layer.get_mask() for layer in image.get_layers() if layer.get_mask()]
    return [item_state(item) for item in items] + [
        image.get_parasite_list(),
        [path.get_id() for path in image.get_paths()],
        [layer.get_id() for layer in image.get_selected_layers()],
        [channel.get_id() for channel in image.get_selected_channels()],
    ]


def undo_steps(image=None):
    """How many undo steps have been made since GIMP started, in one image or in all."""
    steps = (FOLDER / "undo.log").read_text(encoding="utf-8").splitlines()[1:]
    return len([step for step in steps if image is None or step.split()[0] == str(image.get_id())])


def undo(image):
    image.attach_parasite(Gimp.Parasite.new("smp-test-undo", 0, b"1"))
    image.detach_parasite("smp-test-undo")


def recipe(layer):
    """The recipe stored in an SMP layer."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read_string(bytes(layer.get_parasite("smp-recipe").get_data()).decode())
    return parser


def set_recipe(layer, text):
    layer.attach_parasite(Gimp.Parasite.new("smp-recipe", 3, text.encode()))


def region_channel(image, layer):
    return next(c for c in image.get_channels() if c.get_name() == f"SMP region: {layer.get_name()}")


__all__ = [name for name in dir() if not name.startswith("_")]
