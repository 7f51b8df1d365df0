# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: files without a trace of the photo's, whole or not there at all; sheet, animation."""

import subprocess

from stuffed import SECRETS, stuffed_file, tags
from world import *
from test_compare import compare, names, ready, shown, words

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
ENDINGS = ("png", "jpg", "webp", "tif", "pdf", "gif", "psd")
# What a file must not have, whatever its format; IFD0 is also where TIFF keeps the picture itself.
PRIVATE = ("GPS", "ExifIFD", "IFD1", "IPTC", "MakerNotes", "Canon", "InteropIFD", "Comment", "Artist", "Thumbnail",
           "DocumentName", "SerialNumber", "Make", "Model", "Software", "HostComputer")


def path_of(name):
    folder = FOLDER / "written"
    folder.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    return folder / name


def gio(path):
    return Gio.File.new_for_path(str(path))


def stuffed_photo():
    """A client's JPEG with everything in it, opened and treated."""
    path, there = stuffed_file(path_of("x").parent)
    for group in ("GPS:", "ExifIFD:", "IPTC:", "XMP-dc:", "IFD1:", "File:Comment", "Canon:OwnerName",
                  "Canon:SerialNumber"):
        assert any(key.startswith(group) for key in there), f"the photo has no {group}"
    assert there["Canon:OwnerName"] == "Jane Client"
    image = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))
    set_scale(image)
    select(image, 60, 40, 80, 60)
    fill(image, set="dilution=8")
    Gimp.Selection.none(image)
    return image


def check_private(path, ending):
    found = tags(path)
    assert found.get("XMP-iptcExt:DigitalSourceType") == SOURCE_TYPE, found
    for key in found:
        assert not any(word in key for word in PRIVATE) or key.startswith("ICC"), (key, found[key])
    allowed = {"XMP-iptcExt:DigitalSourceType", "XMP-dc:Description"}
    assert not [key for key in found if key.startswith("XMP") and key not in allowed and "XMPToolkit" not in key]
    assert any(key.startswith("ICC_Profile") for key in found) == (ending not in ("pdf", "gif")), found
    data = path.read_bytes()
    for secret in SECRETS + (str(FOLDER),):
        for form in (secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")):
            assert form not in data, secret


@case(*ENDINGS)
def a_file_holds_nothing_of_the_photos_own_data(ending):
    image = stuffed_photo()
    was = image.get_metadata().serialize()
    path = path_of(f"out.{ending}")
    compare(image, file=gio(path), layout="side-by-side")
    check_private(path, ending)
    assert image.get_metadata().serialize() == was


@case(("animation", "gif"), ("animation", "webp"), ("animation", "psd"), ("sheet", "pdf"), ("sheet", "png"))
def nor_does_one_of_frames_or_of_a_sheet(layout, ending):
    image = stuffed_photo()
    was = image.get_metadata().serialize()
    path = path_of(f"out-{layout}.{ending}")
    picture = compare(image, file=gio(path), layout=layout)
    check_private(path, ending)
    assert image.get_metadata().serialize() == was
    # The new image is not of the photo's file either.
    assert picture.get_file() is None or picture.get_file().get_basename().endswith("simulation.xcf")
    assert set(picture.get_parasite_list()) <= {"icc-profile"}
    assert not picture.get_metadata() or "Jane" not in picture.get_metadata().serialize()


@case("png", "jpg", "webp", "tif", "psd")
def a_file_opens_as_the_picture_that_was_made(ending):
    image, _, _ = ready()
    path = path_of(f"again.{ending}")
    picture = compare(image, file=gio(path))
    again = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))
    assert (again.get_width(), again.get_height()) == (picture.get_width(), picture.get_height())
    # A file of WebP has none.
    if ending != "webp":
        assert np.allclose(again.get_resolution()[1:], picture.get_resolution()[1:], atol=0.6), again.get_resolution()
    difference = abs(shown(again)[..., :3] - shown(picture)[..., :3])
    mean = {"jpg": 0.02, "webp": 0.03}.get(ending)
    assert difference.mean() <= mean if mean else difference.max() <= 1.01 / 255.0, (difference.mean(), difference.max())
    if ending == "psd":
        modes = [child.get_mode() for layer in again.get_layers() if layer.is_group() for child in layer.get_children()]
        assert Gimp.LayerMode.MULTIPLY in modes or Gimp.LayerMode.MULTIPLY_LEGACY in modes, modes


