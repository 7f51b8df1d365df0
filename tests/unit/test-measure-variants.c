/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is measured place by place around the scars and patches of drawn scalps as phones see real
 * ones, against what is true there.  The first argument is the path of the program that draws
 * them; by hand, a second one is how far on the seeds go, for other heads of the same kinds: what
 * holds for the first ones alone was fitted to them. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "smp/bare-places.h"
#include "smp/measure.h"
#include "variants.h"

#define RING_MM  8.0
#define PLACE_MM 10.0

/* A place of which less was measured is left to chance. */
#define LEAST_PLACE_CM2 0.5

static const gchar *sample_program;
static gint         seeds_on;

#define SEED "--seed="

/* Of all scalps whose hair is counted. */
static gint dense_places, right_density, sized_places, right_size, ordered_places, right_direction;

static gboolean
is_in_ring (gdouble x, gdouble y, gpointer data)
{
  const SmpSurroundings *s = data;
  gint i = ((gint) x - s->ring.x) / s->cell_px, j = ((gint) y - s->ring.y) / s->cell_px;

  return x >= s->ring.x && y >= s->ring.y && i < s->ring.width && j < s->ring.height &&
         s->ring.data[j * s->ring.width + i] > 0.5f;
}

/* The means of the measured figures over a place's part of the ring. */
typedef struct
{
  gdouble n, density, dot_mm, cosine, sine;
} Mean;

static Mean
mean_over (const SmpSurroundings *s, const TestCell *cell, gdouble px_per_mm)
{
  gdouble side = PLACE_MM * px_per_mm;
  Mean    mean = { 0.0, 0.0, 0.0, 0.0, 0.0 };

  for (gint j = 0; j < s->ring.height; j++)
    for (gint i = 0; i < s->ring.width; i++)
      {
        gdouble x = s->ring.x + (i + 0.5) * s->cell_px, y = s->ring.y + (j + 0.5) * s->cell_px;
        gdouble density, length, width, angle;

        if (s->ring.data[j * s->ring.width + i] <= 0.5f || x < cell->x_px || y < cell->y_px ||
            x >= cell->x_px + side || y >= cell->y_px + side)
          continue;
        g_assert_cmpfloat (smp_surroundings_local (s, SMP_LOCAL_DENSITY, x, y, &density), >, 0.0);
        smp_surroundings_local (s, SMP_LOCAL_LENGTH, x, y, &length);
        smp_surroundings_local (s, SMP_LOCAL_WIDTH, x, y, &width);
        angle = s->directions
                  ? smp_direction_field_degrees (s->directions, x / px_per_mm, y / px_per_mm, 0.0)
                  : 0.0;
        mean.n += 1.0;
        mean.density += density;
        mean.dot_mm += sqrt (4.0 / G_PI * length * width);
        mean.cosine += cos (angle * G_PI / 90.0);
        mean.sine += sin (angle * G_PI / 90.0);
      }
  mean.density /= MAX (mean.n, 1.0);
  mean.dot_mm /= MAX (mean.n, 1.0);
  return mean;
}

static gdouble
turn_between (const Mean *mean, gdouble degrees)
{
  gdouble turn = fmod (atan2 (mean->sine, mean->cosine) * 90.0 / G_PI - degrees + 540.0, 180.0);

  return MIN (turn, 180.0 - turn);
}

static void
compare_places (const TestScalp *scalp, SmpSurroundings *s)
{
  g_autoptr (GArray) cells = test_scalp_cells (scalp, PLACE_MM, is_in_ring, s);
  GString *text            = g_string_new (NULL);
  gdouble  measured = 0.0, real = 0.0;

  for (guint i = 0; i < cells->len; i++)
    {
      const TestCell *cell = &g_array_index (cells, TestCell, i);
      Mean            mean = mean_over (s, cell, scalp->px_per_mm);

      if (cell->area_cm2 < LEAST_PLACE_CM2 || cell->too_long_share > 0.3 || mean.n < 1.0)
        continue;
      measured += mean.density * cell->area_cm2;
      real += cell->strokes_per_cm2 * cell->area_cm2;
      dense_places++;
      right_density += fabs (mean.density / cell->strokes_per_cm2 - 1.0) <= 0.15;
      sized_places++;
      right_size += fabs (mean.dot_mm / cell->dot_mm - 1.0) <= 0.15;
      if (cell->order > 0.6)
        {
          ordered_places++;
          right_direction += s->directions && turn_between (&mean, cell->direction_deg) <= 12.0;
        }
      g_string_append_printf (text, " %.0f/%.0f %.2f %.0f;", mean.density, cell->strokes_per_cm2,
                              mean.dot_mm / cell->dot_mm,
                              turn_between (&mean, cell->direction_deg));
    }
  g_test_message ("  density, size over true, turn:%s; strokes over true %.2f", text->str,
                  measured / real);
  g_string_free (text, TRUE);
  /* Hair that curls, and lies in many ways, is no exception. */
  g_assert_cmpfloat (fabs (measured / real - 1.0), <=, 0.25);
}

