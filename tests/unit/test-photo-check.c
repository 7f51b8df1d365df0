/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A drawn scalp as a phone takes it is fit for a simulation; with one fault at a time, that fault
 * is told and no other that it does not bring.  The first argument is the path of the program that
 * draws scalps. */

#include <math.h>
#include <string.h>

#include "base/field.h"
#include "smp/photo-check.h"
#include "variants.h"

static const gchar *sample_program;
static TestScalp    fit;

static void
draw (TestScalp *scalp, const gchar *name)
{
  for (guint i = 0; i < test_n_variants; i++)
    if (strcmp (test_variants[i].name, name) == 0)
      {
        test_scalp_draw (scalp, sample_program, &test_variants[i]);
        return;
      }
  g_error ("there is no variant %s", name);
}

/* The drawn photo again, for the caller to spoil and free. */
static SmpPlane
photo_again (void)
{
  SmpPlane photo = fit.photo;

  photo.data =
    g_memdup2 (photo.data, sizeof (gfloat) * 3 * (gsize) photo.width * (gsize) photo.height);
  return photo;
}

static void
blur (SmpPlane *photo, gdouble sigma_px)
{
  const gsize n = (gsize) photo->width * (gsize) photo->height;
  SmpField    one;

  smp_field_init (&one, photo->width, photo->height);
  for (gsize c = 0; c < 3; c++)
    {
      for (gsize i = 0; i < n; i++)
        one.data[i] = photo->data[3 * i + c];
      smp_field_blur (&one, sigma_px, &one);
      for (gsize i = 0; i < n; i++)
        photo->data[3 * i + c] = one.data[i];
    }
  smp_field_clear (&one);
}

/* Seen from behind, so far beside what is treated. */
static SmpHead
head_beside (const SmpPlane *region, gdouble px_per_mm, gdouble beside_mm)
{
  return (SmpHead) { .half_mm  = { 76.0, 97.5, 92.0 },
                     .turn_deg = { 180.0, 0.0, 0.0 },
                     .x_mm     = (region->x + 0.5 * region->width) / px_per_mm + beside_mm,
                     .y_mm     = (region->y + 0.5 * region->height) / px_per_mm };
}

static void
check (const SmpPlane *photo, const SmpPlane *region, gdouble px_per_mm, SmpPhotoReading *readings)
{
  const SmpHead head = head_beside (region, px_per_mm, 0.0);

  smp_photo_check (photo, region, px_per_mm, &head, readings);
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    {
      g_test_message ("%s: %s, %.3f", smp_photo_aspect_nick ((SmpPhotoAspect) i),
                      smp_grade_nick (readings[i].grade), readings[i].value);
      g_assert_true (g_str_has_suffix (readings[i].sentence, "."));
    }
}

/* The spoilt photo is graded so in this respect, and as fit in all others but one that comes with
 * it; SMP_N_PHOTO_ASPECTS is none. */
static void
assert_fault (SmpPlane *spoilt, SmpPhotoAspect fault, SmpGrade grade, SmpPhotoAspect besides)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];

  check (spoilt, &fit.region, fit.px_per_mm, readings);
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    if (i == (gint) fault)
      g_assert_cmpstr (smp_grade_nick (readings[i].grade), ==, smp_grade_nick (grade));
    else if (i != (gint) besides && i != SMP_PHOTO_HAIR)
      g_assert_cmpstr (smp_grade_nick (readings[i].grade), ==, "good");
  g_free (spoilt->data);
}

static void
test_a_fit_photo_is_good_in_all (void)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];

  check (&fit.photo, &fit.region, fit.px_per_mm, readings);
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    g_assert_cmpstr (smp_grade_nick (readings[i].grade), ==, "good");
}

/* As if it had been taken from farther away: every few pixels are one, as softly as a camera's
 * are. */
static void
test_few_pixels_are_coarse (void)
{
  static const SmpGrade grades[] = { SMP_GRADE_FAIR, SMP_GRADE_POOR };

  for (gint step = 2; step <= 3; step++)
    {
      SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
      SmpPlane        far    = { NULL, 0, 0, fit.photo.width / step, fit.photo.height / step, 3 };
      SmpPlane        region = { NULL, 0, 0, far.width, far.height, 1 };

      far.data    = g_new0 (gfloat, 3 * (gsize) far.width * (gsize) far.height);
      region.data = g_new0 (gfloat, (gsize) far.width * (gsize) far.height);
      for (gint y = 0; y < far.height * step; y++)
        for (gint x = 0; x < far.width * step; x++)
          {
            for (gint c = 0; c < 3; c++)
              smp_plane_at (&far, x / step, y / step)[c] +=
                smp_plane_at (&fit.photo, fit.photo.x + x, fit.photo.y + y)[c] /
                (gfloat) (step * step);
            *smp_plane_at (&region, x / step, y / step) =
              smp_share_at (&fit.region, fit.photo.x + x, fit.photo.y + y);
          }
      blur (&far, 1.0);
      check (&far, &region, fit.px_per_mm / step, readings);
      g_assert_cmpint (readings[SMP_PHOTO_RESOLUTION].grade, ==, grades[step - 2]);
      /* Which is no matter of the focus. */
      g_assert_cmpint (readings[SMP_PHOTO_SHARPNESS].grade, ==, SMP_GRADE_GOOD);
      g_free (far.data);
      g_free (region.data);
    }
}

