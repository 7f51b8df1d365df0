/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Check says of healed photos whose truth is known, over all kinds of dots, scales, skins and
 * cameras: each value is right, or it is said not to be known; it is never wrong without a word. */

#include <string.h>

#include "case-photo.h"
#include "smp/registration.h"
#include "smp/result.h"

#define WIDTH_MM  34.0
#define HEIGHT_MM 28.0

/* A family's case: how soft the dots are drawn, in pixels; and the skin's light over a fair one's.
 */
typedef struct
{
  gdouble px_per_mm;
  gdouble blur_px;
  gdouble skin;
} Family;

typedef struct
{
  Family    of;
  SmpPlane  before, region;
  SmpParams params;
  SmpPlane  predicted;
} FamilyCase;

/* Skin with stubble's texture, the same at any scale. */
static SmpPlane
skin_of (const Family *of)
{
  const gint width = (gint) (WIDTH_MM * of->px_per_mm), height = (gint) (HEIGHT_MM * of->px_per_mm);
  const SmpAffine to_case = { 10.0 / of->px_per_mm, 0.0, 0.0, 10.0 / of->px_per_mm, 80.0, 60.0 };
  const gdouble   gain[]  = { of->skin, of->skin, of->skin };
  SmpPlane        photo   = case_photo (width, height, &to_case, 5, gain, 0.004);

  for (gint j = 0; j < height; j++)
    for (gint i = 0; i < width; i++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&photo, i, j)[c] *=
          (gfloat) exp (0.30 * case_cloud (i / of->px_per_mm, j / of->px_per_mm, 0.35, 91));
  return photo;
}

static void
case_init (FamilyCase *c, const Family *of)
{
  c->of     = *of;
  c->before = skin_of (of);
  c->region = plane_new (0, 0, c->before.width, c->before.height, 1);
  for (gint j = (gint) (7.0 * of->px_per_mm); j < (gint) (20.0 * of->px_per_mm); j++)
    for (gint i = (gint) (9.0 * of->px_per_mm); i < (gint) (25.0 * of->px_per_mm); i++)
      *smp_plane_at (&c->region, i, j) = 1.0f;
  smp_params_init (&c->params);
  c->params.px_per_mm = of->px_per_mm;
  if (of->blur_px > 0.0)
    c->params.photo_blur_px = of->blur_px;
  c->predicted = case_treated (&c->before, &c->region, &c->params);
}

static void
case_clear (FamilyCase *c)
{
  g_free (c->before.data);
  g_free (c->region.data);
  g_free (c->predicted.data);
}

/* The healed photo as it comes to be compared: seen from elsewhere, in other light, with grain, and
 * laid over the case again. */
static SmpPlane
photographed (const SmpPlane *healed, gdouble turn, gdouble scale)
{
  const gdouble   a = scale * cos (turn), b = scale * sin (turn);
  const SmpAffine view  = { a, -b, b, a, 0.2 * healed->width * turn + 3.3, -4.6 };
  const SmpAffine back  = smp_affine_inverse (&view);
  SmpPlane        other = plane_new (0, 0, healed->width, healed->height, 3);
  SmpPlane        over  = plane_new (0, 0, healed->width, healed->height, 3);
  smp_registration_warp (healed, &(SmpRegistration) { .map = back }, &other);
  for (gsize i = 0; i < plane_size (&other); i++)
    other.data[i] *=
      (gfloat) ((0.8 + 0.1 * (gdouble) (i % 3)) * (1.0 + 0.014 * case_noise ((gint) i, 0, 31)));
  smp_registration_warp (&other, &(SmpRegistration) { .map = view }, &over);
  g_free (other.data);
  return over;
}

/* What is said, line by line, is true or says that it is not known, and the values that are taken
 * over are those that were said. */
