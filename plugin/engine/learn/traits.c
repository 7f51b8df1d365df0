/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks are found as dark spots: peaks of the negative Laplacian of a Gaussian of the optical depth
 * (Marr and Hildreth 1980; scale-normalised: Lindeberg 1998). */

#include <string.h>

#include "base/same-math.h"
#include "nearest.h"
#include "traits.h"

/* The Gaussian that bright skin is a mean under. */
#define SKIN_MM       1.05
#define LEAST_SKIN_PX 10.0
#define MOST_SKIN_PX  15.5
#define SKIN_ROUNDS   4
#define SKIN_CELL     3.5 /* in which sigma is so many cells, to be quick */
#define STILL_BRIGHT  0.97f

/* The spots' filter is never finer than a pixel allows. */
#define LEAST_FILTER_PX 0.8
#define WIDER           1.7

/* Marks are spots of at least this share of a strong one's strength. */
#define LEAST_SHARE 0.28

/* A ring of the profile. */
#define RING_MM       0.055
#define LEAST_RING_PX 0.75

#define LEAST_LIGHT 0.02f
#define FAR_SHARE   0.3
#define LATTICE_MM  0.25

typedef struct
{
  const SmpWork *work;
  gdouble        floor;
  gdouble        filter_px;
  SmpField       share[3]; /* light over bright skin */
  SmpField       depth;    /* optical depth in green */
  SmpField       response;
  SmpField       wide; /* the same of the wider filter */
  GArray        *marks;
  SmpTraits     *traits;
} TraitReading;

typedef struct
{
  gfloat x, y;
  gfloat strength;
} Mark;

void
smp_work_init (SmpWork *work, gint width, gint height, gdouble px_per_mm)
{
  work->px_per_mm = px_per_mm;
  for (gint c = 0; c < 3; c++)
    smp_field_init (&work->light[c], width, height);
  smp_field_init (&work->usable, width, height);
}

void
smp_work_clear (SmpWork *work)
{
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&work->light[c]);
  smp_field_clear (&work->usable);
}

gdouble
smp_trait_ring_px (gdouble px_per_mm)
{
  return MAX (RING_MM * px_per_mm, LEAST_RING_PX);
}

static gsize
size_of (const SmpField *field)
{
  return (gsize) field->width * (gsize) field->height;
}

/* The mean of a field near by, of where the mask is set, in cells of so many pixels. */
static void
masked_mean (const SmpField *field, const SmpField *mask, gdouble sigma, gint cell, SmpField *mean)
{
  SmpField product, weight, sums, weights;

  smp_field_init (&product, field->width, field->height);
  for (gsize i = 0; i < size_of (field); i++)
    product.data[i] = field->data[i] * mask->data[i];
  smp_field_init (&weights, mean->width, mean->height);
  sums   = smp_field_reduce (&product, cell);
  weight = smp_field_reduce (mask, cell);
  smp_field_blur (&sums, sigma / cell, mean);
  smp_field_blur (&weight, sigma / cell, &weights);
  for (gsize i = 0; i < size_of (mean); i++)
    mean->data[i] /= MAX (weights.data[i], 1e-3f);
  smp_field_clear (&product);
  smp_field_clear (&weight);
  smp_field_clear (&sums);
  smp_field_clear (&weights);
}

/* Goes from cells to pixels. */
static void
enlarge (const SmpField *cells, gint cell, SmpField *field)
{
  gfloat per = 1.0f / (gfloat) cell, middle = 0.5f * per - 0.5f;

  for (gint y = 0; y < field->height; y++)
    for (gint x = 0; x < field->width; x++)
      smp_field_row (field, y)[x] =
        smp_field_at (cells, (gfloat) x * per + middle, (gfloat) y * per + middle);
}

/* Where the green is lighter than so many times its mean. */
static void
mask_lighter (const SmpWork *work, const SmpField *mean, gfloat times, SmpField *mask)
{
  for (gsize i = 0; i < size_of (mask); i++)
    mask->data[i] = work->light[1].data[i] > times * mean->data[i] ? work->usable.data[i] : 0.0f;
}

