# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the canvas takes to follow a slider, beside GIMP's own blur as a layer effect of the same
size, in the same GIMP, and how long larger regions take beside a small one. Printed with what is asked for, never
failing."""

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
# Sides of larger regions, of 4, 16 and 50 megapixels, and how often the slider moves there.
LARGER = (2000, 4000, 7072)
TIMES_LARGER = 4
LONGEST = 60.0
# What is asked for: of the effect's time, and of the small region's.
MOST_OF_EFFECT = 0.6
MOST_OF_SMALL = 1.2


def noted_ms(what="the canvas"):
    """What the plug-in itself notes, from the value's change to the pixels in GIMP."""
    with open(os.path.join(hands.FOLDER, "gimp.log"), encoding="utf-8", errors="replace") as file:
        return [float(number) for number in re.findall(rf"preview: ([\d.]+) ms from the values to {what}\n", file.read())]


def wait_for(n_noted):
    end = time.monotonic() + LONGEST
    while len(noted_ms()) < n_noted and time.monotonic() < end:
        time.sleep(0.05)


def slider_ms(side, moves):
    """Of each move, until the first part of the region is seen, and until all of it is."""
    image, photo = plain(side + 200, side + 200)
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=10.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 100, side, side)
    before = len(noted_ms())

    def work():
        window("Fill Density")
        wait_for(before + 1)
        time.sleep(3)
        keys("alt+d")
        for _ in range(moves):
            noted = len(noted_ms())
            keys("Up", most=0)
            wait_for(noted + 1)
            time.sleep(0.5)
        keys("Escape")

    dialog(work, "plug-in-smp-fill", image, photo)
    return noted_ms("the first part of the canvas")[before + 1 :], noted_ms()[before + 1 :]


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


def judged(ratio, most):
    return f"{ratio:.2f} (at most {most:g}): {'met' if ratio <= most else 'not met'}"


def main():
    (_, slider), effect = slider_ms(SIDE, TIMES), effect_ms()
    small = statistics.median(slider)
    say(f"slider to canvas, 1 MP region: median {small:.0f} ms of {len(slider)} ({min(slider):.0f} to {max(slider):.0f})")
    say(f"gaussian-blur 1.5 as a layer effect, 1 MP: median {statistics.median(effect):.0f} ms of {len(effect)} "
        f"({min(effect):.0f} to {max(effect):.0f})")
    say(f"slider to canvas, of the effect's time: {judged(small / statistics.median(effect), MOST_OF_EFFECT)}")
    for side in LARGER:
        first, whole = slider_ms(side, TIMES_LARGER)
        if not whole:
            say(f"slider to canvas, {side * side / 1e6:.0f} MP region: nothing within {LONGEST:.0f} s: not met")
            continue
        seen = statistics.median(first)
        say(f"slider to canvas, {side * side / 1e6:.0f} MP region, its middle: median {seen:.0f} ms, of the small one's time: "
            f"{judged(seen / small, MOST_OF_SMALL)}; all of it after {statistics.median(whole):.0f} ms")
