# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filling, concealing and drawing a hairline on the sample, as a practitioner does it."""

import os

from gi.repository import Gegl, Gimp, Gio

import hands
from hands import keys, set_value, shot, take_preset, window
from session import (CANCEL, LEFT, NONINTERACTIVE, SUCCESS, TOP, check, dialog, load, pixels, plain, press_undo, recipe, recipe_value, run,
                     sample, smp_layers, state, undo_steps)


DENSITY_WHEN_KILLED = 120


def select_scar(image, photo):
    mask = Gimp.file_load_layer(NONINTERACTIVE, image, Gio.File.new_for_path(os.path.join(hands.FOLDER, "sample/scar.png")))
    image.insert_layer(mask, None, 0)
    mask.set_offsets(-LEFT, -TOP)
    image.select_color(Gimp.ChannelOps.REPLACE, mask, Gegl.Color.new("white"))
    image.remove_layer(mask)
    image.set_selected_layers([photo])


def select_patch(image, photo):
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 350, 100, 600, 420)


def select_all(image, photo):
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, photo.get_width(), photo.get_height())


def outlines(image):
    return pixels(image.get_selection()), [path.get_visible() for path in image.get_paths()]


def draw_line(image, photo):
    """A path from left to right, as if the head's back were a forehead."""
    path = Gimp.Path.new(image, "temples")
    image.insert_path(path, None, 0)
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [300.0, 500.0] * 3 + [1000.0, 500.0] * 3, False)
    path.set_visible(True)


FILTERS = {
    "fill": ("plug-in-smp-fill", "Fill Density", select_patch, "full", "Full"),
    "scar": ("plug-in-smp-scar", "Conceal Scar", select_scar, "strip", "Strip"),
    "hairline": ("plug-in-smp-hairline", "Draw Hairline", draw_line, "edge", "Hairline"),
}


