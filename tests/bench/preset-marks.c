/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* preset-marks PHOTO REGION PX_PER_MM [PRESETS [FOLDER [BLUR_PX [UNTREATED]]]]: statistics of the
 * marks, hair or dots, in a region of any photo, and of each shipped fill preset as it heals there,
 * to lay one beside the other and beside photos of real treatment. With FOLDER the pictures are
 * written to it; BLUR_PX is how soft the photo is, instead of the default, or 0 for that. Dots are
 * as soft as in Fill Density.
 *
 * All is linear light over the bright skin near by: a mean of what is brighter than the last such
 * mean, four times. Cover is the share of pixels whose green is below 0.62 of it.
 *
 * Where the red goes is read over the mean of untreated skin: of the mask UNTREATED, or, without
 * one, of the region as it is in the photo. Gaps are the lightest 30 % of the pixels, dots the
 * darkest 20 %, by green; red over green says how grey they have become. */

#include <math.h>

#include "photo.h"
#include "smp/preset-store.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define SIGMA_MM      1.1
#define DARK          0.62
#define BRIGHT        0.97
#define LEAST_MARK_PX 4
#define GAPS          0.7
#define DOTS          0.2

typedef struct
{
  gint    width, height;
  gsize   n;
  gdouble sigma_px;
} Frame;

typedef struct
{
  GArray *diameters_mm, *aspects;
  gdouble cover, mean[3], core[3];
  gdouble area_cm2;
} Marks;

/* A Gaussian mean along rows, written turned: twice gives the mean in both directions. */
static void
blur_turned (const gfloat *in, gint width, gint height, gdouble sigma_px, gfloat *out)
{
  gint               reach = (gint) ceil (3.0 * sigma_px);
  g_autofree gfloat *taps  = g_new (gfloat, reach + 1);

  for (gint k = 0; k <= reach; k++)
    taps[k] = (gfloat) exp (-0.5 * k * k / (sigma_px * sigma_px));
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gfloat sum = 0.0f, weight = 0.0f;

        for (gint k = MAX (-reach, -x); k <= MIN (reach, width - 1 - x); k++)
          {
            sum += taps[ABS (k)] * in[(gsize) y * width + x + k];
            weight += taps[ABS (k)];
          }
        out[(gsize) x * height + y] = sum / weight;
      }
}

static void
blur (const Frame *frame, gfloat *values)
{
  g_autofree gfloat *turned = g_new (gfloat, frame->n);

  blur_turned (values, frame->width, frame->height, frame->sigma_px, turned);
  blur_turned (turned, frame->height, frame->width, frame->sigma_px, values);
}

/* The mean near by of the values where the weight is not 0. */
static void
mean_near (const Frame *frame, const gfloat *values, const gfloat *weights, gfloat *mean)
{
  g_autofree gfloat *weight = g_memdup2 (weights, frame->n * sizeof (gfloat));

  for (gsize i = 0; i < frame->n; i++)
    mean[i] = values[i] * weights[i];
  blur (frame, mean);
  blur (frame, weight);
  for (gsize i = 0; i < frame->n; i++)
    mean[i] /= MAX (weight[i], 1e-3f);
}

/* The photo's light over the bright skin near by, a plane a channel. */
static void
over_bright_skin (const Frame *frame, gfloat *const light[3])
{
  g_autofree gfloat *skin   = g_memdup2 (light[1], frame->n * sizeof (gfloat));
  g_autofree gfloat *bright = g_new (gfloat, frame->n);

  blur (frame, skin);
  for (gint round = 0; round < 4; round++)
    {
      for (gsize i = 0; i < frame->n; i++)
        bright[i] = light[1][i] > skin[i] ? 1.0f : 0.0f;
      mean_near (frame, light[1], bright, skin);
    }
  for (gsize i = 0; i < frame->n; i++)
    bright[i] = light[1][i] > (gfloat) BRIGHT * skin[i] ? 1.0f : 0.0f;
  for (gint c = 0; c < 3; c++)
    {
      mean_near (frame, light[c], bright, skin);
      for (gsize i = 0; i < frame->n; i++)
        light[c][i] /= MAX (skin[i], 1e-3f);
    }
}

/* The dark pixels that hang together with the one at first, taken away from dark. */
static void
take_mark (const Frame *frame, guint8 *dark, gsize first, GArray *mark)
{
  g_array_set_size (mark, 0);
  g_array_append_val (mark, first);
  dark[first] = 0;
  for (guint k = 0; k < mark->len; k++)
    {
      gsize at    = g_array_index (mark, gsize, k);
      gint  x     = (gint) (at % (gsize) frame->width);
      gsize to[4] = { at - 1, at + 1, at - (gsize) frame->width, at + (gsize) frame->width };

      for (gint side = 0; side < 4; side++)
        {
          gboolean off = (side == 0 && x == 0) || (side == 1 && x == frame->width - 1) ||
                         (side == 2 && at < (gsize) frame->width) ||
                         (side == 3 && at + (gsize) frame->width >= frame->n);

          if (off || !dark[to[side]])
            continue;
          dark[to[side]] = 0;
          g_array_append_val (mark, to[side]);
        }
    }
}

