# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters opened by the keys of GIMP's own menu, one after another, wherever the person was before."""

from gi.repository import Gimp

import hands
from hands import find, keys, shot, window
from session import check, press_undo, run, sample, smp_layers
from treating import FILTERS

KEYS = {"fill": "f", "scar": "c", "hairline": "h"}
TITLES = {"e": "Edit SMP Layer", "p": "Preview Fading", "b": "Before and After", "s": "Set Scale"}


def open_by_menu(key, title, seconds=20):
    """Whether a dialog opens by the key of its entry: a grey entry does nothing."""
    window(".*GIMP")
    keys("alt+r", "Up", "Right", pause=0.4)
    keys(key)
    for _ in range(10 * seconds):
        if find(f"^{title}$"):
            window(title)
            return True
        hands.time.sleep(0.1)
    shot(f"menu-grey-{title}")
    keys("Escape", "Escape", "Escape")
    return False


def close(title, key="alt+o", seconds=60):
    """Answers a dialog and waits until GIMP's menu is its own again."""
    hands.settle()
    window(title)
    keys(key)
    for _ in range(10 * seconds):
        if not find(f"^{title}$"):
            hands.time.sleep(3)
            return
        hands.time.sleep(0.1)
    shot(f"menu-open-{title}")


def each_filter_opens_twice_in_a_row(name):
    _, title, select, _, _ = FILTERS[name]
    image, photo = sample()
    select(image, photo)
    opened = []

    def work():
        for _ in range(2):
            opened.append(open_by_menu(KEYS[name], title))
            if opened[-1]:
                close(title)
        for key, other in TITLES.items():
            opened.append(open_by_menu(key, other))
            if opened[-1]:
                close(other, "Escape")
        press_undo(f"menu-{name}-undo")
        press_undo(f"menu-{name}-redo", "ctrl+y")
        for key, other in list(TITLES.items())[:2]:
            opened.append(open_by_menu(key, other))
            if opened[-1]:
                close(other, "Escape")

    with hands.Hands(work) as hand:
        # GIMP's window lives in another process: this script has only to wait.
        hand.join(300)
    check(f"{name}: it opens twice in a row from the menu, and every other entry after it", opened[:6] == [True] * 6)
    check(f"{name}: and the layer's entries after undo and redo", opened[6:] == [True] * 2)
    check(f"{name}: there are the two layers", len(smp_layers(image)) == 2)


def painting_on_the_region():
    image, photo = sample()
    FILTERS["fill"][2](image, photo)
    run("plug-in-smp-fill", image, photo)
    image.set_selected_channels([image.get_channels()[0]])
    opened = []

    def work():
        opened.append(open_by_menu("e", "Edit SMP Layer"))
        if opened[-1]:
            close("Edit SMP Layer", "Escape")

    with hands.Hands(work) as hand:
        hand.join(120)
    check("on the region's channel, Edit opens for its layer", opened == [True])


def main():
    for name in FILTERS:
        each_filter_opens_twice_in_a_row(name)
    painting_on_the_region()
