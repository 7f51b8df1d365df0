/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dots to pigment map.
 *
 * Each pixel is sampled at a grid of points, dense enough for the smallest dot; overlapping dots
 * add their depth there, and the pixel keeps the first two moments of it.  All positions are
 * counted from the dot's own pixel, so that the block and the rectangle being drawn cannot be seen
 * in the rounding. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "dots.h"
#include "smp/stipple.h"

#define BLOCK_PX 128

/* So many blocks across and down share one walk over the dots: each walk also visits those that lie
 * around, which for a single block are more than those in it. */
#define GROUP_BLOCKS 4
#define GROUP_PX     (GROUP_BLOCKS * BLOCK_PX)

/* Pixels of a row that are marked as touched by a dot together, a bit each of a block's row. */
#define SPAN_PX 8

/* So many samples of a row are added at once, and of small dots so many times as many in some rows;
 * rows and blocks end with room for the rest of the last ones, which is never read. */
#define LANES           SMP_LANES
#define VECTORS_AT_ONCE 6

/* The most samples across a pixel. */
#define MOST_SAMPLES 8

/* Beyond 2^-10 of its depth a dot ends: u^4 = 10. */
#define REACH_IN_RADII 1.7783f

/* There u^2 is 10^(1/2), times (ln 2)^(1/2) for the depth to be a power of e. */
#define LIMIT     2.6327689f
#define ROOT_LN_2 0.83255461f

/* A dot's ends are looked for so much farther out, squared, for rounding not to cut a sample off.
 */
#define BEYOND 1.001f

typedef struct
{
  gfloat  *depth; /* samples_per_px squared values a pixel, row by row of samples */
  gint64   x, y;  /* from the pattern's origin, pixels */
  gint     width, height;
  gint     samples_per_px;
  gint     stride; /* samples */
  gfloat   elongation_root;
  gboolean is_flat;
  gfloat   widest;            /* see widest_in_picture() */
  guint32  touched[BLOCK_PX]; /* a bit for each span where depth may differ from 0 */
} Block;

static gint
samples_per_px (const SmpParams *params)
{
  gdouble smaller_radius_px = 0.5 * smp_params_healed_diameter_mm (params) * params->edge_size *
                              params->px_per_mm / sqrt (params->elongation);

  return (gint) CLAMP (ceil (3.0 / smaller_radius_px), 1.0, (gdouble) MOST_SAMPLES);
}

/* How much wider than on the skin a dot can be in the picture: not at all from far away, and nearer
 * by a little, where the line of sight is not at right angles to it. */
static gfloat
widest_in_picture (const SmpParams *params)
{
  return params->head && params->head->distance_mm > 0.0 ? 1.2f : 1.0f;
}

gint
smp_stipple_margin_px (const SmpParams *params)
{
  gdouble longest_radius_px =
    0.5 * smp_params_healed_diameter_mm (params) * params->px_per_mm * sqrt (params->elongation) *
    (gdouble) (smp_dots_largest_factor (params) * widest_in_picture (params));

  return (gint) ceil (longest_radius_px * (gdouble) REACH_IN_RADII) + 2;
}

/* The dots that reach into each block of a group, in the order of the walk. */
typedef struct
{
  GArray *dots[GROUP_BLOCKS][GROUP_BLOCKS];
  gint64  x, y;        /* from the pattern's origin, pixels */
  gfloat  widest_root; /* of the elongation, times widest_in_picture() */
} BlockGroup;

/* One dot among the samples, which are counted from its own pixel's corner. */
typedef struct
{
  gint   left, right, top, bottom;
  gint   samples_per_px;
  gfloat start_x, start_y; /* of the first sample, from the dot's centre */
  gfloat xx, xy, yy;       /* the quadratic form u^2 root (ln 2) */
  gfloat depth;
} Stamp;

/* 2^-(u^4) of a dot's depth, as e^-x of x from 0 to LIMIT squared; error below 4e-6, at most 7e-6
 * of the value.  smp_exp_falling() goes farther, and takes longer. */
static inline __attribute__ ((always_inline)) void
fall_together (gfloat (*x)[LANES], gint n, gfloat (*e)[LANES])
{
  SMP_EACH_LANE (n) e[v][l] = 5.13613884e-7f * x[v][l] - 3.99877463e-5f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] + 1.95148808e-3f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] - 6.24987893e-2f;
  SMP_EACH_LANE (n) e[v][l] = e[v][l] * x[v][l] + 1.0f;
  for (gint squared = 0; squared < 4; squared++)
    SMP_EACH_LANE (n) e[v][l] *= e[v][l];
}

