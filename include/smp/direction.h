/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which way the hair lies, from place to place over a region. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpDirectionField:
 * @x_mm: column of the first node, in mm from the pattern's origin
 * @y_mm: row of the first node, in mm from the pattern's origin
 * @step_mm: distance of the nodes
 * @columns: nodes in a row
 * @rows: rows of nodes
 * @vectors: (cosine, sine) of twice the angle for each node, row by row; the angle is counted
 *   counter-clockwise from the picture's right; the length, 0 to 1, tells how well the hair around
 *   agrees
 *
 * The direction of hair over a region, as a coarse grid.  Doubled angles make opposite directions
 * one, so that the field can be interpolated across a whorl or along a strip.
 */
typedef struct
{
  gdouble x_mm;
  gdouble y_mm;
  gdouble step_mm;
  gint    columns;
  gint    rows;
  gfloat *vectors;
} SmpDirectionField;

/**
 * SMP_DIRECTION_MAX_NODES:
 *
 * The largest number of nodes that a field may have.
 */
#define SMP_DIRECTION_MAX_NODES 1024

/**
 * smp_direction_field_new:
 *
 * Returns: (transfer full): a field whose vectors are all zero (no direction known).
 */
SmpDirectionField *
smp_direction_field_new (gdouble x_mm, gdouble y_mm, gdouble step_mm, gint columns, gint rows);

/**
 * smp_direction_field_free:
 * @field: (nullable): what is to be freed, with all that belongs to it
 */
void smp_direction_field_free (SmpDirectionField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDirectionField, smp_direction_field_free)

/**
 * smp_direction_field_at:
 * @x_mm: column, in mm from the pattern's origin
 * @y_mm: row, in mm from the pattern's origin
 * @vector: (out): (cosine, sine) of twice the angle, interpolated between the four nodes around;
 *   beyond the grid that of its edge
 *
 * Returns: the vector's length, 0 to 1; near 0 no direction is known there
 */
gdouble smp_direction_field_at (const SmpDirectionField *field,
                                gdouble                  x_mm,
                                gdouble                  y_mm,
                                gdouble                  vector[2]);

/**
 * smp_direction_field_degrees:
 * @fallback: the answer where no direction is known
 *
 * Returns: the direction at a place in degrees, 0 up to 180, as the parameter "direction" counts
 *   them.
 */
gdouble smp_direction_field_degrees (const SmpDirectionField *field,
                                     gdouble                  x_mm,
                                     gdouble                  y_mm,
                                     gdouble                  fallback);

/**
 * smp_direction_field_to_text:
 *
 * Returns: (transfer full): the field as recipes write it: "x y step columns rows" in mm, then two
 *   letters a node, its direction in steps of 5 degrees ('A' to 'j') and its length in tenths ('0'
 * to '9').
 */
gchar *smp_direction_field_to_text (const SmpDirectionField *field);

/**
 * smp_direction_field_parse:
 * @text: the text of smp_direction_field_to_text()
 *
 * Fails with SMP_ERROR_FORMAT where the text is none.
 *
 * Returns: (transfer full) (nullable): the field
 */
SmpDirectionField *smp_direction_field_parse (const gchar *text, GError **error);

/**
 * smp_direction_field_keep:
 * @field: (transfer full): a field
 *
 * Keeps a field for as long as the program runs, each one once, so that values that hold it can be
 * copied.  It is kept as its text says, so that a recipe read back gives the same to the bit.
 *
 * Returns: (transfer none): the kept field
 */
const SmpDirectionField *smp_direction_field_keep (SmpDirectionField *field);

/**
 * smp_direction_field_axis:
 * @axis: (out): cosine and sine of the direction, counter-clockwise from the picture's right
 *
 * The direction at a place, from additions, multiplications and square roots alone, so that it is
 * the same on every machine.
 *
 * Returns: whether a direction is known there
 */
gboolean smp_direction_field_axis (const SmpDirectionField *field,
                                   gdouble                  x_mm,
                                   gdouble                  y_mm,
                                   gdouble                  axis[2]);

G_END_DECLS
