# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A preset from a photo of one's own work."""

from world import *

WHERE = (230, 20, 150, 150)
SCALE = 10.0
DENSITY, DIAMETER = 130.0, 0.30
NAMES = ("dots", "density", "density_confidence", "dot_diameter", "dot_diameter_confidence", "dilution", "elongation",
         "missed_dots", "photo_cover", "drawn_cover", "photo_light", "drawn_light", "words", "picture", "bare_area", "bare_confidence")


def make_work():
    image, layer = photo(400, 300, px_per_mm=SCALE)
    select(image, *WHERE)
    fill(image, layer, density=DENSITY, dot_diameter=DIAMETER)
    image.flatten()
    return image


def work():
    """A photo of skin that was treated with known values, with the work selected."""
    image = kept("work", make_work)
    select(image, *WHERE)
    return image, image.get_layers()[0]


def learn(image, layer, **arguments):
    return dict(zip(NAMES, succeed("learn", image, layer, **arguments)))


def bare_channel(image):
    channel = Gimp.Channel.new(image, "untreated", image.get_width(), image.get_height(), 50.0, Gegl.Color.new("red"))
    image.insert_channel(channel, None, 0)
    write(channel, np.ones((80, 150, 1)), "Y float", 230, 210)
    image.clean_all()
    return channel


@case
def a_preset_is_learnt_that_fill_density_uses_and_another_photo_is_added_to_it():
    image, layer = work()
    bare = bare_channel(image)
    was, steps = state(image), undo_steps(image)
    found = learn(image, layer, name="My hand", bare=bare, picture=True)
    assert state(image) == was and undo_steps(image) == steps and not image.is_dirty()
    assert abs(found["density"] / DENSITY - 1.0) < 0.15 and abs(found["dot_diameter"] / DIAMETER - 1.0) < 0.15, found
    assert found["dots"] > 150 and 0.3 < found["density_confidence"] <= 1.0
    assert abs(found["photo_cover"] - found["drawn_cover"]) < 0.05
    assert abs(found["photo_light"] - found["drawn_light"]) < 0.03
    assert "dots/cm²" in found["words"]
    beside_each_other(keep(found["picture"]))

    text = (PRESETS / "my-hand.smp-preset").read_text(encoding="utf-8")
    assert f"measured on own work, {found['dots']} dots, {time.strftime('%Y-')}" in text, text
    other, photo_layer = photo(px_per_mm=SCALE)
    select(other)
    values = recipe(fill(other, photo_layer, preset="my-hand"))["values"]
    assert abs(float(values["density"]) * (1.0 - float(values["missed-dots"])) - found["density"]) < 0.5
    assert abs(float(values["dot-diameter"]) - found["dot_diameter"]) < 0.001

    assert "already" in refuse("learn", image, layer, name="My hand")
    second = learn(image, layer, name="My hand", add=True)
    text = (PRESETS / "my-hand.smp-preset").read_text(encoding="utf-8")
    assert f"measured on own work, 2 photos, {found['dots'] + second['dots']} dots" in text and "photos=2" in text, text


@case
def untreated_skin_is_found_beside_the_work_said_and_left_to_be_corrected():
    image, layer = work()
    steps = undo_steps(image)
    found = learn(image, layer, leave_bare=True)
    assert undo_steps(image) == steps + 1, "the channel is one step"
    assert found["bare_area"] > 1.0 and found["bare_confidence"] > 0.5, found
    assert f"Untreated skin: {found['bare_area']:.1f} cm²" in found["words"], found["words"]
    channel = next((channel for channel in image.get_channels() if channel.get_name() == "Untreated skin (found)"), None)
    assert channel and channel.get_visible(), [channel.get_name() for channel in image.get_channels()]
    inside = read(channel, "Y float")[..., 0] > 0.5
    x, y, width, height = WHERE
    assert abs(inside.sum() / (100 * SCALE**2) - found["bare_area"]) < 0.02 and not inside[y:y + height, x:x + width].any()
    image.clean_all()

    given = learn(image, layer, bare=channel)
    assert given["bare_area"] == 0.0 and "Untreated" not in given["words"], "what is given is not looked for"
    assert abs(given["density"] / found["density"] - 1.0) < 0.02, "it is read as what was found was"
    left_out = learn(image, layer, find_bare=False)
    assert left_out["bare_area"] == 0.0 and "ntreated" not in left_out["words"], left_out["words"]
    assert undo_steps(image) == steps + 1, "reading is none"


@case
def where_no_untreated_skin_is_to_be_seen_that_is_said():
    image, layer = photo(200, 200, px_per_mm=SCALE)
    select(image, 0, 0, 200, 200)
    fill(image, layer, density=DENSITY, dot_diameter=DIAMETER)
    image.flatten()
    select(image, 20, 20, 150, 150)
    found = learn(image, image.get_layers()[0])
    assert found["bare_area"] == 0.0 and "No untreated skin was found" in found["words"], found["words"]


def beside_each_other(picture):
    side = picture.get_height()
    assert picture.get_width() == 2 * side
    light = read(picture.get_layers()[0], "RGB float")
    halves = light[:, :side].mean(axis=(0, 1)), light[:, side:].mean(axis=(0, 1))
    assert np.abs(halves[0] - halves[1]).max() < 0.06, halves


@case
def what_is_no_preset_of_own_photos_cannot_be_added_to():
    image, layer = work()
    assert "learnt from photos" in refuse("learn", image, layer, name="Natural", add=True)
    assert "learnt from photos" in refuse("learn", image, layer, name="Never saved", add=True)


@case
def without_a_name_nothing_is_saved():
    image, layer = work()
    presets = sorted(PRESETS.iterdir())
    found = learn(image, layer, work="years", years=5.0)
    assert sorted(PRESETS.iterdir()) == presets
    assert found["dots"] > 150 and found["picture"] is None


@case
def untreated_skin_is_refused_with_the_reason():
    image, layer = photo(400, 300, px_per_mm=SCALE)
    select(image, *WHERE)
    assert "no dots" in refuse("learn", image, layer, name="Nothing")
    assert not list(PRESETS.glob("nothing*"))


@case
def what_is_missing_is_said():
    image, layer = work()
    Gimp.Selection.none(image)
    image.clean_all()
    assert "selected" in refuse("learn", image, layer, name="Nothing")
    image, layer = photo(400, 300, px_per_mm=None)
    select(image, *WHERE)
    assert "cale" in refuse("learn", image, layer, name="Nothing")
