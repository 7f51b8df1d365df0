/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One measurement; all its steps share its state. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "directions.h"
#include "hair-shape.h"
#include "local.h"
#include "need.h"
#include "ring.h"
#include "skin-colour.h"
#include "smp/error.h"
#include "smp/measure.h"

/* Limits of counting, found on drawn scalps with known hairs. */
#define LEAST_AREA_CM2       0.3
#define LEAST_PX_PER_MM      4.0
#define WIDEST_MM            0.135 /* sigma of edges: hairs of one unit stand 0.3 mm apart */
#define WIDEST_COARSE_MM     0.20  /* the same where units stand apart, and count as one each */
#define SOFT_PX              1.4   /* what hardly stands out is as wide in a soft photo */
#define ALONE_MM             0.075 /* narrower pictures of hairs hold nothing of their neighbours */
#define NEIGHBOURS_A_MM      5.0   /* wider ones make hairs larger by so much */
#define HIDDEN_A_MM          1.2   /* share of the hairs that lie under others, by their width */
#define HIDDEN_A_MM3         50.0  /* and what more do where pictures are wide */
#define HIDDEN_MM            1.2   /* and more where hair is dense: of the hairs found a mm2 */
#define LEAST_SPACING        5.0   /* in sigmas across */
#define LEAST_SPACING_COARSE 7.0
#define LEAST_SNR            8.0
#define LEAST_SNR_SHARP      3.0
#define LEAST_SNR_DIRECTION  3.0
#define NOISE_SHARE          0.8  /* of pure noise it is 1.3 */
#define LEAST_NOISE          0.02 /* in the filtered photo, where a sharp hair has some 0.3 */

/* Strands as long as this lie across each other, and no dots look like them. */
#define LONG_MM 4.3

/* Strands that lie over each other are followed less far; where they cannot be told apart, and are
 * as black as hair, these are long. */
#define LONG_AND_MERGED_MM 3.0

/* Less of the photo must not be numbers. */
#define LEAST_NUMBERS 0.5

#define LEAST_COHERENCE 0.25
#define LEAST_HAIRS     25

/* So many of the ring's hairs are faint; where many times that share of the region's strokes are as
 * faint, by more than so many standard deviations of chance, these are no hairs. */
#define FAINT_SHARE 0.20
#define MANY_TIMES  1.6
#define SURE        3.0

/* A hair's darkening at its middle is this much of what opaque hair of this luminance would do:
 * clipped hair tapers, and is not black. */
#define HAIR_OPACITY 0.86
#define HAIR_LIGHT   0.032

/* Skin with less than such a share of the densest place's strokes, smoothed so far, lies beyond the
 * hairline; its texture is fainter than such a share of the typical stroke. */
#define BARE_MM    2.5
#define BARE_SHARE 0.15f
#define BARE_MASS  0.36f

/* Bare skin has such a contrast at the hairs' scale, hair twice as much and more. */
#define BARE_CONTRAST 0.09

/* A count of less confidence than this is of what only just stands out of the residue; and of less
 * than the other it is none. */
#define LEAST_SURE    0.1
#define LEAST_COUNTED 0.05

/* In a ring so large, a part of it gives a first idea of the hair. */
#define LARGE_CM2 25.0

#define AXES_MM   1.5
#define REFINE_MM 2.0

typedef struct
{
  SmpRing          ring;
  SmpMarkFinder    finder;
  SmpSurroundings *result;
  SmpLimit         limit;     /* of counting */
  gdouble          whole_cm2; /* of the ring, with bare skin */
  gdouble          strokes;   /* for one that is found in the ring */
} Measurement;

static SmpFigure
figure (gdouble value, gdouble confidence)
{
  return (SmpFigure) { value, CLAMP (confidence, LEAST_COUNTED, 1.0), SMP_LIMIT_NONE };
}

static SmpFigure
refused (SmpLimit limit)
{
  return (SmpFigure) { 0.0, 0.0, limit };
}

/* Strokes a cell and cells that count, both smoothed; returns the density where it is highest, but
 * for a twentieth of the ring. */
