# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: words of any script, logos of any size, photos of any size and colours."""

import subprocess
import threading
import time
from pathlib import Path as FilePath

from colour import ciede2000
from stuffed import tags
from world import *
from test_compare import compare, named, part, ready, shown, words
from test_compare_files import gio, path_of

NAMES = {
    "Arabic": "مركز تجميل فروة الرأس والصبغ الدقيق",
    "Chinese": "头皮微色素沉着工作室北京分店",
    "Hindi": "भारतीय खोपड़ी सूक्ष्म वर्णक स्टूडियो",
    "Hebrew and digits": "סטודיו לפיגמנטציה 24/7",
    "Thai without spaces": "สตูดิโอสักหนังศีรษะกรุงเทพมหานครอมรรัตนโกสินทร์" * 3,
    "Greek and Cyrillic": "Στούντιο Студия Микропигментации",
    "one long word": "Donaudampfschifffahrtskopfhautpigmentierungsgesellschaft" * 4,
    "marks, signs and markup": "A\u0301da & <b>Söhne</b> “%s” \\n ✂️ 👨‍🦲",
    "many lines": "one\ntwo\n\nthree\nfour",
}
LOGOS = {"1x1": (1, 1), "wide": (4000, 20), "high": (20, 4000), "huge": (6000, 5000)}
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">
<circle cx="60" cy="60" r="50" fill="#c02020"/><rect x="130" y="30" width="150" height="60" fill="#2020c0"/></svg>"""


def check_inside(picture):
    for layer in picture.get_layers():
        _, x, y = layer.get_offsets()
        inside = x >= 0 and y >= 0 and x + layer.get_width() <= picture.get_width() and (
            y + layer.get_height() <= picture.get_height())
        assert inside, (layer.get_name(), x, y, layer.get_width(), layer.get_height())


@case(*((f"{first} to {last}", *scripts) for first, last, scripts in
        ((group[0], group[-1], group) for group in (list(NAMES)[i : i + 3] for i in (0, 3, 6)))))
def names_in_any_script_are_whole_and_within_the_page(_, practitioner, contact, region):
    image, _, smp = ready()
    smp.set_name(NAMES[region].replace("\n", " "))
    path = path_of("script.pdf")
    picture = compare(image, layout="sheet", practitioner=NAMES[practitioner], contact=NAMES[contact], file=gio(path))
    check_inside(picture)
    text = "".join("".join(words(picture)).split())
    for script in (practitioner, contact, region):
        assert "".join(NAMES[script].split()) in text, script
    for name in ("Practitioner", "Contact"):
        ink = 1.0 - part(shown(picture), named(picture, name)).min(axis=2)
        assert (ink > 0.5).sum() > 200, name
    assert tags(path)["PDF:PageCount"] == 1


def logo_file(name, width, height):
    path = path_of(f"logo-{name}.png")
    image = keep(Gimp.Image.new(width, height, Gimp.ImageBaseType.RGB))
    layer = Gimp.Layer.new(image, "logo", width, height, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[: max(height // 2, 1)] = (204, 26, 26, 255)
    write(layer, pixels, "R'G'B'A u8")
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, gio(path), None)
    return path


@case(*LOGOS)
def a_logo_of_any_size_keeps_its_shape_and_its_alpha(size):
    image, _, _ = ready()
    width, height = LOGOS[size]
    picture = compare(image, layout="sheet", logo=gio(logo_file(size, width, height)), practitioner="Ada")
    check_inside(picture)
    logo = named(picture, "Logo")
    wide, high = logo.get_width(), logo.get_height()
    assert wide <= 620 and high <= 230 and abs(wide / high / (width / height) - 1.0) < 0.25 or min(wide, high) == 1
    assert wide <= 2 * width and high <= 2 * height, "a small logo is blown up"
    page = part(shown(picture), logo)
    assert abs(page[0].mean(axis=0) - (0.8, 0.1, 0.1)).max() < 0.05, page[0].mean(axis=0)
    if height > 4 and high > 4:
        assert (page[-high // 4 :] > 0.99).all(), "what is clear in the logo is not paper"


@case
def a_logo_can_be_a_drawing():
    image, _, _ = ready()
    path = path_of("logo.svg")
    path.write_text(SVG)
    picture = compare(image, layout="sheet", logo=gio(path))
    logo = named(picture, "Logo")
    assert logo.get_width() > 500, "a drawing is drawn at the size of its place"
    page = part(shown(picture), logo)
    middle, width = page.shape[0] // 2, page.shape[1]
    assert abs(page[middle, int(0.2 * width)] - np.array((0xC0, 0x20, 0x20)) / 255.0).max() < 0.02
    assert abs(page[middle, int(0.7 * width)] - np.array((0x20, 0x20, 0xC0)) / 255.0).max() < 0.02
    # Sharp: from red to white within a few pixels, and not over a tenth of the logo.
    edge = page[middle, : int(0.1 * width), 1]
    assert ((edge > 0.2) & (edge < 0.95)).sum() <= 4


@case((U8, 1.0), (U16, 0.1))
def colours_of_the_treated_skin_are_right_in_srgb(precision, most):
    """Of a pigment with a hue: its share of light is another in each space."""
    image, layer = photo(width=500, height=400, precision=precision, profile=Gimp.ColorProfile.new_rgb_adobe())
    select(image, 150, 100, 200, 150)
    fill(image, set="pigment=iron-oxide;density=400;dilution=3;dot-diameter=0.5")
    Gimp.Selection.none(image)
    path = path_of("wide.png")
    picture = compare(image, file=gio(path))
    again = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))
    group = named(picture, "Simulation")
    _, x, y = group.get_offsets()
    whole = [read(seen(which), "CIE Lab float")[y : y + group.get_height(), x : x + group.get_width()] for which in (again, picture)]
    difference = ciede2000(*whole)
    assert np.percentile(difference, 99) < most, (np.percentile(difference, 99), difference.max(), difference.mean())


@case("sRGB", "AdobeRGB")
def a_psds_layers_make_the_same_picture_in_another_program(space):
    """ImageMagick multiplies encoded numbers, as all readers of PSD do."""
    profile = Gimp.ColorProfile.new_rgb_adobe() if space == "AdobeRGB" else None
    image, photo_layer, _ = ready(width=400, height=300, profile=profile)
    select(image, 200, 90, 60, 60)
    fill(image, photo_layer, set="dilution=4")
    Gimp.Selection.none(image)
    layered, flat, merged = path_of("layers.psd"), path_of("flat.png"), path_of("merged.png")
    picture = compare(image, layout="grid", file=gio(layered))
    compare(image, layout="grid", file=gio(flat))
    subprocess.run(["convert", str(layered), "-delete", "0", "-layers", "merge", "+repage", f"png24:{merged}"], check=True)
    pictures = [shown(keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))) for path in (flat, layered, merged)]
    for other in pictures[1:]:
        assert other.shape == pictures[0].shape
        for layer in picture.get_layers():
            # Two layers round twice, another space once more; words' soft edges were drawn for that.
            steps = {"sRGB": 2.01, "AdobeRGB": 3.01}[space]
            if not layer.is_group() and layer.get_name() != "Before":
                steps = 8.01
            difference = abs(part(other, layer) - part(pictures[0], layer))
            assert difference.max() <= steps / 255.0, (layer.get_name(), difference.max() * 255.0)
    assert abs(pictures[0] - pictures[1]).mean() < 0.25 / 255.0


class Memory(threading.Thread):
    """The most memory that GIMP or a plug-in of ours has at once, in bytes, while it is watched."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most = {}
        self.over = False

    def run(self):
        while not self.over:
            for status in FilePath("/proc").glob("[0-9]*/status"):
                try:
                    fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
                except OSError:
                    continue
                name = fields["Name"].strip()
                if name in ("smp", "gimp-console-3.") or name.startswith("gimp-console"):
                    self.most[name] = max(self.most.get(name, 0), int(fields.get("VmHWM", "0 kB").split()[0]) * 1024)
            time.sleep(0.1)


