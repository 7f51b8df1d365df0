# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hairlines: from a path, a half, or a selection; figures; refusals; the path's own procedure."""

from world import *

LINE = [(40, 130), (160, 90), (280, 130)]


def draw_path(image, points, closed=False, path=None):
    if path is None:
        path = Gimp.Path.new(image, "line")
        image.insert_path(path, None, 0)
    controls = [number for point in points for number in point * 3]
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, controls, closed)
    image.clean_all()
    return path


def ready(points=None, flat=True, **arguments):
    image, layer = photo(**arguments)
    if flat:
        write(layer, np.full((image.get_height(), image.get_width(), 3), (0.52, 0.31, 0.22)), "RGB float")
    if points is not None:
        draw_path(image, points)
    image.clean_all()
    return image, layer


def region(image, layer):
    return read(region_channel(image, layer), "Y' float")[..., 0]


def hairline(image, **arguments):
    return succeed("hairline", image, image.get_layers()[-1], **arguments)


@case
def a_path_from_temple_to_temple_gives_one_smp_layer_and_one_undo_step():
    image, layer = ready(LINE)
    before, steps = raw(layer), undo_steps()
    smp, area, dots, coverage, length, height, hours, *_ = hairline(image, behind="reach", reach=40.0)
    assert raw(layer) == before
    assert undo_steps() == steps + 1
    assert smp.get_parasite("smp-recipe") and recipe(smp)["preset"]["filter"] == "hairline"
    assert recipe(smp)["values"]["edge-size"] == "0.8"
    assert abs(length - 2 * 126.5 / PX_PER_MM) < 1.0, length
    assert area > 2.0 and dots > 100 and height == 0.0
    assert abs(hours - dots * 3 / 14000) < 1e-6
    shares = region(image, smp)
    assert shares[40:50, 150:170].mean() > 0.7 and shares[200:].max() == 0.0
    assert len(image.get_layers()) == 2


@case
def the_same_line_drawn_backwards_gives_the_same_region():
    maps = []
    for points in (LINE, LINE[::-1]):
        image, _ = ready(points)
        maps.append(region(image, hairline(image, behind="reach")[0]))
    assert np.abs(maps[0] - maps[1]).max() < 1.5 / 255 and maps[0].max() > 0.9


@case
def fill_to_existing_hair_leaves_hair_and_background_alone():
    image, layer = ready([(40, 170), (160, 140), (280, 170)])
    pixels = np.full((240, 320, 3), (0.52, 0.31, 0.22))
    pixels[28:45] = (0.06, 0.05, 0.04)
    pixels[:28] = (0.8, 0.8, 0.8)
    write(layer, pixels, "RGB float")
    image.clean_all()
    shares = region(image, hairline(image)[0])
    assert shares[70:90, 140:180].mean() > 0.95
    assert shares[:36].max() == 0.0


@case("hair", "reach")
def on_a_wall_behind_the_head_lie_no_dots(behind):
    image, layer = photo(500, 640, px_per_mm=2.0)
    y, x = np.mgrid[0.0:640.0, 0.0:500.0]
    head = (np.hypot((x - 250) / 150, (y - 220) / 182) < 1.0) | ((np.abs(x - 250) < 110) & (y > 250))
    # Pale skin and a wall that is not much greyer: the hue alone does not tell them apart.
    write(layer, np.where(head[..., None], [0.52, 0.38, 0.31], [0.60, 0.54, 0.50]).astype(np.float32), "RGB float")
    draw_path(image, [(125, 130), (180, 85), (250, 70), (320, 85), (375, 130)])
    values = hairline(image, behind=behind, reach=60.0)
    shares = region(image, values[0])
    wall = np.hypot((x - 250) / 158, (y - 220) / 190) > 1.0
    assert shares[50:56, 240:260].max() > 0.5 and not shares[wall & (y < 250)].any()
    words = [value for value in values if isinstance(value, str) and "taken as flat" in value]
    assert words and words[0].endswith("The area behind the line reaches beyond the head: what is plainly background gets no dots."), words


@case
def a_half_is_mirrored_at_a_vertical_guide():
    image, _ = ready([(40, 130), (100, 100), (150, 92)])
    image.add_vguide(160)
    shares = region(image, hairline(image, line_from="half-path", asymmetry=0.0, behind="reach")[0])
    assert np.abs(shares - shares[:, ::-1]).max() <= 2.01 / 255 and shares.max() > 0.9


