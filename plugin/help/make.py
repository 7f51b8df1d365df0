#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes the help that F1 and Help open: make.py TARGET-FOLDER SOURCE-ROOT VERSION.

A page is a fragment of HTML in `pages`; `contents` says their order and which of GIMP's help ids lead to each.
The folder gets one folder a language: the pages in `en`, and in every other the start page. In each,
gimp-help.xml tells GIMP where an id leads to. Nothing in it leads out of the folder.
"""

import gettext
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile

DOMAIN = "gimp30-smp"
STYLE = "style.css"
# What a page is called on the start page, where the menu does not call it anything.
TITLE = re.compile(r"<h1>(.*?)</h1>", re.S)
PICTURE = re.compile(r'<img src="\.\./pictures/([^"]+)"')
# The first paragraph says what a page is for.
SUMMARY = re.compile(r"<p>(.*?)</p>", re.S)


def N_(text):
    """Marks a text for translators."""
    return text


# The start page. The filters on it are called as they are in the menu.
HEADING = N_("Scalp Micropigmentation: Help")
WHAT_FOR = N_("What scalp micropigmentation would look like, on a client's own photo: fresh, healed and after years.")
HONEST = N_("A simulation is no result: do not show it as one.")
HOW_TO_OPEN = N_("F1, or Help in a dialog, opens the page of that dialog. It works without the Internet.")
LANGUAGE = N_("The pages are in English.")
GUIDES = N_("For the studio")
FILTERS = N_("The filters")
GUIDE_TITLES = {
    "first-consultation": N_("Your first consultation"),
    "photographing": N_("Photographing a scalp"),
    "figures": N_("What the figures mean"),
    "limits": N_("What it cannot know"),
}
# In their own words, for those who look for them.
LANGUAGE_NAMES = {"de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "it": "Italiano",
                  "pt_BR": "Português (Brasil)"}


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def write(text, *parts):
    with open(os.path.join(*parts), "w", encoding="utf-8") as file:
        file.write(text)


def contents(text):
    """Pages in their order, and of each the help ids that lead to it: [(page, [id])]."""
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return [(page, ids) for page, *ids in lines]


def fragment(text):
    """A page's HTML, without the comment at its head."""
    return re.sub(r"\A<!--.*?-->\s*", "", text, flags=re.S)


def plain(words):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", words)).strip()


def page(language, title, body, foot):
    # As "pt-BR" in HTML, "pt_BR" elsewhere.
    return (f'<!DOCTYPE html>\n<html lang="{language.replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{title}</title>\n<link rel="stylesheet" href="../{STYLE}">\n</head>\n<body>\n'
            f"{body}\n<footer>\n{foot}\n</footer>\n</body>\n</html>\n")


def other_languages(language, languages):
    links = [f'<a href="../{other}/index.html" lang="{other.replace("_", "-")}">{LANGUAGE_NAMES.get(other, other)}</a>'
             for other in languages if other != language]
    return "<p>" + " · ".join(links) + "</p>" if links else ""


def menu_name(label):
    """Of an entry of the menu: without its key and its dots."""
    return re.sub(r"\s*\(_.\)|_|\.\.\.$|…$", "", label)


def menu_labels(root):
    """What the menu calls each procedure, by its name."""
    labels = {}
    folder = os.path.join(root, "plugin", "gimp", "procedures")
    declared = read(root, "plugin", "gimp", "main.c")
    creators = dict(re.findall(r'{ "([\w-]+)", (smp_\w+_procedure) }', declared))
    for name, creator in creators.items():
        for file in sorted(os.listdir(folder)):
            text = read(folder, file)
            if creator + " (GimpPlugIn" in text and (label := re.search(r'_ \("([^"]*(?:\.\.\.|…))"\)', text)):
                labels[name] = label[1]
    return labels


def start_page(language, languages, pages, titles, translate, version):
    def esc(text):
        return html.escape(translate(text), quote=False)

    def row(name):
        title, summary = titles[name]
        said = f" <span>{summary}</span>" if language == "en" else ""
        return f'<li><a href="../en/{name}.html">{html.escape(title, quote=False)}</a>{said}</li>'

    guides = [row(name) for name, ids in pages if name in GUIDE_TITLES]
    filters = [row(name) for name, ids in pages if name not in GUIDE_TITLES]
    body = [f"<h1>{esc(HEADING)}</h1>", f"<p>{esc(WHAT_FOR)}</p>", f'<p class="honest">{esc(HONEST)}</p>',
            f"<p>{esc(HOW_TO_OPEN)}{'' if language == 'en' else ' ' + esc(LANGUAGE)}</p>",
            f"<h2>{esc(GUIDES)}</h2>", '<ul class="contents">', *guides, "</ul>",
            f"<h2>{esc(FILTERS)}</h2>", '<ul class="contents">', *filters, "</ul>"]
    foot = other_languages(language, languages) + f"\n<p>Scalp Micropigmentation {version}, GPL-3.0-or-later</p>"
    return page(language, esc(HEADING), "\n".join(body), foot)


def help_map(language, pages):
    """What leads where, in the form that GIMP reads."""
    away = "" if language == "en" else "../en/"
    items = [f'  <help-item id="{each}" ref="{away}{name}.html"/>' for name, ids in pages for each in ids]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<gimp-help>", *items,
                      '  <help-item id="gimp-main" ref="index.html"/>', '  <help-missing ref="index.html"/>',
                      "</gimp-help>", ""])


def translation(root, language):
    if language == "en":
        return lambda text: text
    with tempfile.TemporaryDirectory() as folder:
        compiled = os.path.join(folder, language + ".mo")
        subprocess.run(["msgfmt", "--output-file=" + compiled, os.path.join(root, "plugin", "po", language + ".po")],
                       check=True)
        with open(compiled, "rb") as file:
            return gettext.GNUTranslations(file).gettext


def main():
    target, root, version = sys.argv[1:4]
    source = os.path.join(root, "plugin", "help")
    pages = contents(read(source, "contents"))
    chosen = [line.strip() for line in read(root, "plugin", "po", "LINGUAS").splitlines()]
    languages = ["en"] + [line for line in chosen if line and not line.startswith("#")]
    labels = menu_labels(root)
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(os.path.join(target, "en"))
    shutil.copyfile(os.path.join(source, STYLE), os.path.join(target, STYLE))
    os.makedirs(os.path.join(target, "pictures"))
    bodies = {name: fragment(read(source, "pages", name + ".html")) for name, _ in pages}
    for picture in PICTURE.findall("".join(bodies.values())):
        shutil.copyfile(os.path.join(source, "pictures", picture), os.path.join(target, "pictures", picture))
    english = {name: (plain(TITLE.search(body)[1]), SUMMARY.search(body)[1]) for name, body in bodies.items()}
    for name, body in bodies.items():
        top = '<nav><a href="index.html">Contents</a></nav>\n'
        foot = f'<p><a href="index.html">Contents</a></p>\n{other_languages("en", languages)}'
        write(page("en", english[name][0], top + body.rstrip(), foot), target, "en", name + ".html")
    for language in languages:
        translate = translation(root, language)
        titles = {}
        for name, ids in pages:
            called = GUIDE_TITLES.get(name) or (labels[ids[0]] if ids and ids[0] in labels else english[name][0])
            titles[name] = menu_name(translate(called)), english[name][1]
        os.makedirs(os.path.join(target, language), exist_ok=True)
        write(start_page(language, languages, pages, titles, translate, version), target, language, "index.html")
        write(help_map(language, pages), target, language, "gimp-help.xml")


if __name__ == "__main__":
    main()
