/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* TIFF: a new directory at the file's end, with the packet and without what names people, files
 * and programs; PDF: an update at the file's end. */

#include <string.h>

#include "source-mark.h"

#define TAG_XMP    700
#define ENTRY_SIZE 12
#define TYPE_BYTE  1

/* Document name, image description, make, model, page name, software, date, artist, host computer,
 * copyright, IPTC, image resources, Exif, GPS. */
static const guint16 private_tags[] = { 269, 270, 271,   272,   285,   305,   306,
                                        315, 316, 33432, 33723, 34377, 34665, 34853 };

typedef struct
{
  const guint8 *data;
  gsize         size;
  gboolean      big_end;
} Tiff;

static guint32
number_at (const Tiff *tiff, gsize place, gint n_bytes)
{
  guint32 number = 0;

  if (place + (gsize) n_bytes > tiff->size)
    return 0;
  for (gint i = 0; i < n_bytes; i++)
    number |= (guint32) tiff->data[place + (gsize) i] << 8 * (tiff->big_end ? n_bytes - 1 - i : i);
  return number;
}

static void
append_number (GByteArray *out, const Tiff *tiff, guint32 number, gint n_bytes)
{
  for (gint i = 0; i < n_bytes; i++)
    g_byte_array_append (out,
                         &(guint8) {
                           (guint8) (number >> 8 * (tiff->big_end ? n_bytes - 1 - i : i)) },
                         1);
}

static gsize
value_size (const Tiff *tiff, gsize entry)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };
  guint32             type    = number_at (tiff, entry + 2, 2);

  return type < G_N_ELEMENTS (sizes) ? sizes[type] * (gsize) number_at (tiff, entry + 4, 4) : 0;
}

static gboolean
is_private (guint32 tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_tags); i++)
    if (private_tags[i] == tag)
      return TRUE;
  return tag == TAG_XMP;
}

/* Whether all values that the directory names lie in the file. */
static gboolean
is_whole (const Tiff *tiff, gsize directory, guint32 n_entries)
{
  for (guint32 i = 0; i < n_entries; i++)
    {
      gsize entry = directory + 2 + (gsize) i * ENTRY_SIZE;
      gsize size  = value_size (tiff, entry);

      if (size > 4 && number_at (tiff, entry + 8, 4) + size > tiff->size)
        return FALSE;
    }
  return n_entries > 0 && directory + 2 + (gsize) n_entries * ENTRY_SIZE + 4 <= tiff->size;
}

GByteArray *
smp_source_mark_tiff (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  Tiff        tiff = { data, size, size > 8 && data[0] == 'M' };
  gsize       directory, xmp, next;
  guint32     n_entries, n_kept = 0;
  gboolean    written = FALSE;
  GByteArray *out;

  if (size < 16 || number_at (&tiff, 2, 2) != 42)
    return NULL;
  directory = number_at (&tiff, 4, 4);
  n_entries = number_at (&tiff, directory, 2);
  if (!is_whole (&tiff, directory, n_entries))
    return NULL;

  out = g_byte_array_new ();
  g_byte_array_append (out, data, (guint) size);
  xmp = out->len + (out->len & 1);
  g_byte_array_set_size (out, (guint) xmp);
  g_byte_array_append (out, (const guint8 *) packet, (guint) strlen (packet));
  next = out->len + (out->len & 1);
  g_byte_array_set_size (out, (guint) next);
  append_number (out, &tiff, 0, 2);
  for (guint32 i = 0; i <= n_entries; i++)
    {
      gsize   entry = directory + 2 + (gsize) i * ENTRY_SIZE;
      guint32 tag   = i < n_entries ? number_at (&tiff, entry, 2) : G_MAXUINT32;

      if (!written && tag > TAG_XMP)
        {
          append_number (out, &tiff, TAG_XMP, 2);
          append_number (out, &tiff, TYPE_BYTE, 2);
          append_number (out, &tiff, (guint32) strlen (packet), 4);
          append_number (out, &tiff, (guint32) xmp, 4);
          written = TRUE;
          n_kept++;
        }
      if (i == n_entries)
        break;
      if (is_private (tag))
        {
          if (value_size (&tiff, entry) > 4)
            memset (out->data + number_at (&tiff, entry + 8, 4), 0, value_size (&tiff, entry));
          continue;
        }
      g_byte_array_append (out, data + entry, ENTRY_SIZE);
      n_kept++;
    }
  g_byte_array_append (out, data + directory + 2 + (gsize) n_entries * ENTRY_SIZE, 4);
  /* The old directory is not read any more, and says nothing. */
  memset (out->data + directory, 0, 2 + (gsize) n_entries * ENTRY_SIZE + 4);
  for (gint i = 0; i < 4; i++)
    out->data[4 + i] = (guint8) (next >> 8 * (tiff.big_end ? 3 - i : i));
  for (gint i = 0; i < 2; i++)
    out->data[next + (gsize) i] = (guint8) (n_kept >> 8 * (tiff.big_end ? 1 - i : i));
  return out;
}

