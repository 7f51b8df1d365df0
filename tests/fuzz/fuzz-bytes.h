/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fuzzer is made of: a string of bytes that says what to try.  As a test it is run on some
 * that are the same at every run; with libFuzzer, on those that it finds. */

#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

typedef struct
{
  const uint8_t *data;
  size_t         left;
} FuzzBytes;

/* The next byte; 0 beyond the end. */
static inline guint
fuzz_byte (FuzzBytes *bytes)
{
  if (bytes->left == 0)
    return 0;
  bytes->left--;
  return *bytes->data++;
}

/* A whole number from least to most. */
static inline gint
fuzz_int (FuzzBytes *bytes, gint least, gint most)
{
  return least + (gint) ((fuzz_byte (bytes) << 8 | fuzz_byte (bytes)) % (guint) (most - least + 1));
}

/* From least to most, both of which come up often. */
static inline gdouble
fuzz_double (FuzzBytes *bytes, gdouble least, gdouble most)
{
  guint step = (guint) fuzz_int (bytes, 0, 1023);

  return step < 16 ? least : step > 1007 ? most : least + (most - least) * step / 1023.0;
}

/* A number that no one expects. */
static inline gfloat
fuzz_odd_float (FuzzBytes *bytes)
{
  static const gfloat odd[] = { NAN,   INFINITY, -INFINITY,  0.0f,   -1.0f, 1.0f,
                                -0.0f, 1e-38f,   G_MAXFLOAT, 1e-45f, 1e30f, -G_MAXFLOAT };

  return odd[fuzz_byte (bytes) % G_N_ELEMENTS (odd)];
}

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
