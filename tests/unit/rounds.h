/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often to try what is tried with many values. */

#pragma once

#include <glib.h>

/* So often, or in valgrind, which looks at memory and finds the same in the first ones, a tenth of
 * it: the promise about all of them is tested without. */
static inline guint
test_rounds (guint n)
{
  return g_getenv ("SMP_TEST_FEW_ROUNDS") ? MAX (n / 10, 1) : n;
}
