#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of the plug-in in one headless GIMP, with a profile of its own. Prints TAP.

    run.py GIMP-CONSOLE GIMP-PLUG-INS GEGL-OPERATIONS BUILD-FOLDER SOURCE-FOLDER UNDO-MODULE CONVERSIONS [WORD]

The plug-in is installed from the build folder into a folder that is thrown away. With a WORD only
those cases run whose file's or own name has it; several are divided by "|". SMP_TEST_SHARD=K/N in the
environment runs the Kth of N shares of the cases, SMP_TEST_FAMILIES=ends of those that differ only in
their values the first and the last.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TIMEOUT_S = 3600
# What our own program writes; GIMP's other programs have noise of their own.
OURS = r"\(smp:\d+\)|smp: "
# GIMP closes the pipe once it has a procedure's result, while libgimp still writes its goodbye.
GOODBYE = "gimp_flush(): error: Broken pipe"
GIMPS_OWN = ("python-eval", "file-gif-export", "file-gif-load", "file-jpeg", "file-png", "file-psd", "file-svg",
             "file-tiff", "file-webp")
HERE = Path(__file__).resolve().parent


def install(build, stage):
    """The plug-ins folder of a fresh installation below stage."""
    command = ["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", str(stage)]
    subprocess.run(command, check=True, stdout=sys.stderr)
    found = list(stage.rglob("plug-ins/smp/smp"))
    if len(found) != 1:
        sys.exit(f"{len(found)} programs were installed as plug-ins/smp/smp, not one")
    return found[0].parent.parent


def choose_operations(folder, gegl_operations):
    """Of GEGL's operations those that we use and GIMP asks for: every process waits for the libraries of all that it finds."""
    operations = folder / "operations"
    operations.mkdir()
    for module in Path(gegl_operations).glob("*.so"):
        if re.match(r"gegl-|transformops$|npd$|seamless-", module.stem):
            (operations / module.name).symlink_to(module)
    return operations


def make_profile(folder, plug_ins, gimp_plug_ins, operations, undo_module):
    """A profile with our plug-in and of GIMP's own only Python and files' formats: it starts at once."""
    (folder / "profile").mkdir()
    (folder / "plug-ins").mkdir()
    for name in GIMPS_OWN:
        (folder / "plug-ins" / name).symlink_to(Path(gimp_plug_ins) / name)
    (folder / "profile" / "gimprc").write_text(
        f'(plug-in-path "{folder}/plug-ins:{plug_ins}")\n'
        "(check-updates no)\n(color-profile-policy keep)\n(tile-cache-size 3g)\n"
    )
    shutil.copy(undo_module, operations)


def surroundings(gimp, folder, build, source, plug_ins, operations, word):
    """The environment variables of GIMP."""
    environment = dict(
        os.environ,
        GIMP3_DIRECTORY=str(folder / "profile"),
        HOME=str(folder),
        XDG_DATA_HOME=str(folder / "share"),
        XDG_CACHE_HOME=str(folder / "cache"),
        XDG_CONFIG_HOME=str(folder / "config"),
        GEGL_PATH=str(operations),
        LC_ALL="C.UTF-8",
        # Else every process times babl's conversions for a while, and on a busy machine takes others.
        BABL_LUT="0",
        # Meson would have all of GIMP's own memory written to, which takes half of the time; what reads
        # memory that was not written is found by valgrind and the sanitizers.
        MALLOC_PERTURB_="0",
        PYTHONDONTWRITEBYTECODE="1",
        SMP_TEST_UNDO_LOG=str(folder / "undo.log"),
        SMP_TEST_FOLDER=str(folder),
        SMP_TEST_SOURCE=str(source),
        SMP_TEST_GIMP=gimp,
        SMP_TEST_SAMPLE=str(Path(build) / "plugin" / "sample" / "smp-sample"),
        SMP_TEST_PLUG_IN=str(plug_ins / "smp"),
        SMP_TEST_TAP=str(folder / "tap"),
        SMP_TEST_WORD=word,
    )
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE"):
        environment.pop(name, None)
    return environment


def keep_conversions(folder, conversions):
    """What babl would search for in every process (conversions.py)."""
    (folder / "cache" / "babl").mkdir(parents=True)
    shutil.copy(conversions, folder / "cache" / "babl" / "babl-fishes")


def make_opened(folder):
    """Photos that GIMP opens as it does for a person: a head before a plain background, of which the file notes that it
    was taken with a lens of 26 mm; and one that has another shape than it notes, as what was cropped has."""
    made = {"whole.jpg": (500, 640), "cropped.jpg": (640, 640)}
    drawn = "fill rgb(160,128,110) ellipse 250,220 150,182 0,360 rectangle 140,250 360,640"
    for name, (width, height) in made.items():
        path = str(folder / name)
        subprocess.run(["convert", "-size", "500x640", "xc:rgb(230,230,230)", "-draw", drawn, path], check=True)
        subprocess.run(["exiftool", "-q", "-overwrite_original", "-n", "-FocalLengthIn35mmFormat=26",
                        f"-ExifImageWidth={width}", f"-ExifImageHeight={height}", path], check=True)
    return [str(folder / name) for name in made]


def run_gimp(gimp, folder, environment):
    script = f"import sys; sys.path.insert(0, {str(HERE)!r}); import suite; suite.main()"
    command = [gimp, "-i", "-d", "--batch-interpreter", "python-fu-eval", "-b", script, "--quit", *make_opened(folder)]
    with open(folder / "console", "w", encoding="utf-8") as console:
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=console,
            stderr=subprocess.STDOUT, timeout=TIMEOUT_S, check=False,
        ).returncode


def main():
    gimp, gimp_plug_ins, gegl_operations, build, source, undo_module, conversions = sys.argv[1:8]
    word = sys.argv[8] if len(sys.argv) > 8 else ""
    with tempfile.TemporaryDirectory(prefix="smp-test-gimp-") as name:
        folder = Path(name)
        plug_ins = install(build, folder / "stage")
        operations = choose_operations(folder, gegl_operations)
        make_profile(folder, plug_ins, gimp_plug_ins, operations, undo_module)
        (folder / "tap").touch()
        try:
            environment = surroundings(gimp, folder, build, source, plug_ins, operations, word)
            keep_conversions(folder, conversions)
            status = run_gimp(gimp, folder, environment)
        except subprocess.TimeoutExpired:
            status = "none: it took too long"
        results = (folder / "tap").read_text(encoding="utf-8")
        console = (folder / "console").read_text(encoding="utf-8", errors="replace")

    if word and results == "# end\n":
        sys.exit(f"no case has “{word}” in its own or its file's name")
    print(results, end="")
    count = len(re.findall(r"^(?:not )?ok ", results, re.MULTILINE))
    ours = [line for line in console.splitlines() if re.match(OURS, line) and GOODBYE not in line]
    print("not ok" if ours else "ok", count + 1, "- no warning of ours on the console")
    for line in ours[:20]:
        print("#", line)
    print(f"1..{count + 1}")
    if status != 0 or not results.endswith("# end\n"):
        for line in console.splitlines()[-40:]:
            print("#", line)
        sys.exit(f"GIMP ended before the tests did (status {status})")


if __name__ == "__main__":
    main()
