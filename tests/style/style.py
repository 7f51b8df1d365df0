# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the house rules that a compiler does not: style.py SOURCE-ROOT. Speaks TAP."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP_LEVEL = {
    "include", "plugin", "presets", "tests", "smp", "meson.build", "meson.options",
    "README.md", "LICENSE",
}
MAX_FUNCTION_LINES = 60
# The comment above a function says "Longer than usual: …" where it has a reason to be.
REASON = "Longer than usual:"
SPDX = ("SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors",
        "SPDX-License-Identifier: GPL-3.0-or-later")
# Texts whose format has no comments, or whose every byte counts.
NO_HEAD = re.compile(r"(^LICENSE$|\.(png|jpg|svg|xcf|smp-preset|icc)$|^tests/preset/"
                     # What others may copy freely says so itself; Debian's formats have no comments.
                     r"|\.metainfo\.xml$|^\.packaging/debian/(changelog|source/format|[\w-]+\.docs)$)")
POSIX = re.compile(r'#\s*include\s*<(unistd|pthread|dirent|fcntl|poll|dlfcn|sys/[a-z]+)\.h>')
# Words put together here, so that this file does not hold them itself.
WORKPLACE = re.compile("|".join(("/wo" + "rk/", "chat" + "gpt", "cla" + "ude", "anth" + "ropic",
                                 r"\bA" + "I agent", "co-authored" + "-by")), re.IGNORECASE)
# Functions of GIMP, GTK and GLib that show their text to a person.
SHOWN = re.compile(r'(?:gtk_(?:label|button|check_button|frame)_new(?:_with_(?:mnemonic|label))?'
                   r'|gimp_progress_init|gimp_image_undo_group_start \(\w+,|g_set_error_literal'
                   r'|gimp_procedure_set_menu_label \(\w+,)\s*\(?\s*"(?=[A-Za-z])')

# Words of engineers: a practitioner's stand in their place, and what they measure, a click away, in files
# named figures.c.  What return values say is for scripts.
ENGINEERS = re.compile(r"ΔE|\bCIE|\bL\*|standard deviation|logarithm|elongat|\bretention|\bdiffusion\b"
                       r"|\bReach\b|\bshares?\b|\btimes\b|contrast|texture|optical|\bratio\b|0\.115|blue noise"
                       r"|parameter|parasite", re.IGNORECASE)
