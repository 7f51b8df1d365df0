# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog on screens and in themes other than the usual: all of it is to be reached."""

from gi.repository import Gimp

import hands
from hands import keys, shot, window
from session import CANCEL, check, dialog, sample, smp_layers
from session import run as run_procedure
from treating import FILTERS

# How a dialog's window stands out over its content, under this window manager.
FRAME = 26

def fits(title):
    left, top, right, bottom = hands.geometry(title)
    return left >= 0 and top >= 0 and right <= hands.WIDTH and bottom <= hands.HEIGHT + FRAME

def look(name, procedure, title, image, layer):
    kept = []

    def work():
        window(title)
        hands.settle()
        label = f"{hands.WIDTH}x{hands.HEIGHT}-{hands.SCALE}-{name}"
        closed = shot(label)
        kept.append(fits(title))
        keys("alt+e")
        hands.settle()
        opened = shot(label + "-more")
        kept.append(fits(title))
        kept.append(hands.differs(closed, opened) != "")

        keys("Escape")

    status = dialog(work, procedure, image, layer)
    check(f"{name}: its window fits the screen", kept[0])
    check(f"{name}: with everything shown too", kept[1])
    check(f"{name}: “More” opens by its key", kept[2])
    check(f"{name}: Escape leaves it", status == CANCEL)

def before_and_after_fits(image):
    """With all that can be opened open."""
    title, kept = "Before and After", []

    def work():
        window(title)
        hands.settle()
        label = f"{hands.WIDTH}x{hands.HEIGHT}-{hands.SCALE}-compare"
        closed, low = shot(label), hands.geometry(title)
        # The headings come after the file's name, its button and what shows how it looks; the last is opened first.
        for heading in (7, 6, 5, 4):
            keys("alt+f", *["Tab"] * heading, "space")
        hands.settle()
        kept.append(hands.differs(closed, shot(label + "-open")) != "")
        kept.append(fits(title))
        high = hands.geometry(title)
        kept.append(high[3] - high[1] > low[3] - low[1])
        keys("Escape")

    status = dialog(work, "plug-in-smp-compare", image, image.get_layers()[0])
    check("compare: its window fits the screen with everything open", kept[:2] == [True, True] and status == CANCEL)
    check("compare: the keys open it, and are in nothing that is closed", kept[2:] == [True])


def main():
    image, photo = sample()
    for name, (procedure, title, select, _, _) in FILTERS.items():
        Gimp.Selection.none(image)
        select(image, photo)
        look(name, procedure, title, image, photo)
    FILTERS["fill"][2](image, photo)
    run_procedure("plug-in-smp-fill", image, photo)
    look("edit", "plug-in-smp-edit", "Edit SMP Layer", image, smp_layers(image)[0])
    look("fade", "plug-in-smp-fade", "Preview Fading", image, smp_layers(image)[0])
    before_and_after_fits(image)
