/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Conceals the scar of drawn scalps, and judges what is left of it against the same scalp drawn
 * without a scar.  The first argument is the path of the program that draws them.
 * One drawn scalp, and all that is said of it. */

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib/gstdio.h>

#include "smp/error.h"
#include "smp/match.h"
#include "smp/self-check.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "photo.h"

#define N_VARIANTS 28
#define RING_MM    8.0

/* With so much of its light, the skin of the judged photo's scar is as dark as what is around. */
#define AS_DARK 0.80f

/* Share of the variants of which nothing is found; most others are too pale for a needle, or shine.
 */
#define LEAST_CONCEALED 0.3

/* A self-check is stopped so many times, each at another of its steps. */
#define N_STOPS 6

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
render (const SmpMatcher *matcher, const SmpParams *params, const SmpPlane *region, SmpPlane *light)
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
} Treated;

/* Draws and measures it. */
static void
prepare (Treated *treated, gint number, const gchar *pale)
{
  SmpParams *params = &treated->params;
  GError    *error  = NULL;
  gdouble    px_per_mm;

  draw_sample (number, pale, &treated->photo, &treated->clean, &treated->region, &px_per_mm);
  treated->s =
    smp_surroundings_measure (&treated->photo, &treated->region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  test_scar_params (params);
  params->scar     = SMP_YES;
  treated->matcher = smp_matcher_new (&treated->photo, &treated->region, treated->s, &error);
  g_assert_no_error (error);
}

static void
solve_and_draw (Treated *treated)
{
  SmpParams *params = &treated->params;
  GError    *error  = NULL;

  smp_matcher_solve (treated->matcher, params, &treated->match);
  g_assert_true (smp_params_check (params, &error));
  render (treated->matcher, params, &treated->region, &treated->light);
  smp_match_verdict (&treated->clean, NULL, &treated->region, treated->s, &treated->natural);
  smp_match_verdict (&treated->photo, &treated->light, &treated->region, treated->s,
                     &treated->after);
}

static void
treat (Treated *treated, gint number, const gchar *pale)
{
  prepare (treated, number, pale);
  solve_and_draw (treated);
}

static void
report (const Treated *treated, const gchar *name)
{
  const SmpMatch        *match = &treated->match;
  const SmpVerdict      *after = &treated->after;
  const SmpParams       *p     = &treated->params;
  const SmpSurroundings *s     = treated->s;

  const SmpVerdict *was = &match->before, *natural = &treated->natural;

  g_test_message (
    "%s: places %.1f to %.2f (expected %.2f, without a scar %.2f), worst tenth %.1f to %.2f "
    "(%.2f), ring itself %.2f and %.2f, broad %.2f to %.2f (%.2f), beyond %.1f: %.2f to %.2f "
    "(%.2f), L* %.1f and %.1f to %.1f "
    "and %.1f (%.1f and %.1f; ring %.1f and %.1f), contrast %.2f to "
    "%.3f (%.2f), texture %.2f to %.3f (%.2f; ring %.2f), marks %.2f: %s (%s) %s",
    name, was->place_delta_e, after->place_delta_e, match->predicted.place_delta_e,
    natural->place_delta_e, was->worst_delta_e, after->worst_delta_e, natural->worst_delta_e,
    after->ring_delta_e, after->ring_worst_delta_e, was->broad_delta_e, after->broad_delta_e,
    natural->broad_delta_e, after->acceptable_delta_e, was->share_beyond, after->share_beyond,
    natural->share_beyond, was->darkest, was->lightest, after->darkest, after->lightest,
    natural->darkest, natural->lightest, after->ring_darkest, after->ring_lightest,
    was->contrast_ratio, after->contrast_ratio, natural->contrast_ratio, was->band_distance,
    after->band_distance, natural->band_distance, after->patch_band_distance, after->mark_distance,
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
  g_assert_cmpfloat (standing, <=, 340.1);
  g_assert_cmpint (treated->match.coverage_warning, ==, treated->match.coverage > 0.2);
}

/* At no place do the dots make the scar darker than its surroundings by more than can be seen, nor
 * than it was where it was darker. */
static void
assert_from_below (const Treated *treated)
{
  g_test_message ("darkened %.2f", treated->match.predicted.darkened);
  g_assert_cmpfloat (treated->match.predicted.darkened, <=, 1.0);
  g_assert_cmpfloat (treated->match.predicted.darkest, >=,
                     MIN (treated->match.before.darkest, 0.0) - 1.0);
}

/* The scar cannot be told from its surroundings: at no place by its colour, nor by its contrast or
 * texture.  Scalp without a scar differs from its ring by 1 to 2 itself. */
static void
assert_concealed (const Treated *treated)
{
  const SmpVerdict *after = &treated->after, *natural = &treated->natural;
  gdouble           unit = after->acceptable_delta_e / 1.8;

  g_assert_cmpfloat (after->place_delta_e, <=, MAX (1.5 * unit, 1.25 * natural->place_delta_e));
  g_assert_cmpfloat (after->worst_delta_e, <=, MAX (3.0 * unit, 1.25 * natural->worst_delta_e));
  g_assert_cmpfloat (after->contrast_ratio, >=, 0.88);
  g_assert_cmpfloat (after->contrast_ratio, <=, 1.12);
  g_assert_cmpfloat (after->band_distance, <=, after->patch_band_distance + 0.1);
}

/* What remains is the needle's limit, and named: dots at their darkest, shine, hue, or the length
 * of hair; and it is less than without. */
static void
assert_at_limits (const Treated *treated)
{
  const SmpVerdict *before = &treated->match.before, *after = &treated->match.predicted;

  g_assert_cmpstr (smp_reach_sentence (after->reach), !=, "");
  g_assert_cmpint (after->reach, !=, SMP_REACH_FEW);
  g_assert_cmpint (after->reach, !=, SMP_REACH_DARK_DOTS);
  g_assert_cmpfloat (after->place_delta_e, <, 0.8 * before->place_delta_e);
  g_assert_cmpfloat (after->worst_delta_e, <, 0.9 * before->worst_delta_e);
}

/* What is said to be out of a needle's reach is: dots that are a little darker, larger or more come
 * no nearer, or merge, or stand out, or make a place darker than its surroundings. */
static void
assert_out_of_reach (const Treated *treated)
{
  const SmpVerdict *before = &treated->match.before, *expected = &treated->match.predicted;
  gdouble           hair_mm =
    treated->s->dot_diameter_mm.limit == SMP_LIMIT_NONE ? treated->s->dot_diameter_mm.value : 0.36;

  for (gint k = 0; k < 3; k++)
    {
      SmpParams more = treated->params;
      SmpMatch  match;

      more.dilution *= k == 0 ? 0.9 : 1.0;
      more.dot_diameter_mm *= k == 1 ? 1.1 : 1.0;
      more.density_per_cm2 *= k == 2 ? 1.1 : 1.0;
      if (more.dilution < 8.0 || more.dot_diameter_mm * more.dot_spread > MIN (hair_mm, 0.36) ||
          more.density_per_cm2 > 400.0)
        continue;
      smp_matcher_predict (treated->matcher, &more, &match);
      g_test_message ("  more %d: places %.2f (%.2f), contrast %.2f, darkest %.1f, coverage %.2f",
                      k, match.predicted.place_delta_e, expected->place_delta_e,
                      match.predicted.contrast_ratio, match.predicted.darkest, match.coverage);
      g_assert_true (match.coverage_warning || match.predicted.contrast_ratio > 1.1 ||
                     match.predicted.darkest < MIN (before->darkest, 0.0) - 1.0 ||
                     match.predicted.place_delta_e > 0.95 * expected->place_delta_e);
    }
}

/* Of the scars tried, how many were concealed, and how many were not for each reason. */
static gint n_tried, n_concealed, n_reasons[SMP_REACH_TEXTURE + 1];

/* What was expected is what comes out. */
static void
assert_as_expected (const Treated *treated)
{
  const SmpVerdict *expected = &treated->match.predicted, *after = &treated->after;

  g_assert_cmpfloat (fabs (after->place_delta_e - expected->place_delta_e), <, 0.3);
  g_assert_cmpfloat (fabs (after->contrast_ratio - expected->contrast_ratio), <, 0.03);
  g_assert_cmpint (abs ((gint) after->visibility - (gint) expected->visibility), <=, 1);
}

static void
treated_clear (Treated *treated)
{
  smp_matcher_free (treated->matcher);
  g_free (treated->light.data);
  smp_surroundings_free (treated->s);
  test_photo_clear (&treated->photo);
  test_photo_clear (&treated->region);
  test_photo_clear (&treated->clean);
}

/* Nothing that is measured gives it away; where the hair could not be counted, the word is no
 * better for that. */
static gboolean
is_concealed (const SmpVerdict *verdict)
{
  return verdict->visibility == SMP_VISIBILITY_NOT_FOUND ||
         (verdict->visibility == SMP_VISIBILITY_IF_LOOKED_FOR &&
          verdict->reach == SMP_REACH_RESOLUTION);
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
  n_tried++;
  if (is_concealed (&treated.after))
    {
      n_concealed++;
      assert_concealed (&treated);
    }
  else if (!is_concealed (&treated.match.predicted))
    {
      n_reasons[treated.match.predicted.reach]++;
      assert_at_limits (&treated);
      if (treated.match.predicted.reach == SMP_REACH_PALE)
        assert_out_of_reach (&treated);
    }
  treated_clear (&treated);
  g_free (name);
}

/* Dots of the region as they would be drawn. */
static gdouble
dots_of (const Treated *treated)
{
  gsize    n       = (gsize) treated->region.width * (gsize) treated->region.height;
  SmpPlane density = treated->region;
  gdouble  sum     = 0.0;

  density.data = g_new0 (gfloat, n);
  smp_matcher_density (treated->matcher, &treated->params, &density);
  for (gsize i = 0; i < n; i++)
    sum += (gdouble) (density.data[i] * treated->region.data[i]);
  g_free (density.data);
  return treated->params.density_per_cm2 * sum;
}

/* Laid evenly, as many dots stand as where each place has its own share. */
static void
test_dots_laid_evenly_are_as_many (void)
{
  Treated treated;
  gdouble by_place, evenly;

  treat (&treated, 9, NULL);
  by_place = dots_of (&treated);
  g_assert_true (by_place > 0.0);
  smp_matcher_lay_evenly (treated.matcher, &treated.params);
  evenly = dots_of (&treated);
  g_test_message ("evenly %.3f of by place, density %.0f", evenly / by_place,
                  treated.params.density_per_cm2);
  g_assert_cmpfloat_with_epsilon (evenly / by_place, 1.0, 0.1);
  treated_clear (&treated);
}

/* Soft dots beside a scar's dark places tempt to what is nearer on the whole and too dark at one.
 */
static void
test_no_place_gets_too_dark (void)
{
  Treated treated;

  prepare (&treated, 9, NULL);
  treated.params.dot_softness_mm = 0.12;
  solve_and_draw (&treated);
  assert_from_below (&treated);
  treated_clear (&treated);
}

/* Scars that stand out, paler ones among them, and then are seen only if one looks, if at all. */
static void
test_a_plain_scar_is_concealed (gconstpointer data)
{
  const gchar *const *scar = data;
  Treated             treated;

  treat (&treated, atoi (scar[0]), scar[1]);
  report (&treated, scar[1]);
  assert_possible (&treated);
  assert_from_below (&treated);
  g_assert_cmpint (treated.match.before.visibility, ==, SMP_VISIBILITY_STANDS_OUT);
  g_assert_cmpfloat (treated.after.place_delta_e, <, 0.40 * treated.match.before.place_delta_e);
  g_assert_cmpint (treated.after.visibility, <=, SMP_VISIBILITY_SEEN);
  treated_clear (&treated);
}

/* Dots reach what a needle's limits let them reach: no scar becomes a limit for want of trying. */
static void
test_most_scars_are_within_reach (void)
{
  g_test_message ("%d of %d variants concealed; of the others pale %d, hue %d, shine %d, faint %d, "
                  "loud %d, long hair %d, resolution %d, texture %d",
                  n_concealed, n_tried, n_reasons[SMP_REACH_PALE], n_reasons[SMP_REACH_HUE],
                  n_reasons[SMP_REACH_SHINE], n_reasons[SMP_REACH_FAINT], n_reasons[SMP_REACH_LOUD],
                  n_reasons[SMP_REACH_LENGTH], n_reasons[SMP_REACH_RESOLUTION],
                  n_reasons[SMP_REACH_TEXTURE]);
  g_assert_cmpint (n_tried, ==, (N_VARIANTS + TEST_STEP - 1) / TEST_STEP);
  g_assert_cmpfloat (n_concealed, >=, LEAST_CONCEALED * n_tried);
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
                     0.8 * treated.match.before.place_delta_e);
  treated_clear (&treated);
}

/* Solves beside hair of that size and shape, whatever is drawn. */
static void
solve_beside (gdouble dot_mm, gdouble elongation, SmpParams *params, SmpMatch *match)
{
  SmpPlane photo, clean, region;
  GError  *error = NULL;
  gdouble  px_per_mm;

  g_autoptr (SmpSurroundings) s  = NULL;
  g_autoptr (SmpMatcher) matcher = NULL;

  draw_sample (12, NULL, &photo, &clean, &region, &px_per_mm);
  s = smp_surroundings_measure (&photo, &region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  s->dot_diameter_mm = (SmpFigure) { dot_mm, 1.0, SMP_LIMIT_NONE };
  s->elongation      = (SmpFigure) { elongation, 1.0, SMP_LIMIT_NONE };
  matcher            = smp_matcher_new (&photo, &region, s, &error);
  g_assert_no_error (error);
  test_scar_params (params);
  smp_matcher_solve (matcher, params, match);
  g_test_message ("density %.0f, dilution %.1f, irregularity %.2f, contrast %.3f",
                  params->density_per_cm2, params->dilution, params->irregularity,
                  match->predicted.contrast_ratio);
  g_assert_cmpfloat (match->predicted.contrast_ratio, <=, 1.0 + SMP_MATCH_MOST_CONTRAST);
  test_photo_clear (&photo);
  test_photo_clear (&region);
  test_photo_clear (&clean);
}

/* Beside strokes that are larger than any dot, dots are no black pepper. */
static void
test_dots_beside_long_hair_are_soft (void)
{
  SmpParams params;
  SmpMatch  match;

  solve_beside (0.55, 8.0, &params, &match);
  g_assert_cmpfloat (params.dilution, >=, 9.999);
  g_assert_cmpfloat (params.irregularity, <=, 0.601);
  g_assert_cmpfloat (match.predicted.darkened, <=, 1.0);
}

/* Stubble is short however thick it is, and dots beside it have its pattern. */
static void
test_dots_beside_thick_stubble_are_as_loud (void)
{
  SmpParams params;
  SmpMatch  match;

  solve_beside (0.45, 4.0, &params, &match);
  g_assert_cmpfloat (params.dilution, <, 9.9);
}

/* Scalp without a scar, whose surroundings were measured, and a picture of it. */
typedef struct
{
  SmpPlane         photo, region, light;
  SmpPlane         scarred; /* not needed */
  SmpSurroundings *s;
} Judged;

typedef gfloat (*PaintFunc) (gfloat light, gint c, gint x, gint y);

static Judged judged;

static void
judged_init (void)
{
  GError *error = NULL;
  gdouble px_per_mm;
  gsize   n;

  if (judged.s)
    return;
  draw_sample (4, NULL, &judged.scarred, &judged.photo, &judged.region, &px_per_mm);
  judged.s = smp_surroundings_measure (&judged.photo, &judged.region, px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  n                       = (gsize) judged.photo.width * (gsize) judged.photo.height;
  judged.light            = judged.photo;
  judged.light.components = 4;
  judged.light.data       = g_new (gfloat, 4 * n);
  for (gsize i = 0; i < 4 * n; i++)
    judged.light.data[i] = 1.0f;
}

static void
judged_clear (void)
{
  g_clear_pointer (&judged.s, smp_surroundings_free);
  test_photo_clear (&judged.photo);
  test_photo_clear (&judged.scarred);
  test_photo_clear (&judged.region);
  g_clear_pointer (&judged.light.data, g_free);
}

/* The verdict where the region's skin, or what dots leave of its light, is painted. */
static SmpVerdict
judge_painted (PaintFunc skin, PaintFunc dots)
{
  SmpPlane   photo = judged.photo, light = judged.light;
  gsize      n = (gsize) photo.width * (gsize) photo.height;
  SmpVerdict verdict;

  photo.data = g_memdup2 (photo.data, sizeof (gfloat) * n * (gsize) photo.components);
  light.data = g_memdup2 (light.data, sizeof (gfloat) * n * 4);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3 && *smp_plane_at (&judged.region, x, y) > 0.5f; c++)
        {
          gfloat *of_skin = smp_plane_at (&photo, x, y) + c;
          gfloat *of_dots = smp_plane_at (&light, x, y) + c;

          *of_skin = skin ? skin (*of_skin, c, x, y) : *of_skin;
          *of_dots = dots ? dots (*of_dots, c, x, y) : *of_dots;
        }
  smp_match_verdict (&photo, &light, &judged.region, judged.s, &verdict);
  g_free (photo.data);
  g_free (light.data);
  return verdict;
}

static gfloat
paler (gfloat light, gint c, gint x, gint y)
{
  return 1.4f * light;
}

static gfloat
darker (gfloat light, gint c, gint x, gint y)
{
  return 0.65f * light;
}

/* Wide fields, about as bright together as before. */
static gfloat
paler_and_darker (gfloat light, gint c, gint x, gint y)
{
  return (x / 150 % 2 ? 1.40f : 0.65f) * light;
}

static gfloat
redder (gfloat light, gint c, gint x, gint y)
{
  static const gfloat factors[] = { 1.30f, 0.92f, 0.90f };

  return factors[c] * light;
}

static gfloat own_colour[3];

/* As light, and with more of the skin's own colour, of whatever grey lies over it less. */
static gfloat
less_grey (gfloat light, gint c, gint x, gint y)
{
  return own_colour[c] * light;
}

static void
set_own_colour (void)
{
  const gdouble *skin = judged.s->skin.rgb;
  gdouble        own[3], more[3];

  for (gint c = 0; c < 3; c++)
    {
      own[c]  = pow (skin[c], 0.4);
      more[c] = skin[c] * own[c];
    }
  for (gint c = 0; c < 3; c++)
    own_colour[c] = (gfloat) (own[c] * smp_luminance (skin) / smp_luminance (more));
}

/* Glints of a lamp's colour. */
static gfloat
shiny (gfloat light, gint c, gint x, gint y)
{
  return light + (x / 150 % 2 ? 0.3f : 0.0f);
}

/* Fine dots on every third pixel. */
static gfloat
busy (gfloat light, gint c, gint x, gint y)
{
  return (x % 3 == 0 && y % 3 == 0 ? 0.2f : 1.08f) * light;
}

static void
test_untouched_scalp_is_not_found (void)
{
  SmpVerdict verdict;

  judged_init ();
  verdict = judge_painted (NULL, NULL);
  g_assert_cmpint (verdict.visibility, ==, SMP_VISIBILITY_NOT_FOUND);
  g_assert_cmpint (verdict.reach, ==, SMP_REACH_WITHIN);
  g_assert_cmpstr (smp_reach_sentence (verdict.reach), ==, "");
}

static void
test_light_and_dark_do_not_cancel (void)
{
  SmpVerdict verdict;

  judged_init ();
  verdict = judge_painted (paler_and_darker, NULL);
  g_assert_cmpfloat (verdict.mean_delta_e_2000, <, 3.0);
  g_assert_cmpfloat (verdict.place_delta_e, >, 4.0);
  g_assert_cmpfloat (verdict.share_beyond, >, 0.7);
  g_assert_cmpint (verdict.visibility, >=, SMP_VISIBILITY_SEEN);
}

/* Whether dots made it dark, or it was so, is told apart. */
static void
test_the_reason_is_true (void)
{
  judged_init ();
  g_assert_cmpint (judge_painted (paler, NULL).reach, ==, SMP_REACH_PALE);
  g_assert_cmpint (judge_painted (darker, NULL).reach, ==, SMP_REACH_DARK);
  g_assert_cmpint (judge_painted (NULL, darker).reach, ==, SMP_REACH_DARK_DOTS);
  g_assert_cmpint (judge_painted (paler, darker).visibility, <=, SMP_VISIBILITY_IF_LOOKED_FOR);
  g_assert_cmpint (judge_painted (redder, NULL).reach, ==, SMP_REACH_HUE);
  g_assert_cmpint (judge_painted (shiny, NULL).reach, ==, SMP_REACH_SHINE);
}

static struct
{
  gint x, y;
} spot;

/* In the middle of the region's middle column. */
static void
set_spot (void)
{
  gint rows = 0, sum = 0;

  spot.x = judged.region.x + judged.region.width / 2;
  for (gint y = judged.region.y; y < judged.region.y + judged.region.height; y++)
    if (*smp_plane_at (&judged.region, spot.x, y) > 0.5f)
      {
        rows++;
        sum += y;
      }
  g_assert_cmpint (rows, >, 0);
  spot.y = sum / rows;
}

static gboolean
is_in_spot (gint x, gint y)
{
  return hypot (x - spot.x, y - spot.y) <= 0.75 * judged.s->px_per_mm;
}

/* White over 1.5 mm, and all the rest as it was. */
static gfloat
one_white_spot (gfloat light, gint c, gint x, gint y)
{
  return is_in_spot (x, y) ? 2.2f * light : light;
}

/* The same, of a mole. */
static gfloat
one_dark_spot (gfloat light, gint c, gint x, gint y)
{
  return is_in_spot (x, y) ? 0.25f * light : light;
}

/* A spot is too small for any mean to tell, and the eye goes to it first; a dark one stands out as
 * hair does, and more. */
static void
test_a_single_spot_is_found (void)
{
  static const struct
  {
    PaintFunc paint;
    SmpReach  reach;
  } spots[] = { { one_white_spot, SMP_REACH_SPOT }, { one_dark_spot, SMP_REACH_UNEVEN } };

  judged_init ();
  set_spot ();
  for (gsize i = 0; i < G_N_ELEMENTS (spots); i++)
    {
      SmpVerdict verdict = judge_painted (spots[i].paint, NULL);

      g_test_message ("places %.2f, L* %.1f to %.1f, of the ring %.1f to %.1f",
                      verdict.place_delta_e, verdict.darkest, verdict.lightest,
                      verdict.ring_darkest, verdict.ring_lightest);
      g_assert_cmpint (verdict.visibility, ==, SMP_VISIBILITY_IF_LOOKED_FOR);
      g_assert_cmpint (verdict.reach, ==, spots[i].reach);
    }
}

static gfloat flat_colour[3];

/* What stands out of the region's colour does so less. */
static gfloat
fainter (gfloat light, gint c, gint x, gint y)
{
  return 0.4f * light + 0.6f * flat_colour[c];
}

/* The colour is right, the pattern is not: because nothing of it is seen, because hair is long, or
 * because it is the dots' own, or was there
 * without them. */
static void
test_the_reason_of_a_pattern_is_true (void)
{
  judged_init ();
  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) judged.s->mean.rgb[c];
  g_assert_cmpint (judge_painted (NULL, busy).reach, ==, SMP_REACH_LOUD);
  g_assert_cmpint (judge_painted (busy, NULL).reach, ==, SMP_REACH_UNEVEN);
  judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (judge_painted (fainter, NULL).reach, ==, SMP_REACH_FAINT);
  judged.s->elongation.value = 5.0;
  g_assert_cmpint (judge_painted (fainter, NULL).reach, ==, SMP_REACH_LENGTH);
  judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_SCALE };
  g_assert_cmpint (judge_painted (fainter, NULL).reach, ==, SMP_REACH_RESOLUTION);
}

