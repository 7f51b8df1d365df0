# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dots stand on the skin: no selection, crop, move, edit or file ever shuffles them."""

from world import *

# Light lost to a dot is seen this far away, in pixels: nearer to an edge pictures may differ.
REACH = 40


def pictures_agree(a, b, box):
    """Whether two pictures, placed in the image, show the same dots in a box."""
    x, y, width, height = box
    return same(a[y : y + height, x : x + width], b[y : y + height, x : x + width])


@case
def dots_do_not_depend_on_the_rectangle_of_the_selection():
    image, _ = photo()
    select(image, 40, 30, 200, 160)
    first = fill(image)
    select(image, 71, 53, 230, 170)
    second = fill(image, image.get_layers()[-1])
    both = (71 + REACH, 53 + REACH, 169 - 2 * REACH, 137 - 2 * REACH)
    assert pictures_agree(on_canvas(first), on_canvas(second), both)


@case
def more_density_or_another_session_only_adds_dots():
    image, _ = photo()
    select(image)
    few = on_canvas(fill(image, density=100.0, light_spread=0.0))[..., 1]
    many = on_canvas(fill(image, density=200.0, light_spread=0.0))[..., 1]
    one = on_canvas(fill(image, density=200.0, sessions=1, light_spread=0.0))[..., 1]
    for fewer in (few, one):
        dark = fewer[100:140, 130:190] < 0.8
        assert dark.any() and (many[100:140, 130:190][dark] < 0.81).all()
        assert many[100:140, 130:190].mean() < fewer[100:140, 130:190].mean()


def seen(smp):
    """A layer's pixels and its mask."""
    return read(smp), read(smp.get_mask(), "Y float")


def all_same(found, wanted):
    return all(same(a, b) for a, b in zip(found, wanted))


@case(1.0, 0.5, 0.9)
def an_edit_without_a_change_gives_the_same_pixels(value):
    image, _ = photo()
    select(image, value=value)
    smp = fill(image, density=400.0)
    before = seen(smp)
    assert all_same(seen(edit(image, smp)), before)


@case
def an_edit_and_back_gives_the_first_pixels():
    image, _ = photo()
    select(image)
    smp = fill(image, density=150.0)
    before = read(smp)
    smp = edit(image, smp, set="density=200; depth=0.08; light-spread=2")
    assert read(smp).shape != before.shape or not same(read(smp), before)
    smp = edit(image, smp, set="density=150; depth=0.04; light-spread=1")
    assert same(read(smp), before)


@case
def an_edit_keeps_what_it_is_not_asked_to_change():
    image, _ = photo()
    select(image)
    smp = fill(image, density=120.0, pigment="carbon-warm", seed=9)
    smp = edit(image, smp, set="dilution=20")
    values = recipe(smp)["values"]
    assert (float(values["density"]), values["pigment"], values["seed"]) == (120.0, "carbon-warm", "9")
    assert float(values["dilution"]) == 20.0


