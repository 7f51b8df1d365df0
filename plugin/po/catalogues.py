#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The catalogues of texts: catalogues.py update|check SOURCE-ROOT.

update  collects every text that a person reads, from the code, the shipped presets, the metadata and the
        help's start page, in DOMAIN.pot, and brings the languages of LINGUAS up to date with it; what is new
        there is untranslated.
check   fails, a line each, where DOMAIN.pot has other texts than update would write, or a language lacks a text.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

DOMAIN = "gimp30-smp"
HEAD = ("# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors\n"
        "# SPDX-License-Identifier: GPL-3.0-or-later\n")
MARKED = re.compile(r"\b(?:N|P|C|NC)?_ ?\(|\b(?:g_dngettext|smp_text_plural) \(")
METAINFO = ".packaging/org.gimp.GIMP.Plugin.ScalpMicropigmentation.metainfo.xml"
# The start page of the help.
HELP = "plugin/help/make.py"
# The space is a flag of printf's that no format here uses: "100 % dots" is a sentence.
SENTENCE = re.compile(r"(?<!%)% [diouxXeEfgGcs]")


def code_with_texts(root):
    """The C files that mark a text, in the order of their names."""
    names = []
    for top in ("include", "plugin"):
        for folder, _, files in os.walk(os.path.join(root, top)):
            names += [os.path.join(folder, name) for name in files if name.endswith((".c", ".h", ".def"))]
    for name in sorted(names):
        with open(name, encoding="utf-8") as file:
            if MARKED.search(file.read()):
                yield os.path.relpath(name, root)


def presets(root):
    return sorted(os.path.relpath(name, root) for name in glob.glob(os.path.join(root, "presets", "*.smp-preset")))


def xgettext(root, target, names, *options):
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments=Translators:", "--add-location=file", "--width=100",
         "--package-name=smp", "--output=" + target, *(["--join-existing"] if os.path.exists(target) else []),
         *options, *names],
        cwd=root, check=True, env={**os.environ, "GETTEXTDATADIRS": os.path.join(root, "plugin", "po")})


def template(root):
    """The text of DOMAIN.pot as it should be: no date, so that the same texts are the same file."""
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "texts.pot")
        xgettext(root, target, code_with_texts(root), "--language=C", "-k", "--keyword=_", "--keyword=N_",
                 "--keyword=P_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3",
                 "--keyword=smp_text_plural:1,2")
        xgettext(root, target, presets(root), "--language=Desktop", "-k", "--keyword=name", "--keyword=description",
                 "--keyword=source")
        xgettext(root, target, [METAINFO])
        xgettext(root, target, [HELP], "--language=Python", "-k", "--keyword=N_")
        with open(target, encoding="utf-8") as file:
            entries = file.read().rstrip("\n").split("\n\n")
    header = re.sub(r"^#.*\n", "", entries[0], flags=re.M)
    header = re.sub(r'^"POT-Creation-Date:.*\n', "", header, flags=re.M).replace("charset=CHARSET", "charset=UTF-8")
    entries[0] = HEAD + "#, fuzzy\n" + header
    for place, entry in enumerate(entries[1:], 1):
        if SENTENCE.search(re.sub(r'"\n"', "", entry)):
            entries[place] = re.sub(r"^#, c-format$", "#, no-c-format", entry, flags=re.M)
    return "\n\n".join(entries) + "\n"


def languages(root):
    with open(os.path.join(root, "plugin", "po", "LINGUAS"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def update(root):
    folder = os.path.join(root, "plugin", "po")
    pot = os.path.join(folder, DOMAIN + ".pot")
    write(os.path.join(folder, "POTFILES"),
          HEAD + "".join(name + "\n" for name in (*code_with_texts(root), *presets(root), METAINFO, HELP)))
    write(pot, template(root))
    for language in languages(root):
        catalogue = os.path.join(folder, language + ".po")
        if not os.path.exists(catalogue):
            subprocess.run(["msginit", "--no-translator", "--locale=" + language, "--width=100", "--input=" + pot,
                            "--output-file=" + catalogue], check=True, stderr=subprocess.DEVNULL)
            with open(catalogue, encoding="utf-8") as file:
                text = file.read()
            write(catalogue, HEAD + text[text.index('msgid ""'):])
        # What only resembles an older text is no translation of it.
        subprocess.run(["msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching", "--width=100",
                        "--add-location=file", catalogue, pot], check=True)


def texts(path, *options):
    """The texts of a catalogue that msgattrib keeps."""
    kept = subprocess.run(["msgattrib", "--no-obsolete", "--width=100", *options, path], check=True,
                          capture_output=True, encoding="utf-8").stdout
    return re.findall(r"^((?:msgctxt \".*\"\n)?msgid (?:\".*\"\n)+)", kept, re.M)


def entries(path):
    """What a translator reads, in no order: where a text stands in the code may change without new texts."""
    with open(path, encoding="utf-8") as file:
        return sorted(re.sub(r"^#:.*\n", "", entry, flags=re.M) for entry in file.read().strip().split("\n\n"))


def faults(root):
    folder = os.path.join(root, "plugin", "po")
    pot = os.path.join(folder, DOMAIN + ".pot")
    with tempfile.TemporaryDirectory() as scratch:
        fresh = os.path.join(scratch, "fresh.pot")
        write(fresh, template(root))
        if entries(pot) != entries(fresh):
            yield f"{DOMAIN}.pot is not up to date"
        known = set(texts(fresh))
        for language in languages(root):
            catalogue = os.path.join(folder, language + ".po")
            translated = set(texts(catalogue, "--translated", "--no-fuzzy"))
            for text in sorted(known - translated - {'msgid ""\n'}):
                yield f"{language}.po: " + "".join(re.findall(r'"(.*)"', text))[:80]


def main():
    command, root = sys.argv[1], os.path.realpath(sys.argv[2])
    if command == "update":
        update(root)
        return 0
    found = list(faults(root))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