void
smp_work_bright_skin (const SmpWork *work, SmpField bright[3])
{
  const SmpField *green = &work->light[1];
  gdouble         sigma = CLAMP (SKIN_MM * work->px_per_mm, LEAST_SKIN_PX, MOST_SKIN_PX);
  gint            cell  = MAX ((gint) (sigma / SKIN_CELL), 1);
  SmpField        cells, mean, mask;

  smp_field_init (&cells, (green->width + cell - 1) / cell, (green->height + cell - 1) / cell);
  smp_field_init (&mean, green->width, green->height);
  smp_field_init (&mask, green->width, green->height);
  masked_mean (green, &work->usable, sigma, cell, &cells);
  enlarge (&cells, cell, &mean);
  for (gint round = 0; round < SKIN_ROUNDS; round++)
    {
      mask_lighter (work, &mean, 1.0f, &mask);
      masked_mean (green, &mask, sigma, cell, &cells);
      enlarge (&cells, cell, &mean);
    }
  mask_lighter (work, &mean, STILL_BRIGHT, &mask);
  for (gint c = 0; c < 3; c++)
    {
      smp_field_init (&bright[c], green->width, green->height);
      masked_mean (&work->light[c], &mask, sigma, cell, &cells);
      enlarge (&cells, cell, &bright[c]);
    }
  smp_field_clear (&cells);
  smp_field_clear (&mean);
  smp_field_clear (&mask);
}

/* Light over bright skin, its means and its covers. */
static void
read_light (TraitReading *reading)
{
  const SmpWork *work   = reading->work;
  SmpTraits     *traits = reading->traits;
  SmpField       bright[3];
  gdouble        n = 0.0;

  smp_work_bright_skin (work, bright);
  smp_field_init (&reading->depth, work->usable.width, work->usable.height);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&reading->share[c], work->usable.width, work->usable.height);
  for (gsize i = 0; i < size_of (&work->usable); i++)
    {
      for (gint c = 0; c < 3; c++)
        reading->share[c].data[i] = work->usable.data[i] > 0.5f
                                      ? work->light[c].data[i] / MAX (bright[c].data[i], 1e-3f)
                                      : 1.0f;
      reading->depth.data[i] = -logf (MAX (reading->share[1].data[i], LEAST_LIGHT));
      if (work->usable.data[i] <= 0.5f)
        continue;
      n += 1.0;
      for (gint c = 0; c < 3; c++)
        {
          traits->bright[c] += (gdouble) bright[c].data[i];
          traits->mean[c] += (gdouble) reading->share[c].data[i];
        }
      traits->cover += (gdouble) reading->share[1].data[i] < SMP_TRAIT_DARK;
      traits->half_cover += (gdouble) reading->share[1].data[i] < SMP_TRAIT_HALF_DARK;
    }
  for (gint c = 0; c < 3; c++)
    {
      traits->bright[c] /= MAX (n, 1.0);
      traits->mean[c] /= MAX (n, 1.0);
      smp_field_clear (&bright[c]);
    }
  traits->cover /= MAX (n, 1.0);
  traits->half_cover /= MAX (n, 1.0);
  traits->area_cm2 = n / (100.0 * work->px_per_mm * work->px_per_mm);
}

/* Minus the Laplacian of the depth under a Gaussian, times its variance. */
static void
filter_spots (const SmpField *depth, gdouble sigma, SmpField *response)
{
  gfloat   taps[2][2 * SMP_FIELD_MAX_RADIUS + 1], smooth[2 * SMP_FIELD_MAX_RADIUS + 1];
  gint     radius = smp_gaussian_taps (sigma, 2, taps[1]);
  gint     own    = smp_gaussian_taps (sigma, 0, smooth);
  SmpField across;

  memset (taps[0], 0, sizeof taps[0]);
  memcpy (taps[0] + (radius - own), smooth, sizeof (gfloat) * (gsize) (2 * own + 1));
  smp_field_init (response, depth->width, depth->height);
  smp_field_init (&across, depth->width, depth->height);
  smp_field_filter (depth, taps[1], taps[0], radius, response);
  smp_field_filter (depth, taps[0], taps[1], radius, &across);
  for (gsize i = 0; i < size_of (depth); i++)
    response->data[i] = -(gfloat) (sigma * sigma) * (response->data[i] + across.data[i]);
  smp_field_clear (&across);
}

