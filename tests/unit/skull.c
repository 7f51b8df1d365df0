/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A head in the measures of a grown man (ANSUR II, means): breadth 152, length 197, from the ear's
 * hole to the top 131, chin to top 232, face 141 broad, neck 121.  Its vault is no ellipsoid: flat
 * temples and sides, a steep forehead, the back of the head drawn out below the middle, a flat top.
 */

#include <math.h>

#include "solid.h"

#define STEPS 160

/* A swelling of the vault: where its middle is, how far it goes, and how much in mm. */
typedef struct
{
  gdouble towards[3];
  gdouble reach;
  gdouble height_mm;
} Swelling;

static const Swelling swellings[] = {
  { { 0.0, -0.92, -0.38 }, 0.45, 7.0 },  /* the back of the head */
  { { 0.0, 0.95, -0.30 }, 0.30, 5.0 },   /* the brow */
  { { 0.0, 0.80, 0.60 }, 0.40, 3.0 },    /* the forehead's steep upper part */
  { { 0.75, 0.62, -0.10 }, 0.32, -6.0 }, /* the temples */
  { { -0.75, 0.62, -0.10 }, 0.32, -6.0 },
  { { 0.60, -0.35, 0.70 }, 0.35, 4.0 }, /* the parietal bones */
  { { -0.60, -0.35, 0.70 }, 0.35, 4.0 },
};

/* An ellipsoid, or with another power than 2 something squarer, and what changes its radius. */
typedef struct
{
  gdouble  middle[3];
  gdouble  half[3];
  gdouble  power;
  gboolean is_vault;
} SkullPart;

static const SkullPart parts[] = {
  { { 0.0, 0.0, 0.0 }, { 76.0, 94.0, 90.0 }, 2.1, TRUE },
  { { 0.0, 38.0, -82.0 }, { 66.0, 58.0, 62.0 }, 2.6, FALSE },    /* the face */
  { { 0.0, 98.0, -62.0 }, { 15.0, 20.0, 24.0 }, 2.0, FALSE },    /* the nose */
  { { 0.0, -22.0, -130.0 }, { 60.0, 60.0, 110.0 }, 4.0, FALSE }, /* the neck */
  { { 81.0, -12.0, -40.0 }, { 8.0, 18.0, 32.0 }, 2.0, FALSE },   /* the ears */
  { { -81.0, -12.0, -40.0 }, { 8.0, 18.0, 32.0 }, 2.0, FALSE },
};

static gdouble
radius_of (const SkullPart *part, const gdouble d[3])
{
  gdouble sum = 0.0, radius;

  for (gint k = 0; k < 3; k++)
    sum += pow (fabs (d[k]) / part->half[k], part->power);
  radius = pow (sum, -1.0 / part->power);
  for (gsize i = 0; part->is_vault && i < G_N_ELEMENTS (swellings); i++)
    {
      const Swelling *s      = &swellings[i];
      gdouble         length = 0.0, along = 0.0;

      for (gint k = 0; k < 3; k++)
        {
          length += s->towards[k] * s->towards[k];
          along += s->towards[k] * d[k];
        }
      radius += s->height_mm * exp ((along / sqrt (length) - 1.0) / (s->reach * s->reach));
    }
  return radius;
}

static void
add_part (TestSolid *solid, const SkullPart *part)
{
  const guint first = solid->points->len;

  for (guint row = 0; row <= STEPS / 2; row++)
    for (guint column = 0; column <= STEPS; column++)
      {
        gdouble v = G_PI * row / (STEPS / 2), u = 2.0 * G_PI * column / STEPS;
        gdouble d[3]   = { cos (u) * sin (v), sin (u) * sin (v), cos (v) }, point[3];
        gdouble radius = radius_of (part, d);

        for (gint k = 0; k < 3; k++)
          point[k] = part->middle[k] + radius * d[k];
        g_array_append_val (solid->points, point);
      }
  for (guint row = 0; row < STEPS / 2; row++)
    for (guint column = 0; column < STEPS; column++)
      {
        guint at = first + row * (STEPS + 1) + column, below = at + STEPS + 1;
        guint one[3] = { at, below, below + 1 }, other[3] = { at, below + 1, at + 1 };

        g_array_append_val (solid->triangles, one);
        g_array_append_val (solid->triangles, other);
      }
}

TestSolid *
test_solid_skull_of (const TestSkull *skull)
{
  const gdouble of[3] = { skull->breadth_mm / 152.0, skull->length_mm / 197.0,
                          skull->height_mm / 131.0 };
  TestSolid    *solid = test_solid_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      SkullPart part = parts[i];

      if (part.is_vault)
        part.power = skull->squareness;
      else if (part.middle[2] == -82.0)
        for (gint k = 0; k < 3; k++)
          part.half[k] *= skull->face;
      else if (part.middle[2] == -130.0)
        part.half[0] *= skull->neck;
      else if (part.middle[0] != 0.0)
        part.half[0] *= skull->ears;
      add_part (solid, &part);
    }
  for (guint i = 0; i < 3 * solid->points->len; i++)
    g_array_index (solid->points, gdouble, i) *= of[i % 3];
  solid->breadth_mm = skull->breadth_mm;
  test_solid_finish (solid);
  test_solid_mark_scalp (solid);
  return solid;
}

TestSolid *
test_solid_skull (void)
{
  static const TestSkull mean = { 152.0, 197.0, 131.0, 2.1, 1.0, 1.0, 1.0 };

  return test_solid_skull_of (&mean);
}
