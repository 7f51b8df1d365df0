# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All cases, run inside GIMP by run.py."""

import importlib
import os
import time
import traceback
from pathlib import Path

import world

PARTS = sorted(path.stem for path in Path(__file__).parent.glob("test_*.py"))


def run_case(case):
    """None, or what went wrong, or the reason why the case cannot be run here."""
    try:
        case()
    except world.Skipped as reason:
        return reason
    except AssertionError as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = [f for f in traceback.extract_tb(error.__traceback__) if "/test_" in f.filename][-1]
        return f"{Path(where.filename).name}:{where.lineno}: {where.line}\n{error or frame.line}"
    except Exception:  # pylint: disable=broad-except
        return traceback.format_exc()
    finally:
        world.clear()
    return None


def main():
    word = os.environ["SMP_TEST_WORD"]
    ends = os.environ.get("SMP_TEST_FAMILIES") == "ends"
    world.start()
    for part in PARTS:
        importlib.import_module(part)
    with open(os.environ["SMP_TEST_TAP"], "w", encoding="utf-8", buffering=1) as tap:
        number = 0
        share, shares = (int(text) for text in os.environ.get("SMP_TEST_SHARD", "1/1").split("/"))
        cases = [case for case in world.CASES if not (ends and case[3]) and any(one in f"{case[0]} {case[1]}" for one in word.split("|"))]
        for _, name, case, _ in cases[share - 1::shares]:
            number += 1
            begin = time.monotonic()
            problem = run_case(case)
            print(f"# slow test {name} executed in {time.monotonic() - begin:.2f} secs", file=tap)
            if isinstance(problem, world.Skipped):
                print("ok", number, "-", name, "# SKIP", problem, file=tap)
                continue
            print("not ok" if problem else "ok", number, "-", name, file=tap)
            for line in (problem or "").splitlines():
                print("#", line, file=tap)
        print("# end", file=tap)
