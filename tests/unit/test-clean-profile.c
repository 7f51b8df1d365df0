/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Profiles that are written with pictures: the colours to the bit, and nothing else. */

#include <string.h>

#include "export/clean-profile.h"

#define SECRET "Jane Doe, 12 Long Street"
#define HEADER 128

static const gdouble srgb[9]  = { 0.4361, 0.2225, 0.0139, 0.3851, 0.7169,
                                  0.0971, 0.1431, 0.0606, 0.7141 };
static const gdouble adobe[9] = { 0.6097, 0.3111, 0.0195, 0.2053, 0.6257,
                                  0.0609, 0.1492, 0.0632, 0.7446 };
static const gdouble other[9] = { 0.5, 0.25, 0.01, 0.3, 0.7, 0.05, 0.16, 0.05, 0.76 };

static void
put (GByteArray *out, guint32 number)
{
  const guint8 bytes[4] = { (guint8) (number >> 24), (guint8) (number >> 16),
                            (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (out, bytes, 4);
}

static void
put_text (GByteArray *out, const gchar *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static void
begin_tag (GByteArray *out, GByteArray *table, const gchar *signature, guint32 size)
{
  put_text (table, signature);
  put (table, HEADER + 4 + 12 * 11 + out->len);
  put (table, size);
}

static void
add_tag (GByteArray  *out,
         GByteArray  *table,
         const gchar *signature,
         const gchar *type,
         const gchar *text)
{
  begin_tag (out, table, signature, (guint32) (12 + strlen (text)));
  put_text (out, type);
  put (out, 0);
  put (out, (guint32) strlen (text));
  put_text (out, text);
  while (out->len % 4)
    g_byte_array_append (out, (const guint8 *) "", 1);
}

/* A profile of those primaries and of a power, as a camera may put it into a photo: with names in
 * its description, its copyright, a private tag, and behind the numbers of a curve. */
static GByteArray *
make_profile (const gdouble xyz[9], gdouble power, guint8 version, guint8 second)
{
  static const gchar *const primaries[] = { "rXYZ", "gXYZ", "bXYZ", "wtpt" };
  static const gchar *const curves[]    = { "rTRC", "gTRC", "bTRC" };
  static const gdouble      white[3]    = { 0.9642, 1.0, 0.8249 };
  GByteArray               *out         = g_byte_array_new ();
  g_autoptr (GByteArray) table          = g_byte_array_new ();
  g_autoptr (GByteArray) body           = g_byte_array_new ();
  guint8 head[HEADER]                   = { 0 };

  memcpy (head + 4, "appl", 4);
  head[8] = version;
  memcpy (head + 12, "mntrRGB XYZ ", 12);
  head[35] = second;
  memcpy (head + 36, "acsp", 4);
  memcpy (head + 80, "JANE", 4);
  memset (head + 84, 0x77, 16);

  add_tag (body, table, "desc", "desc", SECRET);
  add_tag (body, table, "cprt", "text", SECRET);
  add_tag (body, table, "PRIV", "data", SECRET);
  for (gint i = 0; i < 4; i++)
    {
      begin_tag (body, table, primaries[i], 20);
      put_text (body, "XYZ ");
      put (body, 0);
      for (gint k = 0; k < 3; k++)
        put (body, (guint32) (gint32) ((i < 3 ? xyz[3 * i + k] : white[k]) * 65536.0));
    }
  for (gint i = 0; i < 3; i++)
    {
      begin_tag (body, table, curves[i], 12 + 4 + 24);
      put_text (body, "curv");
      put (body, 0);
      put (body, 1);
      put (body, (guint32) (power * 256.0) << 16);
      put_text (body, SECRET);
    }
  add_tag (body, table, "dmnd", "desc", SECRET);

  g_byte_array_append (out, head, HEADER);
  put (out, 11);
  g_byte_array_append (out, table->data, table->len);
  g_byte_array_append (out, body->data, body->len);
  return out;
}

static gboolean
holds (const GByteArray *bytes, const gchar *text)
{
  for (guint i = 0; i + strlen (text) <= bytes->len; i++)
    if (memcmp (bytes->data + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static void
the_colours_stay_and_nothing_else_does (void)
{
  for (guint8 version = 2; version <= 4; version += 2)
    {
      g_autoptr (GByteArray) profile = make_profile (other, 1.8, version, 3);
      g_autoptr (GByteArray) clean   = smp_clean_profile (profile->data, profile->len);
      g_autoptr (GByteArray) again   = clean ? smp_clean_profile (clean->data, clean->len) : NULL;

      g_assert_nonnull (clean);
      g_assert_true (holds (profile, "Jane Doe") && holds (profile, "PRIV") &&
                     holds (profile, "JANE"));
      for (guint i = 0; i < 4; i++)
        g_assert_false (holds (clean, ((const gchar *[]) { "Jane", "Long", "PRIV", "JANE" })[i]));
      g_assert_false (holds (clean, "appl"));
      g_assert_cmpmem (clean->data, clean->len, again->data, again->len);
      g_assert_cmpuint (clean->len % 4, ==, 0);
      g_assert_cmpint (clean->data[8], ==, version);
      /* All primaries' numbers are in it, bit for bit. */
      for (guint i = HEADER; i + 20 <= profile->len; i++)
        if (memcmp (profile->data + i, "XYZ \0\0\0\0", 8) == 0)
          {
            guint found = 0;

            for (guint k = 0; k + 20 <= clean->len; k++)
              found += memcmp (clean->data + k, profile->data + i, 20) == 0;
            g_assert_cmpuint (found, ==, 1);
          }
    }
}

static void
the_same_colours_are_the_same_bytes_whenever_they_were_made (void)
{
  g_autoptr (GByteArray) first        = make_profile (srgb, 2.2, 4, 1);
  g_autoptr (GByteArray) second       = make_profile (srgb, 2.2, 4, 59);
  g_autoptr (GByteArray) clean_first  = smp_clean_profile (first->data, first->len);
  g_autoptr (GByteArray) clean_second = smp_clean_profile (second->data, second->len);

  g_assert_cmpmem (clean_first->data, clean_first->len, clean_second->data, clean_second->len);
}

static void
known_colours_have_their_name (void)
{
  const struct
  {
    const gdouble *xyz;
    gdouble        power;
    const gchar   *name;
  } cases[] = { { srgb, 2.2, "sRGB" },
                { srgb, 1.0, "RGB" },
                { adobe, 2.2, "Adobe RGB (1998)" },
                { other, 2.2, "RGB" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) profile = make_profile (cases[i].xyz, cases[i].power, 2, 0);
      g_autoptr (GByteArray) clean   = smp_clean_profile (profile->data, profile->len);

      g_assert_cmpstr (smp_clean_profile_name (profile->data, profile->len), ==, cases[i].name);
      g_assert_true (holds (clean, cases[i].name));
    }
}

static void
damaged_profiles_are_none_or_clean (void)
{
  g_autoptr (GByteArray) profile = make_profile (adobe, 2.2, 4, 0);
  g_autoptr (GRand) random       = g_rand_new_with_seed (1);

  for (guint size = 0; size < profile->len; size++)
    {
      g_autofree guint8 *cut         = g_memdup2 (profile->data, size);
      g_autoptr (GByteArray) cleaned = smp_clean_profile (cut, size);

      g_assert_false (cleaned && holds (cleaned, "Jane"));
    }
  for (gint i = 0; i < 20000; i++)
    {
      g_autofree guint8 *spoilt      = g_memdup2 (profile->data, profile->len);
      g_autoptr (GByteArray) cleaned = NULL;

      for (gint k = 0; k < 3; k++)
        spoilt[g_rand_int_range (random, 0, HEADER + 4 + 12 * 11)] = (guint8) g_rand_int (random);
      cleaned = smp_clean_profile (spoilt, profile->len);
      g_assert_false (cleaned && holds (cleaned, "PRIV"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clean-profile/the colours stay and nothing else does",
                   the_colours_stay_and_nothing_else_does);
  g_test_add_func ("/clean-profile/the same colours are the same bytes whenever they were made",
                   the_same_colours_are_the_same_bytes_whenever_they_were_made);
  g_test_add_func ("/clean-profile/known colours have their name", known_colours_have_their_name);
  g_test_add_func ("/clean-profile/damaged profiles are none or clean",
                   damaged_profiles_are_none_or_clean);
  return g_test_run ();
}
