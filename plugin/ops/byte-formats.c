/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "byte-formats.h"

typedef struct
{
  const Babl *floats;
  const Babl *format;
  gboolean    is_fit;
  SmpBytes    bytes;
} ByteFormat;

static void
convert (const gfloat *pixels, guint8 *bytes, gint n, gpointer fish)
{
  babl_process (fish, pixels, bytes, n);
}

static ByteFormat *
byte_format_new (const Babl *floats, const Babl *format)
{
  ByteFormat *self = g_new (ByteFormat, 1);

  self->floats = floats;
  self->format = format;
  self->is_fit = smp_bytes_init (&self->bytes, convert, (gpointer) babl_fish (floats, format));
  return self;
}

const SmpBytes *
smp_byte_format_get (const Babl *floats, const Babl *format)
{
  static GMutex  mutex;
  static GSList *all;
  ByteFormat    *found = NULL;

  if (babl_format_get_space (floats) != babl_format_get_space (format) ||
      strcmp (babl_format_get_encoding (format), "R'G'B'A u8") != 0)
    return NULL;
  g_mutex_lock (&mutex);
  for (GSList *item = all; item && !found; item = item->next)
    {
      ByteFormat *known = item->data;

      if (known->floats == floats && known->format == format)
        found = known;
    }
  if (!found)
    {
      found = byte_format_new (floats, format);
      all   = g_slist_prepend (all, found);
    }
  g_mutex_unlock (&mutex);
  return found->is_fit ? &found->bytes : NULL;
}