static SmpPlane
blurred (gdouble sigma_px)
{
  SmpPlane photo = photo_again ();

  blur (&photo, sigma_px);
  return photo;
}

static void
test_a_soft_photo_is_told (void)
{
  SmpPlane soft = blurred (0.17 * fit.px_per_mm), out_of_focus = blurred (0.35 * fit.px_per_mm);

  assert_fault (&soft, SMP_PHOTO_SHARPNESS, SMP_GRADE_FAIR, SMP_N_PHOTO_ASPECTS);
  assert_fault (&out_of_focus, SMP_PHOTO_SHARPNESS, SMP_GRADE_POOR, SMP_N_PHOTO_ASPECTS);
}

/* White light over a round spot with a soft rim, as a lamp is mirrored. */
static SmpPlane
shining (gdouble radius_share)
{
  SmpPlane      photo  = photo_again ();
  const gdouble radius = radius_share * photo.width;

  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      {
        const gdouble r  = hypot (x - 0.5 * photo.width, y - 0.5 * photo.height) / radius;
        gfloat       *at = smp_plane_at (&photo, photo.x + x, photo.y + y);

        for (gint c = 0; c < 3; c++)
          at[c] = MIN (1.0f, at[c] + 0.6f * (gfloat) CLAMP (4.0 * (1.0 - r), 0.0, 1.0));
      }
  return photo;
}

static void
test_shine_is_told (void)
{
  SmpPlane some = shining (0.13), much = shining (0.3);

  assert_fault (&some, SMP_PHOTO_GLARE, SMP_GRADE_FAIR, SMP_N_PHOTO_ASPECTS);
  assert_fault (&much, SMP_PHOTO_GLARE, SMP_GRADE_POOR, SMP_PHOTO_EVENNESS);
}

/* As much of the light as that at the left edge, all of it times the whole at the right one. */
static SmpPlane
lit (gfloat whole, gfloat left)
{
  SmpPlane photo = photo_again ();

  for (gint y = 0; y < photo.height; y++)
    for (gint x = 0; x < photo.width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&photo, photo.x + x, photo.y + y)[c] *=
          whole * powf (left, 1.0f - (gfloat) x / (gfloat) (photo.width - 1));
  return photo;
}

static void
test_a_dark_photo_is_told (void)
{
  SmpPlane dim = lit (0.09f, 1.0f), dark = lit (0.03f, 1.0f);

  assert_fault (&dim, SMP_PHOTO_LIGHT, SMP_GRADE_FAIR, SMP_N_PHOTO_ASPECTS);
  assert_fault (&dark, SMP_PHOTO_LIGHT, SMP_GRADE_POOR, SMP_PHOTO_SHARPNESS);
}

static void
test_uneven_light_is_told (void)
{
  SmpPlane side = lit (1.0f, 0.2f), half = lit (1.0f, 0.05f);

  assert_fault (&side, SMP_PHOTO_EVENNESS, SMP_GRADE_FAIR, SMP_PHOTO_GLARE);
  assert_fault (&half, SMP_PHOTO_EVENNESS, SMP_GRADE_POOR, SMP_PHOTO_GLARE);
}

static void
test_long_hair_is_told (void)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  TestScalp       scalp;

  draw (&scalp, "strip-in-long-hair");
  check (&scalp.photo, &scalp.region, scalp.px_per_mm, readings);
  g_assert_cmpint (readings[SMP_PHOTO_HAIR].grade, ==, SMP_GRADE_POOR);
  test_scalp_clear (&scalp);
}

/* Where hair hides the skin, its darkness is neither want of light nor shadow. */
static void
test_black_hair_is_no_dark_photo (void)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  TestScalp       scalp;

  draw (&scalp, "strip-in-long-hair");
  for (gint y = scalp.photo.y; y < scalp.photo.y + scalp.photo.height; y++)
    for (gint x = scalp.photo.x; x < scalp.photo.x + scalp.photo.width; x++)
      {
        gfloat      *at    = smp_plane_at (&scalp.photo, x, y);
        const gfloat black = at[1] < 0.27f ? 0.02f : 1.0f;

        for (gint c = 0; c < 3; c++)
          at[c] *= black;
      }
  check (&scalp.photo, &scalp.region, scalp.px_per_mm, readings);
  g_assert_cmpint (readings[SMP_PHOTO_LIGHT].grade, ==, SMP_GRADE_GOOD);
  g_assert_cmpint (readings[SMP_PHOTO_EVENNESS].grade, ==, SMP_GRADE_UNKNOWN);
  test_scalp_clear (&scalp);
}

