/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the parts of one picture lie in another, sought one by one near where a map says. */

#pragma once

#include "features.h"
#include "smp/registration.h"

/* A picture has at most so many parts a side. */
#define SMP_PARTS_A_SIDE 8

/* One part: its middle and where it was found, in pixels of the photos; how far that is from where
 * the map says, in samples of the level; and how alike they are, -1 to 1. */
typedef struct
{
  SmpPointPair pair;
  gdouble      shift;
  gdouble      likeness;
} SmpSoughtPart;

/* Seeks the parts of a level within so many samples of where the map, of the photos' pixels, says;
 * those that show nothing, or lie beyond the other photo, are left out.  Returns: (transfer full)
 */
GArray *smp_parts_seek (const SmpFeatures *features,
                        const SmpFeatures *other,
                        gint               level,
                        const SmpAffine   *map,
                        gint               reach);

/* Whether a part lies where the map says. */
gboolean smp_part_agrees (const SmpSoughtPart *part);

/* How many do. */
guint smp_parts_agreeing (const GArray *parts);

/* The map to the parts that agree on one, whatever the others say; FALSE where none can be said. */
gboolean smp_parts_fit (const GArray *parts, SmpRegistrationKind kind, SmpAffine *map);
