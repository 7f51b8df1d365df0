# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scars: measured surroundings, what is missing, the verdict, refusals; fills that match."""

from world import *

SCALE = 10.0
WIDTH, HEIGHT = 440, 400
SCAR = (110, 185, 220, 30)
DENSITY_PER_CM2, LENGTH_MM, WIDTH_MM, ANGLE_DEG = 130.0, 0.42, 0.18, 60.0
LONG_MM = 1.0
FINE = ("not found by the eye", "found if one looks")
LIGHT = np.array((0.52, 0.31, 0.22))


def hairs():
    """Roots of clipped hair in pixels, a jittered grid, the same every time."""
    random = np.random.default_rng(5)
    spacing = 10.0 / np.sqrt(DENSITY_PER_CM2) * SCALE
    x, y = np.meshgrid(np.arange(0.0, WIDTH, spacing), np.arange(0.0, HEIGHT, spacing))
    return np.stack([x.ravel(), y.ravel()], 1) + random.normal(0.0, 0.2 * spacing, (x.size, 2))


def stubble(bare, pale=1.12, length=LENGTH_MM):
    """Linear light of skin with short strokes of hair but in the bare rectangle, which is paler."""
    share = np.ones((HEIGHT, WIDTH))
    along = np.array((np.cos(np.radians(ANGLE_DEG)), -np.sin(np.radians(ANGLE_DEG))))
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    for x, y in hairs():
        if bare[0] <= x < bare[0] + bare[2] and bare[1] <= y < bare[1] + bare[3]:
            continue
        left, top = max(int(x) - 9, 0), max(int(y) - 9, 0)
        part = (slice(top, top + 19), slice(left, left + 19))
        dx, dy = columns[part] - x, rows[part] - y
        u = np.abs(dx * along[0] + dy * along[1]) / (0.5 * length * SCALE)
        v = np.abs(-dx * along[1] + dy * along[0]) / (0.5 * WIDTH_MM * SCALE)
        share[part] *= 1.0 - 0.75 * np.exp2(-(u**4)) * np.exp2(-(v**4))
    # As soft as a phone's photo: two thirds of a pixel, standard deviation.
    for axis in (0, 1):
        share = 0.5 * share + 0.25 * (np.roll(share, 1, axis) + np.roll(share, -1, axis))
    light = share[..., None] * LIGHT
    x, y, width, height = bare
    light[y : y + height, x : x + width] *= pale
    return light * np.random.default_rng(6).normal(1.0, 0.012, light.shape)


def ready(bare=SCAR, selected=SCAR, **arguments):
    image, layer = photo(width=WIDTH, height=HEIGHT, px_per_mm=SCALE)
    write(layer, stubble(bare, **arguments), "RGB float")
    if selected:
        select(image, *selected)
    image.clean_all()
    return image, layer


def scar(image, **arguments):
    names = ("layer", "area", "dots", "coverage", "hours", "before", "after", "worst_before", "worst_after",
             "acceptable", "beyond", "contrast", "texture", "texture_around", "verdict", "reason", "not_measured",
             "checked", "checked_density", "checked_delta_e", "checked_contrast", "turned_away", "head_words", "no_dots",
             "palest", "darkest", "palest_around", "darkest_around")
    return dict(zip(names, succeed("scar", image, image.get_layers()[-1], **arguments)))


@case
def what_the_self_check_says_is_kept_in_the_same_undo_step():
    image, _ = ready()
    steps = undo_steps()
    result = scar(image, self_check=True)
    assert undo_steps() == steps + 1
    assert result["checked"], result
    stored = bytes(value & 0xFF for value in result["layer"].get_parasite("smp-self-check").get_data())
    # Its figures follow the sentence, for a picture in another language.
    sentence, figures, _ = stored.split(b"\0")
    assert sentence.decode() == result["checked"], stored
    assert len(figures.split()) == 3 and all(float(figure) >= 0.0 for figure in figures.split()), stored


@case
def a_scar_is_filled_like_the_hair_around_it():
    image, layer = ready()
    was, steps = raw(layer), undo_steps()
    result = scar(image)
    assert raw(layer) == was and undo_steps() == steps + 1
    smp = result["layer"]
    values = recipe(smp)["values"]
    assert recipe(smp)["preset"]["filter"] == "scar" and values["scar"] == "yes"
    assert smp.get_mode() == Gimp.LayerMode.MULTIPLY and smp.get_mask()
    assert result["before"] > 4.0 and result["after"] < 1.5, result
    assert result["worst_before"] > 4.0 and result["worst_after"] < 3.0 and result["beyond"] < 0.35, result
    assert result["verdict"] in FINE and 0.8 < result["contrast"] < 1.1, result
    assert 0.0 < result["palest"] < 1.6 * result["palest_around"] + 4.0, result
    assert 0.0 < result["darkest_around"] and 0.0 < result["darkest"] < 1.6 * result["darkest_around"] + 1.0, result
    assert result["not_measured"] == ""
    assert abs(float(values["direction"]) - ANGLE_DEG) < 8.0, values["direction"]
    assert float(values["elongation"]) <= 2.0 and float(values["dilution"]) > 7.99, dict(values)
    assert values["missed-dots"] == "0.15" and values["retention"] == "0.74"
    assert abs(result["hours"] - result["dots"] * 3 / 14000) < 1e-6