/* What the quadratic form has of n_lanes times LANES columns: xx dx^2, and xy dx. */
typedef struct
{
  gfloat square[VECTORS_AT_ONCE][LANES];
  gfloat mixed[VECTORS_AT_ONCE][LANES];
} Columns;

static inline __attribute__ ((always_inline)) void
find_columns (const Stamp s, gint n_lanes, gint first, Columns *columns)
{
  const gfloat sample_px = 1.0f / (gfloat) s.samples_per_px;

  SMP_EACH_LANE (n_lanes)
  {
    const gfloat dx = (gfloat) (first + v * LANES + l) * sample_px + s.start_x;

    columns->square[v][l] = s.xx * dx * dx;
    columns->mixed[v][l]  = s.xy * dx;
  }
}

/* Adds the depth at these columns of n_rows rows from top on, both numbers constants. */
static inline __attribute__ ((always_inline)) void
add_rows (gfloat        *samples,
          gint           stride,
          gint           n_rows,
          gint           n_lanes,
          const Columns *columns,
          gint           top,
          const Stamp    s)
{
  const gfloat sample_px = 1.0f / (gfloat) s.samples_per_px;
  const gint   n         = n_rows * n_lanes;
  gfloat       u2[VECTORS_AT_ONCE][LANES], u4[VECTORS_AT_ONCE][LANES];
  gfloat       depth[VECTORS_AT_ONCE][LANES];

  SMP_EACH_LANE (n)
  {
    const gfloat dy = (gfloat) (top + v / n_lanes) * sample_px + s.start_y;

    u2[v][l] = columns->square[v % n_lanes][l] + dy * (columns->mixed[v % n_lanes][l] + s.yy * dy);
  }
  SMP_EACH_LANE (n) u4[v][l] = u2[v][l] * u2[v][l];
  fall_together (u4, n, depth);
  SMP_EACH_LANE (n) depth[v][l] = u2[v][l] < LIMIT ? s.depth * depth[v][l] : 0.0f;
  SMP_EACH_LANE (n) samples[v / n_lanes * stride + v % n_lanes * LANES + l] += depth[v][l];
}

/* From one end of a large or long dot to the other in each row. */
static inline __attribute__ ((always_inline)) void
add_rows_of_dot (const Stamp s, gfloat *samples, gint stride)
{
  const gfloat n         = (gfloat) s.samples_per_px;
  const gfloat sample_px = 1.0f / n, per_xx = 0.5f / s.xx;

  for (gint j = s.top; j < s.bottom; j++)
    {
      gfloat  dy     = (gfloat) j * sample_px + s.start_y;
      gfloat  linear = s.xy * dy;
      gfloat  square = linear * linear - 4.0f * s.xx * (s.yy * dy * dy - BEYOND * LIMIT), root;
      gint    left, right;
      Columns columns;

      if (square <= 0.0f)
        continue;
      root  = sqrtf (square);
      left  = MAX (s.left, (gint) (((-linear - root) * per_xx - s.start_x) * n));
      right = MIN (s.right, (gint) (((-linear + root) * per_xx - s.start_x) * n) + 1);
      for (gint first = left; first < right; first += LANES)
        {
          find_columns (s, 1, first, &columns);
          add_rows (samples + (gssize) j * stride + first, stride, 1, 1, &columns, j, s);
        }
    }
}

/* All rows of a dot of one length, so many at once that VECTORS_AT_ONCE are filled as far as can
 * be: some behind the last one too, where there is nothing of it. */
static inline __attribute__ ((always_inline)) void
add_small (const Stamp s, gfloat *samples, gint stride, gint n_lanes)
{
  const gint n_rows = VECTORS_AT_ONCE / n_lanes;
  Columns    columns;

  find_columns (s, n_lanes, s.left, &columns);
  for (gint row = s.top; row < s.bottom; row += n_rows)
    add_rows (samples + (gssize) row * stride + s.left, stride, n_rows, n_lanes, &columns, row, s);
}

/* Adds one dot's depth: depth * 2^-(u^4).  Of a small dot rows of one length are quicker. */
static SMP_VECTORISED void
add_stamp (const Stamp *stamp, gfloat *samples, gint stride)
{
  switch ((stamp->right - stamp->left + LANES - 1) / LANES)
    {
    case 1:
      add_small (*stamp, samples, stride, 1);
      break;
    case 2:
      add_small (*stamp, samples, stride, 2);
      break;
    case 3:
      add_small (*stamp, samples, stride, 3);
      break;
    case 4:
      add_small (*stamp, samples, stride, 4);
      break;
    default:
      add_rows_of_dot (*stamp, samples, stride);
      break;
    }
}

