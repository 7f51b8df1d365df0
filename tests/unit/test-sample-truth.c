/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files say must be what the picture shows. */

#include <math.h>
#include <string.h>

#include "options.h"
#include "truth.h"

typedef struct
{
  gdouble x_px, y_px, diameter_mm, length_mm, direction_deg, darkness, scale_px_per_mm;
} Dot;

static GArray *
parse_dots (GBytes *bytes)
{
  static const gchar head[] =
    "x_px,y_px,diameter_mm,length_mm,direction_deg,darkness,scale_px_per_mm\n";
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (Dot));
  gchar  *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gchar  *at   = text + strlen (head);

  g_assert_true (g_str_has_prefix (text, head));

  while (*at)
    {
      gdouble value[7];

      for (gint k = 0; k < 7; k++)
        {
          value[k] = g_ascii_strtod (at, &at);
          g_assert_cmpint (*at, ==, k < 6 ? ',' : '\n');
          at++;
        }
      Dot dot = { value[0], value[1], value[2], value[3], value[4], value[5], value[6] };
      g_array_append_val (dots, dot);
    }

  g_free (text);

  return dots;
}

static void
place_at (const SampleScene *scene,
          gdouble            x_px,
          gdouble            y_px,
          SampleSurface     *surface,
          SampleScarPlace   *place)
{
  gdouble x_mm, y_mm;

  sample_scene_to_mm (scene, x_px, y_px, &x_mm, &y_mm);
  sample_scene_surface (scene, x_mm, y_mm, surface);
  sample_scar_place (scene, surface, place);
}

/* The whole head at half its size.
 */
static void
head_options (SampleOptions *options)
{
  sample_options_default (options);
  options->width_px /= 2;
  options->height_px /= 2;
  options->px_per_mm /= 2.0;
}

/* Counts the rows of the CSV file that lie 1 to 8 mm from the scar, and the
 * skin there by walking over the pixels.
 */
static void
check_density (const SampleOptions *options)
{
  SampleScene scene;
  GArray     *hairs, *dots;
  GBytes     *csv;
  gdouble     area_cm2 = 0.0;
  guint       n        = 0;

  sample_scene_init (&scene, options);
  hairs = sample_hair_grow (&scene);
  csv   = sample_truth_dots (&scene, hairs);
  dots  = parse_dots (csv);

  for (gint i = 0; i < (gint) dots->len; i++)
    {
      const Dot      *dot = &g_array_index (dots, Dot, i);
      SampleSurface   surface;
      SampleScarPlace place;

      place_at (&scene, dot->x_px, dot->y_px, &surface, &place);
      if (place.inside_mm < -1.0 && place.inside_mm > -8.0)
        n++;
    }

  for (gint y = 1; y < options->height_px; y += 2)
    for (gint x = 1; x < options->width_px; x += 2)
      {
        SampleSurface   surface;
        SampleScarPlace place;

        place_at (&scene, x, y, &surface, &place);
        if (surface.outside_mm < 0.0 && place.inside_mm < -1.0 && place.inside_mm > -8.0)
          area_cm2 += 0.04 / (options->px_per_mm * options->px_per_mm * surface.normal[2]);
      }

  g_test_message ("asked %.0f, found %.1f hairs/cm² on %.1f cm²", options->density_per_cm2,
                  n / area_cm2, area_cm2);
  g_assert_cmpfloat (fabs (n / area_cm2 / options->density_per_cm2 - 1.0), <, 0.03);

  g_array_unref (dots);
  g_array_unref (hairs);
  g_bytes_unref (csv);
}

static void
test_density (void)
{
  const gdouble densities[] = { 60.0, 150.0, 220.0 };
  SampleOptions options;

  head_options (&options);
  check_density (&options);

  sample_options_variant (0, &options);
  options.width_px  = 1400;
  options.height_px = 1000;
  for (guint i = 0; i < G_N_ELEMENTS (densities); i++)
    {
      options.density_per_cm2 = densities[i];
      check_density (&options);
    }
}

static void
test_scar_is_bare (void)
{
  SampleOptions options;
  SampleScene   scene;
  SampleTruth   truth;
  GArray       *hairs, *dots;
  GBytes       *csv;
  guint8       *mask;
  guint         n = 0;

  head_options (&options);
  sample_scene_init (&scene, &options);
  hairs = sample_hair_grow (&scene);
  csv   = sample_truth_dots (&scene, hairs);
  dots  = parse_dots (csv);
  mask  = sample_truth_mask (&scene);
  sample_truth_measure (&scene, hairs, &truth);

  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);

      if (mask[(gsize) dot->y_px * (gsize) options.width_px + (gsize) dot->x_px] > 127)
        n++;
    }

  g_test_message ("%u dots in the scar, %u strays declared", n, truth.strays);
  g_assert_cmpuint (n, <=, truth.strays);
  g_assert_cmpfloat (truth.strays, <, 0.06 * options.density_per_cm2 * truth.scar_area_cm2);

  g_free (mask);
  g_array_unref (dots);
  g_array_unref (hairs);
  g_bytes_unref (csv);
}