def hold_slider_and_look(name):
    """Moves a slider with the mouse and, while it is held, looks at the photo without dots and back."""
    x, y = hands.place_of("alt+d")
    left, _, right, _ = hands.geometry(FILTERS[name][1])
    hands.run("xdotool", "mousemove", left + (right - left) // 3, y, "mousedown", 1)
    hands.run("xdotool", "mousemove", left + (right - left) // 2, y)
    hands.settle()
    with_dots = shot(f"{name}-held")
    hands.press_and_see("alt+v")
    without = shot(f"{name}-held-before")
    hands.press_and_see("alt+v")
    again = shot(f"{name}-held-again")
    hands.run("xdotool", "mouseup", 1)
    return with_dots, without, again


def mark_where_it_is_found():
    """Presses the key that marks it, and again."""
    found = []
    for label in ("scar-marked", "scar-unmarked"):
        hands.press_and_see("alt+f")
        found.append(shot(label))
    return found


def width_of(difference):
    return int(difference.split("x")[0]) if difference else 0


def split_the_canvas():
    """How wide the canvas differs from the photo, and from all the dots, with the line in the middle and at its ends."""
    seen = {}
    for label, key in (("photo", "alt+v"), ("dots", "alt+v"), ("middle", "alt+minus"), ("before", "End"), ("after", "Home")):
        keys(key)
        hands.settle()
        seen[label] = shot(f"split-{label}")
    keys("alt+minus")
    hands.settle()
    seen["over"] = shot("split-over")
    return {(one, other): width_of(hands.differs(seen[one], seen[other], hands.CANVAS))
            for one in ("photo", "dots") for other in ("dots", "middle", "before", "after", "over")}


def check_split(widths):
    whole = widths["photo", "dots"]
    check(f"split: in the middle there is the photo on one side of the line and the dots on the other {widths}",
          all(0.1 * whole < widths[side, "middle"] < 0.9 * whole for side in ("photo", "dots")))
    check("split: with the line at an end there is the one or the other",
          all(widths[pair] < 0.1 * whole for pair in (("photo", "before"), ("dots", "after"))))
    check("split: without the line all dots are as before", whole > 0 and widths["dots", "over"] == 0)


def try_and_cancel(name):
    procedure, title, select, words, _ = FILTERS[name]
    image, photo = sample()
    select(image, photo)
    image.clean_all()
    before, steps, seen, marked, widths = state(image), undo_steps(), [], [], {}
    outlined = outlines(image)

    def work():
        window(title)
        hands.settle()
        seen.append(shot(f"{name}-opened"))
        take_preset(words)
        seen.append(shot(f"{name}-preset"))
        set_value("alt+d", 300)
        set_value("alt+t", 0.4)
        set_value("alt+i", 9)
        hands.settle()
        seen.append(shot(f"{name}-moved"))
        seen.extend(hold_slider_and_look(name))
        if name == "scar":
            marked.extend(mark_where_it_is_found())
        if name == "fill":
            widths.update(split_the_canvas())
            # It is left on.
            keys("alt+minus")
            hands.settle()
        keys("Escape")

    status = dialog(work, procedure, image, photo)
    opened, _, moved, held, without, again = seen
    check(f"{name}: the canvas follows the sliders", hands.canvas_differs(opened, moved))
    check(f"{name}: while a slider is held the photo can be seen as it is", hands.canvas_differs(held, without))
    check(f"{name}: and the dots again, as before", hands.canvas_differs(without, again) and not hands.canvas_differs(held, again))
    if name == "scar":
        check("scar: where it is found is marked on the canvas", hands.canvas_differs(again, marked[0]))
        check("scar: and the same key takes the marks away", not hands.canvas_differs(again, marked[1]))
    if name == "fill":
        check_split(widths)
    check(f"{name}: Cancel is reported as such", status == CANCEL)
    check(f"{name}: after Cancel layers, pixels, masks, channels and the selected layer are as before", state(image) == before)
    check(f"{name}: and so are the selection and the paths, which were hidden meanwhile",
          outlines(image) == outlined)
    check(f"{name}: Cancel leaves no undo step", undo_steps() == steps)
    check(f"{name}: after Cancel the image is not marked as changed", not image.is_dirty())
    return image, photo


def take_and_keep(name, image, photo):
    procedure, title, _, words, preset = FILTERS[name]
    before = state(image)

    def work():
        window(title)
        hands.settle()
        take_preset(words)
        set_value("alt+d", 220)
        hands.settle()
        shot(f"{name}-ready")
        keys("alt+o")

    status = dialog(work, procedure, image, photo)
    made = smp_layers(image)
    check(f"{name}: OK makes one SMP layer, of the density that was typed",
          status == SUCCESS and len(made) == 1 and recipe_value(made[0], "density") == 220)
    check(f"{name}: no preview layer is left", not any("preview" in layer.get_name() for layer in image.get_layers()))
    after = state(image)
    press_undo(f"{name}-undo")
    check(f"{name}: one undo takes all of it away", state(image)[:2] == before[:2])
    press_undo(f"{name}-redo", "ctrl+y")
    check(f"{name}: one redo brings all of it back", state(image)[:2] == after[:2])


def edit(image, title, density):
    def work():
        window("Edit SMP Layer")
        hands.settle()
        shot(title)
        set_value("alt+d", density)
        keys("alt+o")

    return dialog(work, "plug-in-smp-edit", image, smp_layers(image)[0])


def edit_now_and_from_the_file(name, image):
    before = state(image)
    check(f"{name}: editing succeeds", edit(image, f"{name}-edit", 90) == SUCCESS)
    made = smp_layers(image)
    check(f"{name}: editing changes the layer to the new density", len(made) == 1 and recipe_value(made[0], "density") == 90)
    check(f"{name}: and its pixels", state(image)[0] != before[0])
    press_undo(f"{name}-undo-edit")
    check(f"{name}: one undo gives the layer back as it was", state(image)[0] == before[0])

    path = os.path.join(hands.FOLDER, name + ".xcf")
    Gimp.file_save(NONINTERACTIVE, image, Gio.File.new_for_path(path), None)
    again = load(name + ".xcf")
    display = Gimp.Display.new(again)
    check(f"{name}: the XCF holds what was saved", state(again)[:2] == before[:2])
    check(f"{name}: a layer from an XCF can be edited", edit(again, f"{name}-edit-from-file", 120) == SUCCESS)
    made = smp_layers(again)
    check(f"{name}: and has the new density then", len(made) == 1 and recipe_value(made[0], "density") == 120)
    display.delete()


def values_persist(image, photo):
    """What OK was pressed with is there the next time."""

    def work():
        window("Fill Density")
        hands.settle()
        shot("fill-again")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-fill", image, photo)
    check("values persist from one time to the next", status == SUCCESS and recipe_value(smp_layers(image)[-1], "density") == 220)


def a_saved_preset_is_taken(image, photo):
    """Saved under a name in one dialog, found by it in another."""

    def save():
        window("Fill Density")
        set_value("alt+d", 133)
        keys("alt+p", "Escape", "Tab", "Return")
        shot("preset-menu")
        keys("Return")
        hands.rest(2.0, 0.3)
        shot("preset-save-as")
        hands.text("Chair three")
        keys("Return")
        hands.rest(2.0, 0.3)
        shot("preset-saved")
        keys("Escape")

    dialog(save, "plug-in-smp-fill", image, photo)
    path = os.path.join(os.environ["GIMP3_DIRECTORY"], "smp", "presets", "chair-three.smp-preset")
    check("a preset is saved in GIMP's own folder", os.path.exists(path))

    def take():
        window("Fill Density")
        set_value("alt+d", 70)
        take_preset("chair")
        shot("preset-taken")
        keys("alt+o")

    dialog(take, "plug-in-smp-fill", image, photo)
    check("and can be taken by its name", recipe_value(smp_layers(image)[-1], "density") == 133)


def match_surroundings(image, photo):
    """The button reads the hair around; the sliders move to what it says."""
    select_scar(image, photo)

    def work():
        window("Fill Density")
        hands.settle()
        shot("match-before")
        before = hands.canvas()
        keys("alt+m")
        for _ in range(240):
            if hands.canvas() != before:
                break
            hands.time.sleep(0.25)
        hands.settle()
        shot("match-after")
        keys("alt+o")

    status = dialog(work, "plug-in-smp-fill", image, photo)
    layer = smp_layers(image)[-1]
    check("Match the surroundings takes the course of the hair and its density",
          status == SUCCESS and len(recipe(layer)["directions"]) > 40 and recipe_value(layer, "density") != 220)


def plain_head():
    """A head of 150 mm before a plain background, as a photo of a client has it, with a part of it selected."""
    image, photo = plain(500, 640)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 500, 640)
    image.select_ellipse(Gimp.ChannelOps.SUBTRACT, 100, 38, 300, 364)
    image.select_rectangle(Gimp.ChannelOps.SUBTRACT, 140, 250, 220, 390)
    Gimp.context_set_foreground(Gegl.Color.new("#303a48"))
    photo.edit_fill(Gimp.FillType.FOREGROUND)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 150, 60, 200, 120)
    assert run("plug-in-smp-scale", image, photo, measure="number", px_per_mm=2.0) == SUCCESS
    return image, photo


