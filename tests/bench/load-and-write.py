# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The least that a run of GIMP's does with a photo: loads it, and writes it as a PNG, as GIMP does by itself."""

import os

import gi

gi.require_version("Gimp", "3.0")
from gi.repository import Gimp, Gio

photo = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(os.environ["SMP_PHOTO"]))
Gimp.file_save(Gimp.RunMode.NONINTERACTIVE, photo, Gio.File.new_for_path(os.environ["SMP_PNG"]), None)
photo.delete()
