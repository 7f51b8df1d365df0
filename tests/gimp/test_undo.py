# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One undo step per procedure, and it takes back all of it."""

from world import *


def one_step(image, action):
    before, steps = state(image), undo_steps()
    action()
    assert image.is_dirty()
    assert undo_steps() == steps + 1, f"{undo_steps() - steps} undo steps"
    assert state(image) != before
    undo(image)
    assert state(image) == before, "undo has not taken back everything"


@case
def setting_the_scale_is_one_undo_step():
    image, layer = photo(px_per_mm=None)
    one_step(image, lambda: set_scale(image))


@case
def a_fill_is_one_undo_step():
    image, layer = photo()
    select(image)
    one_step(image, lambda: fill(image))


@case
def an_edit_is_one_undo_step():
    image, layer = photo()
    select(image)
    smp = fill(image)
    image.clean_all()
    one_step(image, lambda: edit(image, smp, set="density=200"))
