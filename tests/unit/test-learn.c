/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Skin is treated by known values with the project's own dots, and photographed as phones do; what
 * is learnt from the photo must be these values. */

#include <string.h>

#include "base/field.h"
#include "fixture.h"
#include "photo.h"
#include "sample.h"
#include "smp/error.h"
#include "smp/fade.h"
#include "smp/learn.h"

/* The camera. */
typedef struct
{
  gdouble noise; /* in 8-bit steps */
  gdouble denoise;
  gdouble local_contrast;
  gdouble sharpen;
} Camera;

static const Camera plain_camera = { 1.0, 0.0, 0.0, 0.0 };
static const Camera phone        = { 2.0, 0.6, 0.6, 0.9 };

/* What is beside the truth in every case. */
typedef struct
{
  const gchar  *name;
  gdouble       px_per_mm;
  gdouble       blur_px;
  gdouble       density, diameter, dilution;
  gdouble       years;
  const Camera *camera;
} Work;

static const gdouble skin_rgb[3] = { 0.56, 0.36, 0.26 };

static gdouble
tone_of (gdouble light)
{
  return light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1.0 / 2.4) - 0.055;
}

static gdouble
light_of (gdouble tone)
{
  return tone <= 0.04045 ? tone / 12.92 : pow ((tone + 0.055) / 1.055, 2.4);
}

/* The picture as its file holds it, in linear light again. */
static void
photograph (const Camera *camera, SmpPlane *photo)
{
  gsize              n    = (gsize) photo->width * (gsize) photo->height;
  g_autofree gfloat *tone = g_new (gfloat, 3 * n);
  g_autoptr (GRand) dice  = g_rand_new_with_seed (5);
  SampleOptions options;

  memset (&options, 0, sizeof options);
  options.denoise        = camera->denoise;
  options.local_contrast = camera->local_contrast;
  options.sharpen        = camera->sharpen;
  for (gsize i = 0; i < 3 * n; i++)
    {
      gdouble noise = 0.0;

      for (gint k = 0; k < 12; k++)
        noise += g_rand_double (dice) - 0.5;
      tone[i] = (gfloat) (tone_of ((gdouble) photo->data[i]) + camera->noise * noise / 255.0);
    }
  if (sample_has_phone (&options))
    sample_phone (&options, photo->width, photo->height, tone);
  for (gsize i = 0; i < 3 * n; i++)
    photo->data[i] =
      (gfloat) light_of (floor (255.0 * CLAMP ((gdouble) tone[i], 0.0, 1.0) + 0.5) / 255.0);
}

/* The share of light that comes back from treated skin; density is where dots are. */
static SmpPlane
treat (const SmpParams *params, gint width, gint height, const SmpPlane *where)
{
  gint     reach   = smp_skin_margin_px (params);
  gint     further = reach + smp_fade_margin_px (params);
  gint     margin  = further + smp_stipple_margin_px (params);
  SmpPlane density =
    density_new (-margin, -margin, width + 2 * margin, height + 2 * margin, where ? 0.0f : 1.0f);
  SmpPlane pigment = plane_new (-further, -further, width + 2 * further, height + 2 * further, 2);
  SmpPlane faded   = plane_new (-reach, -reach, width + 2 * reach, height + 2 * reach, 2);
  SmpPlane light   = plane_new (0, 0, width, height, 4);

  for (gint y = 0; where && y < height; y++)
    for (gint x = 0; x < width; x++)
      *smp_plane_at (&density, x, y) = *smp_plane_at (where, x, y);
  smp_stipple_render (params, &density, &pigment);
  smp_fade_render (params, &pigment, &faded);
  smp_skin_render (params, &faded, &light);
  g_free (density.data);
  g_free (pigment.data);
  g_free (faded.data);
  return light;
}

/* Bare skin gets the light that its treatment leaves it. */
static void
lay_under (const SmpPlane *light, SmpPlane *photo)
{
  for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
    for (gsize c = 0; c < 3; c++)
      photo->data[3 * i + c] *= light->data[4 * i + c];
}

/* Skin is never even: light falls off across it, and it has a grain. */
static SmpPlane
bare_skin (gint width, gint height, gdouble px_per_mm)
{
  SmpPlane photo = plane_new (0, 0, width, height, 3);
  SmpField grain;
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);

  smp_field_init (&grain, width, height);
  for (gint i = 0; i < width * height; i++)
    grain.data[i] = (gfloat) (g_rand_double (dice) - 0.5);
  smp_field_blur (&grain, 0.12 * px_per_mm, &grain);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gdouble shade = 1.0 + 0.12 * x / width - 0.08 * y / height +
                        0.12 * (gdouble) smp_field_row (&grain, y)[x];

        for (gint c = 0; c < 3; c++)
          smp_plane_at (&photo, x, y)[c] = (gfloat) (skin_rgb[c] * shade);
      }
  smp_field_clear (&grain);
  return photo;
}