/* Marks the pixels, counted from the block's corner. */
static void
touch (Block *block, gint left, gint right, gint top, gint bottom)
{
  const guint32 spans = (2u << ((right - 1) / SPAN_PX)) - (1u << (left / SPAN_PX));

  for (gint row = top; row < bottom; row++)
    block->touched[row] |= spans;
}

static gfloat
reach_px (const SmpDot *dot, gfloat widest_root)
{
  return REACH_IN_RADII * dot->radius_px * widest_root;
}

/* Pixels left, right, above and below of the dot's own that it may cover. */
static gint
reach_in_pixels (gfloat reach)
{
  return (gint) reach + 2;
}

static void
sort_dot (const SmpDot *dot, gpointer data)
{
  BlockGroup *group  = data;
  gint64      column = (gint64) floor (dot->x) - group->x, row = (gint64) floor (dot->y) - group->y;
  gint        whole = reach_in_pixels (reach_px (dot, group->widest_root));
  gint64      left = MAX (column - whole, 0), right = MIN (column + whole, GROUP_PX - 1);
  gint64      top = MAX (row - whole, 0), bottom = MIN (row + whole, GROUP_PX - 1);

  for (gint64 j = top / BLOCK_PX; j * BLOCK_PX <= bottom; j++)
    for (gint64 i = left / BLOCK_PX; i * BLOCK_PX <= right; i++)
      g_array_append_vals (group->dots[j][i], dot, 1);
}

/* An ellipse of half axes 1 / a along the dot's axis and 1 / b across. */
static void
shape_flat (const SmpDot *dot, gfloat a, gfloat b, Stamp *stamp)
{
  gfloat axx = dot->axis_x * dot->axis_x, ayy = dot->axis_y * dot->axis_y;

  stamp->xx = ROOT_LN_2 * (a * a * axx + b * b * ayy);
  stamp->xy = ROOT_LN_2 * 2.0f * (a * a - b * b) * dot->axis_x * dot->axis_y;
  stamp->yy = ROOT_LN_2 * (a * a * ayy + b * b * axx);
}

/* The same on the skin, as the picture shows it: with m the metric and d the axis, of length 1 on
 * the skin, a step v is (v, m d) long along it and (v, m v) - (v, m d)^2 across, squared. */
static void
shape_on_head (const SmpDot *dot, gfloat a, gfloat b, Stamp *stamp)
{
  const gfloat *m  = dot->metric;
  gfloat        mx = m[0] * dot->axis_x + m[1] * dot->axis_y;
  gfloat        my = m[1] * dot->axis_x + m[2] * dot->axis_y;

  stamp->xx = ROOT_LN_2 * (b * b * m[0] + (a * a - b * b) * mx * mx);
  stamp->xy = ROOT_LN_2 * 2.0f * (b * b * m[1] + (a * a - b * b) * mx * my);
  stamp->yy = ROOT_LN_2 * (b * b * m[2] + (a * a - b * b) * my * my);
}

/* The first and the last but one of the samples that lie less than the reach from the dot's centre,
 * or some more, as far as the block holds their pixels. */
static void
find_ends (const Stamp *stamp,
           gfloat       reach,
           gfloat       start,
           gint64       block_from,
           gint64       block_to,
           gint        *from,
           gint        *to)
{
  const gint n = stamp->samples_per_px;

  /* Numbers below 0 are rounded upwards, and others downwards. */
  *from = (gint) MAX ((gint) ((-reach - start) * (gfloat) n), block_from * n);
  *to   = (gint) MIN ((gint) ((reach - start) * (gfloat) n) + 1, block_to * n);
}

