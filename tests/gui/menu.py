# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters opened by the keys of GIMP's own menu, one after another, wherever the person was before."""

from gi.repository import Gimp

import hands
from hands import find, keys, shot, window
from session import check, press_undo, sample, smp_layers
from treating import FILTERS

KEYS = {"fill": "f", "scar": "c", "hairline": "h"}
TITLES = {"e": "Edit SMP Layer", "p": "Preview Fading", "b": "Before and After"}


def open_by_menu(key, title, seconds=20):
    """Whether a dialog opens by the key of its entry: a grey entry does nothing."""
    window(".*GIMP")
    keys("alt+r", "Up", "Right", most=2.0)
    shot("menu")
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
    """Answers a dialog and waits until it has gone."""
    hands.rest(3.0, 0.3)
    window(title)
    keys(key)
    for _ in range(10 * seconds):
        if not find(f"^{title}$"):
            hands.rest(5.0, 0.3)
            return
        hands.time.sleep(0.1)
    shot(f"menu-open-{title}")


def opens(key, title, answer="Escape"):
    opened = open_by_menu(key, title)
    if opened:
        close(title, answer)
    return opened


def by_hand(work):
    """What GIMP's window does in a process of its own, while this script waits."""
    with hands.Hands(work) as hand:
        hand.worked.wait(300)


def it_opens_twice_in_a_row(name):
    _, title, select, _, _ = FILTERS[name]
    image, photo = sample()
    select(image, photo)
    opened = []
    by_hand(lambda: opened.extend([opens(KEYS[name], title, "alt+o"), opens(KEYS[name], title, "alt+o")]))
    check(f"{name}: it opens twice in a row from the menu", opened == [True, True])
    # The dialog has gone before its layer is there.
    for _ in range(100):
        if len(smp_layers(image)) >= 2:
            break
        hands.time.sleep(0.2)
    check(f"{name}: there are the two layers", len(smp_layers(image)) == 2)
    return image


def every_other_entry_opens(image, where):
    opened = []
    by_hand(lambda: opened.extend(opens(key, title) for key, title in TITLES.items()))
    check(f"every entry opens {where}", opened == [True] * len(TITLES))


def main():
    image = it_opens_twice_in_a_row("fill")
    every_other_entry_opens(image, "after a filter")
    press_undo("menu-undo")
    press_undo("menu-redo", "ctrl+y")
    every_other_entry_opens(image, "after undo and redo")
    image.set_selected_channels([image.get_channels()[0]])
    every_other_entry_opens(image, "while the region's channel is the one to paint on")
    for name in ("scar", "hairline"):
        it_opens_twice_in_a_row(name)