static SmpParams
params_of (const Work *work)
{
  SmpParams params;

  smp_params_init (&params);
  set_clear_dots (&params);
  params.px_per_mm       = work->px_per_mm;
  params.density_per_cm2 = work->density;
  params.dot_diameter_mm = work->diameter;
  params.dilution        = work->dilution;
  params.photo_blur_px   = work->blur_px;
  params.years           = work->years;
  params.seed            = 77;
  return params;
}

#define SIDE_MM 16.0

/* A photo of a square of skin, all of it treated by these values. */
static SmpPlane
wide_photo_with (const SmpParams *params, const Camera *camera, gdouble side_mm, SmpPlane *mask)
{
  gint     side  = (gint) (side_mm * params->px_per_mm);
  SmpPlane light = treat (params, side, side, NULL);
  SmpPlane photo = bare_skin (side, side, params->px_per_mm);

  lay_under (&light, &photo);
  g_free (light.data);
  photograph (camera, &photo);
  *mask = density_new (0, 0, side, side, 1.0f);
  return photo;
}

static SmpPlane
photo_with (const SmpParams *params, const Camera *camera, SmpPlane *mask)
{
  return wide_photo_with (params, camera, SIDE_MM, mask);
}

/* A photo of the work. */
static SmpPlane
photo_of (const Work *work, SmpPlane *mask)
{
  SmpParams params = params_of (work);

  return photo_with (&params, work->camera, mask);
}

static gdouble
mean_light (const SmpParams *values, gint channel)
{
  SmpParams params = *values;
  SmpPlane  light;
  gdouble   mean;

  params.years         = 0.0;
  params.photo_blur_px = 0.0;
  light                = treat (&params, 200, 200, NULL);
  mean                 = mean_of (&light, channel);
  g_free (light.data);
  return mean;
}

static void
print_learned (const Work *work, const SmpLearned *l)
{
  g_test_message ("%s: density %.0f (%.0f) diameter %.3f (%.3f) dilution %.1f (%.1f) elongation "
                  "%.2f sv %.2f st %.2f irr %.2f missed %.2f depth %.3f pigment %d blur %.2f "
                  "sharpening %.2f, %u dots; confidence %.2f %.2f, texture %.3f",
                  work->name, l->density_per_cm2.value, work->density, l->dot_diameter_mm.value,
                  work->diameter, l->dilution.value, work->dilution, l->elongation.value,
                  l->size_variation.value, l->strength_variation.value, l->irregularity.value,
                  l->missed_dots.value, l->depth_mm.value, l->params.pigment,
                  l->params.photo_blur_px, l->sharpening, l->n_dots, l->density_per_cm2.confidence,
                  l->dot_diameter_mm.confidence, l->texture.bands[2]);
}

