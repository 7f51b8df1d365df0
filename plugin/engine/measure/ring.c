/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "hair-shape.h"
#include "left-bare.h"
#include "ring.h"
#include "skin-colour.h"
#include "skin-grain.h"

#define CELL_MM   0.4
#define GAP_MM    1.0 /* a scar changes the skin beyond its own edge */
#define INNER_MM  4.0 /* the hair this near is what the ring is compared with */
#define BORDER_MM 0.3
#define SMOOTH_MM 0.8

/* Hair has its contrast between this scale and that of the grain. */
#define FINEST_HAIR_MM 0.05

/* How far a place's colour may lie from one of the ring's, in CIELAB: at least so much, and so many
 * times that colour's own spread. */
#define LEAST_CHROMA    6.0
#define LEAST_LIGHTNESS 9.0
#define SPREADS         3.5

/* Hair and bare skin, each side of a scar, sun and shade are of different colours, of which each
 * has at least such a share of what is nearest to the region.  One colour reaches so many times as
 * far as places of it at least may differ. */
#define MOST_COLOURS 4
#define LEAST_SHARE  0.10
#define REACH        1.5
#define ROUNDS       12

/* Blood and melanin take more green than red, so that skin and what shines through hair has more
 * red in any usual light; walls, cloth and hair on a background have not.  In coloured light the
 * bound is such a share of what is usual near the region. */
#define LEAST_LOG_RED   0.08f
#define LEAST_RED_SHARE 0.4f

/* Glare is lighter, paler and flatter: it veils hair and skin alike, by at least such a share of
 * what its light would do. */
#define GLARE_LIGHTNESS 3.0
#define GLARE_CHROMA    0.86
#define GLARE_VEIL      0.5f
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
  SmpField       *treated;
} Reading;

