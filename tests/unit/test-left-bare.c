/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A selection that ends before the scar does: that bare skin is left is seen in the photo, is no
 * surrounding, and is what is said of the dots.  The first argument is the path of the program that
 * draws the scalps. */

#include <math.h>

#include "smp/match.h"
#include "variants.h"

#define RING_MM 8.0

static const gchar *sample_program;

#define HEAD                                                                                \
  "--width=480 --tuft=0.4 --vellus=12 --blotches=0.4 --bend=0.05 --scar-width=9 --noise=2 " \
  "--blur=0.7 --denoise=0.6 --local-contrast=0.6 --sharpen=0.9 --quality=90 "

static const TestVariant heads[] = {
  { "stubble-light", TEST_VARIANT_COUNTABLE,
    HEAD "--px-per-mm=10 --density=130 --skin=light --length-start=0.6 --scar-tissue=0.8 "
         "--scar-jag=0.6 --seed=2301" },
  { "stubble-brown", TEST_VARIANT_COUNTABLE,
    HEAD "--px-per-mm=10 --density=110 --skin=brown --length-start=0.7 --scar-tissue=0.4 "
         "--seed=2302" },
  { "stubble-dark", TEST_VARIANT_COUNTABLE,
    HEAD "--px-per-mm=12 --density=110 --skin=dark --length-start=0.5 --scar-tissue=0.4 "
         "--seed=2303" },
  { "clipped-light", TEST_VARIANT_COUNTABLE,
    HEAD "--px-per-mm=10 --density=120 --skin=light --length-start=1.4 --scar-tissue=0.8 "
         "--seed=2304" },
  { "coarse-tan", TEST_VARIANT_COARSE,
    HEAD "--px-per-mm=5 --density=140 --skin=tan --length-start=0.8 --scar-tissue=0.6 "
         "--seed=2305" },
};

/* Sets shrunk to the least share of the region within so many pixels above and below, and beside.
 */
static void
shrink (const SmpPlane *region, gint above_px, gint below_px, gint beside_px, SmpPlane *shrunk)
{
  for (gint y = 0; y < region->height; y++)
    for (gint x = 0; x < region->width; x++)
      {
        gfloat least = 1.0f;

        for (gint j = y - above_px; j <= y + below_px; j++)
          if (j >= 0 && j < region->height)
            least = MIN (least, *smp_plane_at (region, region->x + x, region->y + j));
        for (gint i = x - beside_px; i <= x + beside_px; i++)
          if (i >= 0 && i < region->width)
            least = MIN (least, *smp_plane_at (region, region->x + i, region->y + y));
        *smp_plane_at (shrunk, region->x + x, region->y + y) = least;
      }
}

/* What is found where a selection leaves some of the scar. */
typedef struct
{
  gdouble share;         /* of the outline with bare skin beside it */
  gdouble right, missed; /* of what is said to be left, the scar's; of what is left, not said */
} Left;

/* How well the map shows what of the scar was not selected. */
static void
compare_map (const TestScalp *scalp, const SmpPlane *selected, const SmpSurroundings *s, Left *left)
{
  SmpPlane map  = scalp->region;
  gdouble  said = 0.0, both = 0.0, all = 0.0;

  map.data = g_new (gfloat, (gsize) map.width * (gsize) map.height);
  smp_match_map (&scalp->photo, NULL, selected, s, &map);
  for (gint i = 0; i < map.width * map.height; i++)
    {
      const gboolean is_said = selected->data[i] <= 0.0f && map.data[i] > 0.0f;
      const gboolean is_left = selected->data[i] <= 0.0f && scalp->region.data[i] > 0.5f;

      said += is_said;
      all += is_left;
      both += is_said && is_left;
    }
  left->right  = both / MAX (said, 1.0);
  left->missed = 1.0 - both / MAX (all, 1.0);
  g_free (map.data);
}

/* Where so much of the scar is left above and below. */
static Left
left_bare (const TestScalp *scalp, gdouble above_mm, gdouble below_mm)
{
  GError  *error    = NULL;
  SmpPlane selected = scalp->region;
  Left     left;

  g_autoptr (SmpSurroundings) s = NULL;

  selected.data = g_new (gfloat, (gsize) selected.width * (gsize) selected.height);
  shrink (&scalp->region, (gint) (above_mm * scalp->px_per_mm),
          (gint) (below_mm * scalp->px_per_mm),
          (gint) (MIN (above_mm, below_mm) * scalp->px_per_mm), &selected);
  s = smp_surroundings_measure (&scalp->photo, &selected, scalp->px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  left.share = s->left_bare_share;
  compare_map (scalp, &selected, s, &left);
  g_free (selected.data);
  return left;
}

static void
test_what_is_left_is_seen (gconstpointer data)
{
  TestScalp scalp;
  Left      none, around, above;

  test_scalp_draw (&scalp, sample_program, data);
  none   = left_bare (&scalp, 0.0, 0.0);
  around = left_bare (&scalp, 2.5, 2.5);
  above  = left_bare (&scalp, 3.0, 0.0);
  g_test_message ("left bare: nothing %.3f, all around %.3f, above %.3f", none.share, around.share,
                  above.share);
  g_test_message ("shown rightly %.2f, %.2f, missed %.2f, %.2f", around.right, above.right,
                  around.missed, above.missed);
  g_assert_cmpfloat (MIN (around.right, above.right), >, 0.6);
  g_assert_cmpfloat (MAX (around.missed, above.missed), <, 0.6);
  g_assert_cmpfloat (none.share, <, 0.15);
  g_assert_cmpfloat (around.share, >, 0.8);
  g_assert_cmpfloat (above.share, >, 0.35);
  g_assert_cmpfloat (above.share, <, 0.7);
  test_scalp_clear (&scalp);
}

/* Scalp without a scar whose surroundings lie in the shade, as at the edge of a round head: it is
 * paler there, and no barer. */
static void
test_shade_is_no_hair (gconstpointer data)
{
  TestScalp scalp;
  GError   *error = NULL;
  gint      middle;

  g_autoptr (SmpSurroundings) s = NULL;

  test_scalp_draw (&scalp, sample_program, data);
  middle = scalp.clean.y + scalp.clean.height / 2;
  for (gint y = scalp.clean.y; y < scalp.clean.y + scalp.clean.height; y++)
    for (gint x = scalp.clean.x; x < scalp.clean.x + scalp.clean.width; x++)
      {
        const gdouble away_mm = ABS (y - middle) / scalp.px_per_mm;

        for (gint c = 0; c < 3; c++)
          smp_plane_at (&scalp.clean, x, y)[c] *= (gfloat) exp (-MIN (0.12 * away_mm, 1.2));
      }
  s = smp_surroundings_measure (&scalp.clean, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  g_test_message ("left bare: %.3f", s->left_bare_share);
  g_assert_cmpfloat (s->left_bare_share, <, 0.15);
  test_scalp_clear (&scalp);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    {
      sample_program = argv[1];
      for (gsize i = 0; i < G_N_ELEMENTS (heads); i += TEST_STEP)
        {
          g_autofree gchar *left  = g_strdup_printf ("/left-bare/%s", heads[i].name);
          g_autofree gchar *shade = g_strdup_printf ("/left-bare/shade/%s", heads[i].name);

          g_test_add_data_func (left, &heads[i], test_what_is_left_is_seen);
          g_test_add_data_func (shade, &heads[i], test_shade_is_no_hair);
        }
    }
  return g_test_run ();
}
