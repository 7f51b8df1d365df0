# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's JPEG with all that cameras, programs and people put into one."""

import json
import struct
import subprocess

from world import *

SECRETS = ("Jane Client", "SECRET123", "client-photo", "hidden remark", "clientname", "Canon EOS 5D", "424242",
           "Hauptstrasse 7")
ASCII, SHORT, LONG, UNDEFINED = 2, 3, 4, 7


def directory(start, entries):
    """A TIFF directory that lies at start, with its values behind it; entries are (tag, type, bytes or number)."""
    head, values = struct.pack("<H", len(entries)), b""
    behind = start + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries):
        if isinstance(value, int):
            head += struct.pack("<HHII", tag, kind, 1, value)
        elif len(value) <= 4:
            head += struct.pack("<HHI", tag, kind, len(value)) + value.ljust(4, b"\0")
        else:
            head += struct.pack("<HHII", tag, kind, len(value), behind + len(values))
            values += value + b"\0" * (len(value) & 1)
    return head + struct.pack("<I", 0) + values


def exif_with_maker_notes():
    """Exif with a camera's own notes as Canon writes them: model, owner's name, serial number."""
    first = [(0x010F, ASCII, b"Canon\0"), (0x0110, ASCII, b"EOS\0"), (0x8769, LONG, 0)]
    ifd0 = directory(8, first)
    exif_at = 8 + len(ifd0)
    first[2] = (0x8769, LONG, exif_at)
    ifd0 = directory(8, first)
    # Canon's offsets count from the head of the whole, like those of Exif.
    notes_at = exif_at + 2 + 12 + 4
    notes = directory(notes_at, [(0x0006, ASCII, b"Canon EOS 5D\0"), (0x0009, ASCII, b"Jane Client\0".ljust(32, b"\0")),
                                 (0x000C, LONG, 424242), (0x0095, ASCII, b"Lens of Jane Client\0")])
    exif = directory(exif_at, [(0x927C, UNDEFINED, notes)])
    data = b"Exif\0\0II*\0" + struct.pack("<I", 8) + ifd0 + exif
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def tags(path):
    """What exiftool finds in a file, in every group, embedded ones too."""
    found = subprocess.run(["exiftool", "-j", "-a", "-G1", "-s", "-ee", "-U", str(path)], check=True, capture_output=True)
    return {key: value for key, value in json.loads(found.stdout)[0].items()
            if not key.startswith(("System:", "ExifTool:", "SourceFile"))}


def export_jpeg(image, path):
    export = Gimp.get_pdb().lookup_procedure("file-jpeg-export")
    config = export.create_config()
    config.set_property("image", image)
    config.set_property("file", Gio.File.new_for_path(str(path)))
    assert export.run(config).index(0) == SUCCESS


def stuffed_file(folder, width=200, height=150):
    """The file, and what exiftool finds in it."""
    image, _ = photo(width=width, height=height)
    path, small = folder / "client-photo.jpg", folder / "small.jpg"
    for name in (path, small):
        name.unlink(missing_ok=True)
        export_jpeg(image, name)
    data = path.read_bytes()
    # GIMP's own Exif makes room for the camera's.
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-all=", "--icc_profile:all", str(path)], check=True)
    data = path.read_bytes()
    path.write_bytes(data[:2] + exif_with_maker_notes() + data[2:])
    stuff = ["-EXIF:Artist=Jane Client", "-EXIF:UserComment=hidden remark", "-GPSLatitude=52.5", "-GPSLatitudeRef=N",
             "-GPSLongitude=13.4", "-GPSLongitudeRef=E", "-XMP-dc:Creator=Jane Client", "-IPTC:Keywords=clientname",
             "-IPTC:Sub-location=Hauptstrasse 7", "-Comment=hidden remark", f"-ThumbnailImage<={small}",
             "-EXIF:SerialNumber=SECRET123", "-XMP-xmpMM:OriginalDocumentID=client-photo", "-XMP-dc:Title=client-photo.jpg",
             "-Photoshop:PhotoshopThumbnail<=" + str(small)]
    subprocess.run(["exiftool", "-q", "-overwrite_original", *stuff, str(path)], check=True)
    return path, tags(path)