@case
def a_half_is_mirrored_at_a_second_path():
    image, _ = ready([(160, 10), (160, 200)])
    half = draw_path(image, [(40, 130), (100, 100), (150, 92)])
    shares = region(image, hairline(image, path=half, line_from="half-path", asymmetry=0.0, behind="reach")[0])
    assert np.abs(shares - shares[:, ::-1]).max() <= 2.01 / 255 and shares.max() > 0.9


@case
def without_a_path_the_front_edge_of_the_selection_is_the_line():
    image, _ = ready()
    select(image, 60, 60, 200, 80)
    smp, _, _, _, length, *_ = hairline(image, behind="selection", set="waves=0;jags=0")
    shares = region(image, smp)
    assert abs(length - 200 / PX_PER_MM) < 0.5
    assert shares[90, 160] == 1.0 and 0.3 < shares[124, 160] < 0.7 and shares[:58].max() == 0.0


@case
def a_selection_limits_what_is_behind_the_line():
    image, _ = ready(LINE)
    select(image, 100, 0, 100, 240)
    shares = region(image, hairline(image, behind="reach")[0])
    assert shares[:, :100].max() == 0.0 and shares[:, 200:].max() == 0.0 and shares.max() == 1.0


@case
def the_height_above_a_guide_at_the_glabella_is_told():
    image, _ = ready([(40, 100), (280, 100)])
    image.add_hguide(200)
    assert abs(hairline(image, behind="reach")[5] - 100 / PX_PER_MM) < 0.01


@case
def editing_after_painting_follows_the_region_and_editing_nothing_changes_nothing():
    image, _ = ready(LINE)
    smp = hairline(image, behind="reach")[0]
    before = on_canvas(smp)
    smp = edit(image, smp)
    assert same(on_canvas(smp), before)
    channel = region_channel(image, smp)
    write(channel, np.zeros((240, 160, 1)), "Y float")
    after = on_canvas(edit(image, smp))
    assert (after[:, :140, :3] * after[:, :140, 3:]).std() < before[:, :140, :3].std()


@case
def editing_values_that_shape_the_region_is_refused():
    image, _ = ready(LINE)
    smp = hairline(image, behind="reach")[0]
    assert "make the layer anew" in refuse("edit", image, smp, set="feather=3")


@case(("straight", False), ("round", False), ("winged", True))
def a_template_is_a_path_through_its_points(shape, above):
    image, layer = ready([(40, 180), (160, 100), (280, 180)])
    path = succeed("hairline-path", image, layer, shape=shape)[0]
    points = np.array(path.stroke_get_points(path.get_strokes()[0])[1]).reshape(-1, 3, 2)[:, 1]
    assert len(points) == 5
    for index, wanted in ((0, (40, 180)), (2, (160, 100)), (4, (280, 180))):
        assert np.abs(points[index] - wanted).max() < 0.01
    assert (points[1][1] < 100) == above
    hairline(image, behind="reach", reach=10.0)


@case
def a_template_puts_the_middle_80_mm_above_the_glabella():
    image, layer = ready([(40, 180), (280, 180)], px_per_mm=2.0)
    image.add_hguide(230)
    path = succeed("hairline-path", image, layer)[0]
    points = np.array(path.stroke_get_points(path.get_strokes()[0])[1]).reshape(-1, 3, 2)[:, 1]
    assert abs(points[2][1] - 70) < 0.01


@case
def nothing_to_draw_from_is_refused():
    image, layer = ready()
    assert "no hairline yet" in refuse("hairline", image, layer)
    assert "no path" in refuse("hairline-path", image, layer)


@case(([(100, 100), (102, 100)], "only 0.5 mm"),
      ([(40, 100), (280, 100), (200, 180), (180, 40)], "crosses itself"),
      ([(-300, -90), (-40, -100)], "outside the image"),
      ([(1e7, 100), (280, 100)], "outside the image"),
      ([(100, 20), (104, 220)], "which side"),
      ([(100, 100)], "empty"))
def a_line_that_is_no_hairline_is_refused(points, words):
    image, layer = ready(points)
    assert words in refuse("hairline", image, layer)


@case
def closed_paths_several_lines_and_several_paths_are_refused():
    image, layer = ready()
    path = draw_path(image, LINE, closed=True)
    assert "closed" in refuse("hairline", image, layer)
    path.remove_stroke(path.get_strokes()[0])
    draw_path(image, LINE, path=path)
    draw_path(image, [(10, 10), (90, 10)], path=path)
    assert "several lines" in refuse("hairline", image, layer)
    draw_path(image, LINE)
    image.set_selected_paths(image.get_paths())
    assert "several paths" in refuse("hairline", image, layer)


