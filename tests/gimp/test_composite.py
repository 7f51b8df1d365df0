# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What GIMP shows is photo * (s + (1 - s) M) in light, with s the share of glare."""

from world import *

ADOBE_RGB_GAMMA = 563 / 256


def srgb_to_light(values):
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def srgb_from_light(values):
    values = np.clip(values, 0.0, 1.0)
    return np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)


def stored(drawable, components):
    """The numbers as they are stored, between 0 and 1, before any colour management."""
    data = raw(drawable)
    size = len(data) // (drawable.get_width() * drawable.get_height() * components)
    kind = {1: np.uint8, 2: np.uint16, 4: np.float32}[size]
    values = np.frombuffer(data, kind).astype(float)
    values = values if kind == np.float32 else values / np.iinfo(kind).max
    return values.reshape(drawable.get_height(), drawable.get_width(), components)


def expected(layer, smp, to_light):
    """The composite, from the layers' stored numbers alone, in light."""
    light = to_light(stored(layer, 3))
    _, x, y = smp.get_offsets()
    box = np.s_[y : y + smp.get_height(), x : x + smp.get_width()]
    pixels = stored(smp, 4)
    share = stored(smp.get_mask(), 1) * pixels[..., 3:]
    light[box] *= 1.0 - share + share * to_light(pixels[..., :3])
    return light


def check(precision, to_light, from_light, profile=None):
    image, layer = photo(precision=precision, profile=profile)
    select(image)
    smp = fill(image, density=250.0, dilution=6.0)
    want = expected(layer, smp, to_light)
    found = to_light(stored(flattened(image), 3))
    error = np.abs(from_light(found) - from_light(want)).max() * 255
    assert error <= 1.0, f"off by {error:.2f}/255"
    darkened = to_light(stored(layer, 3)) - want
    assert darkened.max() > 0.05, "there is nothing to see"
    assert stored(smp.get_mask(), 1).min() < 0.9, "no glare was found"


@case(U8, U16)
def the_composite_of_integers_is_what_physics_says(precision):
    check(precision, srgb_to_light, srgb_from_light)


@case
def the_composite_of_linear_floats_is_what_physics_says():
    check(FLOAT, lambda values: values, srgb_from_light)


@case(U8, U16)
def the_composite_in_a_wide_gamut_is_what_physics_says(precision):
    profile = Gimp.ColorProfile.new_rgb_adobe()
    check(precision, lambda values: values**ADOBE_RGB_GAMMA,
          lambda values: np.clip(values, 0, 1) ** (1 / ADOBE_RGB_GAMMA), profile)


@case
def the_composite_of_linear_floats_in_a_wide_gamut_is_what_physics_says():
    check(FLOAT, lambda values: values, srgb_from_light, Gimp.ColorProfile.new_rgb_adobe_linear()
          if hasattr(Gimp.ColorProfile, "new_rgb_adobe_linear") else Gimp.ColorProfile.new_rgb_adobe())


@case
def the_mask_leaves_out_glare_where_the_photo_shines():
    image, _ = photo()
    select(image)
    smp = fill(image)
    mask = np.ones((240, 320), np.float32)
    _, x, y = smp.get_offsets()
    mask[y : y + smp.get_height(), x : x + smp.get_width()] = read(smp.get_mask(), "Y float")[..., 0]
    # The gloss of the photo is around (128, 120), its plain skin on the right.
    assert mask[110:130, 118:138].mean() < 0.8
    assert mask[90:150, 190:208].mean() > 0.97


@case
def the_glare_is_that_of_the_photo_wherever_its_layer_lies():
    image, _ = photo()
    select(image)
    there = read(fill(image).get_mask(), "Y float")
    moved, layer = photo()
    layer.set_offsets(7, 5)
    select(moved, REGION[0] + 7, REGION[1] + 5)
    assert same_mask(there, read(fill(moved).get_mask(), "Y float"))


def same_mask(a, b):
    """The same to a step of 8 bits: babl times its conversions anew in each process, and takes the fastest."""
    return a.shape == b.shape and abs(a - b).max() < 1.5 / 255.0 and float(a.std()) > 0.01
