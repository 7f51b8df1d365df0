/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "source-mark.h"
#include "smp/text.h"

/* IPTC: a mix of several elements, at least one of which is synthetic. */
#define SOURCE_TYPE "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"

#define PNG_HEAD  "\211PNG\r\n\032\n"
#define PNG_END   "\0\0\0\0IEND\256B`\202"
#define PNG_KEY   "XML:com.adobe.xmp"
#define JPEG_KEY  "http://ns.adobe.com/xap/1.0/"
#define GIF_KEY   "XMP DataXMP"
#define WEBP_XMP  0x04
#define PSD_XMP   0x0424
#define GIF_MAGIC 256

const gchar *
smp_source_disclaimer (void)
{
  return _ ("SIMULATED IMAGE - NOT AN ACTUAL RESULT. Individual results vary.");
}

gchar *
smp_source_packet (void)
{
  g_autofree gchar *sentence = g_markup_escape_text (smp_source_disclaimer (), -1);

  return g_strdup_printf ("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\""
                          " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                          "<Iptc4xmpExt:DigitalSourceType>" SOURCE_TYPE
                          "</Iptc4xmpExt:DigitalSourceType>\n"
                          "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li>"
                          "</rdf:Alt></dc:description>\n"
                          "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                          "<?xpacket end=\"w\"?>",
                          sentence);
}

static void
append_be (GByteArray *out, guint64 number, gint n_bytes)
{
  for (gint i = n_bytes - 1; i >= 0; i--)
    g_byte_array_append (out, &(guint8) { (guint8) (number >> (8 * i)) }, 1);
}

static void
append_le (GByteArray *out, guint64 number, gint n_bytes)
{
  for (gint i = 0; i < n_bytes; i++)
    g_byte_array_append (out, &(guint8) { (guint8) (number >> (8 * i)) }, 1);
}

static void
append_text (GByteArray *out, const gchar *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static guint32
read_be (const guint8 *data, gint n_bytes)
{
  guint32 number = 0;

  for (gint i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];
  return number;
}

static guint32
crc_of (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (gint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
  return ~crc;
}

/* The first n bytes, then what is to be filled in, then the rest, by the caller. */
static GByteArray *
start (const guint8 *data, gsize n)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, data, (guint) n);
  return out;
}

static GByteArray *
mark_png (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  const gsize head = 8 + 25;
  GByteArray *out;
  gsize       begin;

  if (size < head + 12 || memcmp (data, PNG_HEAD, 8) != 0 ||
      memcmp (data + size - 12, PNG_END, 12) != 0)
    return NULL;

  out = start (data, head);
  append_be (out, strlen (PNG_KEY) + 5 + strlen (packet), 4);
  begin = out->len;
  append_text (out, "iTXt" PNG_KEY);
  append_be (out, 0, 5);
  append_text (out, packet);
  append_be (out, crc_of (out->data + begin, out->len - begin), 4);
  g_byte_array_append (out, data + head, (guint) (size - head));
  return out;
}

static GByteArray *
mark_jpeg (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  GByteArray *out;
  gsize       head = 2;

  if (size < 24 || data[0] != 0xff || data[1] != 0xd8 || data[size - 2] != 0xff ||
      data[size - 1] != 0xd9)
    return NULL;

  /* After JFIF's own segment, which wants to be the first. */
  if (data[2] == 0xff && data[3] == 0xe0)
    head += 2 + read_be (data + 4, 2);
  if (head > size - 2)
    return NULL;
  out = start (data, head);
  append_be (out, 0xffe1, 2);
  append_be (out, 2 + strlen (JPEG_KEY) + 1 + strlen (packet), 2);
  append_text (out, JPEG_KEY);
  append_be (out, 0, 1);
  append_text (out, packet);
  g_byte_array_append (out, data + head, (guint) (size - head));
  return out;
}