static void
test_mask_area (void)
{
  for (gint close_up = 0; close_up < 2; close_up++)
    {
      SampleOptions options;
      SampleScene   scene;
      guint8       *mask;
      gdouble       area_mm2 = 0.0, full_mm2;

      head_options (&options);
      if (close_up)
        sample_options_variant (11, &options);
      sample_scene_init (&scene, &options);
      mask = sample_truth_mask (&scene);

      for (gint y = 0; y < options.height_px; y++)
        for (gint x = 0; x < options.width_px; x++)
          {
            SampleSurface   surface;
            SampleScarPlace place;
            guint8          value = mask[(gsize) y * (gsize) options.width_px + (gsize) x];

            if (!value)
              continue;
            place_at (&scene, x + 0.5, y + 0.5, &surface, &place);
            area_mm2 += value / 255.0 / (options.px_per_mm * options.px_per_mm * surface.normal[2]);
          }

      full_mm2 = options.scar_width_mm * scene.scar_length_mm;
      g_test_message ("mask %.1f mm², width times length %.1f mm²", area_mm2, full_mm2);
      g_assert_cmpfloat (fabs (area_mm2 / full_mm2 - 1.0), <, 0.03);
      g_free (mask);
    }
}

typedef struct
{
  gdouble cosine, sine; /* of the doubled angle */
} Axis;

static gdouble
axis_difference_deg (Axis a, Axis b)
{
  gdouble difference = atan2 (a.sine, a.cosine) - atan2 (b.sine, b.cosine);

  difference = fabs (remainder (difference, 2.0 * G_PI));

  return 0.5 * difference * 180.0 / G_PI;
}

/* The axis of the strokes in a square of the picture, from its gradients:
 * the direction of least change, y upwards.
 */
static Axis
structure_axis (const guint8 *rgb, gint width, gint left, gint top, gint side)
{
  Axis axis = { 0.0, 0.0 };

  for (gint y = top + 1; y < top + side - 1; y++)
    for (gint x = left + 1; x < left + side - 1; x++)
      {
        const guint8 *at = rgb + 3 * ((gsize) y * (gsize) width + (gsize) x) + 1;
        gdouble       gx = at[3] - at[-3];
        gdouble       gy = at[-3 * width] - at[3 * width];

        axis.cosine -= gx * gx - gy * gy;
        axis.sine -= 2.0 * gx * gy;
      }

  return axis;
}

static Axis
true_axis (const GArray *dots, gint left, gint top, gint side)
{
  Axis axis = { 0.0, 0.0 };

  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot   = &g_array_index (dots, Dot, i);
      gdouble    angle = 2.0 * dot->direction_deg * G_PI / 180.0;

      if (dot->x_px < left || dot->x_px >= left + side || dot->y_px < top ||
          dot->y_px >= top + side)
        continue;
      axis.cosine += dot->length_mm * dot->darkness * cos (angle);
      axis.sine += dot->length_mm * dot->darkness * sin (angle);
    }

  return axis;
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

static void
check_directions (gdouble roll_deg)
{
  const gint    side = 100;
  SampleOptions options;
  SampleScene   scene;
  SamplePicture picture;
  SampleArea    area;
  GArray       *hairs, *dots, *errors = g_array_new (FALSE, FALSE, sizeof (gdouble));
  GBytes       *csv;
  guint8       *rgb;
  gdouble       median;

  sample_options_variant (1, &options);
  options.px_per_mm   = 16.0;
  options.noise_sigma = 0.0;
  options.glare       = 0.0;
  options.roll_deg    = roll_deg;
  area                = (SampleArea) { 0, 0, options.width_px, options.height_px };

  sample_scene_init (&scene, &options);
  hairs = sample_hair_grow (&scene);
  csv   = sample_truth_dots (&scene, hairs);
  dots  = parse_dots (csv);
  sample_picture_init (&picture, &options);
  sample_hair_draw (&scene, hairs, FALSE, &picture);
  sample_hair_draw (&scene, hairs, TRUE, &picture);
  sample_render (&scene, FALSE, &area, &picture);
  rgb = sample_camera_expose (&scene, &picture, NULL);

  for (gint top = 0; top + side <= options.height_px; top += side)
    for (gint left = 0; left + side <= options.width_px; left += side)
      {
        gdouble error =
          axis_difference_deg (structure_axis (rgb, options.width_px, left, top, side),
                               true_axis (dots, left, top, side));

        g_array_append_val (errors, error);
      }

  g_array_sort (errors, compare_numbers);
  median = g_array_index (errors, gdouble, errors->len / 2);
  g_test_message ("roll %.0f°: median error of the direction %.1f°", roll_deg, median);
  g_assert_cmpfloat (median, <, 5.0);

  g_free (rgb);
  sample_picture_clear (&picture);
  g_array_unref (errors);
  g_array_unref (dots);
  g_array_unref (hairs);
  g_bytes_unref (csv);
}

static void
test_directions (void)
{
  check_directions (0.0);
  check_directions (35.0);
  check_directions (-70.0);
}

gint
main (gint argc, gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample/density", test_density);
  g_test_add_func ("/sample/scar-is-bare", test_scar_is_bare);
  g_test_add_func ("/sample/mask-area", test_mask_area);
  g_test_add_func ("/sample/directions", test_directions);

  return g_test_run ();
}
