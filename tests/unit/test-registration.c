/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two photos of a head over each other: found or from points, within a stated part of a pixel; and
 * refused where they do not belong together. */

#include "case-photo.h"
#include "rounds.h"
#include "smp/error.h"
#include "smp/registration.h"

#define WIDTH  600
#define HEIGHT 450
#define STRIP  150

static const gdouble same_light[] = { 1.0, 1.0, 1.0 };

/* Turned clockwise about the middle, scaled, moved: where the case's places lie in the other. */
static SmpAffine
view (gdouble scale, gdouble turn_deg, gdouble x, gdouble y)
{
  const gdouble cosine = scale * cos (turn_deg * G_PI / 180.0),
                sine   = scale * sin (turn_deg * G_PI / 180.0);

  return (SmpAffine) { cosine,
                       -sine,
                       sine,
                       cosine,
                       WIDTH / 2.0 + x - cosine * WIDTH / 2.0 + sine * HEIGHT / 2.0,
                       HEIGHT / 2.0 + y - sine * WIDTH / 2.0 - cosine * HEIGHT / 2.0 };
}

/* The most that any place of the middle of a photo so high is off, in pixels of the case. */
static gdouble
error_within (gint height, const SmpAffine *found, const SmpAffine *truth)
{
  const SmpAffine back = smp_affine_inverse (truth);
  gdouble         most = 0.0;

  for (gint j = 0; j <= 4; j++)
    for (gint i = 0; i <= 4; i++)
      {
        const gdouble x = WIDTH * (0.25 + 0.125 * i), y = height * (0.25 + 0.125 * j);
        gdouble       u = x, v = y;

        smp_affine_apply (found, &u, &v);
        smp_affine_apply (&back, &u, &v);
        most = MAX (most, hypot (u - x, v - y));
      }
  return most;
}

static gdouble
error_of (const SmpAffine *found, const SmpAffine *truth)
{
  return error_within (HEIGHT, found, truth);
}

static void
test_a_turned_and_scaled_photo_in_other_light_is_found (void)
{
  static const struct
  {
    gdouble scale, turn_deg, x, y;
    gdouble gain[3];
    gdouble grain;
  } views[] = {
    { 1.0, 0.0, 0.0, 0.0, { 1.0, 1.0, 1.0 }, 0.01 },
    { 1.12, 9.0, 30.0, -25.0, { 0.6, 0.7, 0.9 }, 0.02 },
    { 0.72, -24.0, -40.0, 20.0, { 1.3, 1.1, 0.8 }, 0.02 },
    { 1.55, 14.0, -20.0, 35.0, { 0.4, 0.36, 0.3 }, 0.03 },
  };
  const SmpAffine none  = SMP_AFFINE_NONE;
  SmpPlane        photo = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.01);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      const SmpAffine truth = view (views[i].scale, views[i].turn_deg, views[i].x, views[i].y);
      const SmpAffine back  = smp_affine_inverse (&truth);
      SmpPlane other = case_photo (WIDTH + 40, HEIGHT, &back, 5, views[i].gain, views[i].grain);
      SmpRegistration found;
      GError         *error = NULL;

      smp_registration_find (&photo, &other, &found, &error);
      g_assert_no_error (error);
      g_test_message ("view %u: off by %.2f px, %u of %u parts", i, error_of (&found.map, &truth),
                      found.n_agreeing, found.n_parts);
      g_assert_cmpfloat (error_of (&found.map, &truth), <, 0.6);
      g_free (other.data);
    }
  g_free (photo.data);
}

static void
check_lies_on_itself (gint height, gdouble most)
{
  const SmpAffine none   = SMP_AFFINE_NONE,
                  middle = { 1.0, 0.0, 0.0, 1.0, 0.0, (HEIGHT - height) / 2 };
  SmpPlane        photo  = case_photo (WIDTH, height, &middle, 5, same_light, 0.01);
  SmpRegistration found;

  g_assert_true (smp_registration_find (&photo, &photo, &found, NULL));
  g_assert_cmpfloat (error_within (height, &found.map, &none), <, most);
  g_assert_cmpuint (found.n_agreeing, ==, found.n_parts);
  g_free (photo.data);
}

