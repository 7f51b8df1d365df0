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


# The screenshots, and those in which GIMP shows an error message.
shots = []
messages = []


def others():
    """The processes that were started for these windows, GIMP's and the plug-in's among them, without this one."""
    found, session = [], os.getsid(0)
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and int(name) != os.getpid() and os.getsid(int(name)) == session:
                found.append(name)
        except OSError:
            pass
    return found


def is_at_work(process):
    """Whether one of its threads runs, or could if there was a processor for it."""
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            # Read without Python's buffers, which would keep a processor busy that others wait for.
            file = os.open(f"/proc/{process}/task/{thread}/stat", os.O_RDONLY)
            state = os.read(file, 200).rpartition(b") ")[2][:1]
            os.close(file)
            if state not in b"SIZX":
                return True
    except OSError:
        pass
    return False


def rest(most, least=0.1):
    """Waits until GIMP, the plug-in and the screen have had nothing to do for that long, on however busy a machine, and
    for so many seconds at most: then what was asked for is there, unless it waits for a clock."""
    begun = still = time.monotonic()
    processes = others()
    while time.monotonic() - still < least and time.monotonic() - begun < most:
        time.sleep(0.02)
        if any(is_at_work(process) for process in processes):
            still, processes = time.monotonic(), others()


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
            rest(1.5)
            return found
        time.sleep(0.1)
    shot("no window " + title)
    raise TimeoutError(f"no window {title}")


# The key that was pressed last.
last_key = None


def keys(*names, most=1.0):
    """Presses one key after the other, each when the one before has had its effect, or after so many seconds at most."""
    global last_key
    for name in names:
        last_key = name
        run("xdotool", "key", "--clearmodifiers", name)
        rest(most)


def text(words):
    run("xdotool", "type", "--delay", "30", words)
    # A list that is searched waits for the next letter.
    rest(1.0, 0.3)


def set_value(key, number):
    """Types a number into the control of that key."""
    keys(key, "ctrl+a")
    text(str(number))
    keys("Tab")
    rest(1.0, 0.2)


def take_preset(words):
    """Takes the first preset that is found by the words."""
    keys("alt+p")
    text(words)
    keys("Return")
    rest(1.5, 0.2)


def path_of(name):
    return os.path.join(SHOTS, name + ".png")


def shot(name):
    # Little pressed together, which takes most of the time.
    run("import", "-window", "root", "-quality", "11", path_of(name))
    shots.append(name)
    if find("^GIMP Message$"):
        messages.append(name)
    return name


def canvas():
    """The canvas as it is, every pixel."""
    return subprocess.run(["import", "-window", "root", "-crop", CANVAS, "ppm:-"], capture_output=True, check=False).stdout


def settle():
    """Waits until the canvas does not change any more."""
    rest(10.0, 0.25)


def wait_until_noticed():
    """What was done to the image is seen by a dialog that is open, which looks twice a second."""
    time.sleep(0.7)
    rest(5.0, 0.2)


def press_and_see(key, seconds=40):
    """Presses a key that changes the canvas, and waits until it has changed and is still. A key that a
    busy screen has lost is pressed once more."""
    before = canvas()
    for _ in range(2):
        keys(key)
        for _ in range(5 * seconds):
            if canvas() != before:
                settle()
                return
            time.sleep(0.2)


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
