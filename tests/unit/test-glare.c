/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shine is told from pale and pink scar tissue: both are lighter and less red than skin, but shine
 * goes to the light's white. */

#include <math.h>

#include "smp/glare.h"

#define SIDE 40

/* Linear light of skin on light, tanned and brown heads in a room's light. */
static const gfloat skins[][3] = { { 0.40f, 0.26f, 0.20f },
                                   { 0.31f, 0.17f, 0.11f },
                                   { 0.16f, 0.085f, 0.055f } };

/* The left upper quarter is of another colour than the rest. */
static void
draw (gfloat *light, const gfloat skin[3], const gfloat quarter[3])
{
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gboolean in    = i % SIDE < SIDE / 2 && i / SIDE < SIDE / 2;
      gfloat   shade = 0.9f + 0.2f * (gfloat) (i * 7 % 10) / 10.0f; /* skin is never even */

      for (gint c = 0; c < 3; c++)
        light[3 * i + c] = shade * (in ? quarter : skin)[c];
    }
}

/* The mean share of the quarter that is taken for glare; the rest has none. */
static gfloat
share_of_quarter (const gfloat *light)
{
  gfloat   share[SIDE * SIDE];
  SmpPlane photo = { (gfloat *) light, 0, 0, SIDE, SIDE, 3 }, to = { share, 0, 0, SIDE, SIDE, 1 };
  gfloat   sum = 0.0f;

  smp_glare_estimate (&photo, NULL, &to);
  for (gint i = 0; i < SIDE * SIDE; i++)
    if (i % SIDE < SIDE / 2 && i / SIDE < SIDE / 2)
      sum += share[i];
    else
      g_assert_cmpfloat (share[i], <, 0.02f);
  return sum / (SIDE * SIDE / 4);
}

/* Up to twice as light as the skin, with up to 0.31 of white over its red. */
static void
test_scar_is_no_shine (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (skins); k++)
    for (gfloat pale = 0.1f; pale < 0.32f; pale += 0.07f)
      for (gfloat bright = 1.2f; bright < 2.1f; bright += 0.4f)
        {
          gfloat light[3 * SIDE * SIDE], scar[3];
          gfloat red  = bright * skins[k][0];
          gfloat kept = 1.0f - pale;

          for (gint c = 0; c < 3; c++)
            scar[c] = red * (kept * skins[k][c] / skins[k][0] + pale);
          draw (light, skins[k], scar);
          g_assert_cmpfloat (share_of_quarter (light), <, 0.10f);
        }
}

/* In white light and as far off it as cameras leave it: shine stays above the dots. */
static void
test_shine_is_found (void)
{
  static const gfloat lamps[][3] = { { 1.0f, 1.0f, 1.0f },
                                     { 1.0f, 0.95f, 0.85f },
                                     { 0.92f, 0.97f, 1.0f } };

  for (guint k = 0; k < G_N_ELEMENTS (skins); k++)
    for (guint lamp = 0; lamp < G_N_ELEMENTS (lamps); lamp++)
      for (gfloat glare = 0.5f; glare < 1.0f; glare += 0.2f)
        {
          gfloat light[3 * SIDE * SIDE], lit[3], shining[3], luma, expected;

          for (gint c = 0; c < 3; c++)
            lit[c] = skins[k][c] * lamps[lamp][c];
          for (gint c = 0; c < 3; c++)
            shining[c] = lit[c] + glare * lamps[lamp][c];
          luma     = 0.2126f * shining[0] + 0.7152f * shining[1] + 0.0722f * shining[2];
          expected = glare / luma;
          draw (light, lit, shining);
          g_assert_cmpfloat (share_of_quarter (light), >, 0.65f * MIN (expected, 0.98f));
        }
}

/* Neither darkness nor what is no number shines. */
static void
test_no_light_is_no_shine (void)
{
  gfloat   light[3 * 4] = { 0.0f }, share[4];
  SmpPlane photo = { light, 0, 0, 2, 2, 3 }, to = { share, 0, 0, 2, 2, 1 };

  for (gint kind = 0; kind < 3; kind++)
    {
      const gfloat odd[3] = { 0.0f, (gfloat) NAN, (gfloat) INFINITY };

      for (gint i = 0; i < 12; i++)
        light[i] = odd[kind];
      smp_glare_estimate (&photo, NULL, &to);
      for (gint i = 0; i < 4; i++)
        g_assert_cmpfloat (share[i], ==, 0.0f);
    }
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/glare/scar-is-no-shine", test_scar_is_no_shine);
  g_test_add_func ("/glare/shine-is-found", test_shine_is_found);
  g_test_add_func ("/glare/no-light-is-no-shine", test_no_light_is_no_shine);
  return g_test_run ();
}
