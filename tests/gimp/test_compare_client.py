# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: the profile of the client that the pictures suppose."""

from world import *
from test_compare import compare, named, ready, shown, usual_sheet, words


def small_print(picture):
    return next(line for line in words(picture) if "dots/cm²" in line)


def left(picture, title):
    """How strongly the dots stand out in a simulated picture."""
    group = named(picture, title)
    _, x, y = group.get_offsets()
    ground = read(group.get_children()[-1], "R'G'B' float")[..., :3]
    height, width = ground.shape[:2]
    page = shown(picture)[y : y + height, x : x + width, :3]
    return float((ground - page).std())


@case(("client-high-sun", "sun: High"), ("client-oily", "skin: Oily"), ("client-protected", "sun: Protected"))
def a_client_profile_is_what_the_years_suppose(preset, words_of_it):
    image, _, _ = ready()
    was = state(image)
    usual, profile = compare(image, layout="grid"), compare(image, layout="grid", preset=preset)
    assert words_of_it in small_print(profile) and words_of_it not in small_print(usual)
    usual_left, profile_left = left(usual, "Simulation: Year 5"), left(profile, "Simulation: Year 5")
    faster = preset != "client-protected"
    assert (profile_left < 0.985 * usual_left) if faster else (profile_left > 1.03 * usual_left), profile_left / usual_left
    healed = "Simulation: Healed, 6 weeks"
    assert abs(left(profile, healed) / left(usual, healed) - 1.0) < 0.05
    assert state(image) == was


@case(("sun", "high", "sun: High"), ("skin", "oily", "skin: Oily"), ("age", "under-30", "age: Below 30"),
      ("smoker", "yes", "smoker: Yes"))
def what_is_known_of_the_client_can_be_given_alone(key, value, words_of_it):
    image, _, _ = ready()
    picture = compare(image, layout="grid", **{key: value})
    assert words_of_it in small_print(picture)
    assert left(picture, "Simulation: Year 5") < left(compare(image, layout="grid"), "Simulation: Year 5")


@case
def what_is_given_alone_goes_before_the_profile_and_values_before_both():
    image, _, _ = ready()
    text = small_print(compare(image, preset="client-high-sun", skin="dry", sun="protected", set="skin=oily;loss=high"))
    for fact in ("sun: Protected", "skin: Oily", "loss: High"):
        assert fact in text, text


@case
def a_layer_shown_at_an_age_is_drawn_anew_for_the_profile():
    image, _, smp = ready()
    succeed("fade", image, smp, set="years=6")
    usual, profile = compare(image), compare(image, preset="client-high-sun")
    assert "age shown: Year 6" in small_print(profile)
    assert left(profile, "Simulation") < 0.95 * left(usual, "Simulation")


@case
def a_preset_for_treating_changes_nothing_of_the_treatment():
    image, _, _ = ready()
    usual, other = compare(image), compare(image, preset="full")
    assert small_print(usual) == small_print(other)
    assert (shown(usual) == shown(other)).all()


@case
def the_sheet_names_the_profile_and_its_touch_up():
    image, _, _ = ready()
    usual = " ".join(usual_sheet()[1])
    profile = " ".join(words(compare(image, layout="sheet", preset="client-high-sun")))
    assert "client profile: Typical" in usual and "client profile: High sun" in profile
    soonest = [float(text.split("Touch-up suggested after about ")[1].split()[0]) for text in (usual, profile)]
    assert soonest[1] < 0.75 * soonest[0], soonest


@case(("preset", "no-such"), ("set", "years=90"), ("set", "hat=yes"))
def a_profile_that_is_none_is_refused(key, value):
    image, layer, _ = ready()
    refuse("compare", image, layer, **{key: value})
