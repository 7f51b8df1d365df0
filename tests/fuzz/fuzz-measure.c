/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos and regions that no one expects are measured and matched: no number, infinite, negative,
 * constant, one pixel high, beside each other.  Whatever is refused says why in one sentence;
 * whatever is measured or proposed is a number, and values that may be used. */

#include "fuzz-bytes.h"
#include "smp/error.h"
#include "smp/match.h"
#include "smp/measure.h"

#define MOST_SIDE 96

/* Of the strings that get so far so many are matched, which takes long. */
#define MATCHED 5

static void
check_refusal (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == SMP_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_error_free (error);
}

static void
check_figure (const SmpFigure *figure)
{
  g_assert_true (isfinite (figure->value));
  g_assert_true (figure->confidence >= 0.0 && figure->confidence <= 1.0);
  if (figure->limit != SMP_LIMIT_NONE)
    {
      g_assert_cmpfloat (figure->confidence, ==, 0.0);
      g_assert_cmpfloat (figure->value, ==, 0.0);
    }
}

static void
check_plane (const SmpPlane *plane, gfloat least, gfloat most)
{
  gsize n = (gsize) plane->width * (gsize) plane->height * (gsize) plane->components;

  for (gsize i = 0; plane->data && i < n; i++)
    g_assert_true (plane->data[i] >= least && plane->data[i] <= most);
}

static void
check_surroundings (const SmpSurroundings *s)
{
  const SmpFigure *figures[] = {
    &s->density_per_cm2,         &s->dot_diameter_mm, &s->elongation, &s->direction_deg,
    &s->direction_variation_deg, &s->photo_blur_px,   &s->noise,      &s->contrast,
    &s->inside_density_per_cm2
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    check_figure (figures[i]);
  g_assert_true (isfinite (s->ring_area_cm2) && isfinite (s->mean_need) && s->mean_need > 0.0);
  g_assert_true (s->ring_share >= 0.0 && s->ring_share <= 1.0);
  for (gint c = 0; s->skin_known && c < 3; c++)
    g_assert_true (isfinite (s->skin.lab[c]) && isfinite (s->mean.lab[c]));
  g_assert_true (!s->skin_known || isfinite (s->ita_deg));
  check_plane (&s->ring, 0.0f, 1.0f);
  check_plane (&s->need, 0.0f, 1.0f);
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    {
      check_plane (&s->local[k], -G_MAXFLOAT, G_MAXFLOAT);
      check_plane (&s->local_confidence[k], 0.0f, 1.0f);
    }
  for (guint i = 0; i < s->marks->len; i++)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i);

      g_assert_true (isfinite (mark->x) && isfinite (mark->y) && isfinite (mark->length_mm));
      g_assert_true (mark->hairs >= 0.0f && mark->hairs < 2.0f);
      g_assert_cmpfloat_with_epsilon (hypotf (mark->axis_x, mark->axis_y), 1.0f, 0.01f);
    }
}

