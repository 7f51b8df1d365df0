/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The direction of hair: the structure tensor (Bigun and Granlund 1987), smoothed as a vector of
 * the doubled angle, so that opposite directions are one. */

#include "base/same-math.h"
#include "hairs.h"

/* The gradient is taken at half a clipped hair's width and more than the pixels' own raster. */
#define GRADIENT_MM 0.05
#define GRADIENT_PX 0.8

typedef struct
{
  const SmpMarkFinder *finder;
  const SmpField      *gradient;
  SmpField             tensor[3]; /* by cell: trace and doubled angle */
} Axes;

static void
tensor_row (gint row, gpointer data)
{
  Axes *axes  = data;
  gint  cell  = axes->finder->cell;
  gint  width = axes->gradient[0].width;
  gint  end   = MIN ((row + 1) * cell, axes->gradient[0].height);

  for (gint y = row * cell; y < end; y++)
    {
      const gfloat *gx = smp_field_row (&axes->gradient[0], y);
      const gfloat *gy = smp_field_row (&axes->gradient[1], y);

      for (gint x = 0; x < width; x++)
        {
          gint i = x / cell;

          smp_field_row (&axes->tensor[0], row)[i] += gx[x] * gx[x] + gy[x] * gy[x];
          smp_field_row (&axes->tensor[1], row)[i] += gx[x] * gx[x] - gy[x] * gy[x];
          smp_field_row (&axes->tensor[2], row)[i] += 2.0f * gx[x] * gy[x];
        }
    }
  for (gint i = 0; i < axes->tensor[0].width; i++)
    for (gint c = 0; c < 3; c++)
      smp_field_row (&axes->tensor[c], row)[i] *= smp_field_row (&axes->finder->usable, row)[i];
}

static void
find_gradient (SmpMarkFinder *finder)
{
  gfloat  smooth[2 * SMP_FIELD_MAX_RADIUS + 1], slope[2 * SMP_FIELD_MAX_RADIUS + 1];
  gdouble sigma  = MAX (GRADIENT_MM * finder->px_per_mm, GRADIENT_PX);
  gint    radius = smp_gaussian_taps (sigma, 0, smooth);

  smp_gaussian_taps (sigma, 1, slope);
  for (gint c = 0; c < 2; c++)
    smp_field_filter (&finder->depth, c == 0 ? slope : smooth, c == 0 ? smooth : slope, radius,
                      &finder->scratch[c]);
}

void
smp_marks_find_axes (SmpMarkFinder *finder, gdouble radius_mm)
{
  Axes    axes;
  gdouble sigma = radius_mm * finder->px_per_mm / finder->cell;

  find_gradient (finder);
  axes.finder   = finder;
  axes.gradient = finder->scratch;
  for (gint c = 0; c < 3; c++)
    smp_field_init (&axes.tensor[c], finder->usable.width, finder->usable.height);
  smp_rows_foreach (finder->usable.height, tensor_row, &axes);
  for (gint c = 0; c < 3; c++)
    smp_field_blur (&axes.tensor[c], sigma, &axes.tensor[c]);
  for (gint c = 0; c < 2; c++)
    {
      smp_field_clear (&finder->axis[c]);
      smp_field_init (&finder->axis[c], finder->usable.width, finder->usable.height);
    }
  for (gint i = 0; i < finder->usable.width * finder->usable.height; i++)
    {
      gfloat trace = MAX (axes.tensor[0].data[i], 1e-12f);

      /* Hair lies across the gradient: the doubled angle turns by half a turn. */
      finder->axis[0].data[i] = -axes.tensor[1].data[i] / trace;
      finder->axis[1].data[i] = -axes.tensor[2].data[i] / trace;
    }
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&axes.tensor[c]);
}

gfloat
smp_marks_usable_at (const SmpMarkFinder *finder, gfloat x, gfloat y)
{
  gint i = CLAMP ((gint) x / finder->cell, 0, finder->usable.width - 1);
  gint j = CLAMP ((gint) y / finder->cell, 0, finder->usable.height - 1);

  return smp_field_row (&finder->usable, j)[i];
}

gfloat
smp_marks_axis_at (const SmpMarkFinder *finder, gfloat x, gfloat y, gfloat axis[2])
{
  gfloat scale = 1.0f / (gfloat) finder->cell;
  gfloat cx = (x + 0.5f) * scale - 0.5f, cy = (y + 0.5f) * scale - 0.5f;
  gfloat c      = smp_field_at (&finder->axis[0], cx, cy);
  gfloat s      = smp_field_at (&finder->axis[1], cx, cy);
  gfloat length = sqrtf (c * c + s * s);
  gfloat half;

  if (length < 1e-6f)
    {
      axis[0] = 1.0f;
      axis[1] = 0.0f;
      return 0.0f;
    }
  /* Half the angle: cos = sqrt ((1 + cos 2a) / 2). */
  half    = 0.5f * (1.0f + c / length);
  axis[0] = sqrtf (MAX (half, 0.0f));
  axis[1] = sqrtf (MAX (1.0f - half, 0.0f)) * (s < 0.0f ? -1.0f : 1.0f);
  return MIN (length, 1.0f);
}

void
smp_marks_refine_axes (SmpMarkFinder *finder, gdouble radius_mm)
{
  gdouble  sigma = radius_mm * finder->px_per_mm / finder->cell;
  SmpField sum[3];

  for (gint c = 0; c < 3; c++)
    smp_field_init (&sum[c], finder->usable.width, finder->usable.height);
  for (guint i = 0; i < finder->marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (finder->marks, SmpFoundMark, i);
      gsize               at   = (gsize) ((gint) mark->y / finder->cell) * (gsize) sum[0].width +
                 (gsize) ((gint) mark->x / finder->cell);
      gfloat weight = MIN (mark->own_strength, (gfloat) (1.5 * finder->typical)) * mark->length;

      sum[0].data[at] += weight;
      sum[1].data[at] += weight * (mark->axis_x * mark->axis_x - mark->axis_y * mark->axis_y);
      sum[2].data[at] += weight * 2.0f * mark->axis_x * mark->axis_y;
    }
  for (gint c = 0; c < 3; c++)
    smp_field_blur (&sum[c], sigma, &sum[c]);
  for (gint i = 0; i < sum[0].width * sum[0].height; i++)
    if (sum[0].data[i] > 1e-9f)
      for (gint c = 0; c < 2; c++)
        finder->axis[c].data[i] = sum[c + 1].data[i] / sum[0].data[i];
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&sum[c]);
}
