/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scars of drawn scalps that are concealed, and a scalp without one on which anything is painted.
 */

#pragma once

#include "photo.h"
#include "smp/match.h"

#define TEST_RING_MM 8.0

/* Draws that variant's photo, the same head without a scar, and the scar; with a further argument
 * of the program's, or NULL. */
void test_draw_sample (gint         number,
                       const gchar *pale,
                       SmpPlane    *photo,
                       SmpPlane    *clean,
                       SmpPlane    *region,
                       gdouble     *px_per_mm);

/* A scar that was measured, solved for and treated. */
typedef struct
{
  SmpPlane         photo, clean, region, light;
  SmpSurroundings *s;
  SmpMatcher      *matcher;
  SmpParams        params;
  SmpMatch         match;
  SmpVerdict       after;
  SmpVerdict       natural; /* without a scar */
} TestTreated;

/* Draws and measures a variant's scar, as test_draw_sample() does. */
void test_treated_prepare (TestTreated *treated, gint number, const gchar *pale);

/* Conceals it with its parameters as far as they are not solved for, and judges that. */
void test_treated_solve (TestTreated *treated);

/* Both. */
void test_treat (TestTreated *treated, gint number, const gchar *pale);

/* Frees what it holds. */
void test_treated_clear (TestTreated *treated);

/* Scalp without a scar, whose surroundings were measured, and a picture of it. */
typedef struct
{
  SmpPlane         photo, region, light;
  SmpPlane         scarred; /* not needed */
  SmpSurroundings *s;
} TestJudged;

/* The light of a channel at a pixel, from what it was. */
typedef gfloat (*TestPaint) (gfloat light, gint c, gint x, gint y);

extern TestJudged test_judged;

/* Draws and measures it, unless that is done. */
void test_judged_init (void);

/* Frees it; the next test_judged_init() has it as it was. */
void test_judged_clear (void);

/* The verdict where the region's skin, or what dots leave of its light, is painted; NULL leaves
 * either as it is. */
SmpVerdict test_judge_painted (TestPaint skin, TestPaint dots);

/* A test program: adds its tests and runs them, where the first argument is the path of the program
 * that draws scalps.  Returns what the program ends with. */
gint test_treated_run (gint argc, gchar **argv, void (*add_tests) (void));