/* A variant's arguments with the seed of another head. */
static gchar *
arguments_of_another (const TestVariant *variant)
{
  const gchar *seed   = strstr (variant->arguments, SEED) + strlen (SEED);
  const gchar *beyond = seed + strspn (seed, "0123456789");

  return g_strdup_printf ("%.*s%d%s", (gint) (seed - variant->arguments), variant->arguments,
                          atoi (seed) + seeds_on, beyond);
}

static void
test_variant (gconstpointer data)
{
  const TestVariant *variant   = data;
  g_autofree gchar  *arguments = arguments_of_another (variant);
  const TestVariant  drawn     = { variant->name, variant->kind, arguments };
  TestScalp          scalp;
  GError            *error = NULL;
  SmpSurroundings   *s;

  test_scalp_draw (&scalp, sample_program, &drawn);
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  g_test_message ("%s: density %.1f (%.2f), dot %.2f, elongation %.1f, limit %d, ring %.1f cm2",
                  variant->name, s->density_per_cm2.value, s->density_per_cm2.confidence,
                  s->dot_diameter_mm.value, s->elongation.value, (gint) s->density_per_cm2.limit,
                  s->ring_area_cm2);
  switch (variant->kind)
    {
    case TEST_VARIANT_COUNTABLE:
      g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_NONE);
      break;
    case TEST_VARIANT_TOO_LONG:
      g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_LONG);
      break;
    case TEST_VARIANT_BLURRED:
      g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_BLUR);
      break;
    default:
      g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_SCALE);
    }
  if (s->density_per_cm2.limit == SMP_LIMIT_NONE)
    compare_places (&scalp, s);
  smp_surroundings_free (s);
  test_scalp_clear (&scalp);
}

/* Blurs a photo as three boxes of 2 r + 1 pixels do, which is nearly a Gaussian of sqrt (r (r +
 * 1)).
 */
static void
blur_photo (SmpPlane *photo, gint r)
{
  gsize n = (gsize) photo->width * (gsize) photo->height * 3;

  for (gint pass = 0; pass < 6; pass++)
    {
      g_autofree gfloat *from = g_memdup2 (photo->data, sizeof (gfloat) * n);
      SmpPlane           was  = *photo;

      was.data = from;
      for (gint y = 0; y < photo->height; y++)
        for (gint x = 0; x < photo->width; x++)
          for (gint c = 0; c < 3; c++)
            {
              gfloat sum = 0.0f;

              for (gint k = -r; k <= r; k++)
                sum +=
                  smp_plane_at (&was,
                                photo->x + CLAMP (x + (pass % 2 ? k : 0), 0, photo->width - 1),
                                photo->y + CLAMP (y + (pass % 2 ? 0 : k), 0, photo->height - 1))[c];
              smp_plane_at (photo, photo->x + x, photo->y + y)[c] = sum / (gfloat) (2 * r + 1);
            }
    }
}

/* Far out of focus, hair and skin seem to lie in long strands: that is no long hair. */
static void
test_what_is_far_out_of_focus_is_soft (gconstpointer data)
{
  TestScalp        scalp;
  GError          *error = NULL;
  SmpSurroundings *s;

  test_scalp_draw (&scalp, sample_program, &test_variants[0]);
  blur_photo (&scalp.photo, GPOINTER_TO_INT (data));
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_BLUR);
  smp_surroundings_free (s);
  test_scalp_clear (&scalp);
}

/* Hair above, bare skin below: as on a neck, a forehead, a face; and a bald head. */
#define BARE_HEAD                                                                 \
  "--skin=light --tuft=0.4 --vellus=12 --blotches=0.4 --furrows=0.8 --bend=0.08 " \
  "--fade=0.3 --root-shade=0.2 --glare=0.06 --scar-width=4 --scar-tissue=0.6 "    \
  "--length-start=1.2 --noise=2.5 --blur=0.7 --denoise=0.6 --local-contrast=0.6 " \
  "--sharpen=0.9 --px-per-mm=10 --density=120 "