static gfloat
a_shade_paler (gfloat light, gint c, gint x, gint y)
{
  return 1.1f * light;
}

static gfloat
a_shade_darker (gfloat light, gint c, gint x, gint y)
{
  return light / 1.1f;
}

/* Dots in the right tone: whether they are like the hair is known only where the hair was counted.
 * Skin as it was needs no count. */
static void
test_dots_beside_hidden_hair_are_not_praised (void)
{
  static const struct
  {
    SmpLimit limit;
    SmpReach reach;
  } hidden[] = { { SMP_LIMIT_SCALE, SMP_REACH_RESOLUTION },
                 { SMP_LIMIT_BLUR, SMP_REACH_RESOLUTION },
                 { SMP_LIMIT_NOISE, SMP_REACH_RESOLUTION },
                 { SMP_LIMIT_MERGED, SMP_REACH_RESOLUTION } };

  judged_init ();
  judged.s->density_per_cm2 = (SmpFigure) { 130.0, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (judge_painted (a_shade_paler, a_shade_darker).reach, ==, SMP_REACH_WITHIN);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      SmpVerdict dotted;

      judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, hidden[i].limit };
      dotted                    = judge_painted (a_shade_paler, a_shade_darker);
      g_assert_cmpint (dotted.visibility, ==, SMP_VISIBILITY_IF_LOOKED_FOR);
      g_assert_cmpint (dotted.reach, ==, hidden[i].reach);
      g_assert_cmpint (judge_painted (NULL, NULL).visibility, ==, SMP_VISIBILITY_NOT_FOUND);
    }
  judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_NO_HAIR };
  g_assert_cmpint (judge_painted (a_shade_paler, a_shade_darker).reach, ==, SMP_REACH_WITHIN);
}