/* Where the photo is too coarse to tell hair from skin, no fault is said that may be the hair's. */
static void
test_a_coarse_photo_is_blamed_for_nothing_of_its_hair (void)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  TestScalp       scalp;

  draw (&scalp, "too-far");
  for (gint y = scalp.photo.y; y < scalp.photo.y + scalp.photo.height / 2; y++)
    for (gint x = scalp.photo.x; x < scalp.photo.x + scalp.photo.width; x++)
      for (gint c = 0; c < 3; c++)
        smp_plane_at (&scalp.photo, x, y)[c] *= 0.05f;
  check (&scalp.photo, &scalp.region, scalp.px_per_mm, readings);
  g_assert_cmpint (readings[SMP_PHOTO_LIGHT].grade, ==, SMP_GRADE_GOOD);
  g_assert_cmpint (readings[SMP_PHOTO_EVENNESS].grade, ==, SMP_GRADE_UNKNOWN);
  test_scalp_clear (&scalp);
}

/* At the middle of the back of a head skin faces the camera; further out the less, until it gets no
 * dots and the head ends. */
static void
test_tilt_is_told (void)
{
  static const gdouble  asides_mm[] = { 0.0, 50.0, 64.0, 71.0, 100.0 };
  static const SmpGrade grades[] = { SMP_GRADE_GOOD, SMP_GRADE_FAIR, SMP_GRADE_POOR, SMP_GRADE_POOR,
                                     SMP_GRADE_UNKNOWN };
  g_autofree gfloat    *light    = g_new (gfloat, 3 * 64 * 64);
  g_autofree gfloat    *share    = g_new (gfloat, 64 * 64);
  const SmpPlane        photo = { light, 30, 20, 64, 64, 3 }, region = { share, 30, 20, 64, 64, 1 };
  SmpPhotoReading       readings[SMP_N_PHOTO_ASPECTS];
  gdouble               last = -1.0;

  for (gsize i = 0; i < 64 * 64; i++)
    share[i] = 1.0f;
  for (gsize i = 0; i < 3 * 64 * 64; i++)
    light[i] = 0.3f;
  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      const SmpHead          head = head_beside (&region, 8.0, asides_mm[i]);
      const SmpPhotoReading *tilt = &readings[SMP_PHOTO_TILT];

      smp_photo_check (&photo, &region, 8.0, &head, readings);
      g_test_message ("%g mm beside: %.1f degrees", asides_mm[i], tilt->value);
      g_assert_cmpstr (smp_grade_nick (tilt->grade), ==, smp_grade_nick (grades[i]));
      g_assert_true (i + 1 == G_N_ELEMENTS (grades) ? tilt->value == 0.0 : tilt->value > last);
      last = tilt->value;
    }
  smp_photo_check (&photo, &region, 8.0, NULL, readings);
  g_assert_cmpstr (smp_grade_nick (readings[SMP_PHOTO_TILT].grade), ==, "unknown");
  g_assert_true (g_str_has_suffix (readings[SMP_PHOTO_TILT].sentence, "."));
}

/* Skin without anything on it says nothing of its focus, and is not called sharp. */
static void
test_bare_skin_tells_no_sharpness (void)
{
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  SmpPlane        photo = photo_again ();

  for (gsize i = 0; i < 3 * (gsize) photo.width * (gsize) photo.height; i++)
    photo.data[i] = i % 3 == 0 ? 0.4f : i % 3 == 1 ? 0.26f : 0.2f;
  check (&photo, &fit.region, fit.px_per_mm, readings);
  g_assert_cmpint (readings[SMP_PHOTO_SHARPNESS].grade, ==, SMP_GRADE_UNKNOWN);
  g_assert_cmpint (readings[SMP_PHOTO_LIGHT].grade, ==, SMP_GRADE_GOOD);
  g_assert_cmpint (readings[SMP_PHOTO_EVENNESS].grade, ==, SMP_GRADE_GOOD);
  g_free (photo.data);
}

int
main (int argc, char *argv[])
{
  gint status;

  g_test_init (&argc, &argv, NULL);
  sample_program = argv[1];
  draw (&fit, "crisp-stubble-light");
  g_test_add_func ("/photo-check/a-fit-photo-is-good-in-all", test_a_fit_photo_is_good_in_all);
  g_test_add_func ("/photo-check/few-pixels-are-coarse", test_few_pixels_are_coarse);
  g_test_add_func ("/photo-check/a-soft-photo-is-told", test_a_soft_photo_is_told);
  g_test_add_func ("/photo-check/shine-is-told", test_shine_is_told);
  g_test_add_func ("/photo-check/a-dark-photo-is-told", test_a_dark_photo_is_told);
  g_test_add_func ("/photo-check/uneven-light-is-told", test_uneven_light_is_told);
  g_test_add_func ("/photo-check/long-hair-is-told", test_long_hair_is_told);
  g_test_add_func ("/photo-check/black-hair-is-no-dark-photo", test_black_hair_is_no_dark_photo);
  g_test_add_func ("/photo-check/a-coarse-photo-is-blamed-for-nothing-of-its-hair",
                   test_a_coarse_photo_is_blamed_for_nothing_of_its_hair);
  g_test_add_func ("/photo-check/tilt-is-told", test_tilt_is_told);
  g_test_add_func ("/photo-check/bare-skin-tells-no-sharpness", test_bare_skin_tells_no_sharpness);
  status = g_test_run ();
  test_scalp_clear (&fit);
  return status;
}
