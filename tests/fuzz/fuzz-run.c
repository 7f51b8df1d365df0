/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzzer without libFuzzer:
 *
 *     fuzz-SUBJECT N [FILE]...
 *
 * tries N strings of bytes, the same at every run, and what the files hold, such as what libFuzzer
 * has found.  A string that ends the program is named before, by its number. */

#include <stdlib.h>

#include "fuzz-bytes.h"

#define LONGEST 512

static guint32
next_random (guint32 state)
{
  return state * 747796405u + 2891336453u;
}

int
main (int argc, char **argv)
{
  gint n = argc > 1 ? atoi (argv[1]) : 0;

  for (gint i = 0; i < n; i++)
    {
      uint8_t data[LONGEST];
      guint32 state = next_random (20261128u + (guint32) i);
      size_t  size;

      state = next_random (state);
      size  = 16 + (state >> 8) % (LONGEST - 16);
      for (size_t k = 0; k < size; k++)
        {
          state   = next_random (state);
          data[k] = (uint8_t) (state >> 16);
        }
      g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
      g_printerr ("%d\r", i);
      LLVMFuzzerTestOneInput (data, size);
    }
  for (gint i = 2; i < argc; i++)
    {
      gchar *data;
      gsize  size;

      if (!g_file_get_contents (argv[i], &data, &size, NULL))
        g_error ("%s cannot be read", argv[i]);
      LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
      g_free (data);
    }
  g_print ("%d strings and %d files\n", n, MAX (argc - 2, 0));
  return n > 0 || argc > 2 ? 0 : 1;
}