static gboolean
is_peak (const SmpField *field, gint x, gint y, gfloat sign)
{
  const gfloat *p = smp_field_row (field, y) + x;
  gint          w = field->width;
  gfloat        v = sign * p[0];

  return v > 0.0f && v >= sign * p[-1] && v > sign * p[1] && v >= sign * p[-w] && v > sign * p[w] &&
         v >= sign * p[-w - 1] && v >= sign * p[-w + 1] && v > sign * p[w - 1] &&
         v > sign * p[w + 1];
}

/* Where a peak lies between samples, along one axis. */
static gfloat
peak_shift (gfloat before, gfloat at, gfloat after)
{
  gfloat bend = before - 2.0f * at + after;

  return bend < 0.0f ? CLAMP (0.5f * (before - after) / bend, -0.5f, 0.5f) : 0.0f;
}

static void
find_peaks (const TraitReading *reading, gfloat sign, GArray *peaks)
{
  const SmpField *r = &reading->response;

  for (gint y = 2; y < r->height - 2; y++)
    for (gint x = 2; x < r->width - 2; x++)
      if (smp_field_row (&reading->work->usable, y)[x] > 0.5f && is_peak (r, x, y, sign))
        {
          const gfloat *p = smp_field_row (r, y) + x;
          gint          w = r->width;
          Mark          mark;

          mark.strength = sign * p[0];
          mark.x        = (gfloat) x + peak_shift (sign * p[-1], sign * p[0], sign * p[1]);
          mark.y        = (gfloat) y + peak_shift (sign * p[-w], sign * p[0], sign * p[w]);
          g_array_append_val (peaks, mark);
        }
}

/* How strong peaks are that are no chance: their mean, weighted by the square of their strength, to
 * which the many faint ones of noise add next to nothing. */
static gdouble
strong_of (const GArray *peaks)
{
  gdouble squares = 0.0, cubes = 0.0;

  for (guint i = 0; i < peaks->len; i++)
    {
      gdouble strength = (gdouble) g_array_index (peaks, Mark, i).strength;

      squares += strength * strength;
      cubes += strength * strength * strength;
    }
  return cubes / MAX (squares, 1e-12);
}

/* The marks, and how much they stand out of light spots that are there by chance. */
static void
find_marks (TraitReading *reading)
{
  SmpTraits *traits         = reading->traits;
  g_autoptr (GArray) lights = g_array_new (FALSE, FALSE, sizeof (Mark));
  gdouble strong, least;

  filter_spots (&reading->depth, reading->filter_px, &reading->response);
  filter_spots (&reading->depth, WIDER * reading->filter_px, &reading->wide);
  find_peaks (reading, 1.0f, reading->marks);
  find_peaks (reading, -1.0f, lights);
  strong              = strong_of (reading->marks);
  traits->outstanding = strong / MAX (strong_of (lights), 1e-6);
  least               = MAX (LEAST_SHARE * strong, reading->floor);
  for (guint i = reading->marks->len; i-- > 0;)
    if ((gdouble) g_array_index (reading->marks, Mark, i).strength < least)
      g_array_remove_index_fast (reading->marks, i);
  traits->strength = strong;
  traits->n_marks  = reading->marks->len;
  traits->per_cm2  = traits->n_marks / MAX (traits->area_cm2, 1e-9);
}

