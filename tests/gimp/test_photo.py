# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's photo is never changed, and the picture only where it was treated."""

from world import *


@case(U8, U16, FLOAT)
def the_photo_is_the_same_to_the_bit_after_fill_edit_and_edit(precision):
    image, layer = photo(precision=precision)
    before = raw(layer)
    select(image)
    smp = fill(image)
    assert raw(layer) == before
    smp = edit(image, smp, set="density=250")
    assert raw(layer) == before
    smp = edit(image, smp, set="dilution=6; sessions=2")
    assert raw(layer) == before
    assert layer.get_parasite_list() == [] and layer.get_name() == "photo"


@case(U8, U16, FLOAT)
def the_picture_outside_the_layer_is_the_same_to_the_bit(precision):
    image, layer = photo(precision=precision)
    select(image)
    before = read(flattened(image), "RGB float")
    smp = fill(image)
    after = read(flattened(image), "RGB float")
    _, x, y = smp.get_offsets()
    outside = np.ones(after.shape[:2], bool)
    outside[y : y + smp.get_height(), x : x + smp.get_width()] = False
    assert outside.any() and (after == before)[outside].all()
    assert (after < before)[~outside].any()


@case
def the_layer_reaches_beyond_the_region_only_as_far_as_light_does():
    image, _ = photo()
    x, y, width, height = REGION
    select(image)
    smp = fill(image)
    _, left, top = smp.get_offsets()
    margin = x - left
    assert 0 < margin <= 10 * PX_PER_MM
    assert (top, smp.get_width(), smp.get_height()) == (y - margin, width + 2 * margin, height + 2 * margin)


@case
def a_region_at_the_edge_has_a_layer_within_the_image():
    image, _ = photo()
    select(image, 0, 0, 320, 240)
    smp = fill(image)
    assert tuple(smp.get_offsets())[1:] == (0, 0)
    assert (smp.get_width(), smp.get_height()) == (320, 240)


def coloured(image, x, y, width, height):
    """How far red, green and blue of the flattened picture differ there, at most."""
    part = read(flattened(image), "R'G'B' float")[y : y + height, x : x + width]
    return float((part.max(-1) - part.min(-1)).max())


@case(U8, U16, FLOAT)
def on_a_black_and_white_photo_the_dots_have_no_colour_either(precision):
    image, layer = photo(precision=precision)
    write(layer, np.repeat(read(layer, "RGB float")[..., 1:2], 3, -1), "RGB float")
    select(image)
    before = read(flattened(image), "RGB float")
    smp = fill(image)
    after = read(flattened(image), "RGB float")
    assert (after < 0.9 * before).any(), "there are no dots"
    assert coloured(image, 0, 0, image.get_width(), image.get_height()) <= 0.006
    smp = edit(image, smp, set="density=250")
    assert coloured(image, 0, 0, image.get_width(), image.get_height()) <= 0.006
    other, _ = photo(precision=precision)
    select(other)
    fill(other)
    assert coloured(other, *REGION) > 0.1


def taken(is_tinted):
    """By which shares of red, green and blue a fill's dots darken a photo of uneven light and hue, where there are dots."""
    image, layer = photo()
    colours = read(layer, "R'G'B' float") * np.linspace(0.6, 1.1, image.get_width())[None, :, None]
    colours[image.get_height() // 2 :, :, 2] *= 0.8
    if is_tinted:
        grey = colours[..., 1:2]
        colours = np.concatenate([0.04 + 0.96 * grey, grey**1.1, 0.9 * grey**1.3], -1)
    write(layer, colours, "R'G'B' float")
    select(image)
    before = read(flattened(image), "RGB float")
    fill(image)
    shares = read(flattened(image), "RGB float") / np.maximum(before, 0.02)
    return shares[shares[..., 1] < 0.8]


@case
def on_a_sepia_photo_the_dots_are_darker_sepia():
    tinted, coloured_ones = np.median(taken(True), 0), np.median(taken(False), 0)
    assert np.ptp(tinted) < 0.005, tinted
    assert np.ptp(coloured_ones) > 0.015, coloured_ones
