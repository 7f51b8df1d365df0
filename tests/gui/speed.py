# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the canvas takes to follow a slider, beside GIMP's own blur as a layer effect of the same
size, in the same GIMP. Measured, never judged."""

import os
import re
import statistics
import time

from gi.repository import Gimp

import hands
from hands import keys, window
from session import dialog, plain, run, say

SIDE = 1000
TIMES = 15


def slider_ms():
    """What the plug-in itself notes, from the value's change to the pixels in GIMP."""
    image, photo = plain(SIDE + 200, SIDE + 200)
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=10.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 100, SIDE, SIDE)

    def work():
        window("Fill Density")
        time.sleep(3)
        keys("alt+d")
        for _ in range(TIMES):
            keys("Up", pause=0.7)
        keys("Escape")

    dialog(work, "plug-in-smp-fill", image, photo)
    with open(os.path.join(hands.FOLDER, "gimp.log"), encoding="utf-8", errors="replace") as file:
        times = [float(number) for number in re.findall(r"preview: ([\d.]+) ms", file.read())]
    return times[1:]


def effect_ms():
    """Until the effect's pixels are there: GIMP draws them when they are asked for."""
    image, photo = plain(SIDE, SIDE)
    effect = Gimp.DrawableFilter.new(photo, "gegl:gaussian-blur", "blur")
    photo.append_filter(effect)
    config = effect.get_config()

    def ask():
        begin = time.monotonic()
        layer = Gimp.Layer.new_from_visible(image, image, "visible")
        taken = time.monotonic() - begin
        layer.delete()
        return taken

    times = []
    for i in range(TIMES):
        asking = min(ask(), ask())
        config.set_property("std-dev-x", 1.5 + 0.001 * i)
        config.set_property("std-dev-y", 1.5 + 0.001 * i)
        begin = time.monotonic()
        effect.update()
        updating = time.monotonic() - begin
        times.append(1000.0 * (updating + ask() - asking))
    return times[1:]


def main():
    slider, effect = slider_ms(), effect_ms()
    say(f"slider to canvas, 1 MP region: median {statistics.median(slider):.0f} ms of {len(slider)} "
        f"({min(slider):.0f} to {max(slider):.0f})")
    say(f"gaussian-blur 1.5 as a layer effect, 1 MP: median {statistics.median(effect):.0f} ms of {len(effect)} "
        f"({min(effect):.0f} to {max(effect):.0f})")
    say(f"ratio {statistics.median(slider) / statistics.median(effect):.2f}")
