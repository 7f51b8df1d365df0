/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a region beside its surroundings, and why: on a drawn scalp without a scar that
 * is painted.  The first argument is the path of the program that draws it. */

#include <math.h>

#include "treated.h"

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
  const gdouble *skin = test_judged.s->skin.rgb;
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

  test_judged_init ();
  verdict = test_judge_painted (NULL, NULL);
  g_assert_cmpint (verdict.visibility, ==, SMP_VISIBILITY_NOT_FOUND);
  g_assert_cmpint (verdict.reach, ==, SMP_REACH_WITHIN);
  g_assert_cmpstr (smp_reach_sentence (verdict.reach), ==, "");
}

static void
test_light_and_dark_do_not_cancel (void)
{
  SmpVerdict verdict;

  test_judged_init ();
  verdict = test_judge_painted (paler_and_darker, NULL);
  g_assert_cmpfloat (verdict.mean_delta_e_2000, <, 3.0);
  g_assert_cmpfloat (verdict.place_delta_e, >, 4.0);
  g_assert_cmpfloat (verdict.share_beyond, >, 0.7);
  g_assert_cmpint (verdict.visibility, >=, SMP_VISIBILITY_SEEN);
}

/* Whether dots made it dark, or it was so, is told apart. */
static void
test_the_reason_is_true (void)
{
  test_judged_init ();
  g_assert_cmpint (test_judge_painted (paler, NULL).reach, ==, SMP_REACH_PALE);
  g_assert_cmpint (test_judge_painted (darker, NULL).reach, ==, SMP_REACH_DARK);
  g_assert_cmpint (test_judge_painted (NULL, darker).reach, ==, SMP_REACH_DARK_DOTS);
  g_assert_cmpint (test_judge_painted (paler, darker).visibility, <=, SMP_VISIBILITY_IF_LOOKED_FOR);
  g_assert_cmpint (test_judge_painted (redder, NULL).reach, ==, SMP_REACH_HUE);
  g_assert_cmpint (test_judge_painted (shiny, NULL).reach, ==, SMP_REACH_SHINE);
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

  spot.x = test_judged.region.x + test_judged.region.width / 2;
  for (gint y = test_judged.region.y; y < test_judged.region.y + test_judged.region.height; y++)
    if (*smp_plane_at (&test_judged.region, spot.x, y) > 0.5f)
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
  return hypot (x - spot.x, y - spot.y) <= 0.75 * test_judged.s->px_per_mm;
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
    TestPaint paint;
    SmpReach  reach;
  } spots[] = { { one_white_spot, SMP_REACH_SPOT }, { one_dark_spot, SMP_REACH_UNEVEN } };

  test_judged_init ();
  set_spot ();
  for (gsize i = 0; i < G_N_ELEMENTS (spots); i++)
    {
      SmpVerdict verdict = test_judge_painted (spots[i].paint, NULL);

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
  test_judged_init ();
  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) test_judged.s->mean.rgb[c];
  g_assert_cmpint (test_judge_painted (NULL, busy).reach, ==, SMP_REACH_LOUD);
  g_assert_cmpint (test_judge_painted (busy, NULL).reach, ==, SMP_REACH_UNEVEN);
  test_judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (test_judge_painted (fainter, NULL).reach, ==, SMP_REACH_FAINT);
  test_judged.s->elongation.value = 5.0;
  g_assert_cmpint (test_judge_painted (fainter, NULL).reach, ==, SMP_REACH_LENGTH);
  test_judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_SCALE };
  g_assert_cmpint (test_judge_painted (fainter, NULL).reach, ==, SMP_REACH_RESOLUTION);
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

  test_judged_init ();
  test_judged.s->density_per_cm2 = (SmpFigure) { 130.0, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (test_judge_painted (a_shade_paler, a_shade_darker).reach, ==, SMP_REACH_WITHIN);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      SmpVerdict dotted;

      test_judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, hidden[i].limit };
      dotted                         = test_judge_painted (a_shade_paler, a_shade_darker);
      g_assert_cmpint (dotted.visibility, ==, SMP_VISIBILITY_IF_LOOKED_FOR);
      g_assert_cmpint (dotted.reach, ==, hidden[i].reach);
      g_assert_cmpint (test_judge_painted (NULL, NULL).visibility, ==, SMP_VISIBILITY_NOT_FOUND);
    }
  test_judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_NO_HAIR };
  g_assert_cmpint (test_judge_painted (a_shade_paler, a_shade_darker).reach, ==, SMP_REACH_WITHIN);
}

/* Beside hair too long for dots they are not judged, be they in the right tone or far off. */
static void
test_dots_beside_long_hair_are_not_judged (void)
{
  test_judged_init ();
  test_judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_LONG };
  for (gint right = 0; right < 2; right++)
    {
      SmpVerdict dotted = test_judge_painted (right ? a_shade_paler : NULL, a_shade_darker);

      g_assert_cmpint (dotted.visibility, ==, SMP_VISIBILITY_NOT_JUDGED);
      g_assert_cmpint (dotted.reach, ==, SMP_REACH_LENGTH);
    }
  /* Skin as it was needs no hair to be like. */
  g_assert_cmpint (test_judge_painted (NULL, NULL).visibility, ==, SMP_VISIBILITY_NOT_FOUND);
  g_assert_cmpint (test_judge_painted (a_shade_paler, NULL).visibility, !=,
                   SMP_VISIBILITY_NOT_JUDGED);
}

