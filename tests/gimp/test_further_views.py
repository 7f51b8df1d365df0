# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several photos of one client on one sheet: their pictures, and figures that count each place once."""

from world import *
from test_compare import check_nothing_meets, compare, names, ready, words


def side(**arguments):
    """Another treated photo of the client, and the area and dots that its treatment says."""
    image, _ = photo(width=260, height=200)
    select(image, 60, 50, 120, 70)
    values = succeed("fill", image, image.get_layers()[-1], set="dilution=8", **arguments)
    Gimp.Selection.none(image)
    return image, values[1], values[2]


def as_file(image, name):
    path = FOLDER / name
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, image, Gio.File.new_for_path(str(path)), None)
    return path


@case
def a_sheet_shows_all_views_and_counts_what_two_show_once():
    image, _, _ = ready()
    own, _ = photo()
    select(own)
    own_area, own_dots = succeed("fill", own, own.get_layers()[-1], set="dilution=8")[1:3]
    other, area, dots = side()
    before, was, open_images = state(other), state(image), len(Gimp.get_images())
    picture = compare(image, layout="sheet", views=f"#{other.get_id()}=30")
    assert state(image) == was and state(other) == before and len(Gimp.get_images()) == open_images + 1
    view = f"Photo {other.get_id()}"
    assert {f"{view}: before", f"{view}: simulation"} <= set(names(picture)), names(picture)
    check_nothing_meets(picture)
    text = words(picture)
    assert any("30 % counted already" in line for line in text), text
    assert "All, each place once" in text
    assert f"{own_area + 0.7 * area:.1f}" in text and f"{own_dots + round(0.7 * dots)}" in text, (own_area, area, dots, text)


@case
def a_view_is_read_from_its_file_and_none_of_it_stays_open():
    image, _, _ = ready()
    other, area, _ = side()
    path = as_file(other, "left side.xcf")
    open_images = len(Gimp.get_images())
    picture = compare(image, layout="sheet", views=f"{path}")
    assert len(Gimp.get_images()) == open_images + 1
    assert "left side: simulation" in names(picture), names(picture)
    text = words(picture)
    assert "All" in text and any(line.endswith(", left side") for line in text), text
    assert f"{area:.1f}" in text, (area, text)


@case
def what_is_said_of_the_client_is_said_of_all_views():
    image, _, _ = ready()
    other, _, _ = side()
    picture = compare(image, layout="sheet", views=f"#{other.get_id()}", sun="high")
    small_print = " ".join(words(picture))
    assert "sun: High" in small_print and "sun: Normal" not in small_print


@case("#{image}", "nonesuch.xcf", "#{other}=130", "#{other}=x", "#{other};#{other}=10", "#{bare}")
def what_is_no_further_view_is_refused(views):
    image, layer, _ = ready()
    other, _, _ = side()
    bare, _ = photo()
    sentences = {"#{image}": "view of itself", "nonesuch.xcf": "cannot be read", "#{other}=130": "0 to 100 percent",
                 "#{other}=x": "0 to 100 percent", "#{other};#{other}=10": "counted twice", "#{bare}": "No SMP layer"}
    wanted = views.format(image=image.get_id(), other=other.get_id(), bare=bare.get_id())
    assert sentences[views] in refuse("compare", image, layer, layout="sheet", views=wanted)
