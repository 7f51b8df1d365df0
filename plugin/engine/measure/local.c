/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "local.h"

#define NODE_CELLS 3
#define NEAR_MM    1.5

/* So many hairs near by make a figure about as sure as it can be. */
#define SURE_HAIRS 20.0

static gint
n_components (SmpLocal which)
{
  return which == SMP_LOCAL_HAIR || which == SMP_LOCAL_SKIN ? 3 : 1;
}

void
smp_local_init (SmpLocalFigures *figures, const SmpRing *ring)
{
  gint columns = (ring->usable.width + NODE_CELLS - 1) / NODE_CELLS;
  gint rows    = (ring->usable.height + NODE_CELLS - 1) / NODE_CELLS;

  figures->ring = ring;
  figures->node = ring->cell * NODE_CELLS;
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    {
      for (gint c = 0; c < n_components ((SmpLocal) k); c++)
        smp_field_init (&figures->sum[k][c], columns, rows);
      smp_field_init (&figures->weight[k], columns, rows);
    }
  for (gint j = 0; j < ring->usable.height; j++)
    for (gint i = 0; i < ring->usable.width; i++)
      if (smp_field_row (&ring->usable, j)[i] > 0.5f)
        smp_field_row (&figures->weight[SMP_LOCAL_DENSITY], j / NODE_CELLS)[i / NODE_CELLS] +=
          (gfloat) smp_ring_cell_area (ring, i, j);
}

void
smp_local_clear (SmpLocalFigures *figures)
{
  for (gint k = 0; k < SMP_N_LOCALS; k++)
    {
      for (gint c = 0; c < n_components ((SmpLocal) k); c++)
        smp_field_clear (&figures->sum[k][c]);
      smp_field_clear (&figures->weight[k]);
    }
}

void
smp_local_add (SmpLocalFigures *figures,
               SmpLocal         which,
               gdouble          x,
               gdouble          y,
               gdouble          weight,
               const gdouble   *values)
{
  SmpField *to     = &figures->weight[which];
  gint      column = CLAMP ((gint) (x / figures->node), 0, to->width - 1);
  gint      row    = CLAMP ((gint) (y / figures->node), 0, to->height - 1);

  smp_field_row (to, row)[column] += (gfloat) weight;
  for (gint c = 0; c < n_components (which); c++)
    smp_field_row (&figures->sum[which][c], row)[column] +=
      (gfloat) (which == SMP_LOCAL_DENSITY ? values[c] : weight * values[c]);
}

void
smp_local_continue (SmpLocalFigures *figures)
{
  static const gfloat unknown[3] = { 0.0f, 0.0f, 0.0f };
  gdouble             sigma      = NEAR_MM * figures->ring->px_per_mm / figures->node;

  for (gint k = 0; k < SMP_N_LOCALS; k++)
    smp_field_means_from_far (figures->sum[k], n_components ((SmpLocal) k), &figures->weight[k],
                              sigma, unknown);
}

void
smp_local_density (SmpLocalFigures *figures, SmpStrokesOfOne strokes_of_one, gpointer data)
{
  SmpField *density = &figures->sum[SMP_LOCAL_DENSITY][0];
  SmpField *weight  = &figures->weight[SMP_LOCAL_DENSITY];

  for (gint i = 0; i < density->width * density->height; i++)
    {
      density->data[i] *= (gfloat) strokes_of_one ((gdouble) density->data[i], data);
      /* As many strokes as the area has, like the other figures'. */
      weight->data[i] *= density->data[i];
    }
}

void
smp_local_spread (SmpLocalFigures *figures, gdouble error)
{
  SmpField *spread = &figures->sum[SMP_LOCAL_SPREAD][0];

  for (gint i = 0; i < spread->width * spread->height; i++)
    {
      gdouble variance = -0.5 * log (CLAMP ((gdouble) spread->data[i], 1e-3, 1.0)) - error * error;

      spread->data[i] = (gfloat) (sqrt (MAX (variance, 0.0)) * 180.0 / G_PI);
    }
}

/* Cells from nodes. */
static gfloat
node_value (const SmpLocalFigures *figures, const SmpField *nodes, gint column, gint row)
{
  return smp_field_at (nodes, ((gfloat) column + 0.5f) / NODE_CELLS - 0.5f,
                       ((gfloat) row + 0.5f) / NODE_CELLS - 0.5f);
}

/* One figure's cells. */
typedef struct
{
  const SmpLocalFigures *figures;
  SmpLocal               which;
  gdouble                confidence;
  gdouble                hairs; /* of a weight of 1 */
  SmpPlane              *values, *trust;
} LocalCells;

static void
take_row (gint row, gpointer data)
{
  const LocalCells      *cells   = data;
  const SmpLocalFigures *figures = cells->figures;
  const SmpField        *sum     = figures->sum[cells->which];
  const gint             width = cells->values->width, n = cells->values->components;

  for (gint column = 0; column < width; column++)
    {
      const gsize   at = (gsize) row * (gsize) width + (gsize) column;
      const gdouble hairs =
        (gdouble) node_value (figures, &figures->weight[cells->which], column, row) * cells->hairs;

      for (gint c = 0; c < n; c++)
        cells->values->data[(gsize) n * at + (gsize) c] =
          node_value (figures, &sum[c], column, row);
      cells->trust->data[at] = (gfloat) (cells->confidence * sqrt (hairs / (hairs + SURE_HAIRS)));
    }
}

void
smp_local_take (const SmpLocalFigures *figures,
                SmpLocal               which,
                gdouble                confidence,
                SmpPlane              *values,
                SmpPlane              *trust)
{
  const SmpRing  *ring   = figures->ring;
  const SmpField *weight = &figures->weight[which];
  gint            n = n_components (which), width = ring->usable.width;
  gint            height = ring->usable.height;
  gdouble         sigma  = NEAR_MM * ring->px_per_mm / figures->node;
  gfloat          most   = 0.0f;
  /* A sum of Gaussians of integral one: hairs a node times the nodes that count. */
  LocalCells cells = { figures, which, confidence, 4.0 * G_PI * sigma * sigma, values, trust };

  for (gint i = 0; i < weight->width * weight->height; i++)
    most = MAX (most, weight->data[i]);
  if (most <= 0.0f)
    return;
  *values      = (SmpPlane) { NULL, ring->x, ring->y, width, height, n };
  *trust       = (SmpPlane) { NULL, ring->x, ring->y, width, height, 1 };
  values->data = g_new (gfloat, (gsize) n * (gsize) width * (gsize) height);
  trust->data  = g_new (gfloat, (gsize) width * (gsize) height);
  smp_rows_foreach (height, take_row, &cells);
}