def the_head_is_round_by_a_tick():
    image, photo = plain_head()
    image.clean_all()
    before, outlined = state(image), outlines(image)
    seen = []

    def tick(end):
        window("Fill Density")
        hands.settle()
        flat = shot("head-flat")
        hands.press_and_see("alt+s")
        hands.settle()
        seen.append((flat, shot("head-found")))
        keys(end)

    status = dialog(lambda: tick("Escape"), "plug-in-smp-fill", image, photo)
    check("head: its outline is shown on the canvas", hands.canvas_differs(*seen[0]))
    check("head: after Cancel all is as before, also the paths",
          status == CANCEL and state(image) == before and outlines(image) == outlined and not image.is_dirty())
    status = dialog(lambda: tick("alt+o"), "plug-in-smp-fill", image, photo)
    made = smp_layers(image)
    head = [float(number) for number in recipe(made[0])["head"].split()]
    check("head: found where it is, and kept by the layer",
          status == SUCCESS and abs(head[0] - 75) < 3 and abs(head[6] - 125) < 3)
    check("head: its outline is gone with the dialog", outlines(image)[1] == outlined[1])
    check("head: an edit keeps it", edit(image, "head-edit", 90) == SUCCESS and recipe(smp_layers(image)[0])["head"] == recipe(made[0])["head"])


def a_killed_filter_leaves_the_photo_and_one_labelled_layer():
    """All of the photo is drawn in several pieces, of which the slider's next step gives up those not yet seen."""
    image, photo = sample()
    select_all(image, photo)
    before, steps = state(image), undo_steps()

    def work():
        window("Fill Density")
        hands.settle()
        keys("alt+d")
        for _ in range(8):
            keys("Up", most=0)
        set_value("alt+d", DENSITY_WHEN_KILLED)
        hands.settle()
        # This GIMP's own plug-in: others may be at work on the same machine.
        hands.run("pkill", "-9", "-f", os.path.join(hands.FOLDER, "plug-ins/smp/smp"))
        hands.rest(5.0, 0.5)
        for _ in range(3):
            if hands.find("^GIMP Message$"):
                window("GIMP Message")
                keys("Escape")

    status = dialog(work, "plug-in-smp-fill", image, photo)
    left = state(image)
    check("killed: GIMP goes on", status not in (SUCCESS, CANCEL))
    check("killed: one layer is left at most, and says what it is",
          [layer[0] for layer in left[0]] in (["SMP preview", photo.get_name()], [photo.get_name()]))
    check("killed: the photo is as it was, and there is no undo step", left[0][-1] == before[0][-1] and undo_steps() == steps)
    select_all(image, photo)

    def take():
        window("Fill Density")
        set_value("alt+d", DENSITY_WHEN_KILLED)
        keys("alt+o")

    status = dialog(take, "plug-in-smp-fill", image, photo)
    check("killed: the preview was what the layer is, to the bit", status == SUCCESS and left[0][0][2] == pixels(smp_layers(image)[0]))


def main():
    for name in FILTERS:
        image, photo = try_and_cancel(name)
        take_and_keep(name, image, photo)
        edit_now_and_from_the_file(name, image)
        if name == "fill":
            values_persist(image, photo)
            a_saved_preset_is_taken(image, photo)
            match_surroundings(image, photo)
    the_head_is_round_by_a_tick()
    a_killed_filter_leaves_the_photo_and_one_labelled_layer()
