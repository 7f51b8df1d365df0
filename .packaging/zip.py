# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""zip.py FOLDER FILE SECONDS: packs what is in FOLDER, the same bytes for the same content and time.

Names are in order, programs keep their run bit, and owners are not told."""

import os
import sys
import time
import zipfile

folder, file, seconds = sys.argv[1:]
# A zip knows no time before 1980.
moment = time.gmtime(max(int(seconds), 315532800))[:6]
names = sorted(os.path.relpath(os.path.join(above, name), folder)
               for above, folders, files in os.walk(folder) for name in folders + files)
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for name in names:
        path = os.path.join(folder, name)
        is_folder = os.path.isdir(path)
        entry = zipfile.ZipInfo(name + ("/" if is_folder else ""), moment)
        entry.create_system = 3
        mode = 0o40755 if is_folder else 0o100755 if os.access(path, os.X_OK) else 0o100644
        entry.external_attr = mode << 16 | (0x10 if is_folder else 0)
        entry.compress_type = zipfile.ZIP_STORED if is_folder else zipfile.ZIP_DEFLATED
        data = b""
        if not is_folder:
            with open(path, "rb") as content:
                data = content.read()
        packed.writestr(entry, data)