# The pages that F1 opens, and which ids lead to them.
HELP = "plugin/help/"
SEEN = ("include/smp/", "plugin/engine/", "plugin/gimp/")
MARKED = re.compile(r'\bN?_ ?\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)\)')
FOR_SCRIPTS = re.compile(r"\w+_return_value \([^;]*;")
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
INCLUDE = re.compile(r'^[ \t]*#\s*include\s*"([^"]+)"', re.M)
# Folders that have an include path of their own.
LAYERS = ("plugin/engine", "plugin/ops", "plugin/gimp", "plugin/sample", "include")
# What each folder may use beside itself and, everywhere, include/ and a lower layer.
FOLDERS = {
    "plugin/engine/base": (),
    "plugin/engine/render": ("base",),
    "plugin/engine/measure": ("base",),
    "plugin/engine/match": ("base", "measure", "render"),
    "plugin/engine/head": ("base",),
    "plugin/engine/learn": ("base", "match", "measure", "presets", "render"),
    "plugin/engine/result": ("base", "match", "render"),
    "plugin/engine/hairline": ("base",),
    # A preset's picture is drawn there.
    "plugin/engine/presets": ("base", "hairline", "render"),
    "plugin/gimp/precompiled": (),
    "plugin/gimp/treatment": (),
    "plugin/gimp/export": ("treatment",),
    "plugin/gimp/pictures": ("export", "treatment"),
    "plugin/gimp/preset-row": (),
    "plugin/gimp/dialogs": ("export", "pictures", "preset-row", "treatment", "."),
    "plugin/gimp/procedures": ("dialogs", "export", "pictures", "preset-row", "treatment", "."),
}
# Numbers and names of the craft: what they look like, and the file that says them.
CRAFT = (
    ("dots in a session", r"\b14[,.]?000\b|\b14e3\b", "include/smp/craft.h"),
    ("all sessions", r"\b(?:of|all|the) (?:3|three)(?: sessions)?\b(?=[\"., ;:]*(?:\"|shown|sessions))"
                     r"|\bthree sessions|session3|sessions [<>]=? 3", "include/smp/params.def"),
    ("most cover", r"(?i)(?:helmet|cover)\w* (?:above |> |>= )?0?\.2\b|\b20 ?%+ of the skin|HELMET\w* +0?\.2",
     "include/smp/craft.h"),
    ("luminance", r"(?<![\d.])0?\.(?:2126|7152|0722)f?\b", "include/smp/craft.h"),
    ("healed", r"(?<![\d.])0?\.115\b|(?<!to )\b(?:6|six) weeks", "include/smp/craft.h"),
    # "scar" is a parameter too, and a hairline's path is given back as "hairline".
    ("filters", r'(?<!value \(procedure, )(?<!procedure, values, )"(?:fill|hairline|fade)"', "include/smp/params.h"),
    ("layouts", r'"(?:side-by-side|stacked|split|timeline|sheet)"|"animation", (?=N_|\w*,)',
     "plugin/gimp/pictures/layouts.def"),
    ("formats", r'(?<!\w)\.(?:webp|tiff?|psd|gif)\b', "plugin/gimp/export/formats.def"),
)
# Where the version is said, and how; the newest comes first.
METAINFO = ".packaging/org.gimp.GIMP.Plugin.ScalpMicropigmentation.metainfo.xml"
VERSIONS = (
    ("meson.build", r"^  version: '([^']*)'"),
    (".packaging/NEWS", r"^(\d[\d.]*\d),"),
    (".packaging/debian/changelog", r"^gimp-smp \(([^)]*)\)"),
    (METAINFO, r'<release version="([^"]*)"'),
)
# What a program that loads ours calls by its name.
ENTRY_POINTS = {"main", "gegl_module_query", "gegl_module_register", "LLVMFuzzerTestOneInput"}


def ignored_names(root):
    with open(os.path.join(root, ".gitignore"), encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return [line.strip("/") for line in lines if line and not line.startswith("#")] + [".git"]


def source_files(root):
    """All files but those that .gitignore names; git itself need not be there."""
    ignored = ignored_names(root)

    def kept(name):
        return not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)

    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = filter(kept, folders)
        found += [os.path.relpath(os.path.join(folder, name), root) for name in filter(kept, names)]
    return sorted(found)


def read(root, name):
    with open(os.path.join(root, name), "rb") as file:
        data = file.read()
    return None if b"\0" in data else data.decode("utf-8", "replace")


def c_files(texts, below=""):
    return {name: text for name, text in texts.items()
            if name.endswith((".c", ".h", ".def")) and name.startswith(below)}


def dependencies_point_one_way(root, texts):
    forbidden = (
        ("include/", r"gegl|babl|gimp|libgimp|gtk|gdk"),
        ("plugin/engine/", r"gegl|babl|gimp|libgimp|gtk|gdk|ops/"),
        ("plugin/ops/", r"gimp|libgimp|gtk|gdk"),
    )
    for below, names in forbidden:
        pattern = re.compile(r'#\s*include\s*[<"](?:\.\./)*(?:' + names + ")")
        for name, text in c_files(texts, below).items():
            for match in pattern.finditer(text):
                yield f"{name}: {match.group(0)}"


def without_words(text):
    """The code alone: comments and texts are blank, lines stay where they are."""
    return COMMENT_OR_STRING.sub(lambda m: '""' if m[0][0] == '"' else re.sub(r"[^\n]", " ", m[0]),
                                 text)


def layer_of(name):
    return next((layer for layer in LAYERS if name.startswith(layer + "/")), None)


def included(name, texts):
    """The project's own files that a file includes, as the compiler finds them."""
    layer = layer_of(name)
    for match in INCLUDE.finditer(texts[name]):
        for folder in (os.path.dirname(name), layer, "include"):
            path = os.path.normpath(os.path.join(folder, match[1])) if folder else None
            if path in texts:
                yield path
                break


def functions(name, code):
    """Name and whether it is static of each function that is defined in a file."""
    for match in re.finditer(r"^(\w+) \([^;{}]*\)\n\{", code, re.M):
        head = code[:match.start()].rsplit("\n\n", 1)[-1].rsplit("}\n", 1)[-1]
        yield match[1], re.search(r"\bstatic\b", head) is not None


