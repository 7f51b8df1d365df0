# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many pixels are a millimetre, and where that is kept."""

from world import *

# Adults' means, in millimetres.
BODY = (("interpupillary", 63.0), ("iris", 11.7), ("head-breadth", 152.0), ("ear-height", 63.0),
        ("ruler", 100.0), ("coin-euro", 23.25), ("coin-quarter", 24.26))


def stored(image):
    parasite = image.get_parasite("smp-scale")
    parser = configparser.ConfigParser()
    parser.read_string(bytes(parasite.get_data()).decode())
    return float(parser["smp-scale"]["px-per-mm"]), parser["smp-scale"]["source"]


def path(image, *strokes):
    """A path of straight lines."""
    made = Gimp.Path.new(image, "line")
    image.insert_path(made, None, 0)
    for x1, y1, x2, y2 in strokes:
        stroke = made.bezier_stroke_new_moveto(x1, y1)
        made.bezier_stroke_lineto(stroke, x2, y2)
    return made


def scale(image, **arguments):
    return succeed("scale", image, image.get_layers()[0], **arguments)[0]


@case(0.2, 7.25, 500.0)
def a_number_is_taken_as_it_is(number):
    image, _ = photo(px_per_mm=None)
    assert scale(image, measure="number", px_per_mm=number) == number
    assert stored(image) == (number, "number")


@case
def a_new_scale_replaces_the_old_one():
    image, _ = photo(px_per_mm=3.0)
    scale(image, measure="number", px_per_mm=12.0)
    assert stored(image)[0] == 12.0


@case
def a_path_along_a_known_length_tells_the_scale():
    image, _ = photo(px_per_mm=None)
    path(image, (20, 30, 170, 230))
    assert abs(scale(image, measure="path", length_mm=50.0) - 5.0) < 1e-3
    assert stored(image)[1] == "path"


@case
def a_path_of_several_lines_is_refused():
    image, layer = photo(px_per_mm=None)
    path(image, (20, 30, 170, 230), (0, 0, 50, 50))
    assert "several" in refuse("scale", image, layer, measure="path", length_mm=50.0)


@case
def no_path_or_one_of_a_point_is_refused():
    image, layer = photo(px_per_mm=None)
    assert "path" in refuse("scale", image, layer, measure="path", length_mm=50.0)
    path(image, (20, 30, 20, 30))
    assert "path" in refuse("scale", image, layer, measure="path", length_mm=50.0)


@case("add_vguide", "add_hguide")
def two_guides_tell_the_scale(add):
    image, _ = photo(px_per_mm=None)
    getattr(image, add)(200)
    getattr(image, add)(20)
    assert scale(image, measure="guides", length_mm=30.0) == 6.0
    assert stored(image)[1] == "guides"


@case((), ("v",), ("v", "h"), ("v", "v", "v"), ("v", "same"))
def other_guides_are_refused(*kinds):
    image, layer = photo(px_per_mm=None)
    for number, kind in enumerate(kinds):
        if kind == "h":
            image.add_hguide(30)
        else:
            image.add_vguide(50 if kind == "same" else 50 + 40 * number)
    if "same" in kinds:
        image.delete_guide(image.find_next_guide(0))
        image.add_vguide(50)
    assert "Two guides" in refuse("scale", image, layer, measure="guides", length_mm=30.0)


@case
def the_longer_side_of_a_selection_tells_the_scale():
    image, _ = photo(px_per_mm=None)
    select(image, 40, 10, 60, 150)
    assert scale(image, measure="selection", length_mm=15.0) == 10.0


@case
def no_selection_is_refused():
    image, layer = photo(px_per_mm=None)
    assert "selected" in refuse("scale", image, layer, measure="selection", length_mm=15.0)


@case(*BODY)
def a_part_of_the_body_tells_the_scale(body, length_mm):
    image, _ = photo(px_per_mm=None)
    select(image, 0, 0, 300, 20)
    # The length given besides does not count.
    found = scale(image, measure="selection", body=body, length_mm=1.0)
    assert abs(found - 300 / length_mm) < 1e-9


@case({"px_per_mm": 0.0}, {"px_per_mm": 1e9}, {"px_per_mm": 0.1},
      {"measure": "selection", "length_mm": 0.0},
      {"measure": "selection", "length_mm": 1e-6}, {"measure": "selection", "length_mm": 9999.0})