@case
def a_photo_of_50_megapixels_is_shown_whole_and_in_part_with_bounded_memory():
    width, height = 8660, 5774
    image = keep(Gimp.Image.new(width, height, Gimp.ImageBaseType.RGB))
    image.undo_disable()
    layer = Gimp.Layer.new(image, "photo", width, height, Gimp.ImageType.RGB_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    tile = skin(1024, 1024)
    for y in range(0, height, 1024):
        for x in range(0, width, 1024):
            write(layer, tile[: min(1024, height - y), : min(1024, width - x)], "RGB float", x, y)
    set_scale(image, 12.0)
    select(image, 4000, 2500, 900, 600)
    fill(image)
    Gimp.Selection.none(image)
    memory = Memory()
    memory.start()
    begin = time.monotonic()
    part_of_it = compare(image, layout="side-by-side", file=gio(path_of("large.png")))
    whole = compare(image, layout="split", crop="photo", file=gio(path_of("large.jpg")))
    took = time.monotonic() - begin
    memory.over = True
    memory.join()
    assert named(part_of_it, "Before").get_width() >= 900
    assert max(whole.get_width(), whole.get_height()) <= 6400 and named(whole, "Before").get_width() == 6000
    picture_bytes = width * height * 3
    print(f"# 50 MP: {took:.1f} s, of ours {memory.most.get('smp', 0) / picture_bytes:.1f} pictures of memory")
    assert memory.most.get("smp", 0) <= 10 * picture_bytes, memory.most
