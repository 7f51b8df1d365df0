# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hands and eyes of a person at GIMP's window: keys, mouse, screenshots."""

import os
import subprocess
import threading
import time
import urllib.parse

FOLDER = os.environ["SMP_GUI_FOLDER"]
SHOTS = os.environ["SMP_GUI_SHOTS"]
WIDTH, HEIGHT = (int(n) for n in os.environ["SMP_GUI_SCREEN"].split("x"))
SCALE = int(os.environ["SMP_GUI_SCALE"])
# Where GIMP's canvas lies that no dialog and no panel covers.
CANVAS = "220x280+260+200"


# The screenshots in which GIMP shows an error message.
messages = []


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False).stdout.strip()


def find(title):
    ids = run("xdotool", "search", "--onlyvisible", "--name", title).split()
    return ids[-1] if ids else None


def window(title, seconds=30):
    """Waits for a window of that title and brings it to the front."""
    for _ in range(int(10 * seconds)):
        found = find(f"^{title}$")
        if found:
            run("xdotool", "windowactivate", "--sync", found)
            time.sleep(0.5)
            return found
        time.sleep(0.1)
    shot("no window " + title)
    raise TimeoutError(f"no window {title}")


# The key that was pressed last.
last_key = None


def keys(*names, pause=0.2):
    global last_key
    for name in names:
        last_key = name
        run("xdotool", "key", "--clearmodifiers", name)
        time.sleep(pause)


def text(words):
    run("xdotool", "type", "--delay", "30", words)
    time.sleep(0.2)


def set_value(key, number):
    """Types a number into the control of that key."""
    keys(key, "ctrl+a")
    text(str(number))
    keys("Tab")
    time.sleep(0.6)


def take_preset(words):
    """Takes the first preset that is found by the words."""
    keys("alt+p")
    time.sleep(0.5)
    text(words)
    time.sleep(0.5)
    keys("Return")
    time.sleep(0.8)


def path_of(name):
    return os.path.join(SHOTS, name + ".png")


def shot(name):
    run("import", "-window", "root", path_of(name))
    if find("^GIMP Message$"):
        messages.append(name)
    return name


def canvas():
    """The canvas as it is, every pixel."""
    return subprocess.run(["import", "-window", "root", "-crop", CANVAS, "ppm:-"], capture_output=True, check=False).stdout


def settle():
    """Waits until the canvas has not changed for half a second."""
    one = canvas()
    for _ in range(20):
        time.sleep(0.5)
        other = canvas()
        if one == other:
            return
        one = other


def press_and_see(key, seconds=40):
    """Presses a key that changes the canvas, and waits until it has changed and is still. A key that a
    busy screen has lost is pressed once more."""
    before = canvas()
    for _ in range(2):
        keys(key)
        for _ in range(2 * seconds):
            if canvas() != before:
                settle()
                return
            time.sleep(0.5)


def differs(one, other, box=None):
    """Where two screenshots differ, as WIDTHxHEIGHT+X+Y, or "" where they do not."""
    crop = ["-crop", box, "+repage"] if box else []
    found = run("convert", path_of(one), path_of(other), *crop, "-compose", "difference", "-composite",
                "-colorspace", "gray", "-threshold", "4%", "-format", "%@|%[fx:mean]", "info:")
    place, _, share = found.rpartition("|")
    return place if float(share or 0) > 0 else ""


def canvas_differs(one, other):
    return differs(one, other, CANVAS) != ""


def place_of(key):
    """The middle of the control that the key brings the focus to: where the picture changes then."""
    keys("Tab")
    shot("focus-elsewhere")
    keys(key)
    place = differs("focus-elsewhere", shot("focus-here"))
    for name in ("focus-elsewhere", "focus-here"):
        os.remove(path_of(name))
    size, x, y = place.split("+")
    _, height = size.split("x")
    return int(x), int(y) + int(height) // 2


def geometry(title):
    """Left, top, right and bottom edge of a window, in pixels of the screen."""
    numbers = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", find(f"^{title}$")).splitlines())
    x, y = int(numbers["X"]), int(numbers["Y"])
    return x, y, x + int(numbers["WIDTH"]), y + int(numbers["HEIGHT"])


def pages_opened():
    """The addresses that the browser was given so far."""
    try:
        with open(os.path.join(FOLDER, "opened"), encoding="utf-8") as file:
            return file.read().split()
    except FileNotFoundError:
        return []


# By its place on the keyboard: with newer layouts its name would be pressed together with Alt.
F1 = "67"


def help_page(key):
    """The name of the page that the key opens, or "" where none is there; what had no effect is done again."""
    before = len(pages_opened())
    for _ in range(4):
        keys(key)
        for _ in range(150):
            if len(pages_opened()) > before:
                path = urllib.parse.unquote(urllib.parse.urlparse(pages_opened()[-1]).path)
                return os.path.basename(path) if os.path.isfile(path) else ""
            time.sleep(0.1)
    return ""


class Hands(threading.Thread):
    """Does something while GIMP waits for a dialog. What goes wrong is raised when it has ended."""

    # How long a dialog may take to go after the key that ends it, on a machine that is busy.
    PATIENCE = 90

    def __init__(self, work):
        super().__init__(daemon=True)
        self.work, self.error = work, None
        self.worked, self.answered = threading.Event(), threading.Event()

    def run(self):
        try:
            self.work()
        except Exception as error:  # pylint: disable=broad-except
            self.error = error
            keys("Escape")
        self.worked.set()
        self.end_dialog()

    def end_dialog(self):
        """A key that the window did not get is pressed again; what does not end by that is called off."""
        ending = last_key
        for key in (ending, ending, "Escape", "Escape", "Escape"):
            if self.answered.wait(self.PATIENCE):
                return
            shot("not-ended")
            print(f"hands: pressed again: {key}", flush=True)
            keys(key)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.answered.set()
        self.join(120)
        if self.error:
            raise self.error