@case
def the_verdict_is_of_the_picture_that_gimp_shows():
    image, _ = ready()
    result = scar(image)
    shown = read(flattened(image), "RGB float")[..., :3]
    x, y, width, height = SCAR
    above, below = (shown[top : top + 50, x : x + width] for top in (y - 70, y + height + 20))
    around = np.concatenate([above.reshape(-1, 3), below.reshape(-1, 3)]).mean(0)
    # Squares of 2.7 mm, as large as the verdict's discs, on which it says how far they are on average.
    squares = [shown[y + 1 : y + height - 2, left : left + 27].reshape(-1, 3).mean(0) for left in range(x, x + width - 27, 27)]
    difference = np.mean([np.linalg.norm(lab(square) - lab(around)) for square in squares])
    assert abs(difference - result["after"]) < 1.0, (difference, result["after"])


def lab(rgb):
    matrix = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
    f = np.cbrt(matrix @ rgb / matrix.sum(1))
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


@case
def hair_that_stands_in_the_selection_is_not_treated_twice():
    image, _ = ready(selected=(110, 90, 220, 125))  # The scar, and 9.5 mm of hair above it.
    smp = scar(image)["layer"]
    shares = read(region_channel(image, smp), "Y' float")[..., 0]
    bare, haired = shares[192:208, 130:310].mean(), shares[95:165, 120:320].mean()
    # Gaps of chance between hairs are filled where they are wide: at most an eighth.
    # The place that needs most gets all dots, others of the bare skin fewer.
    assert bare > 0.6 and haired < 0.125 * bare, (bare, haired)


@case
def dots_blend_beyond_the_border_only_where_hair_is_missing():
    image, _ = ready(bare=(110, 185, 220, 50))  # The lower 2 mm of the bare skin are not selected.
    smp = scar(image, margin=2.0)["layer"]
    shares = read(region_channel(image, smp), "Y' float")[..., 0]
    rows = (slice(217, 224), slice(174, 181), slice(188, 212))
    below, above, inside = (shares[part, 130:310].mean() for part in rows)
    assert below > 0.3 * inside and above < 0.6 * below, (below, above, inside)


@case
def directions_survive_in_the_file_and_in_edits():
    image, _ = ready()
    smp = scar(image)["layer"]
    before, directions = on_canvas(smp), recipe(smp)["values"]["directions"]
    assert len(directions.split(" ")[5]) > 20
    opened = save_and_open(image)
    again = edit(opened, opened.get_layers()[0])
    assert recipe(again)["values"]["directions"] == directions
    assert same(on_canvas(again), before)


@case
def long_dots_can_be_told_not_to_follow_the_hair():
    image, _ = ready()
    smp = scar(image)["layer"]
    before = on_canvas(smp)
    turned = edit(image, smp, set="follow-hair=no;direction=0")
    assert abs(on_canvas(turned) - before).max() > 0.1


@case
def single_values_are_kept_and_the_rest_is_solved():
    image, _ = ready()
    values = recipe(scar(image, set="density=90;sessions=2")["layer"])["values"]
    assert values["density"] == "90" and values["sessions"] == "2"
    assert abs(float(values["direction"]) - ANGLE_DEG) < 8.0


@case
def the_area_is_the_skin_selected_whatever_the_density_and_also_when_edited_again():
    found = {}
    for density in (60, 160, 320):
        image, _ = ready(selected=(90, 175, 260, 50))
        result = scar(image, set=f"density={density}")
        found[density] = result["area"]
        assert abs(result["area"] - 26.0 * 5.0 / 100.0) < 1e-3, found
    # The layer's figures stay with it, through a file too.
    image = save_and_open(image)
    _, area, dots, *_ = succeed("edit", image, image.get_layers()[0], set="density=200")
    assert abs(area / found[320] - 1.0) < 1e-6 and 0 < dots < result["dots"], (area, dots)


@case
def without_matching_the_values_are_those_given():
    image, _ = ready()
    values = recipe(scar(image, match=False, density=111.0)["layer"])["values"]
    assert values["density"] == "111" and values["directions"] == "" and values["dilution"] == "15"


