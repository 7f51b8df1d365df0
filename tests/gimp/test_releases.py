# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images that earlier releases saved, old/VERSION.xcf, are worked on as if this one had made them.

Where this release's own is missing it is written to old/ and the case fails: look at it, and keep it."""

import re

from world import *

OLD = SOURCE / "tests" / "gimp" / "old"
THIS_RELEASE = re.search(r"^  version: '(.+)'", (SOURCE / "meson.build").read_text(), re.MULTILINE)[1]


def smp_layers(image):
    return [layer for layer in image.get_layers() if layer.get_parasite("smp-recipe")]


def opened(path):
    return keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(path))))


def write_this_release(path):
    """An image with two layers: of a preset with values of its own, and of five years' age, one in part over the other."""
    image, layer = photo(width=120, height=100)
    write(layer, np.full((100, 120, 3), (0.52, 0.31, 0.22)), "RGB float")
    select(image, 20, 40, 60, 40)
    fill(image, layer, preset="natural", set="density=150;elongation=1.4", seed=7)
    select(image, 70, 50, 40, 40)
    fill(image, layer, set="years=5;sun=high;pigment=iron-oxide", seed=8)
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(str(path)), None)


@case
def this_releases_image_is_kept():
    path = OLD / f"{THIS_RELEASE}.xcf"
    if not path.exists():
        write_this_release(path)
        assert False, f"there was no {path.name}; it is there now: look at it, and keep it"
    assert len(smp_layers(opened(path))) == 2


@case(*sorted(path.name for path in OLD.glob("*.xcf")))
def it_is_edited_with_its_own_values(name):
    image = opened(OLD / name)
    for layer in smp_layers(image):
        values = dict(recipe(layer)["values"])
        shown = read(layer)
        again = edit(image, layer)
        assert dict(recipe(again)["values"]).items() >= values.items(), name
        assert same(read(again), shown), name
        assert region_channel(image, again)
    assert len(smp_layers(image)) == 2