static gfloat
smooth_strokes (const Measurement *m, SmpField *strokes, SmpField *area)
{
  const SmpField *usable = &m->ring.usable;
  gint            n      = usable->width * usable->height;
  gdouble         sigma  = BARE_MM * m->ring.px_per_mm / m->ring.cell;
  gfloat         *values = g_new (gfloat, n), densest;
  gsize           count  = 0;

  smp_field_init (strokes, usable->width, usable->height);
  smp_field_init (area, usable->width, usable->height);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (m->finder.marks, SmpFoundMark, i);

      if (smp_marks_mass (&m->finder, mark) > BARE_MASS)
        smp_field_row (strokes, (gint) mark->y / m->ring.cell)[(gint) mark->x / m->ring.cell] +=
          1.0f;
    }
  smp_field_blur (strokes, sigma, strokes);
  smp_field_blur (usable, sigma, area);
  for (gint i = 0; i < n; i++)
    if (usable->data[i] > 0.5f)
      values[count++] = strokes->data[i] / MAX (area->data[i], 1e-3f);
  densest = smp_quantile (values, count, 0.95);
  g_free (values);
  return densest;
}

/* Leaves out of the ring what has next to no hair: neck, forehead, face, other bare patches. */
static void
leave_out_bare (Measurement *m)
{
  SmpField strokes, area;
  gfloat   densest = smooth_strokes (m, &strokes, &area);
  gint     n       = strokes.width * strokes.height;

  for (gint i = 0; i < n; i++)
    if (strokes.data[i] < BARE_SHARE * densest * area.data[i])
      m->ring.usable.data[i] = 0.0f;
  m->finder.usable = m->ring.usable;
  smp_field_clear (&strokes);
  smp_field_clear (&area);
}

/* How many strokes there are for one that is found, where so many are found a cm2: the wider a
 * hair's picture, and the denser hair stands, the more of them lie under others. */
static gdouble
strokes_of_one (gdouble found_per_cm2, gpointer data)
{
  const Measurement *m = data;
  const gdouble width  = MIN (m->finder.shape.sigma_across / m->finder.px_per_mm, WIDEST_COARSE_MM);

  return 1.0 +
         width * (HIDDEN_A_MM + HIDDEN_MM * 0.01 * found_per_cm2 + HIDDEN_A_MM3 * width * width);
}

static gdouble
density_of (const Measurement *m, gdouble found, gdouble area_cm2)
{
  const gdouble found_per_cm2 = found / MAX (area_cm2, 1e-6);

  return found_per_cm2 * strokes_of_one (found_per_cm2, (gpointer) m);
}

/* Hairs that are found in the ring. */
static gdouble
found_in_ring (const Measurement *m)
{
  gdouble hairs = 0.0;

  for (guint i = 0; i < m->finder.marks->len; i++)
    hairs += (gdouble) g_array_index (m->finder.marks, SmpFoundMark, i).hairs;
  return hairs;
}

static gdouble
ring_density (const Measurement *m)
{
  return density_of (m, found_in_ring (m), m->result->ring_area_cm2);
}

/* Finds the hair of the ring, each round with a better direction and shape. */
static gboolean
find_ring_marks (Measurement *m)
{
  SmpMarkFinder *finder   = &m->finder;
  gboolean       is_large = m->result->ring_area_cm2 > LARGE_CM2;

  finder->usable             = m->ring.usable;
  finder->shape.sigma_across = MAX (0.06 * finder->px_per_mm, 0.7);
  finder->shape.length       = MAX (0.5 * finder->px_per_mm, 2.0);
  smp_marks_find_axes (finder, AXES_MM);
  for (gint round = 0; round < 3; round++)
    {
      if (round > 0)
        smp_marks_refine_axes (finder, REFINE_MM);
      finder->is_sparse   = is_large && round == 0;
      finder->with_strays = round > 0;
      smp_marks_find (finder);
      if (smp_is_stopped () || finder->marks->len < LEAST_HAIRS || !smp_mark_shape_measure (finder))
        return FALSE;
      if (round < 2)
        smp_local_lengths_measure (finder);
      if (round == 1)
        leave_out_bare (m);
    }
  return TRUE;
}

