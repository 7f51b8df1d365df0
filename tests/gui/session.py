# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sessions in GIMP's window have in common: pictures, checks, and how a dialog is opened."""

import importlib
import os
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp, Gio  # noqa: E402

import hands  # noqa: E402

INTERACTIVE, NONINTERACTIVE = Gimp.RunMode.INTERACTIVE, Gimp.RunMode.NONINTERACTIVE
SUCCESS, CANCEL = Gimp.PDBStatusType.SUCCESS, Gimp.PDBStatusType.CANCEL
# The corner of the sample's part that is treated.
LEFT, TOP = 450, 400
results = []


def say(words, prefix="# "):
    with open(os.path.join(hands.FOLDER, "results"), "a", encoding="utf-8") as file:
        file.write(prefix + words + "\n")


def check(promise, kept):
    results.append(promise)
    say(promise, f"{'ok' if kept else 'not ok'} {len(results)} - ")
    if not kept:
        say(f"the screen was photographed last as {', '.join(hands.shots[-4:])} in {hands.SHOTS}")
        for message in gimp_messages():
            say(f"GIMP has shown so far: {message}")


def gimp_messages():
    """The words of the messages that GIMP has shown so far (spoken-names.c)."""
    try:
        with open(os.environ["SMP_TEST_SPOKEN"], encoding="utf-8", errors="replace") as file:
            return [line[9:].strip() for line in file if line.startswith("message: ")]
    except FileNotFoundError:
        return []


def run(procedure, image, layer, mode=NONINTERACTIVE, **values):
    procedure = Gimp.get_pdb().lookup_procedure(procedure)
    config = procedure.create_config()
    config.set_property("run-mode", mode)
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    for name, value in values.items():
        config.set_property(name.replace("_", "-"), value)
    return procedure.run(config).index(0)


def dialog(work, procedure, image, layer):
    """Runs a procedure as from the menu, while the hands do the work."""
    with hands.Hands(work):
        return run(procedure, image, layer, INTERACTIVE)


def load(name):
    """A file, as if opened from the menu: what a script opens has no undo."""
    image = Gimp.file_load(NONINTERACTIVE, Gio.File.new_for_path(os.path.join(hands.FOLDER, name)))
    image.undo_enable()
    return image


def sample(px_per_mm=10.0):
    """The sample photo's middle, with the scar, in a window of its own, with its scale."""
    image = load("sample/sample.jpg")
    image.crop(1300, 1300, LEFT, TOP)
    photo = image.get_layers()[0]
    assert run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=px_per_mm) == SUCCESS
    Gimp.Display.new(image)
    return image, photo


def plain(width=640, height=480):
    """Bare skin, without a scale."""
    image = Gimp.Image.new(width, height, Gimp.ImageBaseType.RGB)
    layer = Gimp.Layer.new(image, "Photo", width, height, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    Gimp.context_set_foreground(Gegl.Color.new("#cda591"))
    layer.edit_fill(Gimp.FillType.FOREGROUND)
    Gimp.Display.new(image)
    return image, layer


def pixels(drawable):
    area = Gegl.Rectangle.new(0, 0, drawable.get_width(), drawable.get_height())
    return drawable.get_buffer().get(area, 1.0, "R'G'B'A u8", Gegl.AbyssPolicy.NONE)


def mask_pixels(layer):
    return pixels(layer.get_mask()) if layer.get_mask() else None


def state(image):
    return (
        [(layer.get_name(), layer.get_visible(), pixels(layer), mask_pixels(layer)) for layer in image.get_layers()],
        [channel.get_name() for channel in image.get_channels()],
        [layer.get_name() for layer in image.get_selected_layers()],
    )


def undo_steps():
    """How many undo steps any image has got so far."""
    with open(os.environ["SMP_TEST_UNDO_LOG"], encoding="utf-8") as file:
        return len(file.readlines())


def recipe(layer):
    # Bytes of letters that are no English ones come as negative numbers.
    lines = bytes(byte % 256 for byte in layer.get_parasite("smp-recipe").get_data()).decode().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def recipe_value(layer, key):
    return float(recipe(layer)[key])


def smp_layers(image):
    return [layer for layer in image.get_layers() if layer.get_parasite("smp-recipe")]


def press_undo(name, key="ctrl+z"):
    """On the keyboard, in GIMP's own window."""
    hands.window(".*GIMP")
    hands.keys(key)
    hands.rest(3.0, 0.3)
    hands.shot(name)


def main(steps):
    Gegl.init(None)
    try:
        importlib.import_module(steps).main()
    except Exception:  # pylint: disable=broad-except
        traceback.print_exc()
        hands.shot(steps + "-failed")
        check(f"the session ran to its end ({traceback.format_exc().splitlines()[-1]})", False)
    check(f"GIMP shows no error message {hands.messages or ''}", not hands.messages)
    with open(os.path.join(hands.FOLDER, "end"), "w", encoding="utf-8"):
        pass
