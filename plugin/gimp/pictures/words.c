/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "words.h"

/* GIMP hints letters in its own way, which makes a line a little wider or narrower. */
#define TRUSTED_WIDTH 0.98

struct _SmpWords
{
  PangoContext *context;
  PangoLayout  *layout;
};

SmpWords *
smp_words_new (const PangoFontDescription *font)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  SmpWords *self               = g_new0 (SmpWords, 1);

  /* Where FreeType is not Cairo's. */
  if (!map)
    map = pango_cairo_font_map_new ();
  self->context = pango_font_map_create_context (map);
  pango_context_set_font_description (self->context, font);
  self->layout = pango_layout_new (self->context);
  return self;
}

void
smp_words_free (SmpWords *self)
{
  if (!self)
    return;
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_free (self);
}

gdouble
smp_words_size (gdouble size_px)
{
  return ceil (size_px);
}

/* Sets the layout to the text; width_px is -1 for no limit. */
static void
set (SmpWords *self, const gchar *text, gdouble size_px, gint width_px)
{
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (self->context));

  pango_font_description_set_absolute_size (font, smp_words_size (size_px) * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_width (self->layout, width_px < 0 ? -1 : width_px * PANGO_SCALE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, text, -1);
}

gint
smp_words_width (SmpWords *self, const gchar *text, gdouble size_px)
{
  gint width;

  set (self, text, size_px, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return (gint) ceil (width / TRUSTED_WIDTH);
}

gint
smp_words_longest (SmpWords *self, const gchar *text, gdouble size_px)
{
  gint width;

  set (self, text, size_px, 0);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return (gint) ceil (width / TRUSTED_WIDTH);
}

gchar *
smp_words_wrap (SmpWords *self, const gchar *text, gdouble size_px, gint width_px)
{
  g_autoptr (GString) wrapped = g_string_new (NULL);
  gint n_lines;

  set (self, text, size_px, MAX ((gint) (TRUSTED_WIDTH * width_px), 1));
  n_lines = pango_layout_get_line_count (self->layout);
  for (gint i = 0; i < n_lines; i++)
    {
      const PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);
      g_autofree gchar      *part = g_strndup (text + line->start_index, (gsize) line->length);

      g_string_append_printf (wrapped, i ? "\n%s" : "%s", g_strchomp (part));
    }
  return g_string_free (g_steal_pointer (&wrapped), FALSE);
}

gint
smp_words_height (SmpWords *self, const gchar *text, gdouble size_px, gint width_px)
{
  gint height;

  if (!text || !*text)
    return 0;

  set (self, text, size_px, MAX ((gint) (TRUSTED_WIDTH * width_px), 1));
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}