static const TestVariant below_hairline = { "below-hairline", TEST_VARIANT_COUNTABLE,
                                            BARE_HEAD "--width=400 --seed=2201 --density-end=0 "
                                                      "--gradient-reach=3" };
/* So much that what is typical is seen in a part of it. */
static const TestVariant large_picture = { "large-picture", TEST_VARIANT_COUNTABLE,
                                           BARE_HEAD "--width=1000 --seed=2203 --density-end=0 "
                                                     "--gradient-reach=12" };
/* The grain of a shining forehead, sharpened by the phone, has the contrast of hair. */
static const TestVariant grained_forehead = { "grained-forehead", TEST_VARIANT_COUNTABLE,
                                              "--skin=brown --tuft=0.4 --grain=1.2 --glare=0.05 "
                                              "--scar-width=4 --length-start=0.6 --noise=1.5 "
                                              "--blur=0.6 --denoise=0.6 --local-contrast=1 "
                                              "--sharpen=2 --px-per-mm=10 --density=120 "
                                              "--width=500 --seed=2204 --density-end=0 "
                                              "--gradient-reach=2" };
static const TestVariant bald_head        = { "bald-head", TEST_VARIANT_COUNTABLE,
                                              BARE_HEAD "--width=300 --seed=2202 --density-start=0 "
                                                               "--density-end=0" };

/* Whether a hair stands within so far of a place, in pixels. */
static gboolean
is_hairy (const TestScalp *scalp, gdouble x, gdouble y, gdouble far_px)
{
  for (guint i = 0; i < scalp->hairs->len; i++)
    {
      const TestHair *hair = &g_array_index (scalp->hairs, TestHair, i);

      if (!hair->is_vellus && hypot (hair->x_px - x, hair->y_px - y) < far_px)
        return TRUE;
    }
  return FALSE;
}

static void
test_bare_skin_is_no_surrounding (gconstpointer data)
{
  const gboolean   is_large = data == &large_picture;
  const gdouble    ring_mm  = is_large ? 4.0 * RING_MM : RING_MM;
  TestScalp        scalp;
  GError          *error = NULL;
  SmpSurroundings *s;
  gint             n_ring = 0, n_bare = 0;

  test_scalp_draw (&scalp, sample_program, data);
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, ring_mm, &error);
  g_assert_no_error (error);
  g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_NONE);
  for (gint i = 0; i < s->ring.width * s->ring.height; i++)
    if (s->ring.data[i] > 0.5f)
      {
        gdouble x = s->ring.x + (i % s->ring.width + 0.5) * s->cell_px;
        gdouble y = s->ring.y + (i / s->ring.width + 0.5) * s->cell_px;

        n_ring++;
        n_bare += !is_hairy (&scalp, x, y, 3.0 * scalp.px_per_mm);
      }
  g_test_message ("%d of %d cells of the ring are bare; %.1f cm2, density %.1f", n_bare, n_ring,
                  s->ring_area_cm2, s->density_per_cm2.value);
  g_assert_cmpint (n_ring, >, 1000);
  /* Of a wide forehead somewhat more is taken for thin hair; but all that is hair is in the ring.
   */
  g_assert_cmpint ((is_large ? 8 : 50) * n_bare, <=, n_ring);
  if (is_large)
    g_assert_cmpfloat (s->ring_area_cm2 * (n_ring - n_bare) / n_ring, >, 32.7);
  g_assert_cmpfloat (s->ring_share, <, 0.8);
  compare_places (&scalp, s);
  smp_surroundings_free (s);
  test_scalp_clear (&scalp);
}

/* A bald front: the grain in what is selected is no hair that stands there already, so that all
 * dots are missing. */
