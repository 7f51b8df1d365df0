# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# count-tests.py BUILD-FOLDER LABEL: prints "suite passed failed skipped" for each suite of one run,
# with the label after its name.

import collections
import json
import os
import re
import sys
import xml.etree.ElementTree

GOOD = {"OK", "EXPECTEDFAIL"}


def read_cases(path):
    """Cases by test: those of a TAP test singly, any other test as one."""
    cases = collections.defaultdict(collections.Counter)
    for suite in xml.etree.ElementTree.parse(path).getroot():
        for case in suite.iter("testcase"):
            test = case.get("classname", "").partition(".")[2] or case.get("name")
            if case.find("skipped") is not None:
                kind = "skipped"
            elif case.find("failure") is not None or case.find("error") is not None:
                kind = "failed"
            else:
                kind = "passed"
            cases[test][kind] += 1
    return cases


def read_suites(build):
    """Suites by test: meson leaves them out of a log in which there is only one."""
    with open(os.path.join(build, "meson-info", "intro-tests.json"), encoding="utf-8") as file:
        return {test["name"]: test["suite"][0].rpartition(":")[2] for test in json.load(file) if test["suite"]}


def main():
    build, label = sys.argv[1:]
    logs = os.path.join(build, "meson-logs")
    # Without a log meson found no test in these suites: nothing passed.
    if not os.path.exists(os.path.join(logs, "testlog.json")):
        return
    suites = read_suites(build)
    cases = read_cases(os.path.join(logs, "testlog.junit.xml"))
    totals = collections.defaultdict(collections.Counter)
    with open(os.path.join(logs, "testlog.json"), encoding="utf-8") as file:
        tests = [json.loads(line) for line in file if line.strip()]
    for test in tests:
        name = test["name"]
        # "smp:unit / dots", in newer versions of meson "unit - smp:dots".
        suite = suites.get(re.split("[:/]", name)[-1].strip(), "other")
        count = cases.get(name, collections.Counter())
        # A TAP test that crashed or stopped early has only good cases in the XML.
        if test["result"] == "SKIP":
            count = count or collections.Counter(skipped=1)
        elif test["result"] not in GOOD and not count["failed"]:
            count["failed"] += 1
        elif test["result"] in GOOD and not count:
            count["passed"] += 1
        totals[suite] += count
    for suite, count in totals.items():
        print(suite + label, count["passed"], count["failed"], count["skipped"])


main()
