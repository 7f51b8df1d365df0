/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of two photos is the sharper, by the skin that both show untreated. */

#include "base/same-math.h"
#include "beside.h"
#include "match/look.h"
#include "smp/result.h"

#define WINDOW_PX  1200
#define NEAREST_MM 1.0
#define LEAST_CM2  0.5

/* UntreatedSkin whose optical density varies by less than this shows no texture. */
#define LEAST_TEXTURE 0.01

/* Variances of blur that are tried, in square pixels. */
#define MOST_BLUR 9.0
#define STEPS     7

/* Untreated skin of both photos, in a part of them. */
typedef struct
{
  gint     x, y, width, height;
  gdouble  px_per_mm;
  SmpField mask;
  SmpField light[2][3];
} UntreatedSkin;

static gboolean
is_number (const gfloat *rgb)
{
  return isfinite (rgb[0]) && isfinite (rgb[1]) && isfinite (rgb[2]);
}

static gboolean
is_usable (const SmpPlane *predicted,
           const SmpPlane *real,
           const SmpField *distance,
           gint            x,
           gint            y)
{
  return smp_field_row (distance, y)[x] >= (gfloat) NEAREST_MM &&
         is_number (smp_plane_at (predicted, predicted->x + x, predicted->y + y)) &&
         is_number (smp_plane_at (real, real->x + x, real->y + y));
}

/* The middle or the corner that shows most untreated skin; returns how much, in cm2. */
static gdouble
choose_part (UntreatedSkin  *skin,
             const SmpPlane *predicted,
             const SmpPlane *real,
             const SmpField *distance)
{
  const gint w = MIN (WINDOW_PX, predicted->width), h = MIN (WINDOW_PX, predicted->height);
  const gint right = predicted->width - w, low = predicted->height - h;
  const gint corners[][2] = {
    { right / 2, low / 2 }, { 0, 0 }, { right, 0 }, { 0, low }, { right, low }
  };
  gdouble most = -1.0;

  for (guint k = 0; k < G_N_ELEMENTS (corners); k++)
    {
      gdouble n = 0.0;

      for (gint j = corners[k][1]; j < corners[k][1] + h; j++)
        for (gint i = corners[k][0]; i < corners[k][0] + w; i++)
          n += is_usable (predicted, real, distance, i, j);
      if (n <= most)
        continue;
      most    = n;
      skin->x = corners[k][0];
      skin->y = corners[k][1];
    }
  skin->width  = w;
  skin->height = h;
  return most / (skin->px_per_mm * skin->px_per_mm) / 100.0;
}

static void
read_skin (UntreatedSkin  *skin,
           const SmpPlane *predicted,
           const SmpPlane *real,
           const SmpField *distance)
{
  smp_field_init (&skin->mask, skin->width, skin->height);
  for (gint k = 0; k < 2; k++)
    for (gint c = 0; c < 3; c++)
      smp_field_init (&skin->light[k][c], skin->width, skin->height);
  for (gint j = 0; j < skin->height; j++)
    for (gint i = 0; i < skin->width; i++)
      {
        const gint    x = skin->x + i, y = skin->y + j;
        const gfloat *one   = smp_plane_at (predicted, predicted->x + x, predicted->y + y);
        const gfloat *other = smp_plane_at (real, real->x + x, real->y + y);

        smp_field_row (&skin->mask, j)[i] =
          is_usable (predicted, real, distance, x, y) ? 1.0f : 0.0f;
        for (gint c = 0; c < 3; c++)
          {
            smp_field_row (&skin->light[0][c], j)[i] = smp_light_of (one[c]);
            smp_field_row (&skin->light[1][c], j)[i] =
              smp_light_of (is_number (other) ? other[c] : one[c]);
          }
      }
}

static void
skin_clear (UntreatedSkin *skin)
{
  smp_field_clear (&skin->mask);
  for (gint k = 0; k < 2; k++)
    for (gint c = 0; c < 3; c++)
      smp_field_clear (&skin->light[k][c]);
}

/* How fine the texture of one of them is when blurred by that: the logarithm of the middle band
 * over the coarse one; the finest is the photo's noise as much as skin.  texture may be NULL. */
static gdouble
fineness (const UntreatedSkin *skin, gint k, gdouble variance, gdouble *texture)
{
  SmpField light[3];
  SmpLook  look;

  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&light[c], skin->width, skin->height);
      smp_field_blur (&skin->light[k][c], sqrt (MAX (variance, 1e-4)), &light[c]);
    }
  smp_look_measure (light, &skin->mask, skin->px_per_mm, &look);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&light[c]);
  if (texture)
    *texture = look.contrast;
  return log (MAX (look.bands[1], 1e-6) / MAX (look.bands[2], 1e-6));
}

/* By how much the sharper one has to be blurred to be as fine as the other. */
static gdouble
blur_that_makes_alike (const UntreatedSkin *skin, gint sharper, gdouble wanted)
{
  gdouble least = 0.0, most = MOST_BLUR;

  for (gint i = 0; i < STEPS; i++)
    {
      const gdouble middle = 0.5 * (least + most);

      if (fineness (skin, sharper, middle, NULL) > wanted)
        least = middle;
      else
        most = middle;
    }
  return 0.5 * (least + most);
}

gboolean
smp_sharpness_fit (const SmpPlane *predicted,
                   const SmpPlane *real,
                   const SmpPlane *region,
                   gdouble         px_per_mm,
                   gdouble        *variance_px2)
{
  UntreatedSkin skin = { .px_per_mm = px_per_mm };
  SmpField      distance;
  gboolean      is_told = FALSE;

  *variance_px2 = 0.0;
  smp_region_distance (region, predicted, px_per_mm, &distance);
  if (choose_part (&skin, predicted, real, &distance) >= LEAST_CM2)
    {
      gdouble fine[2], texture[2];

      read_skin (&skin, predicted, real, &distance);
      for (gint k = 0; k < 2; k++)
        fine[k] = fineness (&skin, k, 0.0, &texture[k]);
      is_told = MIN (texture[0], texture[1]) >= LEAST_TEXTURE;
      if (is_told)
        *variance_px2 = fine[0] > fine[1] ? blur_that_makes_alike (&skin, 0, fine[1])
                                          : -blur_that_makes_alike (&skin, 1, fine[0]);
      skin_clear (&skin);
    }
  smp_field_clear (&distance);
  return is_told;
}

void
smp_sharpness_match (gdouble variance_px2, SmpPlane *predicted, SmpPlane *real)
{
  SmpPlane      *sharper = variance_px2 > 0.0 ? predicted : real;
  const gsize    size    = (gsize) sharper->width * (gsize) sharper->height;
  SmpField       light;
  const SmpPlane filling = *predicted;

  if (!(fabs (variance_px2) > 1e-3))
    return;
  for (gsize c = 0; c < 3; c++)
    {
      smp_field_init (&light, sharper->width, sharper->height);
      for (gsize i = 0; i < size; i++)
        {
          const gfloat value = sharper->data[3 * i + c];

          light.data[i] = isfinite (value) ? value : filling.data[3 * i + c];
        }
      smp_field_blur (&light, sqrt (fabs (variance_px2)), &light);
      for (gsize i = 0; i < size; i++)
        if (isfinite (sharper->data[3 * i + c]))
          sharper->data[3 * i + c] = light.data[i];
      smp_field_clear (&light);
    }
}
