# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scale, the years, the pictures to show, the hairline's path, and what is learnt of healed work."""

import os

from gi.repository import Gimp

import hands
from hands import keys, set_value, shot, take_preset, text, window
from session import CANCEL, SUCCESS, check, dialog, plain, press_undo, recipe, recipe_value, run, smp_layers, state, undo_steps


def treated():
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    run("plug-in-smp-fill", image, photo)
    Gimp.Selection.none(image)
    image.clean_all()
    return image


def fade_and_cancel(image):
    before, steps, seen, helped = state(image), undo_steps(), [], []

    def work():
        title = window("Preview Fading")
        hands.settle()
        helped.extend([hands.help_page(hands.F1), hands.help_page("alt+h")])
        hands.run("xdotool", "windowactivate", "--sync", title)
        seen.append(shot("fade-opened"))
        set_value("alt+t", 8)
        seen.append(shot("fade-later"))
        keys("alt+v")
        shot("fade-before")
        keys("Escape")

    status = dialog(work, "plug-in-smp-fade", image, smp_layers(image)[0])
    check("fade: the canvas follows the years", hands.differs(*seen) != "")
    check("fade: F1 and Help open its page", helped == ["preview-fading.html"] * 2)
    check("fade: Cancel is reported as such", status == CANCEL)
    check("fade: and leaves everything as before", state(image) == before and undo_steps() == steps and not image.is_dirty())


def fade(image):
    before = state(image)

    def work():
        window("Preview Fading")
        take_preset("oily")
        set_value("alt+t", 5)
        keys("alt+o")

    status = dialog(work, "plug-in-smp-fade", image, smp_layers(image)[0])
    made = smp_layers(image)
    check("fade: the layer has the years that were typed", status == SUCCESS and len(made) == 1 and recipe_value(made[0], "years") == 5)
    check("fade: and the client's skin of the preset", recipe(made[0])["skin"] == "oily")
    press_undo("fade-undo")
    check("fade: one undo gives the unfaded layer back", state(image)[0] == before[0])


def the_next_step_is_a_key_away(image):
    opened = []

    def work():
        window("Preview Fading")
        hands.settle()
        shot("fade-next")
        keys("alt+n")
        opened.append(window("Before and After"))
        shot("fade-next-opened")
        keys("Escape")

    status = dialog(work, "plug-in-smp-fade", image, smp_layers(image)[0])
    check("fade: its Next is OK, and opens Before and After", status == SUCCESS and len(opened) == 1)
    check("fade: and the layer has been drawn", recipe_value(smp_layers(image)[0], "years") == 5)


def timeline(image):
    before, images = state(image), len(Gimp.get_images())

    def work():
        window("Preview Fading")
        keys("alt+k", "Down", "Down")
        shot("fade-timeline")
        keys("alt+o")
        hands.rest(8.0, 0.5)
        shot("timeline")

    status = dialog(work, "plug-in-smp-fade", image, smp_layers(image)[0])
    check("fade: a timeline opens as a new image", status == SUCCESS and len(Gimp.get_images()) == images + 1)
    check("fade: and changes nothing in the photo's image", state(image)[0] == before[0])


def see(label, *done):
    """What is on the screen after something was done, once that has stopped changing."""
    hands.run("xdotool", *done)
    hands.settle()
    return shot(f"client-{label}")


def show_to_the_client():
    """Over the whole screen: before while the space bar is held, the years by the arrow keys."""
    keys("alt+l")
    window("Before and Simulation")
    hands.rest(5.0, 0.5)
    seen = {"simulation": see("simulation", "key", "Home"),
            "held": see("held", "keydown", "space"),
            "released": see("released", "keyup", "space"),
            "first": see("first", "key", "Left"),
            "last": see("last", "key", "End")}
    keys("Escape")
    hands.rest(5.0, 0.5)
    seen["over"] = hands.find("^Before and Simulation$")
    seen["keys"] = hands.run("xdotool", "getactivewindow", "getwindowname")
    return seen


def check_client(seen):
    # Above the hint and the buttons, which tell where the arrow keys lead.
    picture = f"{hands.WIDTH}x{hands.HEIGHT - 80}+0+0"

    def differ(one, other):
        return hands.differs(seen[one], seen[other], picture) != ""

    check("client: before is shown while the key is held, and the simulation after it",
          differ("simulation", "held") and not differ("simulation", "released"))
    check("client: it is what stands first among the pictures", not differ("held", "first"))
    check("client: the years are other pictures", differ("simulation", "last") and differ("first", "last"))
    check("client: Escape ends it, and the keys are the dialog's again",
          not seen["over"] and seen["keys"] == "Before and After")