static void
test_the_same_photo_lies_on_itself (void)
{
  check_lies_on_itself (HEIGHT, 0.05);
}

/* Found in the same way, and in a third of the time; with fewer parts it is found less exactly. */
static void
test_a_strip_of_a_photo_lies_on_itself (void)
{
  check_lies_on_itself (STRIP, 0.1);
}

static void
check_refused (const SmpPlane *photo, const SmpPlane *other)
{
  SmpRegistration found;
  GError         *error = NULL;

  g_assert_false (smp_registration_find (photo, other, &found, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_test_message ("%s", error->message);
  g_error_free (error);
}

/* Their outline and light are the same. */
static void
test_another_head_is_refused (void)
{
  const SmpAffine none  = SMP_AFFINE_NONE;
  SmpPlane        photo = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.01);

  for (guint head = 50; head < 250; head += 100)
    {
      SmpPlane other = case_photo (WIDTH, HEIGHT, &none, head, same_light, 0.01);

      check_refused (&photo, &other);
      g_free (other.data);
    }
  g_free (photo.data);
}

static void
test_what_shows_nothing_is_refused (void)
{
  const SmpAffine none  = SMP_AFFINE_NONE;
  SmpPlane        photo = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.01);
  SmpPlane        even = plane_new (0, 0, WIDTH, HEIGHT, 3), small = even;

  for (gsize i = 0; i < plane_size (&even); i++)
    even.data[i] = 0.4f;
  small.width = small.height = 20;
  check_refused (&photo, &even);
  check_refused (&even, &photo);
  check_refused (&photo, &small);
  g_free (photo.data);
  g_free (even.data);
}

static void
fill_pairs (SmpPointPair *pairs, guint n, const SmpAffine *map, gdouble jitter_px)
{
  for (guint i = 0; i < n; i++)
    {
      SmpPointPair *pair = &pairs[i];

      pair->x = pair->to_x = 100.0 + 400.0 * (case_noise ((gint) i, 1, 3) + 0.5);
      pair->y = pair->to_y = 80.0 + 300.0 * (case_noise ((gint) i, 2, 3) + 0.5);
      smp_affine_apply (map, &pair->to_x, &pair->to_y);
      pair->to_x += jitter_px * case_noise ((gint) i, 3, 3);
      pair->to_y += jitter_px * case_noise ((gint) i, 4, 3);
    }
}

static void
test_points_give_the_map_and_what_they_miss_it_by (void)
{
  const SmpAffine seen    = view (1.3, -17.0, 50.0, 12.0);
  const SmpAffine slanted = { 1.1, 0.2, -0.1, 0.8, 30.0, -9.0 };
  SmpPointPair    pairs[12];
  SmpRegistration found;

  fill_pairs (pairs, 3, &seen, 0.0);
  g_assert_true (smp_registration_fit (pairs, 3, SMP_REGISTRATION_SIMILARITY, &found, NULL));
  g_assert_cmpfloat (error_of (&found.map, &seen), <, 1e-6);
  g_assert_cmpfloat (found.worst_px, <, 1e-6);
  fill_pairs (pairs, 4, &slanted, 0.0);
  g_assert_true (smp_registration_fit (pairs, 4, SMP_REGISTRATION_AFFINE, &found, NULL));
  g_assert_cmpfloat (error_of (&found.map, &slanted), <, 1e-6);
  fill_pairs (pairs, 12, &seen, 4.0);
  g_assert_true (smp_registration_fit (pairs, 12, SMP_REGISTRATION_SIMILARITY, &found, NULL));
  g_assert_cmpfloat (error_of (&found.map, &seen), <, 1.5);
  g_assert_cmpfloat (found.rms_px, >, 0.5);
  g_assert_cmpfloat (found.rms_px, <, 2.0);
  g_assert_cmpfloat (found.worst_px, >=, found.rms_px);
}

