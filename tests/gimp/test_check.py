# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check against the Result: a prediction beside the healed photo, whose truth is known here."""

import math

from world import *

WIDTH, HEIGHT = 400, 320
SCALE = 6.0
SPOT = (110, 90, 180, 140)
CAST = (0.7, 0.82, 1.1)
NAMES = ("picture", "delta_e", "tone_predicted", "tone_healed", "cover_predicted", "cover_healed", "contrast_ratio",
         "density", "dilution", "dot_diameter", "off_mm", "places", "words", "preset_id")


def cloud(random, size):
    """Smooth noise of that size in pixels."""
    knots = random.normal(size=(HEIGHT // size + 3, WIDTH // size + 3))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] / size
    i, j = y.astype(int), x.astype(int)
    v, u = (3 - 2 * (y - i)) * (y - i) ** 2, (3 - 2 * (x - j)) * (x - j) ** 2
    return (1 - v) * ((1 - u) * knots[i, j] + u * knots[i, j + 1]) + v * ((1 - u) * knots[i + 1, j] + u * knots[i + 1, j + 1])


def head(seed, hair=0.12):
    random = np.random.default_rng(seed)
    light = np.exp(0.10 * cloud(random, 70) + 0.08 * cloud(random, 26) + 0.05 * cloud(random, 9) + hair * cloud(random, 3))
    return light[..., None] * (0.5, 0.32, 0.24)


def image_of(pixels, px_per_mm=None):
    height, width = pixels.shape[:2]
    image, layer = photo(width, height, precision=U16, px_per_mm=px_per_mm)
    write(layer, pixels, "RGB float")
    image.clean_all()
    return image


def planned(hair=0.12):
    """A case with a prediction over its photo."""
    image = image_of(head(3, hair), SCALE)
    select(image, *SPOT)
    fill(image)
    Gimp.Selection.none(image)
    image.clean_all()
    return image


def case_image():
    return kept("check case", planned)


def view(turn_deg, scale, x, y):
    """Takes places of the case to the healed photo, in pixels."""
    cosine, sine = scale * math.cos(math.radians(turn_deg)), scale * math.sin(math.radians(turn_deg))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    return turn, middle + (x, y) - turn @ middle


def bent(places, most):
    """Where skin that has moved by up to so many pixels shows places of the case."""
    x, y = places[..., 0] / WIDTH, places[..., 1] / HEIGHT
    return places + most * np.stack([np.sin(np.pi * (x + 0.3)) * np.cos(2.2 * y), np.cos(2.6 * x) * np.sin(np.pi * (y + 0.1))], -1)


def straightened(places, most):
    """The way back, by going there until it is right."""
    straight = places
    for _ in range(12 if most else 0):
        straight = straight + places - bent(straight, most)
    return straight


def photographed(pixels, turn, shift, cast, moved=0.0):
    """The pixels as another camera shows them: bilinear, in other light; white where there are none."""
    back = np.linalg.inv(turn)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    places = straightened(np.stack([x - shift[0], y - shift[1]], -1) @ back.T, moved) - 0.5
    u, v = places[..., 0], places[..., 1]
    inside = (u >= 0) & (v >= 0) & (u < WIDTH - 1.01) & (v < HEIGHT - 1.01)
    u, v = np.where(inside, u, 0), np.where(inside, v, 0)
    i, j = v.astype(int), u.astype(int)
    a, b = (v - i)[..., None], (u - j)[..., None]
    seen = (1 - a) * ((1 - b) * pixels[i, j] + b * pixels[i, j + 1]) + a * ((1 - b) * pixels[i + 1, j] + b * pixels[i + 1, j + 1])
    return np.where(inside[..., None], seen * cast, 0.9)


def healed_of(turn_deg=0.0, scale=1.0, x=0.0, y=0.0, cast=CAST, moved=0.0, **changes):
    """The healed photo of the case, where its dots came out with other values."""
    image = case_image()
    if changes:
        edit(image, image.get_layers()[0], set=";".join(f"{key.replace('_', '-')}={value}" for key, value in changes.items()))
    turn, shift = view(turn_deg, scale, x, y)
    return image_of(photographed(read(flattened(image), "RGB float"), turn, shift, cast, moved))


def check(image, **arguments):
    """The results by their names."""
    found = dict(zip(NAMES, succeed("check", image, image.get_layers()[0], **arguments)))
    keep(found["picture"])
    return found


def texts_of(picture):
    return " ".join(Gimp.TextLayer.get_by_id(layer.get_id()).get_text().replace("\n", " ")
                    for layer in picture.get_layers() if layer.is_text_layer())


def points(image, places):
    path = Gimp.Path.new(image, "points")
    image.insert_path(path, None, 0)
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [float(n) for place in places for n in list(place) * 3], False)
    image.clean_all()
    return path


@case
def what_healed_as_predicted_is_found_to_be_that_in_any_light_and_place():
    image, healed = case_image(), healed_of(7.0, 1.08, 6.0, -5.0)
    was, healed_was = state(image), state(healed)
    found = check(image, healed_image=healed)
    assert found["off_mm"] < 0.15 and found["places"] >= 2, found
    assert found["delta_e"] < 0.5, found
    assert abs(found["tone_healed"] - found["tone_predicted"]) < 0.4, found
    assert abs(found["contrast_ratio"] - 1) < 0.2, found
    assert "The dots stand out from the skin as predicted." in found["words"], found["words"]
    # Six pixels a millimetre, turned and resampled, are too few to say more of single dots.
    assert found["words"].splitlines()[-3:] == [
        "Density: these photos do not tell it for certain; it stays at 150 dots/cm².",
        "Dilution: these photos do not tell it for certain; it stays at 20 parts of water.",
        "Dot size: these photos do not tell it for certain; it stays at 0.30 mm."], found["words"]
    assert (found["density"], found["dilution"], found["dot_diameter"]) == (150, 20, 0.3), "what is not told stays as it was"
    assert "nothing to correct" in refuse("check", image, image.get_layers()[0], healed_image=healed, save_preset="Not told")
    assert not (PRESETS / "not-told.smp-preset").exists()
    assert state(image) == was and state(healed) == healed_was, "a photo was changed"


@case
def a_third_of_the_dots_lost_is_said_and_makes_the_preset_that_it_should_have_been():
    image, healed = case_image(), healed_of(-5.0, 1.15, -8.0, 4.0, missed_dots=0.333)
    found = check(image, healed_image=healed, save_preset="As I heal")
    assert "of the dots are missing" in found["words"], found["words"]
    assert 82 < found["density"] < 122, found
    assert found["tone_healed"] > found["tone_predicted"] + 0.5, found
    assert found["cover_healed"] < found["cover_predicted"], found
    text = (PRESETS / f"{found['preset_id']}.smp-preset").read_text(encoding="utf-8")
    assert f"density={found['density']:.4f}"[:11] in text and "px-per-mm" not in text, text
    again = image_of(head(3), SCALE)
    select(again, *SPOT)
    fill(again, preset=found["preset_id"])
    second = check(again, healed_image=healed)
    assert abs(second["tone_healed"] - second["tone_predicted"]) < 0.5 * abs(found["tone_healed"] - found["tone_predicted"]), (found, second)
    assert second["delta_e"] < 0.75 * found["delta_e"], "the corrected preset is nearer to what healed"
    assert "already" in refuse("check", image, image.get_layers()[0], healed_image=healed, save_preset="As I heal")
    check(image, healed_image=healed, save_preset="As I heal", replace=True)
    (PRESETS / f"{found['preset_id']}.smp-preset").unlink()


@case
def points_of_two_paths_lay_it_over_as_well():
    image, healed = case_image(), healed_of(12.0, 0.95, 5.0, 5.0)
    turn, shift = view(12.0, 0.95, 5.0, 5.0)
    places = np.array([(60.0, 50.0), (330.0, 70.0), (310.0, 260.0), (80.0, 250.0)])
    path, other = points(image, places), points(healed, places @ turn.T + shift)
    found = check(image, healed_image=healed, alignment="points", path=path, healed_path=other)
    assert found["off_mm"] < 0.01 and found["delta_e"] < 0.5, found
    assert check(image, healed_image=healed, alignment="points")["off_mm"] < 0.01, "the only paths are the points"


@case
def a_file_is_taken_and_not_changed():
    healed = healed_of(3.0, 1.0, 0.0, 0.0)
    file = Gio.File.new_for_path(str(FOLDER / "healed.png"))
    assert Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, healed, file, None)
    bytes_before = (FOLDER / "healed.png").read_bytes()
    assert check(case_image(), healed=file)["delta_e"] < 0.6
    assert (FOLDER / "healed.png").read_bytes() == bytes_before


