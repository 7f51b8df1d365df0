/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "exact-math.h"
#include "i18n.h"
#include "keep.h"
#include "smp/direction.h"
#include "smp/error.h"

#define ANGLE_STEPS 36

/* Places and steps as text are whole micrometres: these are the ends of what it can hold. */
#define LARGEST_MM    1e6
#define LEAST_STEP_MM 0.001

/* Below this length the hair around does not agree. */
#define KNOWN_LENGTH 0.05

SmpDirectionField *
smp_direction_field_new (gdouble x_mm, gdouble y_mm, gdouble step_mm, gint columns, gint rows)
{
  SmpDirectionField *field = g_new (SmpDirectionField, 1);

  *field         = (SmpDirectionField) { x_mm, y_mm, step_mm, columns, rows, NULL };
  field->vectors = g_new0 (gfloat, (gsize) columns * (gsize) rows * 2);
  return field;
}

void
smp_direction_field_free (SmpDirectionField *field)
{
  if (field)
    g_free (field->vectors);
  g_free (field);
}

gdouble
smp_direction_field_at (const SmpDirectionField *field,
                        gdouble                  x_mm,
                        gdouble                  y_mm,
                        gdouble                  vector[2])
{
  gdouble x     = CLAMP ((x_mm - field->x_mm) / field->step_mm, 0.0, field->columns - 1.0);
  gdouble y     = CLAMP ((y_mm - field->y_mm) / field->step_mm, 0.0, field->rows - 1.0);
  gint    i     = MIN ((gint) x, MAX (field->columns - 2, 0));
  gint    j     = MIN ((gint) y, MAX (field->rows - 2, 0));
  gint    right = field->columns > 1 ? 2 : 0, below = field->rows > 1 ? 2 * field->columns : 0;
  gdouble u = x - i, v = y - j;

  for (gint c = 0; c < 2; c++)
    {
      const gfloat *p = field->vectors + 2 * (j * field->columns + i) + c;

      vector[c] = ((gdouble) p[0] * (1.0 - u) + (gdouble) p[right] * u) * (1.0 - v) +
                  ((gdouble) p[below] * (1.0 - u) + (gdouble) p[below + right] * u) * v;
    }
  return sqrt (vector[0] * vector[0] + vector[1] * vector[1]);
}

gdouble
smp_direction_field_degrees (const SmpDirectionField *field,
                             gdouble                  x_mm,
                             gdouble                  y_mm,
                             gdouble                  fallback)
{
  gdouble vector[2], degrees;

  if (smp_direction_field_at (field, x_mm, y_mm, vector) < KNOWN_LENGTH)
    return fallback;
  degrees = atan2 (vector[1], vector[0]) * 90.0 / G_PI;
  return degrees < 0.0 ? degrees + 180.0 : degrees;
}

gboolean
smp_direction_field_axis (const SmpDirectionField *field,
                          gdouble                  x_mm,
                          gdouble                  y_mm,
                          gdouble                  axis[2])
{
  gdouble vector[2];
  gdouble length = smp_direction_field_at (field, x_mm, y_mm, vector);

  if (length < KNOWN_LENGTH)
    return FALSE;

  /* Half the angle: cos (a) = sqrt ((1 + cos (2 a)) / 2), sin (a) = sin (2 a) / (2 cos (a)). */
  axis[0] = sqrt (MAX (1.0 + vector[0] / length, 0.0) / 2.0);
  axis[1] = axis[0] > 1e-6 ? vector[1] / length / (2.0 * axis[0]) : 1.0;
  return TRUE;
}

static void
append_mm (GString *text, gdouble mm)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.3f", mm));
  g_string_append_c (text, ' ');
}

gchar *
smp_direction_field_to_text (const SmpDirectionField *field)
{
  GString *text = g_string_new (NULL);

  append_mm (text, field->x_mm);
  append_mm (text, field->y_mm);
  append_mm (text, field->step_mm);
  g_string_append_printf (text, "%d %d ", field->columns, field->rows);
  for (gint i = 0; i < field->columns * field->rows; i++)
    {
      gdouble c = (gdouble) field->vectors[2 * i], s = (gdouble) field->vectors[2 * i + 1];
      gdouble turns = atan2 (s, c) / (2.0 * G_PI);
      gint    angle = (gint) floor ((turns + 1.0) * ANGLE_STEPS + 0.5) % ANGLE_STEPS;

      g_string_append_c (text, (gchar) (angle < 26 ? 'A' + angle : 'a' + angle - 26));
      g_string_append_c (text, (gchar) ('0' + CLAMP ((gint) (sqrt (c * c + s * s) * 10.0), 0, 9)));
    }
  return g_string_free (text, FALSE);
}

static gboolean
parse_nodes (SmpDirectionField *field, const gchar *nodes)
{
  gsize n = (gsize) field->columns * (gsize) field->rows;

  if (strlen (nodes) != 2 * n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gchar   letter = nodes[2 * i], digit = nodes[2 * i + 1];
      gint    angle  = letter >= 'A' && letter <= 'Z'   ? letter - 'A'
                       : letter >= 'a' && letter <= 'j' ? letter - 'a' + 26
                                                        : -1;
      gdouble length = (digit - '0' + 0.5) / 10.0;
      gdouble cosine, sine;

      if (angle < 0 || digit < '0' || digit > '9')
        return FALSE;
      if (digit == '0')
        length = 0.0;
      smp_cos_sin (angle * 360.0 / ANGLE_STEPS, &cosine, &sine);
      field->vectors[2 * i]     = (gfloat) (length * cosine);
      field->vectors[2 * i + 1] = (gfloat) (length * sine);
    }
  return TRUE;
}

SmpDirectionField *
smp_direction_field_parse (const gchar *text, GError **error)
{
  SmpDirectionField *field   = NULL;
  gchar            **parts   = g_strsplit (text, " ", 6);
  gdouble            mm[3]   = { 0.0, 0.0, 0.0 };
  guint64            size[2] = { 0, 0 };
  gboolean           good    = g_strv_length (parts) == 6;

  for (gint i = 0; good && i < 3; i++)
    {
      gchar *end;

      mm[i] = g_ascii_strtod (parts[i], &end);
      /* As it would be written, so that a field that can be read can be kept. */
      mm[i] = floor (mm[i] * 1000.0 + 0.5) / 1000.0;
      good  = end != parts[i] && *end == '\0' && mm[i] >= -LARGEST_MM && mm[i] <= LARGEST_MM;
    }
  for (gint i = 0; good && i < 2; i++)
    good =
      g_ascii_string_to_unsigned (parts[3 + i], 10, 1, SMP_DIRECTION_MAX_NODES, &size[i], NULL);
  if (good && mm[2] >= LEAST_STEP_MM && size[0] * size[1] <= SMP_DIRECTION_MAX_NODES)
    {
      field = smp_direction_field_new (mm[0], mm[1], mm[2], (gint) size[0], (gint) size[1]);
      if (!parse_nodes (field, parts[5]))
        g_clear_pointer (&field, smp_direction_field_free);
    }
  g_strfreev (parts);
  if (!field)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_FORMAT,
                         _ ("The hair's directions in this recipe cannot be read."));
  return field;
}

static gpointer
read_field (const gchar *text)
{
  return smp_direction_field_parse (text, NULL);
}

const SmpDirectionField *
smp_direction_field_keep (SmpDirectionField *field)
{
  static SmpKept    kept;
  g_autofree gchar *text = smp_direction_field_to_text (field);

  smp_direction_field_free (field);
  return smp_keep (&kept, text, read_field);
}
