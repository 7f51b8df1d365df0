# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# count-tests.py BUILD-FOLDER LOG LABEL RESULT: of the run that meson logged under the name LOG, writes
# "suite passed failed skipped" for each suite to RESULT.counts, with the label after the suite's name,
# and "seconds suite: test" for each test, or each case that tells its time, to RESULT.times.

import collections
import json
import os
import re
import sys
import xml.etree.ElementTree

GOOD = {"OK", "EXPECTEDFAIL"}
# As GLib's test programs print it, and our own that run in GIMP.
CASE_TIME = re.compile(r"^# slow test (.+) executed in ([0-9.]+) secs$", re.MULTILINE)


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


def read_times(suite, test):
    """Seconds and names: of the cases that tell them, else of the whole test."""
    told = [(float(seconds), name) for name, seconds in CASE_TIME.findall(test.get("stdout") or "")]
    return [(seconds, f"{suite}: {name}") for seconds, name in told] or [(test["duration"], f"{suite}: {test['name']}")]


def main():
    build, log, label, result = sys.argv[1:]
    logs = os.path.join(build, "meson-logs")
    # Without a log meson found none of these tests: nothing passed.
    if not os.path.exists(os.path.join(logs, log + ".json")):
        return
    suites = read_suites(build)
    cases = read_cases(os.path.join(logs, log + ".junit.xml"))
    totals = collections.defaultdict(collections.Counter)
    times = []
    with open(os.path.join(logs, log + ".json"), encoding="utf-8") as file:
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
        times += read_times(suite + label, test)
    with open(result + ".counts", "w", encoding="utf-8") as file:
        for suite, count in totals.items():
            print(suite + label, count["passed"], count["failed"], count["skipped"], file=file)
    with open(result + ".times", "w", encoding="utf-8") as file:
        file.writelines(f"{seconds:.2f} {name}\n" for seconds, name in times)


main()