static gfloat
too_dark (gfloat light, gint c, gint x, gint y)
{
  return light / 1.3f;
}

/* Bare skin between the dots and the hair gives them away, be they like the hair or not, and the
 * more the longer it runs; skin without dots leaves nothing. */
static void
test_bare_skin_that_is_left_is_said (void)
{
  static const struct
  {
    gdouble       share;
    SmpVisibility visibility;
    SmpReach      reach;
  } left[] = { { 0.14, SMP_VISIBILITY_NOT_FOUND, SMP_REACH_WITHIN },
               { 0.20, SMP_VISIBILITY_IF_LOOKED_FOR, SMP_REACH_LEFT },
               { 0.40, SMP_VISIBILITY_SEEN, SMP_REACH_LEFT } };

  test_judged_init ();
  test_judged.s->density_per_cm2 = (SmpFigure) { 130.0, 1.0, SMP_LIMIT_NONE };
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      SmpVerdict dotted;

      test_judged.s->left_bare_share = left[i].share;
      dotted                         = test_judge_painted (a_shade_paler, a_shade_darker);
      g_assert_cmpint (dotted.visibility, ==, left[i].visibility);
      g_assert_cmpint (dotted.reach, ==, left[i].reach);
      g_assert_cmpint (test_judge_painted (NULL, NULL).visibility, ==, SMP_VISIBILITY_NOT_FOUND);
    }
  /* Where both are seen the larger is the reason. */
  for (gsize i = 0; i < 2; i++)
    {
      SmpVerdict both;

      test_judged.s->left_bare_share = i == 0 ? 0.25 : 1.0;
      both                           = test_judge_painted (a_shade_paler, too_dark);
      g_assert_cmpint (both.visibility, ==, SMP_VISIBILITY_SEEN);
      g_assert_cmpint (both.reach, ==, i == 0 ? SMP_REACH_DARK_DOTS : SMP_REACH_LEFT);
    }
  /* What stands out by its colour does so for that reason. */
  g_assert_cmpint (test_judge_painted (NULL, darker).reach, ==, SMP_REACH_DARK_DOTS);
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
  pattern_depth /= (gfloat) test_judge_painted (paler_by_the_pattern, patterned).contrast_ratio;
  return test_judge_painted (paler_by_the_pattern, patterned);
}

/* The colour is right, and as much stands out as around: what is seen is that dots are too fine or
 * too coarse, which only dots can be. */
static void
test_the_reason_of_a_texture_is_true (void)
{
  static const gint periods_px[] = { 4, 14 };

  test_judged_init ();
  for (gint c = 0; c < 3; c++)
    flat_colour[c] = (gfloat) test_judged.s->mean.rgb[c];
  test_judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
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
  test_judged_clear ();
  test_judged_init ();
  set_own_colour ();
  test_judged.s->elongation = (SmpFigure) { 1.3, 1.0, SMP_LIMIT_NONE };
  g_assert_cmpint (test_judge_painted (less_grey, NULL).reach, ==, SMP_REACH_HUE);
  test_judged.s->elongation.value = 5.0;
  g_assert_cmpint (test_judge_painted (less_grey, NULL).reach, ==, SMP_REACH_LENGTH);
  g_assert_cmpint (test_judge_painted (redder, NULL).reach, ==, SMP_REACH_HUE);
  test_judged_clear ();
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

/* Too few dots are no fault of the needle. */
static void
test_too_few_dots_are_said_to_be_few (void)
{
  TestTreated treated;
  SmpParams   params;
  SmpMatch    match;

  test_treat (&treated, 2, NULL);
  params = treated.params;
  params.density_per_cm2 *= 0.3;
  smp_matcher_predict (treated.matcher, &params, &match);
  g_assert_cmpint (match.predicted.visibility, >=, SMP_VISIBILITY_SEEN);
  check_map (treated.matcher, &treated.region, &match.predicted);
  g_assert_cmpint (match.predicted.reach, ==, SMP_REACH_FEW);
  test_treated_clear (&treated);
}

static void
add_tests (void)
{
  g_test_add_func ("/verdict/untouched", test_untouched_scalp_is_not_found);
  g_test_add_func ("/verdict/by-place", test_light_and_dark_do_not_cancel);
  g_test_add_func ("/verdict/spot", test_a_single_spot_is_found);
  g_test_add_func ("/verdict/reason/colour", test_the_reason_is_true);
  g_test_add_func ("/verdict/reason/texture", test_the_reason_of_a_texture_is_true);
  g_test_add_func ("/verdict/reason/pattern", test_the_reason_of_a_pattern_is_true);
  g_test_add_func ("/verdict/reason/hidden", test_dots_beside_hidden_hair_are_not_praised);
  g_test_add_func ("/verdict/reason/too-long", test_dots_beside_long_hair_are_not_judged);
  g_test_add_func ("/verdict/reason/left-bare", test_bare_skin_that_is_left_is_said);
  g_test_add_func ("/verdict/reason/length", test_bare_skin_beside_long_hair_is_not_called_red);
  g_test_add_func ("/verdict/reason/few", test_too_few_dots_are_said_to_be_few);
}

gint
main (gint argc, gchar **argv)
{
  return test_treated_run (argc, argv, add_tests);
}