@case(U8, U16)
def wide_colours_are_right_in_the_file(precision):
    wide = Gimp.ColorProfile.new_rgb_adobe()
    image, _, _ = ready(precision=precision, profile=wide)
    path = path_of("wide.png")
    picture = compare(image, file=gio(path))
    again = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))
    assert "sRGB" in again.get_effective_color_profile().get_label()
    # Both read as colours of one space, whatever they are stored in.
    difference = abs(read(seen(again), "CIE Lab float") - read(seen(picture), "CIE Lab float"))
    assert np.percentile(difference, 99) < 1.0, difference.max()
    own = path_of("own.tif")
    compare(image, file=gio(own), colours="photo")
    kept = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(own)))
    assert "Jane" not in kept.get_color_profile().get_description()
    assert "Adobe RGB" in kept.get_color_profile().get_description()
    difference = abs(read(seen(kept), "CIE Lab float") - read(seen(picture), "CIE Lab float"))
    assert np.percentile(difference, 99) < 1.0, difference.max()
    assert kept.get_precision() == precision


@case
def a_clean_profile_has_the_same_colours_and_the_same_bytes_each_time():
    bytes_of = []
    for profile in (None, Gimp.ColorProfile.new_rgb_srgb(), Gimp.ColorProfile.new_rgb_adobe()):
        image, layer = photo(profile=profile)
        was, before = raw(layer), read(layer, "CIE Lab float")
        clean = Gimp.get_pdb().lookup_procedure("plug-in-smp-clean-profile")
        config = clean.create_config()
        config.set_property("image", image)
        assert clean.run(config).index(0) == SUCCESS
        assert raw(layer) == was and abs(read(layer, "CIE Lab float") - before).max() < 0.05
        bytes_of.append(bytes(image.get_color_profile().get_icc_profile()))
        assert "GIMP" not in image.get_color_profile().get_description()
    assert bytes_of[0] == bytes_of[1] != bytes_of[2]
    assert b"Adobe RGB" in bytes_of[2].replace(b"\0", b"")


@case
def a_file_that_is_there_is_refused_and_stays():
    image, layer, _ = ready()
    path = path_of("there.png")
    path.write_bytes(b"mine")
    assert "is there already" in refuse("compare", image, layer, file=gio(path))
    assert path.read_bytes() == b"mine"


@case("out.bmp", "out", "missing/out.png")
def a_file_that_cannot_be_is_refused(name):
    image, layer, _ = ready()
    refuse("compare", image, layer, file=gio(path_of("x.png").parent / name))


@case("png", "pdf", "gif")
def a_full_disk_leaves_nothing(ending):
    image, layer, _ = ready(width=600, height=500)
    folder = FOLDER / "full"
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)], capture_output=True).returncode:
        raise Skipped("no small disk can be mounted here")
    try:
        sentence = refuse("compare", image, layer, crop="photo", file=gio(folder / f"out.{ending}"))
        assert "disk is full" in sentence, sentence
        assert not list(folder.iterdir())
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@case
def a_folder_that_cannot_be_written_to_is_named_so():
    image, layer, _ = ready()
    sentence = refuse("compare", image, layer, file=gio("/proc/out.png"))
    assert "out.png" in sentence, sentence


@case
def a_logo_that_is_missing_or_none_is_named():
    image, layer, _ = ready()
    open_images = len(Gimp.get_images())
    broken = path_of("broken.png")
    for path in (path_of("nothing.png"), broken):
        if path == broken:
            path.write_text("no picture")
        sentence = refuse("compare", image, layer, layout="sheet", logo=gio(path))
        assert path.name in sentence, sentence
    assert len(Gimp.get_images()) == open_images, "an image stays behind"


def texts_of(picture):
    return [layer for layer in picture.get_layers() if layer.is_text_layer()]