def paper(name, box):
    """Which share of the box is as white as a page: the dialog is dark."""
    return float(hands.run("convert", hands.path_of(name), "-crop", box, "+repage", "-colorspace", "gray", "-threshold", "98%",
                           "-format", "%[fx:mean]", "info:") or 0)


def preview_the_page():
    """The page stands beside the controls, and follows them."""
    keys("alt+comma")
    seen = []
    for label, key in (("page-first", None), ("page-second", "Right")):
        if key:
            keys("alt+y", key)
        for _ in range(120):
            hands.time.sleep(0.25)
            _, top, right, bottom = hands.geometry("Before and After")
            box = f"280x{bottom - top - 150}+{right - 300}+{top}"
            drawn = paper(shot(label), box) > 0.05 and not (seen and not hands.differs(seen[0], label, box))
            if drawn:
                seen.append(label)
                break
    return len(seen) == 2


def compare(image):
    image.clean_all()
    before, images = state(image), len(Gimp.get_images())

    seen = {}

    def cancel():
        window("Before and After")
        shot("compare-opened")
        seen.update(show_to_the_client())
        seen["pages"] = preview_the_page()
        keys("Escape")

    status = dialog(cancel, "plug-in-smp-compare", image, image.get_layers()[0])
    check_client(seen)
    check("compare: the page is seen beside the controls, and another one for another layout", seen["pages"])
    check("compare: cancelling makes nothing", status == CANCEL and len(Gimp.get_images()) == images)
    check("compare: and leaves the image as it was", state(image) == before and not image.is_dirty())

    def work():
        window("Before and After")
        keys("alt+y", "Right", "Right")
        keys("alt+a", "ctrl+a")
        text("Ada Beispiel")
        shot("compare-ready")
        keys("alt+o")
        hands.rest(8.0, 0.5)
        shot("compare")

    status = dialog(work, "plug-in-smp-compare", image, image.get_layers()[0])
    check("compare: OK makes a new image", status == SUCCESS and len(Gimp.get_images()) == images + 1)
    check("compare: of a split picture", any(layer.get_name() == "Split line" for layer in Gimp.get_images()[0].get_layers()))
    with open(os.path.join(os.environ["GIMP3_DIRECTORY"], "smp", "practitioner"), encoding="utf-8") as file:
        check("compare: and remembers the practitioner", "name=Ada Beispiel" in file.read())
    check("compare: the image stays as it was", state(image) == before and not image.is_dirty())


def write_to_file(image):
    folder = os.environ["GIMP3_DIRECTORY"]

    def work():
        window("Before and After")
        keys("alt+f")
        text(folder + "/typed.bmp")
        keys("alt+o")
        hands.rest(3.0, 0.3)
        shot("compare-refused")
        keys("alt+f", "ctrl+a")
        text(folder + "/typed.png")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-compare", image, image.get_layers()[0])
    check("compare: a typed name that cannot be written is refused in the dialog", not os.path.exists(folder + "/typed.bmp"))
    check("compare: a typed name is written", status == SUCCESS and os.path.getsize(folder + "/typed.png") > 1000)


def scale():
    image, photo = plain()
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)

    helped = []

    def cancel():
        window("Scale Not Known")
        shot("scale-not-known")
        helped.append(hands.help_page(hands.F1))
        window("Scale Not Known")
        keys("Escape")

    status = dialog(cancel, "plug-in-smp-fill", image, photo)
    check("scale: F1 opens its page where it is asked for", helped == ["set-scale.html"])
    check("scale: without one the question can be cancelled", status == CANCEL)
    check("scale: and stores nothing", not image.get_parasite("smp-scale"))

    def estimate():
        window("Scale Not Known")
        keys("alt+e")
        window("Fill Density")
        hands.settle()
        shot("fill-estimated")
        keys("alt+o")

    status = dialog(estimate, "plug-in-smp-fill", image, photo)
    check("scale: with the estimate the filter goes on", status == SUCCESS)
    stored = bytes(image.get_parasite("smp-scale").get_data()).decode()
    check("scale: the stored one is marked as an estimate", "source=estimate" in stored)

    def work():
        window("Set Scale")
        set_value("alt+p", 12.5)
        shot("scale")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-scale", image, photo)
    stored = bytes(image.get_parasite("smp-scale").get_data()).decode()
    check("scale: it can be set in its dialog, and is stored as typed", status == SUCCESS and "px-per-mm=12.5" in stored)


