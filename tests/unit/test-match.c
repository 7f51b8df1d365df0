/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Conceals the scar of drawn scalps, and judges what is left of it against the same scalp drawn
 * without a scar.  The first argument is the path of the program that draws them. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "smp/stipple.h"
#include "treated.h"

#define N_VARIANTS 28

/* With so much of its light, the skin of the judged photo's scar is as dark as what is around.
 */
#define AS_DARK 0.80f

/* Share of the variants of which nothing is found; most others are too pale for a needle, or shine.
 */
#define LEAST_CONCEALED 0.3

static void
report (const TestTreated *treated, const gchar *name)
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
assert_possible (const TestTreated *treated)
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
  g_assert_cmpfloat (p->irregularity, <=, 0.751);
  /* Dots that are softer than what the photo shows are a veil. */
  if (s->edge_px > 0.0 && s->photo_blur_px.limit != SMP_LIMIT_BLUR)
    g_assert_cmpfloat (p->photo_blur_px, <=, 1.001 * MAX (s->edge_px, 0.5));
  g_assert_cmpfloat (p->depth_mm, ==, smp_param_find ("depth")->default_value);
  g_assert_cmpfloat (standing, <=, 340.1);
  g_assert_cmpint (treated->match.coverage_warning, ==, treated->match.coverage > 0.2);
}

/* At no place do the dots make the scar darker than its surroundings by more than can be seen, nor
 * than it was where it was darker. */
static void
assert_from_below (const TestTreated *treated)
{
  g_test_message ("darkened %.2f", treated->match.predicted.darkened);
  g_assert_cmpfloat (treated->match.predicted.darkened, <=, 1.0);
  g_assert_cmpfloat (treated->match.predicted.darkest, >=,
                     MIN (treated->match.before.darkest, 0.0) - 1.0);
}

/* The scar cannot be told from its surroundings: at no place by its colour, nor by its contrast or
 * texture.  Scalp without a scar differs from its ring by 1 to 2 itself. */
static void
assert_concealed (const TestTreated *treated)
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
assert_at_limits (const TestTreated *treated)
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
assert_out_of_reach (const TestTreated *treated)
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
assert_as_expected (const TestTreated *treated)
{
  const SmpVerdict *expected = &treated->match.predicted, *after = &treated->after;

  g_assert_cmpfloat (fabs (after->place_delta_e - expected->place_delta_e), <, 0.3);
  g_assert_cmpfloat (fabs (after->contrast_ratio - expected->contrast_ratio), <, 0.03);
  g_assert_cmpint (abs ((gint) after->visibility - (gint) expected->visibility), <=, 1);
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
  gint        number = GPOINTER_TO_INT (data);
  gchar      *name   = g_strdup_printf ("variant %d", number);
  TestTreated treated;

  test_treat (&treated, number, NULL);
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
  test_treated_clear (&treated);
  g_free (name);
}

/* Dots of the region as they would be drawn. */
static gdouble
dots_of (const TestTreated *treated)
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
  TestTreated treated;
  gdouble     by_place, evenly;

  test_treat (&treated, 9, NULL);
  by_place = dots_of (&treated);
  g_assert_true (by_place > 0.0);
  smp_matcher_lay_evenly (treated.matcher, &treated.params);
  evenly = dots_of (&treated);
  g_test_message ("evenly %.3f of by place, density %.0f", evenly / by_place,
                  treated.params.density_per_cm2);
  g_assert_cmpfloat_with_epsilon (evenly / by_place, 1.0, 0.1);
  test_treated_clear (&treated);
}

/* Soft dots beside a scar's dark places tempt to what is nearer on the whole and too dark at one.
 */
static void
test_no_place_gets_too_dark (void)
{
  TestTreated treated;

  test_treated_prepare (&treated, 9, NULL);
  treated.params.dot_softness_mm = 0.12;
  test_treated_solve (&treated);
  assert_from_below (&treated);
  test_treated_clear (&treated);
}