static void
read_row (gint row, gpointer data)
{
  Reading        *reading = data;
  const SmpRing  *ring    = reading->ring;
  const SmpPlane *region  = reading->region;
  const gfloat   *pixel   = smp_plane_at (reading->photo, ring->x, ring->y + row);
  gfloat         *depth   = smp_field_row (&reading->finder->depth, row);

  for (gint x = 0; x < ring->width; x++, pixel += reading->photo->components)
    {
      gdouble luma = 0.0;

      for (gint c = 0; c < 3; c++)
        {
          static const gdouble weight[3] = { SMP_LUMA_R, SMP_LUMA_G, SMP_LUMA_B };
          gfloat               light     = smp_light_of (pixel[c]);

          smp_field_row (&reading->finder->light[c], row)[x] = light;
          luma += weight[c] * (gdouble) light;
        }
      depth[x]                                 = (gfloat) (luma + LEAST_LIGHT);
      smp_field_row (reading->treated, row)[x] = smp_share_at (region, ring->x + x, ring->y + row);
    }
  smp_same_logs (depth, (gsize) ring->width, depth);
  for (gint x = 0; x < ring->width; x++)
    depth[x] = -depth[x];
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

/* One of the ring's colours. */
typedef struct
{
  gfloat lab[3];
  gfloat limit[3];
  gfloat contrast; /* mean square, of its places */
} RingColour;

static gboolean
is_within (const SmpField lab[3], gint i, const RingColour *colour)
{
  for (gint c = 0; c < 3; c++)
    if (fabsf (lab[c].data[i] - colour->lab[c]) > colour->limit[c])
      return FALSE;
  return TRUE;
}

/* Moves a colour to where most of the places near it are (mean shift: Fukunaga and Hostetler
 * 1975). */
static void
settle_colour (const SmpField lab[3], const SmpField *where, RingColour *colour)
{
  gint n = where->width * where->height;

  for (gint c = 0; c < 3; c++)
    colour->limit[c] = (gfloat) (REACH * (c == 0 ? LEAST_LIGHTNESS : LEAST_CHROMA));
  for (gint round = 0; round < ROUNDS; round++)
    {
      gdouble sum[3] = { 0.0, 0.0, 0.0 }, count = 0.0;

      for (gint i = 0; i < n; i++)
        if (where->data[i] > 0.5f && is_within (lab, i, colour))
          {
            for (gint c = 0; c < 3; c++)
              sum[c] += (gdouble) lab[c].data[i];
            count += 1.0;
          }
      for (gint c = 0; c < 3 && count > 0.0; c++)
        colour->lab[c] = (gfloat) (sum[c] / count);
    }
}

/* Takes the next colour from the places that are left; returns how many are of it. */
static gint
take_colour (const SmpField  lab[3],
             const SmpField *contrast,
             SmpField       *left,
             gfloat         *scratch,
             RingColour     *colour)
{
  gint     n = left->width * left->height, taken = 0;
  gdouble  squares = 0.0;
  SmpField own;

  for (gint c = 0; c < 3; c++)
    colour->lab[c] = median_where (&lab[c], left, G_MAXFLOAT, scratch);
  settle_colour (lab, left, colour);
  smp_field_init (&own, left->width, left->height);
  for (gint i = 0; i < n; i++)
    if (left->data[i] > 0.5f && is_within (lab, i, colour))
      {
        own.data[i]   = 1.0f;
        left->data[i] = 0.0f;
        squares += (gdouble) contrast->data[i];
        taken++;
      }
  colour->contrast = (gfloat) (squares / MAX (taken, 1));
  for (gint c = 0; c < 3; c++)
    colour->limit[c] =
      MAX ((gfloat) (SPREADS * 1.4826) * median_where (&lab[c], &own, colour->lab[c], scratch),
           (gfloat) (c == 0 ? LEAST_LIGHTNESS : LEAST_CHROMA));
  smp_field_clear (&own);
  return taken;
}

/* The colours of the hair and skin nearest to the region, the commonest first. */
static gint
find_colours (const SmpRing  *ring,
              const SmpField  lab[3],
              const SmpField *contrast,
              RingColour      colours[MOST_COLOURS])
{
  gint     n = ring->usable.width * ring->usable.height, all = 0, n_colours = 0;
  gfloat  *scratch = g_new (gfloat, n);
  SmpField left;

  smp_field_init (&left, ring->usable.width, ring->usable.height);
  for (gint i = 0; i < n; i++)
    {
      left.data[i] = ring->usable.data[i] > 0.5f && ring->distance.data[i] < INNER_MM;
      all += left.data[i] > 0.5f;
    }
  for (gint k = 0; k < MOST_COLOURS && all > 0; k++)
    {
      gint taken = take_colour (lab, contrast, &left, scratch, &colours[n_colours]);

      if (taken == 0)
        break;
      n_colours += taken >= LEAST_SHARE * all || n_colours == 0;
    }
  smp_field_clear (&left);
  g_free (scratch);
  return n_colours;
}

/* Whether a place would be of a colour but for glare on it. */
static gboolean
is_veiled (const SmpField lab[3], gfloat contrast, gint i, const RingColour *colour)
{
  gfloat lighter = lab[0].data[i] - colour->lab[0];
  gfloat chroma  = hypotf (lab[1].data[i], lab[2].data[i]);
  /* The share of light that is glare, from CIELAB's cube of lightness. */
  gfloat share = 1.0f - powf ((colour->lab[0] + 16.0f) / (lab[0].data[i] + 16.0f), 3.0f);
  gfloat left  = 1.0f - GLARE_VEIL * share;

  return lighter > (gfloat) GLARE_LIGHTNESS &&
         chroma < (gfloat) GLARE_CHROMA * hypotf (colour->lab[1], colour->lab[2]) &&
         contrast < left * left * colour->contrast;
}

/* Leaves out what has no colour of the hair and skin nearest to the region. */
static void
leave_out_odd (SmpRing *ring, const SmpField *cells, const SmpField lab[3])
{
  gint       n = ring->usable.width * ring->usable.height, n_colours;
  RingColour colours[MOST_COLOURS];
  SmpField   smooth, *contrast = &smooth;

  smp_field_init (contrast, cells->width, cells->height);
  smp_field_blur (cells, SMOOTH_MM / CELL_MM, contrast);
  n_colours = find_colours (ring, lab, contrast, colours);

  for (gint i = 0; i < n; i++)
    {
      gboolean known = FALSE;

      for (gint k = 0; k < n_colours; k++)
        {
          known |= is_within (lab, i, &colours[k]);
          if (is_veiled (lab, contrast->data[i], i, &colours[k]))
            ring->usable.data[i] = 0.0f;
        }
      if (!known)
        ring->usable.data[i] = 0.0f;
    }
  smp_field_clear (contrast);
}

/* How much more red than green there is, as a logarithm. */
static gfloat
log_red (const SmpField light[3], gint i)
{
  return logf (MAX (light[0].data[i], 1e-4f) / MAX (light[1].data[i], 1e-4f));
}

/* Leaves out what is not skin's colour in any light that the region's own neighbours have. */
static void
leave_out_no_skin (SmpRing *ring, const SmpField light[3])
{
  gint    n      = ring->usable.width * ring->usable.height;
  gfloat *values = g_new (gfloat, MAX (n, 1)), least;
  gsize   count  = 0;

  for (gint i = 0; i < n; i++)
    if (ring->distance.data[i] < (gfloat) INNER_MM)
      values[count++] = log_red (light, i);
  least = MIN (LEAST_LOG_RED, LEAST_RED_SHARE * smp_quantile (values, count, 0.5));
  for (gint i = 0; i < n; i++)
    if (log_red (light, i) < least)
      ring->usable.data[i] = 0.0f;
  g_free (values);
}

gdouble
smp_ring_share_of_numbers (const SmpPlane *photo, gint x, gint y, gint width, gint height)
{
  gsize n = 0;

  for (gint j = y; j < y + height; j++)
    for (gint i = x; i < x + width; i++)
      {
        const gfloat *pixel = smp_plane_at (photo, i, j);

        n += isfinite (pixel[0]) && isfinite (pixel[1]) && isfinite (pixel[2]);
      }
  return (gdouble) n / MAX ((gdouble) width * height, 1.0);
}

static gboolean
holds_numbers (const SmpRing *ring, const SmpPlane *photo, gint column, gint row)
{
  gint x = column * ring->cell, y = row * ring->cell;

  return smp_ring_share_of_numbers (photo, ring->x + x, ring->y + y,
                                    MIN (ring->cell, ring->width - x),
                                    MIN (ring->cell, ring->height - y)) >= 1.0;
}

/* The ring's cells as they are looked at. */
typedef struct
{
  SmpRing        *ring;
  const SmpPlane *photo;
  gdouble         ring_mm;
  SmpField        light[3], lab[3];
  SmpField        within; /* the ring's bounds, whatever the photo shows there */
} RingCells;

static void
find_usable_row (gint row, gpointer data)
{
  RingCells      *cells  = data;
  SmpRing        *ring   = cells->ring;
  const SmpPlane *photo  = cells->photo;
  const gdouble   border = BORDER_MM * ring->px_per_mm;
  const gint      width  = ring->usable.width;

  for (gint column = 0, i = row * width; column < width; column++, i++)
    {
      gdouble   x = ring->x + (column + 0.5) * ring->cell - photo->x;
      gdouble   y = ring->y + (row + 0.5) * ring->cell - photo->y;
      gdouble   rgb[3];
      SmpColour colour;

      for (gint c = 0; c < 3; c++)
        rgb[c] = (gdouble) cells->light[c].data[i];
      smp_colour_set (&colour, rgb);
      for (gint c = 0; c < 3; c++)
        cells->lab[c].data[i] = (gfloat) colour.lab[c];
      cells->within.data[i] = ring->distance.data[i] > (gfloat) GAP_MM &&
                              ring->distance.data[i] <= (gfloat) (GAP_MM + cells->ring_mm);
      ring->usable.data[i] = cells->within.data[i];
      if (x < border || y < border || x > photo->width - border || y > photo->height - border ||
          MAX (rgb[0], MAX (rgb[1], rgb[2])) > (gdouble) CLIPPED ||
          !holds_numbers (ring, photo, column, row))
        ring->usable.data[i] = 0.0f;
    }
}

static gint
count_set (const SmpField *field)
{
  gint n = 0;

  for (gint i = 0; i < field->width * field->height; i++)
    n += field->data[i] > 0.5f;
  return n;
}

/* Finds the bare skin of the ring and the region, and leaves it out of the ring. */
static void
leave_out_grain (SmpRing *ring, const SmpMarkFinder *finder)
{
  const gint    n     = ring->usable.width * ring->usable.height;
  SmpField      depth = smp_field_reduce (&finder->depth, ring->cell);
  SmpGrainSigns signs;

  smp_grain_signs_init (&signs, ring->usable.width, ring->usable.height);
  for (gint i = 0; i < n; i++)
    {
      signs.weight.data[i] =
        ring->usable.data[i] > 0.5f || ring->distance.data[i] <= (gfloat) GAP_MM;
      signs.squares.data[i] = finder->contrast.data[i];
      signs.cubes.data[i]   = finder->lean.data[i];
      signs.depth.data[i]   = depth.data[i];
      ring->skin.data[i]    = ring->usable.data[i];
    }
  smp_grain_find (&signs, &ring->usable, ring->px_per_mm / ring->cell, &ring->grain);
  for (gint i = 0; i < n; i++)
    ring->usable.data[i] *= 1.0f - ring->grain.data[i];
  smp_grain_signs_clear (&signs);
  smp_field_clear (&depth);
}

static void
find_usable (SmpRing *ring, const SmpMarkFinder *finder, const SmpPlane *photo, gdouble ring_mm)
{
  RingCells cells = { .ring = ring, .photo = photo, .ring_mm = ring_mm };
  SmpField  coloured;
  gint      before, n;

  for (gint c = 0; c < 3; c++)
    {
      cells.light[c] = smp_field_reduce (&finder->light[c], ring->cell);
      smp_field_blur (&cells.light[c], SMOOTH_MM / CELL_MM, &cells.light[c]);
      smp_field_init (&cells.lab[c], cells.light[c].width, cells.light[c].height);
    }
  smp_field_init (&ring->usable, cells.light[0].width, cells.light[0].height);
  smp_field_init (&ring->skin, cells.light[0].width, cells.light[0].height);
  smp_field_init (&ring->grain, cells.light[0].width, cells.light[0].height);
  smp_field_init (&ring->left, cells.light[0].width, cells.light[0].height);
  smp_field_init (&cells.within, cells.light[0].width, cells.light[0].height);
  n = ring->usable.width * ring->usable.height;
  smp_field_init (&coloured, ring->usable.width, ring->usable.height);
  smp_rows_foreach (ring->usable.height, find_usable_row, &cells);
  leave_out_no_skin (ring, cells.light);
  memcpy (coloured.data, ring->usable.data, sizeof (gfloat) * (gsize) n);
  leave_out_odd (ring, &finder->contrast, cells.lab);
  leave_out_grain (ring, finder);
  ring->left_bare  = smp_left_bare_take (ring, finder, &coloured);
  before           = count_set (&cells.within);
  ring->ring_share = before > 0 ? (gdouble) count_set (&ring->usable) / before : 0.0;
  smp_field_clear (&cells.within);
  smp_field_clear (&coloured);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_clear (&cells.light[c]);
      smp_field_clear (&cells.lab[c]);
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
  Reading reading = { ring, photo, region, finder, &finder->scratch[0] };

  memset (ring, 0, sizeof (SmpRing));
  ring->px_per_mm = px_per_mm;
  ring->cell      = MAX (1, (gint) (CELL_MM * px_per_mm + 0.5));
  if (!find_bounds (ring, photo, region, GAP_MM + ring_mm))
    return FALSE;

  finder->cell      = ring->cell;
  finder->px_per_mm = px_per_mm;
  smp_field_init_unset (&finder->depth, ring->width, ring->height);
  for (gint k = 0; k < 2; k++)
    smp_field_init_unset (&finder->scratch[k], ring->width, ring->height);
  for (gint c = 0; c < 3; c++)
    smp_field_init_unset (&finder->light[c], ring->width, ring->height);
  smp_rows_foreach (ring->height, read_row, &reading);
  ring->region = smp_field_reduce (reading.treated, ring->cell);

  /* A region narrower than a cell is a region all the same. */
  for (gint i = 0; i < ring->region.width * ring->region.height; i++)
    if (ring->region.data[i] > 0.2f)
      ring->region.data[i] = MAX (ring->region.data[i], 0.51f);
  smp_field_distance (&ring->region, (gfloat) (ring->cell / px_per_mm), &ring->distance);
  smp_band_moments (finder, FINEST_HAIR_MM * px_per_mm, SMP_GRAIN_COARSEST_MM * px_per_mm);
  find_usable (ring, finder, photo, ring_mm);
  return TRUE;
}

void
smp_ring_clear (SmpRing *ring)
{
  smp_field_clear (&ring->region);
  smp_field_clear (&ring->distance);
  smp_field_clear (&ring->skin);
  smp_field_clear (&ring->grain);
  smp_field_clear (&ring->left);
  smp_field_clear (&ring->usable);
}
