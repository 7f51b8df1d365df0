/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "truth.h"

#include <math.h>
#include <string.h>

#include "options.h"

typedef struct
{
  const SampleScene *scene;
  guint8            *mask;
} MaskWork;

static void
mask_row (gint row, gpointer data)
{
  const MaskWork      *work    = data;
  const SampleOptions *options = &work->scene->options;

  for (gint column = 0; column < options->width_px; column++)
    {
      SampleSurface   surface;
      SampleScarPlace place;
      gdouble         x_mm, y_mm, cover = 0.0;

      sample_scene_to_mm (work->scene, column + 0.5, row + 0.5, &x_mm, &y_mm);
      sample_scene_surface (work->scene, x_mm, y_mm, &surface);
      if (surface.outside_mm < 0.0)
        {
          sample_scar_place (work->scene, &surface, &place);
          cover = CLAMP (0.5 + place.inside_mm * options->px_per_mm, 0.0, 1.0);
        }
      work->mask[(gsize) row * (gsize) options->width_px + (gsize) column] =
        (guint8) (cover * 255.0 + 0.5);
    }
}

/* 255 in the scar, with an antialiased edge.
 */
guint8 *
sample_truth_mask (const SampleScene *scene)
{
  gsize    n_pixels = (gsize) scene->options.width_px * (gsize) scene->options.height_px;
  MaskWork work     = { scene, g_new (guint8, n_pixels) };

  sample_parallel_rows (scene->options.height_px, mask_row, &work);

  return work.mask;
}

static gboolean
in_ring (const SampleScene *scene,
         gdouble            x_mm,
         gdouble            y_mm,
         SampleSurface     *surface,
         SampleScarPlace   *place)
{
  gdouble x_px, y_px;

  sample_scene_to_px (scene, x_mm, y_mm, &x_px, &y_px);
  if (x_px < 0.0 || x_px >= scene->options.width_px || y_px < 0.0 ||
      y_px >= scene->options.height_px)
    return FALSE;

  sample_scene_surface (scene, x_mm, y_mm, surface);
  sample_scar_place (scene, surface, place);

  return surface->outside_mm < 0.0 && place->inside_mm < -SAMPLE_RING_INNER_MM &&
         place->inside_mm > -SAMPLE_RING_OUTER_MM;
}

/* Walks over every second pixel of the picture.
 */
static void
measure_skin (const SampleScene *scene, SampleTruth *truth)
{
  const SampleOptions *options = &scene->options;
  gdouble              pixel   = 4.0 / (100.0 * options->px_per_mm * options->px_per_mm);
  gdouble              sum     = 0.0;

  for (gint row = 1; row < options->height_px; row += 2)
    for (gint column = 1; column < options->width_px; column += 2)
      {
        SampleSurface   surface;
        SampleScarPlace place;
        gdouble         x_mm, y_mm, rgb[3], shine;

        sample_scene_to_mm (scene, column, row, &x_mm, &y_mm);
        if (!in_ring (scene, x_mm, y_mm, &surface, &place))
          {
            if (surface.outside_mm < 0.0 && place.inside_mm > 0.0)
              truth->scar_area_cm2 += pixel / surface.normal[2];
            continue;
          }

        truth->ring_area_cm2 += pixel / surface.normal[2];
        sample_skin_shade (scene, &surface, FALSE, rgb, &shine);
        sum += 1.0;
        for (gint c = 0; c < 3; c++)
          truth->skin_rgb[c] += sample_camera_tone (rgb[c] + shine);
        truth->glare_share +=
          shine / (shine + SMP_LUMA_R * rgb[0] + SMP_LUMA_G * rgb[1] + SMP_LUMA_B * rgb[2]);
      }

  for (gint c = 0; c < 3; c++)
    truth->skin_rgb[c] /= MAX (sum, 1.0);
  truth->glare_share /= MAX (sum, 1.0);
}

/* The hairs of the ring: how many, and what they are like.
 */
