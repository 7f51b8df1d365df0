# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether a picture's file is there to its end. Loaders fill with grey what a broken transfer left
# out, and go on; a simulation on that grey would be of nothing.

import struct

JPEG_BARE = {0x01, *range(0xD0, 0xD9)}


def is_whole(path):
    """Whether a JPEG, PNG, TIFF or WebP file holds all that it says it does; true of other files."""
    with open(path, "rb") as file:
        data = file.read()
    for begin, check in CHECKS:
        if data.startswith(begin):
            try:
                return check(data)
            except (IndexError, struct.error):
                return False
    return True


def jpeg_is_whole(data):
    """To the marker of the image's end: segments are skipped by their lengths, for a thumbnail in one
    of them has an end of its own."""
    place = 2
    while True:
        place = find_marker(data, place)
        if place < 0:
            return False
        while data[place] == 0xFF:
            place += 1
        kind = data[place]
        place += 1
        if kind == 0xD9:
            return True
        if kind not in JPEG_BARE:
            place += struct.unpack_from(">H", data, place)[0]


def find_marker(data, place):
    """The next marker in coded data, which is no stuffed 0xff; -1 if there is none."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or data[place + 1] not in (0x00, *range(0xD0, 0xD8)):
            return place
        place += 2


def png_is_whole(data):
    place = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
        if place > len(data):
            return False
        if kind == b"IEND":
            return True


def webp_is_whole(data):
    # The byte that makes a length even is left out by some writers.
    return len(data) >= 8 + struct.unpack_from("<I", data, 4)[0] - 1


def tiff_is_whole(data):
    """The strips and tiles of every page lie in the file."""
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    count_code, offset_code, entry, step = ("Q", "Q", 12, 20) if big else ("H", "I", 8, 12)
    page = struct.unpack_from(order + offset_code, data, 8 if big else 4)[0]
    seen = set()
    while page and page not in seen:
        seen.add(page)
        count = struct.unpack_from(order + count_code, data, page)[0]
        place = page + struct.calcsize(count_code)
        tags = dict(tiff_tag(data, order, big, place + i * step, entry) for i in range(count))
        for offsets, sizes in ((273, 279), (324, 325)):
            pieces = zip(tags.get(offsets, []), tags.get(sizes, []))
            if any(offset + size > len(data) for offset, size in pieces):
                return False
        page = struct.unpack_from(order + offset_code, data, place + count * step)[0]
    return bool(seen)


def tiff_tag(data, order, big, place, entry):
    """A tag and its whole numbers, none for other kinds of values."""
    tag, kind = struct.unpack_from(order + "HH", data, place)
    number = struct.unpack_from(order + ("Q" if big else "I"), data, place + 4)[0]
    code = {3: "H", 4: "I", 16: "Q"}.get(kind)
    if code is None:
        return tag, []
    at = place + entry
    if number * struct.calcsize(code) > (8 if big else 4):
        at = struct.unpack_from(order + ("Q" if big else "I"), data, at)[0]
    if tag not in (273, 279, 324, 325):
        return tag, []
    return tag, list(struct.unpack_from(f"{order}{number}{code}", data, at))


CHECKS = (
    (b"\xff\xd8", jpeg_is_whole),
    (b"\x89PNG\r\n\x1a\n", png_is_whole),
    (b"RIFF", webp_is_whole),
    (b"II", tiff_is_whole),
    (b"MM", tiff_is_whole),
)