def public_functions(codes, below):
    found = {}
    for name, code in codes.items():
        if name.endswith((".c", ".h")) and name.startswith(below):
            for function, is_static in functions(name, code):
                if not is_static and function not in ENTRY_POINTS:
                    found.setdefault(function, []).append(name)
    return found


def codes_of(texts):
    return {name: without_words(text) for name, text in c_files(texts).items()}


def calls(codes):
    """Which source files of a layer use a function that another of the layer defines."""
    edges = {}
    for layer in LAYERS:
        home = {function: files[0] for function, files in
                public_functions(codes, layer + "/").items()}
        for name, code in codes.items():
            if name.startswith(layer + "/") and name.endswith(".c"):
                for word in set(re.findall(r"\b[a-z]\w+", code)):
                    if word in home and home[word] != name:
                        edges.setdefault(name, {}).setdefault(home[word], word)
    return edges


def circles(edges):
    """The sets of files each of which needs all others of its set (Tarjan 1972)."""
    number, least, stack, found = {}, {}, [], []

    def visit(node):
        number[node] = least[node] = len(number)
        stack.append(node)
        for other in edges.get(node, ()):
            if other not in number:
                visit(other)
            if other in stack:
                least[node] = min(least[node], least[other])
        if least[node] == number[node]:
            circle = [stack.pop()]
            while circle[-1] != node:
                circle.append(stack.pop())
            if len(circle) > 1:
                found.append(sorted(circle))

    for node in sorted(edges):
        if node not in number:
            visit(node)
    return found


def no_include_climbs(root, texts):
    for name, text in c_files(texts).items():
        for match in INCLUDE.finditer(text):
            if ".." in match[1].split("/"):
                yield f"{name}: {match[0].strip()}"


def folders_depend_one_way(root, texts):
    codes = codes_of(texts)
    used = calls(codes)
    for name in codes:
        folder = os.path.dirname(name)
        layer = layer_of(name)
        if folder not in FOLDERS:
            if folder.startswith(("plugin/engine/", "plugin/gimp/")):
                yield f"{name}: what its folder may use is not said"
            continue
        allowed = {folder} | {os.path.normpath(os.path.join(layer, other))
                              for other in FOLDERS[folder]}
        for other in (*included(name, texts), *used.get(name, ())):
            if other.startswith(layer + "/") and os.path.dirname(other) not in allowed:
                yield f"{name} uses {other}"


def no_files_need_each_other(root, texts):
    codes = codes_of(texts)
    uses = calls(codes)
    edges = {name: set(uses.get(name, ())) | set(included(name, texts)) for name in codes}
    for circle in circles(edges):
        words = [f"{one} uses {word} of {other}" for one in circle
                 for other, word in uses.get(one, {}).items() if other in circle]
        yield ", ".join(circle) + ": " + "; ".join(words or ["they include each other"])


def no_two_things_have_one_name(root, texts):
    """Types in the whole tree, file-local ones too, and functions that are not static."""
    codes = codes_of(texts)
    types = {}
    for name, code in codes.items():
        for match in re.finditer(r"^\}\s*(\w+);|^typedef\s+(?:struct|union|enum)\s+\w+\s+(\w+);"
                                 r"|^typedef\s[^;{]*?\(\*\s*(\w+)\)\s*\(", code, re.M):
            types.setdefault(match[1] or match[2] or match[3], set()).add(name)
    for word, names in {**types, **public_functions(codes, "")}.items():
        if len(names) > 1:
            yield f"{word}: " + ", ".join(sorted(names))


def no_number_of_the_craft_stands_twice(root, texts):
    for title, pattern, home in CRAFT:
        pattern = re.compile(pattern)
        for name, text in c_files(texts).items():
            if name.startswith(("include/", "plugin/engine/", "plugin/gimp/", "plugin/ops/")):
                found = list(pattern.finditer(text))
                if name == home and not found:
                    yield f"{name}: {title} are said nowhere"
                for match in found if name != home else ():
                    line = text.count("\n", 0, match.start()) + 1
                    yield f"{name}:{line}: {match[0]} ({title} are said by {home})"