static void
measure_hairs (const SampleScene *scene, const GArray *hairs, SampleTruth *truth)
{
  guint in = 0, too_long = 0;

  for (guint i = 0; i < hairs->len; i++)
    {
      const SampleHair *hair = &g_array_index (hairs, SampleHair, i);
      SampleSurface     surface;
      SampleScarPlace   place;
      gdouble           pass[3];

      if (hair->stray && !hair->vellus)
        truth->strays++;
      if (!in_ring (scene, hair->x_mm, hair->y_mm, &surface, &place))
        continue;
      if (hair->vellus)
        {
          truth->ring_vellus_per_cm2 += 1.0 / MAX (truth->ring_area_cm2, 1e-9);
          continue;
        }
      if (sample_strand_is_too_long (hair))
        too_long++;

      in++;
      truth->diameter_mm += hair->diameter_mm;
      truth->length_mm += sample_strand_length_mm (hair);
      sample_hair_colour (scene, hair, pass);
      for (gint c = 0; c < 3; c++)
        truth->hair_rgb[c] += pass[c] * truth->skin_rgb[c];
    }

  for (gint c = 0; c < 3; c++)
    truth->hair_rgb[c] /= MAX (in, 1u);
  truth->diameter_mm /= MAX (in, 1u);
  truth->length_mm /= MAX (in, 1u);
  truth->too_long           = too_long / (gdouble) MAX (in, 1u);
  truth->ring_hairs_per_cm2 = in / MAX (truth->ring_area_cm2, 1e-9);
}

void
sample_truth_measure (const SampleScene *scene, const GArray *hairs, SampleTruth *truth)
{
  memset (truth, 0, sizeof (SampleTruth));
  measure_skin (scene, truth);
  measure_hairs (scene, hairs, truth);
}

/* GLib takes a format with more in it than the number on some systems alone. */
static void
append_number (GString *text, const gchar *format, gdouble number, const gchar *after)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof (buffer), format, number));
  g_string_append (text, after);
}

/* One row a hair that is in the photo.  The direction is that of the stroke
 * from root to tip, 0 to 360; its remainder by 180 is the stroke's axis.
 * Lengths are as seen, so that length_mm times the picture's scale is the
 * stroke in pixels; the row's own scale is the root of the pixels that a
 * square millimetre of skin covers there.  A picture with features says also
 * where the tip lies, through how many degrees the strand turns on its way
 * there (clockwise is positive, as y points down), and whether it is vellus.
 */
