# SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How different two colours look: CIELAB of sRGB, and CIEDE2000 (Sharma, Wu and Dalal 2005)."""

import numpy as np

TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = TO_XYZ.sum(axis=1)


def light(srgb):
    """Encoded sRGB as light."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(srgb):
    return light(srgb) @ TO_XYZ[1]


def lab(srgb):
    xyz = light(srgb) @ TO_XYZ.T / WHITE
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack([116 * root[..., 1] - 16, 500 * (root[..., 0] - root[..., 1]), 200 * (root[..., 1] - root[..., 2])], -1)


def hue(a, b):
    return np.degrees(np.arctan2(b, a)) % 360.0


def ciede2000(one, other):
    """ΔE00 of arrays of CIELAB."""
    l1, a1, b1 = np.moveaxis(np.asarray(one, float), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(other, float), -1, 0)
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grey = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    a1, a2 = a1 * grey, a2 * grey
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = hue(a1, b1), hue(a2, b2)
    both = c1 * c2 > 0
    turn = np.where(both, (h2 - h1 + 180.0) % 360.0 - 180.0, 0.0)
    # The two hues half a turn apart turn the way that the paper's formula does.
    turn = np.where(both & (abs(h2 - h1) == 180.0), h2 - h1, turn)
    total = h1 + h2
    mean_h = np.where(~both, total, np.where(abs(h1 - h2) <= 180.0, total / 2,
                                             np.where(total < 360.0, total / 2 + 180.0, total / 2 - 180.0)))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (1 - 0.17 * np.cos(np.radians(mean_h - 30)) + 0.24 * np.cos(np.radians(2 * mean_h))
              + 0.32 * np.cos(np.radians(3 * mean_h + 6)) - 0.20 * np.cos(np.radians(4 * mean_h - 63)))
    by_l = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2))
    by_c = (c2 - c1) / (1 + 0.045 * mean_c)
    by_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * mean_c * weight)
    rotation = (-2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
                * np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2)))))
    return np.sqrt(by_l**2 + by_c**2 + by_h**2 + rotation * by_c * by_h)