/* The number after a key of the trailer, or -1. */
static gint64
trailer_number (const gchar *trailer, const gchar *key)
{
  const gchar *found = strstr (trailer, key);

  return found ? g_ascii_strtoll (found + strlen (key), NULL, 10) : -1;
}

/* Where the last (or first) of something starts, in bytes that may be 0; NULL where there is none.
 */
static const gchar *
find (const gchar *text, gsize size, const gchar *wanted, gboolean last)
{
  const gsize  length = strlen (wanted);
  const gchar *found  = NULL;

  for (gsize i = 0; i + length <= size && (last || !found); i++)
    if (text[i] == wanted[0] && memcmp (text + i, wanted, length) == 0)
      found = text + i;
  return found;
}

GByteArray *
smp_source_mark_pdf (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  GByteArray  *out = NULL;
  gchar       *text;
  const gchar *pdf     = (const gchar *) data;
  const gchar *trailer = size > 64 ? find (pdf, size, "trailer", TRUE) : NULL;
  const gchar *ending  = size > 64 ? find (pdf, size, "startxref", TRUE) : NULL;
  gchar       *tail, *head, *object = NULL;
  const gchar *catalog, *catalog_end;
  gint64       root, info, n_objects, previous;
  gsize        catalog_at, packet_at, table_at;

  if (!trailer || !ending || ending < trailer || !find (pdf, size, "%%EOF", TRUE))
    return NULL;

  tail      = g_strndup (trailer, (gsize) (pdf + size - trailer));
  root      = trailer_number (tail, "/Root ");
  info      = trailer_number (tail, "/Info ");
  n_objects = trailer_number (tail, "/Size ");
  previous  = trailer_number (tail, "startxref");
  g_free (tail);
  head        = g_strdup_printf ("\n%" G_GINT64_FORMAT " 0 obj\n", root);
  catalog     = find (pdf, size, head, TRUE);
  catalog_end = catalog ? find (catalog, (gsize) (pdf + size - catalog), "endobj", FALSE) : NULL;
  if (root > 0 && info > 0 && n_objects > 0 && n_objects < G_MAXINT && previous > 0 && catalog_end)
    object = g_strndup (catalog, (gsize) (catalog_end - catalog));
  g_free (head);
  if (!object || !strstr (object, ">>"))
    {
      g_free (object);
      return NULL;
    }
  *g_strrstr (object, ">>") = '\0';

  out = g_byte_array_new ();
  g_byte_array_append (out, data, (guint) size);
  catalog_at = size + 1;
  text = g_strdup_printf ("%s /Metadata %" G_GINT64_FORMAT " 0 R >>\nendobj\n", object, n_objects);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_free (text);
  packet_at = out->len;
  text = g_strdup_printf ("%" G_GINT64_FORMAT " 0 obj\n<< /Type /Metadata /Subtype /XML /Length "
                          "%" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream\nendobj\n",
                          n_objects, strlen (packet), packet);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_free (text);
  table_at = out->len;
  text     = g_strdup_printf ("xref\n%" G_GINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n"
                                  "%" G_GINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n"
                                  "trailer\n<< /Size %" G_GINT64_FORMAT " /Root %" G_GINT64_FORMAT
                              " 0 R /Info %" G_GINT64_FORMAT " 0 R /Prev %" G_GINT64_FORMAT
                              " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                              root, catalog_at, n_objects, packet_at, n_objects + 1, root, info,
                              previous, table_at);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_free (text);
  g_free (object);
  return out;
}
