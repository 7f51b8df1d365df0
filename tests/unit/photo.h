/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures and truths of the sample program, read for tests. */

#pragma once

#include "smp/params.h"
#include "smp/plane.h"

/* Sanitizers slow what is drawn and measured so much that of many like cases every seventh must do.
 */
#ifdef __SANITIZE_ADDRESS__
#  define TEST_STEP 7
#else
#  define TEST_STEP 1
#endif

/* A JPEG or PNG file as linear light, of as many components as asked (1 or 3).  Greyscale is not
 * light but a share, and is read as it is.  Ends the program where the file cannot be read. */
void test_photo_load (SmpPlane *plane, const gchar *path, gint components);

/* Linear light of three components as a PPM file.  Ends the program where it cannot be written. */
void test_photo_write (const SmpPlane *plane, const gchar *path);

void test_photo_clear (SmpPlane *plane);

/* What Conceal Scar starts from. */
void test_scar_params (SmpParams *params);

/* One true hair of the sample's dots.csv. */
typedef struct
{
  gdouble  x_px, y_px; /* the root */
  gdouble  diameter_mm, length_mm;
  gdouble  direction_deg;
  gdouble  tip_x_px, tip_y_px;
  gboolean is_vellus; /* only in pictures with features */
} TestHair;

/* All of them. */
GArray *test_photo_hairs (const gchar *path);