/* Scars that stand out, paler ones among them, and then are seen only if one looks, if at all. */
static void
test_a_plain_scar_is_concealed (gconstpointer data)
{
  const gchar *const *scar = data;
  TestTreated         treated;

  test_treat (&treated, atoi (scar[0]), scar[1]);
  report (&treated, scar[1]);
  assert_possible (&treated);
  assert_from_below (&treated);
  g_assert_cmpint (treated.match.before.visibility, ==, SMP_VISIBILITY_STANDS_OUT);
  g_assert_cmpfloat (treated.after.place_delta_e, <, 0.40 * treated.match.before.place_delta_e);
  g_assert_cmpint (treated.after.visibility, <=, SMP_VISIBILITY_SEEN);
  test_treated_clear (&treated);
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
  TestTreated treated;

  test_treat (&treated, 3, "--scar-pale=1.5");
  report (&treated, "white");
  assert_possible (&treated);
  g_assert_cmpint (treated.match.predicted.reach, ==, SMP_REACH_PALE);
  g_assert_cmpint (treated.match.predicted.visibility, >=, SMP_VISIBILITY_SEEN);
  g_assert_cmpfloat (treated.match.predicted.place_delta_e, <,
                     0.8 * treated.match.before.place_delta_e);
  test_treated_clear (&treated);
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

  test_draw_sample (12, NULL, &photo, &clean, &region, &px_per_mm);
  s = smp_surroundings_measure (&photo, &region, px_per_mm, TEST_RING_MM, &error);
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
  g_assert_cmpfloat (params->irregularity, <=, 0.751);
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

/* The one colour of skin that is painted. */
static gfloat flat_colour[3];

static gfloat
as_the_ring (gfloat light, gint c, gint x, gint y)
{
  return flat_colour[c];
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
solve_beside_bare_skin (TestPaint skin, SmpParams *params, SmpMatch *match, gdouble *most_dots)
{
  SmpPlane photo = test_judged.photo, density = test_judged.region;
  gsize    n     = (gsize) photo.width * (gsize) photo.height;
  GError  *error = NULL;

  g_autoptr (SmpSurroundings) s  = NULL;
  g_autoptr (SmpMatcher) matcher = NULL;

  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) test_judged.s->skin.rgb[c];
  photo.data = g_memdup2 (photo.data, sizeof (gfloat) * n * (gsize) photo.components);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&photo, x, y)[c] =
          grain (x, y) * (*smp_plane_at (&test_judged.region, x, y) > 0.5f ? skin (0.0f, c, x, y)
                                                                           : flat_colour[c]);
  s = smp_surroundings_measure (&photo, &test_judged.region, test_judged.s->px_per_mm, TEST_RING_MM,
                                &error);
  g_assert_no_error (error);
  s->density_per_cm2 = s->photo_blur_px = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_NO_HAIR };
  matcher                               = smp_matcher_new (&photo, &test_judged.region, s, &error);
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

  test_judged_init ();
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

  test_judged_init ();
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

  test_judged_init ();
  photo        = test_judged.scarred;
  density      = test_judged.region;
  n            = (gsize) photo.width * (gsize) photo.height;
  photo.data   = g_memdup2 (photo.data, sizeof (gfloat) * 3 * n);
  density.data = g_new0 (gfloat, n);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3 && *smp_plane_at (&test_judged.region, x, y) > 0.5f; c++)
        smp_plane_at (&photo, x, y)[c] *= half_as_dark (x, photo.width / 2);
  s = smp_surroundings_measure (&photo, &test_judged.region, test_judged.s->px_per_mm, TEST_RING_MM,
                                &error);
  g_assert_no_error (error);
  matcher = smp_matcher_new (&photo, &test_judged.region, s, &error);
  g_assert_no_error (error);
  test_scar_params (&params);
  smp_matcher_solve (matcher, &params, &match);
  smp_matcher_density (matcher, &params, &density);
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width / 2 - 80; x++)
      if (*smp_plane_at (&test_judged.region, x, y) > 0.5f)
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

static const gchar *const plain_scars[][2] = {
  { "5", "--scar-pale=0.6" },  { "11", "--scar-pale=0.3" }, { "18", "--scar-pale=0.3" },
  { "20", "--scar-pale=0.3" }, { "23", "--scar-pale=0.3" },
};

static void
add_tests (void)
{
  g_test_add_func ("/match/none-where-worse", test_no_dots_where_they_make_it_worse);
  g_test_add_func ("/match/only-where-paler", test_dots_only_where_the_skin_is_paler);
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

gint
main (gint argc, gchar **argv)
{
  return test_treated_run (argc, argv, add_tests);
}
