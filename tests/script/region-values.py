# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by GIMP's python-fu-eval: writes the values (0 to 255) of the region's channel of SMP_XCF,
# at the middle of each of the mask's six steps, to SMP_VALUES.

import os

from gi.repository import Gegl, Gimp, Gio

Gegl.init(None)
image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(os.environ["SMP_XCF"]))
channel = next(item for item in image.get_channels() if item.get_name().startswith("SMP region: "))
left, top = channel.get_offsets()[1:]
area = Gegl.Rectangle.new(-left, 80 - top, image.get_width(), 1)
# The numbers as they are stored, of one byte or two each; the last of two is the high one.
row = bytes(channel.get_buffer().get(area, 1.0, None, Gegl.AbyssPolicy.BLACK))
size = len(row) // image.get_width()
row = row[size - 1 :: size]
step = image.get_width() // 6
with open(os.environ["SMP_VALUES"], "w") as file:
    print(*(row[i * step + step // 2] for i in range(6)), file=file)
