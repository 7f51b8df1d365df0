/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is measured around the scar of drawn scalps, against what is true of them.
 * The first argument is the path of the program that draws them.
 *
 * Each scalp is drawn once and asked for all its figures. */

#include <math.h>
#include <string.h>

#include "base/field.h"
#include "drawing.h"
#include "smp/error.h"
#include "smp/match.h"
#include "smp/measure.h"
#include "photo.h"

#define N_VARIANTS 28
#define RING_MM    8.0

static const gchar *sample_program;

/* Of all drawn scalps whose density is not refused. */
static gint right_places, all_places;

typedef struct
{
  gint      number;
  SmpPlane  photo;
  SmpPlane  region;
  GArray   *hairs;
  gdouble   px_per_mm, blur_px, noise, glare;
  gdouble   diameter_mm, length_mm;
  SmpColour skin;
} Scalp;

static void
scalp_load (Scalp *scalp, const gchar *folder)
{
  GKeyFile *truth = g_key_file_new ();
  gchar    *paths[4];
  gdouble  *rgb;
  GError   *error = NULL;

  paths[0] = g_build_filename (folder, "sample.jpg", NULL);
  paths[1] = g_build_filename (folder, "scar.png", NULL);
  paths[2] = g_build_filename (folder, "dots.csv", NULL);
  paths[3] = g_build_filename (folder, "truth.txt", NULL);
  test_photo_load (&scalp->photo, paths[0], 3);
  test_photo_load (&scalp->region, paths[1], 1);
  scalp->hairs = test_photo_hairs (paths[2]);
  g_key_file_load_from_file (truth, paths[3], G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  scalp->px_per_mm   = g_key_file_get_double (truth, "conditions", "px-per-mm", NULL);
  scalp->blur_px     = g_key_file_get_double (truth, "conditions", "blur-px", NULL);
  scalp->noise       = g_key_file_get_double (truth, "conditions", "noise-sigma", NULL);
  scalp->glare       = g_key_file_get_double (truth, "conditions", "glare", NULL);
  scalp->diameter_mm = g_key_file_get_double (truth, "ring", "mean-diameter-mm", NULL);
  scalp->length_mm   = g_key_file_get_double (truth, "ring", "mean-length-mm", NULL);
  rgb                = g_key_file_get_double_list (truth, "ring", "skin-linear-rgb", NULL, &error);
  g_assert_no_error (error);
  smp_colour_set (&scalp->skin, rgb);
  g_free (rgb);
  for (gint i = 0; i < 4; i++)
    g_free (paths[i]);
  g_key_file_unref (truth);
}

static void
scalp_draw (Scalp *scalp, gint number)
{
  g_autofree gchar *text        = g_strdup_printf ("%d", number);
  const gchar      *arguments[] = { "--variant", text, NULL };
  gchar            *folder      = test_drawing_new (sample_program, arguments);

  memset (scalp, 0, sizeof (Scalp));
  scalp->number = number;
  scalp_load (scalp, folder);
  test_drawing_done (folder);
}

static void
scalp_clear (Scalp *scalp)
{
  test_photo_clear (&scalp->photo);
  test_photo_clear (&scalp->region);
  g_array_unref (scalp->hairs);
}

static gboolean
in_ring (const SmpSurroundings *s, gdouble x, gdouble y)
{
  gint i = ((gint) x - s->ring.x) / s->cell_px, j = ((gint) y - s->ring.y) / s->cell_px;

  return x >= s->ring.x && y >= s->ring.y && i < s->ring.width && j < s->ring.height &&
         s->ring.data[j * s->ring.width + i] > 0.5f;
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

/* The true hairs whose middle lies in the measured ring, a cm2, the median angle between them and
 * the measured field, and how much those angles vary, in degrees. */
static void
true_figures (const Scalp           *scalp,
              const SmpSurroundings *s,
              gdouble               *density,
              gdouble               *turn,
              gdouble               *variation)
{
  GArray *turns   = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gdouble cosines = 0.0;

  for (guint i = 0; i < scalp->hairs->len; i++)
    {
      const TestHair *hair  = &g_array_index (scalp->hairs, TestHair, i);
      gdouble         angle = hair->direction_deg * G_PI / 180.0;
      gdouble         half  = 0.5 * hair->length_mm * scalp->px_per_mm;
      gdouble         x = hair->x_px + half * cos (angle), y = hair->y_px - half * sin (angle);
      gdouble         difference = 0.0;

      if (!in_ring (s, x, y))
        continue;
      if (s->directions)
        difference = fmod (smp_direction_field_degrees (s->directions, x / scalp->px_per_mm,
                                                        y / scalp->px_per_mm, 0.0) -
                             hair->direction_deg + 540.0,
                           180.0);
      difference = MIN (difference, 180.0 - difference);
      cosines += cos (difference * G_PI / 90.0);
      g_array_append_val (turns, difference);
    }
  g_array_sort (turns, compare_doubles);
  *density   = turns->len / s->ring_area_cm2;
  *turn      = turns->len ? g_array_index (turns, gdouble, turns->len / 2) : 0.0;
  *variation = sqrt (-0.5 * log (MAX (cosines / MAX (turns->len, 1u), 1e-3))) * 180.0 / G_PI;
  g_array_unref (turns);
}

/* Hairs and area of one place of the ring. */
#define PLACE_MM 10.0

typedef struct
{
  gdouble area_cm2, hairs, measured;
} LocalHair;

static LocalHair *
place_at (LocalHair *places, const SmpSurroundings *s, gint columns, gdouble x, gdouble y)
{
  gdouble size = PLACE_MM * s->px_per_mm;

  return &places[(gint) ((y - s->ring.y) / size) * columns + (gint) ((x - s->ring.x) / size)];
}

static void
add_true_hairs (const Scalp *scalp, const SmpSurroundings *s, LocalHair *places, gint columns)
{
  for (guint i = 0; i < scalp->hairs->len; i++)
    {
      const TestHair *hair  = &g_array_index (scalp->hairs, TestHair, i);
      gdouble         angle = hair->direction_deg * G_PI / 180.0;
      gdouble         half  = 0.5 * hair->length_mm * scalp->px_per_mm;
      gdouble         x = hair->x_px + half * cos (angle), y = hair->y_px - half * sin (angle);

      if (in_ring (s, x, y))
        place_at (places, s, columns, x, y)->hairs += 1.0;
    }
}

static void
add_measured (const SmpSurroundings *s, LocalHair *places, gint columns)
{
  gdouble cell_cm2 = pow (s->cell_px / (10.0 * s->px_per_mm), 2.0);

  for (gint j = 0; j < s->ring.height; j++)
    for (gint i = 0; i < s->ring.width; i++)
      if (s->ring.data[j * s->ring.width + i] > 0.5f)
        {
          gdouble    x     = s->ring.x + (i + 0.5) * s->cell_px;
          gdouble    y     = s->ring.y + (j + 0.5) * s->cell_px;
          LocalHair *place = place_at (places, s, columns, x, y);
          gdouble    value;

          g_assert_cmpfloat (smp_surroundings_local (s, SMP_LOCAL_DENSITY, x, y, &value), >, 0.0);
          place->area_cm2 += cell_cm2;
          place->measured += value * cell_cm2;
        }
}

/* Counts the places whose density is within 15 %; places of little area are left to chance. */
static void
count_places (const Scalp *scalp, const SmpSurroundings *s, gint *right, gint *all)
{
  gdouble    size    = PLACE_MM * s->px_per_mm;
  gint       columns = (gint) (s->ring.width * s->cell_px / size) + 1;
  gint       rows    = (gint) (s->ring.height * s->cell_px / size) + 1;
  LocalHair *places  = g_new0 (LocalHair, columns * rows);

  add_true_hairs (scalp, s, places, columns);
  add_measured (s, places, columns);
  for (gint i = 0; i < columns * rows; i++)
    if (places[i].area_cm2 > 0.5)
      {
        *all += 1;
        *right += fabs (places[i].measured / places[i].hairs - 1.0) <= 0.15;
      }
  g_free (places);
}

/* Whether hairs can be told apart: two of a follicular unit stand 0.3 mm apart, which must be two
 * and a half standard deviations of a hair's picture; and noise must leave them visible.  A photo
 * may fail both ways; then either reason is right. */
static gboolean
is_right_limit (const Scalp *scalp, SmpLimit limit)
{
  gdouble  width     = 0.1 * scalp->px_per_mm;
  gdouble  sigma     = sqrt (scalp->blur_px * scalp->blur_px + (width * width + 1.0) / 12.0);
  gboolean is_coarse = sigma > 0.12 * scalp->px_per_mm;
  gboolean is_noisy  = scalp->noise > 5.0;

  if (limit == SMP_LIMIT_NONE)
    return !is_coarse && !is_noisy;
  if (limit == SMP_LIMIT_NOISE)
    return is_noisy;
  return is_coarse && limit == (scalp->blur_px > 1.6 ? SMP_LIMIT_BLUR : SMP_LIMIT_SCALE);
}

static void
test_variant (gconstpointer data)
{
  Scalp            scalp;
  SmpSurroundings *s;
  GError          *error = NULL;
  gdouble          density, turn, variation, diameter, difference;
  gint             right = 0, all = 0;

  scalp_draw (&scalp, GPOINTER_TO_INT (data));
  s = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, &error);
  g_assert_no_error (error);
  true_figures (&scalp, s, &density, &turn, &variation);
  diameter   = sqrt (4.0 / G_PI * scalp.diameter_mm * (scalp.length_mm + 0.5 * scalp.diameter_mm));
  difference = smp_delta_e_2000 (&s->skin, &scalp.skin);
  if (s->density_per_cm2.limit == SMP_LIMIT_NONE)
    count_places (&scalp, s, &right, &all);
  right_places += right;
  all_places += all;
  g_test_message ("variant %2d, %2.0f px/mm, skin L* %2.0f: density %5.1f of %5.1f (%.2f), "
                  "diameter %.3f of %.3f "
                  "(%.2f), direction %.1f deg, varying by %.1f of %.1f, skin dE %.2f, blur %.2f of "
                  "%.2f, %d of %d places right, confidence %.2f, limit %d",
                  scalp.number, scalp.px_per_mm, scalp.skin.lab[0], s->density_per_cm2.value,
                  density, s->density_per_cm2.value / density, s->dot_diameter_mm.value, diameter,
                  s->dot_diameter_mm.value / diameter, turn, s->direction_variation_deg.value,
                  variation, difference, s->photo_blur_px.value, scalp.blur_px, right, all,
                  s->density_per_cm2.confidence, (gint) s->density_per_cm2.limit);

  g_assert_true (is_right_limit (&scalp, s->density_per_cm2.limit));
  g_assert_true (s->skin_known);
  if (s->density_per_cm2.limit == SMP_LIMIT_NONE)
    {
      g_assert_cmpfloat (fabs (s->density_per_cm2.value / density - 1.0), <=, 0.10);
      g_assert_cmpfloat (fabs (s->dot_diameter_mm.value / diameter - 1.0), <=, 0.15);
      g_assert_cmpfloat (turn, <=, 12.0);
      g_assert_cmpfloat (fabs (s->direction_variation_deg.value - variation), <=, 3.0);
      /* Strong glare is left out of the measured ring, but is in the true mean. */
      if (scalp.glare <= 0.4)
        g_assert_cmpfloat (difference, <=, 2.0);
      else
        g_assert_cmpfloat (s->skin.lab[0], <, scalp.skin.lab[0]);
    }
  else
    {
      g_assert_cmpfloat (s->density_per_cm2.confidence, ==, 0.0);
      g_assert_cmpint (s->dot_diameter_mm.limit, ==, s->density_per_cm2.limit);
    }
  smp_surroundings_free (s);
  scalp_clear (&scalp);
}

static gpointer
measure_alone (gpointer data)
{
  const Scalp *scalp = data;

  smp_rows_stay_in_thread ();
  return smp_surroundings_measure (&scalp->photo, &scalp->region, scalp->px_per_mm, RING_MM, NULL);
}

/* Hairs are sought in strips, one a thread; where strips meet they must not show. */
static void
test_threads_find_what_one_finds (void)
{
  Scalp            scalp;
  SmpSurroundings *alone, *together;

  scalp_draw (&scalp, 0);
  alone    = g_thread_join (g_thread_new ("alone", measure_alone, &scalp));
  together = smp_surroundings_measure (&scalp.photo, &scalp.region, scalp.px_per_mm, RING_MM, NULL);
  g_assert_cmpuint (alone->marks->len, >, 500);
  g_assert_cmpmem (alone->marks->data, alone->marks->len * sizeof (SmpMark), together->marks->data,
                   together->marks->len * sizeof (SmpMark));
  g_assert_cmpfloat (alone->density_per_cm2.value, ==, together->density_per_cm2.value);
  g_assert_cmpfloat (alone->dot_diameter_mm.value, ==, together->dot_diameter_mm.value);
  g_assert_cmpfloat (alone->skin.lab[0], ==, together->skin.lab[0]);
  smp_surroundings_free (alone);
  smp_surroundings_free (together);
  scalp_clear (&scalp);
}

static void
test_density_is_right_place_by_place (void)
{
  g_test_message ("%d of %d places right", right_places, all_places);
  g_assert_cmpint (all_places, >, 50);
  g_assert_cmpint (20 * right_places, >=, 17 * all_places);
}

static void
test_empty_region (void)
{
  gfloat   light[12] = { 0.0f }, share[4] = { 0.0f };
  SmpPlane photo = { light, 0, 0, 2, 2, 3 }, region = { share, 0, 0, 2, 2, 1 };
  GError  *error = NULL;

  g_assert_null (smp_surroundings_measure (&photo, &region, 10.0, RING_MM, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_clear_error (&error);
}

/* Bare, even skin: nothing to count, and no figure invented. */
static void
test_bare_skin (void)
{
  gint             n      = 300;
  SmpPlane         photo  = { g_new (gfloat, n * n * 3), 0, 0, n, n, 3 };
  SmpPlane         region = { g_new0 (gfloat, n * n), 0, 0, n, n, 1 };
  SmpSurroundings *s;

  for (gint i = 0; i < n * n * 3; i++)
    photo.data[i] = i % 3 == 0 ? 0.5f : 0.35f;
  for (gint y = 130; y < 170; y++)
    for (gint x = 130; x < 170; x++)
      *smp_plane_at (&region, x, y) = 1.0f;
  s = smp_surroundings_measure (&photo, &region, 10.0, RING_MM, NULL);
  g_assert_nonnull (s);
  g_assert_cmpint (s->density_per_cm2.limit, ==, SMP_LIMIT_NO_HAIR);
  g_assert_cmpint (s->direction_deg.limit, ==, SMP_LIMIT_NO_HAIR);
  g_assert_true (s->skin_known);
  g_assert_cmpfloat_with_epsilon (s->skin.rgb[0], 0.5, 0.01);
  smp_surroundings_free (s);
  g_free (photo.data);
  g_free (region.data);
}

/* Skin of which a share is no number: a square from the left upper corner on. */
static void
draw_skin_without_numbers (SmpPlane *photo, gdouble share)
{
  gint end = (gint) (sqrt (share) * photo->width);

  for (gint i = 0; i < photo->width * photo->height * 3; i++)
    photo->data[i] = i % 3 == 0 ? 0.5f : 0.35f;
  for (gint y = 0; y < end; y++)
    for (gint x = 0; x < end; x++)
      smp_plane_at (photo, x, y)[1] = (gfloat) NAN;
}

/* What is no number is no skin; a photo of little else is refused. */
static void
test_no_numbers (void)
{
  gint             n      = 260;
  SmpPlane         photo  = { g_new (gfloat, n * n * 3), 0, 0, n, n, 3 };
  SmpPlane         region = { g_new0 (gfloat, n * n), 0, 0, n, n, 1 };
  GError          *error  = NULL;
  SmpSurroundings *s;

  for (gint y = 110; y < 150; y++)
    for (gint x = 110; x < 150; x++)
      *smp_plane_at (&region, x, y) = 1.0f;

  draw_skin_without_numbers (&photo, 0.16);
  s = smp_surroundings_measure (&photo, &region, 10.0, RING_MM, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (s->skin.rgb[0], 0.5, 0.01);
  g_assert_cmpfloat_with_epsilon (s->mean.rgb[1], 0.35, 0.01);
  g_assert_false (in_ring (s, 95.0, 95.0));
  g_assert_true (in_ring (s, 170.0, 170.0));
  smp_surroundings_free (s);

  draw_skin_without_numbers (&photo, 1.0);
  g_assert_null (smp_surroundings_measure (&photo, &region, 10.0, RING_MM, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_clear_error (&error);
  g_free (photo.data);
  g_free (region.data);
}

/* Where no hair was measured, and the preset has no dots, values are found all the same for what is
 * paler than the skin around. */
static void
test_no_density (void)
{
  gint     n                         = 200;
  SmpPlane photo                     = { g_new (gfloat, n * n * 3), 0, 0, n, n, 3 };
  SmpPlane region                    = { g_new0 (gfloat, n * n), 0, 0, n, n, 1 };
  g_autoptr (SmpSurroundings) around = NULL;
  g_autoptr (SmpMatcher) matcher     = NULL;
  SmpParams params;
  SmpMatch  match;

  for (gint i = 0; i < n * n * 3; i++)
    photo.data[i] = (i % 3 == 0 ? 0.5f : 0.35f) * (1.0f + 0.02f * (gfloat) (i / 3 * 7 % 11));
  for (gint y = 90; y < 110; y++)
    for (gint x = 90; x < 110; x++)
      {
        *smp_plane_at (&region, x, y) = 1.0f;
        for (gint c = 0; c < 3; c++)
          smp_plane_at (&photo, x, y)[c] *= 1.25f;
      }
  around  = smp_surroundings_measure (&photo, &region, 10.0, RING_MM, NULL);
  matcher = smp_matcher_new (&photo, &region, around, NULL);
  g_assert_nonnull (matcher);
  g_assert_cmpint (around->density_per_cm2.limit, !=, SMP_LIMIT_NONE);
  smp_params_init (&params);
  params.density_per_cm2 = 0.0;
  smp_matcher_solve (matcher, &params, &match);
  g_assert_true (smp_params_check (&params, NULL));
  g_assert_cmpfloat (params.density_per_cm2, >, 0.0);
  g_assert_true (isfinite (match.predicted.mean_delta_e_2000));
  g_free (photo.data);
  g_free (region.data);
}

/* Pairs of Sharma, Wu and Dalal 2005. */
static void
test_delta_e (void)
{
  static const gdouble pairs[][7] = {
    { 50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425 },
    { 50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065 },
    { 50.0, 2.49, -0.001, 50.0, -2.49, 0.0011, 7.2195 },
    { 60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644 },
    { 22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373 },
    { 2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      SmpColour a = { { 0.0 }, { pairs[i][0], pairs[i][1], pairs[i][2] } };
      SmpColour b = { { 0.0 }, { pairs[i][3], pairs[i][4], pairs[i][5] } };

      g_assert_cmpfloat_with_epsilon (smp_delta_e_2000 (&a, &b), pairs[i][6], 1e-4);
      g_assert_cmpfloat_with_epsilon (smp_delta_e_2000 (&b, &a), pairs[i][6], 1e-4);
    }
}

static void
test_direction_text (void)
{
  SmpDirectionField *field = smp_direction_field_new (-3.5, 12.25, 2.0, 3, 2), *read;
  GError            *error = NULL;
  gchar             *text;

  for (gint i = 0; i < 6; i++)
    {
      field->vectors[2 * i]     = (gfloat) (0.8 * cos (2.0 * (20.0 + 5.0 * i) * G_PI / 180.0));
      field->vectors[2 * i + 1] = (gfloat) (0.8 * sin (2.0 * (20.0 + 5.0 * i) * G_PI / 180.0));
    }
  text = smp_direction_field_to_text (field);
  read = smp_direction_field_parse (text, &error);
  g_assert_no_error (error);
  for (gint i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (smp_direction_field_degrees (read, -3.5 + 2.0 * (i % 3),
                                                                 12.25 + 2.0 * (i / 3), -1.0),
                                    20.0 + 5.0 * i, 2.51);
  smp_direction_field_free (read);
  for (gsize length = 0; length < strlen (text); length++)
    {
      gchar *part = g_strndup (text, length);

      g_assert_null (smp_direction_field_parse (part, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_FORMAT);
      g_clear_error (&error);
      g_free (part);
    }
  g_free (text);
  smp_direction_field_free (field);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/measure/empty-region", test_empty_region);
  g_test_add_func ("/measure/bare-skin", test_bare_skin);
  g_test_add_func ("/measure/no-numbers", test_no_numbers);
  g_test_add_func ("/measure/no-density", test_no_density);
  g_test_add_func ("/measure/delta-e", test_delta_e);
  g_test_add_func ("/direction/text", test_direction_text);
  if (argc > 1)
    {
      sample_program = argv[1];
      for (gint i = 0; i < N_VARIANTS; i += TEST_STEP)
        {
          gchar *path = g_strdup_printf ("/measure/variant/%d", i);

          g_test_add_data_func (path, GINT_TO_POINTER (i), test_variant);
          g_free (path);
        }
      g_test_add_func ("/measure/threads-find-what-one-finds", test_threads_find_what_one_finds);
      if (TEST_STEP == 1)
        g_test_add_func ("/measure/variant/places", test_density_is_right_place_by_place);
    }
  return g_test_run ();
}