/* Beside hair too long for dots they are not judged, be they in the right tone or far off. */
static void
test_dots_beside_long_hair_are_not_judged (void)
{
  judged_init ();
  judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_LONG };
  for (gint right = 0; right < 2; right++)
    {
      SmpVerdict dotted = judge_painted (right ? a_shade_paler : NULL, a_shade_darker);

      g_assert_cmpint (dotted.visibility, ==, SMP_VISIBILITY_NOT_JUDGED);
      g_assert_cmpint (dotted.reach, ==, SMP_REACH_LENGTH);
    }
  /* Skin as it was needs no hair to be like. */
  g_assert_cmpint (judge_painted (NULL, NULL).visibility, ==, SMP_VISIBILITY_NOT_FOUND);
  g_assert_cmpint (judge_painted (a_shade_paler, NULL).visibility, !=, SMP_VISIBILITY_NOT_JUDGED);
}

static gfloat
as_the_ring (gfloat light, gint c, gint x, gint y)
{
  return flat_colour[c];
}

static gint   pattern_px;
static gfloat pattern_depth;

/* Dots of equal distances. */
static gfloat
patterned (gfloat light, gint c, gint x, gint y)
{
  const gfloat turn = 2.0f * (gfloat) G_PI / (gfloat) pattern_px;

  return expf (pattern_depth *
               (sinf (turn * (gfloat) x + 0.8f) * sinf (turn * (gfloat) y + 0.8f) - 1.0f));
}