/* The mean mark. */
static void
read_profile (TraitReading *reading)
{
  SmpTraits      *traits             = reading->traits;
  const SmpField *usable             = &reading->work->usable;
  gdouble         ring               = smp_trait_ring_px (reading->work->px_per_mm);
  gint            reach              = (gint) ceil (SMP_TRAIT_RINGS * ring);
  gdouble         n[SMP_TRAIT_RINGS] = { 0.0 }, n_core = 0.0;

  for (guint k = 0; k < reading->marks->len; k++)
    {
      const Mark *mark = &g_array_index (reading->marks, Mark, k);
      gint        left = (gint) mark->x - reach, top = (gint) mark->y - reach;

      for (gint y = MAX (top, 0); y <= MIN (top + 2 * reach + 1, usable->height - 1); y++)
        for (gint x = MAX (left, 0); x <= MIN (left + 2 * reach + 1, usable->width - 1); x++)
          {
            gdouble far = hypot (x - (gdouble) mark->x, y - (gdouble) mark->y);
            gint    bin = (gint) (far / ring);

            if (bin >= SMP_TRAIT_RINGS || smp_field_row (usable, y)[x] <= 0.5f)
              continue;
            traits->rings[bin] += (gdouble) smp_field_row (&reading->share[1], y)[x];
            n[bin] += 1.0;
            if (bin > 0)
              continue;
            n_core += 1.0;
            for (gint c = 0; c < 3; c++)
              traits->core[c] += (gdouble) smp_field_row (&reading->share[c], y)[x];
          }
    }
  for (gint k = 0; k < SMP_TRAIT_RINGS; k++)
    traits->rings[k] /= MAX (n[k], 1.0);
  for (gint c = 0; c < 3; c++)
    traits->core[c] /= MAX (n_core, 1.0);
}

/* Standard deviation of what is normal, from its quartiles. */
static gdouble
quartile_spread (gfloat *values, guint n)
{
  gdouble low  = (gdouble) smp_quantile (values, n, 0.25);
  gdouble high = (gdouble) smp_quantile (values, n, 0.75);

  return (high - low) / 1.349;
}

/* Shapes of single marks: how long they are, and how they vary. */
static void
read_shapes (TraitReading *reading)
{
  SmpTraits         *traits    = reading->traits;
  guint              n         = reading->marks->len;
  g_autofree gfloat *strengths = g_new (gfloat, MAX (n, 1)), *widths = g_new (gfloat, MAX (n, 1));
  SmpField           smooth;
  gint               step = MAX ((gint) (reading->filter_px + 0.5), 1);

  smp_field_init (&smooth, reading->depth.width, reading->depth.height);
  smp_field_blur (&reading->depth, reading->filter_px, &smooth);
  for (guint i = 0; i < n; i++)
    {
      const Mark *mark = &g_array_index (reading->marks, Mark, i);
      gfloat      x = mark->x, y = mark->y, s = (gfloat) step;
      gdouble     at = (gdouble) smp_field_at (&smooth, x, y);
      gdouble     xx =
        (gdouble) (smp_field_at (&smooth, x - s, y) + smp_field_at (&smooth, x + s, y)) - 2.0 * at;
      gdouble yy =
        (gdouble) (smp_field_at (&smooth, x, y - s) + smp_field_at (&smooth, x, y + s)) - 2.0 * at;
      gdouble xy =
        0.25 *
        (gdouble) (smp_field_at (&smooth, x + s, y + s) + smp_field_at (&smooth, x - s, y - s) -
                   smp_field_at (&smooth, x + s, y - s) - smp_field_at (&smooth, x - s, y + s));
      gdouble sum = MAX (-(xx + yy), 1e-6);

      /* Along the mark the depth bends least. */
      traits->anisotropy += MIN (hypot (xx - yy, 2.0 * xy) / sum, 1.0) / n;
      traits->axis[0] += CLAMP ((xx - yy) / sum, -1.0, 1.0) / n;
      traits->axis[1] += CLAMP (2.0 * xy / sum, -1.0, 1.0) / n;
      strengths[i] = logf (mark->strength);
      widths[i] =
        logf (MAX (smp_field_at (&reading->wide, x, y), 0.02f * mark->strength)) - strengths[i];
    }
  traits->strength_spread = quartile_spread (strengths, n);
  traits->width_spread    = quartile_spread (widths, n);
  smp_field_clear (&smooth);
}

/* The marks' places, as pairs. */
static gfloat *
places_of (const GArray *marks)
{
  gfloat *places = g_new (gfloat, 2 * (gsize) marks->len);

  for (guint k = 0; k < marks->len; k++)
    {
      places[2 * k]     = g_array_index (marks, Mark, k).x;
      places[2 * k + 1] = g_array_index (marks, Mark, k).y;
    }
  return places;
}

