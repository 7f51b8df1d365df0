/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawn scalps as phones see real ones, with their truth, for tests of measuring and matching. */

#pragma once

#include "photo.h"

/* What the picture holds for who measures it. */
typedef enum
{
  TEST_VARIANT_COUNTABLE, /* hairs can be told apart: no refusal is right */
  TEST_VARIANT_TOO_LONG,  /* the hair around is too long for dots to imitate */
  TEST_VARIANT_BLURRED,   /* out of focus: refused as too soft */
  TEST_VARIANT_COARSE     /* too few pixels a millimetre */
} TestVariantKind;

typedef struct
{
  const gchar    *name;
  TestVariantKind kind;
  const gchar    *arguments; /* of the sample program, all but the folder */
} TestVariant;

extern const TestVariant test_variants[];
extern const guint       test_n_variants;

/* A drawn scalp.  The hairs are TestHair, vellus among them. */
typedef struct
{
  const TestVariant *variant;
  SmpPlane           photo;  /* RGB, linear light */
  SmpPlane           clean;  /* the same head without a scar, not through JPEG */
  SmpPlane           region; /* the scar or the patches */
  GArray            *hairs;
  GKeyFile          *truth; /* the sample's truth.txt */
  gdouble            px_per_mm;
} TestScalp;

/* Draws a variant with the sample program of that path; ends the program where that fails. */
void test_scalp_draw (TestScalp *scalp, const gchar *program, const TestVariant *variant);
void test_scalp_clear (TestScalp *scalp);

/* What is true of one square of the picture, of the hairs (vellus does not count) whose middle lies
 * in what was asked for. */
typedef struct
{
  gint    x_px, y_px; /* the left upper corner */
  gdouble area_cm2;   /* of the asked part of the square */
  guint   hairs;
  gdouble hairs_per_cm2;
  gdouble strokes_per_cm2; /* hairs that the photo cannot show apart are one */
  gdouble diameter_mm;     /* means */
  gdouble length_mm;       /* along the strand, as seen */
  gdouble dot_mm;          /* diameter of the circle with the area that a mean stroke covers */
  gdouble direction_deg;   /* of the axis, 0 to 180 */
  gdouble order;           /* 1 where all hairs lie one way, 0 where they lie in all */
  gdouble too_long_share;  /* of the hairs that dots cannot imitate */
} TestCell;

/* Whether a place of the picture counts. */
typedef gboolean (*TestInside) (gdouble x_px, gdouble y_px, gpointer data);

/* The squares of that side, row by row from the picture's left upper corner, of which at least a
 * fifth counts.  Without a function all counts that is not of the scar.  Array of TestCell. */
GArray *
test_scalp_cells (const TestScalp *scalp, gdouble side_mm, TestInside inside, gpointer data);