/* Size within 12 %, density within 10 %, mean light within 0.02. */
static void
test_known_work (gconstpointer data)
{
  const Work *work = data;
  SmpPlane    mask, photo = photo_of (work, &mask);
  SmpParams   truth = params_of (work), at;
  SmpLearned  learned;
  GError     *error = NULL;

  smp_params_init (&at);
  at.years = work->years;
  g_assert_true (smp_learn (&photo, &mask, NULL, work->px_per_mm, &at, NULL, &learned, &error));
  g_assert_no_error (error);
  print_learned (work, &learned);
  for (gint c = 0; c < 3; c++)
    g_test_message ("   light %.3f (%.3f)", mean_light (&learned.params, c),
                    mean_light (&truth, c));
  g_assert_cmpfloat_with_epsilon (learned.dot_diameter_mm.value, work->diameter,
                                  0.12 * work->diameter);
  g_assert_cmpfloat_with_epsilon (learned.density_per_cm2.value, work->density,
                                  0.10 * work->density);
  for (gint c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (mean_light (&learned.params, c), mean_light (&truth, c), 0.02);

  /* Round dots have no direction in common. */
  g_assert_cmpfloat (learned.direction_variation_deg.value, >, 30.0);

  /* What was read is drawn as the photo is. */
  g_assert_cmpfloat_with_epsilon (learned.drawn.cover, learned.photo.cover, 0.05);
  for (gint c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (learned.drawn.mean[c], learned.photo.mean[c], 0.03);
  g_free (photo.data);
  g_free (mask.data);
}

static const Work works[] = {
  { "natural, by phone", 10.0, 0.7, 150.0, 0.28, 15.0, 0.0, &phone },
  { "fine and dark, near, by phone", 24.0, 1.1, 120.0, 0.20, 9.0, 0.0, &phone },
  { "bold and pale, by phone", 13.0, 0.6, 90.0, 0.38, 22.0, 0.0, &phone },
  { "dense, after three years", 14.0, 0.7, 200.0, 0.26, 12.0, 3.0, &plain_camera },
};

/* A whole scalp has thousands of dots: how they are spaced is read as on a small piece of it. */
static void
test_wide_skin_is_read_as_well (void)
{
  const Work work  = { "wide", 10.0, 0.7, 150.0, 0.28, 15.0, 0.0, &phone };
  SmpParams  truth = params_of (&work), at;
  SmpPlane   mask, photo;
  SmpLearned learned;

  truth.irregularity = 0.2;
  photo              = wide_photo_with (&truth, work.camera, 60.0, &mask);
  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &learned, NULL));
  print_learned (&work, &learned);
  g_assert_cmpuint (learned.n_dots, >, 4000);
  g_assert_cmpfloat_with_epsilon (learned.density_per_cm2.value, 150.0, 15.0);
  g_assert_cmpfloat_with_epsilon (learned.irregularity.value, 0.2, 0.2);
  g_free (photo.data);
  g_free (mask.data);
}

/* Long dots that lie nearly alike. */
static void
test_how_far_dots_turn_is_read (void)
{
  SmpPlane   photo, mask;
  SmpParams  truth, at;
  SmpLearned learned;

  smp_params_init (&truth);
  set_clear_dots (&truth);
  truth.px_per_mm               = 8.0;
  truth.density_per_cm2         = 90.0;
  truth.dot_diameter_mm         = 0.38;
  truth.elongation              = 1.8;
  truth.direction_deg           = 30.0;
  truth.direction_variation_deg = 12.0;
  photo                         = photo_with (&truth, &plain_camera, &mask);
  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, truth.px_per_mm, &at, NULL, &learned, NULL));
  g_assert_cmpfloat_with_epsilon (learned.params.direction_deg, 30.0, 5.0);
  g_assert_cmpfloat_with_epsilon (learned.direction_variation_deg.value, 12.0, 6.0);
  g_assert_cmpfloat (learned.direction_variation_deg.confidence, >, 0.2);
  g_free (photo.data);
  g_free (mask.data);
}

/* Blotches between the dots darken skin without being dots. */
static void
test_blotches_are_not_taken_for_dots (void)
{
  const Work work = { "blotchy", 10.0, 0.7, 100.0, 0.28, 15.0, 0.0, &phone };
  SmpPlane   mask, photo = photo_of (&work, &mask);
  SmpField   blotches;
  SmpParams  at;
  SmpLearned learned;
  g_autoptr (GRand) dice = g_rand_new_with_seed (9);

  smp_field_init (&blotches, photo.width, photo.height);
  for (gint i = 0; i < photo.width * photo.height; i++)
    blotches.data[i] = (gfloat) (g_rand_double (dice) - 0.5);
  smp_field_blur (&blotches, 0.25 * work.px_per_mm, &blotches);
  for (gint i = 0; i < photo.width * photo.height; i++)
    for (gint c = 0; c < 3; c++)
      photo.data[3 * i + c] *= expf (2.2f * blotches.data[i]);
  smp_field_clear (&blotches);

  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &learned, NULL));
  print_learned (&work, &learned);
  g_assert_cmpfloat_with_epsilon (learned.density_per_cm2.value, work.density, 0.1 * work.density);
  g_assert_cmpfloat_with_epsilon (learned.dot_diameter_mm.value, work.diameter,
                                  0.12 * work.diameter);
  g_assert_cmpfloat_with_epsilon (learned.drawn.cover, learned.photo.cover, 0.03);
  g_free (photo.data);
  g_free (mask.data);
}

