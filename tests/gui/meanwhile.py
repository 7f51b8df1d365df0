# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does in GIMP while a dialog is open: the photo closed, layers deleted, the region painted."""

from gi.repository import Gimp

import hands
from hands import keys, set_value, shot, window
from menu import by_hand, open_by_menu
from missing import draw_line, press_ok
from session import CANCEL, SUCCESS, check, dialog, pixels, plain, press_undo, recipe_value, run, sample, say, smp_layers


def scaled(px_per_mm=8.0):
    image, photo = plain()
    run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=px_per_mm)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    return image, photo


def close_photo():
    """In GIMP's own window."""
    window(".*GIMP")
    keys("ctrl+w")
    window("Close .*")
    # Discards the changes.
    keys("ctrl+d")
    hands.time.sleep(0.3)


def messages_shown(name):
    """How many messages GIMP shows, which are read and closed."""
    hands.run("import", "-window", "root", hands.path_of(name))
    n = 0
    while hands.find("^GIMP Message$") and n < 5:
        window("GIMP Message")
        keys("Escape")
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
            hands.rest(4.0, 0.3)
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
            hands.rest(5.0, 0.5)
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
        hands.wait_until_noticed()
        window("Edit SMP Layer")
        set_value("alt+d", 300)
        stayed.append(press_ok("Edit SMP Layer", "edit-without-layer"))
        press_undo("edited-layer-back", "ctrl+y")
        hands.wait_until_noticed()
        window("Edit SMP Layer")
        hands.settle()
        stayed.append(press_ok("Edit SMP Layer", "edit-with-layer", 15))
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
    was = bytes(pixels(channel))[0::4]
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
        hands.wait_until_noticed()
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
    # Where on the canvas the stroke lies is the window's affair.
    taken = sum(before - after > 100 for before, after in zip(was, bytes(pixels(channel))[0::4]))
    check("paint: the region keeps what was painted", taken > 50)


def seconds_until(happened, most=60):
    begun = hands.time.monotonic()
    while not happened() and hands.time.monotonic() - begun < most:
        hands.time.sleep(0.05)
    return hands.time.monotonic() - begun


def page_is_drawn(name="page"):
    """As white as paper, and not dimmed, in the dialog, which is dark."""
    _, top, right, bottom = hands.geometry("Before and After")
    share = hands.run("convert", hands.path_of(shot(name)), "-crop", f"280x{bottom - top - 150}+{right - 300}+{top}", "+repage",
                      "-colorspace", "gray", "-threshold", "98%", "-format", "%[fx:mean]", "info:")
    return float(share or 0) > 0.2


def a_page_is_given_up():
    """The consultation sheet, of a large region: much is drawn for it."""
    image, photo = sample()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 100, 1100, 1100)
    run("plug-in-smp-fill", image, photo)
    Gimp.Selection.none(image)
    seen = {}

    def work():
        window("Before and After")
        keys("alt+y", *["Right"] * 6)
        keys("alt+comma", most=0.2)
        seen["whole"] = seconds_until(page_is_drawn)
        shot("page-whole")
        # Where the file's name is seen.
        keys("alt+f")
        hands.text("a" * 30)
        shot("page-named")
        keys("ctrl+a", "Delete")
        box = hands.differs("page-named", shot("page-nameless"))
        keys("alt+y", "Left")
        # Another one is begun.
        keys("alt+y", "Right")
        hands.time.sleep(1.0)
        shot("page-begun")
        keys("alt+f", most=0)
        hands.run("xdotool", "type", "--delay", "5", "a" * 30)
        seen["typed"] = seconds_until(lambda: hands.differs("page-begun", shot("page-typed"), box))
        keys("Escape", most=0)
        seen["gone"] = seconds_until(lambda: not hands.find("^Before and After$"))

    status = dialog(work, "plug-in-smp-compare", image, image.get_layers()[0])
    say(f"seconds: {seen}")
    check("page: what is typed while it is drawn is seen before it is there", seen["typed"] < seen["whole"] / 3)
    check("page: Escape gives it up", status == CANCEL and seen["gone"] < seen["whole"] / 3)


def main():
    a_closed_photo_ends_the_dialog()
    a_deleted_layer_is_waited_for()
    where_dots_go_is_painted()
    a_page_is_given_up()
