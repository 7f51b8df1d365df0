/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding hairs in a photo, and what the average one looks like. */

#pragma once

#include "base/field.h"

/* The side of the tiles that what is typical near a place is read in. */
#define SMP_TILE_MM 4.0

/* One found hair.  Places are in samples of the field, its axis points right and down. */
typedef struct
{
  gfloat x, y;
  gfloat axis_x, axis_y;
  gfloat length;       /* along the axis, as seen */
  gfloat own_strength; /* along its own axis */
  gfloat strength;     /* of the matched filter, in optical density */
  gfloat hairs;        /* how likely it is one, 0 to 1: what it counts for */
} SmpFoundMark;

/* The shape of the average hair, in samples. */
typedef struct
{
  gdouble sigma_across; /* as seen, with the photo's blur */
  gdouble length;       /* full width at half height, along */
  gdouble darkening;    /* at its middle, share of the light, as seen */
  gdouble mass;         /* darkening integrated over its area, in samples squared */
  gdouble mass_rgb[3];  /* the same per channel */
  gdouble skin_rgb[3];  /* light of the skin beside it */
} SmpMarkShape;

/* What one search leaves for the next. */
typedef struct _SmpMarkSearch SmpMarkSearch;

/* All that is known while hairs are sought and measured; whoever makes it owns its fields and
 * marks. */
typedef struct
{
  SmpField     depth;      /* optical density: minus the logarithm of the light */
  SmpField     light[3];   /* linear R, G and B */
  SmpField     scratch[2]; /* as large, of no meaning between the steps of a search */
  SmpField     usable;     /* share of each cell that is hair on skin, 0 to 1 */
  SmpField     contrast;   /* by cell: mean square of the depth between hairs' scales */
  SmpField     lean;       /* the same of its cube: above 0 where it is the dark that stands out */
  SmpField     axis[2];    /* by cell: the hair's direction, doubled angle, length the coherence */
  gint         cell;       /* samples a cell is wide */
  gdouble      px_per_mm;
  GArray      *marks; /* of SmpFoundMark */
  SmpMarkShape shape;
  gboolean     keep_typical; /* do not measure the next from the marks */
  gboolean     is_sparse;    /* look in one of four tiles alone: enough for a first idea */
  gboolean     with_strays;  /* find those too that lie otherwise than the hairs around */
  gdouble      typical;      /* strength of the typical mark */
  SmpField     typical_near; /* the same near each place, in tiles of tile_px */
  SmpField     length_near;  /* of the average hair near each place, in the same tiles, or empty */
  gdouble      tile_px;
  gdouble      residue; /* standard deviation of the filtered photo where no mark is */
  gdouble      strand;  /* typical length of what marks are parts of, in samples */

  SmpMarkSearch *search; /* of this depth, or NULL; smp_marks_forget() frees it */
} SmpMarkFinder;

/* The typical mark's strength near a sample. */
static inline gfloat
smp_marks_typical_at (const SmpMarkFinder *finder, gfloat x, gfloat y)
{
  gfloat scale = 1.0f / (gfloat) finder->tile_px;

  return smp_field_at (&finder->typical_near, (x + 0.5f) * scale - 0.5f, (y + 0.5f) * scale - 0.5f);
}

/* The length of the average hair near a sample, in samples; of all hairs where none is known. */
static inline gfloat
smp_marks_length_at (const SmpMarkFinder *finder, gfloat x, gfloat y)
{
  gfloat scale = 1.0f / (gfloat) finder->tile_px;

  if (!finder->length_near.data)
    return (gfloat) finder->shape.length;
  return smp_field_at (&finder->length_near, (x + 0.5f) * scale - 0.5f, (y + 0.5f) * scale - 0.5f);
}

/* A mark's strength times its length, of what is typical near it. */
static inline gfloat
smp_marks_mass (const SmpMarkFinder *finder, const SmpFoundMark *mark)
{
  return mark->own_strength * mark->length /
         (smp_marks_typical_at (finder, mark->x, mark->y) *
          smp_marks_length_at (finder, mark->x, mark->y));
}

/* The direction of the hair by cell, from the structure tensor of depth where it is usable. */
void smp_marks_find_axes (SmpMarkFinder *finder, gdouble radius_mm);

/* The same from the marks' own axes, which the skin's texture and the hair's roots do not blur. */
void smp_marks_refine_axes (SmpMarkFinder *finder, gdouble radius_mm);

/* Finds the marks; the axes must be known.  From the first time on the depth must not change. */
void smp_marks_find (SmpMarkFinder *finder);

/* Frees what a search left for the next. */
void smp_marks_forget (SmpMarkFinder *finder);

/* The standard deviation that noise of such a standard deviation, from sample to sample, has in
 * the filtered photo. */
gdouble smp_marks_noise_response (const SmpMarkFinder *finder, gdouble noise);

/* The hair's direction at a sample: a unit vector; returns the coherence, 0 to 1. */
gfloat smp_marks_axis_at (const SmpMarkFinder *finder, gfloat x, gfloat y, gfloat axis[2]);

/* The share of what lies around a sample that is hair on skin, 0 to 1. */
gfloat smp_marks_usable_at (const SmpMarkFinder *finder, gfloat x, gfloat y);
