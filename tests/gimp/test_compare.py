# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: layouts, crops, the label, what is covered, refusals."""

import functools

from world import *

DISCLAIMER = "SIMULATED IMAGE - NOT AN ACTUAL RESULT. Individual results vary."
PICTURES = ("side-by-side", "stacked", "split", "grid", "timeline")
SOCIAL = {"square": (1080, 1080), "portrait": (1080, 1350), "story": (1080, 1920)}


def treated(arguments):
    image, _ = photo(**arguments)
    select(image)
    fill(image, set="dilution=8")
    Gimp.Selection.none(image)
    return image


def ready(**arguments):
    """A treated photo: the image, the photo's layer, the SMP layer."""
    key = [(name, value.get_label() if name == "profile" and value else value) for name, value in arguments.items()]
    image = kept(f"treated {key}", lambda: treated(arguments))
    smp, layer = image.get_layers()
    return image, layer, smp


def compare(image, **arguments):
    return keep(succeed("compare", image, image.get_layers()[0], **arguments)[0])


def names(image):
    return [layer.get_name() for layer in reversed(image.get_layers())]


def named(image, name):
    return next(layer for layer in image.get_layers() if layer.get_name() == name)


def words(image):
    return [Gimp.TextLayer.get_by_id(layer.get_id()).get_text().replace("\n", " ")
            for layer in image.get_layers() if layer.is_text_layer()]


@functools.cache
def usual_sheet():
    """Names and words of the sheet of the treated photo as it comes, made once for all cases that read no more of it."""
    picture = compare(ready()[0], layout="sheet")
    return names(picture), words(picture)


def shown(image):
    return read(seen(image), "R'G'B' float")


def part(picture, layer):
    """What a picture shows where a layer lies."""
    _, x, y = layer.get_offsets()
    return picture[y : y + layer.get_height(), x : x + layer.get_width(), :3]


def pictures_of(picture):
    return [layer for layer in picture.get_layers()
            if layer.get_name() == "Before" or layer.get_name().startswith(("Before,", "Simulation"))
            if not layer.is_text_layer()]


def place_of(layer):
    _, x, y = layer.get_offsets()
    return x, y, x + layer.get_width(), y + layer.get_height()


def check_nothing_meets(picture):
    """Words lie within the page, and over neither pictures nor each other."""
    words_of_it = [layer for layer in picture.get_layers() if layer.is_text_layer()]
    for number, layer in enumerate(words_of_it):
        x1, y1, x2, y2 = place_of(layer)
        assert x1 >= 0 and y1 >= 0 and x2 <= picture.get_width() and y2 <= picture.get_height(), layer.get_name()
        for other in pictures_of(picture) + words_of_it[:number]:
            u1, v1, u2, v2 = place_of(other)
            assert x1 >= u2 or u1 >= x2 or y1 >= v2 or v1 >= y2, (layer.get_name(), other.get_name())


def crop_place(whole, piece):
    """Where a piece lies in the whole picture; there must be exactly one place."""
    height, width = piece.shape[:2]
    step = 1.0 / 65535.0
    places = [(x, y) for x in range(whole.shape[1] - width + 1) for y in range(whole.shape[0] - height + 1)
              if abs(whole[y, x : x + 8] - piece[0, :8]).max() <= step
              and abs(whole[y : y + height, x : x + width] - piece).max() <= step]
    assert len(places) == 1, f"the crop is in the photo {len(places)} times"
    return places[0]


@case(*PICTURES)
def a_layout_is_a_new_image_of_named_layers_and_the_source_stays(layout):
    image, _, _ = ready()
    was, steps = state(image), undo_steps()
    picture = compare(image, layout=layout)
    assert state(image) == was and undo_steps() == steps and not image.is_dirty()
    found = names(picture)
    assert {"Paper", "Before", "Label", "Small print", "Title: Before"} <= set(found), found
    assert any(name.startswith("Simulation") for name in found), found
    text = words(picture)
    assert "Before" in text and not any("After" in line for line in text), text
    assert sum(DISCLAIMER in line for line in text) >= 1, text
    small_print = next(line for line in text if "dots/cm²" in line)
    for fact in ("150 dots/cm²", "0.30 mm", "dilution 8", "sun: Normal", "illustrative"):
        assert fact in small_print, small_print
    assert ("as healed" in small_print) == (layout in ("side-by-side", "stacked", "split"))
    check_nothing_meets(picture)


