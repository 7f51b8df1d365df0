/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "clean-profile.h"

#define HEADER       128
#define ENTRY        12
#define MOST_TAGS    200
#define SIGNATURE_AT 36
#define VERSION_4    4
#define COPYRIGHT    "CC0"
#define UNKNOWN      "RGB"

/* How far a primary's XYZ, and the curve's middle, may be from the known ones. */
#define SAME_PRIMARY 0.004
#define SAME_CURVE   0.006

/* Tags that hold numbers which make the colours. */
static const gchar *const tags[] = {
  "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "rTRC", "gTRC", "bTRC",
  "chad", "chrm", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2"
};

/* The red, green and blue primaries' XYZ under D50, as published profiles have them, and what half
 * of the encoded range is in light. */
static const struct
{
  const gchar *name;
  gdouble      xyz[9];
  gdouble      middle;
} known[] = {
  { "sRGB", { 0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141 }, 0.2140 },
  { "Display P3",
    { 0.5151, 0.2412, -0.0011, 0.2920, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841 },
    0.2140 },
  { "Adobe RGB (1998)",
    { 0.6097, 0.3111, 0.0195, 0.2053, 0.6257, 0.0609, 0.1492, 0.0632, 0.7446 },
    0.2176 },
  { "ProPhoto RGB",
    { 0.7977, 0.2880, 0.0000, 0.1352, 0.7119, 0.0000, 0.0313, 0.0001, 0.8249 },
    0.2872 },
  { "Rec. 2020",
    { 0.6735, 0.2790, -0.0019, 0.1657, 0.6753, 0.0300, 0.1251, 0.0456, 0.7968 },
    0.2597 },
};

/* A tag's bytes within the profile; NULL where it has none. */
typedef struct
{
  const guint8 *data;
  gsize         size;
} Tag;

static guint32
number_at (const guint8 *data)
{
  return ((guint32) data[0] << 24) | ((guint32) data[1] << 16) | ((guint32) data[2] << 8) | data[3];
}

static gdouble
fixed_at (const guint8 *data)
{
  return (gint32) number_at (data) / 65536.0;
}

static gboolean
is_profile (const guint8 *data, gsize size)
{
  return size >= HEADER + 4 && memcmp (data + SIGNATURE_AT, "acsp", 4) == 0 &&
         memcmp (data + 16, "RGB ", 4) == 0;
}

/* How long the numbers of a tag are, which is no longer than the tag; 0 for another kind of tag. */
static gsize
length_of_numbers (const guint8 *data, gsize size)
{
  static const gsize n_parameters[] = { 1, 3, 4, 5, 7 };
  gsize              length         = 0;

  if (size < 12)
    return 0;
  if (memcmp (data, "XYZ ", 4) == 0)
    length = 20;
  else if (memcmp (data, "curv", 4) == 0)
    length = 12 + 2 * (gsize) number_at (data + 8);
  else if (memcmp (data, "para", 4) == 0 && data[8] == 0 && data[9] < G_N_ELEMENTS (n_parameters))
    length = 12 + 4 * n_parameters[data[9]];
  else if (memcmp (data, "sf32", 4) == 0)
    length = 8 + 36;
  else if (memcmp (data, "chrm", 4) == 0)
    length = 12 + 8 * (gsize) data[9];
  else if (memcmp (data, "mft1", 4) == 0 || memcmp (data, "mft2", 4) == 0 ||
           memcmp (data, "mAB ", 4) == 0 || memcmp (data, "mBA ", 4) == 0)
    length = size;
  return length <= size ? length : 0;
}

static Tag
find_tag (const guint8 *data, gsize size, const gchar *signature)
{
  const guint32 n = number_at (data + HEADER);

  for (guint32 i = 0; i < MIN (n, MOST_TAGS); i++)
    {
      const gsize at = HEADER + 4 + ENTRY * (gsize) i;
      gsize       from, length;

      if (at + ENTRY > size)
        break;
      from   = number_at (data + at + 4);
      length = number_at (data + at + 8);
      if (memcmp (data + at, signature, 4) == 0 && from <= size && length <= size - from)
        return (Tag) { data + from, length_of_numbers (data + from, length) };
    }
  return (Tag) { NULL, 0 };
}

/* What a curve makes of the middle of the encoded range; the curve of a table, a power, or the
 * usual parametric ones. */
static gdouble
middle_of (const Tag *curve)
{
  const guint8 *data = curve->data;
  gdouble       p[7] = { 0.0 };
  guint32       n;

  if (memcmp (data, "curv", 4) == 0)
    {
      n = number_at (data + 8);
      if (n == 0)
        return 0.5;
      if (n == 1)
        return pow (0.5, (data[12] * 256 + data[13]) / 256.0);
      data += 12 + 2 * (gsize) ((n - 1) / 2);
      /* Of an even number of points the two in the middle. */
      return n % 2 ? (data[0] * 256 + data[1]) / 65535.0
                   : 0.5 * (data[0] * 256 + data[1] + data[2] * 256 + data[3]) / 65535.0;
    }
  if (memcmp (data, "para", 4) != 0)
    return -1.0;
  for (gsize i = 0; i < (curve->size - 12) / 4; i++)
    p[i] = fixed_at (data + 12 + 4 * i);
  if (data[9] == 0)
    return pow (0.5, p[0]);
  return pow (p[1] * 0.5 + p[2], p[0]) + (data[9] == 4 ? p[5] : data[9] == 2 ? p[3] : 0.0);
}

