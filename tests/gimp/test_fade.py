# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preview Fading: layers at an age, timelines, animations, layers for each moment, refusals."""

from world import *


def ready(**arguments):
    image, layer = photo(**arguments)
    select(image)
    smp = fill(image, set="dilution=8")
    image.clean_all()
    return image, layer, smp


def fade(image, drawables, **arguments):
    return succeed("fade", image, drawables, **arguments)[0]


def smp_layers(image):
    return [layer for layer in image.get_layers() if layer.get_parasite("smp-recipe")]


def pictures(image):
    """The picture layers of a timeline, first one first; the rest is words and their ground."""
    return [layer for layer in reversed(image.get_layers())
            if layer.get_name() == "Before" or layer.get_name().startswith("Simulation")]


def pixels_of(layer):
    """What is seen of a picture, which is a group where it is simulated."""
    page = read(seen(layer.get_image()), "R'G'B' float")
    _, x, y = layer.get_offsets()
    return page[y : y + layer.get_height() * 2 // 3, x : x + layer.get_width(), :3]


def texts(image):
    return [Gimp.TextLayer.get_by_id(layer.get_id()).get_text() for layer in reversed(image.get_layers())
            if layer.is_text_layer()]


def close(a, b):
    """The same to a step of 16 bits."""
    return abs(a - b).max() <= 1.0 / 65535.0


def light(layer):
    """The mean share of light that the middle of the treated region returns."""
    return float(on_canvas(layer)[100:140, 130:190, :3].mean())


@case
def at_zero_years_nothing_has_faded():
    image, _, smp = ready()
    before = on_canvas(smp)
    fade(image, smp, years=0.0)
    assert same(on_canvas(smp_layers(image)[0]), before)


@case
def the_more_years_the_less_pigment_and_dots_stay_where_they_are():
    image, photo_layer, smp = ready()
    was, lights, dark = raw(photo_layer), [light(smp)], on_canvas(smp)[..., 1] < 0.7
    for years in (1.0, 3.0, 10.0):
        fade(image, smp_layers(image)[0], years=years)
        aged = smp_layers(image)[0]
        lights.append(light(aged))
        assert recipe(aged)["values"]["years"] == f"{years:g}"
    assert lights == sorted(lights) and lights[-1] > lights[0] + 0.02, lights
    # Where a dot was darkest it is still darker than the skin beside it.
    green = on_canvas(smp_layers(image)[0])[..., 1]
    inside = np.zeros_like(dark)
    inside[REGION[1] + 8 : REGION[1] + 72, REGION[0] + 8 : REGION[0] + 92] = True
    assert green[dark & inside].mean() < green[~dark & inside].mean() - 0.01
    assert raw(photo_layer) == was


@case
def ageing_is_one_undo_step_and_can_be_taken_back_by_edit():
    image, _, smp = ready()
    before, steps = on_canvas(smp), undo_steps()
    fade(image, smp, years=6.0)
    assert undo_steps() == steps + 1
    assert same(on_canvas(edit(image, smp_layers(image)[0], set="years=0")), before)


@case
def all_smp_layers_age_together_each_with_its_own_tissue():
    image, photo_layer, _ = ready()
    select(image, 20, 20, 60, 40)
    scar = fill(image, photo_layer)
    edit(image, scar, set="scar=yes")
    steps = undo_steps()
    fade(image, photo_layer, years=3.0)
    assert undo_steps() == steps + 1
    values = [recipe(layer)["values"] for layer in smp_layers(image)]
    assert [v["years"] for v in values] == ["3", "3"]
    assert sorted(v["scar"] for v in values) == ["no", "yes"]


@case
def scar_tissue_stays_scar_tissue_and_its_pictures_say_so():
    image, _, smp = ready()
    scar = edit(image, smp, set="scar=yes")
    timeline = keep(fade(image, scar, output="timeline", times="before, 3"))
    assert "scar tissue" in next(text.replace("\n", " ") for text in texts(timeline) if "dots/cm²" in text)
    fade(image, smp_layers(image)[0], years=3.0)
    assert recipe(smp_layers(image)[0])["values"]["scar"] == "yes"
    # As dark as the same layer at the same age in Before and After.
    sheet = keep(succeed("compare", image, image.get_layers()[0], layout="timeline", times="before, 3")[0])
    assert same(*(pixels_of(pictures(which)[1]) for which in (timeline, sheet)))


@case
def layers_for_each_moment_can_be_of_the_poor_outcome():
    image, _, smp = ready()
    fade(image, smp, output="layers", times="0, 5", outcome="poor")
    group = next(layer for layer in image.get_layers() if layer.is_group())
    names = [layer.get_name() for layer in group.get_children()]
    assert names == ["Year 5, poor outcome", "Finished, poor outcome"], names
    assert float(recipe(group.get_children()[0])["values"]["missed-dots"]) >= 0.1


@case(U8, U16)
def a_timeline_shows_the_same_crop_at_each_moment(precision):
    image, _, smp = ready(precision=precision)
    was, steps = state(image), undo_steps()
    timeline = keep(fade(image, smp, output="timeline", times="before, session1, 0, 1, 5"))
    assert state(image) == was and undo_steps() == steps and not image.is_dirty()
    panels = pictures(timeline)
    assert [panel.get_name() for panel in panels] == [
        "Before", "Simulation: Session 1", "Simulation: Finished", "Simulation: Year 1", "Simulation: Year 5"]
    assert len({(panel.get_width(), panel.get_height()) for panel in panels}) == 1
    shown = [pixels_of(panel) for panel in panels]
    height, width = shown[0].shape[:2]
    whole = read(image.get_layers()[-1], "R'G'B' float")[..., :3]
    finished = read(flattened(image), "R'G'B' float")[..., :3]
    # babl times its conversions and takes the fastest: the last bit of a float is not always the same.
    places = [(x, y) for x in range(whole.shape[1] - width + 1) for y in range(whole.shape[0] - height + 1)
              if close(whole[y, x : x + 8], shown[0][0, :8])
              and close(whole[y : y + height, x : x + width], shown[0])]
    assert len(places) == 1, "“Before” is not a crop of the photo"
    x, y = places[0]
    assert abs(finished[y : y + height, x : x + width] - shown[2]).max() <= 1.0 / 255.0
    means = [float(panel.mean()) for panel in shown]
    assert means[0] > means[1] > means[2] < means[3] < means[4] < means[0], means


@case
def a_timeline_says_what_it_is_and_what_it_supposes():
    image, _, smp = ready()
    words = texts(keep(fade(image, smp, output="timeline", times="before,0.115,3")))
    assert {"Before", "Simulation: Healed, 6 weeks", "Simulation: Year 3"} <= {text.replace("\n", " ") for text in words}
    assert any("SIMULATED IMAGE - NOT AN ACTUAL RESULT" in text.replace("\n", " ") for text in words)
    small_print = next(text.replace("\n", " ") for text in words if "dots/cm²" in text)
    assert "150 dots/cm²" in small_print and "illustrative" in small_print
    assert not any("After" in text for text in words)


@case
def bands_show_the_good_the_typical_and_the_poor_outcome():
    image, _, smp = ready()
    timeline = keep(fade(image, smp, output="timeline", times="5", bands=True))
    panels = pictures(timeline)
    means = [float(pixels_of(panel).mean()) for panel in panels]
    assert [panel.get_name().rsplit(", ", 1)[1] for panel in panels] == ["good outcome", "typical outcome", "poor outcome"]
    assert len(means) == 3 and means[0] < means[1] < means[2], means


@case
def an_animation_begins_before_has_a_frame_each_half_year_and_nothing_pops():
    image, _, smp = ready()
    frames = keep(fade(image, smp, output="animation", times="1, 2")).get_layers()[::-1]
    assert [frame.get_name().split(" (")[0] for frame in frames] == [
        "Before", "Finished", "6 months", "Year 1", "Year 1.5", "Year 2"]
    assert all("ms) (replace)" in frame.get_name() for frame in frames)
    pixels = [read(frame)[..., :3] for frame in frames[1:]]
    height = pixels[0].shape[0] // 2
    for earlier, later in zip(pixels, pixels[1:]):
        step = later[height - 30 : height + 30] - earlier[height - 30 : height + 30]
        assert abs(step).max() < 0.06, abs(step).max()


@case
def a_layer_for_each_moment_stands_in_a_group_ready_to_click_through():
    image, photo_layer, smp = ready()
    was, steps = raw(photo_layer), undo_steps()
    fade(image, smp, output="layers", times="before, 6 weeks, 36 months, year 10")
    assert undo_steps() == steps + 1
    group = next(layer for layer in image.get_layers() if layer.is_group())
    layers = group.get_children()[::-1]
    assert [layer.get_name() for layer in layers] == ["Healed, 6 weeks", "Year 3", "Year 10"]
    assert [layer.get_visible() for layer in layers] == [False, False, True]
    assert [recipe(layer)["values"]["years"] for layer in layers] == ["0.115", "3", "10"]
    assert not smp.get_visible() and raw(photo_layer) == was
    lights = [light(layer) for layer in layers]
    assert lights == sorted(lights), lights


@case("", "soon", "-1", "1e3", "nan", "session4", "session 4", "6 weekends", "21 years", "1, 2, later", "1e999", "0x1p4000", "0,5; 1,5", "0,5, 1,5",
      "0,5\n1,5", "0,5 1,5", "0,5", "1,5 years", "0,5W", "1,3", " 1,3 ", ",".join(["1"] * 30))
def moments_that_are_none_are_refused(times):
    image, _, smp = ready()
    for output in ("layer", "layers", "timeline", "animation"):
        refuse("fade", image, smp, output=output, times=times)


@case("1, 3", "1; 3", "1 3", "1\n3", "before,1,3", "0.5,1.5,3", "6 weeks,1,3",
      "Session 2, 6W, 3 Years")
def moments_are_divided_in_one_way(times):
    image, _, smp = ready()
    words = texts(keep(fade(image, smp, output="timeline", times=times)))
    assert any("Year 3" in line for line in words) and not any("Year 13" in line for line in words), words


@case
def without_an_smp_layer_there_is_nothing_to_fade():
    image, layer = photo()
    assert "no SMP layer" in refuse("fade", image, layer)
