# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a person does in GIMP's window, step by step: this file, inside GIMP, opens the dialogs and
# looks at the image; `run`, outside, is the hands. Before each step its name is written to the file
# `step`; a step that waits for the hands alone ends when the file `done` holds its name.

import os
import time
import traceback

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp

FOLDER = os.environ["SMP_GUI_FOLDER"]
WIDTH, HEIGHT = 640, 480
PX_PER_MM = 8.0
results = []


def tell(name, text):
    with open(os.path.join(FOLDER, name + ".new"), "w") as file:
        file.write(text)
    os.rename(os.path.join(FOLDER, name + ".new"), os.path.join(FOLDER, name))


def wait_for_hands(step):
    tell("step", step)
    for _ in range(600):
        try:
            with open(os.path.join(FOLDER, "done")) as file:
                if file.read().strip() == step:
                    return
        except FileNotFoundError:
            pass
        time.sleep(0.1)
    raise TimeoutError(step)


def check(promise, kept):
    results.append((bool(kept), promise))
    tell("results", "".join(f"{'ok' if good else 'not ok'} {i + 1} - {text}\n" for i, (good, text) in enumerate(results)))


def run(step, procedure, image, layer):
    procedure = Gimp.get_pdb().lookup_procedure(procedure)
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.INTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    tell("step", step)
    return procedure.run(config).index(0)


def set_scale(image, layer):
    procedure = Gimp.get_pdb().lookup_procedure("plug-in-smp-scale")
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    config.set_property("measure", "number")
    config.set_property("px-per-mm", PX_PER_MM)
    assert procedure.run(config).index(0) == Gimp.PDBStatusType.SUCCESS


def pixels(drawable):
    area = Gegl.Rectangle.new(0, 0, drawable.get_width(), drawable.get_height())
    return drawable.get_buffer().get(area, 1.0, "R'G'B'A u8", Gegl.AbyssPolicy.NONE)


def state(image):
    return (
        [(layer.get_name(), layer.get_visible(), pixels(layer)) for layer in image.get_layers()],
        [channel.get_name() for channel in image.get_channels()],
        [layer.get_name() for layer in image.get_selected_layers()],
    )


