/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "ring.h"
#include "hair-shape.h"

#define CELL_MM   0.4
#define GAP_MM    1.0 /* a scar changes the skin beyond its own edge */
#define INNER_MM  4.0 /* the hair this near is what the ring is compared with */
#define BORDER_MM 0.3
#define SMOOTH_MM 0.8

/* How far a place's colour may lie from the ring's, in CIELAB: at least so much, and so many times
 * the ring's own spread. */
#define LEAST_CHROMA    6.0
#define LEAST_LIGHTNESS 9.0
#define SPREADS         3.5
#define GLARE_LIGHTNESS 3.0
#define GLARE_CHROMA    0.86
#define CLIPPED         0.97f

/* Less light than this is none: half a step of an 8-bit picture. */
#define LEAST_LIGHT 1.5e-4

gdouble
smp_ring_cell_area (const SmpRing *ring, gint column, gint row)
{
  gdouble width  = MIN ((column + 1) * ring->cell, ring->width) - column * ring->cell;
  gdouble height = MIN ((row + 1) * ring->cell, ring->height) - row * ring->cell;

  return width * height / (100.0 * ring->px_per_mm * ring->px_per_mm);
}

/* The region's bounds, grown by the ring, within the photo. */
static gboolean
find_bounds (SmpRing *ring, const SmpPlane *photo, const SmpPlane *region, gdouble reach)
{
  gint left = G_MAXINT, top = G_MAXINT, right = G_MININT, bottom = G_MININT;
  gint grow = (gint) ceil (reach * ring->px_per_mm);

  for (gint y = MAX (region->y, photo->y);
       y < MIN (region->y + region->height, photo->y + photo->height); y++)
    for (gint x = MAX (region->x, photo->x);
         x < MIN (region->x + region->width, photo->x + photo->width); x++)
      if (*smp_plane_at (region, x, y) > 0.5f)
        {
          left   = MIN (left, x);
          right  = MAX (right, x + 1);
          top    = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  if (left >= right)
    return FALSE;
  ring->x      = MAX (left - grow, photo->x);
  ring->y      = MAX (top - grow, photo->y);
  ring->width  = MIN (right + grow, photo->x + photo->width) - ring->x;
  ring->height = MIN (bottom + grow, photo->y + photo->height) - ring->y;
  return TRUE;
}

typedef struct
{
  const SmpRing  *ring;
  const SmpPlane *photo;
  const SmpPlane *region;
  SmpMarkFinder  *finder;
  SmpField        treated;
} Reading;

static void
read_row (gint row, gpointer data)
{
  Reading        *reading = data;
  const SmpRing  *ring    = reading->ring;
  const SmpPlane *region  = reading->region;
  const gfloat   *pixel   = smp_plane_at (reading->photo, ring->x, ring->y + row);
  gint            y       = ring->y + row - region->y;

  for (gint x = 0; x < ring->width; x++, pixel += reading->photo->components)
    {
      gdouble luma = 0.0;
      gint    u    = ring->x + x - region->x;

      for (gint c = 0; c < 3; c++)
        {
          static const gdouble weight[3] = { SMP_LUMA_R, SMP_LUMA_G, SMP_LUMA_B };
          gfloat               light     = pixel[c] > 0.0f ? MIN (pixel[c], 16.0f) : 0.0f;

          smp_field_row (&reading->finder->light[c], row)[x] = light;
          luma += weight[c] * (gdouble) light;
        }
      smp_field_row (&reading->finder->depth, row)[x] = -logf ((gfloat) (luma + LEAST_LIGHT));
      if (u >= 0 && y >= 0 && u < region->width && y < region->height)
        smp_field_row (&reading->treated, row)[x] =
          *smp_plane_at (region, ring->x + x, ring->y + row);
    }
}

static gfloat
median_where (const SmpField *values, const SmpField *where, gfloat middle, gfloat *scratch)
{
  gsize n = 0;

  for (gint i = 0; i < values->width * values->height; i++)
    if (where->data[i] > 0.5f)
      scratch[n++] = middle == G_MAXFLOAT ? values->data[i] : fabsf (values->data[i] - middle);
  return smp_quantile (scratch, n, 0.5);
}

/* Leaves out what has not the colour of the hair nearest to the region. */
static void
leave_out_odd (SmpRing *ring, SmpField lab[3])
{
  gint     n       = ring->usable.width * ring->usable.height;
  gfloat  *scratch = g_new (gfloat, n), middle[3], limit[3];
  SmpField inner;

  smp_field_init (&inner, ring->usable.width, ring->usable.height);
  for (gint i = 0; i < n; i++)
    inner.data[i] = ring->usable.data[i] > 0.5f && ring->distance.data[i] < INNER_MM;
  for (gint c = 0; c < 3; c++)
    {
      middle[c] = median_where (&lab[c], &inner, G_MAXFLOAT, scratch);
      limit[c]  = (gfloat) (SPREADS * 1.4826) * median_where (&lab[c], &inner, middle[c], scratch);
      limit[c]  = MAX (limit[c], (gfloat) (c == 0 ? LEAST_LIGHTNESS : LEAST_CHROMA));
    }
  for (gint i = 0; i < n; i++)
    {
      gfloat chroma = hypotf (lab[1].data[i], lab[2].data[i]);

      for (gint c = 0; c < 3; c++)
        if (fabsf (lab[c].data[i] - middle[c]) > limit[c])
          ring->usable.data[i] = 0.0f;
      if (lab[0].data[i] > middle[0] + (gfloat) GLARE_LIGHTNESS &&
          chroma < (gfloat) GLARE_CHROMA * hypotf (middle[1], middle[2]))
        ring->usable.data[i] = 0.0f;
    }
  smp_field_clear (&inner);
  g_free (scratch);
}

static void
find_usable (SmpRing *ring, const SmpMarkFinder *finder, const SmpPlane *photo, gdouble ring_mm)
{
  SmpField light[3], lab[3];
  gint     n, before = 0, after = 0;
  gdouble  border = BORDER_MM * ring->px_per_mm;

  for (gint c = 0; c < 3; c++)
    {
      smp_field_reduce (&finder->light[c], ring->cell, &light[c]);
      smp_field_blur (&light[c], SMOOTH_MM / CELL_MM, &light[c]);
      smp_field_init (&lab[c], light[c].width, light[c].height);
    }
  smp_field_init (&ring->usable, light[0].width, light[0].height);
  n = light[0].width * light[0].height;
  for (gint i = 0; i < n; i++)
    {
      gdouble   x = ring->x + (i % light[0].width + 0.5) * ring->cell - photo->x;
      gdouble   y = ring->y + (i / light[0].width + 0.5) * ring->cell - photo->y;
      gdouble   rgb[3];
      SmpColour colour;

      for (gint c = 0; c < 3; c++)
        rgb[c] = (gdouble) light[c].data[i];
      smp_colour_set (&colour, rgb);
      for (gint c = 0; c < 3; c++)
        lab[c].data[i] = (gfloat) colour.lab[c];
      ring->usable.data[i] = ring->distance.data[i] > (gfloat) GAP_MM &&
                             ring->distance.data[i] <= (gfloat) (GAP_MM + ring_mm);
      before += ring->usable.data[i] > 0.5f;
      if (x < border || y < border || x > photo->width - border || y > photo->height - border ||
          MAX (rgb[0], MAX (rgb[1], rgb[2])) > (gdouble) CLIPPED)
        ring->usable.data[i] = 0.0f;
    }
  leave_out_odd (ring, lab);
  for (gint i = 0; i < n; i++)
    after += ring->usable.data[i] > 0.5f;
  ring->ring_share = before > 0 ? (gdouble) after / before : 0.0;
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&light[c]);
      smp_field_clear (&lab[c]);
    }
}