@case(("a4", 2480, 3508), ("letter", 2550, 3300))
def a_sheet_is_one_page_with_all_that_a_consultation_needs(paper, width, height):
    image, _, _ = ready(width=640, height=480)
    name = "Студия Żółć 頭皮 سكالب Scalp Studio of a Practitioner With a Very Long Name Indeed " * 2
    path = path_of("sheet.pdf")
    picture = compare(image, layout="sheet", paper=paper, practitioner=name, contact="ada.example", date="2026-11-23",
                      file=gio(path))
    assert (picture.get_width(), picture.get_height()) == (width, height)
    assert picture.get_resolution()[1:] == (300.0, 300.0)
    for layer in picture.get_layers():
        _, x, y = layer.get_offsets()
        inside = 0 <= x and 0 <= y and x + layer.get_width() <= width and y + layer.get_height() <= height
        assert inside, (layer.get_name(), x, y, layer.get_width(), layer.get_height())
    placed = [(line, layer.get_offsets()[1:]) for line, layer in zip(words(picture), texts_of(picture))]
    assert len(set(placed)) == len(placed), "words stand twice in one place"
    text = " ".join(words(picture))
    for fact in ("Студия", "頭皮", "ada.example", "2026-11-23", "Area, cm²", "Hours", "1 : 8", "year", "illustrative",
                 "Presets: ", "NOT AN ACTUAL RESULT", "at 300 %"):
        assert fact in text, fact
    assert tags(path)["PDF:PageCount"] == 1


@case
def the_words_of_a_pdf_stand_in_it_once():
    """As words: the page's picture, a JPEG in it, shows none of them."""
    image, _, _ = ready(width=640, height=480)
    path = path_of("words.pdf")
    picture = compare(image, layout="sheet", practitioner="Ada", file=gio(path))
    data = path.read_bytes()
    begin = data.index(b"\xff\xd8\xff")
    path_of("words.jpg").write_bytes(data[begin : data.index(b"endstream", begin)])
    behind = read(keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(FOLDER / "written" / "words.jpg"))).get_layers()[0],
                  "R'G'B' float")[..., :3]
    assert behind.shape[:2] == (picture.get_height(), picture.get_width())
    flat = Gimp.Layer.new_from_visible(picture, picture, "seen")
    seen = read(flat, "R'G'B' float")[..., :3]
    for layer in texts_of(picture):
        _, x, y = layer.get_offsets()
        place = np.s_[y : y + layer.get_height(), x : x + layer.get_width()]
        assert seen[place].std() > 0.05, "no words are seen"
        assert behind[place].std() < 0.2 * seen[place].std(), Gimp.TextLayer.get_by_id(layer.get_id()).get_text()


@case(("gif", "wipe"), ("webp", "wipe"), ("gif", "years"))
def an_animation_moves_and_every_frame_has_the_label(ending, motion):
    image, _, _ = ready(width=400, height=300)
    path = path_of(f"moving.{ending}")
    picture = compare(image, layout="animation", motion=motion, times="2", file=gio(path))
    frames = picture.get_layers()
    assert len(frames) >= 6 and all("ms) (replace)" in frame.get_name() for frame in frames)
    pixels = [read(frame, "R'G'B' float")[..., :3] for frame in frames]
    assert max(abs(a - b).max() for a, b in zip(pixels, pixels[1:])) > 0.05
    again = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, gio(path)))
    assert len(again.get_layers()) == len(frames)
    assert tags(path)["XMP-iptcExt:DigitalSourceType"] == SOURCE_TYPE
    assert "choose a name" in refuse("compare", image, image.get_layers()[0], layout="animation",
                                     file=gio(path_of("moving.jpg")))


@case
def portrait_photos_and_long_layer_names_keep_within_the_page():
    image, layer = photo(width=240, height=420)
    select(image, 60, 80, 100, 160)
    smp = fill(image)
    smp.set_name("Überlanger Name einer Region ohne Ende " * 6)
    select(image, 20, 300, 60, 60)
    fill(image, layer)
    Gimp.Selection.none(image)
    for layout in ("stacked", "grid"):
        picture = compare(image, layout=layout)
        for item in picture.get_layers():
            _, x, y = item.get_offsets()
            assert x >= 0 and y >= 0 and x + item.get_width() <= picture.get_width(), item.get_name()
            assert y + item.get_height() <= picture.get_height(), item.get_name()
    assert "Label" in names(picture)
