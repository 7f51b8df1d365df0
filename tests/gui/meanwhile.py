# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does in GIMP while a dialog is open: the photo closed, layers deleted, what was missing drawn."""

from gi.repository import Gimp

import hands
from hands import keys, set_value, shot, window
from menu import by_hand, open_by_menu
from session import CANCEL, SUCCESS, check, dialog, pixels, plain, press_undo, recipe_value, run, smp_layers


def scaled(px_per_mm=8.0):
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=px_per_mm)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    return image, photo


def draw_line(image):
    """As one undo step."""
    path = Gimp.Path.new(image, "temples")
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [120.0, 300.0] * 3 + [520.0, 300.0] * 3, False)
    image.insert_path(path, None, 0)


def scale_of(image):
    """The stored scale's lines, or none."""
    stored = image.get_parasite("smp-scale")
    return bytes(stored.get_data()).decode().splitlines() if stored else []


def press_ok(title, name):
    """Whether the dialog stays open after OK."""
    keys("alt+o")
    hands.time.sleep(1)
    shot(name)
    return bool(hands.find(f"^{title}$"))


def an_empty_scale_waits():
    """After another photo's scale was set in the dialog, this one's is empty, and OK waits."""
    other, photo = plain()

    def set_other():
        window("Set Scale")
        set_value("alt+p", 12.5)
        keys("alt+o")

    status = dialog(set_other, "plug-in-smp-scale", other, photo)
    check("scale: one photo's is set in the dialog", status == SUCCESS and "px-per-mm=12.5" in scale_of(other))

    image, photo = plain()
    stayed = []

    def work():
        window("Set Scale")
        stayed.append(press_ok("Set Scale", "scale-empty"))
        keys("Escape")

    status = dialog(work, "plug-in-smp-scale", image, photo)
    check("scale: the next photo's dialog does not offer it, and OK waits", stayed == [True] and status == CANCEL and not scale_of(image))

    def again():
        window("Set Scale")
        shot("scale-own")
        keys("alt+o")

    status = dialog(again, "plug-in-smp-scale", other, other.get_layers()[0])
    check("scale: the first photo's dialog still offers its own", status == SUCCESS and "px-per-mm=12.5" in scale_of(other))


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
            hands.time.sleep(1)
            stayed.append(press_ok(title, procedure + "-without-line"))
            press_undo(procedure + "-line-back", "ctrl+y")
            window(title)
            hands.settle()
            stayed.append(press_ok(title, procedure + "-with-line"))
            if stayed[-1]:
                keys("Escape")

        status = dialog(work, procedure, image, photo)
        check(f"{title}: OK waits for a line, and takes it once it is there", stayed == [True, False] and status == SUCCESS)


def close_photo():
    """In GIMP's own window."""
    window(".*GIMP")
    keys("ctrl+w")
    hands.time.sleep(0.7)
    keys("alt+d")
    hands.time.sleep(0.7)


def messages_shown(name):
    """How many messages GIMP shows, which are read and closed."""
    hands.run("import", "-window", "root", hands.path_of(name))
    n = 0
    while hands.find("^GIMP Message$") and n < 5:
        window("GIMP Message")
        keys("Escape")
        hands.time.sleep(0.5)
        n += 1
    return n


def treated():
    image, photo = scaled()
    run("plug-in-smp-fill", image, photo)
    return image


def with_line():
    image, _ = scaled()
    draw_line(image)
    return image


def a_closed_photo_ends_the_dialog():
    """From the menu: what a script calls keeps its image."""
    for key, title, start in (("e", "Edit SMP Layer", treated), ("f", "Fill Density", lambda: scaled()[0]),
                              ("p", "Preview Fading", treated), ("b", "Before and After", treated),
                              ("h", "Draw Hairline", with_line), ("s", "Set Scale", lambda: scaled()[0])):
        image, seen = start(), {}

        def work():
            seen["opened"] = open_by_menu(key, title)
            hands.time.sleep(2)
            close_photo()
            # At once, before it has been noticed.
            if key in "efh" and hands.find(f"^{title}$"):
                keys("alt+d", "ctrl+a")
                hands.text("300\t")
            for _ in range(50):
                if not hands.find(f"^{title}$"):
                    break
                hands.time.sleep(0.2)
            seen["gone"] = not hands.find(f"^{title}$")
            hands.time.sleep(1)
            seen["messages"] = messages_shown(f"closed-{key}")
            if not seen["gone"]:
                keys("Escape")

        by_hand(work)
        check(f"{title}: ends by itself when the photo is closed, with one message",
              seen == {"opened": True, "gone": True, "messages": 1} and not image.is_valid())


def a_deleted_layer_is_waited_for():
    """Undone while it is being edited, and redone."""
    image, photo = scaled()
    run("plug-in-smp-fill", image, photo)
    was = smp_layers(image)[0].get_id()
    stayed = []

    def work():
        window("Edit SMP Layer")
        hands.settle()
        press_undo("edited-layer-gone")
        window("Edit SMP Layer")
        set_value("alt+d", 300)
        stayed.append(press_ok("Edit SMP Layer", "edit-without-layer"))
        press_undo("edited-layer-back", "ctrl+y")
        window("Edit SMP Layer")
        hands.settle()
        stayed.append(press_ok("Edit SMP Layer", "edit-with-layer"))
        if stayed[-1]:
            keys("Escape")

    status = dialog(work, "plug-in-smp-edit", image, smp_layers(image)[0])
    check("Edit SMP Layer: waits while its layer is undone, and goes on with what was typed once it is back",
          stayed == [True, False] and status == SUCCESS and smp_layers(image)[0].get_id() != was
          and recipe_value(smp_layers(image)[0], "density") == 300)


def where_dots_go_is_painted():
    """With GIMP's own brush, while the dialog is open."""
    image = treated()
    channel = image.get_channels()[0]
    opacity = channel.get_opacity()
    shown = []

    def work():
        window("Edit SMP Layer")
        hands.settle()
        shown.append(shot("paint-before"))
        keys("alt+w")
        hands.time.sleep(1)
        shown.append(shot("paint-ready"))
        window(".*GIMP")
        # The brush, and black to paint with.
        keys("p", "d")
        for step in (("mousemove", 420, 350), ("mousedown", 1), ("mousemove", 450, 352), ("mousemove", 470, 350), ("mouseup", 1)):
            hands.run("xdotool", *step)
            hands.time.sleep(0.2)
        hands.settle()
        window("Edit SMP Layer")
        hands.settle()
        shown.append(shot("paint-painted"))
        keys("alt+o")

    status = dialog(work, "plug-in-smp-edit", image, smp_layers(image)[0])
    before, ready, painted = shown
    check("paint: the dots stay to be seen as they are", not hands.canvas_differs(before, ready))
    check("paint: and follow the brush", hands.canvas_differs(ready, painted))
    check("paint: then the region is hidden again, and has its own look",
          status == SUCCESS and not channel.get_visible() and channel.get_opacity() == opacity)
    check("paint: one goes on with the layer", image.get_selected_layers() == smp_layers(image) and not image.get_selected_channels())
    values = bytes(pixels(channel))[0::4]
    check("paint: the region keeps what was painted", 0 in values[640 * 246 + 210 : 640 * 246 + 260])


def main():
    where_dots_go_is_painted()
    an_empty_scale_waits()
    a_length_waits_for_its_path()
    an_estimate_stays_one()
    a_hairline_waits_for_its_line()
    a_deleted_layer_is_waited_for()
    a_closed_photo_ends_the_dialog()