/* Even skin that is paler by what they take. */
static gfloat
paler_by_the_pattern (gfloat light, gint c, gint x, gint y)
{
  return flat_colour[c] * expf (pattern_depth) / (1.0f + pattern_depth * pattern_depth / 8.0f);
}

/* On even skin, dots that stand out just as the hair around does. */
static SmpVerdict
judge_pattern (gint period_px)
{
  pattern_px    = period_px;
  pattern_depth = 0.7f;
  pattern_depth /= (gfloat) judge_painted (paler_by_the_pattern, patterned).contrast_ratio;
  return judge_painted (paler_by_the_pattern, patterned);
}

/* The colour is right, and as much stands out as around: what is seen is that dots are too fine or
 * too coarse, which only dots can be. */
static void
test_the_reason_of_a_texture_is_true (void)
{
  static const gint periods_px[] = { 4, 14 };

  judged_init ();
  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) judged.s->mean.rgb[c];
  judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
  for (gsize i = 0; i < G_N_ELEMENTS (periods_px); i++)
    {
      SmpVerdict verdict = judge_pattern (periods_px[i]);

      g_test_message ("period %d px, depth %.2f: contrast %.2f, texture %.2f, of the ring %.2f, "
                      "broad %.2f, "
                      "places %.2f",
                      periods_px[i], (gdouble) pattern_depth, verdict.contrast_ratio,
                      verdict.band_distance, verdict.patch_band_distance, verdict.broad_delta_e,
                      verdict.place_delta_e);
      g_assert_cmpfloat (fabs (verdict.contrast_ratio - 1.0), <, SMP_MATCH_MOST_CONTRAST);
      g_assert_cmpint (verdict.visibility, >, SMP_VISIBILITY_NOT_FOUND);
      g_assert_cmpint (verdict.reach, ==, SMP_REACH_TEXTURE);
    }
}

