/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Conceals the scar of drawn scalps, and judges what is left of it against the same scalp drawn
 * without a scar.  The first argument is the path of the program that draws them. */

#include <math.h>
#include <stdlib.h>

#include <glib/gstdio.h>

#include "smp/match.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "photo.h"

#define N_VARIANTS 28
#define RING_MM    8.0

/* On these, whose glare is 0.4 and more, shine lies on the scar, and what shines stays bright:
 * untouched scalp differs from its ring by up to 3 there. */
static const gint glary_variants[] = { 13, 15, 16, 27 };

/* Sanitizers slow it down so much that every seventh must do. */
#ifdef __SANITIZE_ADDRESS__
#  define STEP 7
#else
#  define STEP 1
#endif

static const gchar *sample_program;

static void
draw_sample (gint         number,
             const gchar *pale,
             SmpPlane    *photo,
             SmpPlane    *clean,
             SmpPlane    *region,
             gdouble     *px_per_mm)
{
  static const gchar *names[] = { "sample.jpg", "clean.png", "scar.png", "glare.png",
                                  "scale.txt",  "dots.csv",  "truth.txt" };
  gchar              *folder  = g_dir_make_tmp ("smp-match-XXXXXX", NULL);
  gchar              *text = g_strdup_printf ("%d", number), *scale = NULL;
  const gchar        *argv[] = { sample_program, "--variant", text, folder, pale, NULL };
  GError             *error  = NULL;

  g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gchar *path = g_build_filename (folder, names[i], NULL);

      if (i == 0)
        test_photo_load (photo, path, 3);
      else if (i == 1)
        test_photo_load (clean, path, 3);
      else if (i == 2)
        test_photo_load (region, path, 1);
      else if (i == 4)
        g_file_get_contents (path, &scale, NULL, NULL);
      g_unlink (path);
      g_free (path);
    }
  *px_per_mm = g_ascii_strtod (scale, NULL);
  g_free (scale);
  g_rmdir (folder);
  g_free (folder);
  g_free (text);
}

/* The picture that a result is made of. */
static void
render (const SmpMatcher *matcher,
        const SmpParams  *params,
        const SmpPlane   *region,
        SmpPlane         *light)
{
  SmpPlane density = *region, pigment = *region;
  gsize    n = (gsize) region->width * (gsize) region->height;

  density.data       = g_new0 (gfloat, n);
  pigment.data       = g_new0 (gfloat, 2 * n);
  pigment.components = 2;
  *light             = *region;
  light->data        = g_new0 (gfloat, 4 * n);
  light->components  = 4;
  smp_matcher_density (matcher, params, &density);
  smp_stipple_render (params, &density, &pigment);
  smp_skin_render (params, &pigment, light);
  g_free (density.data);
  g_free (pigment.data);
}

static gboolean
is_glary (gint number)
{
  for (guint i = 0; i < G_N_ELEMENTS (glary_variants); i++)
    if (glary_variants[i] == number)
      return TRUE;
  return FALSE;
}

/* A scar that was measured, solved for and treated. */
typedef struct
{
  SmpPlane         photo, clean, region, light;
  SmpSurroundings *s;
  SmpParams        params;
  SmpMatch         match;
  SmpVerdict       after;
  SmpVerdict       natural; /* without a scar */
} Treated;