static void
add_dot (Block *block, const SmpDot *dot)
{
  gint    n      = block->samples_per_px;
  gint64  column = (gint64) floor (dot->x), row = (gint64) floor (dot->y);
  gfloat  sample_px = 1.0f / (gfloat) n;
  gfloat  a         = 1.0f / (dot->radius_px * block->elongation_root);
  gfloat  b         = block->elongation_root / dot->radius_px;
  gint    x = (gint) (column - block->x) * n, y = (gint) (row - block->y) * n;
  gdouble scale;
  Stamp   stamp;

  stamp.samples_per_px = n;
  stamp.start_x        = 0.5f * sample_px - (gfloat) (dot->x - (gdouble) column);
  stamp.start_y        = 0.5f * sample_px - (gfloat) (dot->y - (gdouble) row);
  if (block->is_flat)
    shape_flat (dot, a, b, &stamp);
  else
    shape_on_head (dot, a, b, &stamp);
  stamp.depth = dot->optical_depth;
  /* The upright box around the ellipse. */
  scale = 4.0 * (gdouble) (BEYOND * LIMIT) /
          (4.0 * (gdouble) stamp.xx * (gdouble) stamp.yy - (gdouble) stamp.xy * (gdouble) stamp.xy);
  find_ends (&stamp, sqrtf ((gfloat) (scale * (gdouble) stamp.yy)), stamp.start_x,
             block->x - column, block->x + block->width - column, &stamp.left, &stamp.right);
  find_ends (&stamp, sqrtf ((gfloat) (scale * (gdouble) stamp.xx)), stamp.start_y, block->y - row,
             block->y + block->height - row, &stamp.top, &stamp.bottom);
  if (stamp.left >= stamp.right || stamp.top >= stamp.bottom)
    return;

  touch (block, (x + stamp.left) / n, (x + stamp.right - 1) / n + 1, (y + stamp.top) / n,
         (y + stamp.bottom - 1) / n + 1);
  add_stamp (&stamp, block->depth + (gssize) y * block->stride + x, block->stride);
}

/* A pixel's moments, from the sums of its columns. */
static inline __attribute__ ((always_inline)) void
write_pixel (const gfloat *sums, const gfloat *squares, gint n, gfloat *pigment)
{
  const gfloat n_share = 1.0f / (gfloat) (n * n);
  gfloat       sum = sums[0], square = squares[0];

  for (gint k = 1; k < n; k++)
    {
      sum += sums[k];
      square += squares[k];
    }
  sum *= n_share;
  square *= n_share;
  pigment[0] = sum;
  pigment[1] = square > 0.0f ? MIN (sum * sum / square, 1.0f) : 0.0f;
}

/* Depth samples to moments: a share a, covered to a depth d, has mean a d and mean square a d^2.
 * Samples are added down each column first, as all columns become vectors, and cleared for the next
 * block; n is a constant. */
static inline __attribute__ ((always_inline)) void
write_moments (gfloat *restrict samples, gint n, gint stride, gint width, gfloat *restrict pigment)
{
  const gint whole = width & -LANES;
  gfloat     sums[BLOCK_PX * MOST_SAMPLES], squares[BLOCK_PX * MOST_SAMPLES];

  for (gint i = 0; i < (width * n + LANES - 1) / LANES * LANES; i++)
    {
      gfloat depth = samples[i], sum = depth, square = depth * depth;

      samples[i] = 0.0f;
      for (gint k = 1; k < n; k++)
        {
          depth                   = samples[k * stride + i];
          samples[k * stride + i] = 0.0f;
          sum += depth;
          square += depth * depth;
        }
      sums[i]    = sum;
      squares[i] = square;
    }
  for (gint i = 0; i < (whole & -LANES); i++)
    write_pixel (sums + i * n, squares + i * n, n, pigment + 2 * i);
  for (gint i = whole; i < width; i++)
    write_pixel (sums + i * n, squares + i * n, n, pigment + 2 * i);
}

static SMP_VECTORISED void
write_span (gfloat *samples, gint n, gint stride, gint width, gfloat *pigment)
{
  switch (n)
    {
    case 1:
      write_moments (samples, 1, stride, width, pigment);
      break;
    case 2:
      write_moments (samples, 2, stride, width, pigment);
      break;
    case 3:
      write_moments (samples, 3, stride, width, pigment);
      break;
    case 4:
      write_moments (samples, 4, stride, width, pigment);
      break;
    default:
      write_moments (samples, n, stride, width, pigment);
      break;
    }
}

/* Writes a row of pixels, and clears its samples for the next block. */
static void
write_row (Block *block, gint row, gfloat *pigment)
{
  gint    n = block->samples_per_px, stride = block->stride;
  gfloat *samples = block->depth + (gsize) row * (gsize) n * (gsize) stride;

  for (gint left = 0, right; left < block->width; left = right)
    {
      const guint32 spans   = block->touched[row] >> (left / SPAN_PX);
      const guint32 touched = spans & 1;

      right = left + SPAN_PX;
      for (guint32 rest = spans >> 1; right < block->width && (rest & 1) == touched; rest >>= 1)
        right += SPAN_PX;
      right = MIN (right, block->width);
      if (!touched)
        {
          memset (pigment + 2 * left, 0, sizeof (gfloat) * 2 * (gsize) (right - left));
          continue;
        }
      write_span (samples + left * n, n, stride, right - left, pigment + 2 * left);
    }
  /* And those behind the row's end. */
  if (block->touched[row])
    for (gint k = 0; k < n; k++)
      memset (samples + k * stride + block->width * n, 0, sizeof (gfloat) * LANES);
  block->touched[row] = 0;
}