gboolean
smp_ring_init (SmpRing        *ring,
               SmpMarkFinder  *finder,
               const SmpPlane *photo,
               const SmpPlane *region,
               gdouble         px_per_mm,
               gdouble         ring_mm)
{
  Reading reading = { ring, photo, region, finder, { NULL, 0, 0 } };

  memset (ring, 0, sizeof (SmpRing));
  ring->px_per_mm = px_per_mm;
  ring->cell      = MAX (1, (gint) (CELL_MM * px_per_mm + 0.5));
  if (!find_bounds (ring, photo, region, GAP_MM + ring_mm))
    return FALSE;

  finder->cell      = ring->cell;
  finder->px_per_mm = px_per_mm;
  smp_field_init (&finder->depth, ring->width, ring->height);
  smp_field_init (&reading.treated, ring->width, ring->height);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&finder->light[c], ring->width, ring->height);
  smp_rows_foreach (ring->height, read_row, &reading);
  smp_field_reduce (&reading.treated, ring->cell, &ring->region);
  smp_field_clear (&reading.treated);

  /* A region narrower than a cell is a region all the same. */
  for (gint i = 0; i < ring->region.width * ring->region.height; i++)
    if (ring->region.data[i] > 0.2f)
      ring->region.data[i] = MAX (ring->region.data[i], 0.51f);
  smp_field_distance (&ring->region, (gfloat) (ring->cell / px_per_mm), &ring->distance);
  find_usable (ring, finder, photo, ring_mm);
  return TRUE;
}

void
smp_ring_clear (SmpRing *ring)
{
  smp_field_clear (&ring->region);
  smp_field_clear (&ring->distance);
  smp_field_clear (&ring->usable);
}
