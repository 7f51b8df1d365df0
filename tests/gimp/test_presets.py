# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets: those shipped, a person's own, and what they change."""

from world import *

SHIPPED = sorted(path.stem.replace(".smp-preset", "") for path in (SOURCE / "presets").glob("*.smp-preset"))


def preset_file(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def filled(**arguments):
    image, layer = photo()
    select(image, 150, 110, 20, 20)
    return recipe(fill(image, layer, **arguments))["values"]


def number_or_word(text):
    try:
        return float(text)
    except ValueError:
        return text


def own_preset(name, text):
    (PRESETS / f"{name}.smp-preset").write_text(text, encoding="utf-8")


def shipped(name):
    return preset_file(SOURCE / "presets" / f"{name}.smp-preset")


PROFILES = [name for name in SHIPPED if shipped(name)["preset"]["filter"] == "fade"]
OF_A_PHOTO = ("px-per-mm", "direction", "seed", "origin-x", "origin-y", "photo-blur", "line-from", "front", "years",
              "pattern-shift-x", "pattern-shift-y", "pattern-turn", "pattern-mirror")
OF_A_PERSON = {"sun", "skin", "age", "smoker"}


def faded(**arguments):
    image, layer = photo()
    select(image, 150, 110, 20, 20)
    succeed("fade", image, fill(image, layer), **arguments)
    return recipe(image.get_layers()[0])["values"]


@case(*[name for name in SHIPPED if name not in PROFILES])
def a_shipped_preset_gives_the_values_it_names(name):
    wanted = shipped(name)["values"]
    values = filled(preset=name, depth=0.11)
    assert len(wanted) >= 1
    for key, text in wanted.items():
        assert number_or_word(values[key]) == number_or_word(text), key
    # What it does not name stays as the person had it.
    assert "depth" in wanted or float(values["depth"]) == 0.11


@case(*PROFILES)
def a_client_profile_gives_fading_the_values_it_names(name):
    values = faded(preset=name, years=3.0, sun="high", skin="dry")
    for key, text in shipped(name)["values"].items():
        assert values[key] == text, key
    assert float(values["years"]) == 3.0


@case
def a_client_profile_changes_no_dots():
    plain, profiled = filled(), filled(preset="client-oily")
    assert dict(plain, **{key: 0 for key in OF_A_PERSON}) == dict(profiled, **{key: 0 for key in OF_A_PERSON})


@case(*SHIPPED)
def a_shipped_preset_says_what_it_is(name):
    head = shipped(name)["preset"]
    assert head["version"] == "2"
    for key in ("name", "description", "category", "source"):
        assert head[key], key
    assert not head["description"].endswith(".") and len(head["description"]) < 90


@case(*SHIPPED)
def a_shipped_preset_holds_nothing_of_a_photo_and_of_a_person_in_profiles_alone(name):
    keys = set(shipped(name)["values"])
    assert not keys & set(OF_A_PHOTO)
    assert not keys & OF_A_PERSON or name in PROFILES


@case
def every_shipped_preset_is_installed_with_its_picture():
    installed = [path.name for path in (PLUG_IN / "presets").iterdir()]
    assert sorted(installed) == sorted([f"{name}.smp-preset" for name in SHIPPED] + [f"{name}.jpg" for name in SHIPPED])
    sizes = {(PLUG_IN / "presets" / name).stat().st_size for name in installed if name.endswith(".jpg")}
    assert min(sizes) > 2000 and len(sizes) > len(SHIPPED) // 2


@case
def a_preset_of_ones_own_is_found_by_its_name():
    own_preset("my-own", "[preset]\nversion=1\nname=Mine\n[values]\ndensity=99\n")
    assert float(filled(preset="my-own")["density"]) == 99.0


@case
def a_preset_of_ones_own_wins_over_a_shipped_one():
    own_preset(SHIPPED[0], "[preset]\nversion=1\nname=Mine\n[values]\ndensity=77\n")
    try:
        assert float(filled(preset=SHIPPED[0])["density"]) == 77.0
    finally:
        (PRESETS / f"{SHIPPED[0]}.smp-preset").unlink()
    assert float(filled(preset=SHIPPED[0])["density"]) != 77.0


@case
def a_preset_is_found_by_its_file():
    file = FOLDER / "somewhere else é.smp-preset"
    file.write_text("[preset]\nversion=1\nname=Else\n[values]\ndilution=9\n", encoding="utf-8")
    assert float(filled(preset=str(file))["dilution"]) == 9.0


@case
def a_preset_changes_nothing_that_belongs_to_the_photo():
    own_preset("greedy", "[preset]\nversion=1\nname=Greedy\n[values]\nseed=5\npx-per-mm=33\norigin-x=7\n")
    values = filled(preset="greedy", seed=3)
    assert (values["seed"], float(values["px-per-mm"]), values["origin-x"]) != ("5", 33.0, "7")
    assert values["seed"] == "3" and float(values["px-per-mm"]) == PX_PER_MM


@case
def single_values_win_over_the_preset():
    assert float(filled(preset=SHIPPED[0], set="density=123; dilution=20")["density"]) == 123.0