/* Dots that merge are not counted but inferred from how dark they make the skin. */
static void
test_what_merges_is_a_guess (void)
{
  const Work work = { "merging", 9.5, 1.9, 330.0, 0.30, 24.0, 0.0, &phone };
  SmpPlane   mask, photo = photo_of (&work, &mask);
  SmpParams  at;
  SmpLearned learned;

  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &learned, NULL));
  print_learned (&work, &learned);
  g_assert_true (learned.density_per_cm2.limit == SMP_LIMIT_NONE);
  g_assert_cmpfloat (learned.density_per_cm2.confidence, <, 0.35);
  g_free (photo.data);
  g_free (mask.data);
}

static void
expect_refusal (const SmpPlane *photo, const SmpPlane *mask, gdouble px_per_mm, SmpLimit limit)
{
  SmpParams  at;
  SmpLearned learned;
  GError    *error = NULL;

  smp_params_init (&at);
  g_assert_false (smp_learn (photo, mask, NULL, px_per_mm, &at, NULL, &learned, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_assert_cmpstr (error->message, ==, smp_limit_sentence (limit));
  g_error_free (error);
}

static void
test_plain_skin_is_refused (void)
{
  static const Camera *const cameras[] = { &plain_camera, &phone };

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      SmpPlane photo = bare_skin (160, 160, 10.0), mask = density_new (0, 0, 160, 160, 1.0f);

      photograph (cameras[i], &photo);
      expect_refusal (&photo, &mask, 10.0, SMP_LIMIT_NO_DOTS);
      g_free (photo.data);
      g_free (mask.data);
    }
}

static void
test_little_skin_is_refused (void)
{
  SmpPlane photo = bare_skin (160, 160, 10.0), mask = density_new (20, 20, 40, 40, 1.0f);
  SmpPlane nothing = density_new (0, 0, 160, 160, 0.0f);

  expect_refusal (&photo, &mask, 10.0, SMP_LIMIT_TREATED);
  expect_refusal (&photo, &nothing, 10.0, SMP_LIMIT_TREATED);
  g_free (photo.data);
  g_free (mask.data);
  g_free (nothing.data);
}

static void
test_a_coarse_photo_is_refused (void)
{
  const Work work = { "coarse", 2.5, 0.6, 150.0, 0.28, 15.0, 0.0, &plain_camera };
  SmpPlane   mask, photo = photo_of (&work, &mask);

  expect_refusal (&photo, &mask, work.px_per_mm, SMP_LIMIT_DOTS_SCALE);
  g_free (photo.data);
  g_free (mask.data);
}

/* Single dots are not read from 5 px/mm, and the look is all the same. */
static void
test_figures_are_refused_and_the_look_is_kept (void)
{
  const Work work = { "far", 5.0, 0.7, 150.0, 0.28, 15.0, 0.0, &plain_camera };
  SmpPlane   mask, photo = photo_of (&work, &mask);
  SmpParams  at;
  SmpLearned learned;

  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &learned, NULL));
  g_assert_cmpint (learned.dot_diameter_mm.limit, ==, SMP_LIMIT_DOTS_SCALE);
  g_assert_cmpint (learned.density_per_cm2.limit, ==, SMP_LIMIT_DOTS_SCALE);
  g_assert_cmpuint (learned.n_dots, ==, 0);
  g_assert_cmpfloat_with_epsilon (learned.drawn.cover, learned.photo.cover, 0.05);
  for (gint c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (learned.drawn.mean[c], learned.photo.mean[c], 0.03);
  g_free (photo.data);
  g_free (mask.data);
}

/* Strokes of clipped hair in a rectangle, all one way but for some. */
static void
draw_hairs (SmpPlane *photo, const gint box[4], gdouble px_per_mm, gint n)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);

  for (gint hair = 0; hair < n; hair++)
    {
      gdouble x    = g_rand_double_range (dice, box[0], box[2]);
      gdouble y    = g_rand_double_range (dice, box[1], box[3]);
      gdouble turn = 1.2 + g_rand_double_range (dice, -0.2, 0.2);

      for (gdouble along = 0.0; along < 1.6 * px_per_mm; along += 0.4)
        {
          gint i = (gint) (x + along * cos (turn)), j = (gint) (y + along * sin (turn));

          for (gint c = 0;
               i >= box[0] && j >= box[1] && i < box[2] && j < box[3] && c < photo->components; c++)
            smp_plane_at (photo, i, j)[c] *= 0.72f;
        }
    }
}

static void
test_hair_is_refused (void)
{
  const gdouble px_per_mm = 12.0;
  gint          side      = 192;
  SmpPlane photo = bare_skin (side, side, px_per_mm), mask = density_new (0, 0, side, side, 1.0f);

  draw_hairs (&photo, (const gint[4]) { 0, 0, side, side }, px_per_mm, 330);
  photograph (&phone, &photo);
  expect_refusal (&photo, &mask, px_per_mm, SMP_LIMIT_HAIR_AMONG);
  g_free (photo.data);
  g_free (mask.data);
}