static GByteArray *
mark_webp (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  const gsize length = strlen (packet);
  GByteArray *out;
  guint32     riff_size;

  if (size < 30 || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBP", 4) != 0)
    return NULL;
  memcpy (&riff_size, data + 4, 4);
  if (GUINT32_FROM_LE (riff_size) < 22 || (gsize) GUINT32_FROM_LE (riff_size) + 8 > size)
    return NULL;

  out = start (data, 12);
  if (memcmp (data + 12, "VP8X", 4) != 0)
    {
      append_text (out, "VP8X");
      append_le (out, 10, 4);
      append_le (out, 0, 4);
      append_le (out, (guint) width - 1, 3);
      append_le (out, (guint) height - 1, 3);
    }
  g_byte_array_append (out, data + 12, (guint) (GUINT32_FROM_LE (riff_size) - 4));
  out->data[20] |= WEBP_XMP;
  append_text (out, "XMP ");
  append_le (out, length, 4);
  append_text (out, packet);
  append_be (out, 0, length & 1);
  riff_size = GUINT32_TO_LE (out->len - 8);
  memcpy (out->data + 4, &riff_size, 4);
  return out;
}

/* The end of a chain of blocks, each with its length before it; 0 where the file ends first. */
static gsize
gif_blocks_end (const guint8 *data, gsize size, gsize place)
{
  while (place < size && data[place])
    place += 1 + (gsize) data[place];
  return place < size ? place + 1 : 0;
}

/* The end of the part that starts there: an extension or an image; 0 where it is none, or not
 * whole. */
static gsize
gif_part_end (const guint8 *data, gsize size, gsize place)
{
  if (data[place] == 0x21)
    return gif_blocks_end (data, size, place + 2);
  if (data[place] != 0x2c || place + 11 > size)
    return 0;
  if (data[place + 9] & 0x80)
    place += 3u << ((data[place + 9] & 7) + 1);
  return gif_blocks_end (data, size, place + 11);
}

/* GIMP writes a comment of its own, which is left out. */
static GByteArray *
mark_gif (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  GByteArray *out;
  gsize       place = 13, end;

  if (size < 26 || memcmp (data, "GIF8", 4) != 0)
    return NULL;
  if (data[10] & 0x80)
    place += 3u << ((data[10] & 7) + 1);
  if (place >= size)
    return NULL;

  out          = start (data, place);
  out->data[4] = '9';
  append_be (out, 0x21ff0b, 3);
  append_text (out, GIF_KEY);
  append_text (out, packet);
  /* Wherever a reader takes a byte of the packet for a block's length, it ends up in here. */
  append_be (out, 1, 1);
  for (gint i = GIF_MAGIC - 1; i >= 0; i--)
    append_be (out, (guint) i, 1);
  append_be (out, 0, 1);
  for (; place < size && (end = gif_part_end (data, size, place)); place = end)
    if (data[place] != 0x21 || data[place + 1] != 0xfe)
      g_byte_array_append (out, data + place, (guint) (end - place));
  if (place + 1 == size && data[place] == 0x3b)
    append_be (out, 0x3b, 1);
  else
    g_clear_pointer (&out, g_byte_array_unref);
  return out;
}

static GByteArray *
mark_psd (const guint8 *data, gsize size, const gchar *packet, gint width, gint height)
{
  const gsize length = strlen (packet);
  GByteArray *out;
  gsize       place, resources;

  if (size < 40 || memcmp (data, "8BPS", 4) != 0)
    return NULL;
  place = (gsize) 26 + 4 + read_be (data + 26, 4);
  if (place + 4 > size)
    return NULL;
  resources = read_be (data + place, 4);
  if (place + 4 + resources + 6 > size)
    return NULL;

  out = start (data, place);
  append_be (out, resources + 12 + length + (length & 1), 4);
  append_text (out, "8BIM");
  append_be (out, PSD_XMP, 2);
  append_be (out, 0, 2);
  append_be (out, length, 4);
  append_text (out, packet);
  append_be (out, 0, length & 1);
  g_byte_array_append (out, data + place + 4, (guint) (size - place - 4));
  return out;
}

static const SmpMarkFunc markers[] = {
#define SMP_FORMAT(value, ending, other, procedure, setting, set_to, marker, traits) \
  [value] = marker,
#include "formats.def"
};

GByteArray *
smp_source_mark (SmpFileFormat format, const guint8 *data, gsize size, gint width, gint height)
{
  g_autofree gchar *packet = smp_source_packet ();

  return markers[format](data, size, packet, width, height);
}