def rows(texts):
    """Of each table of rows (.def): the values, and the words in quotes that files and scripts use."""
    found = {}
    for name, text in texts.items():
        if name.endswith(".def"):
            for kind, rest in re.findall(r"^SMP_(VALUE|REASON|LAYOUT|FORMAT) \(([^)]*)", COMMENT.sub("", text), re.M):
                value, *others = rest.split(",")
                found.setdefault(kind, {})[value] = others[0].strip(' "\n.')
    return found


def what_is_added_is_one_row(root, texts):
    """No other table is made of the values of one, and no script lists its words again."""
    tables = rows(texts)
    values = {value for table in tables.values() for value in table}
    words = [set(tables[kind].values()) for kind in ("LAYOUT", "FORMAT")]
    for name, code in codes_of(texts).items():
        if name.startswith(("include/", "plugin/")) and not name.endswith(".def"):
            for value in sorted(values.intersection(re.findall(r"\[(SMP_\w+)\] *=", code))):
                yield f"{name}: a second table with {value}"
    for name, text in texts.items():
        if name == "smp" or name.startswith((".setup/", "plugin/batch/")):
            for number, line in enumerate(text.split("\n"), 1):
                said = re.findall(r"[a-z]+(?:-[a-z]+)*", line)
                if any(len(table.intersection(said)) > 2 for table in words):
                    yield f"{name}:{number}: {line.strip()}"


def headers_say_what_they_hold(root, texts):
    """What stands apart by blank lines begins with a comment, the header itself too."""
    plain = re.compile(r"#\s*(?!define)|G_(?:BEGIN|END)_DECLS|G_DEFINE_AUTOPTR|[{}]|struct _|$")
    for name, text in c_files(texts).items():
        if not name.endswith(".h") or not name.startswith(("include/", "plugin/")):
            continue
        body = text.split("*/\n", 1)[-1]
        if not body.lstrip().removeprefix("#pragma once").lstrip().startswith("/*"):
            yield f"{name}: what it is"
        while (shorter := re.sub(r"\{[^{}]*\}", "", body)) != body:
            body = shorter
        for part in re.split(r"\n\s*\n", body):
            if not plain.match(part.strip()) and not part.strip().startswith("/*"):
                yield f"{name}: {part.strip().splitlines()[0]}"


def headers_say_whose_it_is_and_what_fails(root, texts):
    """What returns a pointer says whom that belongs to, and what has a GError says which errors."""
    declared = re.compile(r"^((?:const |struct |extern )*\w+\s*\**)\s*(\w+) \(([^;{}]*)\);", re.M)
    whose = re.compile(r"\(transfer \w+\)|to be freed|caller's|owns?\b|takes\b.*over", re.I)
    which = re.compile(r"SMP_ERROR_\w|\berrors?\b|\bfails?\b", re.I)
    for name, text in c_files(texts).items():
        if not name.endswith(".h") or not name.startswith(("include/", "plugin/")):
            continue
        # A comment with blank lines in it stays one with what it is about.
        joined = COMMENT.sub(lambda comment: re.sub(r"\s*\n\s*(?:\*(?!/)\s*)?", " ", comment[0]), text)
        for part in re.split(r"\n\s*\n", joined):
            said = " ".join(COMMENT.findall(part))
            for returned, function_name, taken in declared.findall(COMMENT.sub("", part)):
                if "*" in returned and not whose.search(said):
                    yield f"{name}: {function_name} does not say whom its result belongs to"
                if "GError" in taken and not which.search(said):
                    yield f"{name}: {function_name} does not say its errors"


def nothing_is_for_one_system_only(root, texts):
    for name, text in c_files(texts, "plugin/").items():
        for match in POSIX.finditer(text):
            yield f"{name}: {match.group(0)}"


def product_prints_nothing(root, texts):
    """What is left of a search for a fault; a person is told in the window, a script by an error."""
    for name, text in c_files(texts, "plugin/").items():
        if name.startswith("plugin/sample/") or name == "plugin/engine/render/tile-generator.c":
            continue
        for match in re.finditer(r"\b(?:f?printf|f?puts|puts|g_print(?:err)?|perror) \(|\bstderr\b|<stdio\.h>",
                                 COMMENT.sub("", text)):
            yield f"{name}: {match.group(0)}"


