# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person did to an SMP layer is kept by Edit, or it says that it cannot keep it."""

from world import *


def made(x=REGION[0], **arguments):
    image, layer = photo()
    select(image, x)
    return image, layer, fill(image, layer, **arguments)


@case
def a_painted_mask_stays_painted():
    image, _, smp = made()
    mask = smp.get_mask()
    glare = read(mask, "Y float").copy()
    painted = glare.copy()
    painted[:, : painted.shape[1] // 2] = 0.0
    write(mask, painted, "Y float")
    for values in ("density=90", "density=200"):
        smp = edit(image, smp, set=values)
        assert np.abs(read(smp.get_mask(), "Y float") - painted).max() < 0.005, values


@case("timeline", "alternatives")
def what_was_painted_out_is_shown_without_dots_in_pictures_that_draw_them_anew(layout):
    image, layer, smp = made()
    write(smp.get_mask(), np.zeros((smp.get_height(), smp.get_width()), np.float32), "Y float")
    if layout == "timeline":
        picture = keep(succeed("fade", image, smp, output="timeline", times="before, 1 year")[0])
    else:
        picture = keep(succeed("compare", image, layer, layout=layout, alternatives="full")[0])
    page = read(seen(picture), "R'G'B' float")[..., :3]
    panels = [each for each in picture.get_layers() if not each.is_text_layer()
              if each.get_name() == "Before" or each.get_name().startswith("Simulation")]
    before, simulated = (page[y : y + each.get_height() * 2 // 3, x : x + each.get_width()]
                         for each in panels for _, x, y in [each.get_offsets()])
    assert before.std() > 0.01 and np.abs(before - simulated).max() <= 1.01 / 255.0, np.abs(before - simulated).max()


@case
def layers_for_each_moment_have_the_mask_that_was_painted_or_none():
    image, _, smp = made()
    painted = read(smp.get_mask(), "Y float").copy()
    painted[:, : painted.shape[1] // 2] = 0.0
    write(smp.get_mask(), painted, "Y float")
    succeed("fade", image, smp, output="layers", times="6 weeks")
    old = next(layer for layer in image.get_layers() if layer.is_group()).get_children()[0]
    (_, x, y), (_, was_x, was_y) = old.get_offsets(), smp.get_offsets()
    kept_part = read(old.get_mask(), "Y float")[was_y - y :, was_x - x :][: painted.shape[0], : painted.shape[1]]
    assert np.abs(kept_part - painted).max() < 0.005
    smp.set_visible(True)
    smp.remove_mask(Gimp.MaskApplyMode.DISCARD)
    succeed("fade", image, smp, output="layers", times="6 weeks")
    new = [layer for layer in image.get_layers() if layer.is_group()][-1].get_children()[0]
    assert new != old and not new.get_mask()


@case
def what_was_set_on_the_layer_stays():
    image, _, smp = made()
    smp.set_name("Temple")
    smp.set_opacity(70.0)
    smp.set_color_tag(Gimp.ColorTag.BLUE)
    smp.set_lock_position(True)
    smp.set_lock_alpha(True)
    smp.attach_parasite(Gimp.Parasite.new("other-program", 1, b"kept"))
    smp = edit(image, smp, set="density=90")
    assert (smp.get_name(), smp.get_opacity(), smp.get_color_tag()) == ("Temple", 70.0, Gimp.ColorTag.BLUE)
    assert smp.get_lock_position() and smp.get_lock_alpha() and not smp.get_lock_content()
    assert bytes(smp.get_parasite("other-program").get_data()) == b"kept"


@case
def layer_effects_are_not_dropped_without_a_word():
    image, _, smp = made()
    effect = Gimp.DrawableFilter.new(smp, "gegl:gaussian-blur", "")
    smp.append_filter(effect)
    assert "effects" in refuse("edit", image, smp)
    effect.delete()
    edit(image, smp)


@case
def another_mode_is_refused_in_words():
    image, _, smp = made()
    smp.set_mode(Gimp.LayerMode.NORMAL)
    assert "Multiply" in refuse("edit", image, smp)


@case("edit", "fade", "fill")
def a_layer_copied_from_another_image_is_refused(procedure):
    _, _, smp = made()
    other, layer, _ = made(x=60)
    copy = Gimp.Layer.new_from_drawable(smp, other)
    other.insert_layer(copy, None, 0)
    sentence = refuse(procedure, other, copy)
    assert "another image" in sentence, sentence


@case(("partly", 180), ("all over", REGION[0]))
def two_layers_merged_down_are_refused(where, x):
    image, layer, first = made()
    select(image, x, width=60)
    second = fill(image, layer, seed=99)
    assert image.get_layers()[0].get_id() in (first.get_id(), second.get_id())
    merged = image.merge_down(image.get_layers()[0], Gimp.MergeType.EXPAND_AS_NECESSARY)
    if not merged.get_parasite("smp-recipe"):
        merged.attach_parasite(first.get_parasite("smp-recipe"))
    merged.set_mode(Gimp.LayerMode.MULTIPLY)
    refuse("edit", image, merged)


@case
def dots_beside_a_layers_own_are_not_dropped_without_a_word():
    image, _, smp = made()
    smp.resize_to_image_size()
    pixels = read(smp).copy()
    pixels[20:60, 10:60] = (0.4, 0.4, 0.4, 1.0)
    write(smp, pixels, "RGBA float")
    assert "merged" in refuse("edit", image, smp)


@case("more", "less", "grey")
def a_painted_region_is_no_reason_to_refuse(how):
    image, _, smp = made()
    channel = region_channel(image, smp)
    values = read(channel, "Y' float").copy()
    x, y, width, height = REGION
    if how == "more":
        values[y - 8 : y + height, x - 8 : x + width] = 1.0
    elif how == "less":
        values[y : y + height, x : x + width // 2] = 0.0
    else:
        values[y : y + height, x : x + width] *= 0.5
    write(channel, values, "Y' float")
    edit(image, smp)