static void
check_points_refused (const SmpPointPair *pairs, guint n, SmpRegistrationKind kind)
{
  SmpRegistration found;
  GError         *error = NULL;

  g_assert_false (smp_registration_fit (pairs, n, kind, &found, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_error_free (error);
}

static void
test_points_that_cannot_be_right_are_refused (void)
{
  const SmpAffine seen     = view (1.3, -17.0, 50.0, 12.0),
                  mirrored = { -1.0, 0.0, 0.0, 1.0, 600.0, 0.0 };
  SmpPointPair pairs[5], swapped;

  fill_pairs (pairs, 5, &seen, 0.0);
  check_points_refused (pairs, 2, SMP_REGISTRATION_SIMILARITY);
  swapped       = pairs[0];
  pairs[0].to_x = pairs[1].to_x;
  pairs[0].to_y = pairs[1].to_y;
  pairs[1].to_x = swapped.to_x;
  pairs[1].to_y = swapped.to_y;
  check_points_refused (pairs, 5, SMP_REGISTRATION_SIMILARITY);
  check_points_refused (pairs, 5, SMP_REGISTRATION_AFFINE);
  fill_pairs (pairs, 5, &mirrored, 0.0);
  check_points_refused (pairs, 5, SMP_REGISTRATION_AFFINE);
  for (guint i = 0; i < 5; i++)
    pairs[i] = (SmpPointPair) { 10.0 * i, 20.0 * i, 10.0 * i, 20.0 * i };
  check_points_refused (pairs, 5, SMP_REGISTRATION_AFFINE);
  for (guint i = 0; i < 5; i++)
    pairs[i] = (SmpPointPair) { 10.0, 20.0, 10.0 * i, 7.0 * i * i };
  check_points_refused (pairs, 5, SMP_REGISTRATION_SIMILARITY);
  fill_pairs (pairs, 5, &seen, 0.0);
  pairs[2].to_x = NAN;
  check_points_refused (pairs, 5, SMP_REGISTRATION_SIMILARITY);
}

/* What was warped is what the case shows there, and beyond the other photo nothing. */
static void
test_the_other_photo_is_read_where_the_map_says (void)
{
  const SmpAffine none = SMP_AFFINE_NONE, truth = view (1.4, 11.0, 60.0, 0.0);
  const SmpAffine back   = smp_affine_inverse (&truth);
  SmpPlane        other  = case_photo (WIDTH, HEIGHT, &back, 5, same_light, 0.0);
  SmpPlane        photo  = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.0);
  SmpPlane        warped = plane_new (0, 0, WIDTH, HEIGHT, 3);
  gdouble         sum = 0.0, n = 0.0;

  smp_registration_warp (&other, &(SmpRegistration) { .map = truth }, &warped);
  for (gsize i = 0; i < plane_size (&warped); i++)
    if (!isnan (warped.data[i]))
      {
        sum += (gdouble) fabsf (warped.data[i] / photo.data[i] - 1.0f);
        n += 1.0;
      }
  g_assert_cmpfloat (n, >, 0.3 * (gdouble) plane_size (&warped));
  g_assert_cmpfloat (n, <, 0.95 * (gdouble) plane_size (&warped));
  g_assert_cmpfloat (sum / n, <, 0.01);
  g_assert_true (isnan (smp_plane_at (&warped, WIDTH - 1, HEIGHT / 2)[0]));
  g_free (other.data);
  g_free (photo.data);
  g_free (warped.data);
}

/* Skin that was pushed about: smooth, at most so many pixels. */
static void
bend_place (gdouble most, gdouble *x, gdouble *y)
{
  const gdouble u = *x / WIDTH, v = *y / HEIGHT;

  *x += most * sin (G_PI * (u + 0.3)) * cos (2.2 * v);
  *y += most * cos (2.6 * u) * sin (G_PI * (v + 0.1));
}

/* The bent place's origin, by going back as often as it takes. */
static void
unbend_place (gdouble most, gdouble *x, gdouble *y)
{
  const gdouble to_x = *x, to_y = *y;

  for (gint k = 0; k < 12; k++)
    {
      gdouble p = *x, q = *y;

      bend_place (most, &p, &q);
      *x += to_x - p;
      *y += to_y - q;
    }
}

/* The bent place in another view. */
static void
bent_view (const SmpAffine *seen, gdouble most, gdouble *x, gdouble *y)
{
  bend_place (most, x, y);
  smp_affine_apply (seen, x, y);
}

/* Root mean square of what places within the points are off, in pixels of the case. */
static gdouble
bent_error (const SmpRegistration *found, const SmpAffine *seen, gdouble most)
{
  const gdouble times   = sqrt (seen->xx * seen->yy - seen->xy * seen->yx);
  gdouble       squares = 0.0;

  for (gint j = 0; j < 20; j++)
    for (gint i = 0; i < 20; i++)
      {
        const gdouble x = 110.0 + 20.0 * i, y = 90.0 + 15.0 * j;
        gdouble       u = x, v = y, p = x, q = y;

        smp_registration_apply (found, &u, &v);
        bent_view (seen, most, &p, &q);
        squares += pow (hypot (u - p, v - q) / times, 2.0);
      }
  return sqrt (squares / 400.0);
}

static void
fill_bent_pairs (SmpPointPair    *pairs,
                 guint            n,
                 const SmpAffine *seen,
                 gdouble          most,
                 gdouble          jitter_px,
                 guint            seed)
{
  for (guint i = 0; i < n; i++)
    {
      SmpPointPair *pair = &pairs[i];

      pair->x = pair->to_x =
        100.0 + 400.0 * ((i % 4 + 0.5 + 0.6 * case_noise ((gint) i, 1, seed)) / 4);
      pair->y = pair->to_y = 80.0 + 300.0 * ((i / 4 + 0.5 + 0.6 * case_noise ((gint) i, 2, seed)) /
                                             (gdouble) ((n + 3) / 4));
      bent_view (seen, most, &pair->to_x, &pair->to_y);
      pair->to_x += jitter_px * case_noise ((gint) i, 3, seed);
      pair->to_y += jitter_px * case_noise ((gint) i, 4, seed);
    }
}

static void
test_points_on_bent_skin_bend_the_photo (void)
{
  const SmpAffine seen = view (1.2, -9.0, 20.0, 7.0);
  SmpPointPair    pairs[16];
  SmpRegistration flat, bent, told;

  fill_bent_pairs (pairs, 16, &seen, 12.0, 1.0, 3);
  g_assert_true (smp_registration_fit (pairs, 16, SMP_REGISTRATION_AFFINE, &flat, NULL));
  g_assert_true (smp_registration_fit (pairs, 16, SMP_REGISTRATION_THIN_PLATE, &bent, NULL));
  g_assert_true (smp_registration_fit (pairs, 16, SMP_REGISTRATION_AUTOMATIC, &told, NULL));
  g_test_message ("flat: off by %.2f px, bent: %.2f, points miss by %.2f, bent by %.2f",
                  bent_error (&flat, &seen, 12.0), bent_error (&bent, &seen, 12.0), bent.rms_px,
                  bent.bent_px);
  g_assert_cmpint (told.kind, ==, SMP_REGISTRATION_THIN_PLATE);
  g_assert_cmpfloat (bent_error (&told, &seen, 12.0), ==, bent_error (&bent, &seen, 12.0));
  g_assert_cmpfloat (bent_error (&bent, &seen, 12.0), <, 0.8);
  g_assert_cmpfloat (bent_error (&flat, &seen, 12.0), >, 2.0);
  g_assert_cmpfloat (bent.bent_px, >, 2.0);
  /* How well it lies, and not how well it goes through its own points. */
  g_assert_cmpfloat (bent.rms_px, >, 0.5);
  g_assert_cmpfloat (flat.bent_px, ==, 0.0);
}

/* Points that are set a little off are no reason to stretch or to bend. */
static void
test_no_more_is_bent_than_points_justify (void)
{
  const SmpAffine seen    = view (1.2, -9.0, 20.0, 7.0);
  const SmpAffine slanted = { 1.1, 0.2, -0.1, 0.8, 30.0, -9.0 };
  const guint     n_seeds = test_rounds (60);
  guint           n_plain = 0, n_slanted = 0;

  for (guint seed = 1; seed <= n_seeds; seed++)
    {
      SmpPointPair    pairs[16];
      SmpRegistration told, plain;
      const guint     n = 3 + seed % 14;

      fill_bent_pairs (pairs, n, &seen, 0.0, 3.0, seed);
      if (!smp_registration_fit (pairs, n, SMP_REGISTRATION_SIMILARITY, &plain, NULL))
        continue;
      g_assert_true (smp_registration_fit (pairs, n, SMP_REGISTRATION_AUTOMATIC, &told, NULL));
      n_plain += told.kind == SMP_REGISTRATION_SIMILARITY;
      g_assert_cmpfloat (bent_error (&told, &seen, 0.0), <, 3.0);
      fill_bent_pairs (pairs, 16, &slanted, 0.0, 3.0, seed);
      g_assert_true (smp_registration_fit (pairs, 16, SMP_REGISTRATION_AUTOMATIC, &told, NULL));
      n_slanted += told.kind == SMP_REGISTRATION_AFFINE;
    }
  g_test_message ("%u seen from the same side, %u from another", n_plain, n_slanted);
  g_assert_cmpuint (10 * n_plain, >=, 9 * n_seeds);
  g_assert_cmpuint (10 * n_slanted, >=, 9 * n_seeds);
}

/* Whatever the points, nothing lies twice: the plate is stiff enough. */
static void
test_a_bent_photo_never_folds (void)
{
  const SmpAffine seen = view (1.0, 4.0, 0.0, 0.0);

  for (guint seed = 1; seed <= test_rounds (40); seed++)
    {
      SmpPointPair    pairs[12];
      SmpRegistration bent;

      fill_bent_pairs (pairs, 12, &seen, 0.0, 60.0, seed);
      /* Two neighbours that would change places. */
      pairs[5].x    = pairs[6].x + 4.0;
      pairs[5].y    = pairs[6].y;
      pairs[5].to_x = pairs[6].to_x - 10.0;
      pairs[5].to_y = pairs[6].to_y;
      if (!smp_registration_fit (pairs, 12, SMP_REGISTRATION_THIN_PLATE, &bent, NULL))
        continue;
      for (gint j = -300; j < 800; j += 7)
        for (gint i = -300; i < 900; i += 7)
          {
            gdouble x[3] = { i, i + 0.5, i }, y[3] = { j, j, j + 0.5 };

            for (guint k = 0; k < 3; k++)
              smp_registration_apply (&bent, &x[k], &y[k]);
            g_assert_cmpfloat ((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]), >,
                               0.0);
          }
    }
}