GBytes *
sample_truth_dots (const SampleScene *scene, const GArray *hairs)
{
  gboolean more = sample_has_features (&scene->options);
  GString *text = g_string_new ("x_px,y_px,diameter_mm,length_mm,direction_deg,"
                                "darkness,scale_px_per_mm");

  g_string_append (text, more ? ",tip_x_px,tip_y_px,turn_deg,vellus\n" : "\n");

  for (guint i = 0; i < hairs->len; i++)
    {
      const SampleHair *hair = &g_array_index (hairs, SampleHair, i);
      gdouble           x_px, y_px, tip_x, tip_y, direction;

      if (hair->in_scar && !hair->stray)
        continue;

      sample_scene_to_px (scene, hair->x_mm, hair->y_mm, &x_px, &y_px);
      sample_scene_to_px (scene, hair->x_mm + hair->run_x_mm, hair->y_mm + hair->run_y_mm, &tip_x,
                          &tip_y);
      if (x_px < 0.0 || x_px >= scene->options.width_px || y_px < 0.0 ||
          y_px >= scene->options.height_px)
        continue;

      direction = atan2 (y_px - tip_y, tip_x - x_px) * 180.0 / G_PI;
      append_number (text, "%.2f", x_px, ",");
      append_number (text, "%.2f", y_px, ",");
      append_number (text, "%.4f", hair->diameter_mm, ",");
      append_number (text, "%.4f", sample_strand_length_mm (hair), ",");
      append_number (text, "%.1f", direction < 0.0 ? direction + 360.0 : direction, ",");
      append_number (text, "%.3f", hair->darkness, ",");
      append_number (text, "%.3f", scene->options.px_per_mm * sqrt (hair->facing), more ? "," : "");
      if (more)
        {
          append_number (text, "%.2f", tip_x, ",");
          append_number (text, "%.2f", tip_y, ",");
          append_number (text, "%.1f", hair->turn_rad * 180.0 / G_PI, ",");
          append_number (text, "%.0f", hair->vellus ? 1.0 : 0.0, "");
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free_to_bytes (text);
}

static void
set_rgb (GKeyFile *file, const gchar *group, const gchar *key, const gdouble rgb[3])
{
  g_key_file_set_double_list (file, group, key, (gdouble *) rgb, 3);
}

static void
add_conditions (GKeyFile *file, const SampleScene *scene)
{
  const SampleOptions *options = &scene->options;
  const gchar         *group   = "conditions";

  g_key_file_set_integer (file, group, "width-px", options->width_px);
  g_key_file_set_integer (file, group, "height-px", options->height_px);
  g_key_file_set_double (file, group, "px-per-mm", options->px_per_mm);
  g_key_file_set_double (file, group, "density-per-cm2", options->density_per_cm2);
  g_key_file_set_string (file, group, "skin", sample_skin_name (options->skin));
  g_key_file_set_double (file, group, "noise-sigma", options->noise_sigma);
  g_key_file_set_double (file, group, "blur-px", options->blur_px);
  g_key_file_set_integer (file, group, "quality", options->quality);
  g_key_file_set_double (file, group, "glare", options->glare);
  g_key_file_set_double (file, group, "scar-width-mm", options->scar_width_mm);
  g_key_file_set_double (file, group, "scar-pale", options->scar_pale);
  g_key_file_set_double (file, group, "scar-red", options->scar_red);
  g_key_file_set_double (file, group, "roll-deg", options->roll_deg);
  g_key_file_set_uint64 (file, group, "seed", options->seed);
  g_key_file_set_boolean (file, group, "close-up", options->close_up);

#define FEATURE(field, option, off, low, high, unit, help) \
  if (options->field < off || options->field > off)        \
    g_key_file_set_double (file, group, option, options->field);
#include "features.def"
}

GBytes *
sample_truth_key_file (const SampleScene *scene, const GArray *hairs)
{
  GKeyFile   *file = g_key_file_new ();
  SampleTruth truth;
  gchar      *text;
  gsize       size;

  sample_truth_measure (scene, hairs, &truth);
  add_conditions (file, scene);
  g_key_file_set_double (file, "ring", "inner-mm", SAMPLE_RING_INNER_MM);
  g_key_file_set_double (file, "ring", "outer-mm", SAMPLE_RING_OUTER_MM);
  g_key_file_set_double (file, "ring", "area-cm2", truth.ring_area_cm2);
  g_key_file_set_double (file, "ring", "hairs-per-cm2", truth.ring_hairs_per_cm2);
  set_rgb (file, "ring", "skin-linear-rgb", truth.skin_rgb);
  g_key_file_set_double (file, "scar", "length-mm", scene->scar_length_mm);
  g_key_file_set_double (file, "scar", "area-cm2", truth.scar_area_cm2);
  g_key_file_set_uint64 (file, "scar", "stray-hairs", truth.strays);
  set_rgb (file, "ring", "hair-linear-rgb", truth.hair_rgb);
  g_key_file_set_double (file, "ring", "glare-share", truth.glare_share);
  g_key_file_set_double (file, "ring", "mean-diameter-mm", truth.diameter_mm);
  g_key_file_set_double (file, "ring", "mean-length-mm", truth.length_mm);
  set_rgb (file, "hair", "reflectance-linear-rgb", scene->hair_rgb);
  set_rgb (file, "skin", "reflectance-linear-rgb", scene->skin_rgb);
  g_key_file_set_double (file, "glare", "peak-light", scene->glare_light);
  set_rgb (file, "glare", "peak-normal", scene->highlight);
  g_key_file_set_double (file, "glare", "lobe-width", scene->highlight_width);

  if (sample_has_features (&scene->options))
    {
      g_key_file_set_double (file, "ring", "vellus-per-cm2", truth.ring_vellus_per_cm2);
      g_key_file_set_double (file, "ring", "too-long-share", truth.too_long);
      g_key_file_set_double (file, "ring", "too-long-mm", SAMPLE_TOO_LONG_MM);
      sample_truth_add_cells (file, scene, hairs);
    }

  text = g_key_file_to_data (file, &size, NULL);
  g_key_file_unref (file);

  return g_bytes_new_take (text, size);
}