/* A chequered cloth is dark in spots, and none of our making. */
static void
test_what_no_dots_look_like_is_refused (void)
{
  const gdouble px_per_mm = 10.0;
  gint          side      = 160;
  SmpPlane photo = bare_skin (side, side, px_per_mm), mask = density_new (0, 0, side, side, 1.0f);

  for (gint y = 0; y < side; y++)
    for (gint x = 0; x < side; x++)
      for (gint c = 0; (x / 12 + y / 12) % 2 == 0 && c < 3; c++)
        smp_plane_at (&photo, x, y)[c] *= 0.1f;
  photograph (&plain_camera, &photo);
  expect_refusal (&photo, &mask, px_per_mm, SMP_LIMIT_UNLIKE);
  g_free (photo.data);
  g_free (mask.data);
}

/* What lies right of the work, on which hair stands above; and the background, right of all skin.
 */
#define BESIDE_PX     170
#define BACKGROUND_PX 330
#define HAIR_PX       50

typedef enum
{
  BESIDE_SKIN,
  BESIDE_DOTS,
  BESIDE_HAIR
} Beside;

/* A photo of work whose left part was selected. */
static SmpPlane
photo_beside (Beside what, gdouble px_per_mm, SmpPlane *mask)
{
  const Work      work   = { "beside", px_per_mm, 0.7, 150.0, 0.28, 15.0, 0.0, &phone };
  const SmpParams params = params_of (&work);
  gint            width = 420, height = 180;
  gint            bottom = what == BESIDE_HAIR ? height : HAIR_PX;
  SmpPlane        where  = density_new (0, 0, width, height, 0.0f);
  SmpPlane        photo  = bare_skin (width, height, px_per_mm), light;

  *mask = density_new (0, 0, width, height, 0.0f);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        *smp_plane_at (&where, x, y) = x < (what == BESIDE_DOTS ? BACKGROUND_PX : BESIDE_PX);
        *smp_plane_at (mask, x, y)   = x < BESIDE_PX - 30 && y > 10;
      }
  light = treat (&params, width, height, &where);
  lay_under (&light, &photo);
  draw_hairs (&photo, (const gint[4]) { BESIDE_PX, 0, BACKGROUND_PX, bottom }, px_per_mm,
              (BACKGROUND_PX - BESIDE_PX) * bottom / 110);
  for (gint y = 0; y < height; y++)
    for (gint x = BACKGROUND_PX; x < width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&photo, x, y)[c] = (gfloat) (0.85 * skin_rgb[c] + 0.13);
  photograph (&phone, &photo);
  g_free (where.data);
  g_free (light.data);
  return photo;
}

/* Nothing of what is found is treated, hairy or behind the head, and the work is then known as well
 * as with a channel. */
static void
test_untreated_skin_is_found (void)
{
  SmpPlane     mask, photo = photo_beside (BESIDE_SKIN, 10.0, &mask);
  SmpPlane     bare = density_new (0, 0, photo.width, photo.height, 0.0f);
  SmpUntreated found;
  gdouble      n = 0.0;

  g_assert_true (smp_untreated_find (&photo, &mask, NULL, 1, 10.0, &bare, &found));
  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      if (*smp_plane_at (&bare, x, y) > 0.5f)
        {
          g_assert_cmpint (x, >=, BESIDE_PX - 5);
          g_assert_cmpint (x, <, BACKGROUND_PX + 5);
          g_assert_cmpint (y, >=, HAIR_PX - 5);
          n += 1.0;
        }
  g_test_message ("%.2f cm2, %.1f mm, confidence %.2f", found.area_cm2, found.distance_mm,
                  found.confidence);
  g_assert_cmpfloat (found.area_cm2, >, 0.9);
  g_assert_cmpfloat_with_epsilon (found.area_cm2, n / 1e4, 1e-6);
  g_assert_cmpfloat (found.distance_mm, <, 6.0);
  g_assert_cmpfloat (found.confidence, >, 0.6);
  g_free (photo.data);
  g_free (mask.data);
  g_free (bare.data);
}

/* An outline of the person keeps the search within it, but not one that the work itself is not in.
 */
