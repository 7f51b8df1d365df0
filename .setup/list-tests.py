# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# list-tests.py BUILD-FOLDER SUITE long|short|all: the names of meson's tests of a suite, one a line.
# Long is one that its meson.build allows ten minutes or more.

import json
import os
import sys

LONG_S = 600


def main():
    build, suite, which = sys.argv[1:]
    with open(os.path.join(build, "meson-info", "intro-tests.json"), encoding="utf-8") as file:
        tests = [test for test in json.load(file) if suite in [name.rpartition(":")[2] for name in test["suite"]]]
    for test in tests:
        if which == "all" or (which == "long") == (test["timeout"] >= LONG_S):
            print(test["name"])


main()