@case
def an_edit_keeps_name_opacity_place_visibility_and_channel():
    image, layer = photo()
    select(image)
    smp = fill(image)
    top = Gimp.Layer.new(image, "note", 10, 10, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
    image.insert_layer(top, None, 0)
    smp.set_name("left temple")
    smp.set_opacity(60.0)
    smp.set_visible(False)
    channels = [channel.get_id() for channel in image.get_channels()]
    again = edit(image, smp, set="density=200")
    assert (again.get_name(), again.get_visible()) == ("left temple", False)
    assert abs(again.get_opacity() - 60.0) < 0.01
    assert image.get_layers() == [top, again, layer]
    assert [channel.get_id() for channel in image.get_channels()] == channels


@case
def an_edit_leaves_the_person_on_the_edited_layer():
    image, _ = photo()
    select(image)
    smp = fill(image)
    image.set_selected_layers([smp])
    again = edit(image, smp, set="density=200")
    assert image.get_selected_layers() == [again]


@case
def an_xcf_saved_and_opened_is_edited_to_the_same_pixels():
    image, _ = photo()
    select(image)
    smp = fill(image, density=175.0, dilution=9.3, irregularity=0.61)
    pixels, before = raw(smp), seen(smp)
    image = save_and_open(image)
    smp = image.get_layers()[0]
    assert raw(smp) == pixels
    assert all_same(seen(edit(image, smp)), before)


@case(U16, FLOAT)
def so_it_is_at_other_bit_depths(precision):
    image, _ = photo(precision=precision)
    select(image)
    smp = fill(image)
    before = seen(smp)
    image = save_and_open(image)
    assert all_same(seen(edit(image, image.get_layers()[0])), before)


@case
def dots_follow_a_region_that_was_painted_on():
    image, _ = photo()
    select(image)
    smp = fill(image, light_spread=0.0)
    before = on_canvas(smp)
    channel = region_channel(image, smp)
    write(channel, np.ones((80, 40, 1)), "Y float", 210, 80)
    write(channel, np.zeros((80, 30, 1)), "Y float", 110, 80)
    after = on_canvas(edit(image, smp))
    assert pictures_agree(before, after, (150, 85, 50, 70)), "dots that stay have moved"
    assert after[90:150, 222:240, 1].mean() < 0.97, "no dots where it was painted white"
    lost = (1.0 - after[..., 1]) * after[..., 3]
    assert lost[85:155, 112:130].max() < 0.01, "dots where it was painted black"


@case((13, 9, 290, 220), (0, 0, 300, 200), (20, 15, 300, 225))
def cropping_the_image_leaves_every_dot_on_its_skin(x, y, width, height):
    image, _ = photo()
    select(image)
    smp = fill(image)
    before = on_canvas(smp)[y : y + height, x : x + width]
    image.crop(width, height, x, y)
    after = on_canvas(edit(image, smp))
    assert same(before[..., :3] * before[..., 3:], after[..., :3] * after[..., 3:])


@case((130, 0, 190, 240), (0, 0, 190, 240), (130, 100, 190, 140), (130, 100, 60, 40))
def cropping_through_the_region_leaves_every_dot_on_its_skin(x, y, width, height):
    image, _ = photo()
    select(image)
    smp = fill(image, light_spread=0.0, photo_blur=0.0)
    before = on_canvas(smp)[y : y + height, x : x + width]
    image.crop(width, height, x, y)
    after = on_canvas(edit(image, smp))
    inner = (6, 6, width - 12, height - 12)
    assert pictures_agree(before, after, inner)


@case
def a_larger_canvas_leaves_every_dot_on_its_skin():
    image, _ = photo()
    select(image)
    smp = fill(image)
    before = on_canvas(smp)
    image.resize(400, 300, 33, 21)
    after = on_canvas(edit(image, smp))
    assert pictures_agree(before, after[21 : 21 + 240, 33 : 33 + 320], REGION)


@case
def a_layer_moved_by_hand_is_edited_where_it_is():
    image, _ = photo()
    select(image)
    smp = fill(image)
    before = on_canvas(smp)
    _, x, y = smp.get_offsets()
    smp.set_offsets(x + 7, y + 5)
    assert same(np.roll(before, (5, 7), (0, 1)), on_canvas(edit(image, smp)))


@case
def layer_and_region_moved_together_keep_their_dots():
    image, layer = photo()
    select(image)
    smp = fill(image)
    before = on_canvas(smp)
    channel = region_channel(image, smp)
    mask = read(channel, "Y float")
    write(channel, np.roll(mask, (5, 7), (0, 1)), "Y float")
    for item in (smp, layer):
        _, x, y = item.get_offsets()
        item.set_offsets(x + 7, y + 5)
    after = on_canvas(edit(image, smp))
    assert same(np.roll(before, (5, 7), (0, 1)), after)


@case
def two_layers_share_the_pattern_of_the_image():
    image, _ = photo()
    select(image, 40, 30, 200, 160)
    first = fill(image)
    image.crop(300, 220, 11, 13)
    select(image, 60, 40, 150, 110)
    second = fill(image, image.get_layers()[-1])
    # A new fill counts from the image's corner: the same dots twice would be a coincidence.
    assert not pictures_agree(on_canvas(first), on_canvas(second), (110, 90, 50, 20))


@case
def an_edge_grows_inwards_from_the_selection_and_never_beyond_it():
    image, _ = photo()
    select(image)
    fill(image, edge=3.0)
    shares = read(image.get_channels()[0], "Y' float")[..., 0]
    x, y, width, height = REGION
    middle, edge_px = shares[y + height // 2], 3.0 * PX_PER_MM
    inside = np.minimum(np.arange(width) + 1, width - np.arange(width)) / edge_px
    expected = np.where(inside < 1.0, inside**2 * (3.0 - 2.0 * inside), 1.0)
    assert abs(middle[x : x + width] - expected).max() < 0.02
    beyond = np.ones_like(shares, bool)
    beyond[y : y + height, x : x + width] = False
    assert not shares[beyond].any()


@case
def an_edge_does_not_fade_at_the_photos_own_border():
    image, _ = photo()
    select(image, 0, 60, 120, 120)
    fill(image, edge=3.0)
    shares = read(image.get_channels()[0], "Y' float")[..., 0]
    assert (shares[120, :60] > 0.99).all() and shares[120, 119] < 0.1


@case
def no_edge_keeps_the_selection_as_it_was():
    image, _ = photo()
    select(image, value=0.5)
    fill(image, edge=0.0)
    shares = read(image.get_channels()[0], "Y' float")[..., 0]
    assert abs(shares[110, 120:200] - 0.5).max() <= 1.0 / 255.0


@case
def evening_out_fills_the_bare_patch_and_leaves_the_hair_as_it_is():
    image, layer = photo()
    light = read(layer, "RGB float")
    light = np.broadcast_to(np.float32((0.2, 0.13, 0.1)), light.shape).copy()
    y, x = np.mgrid[: light.shape[0], : light.shape[1]]
    patch = np.hypot(x - 160, y - 120) < 6.0 * PX_PER_MM
    light[patch] *= 1.25
    write(layer, light, "RGB float")
    select(image, 20, 20, 280, 200)
    smp, area, *_, words = succeed("fill", image, layer, even_out=100.0, density=300.0)[:6]
    assert "stay paler" not in words, words
    assert abs(area - 70.0 * 50.0 / 100.0) < 1e-3, area
    shares = read(image.get_channels()[0], "Y' float")[..., 0]
    inner = np.hypot(x - 160, y - 120) < 4.0 * PX_PER_MM
    outer = (np.hypot(x - 160, y - 120) > 9.0 * PX_PER_MM) & (x > 30) & (x < 290) & (y > 30) & (y < 210)
    assert outer.any() and shares[inner].mean() > 0.3 and shares[outer].mean() < 0.05
    # The patch comes nearer to the hair's tone, and not below it.
    treated = read(flattened(image), "RGB float")[..., 1]
    before, after = light[inner, 1].mean() / 0.13, treated[inner].mean() / treated[outer].mean()
    assert 0.97 < after < 1.0 + 0.6 * (before - 1.0), (before, after)
    assert "paint on that" in refuse("edit", image, smp, set="even-out=50")
    # What is worked on is the selection, however many dots are asked for; too few are said to be too few.
    for density in (40.0, 400.0):
        _, worked, _, _, _, words = succeed("fill", image, layer, even_out=100.0, density=density)[:6]
        assert abs(worked - area) < 1e-3
        assert ("stay paler than the hair around" in words) == (density < 100.0), words


@case
def an_edge_is_part_of_the_region_and_cannot_be_edited():
    image, _ = photo()
    select(image)
    assert "paint on that" in refuse("edit", image, fill(image, edge=2.0), set="edge=3")


def with_clipped_hair(layer, left, right):
    """Draws strokes of 12 pixels, one in each square of 8, on the columns between."""
    light = read(layer, "RGB float").copy()
    random = np.random.default_rng(3)
    for y in range(0, light.shape[0] - 22, 8):
        for x in range(left, right - 8, 8):
            (i, j), slope = random.integers(0, 6, 2), random.normal(0.0, 0.2)
            for step in range(12):
                light[y + j + step, max(left, min(right - 1, x + i + round(slope * step)))] *= 0.35
    write(layer, light, "RGB float")


@case
def only_bare_skin_gets_dots_where_half_of_the_selection_has_hair():
    image, layer = photo(600, 400, px_per_mm=10.0)
    with_clipped_hair(layer, 0, 300)
    select(image, 50, 50, 500, 300)
    all_dots = succeed("fill", image, layer)[2]
    smp, _, dots, *_ = succeed("fill", image, layer, only_bare="yes")
    shares = read(region_channel(image, smp), "Y' float")[..., 0]
    haired, bare = shares[60:340, 60:270], shares[60:340, 400:540]
    assert haired.mean() < 0.03 and bare.mean() > 0.95, (haired.mean(), bare.mean())
    assert 0.4 * all_dots < dots < 0.55 * all_dots, (dots, all_dots)
    canvas = on_canvas(smp)[60:340]
    drawn = (1.0 - canvas[..., 1]) * canvas[..., 3]
    assert drawn[:, 60:250].mean() < 0.05 * drawn[:, 400:540].mean()
    assert "paint on that" in refuse("edit", image, smp, set="only-bare=no")


def blur_of(layer):
    """The photo's softness in a layer's recipe, px."""
    return float(recipe(layer)["values"]["photo-blur"])


@case
def dots_are_as_soft_and_as_sharp_as_the_photo():
    def strokes(softness):
        image, layer = photo()
        with_clipped_hair(layer, 0, 320)
        light = read(layer, "RGB float")
        for axis in (0, 1):
            taps = np.exp(-0.5 * (np.arange(-9, 10) / max(softness, 1e-3)) ** 2)
            light = sum(w * np.roll(light, k, axis) for k, w in zip(range(-9, 10), taps / taps.sum()))
        write(layer, light, "RGB float")
        select(image, 40, 40, 200, 150)
        return image

    sharp, usual = blur_of(fill(strokes(0.0))), blur_of(fill(strokes(1.0)))
    soft, softer = blur_of(fill(strokes(2.0))), blur_of(fill(strokes(3.0)))
    assert 0.5 <= sharp < 0.8 and usual == 1.0, (sharp, usual)
    assert 1.4 < soft < 2.6 and soft + 0.4 < softer < 3.6, (soft, softer)
    # What a script says is kept.
    assert blur_of(fill(strokes(3.0), photo_blur=0.5)) == 0.5
    assert blur_of(fill(strokes(3.0), set="photo-blur=1")) == 1.0