def a_scale_that_cannot_be_is_refused(arguments):
    image, layer = photo(px_per_mm=None)
    select(image)
    refuse("scale", image, layer, **arguments)


@case({"measure": "number"}, {"measure": "selection"})
def what_is_not_given_is_asked_for(arguments):
    image, layer = photo(px_per_mm=None)
    select(image)
    assert "missing" in refuse("scale", image, layer, **arguments)


# How a guess is called, and what small print says of it.
GUESSES = {"estimate": "scale is an estimate: sizes, areas", "estimate-by-head": "scale is an estimate from the head"}


def guess(image, word):
    """As the dialog stores it."""
    stored = f"[smp-scale]\nversion=1\npx-per-mm=3\nsource={word}\n"
    image.attach_parasite(Gimp.Parasite.new("smp-scale", 3, stored.encode()))


@case
def an_estimate_that_is_asked_for_is_marked_as_one_and_says_how_wrong_it_can_be():
    image, layer = photo(px_per_mm=None)
    found, note = succeed("scale", image, layer, measure="estimate")
    assert stored(image) == (found, "estimate")
    assert found == round(min(image.get_width(), image.get_height()) / 230.0, 2)
    assert GUESSES["estimate"] in note


@case
def of_a_scale_that_was_measured_nothing_is_noted():
    image, layer = photo(px_per_mm=None)
    assert succeed("scale", image, layer, measure="number", px_per_mm=8.0) == [8.0, ""]


def estimated(word="estimate"):
    """An image whose scale is such a guess."""
    image, layer = photo(px_per_mm=None)
    guess(image, word)
    select(image)
    return image, layer


def small_print_says(image, layer):
    """Which guesses the words of a picture name."""
    picture = keep(succeed("compare", image, layer)[0])
    text = " ".join(Gimp.TextLayer.get_by_id(each.get_id()).get_text().replace("\n", " ")
                    for each in picture.get_layers() if each.is_text_layer())
    return [word for word, sentence in GUESSES.items() if sentence in text]


def says_estimate(image, smp):
    """What the layer's recipe says of it, if anything, which all small print agrees with."""
    marked = recipe(smp)["layer"].get("scale")
    assert small_print_says(image, smp) == [marked] * bool(marked)
    return marked


@case(*GUESSES)
def an_estimated_scale_is_marked_in_the_layer_and_in_the_small_print(word):
    image, _ = estimated(word)
    smp = fill(image)
    assert says_estimate(image, smp) == word
    assert says_estimate(image, edit(image, smp, set="density=90")) == word


@case
def small_print_names_the_least_sure_of_the_layers_scales():
    image, layer = estimated("estimate")
    fill(image)
    image.detach_parasite("smp-scale")
    guess(image, "estimate-by-head")
    select(image)
    smp = fill(image, layer)
    assert recipe(smp)["layer"]["scale"] == "estimate-by-head"
    assert small_print_says(image, smp) == ["estimate"]


@case
def a_mark_of_an_estimate_goes_with_the_estimate():
    image, layer = estimated()
    smp = edit(image, fill(image), set="px-per-mm=4")
    assert not says_estimate(image, smp)
    image.remove_layer(smp)
    assert not says_estimate(image, fill(image, layer, px_per_mm=5.0))
    set_scale(image)
    assert not says_estimate(image, fill(image, layer))


@case
def an_estimate_stays_one_as_the_image_is_scaled():
    image, _ = estimated()
    smp = fill(image)
    image.scale(640, 480)
    assert says_estimate(image, edit(image, smp))


@case
def the_scale_survives_saving():
    image, _ = photo(px_per_mm=None)
    scale(image, measure="number", px_per_mm=7.3)
    assert stored(save_and_open(image)) == (7.3, "number")


@case
def the_scale_changes_the_size_of_dots_and_not_their_number_per_area():
    found = []
    for px_per_mm in (4.0, 8.0):
        image, layer = photo(px_per_mm=px_per_mm)
        select(image)
        _, area, dots, *_ = succeed("fill", image, layer, density=300.0)
        found.append((area, dots / area))
    assert abs(found[0][0] / found[1][0] - 4.0) < 1e-6
    assert abs(found[0][1] / found[1][1] - 1.0) < 0.08
