/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes come out of the tables as out of the function that filled them. */

#include <math.h>

#include "smp/bytes.h"

#define N_PIXELS 20000

/* Light to bytes by a curve of its own for each number. */
static void
convert (const gfloat *pixels, guint8 *bytes, gint n, gpointer powers)
{
  for (gint i = 0; i < 4 * n; i++)
    {
      const gdouble light = CLAMP ((gdouble) pixels[i], 0.0, 1.0);

      bytes[i] = (guint8) (255.0 * pow (light, ((const gdouble *) powers)[i % 4]) + 0.5);
    }
}

/* From black to white and beyond on either side; finely, so that every byte's begin is met. */
static void
test_bytes_are_those_of_the_function (void)
{
  static const gdouble powers[] = { 1.0 / 2.4, 1.0 / 2.2, 1.0 / 1.8, 1.0 };
  static gfloat        pixels[4 * N_PIXELS];
  static guint8        asked[4 * N_PIXELS], made[4 * N_PIXELS];
  SmpBytes             bytes;

  g_assert_true (smp_bytes_init (&bytes, convert, (gpointer) powers));
  for (gint i = 0; i < 4 * N_PIXELS; i++)
    pixels[i] = (gfloat) (i / 4 - 1000) / (gfloat) (N_PIXELS - 2000);
  convert (pixels, asked, N_PIXELS, (gpointer) powers);
  smp_bytes_write (&bytes, pixels, N_PIXELS, made);
  g_assert_cmpmem (asked, sizeof asked, made, sizeof made);
}

/* All bytes lie in a thousandth of the light. */
static void
convert_steeply (const gfloat *pixels, guint8 *bytes, gint n, gpointer data)
{
  (void) data;
  for (gint i = 0; i < 4 * n; i++)
    bytes[i] = (guint8) (255.0f * CLAMP (1000.0f * (pixels[i] - 0.5f), 0.0f, 1.0f));
}

static void
test_a_curve_that_is_too_steep_is_refused (void)
{
  SmpBytes bytes;

  g_assert_false (smp_bytes_init (&bytes, convert_steeply, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bytes/are-those-of-the-function", test_bytes_are_those_of_the_function);
  g_test_add_func ("/bytes/a-curve-that-is-too-steep-is-refused",
                   test_a_curve_that_is_too_steep_is_refused);
  return g_test_run ();
}