@case
def a_fill_of_the_selection_without_one_and_a_half_at_two_guides_are_refused():
    image, layer = ready(LINE)
    assert "Nothing is selected" in refuse("hairline", image, layer, behind="selection")
    assert "Nothing is selected" in refuse("hairline", image, layer, line_from="selection")
    image.add_vguide(100)
    image.add_vguide(160)
    assert "several guides" in refuse("hairline", image, layer, line_from="half-path")


@case
def a_line_with_only_hair_behind_it_is_refused():
    image, layer = ready(LINE)
    pixels = np.full((240, 320, 3), (0.52, 0.31, 0.22))
    pixels[:140] = (0.05, 0.04, 0.03)
    write(layer, pixels, "RGB float")
    assert "bare skin" in refuse("hairline", image, layer, strays=0.0)


@case("diffusion=some", "reach=1e9", "waves=nan", "feather=-1")
def values_out_of_range_are_refused(values):
    image, layer = ready(LINE)
    refuse("hairline", image, layer, set=values)


# --- Hair behind the line ---------------------------------------------------------------------

FRONT_Y, HAIR_Y, HAIR_SCALE, HAIR_ANGLE_DEG = 250, 170, 10.0, 115.0


def receding():
    """A forehead with a hairline drawn on it, and clipped hair that begins 8 mm behind the line."""
    random = np.random.default_rng(11)
    width, height = 520, 420
    image, layer = photo(width=width, height=height, px_per_mm=HAIR_SCALE)
    share = np.ones((height, width))
    along = np.array((np.cos(np.radians(HAIR_ANGLE_DEG)), -np.sin(np.radians(HAIR_ANGLE_DEG))))
    for y in np.arange(4.0, HAIR_Y, 9.0):
        for x in np.arange(4.0, width, 9.0):
            px, py = x + random.normal(0.0, 1.8), y + random.normal(0.0, 1.8)
            left, top = int(max(px - 9, 0)), int(max(py - 9, 0))
            rows, columns = np.mgrid[top : min(top + 19, height), left : min(left + 19, width)]
            u = np.abs((columns - px) * along[0] + (rows - py) * along[1]) / 4.0
            v = np.abs((rows - py) * along[0] - (columns - px) * along[1]) / 0.7
            share[top : top + 19, left : left + 19][: rows.shape[0], : rows.shape[1]] *= (
                1.0 - 0.88 * np.exp2(-(u**4)) * np.exp2(-(v**4)))
    light = share[..., None] * np.array((0.52, 0.31, 0.22)) * random.normal(1.0, 0.012, (height, width, 1))
    write(layer, light, "RGB float")
    draw_path(image, [(40, FRONT_Y), (260, FRONT_Y - 5), (480, FRONT_Y)])
    image.clean_all()
    return image


@case
def values_and_directions_come_from_the_hair_behind_and_dots_end_in_it():
    image = receding()
    plain = recipe(hairline(image, reach=20.0)[0])["values"]
    assert plain["directions"] == "" and plain["density"] == "150"
    smp = hairline(image, match=True, reach=20.0)[0]
    values = recipe(smp)["values"]
    assert abs(float(values["direction"]) - HAIR_ANGLE_DEG) < 10.0, values["direction"]
    assert values["directions"] != "" and 1.5 < float(values["elongation"]) <= 2.0
    # Clipped hair is longer than a dot: more and paler dots have its tone.
    assert 100.0 < float(values["density"]) < 300.0, values["density"]
    shares = region(image, smp)
    bare, haired = shares[HAIR_Y + 15 : HAIR_Y + 30, 150:370].mean(), shares[80 : HAIR_Y - 20, 150:370].mean()
    assert bare > 0.3 and haired < 0.3 * bare, (bare, haired)


@case
def single_values_hold_after_matching_a_hairline():
    values = recipe(hairline(receding(), match=True, reach=20.0, set="density=120")[0])["values"]
    assert values["density"] == "120" and values["directions"] != ""


@case("hairline", "hairline-path")
def with_everything_selected_there_is_no_arch_over_the_whole_photo(name):
    image, layer = ready()
    Gimp.Selection.all(image)
    image.clean_all()
    assert "no edge to be the hairline" in refuse(name, image, layer)
