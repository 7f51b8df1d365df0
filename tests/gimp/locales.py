# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Languages for tests: catalogues of made-up words of all texts as they stand, and locales for them.

locales.py SOURCE CATALOGUES LOCALES  makes those of the session in GIMP's window, and the project's own languages.
"""

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

DOMAIN = "gimp30-smp"
C_LOCALE = Path("/usr/lib/locale/C.utf8")
TEXT = r'((?:"(?:\\.|[^"\\])*"\n)+)'
# What is none of a text's words: printf's, marks of a key, escapes, tags.
FORMAT = re.compile(r"%(?:\d+\$)?[-+#0]*[\d*]*(?:\.[\d*]+)?(?:l|ll|z)?[a-zA-Z%]|\(_\w\)|_\w|\\.|<[^<>]*>|&\w+;")
ACCENTED = str.maketrans("AEIOUYaeiouycnCN", "ÅÉÎÖÛÝåéîöûýçñÇÑ")
# By the sound, letter for letter, so that a line of them is as long.
HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדהפגחיחכלמנעפקרסטוולקיז")
# Longer than English by what German or French is, in short words by more.
LONGER, SHORT, LONGER_SHORT = 0.35, 12, 0.6


def in_brackets(words):
    return "‹" + words + "›"


def by_words(words, change):
    """Changes what lies between what printf and others read."""
    parts, end = [], 0
    for match in FORMAT.finditer(words):
        parts += [change(words[end:match.start()]), match[0]]
        end = match.end()
    return "".join(parts) + change(words[end:])


def longer(words, translated_words, filling):
    plain = len(FORMAT.sub("", words))
    more = max(1, round(plain * (LONGER_SHORT if plain <= SHORT else LONGER))) if plain > 1 else 0
    return translated_words + (" " + ((filling + " ") * more)[:more].strip() if more else "")


def long_words(words):
    return "[" + longer(words, by_words(words, lambda part: part.translate(ACCENTED)), "ñöñéß") + "]"


def long_hebrew_words(words):
    return longer(words, by_words(words, lambda part: part.lower().translate(HEBREW)), "נענהס")


def translated(match, words_of):
    """The translation of one entry of the template; of one with a plural, of both forms."""
    flags, text, plural = match[1], match[2], match[3]
    # GIMP's own buttons have their keys in English, but for one.
    if "the underlined letters of OK" in flags:
        return f"{flags}msgid {text}msgstr " + text.replace('"\n', 'א"\n')

    def put(quoted):
        whole = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', quoted))
        end = len(whole) - len(re.sub(r"(\\n)+$", "", whole))
        start = len(re.match(r"(\\n)*", whole)[0])
        return '"' + whole[:start] + words_of(whole[start:len(whole) - end]) + whole[len(whole) - end:] + '"\n'

    if not plural:
        return f"{flags}msgid {text}msgstr {put(text)}"
    return f"{flags}msgid {text}msgid_plural {plural}msgstr[0] {put(text)}msgstr[1] {put(plural)}"


def make_catalogue(source, target, words_of=in_brackets):
    """Of the texts as they stand: those that were added are in no file so far."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(source / "plugin" / "po"))
    import catalogues
    template = catalogues.template(str(source))
    header, entries = template.split("\n\n", 1)
    header = header.replace("#, fuzzy\n", "").replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1")
    entries = re.sub(r'((?:#.*\n)*(?:msgctxt "[^"]*"\n)?)msgid ' + TEXT + r"(?:msgid_plural " + TEXT +
                     r'msgstr\[0\] ""\nmsgstr\[1\] ""\n|msgstr ""\n)', lambda match: translated(match, words_of), entries)
    target.mkdir(parents=True)
    catalogue = target / (DOMAIN + ".po")
    catalogue.write_text(header + "\n\n" + entries, encoding="utf-8")
    subprocess.run(["msgfmt", "--output-file=" + str(target / (DOMAIN + ".mo")), str(catalogue)], check=True)


def make_locale(folder, name="de_DE.utf8", comma=False):
    """A locale as glibc loads it, with a name that is not C's, for whose sake catalogues are left alone."""
    shutil.copytree(C_LOCALE, folder / name)
    if comma:
        numbers = bytearray((C_LOCALE / "LC_NUMERIC").read_bytes())
        # The decimal point as a byte, and as a character: the first and the fourth entry of the table.
        for entry in (0, 3):
            place = struct.unpack_from("I", numbers, 8 + 4 * entry)[0]
            assert numbers[place] == ord(".")
            numbers[place] = ord(",")
        (folder / name / "LC_NUMERIC").write_bytes(numbers)


# The first is no language of GIMP's own buttons; of the second GTK says that it is read from the right.
LONG, RIGHT_TO_LEFT = "tlh", "he"


def main():
    source, catalogues, locales = map(Path, sys.argv[1:4])
    make_catalogue(source, catalogues / LONG / "LC_MESSAGES", long_words)
    make_catalogue(source, catalogues / RIGHT_TO_LEFT / "LC_MESSAGES", long_hebrew_words)
    for name in ("eo.utf8", "he_IL.utf8"):
        make_locale(locales, name)
    make_locale(locales, "de_DE.utf8", comma=True)
    for po in sorted((source / "plugin" / "po").glob("*.po")):
        target = catalogues / po.stem / "LC_MESSAGES"
        target.mkdir(parents=True)
        subprocess.run(["msgfmt", "--output-file=" + str(target / (DOMAIN + ".mo")), str(po)], check=True)


if __name__ == "__main__":
    main()
