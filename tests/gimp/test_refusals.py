# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be done is refused in one sentence, and leaves everything as it was."""

import re

from world import *


def ready(**arguments):
    image, layer = photo(**arguments)
    select(image)
    return image, layer


@case
def fill_without_a_selection_is_refused():
    image, layer = photo()
    assert "selected" in refuse("fill", image, layer)


@case
def fill_of_a_selection_without_area_is_refused():
    image, layer = photo()
    write(image.get_selection(), np.zeros((5, 5, 1)), "Y float", 10, 10)
    assert "selected" in refuse("fill", image, layer)


@case
def fill_of_a_selection_outside_the_picture_is_refused():
    image, layer = photo()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 400, 400, 50, 50)
    assert "selected" in refuse("fill", image, layer)


@case
def fill_without_a_scale_is_refused_and_no_estimate_taken():
    image, layer = ready(px_per_mm=None)
    assert "Set Scale" in refuse("fill", image, layer)
    assert image.get_parasite("smp-scale") is None


@case("", "nonsense", "[smp-scale]\nversion=1\n", "[smp-scale]\npx-per-mm=0\n",
      "[smp-scale]\npx-per-mm=nan\n", "[smp-scale]\npx-per-mm=1e9\n")
def fill_with_a_damaged_scale_is_refused(text):
    image, layer = ready(px_per_mm=None)
    image.attach_parasite(Gimp.Parasite.new("smp-scale", 3, text.encode() or b"\0"))
    assert "damaged" in refuse("fill", image, layer)


@case(("convert_grayscale", "greyscale"), ("indexed", "indexed"))
def fill_and_edit_of_an_image_that_is_not_rgb_are_refused(mode, word):
    image, layer = ready()
    if mode == "indexed":
        image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.WEB, 0, False, False, "")
    else:
        image.convert_grayscale()
    assert word in refuse("fill", image, layer)
    assert word in refuse("edit", image, layer)


# GIMP brings arguments into their declared range before we see them; these it lets pass.
@case({"px_per_mm": 1e9}, {"px_per_mm": 0.1}, {"px_per_mm": -1.0},
      {"set": "px-per-mm=0"}, {"set": "px-per-mm=nan"}, {"set": "density=nan"}, {"set": "density=1e9"},
      {"set": "density=-1"}, {"set": "density=inf"}, {"set": "density"}, {"set": "density="},
      {"set": "=5"}, {"set": "density=12x"}, {"set": "no-such-value=3"}, {"set": "pigment=purple"},
      {"set": "seed=1.5"}, {"set": "sessions=4"}, {"set": "density=150\ndepth=9"}, {"set": "dénsity=3"},
      {"set": "a\tb"}, {"set": "x" * 5000})
def fill_with_a_value_out_of_range_is_refused(arguments):
    image, layer = ready()
    refuse("fill", image, layer, **arguments)


@case("no-such-preset", "../presets/natural", "../../../../etc/passwd", "/etc/passwd", "natural.smp-preset/",
      "/no/such/file.smp-preset", "..\\natural", ".", "naturál")
def an_unknown_preset_is_refused(name):
    image, layer = ready()
    refuse("fill", image, layer, preset=name)


@case(b"", b"\0\0\0", b"nonsense", b"[preset]\nversion=1\n[values]\ndensity=a lot\n",
      b"[preset]\nversion=99\n", b"[preset]\n[values]\ndensity=100\n", b"[values]\ndensity=\xff\xfe\n",
      b"[preset]\nversion=1\n[values]\ndensity=1e9\n", b"[preset]\nversion=1\n" + b"x" * (2 << 20))
def a_broken_preset_file_is_refused_and_named(content):
    image, layer = ready()
    file = FOLDER / "broken.smp-preset"
    file.write_bytes(content)
    assert "broken.smp-preset" in refuse("fill", image, layer, preset=str(file))


@case("fill", "edit")
def no_layer_several_a_channel_of_several_photos_or_a_group_are_refused(procedure):
    image, layer = ready(layers=2)
    channel = Gimp.Channel.new(image, "channel", 320, 240, 50.0, Gegl.Color.new("red"))
    image.insert_channel(channel, None, 0)
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    assert "No layer" in refuse(procedure, image, [])
    assert "Several" in refuse(procedure, image, image.get_layers()[1:])
    assert "channel" in refuse(procedure, image, channel)
    assert "group" in refuse(procedure, image, group)


