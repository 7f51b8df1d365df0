/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The faded pigment map: what it keeps, and that it depends on place alone. */

#include <math.h>
#include <string.h>

#include "fade-maps.h"

static gdouble
total_pigment (const SmpPlane *pigment)
{
  gdouble sum = 0.0;

  for (gsize i = 0; i < plane_size (pigment); i += 2)
    sum += (gdouble) pigment->data[i];
  return sum;
}

static void
test_nothing_at_first (void)
{
  SmpParams params  = fade_params ("years=0;px-per-mm=11");
  SmpPlane  pigment = fade_stipple_square (&params, 10.0, 1.0);
  SmpPlane  same    = fade_all (&params, &pigment);
  SmpPlane  part    = plane_new (-40, 50, 200, 30, 2);

  g_assert_cmpint (smp_fade_margin_px (&params), ==, 0);
  g_assert_cmpmem (same.data, plane_size (&same) * sizeof (gfloat), pigment.data,
                   plane_size (&pigment) * sizeof (gfloat));

  smp_fade_render (&params, &pigment, &part);
  for (gint y = 50; y < 80; y++)
    for (gint x = -40; x < 160; x++)
      {
        gboolean inside = x >= pigment.x && x < pigment.x + pigment.width;

        g_assert_cmpfloat (*smp_plane_at (&part, x, y), ==,
                           inside ? *smp_plane_at (&pigment, x, y) : 0.0f);
      }
  g_free (pigment.data);
  g_free (same.data);
  g_free (part.data);
}

static void
test_keeps_pigment (void)
{
  static const gchar *const lists[] = {
    "years=0.115;uneven-loss=0;px-per-mm=3",
    "years=5;uneven-loss=0;px-per-mm=3",
    "years=5;uneven-loss=0;px-per-mm=11",
    "years=15;uneven-loss=0;px-per-mm=11;skin=oily",
    "years=10;uneven-loss=0;px-per-mm=40;scar=yes",
    "years=3;uneven-loss=0;px-per-mm=40;elongation=2.6",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SmpParams    params  = fade_params (lists[i]);
      SmpPlane     pigment = fade_stipple_square (&params, 8.0, 3.0);
      SmpPlane     faded   = fade_all (&params, &pigment);
      SmpFadeState state;

      smp_fade_state (&params, &state);
      g_assert_cmpfloat_with_epsilon (total_pigment (&faded) /
                                        (total_pigment (&pigment) * state.contrast),
                                      1.0, 0.001);
      for (gsize k = 0; k < plane_size (&faded); k += 2)
        {
          g_assert_cmpfloat (faded.data[k], >=, 0.0f);
          g_assert_cmpfloat (faded.data[k + 1], >=, 0.0f);
          g_assert_cmpfloat (faded.data[k + 1], <=, 1.0f);
        }
      g_free (pigment.data);
      g_free (faded.data);
    }
}

/* On evenly pigmented skin each place only ever gets weaker, some faster than others, and on
 * average as fast as without unevenness. */
static void
test_uneven_loss (void)
{
  SmpParams params  = fade_params ("px-per-mm=4;uneven-loss=0.5;seed=5");
  SmpPlane  pigment = plane_new (-300, -300, 600, 600, 2);
  SmpPlane  before, after;
  gdouble   sum = 0.0, squares = 0.0;
  gsize     n = 0;

  for (gsize i = 0; i < plane_size (&pigment); i++)
    pigment.data[i] = 1.0f;
  params.years = 0.0;
  before       = plane_new (-200, -200, 400, 400, 2);
  after        = plane_new (-200, -200, 400, 400, 2);
  smp_fade_render (&params, &pigment, &before);
  for (gdouble years = 0.25; years <= 20.0; years *= 1.5)
    {
      SmpFadeState state;

      params.years = years;
      smp_fade_state (&params, &state);
      smp_fade_render (&params, &pigment, &after);
      sum = squares = 0.0;
      for (n = 0; n < plane_size (&after); n += 2)
        {
          gdouble share = (gdouble) after.data[n] / state.contrast;

          g_assert_cmpfloat (after.data[n], >=, 0.0f);
          g_assert_cmpfloat (after.data[n], <=, before.data[n] + 1e-5f);
          sum += share;
          squares += share * share;
        }
      sum /= n / 2;
      squares = sqrt (squares / (n / 2) - sum * sum);
      g_assert_cmpfloat_with_epsilon (sum, 1.0, 0.05);
      g_assert_cmpfloat_with_epsilon (squares / (0.5 * (1.0 - state.long_term)), 1.0, 0.2);
      memcpy (before.data, after.data, plane_size (&after) * sizeof (gfloat));
    }
  g_free (pigment.data);
  g_free (before.data);
  g_free (after.data);
}

static void
assert_same_part (const SmpPlane *whole, const SmpPlane *part, gint shift_x, gint shift_y)
{
  for (gint row = 0; row < part->height; row++)
    g_assert_cmpint (memcmp (smp_plane_at (part, part->x, part->y + row),
                             smp_plane_at (whole, part->x - shift_x, part->y + row - shift_y),
                             sizeof (gfloat) * (gsize) (part->width * part->components)),
                     ==, 0);
}