@case
def the_picture_shows_both_a_split_a_map_and_its_legend_and_says_what_was_corrected():
    picture = check(case_image(), healed_image=healed_of(7.0, 1.08, 6.0, -5.0))["picture"]
    names = [layer.get_name() for layer in picture.get_layers()]
    for name in ("Prediction", "Healed result", "Split: healed result on the right", "Legend", "Label", "Small print"):
        assert name in names, names
    assert any(name.startswith("Orange: paler") for name in names), names
    pictures = [layer for layer in picture.get_layers() if layer.get_name() in ("Prediction", "Healed result")]
    assert len({(layer.get_width(), layer.get_height()) for layer in pictures}) == 1
    text = texts_of(picture)
    for word in ("turned by", "scaled by", "were divided by", "blurred by", "Neither photo was changed", "simulated", "Density:"):
        assert word in text, text
    one, other = (read(layer, "R'G'B'A float")[..., :3] for layer in pictures)
    assert 0.001 < abs(one - other).mean() < 0.03, "prediction and healed result are as alike as they are"


@case
def points_can_be_left_in_both_images_to_be_corrected():
    image, healed = case_image(), healed_of(7.0, 1.08, 6.0, -5.0)
    steps = [undo_steps(one) for one in (image, healed)]
    check(image, healed_image=healed, leave_points=True)
    assert [undo_steps(one) for one in (image, healed)] == [before + 1 for before in steps]
    assert "Same spots" in [path.get_name() for path in image.get_paths()]
    assert "Same spots" in [path.get_name() for path in healed.get_paths()]
    again = check(image, healed_image=healed, alignment="points")
    assert again["off_mm"] < 0.3 and again["delta_e"] < 0.6, again
    path, = healed.get_paths()
    kind, coords, closed = path.stroke_get_points(path.get_strokes()[0])
    assert len(coords) == 6 * 9, "nine points are enough to correct a bend by"
    path.remove_stroke(path.get_strokes()[0])
    path.stroke_new_from_points(kind, [c + 6 * (k % 2 == 0) for k, c in enumerate(coords)], closed)
    assert check(image, healed_image=healed, alignment="points")["delta_e"] > again["delta_e"] + 0.2, "points that were moved move the photo"