static void
test_untreated_skin_is_the_persons (void)
{
  SmpPlane     mask, photo = photo_beside (BESIDE_SKIN, 10.0, &mask);
  SmpPlane     bare   = density_new (0, 0, photo.width, photo.height, 0.0f);
  SmpPlane     person = density_new (0, 0, photo.width / 10, photo.height / 10, 0.0f);
  SmpUntreated found;

  g_assert_true (smp_untreated_find (&photo, &mask, &person, 10, 10.0, &bare, &found));
  for (gint y = 0; y < person.height; y++)
    for (gint x = 0; x < BESIDE_PX / 10; x++)
      *smp_plane_at (&person, x, y) = 1.0f;
  g_assert_false (smp_untreated_find (&photo, &mask, &person, 10, 10.0, &bare, &found));
  g_free (photo.data);
  g_free (mask.data);
  g_free (bare.data);
  g_free (person.data);
}

static void
test_untreated_skin_is_not_made_up (void)
{
  static const Beside without[] = { BESIDE_DOTS, BESIDE_HAIR };

  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    {
      SmpPlane     mask, photo = photo_beside (without[i], 10.0, &mask);
      SmpPlane     bare = density_new (0, 0, photo.width, photo.height, 1.0f);
      SmpUntreated found;

      g_assert_false (smp_untreated_find (&photo, &mask, NULL, 1, 10.0, &bare, &found));
      g_test_message ("%.2f cm2, confidence %.2f", found.area_cm2, found.confidence);
      g_assert_cmpfloat (mean_of (&bare, 0), ==, 0.0);
      g_free (photo.data);
      g_free (mask.data);
      g_free (bare.data);
    }
}

/* Freckles or veins: brown specks and blotches of all sizes. */
static void
mottle (SmpPlane *photo, gdouble px_per_mm, gdouble strength)
{
  static const gdouble sizes_mm[] = { 0.10, 0.18, 0.35, 0.7 };
  g_autoptr (GRand) dice          = g_rand_new_with_seed (21);
  SmpField specks;

  smp_field_init (&specks, photo->width, photo->height);
  for (guint k = 0; k < G_N_ELEMENTS (sizes_mm); k++)
    {
      gdouble sigma = sizes_mm[k] * px_per_mm;

      for (gint i = 0; i < photo->width * photo->height; i++)
        specks.data[i] = (gfloat) (g_rand_double (dice) - 0.5);
      smp_field_blur (&specks, sigma, &specks);
      for (gint i = 0; i < photo->width * photo->height; i++)
        for (gint c = 0; c < 3; c++)
          photo->data[3 * i + c] *=
            expf ((gfloat) (strength * sigma * (c == 0 ? 0.7 : 1.0)) * specks.data[i]);
    }
  smp_field_clear (&specks);
}

typedef struct
{
  const gchar *name;
  gdouble      strength;
  gboolean     has_dots;
  gboolean     is_refused; /* else its look is read */
} Mottled;

static const Mottled mottled[] = {
  { "a little, without dots", 0.25, FALSE, TRUE },
  { "somewhat, without dots", 0.38, FALSE, FALSE },
  { "much, without dots", 0.5, FALSE, FALSE },
  { "very much, without dots", 0.62, FALSE, FALSE },
  { "a little, with dots", 0.25, TRUE, FALSE },
  { "much, with dots", 0.5, TRUE, FALSE },
};

/* Specks alone are not read as dots, and dots among them are counted alone. */
static void
test_mottled_skin (gconstpointer data)
{
  const Mottled *what   = data;
  const Work     work   = { what->name, 10.0, 0.7, 150.0, 0.28, 15.0, 0.0, &phone };
  gint           side   = (gint) (SIDE_MM * work.px_per_mm);
  SmpPlane       mask   = density_new (0, 0, side, side, 1.0f), photo;
  SmpParams      params = params_of (&work), at;
  SmpPlane       light  = what->has_dots ? treat (&params, side, side, NULL)
                                         : density_new (0, 0, 2 * side, 2 * side, 1.0f);
  SmpLearned     learned;

  photo = bare_skin (side, side, work.px_per_mm);
  lay_under (&light, &photo);
  mottle (&photo, work.px_per_mm, what->strength);
  photograph (&phone, &photo);
  if (what->is_refused)
    expect_refusal (&photo, &mask, work.px_per_mm, SMP_LIMIT_NO_DOTS);
  else
    {
      smp_params_init (&at);
      g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &learned, NULL));
      print_learned (&work, &learned);
      if (what->has_dots)
        g_assert_cmpfloat_with_epsilon (learned.density_per_cm2.value, work.density,
                                        0.1 * work.density);
      else
        {
          g_assert_cmpint (learned.density_per_cm2.limit, ==, SMP_LIMIT_MOTTLED);
          g_assert_cmpuint (learned.n_dots, ==, 0);
        }
      g_assert_cmpfloat_with_epsilon (learned.drawn.cover, learned.photo.cover, 0.05);
    }
  g_free (photo.data);
  g_free (mask.data);
  g_free (light.data);
}

