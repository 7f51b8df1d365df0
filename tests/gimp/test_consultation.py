# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script gets of a consultation: whether the photo is fit for it."""

from world import *

ASPECTS = ("resolution", "sharpness", "glare", "light", "evenness", "hair", "tilt")


def looked(image):
    """The words, and grade and number of each aspect."""
    words, *values = succeed("consultation", image, image.get_layers()[0])
    return words, dict(zip(ASPECTS, zip(values[0::2], values[1::2])))


@case((3.0, "poor"), (5.0, "fair"), (12.0, "good"))
def the_scale_grades_the_resolution(px_per_mm, grade):
    image, _ = photo(px_per_mm=px_per_mm)
    words, seen = looked(image)
    assert seen["resolution"] == (grade, px_per_mm)
    assert len(words.splitlines()) == len(ASPECTS)


@case
def a_dark_photo_is_graded_as_dark_where_the_selection_is():
    image, layer = photo()
    pixels = np.array(read(layer, "RGB float"))
    pixels[:, : pixels.shape[1] // 2] *= 0.01
    write(layer, pixels, "RGB float")
    select(image, 20, 60, 60, 100)
    assert looked(image)[1]["light"][0] == "poor"
    select(image, 240, 60, 60, 100)
    assert looked(image)[1]["light"][0] == "good"


@case
def looking_at_a_photo_changes_nothing():
    image, _ = photo()
    was, steps = state(image), undo_steps(image)
    looked(image)
    assert state(image) == was and undo_steps(image) == steps and not image.is_dirty()
