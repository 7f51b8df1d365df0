# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: labels in the client's language, while the person at the computer has English."""

import datetime
import functools
import gettext
import re

from world import *
from test_compare import compare, ready, words

LABEL = "SIMULATED IMAGE - NOT AN ACTUAL RESULT. Individual results vary."


def sentence(code, text):
    """A text in the catalogue of that language, which is installed beside the program."""
    folder = os.path.join(os.environ["SMP_TEST_PLUG_IN"], "locale")
    return gettext.translation("gimp30-smp", folder, [code]).gettext(text)


@functools.cache
def sheet(**language):
    """The words of a sheet; the English ones are read once for all languages."""
    return words(compare(ready()[0], layout="sheet", notes="v1.5", contact="1.25", **language))


@case("de", "es", "fr", "it", "pt_BR")
def a_sheet_speaks_the_clients_language(code):
    english, said = sheet(), sheet(language=code)
    assert any(LABEL in line for line in english) and not any(LABEL in line for line in said)
    assert any(sentence(code, LABEL) in " ".join(line.split()) for line in said), said
    assert sentence(code, "Notes: %s") % "v1.5" in said
    # What the person typed stays; every number of the picture's own has the other decimal mark.
    assert "1.25" in said
    own = [line for line in said if "v1.5" not in line and line != "1.25"]
    fractions = re.findall(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])", " ".join(own))
    assert not fractions, fractions
    assert re.search(r"\d,\d", " ".join(own))
    today = datetime.date.today()
    assert today.strftime("%d.%m.%Y" if code == "de" else "%d/%m/%Y") in said
    assert today.isoformat() in english


@case
def alternatives_have_their_names_in_that_language_too():
    image, _, _ = ready()
    said = words(compare(image, layout="alternatives", alternatives="as-it-is;full", language="de"))
    for name in ("As planned", "Full"):
        translated = sentence("de", name)
        assert translated != name
        assert any(line.startswith(sentence("de", "Simulation: %s") % translated + " ") for line in said), said
        assert any(f"{translated}: " in line for line in said) and not any(name in line for line in said), said


@case
def a_file_says_what_it_is_in_the_language_of_its_labels():
    image, _, _ = ready()
    path = os.path.join(os.environ["SMP_TEST_FOLDER"], "language.png")
    compare(image, language="fr", file=Gio.File.new_for_path(path))
    with open(path, "rb") as file:
        content = file.read()
    assert sentence("fr", LABEL).encode() in content and LABEL.encode() not in content


@case
def what_goes_wrong_is_said_in_the_persons_own_language():
    image, _, _ = ready()
    said = refuse("compare", image, image.get_layers()[0], language="de", logo=Gio.File.new_for_path("/nowhere/logo.png"))
    assert said.startswith("The logo “"), said