@case
def skin_that_has_moved_is_bent_back_by_points_or_found_and_the_picture_says_so():
    image, healed = case_image(), healed_of(4.0, 1.05, 3.0, 2.0, moved=8.0)
    turn, shift = view(4.0, 1.05, 3.0, 2.0)
    places = np.array([(x, y) for y in (40.0, 120.0, 200.0, 280.0) for x in (50.0, 150.0, 250.0, 350.0)])
    points(image, places)
    points(healed, bent(places, 8.0) @ turn.T + shift)
    for arguments in ({"alignment": "points"}, {}):
        found = check(image, healed_image=healed, **arguments)
        assert found["off_mm"] < 0.3 and found["delta_e"] < 0.6, found
        assert "the skin has moved: bent by up to" in texts_of(found["picture"]), texts_of(found["picture"])
    stiff = check(image, healed_image=healed, alignment="points", kind="similarity")
    assert stiff["off_mm"] > 0.35 and "seen from the same side" in texts_of(stiff["picture"]), stiff


@case
def beside_bare_skin_no_values_are_said_since_a_blurred_photo_would_make_dots_wide_and_pale():
    image = kept("bare check case", lambda: planned(0.0))
    healed = image_of(read(flattened(image), "RGB float") * CAST)
    found = check(image, healed_image=healed)
    assert "cannot be said" in found["words"] and "Dilution" not in found["words"], found["words"]
    assert abs(found["tone_healed"] - found["tone_predicted"]) < 0.2 and found["density"] == 150, found
    assert "cannot be said" in refuse("check", image, image.get_layers()[0], healed_image=healed, save_preset="Bare")


@case
def another_head_is_refused_with_the_reason():
    image = case_image()
    sentence = refuse("check", image, image.get_layers()[0], healed_image=image_of(head(8)))
    assert "same head" in sentence, sentence


@case
def what_cannot_be_compared_is_refused_in_a_sentence():
    image, healed = case_image(), healed_of()
    smp = image.get_layers()[0]
    assert "no healed photo" in refuse("check", image, smp)
    assert "case itself" in refuse("check", image, smp, healed_image=image)
    assert "cannot be opened" in refuse("check", image, smp, healed=Gio.File.new_for_path(str(FOLDER / "none.jpg")))
    assert "no points" in refuse("check", image, smp, healed_image=healed, alignment="points")
    places = [(60.0, 50.0), (330.0, 70.0), (310.0, 260.0)]
    points(image, places)
    points(healed, places[:2])
    image.clean_all()
    assert "3 and 2 points" in refuse("check", image, smp, healed_image=healed, alignment="points")
    plain, layer = photo()
    assert "no prediction" in refuse("check", plain, layer, healed_image=healed)


@case
def points_in_another_order_are_refused():
    image, healed = case_image(), healed_of()
    places = [(60.0, 50.0), (330.0, 70.0), (310.0, 260.0), (80.0, 250.0)]
    points(image, places)
    points(healed, [places[i] for i in (1, 0, 2, 3)])
    sentence = refuse("check", image, image.get_layers()[0], healed_image=healed, alignment="points")
    assert "order" in sentence, sentence