/* Whether it is the photo's noise that the filter's residue is made of. */
static gboolean
is_noisy (const Measurement *m)
{
  gdouble response = smp_marks_noise_response (&m->finder, smp_skin_noise (&m->finder, &m->ring));

  return response > LEAST_NOISE && response > NOISE_SHARE * m->finder.residue;
}

/* The standard deviation of the optical density at the hairs' scale. */
static gdouble
ring_contrast (const Measurement *m)
{
  gdouble squares = 0.0, area = 0.0;
  gint    width = m->ring.usable.width;

  for (gint i = 0; i < width * m->ring.usable.height; i++)
    if (m->ring.usable.data[i] > 0.5f)
      {
        gdouble cell = smp_ring_cell_area (&m->ring, i % width, i / width);

        squares += cell * (gdouble) m->finder.contrast.data[i];
        area += cell;
      }
  return sqrt (squares / MAX (area, 1e-9));
}

/* Hairs that seem to stand too close: the photo may be so soft that sharp ones would be apart, or
 * they may be the texture of bare skin. */
static SmpLimit
merged_limit (const Measurement *m, gdouble edge_px)
{
  if (edge_px > SMP_OUT_OF_FOCUS_PX)
    return SMP_LIMIT_BLUR;
  return ring_contrast (m) < BARE_CONTRAST ? SMP_LIMIT_NO_HAIR : SMP_LIMIT_MERGED;
}

/* Why hairs whose residue is so strong cannot be counted. */
static SmpLimit
unclear_limit (const Measurement *m, gdouble spacing, gdouble edge_px)
{
  const SmpMarkFinder *finder            = &m->finder;
  const gboolean       hardly_stands_out = finder->typical < LEAST_SNR_SHARP * finder->residue;

  if (finder->strand > LONG_AND_MERGED_MM * finder->px_per_mm &&
      ring_contrast (m) > 2.0 * BARE_CONTRAST)
    return SMP_LIMIT_LONG;
  if (is_noisy (m))
    return SMP_LIMIT_NOISE;
  if (finder->shape.sigma_across > SOFT_PX && hardly_stands_out)
    return SMP_LIMIT_BLUR;
  if (spacing < LEAST_SPACING_COARSE)
    return merged_limit (m, edge_px);
  /* A sharp photo of hair shows more than this, and one that is somewhat soft too. */
  if (edge_px <= SMP_OUT_OF_FOCUS_PX && ring_contrast (m) < 0.5 * BARE_CONTRAST)
    return SMP_LIMIT_NO_HAIR;
  return edge_px > SMP_OUT_OF_FOCUS_PX || hardly_stands_out ? SMP_LIMIT_BLUR : SMP_LIMIT_SCALE;
}

/* Confidence falls to 0 at the limits of counting; where only units are told apart it is near it.
 */
#define MOST_WIDTH 0.95

static gdouble
counting_confidence (const Measurement *m)
{
  const SmpMarkFinder *finder = &m->finder;
  gdouble              edge   = MIN (smp_marks_edge_sigma (finder), finder->shape.sigma_across);
  gdouble              width  = MIN (edge / finder->px_per_mm / WIDEST_MM, MOST_WIDTH);
  gdouble              noise  = LEAST_SNR * finder->residue / finder->typical;
  gdouble              few    = 1.0 / sqrt (MAX (finder->marks->len, 1u) / 25.0);

  return (1.0 - width * width) * (1.0 - noise * noise) * (1.0 - 0.5 * few);
}

/* The lines and pores of bare skin are found too, but hardly, and stand out no more than such skin
 * does where the photo is sharp. */
static gboolean
is_skins_texture (const Measurement *m, gdouble edge_px)
{
  return edge_px <= SMP_OUT_OF_FOCUS_PX && ring_contrast (m) < BARE_CONTRAST &&
         counting_confidence (m) < LEAST_SURE;
}