static void
treat (Treated *treated, gint number, const gchar *pale)
{
  SmpParams  *params = &treated->params;
  SmpMatcher *matcher;
  GError     *error = NULL;
  gdouble     px_per_mm;

  draw_sample (number, pale, &treated->photo, &treated->clean, &treated->region, &px_per_mm);
  treated->s =
    smp_surroundings_measure (&treated->photo, &treated->region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  smp_params_init (params);
  params->scar        = SMP_YES;
  params->missed_dots = 0.15;
  params->retention   = 0.74;
  params->dot_spread  = 1.3;
  matcher             = smp_matcher_new (&treated->photo, &treated->region, treated->s, &error);
  g_assert_no_error (error);
  smp_matcher_solve (matcher, params, &treated->match);
  g_assert_true (smp_params_check (params, &error));
  render (matcher, params, &treated->region, &treated->light);
  smp_matcher_free (matcher);
  smp_match_verdict (&treated->clean, NULL, &treated->region, treated->s, &treated->natural);
  smp_match_verdict (&treated->photo, &treated->light, &treated->region, treated->s,
                     &treated->after);
}

static void
report (const Treated *treated, const gchar *name)
{
  const SmpMatch        *match = &treated->match;
  const SmpVerdict      *after = &treated->after;
  const SmpParams       *p     = &treated->params;
  const SmpSurroundings *s     = treated->s;

  const SmpVerdict      *was = &match->before, *natural = &treated->natural;

  g_test_message (
    "%s: places %.1f to %.2f (expected %.2f, without a scar %.2f), worst tenth %.1f to %.2f "
    "(%.2f), ring itself %.2f and %.2f, beyond %.1f: %.2f to %.2f (%.2f), L* %.1f and %.1f to %.1f "
    "and %.1f (%.1f and %.1f), contrast %.2f to "
    "%.3f (%.2f), texture %.2f to %.3f (%.2f; ring %.2f), marks %.2f: %s (%s) %s",
    name, was->place_delta_e, after->place_delta_e, match->predicted.place_delta_e,
    natural->place_delta_e, was->worst_delta_e, after->worst_delta_e, natural->worst_delta_e,
    after->ring_delta_e, after->ring_worst_delta_e,
    after->acceptable_delta_e, was->share_beyond, after->share_beyond, natural->share_beyond,
    was->darkest, was->lightest, after->darkest, after->lightest, natural->darkest, natural->lightest, was->contrast_ratio,
    after->contrast_ratio, natural->contrast_ratio, was->band_distance, after->band_distance,
    natural->band_distance, after->patch_band_distance, after->mark_distance,
    smp_visibility_word (after->visibility), smp_visibility_word (natural->visibility),
    smp_reach_sentence (match->predicted.reach));
  g_test_message ("%s: density %.0f (%.0f) healed dot %.2f (%.2f) elongation %.1f (%.1f) dilution "
                  "%.1f irregularity %.2f blur %.2f pigment %d coverage %.2f",
                  name, p->density_per_cm2, s->density_per_cm2.value,
                  p->dot_diameter_mm * p->dot_spread, s->dot_diameter_mm.value, p->elongation,
                  s->elongation.value, p->dilution, p->irregularity, p->photo_blur_px, p->pigment,
                  match->coverage);
}

/* What a needle does well, whatever the scar: dots and no strokes, none larger than a hair. */
static void
assert_possible (const Treated *treated)
{
  const SmpParams       *p        = &treated->params;
  const SmpSurroundings *s        = treated->s;
  gdouble                standing = p->density_per_cm2 * (1.0 - p->missed_dots);
  gdouble                healed   = p->dot_diameter_mm * p->dot_spread;

  g_assert_cmpfloat (p->dilution, >=, 7.999);
  g_assert_cmpfloat (p->dilution, <=, 30.001);
  g_assert_cmpfloat (healed, >=, 0.1599);
  g_assert_cmpfloat (healed, <=, 0.3601);
  if (s->dot_diameter_mm.limit == SMP_LIMIT_NONE && s->dot_diameter_mm.value >= 0.16)
    g_assert_cmpfloat (healed, <=, 1.001 * s->dot_diameter_mm.value);
  g_assert_cmpfloat (p->elongation, <=, 2.0);
  g_assert_cmpfloat (p->depth_mm, ==, smp_param_find ("depth")->default_value);
  g_assert_cmpfloat (standing, <=, 320.1);
  g_assert_cmpint (treated->match.coverage_warning, ==, treated->match.coverage > 0.2);
}

/* At no place do the dots make the scar darker than its surroundings by more than can be seen. */
static void
assert_from_below (const Treated *treated)
{
  g_assert_cmpfloat (treated->after.darkest, >=, MIN (treated->match.before.darkest, 0.0) - 1.0);
}

/* The scar cannot be told from its surroundings: at no place by its colour, nor by its contrast or
 * texture. */
static void
assert_concealed (const Treated *treated)
{
  const SmpVerdict *after = &treated->after;
  gdouble           unit  = after->acceptable_delta_e / 1.8;

  g_assert_cmpint (treated->match.predicted.reach, ==, SMP_REACH_WITHIN);
  g_assert_cmpfloat (after->place_delta_e, <=, 1.5 * unit);
  g_assert_cmpfloat (after->worst_delta_e, <=, 3.0 * unit);
  g_assert_cmpfloat (after->contrast_ratio, >=, 0.9);
  g_assert_cmpfloat (after->contrast_ratio, <=, 1.1);
  g_assert_cmpfloat (after->band_distance, <=, after->patch_band_distance + 0.1);
  g_assert_cmpint (after->visibility, ==, SMP_VISIBILITY_NOT_FOUND);
}

/* What was expected is what comes out. */
static void
assert_as_expected (const Treated *treated)
{
  const SmpVerdict *expected = &treated->match.predicted, *after = &treated->after;

  g_assert_cmpfloat (fabs (after->place_delta_e - expected->place_delta_e), <, 0.2);
  g_assert_cmpfloat (fabs (after->contrast_ratio - expected->contrast_ratio), <, 0.03);
}

static void
treated_clear (Treated *treated)
{
  g_free (treated->light.data);
  smp_surroundings_free (treated->s);
  test_photo_clear (&treated->photo);
  test_photo_clear (&treated->region);
  test_photo_clear (&treated->clean);
}

static void
test_variant (gconstpointer data)
{
  gint    number = GPOINTER_TO_INT (data);
  gchar  *name   = g_strdup_printf ("variant %d", number);
  Treated treated;

  treat (&treated, number, NULL);
  report (&treated, name);
  assert_possible (&treated);
  assert_from_below (&treated);
  assert_as_expected (&treated);
  if (!is_glary (number))
    assert_concealed (&treated);
  treated_clear (&treated);
  g_free (name);
}

/* Scars that differ by 8 and more, paler ones among them, and vanish all the same. */
static void
test_a_plain_scar_is_concealed (gconstpointer data)
{
  const gchar *const *scar = data;
  Treated             treated;

  treat (&treated, atoi (scar[0]), scar[1]);
  report (&treated, scar[1]);
  assert_possible (&treated);
  g_assert_cmpint (treated.match.before.visibility, ==, SMP_VISIBILITY_STANDS_OUT);
  assert_concealed (&treated);
  treated_clear (&treated);
}

/* No needle makes a white scar as dark as the hair around without merging its dots: the verdict has
 * to say what is left, and why. */
static void
test_a_white_scar_is_out_of_reach (void)
{
  Treated treated;

  treat (&treated, 3, "--scar-pale=1.5");
  report (&treated, "white");
  assert_possible (&treated);
  g_assert_cmpint (treated.match.predicted.reach, ==, SMP_REACH_PALE);
  g_assert_cmpint (treated.match.predicted.visibility, >=, SMP_VISIBILITY_SEEN);
  g_assert_cmpfloat (treated.match.predicted.place_delta_e, <,
                     0.7 * treated.match.before.place_delta_e);
  treated_clear (&treated);
}

static const gchar *const plain_scars[][2] = {
  { "5", "--scar-pale=0.6" },  { "11", "--scar-pale=0.3" }, { "18", "--scar-pale=0.3" },
  { "20", "--scar-pale=0.3" }, { "23", "--scar-pale=0.3" },
};

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc > 1)
    {
      sample_program = argv[1];
      g_test_add_func ("/match/white-scar", test_a_white_scar_is_out_of_reach);
      for (guint i = 0; i < G_N_ELEMENTS (plain_scars); i += STEP)
        {
          gchar *path = g_strdup_printf ("/match/plain-scar/%s%s", plain_scars[i][0],
                                         plain_scars[i][1] ? plain_scars[i][1] : "");

          g_test_add_data_func (path, plain_scars[i], test_a_plain_scar_is_concealed);
          g_free (path);
        }
      for (gint i = 0; i < N_VARIANTS; i += STEP)
        {
          gchar *path = g_strdup_printf ("/match/variant/%d", i);

          g_test_add_data_func (path, GINT_TO_POINTER (i), test_variant);
          g_free (path);
        }
    }
  return g_test_run ();
}
