#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A person whose language is not English: GIMP with a catalogue in which every text stands in ‹brackets›.

language.py GIMP-CONSOLE GIMP-PLUG-INS GEGL-OPERATIONS BUILD SOURCE UNDO-MODULE

Menu, help and numbers of every filter, the operations' properties and what a refused filter says must come from
the catalogue: a text without brackets was not marked, or its catalogue not found.
Speaks TAP.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import locales
import run

# What is the same in every language, and keys that are none of a label's own letters.
NO_WORDS = re.compile(r"[\W\d_]*$")
UNITS = re.compile(r"\b(?:px/mm|px|mm)\b|\(_.\)")
IN_GIMP = r"""
import gi, json, os
gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gegl, Gimp
Gegl.init(None)
said = {"texts": []}
pdb = Gimp.get_pdb()
names = [name for name in pdb.query_procedures("plug-in-smp-.*", *[".*"] * 7)]
for name in names:
    procedure = pdb.lookup_procedure(name)
    said["texts"] += [[name, procedure.get_menu_label() or ""], [name, procedure.get_blurb() or ""],
                      [name, procedure.get_help() or ""]]
    for argument in procedure.get_arguments():
        if argument.name not in ("run-mode", "image", "drawables"):
            said["texts"] += [[name + " " + argument.name, argument.nick or ""],
                              [name + " " + argument.name, argument.blurb or ""]]
for name in ("smp:stipple", "smp:fade", "smp:skin", "smp:treatment"):
    said["texts"] += [[name, Gegl.Operation.get_key(name, "title") or ""],
                      [name, Gegl.Operation.get_key(name, "description") or ""]]
    assert len(Gegl.Operation.list_properties(name)) > 3, name
    for property in Gegl.Operation.list_properties(name):
        if property.name not in ("input", "output", "aux"):
            said["texts"] += [[name + " " + property.name, property.nick or ""],
                              [name + " " + property.name, property.blurb or ""]]
image = Gimp.Image.new(40, 30, Gimp.ImageBaseType.RGB)
layer = Gimp.Layer.new(image, "Photo", 40, 30, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
image.insert_layer(layer, None, 0)
procedure = pdb.lookup_procedure("plug-in-smp-fill")
config = procedure.create_config()
config.set_property("image", image)
config.set_core_object_array("drawables", [layer])
assert procedure.run(config).index(0) != Gimp.PDBStatusType.SUCCESS
said["texts"].append(["what a refused filter says", pdb.get_last_error()])

def succeed(name, **values):
    procedure = pdb.lookup_procedure("plug-in-smp-" + name)
    config = procedure.create_config()
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer])
    for key, value in values.items():
        config.set_property(key, value)
    assert procedure.run(config).index(0) == Gimp.PDBStatusType.SUCCESS, (name, values, pdb.get_last_error())

succeed("scale", **{"measure": "number", "px-per-mm": 8.0})
image.select_rectangle(Gimp.ChannelOps.REPLACE, 5, 5, 30, 20)
succeed("fill")
moments = []
for times in ("before, session 1, 8 weeks, 7 months, 1 year, 1.5 years, year 3",
              "‹before›, ‹Session 1›, ‹8 weeks›; ‹7 MONTHS› ‹1 year›, ‹1.5 years›,‹Year 3›"):
    succeed("fade", output="layers", times=times)
    group = next(each for each in image.get_layers() if each.is_group())
    moments.append([each.get_name() for each in group.get_children()])
    image.remove_layer(group)
with open(os.environ["SMP_TEST_SAID"], "w", encoding="utf-8") as file:
    json.dump([names, said["texts"], moments], file)
"""
# GIMP tells nobody of a failure in what it is given to run.
GUARDED = f"""
import os, traceback
try:
    exec({IN_GIMP!r})
except BaseException:
    open(os.environ["SMP_TEST_SAID"] + ".failed", "w").write(traceback.format_exc())
"""


def without_brackets(text):
    """What is in no catalogue: a translated sentence may have translated words in it."""
    while True:
        inner = re.sub(r"‹[^‹›]*›", "", text)
        if inner == text:
            return text
        text = inner


def main():
    gimp, gimp_plug_ins, gegl_operations, build, source, undo_module = sys.argv[1:7]
    if not os.environ.get("SMP_TEST_SHARD", "1/1").startswith("1/"):
        print("1..0 # SKIP it is in the first share")
        return
    if not locales.C_LOCALE.is_dir():
        print("1..0 # SKIP there is no C.UTF-8 locale to make another of")
        return
    with tempfile.TemporaryDirectory(prefix="smp-test-language-") as name:
        folder = Path(name)
        plug_ins = run.install(build, folder / "stage")
        operations = run.choose_operations(folder, gegl_operations)
        shutil.copy(next((folder / "stage").rglob("gegl-0.4/smp-ops.so")), operations)
        run.make_profile(folder, plug_ins, gimp_plug_ins, operations, undo_module)
        for place in (plug_ins / "smp" / "locale", folder / "share" / "locale"):
            shutil.rmtree(place, ignore_errors=True)
            locales.make_catalogue(Path(source), place / "de" / "LC_MESSAGES")
        locales.make_locale(folder / "locales")
        environment = dict(
            os.environ, GIMP3_DIRECTORY=str(folder / "profile"), HOME=str(folder), XDG_DATA_HOME=str(folder / "share"),
            XDG_CACHE_HOME=str(folder / "cache"), XDG_CONFIG_HOME=str(folder / "config"), GEGL_PATH=str(operations),
            BABL_LUT="0", MALLOC_PERTURB_="0", LOCPATH=str(folder / "locales"), LC_ALL="de_DE.UTF-8", LANGUAGE="de",
            SMP_TEST_SAID=str(folder / "said"))
        for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(variable, None)
        console = subprocess.run(
            [gimp, "-i", "-d", "--batch-interpreter", "python-fu-eval", "-b", f"exec({GUARDED!r})", "--quit"], env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", timeout=300, check=False)
        if not (folder / "said").exists():
            failed = folder / "said.failed"
            said = failed.read_text(encoding="utf-8") if failed.exists() else console.stdout + console.stderr
            print("\n".join(said.splitlines()[-30:]), file=sys.stderr)
            sys.exit(f"GIMP ended without an answer (status {console.returncode})")
        procedures, texts, (in_english, in_language) = json.loads((folder / "said").read_text(encoding="utf-8"))
    print("ok" if len(procedures) > 9 and len(texts) > 500 else "not ok",
          f"1 - {len(texts)} texts of {len(procedures)} procedures and the operations are looked at")
    english = [(where, text) for where, text in texts if not NO_WORDS.match(UNITS.sub("", without_brackets(text)))]
    print("not ok" if english else "ok", "2 - every one of them is in the person's language")
    for where, text in english:
        print(f"# {where}: {text[:100]}")
    print("ok" if len(in_english) > 4 and in_english == in_language else "not ok",
          f"3 - moments are understood in the words that labels have in the person's language: {in_language}")
    print("1..3")


main()