static void
test_points_to_bend_by_are_refused_where_they_cannot_be_right (void)
{
  const SmpAffine seen = view (1.3, -17.0, 50.0, 12.0);
  SmpPointPair    pairs[12], swapped;

  fill_bent_pairs (pairs, 12, &seen, 6.0, 1.0, 3);
  check_points_refused (pairs, 5, SMP_REGISTRATION_THIN_PLATE);
  swapped        = pairs[0];
  pairs[0].to_x  = pairs[11].to_x;
  pairs[0].to_y  = pairs[11].to_y;
  pairs[11].to_x = swapped.to_x;
  pairs[11].to_y = swapped.to_y;
  check_points_refused (pairs, 12, SMP_REGISTRATION_THIN_PLATE);
  check_points_refused (pairs, 12, SMP_REGISTRATION_AUTOMATIC);
}

/* The bent photo, in other light, is found, bent back and read; enlarged it is the same map. */
static void
test_a_bent_photo_is_found_and_bent (void)
{
  const SmpAffine none = SMP_AFFINE_NONE, seen = view (1.05, 5.0, 8.0, -6.0);
  const SmpAffine back  = smp_affine_inverse (&seen);
  SmpPlane        photo = case_photo (WIDTH, HEIGHT, &none, 5, same_light, 0.01);
  SmpPlane        other = plane_new (0, 0, WIDTH + 40, HEIGHT + 40, 3);
  SmpPlane over = plane_new (0, 0, WIDTH, HEIGHT, 3), flat = plane_new (0, 0, WIDTH, HEIGHT, 3);
  SmpRegistration found, plain;
  GError         *error = NULL;
  gdouble         x = 200.0, y = 160.0, u = 400.0, v = 320.0, off[2] = { 0.0, 0.0 };

  for (gint j = 0; j < other.height; j++)
    for (gint i = 0; i < other.width; i++)
      {
        gdouble from_x = i + 0.5, from_y = j + 0.5, light[3];

        smp_affine_apply (&back, &from_x, &from_y);
        unbend_place (9.0, &from_x, &from_y);
        case_skin (from_x, from_y, 5, light);
        for (gint c = 0; c < 3; c++)
          smp_plane_at (&other, i, j)[c] = (gfloat) (0.7 * light[c]);
      }
  smp_registration_find (&photo, &other, &found, &error);
  g_assert_no_error (error);
  plain      = found;
  plain.bend = (SmpBend) { .n_knots = 0 };
  g_test_message ("off by %.2f px, flat %.2f; %u of %u parts", bent_error (&found, &seen, 9.0),
                  bent_error (&plain, &seen, 9.0), found.n_agreeing, found.n_parts);
  g_assert_cmpint (found.kind, ==, SMP_REGISTRATION_THIN_PLATE);
  /* Where the flat map puts them, hardly half of the parts lie. */
  g_assert_cmpuint (10 * found.n_agreeing, >=, 9 * found.n_parts);
  g_assert_cmpfloat (bent_error (&found, &seen, 9.0), <, 0.5);
  g_assert_cmpfloat (bent_error (&found, &seen, 9.0), <, 0.4 * bent_error (&plain, &seen, 9.0));
  smp_registration_warp (&other, &found, &over);
  smp_registration_warp (&other, &plain, &flat);
  for (gint j = 100; j < HEIGHT - 100; j++)
    for (gint i = 120; i < WIDTH - 120; i++)
      {
        const gdouble true_light = (gdouble) smp_plane_at (&photo, i, j)[1];

        off[0] += fabs ((gdouble) smp_plane_at (&over, i, j)[1] / 0.7 / true_light - 1.0);
        off[1] += fabs ((gdouble) smp_plane_at (&flat, i, j)[1] / 0.7 / true_light - 1.0);
      }
  g_assert_cmpfloat (off[0], <, 0.6 * off[1]);
  smp_registration_apply (&found, &x, &y);
  smp_registration_enlarge (&found, 2.0, 3.0);
  smp_registration_apply (&found, &u, &v);
  g_assert_cmpfloat_with_epsilon (u, 3.0 * x, 1e-6);
  g_assert_cmpfloat_with_epsilon (v, 3.0 * y, 1e-6);
  g_free (photo.data);
  g_free (other.data);
  g_free (over.data);
  g_free (flat.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registration/a turned and scaled photo in other light is found",
                   test_a_turned_and_scaled_photo_in_other_light_is_found);
  g_test_add_func ("/registration/the same photo lies on itself",
                   test_the_same_photo_lies_on_itself);
  g_test_add_func ("/registration/a strip of a photo lies on itself",
                   test_a_strip_of_a_photo_lies_on_itself);
  g_test_add_func ("/registration/another head is refused", test_another_head_is_refused);
  g_test_add_func ("/registration/what shows nothing is refused",
                   test_what_shows_nothing_is_refused);
  g_test_add_func ("/registration/points give the map, and what they miss it by",
                   test_points_give_the_map_and_what_they_miss_it_by);
  g_test_add_func ("/registration/points that cannot be right are refused",
                   test_points_that_cannot_be_right_are_refused);
  g_test_add_func ("/registration/the other photo is read where the map says",
                   test_the_other_photo_is_read_where_the_map_says);
  g_test_add_func ("/registration/points on bent skin bend the photo",
                   test_points_on_bent_skin_bend_the_photo);
  g_test_add_func ("/registration/no more is bent than points justify",
                   test_no_more_is_bent_than_points_justify);
  g_test_add_func ("/registration/a bent photo never folds", test_a_bent_photo_never_folds);
  g_test_add_func ("/registration/points to bend by are refused where they cannot be right",
                   test_points_to_bend_by_are_refused_where_they_cannot_be_right);
  g_test_add_func ("/registration/a bent photo is found and bent",
                   test_a_bent_photo_is_found_and_bent);
  return g_test_run ();
}