static SmpLimit
counting_limit (const Measurement *m, gboolean found)
{
  const SmpMarkFinder *finder   = &m->finder;
  gdouble              width_mm = finder->shape.sigma_across / finder->px_per_mm;
  gdouble              edge     = MIN (smp_marks_edge_sigma (finder), finder->shape.sigma_across);
  gdouble              edge_mm  = edge / finder->px_per_mm;
  gdouble              density  = ring_density (m);
  gdouble              spacing  = 10.0 / sqrt (MAX (density, 1e-3)) / width_mm; /* in widths */

  if (m->result->ring_area_cm2 < LEAST_AREA_CM2)
    return SMP_LIMIT_SKIN;
  if (finder->px_per_mm < LEAST_PX_PER_MM)
    return SMP_LIMIT_SCALE;
  if (!found)
    return SMP_LIMIT_NO_HAIR;
  /* A lens that is far out of focus draws hair and texture out into strands that hardly stand out.
   */
  if (finder->strand > LONG_MM * finder->px_per_mm)
    return ring_contrast (m) < BARE_CONTRAST ? SMP_LIMIT_BLUR : SMP_LIMIT_LONG;
  if (edge_mm > WIDEST_MM && (spacing < LEAST_SPACING_COARSE || edge_mm > WIDEST_COARSE_MM))
    return edge > SMP_OUT_OF_FOCUS_PX ? SMP_LIMIT_BLUR : SMP_LIMIT_SCALE;
  if (finder->typical < LEAST_SNR * finder->residue)
    return unclear_limit (m, spacing, edge);
  if (spacing < LEAST_SPACING)
    return merged_limit (m, edge);
  if (is_skins_texture (m, edge))
    return SMP_LIMIT_NO_HAIR;
  return counting_confidence (m) < LEAST_COUNTED ? unclear_limit (m, spacing, edge)
                                                 : SMP_LIMIT_NONE;
}

/* Size, blur and colour of one hair that the photo shows so. */
typedef struct
{
  gdouble width; /* samples */
  gdouble blur2;
  gdouble rgb[3];
} HairBelow;

/* How much more than one hair a mark's mass is. */
static gdouble
mass_of_neighbours (const Measurement *m)
{
  gdouble width = m->finder.shape.sigma_across / m->finder.px_per_mm;
  gdouble more  = NEIGHBOURS_A_MM * CLAMP (width - ALONE_MM, 0.0, WIDEST_MM - ALONE_MM);

  return (1.0 + more) * (1.0 + more);
}

/* The hair below a shape on skin of such light. */
static HairBelow
hair_below (const Measurement *m, const SmpMarkShape *shape, const gdouble skin[3])
{
  gdouble   luma   = SMP_LUMA_R * skin[0] + SMP_LUMA_G * skin[1] + SMP_LUMA_B * skin[2];
  gdouble   opaque = HAIR_OPACITY * MAX (1.0 - HAIR_LIGHT / MAX (luma, 1e-3), 0.3);
  HairBelow hair;

  hair.width = shape->mass / mass_of_neighbours (m) / opaque / shape->length;
  hair.blur2 =
    shape->sigma_across * shape->sigma_across - hair.width * hair.width / 12.0 - 1.0 / 12.0;
  for (gint c = 0; c < 3; c++)
    hair.rgb[c] =
      skin[c] *
      MAX (1.0 - MIN (shape->mass_rgb[c] / shape->mass, 1.2) * MIN (opaque * 1.2, 0.95), 0.0);
  return hair;
}

static void
set_shape (Measurement *m)
{
  SmpSurroundings    *s     = m->result;
  const SmpMarkShape *shape = &m->finder.shape;
  HairBelow           hair  = hair_below (m, shape, s->skin.rgb);
  gdouble             px = m->finder.px_per_mm, confidence = counting_confidence (m);

  s->dot_diameter_mm =
    figure (sqrt (4.0 / G_PI * hair.width * shape->length) / px, 0.8 * confidence);
  s->elongation = figure (MAX (shape->length / hair.width, 1.0), 0.6 * confidence);
  s->photo_blur_px =
    figure (sqrt (MAX (hair.blur2, 0.04)),
            confidence * CLAMP (hair.blur2 / (hair.width * hair.width / 12.0), 0.1, 0.8));
  smp_colour_set (&s->hair, hair.rgb);
  s->hair_known = TRUE;
}