static void
check_words (const FamilyCase *c, const SmpResultChange *change, const gdouble truth[3])
{
  static const gdouble bars[]  = { 0.20, 0.20, 0.15 };
  const gdouble        times[] = { change->density, change->darkness, change->size };
  SmpParams            right   = c->params;
  g_autofree gchar    *words   = smp_result_words (change, &c->params);
  g_auto (GStrv) lines         = g_strsplit (words, "\n", -1);
  gdouble taken[3];

  g_test_message ("%.0f px/mm, blur %.1f, skin %.1f: %.2f of %.2f, %.2f of %.2f, %.2f of %.2f: %s",
                  c->of.px_per_mm, c->of.blur_px, c->of.skin, times[0], truth[0], times[1],
                  truth[1], times[2], truth[2], words);
  smp_result_apply (change, &right);
  taken[0] = right.density_per_cm2 / c->params.density_per_cm2;
  taken[1] = (1.0 + c->params.dilution) / (1.0 + right.dilution);
  taken[2] = right.dot_diameter_mm / c->params.dot_diameter_mm;
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (gint k = 0; k < 3; k++)
    if (strstr (lines[k], "do not tell it for certain"))
      g_assert_cmpfloat (taken[k], ==, 1.0);
    else
      {
        g_assert_cmpfloat (fabs (log (times[k] / truth[k])), <, bars[k]);
        g_assert_cmpfloat (fabs (taken[k] / times[k] - 1.0), <, 0.02);
        g_assert_true (truth[k] != 1.0 || strstr (lines[k], "as predicted"));
      }
  /* A third of the dots lost is never passed over. */
  if (truth[0] < 0.7)
    g_assert_nonnull (strstr (words, "of the dots are missing"));
}

/* One healed result; the practitioner's dots lie where no program put them. */
static void
check_healed (FamilyCase *c, const SmpParams *healed_params, const gdouble truth[3])
{
  SmpParams       params = *healed_params;
  SmpPlane        healed, real, predicted = plane_new (0, 0, c->before.width, c->before.height, 3);
  SmpLightFit     light;
  SmpResultChange change;
  gdouble         variance = 0.0;

  params.seed += 17;
  healed = case_treated (&c->before, &c->region, &params);
  real   = photographed (&healed, 0.10, 1.08);
  memcpy (predicted.data, c->predicted.data, sizeof (gfloat) * plane_size (&predicted));
  g_assert_true (smp_light_fit (&predicted, &real, &c->region, c->of.px_per_mm, &light, NULL));
  smp_light_correct (&light, &real);
  g_assert_true (smp_sharpness_fit (&predicted, &real, &c->region, c->of.px_per_mm, &variance));
  smp_sharpness_match (variance, &predicted, &real);
  g_assert_true (smp_result_solve (&c->before, &predicted, &real, &c->region, &c->params, variance,
                                   &change, NULL));
  check_words (c, &change, truth);
  g_free (healed.data);
  g_free (real.data);
  g_free (predicted.data);
}

/* Healed as predicted, too few, too pale, too dark and too large. */
static void
test_family (gconstpointer data)
{
  static const gdouble truths[][3] = { { 1.0, 1.0, 1.0 },
                                       { 2.0 / 3.0, 1.0, 1.0 },
                                       { 1.0, 0.64, 1.0 },
                                       { 1.0, 1.5, 1.0 },
                                       { 1.0, 1.0, 1.25 } };
  FamilyCase           c;

  case_init (&c, data);
  /* Large pictures take long: the first, and one that is lost, say it. */
  for (guint i = 0; i < (c.of.px_per_mm > 12.0 ? 2 : G_N_ELEMENTS (truths)); i++)
    {
      SmpParams healed = c.params;

      healed.missed_dots = 1.0 - (1.0 - healed.missed_dots) * truths[i][0];
      healed.dilution    = (1.0 + healed.dilution) / truths[i][1] - 1.0;
      healed.dot_diameter_mm *= truths[i][2];
      check_healed (&c, &healed, truths[i]);
    }
  case_clear (&c);
}

int
main (int argc, char **argv)
{
  static const Family families[] = {
    { 6.0, 0.0, 1.0 }, { 6.0, 0.5, 0.3 }, { 10.0, 1.4, 1.0 }, { 10.0, 0.0, 0.3 }, { 16.0, 0.5, 1.0 }
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree gchar *path =
        g_strdup_printf ("/result family/each value is right or said not to be known, at %.0f px "
                         "per mm, blur %.1f, "
                         "skin %.1f",
                         families[i].px_per_mm, families[i].blur_px, families[i].skin);

      g_test_add_data_func (path, &families[i], test_family);
    }
  return g_test_run ();
}
