# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole consultation, from an unknown photo to the sheet, as it runs by itself."""

import os
import time

from gi.repository import Gimp

import hands
from hands import find, keys, set_value, shot, window
from menu import by_hand, open_by_menu
from session import LEFT, SUCCESS, TOP, check, dialog, load, recipe_value, say, smp_layers

# From the photo to the sheet, on a machine that does nothing else.
MOST_SECONDS = 90


def other_window(title, than, seconds=60):
    """Waits for another window of the same title."""
    for _ in range(10 * seconds):
        if find(f"^{title}$") not in (None, than):
            return window(title)
        time.sleep(0.1)
    return None


def select_by_mouse(title):
    """Drags a rectangle over the skin until the dialog that waits for it gives way to the next."""
    waiting = window(title)
    shot("consultation-select")
    for _ in range(5):
        window(".*GIMP")
        keys("r")
        # No quicker than a hand: GIMP takes a press and a release that it reads together for no drag.
        for step in (("mousemove", 300, 260), ("mousedown", 1), ("mousemove", 360, 330), ("mousemove", 440, 420), ("mouseup", 1)):
            hands.run("xdotool", *step)
            time.sleep(0.2)
        hands.run("xdotool", "windowactivate", "--sync", waiting)
        # The selection is looked for twice a second.
        time.sleep(1)
        keys("alt+o")
        if other_window(title, waiting, 20):
            return


def select_by_keys(title):
    """All of the photo: what is background is left out by itself."""
    waiting = window(title)
    for _ in range(5):
        window(".*GIMP")
        keys("ctrl+a")
        hands.run("xdotool", "windowactivate", "--sync", waiting)
        time.sleep(1)
        keys("alt+o")
        if other_window(title, waiting, 20):
            return


def consult(seconds, select=select_by_mouse):
    begun = time.time()
    window("New Consultation")
    hands.settle()
    shot("consultation-photo")
    keys("alt+o")
    window("Set Scale")
    set_value("alt+p", 10)
    shot("consultation-scale")
    keys("alt+o")
    select("Fill Density")
    hands.settle()
    shot("consultation-treatment")
    keys("alt+o")
    window("Preview Fading", 60)
    set_value("alt+t", 5)
    hands.settle()
    shot("consultation-years")
    keys("alt+o")
    window("Before and After", 60)
    shot("consultation-sheet")
    keys("alt+o")
    seconds.append(begun)


def photo():
    image = load("sample/sample.jpg")
    image.crop(1300, 1300, LEFT, TOP)
    Gimp.Display.new(image)
    return image


def by_keys_alone():
    """From GIMP's menu to the sheet, without the mouse."""
    image = photo()
    before, made = {each.get_id() for each in Gimp.get_images()}, []

    def work():
        open_by_menu("n", "New Consultation")
        consult([], select_by_keys)
        # Not before the consultation is over: to ask for the layers of an image that it throws away is an error.
        hands.rest(120.0, 1.5)
        made[:] = [each for each in Gimp.get_images()
                   if each.get_id() not in before and any(layer.get_name() == "Small print" for layer in each.get_layers())]
        shot("consultation-by-keys")

    by_hand(work)
    layers = smp_layers(image)
    check("by keys alone: a consultation goes from the menu to one layer and one sheet", len(made) == 1 and len(layers) == 1)
    check("by keys alone: the layer has the scale and the years that were typed",
          recipe_value(layers[0], "px-per-mm") == 10 and recipe_value(layers[0], "years") == 5)


def main():
    image = photo()
    before, begun = {each.get_id() for each in Gimp.get_images()}, []
    status = dialog(lambda: consult(begun), "plug-in-smp-consultation", image, image.get_layers()[0])
    taken = time.time() - begun[0]
    shot("consultation-done")
    sheets = [each for each in Gimp.get_images() if each.get_id() not in before]
    made = smp_layers(image)
    check("a consultation goes from the photo to one layer and one sheet", status == SUCCESS and len(made) == 1 and len(sheets) == 1)
    check("the layer has the scale and the years that were said", recipe_value(made[0], "px-per-mm") == 10 and recipe_value(made[0], "years") == 5)
    check("the picture is a page", abs(sheets[0].get_height() / sheets[0].get_width() - 2**0.5) < 0.01)
    check("and the consultation is over", image.get_parasite("smp-consultation") is None)
    say(f"from the photo to the sheet in {taken:.0f} s")
    if os.getloadavg()[0] > 1.5 * os.cpu_count():
        check(f"within {MOST_SECONDS} s # SKIP the machine is busy", True)
    else:
        check(f"within {MOST_SECONDS} s", taken < MOST_SECONDS)
    by_keys_alone()
