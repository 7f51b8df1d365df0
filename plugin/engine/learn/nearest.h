/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The nearest of many points in a plane, looked for in square cells. */

#pragma once

#include <glib.h>

/* Points, and the cells that they lie in. */
typedef struct _SmpNearest SmpNearest;

/* Points as pairs of x and y, which are kept and must stay; cells of about their mean distance are
 * the quickest.  Returns: (transfer full) */
SmpNearest *smp_nearest_new (const gfloat *points, guint n, gdouble cell);

/* Frees it; NULL is none. */
void smp_nearest_free (SmpNearest *self);

/* The square of a place's distance from the nearest point that is not the one left out, by number;
 * G_MAXUINT leaves out none.  G_MAXDOUBLE where there is no other. */
gdouble smp_nearest_squared (const SmpNearest *self, gdouble x, gdouble y, guint but);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpNearest, smp_nearest_free)
