# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A duplicate of the image is worked on as the image itself: GIMP gives its layers, channels and paths other numbers."""

from world import *


def treated(layers=2):
    """An image with an SMP layer, whose items have not the numbers that a duplicate's get."""
    image, layer = photo(layers=layers)
    if layers > 1:
        write(image.get_layers()[-1], np.full((240, 320, 3), 0.4), "RGB float")
    for _ in range(3):
        gone = layer.copy()
        image.insert_layer(gone, None, 0)
        image.remove_layer(gone)
    select(image)
    return image, layer, fill(image, layer, seed=7)


def in_copy(copy, item):
    """What stands in a duplicate where the layer stands in its image."""
    return copy.get_layers()[item.get_image().get_layers().index(item)]


def number(layer, key):
    return int(recipe(layer)["layer"][key])


@case
def an_smp_layer_of_a_duplicate_is_edited_over_the_duplicates_photo():
    image, layer, smp = treated()
    was, dots = state(image), read(smp)
    copy = keep(image.duplicate())
    there = in_copy(copy, layer)
    assert layer.get_parasite_list() == []
    # The number by which the photo is known is another layer's now.
    other = next(each for each in copy.get_layers() if each not in (there, in_copy(copy, smp)))
    assert there.get_tattoo() != layer.get_tattoo()
    other.set_tattoo(layer.get_tattoo())
    again = edit(copy, in_copy(copy, smp))
    assert same(read(again), dots)
    assert number(again, "photo") == there.get_tattoo()
    assert number(again, "region") == copy.get_channels()[0].get_tattoo()
    assert len(copy.get_channels()) == 1 and len(copy.get_paths()) == 1
    assert state(image) == was


@case
def a_duplicate_that_was_scaled_is_followed():
    image, _, smp = treated(1)
    before = float(recipe(smp)["values"]["px-per-mm"])
    copy = keep(image.duplicate())
    copy.scale(640, 480)
    again = edit(copy, in_copy(copy, smp))
    assert abs(float(recipe(again)["values"]["px-per-mm"]) - 2.0 * before) < 0.01
    assert len(copy.get_paths()) == 1


@case
def of_two_layers_that_may_be_the_photo_none_is_taken_unasked():
    image, layer, smp = treated(1)
    image.insert_layer(layer.copy(), None, 1)
    twin = smp.copy()
    image.insert_layer(twin, None, 0)
    copy = keep(image.duplicate())
    # In the image itself the numbers tell which it is.
    assert number(edit(image, twin), "photo") == layer.get_tattoo()
    _, smp_there, retouched, _ = copy.get_layers()
    assert "Several layers are like the photo" in refuse("edit", copy, smp_there)
    assert number(edit(copy, smp_there, photo=retouched), "photo") == retouched.get_tattoo()


@case
def a_layer_that_knows_no_more_than_its_photos_number_is_edited():
    image, layer, smp = treated()
    kept = bytes(smp.get_parasite("smp-recipe").get_data()).decode().splitlines()
    set_recipe(smp, "\n".join(line for line in kept if not line.startswith(("photo-made=", "own="))) + "\n")
    assert number(edit(image, smp), "photo") == layer.get_tattoo()
