/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that no one draws become hairlines: no numbers, the same point again, loops, far away.  A
 * refusal says why in one sentence; a hairline has a length, and its map is a share everywhere,
 * whatever the selection holds. */

#include "fuzz-params.h"
#include "smp/error.h"
#include "smp/hairline.h"

#define MOST_POINTS 24
#define SIDE        40

static void
check_refusal (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == SMP_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_error_free (error);
}

static guint
read_points (FuzzBytes *bytes, SmpPoint *points)
{
  guint kind = fuzz_byte (bytes), n = (guint) fuzz_int (bytes, 0, MOST_POINTS);

  for (guint i = 0; i < n; i++)
    {
      points[i].x = kind % 2 ? 12.0 * i : fuzz_double (bytes, -100.0, 400.0);
      points[i].y = kind % 3 ? 30.0 - 0.4 * i * (n - i) : fuzz_double (bytes, -100.0, 400.0);
      if (kind % 5 == 0 && i % 4 == 3)
        points[i].x = (gdouble) fuzz_odd_float (bytes);
      if (kind % 7 == 0 && i > 0)
        points[i] = points[i - 1];
    }
  return n;
}

static void
check_map (FuzzBytes *bytes, const SmpHairline *hairline)
{
  gfloat   light[SIDE * SIDE], share[SIDE * SIDE];
  SmpPoint middle = smp_hairline_middle (hairline);
  SmpPlane map    = { share, (gint) middle.x - SIDE / 2, (gint) middle.y, SIDE, SIDE, 1 };
  SmpPlane limit  = { light, map.x + fuzz_int (bytes, -5, 5), map.y, SIDE, SIDE, 1 };
  gint     x = 0, y = 0, width = 5000, height = 5000;

  for (gint i = 0; i < SIDE * SIDE; i++)
    light[i] = i % 9 ? (gfloat) (i % 7) / 6.0f : fuzz_odd_float (bytes);
  smp_hairline_render (hairline, fuzz_byte (bytes) % 4 ? &limit : NULL, fuzz_byte (bytes) % 2,
                       &map);
  for (gint i = 0; i < SIDE * SIDE; i++)
    g_assert_true (share[i] >= 0.0f && share[i] <= 1.0f);
  if (smp_hairline_bounds (hairline, &x, &y, &width, &height))
    g_assert_true (x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 5000 &&
                   y + height <= 5000);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzBytes    bytes = { data, size };
  SmpParams    params;
  SmpPoint     points[MOST_POINTS], *whole;
  guint        n_points, n_whole = 0;
  GError      *error = NULL;
  SmpHairline *hairline;

  n_points = read_points (&bytes, points);
  if (!fuzz_params (&bytes, 12.0, &params))
    return 0;

  hairline = smp_hairline_new (&params, points, n_points, fuzz_byte (&bytes) % 2, &error);
  if (!hairline)
    check_refusal (error);
  else
    {
      g_assert_true (isfinite (smp_hairline_length_mm (hairline)));
      g_assert_true (smp_hairline_length_mm (hairline) > 0.0);
      check_map (&bytes, hairline);
      smp_hairline_free (hairline);
    }

  error = NULL;
  if (n_points < 4)
    return 0;
  whole = smp_hairline_mirror (points, n_points - 2, points + n_points - 2, &n_whole, &error);
  if (!whole)
    check_refusal (error);
  g_free (whole);
  return 0;
}
