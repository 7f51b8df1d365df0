# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: every layout on the sample photo looks as it did when somebody looked at it.

The pictures in golden/ are reduced ones. In blocks of BLOCK by BLOCK of their pixels the mean colours
may differ by a ΔE00 of MOST_BLOCK, and over the whole picture by MOST_MEAN on average: what JPEG and
other fonts' hinting make of them, and less than a panel's move by a hundredth of the picture, a
missing word or another colour. With SMP_TEST_WRITE_GOLDEN set they are written anew: look at them."""

import os
import subprocess

from colour import ciede2000, lab
from world import *
from test_compare import compare, named, shown

GOLDEN = SOURCE / "tests" / "gimp" / "golden"
WIDTH = 640
BLOCK = 6
MOST_BLOCK = 3.5
MOST_MEAN = 0.4
LAYOUTS = {
    "side-by-side": {},
    "stacked": {},
    "split": {"angle": 75.0, "place": 45.0},
    "grid": {},
    "timeline": {},
    "alternatives": {},
    "sheet-a4": {"layout": "sheet", "paper": "a4"},
    "sheet-letter": {"layout": "sheet", "paper": "letter"},
    "animation-wipe": {"layout": "animation", "motion": "wipe"},
    "animation-years": {"layout": "animation", "motion": "years", "times": "4"},
    "square": {"layout": "side-by-side", "crop": "square"},
    "portrait": {"layout": "stacked", "crop": "portrait"},
    "story": {"layout": "split", "crop": "story", "angle": 0.0},
}
SHARMA = (  # Some of the paper's pairs: around the blue turn, where hue is none, and half a turn apart.
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (50, 3.2592, 0.335), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
)


def treated_sample():
    folder = FOLDER / "sample"
    if not folder.exists():
        folder.mkdir()
        command = [os.environ["SMP_TEST_SAMPLE"], "--width", "1120", "--px-per-mm", "5", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    image = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(folder / "sample.jpg"))))
    mask = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(folder / "scar.png"))))
    set_scale(image, 5.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, image.get_width(), image.get_height())
    write(image.get_selection(), read(mask.get_layers()[0], "Y' float"), "Y float")
    fill(image, set="density=160;dilution=8")
    Gimp.Selection.none(image)
    return image


def sample():
    """The sample photo at half its usual size, with its scar treated."""
    return kept("sample", treated_sample)


def reduced(pixels):
    """Averaged down by a whole number to about WIDTH pixels."""
    by = max(1, -(-pixels.shape[1] // WIDTH))
    height, width = pixels.shape[0] // by, pixels.shape[1] // by
    return pixels[: height * by, : width * by].reshape(height, by, width, by, 3).mean(axis=(1, 3))


def frames(picture):
    """An animation's first, second, middle and last frame, one above the other."""
    layers = picture.get_layers()
    chosen = [layers[i] for i in (-1, -2, len(layers) // 2, 0)]
    return np.concatenate([read(layer, "R'G'B' float")[..., :3] for layer in chosen])


def drawn(name, image, spoil=None):
    """A layout, as it is compared; spoil is done to it first."""
    arguments = {"layout": name, "date": "2026-11-25", "practitioner": "Ada Beispiel", "contact": "ada.example",
                 **LAYOUTS[name]}
    picture = compare(image, **arguments)
    if spoil:
        spoil(picture)
    if arguments["layout"] == "animation":
        return reduced(frames(picture))
    return reduced(shown(picture)[..., :3])


def blocks(pixels):
    height, width = pixels.shape[0] // BLOCK * BLOCK, pixels.shape[1] // BLOCK * BLOCK
    colours = lab(pixels[:height, :width])
    return colours.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3).mean(axis=(1, 3))


def differences(name, pixels):
    path = GOLDEN / f"{name}.jpg"
    assert path.exists(), f"{path.name} is missing"
    golden = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(str(path)))).get_layers()[0]
    wanted = read(golden, "R'G'B' float")[..., :3]
    assert wanted.shape == pixels.shape, (wanted.shape, pixels.shape)
    return ciede2000(blocks(pixels), blocks(wanted))


def write_golden(name, pixels):
    image = keep(Gimp.Image.new(pixels.shape[1], pixels.shape[0], Gimp.ImageBaseType.RGB))
    layer = Gimp.Layer.new(image, "picture", pixels.shape[1], pixels.shape[0], Gimp.ImageType.RGB_IMAGE, 100.0,
                           Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    write(layer, pixels, "R'G'B' float")
    export = Gimp.get_pdb().lookup_procedure("file-jpeg-export")
    config = export.create_config()
    GOLDEN.mkdir(exist_ok=True)
    for key, value in {"image": image, "file": Gio.File.new_for_path(str(GOLDEN / f"{name}.jpg")), "quality": 0.9,
                       "sub-sampling": "sub-sampling-1x1", "include-exif": False, "include-xmp": False,
                       "include-iptc": False, "include-thumbnail": False, "include-comment": False,
                       "include-color-profile": False}.items():
        config.set_property(key, value)
    assert export.run(config).index(0) == SUCCESS


@case
def colour_differences_are_those_of_the_paper():
    for one, other, expected in SHARMA:
        for first, second in ((one, other), (other, one)):
            assert abs(ciede2000(first, second) - expected) < 1e-4, (one, other, ciede2000(first, second))


@case(*LAYOUTS)
def a_layout_of_the_sample_looks_as_it_did(name):
    pixels = drawn(name, sample())
    if os.environ.get("SMP_TEST_WRITE_GOLDEN"):
        write_golden(name, pixels)
    found = differences(name, pixels)
    assert found.max() <= MOST_BLOCK and found.mean() <= MOST_MEAN, (found.max(), found.mean())
    print(f"# golden {name}: {found.max():.2f} at most, {found.mean():.3f} on average")


def move_panel(picture):
    panel = named(picture, "Before")
    _, x, y = panel.get_offsets()
    panel.set_offsets(x, y + picture.get_width() // 100)


def hide_label(picture):
    named(picture, "Label").set_visible(False)


def hide_title(picture):
    named(picture, "Title: Before").set_visible(False)


def hide_dots(picture):
    named(picture, "Simulation").get_children()[0].set_visible(False)


def tint_panel(picture):
    panel = named(picture, "Before")
    pixels = read(panel, "R'G'B' float")[..., :3]
    write(panel, pixels * (1.0, 1.0, 0.9), "R'G'B' float")


def change_small_print(picture):
    layer = Gimp.TextLayer.get_by_id(named(picture, "Small print").get_id())
    layer.set_text(layer.get_text().replace("sun: Normal", "sun: High"))


SPOILS = {"a moved panel": move_panel, "no label": hide_label, "no title": hide_title, "no dots": hide_dots,
          "a yellow tint": tint_panel, "another word": change_small_print}


@case(*SPOILS)
def and_is_noticed_where_it_does_not(spoil):
    found = differences("side-by-side", drawn("side-by-side", sample(), SPOILS[spoil]))
    assert found.max() > MOST_BLOCK or found.mean() > MOST_MEAN, (found.max(), found.mean())
