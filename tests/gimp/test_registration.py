# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts and menus find."""

import re

from world import *

PROCEDURES = ("plug-in-smp-scale", "plug-in-smp-fill", "plug-in-smp-edit")
MENU = ["plug-in-smp-" + name for name in ("scale", "scar", "fill", "hairline-path", "hairline", "edit", "fade", "compare", "learn", "check")]
CONTEXT = ["run-mode", "image", "drawables"]


def declared():
    """{id: (default, minimum, maximum) or (default, words)} of the table's rows that a person sets in Fill Density."""
    text = (SOURCE / "include/smp/params.def").read_text(encoding="utf-8")
    choices = (SOURCE / "include/smp/choices.def").read_text(encoding="utf-8")
    rows = {}
    for kind, row in re.findall(r"^SMP_(DOUBLE|INT|CHOICE) \((.*?)^$", text + "\n\n", re.M | re.S):
        values = [value.strip() for value in row.split(",")]
        name = values[1].strip('"')
        # Ageing and the shape of a hairline have procedures of their own.
        if not re.search("SMP_SCOPE_(STIPPLE|SKIN|EDGE)", row):
            continue
        if "SMP_SCOPE_HIDDEN" in row or "SMP_SCOPE_AGEING" in row or name == "px-per-mm":
            continue
        if kind == "CHOICE":
            table = re.search(r"SMP_CHOICES \(\w+, " + values[3] + r"\)(.*?)SMP_CHOICES_END", choices, re.S).group(1)
            nicks = dict(re.findall(r'SMP_VALUE \((\w+), "([^"]+)"', table))
            rows[name] = (nicks[values[2]], list(nicks.values()))
        else:
            numbers = [value.replace("G_MAXINT", str(2**31 - 1)) for value in values[2:5]]
            rows[name] = tuple(float(number) for number in numbers)
    for name, default in re.findall(r'^SMP_DEFAULT \(SMP_FILTER_FILL, "([^"]+)", ([0-9.]+)\)', text, re.M):
        rows[name] = (float(default), *rows[name][1:])
    assert len(rows) > 10
    return rows


def found(procedure):
    return Gimp.get_pdb().lookup_procedure(procedure)


def names(specs):
    return [spec.get_name() for spec in specs]


@case(*PROCEDURES)
def the_procedure_is_there_and_says_what_it_does(name):
    procedure = found(name)
    assert procedure
    assert len(procedure.get_blurb()) > 10 and not procedure.get_blurb().endswith(".")
    assert procedure.get_help().endswith(".")
    assert procedure.get_authors() and procedure.get_copyright() and procedure.get_date()
    assert procedure.get_image_types() == "RGB*, GRAY*"


@case
def the_menu_is_in_the_order_of_work():
    entries = [found(name) for name in MENU]
    paths = [entry.get_menu_paths() for entry in entries]
    assert all(len(path) == 1 and re.fullmatch(r"<Image>/Filters/Scalp Micropigmentation/\[\d\d\]", path[0]) for path in paths)
    # GIMP sorts by path and label.
    assert paths == sorted(paths) and len(set(path[0] for path in paths)) == len(MENU)
    assert [entry.get_menu_label().replace("_", "") for entry in entries] == [
        "Set Scale...", "Conceal Scar...", "Fill Density...", "Hairline Path...", "Draw Hairline...",
        "Edit SMP Layer...", "Preview Fading...", "Before and After...", "Learn from Healed Work...", "Check against the Result..."]


@case
def no_two_entries_of_the_menu_have_one_key():
    keys = [re.search("_(.)", found(name).get_menu_label()).group(1).lower() for name in MENU]
    assert sorted(keys) == sorted(set(keys))


@case
def fill_takes_every_shown_parameter_with_the_range_of_the_table():
    specs = {spec.get_name(): spec for spec in found("plug-in-smp-fill").get_arguments()}
    rows = declared()
    assert sorted(specs) == sorted(CONTEXT + ["preset", "set", "px-per-mm", "head", "match", *rows])
    for name, row in rows.items():
        spec = specs[name]
        if isinstance(row[1], list):
            default, words = row
            assert spec.get_default_value() == default, name
            assert all(Gimp.param_spec_choice_get_choice(spec).is_valid(word) for word in words), name
            assert len(Gimp.param_spec_choice_get_choice(spec).list_nicks()) == len(words), name
        else:
            assert (spec.default_value, spec.minimum, spec.maximum) == row, name


@case
def every_argument_says_its_unit_and_what_it_means():
    for spec in found("plug-in-smp-fill").get_arguments()[len(CONTEXT):]:
        assert spec.get_nick() and len(spec.get_blurb()) > 10, spec.get_name()
    nicks = {spec.get_name(): spec.get_nick() for spec in found("plug-in-smp-fill").get_arguments()}
    assert "(dots/cm²)" in nicks["density"] and "(mm)" in nicks["dot-diameter"]


@case
def edit_takes_the_values_to_change():
    assert names(found("plug-in-smp-edit").get_arguments()) == CONTEXT + ["set", "photo"]


@case
def scale_takes_what_tells_it():
    assert names(found("plug-in-smp-scale").get_arguments()) == CONTEXT + [
        "measure", "body", "length-mm", "px-per-mm"]


@case("plug-in-smp-fill", "plug-in-smp-edit")
def it_returns_the_layer_and_what_was_treated(name):
    assert names(found(name).get_return_values()) == [
        "layer", "area-cm2", "dots", "coverage-percent", "turned-away-percent", "head-words", "no-dots"]


@case
def scale_returns_the_scale_and_how_wrong_an_estimate_can_be():
    assert names(found("plug-in-smp-scale").get_return_values()) == ["scale", "note"]