def hairline_path():
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
    path = Gimp.Path.new(image, "temples")
    image.insert_path(path, None, 0)
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [120.0, 300.0] * 3 + [520.0, 300.0] * 3, False)

    paths, steps, seen = len(image.get_paths()), undo_steps(), []

    def cancel():
        window("Hairline Path")
        hands.settle()
        seen.append(shot("hairline-path-round"))
        keys("alt+p", "Down")
        hands.settle()
        seen.append(shot("hairline-path"))
        keys("Escape")

    status = dialog(cancel, "plug-in-smp-hairline-path", image, photo)
    check("hairline: its path lies on the canvas in the shape that is chosen", hands.canvas_differs(*seen))
    check("hairline: Cancel leaves the paths as they were, and no undo step",
          status == CANCEL and len(image.get_paths()) == paths and undo_steps() == steps)

    def work():
        window("Hairline Path")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-hairline-path", image, photo)
    # The third is the one that goes along with the image.
    check("hairline: its path is made of two points", status == SUCCESS and len(image.get_paths()) == 3)
    check("hairline: as one undo step", undo_steps() == steps + 1)


def press_until_saved(title, key, preset):
    """Presses the button that saves until the preset is there: it can only be pressed once all is read."""
    for _ in range(100):
        if os.path.exists(preset):
            return
        window(title)
        shot("saving " + title)
        keys(key)
        hands.rest(1.0, 0.5)


def saved_preset(name):
    return os.path.join(os.environ["GIMP3_DIRECTORY"], "smp", "presets", name + ".smp-preset")


def learn():
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=5.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 300, 200, 80, 80)
    run("plug-in-smp-fill", image, photo)
    image.flatten()
    preset = saved_preset("my-hand")

    def work():
        window("Learn from Healed Work")
        # Once all is read, what was found is hatched on the canvas.
        hands.rest(90.0, 0.5)
        shot("learn-found")
        keys("alt+o")
        hands.wait_until_noticed()
        hands.rest(90.0, 0.5)
        shot("learn-corrected")
        keys("alt+n")
        text("My hand")
        press_until_saved("Learn from Healed Work", "alt+p", preset)

    status = dialog(work, "plug-in-smp-learn", image, image.get_layers()[0])
    names = [channel.get_name() for channel in image.get_channels()]
    check("learn: the untreated skin that was found is hatched on the canvas until it is corrected",
          hands.canvas_differs("learn-found", "learn-corrected"))
    check("learn: to correct it, it becomes a channel", "Untreated skin (found)" in names)
    check("learn: and no hatching is left", len(image.get_layers()) == 1)
    check("learn: a preset of the photo's dots is saved under the name that was typed", status == SUCCESS and os.path.exists(preset))


def check_result():
    image, photo = plain(400, 400)
    photo.merge_filter(Gimp.DrawableFilter.new(photo, "gegl:noise-rgb", None))
    photo.merge_filter(Gimp.DrawableFilter.new(photo, "gegl:gaussian-blur", None))
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 80, 80, 240, 240)
    healed = image.duplicate()
    run("plug-in-smp-fill", image, photo)
    run("plug-in-smp-fill", healed, healed.get_layers()[0], set="missed-dots=0.333")
    healed.flatten()
    for one in (image, healed):
        Gimp.Selection.none(one)
    before, images, preset = state(image), len(Gimp.get_images()), saved_preset("as-healed")

    def cancel():
        window("Check against the Result")
        keys("Escape")

    status = dialog(cancel, "plug-in-smp-check", image, smp_layers(image)[0])
    check("check: Cancel makes nothing of the photo that is open", status == CANCEL and len(Gimp.get_images()) == images)

    def work():
        window("Check against the Result")
        shot("check-opened")
        keys("alt+o")
        window("Prediction and Result", 90)
        keys("alt+n", "ctrl+a")
        text("As healed")
        press_until_saved("Prediction and Result", "alt+s", preset)

    status = dialog(work, "plug-in-smp-check", image, smp_layers(image)[0])
    check("check: the photo that is open is laid over the case, and a picture of both opens", status == SUCCESS and len(Gimp.get_images()) == images + 1)
    check("check: the corrected preset is saved under the name that was typed", os.path.exists(preset))
    check("check: and the case stays as it was", state(image) == before)


def main():
    image = treated()
    fade_and_cancel(image)
    fade(image)
    the_next_step_is_a_key_away(image)
    timeline(image)
    compare(image)
    write_to_file(image)
    scale()
    hairline_path()
    learn()
    check_result()