/* Skin whose specks are nearly as dark as its dots, bare beside the work. */
static void
test_bare_skin_shows_what_is_no_dot (void)
{
  const Work work  = { "strongly mottled", 10.0, 1.2, 80.0, 0.36, 20.0, 0.0, &phone };
  gint       width = (gint) (2 * SIDE_MM * work.px_per_mm), height = width / 2;
  SmpParams  params = params_of (&work), at;
  SmpPlane   mask   = density_new (0, 0, width, height, 0.0f),
           bare     = density_new (0, 0, width, height, 0.0f);
  SmpPlane   light, photo = bare_skin (width, height, work.px_per_mm);
  SmpLearned alone, learned;

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      *smp_plane_at (x < width / 2 ? &mask : &bare, x, y) = 1.0f;
  light = treat (&params, width, height, &mask);
  lay_under (&light, &photo);
  mottle (&photo, work.px_per_mm, 0.6);
  photograph (&phone, &photo);
  smp_params_init (&at);
  g_assert_true (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, NULL, &alone, NULL));
  print_learned (&work, &alone);
  g_assert_true (smp_learn (&photo, &mask, &bare, work.px_per_mm, &at, NULL, &learned, NULL));
  print_learned (&work, &learned);
  g_assert_cmpfloat_with_epsilon (learned.density_per_cm2.value, work.density, 0.1 * work.density);
  g_assert_cmpfloat_with_epsilon (learned.dot_diameter_mm.value, work.diameter,
                                  0.12 * work.diameter);
  g_assert_cmpfloat (learned.density_per_cm2.confidence, >, alone.density_per_cm2.confidence + 0.2);

  /* Without it the skin seems to be rougher than usual, or to have more dots. */
  g_assert_cmpfloat (alone.density_per_cm2.confidence, <, 0.35);
  g_free (photo.data);
  g_free (mask.data);
  g_free (bare.data);
  g_free (light.data);
}

/* As if one photo had said so. */
static SmpLearned
learned_new (gdouble density, gdouble diameter, gdouble confidence)
{
  SmpLearned learned;

  memset (&learned, 0, sizeof learned);
  smp_params_init (&learned.params);
  learned.n_dots                 = 200;
  learned.params.density_per_cm2 = density;
  learned.params.dot_diameter_mm = diameter;
  learned.density_per_cm2        = (SmpFigure) { density, confidence, SMP_LIMIT_NONE };
  learned.dot_diameter_mm        = (SmpFigure) { diameter, confidence, SMP_LIMIT_NONE };
  learned.elongation             = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_DOTS_SCALE };
  return learned;
}

/* Saves and reads it again, as it is kept. */
static SmpRecipe *
kept (SmpRecipe *preset)
{
  g_autofree gchar *text = smp_recipe_to_text_as_read (preset);
  SmpRecipe        *read = smp_recipe_parse (text, strlen (text), NULL);

  g_assert_nonnull (read);
  smp_recipe_free (preset);
  return read;
}

