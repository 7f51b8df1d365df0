# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures for the script's tests, and what must be true of the results. Run where GIMP is:
#   pictures.py make FOLDER            a photo in several formats, masks, and smooth skin
#   pictures.py same A B               equal in size, depth and every value
#   pictures.py near A B               equal in size, and within what two JPEG decoders may differ by
#   pictures.py changed A B X,Y,W,H M  differs inside the rectangle, not beyond M pixels around it
#   pictures.py profile A B            the same embedded profile
#   pictures.py clean A                a PNG with nothing in it about the client

import subprocess
import sys

import numpy

import gi

gi.require_version("Gimp", "3.0")
from gi.repository import Gimp

WIDTH, HEIGHT = 360, 240
ALLOWED_CHUNKS = {b"IHDR", b"IDAT", b"IEND", b"PLTE", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP", b"pHYs", b"sBIT"}


def magick(*arguments, **options):
    return subprocess.run(["convert", *arguments], check=True, stdout=subprocess.PIPE, **options).stdout


def values(path):
    """All values of a picture as 16 bits: equal if and only if the stored ones are equal."""
    size = subprocess.run(["identify", "-format", "%w %h", path], check=True, stdout=subprocess.PIPE).stdout
    width, height = (int(part) for part in size.split())
    raw = magick(path, "-depth", "16", "-endian", "LSB", "-alpha", "off", "rgb:-")
    return numpy.frombuffer(raw, "<u2").reshape(height, width, 3).astype(int)


def photo(maximum):
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    noise = numpy.random.default_rng(7).uniform(-0.05, 0.05, (HEIGHT, WIDTH, 3))
    tone = numpy.stack([0.75 - x / WIDTH / 3, 0.5 + y / HEIGHT / 4, 0.35 + (x + y) / 2000], axis=2) + noise
    return numpy.round(tone.clip(0, 1) * maximum).astype(">u2" if maximum > 255 else "u1")


def write(path, pixels, *options):
    depth = "16" if pixels.dtype.itemsize == 2 else "8"
    kind = "rgb" if pixels.ndim == 3 else "gray"
    header = ["-size", f"{pixels.shape[1]}x{pixels.shape[0]}", "-depth", depth, "-endian", "MSB"]
    magick(*header, f"{kind}:-", *options, path, input=pixels.tobytes())


def make_photos():
    with open("wide.icc", "wb") as file:
        file.write(bytes(Gimp.ColorProfile.new_rgb_adobe().get_icc_profile()))
    wide = ["-profile", "wide.icc"]
    write("deep.png", photo(65535), "-define", "png:color-type=2", "-define", "png:bit-depth=16")
    write("wide.tif", photo(255), *wide)
    write("deep.tif", photo(65535), *wide)
    write("wide.webp", photo(255), "-define", "webp:lossless=true", *wide)
    write("client.jpg", photo(255), "-quality", "95", *wide)
    # Shown upright, this one is 240 wide and 360 high.
    subprocess.run(
        ["exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", "-GPSLatitude=47.1", "-GPSLatitudeRef=N"]
        + ["-GPSLongitude=8.5", "-GPSLongitudeRef=E", "-Comment=Jane Doe", "-XMP-dc:Creator=Jane Doe", "client.jpg"],
        check=True,
    )


def make_heads():
    """A head before a plain background, as a phone would note it from near by, and cropped from a larger photo."""
    y, x = numpy.mgrid[0:640, 0:500]
    head = (numpy.hypot((x - 250) / 150, (y - 220) / 182) < 1) | ((abs(x - 250) < 110) & (y > 250))
    for name, height in (("head.jpg", 640), ("cropped-head.jpg", 500)):
        write(name, numpy.where(head[..., None], [160, 128, 110], [230, 230, 230]).astype("u1"), "-quality", "95")
        subprocess.run(
            ["exiftool", "-q", "-overwrite_original", "-n", "-FocalLengthIn35mmFormat=26", "-ExifImageWidth=500"]
            + [f"-ExifImageHeight={height}", "-GPSLatitude=47.1", "-GPSLatitudeRef=N", "-XMP-dc:Creator=Jane Doe", name],
            check=True,
        )


def make_masks():
    steps = numpy.zeros((HEIGHT, WIDTH), "u1")
    for i, value in enumerate((0, 1, 64, 128, 200, 255)):
        steps[40:120, i * 60 : (i + 1) * 60] = value
    write("mask8.png", steps, "-define", "png:color-type=0", "-define", "png:bit-depth=8")
    write("mask16.png", steps.astype(">u2") * 257, "-define", "png:color-type=0", "-define", "png:bit-depth=16")
    write("mask-rgb.png", numpy.stack([steps] * 3, axis=2), "-define", "png:color-type=2", "-profile", "wide.icc")
    write("mask.tif", steps)


def same(one, other, tolerance=0):
    first, second = values(one), values(other)
    assert first.shape == second.shape, f"{first.shape} is not {second.shape}"
    worst = abs(first - second).max()
    assert worst <= tolerance, f"values differ by up to {worst} of 65535"


def near(one, other):
    same(one, other, 4 * 257)


def changed(one, other, rectangle, margin):
    x, y, width, height = (int(part) for part in rectangle.split(","))
    margin = int(margin)
    differs = (values(one) != values(other)).any(axis=2)
    inner = differs[y : y + height, x : x + width]
    assert inner.any(), "nothing changed inside the region"
    differs[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin] = False
    assert not differs.any(), f"{differs.sum()} pixels outside the region changed"


def profile(one, other):
    first, second = (colours(magick(path, "icc:-")) for path in (one, other))
    assert first and first == second, f"profiles of {sorted(first)} and {sorted(second)} differ"


def colours(profile):
    """What of a colour profile makes colours: white, primaries and curves, by their tags."""
    found = {}
    for place in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        offset, size = (int.from_bytes(profile[place + at : place + at + 4], "big") for at in (4, 8))
        found[profile[place : place + 4]] = profile[offset : offset + size]
    return {tag: found.get(tag) for tag in (b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")}


def clean(path):
    with open(path, "rb") as file:
        data = file.read()
    offset, chunks = 8, set()
    while offset < len(data):
        chunks.add(data[offset + 4 : offset + 8])
        offset += 12 + int.from_bytes(data[offset : offset + 4], "big")
    assert chunks <= ALLOWED_CHUNKS, f"chunks {chunks - ALLOWED_CHUNKS}"
    assert b"Jane" not in data


def make_skin():
    """Smooth skin to be treated, so that its dots can be learnt."""
    noise = numpy.random.default_rng(9).normal(0.0, 0.006, (280, 280, 1))
    tone = numpy.array([0.82, 0.66, 0.56]) + noise
    write("skin.png", numpy.round(tone.clip(0, 1) * 255).astype("u1"), "-define", "png:color-type=2")


def make(folder):
    import os

    os.chdir(folder)
    make_photos()
    make_heads()
    make_masks()
    make_skin()


COMMANDS = {"make": make, "same": same, "near": near, "changed": changed, "profile": profile, "clean": clean}
COMMANDS[sys.argv[1]](*sys.argv[2:])