/* How the marks are spaced: their nearest neighbours, and how far any place is from one; where
 * these lie beyond the border, places do not count. */
static void
read_spacing (TraitReading *reading)
{
  const SmpWork     *work    = reading->work;
  SmpTraits         *traits  = reading->traits;
  gdouble            spacing = 10.0 * work->px_per_mm / sqrt (MAX (traits->per_cm2, 1e-3));
  gint               step    = MAX ((gint) (LATTICE_MM * work->px_per_mm), 1);
  gdouble            sum = 0.0, squares = 0.0, n = 0.0, gap = 0.0, n_gaps = 0.0;
  g_autofree gfloat *places      = places_of (reading->marks);
  g_autoptr (SmpNearest) nearest = NULL;
  SmpField outside, inside;

  if (reading->marks->len < 8)
    return;
  nearest = smp_nearest_new (places, reading->marks->len, spacing);
  smp_field_init (&outside, work->usable.width, work->usable.height);
  for (gint y = 0; y < outside.height; y++)
    for (gint x = 0; x < outside.width; x++)
      smp_field_row (&outside, y)[x] = x == 0 || y == 0 || x == outside.width - 1 ||
                                       y == outside.height - 1 ||
                                       smp_field_row (&work->usable, y)[x] <= 0.5f;
  smp_field_distance (&outside, 1.0f, &inside);
  for (guint i = 0; i < reading->marks->len; i++)
    {
      const Mark *mark = &g_array_index (reading->marks, Mark, i);

      if ((gdouble) smp_field_at (&inside, mark->x, mark->y) > spacing)
        {
          gdouble far =
            sqrt (smp_nearest_squared (nearest, (gdouble) mark->x, (gdouble) mark->y, i)) / spacing;

          sum += far;
          squares += far * far;
          n += 1.0;
        }
    }
  for (gint y = step / 2; y < outside.height; y += step)
    for (gint x = step / 2; x < outside.width; x += step)
      if ((gdouble) smp_field_row (&inside, y)[x] > spacing)
        {
          gap += sqrt (smp_nearest_squared (nearest, x, y, G_MAXUINT)) / spacing;
          n_gaps += 1.0;
        }
  traits->nearest = sum / MAX (n, 1.0);
  traits->nearest_spread =
    sqrt (MAX (squares / MAX (n, 1.0) - traits->nearest * traits->nearest, 0.0)) /
    MAX (traits->nearest, 1e-6);
  traits->gaps = gap / MAX (n_gaps, 1.0);
  smp_field_clear (&outside);
  smp_field_clear (&inside);
}

/* Standard deviations of the depth between Gaussians. */
static void
read_bands (TraitReading *reading)
{
  static const gdouble edges_mm[SMP_TRAIT_BANDS + 1] = { 0.05, 0.11, 0.24, 0.52 };
  SmpTraits           *traits                        = reading->traits;
  const SmpField      *usable                        = &reading->work->usable;
  SmpField             level[SMP_TRAIT_BANDS + 1];

  for (gint k = 0; k <= SMP_TRAIT_BANDS; k++)
    {
      smp_field_init (&level[k], usable->width, usable->height);
      smp_field_blur (&reading->depth, edges_mm[k] * reading->work->px_per_mm, &level[k]);
    }
  for (gint k = 0; k < SMP_TRAIT_BANDS; k++)
    {
      gdouble sum = 0.0, squares = 0.0, n = 0.0;

      for (gsize i = 0; i < size_of (usable); i++)
        if (usable->data[i] > 0.5f)
          {
            gdouble value = (gdouble) (level[k].data[i] - level[k + 1].data[i]);

            sum += value;
            squares += value * value;
            n += 1.0;
          }
      n                = MAX (n, 1.0);
      traits->bands[k] = sqrt (MAX (squares / n - sum * sum / (n * n), 0.0));
    }
  for (gint k = 0; k <= SMP_TRAIT_BANDS; k++)
    smp_field_clear (&level[k]);
}

