# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a result is made of: an ordinary layer, its mask, its recipe and its region."""

import re

from world import *


def made(**arguments):
    image, layer = photo()
    select(image)
    return image, layer, fill(image, **arguments)


@case
def the_layer_multiplies_and_lies_right_above_the_photo():
    image, layer = photo(layers=3)
    photo_2 = image.get_layers()[1]
    select(image)
    smp = fill(image, photo_2)
    assert smp.get_mode() == Gimp.LayerMode.MULTIPLY
    assert smp.get_opacity() == 100.0 and smp.get_visible()
    assert image.get_item_position(smp) == image.get_item_position(photo_2) - 1 == 1
    assert len(image.get_layers()) == 4


@case
def a_photo_in_a_group_has_the_layer_in_the_group():
    image, layer = photo()
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    image.reorder_item(layer, group, 0)
    select(image)
    smp = fill(image, layer)
    assert smp.get_parent() == group and group.get_children() == [smp, layer]


@case
def alpha_is_1_where_light_is_lost_and_0_far_away():
    _, _, smp = made()
    pixels = read(smp)
    alpha = pixels[..., 3]
    lost = (pixels[..., :3] < 0.999).any(axis=2)
    assert lost.any() and (alpha[lost] == 1.0).all()
    assert ((alpha == 0.0) | (alpha == 1.0)).all()
    assert alpha[0, 0] == 0.0 or not lost[0, 0]


@case
def the_layer_only_ever_darkens():
    _, _, smp = made()
    light = read(smp)[..., :3]
    assert light.min() >= 0.0 and light.max() <= 1.0
    assert 0.5 < light[40:-40, 40:-40].mean() < 0.95


@case
def layer_and_channel_have_names_that_belong_together():
    image, _, smp = made()
    assert smp.get_name() == "SMP Fill"
    assert [channel.get_name() for channel in image.get_channels()] == ["SMP region: SMP Fill"]
    assert not image.get_channels()[0].get_visible()


@case
def a_second_layer_and_its_channel_have_names_of_their_own():
    image, _, first = made()
    select(image, 130, 90, 40, 40)
    second = fill(image)
    assert first.get_name() != second.get_name()
    assert region_channel(image, second) != region_channel(image, first)


@case(1.0, 0.5, 0.25)
def the_region_channel_holds_the_values_of_the_selection(value):
    image, _ = photo()
    select(image, value=value)
    before = raw(image.get_selection())
    smp = fill(image)
    # Number for number, as GIMP's own Save to Channel does it.
    assert raw(region_channel(image, smp)) == before and len(set(before)) == 2
    assert raw(image.get_selection()) == before


@case
def half_a_selection_has_half_the_dots():
    def dots(value):
        image, _ = photo()
        select(image, value=value)
        return succeed("fill", image, image.get_layers()[0], density=300.0)[2]

    assert abs(dots(0.5) / dots(1.0) - 128 / 255) < 0.02


@case
def the_figures_are_those_of_the_region():
    image, layer = photo()
    select(image)
    _, area, dots, coverage, *_ = succeed("fill", image, layer, density=200.0, dot_diameter=0.3)
    assert abs(area - 100 * 80 / PX_PER_MM**2 / 100) < 1e-6
    assert abs(dots / area / 200.0 - 1) < 0.03
    # Dots as discs, which may overlap.
    assert 0.85 < coverage / (200.0 * np.pi * 0.015**2 * 100) < 1.05


