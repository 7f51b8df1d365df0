# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has babl find once which of its conversions are the quickest.

    conversions.py FILE

Babl tries them out where they are first needed, which takes some 20 ms each, and writes what it found into a cache when
GEGL ends. GIMP and its plug-ins do not wait for that: without a cache, each of their hundreds of processes in the tests
would search anew. FILE becomes the cache, which babl reads from XDG_CACHE_HOME/babl/babl-fishes; it stays empty where
Python cannot ask GEGL, as it may be where the plug-in is only installed, and then they do search."""

import ctypes
import os
import sys
import tempfile

# What is drawn and measured in, and what pictures are kept and shown in.
HUBS = ("RGBA float", "R'G'B'A float", "RGB float", "R'G'B'A u8", "R'G'B' u8")
OTHERS = ("R'G'B' float", "RaGaBaA float", "R'aG'aB'aA float", "R~G~B~A float", "RGBA double", "R'G'B' double", "R'G'B'A u16",
          "R'G'B' u16", "RGB u8", "Y float", "Y u8", "Y u16", "Y' float", "Y' u8", "Y' double", "YA float", "YaA float",
          "CIE Lab float", "CIE Lab alpha float", "cairo-ARGB32")
MORE = (("R'G'B'A u16", "RGBA double"), ("Y' u8", "Y u8"), ("Y' u8", "Y' double"), ("Y float", "Y u8"), ("Y u16", "Y' u8"),
        ("Y' u8", "Y u16"), ("Y u8", "Y double"), ("Y u16", "Y double"), ("Y float", "Y double"), ("YaA float", "Y' u8"),
        ("Y float", "Y u16"), ("R'aG'aB'aA float", "R'G'B'A u16"), ("cairo-ARGB32", "R'G'B'A u16"), ("YaA float", "Y u8"),
        ("Y u8", "RaGaBaA float"), ("Y' u8", "RaGaBaA float"), ("RaGaBaA float", "R~G~B~A float"),
        ("CIE Lab float", "R'G'B' double"))


def find(folder):
    os.environ.update(XDG_CACHE_HOME=folder, BABL_LUT="0")
    import gi  # pylint: disable=import-outside-toplevel

    gi.require_version("Gegl", "0.4")
    from gi.repository import Gegl  # pylint: disable=import-outside-toplevel

    Gegl.init(None)
    fish = ctypes.CDLL("libbabl-0.1.so.0").babl_fish
    fish.restype = ctypes.c_void_p
    pairs = {(one, other) for one in HUBS for other in HUBS + OTHERS if one != other}
    for one, other in sorted(pairs | {(other, one) for one, other in pairs} | set(MORE)):
        fish(one.encode(), other.encode())
    Gegl.exit()
    with open(os.path.join(folder, "babl", "babl-fishes"), "rb") as file:
        return file.read()


def main():
    found = b""
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = find(folder)
    except (ImportError, ValueError, OSError) as error:
        print(f"every process will look for babl's conversions itself: {error}", file=sys.stderr)
    with open(sys.argv[1], "wb") as file:
        file.write(found)


main()
