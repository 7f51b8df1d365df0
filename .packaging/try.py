# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What `try` runs in GIMP: one sentence in the file that SMP_TRY names, which begins "It works:" if it does.

import os

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp  # noqa: E402

MENU = "<Image>/Filters/Scalp Micropigmentation"
FILTERS = ("scale", "scar", "fill", "hairline-path", "hairline", "edit", "fade", "compare", "check", "learn")


class Broken(Exception):
    """Why it does not work."""


def procedure(name):
    found = Gimp.get_pdb().lookup_procedure("plug-in-smp-" + name)
    if found is None:
        raise Broken(f"GIMP has no procedure plug-in-smp-{name}.")
    return found


def run(name, image, layer, **values):
    config = procedure(name).create_config()
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    for key, value in values.items():
        config.set_property(key.replace("_", "-"), value)
    if procedure(name).run(config).index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Broken(f"plug-in-smp-{name} failed: {Gimp.get_pdb().get_last_error()}")


def menu():
    for name in FILTERS:
        if not any(path.startswith(MENU) for path in procedure(name).get_menu_paths()):
            raise Broken(f"plug-in-smp-{name} is not in the menu.")


def pixels(layer):
    area = Gegl.Rectangle.new(0, 0, layer.get_width(), layer.get_height())
    return bytes(layer.get_buffer().get(area, 1.0, "Y' u8", Gegl.AbyssPolicy.NONE))


def draw():
    """A preset that is shipped, on plain skin."""
    image = Gimp.Image.new(240, 160, Gimp.ImageBaseType.RGB)
    photo = Gimp.Layer.new(image, "Photo", 240, 160, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(photo, None, 0)
    Gimp.context_set_foreground(Gegl.Color.new("#cda591"))
    photo.edit_fill(Gimp.FillType.FOREGROUND)
    run("scale", image, photo, measure="number", px_per_mm=8.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 60, 40, 120, 80)
    run("fill", image, photo, preset="full")
    if len(image.get_layers()) != 2:
        raise Broken("Fill Density made no layer.")
    seen = pixels(image.get_layers()[0])
    dark = sum(value < 200 for value in seen)
    if not 100 < dark < len(seen) / 2:
        raise Broken(f"Fill Density drew {dark} dark pixels, which are no dots.")


def main():
    Gegl.init(None)
    if os.environ["SMP_ALONE"] and any(name.startswith("smp:") for name in Gegl.list_operations()):
        raise Broken("GEGL finds operations of ours that are not the package's.")
    menu()
    draw()
    return f"It works: the filters are in the menu of GIMP {Gimp.version()}, and dots are drawn."


try:
    answer = main()
except Broken as reason:
    answer = str(reason)
with open(os.environ["SMP_TRY"], "w", encoding="utf-8") as file:
    file.write(answer + "\n")
