/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The least that an operation of GEGL's can do to a picture. */

#pragma once

#include <glib-object.h>

#define BENCH_ONE_MULTIPLY "bench:one-multiply"

/* An area filter that reads no pixel but its own, and multiplies it once.  Its name is known to
 * GEGL once its class is there: g_type_class_ref () after gegl_init (). */
GType bench_one_multiply_get_type (void);
