# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing stands in the dialog, OK waits for it, and no number is another photo's."""

from gi.repository import Gimp

import hands
from hands import keys, set_value, shot, window
from session import CANCEL, SUCCESS, check, dialog, pixels, plain, press_undo, recipe_value, run, smp_layers
from treating import plain_head


def draw_line(image):
    """As one undo step."""
    path = Gimp.Path.new(image, "temples")
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [120.0, 300.0] * 3 + [520.0, 300.0] * 3, False)
    image.insert_path(path, None, 0)


def press_ok(title, name, tries=1):
    """Whether the dialog stays open after OK, pressed again where the machine is slow."""
    for _ in range(tries):
        keys("alt+o")
        hands.rest(5.0, 0.3)
        if not hands.find(f"^{title}$"):
            break
    shot(name)
    return bool(hands.find(f"^{title}$"))


def scale_of(image):
    """The stored scale's lines, or none."""
    stored = image.get_parasite("smp-scale")
    return bytes(stored.get_data()).decode().splitlines() if stored else []


def an_unknown_scale_starts_from_the_estimate():
    """After another photo's scale was set in the dialog, this one's is its own estimate, and is marked as one."""
    other, photo = plain()

    def set_other():
        window("Set Scale")
        set_value("alt+p", 12.5)
        keys("alt+o")

    status = dialog(set_other, "plug-in-smp-scale", other, photo)
    check("scale: one photo's is set in the dialog", status == SUCCESS and "px-per-mm=12.5" in scale_of(other))

    image, photo = plain()

    def work():
        window("Set Scale")
        shot("scale-unknown")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-scale", image, photo)
    check("scale: the next photo's dialog offers its estimate instead, which stays marked as one",
          status == SUCCESS and "source=estimate" in scale_of(image) and "px-per-mm=12.5" not in scale_of(image))

    def again():
        window("Set Scale")
        shot("scale-own")
        keys("alt+o")

    status = dialog(again, "plug-in-smp-scale", other, other.get_layers()[0])
    check("scale: the first photo's dialog still offers its own", status == SUCCESS and "px-per-mm=12.5" in scale_of(other))


def an_estimate_is_read_from_the_head():
    """Not from the photo's size, which says little of how large the head is in it."""
    image, photo = plain_head()
    image.detach_parasite("smp-scale")

    def work():
        window("Scale Not Known")
        shot("scale-of-head")
        keys("alt+e")
        window("Fill Density")
        keys("Escape")

    dialog(work, "plug-in-smp-fill", image, photo)
    stored = [line for line in scale_of(image) if line.startswith("px-per-mm=")]
    check("scale: the estimate supposes that the head in the photo is as large as most",
          "source=estimate-by-head" in scale_of(image) and abs(float(stored[0].partition("=")[2]) / (300 / 152) - 1) < 0.05)


def a_line_is_put_on_the_photo():
    image, photo = plain()

    def work():
        window("Set Scale")
        hands.press_and_see("alt+d")
        # The length can be typed once the line is there.
        for _ in range(10):
            set_value("alt+g", 50)
            shot("scale-line")
            if not press_ok("Set Scale", "scale-line-taken"):
                break

    status = dialog(work, "plug-in-smp-scale", image, photo)
    # Of the 640 pixels it takes three fifths.
    check("scale: a line of known length is put on the photo by a key, and tells it",
          status == SUCCESS and any(line.startswith("px-per-mm=7.6") for line in scale_of(image)))
    check("scale: and goes with the dialog", "Known length" not in [path.get_name() for path in image.get_paths()])


def a_line_is_dragged():
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=5.0)
    own, = image.get_paths()

    def work():
        window("Set Scale")
        hands.settle()
        without = shot("scale-without-line")
        hands.press_and_see("alt+d")
        # Left of the dialog there is the line alone.
        size, x, y = hands.differs(without, shot("scale-with-line"), "500x300+230+200").split("+")
        right, y = 230 + int(x) + int(size.split("x")[0]), 200 + int(y) + 1
        set_value("alt+g", 50)
        window(".*GIMP")
        keys("b")
        hands.run("xdotool", "mousemove", right - 40, y, "click", 1)
        hands.settle()
        hands.run("xdotool", "mousemove", right - 2, y, "mousedown", 1)
        for step in (5, 20, 40):
            hands.run("xdotool", "mousemove", right - step, y)
            hands.time.sleep(0.3)
        hands.run("xdotool", "mouseup", 1)
        window("Set Scale")
        hands.settle()
        shot("scale-line-dragged")
        press_ok("Set Scale", "scale-line-dragged-taken")

    status = dialog(work, "plug-in-smp-scale", image, photo)
    scale, = (float(line.split("=")[1]) for line in scale_of(image) if line.startswith("px-per-mm="))
    check(f"scale: the line's end is dragged with the mouse, and the scale follows ({scale})", status == SUCCESS and 4 < scale < 7.5)
    window(".*GIMP")
    for x in (300, 340):
        hands.run("xdotool", "mousemove", x, 260, "click", 1)
        hands.time.sleep(0.5)
    shot("scale-path-after")
    points = [len(own.stroke_get_points(stroke)[1]) for stroke in own.get_strokes()]
    check(f"scale: what the tool draws next is a path of its own {points}", points == [18] and len(image.get_paths()) == 2)