/* Where long hair covers the skin around with its grey, skin without it is of no other hue: it is
 * the hair's length that dots do not reach. */
static void
test_bare_skin_beside_long_hair_is_not_called_red (void)
{
  judged_clear ();
  judged_init ();
  set_own_colour ();
  judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (judge_painted (less_grey, NULL).reach, ==, SMP_REACH_HUE);
  judged.s->elongation.value = 5.0;
  g_assert_cmpint (judge_painted (less_grey, NULL).reach, ==, SMP_REACH_LENGTH);
  g_assert_cmpint (judge_painted (redder, NULL).reach, ==, SMP_REACH_HUE);
  judged_clear ();
}

/* The map marks as much of the region as the verdict says, and nothing outside. */
static void
check_map (const SmpMatcher *matcher, const SmpPlane *region, const SmpVerdict *verdict)
{
  const gint n    = region->width * region->height;
  SmpPlane   map  = *region;
  gdouble    area = 0.0, beyond = 0.0;

  map.data = g_new (gfloat, n);
  smp_matcher_map (matcher, &map);
  for (gint i = 0; i < n; i++)
    {
      if (region->data[i] <= 0.0f)
        g_assert_cmpfloat (map.data[i], ==, 0.0f);
      area += (gdouble) region->data[i];
      if (map.data[i] > 1.0f)
        beyond += (gdouble) region->data[i];
    }
  g_assert_cmpfloat (verdict->share_beyond, >, 0.2);
  g_assert_cmpfloat (fabs (beyond / area - verdict->share_beyond), <, 0.15);
  g_free (map.data);
}

/* Less light, by a twentieth to a fifth, without an edge. */
static gfloat
in_shade (gfloat light, gint c, gint x, gint y)
{
  return (0.875f + 0.075f * sinf (0.01f * (gfloat) x)) * flat_colour[c];
}

/* More light, by less than is seen. */
static gfloat
hardly_paler (gfloat light, gint c, gint x, gint y)
{
  return 1.015f * flat_colour[c];
}

