# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""unzip.py FILE FOLDER: unpacks with the run bits."""

import os
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as packed:
    for entry in packed.infolist():
        os.chmod(packed.extract(entry, sys.argv[2]), entry.external_attr >> 16 & 0o777)
