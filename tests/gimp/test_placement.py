# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An image is changed after it was treated: the dots stay on the skin that they were on."""

from world import *

FLIP_X, FLIP_Y = Gimp.OrientationType.HORIZONTAL, Gimp.OrientationType.VERTICAL
TURNS = {90: Gimp.RotationType.DEGREES90, 180: Gimp.RotationType.DEGREES180, 270: Gimp.RotationType.DEGREES270}


def set_resolution(image):
    image.set_resolution(72.0, 72.0)


def canvas_larger(image):
    image.resize(420, 300, 37, 21)


# What a person does to a whole image.
TO_IMAGE = {
    "nothing": lambda image: None,
    "scaled to a half": lambda image: image.scale(160, 120),
    "scaled to two thirds": lambda image: image.scale(213, 160),
    "doubled": lambda image: image.scale(640, 480),
    "turned by 90": lambda image: image.rotate(TURNS[90]),
    "turned by 180": lambda image: image.rotate(TURNS[180]),
    "turned by 270": lambda image: image.rotate(TURNS[270]),
    "flipped": lambda image: image.flip(FLIP_X),
    "flipped upside down": lambda image: image.flip(FLIP_Y),
    "cropped around": lambda image: image.crop(190, 150, 70, 50),
    "cropped through": lambda image: image.crop(120, 110, 150, 80),
    "canvas larger": canvas_larger,
    "print size": set_resolution,
    "turned and scaled": lambda image: (image.rotate(TURNS[90]), image.scale(360, 480)),
    "flipped and cropped": lambda image: (image.flip(FLIP_X), image.crop(190, 150, 70, 50)),
    "scaled twice": lambda image: (image.scale(480, 360), image.scale(384, 288)),
}


def move(*layers):
    for layer in layers:
        _, x, y = layer.get_offsets()
        layer.set_offsets(x + 17, y - 9)


# What a person does to layers: the SMP layer, or the photo too.
TO_LAYERS = {
    "SMP layer moved": lambda smp, photo: move(smp),
    "both moved": lambda smp, photo: move(smp, photo),
    "SMP layer flipped": lambda smp, photo: smp.transform_flip_simple(FLIP_X, True, 0),
    "SMP layer turned by 180": lambda smp, photo: smp.transform_rotate_simple(TURNS[180], True, 0, 0),
    "SMP layer turned by 90": lambda smp, photo: smp.transform_rotate_simple(TURNS[90], True, 0, 0),
    "SMP layer scaled": lambda smp, photo: smp.scale(smp.get_width() * 3 // 4, smp.get_height() * 3 // 4, True),
    "layer to image size": lambda smp, photo: smp.resize_to_image_size(),
}


def light_of_dots(layer):
    """Light lost on the canvas, less its mean nearby: what is left is dots."""
    canvas = on_canvas(layer)
    lost = canvas[..., 3] * (1.0 - canvas[..., 1])
    sums = np.pad(lost, ((4, 3), (4, 3))).cumsum(0).cumsum(1)
    mean = (sums[7:, 7:] - sums[:-7, 7:] - sums[7:, :-7] + sums[:-7, :-7]) / 49.0
    return lost - np.pad(mean, ((0, lost.shape[0] - mean.shape[0]), (0, lost.shape[1] - mean.shape[1])))


def likeness(a, b):
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def treated(**arguments):
    image, layer = photo(px_per_mm=None)
    set_scale(image)
    select(image)
    # One side thinner than the other, so that no turn is like another.
    write(image.get_selection(), np.linspace(0.3, 1.0, 100)[None, :, None].repeat(80, 0), "Y float", 110, 80)
    smp, area, dots, *_ = succeed("fill", image, layer, density=150.0, elongation=2.0, direction=30.0, **arguments)
    return image, layer, smp, area, dots


def check_same(image, smp, area, dots):
    """Edit draws the same dots where they are."""
    was = light_of_dots(smp)
    edited, new_area, new_dots, *_ = succeed("edit", image, smp)
    found = likeness(was, light_of_dots(edited))
    # Other dots are below 0.1.
    assert found > 0.75, f"likeness {found:.2f}"
    assert area is None or abs(new_area / area - 1.0) < 0.03, (area, new_area)
    assert dots is None or abs(new_dots - dots) <= max(2, 0.02 * dots), (dots, new_dots)


@case(*TO_IMAGE)
def edit_keeps_the_dots_of_an_image(what):
    image, _, smp, area, dots = treated()
    TO_IMAGE[what](image)
    cut = "cropped" in what
    check_same(image, smp, None if cut else area, None if cut else dots)


@case(*TO_LAYERS)
def edit_keeps_the_dots_of_a_layer(what):
    image, layer, smp, area, dots = treated()
    TO_LAYERS[what](smp, layer)
    check_same(image, smp, area, dots)


@case(*TO_IMAGE)
def the_scale_follows_the_image(what):
    image, layer = photo(px_per_mm=None)
    set_scale(image)
    TO_IMAGE[what](image)
    select(image, 5, 5, 40, 30)
    smp = fill(image)
    factor = {"scaled to a half": 0.5, "scaled to two thirds": 2 / 3, "doubled": 2.0, "turned and scaled": 1.5,
              "scaled twice": 1.2}.get(what, 1.0)
    assert abs(float(recipe(smp)["values"]["px-per-mm"]) / (PX_PER_MM * factor) - 1.0) < 0.005


@case
def the_scale_follows_through_a_file_and_back_with_undo():
    image, layer = photo(px_per_mm=None)
    set_scale(image)
    image.scale(160, 120)
    opened = save_and_open(image)
    for one, expected in ((opened, PX_PER_MM / 2), (image, PX_PER_MM / 2)):
        select(one, 5, 5, 40, 30)
        assert abs(float(recipe(fill(one))["values"]["px-per-mm"]) / expected - 1.0) < 0.005


@case
def a_stretched_image_has_no_scale():
    image, layer = photo(px_per_mm=None)
    set_scale(image)
    image.scale(320, 120)
    select(image, 5, 5, 40, 30)
    assert "stretched" in refuse("fill", image, layer)


@case
def a_scale_that_cannot_be_told_any_more_is_refused():
    image, layer = photo(px_per_mm=None)
    set_scale(image)
    image.remove_path(image.get_paths()[0])
    select(image)
    fill(image)
    image.scale(160, 120)
    image.remove_path(image.get_paths()[0])
    select(image, 5, 5, 40, 30)
    assert "set the scale again" in refuse("fill", image, layer)


@case("perspective", "painted")
def what_cannot_be_drawn_anew_is_refused_before_anything_changes(what):
    image, layer, smp, *_ = treated()
    if what == "perspective":
        Gimp.Selection.none(image)
        smp = smp.transform_perspective(100, 70, 215, 95, 90, 170, 235, 140)
    else:
        write(smp, np.full((smp.get_height(), smp.get_width(), 4), 0.7), "RGBA float")
    for procedure in ("edit", "fade", "compare"):
        sentence = refuse(procedure, image, smp)
        assert "no longer where" in sentence, f"{procedure}: {sentence}"


@case
def years_keep_the_dots_too():
    image, layer, smp, *_ = treated()
    image.scale(480, 360)
    image.rotate(TURNS[90])
    was = light_of_dots(smp)
    succeed("fade", image, smp, set="years=3")
    aged = next(one for one in image.get_layers() if one.get_parasite("smp-recipe"))
    assert likeness(was, light_of_dots(aged)) > 0.6
    check_same(image, aged, None, None)