/* Draws the block with its corner at the pixel. */
static void
draw_block (Block           *block,
            const SmpParams *params,
            const GArray    *dots,
            SmpPlane        *pigment,
            gint             x,
            gint             y)
{
  block->x      = (gint64) x - params->origin_x;
  block->y      = (gint64) y - params->origin_y;
  block->width  = MIN (BLOCK_PX, pigment->x + pigment->width - x);
  block->height = MIN (BLOCK_PX, pigment->y + pigment->height - y);
  for (guint i = 0; i < dots->len; i++)
    add_dot (block, &g_array_index (dots, SmpDot, i));
  for (gint row = 0; row < block->height; row++)
    write_row (block, row, smp_plane_at (pigment, x, y + row));
  /* And those below the last row. */
  memset (block->depth +
            (gsize) block->height * (gsize) block->samples_per_px * (gsize) block->stride,
          0, sizeof (gfloat) * VECTORS_AT_ONCE * (gsize) block->stride);
}

static void
draw_group (BlockGroup      *group,
            Block           *block,
            const SmpParams *params,
            const SmpPlane  *density,
            SmpPlane        *pigment,
            gint             x,
            gint             y)
{
  gint margin = smp_stipple_margin_px (params);
  gint width  = MIN (GROUP_PX, pigment->x + pigment->width - x);
  gint height = MIN (GROUP_PX, pigment->y + pigment->height - y);

  group->x = (gint64) x - params->origin_x;
  group->y = (gint64) y - params->origin_y;
  for (gint i = 0; i < GROUP_BLOCKS * GROUP_BLOCKS; i++)
    g_array_set_size (group->dots[i / GROUP_BLOCKS][i % GROUP_BLOCKS], 0);
  smp_dots_foreach (params, density, x - margin, y - margin, width + 2 * margin,
                    height + 2 * margin, sort_dot, group);
  for (gint top = 0; top < height; top += BLOCK_PX)
    for (gint left = 0; left < width; left += BLOCK_PX)
      draw_block (block, params, group->dots[top / BLOCK_PX][left / BLOCK_PX], pigment, x + left,
                  y + top);
}

void
smp_stipple_render (const SmpParams *params, const SmpPlane *density, SmpPlane *pigment)
{
  Block      block;
  BlockGroup group;
  gint       n = samples_per_px (params);

  g_return_if_fail (density->components == 1 && pigment->components == 2);

  block.samples_per_px = n;
  block.stride         = BLOCK_PX * n + LANES;
  block.depth = g_new0 (gfloat, (gsize) (BLOCK_PX * n + VECTORS_AT_ONCE) * (gsize) block.stride);
  block.elongation_root = sqrtf ((gfloat) params->elongation);
  memset (block.touched, 0, sizeof block.touched);
  block.is_flat     = params->head == NULL;
  block.widest      = widest_in_picture (params);
  group.widest_root = block.elongation_root * block.widest;
  for (gint i = 0; i < GROUP_BLOCKS * GROUP_BLOCKS; i++)
    group.dots[i / GROUP_BLOCKS][i % GROUP_BLOCKS] = g_array_new (FALSE, FALSE, sizeof (SmpDot));

  for (gint top = 0; top < pigment->height; top += GROUP_PX)
    for (gint left = 0; left < pigment->width; left += GROUP_PX)
      draw_group (&group, &block, params, density, pigment, pigment->x + left, pigment->y + top);

  for (gint i = 0; i < GROUP_BLOCKS * GROUP_BLOCKS; i++)
    g_array_unref (group.dots[i / GROUP_BLOCKS][i % GROUP_BLOCKS]);
  g_free (block.depth);
}

gdouble
smp_stipple_coverage (const SmpParams *params, guint n_dots, gdouble area_cm2)
{
  gdouble dot_area_cm2 = G_PI / 4.0 * smp_params_healed_diameter_mm (params) *
                         smp_params_healed_diameter_mm (params) / 100.0;

  return area_cm2 > 0.0 ? n_dots * dot_area_cm2 / area_cm2 : 0.0;
}