static void
check_verdict (const SmpVerdict *verdict)
{
  const gdouble figures[] = {
    verdict->place_delta_e, verdict->worst_delta_e,      verdict->share_beyond,
    verdict->ring_delta_e,  verdict->ring_worst_delta_e, verdict->lightest,
    verdict->darkest,       verdict->mean_delta_e_2000,  verdict->contrast_ratio,
    verdict->mark_distance, verdict->band_distance,      verdict->patch_band_distance
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_assert_true (isfinite (figures[i]));
}

static void
try_match (const SmpPlane        *photo,
           const SmpPlane        *region,
           const SmpSurroundings *s,
           gboolean               without_dots)
{
  GError     *error   = NULL;
  SmpMatcher *matcher = smp_matcher_new (photo, region, s, &error);
  SmpParams   params;
  SmpMatch    match;
  SmpPlane    density = *region;

  if (!matcher)
    {
      check_refusal (error);
      return;
    }
  smp_params_init (&params);
  params.density_per_cm2 = without_dots ? 0.0 : params.density_per_cm2;
  smp_matcher_solve (matcher, &params, &match);
  check_verdict (&match.before);
  check_verdict (&match.predicted);
  g_assert_true (smp_params_check (&params, NULL));
  density.data = g_new0 (gfloat, (gsize) region->width * (gsize) region->height);
  smp_matcher_density (matcher, &params, &density);
  check_plane (&density, 0.0f, 1.0f);
  g_free (density.data);
  smp_matcher_free (matcher);
}

/* Skin with strokes, or something that is neither. */
static void
draw (FuzzBytes *bytes, SmpPlane *photo, gdouble px_per_mm)
{
  guint   kind   = fuzz_byte (bytes) % 6;
  gfloat  red    = (gfloat) fuzz_double (bytes, 0.0, 1.0);
  gfloat  even   = kind == 0 ? fuzz_odd_float (bytes) : red;
  gint    every  = fuzz_int (bytes, 1, 40);
  guint32 random = (guint32) fuzz_byte (bytes);
  gint    n      = photo->width * photo->height * 3;
  gint    n_odd  = kind == 1 ? fuzz_int (bytes, 1, 60) : 0;

  for (gint i = 0; i < n; i++)
    {
      gint    x = i / 3 % photo->width, y = i / 3 / photo->width;
      gdouble stroke = fmod (x / px_per_mm / 0.9, 1.0) < 0.12 && fmod (y / px_per_mm, 1.0) < 0.6;

      random         = random * 747796405u + 2891336453u;
      photo->data[i] = even;
      if (kind > 0)
        photo->data[i] *= i % 3 == 0 ? 1.0f : i % 3 == 1 ? 0.65f : 0.5f;
      if (kind == 2 || kind == 3)
        photo->data[i] *= (gfloat) (1.0 - 0.8 * stroke);
      if (kind >= 3)
        photo->data[i] += 0.1f * ((gfloat) (random >> 16) / 65536.0f - 0.5f) * (gfloat) (kind - 2);
      if (kind == 5 && i / 3 % every == 0)
        photo->data[i] = fuzz_odd_float (&(FuzzBytes) { (const uint8_t[]) { random >> 24 }, 1 });
    }
  for (gint i = 0; i < n_odd; i++)
    photo->data[fuzz_int (bytes, 0, n - 1)] = fuzz_odd_float (bytes);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  gdouble   px_per_mm =
    fuzz_byte (&bytes) % 4 ? fuzz_double (&bytes, 3.0, 12.0) : fuzz_double (&bytes, 0.5, 60.0);
  gint     width   = fuzz_byte (&bytes) % 8 ? fuzz_int (&bytes, 40, MOST_SIDE) : 1;
  gint     height  = fuzz_byte (&bytes) % 8 ? fuzz_int (&bytes, 40, MOST_SIDE) : 1;
  SmpPlane photo   = { NULL, fuzz_int (&bytes, -9, 9), fuzz_int (&bytes, -9, 9), width, height, 3 };
  SmpPlane region  = { NULL, 0, 0, fuzz_int (&bytes, 1, 30), fuzz_int (&bytes, 1, 30), 1 };
  gdouble  ring_mm = fuzz_double (&bytes, 0.5, 20.0);
  guint    filled  = fuzz_byte (&bytes);
  GError  *error   = NULL;
  SmpSurroundings *s;

  region.x    = fuzz_int (&bytes, photo.x - 20, photo.x + width);
  region.y    = fuzz_int (&bytes, photo.y - 20, photo.y + height);
  photo.data  = g_new (gfloat, width * height * 3);
  region.data = g_new (gfloat, region.width * region.height);
  draw (&bytes, &photo, px_per_mm);
  for (gint i = 0; i < region.width * region.height; i++)
    region.data[i] = filled % 8 == 0 ? fuzz_odd_float (&bytes) : filled % 8 == 1 ? 0.5f : 1.0f;

  s = smp_surroundings_measure (&photo, &region, px_per_mm, ring_mm, &error);
  if (!s)
    check_refusal (error);
  else
    {
      check_surroundings (s);
      if (fuzz_byte (&bytes) % MATCHED == 0)
        try_match (&photo, &region, s, fuzz_byte (&bytes) % 2);
      smp_surroundings_free (s);
    }
  g_free (photo.data);
  g_free (region.data);
  return 0;
}