/* Direction needs less than counting: merged hairs have one too. */
static void
measure_direction (Measurement *m, gboolean found)
{
  SmpSurroundings *s   = m->result;
  gdouble          sum = 0.0, n = 0.0;

  s->direction_deg           = refused (found ? SMP_LIMIT_NO_ORDER : m->limit);
  s->direction_variation_deg = s->direction_deg;
  if (!found || m->limit == SMP_LIMIT_SKIN)
    return;
  if (m->finder.typical < LEAST_SNR_DIRECTION * m->finder.residue ||
      m->finder.px_per_mm < 0.7 * LEAST_PX_PER_MM)
    {
      s->direction_deg = s->direction_variation_deg = refused (m->limit);
      return;
    }
  for (gint i = 0; i < m->ring.usable.width * m->ring.usable.height; i++)
    if (m->ring.usable.data[i] > 0.5f)
      {
        sum += hypot ((gdouble) m->finder.axis[0].data[i], (gdouble) m->finder.axis[1].data[i]);
        n += 1.0;
      }
  if (sum >= LEAST_COHERENCE * n)
    {
      gdouble common_deg, coherence;

      s->directions    = smp_directions_measure (&m->finder, &m->ring, &common_deg, &coherence);
      s->direction_deg = figure (common_deg, coherence);
    }
}

/* The average hair near each place. */
static void
measure_local_shapes (Measurement *m, SmpLocalFigures *figures)
{
  SmpLocalShapes shapes;
  gdouble        px = m->finder.px_per_mm;

  smp_local_shapes_measure (&m->finder, &shapes);
  for (gint row = 0; row < shapes.rows; row++)
    for (gint column = 0; column < shapes.columns; column++)
      {
        const SmpLocalShape *local = &shapes.tiles[row * shapes.columns + column];
        gdouble              x = (column + 0.5) * shapes.tile_px, y = (row + 0.5) * shapes.tile_px;
        HairBelow            hair;
        gdouble              single[3];

        if (local->n <= 0.0)
          continue;
        hair      = hair_below (m, &local->shape, local->shape.skin_rgb);
        single[0] = local->shape.length / px;
        single[1] = hair.width / px;
        single[2] = -log (MAX (1.0 - local->shape.darkening, 0.02));
        smp_local_add (figures, SMP_LOCAL_LENGTH, x, y, local->n, &single[0]);
        smp_local_add (figures, SMP_LOCAL_WIDTH, x, y, local->n, &single[1]);
        smp_local_add (figures, SMP_LOCAL_DEPTH, x, y, local->n, &single[2]);
        smp_local_add (figures, SMP_LOCAL_HAIR, x, y, local->n, hair.rgb);
        smp_local_add (figures, SMP_LOCAL_SKIN, x, y, local->n, local->shape.skin_rgb);
      }
  smp_local_shapes_clear (&shapes);
}

/* All that is read place by place.  The marks are the ring's. */
static void
measure_local (Measurement *m)
{
  SmpSurroundings *s          = m->result;
  gdouble          confidence = counting_confidence (m);
  SmpLocalFigures  figures;

  smp_local_init (&figures, &m->ring);
  measure_local_shapes (m, &figures);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark  = &g_array_index (m->finder.marks, SmpFoundMark, i);
      gdouble             hairs = (gdouble) mark->hairs, cosine;

      smp_local_add (&figures, SMP_LOCAL_DENSITY, (gdouble) mark->x, (gdouble) mark->y, 0.0,
                     &hairs);
      if (s->directions && smp_directions_turn (s->directions, &m->finder, mark, &m->ring, &cosine))
        smp_local_add (&figures, SMP_LOCAL_SPREAD, (gdouble) mark->x, (gdouble) mark->y, 1.0,
                       &cosine);
    }
  smp_local_continue (&figures);
  smp_local_density (&figures, strokes_of_one, m);
  if (s->directions)
    smp_local_spread (&figures, smp_directions_error (&m->finder));
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    smp_local_take (&figures, (SmpLocal) k, confidence, &s->local[k], &s->local_confidence[k]);
  smp_local_clear (&figures);
}

