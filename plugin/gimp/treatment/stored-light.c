/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "smp/colour.h"
#include "stored-light.h"

/* The primaries' matrix comes from babl, rounded to such steps, far above what its ways differ by
 * and far below what can be seen. */
#define MATRIX_STEPS 65536.0

struct _SmpStoredLight
{
  gint     bytes;    /* a component */
  gint     n_stored; /* components a pixel */
  gint     n_colours;
  gint     n_levels;
  gboolean is_srgb;
  gdouble  to_srgb[3][3];
  gdouble  light[]; /* of each level */
};

typedef struct
{
  const gchar *model;
  gint         n_colours;
  gboolean     is_linear;
  gboolean     has_srgb_curve; /* whatever its space has */
} Model;

static const Model models[] = {
  { "RGB", 3, TRUE, FALSE },      { "RGBA", 3, TRUE, FALSE },   { "R'G'B'", 3, FALSE, FALSE },
  { "R'G'B'A", 3, FALSE, FALSE }, { "R~G~B~", 3, FALSE, TRUE }, { "R~G~B~A", 3, FALSE, TRUE },
  { "Y", 1, TRUE, FALSE },        { "YA", 1, TRUE, FALSE },     { "Y'", 1, FALSE, FALSE },
  { "Y'A", 1, FALSE, FALSE },     { "Y~", 1, FALSE, TRUE },     { "Y~A", 1, FALSE, TRUE },
};

/* The model that a format's encoding, as "R'G'B' u8", begins with. */
static const Model *
model_of (const gchar *encoding)
{
  const gchar *type = strrchr (encoding, ' ');

  for (gsize i = 0; type && i < G_N_ELEMENTS (models); i++)
    if (strlen (models[i].model) == (gsize) (type - encoding) &&
        g_str_has_prefix (encoding, models[i].model))
      return &models[i];
  return NULL;
}

static gboolean
has_srgb_curve (const Babl *space)
{
  const Babl *curves[3] = { NULL };
  const Babl *srgb      = babl_trc ("sRGB");

  babl_space_get (space, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &curves[0], &curves[1],
                  &curves[2]);
  return curves[0] == srgb && (!curves[1] || curves[1] == srgb) &&
         (!curves[2] || curves[2] == srgb);
}

static void
read_primaries (SmpStoredLight *self, const Babl *space)
{
  static const gdouble unit[3][3] = { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };
  gdouble              columns[3][3];

  babl_process (babl_fish (babl_format_with_space ("RGB double", space),
                           babl_format ("RGB double")),
                unit, columns, 3);
  for (gint i = 0; i < 3; i++)
    for (gint c = 0; c < 3; c++)
      self->to_srgb[i][c] = floor (columns[c][i] * MATRIX_STEPS + 0.5) / MATRIX_STEPS;
}

SmpStoredLight *
smp_stored_light_new (const Babl *format)
{
  const gchar    *type     = babl_get_name (babl_format_get_type (format, 0));
  const Babl     *space    = babl_format_get_space (format);
  const Model    *model    = model_of (babl_format_get_encoding (format));
  gint            bytes    = g_str_equal (type, "u8") ? 1 : g_str_equal (type, "u16") ? 2 : 0;
  gint            n_levels = 1 << (8 * bytes);
  SmpStoredLight *self;

  if (!model || bytes == 0 || !babl_space_is_rgb (space) ||
      !(model->is_linear || model->has_srgb_curve || has_srgb_curve (space)))
    return NULL;

  self            = g_malloc0 (sizeof *self + sizeof (gdouble) * (gsize) n_levels);
  self->bytes     = bytes;
  self->n_levels  = n_levels;
  self->n_colours = model->n_colours;
  self->n_stored  = babl_format_get_n_components (format);
  /* Grey has no primaries. */
  self->is_srgb = model->n_colours == 1 || space == babl_space ("sRGB");
  if (!self->is_srgb)
    read_primaries (self, space);
  for (gint level = 0; level < n_levels; level++)
    {
      gdouble share = level / (n_levels - 1.0);

      self->light[level] = model->is_linear ? share : smp_srgb_decode (share);
    }
  return self;
}

void
smp_stored_light_free (SmpStoredLight *self)
{
  g_free (self);
}

static inline gint
level_at (const SmpStoredLight *self, gconstpointer stored, gsize component)
{
  return self->bytes == 1 ? ((const guint8 *) stored)[component]
                          : ((const guint16 *) stored)[component];
}

void
smp_stored_light_read (const SmpStoredLight *self,
                       gconstpointer         stored,
                       gsize                 n,
                       gint                  components,
                       gfloat               *values)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize   first = i * (gsize) self->n_stored;
      gdouble light[3];

      for (gint c = 0; c < 3; c++)
        light[c] =
          self->light[level_at (self, stored, first + (self->n_colours == 3 ? (gsize) c : 0))];
      for (gint c = 0; c < MIN (components, 3); c++)
        *values++ = (gfloat) (self->is_srgb
                                ? light[c]
                                : self->to_srgb[c][0] * light[0] + self->to_srgb[c][1] * light[1] +
                                    self->to_srgb[c][2] * light[2]);
      if (components == 4)
        *values++ = self->n_stored == self->n_colours
                      ? 1.0f
                      : (gfloat) (level_at (self, stored, first + (gsize) self->n_colours) /
                                  (self->n_levels - 1.0));
    }
}