def engine_has_its_own_maths(root, texts):
    """What the maths library gives has other last digits on other systems."""
    for name, text in c_files(texts).items():
        if name.startswith(("plugin/engine/", "include/")) and name != "plugin/engine/base/same-math.h":
            for match in re.finditer(r"#\s*include\s*<(tg)?math\.h>", text):
                yield f"{name}: {match.group(0)}"


def every_file_says_its_licence(root, texts):
    for name, text in texts.items():
        head = text[:400]
        if not NO_HEAD.search(name) and not all(line in head for line in SPDX) and text.strip():
            yield name


def top_level_holds_only_what_it_should(root, texts):
    for entry in sorted({name.split("/")[0] for name in texts}):
        if entry not in TOP_LEVEL and not entry.startswith("."):
            yield entry


def functions_are_short(root, texts):
    for name, text in c_files(texts).items():
        start = None
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if line == "{":
                start = number
            elif line == "}" and start is not None:
                above = "\n".join(lines[:start]).rsplit("\n\n", 1)[-1]
                if number - start - 1 > MAX_FUNCTION_LINES and REASON not in above:
                    yield f"{name}:{start}: {number - start - 1} lines"
                start = None


def text_for_people_is_translatable(root, texts):
    for name, text in c_files(texts, "plugin/").items():
        for match in SHOWN.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}: {match.group(0)}"


def words_are_those_of_the_trade(root, texts):
    for name, text in texts.items():
        said = []
        if name.endswith((".c", ".def")) and name.startswith(SEEN) and os.path.basename(name) != "figures.c":
            plain = FOR_SCRIPTS.sub(lambda call: re.sub(r"[^\n]", " ", call[0]), COMMENT.sub("", text))
            said = [re.sub(r'"\s*"', "", match[1]) for match in MARKED.finditer(plain)]
        elif name.startswith(HELP + "pages/"):
            said = [re.sub(r"<[^>]*>", " ", re.sub(r"\A<!--.*?-->", "", text, flags=re.S))]
        elif name.endswith(".smp-preset") and name.startswith("presets/"):
            said = re.findall(r"^(?:name|description|source|category)=(.*)", text, re.M)
        for words in said:
            for match in ENGINEERS.finditer(words):
                yield f"{name}: “{match[0]}” in {words.strip()[:70]}"


def no_word_of_the_workplace(root, texts):
    for name, text in texts.items():
        for match in WORKPLACE.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group(0)}"


def all_say_one_version(root, texts):
    said = {name: re.search(pattern, texts.get(name, ""), re.M) for name, pattern in VERSIONS}
    versions = {name: match[1] if match else None for name, match in said.items()}
    if len(set(versions.values())) > 1 or None in versions.values():
        yield ", ".join(f"{name}: {version}" for name, version in versions.items())


def help_leads_somewhere(root, texts):
    """Every page is there and listed, every link and picture leads to something of its own, and every help id to
    a page: those of the procedures, and those that dialogs are opened with."""
    pages = {name[len(HELP + "pages/"):]: text for name, text in texts.items() if name.startswith(HELP + "pages/")}
    listed = [line.split() for line in texts.get(HELP + "contents", "").split("\n") if line and line[0] != "#"]
    for name in sorted({row[0] + ".html" for row in listed} ^ set(pages)):
        yield f"{HELP}pages/{name} is in the contents alone, or in none"
    for name, text in pages.items():
        if not re.search(r"<h1>.+?</h1>\s*<p>.+?</p>", text, re.S):
            yield f"{HELP}pages/{name} does not begin with its title and what it is for"
        for match in re.finditer(r'\b(href|src)="([^"]*)"', text):
            target, _, place = match[2].partition("#")
            where = pages.get(target or name)
            if match[1] == "src":
                there = target.startswith("../pictures/") and os.path.isfile(os.path.join(root, HELP, target[3:]))
            else:
                there = target == "index.html" or where is not None and (not place or f'id="{place}"' in where)
            if not there:
                yield f"{HELP}pages/{name}: {match[0]} leads nowhere"
        for match in re.finditer(r"<img (?![^>]*alt=\"[^\"]+\")[^>]*>", text):
            yield f"{HELP}pages/{name}: a picture without words for those who do not see it"
    leading = {each for row in listed for each in row[1:]}
    asked = [(name, match[1]) for name, text in c_files(texts, "plugin/gimp/").items()
             for match in re.finditer(r'gimp_standard_help_func,\s*"([^"]+)"', text)]
    asked += [("plugin/gimp/main.c", each) for each in re.findall(r'{ "(plug-in-smp-[\w-]+)", ', texts["plugin/gimp/main.c"])]
    for name, each in asked:
        if each not in leading:
            yield f"{name}: the help id {each} leads to no page"
    for name, text in c_files(texts, "plugin/gimp/").items():
        for match in re.finditer(r'gimp_dialog_new \([^;]*;', text):
            if "gimp_standard_help_func" not in match[0]:
                yield f"{name}: a dialog without help"