/* Strokes that are not told apart seem to lie any way. */
static void
measure_variation (Measurement *m)
{
  SmpSurroundings *s = m->result;

  if (s->directions)
    s->direction_variation_deg =
      figure (smp_directions_variation_deg (s->directions, &m->finder, &m->ring),
              counting_confidence (m));
}

static void
add_marks (Measurement *m)
{
  SmpSurroundings *s = m->result;

  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *found = &g_array_index (m->finder.marks, SmpFoundMark, i);
      SmpMark             mark  = { found->x + 0.5f + (gfloat) m->ring.x,
                                    found->y + 0.5f + (gfloat) m->ring.y,
                                    found->axis_x,
                                    found->axis_y,
                                    found->length / (gfloat) m->finder.px_per_mm,
                                    (gfloat) ((gdouble) found->hairs * m->strokes),
                                    FALSE };
      gint                cell  = m->ring.cell;

      mark.in_ring =
        smp_field_row (&m->ring.usable, (gint) found->y / cell)[(gint) found->x / cell] > 0.5f;
      g_array_append_val (s->marks, mark);
    }
}

static gboolean
is_inside (const Measurement *m, const SmpFoundMark *mark)
{
  gint cell = m->ring.cell;

  return smp_field_row (&m->ring.region, (gint) mark->y / cell)[(gint) mark->x / cell] > 0.5f;
}

static gfloat
mark_mass (const SmpFoundMark *mark)
{
  return mark->length * mark->own_strength;
}

/* What but few of the ring's hairs fall short of. */
static gfloat
least_mass (const GArray *marks)
{
  gfloat *masses = g_new (gfloat, MAX (marks->len, 1)), least;

  for (guint i = 0; i < marks->len; i++)
    masses[i] = mark_mass (&g_array_index (marks, SmpFoundMark, i));
  least = smp_quantile (masses, marks->len, FAINT_SHARE);
  g_free (masses);
  return least;
}

/* A scar's wrinkles and shine leave faint strokes where no hair is. */
static void
drop_faint (const Measurement *m, gfloat least)
{
  GArray *marks   = m->finder.marks;
  guint   n_faint = 0, n_inside = 0, n = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (!is_inside (m, mark))
        continue;
      n_inside++;
      n_faint += mark_mass (mark) < least;
    }
  if (n_faint <= MANY_TIMES * FAINT_SHARE * n_inside ||
      n_faint <=
        FAINT_SHARE * n_inside + SURE * sqrt (FAINT_SHARE * (1.0 - FAINT_SHARE) * n_inside))
    return;
  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (!is_inside (m, mark) || mark_mass (mark) >= least)
        g_array_index (marks, SmpFoundMark, n++) = *mark;
    }
  g_array_set_size (marks, n);
}

/* Hairs of the gap that are in the ring as well have been counted there. */
static void
drop_counted (const Measurement *m)
{
  GArray *marks = m->finder.marks;
  gint    cell  = m->ring.cell;
  guint   n     = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (marks, SmpFoundMark, i);

      if (smp_field_row (&m->ring.usable, (gint) mark->y / cell)[(gint) mark->x / cell] <= 0.5f)
        g_array_index (marks, SmpFoundMark, n++) = *mark;
    }
  g_array_set_size (marks, n);
}

/* The same search in the region and the gap around it, by the ring's typical hair. */
static void
measure_inside (Measurement *m)
{
  SmpSurroundings *s    = m->result;
  gdouble          area = 0.0, hairs = 0.0;
  gint             width = m->ring.usable.width, n = width * m->ring.usable.height;
  gfloat           least;

  smp_field_init (&m->finder.usable, width, m->ring.usable.height);
  for (gint i = 0; i < n; i++)
    {
      m->finder.usable.data[i] = m->ring.distance.data[i] < 1.5f;
      if (m->ring.region.data[i] > 0.5f)
        area += smp_ring_cell_area (&m->ring, i % width, i / width);
    }
  m->finder.keep_typical = TRUE;
  least                  = least_mass (m->finder.marks);
  smp_marks_find (&m->finder);
  drop_faint (m, least);
  for (guint i = 0; i < m->finder.marks->len; i++)
    {
      const SmpFoundMark *mark = &g_array_index (m->finder.marks, SmpFoundMark, i);

      hairs += is_inside (m, mark) ? (gdouble) mark->hairs : 0.0;
    }
  s->inside_density_per_cm2 = figure (density_of (m, hairs, area), counting_confidence (m));

  drop_counted (m);
  add_marks (m);
  smp_field_clear (&m->finder.usable);
  m->finder.usable = m->ring.usable;
}

