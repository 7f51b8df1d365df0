# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: whose pictures they are, for whom, at what price; and words that lie over none."""

from stuffed import tags
from world import *
from test_compare import check_nothing_meets, compare, named, names, pictures_of, ready, shown, words
from test_compare_files import gio, path_of
from test_compare_sizes import logo_file

CLIENT = "Client 4711 Q"
WHOSE = {"practitioner": "Ada Beispiel", "contact": "ada.example"}


def strip(width, height):
    """A photo of that shape with its middle treated."""
    image, _ = photo(width=width, height=height)
    select(image, width // 4, height // 4, width // 2, height // 2)
    fill(image)
    Gimp.Selection.none(image)
    return image


def check_no_pixel_of_words_lies_in_a_picture(picture):
    with_words = shown(picture)
    for layer in picture.get_layers():
        if layer not in pictures_of(picture) and layer.get_name() not in ("Paper", "Split line"):
            layer.set_visible(False)
    without = shown(picture)
    assert (with_words != without).sum() > 3000, "no words were taken away"
    for layer in pictures_of(picture):
        _, x, y = layer.get_offsets()
        place = (slice(y, y + layer.get_height()), slice(x, x + layer.get_width()))
        assert (with_words[place] == without[place]).all(), layer.get_name()


@case(("side-by-side", "photo", 480, 320), ("stacked", "photo", 160, 480), ("split", "photo", 640, 120),
      ("grid", "photo", 160, 480), ("timeline", "photo", 640, 120), ("sheet", "photo", 480, 320),
      ("side-by-side", "square", 480, 320), ("split", "story", 160, 480))
def who_made_it_is_on_every_layout_and_no_pixel_of_words_lies_in_a_picture(layout, crop, width, height):
    image = kept(f"strip {width} {height}", lambda: strip(width, height))
    logo = gio(logo_file("brand", 300, 100))
    picture = compare(image, layout=layout, crop=crop, logo=logo, **WHOSE)
    assert set(WHOSE.values()) <= set(words(picture)) and "Logo" in names(picture), words(picture)
    check_nothing_meets(picture)
    place = named(picture, "Logo")
    _, x, y = place.get_offsets()
    assert y > 0 and x + place.get_width() <= picture.get_width() and y + place.get_height() <= picture.get_height()
    red = shown(picture)[y : y + place.get_height(), x : x + place.get_width(), :3]
    assert abs(red[1].mean(axis=0) - (0.8, 0.1, 0.1)).max() < 0.05
    check_no_pixel_of_words_lies_in_a_picture(picture)


@case("side-by-side", "animation")
def a_logo_that_is_not_there_is_refused_in_other_layouts_too(layout):
    image, layer, _ = ready()
    there = len(Gimp.get_images())
    assert "missing.png" in refuse("compare", image, layer, layout=layout, logo=gio(path_of("missing.png")))
    assert len(Gimp.get_images()) == there


@case
def what_is_remembered_of_the_practitioner_is_on_the_years_timeline_too():
    image, _, smp = ready()
    file = FOLDER / "profile" / "smp" / "practitioner"
    file.write_text("[practitioner]\nname=Ada Beispiel\ncontact=ada.example\n")
    try:
        timeline = keep(succeed("fade", image, smp, output="timeline", times="before, 3")[0])
    finally:
        file.unlink()
    assert set(WHOSE.values()) <= set(words(timeline)), words(timeline)


def plan(picture, heading):
    """The cell of the plan below a heading, in its first row."""
    texts = words(picture)
    return texts[texts.index(heading) - 8]


@case
def a_sheet_says_for_whom_at_which_price_of_its_own_figures_and_why_they_are_so():
    image, layer, smp = ready()
    edit(image, smp, set="missed-dots=0.2")
    picture = compare(image, layout="sheet", client=CLIENT, notes="A soft front", price="area", rate_area=9.5, currency="€",
                      signature=True, consent=True)
    check_nothing_meets(picture)
    text = words(picture)
    area = float(plan(picture, "Area, cm²"))
    assert f"Estimated price: {area * 9.5:.2f} €, for {area:.1f} cm² at 9.50 € a square centimetre." in text, text
    why = next(line for line in text if "on average" in line)
    mean = int(why.split("they are ")[1].split()[0])
    assert "20 % of them do not take" in why and abs(mean - int(plan(picture, "Dots")) / area) <= 1.0, why
    assert CLIENT in text and "Notes: A soft front" in text
    assert sum("signature" in line for line in text) == 2 and sum(line.startswith("I ") for line in text) == 3
    assert sum(name.startswith("Box") for name in names(picture)) == 6
    assert "square centimetre costs" in refuse("compare", image, layer, layout="sheet", price="area")
    assert "hour costs" in refuse("compare", image, layer, layout="sheet", price="hours", rate_area=3.0)


@case
def a_sheet_has_nothing_that_was_not_asked_for_and_soft_edges_are_its_only_reason():
    image, layer = photo()
    select(image)
    fill(image, layer, edge=4.0)
    text = words(compare(image, layout="sheet", rate_hour=120.0))
    assert not any("price" in line or "signature" in line or line.startswith(("I ", "Notes", "Client")) for line in text), text
    why = next(line for line in text if "on average" in line)
    assert "along soft edges" in why and "hair" not in why and "take" not in why, why


@case("psd", "jpg")
def the_client_is_on_the_sheet_and_in_no_files_data(ending):
    image, _, _ = ready()
    file, path = FOLDER / "profile" / "smp" / "practitioner", path_of(f"client.{ending}")
    file.write_text("[practitioner]\nrate-per-hour=150\ncurrency=CHF\n")
    try:
        picture = compare(image, layout="sheet", client=CLIENT, price="hours", file=gio(path))
    finally:
        file.unlink()
    assert CLIENT in words(picture) and CLIENT not in names(picture)
    assert "Estimated price: 15 to 30 CHF, for 0.1 to 0.2 hours at 150 CHF an hour." in words(picture), words(picture)
    for kept_as in (CLIENT.encode(), CLIENT.encode("utf-16-be"), CLIENT.encode("utf-16-le")):
        assert kept_as not in path.read_bytes()
    assert not any("4711" in str(value) for value in tags(path).values())
    kept_files = [path for path in (FOLDER / "profile").rglob("*") if path.is_file()]
    assert not any(CLIENT.encode() in path.read_bytes() for path in kept_files)