def catalogues_are_sound(root, texts):
    """Each language's file can be compiled, and its formats take what the English ones take."""
    said = texts.get("plugin/po/LINGUAS", "")
    languages = [line for line in said.split("\n") if line and not line.startswith("#")]
    files = {name[len("plugin/po/"):-3]: text for name, text in texts.items()
             if re.fullmatch(r"plugin/po/[^/]+\.po", name)}
    if sorted(files) != sorted(languages):
        yield f"plugin/po/LINGUAS names {languages}, and there are {sorted(files)}"
    for language, text in files.items():
        run = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", "-"], input=text.encode(),
                             stderr=subprocess.PIPE)
        if run.returncode:
            yield f"plugin/po/{language}.po: " + run.stderr.decode(errors="replace").replace("\n", "; ")


def texts_without_translation(root):
    """What ./smp package refuses, said before a test needs a package."""
    run = subprocess.run([sys.executable, os.path.join(root, "plugin", "po", "catalogues.py"), "check", root],
                         stdout=subprocess.PIPE, text=True)
    return run.stdout.splitlines()


def lines_end_plainly(root, texts):
    for name, text in texts.items():
        if name.startswith("tests/preset/") or name == "LICENSE":
            continue
        if text and not text.endswith("\n"):
            yield f"{name}: no line end at its end"
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip() or ("\t" in line and name.endswith((".c", ".h", ".py"))):
                yield f"{name}:{number}: a blank at the line's end, or a tab"