/* The ring as it is so far, and what its area comes to. */
static void
keep_ring (Measurement *m)
{
  SmpSurroundings *s = m->result;
  gint             n = m->ring.usable.width * m->ring.usable.height;

  if (!s->ring.data)
    {
      s->cell_px = m->ring.cell;
      s->ring =
        (SmpPlane) { NULL, m->ring.x, m->ring.y, m->ring.usable.width, m->ring.usable.height, 1 };
      s->ring.data = g_new (gfloat, n);
    }
  s->ring_area_cm2 = 0.0;
  memcpy (s->ring.data, m->ring.usable.data, sizeof (gfloat) * (gsize) n);
  for (gint i = 0; i < n; i++)
    if (m->ring.usable.data[i] > 0.5f)
      s->ring_area_cm2 += smp_ring_cell_area (&m->ring, i % s->ring.width, i / s->ring.width);
  m->whole_cm2  = MAX (m->whole_cm2, s->ring_area_cm2);
  s->ring_share = m->ring.ring_share * s->ring_area_cm2 / MAX (m->whole_cm2, 1e-9);
}

/* Finds the ring's hair and why it cannot be counted; where it can, bare skin is left out. */
static gboolean
find_hair (Measurement *m)
{
  gint     n     = m->ring.usable.width * m->ring.usable.height;
  gfloat  *whole = g_memdup2 (m->ring.usable.data, sizeof (gfloat) * (gsize) n);
  gboolean found = m->result->ring_area_cm2 >= LEAST_AREA_CM2 && find_ring_marks (m);

  keep_ring (m);
  m->limit = counting_limit (m, found);
  if (m->limit != SMP_LIMIT_NONE)
    {
      memcpy (m->ring.usable.data, whole, sizeof (gfloat) * (gsize) n);
      keep_ring (m);
    }
  g_free (whole);
  return found;
}

static void
measure_need (Measurement *m)
{
  SmpSurroundings *s = m->result;
  SmpField         need;

  s->mean_need = smp_need_measure (&m->finder, &m->ring, &need);
  s->need      = (SmpPlane) { need.data, m->ring.x, m->ring.y, need.width, need.height, 1 };
}

static void
measure_skin (Measurement *m, gboolean found)
{
  SmpSurroundings *s = m->result;
  gdouble          mean[3], skin[3], noise;
  gboolean         between;

  s->skin_known = s->ring_area_cm2 >= LEAST_AREA_CM2;
  if (!s->skin_known)
    {
      s->noise = s->contrast = refused (SMP_LIMIT_SKIN);
      return;
    }
  between = smp_skin_measure (&m->finder, &m->ring, found, mean, skin, &noise);
  smp_colour_set (&s->mean, mean);
  smp_colour_set (&s->skin, skin);
  s->ita_deg  = atan2 (s->skin.lab[0] - 50.0, MAX (s->skin.lab[2], 1e-3)) * 180.0 / G_PI;
  s->noise    = figure (noise, between ? 0.7 : 0.4);
  s->contrast = figure (ring_contrast (m), 0.9);
}

static void
measure (Measurement *m)
{
  SmpSurroundings *s = m->result;
  gboolean         found;

  keep_ring (m);
  found = find_hair (m);
  if (smp_is_stopped ())
    return;
  measure_need (m);
  measure_skin (m, found && m->limit == SMP_LIMIT_NONE);
  measure_direction (m, found);
  if (m->limit != SMP_LIMIT_NONE)
    {
      s->density_per_cm2 = s->dot_diameter_mm = s->elongation = s->photo_blur_px =
        s->direction_variation_deg = s->inside_density_per_cm2 = refused (m->limit);
      return;
    }
  set_shape (m);
  s->density_per_cm2 = figure (ring_density (m), counting_confidence (m));
  m->strokes         = s->density_per_cm2.value / MAX (found_in_ring (m) / s->ring_area_cm2, 1e-6);
  measure_variation (m);
  if (smp_is_stopped ())
    return;
  measure_local (m);
  add_marks (m);
  measure_inside (m);
}

