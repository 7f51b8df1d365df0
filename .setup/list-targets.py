# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# list-targets.py BUILD-FOLDER SUITE…: the files that the tests of these suites run or load, as ninja
# calls them, and, where one of the suites runs an installation, those that are installed.

import json
import os
import sys

INSTALLED = {"gimp", "gui"}


def main():
    build, suites = sys.argv[1], set(sys.argv[2:])

    def read(name):
        with open(os.path.join(build, "meson-info", f"intro-{name}.json"), encoding="utf-8") as file:
            return json.load(file)

    tests = [test for test in read("tests") if suites & {name.rpartition(":")[2] for name in test["suite"]}]
    needed = {target for test in tests for target in test["depends"]}
    for target in read("targets"):
        if target["id"] in needed or (target["installed"] and suites & INSTALLED):
            for file in target["filename"]:
                print(os.path.relpath(file, build))


main()