def code_is_formatted(root, texts):
    """Two runs of the program side by side, over copies, so that what is asked is the text given."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(root, ".clang-format"), folder)
        names = [name for name in c_files(texts) if not name.endswith(".def")]
        for name in names:
            os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(texts[name])
        runs = [subprocess.Popen(["clang-format", "--dry-run", "-Werror", *names[part::2]],
                                 cwd=folder, stderr=subprocess.PIPE, text=True)
                for part in range(2) if names[part::2]]
        said = "".join(run.communicate()[1] for run in runs)
        yield from sorted(set(re.findall(r"^(.+?):\d+:\d+: error", said, re.M)))
        if any(run.returncode for run in runs) and ": error" not in said:
            yield said.strip()


def file(name, *lines):
    head = "/* " + SPDX[0] + "\n * " + SPDX[1] + " */\n\n"
    return {name: head + "\n".join(lines) + "\n"}


def function(name, *lines, before="gint"):
    return (before, f"{name} (void)", "{", *(f"  {line};" for line in lines), "}", "")


# What each check must find, wherever else the tree is good.
OFFENCES = (
    (dependencies_point_one_way, file("plugin/engine/base/bad.c", "#include <gegl.h>")),
    (dependencies_point_one_way, file("plugin/ops/bad.c", "#include <libgimp/gimp.h>")),
    (no_include_climbs, file("plugin/engine/base/bad.c", '#include "../match/look.h"')),
    (folders_depend_one_way, file("plugin/engine/base/bad.c", '#include "measure/hairs.h"')),
    (folders_depend_one_way,
     file("plugin/gimp/treatment/bad.c", *function("bad", "return smp_compare_make (0)"))),
    (folders_depend_one_way, file("plugin/gimp/new-room/bad.c", "")),
    (no_files_need_each_other,
     {**file("plugin/engine/base/bad.c", *function("smp_bad", "return smp_worse ()")),
      **file("plugin/engine/base/worse.c", *function("smp_worse", "return smp_bad ()"))}),
    (no_files_need_each_other,
     {**file("plugin/gimp/bad.h", '#include "export/worse.h"'),
      **file("plugin/gimp/export/worse.h", '#include "export/worst.h"'),
      **file("plugin/gimp/export/worst.h", '#include "bad.h"')}),
    (no_two_things_have_one_name,
     file("plugin/ops/bad.c", *function("smp_params_init", "return 1", before="void"))),
    (no_two_things_have_one_name, file("plugin/sample/bad.c", "typedef struct", "{", "  gint x;", "} SmpParams;")),
    (no_two_things_have_one_name, file("plugin/sample/bad.c", "typedef struct _Bad SmpParams;")),
    (no_two_things_have_one_name, file("plugin/sample/bad.c", "typedef void (*SmpParams) (gint x);")),
    *((no_number_of_the_craft_stands_twice, file("plugin/gimp/bad.c", line)) for line in (
        "/* 14,000 dots in three hours */", "#define DOTS 14000", "/* all of three sessions */",
        '_ ("%d of 3 shown")', "if (params->sessions < 3)", "#define HELMET_COVERAGE 0.2",
        '_ ("More than 20 % of the skin")', "y = 0.2126f * r;", "static gdouble w[] = { .7152, 1 };",
        "#define HEALED 0.115", '_ ("Healed, 6 weeks")', 'run ("fill");', 'choice ("side-by-side");',
        '_ ("write .png or .webp")')),
    (what_is_added_is_one_row,
     file("plugin/engine/render/bad.c", "static const gdouble bad[] = { [SMP_PIGMENT_CARBON] = 1.0 };")),
    (what_is_added_is_one_row, file("plugin/gimp/bad.c", "f ((int[]) { [SMP_FILE_GIF] = 1 });")),
    (what_is_added_is_one_row, file("plugin/engine/bad.c", "f ((int[]) { [SMP_LIMIT_BLUR] = 1 });")),
    (what_is_added_is_one_row, {".setup/bad.sh": "case $1 in stacked | split | grid) ;; esac\n"}),
    (what_is_added_is_one_row, {"plugin/batch/bad.py": 'ENDINGS = ("png", "jpg", "gif")\n'}),
    (headers_say_what_they_hold, file("plugin/gimp/bad.h", "#pragma once", "", "gint bad (void);")),
    (headers_say_what_they_hold,
     file("plugin/gimp/bad.h", "/* Good. */", "#pragma once", "", "gint bad (void);")),
    *((headers_say_whose_it_is_and_what_fails, file("plugin/gimp/bad.h", "/* Bad. */", "", comment, code))
      for comment, code in (
          ("/* A name. */", "gchar *bad (void);"),
          ("/* A name. */", "const gchar *\nbad (gint x,\n     gint y);"),
          ("/* Does it. */", "gboolean bad (gint x, GError **error);"),
          ("/* A name.  Returns: (transfer full) */", "gchar *bad (GError **error);"))),
    (nothing_is_for_one_system_only, file("plugin/gimp/bad.c", "#include <unistd.h>")),
    (product_prints_nothing, file("plugin/engine/match/bad.c", "#include <stdio.h>")),
    (product_prints_nothing, file("plugin/gimp/bad.c", 'g_printerr ("%d", x);')),
    (engine_has_its_own_maths, file("plugin/engine/match/bad.c", "#include <math.h>")),
    (every_file_says_its_licence, {"plugin/gimp/bad.c": "int bad;\n"}),
    (top_level_holds_only_what_it_should, file("bad.c", "int bad;")),
    (functions_are_short, file("plugin/gimp/bad.c", *function("bad", *["x++"] * 61))),
    (functions_are_short,
     file("plugin/gimp/bad.c", "/* Longer than usual: all of it. */", "", *function("bad", *["x++"] * 61))),
    (text_for_people_is_translatable, file("plugin/gimp/bad.c", 'gimp_progress_init ("Drawing");')),
    (words_are_those_of_the_trade, file("plugin/gimp/dialogs/bad.c", 'label (_ ("Colour differs by %.1f "', '"ΔE"));')),
    (words_are_those_of_the_trade, file("include/smp/bad.def", 'N_("Elongation")')),
    (words_are_those_of_the_trade, {"presets/bad.smp-preset": "name=High diffusion\n"}),
    (no_word_of_the_workplace, file("plugin/gimp/bad.c", "/* see /wo" + "rk/notes */")),
    *((all_say_one_version, {name: text}) for name, text in (
        ("meson.build", "project(\n  version: '0.0.1',\n)\n"), (".packaging/NEWS", "0.0.1, today\n"),
        (".packaging/debian/changelog", "gimp-smp (0.0.1) unstable;\n"),
        (METAINFO, '<release version="0.0.1" date="2026-01-01"/>\n'))),
    *((help_leads_somewhere, {HELP + "pages/limits.html": "<h1>Bad</h1><p>Bad.</p>" + text})
      for text in ('<a href="none.html">', '<a href="figures.html#none">', '<a href="https://example.org/">',
                   '<img src="../pictures/none.jpg" alt="None">', '<img src="../pictures/fill.jpg">')),
    (help_leads_somewhere, {HELP + "pages/limits.html": "<p>Bad.</p>"}),
    (help_leads_somewhere, {HELP + "pages/bad.html": "<h1>Bad</h1><p>Bad.</p>"}),
    (help_leads_somewhere, file("plugin/gimp/bad.c", 'f (gimp_standard_help_func, "bad");')),
    (help_leads_somewhere, file("plugin/gimp/bad.c", "gimp_dialog_new (title, role, NULL, 0, NULL, NULL, NULL);")),
    (catalogues_are_sound, {"plugin/po/LINGUAS": "bad\n"}),
    *((catalogues_are_sound, {"plugin/po/bad.po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n' + text})
      for text in ('#, c-format\nmsgid "%d of %s"\nmsgstr "%s von %d"\n', 'msgid "Half\n')),
    (lines_end_plainly, file("plugin/gimp/bad.c", "int bad; ")),
    (lines_end_plainly, {"plugin/gimp/bad.c": "int bad;"}),
    (code_is_formatted, file("plugin/gimp/bad.c", "int bad( void ) { return 1 ; }")),
)


def each_check_finds_what_it_is_for(root, texts):
    """Offences are planted, one at a time, in a copy of the tree's texts."""
    for check, planted in OFFENCES:
        if check is code_is_formatted and not shutil.which("clang-format"):
            continue
        copy = planted if check is code_is_formatted else {**texts, **planted}
        if not any(name in fault for fault in check(root, copy) for name in planted):
            yield f"{check.__name__} does not find " + repr(list(planted.values())[0][-60:])


