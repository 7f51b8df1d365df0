/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo's stored pixels as light: the same bits whatever way babl takes. */

#include <gegl.h>
#include <math.h>
#include <string.h>

#include "smp/colour.h"
#include "treatment/stored-light.h"

/* The middle grey level, and a colour of Display P3 that sRGB cannot show. */
#define LEVEL 100

static const Babl *
display_p3 (void)
{
  return babl_space_from_chromaticities ("P3-test", 0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690,
                                         0.150, 0.060, babl_trc ("sRGB"), NULL, NULL,
                                         BABL_SPACE_FLAG_EQUALIZE);
}

static void
every_level_of_8_bits_is_srgbs_own_curve_to_the_bit (void)
{
  g_autoptr (SmpStoredLight) light = smp_stored_light_new (babl_format ("R'G'B' u8"));
  guint8 stored[3 * 256];
  gfloat values[3 * 256];

  g_assert_nonnull (light);
  for (gint i = 0; i < 3 * 256; i++)
    stored[i] = (guint8) (i / 3);
  smp_stored_light_read (light, stored, 256, 3, values);
  for (gint i = 0; i < 3 * 256; i++)
    g_assert_true (values[i] == (gfloat) smp_srgb_decode (i / 3 / 255.0));
}

/* What babl's exact way gives, in its own doubles, and what is read. */
static void
check_format (gconstpointer data)
{
  const gchar *name                = data;
  const Babl  *format              = babl_format (name);
  g_autoptr (SmpStoredLight) light = smp_stored_light_new (format);
  g_autofree guint8 *stored = g_malloc0 (256 * (gsize) babl_format_get_bytes_per_pixel (format));
  gdouble            wanted[4 * 256];
  gfloat             values[4 * 256];
  gsize              n = 256 * (gsize) babl_format_get_bytes_per_pixel (format);

  g_assert_nonnull (light);
  for (gsize i = 0; i < n; i++)
    stored[i] = (guint8) (37 * i + i / 7);
  babl_process (babl_fish (format, babl_format ("RGBA double")), stored, wanted, 256);
  smp_stored_light_read (light, stored, 256, 4, values);
  for (gint i = 0; i < 4 * 256; i++)
    g_assert_cmpfloat_with_epsilon ((gdouble) values[i], wanted[i], 2e-5);
}

static void
other_primaries_become_srgbs (void)
{
  static const guint8 stored[6] = { LEVEL, LEVEL, LEVEL, 0, 255, 0 };
  static const gfloat green[3]  = { -0.2249f, 1.0421f, -0.0786f };
  g_autoptr (SmpStoredLight) light =
    smp_stored_light_new (babl_format_with_space ("R'G'B' u8", display_p3 ()));
  gfloat values[6];

  g_assert_nonnull (light);
  smp_stored_light_read (light, stored, 2, 3, values);
  for (gint c = 0; c < 3; c++)
    {
      g_assert_cmpfloat_with_epsilon ((gdouble) values[c], smp_srgb_decode (LEVEL / 255.0), 2e-5);
      g_assert_cmpfloat_with_epsilon ((gdouble) values[3 + c], (gdouble) green[c], 5e-4);
    }
}

static void
what_has_another_curve_or_more_bits_is_left_to_babl (void)
{
  const Babl *gamma = babl_space_from_chromaticities ("gamma-test", 0.3127, 0.3290, 0.64, 0.33,
                                                      0.21, 0.71, 0.15, 0.06, babl_trc_gamma (2.2),
                                                      NULL, NULL, BABL_SPACE_FLAG_EQUALIZE);

  g_assert_null (smp_stored_light_new (babl_format_with_space ("R'G'B' u8", gamma)));
  g_assert_null (smp_stored_light_new (babl_format ("R'G'B' float")));
  g_assert_null (smp_stored_light_new (babl_format ("RGBA half")));
  g_assert_null (smp_stored_light_new (babl_format ("R'aG'aB'aA u8")));
  g_assert_null (smp_stored_light_new (babl_format ("CIE Lab u16")));
}

int
main (int argc, char *argv[])
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u8", "RGB u8", "R'G'B' u16", "RGBA u16",
                                    "Y' u8",     "Y'A u8",     "Y u16",  "R~G~B~A u8", "Y~ u8" };

  g_test_init (&argc, &argv, NULL);
  gegl_init (&argc, &argv);
  g_test_add_func ("/stored-light/curve", every_level_of_8_bits_is_srgbs_own_curve_to_the_bit);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree gchar *path =
        g_strdelimit (g_strdup_printf ("/stored-light/%s", formats[i]), " ", '-');

      g_test_add_data_func (path, formats[i], check_format);
    }
  g_test_add_func ("/stored-light/primaries", other_primaries_become_srgbs);
  g_test_add_func ("/stored-light/others", what_has_another_curve_or_more_bits_is_left_to_babl);
  return g_test_run ();
}