static void
test_grain_inside_is_no_hair (void)
{
  TestScalp scalp;
  GError   *error = NULL;
  SmpPlane  missing;
  gdouble   sum = 0.0;

  g_autoptr (SmpSurroundings) s = NULL;

  test_scalp_draw (&scalp, sample_program, &grained_forehead);
  for (gint y = 0; y < scalp.region.height; y++)
    for (gint x = 0; x < scalp.region.width; x++)
      *smp_plane_at (&scalp.region, scalp.region.x + x, scalp.region.y + y) =
        x > 100 && x < 400 && y > 190 && y < 260;
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_NONE);
  missing      = scalp.region;
  missing.data = g_new0 (gfloat, (gsize) missing.width * (gsize) missing.height);
  smp_surroundings_deficit (s, &scalp.region, s->density_per_cm2.value, 0.0, &missing);
  for (gint i = 0; i < missing.width * missing.height; i++)
    sum += (gdouble) missing.data[i];
  g_test_message ("density %.1f, inside %.1f, missing %.2f", s->density_per_cm2.value,
                  s->inside_density_per_cm2.value, sum / (299 * 69));
  g_assert_cmpfloat (s->inside_density_per_cm2.value, <, 0.1 * s->density_per_cm2.value);
  g_free (missing.data);
  test_scalp_clear (&scalp);
}

/* The mean over some of the picture's rows. */
static gdouble
mean_of_rows (const SmpPlane *plane, gint from, gint to)
{
  gdouble sum = 0.0;

  for (gint y = from; y < to; y++)
    for (gint x = 0; x < plane->width; x++)
      sum += (gdouble) *smp_plane_at (plane, plane->x + x, plane->y + y);
  return sum / ((to - from) * plane->width);
}

/* Treating only bare skin treats a grained forehead too, and not the hair above it. */
static void
test_grained_skin_is_bare (void)
{
  const gint px = 2;
  TestScalp  scalp;
  SmpPlane   light, bare;

  test_scalp_draw (&scalp, sample_program, &grained_forehead);
  light = (SmpPlane) { NULL, 0, 0, scalp.photo.width / px, scalp.photo.height / px, 3 };
  bare  = (SmpPlane) { NULL, 0, 0, light.width, light.height, 1 };

  light.data = g_new0 (gfloat, 3 * (gsize) light.width * (gsize) light.height);
  bare.data  = g_new0 (gfloat, (gsize) bare.width * (gsize) bare.height);
  for (gint y = 0; y < px * light.height; y++)
    for (gint x = 0; x < px * light.width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&light, x / px, y / px)[c] +=
          smp_plane_at (&scalp.photo, scalp.photo.x + x, scalp.photo.y + y)[c] / (gfloat) (px * px);
  smp_bare_places (&light, px / scalp.px_per_mm, &bare);
  g_test_message ("bare %.2f among hair, %.2f on the forehead", mean_of_rows (&bare, 5, 60),
                  mean_of_rows (&bare, 110, bare.height));
  g_assert_cmpfloat (mean_of_rows (&bare, 5, 60), <, 0.3);
  g_assert_cmpfloat (mean_of_rows (&bare, 110, bare.height), >, 0.75);
  g_free (light.data);
  g_free (bare.data);
  test_scalp_clear (&scalp);
}

/* Hair that is drawn so cannot be counted, for this reason. */
static void
assert_refused (const TestVariant *variant, SmpLimit limit)
{
  TestScalp        scalp;
  GError          *error = NULL;
  SmpSurroundings *s;

  test_scalp_draw (&scalp, sample_program, variant);
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  g_assert_cmpint (s->density_per_cm2.limit, ==, limit);
  smp_surroundings_free (s);
  test_scalp_clear (&scalp);
}

static void
test_bald_head_has_no_hair (void)
{
  assert_refused (&bald_head, SMP_LIMIT_NO_HAIR);
}

/* Dense stubble in a small, sharpened picture leaves no skin between that is even: that is not the
 * photo's noise. */
static const TestVariant dense_and_small = {
  "dense-and-small", TEST_VARIANT_COUNTABLE,
  "--width=420 --px-per-mm=4.6 --density=200 --length-start=1.2 --noise=1.5 --blur=0.6 "
  "--denoise=0.6 --local-contrast=0.6 --sharpen=2 --seed=31"
};

static void
test_dense_stubble_is_no_noise (void)
{
  assert_refused (&dense_and_small, SMP_LIMIT_SCALE);
}

/* Thick stubble in a noisy picture that stands well out of the noise, and is wide for its scale. */
static const TestVariant plain_and_wide = {
  "plain-and-wide", TEST_VARIANT_COUNTABLE,
  "--width=420 --px-per-mm=10 --density=90 --skin=brown --length-start=0.6 --tuft=0.6 --noise=4.2 "
  "--blur=1.1 --sharpen=0.8 --thickness-start=1.7 --thickness-end=1.7 --scar-width=4 --seed=31"
};