CHECKS = (dependencies_point_one_way, no_include_climbs, folders_depend_one_way,
          no_files_need_each_other, no_two_things_have_one_name,
          no_number_of_the_craft_stands_twice, what_is_added_is_one_row, headers_say_what_they_hold,
          headers_say_whose_it_is_and_what_fails,
          nothing_is_for_one_system_only, product_prints_nothing, engine_has_its_own_maths,
          every_file_says_its_licence, top_level_holds_only_what_it_should, functions_are_short,
          text_for_people_is_translatable, words_are_those_of_the_trade, no_word_of_the_workplace, all_say_one_version, help_leads_somewhere,
          catalogues_are_sound,
          lines_end_plainly,
          code_is_formatted, each_check_finds_what_it_is_for)


def main():
    root = sys.argv[1]
    texts = {name: text for name in source_files(root) if (text := read(root, name)) is not None}
    print(f"1..{len(CHECKS) + 1}")
    for number, check in enumerate(CHECKS, 1):
        title = check.__name__.replace("_", "-")
        if check is code_is_formatted and not shutil.which("clang-format"):
            print(f"ok {number} {title} # SKIP there is no clang-format")
            continue
        faults = list(check(root, texts))
        print(f"{'not ok' if faults else 'ok'} {number} {title}")
        for fault in faults:
            print(f"# {fault}")
    lacking = texts_without_translation(root)
    print(f"{'not ok' if lacking else 'ok'} {len(CHECKS) + 1} every-text-is-in-every-language")
    for fault in lacking:
        print(f"# {fault}: run ./smp po, and translate what is new")
    return 0


sys.exit(main())