@case
def the_recipe_names_every_value_and_can_be_read_back():
    image, _, smp = made(density=212.5, dilution=7.0, pigment="iron-oxide", seed=42)
    stored = recipe(smp)
    assert stored["preset"]["version"] == "2" and stored["preset"]["filter"] == "fill"
    values = dict(stored["values"])
    assert float(values["density"]) == 212.5 and float(values["dilution"]) == 7.0
    assert values["pigment"] == "iron-oxide" and values["seed"] == "42"
    assert float(values["px-per-mm"]) == PX_PER_MM
    declared = re.findall(r'^SMP_(?:DOUBLE|INT|CHOICE|DIRECTIONS|HEAD) \(\w+, "([^"]+)"', (SOURCE / "include/smp/params.def").read_text(), re.M)
    assert sorted(values) == sorted(declared)
    assert smp.get_parasite("smp-recipe").get_flags() & Gimp.PARASITE_PERSISTENT


@case
def the_selection_stays_and_the_person_stays_on_a_layer():
    image, layer = photo()
    select(image)
    fill(image, layer)
    assert image.get_selected_channels() == []
    assert len(image.get_selected_layers()) == 1
    assert not Gimp.Selection.is_empty(image)


@case
def a_second_fill_lies_on_the_photo_also_when_the_first_was_selected():
    image, layer, first = made()
    clean, other = photo()
    select(clean, 150, 100, 90, 70)
    alone = fill(clean, other)
    select(image, 150, 100, 90, 70)
    second = fill(image, first)
    assert image.get_layers().index(second) == image.get_layers().index(layer) - 1
    # As if the first was not there: dots, and the glare that the photo has.
    assert same(read(second), read(alone))
    assert same(read(second.get_mask(), "Y float"), read(alone.get_mask(), "Y float"))


@case
def a_scale_given_to_fill_holds_for_that_layer_alone():
    image, _ = photo()
    select(image)
    smp = fill(image, px_per_mm=8.0)
    assert float(recipe(smp)["values"]["px-per-mm"]) == 8.0
    assert b"px-per-mm=4\n" in bytes(image.get_parasite("smp-scale").get_data())


@case(U8, U16, FLOAT)
def the_dots_are_the_same_at_every_bit_depth(precision):
    image, _, first = made()
    other, _ = photo(precision=precision)
    select(other)
    assert np.abs(read(fill(other)) - read(first)).max() < 0.005


@case("fill", "edit")
def the_layer_and_not_its_mask_is_what_one_goes_on_with(procedure):
    image, _, smp = made()
    if procedure == "edit":
        smp = edit(image, smp)
    assert not smp.get_edit_mask()
    assert image.get_selected_drawables() == [smp]


@case
def a_mask_and_the_region_stand_for_their_smp_layer():
    image, _, smp = made()
    region = image.get_channels()[0]
    for drawable in (smp.get_mask(), region):
        smp = edit(image, drawable, set="density=90")
        assert float(recipe(smp)["values"]["density"]) == 90.0
        assert len(image.get_layers()) == 2


@case
def a_mask_of_the_photo_and_any_channel_stand_for_the_photo():
    image, layer, _ = made()
    channel = Gimp.Channel.new(image, "any", 320, 240, 50.0, Gegl.Color.new("red"))
    image.insert_channel(channel, None, 0)
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    for number, drawable in enumerate((channel, mask), 2):
        fill(image, drawable)
        assert len(image.get_layers()) == number + 1


@case
def a_retouched_copy_can_take_the_photos_place():
    image, layer, smp = made()
    dots = read(smp)
    copy = layer.copy()
    image.insert_layer(copy, None, 1)
    image.remove_layer(layer)
    was = raw(copy)
    assert "deleted" in refuse("edit", image, smp)
    smp = edit(image, smp, photo=copy)
    assert same(read(smp), dots) and raw(copy) == was
    # It is the photo from then on.
    edit(image, smp, set="density=90")


@case("itself", "another image", "group", "SMP layer")
def what_cannot_be_the_photo_is_refused(what):
    image, layer, smp = made()
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    chosen = {"itself": lambda: smp, "another image": lambda: photo()[1], "group": lambda: group,
              "SMP layer": lambda: fill(image, layer)}[what]()
    image.set_selected_layers([smp])
    assert "must be another layer" in refuse("edit", image, smp, photo=chosen)