/* Length over breadth, from the second moments of its pixels. */
static gdouble
aspect_of (const Frame *frame, const GArray *mark)
{
  gdouble n = mark->len, x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0, half, root;

  for (guint k = 0; k < mark->len; k++)
    {
      gsize   at = g_array_index (mark, gsize, k);
      gdouble px = (gdouble) (at % (gsize) frame->width),
              py = (gdouble) (at / (gsize) frame->width);

      x += px / n;
      y += py / n;
      xx += px * px / n;
      yy += py * py / n;
      xy += px * py / n;
    }
  xx += 1.0 / 12.0 - x * x;
  yy += 1.0 / 12.0 - y * y;
  xy -= x * y;
  half = 0.5 * (xx + yy);
  root = sqrt (MAX (half * half - (xx * yy - xy * xy), 0.0));
  return sqrt ((half + root) / MAX (half - root, 1e-6));
}

static void
read_marks (const Frame  *frame,
            gfloat *const over[3],
            const gfloat *region,
            gdouble       px_per_mm,
            Marks        *marks)
{
  g_autofree guint8 *dark = g_new0 (guint8, frame->n);
  g_autoptr (GArray) mark = g_array_new (FALSE, FALSE, sizeof (gsize));
  gdouble inside = 0.0, covered = 0.0;

  *marks = (Marks) { g_array_new (FALSE, FALSE, sizeof (gdouble)),
                     g_array_new (FALSE, FALSE, sizeof (gdouble)),
                     0,
                     { 0 },
                     { 0 },
                     0 };
  for (gsize i = 0; i < frame->n; i++)
    {
      if (region[i] < 0.5f)
        continue;
      inside += 1.0;
      dark[i] = over[1][i] < (gfloat) DARK;
      covered += dark[i];
      for (gint c = 0; c < 3; c++)
        {
          marks->mean[c] += over[c][i];
          marks->core[c] += dark[i] ? over[c][i] : 0.0f;
        }
    }
  for (gint c = 0; c < 3; c++)
    {
      marks->mean[c] /= MAX (inside, 1.0);
      marks->core[c] /= MAX (covered, 1.0);
    }
  marks->cover    = covered / MAX (inside, 1.0);
  marks->area_cm2 = inside / (100.0 * px_per_mm * px_per_mm);
  for (gsize i = 0; i < frame->n; i++)
    {
      gdouble diameter_mm, aspect;

      if (!dark[i])
        continue;
      take_mark (frame, dark, i, mark);
      if (mark->len < LEAST_MARK_PX)
        continue;
      diameter_mm = sqrt (4.0 * mark->len / G_PI) / px_per_mm;
      aspect      = aspect_of (frame, mark);
      g_array_append_val (marks->diameters_mm, diameter_mm);
      g_array_append_val (marks->aspects, aspect);
    }
}

static gint
compare_numbers (gconstpointer one, gconstpointer other)
{
  gdouble a = *(const gdouble *) one, b = *(const gdouble *) other;

  return (a > b) - (a < b);
}

static gdouble
median (GArray *numbers)
{
  if (numbers->len == 0)
    return NAN;
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, gdouble, numbers->len / 2);
}

/* The mean light of the region's pixels whose green lies between two values. */
static void
mean_light (const SmpPlane *photo, const SmpPlane *region, gfloat least, gfloat most, gdouble *mean)
{
  gdouble count = 0.0;

  mean[0] = mean[1] = mean[2] = 0.0;
  for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
    {
      const gfloat *pixel = photo->data + 3 * i;

      if (region->data[i] < 0.5f || pixel[1] < least || pixel[1] > most)
        continue;
      count += 1.0;
      for (gint c = 0; c < 3; c++)
        mean[c] += (gdouble) pixel[c];
    }
  for (gint c = 0; c < 3; c++)
    mean[c] /= MAX (count, 1.0);
}

static gint
compare_light (gconstpointer one, gconstpointer other)
{
  gfloat a = *(const gfloat *) one, b = *(const gfloat *) other;

  return (a > b) - (a < b);
}

/* The region's green, in order. */
static GArray *
sort_green (const SmpPlane *photo, const SmpPlane *region)
{
  GArray *green = g_array_new (FALSE, FALSE, sizeof (gfloat));

  for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
    if (region->data[i] >= 0.5f)
      g_array_append_val (green, photo->data[3 * i + 1]);
  g_array_sort (green, compare_light);
  return green;
}

static void
print_red (const SmpPlane *photo, const SmpPlane *region, const gdouble untreated[3])
{
  g_autoptr (GArray) green = sort_green (photo, region);
  gdouble mean[3], gaps[3], dots[3], grey = untreated[0] / untreated[1];

  if (green->len == 0)
    return;
  mean_light (photo, region, 0.0f, G_MAXFLOAT, mean);
  mean_light (photo, region, g_array_index (green, gfloat, (guint) (GAPS * (green->len - 1))),
              G_MAXFLOAT, gaps);
  mean_light (photo, region, 0.0f, g_array_index (green, gfloat, (guint) (DOTS * (green->len - 1))),
              dots);
  g_print ("%-22s over untreated skin %.2f %.2f %.2f, red over green of gaps %.2f, of dots %.2f\n",
           "", mean[0] / untreated[0], mean[1] / untreated[1], mean[2] / untreated[2],
           gaps[0] / gaps[1] / grey, dots[0] / dots[1] / grey);
}

