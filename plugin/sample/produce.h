/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All files of one sample. */

#pragma once

#include "sample.h"

/* The files of one sample:
 *
 *   sample.jpg  the photo, sRGB
 *   clean.png   the same photo without the scar, hair growing through
 *   scar.png    grey: 255 in the scar, with an antialiased edge
 *   glare.png   grey: 255 where all light is the surface's shine
 *   scale.txt   pixels per millimetre at the scar
 *   dots.csv    one row for each hair in the photo: see sample_truth_dots ()
 *   truth.txt   a key file of all conditions, and of the truth in the ring
 *               1 to 8 mm around the scar
 */
enum
{
  SAMPLE_JPEG,
  SAMPLE_CLEAN,
  SAMPLE_SCAR,
  SAMPLE_GLARE,
  SAMPLE_SCALE,
  SAMPLE_DOTS,
  SAMPLE_TRUTH,
  SAMPLE_N_FILES
};

/* The files' names, in that order. */
extern const gchar *const sample_file_names[SAMPLE_N_FILES];

/* Draws the photos and writes down their truth; each of the files is the caller's. */
void sample_produce (const SampleOptions *options, GBytes *files[SAMPLE_N_FILES]);
