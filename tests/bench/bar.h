/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a benchmark is asked for.  Bars are of ratios of what one run measured in turn: nothing else
 * says anything on another machine. */

#pragma once

#include <glib.h>

/* Prints the ratio with its bar, and in words whether it is met. */
static inline void
bench_at_most (gdouble ratio, gdouble most)
{
  g_print ("%.2f (at most %g): %s\n", ratio, most, ratio <= most ? "met" : "not met");
}

/* The same of what is to be large. */
static inline void
bench_at_least (gdouble ratio, gdouble least)
{
  g_print ("%.2f (at least %g): %s\n", ratio, least, ratio >= least ? "met" : "not met");
}
