# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The head is round where a person says where it is: areas, dots, edits and files are those of its skin."""

from world import *

# As a head of 150 by 190 mm would fill the photo.
BALL = "10,-30,300,300,front"


def recipe_head(layer):
    text = bytes(layer.get_parasite("smp-recipe").get_data()).decode()
    return [line for line in text.splitlines() if line.startswith("head=")]


@case
def a_head_gives_more_skin_and_more_dots_and_an_edit_keeps_it():
    image, _ = photo(px_per_mm=2.0)
    select(image, 20, 20, 60, 200)
    flat = succeed("fill", image, image.get_layers()[-1], head="none")
    round_ = succeed("fill", image, image.get_layers()[-1], head=BALL)
    assert flat[1] == 60 * 200 / 400, flat[1]
    assert round_[1] > 1.15 * flat[1], (round_[1], flat[1])
    assert round_[2] > 1.15 * flat[2], (round_[2], flat[2])
    # As many on each square centimetre of skin.
    assert abs(round_[2] / round_[1] / (flat[2] / flat[1]) - 1.0) < 0.08
    assert flat[4:6] == [0.0, "The skin was taken as flat."], flat[4:6]
    assert round_[4] > 0.0 and "gets no dots" in round_[5], round_[4:6]
    assert not recipe_head(flat[0]) or recipe_head(flat[0]) == ["head="]
    head = recipe_head(round_[0])
    assert len(head) == 1 and head != ["head="], head
    before = read(round_[0])
    again = edit(image, round_[0])
    assert same(read(again), before) and recipe_head(again) == head
    opened = save_and_open(image)
    layer = next(item for item in opened.get_layers() if item.get_parasite("smp-recipe") and recipe_head(item) == head)
    assert same(read(edit(opened, layer)), before)


@case
def a_head_that_is_none_is_refused():
    image, layer = photo(px_per_mm=2.0)
    select(image)
    for words in ("auto", "auto,below", "auto,front", "10,20,300,300", "10,20,300,300,below", "10,20,3,3,front", "1e9,0,300,300,front"):
        refuse("fill", image, layer, head=words)


def head_before_a_wall(**scale):
    """A head and neck before a plain background, with what is drawn of it."""
    image, layer = photo(500, 640, **scale)
    y, x = np.mgrid[0.0:640.0, 0.0:500.0]
    head = np.hypot((x - 250) / 150, (y - 220) / 182) < 1.0
    neck = (np.abs(x - 250) < 110) & (y > 250)
    write(layer, np.where((head | neck)[..., None], [0.35, 0.22, 0.16], [0.8, 0.8, 0.8]).astype(np.float32), "RGB float")
    return image, layer


@case
def a_head_before_a_plain_background_is_found():
    image, layer = head_before_a_wall(px_per_mm=2.0)
    select(image, 150, 60, 200, 100)
    found = succeed("fill", image, layer, head="auto")
    said = succeed("fill", image, layer, head="100,38,300,364,front")
    assert abs(found[1] / said[1] - 1.0) < 0.03, (found[1], said[1])
    refuse("fill", image, layer, head="auto,top")


@case
def a_consultation_tells_how_far_the_skin_turns_away():
    for scale in ({"px_per_mm": 2.0}, {"px_per_mm": None}):
        image, layer = head_before_a_wall(**scale)
        tilts = []
        for place in ((210, 180, 80, 80), (140, 180, 40, 80), (101, 190, 14, 60), (10, 10, 50, 50)):
            select(image, *place)
            values = succeed("consultation", image, layer)
            tilts.append(values[-2])
            assert "Tilt of the head" in values[0], values[0]
        # Of the wall nothing.
        assert tilts == ["good", "fair", "poor", "unknown"], tilts
    image, layer = photo()
    assert succeed("consultation", image, layer)[-2:] == ["unknown", 0.0]


@case
def the_background_in_a_selection_gets_no_dots():
    image, layer = photo(500, 640, px_per_mm=2.0)
    y, x = np.mgrid[0.0:640.0, 0.0:500.0]
    head = np.hypot((x - 250) / 150, (y - 220) / 182) < 1.0
    write(layer, np.where(head[..., None] | (y > 400)[..., None], [0.35, 0.22, 0.16], [0.8, 0.8, 0.8]).astype(np.float32), "RGB float")
    select(image, 60, 10, 300, 200)
    area, _, _, _, words = succeed("fill", image, layer)[1:6]
    skin_cm2 = head[10:210, 60:360].sum() / 400.0
    assert abs(area / skin_cm2 - 1.0) < 0.03 < 300 * 200 / 400.0 / skin_cm2 - 1.0, (area, skin_cm2)
    assert words.endswith("The selection reaches beyond the head: what is plainly background gets no dots."), words
    wall = np.hypot((x - 250) / 158, (y - 220) / 190) > 1.0
    region = read(image.get_channels()[0], "Y float")[..., 0]
    assert region[~wall].any() and not region[wall].any()
    select(image, 10, 10, 60, 60)
    assert "All of the selection is background" in refuse("fill", image, layer)
    # Skin alone is taken as it is selected.
    select(image, 200, 100, 100, 100)
    found = succeed("fill", image, layer)
    assert found[1] == 100 * 100 / 400.0 and "background" not in found[5], found[1:6]


def area_of_head(image, head):
    set_scale(image, 2.0)
    select(image, 150, 60, 200, 100)
    layer = image.get_layers()[-1]
    smp, area = succeed("fill", image, layer, head=head)[:2]
    image.remove_layer(smp)
    return area


def opened(name):
    """As a person opens it: GIMP keeps from which file it came."""
    files = ((image, image.get_imported_file()) for image in Gimp.get_images())
    return next(image for image, file in files if file and file.get_basename() == name)


@case
def the_camera_s_distance_is_read_from_the_photo_s_own_notes():
    whole, cropped = opened("whole.jpg"), opened("cropped.jpg")
    far = area_of_head(whole, "auto,front,100000")
    # What a lens of 26 mm sees on film's diagonal of 43.27 mm, the photo's diagonal of 812 px takes as 406 mm of skin.
    near = area_of_head(whole, f"auto,front,{26 / 43.27 * np.hypot(500, 640) / 2.0:.6f}")
    assert near > 1.05 * far, (near, far)
    noted = area_of_head(whole, "auto,front")
    assert abs(noted / near - 1.0) < 1e-5, (noted, near, far)
    # It was cropped before, or is now: the lens saw more.
    for image in (cropped, whole):
        if image is whole:
            whole.crop(500, 500, 0, 0)
        assert abs(area_of_head(image, "auto,front") / far - 1.0) < 0.02, (area_of_head(image, "auto,front"), far)
    # A script's, of which GIMP may know no file; but from an XCF file it may have been cropped.
    loaded = keep(Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, whole.get_imported_file()))
    assert abs(area_of_head(loaded, "auto,front") / near - 1.0) < 0.02
    assert abs(area_of_head(save_and_open(loaded), "auto,front") / far - 1.0) < 0.02


@case
def a_turned_or_mirrored_image_keeps_its_dots_on_its_head():
    for way in ("turned", "mirrored"):
        image, _ = photo(px_per_mm=2.0)
        select(image, 60, 30, 120, 120)
        smp = fill(image, head="10,-30,300,380,front", density=300.0)
        if way == "turned":
            image.rotate(Gimp.RotationType.DEGREES90)
        else:
            image.flip(Gimp.OrientationType.HORIZONTAL)
        before = read(smp)
        after = read(edit(image, smp))
        assert before.shape == after.shape
        assert np.abs(before - after)[..., :3].mean() < 0.002, np.abs(before - after).mean()