static void
test_noise_hides_nothing_that_is_plain (void)
{
  assert_refused (&plain_and_wide, SMP_LIMIT_SCALE);
}

/* From photo to photo a little noisier, until nothing is counted: what is counted is never a guess.
 */
static void
test_no_count_is_a_guess (void)
{
  static const TestVariant stubble = { "stubble", TEST_VARIANT_COUNTABLE,
                                       "--width=400 --px-per-mm=9 --density=120 "
                                       "--length-start=0.6 --noise=1 --blur=0.6 --seed=32" };

  TestScalp scalp;
  GRand    *random    = g_rand_new_with_seed (5);
  gint      n_counted = 0, n_levels = 24;

  test_scalp_draw (&scalp, sample_program, &stubble);
  for (gint level = 0; level < n_levels; level++)
    {
      g_autoptr (SmpSurroundings) s =
        smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, NULL);

      g_assert_nonnull (s);
      n_counted += s->density_per_cm2.limit == SMP_LIMIT_NONE;
      g_test_message ("noise %d: density %.0f, confidence %.2f, limit %d", level,
                      s->density_per_cm2.value, s->density_per_cm2.confidence,
                      s->density_per_cm2.limit);
      if (s->density_per_cm2.limit == SMP_LIMIT_NONE)
        g_assert_cmpfloat (s->density_per_cm2.confidence, >, 0.05);
      for (gint i = 0; i < 3 * scalp.photo.width * scalp.photo.height; i++)
        scalp.photo.data[i] *= (gfloat) g_rand_double_range (random, 0.965, 1.035);
    }
  g_assert_cmpint (n_counted, >, 0);
  g_assert_cmpint (n_counted, <, n_levels);
  g_rand_free (random);
  test_scalp_clear (&scalp);
}

static void
test_places (void)
{
  g_test_message ("right: density %d of %d places, size %d of %d, direction %d of %d",
                  right_density, dense_places, right_size, sized_places, right_direction,
                  ordered_places);
  /* Strokes that merge in small pictures are found too few, long ones too often, and vellus is
   * counted with them. */
  g_assert_cmpint (20 * right_density, >=, 17 * dense_places);
  g_assert_cmpint (10 * right_size, >=, 9 * sized_places);
  g_assert_cmpint (20 * right_direction, >=, 19 * ordered_places);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc > 1)
    {
      sample_program = argv[1];
      seeds_on       = argc > 2 ? atoi (argv[2]) : 0;
      for (guint i = 0; i < test_n_variants; i += TEST_STEP)
        {
          g_autofree gchar *path = g_strdup_printf ("/measure/variant/%s", test_variants[i].name);

          g_test_add_data_func (path, &test_variants[i], test_variant);
        }
      for (gint r = 2; r <= 8; r *= 2)
        {
          g_autofree gchar *path = g_strdup_printf ("/measure/out-of-focus/%d", r);

          g_test_add_data_func (path, GINT_TO_POINTER (r), test_what_is_far_out_of_focus_is_soft);
        }
      g_test_add_data_func ("/measure/bare-skin-is-no-surrounding", &below_hairline,
                            test_bare_skin_is_no_surrounding);
      g_test_add_data_func ("/measure/bare-skin-is-no-surrounding/grained", &grained_forehead,
                            test_bare_skin_is_no_surrounding);
      g_test_add_func ("/measure/grain-inside-is-no-hair", test_grain_inside_is_no_hair);
      g_test_add_func ("/measure/grained-skin-is-bare", test_grained_skin_is_bare);
      g_test_add_data_func ("/measure/bare-skin-is-no-surrounding/large", &large_picture,
                            test_bare_skin_is_no_surrounding);
      g_test_add_func ("/measure/bald-head-has-no-hair", test_bald_head_has_no_hair);
      g_test_add_func ("/measure/dense-stubble-is-no-noise", test_dense_stubble_is_no_noise);
      g_test_add_func ("/measure/noise-hides-nothing-plain",
                       test_noise_hides_nothing_that_is_plain);
      g_test_add_func ("/measure/no-count-is-a-guess", test_no_count_is_a_guess);
      if (TEST_STEP == 1)
        g_test_add_func ("/measure/variant/places", test_places);
    }
  return g_test_run ();
}