/* What a camera's noise leaves of the light. */
static gfloat
grain (gint x, gint y)
{
  guint number = (guint) x * 2654435761u ^ (guint) y * 2246822519u;

  return 0.96f + 0.02f * (gfloat) ((number >> 13) % 5);
}

/* A photo of bare skin around a region that is painted, and what is solved for it. */
static void
solve_beside_bare_skin (PaintFunc skin, SmpParams *params, SmpMatch *match, gdouble *most_dots)
{
  SmpPlane photo = judged.photo, density = judged.region;
  gsize    n     = (gsize) photo.width * (gsize) photo.height;
  GError  *error = NULL;

  g_autoptr (SmpSurroundings) s  = NULL;
  g_autoptr (SmpMatcher) matcher = NULL;

  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) judged.s->skin.rgb[c];
  photo.data = g_memdup2 (photo.data, sizeof (gfloat) * n * (gsize) photo.components);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&photo, x, y)[c] =
          grain (x, y) *
          (*smp_plane_at (&judged.region, x, y) > 0.5f ? skin (0.0f, c, x, y) : flat_colour[c]);
  s = smp_surroundings_measure (&photo, &judged.region, judged.s->px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  s->density_per_cm2 = s->photo_blur_px = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_NO_HAIR };
  matcher                               = smp_matcher_new (&photo, &judged.region, s, &error);
  g_assert_no_error (error);
  test_scar_params (params);
  smp_matcher_solve (matcher, params, match);
  density.data = g_new0 (gfloat, n);
  smp_matcher_density (matcher, params, &density);
  *most_dots = 0.0;
  for (gsize i = 0; i < n; i++)
    *most_dots = MAX (*most_dots, params->density_per_cm2 * (gdouble) density.data[i]);
  g_test_message ("contrast %.2f (%.2f), places %.2f to %.2f, darkened %.2f; density %.0f, %.0f at "
                  "most, dot %.2f, "
                  "dilution %.1f: %s",
                  match->before.contrast_ratio, match->predicted.contrast_ratio,
                  match->before.place_delta_e, match->predicted.place_delta_e,
                  match->predicted.darkened, params->density_per_cm2, *most_dots,
                  params->dot_diameter_mm * params->dot_spread, params->dilution,
                  smp_reach_sentence (match->predicted.reach));
  g_free (density.data);
  g_free (photo.data);
}

/* Dots only darken: beside bare skin there are none where the skin is as dark already, and the
 * verdict is what the skin gets without them. */
static void
test_no_dots_where_they_make_it_worse (void)
{
  SmpParams params;
  SmpMatch  match;
  gdouble   most_dots;

  judged_init ();
  solve_beside_bare_skin (in_shade, &params, &match, &most_dots);
  g_assert_cmpfloat (most_dots, ==, 0.0);
  g_assert_cmpfloat (match.coverage, ==, 0.0);
  g_assert_cmpfloat (match.predicted.place_delta_e, ==, match.before.place_delta_e);
  g_assert_cmpfloat (match.predicted.darkened, <, 0.01);
  g_assert_cmpint (match.predicted.reach, ==, SMP_REACH_DARK);
  solve_beside_bare_skin (as_the_ring, &params, &match, &most_dots);
  g_assert_cmpfloat (most_dots, ==, 0.0);
  g_assert_cmpint (match.predicted.visibility, ==, match.before.visibility);
  solve_beside_bare_skin (hardly_paler, &params, &match, &most_dots);
  g_assert_cmpint (match.before.visibility, ==, SMP_VISIBILITY_NOT_FOUND);
  g_assert_cmpfloat (most_dots, ==, 0.0);
}

/* Some of it paler, some darker, without an edge. */
static gfloat
paler_or_in_shade (gfloat light, gint c, gint x, gint y)
{
  return (1.05f + 0.20f * sinf (0.01f * (gfloat) x)) * flat_colour[c];
}

/* Dots go where they are needed, at densities and sizes that are needled, and no softer than what
 * is in focus: softer ones would be a veil. */
static void
test_dots_only_where_the_skin_is_paler (void)
{
  SmpParams params;
  SmpMatch  match;
  gdouble   most_dots;

  judged_init ();
  solve_beside_bare_skin (paler_or_in_shade, &params, &match, &most_dots);
  g_assert_cmpfloat (most_dots, >, 40.0);
  g_assert_cmpfloat (most_dots, <=, 270.0);
  g_assert_cmpfloat (params.dot_diameter_mm * params.dot_spread, >=, 0.1999);
  g_assert_cmpfloat (params.photo_blur_px, <, 1.61);
  g_assert_cmpfloat (match.predicted.place_delta_e, <, 0.97 * match.before.place_delta_e);
  g_assert_cmpfloat (match.predicted.darkened, <, 1.0);
}

/* The scar's right half is as pale as it is, its left half as dark as its surroundings. */
static gfloat
half_as_dark (gint x, gint middle)
{
  return AS_DARK + (1.0f - AS_DARK) * CLAMP ((gfloat) (x - middle) / 80.0f + 0.5f, 0.0f, 1.0f);
}

/* Bare skin beside hair gets dots also where its tone is that of the surroundings already: fewer,
 * since no place becomes darker than may be, but there is hardly a place without. */
static void
test_no_hole_where_the_skin_is_as_dark (void)
{
  SmpPlane  photo, density;
  gdouble   area = 0.0, hole = 0.0;
  GError   *error = NULL;
  SmpParams params;
  SmpMatch  match;
  gsize     n;

  g_autoptr (SmpSurroundings) s  = NULL;
  g_autoptr (SmpMatcher) matcher = NULL;

  judged_init ();
  photo        = judged.scarred;
  density      = judged.region;
  n            = (gsize) photo.width * (gsize) photo.height;
  photo.data   = g_memdup2 (photo.data, sizeof (gfloat) * 3 * n);
  density.data = g_new0 (gfloat, n);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3 && *smp_plane_at (&judged.region, x, y) > 0.5f; c++)
        smp_plane_at (&photo, x, y)[c] *= half_as_dark (x, photo.width / 2);
  s = smp_surroundings_measure (&photo, &judged.region, judged.s->px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  matcher = smp_matcher_new (&photo, &judged.region, s, &error);
  g_assert_no_error (error);
  test_scar_params (&params);
  smp_matcher_solve (matcher, &params, &match);
  smp_matcher_density (matcher, &params, &density);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width / 2 - 80; x++)
      if (*smp_plane_at (&judged.region, x, y) > 0.5f)
        {
          gdouble standing = params.density_per_cm2 * (1.0 - params.missed_dots) *
                             (gdouble) *smp_plane_at (&density, x, y);

          area += 1.0;
          hole += standing < 0.2 * s->density_per_cm2.value;
        }
  g_test_message ("before L* %.1f to %.1f, after %.1f to %.1f, darkened %.2f, without dots %.3f",
                  match.before.darkest, match.before.lightest, match.predicted.darkest,
                  match.predicted.lightest, match.predicted.darkened, hole / area);
  g_assert_cmpfloat (match.predicted.darkened, <=, 1.0);
  g_assert_cmpfloat (hole / area, <=, 0.10);
  g_free (photo.data);
  g_free (density.data);
}

