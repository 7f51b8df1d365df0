# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: what is burnt in and what stands below can be read, measured in the pixels."""

from colour import luminance
from world import *
from test_compare import compare, part, ready, shown

LEAST_CONTRAST = 4.5
LEAST_HEIGHT = 0.015


def contrast(pixels):
    """Of the letters against their ground, which is most of the place."""
    light = luminance(pixels)
    ground = np.median(light)
    letters = light.max() if ground < 0.2 else light.min()
    return (max(letters, ground) + 0.05) / (min(letters, ground) + 0.05)


def capitals(pixels):
    """How high the first line's ink is."""
    light = luminance(pixels)
    ground = np.median(light)
    ink = abs(light - ground) > 0.5 * abs(light - ground).max()
    rows = np.flatnonzero(ink.any(axis=1))
    gaps = np.flatnonzero(np.diff(rows) > 1)
    return (gaps[0] if len(gaps) else len(rows) - 1) + 1


def texts(picture):
    return [layer for layer in picture.get_layers() if layer.is_text_layer()]


def label_bands(pixels):
    """(first row, last row) of the black bands, with their lines of letters, across a part of a frame."""
    sums = np.cumsum(luminance(pixels) < 0.02, axis=1)
    run = int(0.15 * pixels.shape[1])
    rows = np.flatnonzero((sums[:, run:] - sums[:, :-run] == run).any(axis=1))
    apart = np.flatnonzero(np.diff(rows) > 0.05 * len(pixels))
    parts = np.split(rows, apart + 1) if len(rows) else []
    return [(part[0], part[-1] + 1) for part in parts if part[-1] - part[0] > 5]


@case("a4", "letter")
def every_word_of_a_sheet_has_contrast_and_its_label_is_large(paper):
    image, _, _ = ready(width=1400, height=1100)
    picture = compare(image, layout="sheet", paper=paper, practitioner="Ada Beispiel", contact="ada.example")
    page = shown(picture)
    for layer in texts(picture):
        found = contrast(part(page, layer))
        assert found >= LEAST_CONTRAST, (layer.get_name(), found)
    labels = [layer for layer in texts(picture) if layer.get_name().startswith("Label")]
    # One across the page, and one in each of the two simulated pictures and of the five years.
    assert len(labels) == 8, len(labels)
    sizes = sorted(capitals(part(page, layer)) for layer in labels)
    assert sizes[-1] >= LEAST_HEIGHT * picture.get_height(), sizes
    panels = [layer for layer in picture.get_layers() if layer.get_name().startswith("Simulation") and layer.is_group()]
    assert len(panels) == 7 and sizes[0] >= LEAST_HEIGHT * max(layer.get_height() for layer in panels), sizes
    # At 300 pixels an inch nothing is below 6 points.
    assert min(capitals(part(page, layer)) for layer in texts(picture)) >= 0.7 * 6 / 72 * 300


@case(("wipe", "region"), ("years", "region"), ("wipe", "square"), ("years", "story"))
def every_simulated_frame_of_an_animation_has_a_label_that_can_be_read(motion, crop):
    image, _, _ = ready(width=1400, height=1100)
    picture = compare(image, layout="animation", motion=motion, crop=crop, times="2")
    for frame in picture.get_layers():
        pixels = read(frame, "R'G'B' float")[..., :3]
        bands = label_bands(pixels)
        if frame.get_name().startswith("Before"):
            assert not bands
            continue
        assert len(bands) == 1, (frame.get_name(), bands)
        first, last = bands[0]
        columns = np.flatnonzero((luminance(pixels[first:last]) < 0.02).mean(axis=0) > 0.3)
        letters = pixels[first + 1 : last - 1, columns[0] + 1 : columns[-1]]
        assert contrast(letters) >= LEAST_CONTRAST, (frame.get_name(), contrast(letters))
        assert capitals(letters) >= LEAST_HEIGHT * picture.get_height(), (frame.get_name(), capitals(letters))


@case("side-by-side", "stacked", "split", "grid", "timeline")
def every_word_of_a_picture_has_contrast(layout):
    image, _, _ = ready()
    for crop in ("region", "photo", "square"):
        picture = compare(image, layout=layout, crop=crop)
        page = shown(picture)
        for layer in texts(picture):
            found = contrast(part(page, layer))
            assert found >= LEAST_CONTRAST, (crop, layer.get_name(), found)


@case("side-by-side", "stacked", "split", "grid", "timeline")
def the_whole_sentence_is_large_wherever_it_stands(layout):
    """In the pictures or, where these are too small for it, below them."""
    image, layer = photo(width=400, height=300)
    select(image, 180, 60, 30, 160)
    fill(image)
    Gimp.Selection.none(image)
    picture = compare(image, layout=layout, margin=0.0)
    sentence = [layer for layer in texts(picture)
                if "NOT AN ACTUAL RESULT" in Gimp.TextLayer.get_by_id(layer.get_id()).get_text().replace("\n", " ")]
    assert sentence
    for layer in sentence:
        found = capitals(part(shown(picture), layer))
        assert found >= LEAST_HEIGHT * picture.get_height(), (found, picture.get_height())
