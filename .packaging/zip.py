# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""zip.py FOLDER FILE SECONDS: packs what is in FOLDER, the same bytes for the same content and time.

Names are in order, programs keep their run bit, and owners are not told. What GIMP installs is more than any zip:

- it unpacks from the beginning on, and does not look at the list at the end, where a zip says which files are programs:
  that is said before each file too, in the field that libarchive, which GIMP unpacks with, reads there;
- GIMP 3.2 takes what begins as zips do for a photo in a zip, whatever the file is called: this one begins with the mark
  of a zip in several parts that came to one, which all programs read."""

import os
import struct
import sys
import time
import zipfile

# libarchive's "xl": what else stands in the list at the end alone.
EARLY_MODE = 0x6C78
ONE_PART = b"PK00"

folder, file, seconds = sys.argv[1:]
# A zip knows no time before 1980.
moment = time.gmtime(max(int(seconds), 315532800))[:6]
names = sorted(os.path.relpath(os.path.join(above, name), folder)
               for above, folders, files in os.walk(folder) for name in folders + files)
with open(file, "wb") as whole:
    whole.write(ONE_PART)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in names:
            path = os.path.join(folder, name)
            is_folder = os.path.isdir(path)
            entry = zipfile.ZipInfo(name + ("/" if is_folder else ""), moment)
            entry.create_system = 3
            mode = 0o40755 if is_folder else 0o100755 if os.access(path, os.X_OK) else 0o100644
            entry.external_attr = mode << 16 | (0x10 if is_folder else 0)
            # Of what such a field can tell, the system (bit 1) and the mode (bit 4).
            field = struct.pack("<BHL", 1 | 4, entry.create_system << 8, entry.external_attr)
            entry.extra = struct.pack("<HH", EARLY_MODE, len(field)) + field
            entry.compress_type = zipfile.ZIP_STORED if is_folder else zipfile.ZIP_DEFLATED
            data = b""
            if not is_folder:
                with open(path, "rb") as content:
                    data = content.read()
            packed.writestr(entry, data)