/* How far each pixel is from a mark. */
static void
find_far (const TraitReading *reading, SmpField *far)
{
  const SmpField *usable = &reading->work->usable;
  SmpField        marked;

  smp_field_init (&marked, usable->width, usable->height);
  for (guint i = 0; i < reading->marks->len; i++)
    {
      const Mark *mark = &g_array_index (reading->marks, Mark, i);

      smp_field_row (&marked, (gint) (mark->y + 0.5f))[(gint) (mark->x + 0.5f)] = 1.0f;
    }
  smp_field_distance (&marked, 1.0f, far);
  smp_field_clear (&marked);
}

/* Noise and the skin's own grain, farthest from the marks. */
static void
read_grain (TraitReading *reading)
{
  static const gdouble edges_px[SMP_TRAIT_GRAINS] = { 0.8, 2.4, 6.0 };
  SmpTraits           *traits                     = reading->traits;
  const SmpField      *usable                     = &reading->work->usable;
  SmpField             upper, lower, far;
  g_autofree gfloat   *values = g_new (gfloat, size_of (usable));
  guint                n      = 0;
  gfloat               least;

  find_far (reading, &far);
  for (gsize i = 0; i < size_of (usable); i++)
    if (usable->data[i] > 0.5f)
      values[n++] = far.data[i];
  least = smp_quantile (values, n, 1.0 - FAR_SHARE);
  smp_field_init (&upper, usable->width, usable->height);
  smp_field_init (&lower, usable->width, usable->height);
  memcpy (upper.data, reading->share[1].data, sizeof (gfloat) * size_of (usable));
  for (gint k = 0; k < SMP_TRAIT_GRAINS; k++)
    {
      smp_field_blur (&reading->share[1], edges_px[k], &lower);
      n = 0;
      for (gsize i = 0; i < size_of (usable); i++)
        if (usable->data[i] > 0.5f && far.data[i] >= least)
          values[n++] = upper.data[i] - lower.data[i];
      traits->grain[k] = quartile_spread (values, n);
      memcpy (upper.data, lower.data, sizeof (gfloat) * size_of (usable));
    }
  smp_field_clear (&upper);
  smp_field_clear (&lower);
  smp_field_clear (&far);
}

static void
clear (TraitReading *reading)
{
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&reading->share[c]);
  smp_field_clear (&reading->depth);
  smp_field_clear (&reading->response);
  smp_field_clear (&reading->wide);
  g_array_unref (reading->marks);
}

/* Of Gaussians the one that a disc answers best to is as wide as its radius over root 2. */
gdouble
smp_work_filter_mm (const SmpWork *work)
{
  static const gdouble widths_mm[] = { 0.06, 0.075, 0.095, 0.12 };
  SmpTraits            traits;
  gdouble              best = 0.0, best_mm = widths_mm[0];

  for (guint i = 0; i < G_N_ELEMENTS (widths_mm); i++)
    {
      TraitReading reading = { .work      = work,
                               .filter_px = MAX (widths_mm[i] * work->px_per_mm, LEAST_FILTER_PX),
                               .marks     = g_array_new (FALSE, FALSE, sizeof (Mark)),
                               .traits    = &traits };

      memset (&traits, 0, sizeof traits);
      read_light (&reading);
      find_marks (&reading);
      if (traits.strength > best * (1.0 + 1e-6))
        {
          best    = traits.strength;
          best_mm = widths_mm[i];
        }
      clear (&reading);
    }
  return best_mm;
}

void
smp_traits_measure (const SmpWork *work, gdouble filter_mm, gdouble floor, SmpTraits *traits)
{
  TraitReading reading = { .work   = work,
                           .floor  = floor,
                           .marks  = g_array_new (FALSE, FALSE, sizeof (Mark)),
                           .traits = traits };

  memset (traits, 0, sizeof *traits);
  reading.filter_px = MAX (filter_mm * work->px_per_mm, LEAST_FILTER_PX);
  read_light (&reading);
  find_marks (&reading);
  read_profile (&reading);
  read_shapes (&reading);
  read_spacing (&reading);
  read_bands (&reading);
  read_grain (&reading);
  clear (&reading);
}