static void
print_marks (const gchar *name, const SmpPlane *photo, const SmpPlane *region, gdouble px_per_mm)
{
  Frame   frame = { photo->width, photo->height, (gsize) photo->width * (gsize) photo->height,
                    SIGMA_MM * px_per_mm };
  gfloat *light[3];
  Marks   marks;

  for (gint c = 0; c < 3; c++)
    {
      light[c] = g_new (gfloat, frame.n);
      for (gsize i = 0; i < frame.n; i++)
        light[c][i] = photo->data[3 * i + (gsize) c];
    }
  over_bright_skin (&frame, light);
  read_marks (&frame, light, region->data, px_per_mm, &marks);
  g_print ("%-22s cover %.2f  mean %.2f %.2f %.2f  marks %3.0f a cm2, %.2f mm, aspect %.2f, light "
           "%.2f %.2f %.2f\n",
           name, marks.cover, marks.mean[0], marks.mean[1], marks.mean[2],
           marks.diameters_mm->len / marks.area_cm2, median (marks.diameters_mm),
           median (marks.aspects), marks.core[0], marks.core[1], marks.core[2]);
  g_array_unref (marks.diameters_mm);
  g_array_unref (marks.aspects);
  for (gint c = 0; c < 3; c++)
    g_free (light[c]);
}

/* The photo with the preset's dots, healed, in the whole region. */
static SmpPlane
treated (const SmpPlane *photo, const SmpPlane *region, const SmpParams *params)
{
  SmpPlane pigment = *photo, light = *photo, result = *photo;
  gsize    n = (gsize) photo->width * (gsize) photo->height;

  pigment.components = 2;
  light.components   = 4;
  pigment.data       = g_new0 (gfloat, 2 * n);
  light.data         = g_new0 (gfloat, 4 * n);
  result.data        = g_new (gfloat, 3 * n);
  smp_stipple_render (params, region, &pigment);
  smp_skin_render (params, &pigment, &light);
  for (gsize i = 0; i < n; i++)
    for (gsize c = 0; c < 3; c++)
      result.data[3 * i + c] = photo->data[3 * i + c] * light.data[4 * i + c];
  g_free (pigment.data);
  g_free (light.data);
  return result;
}

gint
main (gint argc, gchar **argv)
{
  SmpPlane photo, region;
  gdouble  px_per_mm, untreated[3];

  g_autoptr (SmpPresetStore) store = NULL;
  g_autoptr (GPtrArray) presets    = NULL;

  if (argc < 4)
    {
      g_printerr ("preset-marks PHOTO REGION PX_PER_MM [PRESETS [FOLDER [BLUR_PX "
                  "[UNTREATED]]]]\n");
      return 2;
    }
  test_photo_load (&photo, argv[1], 3);
  test_photo_load (&region, argv[2], 1);
  px_per_mm = g_ascii_strtod (argv[3], NULL);
  mean_light (&photo, &region, 0.0f, G_MAXFLOAT, untreated);
  if (argc > 7)
    {
      SmpPlane beside;

      test_photo_load (&beside, argv[7], 1);
      mean_light (&photo, &beside, 0.0f, G_MAXFLOAT, untreated);
      test_photo_clear (&beside);
    }
  print_marks ("the photo itself", &photo, &region, px_per_mm);
  print_red (&photo, &region, untreated);
  if (argc > 4)
    {
      store   = smp_preset_store_new ("", argv[4]);
      presets = smp_preset_store_list (store, SMP_FILTER_FILL);
    }
  for (guint i = 0; presets && i < presets->len; i++)
    {
      const SmpPreset *preset = g_ptr_array_index (presets, i);
      SmpParams        params;
      SmpPlane         result;

      smp_params_init (&params);
      params.dot_softness_mm = smp_param_default (smp_param_find ("dot-softness"), SMP_FILTER_FILL);
      smp_recipe_apply (&params, preset->recipe);
      params.px_per_mm = px_per_mm;
      if (argc > 6 && g_ascii_strtod (argv[6], NULL) > 0.0)
        params.photo_blur_px = g_ascii_strtod (argv[6], NULL);
      result = treated (&photo, &region, &params);
      print_marks (preset->id, &result, &region, px_per_mm);
      print_red (&result, &region, untreated);
      if (argc > 5)
        {
          g_autofree gchar *path = g_strdup_printf ("%s/%s.ppm", argv[5], preset->id);

          test_photo_write (&result, path);
        }
      g_free (result.data);
    }
  test_photo_clear (&photo);
  test_photo_clear (&region);
  return 0;
}