@case
def what_cannot_be_measured_is_said():
    image, layer = ready()
    image.scale(WIDTH // 4, HEIGHT // 4)
    set_scale(image, SCALE / 4)
    result = scar(image)
    assert result["not_measured"].startswith("Cannot be measured here: Density"), result
    assert result["not_measured"].endswith(".") and "pixels per millimetre" in result["not_measured"]


@case
def a_fill_takes_values_from_around_the_selection():
    image, _ = ready()
    plain = recipe(fill(image))["values"]
    matched = recipe(fill(image, match=True))["values"]
    assert plain["density"] == "150" and plain["directions"] == ""
    assert abs(float(matched["direction"]) - ANGLE_DEG) < 8.0 and matched["directions"] != ""
    assert matched["photo-blur"] != plain["photo-blur"]


@case
def nothing_selected_is_refused():
    image, layer = ready(selected=None)
    assert "selected" in refuse("scar", image, layer)


@case
def without_skin_around_it_is_refused():
    image, layer = ready(selected=(0, 0, WIDTH, HEIGHT))
    assert "skin" in refuse("scar", image, layer)
    assert "skin" in refuse("fill", image, layer, match=True)


def bare_skin(shade=1.0, marks=0.0):
    """Shade has no edge; marks are lighter and darker than the skin, which they leave as light as it is."""
    image, layer = photo(width=WIDTH, height=HEIGHT, px_per_mm=SCALE)
    random = np.random.default_rng(6)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    inside = 1.0 / (1.0 + np.exp((np.hypot(x - 220, y - 200) / 60.0 - 1.0) / 0.1))[..., None]
    grain = random.normal(1.0, 0.012, (HEIGHT, WIDTH, 3))
    marked = np.kron(random.choice((-marks, marks), (HEIGHT // 4, WIDTH // 4)), np.ones((4, 4)))[..., None]
    write(layer, LIGHT * grain * (1.0 + (shade - 1.0 + marked) * inside), "RGB float")
    select(image, 140, 120, 160, 160)
    return image, layer


@case((0.85, 0.0, "darker than the skin around"), (1.0, 0.1, "such as marks"), (1.0, 0.0, "nothing to conceal"))
def beside_bare_skin_dots_are_refused_for_what_is_seen(shade, marks, reason):
    assert reason in refuse("scar", *bare_skin(shade, marks))


@case("fill", "hairline")
def what_is_matched_to_no_dots_is_refused_for_what_is_seen(procedure):
    """A line across bare skin has no hair behind it either."""
    image, layer = bare_skin(0.85 if procedure == "fill" else 1.0)
    line = Gimp.Path.new(image, "line")
    image.insert_path(line, None, 0)
    line.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [40.0, 150.0] * 3 + [400.0, 150.0] * 3, False)
    reason = {"fill": "darker than the skin around", "hairline": "No hair stands around"}[procedure]
    sentence = refuse(procedure, image, layer, match=True)
    assert reason in sentence, sentence


@case
def where_none_are_asked_for_it_is_said_that_there_are_no_dots():
    image, layer = ready()
    assert succeed("fill", image, layer)[-1] == ""
    *_, dots, _, _, _, reason = succeed("fill", image, layer, set="density=0")
    assert dots == 0 and "density is 0" in reason, reason
    assert "density is 0" in refuse("scar", image, layer, set="density=0")


@case
def where_no_hair_is_missing_there_is_nothing_to_conceal():
    image, layer = ready(bare=(0, 0, 1, 1), selected=(180, 150, 60, 60))
    assert "nothing to conceal" in refuse("scar", image, layer, set="density=80")


@case
def without_a_scale_scripts_are_refused():
    image, layer = ready()
    image.detach_parasite("smp-scale")
    image.clean_all()
    assert "scale" in refuse("scar", image, layer)


@case("ring=1", "margin=26", "retention=nan", "missed-dots=0.7", "directions=x")
def bad_values_are_refused(value):
    image, layer = ready()
    refuse("scar", image, layer, set=value)


@case
def a_concealed_scar_fades_as_scar_tissue():
    image, _ = ready()
    smp = scar(image)["layer"]
    succeed("fade", image, smp, years=3.0)
    aged = next(layer for layer in image.get_layers() if layer.get_parasite("smp-recipe"))
    assert recipe(aged)["values"]["scar"] == "yes" and recipe(aged)["values"]["years"] == "3"


@case
def a_scar_too_pale_for_a_needle_is_said_to_stay_visible():
    image, _ = ready(pale=2.2)
    result = scar(image)
    assert result["after"] > 4.0 and result["verdict"] == "stands out", result
    assert "pale" in result["reason"] and result["reason"].endswith("."), result


@case
def a_scar_that_is_concealed_is_not_said_to_stay_visible():
    image, _ = ready()
    result = scar(image)
    assert result["verdict"] in FINE and "pale" not in result["reason"] and "dark" not in result["reason"], result


@case
def long_hair_is_not_imitated_by_strokes():
    image, _ = ready(length=LONG_MM)
    result = scar(image)
    values = recipe(result["layer"])["values"]
    assert values["elongation"] == "2" and float(values["dot-diameter"]) * float(values["dot-spread"]) < 0.37, values
    assert "longer than a dot" in result["reason"], result


@case
def light_and_dark_places_do_not_make_up_for_each_other():
    """One half too pale, the other too dark: the mean is right, and yet both are seen."""
    image, layer = ready(pale=1.0)
    light = np.array(read(layer, "RGB float"))
    light[185:215, 110:220] *= 1.45
    light[185:215, 220:330] *= 0.55
    write(layer, light, "RGB float")
    result = scar(image, match=False, set="density=60;dot-diameter=0.05;dilution=60")
    assert result["before"] > 8.0 and result["worst_after"] > 8.0 and result["beyond"] > 0.9, result
    assert result["verdict"] == "stands out" and result["reason"] != "", result
