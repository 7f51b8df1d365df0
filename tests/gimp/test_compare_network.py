# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and After: a client's photo never leaves the machine. A GIMP without a network treats and
exports one while strace watches it and all its plug-ins."""

import os
import re
import shutil
import subprocess
import sys

from stuffed import stuffed_file, tags
from world import *

TIMEOUT_S = 300
DRIVER = """
import sys
sys.path.insert(0, {here!r})
import os
os.environ["SMP_TEST_FOLDER"] = {folder!r}
from world import *
Gegl.init(None)
image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path({photo!r}))
set_scale(image)
select(image, 60, 40, 80, 60)
fill(image, set="dilution=8")
Gimp.Selection.none(image)
for layout, ending in (("side-by-side", "jpg"), ("sheet", "pdf"), ("animation", "gif"), ("grid", "psd")):
    file = Gio.File.new_for_path({folder!r} + "/out-" + layout + "." + ending)
    succeed("compare", image, image.get_layers()[0], layout=layout, file=file, practitioner="Ada", contact="https://ada.example")
print("DONE")
"""


def can(*command):
    try:
        return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def without_network():
    for command in (("unshare", "-n"), ("unshare", "-rn")):
        if can(*command):
            return list(command)
    raise Skipped("no network can be taken away here")


def traced(command, log, **options):
    """Runs it with every network call and every program that is started written to a log."""
    if not can("strace", "-o", os.devnull):
        raise Skipped("strace cannot trace here")
    watch = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "200", "-o", str(log), "-e", "trace=%network,execve"]
    return subprocess.run([*watch, *command], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=TIMEOUT_S,
                          **options)


def reached(log):
    """What was reached for over the network, and every socket of another machine's kind."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if re.search(r"\bAF_(?!UNIX|LOCAL|UNSPEC|NETLINK)[A-Z0-9_]+|\bPF_INET", line)]


def started(log, name):
    """The processes that a program's start was seen of; two that start at once have their lines cut in two."""
    begun, done = set(), set()
    for line in log.read_text(errors="replace").splitlines():
        process, ended = line.split()[0], line.rstrip().endswith("= 0")
        if "execve(" in line and f'{name}"' in line:
            (done if ended else begun).add(process)
        elif "execve resumed" in line and ended and process in begun:
            done.add(process)
    return done


@case
def a_connection_would_be_noticed():
    """What the next case says is not for want of looking: a program that connects is found out."""
    log = FOLDER / "network-of-python"
    connect = "import socket; s = socket.socket(); s.settimeout(1)\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass"
    traced([*without_network(), sys.executable or "python3", "-c", connect], log)
    assert any("connect(" in line and "AF_INET" in line for line in reached(log)), log.read_text()[-2000:]


@case
def treating_and_exporting_a_clients_photo_makes_no_connection():
    folder = FOLDER / "network"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "profile").mkdir(parents=True)
    path, _ = stuffed_file(folder)
    shutil.copy(FOLDER / "profile" / "gimprc", folder / "profile" / "gimprc")
    here = os.path.dirname(os.path.abspath(__file__))
    (folder / "driver.py").write_text(DRIVER.format(here=here, folder=str(folder), photo=str(path)))
    environment = dict(os.environ, GIMP3_DIRECTORY=str(folder / "profile"), HOME=str(folder),
                       SMP_TEST_UNDO_LOG=str(folder / "undo.log"))
    command = [*without_network(), os.environ["SMP_TEST_GIMP"], "-i", "-d", "--batch-interpreter", "python-fu-eval",
               "-b", f"exec(open({str(folder / 'driver.py')!r}).read())", "--quit"]
    log = folder / "calls"
    done = traced(command, log, env=environment)
    for name in ("out-side-by-side.jpg", "out-sheet.pdf", "out-animation.gif", "out-grid.psd"):
        assert (folder / name).exists(), (name, done.stdout[-1500:], done.stderr[-1500:])
        assert tags(folder / name)
    # Ours was started for each procedure, and once for its list of procedures.
    assert len(started(log, "/smp/smp")) >= 6, log.read_text()[:1000]
    assert not reached(log), reached(log)[:5]
    # What connects at all is GIMP's own program, to sockets of this machine: none of ours does.
    ours = started(log, "/smp/smp")
    calls = [line for line in log.read_text(errors="replace").splitlines() if line.split()[0] in ours and "execve(" not in line]
    assert not [line for line in calls if "connect(" in line or "sendto(" in line or "sendmsg(" in line], calls[:5]
