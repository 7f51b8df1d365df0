# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is treated is skin that the photo shows, by layers that are what they say they are."""

from world import *

# The photo's place on a larger canvas.
LEFT, TOP, RIGHT, BOTTOM = 40, 30, 360, 270


def on_larger_canvas():
    image, layer = photo()
    image.resize(420, 330, LEFT, TOP)
    return image, layer


def draw_path(image, *points):
    made = Gimp.Path.new(image, "line")
    image.insert_path(made, None, 0)
    stroke = made.bezier_stroke_new_moveto(*points[0])
    for point in points[1:]:
        made.bezier_stroke_lineto(stroke, *point)


@case("fill", "scar")
def a_selection_beside_the_photo_is_refused(procedure):
    image, layer = on_larger_canvas()
    select(image, 365, 40, 50, 80)
    assert "beside" in refuse(procedure, image, layer)


@case
def a_hairline_beside_the_photo_is_refused():
    image, layer = on_larger_canvas()
    draw_path(image, (50, 290), (340, 290))
    assert "beside" in refuse("hairline", image, layer, set="behind=reach; reach=5")


@case
def of_a_selection_half_beside_the_photo_the_half_on_it_counts():
    image, layer = on_larger_canvas()
    select(image, RIGHT - 50, 100, 100, 80)
    smp, area, dots, *_ = succeed("fill", image, layer, density=200.0)
    assert abs(area - 50 * 80 / PX_PER_MM**2 / 100) < 1e-6
    assert abs(dots / area / 200.0 - 1) < 0.05
    region = read(region_channel(image, smp), "Y float")[..., 0]
    assert region[100:180, RIGHT - 50 : RIGHT].min() > 0.99 and region[:, RIGHT:].max() == 0.0


@case
def clear_pixels_of_the_photo_are_not_treated():
    image, layer = photo()
    layer.add_alpha()
    pixels = read(layer).copy()
    pixels[:, 160:, 3] = 0.0
    write(layer, pixels, "RGBA float")
    select(image)
    area = succeed("fill", image, layer)[1]
    assert abs(area - 50 * 80 / PX_PER_MM**2 / 100) < 1e-6


@case("fill", "scar", "hairline", "fade")
def a_hidden_photo_is_not_treated(procedure):
    image, layer = photo()
    select(image)
    smp = fill(image)
    draw_path(image, (50, 100), (250, 100))
    layer.set_visible(False)
    assert "hidden" in refuse(procedure, image, smp if procedure == "fade" else layer)


@case
def a_photo_in_a_hidden_group_is_not_treated():
    image, layer = photo()
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    image.reorder_item(layer, group, 0)
    group.set_visible(False)
    select(image)
    assert "hidden" in refuse("fill", image, layer)


@case("fill", "scar", "hairline", "edit")
def a_layer_of_another_image_is_refused(procedure):
    image, _ = photo()
    other, layer = photo()
    for one in (image, other):
        select(one)
        draw_path(one, (50, 100), (250, 100))
    smp = fill(other, layer)
    was = state(other)
    assert "another image" in refuse(procedure, image, smp if procedure == "edit" else layer)
    assert state(other) == was


@case
def a_selection_without_room_for_a_dot_is_refused():
    image, layer = photo()
    select(image, 150, 100, 1, 1)
    assert "too small" in refuse("fill", image, layer)


# --- Layers that say they are ours ------------------------------------------------------------

def stolen(image, layer, smp, **values):
    """The SMP layer's recipe, on another layer."""
    text = bytes(smp.get_parasite("smp-recipe").get_data()).decode()
    for key, value in values.items():
        text = "\n".join(f"{key}={value}" if line.startswith(key + "=") else line for line in text.splitlines()) + "\n"
    set_recipe(layer, text)


@case((Gimp.LayerMode.NORMAL, {}), (Gimp.LayerMode.MULTIPLY, {}), (Gimp.LayerMode.MULTIPLY, {"density": "0"}),
      (Gimp.LayerMode.MULTIPLY, {"dilution": "30", "density": "1"}))
def a_photo_that_carries_a_recipe_is_never_replaced(mode, values):
    image, layer = photo(layers=2)
    below = image.get_layers()[1]
    select(image)
    smp = fill(image, below)
    stolen(image, layer, smp, **values)
    layer.set_mode(mode)
    image = save_and_open(image)
    photos = [one for one in image.get_layers() if one.get_name().startswith("photo")]
    was = [raw(one) for one in photos]
    for procedure in ("edit", "fade"):
        refuse(procedure, image, photos[0])
        assert [raw(one) for one in photos] == was


@case
def an_even_photo_that_carries_a_recipe_without_dots_is_never_replaced():
    image, layer = photo(layers=2)
    select(image)
    smp = fill(image, image.get_layers()[1])
    write(layer, np.full((240, 320, 3), 0.3), "RGB float")
    stolen(image, layer, smp, density="0")
    layer.set_mode(Gimp.LayerMode.MULTIPLY)
    was = raw(layer)
    refuse("edit", image, layer)
    assert raw(layer) == was


@case
def a_layer_without_dots_can_still_be_edited():
    image, layer = photo()
    select(image)
    smp = fill(image, set="density=0")
    smp = edit(image, smp, set="density=120")
    assert (read(smp)[..., 1] < 0.9).any()