/* Too few dots are no fault of the needle. */
static void
test_too_few_dots_are_said_to_be_few (void)
{
  Treated   treated;
  SmpParams params;
  SmpMatch  match;

  treat (&treated, 2, NULL);
  params = treated.params;
  params.density_per_cm2 *= 0.3;
  smp_matcher_predict (treated.matcher, &params, &match);
  g_assert_cmpint (match.predicted.visibility, >=, SMP_VISIBILITY_SEEN);
  check_map (treated.matcher, &treated.region, &match.predicted);
  g_assert_cmpint (match.predicted.reach, ==, SMP_REACH_FEW);
  treated_clear (&treated);
}

/* The mean colour of a picture where the scar is. */
static SmpColour
colour_in_scar (const SmpPlane *photo, const SmpPlane *light, const SmpPlane *region)
{
  gdouble   sum[3] = { 0.0, 0.0, 0.0 }, n = 0.0;
  SmpColour colour;

  for (gint y = 0; y < photo->height; y++)
    for (gint x = 0; x < photo->width; x++)
      if (*smp_plane_at (region, x, y) > 0.5f)
        {
          n += 1.0;
          for (gint c = 0; c < 3; c++)
            sum[c] += (gdouble) (smp_plane_at (photo, x, y)[c] *
                                 (light ? smp_plane_at (light, x, y)[c] : 1.0f));
        }
  for (gint c = 0; c < 3; c++)
    sum[c] /= MAX (n, 1.0);
  smp_colour_set (&colour, sum);
  return colour;
}

/* Hairs, or dots found as such, where the scar is. */
static gdouble
marks_in_scar (const SmpPlane *photo,
               const SmpPlane *light,
               const SmpPlane *region,
               gdouble         px_per_mm)
{
  SmpPlane picture = *photo;
  gsize    n       = (gsize) photo->width * (gsize) photo->height;

  g_autofree gfloat *data       = g_memdup2 (photo->data, sizeof (gfloat) * 3 * n);
  g_autoptr (SmpSurroundings) s = NULL;

  picture.data = data;
  for (gsize i = 0; light && i < n; i++)
    for (gsize c = 0; c < 3; c++)
      data[3 * i + c] *= light->data[4 * i + c];
  s = smp_surroundings_measure (&picture, region, px_per_mm, RING_MM, NULL);
  return s->inside_density_per_cm2.value;
}

/* What the check says of hair around that it clears and fills is what comes of filling a scar that
 * is bare skin, beside the same scalp with its hair there. */
static void
test_the_self_check_is_true (gconstpointer data)
{
  Treated      treated;
  SmpSelfCheck check;
  SmpParams    params;
  GError      *error = NULL;
  SmpColour    was, is;
  gdouble      density, contrast, delta_e;

  treat (&treated, GPOINTER_TO_INT (data), "--scar-pale=0");
  params = treated.params;
  g_assert_true (smp_self_check (&treated.photo, &treated.region, treated.s, &params, NULL, &check,
                                 &error));
  g_assert_no_error (error);
  was     = colour_in_scar (&treated.clean, NULL, &treated.region);
  is      = colour_in_scar (&treated.photo, &treated.light, &treated.region);
  delta_e = smp_delta_e_2000 (&is, &was);
  density = marks_in_scar (&treated.photo, &treated.light, &treated.region, treated.s->px_per_mm) /
            marks_in_scar (&treated.clean, NULL, &treated.region, treated.s->px_per_mm);
  contrast = treated.after.contrast_ratio / treated.natural.contrast_ratio;
  g_test_message ("%u patches, %.0f hairs: density %.2f (truth %.2f), delta E %.2f (%.2f), "
                  "contrast "
                  "%.2f (%.2f)",
                  check.n_patches, check.hairs, check.density_ratio, density, check.delta_e,
                  delta_e, check.contrast_ratio, contrast);
  /* Where few of the soft dots are found as hairs are, it is said that they are few, and no more.
   */
  if (density >= SMP_COUNTED_ALIKE || check.density_ratio >= SMP_COUNTED_ALIKE)
    g_assert_cmpfloat (fabs (check.density_ratio / density - 1.0), <, 0.2);
  else
    g_assert_cmpfloat (fabs (check.density_ratio - density), <, 0.25);
  g_assert_cmpfloat (fabs (check.contrast_ratio / contrast - 1.0), <, 0.2);
  g_assert_cmpfloat (fabs (check.delta_e - delta_e), <, 0.75);
  treated_clear (&treated);
}