static void
test_several_photos_make_one_preset (void)
{
  SmpLearned photos[] = { learned_new (150.0, 0.28, 0.8), learned_new (170.0, 0.30, 0.8),
                          learned_new (400.0, 0.60, 0.05) };
  SmpRecipe *preset   = kept (smp_learned_preset (&photos[0], NULL, "Mine", "28/11/2026")), *next;

  g_assert_cmpuint (smp_learned_preset_photos (preset), ==, 1);
  g_assert_cmpstr (preset->description, ==, "measured on own work, 200 dots, 28/11/2026");
  g_assert_cmpfloat (preset->params.density_per_cm2, ==, 150.0);

  next = kept (smp_learned_preset (&photos[1], preset, "Mine", "29/11/2026"));
  smp_recipe_free (preset);
  g_assert_cmpuint (smp_learned_preset_photos (next), ==, 2);
  g_assert_cmpstr (next->description, ==, "measured on own work, 2 photos, 400 dots, 29/11/2026");
  g_assert_cmpstr (next->source, ==,
                   "2 photos of own work, which differ by 10 dots/cm² and 0.01 mm of dot size");
  g_assert_cmpfloat_with_epsilon (next->params.density_per_cm2, 160.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (next->params.dot_diameter_mm, 0.29, 1e-6);

  /* A photo that says little hardly counts. */
  preset = kept (smp_learned_preset (&photos[2], next, "Mine", "30/11/2026"));
  smp_recipe_free (next);
  g_assert_cmpfloat_with_epsilon (preset->params.density_per_cm2, 162.0, 3.0);
  smp_recipe_free (preset);
}

/* A preset holds nothing of the photo. */
static void
test_a_preset_holds_nothing_of_a_photo (void)
{
  SmpLearned        learned = learned_new (150.0, 0.28, 0.8);
  g_autofree gchar *text    = NULL;
  SmpRecipe        *preset;

  learned.params.px_per_mm     = 17.25;
  learned.params.photo_blur_px = 1.125;
  learned.params.years         = 3.5;
  learned.params.direction_deg = 33.5;
  preset                       = smp_learned_preset (&learned, NULL, "Mine", "28/11/2026");
  text                         = smp_recipe_to_text_as_read (preset);
  g_assert_null (strstr (text, "17.25"));
  g_assert_null (strstr (text, "1.125"));
  g_assert_null (strstr (text, "33.5"));
  g_assert_null (strstr (text, "3.5\n"));
  smp_recipe_free (preset);
}

static void
test_learning_is_given_up (void)
{
  const Work work = { "far", 5.0, 0.7, 150.0, 0.28, 15.0, 0.0, &plain_camera };
  SmpPlane   mask, photo = photo_of (&work, &mask);
  SmpParams  at;
  SmpLearned learned;
  GError    *error = NULL;
  gint       stop  = 1;

  smp_params_init (&at);
  g_assert_false (smp_learn (&photo, &mask, NULL, work.px_per_mm, &at, &stop, &learned, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_CANCELLED);
  g_error_free (error);
  g_free (photo.data);
  g_free (mask.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (works); i += TEST_STEP)
    {
      g_autofree gchar *path = g_strdup_printf ("/learn/known/%s", works[i].name);

      g_test_add_data_func (path, &works[i], test_known_work);
    }
  g_test_add_func ("/learn/wide-skin-is-read-as-well", test_wide_skin_is_read_as_well);
  g_test_add_func ("/learn/how-far-dots-turn-is-read", test_how_far_dots_turn_is_read);
  g_test_add_func ("/learn/blotches-are-not-taken-for-dots", test_blotches_are_not_taken_for_dots);
  g_test_add_func ("/learn/what-merges-is-a-guess", test_what_merges_is_a_guess);
  g_test_add_func ("/learn/bare-skin-shows-what-is-no-dot", test_bare_skin_shows_what_is_no_dot);
  g_test_add_func ("/learn/plain-skin-is-refused", test_plain_skin_is_refused);
  g_test_add_func ("/learn/little-skin-is-refused", test_little_skin_is_refused);
  g_test_add_func ("/learn/a-coarse-photo-is-refused", test_a_coarse_photo_is_refused);
  g_test_add_func ("/learn/figures-are-refused-and-the-look-is-kept",
                   test_figures_are_refused_and_the_look_is_kept);
  g_test_add_func ("/learn/hair-is-refused", test_hair_is_refused);
  g_test_add_func ("/learn/what-no-dots-look-like-is-refused",
                   test_what_no_dots_look_like_is_refused);
  g_test_add_func ("/learn/untreated-skin-is-found", test_untreated_skin_is_found);
  g_test_add_func ("/learn/untreated-skin-is-the-persons", test_untreated_skin_is_the_persons);
  g_test_add_func ("/learn/untreated-skin-is-not-made-up", test_untreated_skin_is_not_made_up);
  for (guint i = 0; i < G_N_ELEMENTS (mottled); i += TEST_STEP)
    {
      g_autofree gchar *path = g_strdup_printf ("/learn/mottled/%s", mottled[i].name);

      g_test_add_data_func (path, &mottled[i], test_mottled_skin);
    }
  g_test_add_func ("/learn/several-photos-make-one-preset", test_several_photos_make_one_preset);
  g_test_add_func ("/learn/a-preset-holds-nothing-of-a-photo",
                   test_a_preset_holds_nothing_of_a_photo);
  g_test_add_func ("/learn/is-given-up", test_learning_is_given_up);
  return g_test_run ();
}
