# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alternatives: before, and the same skin as several presets would have it, with their figures."""

import re

from world import *
from test_compare import check_nothing_meets, compare, contrast_of, named, names, part, ready, shown, words


def simulations(picture):
    return [name for name in names(picture) if name.startswith("Simulation:")]


def figures(picture, name):
    """What stands below an alternative's name: dots, density, sessions."""
    said = next(line for line in words(picture) if line.startswith(f"Simulation: {name} "))
    return re.fullmatch(rf"Simulation: {name} (\d+) dots, (\d+) dots/cm², (all 3 sessions|session \d of 3)", said).groups()


def dots_of(preset):
    """As many as a fill with that preset says of itself."""
    image, _ = photo()
    select(image)
    return succeed("fill", image, image.get_layers()[-1], preset=preset)[2]


@case
def the_usual_three_stand_beside_before_from_soft_to_strong_and_the_source_stays():
    image, _, _ = ready()
    was, steps = state(image), undo_steps()
    picture = compare(image, layout="alternatives")
    assert state(image) == was and undo_steps() == steps and not image.is_dirty()
    assert simulations(picture) == [f"Simulation: {name}" for name in ("Fine, dusty", "Natural", "Full")], names(picture)
    found = [contrast_of(picture, name) for name in simulations(picture)]
    assert found == sorted(found) and found[0] > 0, found
    small_print = next(line for line in words(picture) if "dot size" in line)
    for fact in ("Natural: 150 dots/cm², dot size 0.30 mm", "Full: 200 dots/cm², dot size 0.34 mm", "Typical outcome only"):
        assert fact in small_print, small_print
    check_nothing_meets(picture)


@case
def each_says_the_figures_that_its_treatment_would():
    image, _, _ = ready()
    picture = compare(image, layout="alternatives", alternatives="full;first-session")
    dots, density, sessions = figures(picture, "Full")
    assert (int(dots), density, sessions) == (dots_of("full"), "200", "all 3 sessions")
    first, density, sessions = figures(picture, "First session")
    assert int(first) < 0.4 * int(dots) and (density, sessions) == ("200", "session 1 of 3")


@case
def one_is_what_that_preset_draws_and_the_layers_can_be_one_as_they_are():
    image, _, _ = ready()
    other, _ = photo()
    select(other)
    fill(other, preset="full")
    Gimp.Selection.none(other)
    picture = compare(image, layout="alternatives", alternatives="as-it-is;full")
    for source, name in ((image, "As planned"), (other, "Full")):
        alone = compare(source, layout="side-by-side")
        wanted, seen = (part(shown(each), named(each, title)) for each, title in
                        ((alone, "Simulation"), (picture, f"Simulation: {name}")))
        assert wanted.shape == seen.shape and abs(wanted - seen).max() <= 1.01 / 255.0, (name, abs(wanted - seen).max())


@case(("nonesuch", "nonesuch"), ("hairline-soft", "same shape"), ("client-high-sun", "same shape"),
      (";".join(["full"] * 6), "Between 1 and 5"), (";", "Between 1 and 5"))
def what_is_no_alternative_is_refused(alternatives, sentence):
    image, layer, _ = ready()
    assert sentence in refuse("compare", image, layer, layout="alternatives", alternatives=alternatives)


@case
def they_show_one_outcome_and_say_which():
    image, layer, _ = ready()
    assert "one outcome" in refuse("compare", image, layer, layout="alternatives", outcome="all")
    picture = compare(image, layout="alternatives", alternatives="natural", outcome="poor")
    assert simulations(picture) == ["Simulation: Natural, poor outcome"]
    assert "Poor outcome only" in " ".join(words(picture))