const gchar *
smp_clean_profile_name (const guint8 *data, gsize size)
{
  Tag     primaries[3], curve;
  gdouble middle;

  if (!is_profile (data, size))
    return UNKNOWN;
  for (gint i = 0; i < 3; i++)
    primaries[i] = find_tag (data, size, tags[i]);
  curve = find_tag (data, size, "gTRC");
  if (!primaries[0].size || !primaries[1].size || !primaries[2].size || !curve.size ||
      find_tag (data, size, "A2B0").data)
    return UNKNOWN;

  middle = middle_of (&curve);
  for (guint k = 0; k < G_N_ELEMENTS (known); k++)
    {
      gdouble most = 0.0;

      for (gint i = 0; i < 9; i++)
        most =
          MAX (most, fabs (fixed_at (primaries[i / 3].data + 8 + 4 * (i % 3)) - known[k].xyz[i]));
      if (most <= SAME_PRIMARY && fabs (middle - known[k].middle) <= SAME_CURVE)
        return known[k].name;
    }
  return UNKNOWN;
}

static void
append_number (GByteArray *out, guint32 number)
{
  const guint8 bytes[4] = { (guint8) (number >> 24), (guint8) (number >> 16),
                            (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (out, bytes, 4);
}

static void
append_zeros (GByteArray *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_byte_array_append (out, (const guint8 *) "", 1);
}

/* Words as a tag of the profile's version: mluc in the fourth, and before that desc or text. */
static GByteArray *
words_tag (const gchar *words, gboolean is_text, gint version)
{
  GByteArray   *out    = g_byte_array_new ();
  const guint32 length = (guint32) strlen (words);

  g_byte_array_append (out,
                       (const guint8 *) (version >= VERSION_4 ? "mluc"
                                         : is_text            ? "text"
                                                              : "desc"),
                       4);
  append_number (out, 0);
  if (version >= VERSION_4)
    {
      append_number (out, 1);
      append_number (out, 12);
      g_byte_array_append (out, (const guint8 *) "enUS", 4);
      append_number (out, 2 * length);
      append_number (out, 28);
      for (guint32 i = 0; i < length; i++)
        g_byte_array_append (out, (const guint8[]) { 0, (guint8) words[i] }, 2);
      return out;
    }
  if (!is_text)
    append_number (out, length + 1);
  g_byte_array_append (out, (const guint8 *) words, length + 1);
  /* No words in Unicode, none in a script code. */
  if (!is_text)
    append_zeros (out, 4 + 4 + 2 + 1 + 67);
  return out;
}

/* The header: what tells how to read the numbers is kept, all else is 0, and the date is one that
 * was. */
static void
append_header (GByteArray *out, const guint8 *data)
{
  static const guint8 date[12] = { 0x07, 0xd0, 0, 1, 0, 1 };

  append_number (out, 0);
  append_zeros (out, 4);
  g_byte_array_append (out, data + 8, 16);
  g_byte_array_append (out, date, sizeof date);
  g_byte_array_append (out, (const guint8 *) "acsp", 4);
  append_zeros (out, 24);
  g_byte_array_append (out, data + 64, 16);
  append_zeros (out, 48);
}

static void
set_number (GByteArray *out, gsize at, guint32 number)
{
  for (gint i = 0; i < 4; i++)
    out->data[at + (gsize) i] = (guint8) (number >> (24 - 8 * i));
}

/* Adds a tag's bytes, and its place to the table. */
static void
append_tag (GByteArray *out, guint number, const gchar *signature, const guint8 *data, gsize size)
{
  const gsize at = HEADER + 4 + ENTRY * (gsize) number;

  memcpy (out->data + at, signature, 4);
  set_number (out, at + 4, out->len);
  set_number (out, at + 8, (guint32) size);
  g_byte_array_append (out, data, (guint) size);
  append_zeros (out, (4 - out->len % 4) % 4);
}

GByteArray *
smp_clean_profile (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) name      = NULL;
  g_autoptr (GByteArray) copyright = NULL;
  GByteArray *out;
  Tag         found[G_N_ELEMENTS (tags)];
  guint       n = 2, number = 2;

  if (!is_profile (data, size))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      found[i] = find_tag (data, size, tags[i]);
      n += found[i].size > 0;
    }
  /* Primaries and curves, or a table. */
  if (!find_tag (data, size, "A2B0").size)
    for (guint i = 0; i < 8; i++)
      if (!found[i].size && i != 3 && i != 4)
        return NULL;

  out = g_byte_array_new ();
  append_header (out, data);
  append_number (out, n);
  append_zeros (out, ENTRY * n);
  name      = words_tag (smp_clean_profile_name (data, size), FALSE, data[8]);
  copyright = words_tag (COPYRIGHT, TRUE, data[8]);
  append_tag (out, 0, "desc", name->data, name->len);
  append_tag (out, 1, "cprt", copyright->data, copyright->len);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (found[i].size)
      append_tag (out, number++, tags[i], found[i].data, found[i].size);
  set_number (out, 0, out->len);
  return out;
}
