# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what ninja must build for an installation: list-installed.py BUILD-FOLDER."""

import json
import os
import sys

build = os.path.realpath(sys.argv[1])
with open(os.path.join(build, "meson-info", "intro-targets.json"), encoding="utf-8") as file:
    for target in json.load(file):
        if target["installed"]:
            for name in target["filename"]:
                print(os.path.relpath(name, build))
