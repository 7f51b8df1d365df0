# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every dialog as other people have it: in longer words from right to left, and in German with its decimal comma, in
letters half as large again and in high contrast.  No word may be cut, nothing lie over something else, OK be out of
sight, and nothing be out of the keyboard's reach; a screen reader is told what each control is and holds."""

import os
import shlex

from gi.repository import Gimp

import hands
from hands import keys, shot
from manual import DIALOGS, healed_work
from session import CANCEL, SUCCESS, check, dialog, recipe_value, run, sample, say, smp_layers
from treating import select_patch

FOUND, LOOK, PERSON = (os.path.join(hands.FOLDER, name) for name in ("found", "look", "person"))
# What the plug-in's windows are told.  SMP_TEST_PEOPLE names others than those that are looked at in every test.
PEOPLE = {
    "right-to-left": {"LC_ALL": "he_IL.UTF-8", "LANGUAGE": "he"},
    "german": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "GDK_DPI_SCALE": "1.5", "GTK_THEME": "HighContrast"},
    "long": {"LC_ALL": "eo.UTF-8", "LANGUAGE": "tlh"},
    **{language: {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": language} for language in ("es", "fr", "it", "pt_BR")},
}
USUALLY = "right-to-left"


def become(name):
    with open(PERSON, "w", encoding="utf-8") as file:
        file.writelines(f"export {key}={shlex.quote(value)}\n" for key, value in PEOPLE[name].items())


def ask(word, seconds=60):
    """Has the module in the dialog's process do something (legible.c)."""
    with open(LOOK + ".new", "w", encoding="utf-8") as file:
        file.write(word)
    os.rename(LOOK + ".new", LOOK)
    for _ in range(20 * seconds):
        if not os.path.exists(LOOK):
            return
        hands.time.sleep(0.05)
    os.remove(LOOK)
    raise TimeoutError(f"nobody did: {word}")


def found():
    """What was found since the last time, and at how many parts was looked."""
    try:
        with open(FOUND, encoding="utf-8") as file:
            lines = file.read().splitlines()
        os.remove(FOUND)
    except FileNotFoundError:
        return [], 0
    return ([line[6:] for line in lines if line.startswith("fault ")],
            sum(int(line.split()[2]) for line in lines if line.startswith("looked at")))


def any_dialog(seconds=60):
    """Waits for a window that is none of GIMP's own, whatever its title says, and brings it to the front."""
    for _ in range(5 * seconds):
        for each in hands.run("xdotool", "search", "--onlyvisible", "--name", ".").split():
            if not hands.run("xdotool", "getwindowname", each).endswith("GIMP"):
                hands.run("xdotool", "windowactivate", "--sync", each)
                return each
        hands.time.sleep(0.2)
    raise TimeoutError("no dialog opened")


def look(person, row, image, layer):
    name, procedure, _, page, _, _ = row
    seen = []

    def work():
        window = any_dialog()
        # What is measured takes its time, and so does what is opened.
        hands.settle()
        ask("open")
        hands.settle()
        ask("look")
        seen.extend(found())
        shot(f"{person}-{name}")
        if person == "german":
            seen.append(hands.help_page(hands.F1))
            hands.run("xdotool", "windowactivate", "--sync", window)
        keys("Escape")

    status = dialog(work, procedure, image, layer)
    faults, parts, *helped = seen
    check(f"{person}: {name} can be read and reached", not faults and parts > 10)
    for line in dict.fromkeys(faults):
        say(line)
    check(f"{person}: Escape leaves {name}", status == CANCEL)
    if helped:
        check(f"{person}: F1 opens {page}", helped == [page])


def type_with_comma(image, photo):
    """The number is understood and shown as it is written there."""
    seen = []

    def work():
        any_dialog()
        ask("open")
        hands.settle()
        ask("number")
        keys("ctrl+a")
        hands.text("0,45")
        keys("Tab")
        ask("look")
        seen.extend(found())
        ask("ok")

    status = dialog(work, "plug-in-smp-fill", image, photo)
    value = recipe_value(smp_layers(image)[0], "dot-diameter")
    check(f"german: what is typed with a decimal comma is understood ({value})", status == SUCCESS and value == 0.45)
    check("german: and shown so", not seen[0])
    for line in seen[0]:
        say(line)


def all_of_them(person, image, photo, healed):
    become(person)
    for row in DIALOGS:
        name, mark = row[0], row[4]
        Gimp.Selection.none(image)
        for path in image.get_paths():
            image.remove_path(path)
        if mark:
            mark(image, photo)
        if name == "learn":
            look(person, row, *healed)
        else:
            look(person, row, image, smp_layers(image)[0] if name in ("edit", "fade", "compare", "check") else photo)


def main():
    image, photo = sample()
    select_patch(image, photo)
    run("plug-in-smp-fill", image, photo)
    healed = healed_work()
    wanted = os.environ.get("SMP_TEST_PEOPLE", USUALLY).split()
    for person in wanted:
        all_of_them(person, image, photo, healed)
    if "german" in wanted:
        image, photo = sample()
        select_patch(image, photo)
        type_with_comma(image, photo)