/* Pieces of any size and place, from no more of the map than the margin asks for, and a map that
 * lies elsewhere, give the same bits. */
static void
test_place_alone (void)
{
  static const gchar *const lists[] = { "years=5;px-per-mm=3", "years=5;px-per-mm=11",
                                        "years=12;scar=yes;px-per-mm=40",
                                        "fresh=yes;px-per-mm=11" };
  static const gint         far     = 1 << 30;
  guint32                   state   = 7;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SmpParams params = fade_params (lists[i]), moved = params;
      SmpPlane  pigment = fade_stipple_square (&params, 6.0, 3.0);
      SmpPlane  whole   = fade_all (&params, &pigment);
      gint      margin  = smp_fade_margin_px (&params);

      moved.origin_x = far;
      moved.origin_y = -far;
      for (gint k = 0; k < 40; k++)
        {
          gint width  = 1 + (gint) ((state = state * 1664525u + 1013904223u) >> 8) % 90;
          gint height = 1 + (gint) ((state = state * 1664525u + 1013904223u) >> 8) % 90;
          gint x      = pigment.x + (gint) ((state = state * 1664525u + 1013904223u) >> 8) %
                                 MAX (pigment.width - width, 1);
          gint y = pigment.y + (gint) ((state = state * 1664525u + 1013904223u) >> 8) %
                                 MAX (pigment.height - height, 1);
          SmpPlane around =
            plane_new (x - margin, y - margin, MIN (width, pigment.width) + 2 * margin,
                       MIN (height, pigment.height) + 2 * margin, 2);
          SmpPlane part =
            plane_new (x, y, MIN (width, pigment.width), MIN (height, pigment.height), 2);

          smp_plane_read (&around, &pigment);
          smp_fade_render (&params, &around, &part);
          assert_same_part (&whole, &part, 0, 0);

          around.x += far;
          around.y -= far;
          part.x += far;
          part.y -= far;
          memset (part.data, 0, plane_size (&part) * sizeof (gfloat));
          smp_fade_render (&moved, &around, &part);
          assert_same_part (&whole, &part, far, -far);
          g_free (around.data);
          g_free (part.data);
        }
      g_free (pigment.data);
      g_free (whole.data);
    }
}

/* At the ends of every range the map stays one. */
static void
test_extremes (void)
{
  static const gchar *const lists[] = {
    "px-per-mm=500;years=20;skin=oily;scar=yes;depth=1;sun=high;loss=high;uneven-loss=0.5",
    "px-per-mm=0.2;years=20;skin=oily;scar=yes;depth=1;dot-diameter=0.05;uneven-loss=0.5",
    "px-per-mm=500;years=20;pigment=temporary;fresh=yes;dot-diameter=1;elongation=4;depth=0",
    "px-per-mm=40;years=20;origin-x=1073741824;origin-y=-1073741824;seed=2147483647",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      SmpParams params  = fade_params (lists[i]);
      SmpPlane  pigment = plane_new (-9, -7, 61, 53, 2);
      SmpPlane  faded;

      for (gsize k = 0; k < plane_size (&pigment); k += 2)
        {
          pigment.data[k]     = k % 3 == 0 ? 30.0f : 0.0f;
          pigment.data[k + 1] = k % 3 == 0 ? 1e-3f : 0.0f;
        }
      faded = fade_all (&params, &pigment);
      for (gsize k = 0; k < plane_size (&faded); k += 2)
        {
          g_assert_true (faded.data[k] >= 0.0f && faded.data[k] <= 60.0f);
          g_assert_true (faded.data[k + 1] >= 0.0f && faded.data[k + 1] <= 1.0f);
        }
      g_free (pigment.data);
      g_free (faded.data);
    }
}

/* One known checksum, whatever compiled and runs this. */
static void
test_same_everywhere (void)
{
  SmpParams params  = fade_params ("years=6;px-per-mm=9;sun=high;skin=oily;fresh=yes");
  SmpPlane  pigment = plane_new (-20, -20, 140, 90, 2);
  SmpPlane  faded;
  guint64   sum = 0;

  for (gsize i = 0; i < plane_size (&pigment); i += 2)
    {
      pigment.data[i]     = (gfloat) (i * 7919 % 1024) / 512.0f;
      pigment.data[i + 1] = (gfloat) (1 + i * 104729 % 1024) / 1024.0f;
    }
  faded = fade_all (&params, &pigment);
  for (gsize i = 0; i < plane_size (&faded); i++)
    {
      guint32 bits;

      memcpy (&bits, &faded.data[i], sizeof bits);
      sum = sum * G_GUINT64_CONSTANT (6364136223846793005) + bits;
    }
  g_assert_cmphex (sum, ==, G_GUINT64_CONSTANT (0x31504af3fd613560));
  g_free (pigment.data);
  g_free (faded.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fade-render/nothing-at-first", test_nothing_at_first);
  g_test_add_func ("/fade-render/keeps-pigment", test_keeps_pigment);
  g_test_add_func ("/fade-render/uneven-loss", test_uneven_loss);
  g_test_add_func ("/fade-render/place-alone", test_place_alone);
  g_test_add_func ("/fade-render/extremes", test_extremes);
  g_test_add_func ("/fade-render/same-everywhere", test_same_everywhere);
  return g_test_run ();
}