def a_length_waits_for_its_path():
    image, photo = plain()
    stayed = []

    def work():
        window("Set Scale")
        keys("alt+w", "Home")
        set_value("alt+g", 50)
        stayed.append(press_ok("Set Scale", "scale-without-path"))
        # What was typed is still there once two guides stand for the path.
        keys("alt+w", "Down")
        stayed.append(press_ok("Set Scale", "scale-without-guides"))
        keys("Escape")

    status = dialog(work, "plug-in-smp-scale", image, photo)
    check("scale: OK waits for the path and for the guides", stayed == [True, True] and status == CANCEL and not scale_of(image))


def an_estimate_stays_one():
    image, photo = plain()
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)

    def estimate():
        window("Scale Not Known")
        keys("alt+e")
        window("Fill Density")
        hands.settle()
        shot("fill-with-estimate")
        keys("alt+o")

    dialog(estimate, "plug-in-smp-fill", image, photo)
    number = [line for line in scale_of(image) if line.startswith("px-per-mm=")]
    recipe = bytes(smp_layers(image)[0].get_parasite("smp-recipe").get_data()).decode()
    check("estimate: the layer says that its scale is one", "scale=estimate" in recipe.splitlines())

    def look():
        window("Set Scale")
        shot("scale-estimated")
        keys("alt+o")

    dialog(look, "plug-in-smp-scale", image, photo)
    check("estimate: Set Scale starts from it, and OK leaves it an estimate", set(number + ["source=estimate"]) <= set(scale_of(image)))

    def edit():
        window("Edit SMP Layer")
        hands.settle()
        shot("edit-with-estimate")
        keys("alt+o")

    dialog(edit, "plug-in-smp-edit", image, smp_layers(image)[0])
    recipe = bytes(smp_layers(image)[0].get_parasite("smp-recipe").get_data()).decode()
    check("estimate: and so does an edited layer", "scale=estimate" in recipe.splitlines())

    def fade():
        window("Preview Fading")
        hands.settle()
        shot("fade-with-estimate")
        keys("Escape")

    dialog(fade, "plug-in-smp-fade", image, smp_layers(image)[0])


def a_hairline_waits_for_its_line():
    for procedure, title in (("plug-in-smp-hairline", "Draw Hairline"), ("plug-in-smp-hairline-path", "Hairline Path")):
        image, photo = plain()
        run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
        draw_line(image)
        press_undo(procedure + "-line-gone")
        stayed = []

        def work():
            window(title)
            stayed.append(press_ok(title, procedure + "-without-line"))
            press_undo(procedure + "-line-back", "ctrl+y")
            hands.wait_until_noticed()
            window(title)
            hands.settle()
            stayed.append(press_ok(title, procedure + "-with-line", 15))
            if stayed[-1]:
                keys("Escape")

        status = dialog(work, procedure, image, photo)
        check(f"{title}: OK waits for a line, and takes it once it is there", stayed == [True, False] and status == SUCCESS)


def a_treatment_waits_for_its_selection():
    """In the filter's own name, before anything can be typed that would be lost."""
    for procedure, title in (("plug-in-smp-fill", "Fill Density"), ("plug-in-smp-scar", "Conceal Scar")):
        image, photo = plain()
        run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
        press_undo(procedure + "-selection-gone")
        stayed = []

        def work():
            window(title)
            stayed.append(press_ok(title, procedure + "-without-selection"))
            press_undo(procedure + "-selection-back", "ctrl+y")
            hands.wait_until_noticed()
            window(title)
            keys("alt+o")
            hands.rest(5.0, 0.5)
            window(title)
            hands.settle()
            set_value("alt+d", 140)
            keys("alt+o")

        status = dialog(work, procedure, image, photo)
        check(f"{title}: OK waits for a selection, and goes on once it is there",
              stayed == [True] and status == SUCCESS and recipe_value(smp_layers(image)[0], "density") == 140)


def a_lost_photo_is_chosen():
    """The photo was replaced by its retouched copy, which the person chooses."""
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=8.0)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    run("plug-in-smp-fill", image, photo)
    copy = photo.copy()
    image.insert_layer(copy, None, 1)
    copy.set_name("Retouched")
    image.remove_layer(photo)
    layer = smp_layers(image)[0]
    seen = []

    def work():
        window("Choose the Photo")
        seen.append(shot("photo-chooser"))
        keys("alt+o")
        window("Edit SMP Layer")
        hands.settle()
        seen.append(shot("photo-chosen"))
        set_value("alt+d", 90)
        keys("alt+o")

    was = pixels(copy)
    status = dialog(work, "plug-in-smp-edit", image, layer)
    layer = smp_layers(image)[0]
    check("a photo that was replaced is chosen in a dialog, and the layer edited over it",
          status == SUCCESS and len(seen) == 2 and recipe_value(layer, "density") == 90 and pixels(copy) == was)


def main():
    a_treatment_waits_for_its_selection()
    a_lost_photo_is_chosen()
    an_unknown_scale_starts_from_the_estimate()
    an_estimate_is_read_from_the_head()
    a_line_is_put_on_the_photo()
    a_line_is_dragged()
    a_length_waits_for_its_path()
    an_estimate_stays_one()
    a_hairline_waits_for_its_line()
