/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the stages have in common: a GEGL filter that holds parameters, looks at pixels around each
 * one, and covers its input's extent, no more. */

#pragma once

#include "op-params.h"
#include "smp/plane.h"

/* The property of what is written: a pointer to a Babl format, or NULL for what the stage draws.
 * Programs that want bytes set it, as bytes take little memory, and every thread writes its own. */
#define SMP_OP_FORMAT "output-format"

/* The sides of the pieces that a rectangle is drawn in, which stay in a processor's cache: those of
 * the buffer's tiles, where they are within the limits. */
#define SMP_PIECE_PX         128
#define SMP_LEAST_PIECE_PX   64
#define SMP_LARGEST_PIECE_PX 256

/* Columns of pieces, for stages whose pieces have work in common.  Wide, because a margin on either
 * side is drawn twice; what a stage holds of it still stays in a processor's cache. */
#define SMP_COLUMN_PX 1536

/**
 * SmpStage:
 * @type_name: GObject's name for it
 * @scope: the parameters that are its properties
 * @input_format: babl's name for what it reads, in linear floats
 * @opaque_input_format: (nullable): what it reads instead, of one component, where the input has no
 *   alpha: half as much to convert
 * @output_format: babl's name for what it writes
 * @margin_px: how far around a pixel it looks
 * @render: draws a piece from the input in and around it; unused where @begin is set
 * @set_keys: names and describes it to GEGL
 * @begin: (nullable): prepares the drawing of a column of at most SMP_COLUMN_PX, where pieces have
 *   work in common
 * @draw: (nullable): draws a piece of it; pieces come from top to bottom, those of the same rows
 *   one after the other
 * @is_bare: (nullable): whether a piece of the column, which is drawn next, is nothing but @bare
 * @bare: a pixel of the output where there is nothing
 * @end: (nullable): frees what @begin made
 *
 * One stage of the chain, as its operation declares it.
 */
typedef struct
{
  const gchar *type_name;
  SmpScope     scope;
  const gchar *input_format;
  const gchar *opaque_input_format;
  gint         input_components;
  const gchar *output_format;
  gint         output_components;
  gint (*margin_px) (const SmpParams *params);
  void (*render) (const SmpParams *params, const SmpPlane *input, SmpPlane *output);
  void (*set_keys) (GeglOperationClass *klass);
  gpointer (*begin) (const SmpParams     *params,
                     const GeglRectangle *column,
                     SmpReadFunc          read,
                     gpointer             source);
  void (*draw) (gpointer drawing, SmpPlane *output);
  gboolean (*is_bare) (gpointer drawing, const GeglRectangle *piece);
  const gfloat *bare;
  void (*end) (gpointer drawing);
} SmpStage;

/* Makes the operation known to GEGL; the stage must last. */
void smp_stage_register (GTypeModule *module, const SmpStage *stage);