@case((20000, 16000, 50, "320 megapixels"), (16000, 10000, 10000, "160 megapixels"))
def more_than_there_is_memory_for_is_refused_at_once(width, height, selected, said):
    image = keep(Gimp.Image.new(width, height, Gimp.ImageBaseType.RGB))
    layer = Gimp.Layer.new(image, "photo", 64, 64, Gimp.ImageType.RGB_IMAGE, 100.0, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    set_scale(image)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, min(width, 2 * selected), selected)
    steps = undo_steps(image)
    status, _, sentence = call("fill", image, layer)
    assert status == Gimp.PDBStatusType.EXECUTION_ERROR and said in sentence, sentence
    check_sentence(sentence)
    assert undo_steps(image) == steps and image.get_layers() == [layer]


@case
def one_layer_more_than_there_can_be_is_refused():
    image, layer = ready()
    parasite = fill(image).get_parasite("smp-recipe")
    for number in range(199):
        other = Gimp.Layer.new(image, str(number), 4, 4, Gimp.ImageType.RGBA_IMAGE, 100.0, Gimp.LayerMode.MULTIPLY)
        image.insert_layer(other, None, 0)
        other.attach_parasite(parasite)
    assert "200 SMP layers" in refuse("fill", image, image.get_layers()[-1])
    image.remove_layer(image.get_layers()[0])
    fill(image)


@case
def a_path_of_more_points_than_a_hairline_has_is_refused():
    image, layer = ready()
    points = [[10.0 + 300.0 * n / 20100, 120.0 + 3.0 * (n % 2)] * 3 for n in range(20101)]
    path = Gimp.Path.new(image, "scribble")
    image.insert_path(path, None, 0)
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, sum(points, []), False)
    assert "fewer points" in refuse("hairline", image, layer)


@case
def edit_of_a_layer_that_is_not_ours_is_refused():
    image, layer = ready()
    assert "photo" in refuse("edit", image, layer)


@case(b"", b"nonsense", b"[preset]\nversion=1\n[values]\ndensity=nan\n", b"[values]\n",
      b"[preset]\nversion=1\n[values]\norigin-x=99999999999\n", b"[preset]\nversion=x\n")
def edit_with_a_damaged_recipe_is_refused(content):
    image, layer = ready()
    smp = fill(image)
    smp.attach_parasite(Gimp.Parasite.new("smp-recipe", 3, content or b"\0"))
    assert "SMP Fill" in refuse("edit", image, smp)


@case(2147483647, -2147483648)
def an_origin_beyond_all_numbers_is_refused(origin):
    image, layer = ready()
    smp = fill(image)
    text = bytes(smp.get_parasite("smp-recipe").get_data()).decode()
    set_recipe(smp, re.sub(r"origin-x=-?\d+", f"origin-x={origin}", text))
    assert str(origin) in bytes(smp.get_parasite("smp-recipe").get_data()).decode()
    refuse("edit", image, smp)


@case(1073741824, -1073741824)
def an_origin_at_the_end_of_its_range_is_edited_in_one_step(origin):
    image, layer = ready()
    smp = fill(image)
    text = bytes(smp.get_parasite("smp-recipe").get_data()).decode()
    set_recipe(smp, re.sub(r"origin-x=-?\d+", f"origin-x={origin}", text))
    # The layer lies elsewhere than the recipe says, by more than a whole number holds in all.
    smp.set_offsets(smp.get_offsets()[1] + (4000 if origin > 0 else -4000), smp.get_offsets()[2])
    was, steps = state(image), undo_steps(image)
    status, _, sentence = call("edit", image, smp, set="density=90")
    if status != SUCCESS:
        check_sentence(sentence)
        assert state(image) == was
    else:
        assert undo_steps(image) == steps + 1


@case
def edit_with_a_recipe_of_a_newer_version_is_refused_and_says_so():
    image, layer = ready()
    smp = fill(image)
    text = bytes(smp.get_parasite("smp-recipe").get_data()).decode()
    set_recipe(smp, text.replace("version=2", "version=99"))
    assert "newer version" in refuse("edit", image, smp)


@case
def edit_after_the_region_was_deleted_is_refused():
    image, layer = ready()
    smp = fill(image)
    image.remove_channel(region_channel(image, smp))
    assert "region" in refuse("edit", image, smp)


@case
def edit_after_the_region_was_emptied_is_refused():
    image, layer = ready()
    smp = fill(image)
    channel = region_channel(image, smp)
    write(channel, np.zeros((240, 320, 1)), "Y float")
    assert "empty" in refuse("edit", image, smp)


@case
def edit_and_fill_after_the_photo_was_deleted_are_refused():
    image, layer = ready()
    smp = fill(image)
    image.remove_layer(layer)
    assert "photo" in refuse("edit", image, smp)
    assert "photo" in refuse("fill", image, smp)


@case("density=nan", "density=1e9", "px-per-mm=0", "nonsense", "no-such-value=1")
def edit_with_nonsense_is_refused(text):
    image, layer = ready()
    smp = fill(image)
    refuse("edit", image, smp, set=text)