/* Hair that cannot be counted, or of which there is too little, says nothing of dots. */
static void
test_the_self_check_says_why_not (void)
{
  SmpSelfCheck check;
  SmpParams    params;

  g_autoptr (GError) error = NULL;

  judged_init ();
  smp_params_init (&params);
  judged.s->density_per_cm2 = (SmpFigure) { 130.0, 1.0, SMP_LIMIT_NONE };
  for (gint i = 0; i < judged.s->ring.width * judged.s->ring.height; i++)
    judged.s->ring.data[i] = i % 8 == 0;
  g_assert_false (smp_self_check (&judged.photo, &judged.region, judged.s, &params, NULL, &check,
                                  &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_assert_nonnull (strstr (error->message, "too little hair"));
  g_clear_error (&error);
  judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_BLUR };
  g_assert_false (smp_self_check (&judged.photo, &judged.region, judged.s, &params, NULL, &check,
                                  &error));
  g_assert_cmpstr (error->message, ==, smp_limit_sentence (SMP_LIMIT_BLUR));
  g_assert_cmpuint (check.n_patches, ==, 0);
  judged_clear ();
}

/* A self-check that runs in a thread of its own. */
typedef struct
{
  const Treated *treated;
  gint           stop, ended;
  gboolean       done;
  SmpSelfCheck   check;
  GError        *error;
} Running;

static gpointer
run_self_check (gpointer data)
{
  Running       *running = data;
  const Treated *treated = running->treated;

  running->done = smp_self_check (&treated->photo, &treated->region, treated->s, &treated->params,
                                  &running->stop, &running->check, &running->error);
  g_atomic_int_set (&running->ended, 1);
  return NULL;
}

/* Lets it work until that many of clock ()'s ticks have gone since start, or it has ended. */
static void
let_work (Running *running, clock_t start, clock_t ticks)
{
  while (clock () - start < ticks && !g_atomic_int_get (&running->ended))
    g_usleep (1000);
}

/* Whoever closes a dialog does not wait for what nobody will read; so it is at each of its steps.
 * Work is counted in processor time, which other programs on the machine do not prolong. */
static void
test_the_self_check_stops_at_once (void)
{
  Treated treated;
  clock_t whole = 0, longest = 0;
  guint   n_stopped = 0;

  treat (&treated, 0, NULL);
  for (gint i = -1; i < N_STOPS; i++)
    {
      Running  running = { &treated, 0, 0, FALSE, { 0 }, NULL };
      clock_t  start   = clock ();
      GThread *thread  = g_thread_new ("self-check", run_self_check, &running);

      if (i >= 0)
        {
          let_work (&running, start, whole * i / (N_STOPS + 1));
          g_atomic_int_set (&running.stop, 1);
          start = clock ();
        }
      g_thread_join (thread);
      if (i < 0)
        {
          whole = clock () - start;
          g_assert_true (running.done);
          continue;
        }
      if (running.done)
        continue;
      g_assert_error (running.error, SMP_ERROR, SMP_ERROR_CANCELLED);
      g_assert_cmpuint (running.check.n_patches, ==, 0);
      n_stopped++;
      longest = MAX (longest, clock () - start);
      g_clear_error (&running.error);
    }
  g_test_message ("stopped %u times of %d within %.2f s of work; whole: %.2f s", n_stopped, N_STOPS,
                  (gdouble) longest / CLOCKS_PER_SEC, (gdouble) whole / CLOCKS_PER_SEC);
  g_assert_cmpuint (n_stopped, >=, N_STOPS / 2);
  g_assert_cmpint (longest, <, whole / 4);
  treated_clear (&treated);
}

/* Of light and of medium skin. */
static const gint checked_variants[] = { 0, 7 };

static const gchar *const plain_scars[][2] = {
  { "5", "--scar-pale=0.6" },  { "11", "--scar-pale=0.3" }, { "18", "--scar-pale=0.3" },
  { "20", "--scar-pale=0.3" }, { "23", "--scar-pale=0.3" },
};

gint
main (gint argc, gchar **argv)
{
  gint failed;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc > 1)
    {
      sample_program = argv[1];
      g_test_add_func ("/verdict/untouched", test_untouched_scalp_is_not_found);
      g_test_add_func ("/verdict/by-place", test_light_and_dark_do_not_cancel);
      g_test_add_func ("/verdict/spot", test_a_single_spot_is_found);
      g_test_add_func ("/verdict/reason/colour", test_the_reason_is_true);
      g_test_add_func ("/match/none-where-worse", test_no_dots_where_they_make_it_worse);
      g_test_add_func ("/match/only-where-paler", test_dots_only_where_the_skin_is_paler);
      g_test_add_func ("/verdict/reason/texture", test_the_reason_of_a_texture_is_true);
      g_test_add_func ("/verdict/reason/pattern", test_the_reason_of_a_pattern_is_true);
      g_test_add_func ("/verdict/reason/hidden", test_dots_beside_hidden_hair_are_not_praised);
      g_test_add_func ("/verdict/reason/too-long", test_dots_beside_long_hair_are_not_judged);
      g_test_add_func ("/verdict/reason/length", test_bare_skin_beside_long_hair_is_not_called_red);
      g_test_add_func ("/verdict/reason/few", test_too_few_dots_are_said_to_be_few);
      for (guint i = 0; i < G_N_ELEMENTS (checked_variants) && (i == 0 || TEST_STEP == 1); i++)
        {
          g_autofree gchar *path = g_strdup_printf ("/self-check/true/%d", checked_variants[i]);

          g_test_add_data_func (path, GINT_TO_POINTER (checked_variants[i]),
                                test_the_self_check_is_true);
        }
      g_test_add_func ("/self-check/refused", test_the_self_check_says_why_not);
      g_test_add_func ("/self-check/stopped", test_the_self_check_stops_at_once);
      g_test_add_func ("/match/laid-evenly", test_dots_laid_evenly_are_as_many);
      g_test_add_func ("/match/no-place-too-dark", test_no_place_gets_too_dark);
      g_test_add_func ("/match/no-hole", test_no_hole_where_the_skin_is_as_dark);
      g_test_add_func ("/match/long-hair", test_dots_beside_long_hair_are_soft);
      g_test_add_func ("/match/thick-stubble", test_dots_beside_thick_stubble_are_as_loud);
      g_test_add_func ("/match/white-scar", test_a_white_scar_is_out_of_reach);
      for (guint i = 0; i < G_N_ELEMENTS (plain_scars); i += TEST_STEP)
        {
          gchar *path = g_strdup_printf ("/match/plain-scar/%s%s", plain_scars[i][0],
                                         plain_scars[i][1] ? plain_scars[i][1] : "");

          g_test_add_data_func (path, plain_scars[i], test_a_plain_scar_is_concealed);
          g_free (path);
        }
      for (gint i = 0; i < N_VARIANTS; i += TEST_STEP)
        {
          gchar *path = g_strdup_printf ("/match/variant/%d", i);

          g_test_add_data_func (path, GINT_TO_POINTER (i), test_variant);
          g_free (path);
        }
      g_test_add_func ("/match/variant/within-reach", test_most_scars_are_within_reach);
    }
  failed = g_test_run ();
  judged_clear ();
  return failed;
}