def new_image():
    image = Gimp.Image.new(WIDTH, HEIGHT, Gimp.ImageBaseType.RGB)
    layer = Gimp.Layer.new(image, "Photo", WIDTH, HEIGHT, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    colour = Gegl.Color.new("#cda591")
    Gimp.context_set_foreground(colour)
    layer.edit_fill(Gimp.FillType.FOREGROUND)
    Gimp.Display.new(image)
    return image, layer


def recipe_value(layer, key):
    text = bytes(layer.get_parasite("smp-recipe").get_data()).decode()
    return float([line for line in text.splitlines() if line.startswith(key + "=")][0][len(key) + 1 :])


def smp_layers(image):
    return [layer for layer in image.get_layers() if layer.get_parasite("smp-recipe")]


def fill_steps(image, photo):
    before = state(image)
    status = run("cancel", "plug-in-smp-fill", image, photo)
    check("Cancel is reported as such", status == Gimp.PDBStatusType.CANCEL)
    check("after Cancel layers, pixels, channels and the selected layer are as before", state(image) == before)
    check("after Cancel the image is not marked as changed", not image.is_dirty())

    status = run("fill", "plug-in-smp-fill", image, photo)
    check("OK succeeds", status == Gimp.PDBStatusType.SUCCESS)
    made = smp_layers(image)
    check("OK makes one SMP layer, of the density that was typed", len(made) == 1 and recipe_value(made[0], "density") == 220)
    check("no preview layer is left", not any("preview" in layer.get_name() for layer in image.get_layers()))
    after = state(image)

    wait_for_hands("undo")
    check("one undo takes all of it away", state(image)[:2] == before[:2])
    wait_for_hands("redo")
    check("one redo brings all of it back", state(image)[:2] == after[:2])


def edit_steps(image):
    before = state(image)
    status = run("edit", "plug-in-smp-edit", image, smp_layers(image)[0])
    check("editing succeeds", status == Gimp.PDBStatusType.SUCCESS)
    made = smp_layers(image)
    check("editing changes the layer to the new density", len(made) == 1 and recipe_value(made[0], "density") == 90)
    check("editing changes the pixels", state(image)[0] != before[0])
    wait_for_hands("undo edit")
    check("one undo gives the layer back as it was", state(image)[0] == before[0])


def fade_steps(image):
    before = state(image)
    status = run("fade cancel", "plug-in-smp-fade", image, smp_layers(image)[0])
    check("fading can be cancelled", status == Gimp.PDBStatusType.CANCEL)
    check("and leaves everything as before", state(image)[:2] == before[:2])
    status = run("fade", "plug-in-smp-fade", image, smp_layers(image)[0])
    check("fading succeeds", status == Gimp.PDBStatusType.SUCCESS)
    made = smp_layers(image)
    check("the layer has the years that were typed", len(made) == 1 and recipe_value(made[0], "years") == 5)
    wait_for_hands("undo fade")
    check("one undo gives the unfaded layer back", state(image)[0] == before[0])
    images = len(Gimp.get_images())
    status = run("timeline", "plug-in-smp-fade", image, smp_layers(image)[0])
    check("a timeline opens as a new image", status == Gimp.PDBStatusType.SUCCESS and len(Gimp.get_images()) == images + 1)
    check("and changes nothing in the photo's image", state(image)[0] == before[0])


def scale_steps():
    image, photo = new_image()
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    status = run("no scale", "plug-in-smp-fill", image, photo)
    check("without a scale the question can be cancelled", status == Gimp.PDBStatusType.CANCEL)
    check("and stores nothing", not image.get_parasite("smp-scale"))
    status = run("estimate", "plug-in-smp-fill", image, photo)
    check("with the estimate the filter goes on", status == Gimp.PDBStatusType.SUCCESS)
    text = bytes(image.get_parasite("smp-scale").get_data()).decode()
    check("the stored scale is marked as an estimate", "source=estimate" in text)
    status = run("scale", "plug-in-smp-scale", image, photo)
    check("the scale can be set in its dialog", status == Gimp.PDBStatusType.SUCCESS)
    text = bytes(image.get_parasite("smp-scale").get_data()).decode()
    check("and is stored as typed", "px-per-mm=12.5" in text)


def hairline_steps():
    image, photo = new_image()
    set_scale(image, photo)
    path = Gimp.Path.new(image, "temples")
    image.insert_path(path, None, 0)
    temples = [120.0, 300.0] * 3 + [520.0, 300.0] * 3
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, temples, False)
    status = run("hairline path", "plug-in-smp-hairline-path", image, photo)
    check("a hairline's path is made", status == Gimp.PDBStatusType.SUCCESS and len(image.get_paths()) == 2)
    image.clean_all()
    before = state(image)
    status = run("hairline cancel", "plug-in-smp-hairline", image, photo)
    check("a hairline can be cancelled", status == Gimp.PDBStatusType.CANCEL)
    check("and leaves the image as before", state(image) == before and not image.is_dirty())
    status = run("hairline", "plug-in-smp-hairline", image, photo)
    made = smp_layers(image)
    check("OK draws the hairline, of the density that was typed", len(made) == 1 and recipe_value(made[0], "density") == 210)
    check("and of the feather that was typed", recipe_value(made[0], "feather") == 4)
    wait_for_hands("undo hairline")
    check("one undo takes the hairline away", state(image)[:2] == before[:2])


def compare_steps(image):
    """After the fading steps: the image has an SMP layer that is shown."""
    Gimp.Selection.none(image)
    image.clean_all()
    before, images = state(image), len(Gimp.get_images())
    status = run("compare cancel", "plug-in-smp-compare", image, image.get_layers()[0])
    check("cancelling Before and After makes nothing", status == Gimp.PDBStatusType.CANCEL)
    check("and leaves the image as it was", state(image) == before and not image.is_dirty())
    status = run("compare", "plug-in-smp-compare", image, image.get_layers()[0])
    check("OK makes a new image", status == Gimp.PDBStatusType.SUCCESS and len(Gimp.get_images()) == images + 1)
    check("of a split picture", any(layer.get_name() == "Split line" for layer in Gimp.get_images()[0].get_layers()))
    with open(os.path.join(os.environ["GIMP3_DIRECTORY"], "smp", "practitioner"), encoding="utf-8") as file:
        check("and remembers the practitioner", "name=Ada Beispiel" in file.read())
    check("the image stays as it was", state(image) == before and not image.is_dirty())


def main():
    Gegl.init(None)
    image, photo = new_image()
    set_scale(image, photo)
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 200, 150, 240, 180)
    image.clean_all()
    fill_steps(image, photo)
    edit_steps(image)
    fade_steps(image)
    compare_steps(image)
    hairline_steps()
    scale_steps()


try:
    main()
except Exception:
    traceback.print_exc()
    check("the session ran to its end", False)
tell("step", "end")
