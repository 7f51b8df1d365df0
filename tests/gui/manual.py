# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog on the sample, for the manual's pictures; and whether F1 opens its page.  `ninja help-pictures` runs it."""

from gi.repository import Gimp

import hands
from hands import keys, set_value, shot, window
from session import check, dialog, plain, run, sample, smp_layers
from treating import draw_line, select_patch, select_scar

# The picture, the procedure, its dialog, its page, what is marked on the photo, and which keys show more of it.
DIALOGS = (
    ("consultation", "plug-in-smp-consultation", "New Consultation", "new-consultation.html", None, ()),
    ("scale", "plug-in-smp-scale", "Set Scale", "set-scale.html", None, ("alt+d",)),
    ("scar", "plug-in-smp-scar", "Conceal Scar", "conceal-scar.html", select_scar, ()),
    ("fill", "plug-in-smp-fill", "Fill Density", "fill-density.html", select_patch, ()),
    ("hairline-path", "plug-in-smp-hairline-path", "Hairline Path", "hairline-path.html", draw_line, ()),
    ("hairline", "plug-in-smp-hairline", "Draw Hairline", "draw-hairline.html", draw_line, ()),
    ("learn", "plug-in-smp-learn", "Learn from Healed Work", "learn.html", None, ()),
    ("edit", "plug-in-smp-edit", "Edit SMP Layer", "edit-layer.html", None, ()),
    ("fade", "plug-in-smp-fade", "Preview Fading", "preview-fading.html", None, ()),
    ("compare", "plug-in-smp-compare", "Before and After", "before-and-after.html", None, ()),
    ("check", "plug-in-smp-check", "Check against the Result", "check.html", None, ()),
)


def healed_work():
    """Shaved skin with dots: hair is none of them."""
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=12.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 140, 80, 360, 320)
    run("plug-in-smp-fill", image, photo)
    image.flatten()
    return image, image.get_layers()[0]


def photograph(name, procedure, title, page, mark, show):
    image, photo = healed_work() if name == "learn" else sample()
    layer, helped = photo, []
    if name in ("edit", "fade", "compare", "check"):
        select_patch(image, photo)
        run("plug-in-smp-fill", image, photo)
        Gimp.Selection.none(image)
        layer = smp_layers(image)[0]
    if mark:
        mark(image, photo)

    def work():
        shown = window(title)
        # What is measured takes its time.
        hands.time.sleep(4)
        keys(*show)
        if name == "fade":
            set_value("alt+t", 5)
        hands.settle()
        # The mouse away from what explains itself.
        hands.run("xdotool", "mousemove", hands.WIDTH - 1, hands.HEIGHT - 1)
        hands.time.sleep(1)
        shot("manual-" + name)
        helped.append(hands.help_page(hands.F1))
        hands.run("xdotool", "windowactivate", "--sync", shown)
        helped.append(hands.help_page("alt+h"))
        hands.run("xdotool", "windowactivate", "--sync", shown)
        keys("Escape")

    dialog(work, procedure, image, layer)
    check(f"{name}: F1 and Help open {page}", helped == [page] * 2)


def main():
    for row in DIALOGS:
        photograph(*row)
