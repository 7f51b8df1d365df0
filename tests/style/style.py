# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the house rules that a compiler does not: style.py SOURCE-ROOT. Speaks TAP."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys

TOP_LEVEL = {
    "include", "plugin", "presets", "tests", "smp", "meson.build", "meson.options",
    "README.md", "LICENSE",
}
MAX_FUNCTION_LINES = 60
# A file says "Longer than usual: …" in a comment where it has a reason to be.
REASON = "Longer than usual:"
SPDX = ("SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors",
        "SPDX-License-Identifier: GPL-3.0-or-later")
# Texts whose format has no comments, or whose every byte counts.
NO_HEAD = re.compile(r"(^LICENSE$|\.(png|jpg|svg|xcf|smp-preset|icc)$|^tests/preset/)")
POSIX = re.compile(r'#\s*include\s*<(unistd|pthread|dirent|fcntl|poll|dlfcn|sys/[a-z]+)\.h>')
# Words put together here, so that this file does not hold them itself.
WORKPLACE = re.compile("|".join(("/wo" + "rk/", "chat" + "gpt", "cla" + "ude", "anth" + "ropic",
                                 r"\bA" + "I agent", "co-authored" + "-by")), re.IGNORECASE)
# Functions of GIMP, GTK and GLib that show their text to a person.
SHOWN = re.compile(r'(?:gtk_(?:label|button|check_button|frame)_new(?:_with_(?:mnemonic|label))?'
                   r'|gimp_progress_init|gimp_image_undo_group_start \(\w+,|g_set_error_literal'
                   r'|gimp_procedure_set_menu_label \(\w+,)\s*\(?\s*"(?=[A-Za-z])')


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


def nothing_is_for_one_system_only(root, texts):
    for name, text in c_files(texts, "plugin/").items():
        for match in POSIX.finditer(text):
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
        for number, line in enumerate(text.split("\n"), 1):
            if line == "{":
                start = number
            elif line == "}" and start is not None:
                if number - start - 1 > MAX_FUNCTION_LINES and REASON not in text:
                    yield f"{name}:{start}: {number - start - 1} lines"
                start = None


def text_for_people_is_translatable(root, texts):
    for name, text in c_files(texts, "plugin/").items():
        for match in SHOWN.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}: {match.group(0)}"


def no_word_of_the_workplace(root, texts):
    for name, text in texts.items():
        for match in WORKPLACE.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group(0)}"


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
    for name in c_files(texts):
        if name.endswith(".def"):
            continue
        path = os.path.join(root, name)
        if subprocess.run(["clang-format", "--dry-run", "-Werror", path],
                          capture_output=True).returncode:
            yield name


CHECKS = (dependencies_point_one_way, nothing_is_for_one_system_only, every_file_says_its_licence,
          top_level_holds_only_what_it_should, functions_are_short,
          text_for_people_is_translatable, no_word_of_the_workplace, lines_end_plainly,
          code_is_formatted)


def main():
    root = sys.argv[1]
    texts = {name: text for name in source_files(root) if (text := read(root, name)) is not None}
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        title = check.__name__.replace("_", "-")
        if check is code_is_formatted and not shutil.which("clang-format"):
            print(f"ok {number} {title} # SKIP there is no clang-format")
            continue
        faults = list(check(root, texts))
        print(f"{'not ok' if faults else 'ok'} {number} {title}")
        for fault in faults:
            print(f"# {fault}")
    return 0


sys.exit(main())
