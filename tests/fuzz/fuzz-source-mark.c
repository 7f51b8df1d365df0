/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A finished file of each format, whole, cut off, or with bytes that no writer writes, is marked or
 * refused: what comes of it holds the packet, and nothing beyond the file is ever read. */

#include <string.h>

#include "export/source-mark.h"
#include "fuzz-bytes.h"

#define MOST_CHANGES 12

/* The least that each format's marker takes for a whole file. */
static const struct
{
  const gchar *bytes;
  gsize        size;
} files[] = {
#define FILE_OF(format, text) [format] = { text, sizeof (text) - 1 }
  FILE_OF (SMP_FILE_PNG,
           "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\0\0\0\0"
           "\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\256B`\202"),
  FILE_OF (SMP_FILE_JPEG,
           "\377\330\377\340\0\20JFIF\0\1\1\0\0\1\0\1\0\0"
           "\377\332\0\10\1\1\0\0\77\0\0\0\0\0\377\331"),
  FILE_OF (SMP_FILE_WEBP,
           "RIFF\40\0\0\0WEBPVP8L\24\0\0\0\57\0\0\0\0\7\20\21\21\210\210\376\7\0\0"
           "\0\0\0\0\0"),
  FILE_OF (SMP_FILE_TIFF,
           "II*\0\10\0\0\0\2\0\0\1\3\0\1\0\0\0\1\0\0\0\61\1\2\0\10\0\0\0\46\0\0\0"
           "\0\0\0\0GIMP 3.0"),
  FILE_OF (SMP_FILE_PDF,
           "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 2\n"
           "trailer\n<< /Size 3 /Root 1 0 R /Info 2 0 R >>\nstartxref\n47\n%%EOF\n"),
  FILE_OF (SMP_FILE_GIF,
           "GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377!\376\4made\0"
           ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
  FILE_OF (SMP_FILE_PSD,
           "8BPS\0\1\0\0\0\0\0\0\0\3\0\0\0\1\0\0\0\1\0\10\0\3"
           "\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0\0\0\0"),
#undef FILE_OF
};

/* Whether the packet stands in the file. */
static gboolean
holds (const GByteArray *file, const gchar *packet)
{
  gsize length = strlen (packet);

  for (gsize i = 0; i + length <= file->len; i++)
    if (memcmp (file->data + i, packet, length) == 0)
      return TRUE;
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzBytes         bytes  = { data, size };
  g_autofree gchar *packet = smp_source_packet ();
  SmpFileFormat     format = (SmpFileFormat) (fuzz_byte (&bytes) % G_N_ELEMENTS (files));
  gsize             length = files[format].size;
  gint              n      = fuzz_int (&bytes, 0, MOST_CHANGES);
  /* To the byte, so that a sanitizer or valgrind sees the first one beyond. */
  g_autofree guint8 *file       = NULL;
  g_autoptr (GByteArray) marked = NULL;

  if (fuzz_byte (&bytes) % 4 == 0)
    length = (gsize) fuzz_int (&bytes, 1, (gint) length);
  file = g_memdup2 (files[format].bytes, length);
  for (gint i = 0; i < n; i++)
    file[fuzz_int (&bytes, 0, (gint) length - 1)] = (guint8) fuzz_byte (&bytes);

  marked = smp_source_mark (format, file, length, 1, 1);
  if (marked)
    g_assert_true (marked->len > length / 2 && holds (marked, packet));
  else
    g_assert_true (n > 0 || length < files[format].size);
  return 0;
}
