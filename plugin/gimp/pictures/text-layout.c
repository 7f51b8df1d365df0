/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pango.h>

#include "smp/error.h"
#include "text-layout.h"

#define FONT "Sans-serif"

/* Where a paragraph may be broken, and its characters' places. */
typedef struct
{
  GimpFont     *font;
  gdouble       size_px;
  gint          width_px;
  const gchar  *text;
  gint          n_chars;
  PangoLogAttr *attrs;
} Paragraph;

GimpFont *
smp_words_font (GError **error)
{
  GimpFont *font = gimp_font_get_by_name (FONT);

  if (!font)
    font = gimp_context_get_font ();
  if (!font)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("GIMP has no fonts loaded, so that the pictures cannot be labelled."));
  return font;
}

gdouble
smp_words_size (gdouble size_px)
{
  return ceil (size_px);
}

void
smp_words_measure (GimpFont *font, const gchar *text, gdouble size_px, gint *width, gint *height)
{
  gint ascent, descent;

  if (!gimp_text_get_extents_font (text, smp_words_size (size_px), font, width, height, &ascent,
                                   &descent))
    *width = *height = 0;
}

static gchar *
part (const Paragraph *self, gint from, gint to)
{
  const gchar *start = g_utf8_offset_to_pointer (self->text, from);

  return g_strchomp (g_strndup (start,
                                (gsize) (g_utf8_offset_to_pointer (start, to - from) - start)));
}

static gboolean
fits (const Paragraph *self, gint from, gint to)
{
  gchar *line = part (self, from, to);
  gint   width, height;

  smp_words_measure (self->font, line, self->size_px, &width, &height);
  g_free (line);
  return width <= self->width_px;
}

/* The last place up to which the line from there fits: between words, or between characters;
 * 0 where there is none. */
static gint
last_break (const Paragraph *self, gint from, gboolean within_words)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint));
  guint   low    = 0, high;
  gint    found;

  for (gint i = from + 1; i <= self->n_chars; i++)
    if (i == self->n_chars ||
        (within_words ? self->attrs[i].is_char_break : self->attrs[i].is_line_break))
      g_array_append_val (places, i);
  high = places->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (fits (self, from, g_array_index (places, gint, middle)))
        low = middle + 1;
      else
        high = middle;
    }
  found = low ? g_array_index (places, gint, low - 1) : 0;
  g_array_unref (places);
  return found;
}

static void
wrap_paragraph (Paragraph *self, GString *wrapped)
{
  gint from = 0;

  self->n_chars = (gint) g_utf8_strlen (self->text, -1);
  self->attrs   = g_new0 (PangoLogAttr, self->n_chars + 1);
  pango_get_log_attrs (self->text, -1, -1, pango_language_get_default (), self->attrs,
                       self->n_chars + 1);
  while (from < self->n_chars)
    {
      gint   to = self->n_chars;
      gchar *line;

      if (!fits (self, from, to))
        to = last_break (self, from, FALSE);
      if (!to)
        to = last_break (self, from, TRUE);
      /* Not even one character fits. */
      if (!to)
        to = from + 1;
      line = part (self, from, to);
      g_string_append_printf (wrapped, from ? "\n%s" : "%s", line);
      g_free (line);
      from = to;
    }
  g_free (self->attrs);
}

gchar *
smp_words_wrap (GimpFont *font, const gchar *text, gdouble size_px, gint width_px)
{
  gchar  **paragraphs = g_strsplit (text, "\n", -1);
  GString *wrapped    = g_string_new (NULL);

  for (gint i = 0; paragraphs[i]; i++)
    {
      Paragraph paragraph = { font, size_px, width_px, paragraphs[i], 0, NULL };

      if (i)
        g_string_append_c (wrapped, '\n');
      wrap_paragraph (&paragraph, wrapped);
    }
  g_strfreev (paragraphs);
  return g_string_free (wrapped, FALSE);
}

gint
smp_words_height (GimpFont *font, const gchar *text, gdouble size_px, gint width_px)
{
  gchar *wrapped;
  gint   width, height;

  if (!text || !*text)
    return 0;

  wrapped = smp_words_wrap (font, text, size_px, width_px);
  smp_words_measure (font, wrapped, size_px, &width, &height);
  g_free (wrapped);
  return height;
}