/* All but the result. */
static void
clear (Measurement *m)
{
  smp_ring_clear (&m->ring);
  smp_marks_forget (&m->finder);
  smp_field_clear (&m->finder.depth);
  smp_field_clear (&m->finder.contrast);
  smp_field_clear (&m->finder.typical_near);
  smp_field_clear (&m->finder.length_near);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&m->finder.light[c]);
  for (gint c = 0; c < 2; c++)
    {
      smp_field_clear (&m->finder.axis[c]);
      smp_field_clear (&m->finder.scratch[c]);
    }
  g_clear_pointer (&m->finder.marks, g_array_unref);
}

SmpSurroundings *
smp_surroundings_measure (const SmpPlane *photo,
                          const SmpPlane *region,
                          gdouble         px_per_mm,
                          gdouble         ring_mm,
                          GError        **error)
{
  Measurement m;

  g_return_val_if_fail (photo->components >= 3 && region->components == 1, NULL);
  g_return_val_if_fail (px_per_mm > 0.0 && ring_mm > 0.0, NULL);

  memset (&m, 0, sizeof m);
  if (!smp_ring_init (&m.ring, &m.finder, photo, region, px_per_mm, ring_mm))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE,
                           _ ("The selection is empty, or lies outside the photo."));
      return NULL;
    }
  if (smp_ring_share_of_numbers (photo, m.ring.x, m.ring.y, m.ring.width, m.ring.height) <
      LEAST_NUMBERS)
    {
      clear (&m);
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE,
                           _ ("The photo holds no light around the selection: most of its values "
                              "are no numbers."));
      return NULL;
    }
  m.result            = g_new0 (SmpSurroundings, 1);
  m.result->px_per_mm = px_per_mm;
  m.result->marks     = g_array_new (FALSE, FALSE, sizeof (SmpMark));
  m.finder.marks      = g_array_new (FALSE, FALSE, sizeof (SmpFoundMark));
  measure (&m);
  clear (&m);
  if (smp_is_stopped ())
    {
      g_clear_pointer (&m.result, smp_surroundings_free);
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Measuring was given up."));
    }
  return m.result;
}

void
smp_surroundings_free (SmpSurroundings *surroundings)
{
  if (!surroundings)
    return;
  smp_direction_field_free (surroundings->directions);
  g_array_unref (surroundings->marks);
  g_free (surroundings->ring.data);
  g_free (surroundings->need.data);
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    {
      g_free (surroundings->local[k].data);
      g_free (surroundings->local_confidence[k].data);
    }
  g_free (surroundings);
}

gdouble
smp_surroundings_local (const SmpSurroundings *surroundings,
                        SmpLocal               which,
                        gdouble                x,
                        gdouble                y,
                        gdouble               *values)
{
  const SmpPlane *plane = &surroundings->local[which];
  const SmpPlane *found = &surroundings->local_confidence[which];
  SmpField        trust = { found->data, found->width, found->height };
  SmpPlace        place;
  gint            n = which == SMP_LOCAL_HAIR || which == SMP_LOCAL_SKIN ? 3 : 1;

  if (!plane->data)
    {
      memset (values, 0, sizeof (gdouble) * (gsize) n);
      return 0.0;
    }
  place = smp_field_place (&trust, (gfloat) ((x - plane->x) / surroundings->cell_px - 0.5),
                           (gfloat) ((y - plane->y) / surroundings->cell_px - 0.5));
  for (gint c = 0; c < n; c++)
    {
      const gfloat *p     = plane->data + (gsize) n * place.sample + (gsize) c;
      const gsize   right = (gsize) n * place.right, below = (gsize) n * place.below;

      values[c] = (gdouble) ((p[0] * (1.0f - place.u) + p[right] * place.u) * (1.0f - place.v) +
                             (p[below] * (1.0f - place.u) + p[below + right] * place.u) * place.v);
    }
  return (gdouble) smp_field_value (&trust, &place);
}
