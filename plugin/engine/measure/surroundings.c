/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is around a region: one measurement, step by step; measurement.h lists the steps. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "directions.h"
#include "measurement.h"
#include "need.h"
#include "skin-colour.h"
#include "smp/error.h"

/* Directions are read where marks stand out of the residue by so much, and lie in such an order. */
#define LEAST_SNR       3.0
#define LEAST_COHERENCE 0.25

/* Less of the photo must not be numbers. */
#define LEAST_NUMBERS 0.5

/* Direction needs less than counting: merged hairs have one too. */
static void
measure_direction (SmpMeasurement *m, gboolean found)
{
  SmpSurroundings *s   = m->result;
  gdouble          sum = 0.0, n = 0.0;

  s->direction_deg           = smp_figure_refused (found ? SMP_LIMIT_NO_ORDER : m->limit);
  s->direction_variation_deg = s->direction_deg;
  if (!found || m->limit == SMP_LIMIT_SKIN)
    return;
  if (m->finder.typical < LEAST_SNR * m->finder.residue ||
      m->finder.px_per_mm < 0.7 * SMP_LEAST_COUNTED_PX_PER_MM)
    {
      s->direction_deg = s->direction_variation_deg = smp_figure_refused (m->limit);
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
      s->direction_deg = smp_figure (common_deg, coherence);
    }
}

/* Strokes that are not told apart seem to lie any way. */
static void
measure_variation (SmpMeasurement *m)
{
  SmpSurroundings *s = m->result;

  if (s->directions)
    s->direction_variation_deg =
      smp_figure (smp_directions_variation_deg (s->directions, &m->finder, &m->ring),
                  smp_measurement_confidence (m));
}

/* The ring as it is so far, and what its area comes to. */
static void
keep_ring (SmpMeasurement *m)
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
  m->whole_cm2       = MAX (m->whole_cm2, s->ring_area_cm2);
  s->left_bare_share = m->ring.left_bare;
  s->ring_share      = m->ring.ring_share * s->ring_area_cm2 / MAX (m->whole_cm2, 1e-9);
}

/* Finds the ring's hair and why it cannot be counted; where it can, bare skin is left out. */
static gboolean
find_hair (SmpMeasurement *m)
{
  gint     n     = m->ring.usable.width * m->ring.usable.height;
  gfloat  *whole = g_memdup2 (m->ring.usable.data, sizeof (gfloat) * (gsize) n);
  gboolean found = m->result->ring_area_cm2 >= SMP_LEAST_RING_CM2 && smp_measurement_find_ring (m);

  keep_ring (m);
  m->limit = smp_measurement_limit (m, found);
  if (m->limit != SMP_LIMIT_NONE)
    {
      memcpy (m->ring.usable.data, whole, sizeof (gfloat) * (gsize) n);
      keep_ring (m);
    }
  g_free (whole);
  return found;
}

/* The ring's field becomes the result's. */
static void
keep_left_bare (SmpMeasurement *m)
{
  SmpField *left = &m->ring.left;

  m->result->left_bare =
    (SmpPlane) { left->data, m->ring.x, m->ring.y, left->width, left->height, 1 };
  *left = (SmpField) { 0 };
}

static void
measure_need (SmpMeasurement *m)
{
  SmpSurroundings *s = m->result;
  SmpField         need;

  s->mean_need = smp_need_measure (&m->finder, &m->ring, &need);
  s->need      = (SmpPlane) { need.data, m->ring.x, m->ring.y, need.width, need.height, 1 };
}

static void
measure_skin (SmpMeasurement *m, gboolean found)
{
  SmpSurroundings *s = m->result;
  gdouble          mean[3], skin[3], noise;
  gboolean         between;

  s->skin_known = s->ring_area_cm2 >= SMP_LEAST_RING_CM2;
  if (!s->skin_known)
    {
      s->noise = s->contrast = smp_figure_refused (SMP_LIMIT_SKIN);
      return;
    }
  between = smp_skin_measure (&m->finder, &m->ring, found, mean, skin, &noise);
  smp_colour_set (&s->mean, mean);
  smp_colour_set (&s->skin, skin);
  s->ita_deg  = atan2 (s->skin.lab[0] - 50.0, MAX (s->skin.lab[2], 1e-3)) * 180.0 / G_PI;
  s->noise    = smp_figure (noise, between ? 0.7 : 0.4);
  s->contrast = smp_figure (smp_measurement_contrast (m), 0.9);
}

static void
measure (SmpMeasurement *m)
{
  SmpSurroundings *s = m->result;
  gboolean         found;

  keep_ring (m);
  found = find_hair (m);
  if (smp_is_stopped ())
    return;
  s->edge_px = found ? smp_measurement_edge_px (&m->finder) : 0.0;
  keep_left_bare (m);
  measure_need (m);
  measure_skin (m, found && m->limit == SMP_LIMIT_NONE);
  measure_direction (m, found);
  if (m->limit != SMP_LIMIT_NONE)
    {
      s->density_per_cm2 = s->dot_diameter_mm = s->elongation = s->photo_blur_px =
        s->direction_variation_deg = s->inside_density_per_cm2 = smp_figure_refused (m->limit);
      return;
    }
  smp_measurement_set_shape (m);
  s->density_per_cm2 =
    smp_figure (smp_measurement_ring_density (m), smp_measurement_confidence (m));
  m->strokes =
    s->density_per_cm2.value / MAX (smp_measurement_found_in_ring (m) / s->ring_area_cm2, 1e-6);
  measure_variation (m);
  if (smp_is_stopped ())
    return;
  smp_measurement_by_place (m);
  smp_measurement_add_marks (m);
  smp_measurement_inside (m);
}

/* All but the result. */
static void
clear (SmpMeasurement *m)
{
  smp_ring_clear (&m->ring);
  smp_marks_forget (&m->finder);
  smp_field_clear (&m->finder.depth);
  smp_field_clear (&m->finder.contrast);
  smp_field_clear (&m->finder.lean);
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
  SmpMeasurement m;

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
  g_free (surroundings->left_bare.data);
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