@case(("stacked", 750, 1000), ("grid", 750, 1000), ("stacked", 150, 800), ("split", 400, 2000), ("timeline", 1600, 320),
      ("sheet", 400, 2000))
def a_page_of_high_or_wide_pictures_is_no_more_than_some_pictures_high_and_breaks_no_word(layout, width, height):
    image, _ = photo(width=width, height=height)
    select(image, width // 4, height // 4, width // 2, height // 2)
    fill(image)
    Gimp.Selection.none(image)
    picture = compare(image, layout=layout, crop="photo")
    rows = {"stacked": 2, "grid": 2, "split": 1, "timeline": 6, "sheet": 8}[layout]
    if layout != "sheet":
        assert picture.get_height() <= 1.65 * rows * named(picture, "Before").get_height(), picture.get_height()
    check_nothing_meets(picture)
    for layer in picture.get_layers():
        if layer.is_text_layer() and layer.get_name().startswith(("Title", "Label")):
            text = Gimp.TextLayer.get_by_id(layer.get_id()).get_text()
            name = layer.get_name().replace("Title: ", "")
            assert text.replace("\n", " ") in (name, DISCLAIMER), text


@case(U8, U16, FLOAT)
def panels_show_the_very_pixels_of_the_photo_and_of_the_simulation(precision):
    image, photo_layer, _ = ready(precision=precision)
    picture = compare(image, layout="side-by-side")
    before, simulation = named(picture, "Before"), named(picture, "Simulation")
    assert (before.get_width(), before.get_height()) == (simulation.get_width(), simulation.get_height())
    piece = read(before, "R'G'B' float")[..., :3]
    x, y = crop_place(read(photo_layer, "R'G'B' float"), piece)
    height, width = piece.shape[:2]
    whole = shown(image)[y : y + height, x : x + width]
    page = shown(picture)
    assert abs(part(page, before) - piece).max() <= 1.0 / 65535.0
    step = 1.0 / 255.0 if precision == U8 else 1.0 / 32767.0
    assert abs(part(page, simulation) - whole).max() <= step * 1.01
    assert float((whole - piece).std()) > 0.01, "nothing is simulated"


@case
def of_many_layers_equal_values_are_said_once_and_long_lists_by_their_count():
    image, _ = photo(width=400, height=300)
    select(image, 180, 120, 30, 30)
    smp = fill(image, set="dilution=8")
    for number in range(39):
        image.insert_layer(smp.copy(), None, 0)
    other = image.get_layers()[20]
    other = edit(image, other, set="density=222;sun=high")
    Gimp.Selection.none(image)
    open_images = len(Gimp.get_images())
    picture = compare(image, layout="side-by-side")
    text = next(line for line in words(picture) if "dots/cm²" in line)
    assert text.count("150 dots/cm²") == 1 and text.count("222 dots/cm²") == 1, text
    assert "and 36 more: 150 dots/cm²" in text and text.count("sun: Normal") == 1 and "sun: High" in text, text
    assert len(text) < 900 and picture.get_height() < 2.0 * picture.get_width(), (len(text), picture.get_height())
    assert len(Gimp.get_images()) == open_images + 1
    check_nothing_meets(picture)


@case
def the_dots_are_a_layer_of_their_own_in_mode_multiply():
    image, _, smp = ready()
    group = named(compare(image, layout="side-by-side"), "Simulation")
    layers = group.get_children()
    assert [layer.get_mode() for layer in layers] == [Gimp.LayerMode.MULTIPLY, Gimp.LayerMode.NORMAL]
    assert layers[0].get_mask() and not layers[0].get_parasite_list()
    assert smp.get_parasite("smp-recipe") is not None


@case
def what_lies_over_the_dots_is_shown_too():
    image, _, _ = ready()
    over = Gimp.Layer.new(image, "note", 40, 40, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
    image.insert_layer(over, None, 0)
    write(over, np.full((40, 40, 4), 1.0), "RGBA float")
    over.set_offsets(REGION[0] + 20, REGION[1] + 20)
    picture = compare(image, layout="side-by-side")
    simulation = named(picture, "Simulation")
    assert not simulation.is_group()
    for layer in (simulation, named(picture, "Before")):
        white = (part(shown(picture), layer) == 1.0).all(axis=2).sum()
        assert white >= 40 * 40, (layer.get_name(), white)


@case
def hidden_smp_layers_are_no_part_of_the_simulation():
    image, photo_layer, smp = ready()
    select(image, 20, 20, 60, 40)
    other = fill(image, photo_layer)
    Gimp.Selection.none(image)
    smp.set_visible(False)
    picture = compare(image, layout="grid")
    first = next(layer for layer in picture.get_layers() if layer.get_name().startswith("Simulation"))
    assert [layer.get_name().split(" copy")[0] for layer in first.get_children()] == [other.get_name(), "Photo"] or (
        len(first.get_children()) == 2)
    other.set_visible(False)
    assert "no SMP layer" in refuse("compare", image, photo_layer)


@case(*(("label", layout, crop) for layout in PICTURES for crop in ("region", "square", "story")))
def the_label_can_be_read(_, layout, crop):
    image, _, _ = ready(width=1400, height=1100)
    picture = compare(image, layout=layout, crop=crop)
    page = shown(picture)
    label = next(layer for layer in picture.get_layers() if layer.get_name() == "Label")
    pixels = part(page, label)
    light = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)
    contrast = (np.median(light) + 0.05) / (light.min() + 0.05)
    assert contrast >= 4.5, contrast
    # The first line's capitals, from their ink.
    rows = np.flatnonzero((light < 0.5).any(axis=1))
    gaps = np.flatnonzero(np.diff(rows) > 1)
    capitals = (gaps[0] if len(gaps) else len(rows) - 1) + 1
    # 1.5 % of what is seen at once, or as large as the width lets the sentence be.
    seen = picture.get_height() if layout in ("side-by-side", "stacked", "split") else named(picture, "Before").get_height()
    fills = "\n" in Gimp.TextLayer.get_by_id(label.get_id()).get_text()
    assert capitals >= 0.015 * seen or fills, (capitals, picture.get_height())
    check_nothing_meets(picture)
    if crop in SOCIAL:
        assert (picture.get_width(), picture.get_height()) == SOCIAL[crop]


@case(*SOCIAL)
def pictures_for_social_media_always_have_the_label(crop):
    image, layer, _ = ready(width=640, height=640)
    assert "label" in refuse("compare", image, layer, crop=crop, without_label=True)
    assert "Label" in names(compare(image, crop=crop))


@case
def without_the_label_only_by_a_deliberate_tick():
    image, _, _ = ready()
    found = names(compare(image, without_label=True))
    assert "Label" not in found and "Small print" not in found and "Title: Simulation" in found


@case(("square", (300, 10)), ("portrait", (2, 200)), ("story", (260, 190)))
def the_region_is_in_every_social_picture_also_at_the_photos_edge(crop, place):
    image, layer = photo()
    select(image, *place, 40, 30)
    fill(image, set="dilution=8;density=250")
    Gimp.Selection.none(image)
    picture = compare(image, layout="side-by-side", crop=crop)
    page = shown(picture)
    dark = abs(part(page, named(picture, "Before")) - part(page, named(picture, "Simulation"))).max(axis=2) > 0.02
    assert dark.sum() > 100


@case
def a_selection_can_be_the_crop():
    image, layer, _ = ready()
    assert "Nothing is selected" in refuse("compare", image, layer, crop="selection")
    select(image, 100, 70, 80, 60)
    before = named(compare(image, crop="selection", layout="stacked"), "Before")
    assert (before.get_width(), before.get_height()) == (80, 60)


@case
def the_whole_photo_can_be_shown():
    image, layer, _ = ready()
    before = named(compare(image, crop="photo"), "Before")
    assert (read(before, "R'G'B' float")[..., :3] == read(layer, "R'G'B' float")[..., :3]).all()


@case("bar", "blur")
def what_is_selected_is_covered_in_every_pixel_that_is_kept(cover):
    image, layer, _ = ready()
    assert "Nothing is selected" in refuse("compare", image, layer, cover=cover)
    select(image, 120, 170, 60, 40)
    assert "not both" in refuse("compare", image, layer, cover=cover, crop="selection")
    picture = compare(image, cover=cover, crop="photo", layout="side-by-side")
    whole = read(layer, "R'G'B' float")[170:210, 120:180]
    photos = [named(picture, "Before"), named(picture, "Simulation").get_children()[-1]]
    for kept in photos:
        area = read(kept, "R'G'B' float")[..., :3]
        covered = area[170:210, 120:180]
        rest = np.delete(area.reshape(-1, 3), (np.arange(170, 210)[:, None] * 320 + np.arange(120, 180)).ravel(), 0)
        flat = np.delete(read(layer, "R'G'B' float").reshape(-1, 3),
                         (np.arange(170, 210)[:, None] * 320 + np.arange(120, 180)).ravel(), 0)
        assert (rest == flat).all()
        if cover == "bar":
            assert covered.max() == 0.0
        else:
            # The skin's noise is 3 %; of that next to nothing is left, and the mean stays.
            detail = np.diff(covered, axis=1).std() / np.diff(whole, axis=1).std()
            assert detail < 0.25 and abs(covered.mean() - whole.mean()) < 0.05, detail


@case
def the_split_line_divides_before_from_simulation():
    image, _, _ = ready()
    for angle, place in ((90.0, 50.0), (0.0, 50.0), (60.0, 30.0)):
        picture = compare(image, layout="split", angle=angle, place=place, margin=100.0)
        mask = read(named(picture, "Simulation").get_mask(), "Y float")[..., 0]
        height, width = mask.shape
        corner_before, corner_after = mask[0, 0], mask[-1, -1]
        assert corner_before == 0.0 and corner_after == 1.0, (angle, corner_before, corner_after)
        assert 0.1 < mask.mean() < 0.9
        line = read(named(picture, "Split line"))
        assert (line[..., 3] > 0.99).sum() > 100
        if angle == 90.0:
            assert (mask[:, : int(width * 0.3)] == 0.0).all() and (mask[:, int(width * 0.7) :] == 1.0).all()


@case
def the_sheet_shows_the_poor_outcome_beside_the_typical_one_unless_it_is_left_out_on_purpose():
    image, _, _ = ready()
    text = " ".join(usual_sheet()[1])
    assert "Simulation: typical outcome" in text and "Simulation: poor outcome" in text
    assert "outcome only" not in text
    text = " ".join(words(compare(image, layout="sheet", typical_only=True)))
    assert "Simulation: typical outcome only" in text and "Typical outcome only" in text and "poor" not in text


@case
def the_sheet_marks_where_it_is_found_when_it_is_asked_for():
    image, _, smp = ready()
    marks, key = "Marks: where it is found", "Hatched: differs from the skin around"
    plain_names, plain_words = usual_sheet()
    assert marks not in plain_names and key not in " ".join(plain_words)
    picture = compare(image, layout="sheet", where_found=True)
    assert key in " ".join(words(picture))
    # GIMP numbers the second one of a name.
    whole, close = [layer for layer in reversed(picture.get_layers()) if layer.get_name().startswith(marks)]
    # Dots on bare skin are found; skin that was not treated is not, and neither are the other pictures.
    alpha = read(whole)[..., 3] > 0
    rows, columns = np.where(alpha)
    treated = smp.get_width() * smp.get_height() / (image.get_width() * image.get_height())
    assert 0.02 < alpha.mean() < 0.5 and (read(close)[..., 3] > 0).any(), alpha.mean()
    assert rows.min() > 2 and columns.min() > 2 and rows.max() < alpha.shape[0] - 3, treated
    beside = [layer for layer in picture.get_layers() if layer.get_name().startswith("Simulation: where it is found")
              and not layer.is_text_layer()]
    assert [whole.get_offsets()[1:], whole.get_width()] in [[layer.get_offsets()[1:], layer.get_width()] for layer in beside]
    # The marks are of one hue that nobody sees as skin: blue, with light edges.
    blue = read(whole, "R'G'B'A float")[alpha & (read(whole)[..., 3] > 0.9)]
    assert (blue[:, 2] > blue[:, 0] + 0.5).all()


@case
def a_sheet_says_that_nothing_is_found_where_nothing_is():
    image, layer = photo()
    write(layer, np.full((image.get_height(), image.get_width(), 3), (0.52, 0.31, 0.22)), "RGB float")
    select(image)
    fill(image, set="density=20;dilution=30;dot-diameter=0.15")
    Gimp.Selection.none(image)
    picture = compare(image, layout="sheet", where_found=True, typical_only=True)
    text = " ".join(words(picture))
    assert "Nothing is hatched" in text and "Hatched: differs" not in text, text
    drawn = [layer for layer in picture.get_layers() if layer.get_name().startswith("Marks: where it is found")]
    assert len(drawn) == 2 and not any((read(layer)[..., 3] > 0).any() for layer in drawn)


def contrast_of(picture, title):
    """How strongly what is simulated differs from before, in a layout of pictures of one size."""
    page = shown(picture)
    return float(abs(part(page, named(picture, "Before")) - part(page, named(picture, title))).mean())


@case
def of_one_plan_the_poor_outcome_is_paler_than_the_typical_and_that_than_the_good():
    image, _, _ = ready()
    picture = compare(image, layout="timeline", times="before, 0, 5", outcome="all")
    for moment in ("Finished", "Year 5"):
        found = [contrast_of(picture, f"Simulation: {moment}, {outcome} outcome") for outcome in ("good", "typical", "poor")]
        assert found[0] >= found[1] > 1.1 * found[2], (moment, found)
    page = shown(picture)
    # Pigment that lies too deep looks blue: beside what the typical one takes, blue light is lost least.
    lost = [(part(page, named(picture, "Before")) - part(page, named(picture, f"Simulation: Finished, {outcome} outcome")))
            .mean(axis=(0, 1)) for outcome in ("typical", "poor")]
    assert lost[1][2] / lost[1][0] < 0.97 * lost[0][2] / lost[0][0], lost


@case(("side-by-side", 3), ("stacked", 3), ("grid", 9))
def all_outcomes_can_stand_in_one_picture(layout, count):
    image, _, _ = ready()
    picture = compare(image, layout=layout, outcome="all")
    found = [name for name in names(picture) if name.startswith("Simulation:")]
    assert len(found) == count and sum("poor outcome" in name for name in found) == count // 3, found
    check_nothing_meets(picture)
    assert "outcome only" not in " ".join(words(picture))


@case("split", "animation")
def what_shows_one_simulation_shows_one_outcome_and_says_which(layout):
    image, layer, _ = ready()
    assert "one outcome" in refuse("compare", image, layer, layout=layout, outcome="all")
    if layout == "split":
        picture = compare(image, layout=layout, outcome="poor")
        assert "Poor outcome only" in " ".join(words(picture))
        assert "Typical outcome only" in " ".join(words(compare(image, layout=layout)))


@case
def a_hidden_photo_is_no_before():
    image, layer, _ = ready()
    layer.set_visible(False)
    for layout in ("side-by-side", "sheet"):
        assert "is hidden" in refuse("compare", image, layer, layout=layout)


@case
def a_picture_is_named_after_the_photo_and_takes_no_other_pictures_name():
    image, _, _ = ready()
    folder = FOLDER / "case"
    folder.mkdir(exist_ok=True)
    (folder / "Case 12, simulation.xcf").write_bytes(b"mine")
    image.set_file(Gio.File.new_for_path(str(folder / "Case 12.xcf")))
    first, second = compare(image), compare(image)
    assert first.get_name() == "Case 12, simulation 2.xcf"
    assert second.get_name() == "Case 12, simulation 3.xcf", "saved, it would be written over the first"
    assert [path.name for path in folder.iterdir()] == ["Case 12, simulation.xcf"], "a file is written"


@case("before, 0, 5", "session1, session2, 0")
def a_grid_shows_the_moments_that_are_asked_for(times):
    image, _, _ = ready()
    picture = compare(image, layout="grid", times=times)
    found = [name for name in names(picture) if name == "Before" or name.startswith("Simulation")]
    assert len(found) == 3, found
    assert all(name.startswith("Simulation: ") for name in found if name != "Before")


@case("soon", "-3", "session9")
def moments_that_are_none_are_refused(times):
    image, layer, _ = ready()
    refuse("compare", image, layer, layout="grid", times=times)


@case
def without_an_smp_layer_there_is_nothing_to_compare():
    image, layer = photo()
    assert "no SMP layer" in refuse("compare", image, layer)
