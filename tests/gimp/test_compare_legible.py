# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: the words beside the pictures can be read, measured in the pixels."""

from colour import luminance
from world import *
from test_compare import check_nothing_meets, compare, part, ready, shown

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


def line_below(pixels):
    """(first row, last row) of the first line of letters below a frame's picture."""
    light = luminance(pixels)
    # The picture is the longest run of rows without paper in the page's middle.
    paper = np.concatenate(([-1], np.flatnonzero(light[:, light.shape[1] // 2] > 0.98), [len(light)]))
    bottom = paper[np.diff(paper).argmax() + 1]
    rows = bottom + np.flatnonzero((light[bottom:] < 0.5).any(axis=1))
    gaps = np.flatnonzero(np.diff(rows) > 1)
    return rows[0], rows[gaps[0] if len(gaps) else -1] + 1


@case("a4", "letter")
def every_word_of_a_sheet_has_contrast_and_its_label_is_large(paper):
    image, _, _ = ready(width=1400, height=1100)
    picture = compare(image, layout="sheet", paper=paper, practitioner="Ada Beispiel", contact="ada.example")
    page = shown(picture)
    for layer in texts(picture):
        found = contrast(part(page, layer))
        assert found >= LEAST_CONTRAST, (layer.get_name(), found)
    labels = [layer for layer in texts(picture) if layer.get_name().startswith("Label")]
    # One line for each row of pictures.
    panels = [layer for layer in picture.get_layers() if layer.get_name().startswith("Simulation") and layer.is_group()]
    rows = {layer.get_offsets()[2] for layer in panels}
    assert len(panels) == 9 and len(labels) == len(rows), (len(panels), len(labels), rows)
    sizes = sorted(capitals(part(page, layer)) for layer in labels)
    assert sizes[0] >= LEAST_HEIGHT * max(layer.get_height() for layer in panels), sizes
    check_nothing_meets(picture)
    # At 300 pixels an inch nothing is below 6 points.
    assert min(capitals(part(page, layer)) for layer in texts(picture)) >= 0.7 * 6 / 72 * 300


@case(("wipe", "region"), ("years", "region"), ("wipe", "square"), ("years", "story"))
def every_simulated_frame_of_an_animation_has_a_label_that_can_be_read(motion, crop):
    image, _, _ = ready(width=1400, height=1100)
    picture = compare(image, layout="animation", motion=motion, crop=crop, times="2")
    first, last = line_below(read(picture.get_layers()[0], "R'G'B' float")[..., :3])
    for frame in picture.get_layers():
        letters = read(frame, "R'G'B' float")[first:last, :, :3]
        if frame.get_name().startswith("Before"):
            assert letters.min() > 0.99
            continue
        assert contrast(letters) >= LEAST_CONTRAST, (frame.get_name(), contrast(letters))
        assert last - first >= LEAST_HEIGHT * picture.get_height(), (frame.get_name(), first, last)


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
