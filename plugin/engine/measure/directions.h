/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the found hairs lie. */

#pragma once

#include "ring.h"

/* The hairs' direction from place to place, their common one in degrees, and how common it is, 0 to
 * 1.  Returns: (transfer full) */
SmpDirectionField *smp_directions_measure (const SmpMarkFinder *finder,
                                           const SmpRing       *ring,
                                           gdouble             *common_deg,
                                           gdouble             *coherence);

/* How far single hairs lie from the direction of their place: the standard deviation of a wrapped
 * normal law with the angles' mean resultant length (Mardia and Jupp 2000), of axes, so doubled;
 * less what the strokes' own axes are off. */
gdouble smp_directions_variation_deg (const SmpDirectionField *directions,
                                      const SmpMarkFinder     *finder,
                                      const SmpRing           *ring);

/* The cosine of twice the angle between a mark and the direction of its place; FALSE where the
 * place has none, or the mark is too faint to tell. */
gboolean smp_directions_turn (const SmpDirectionField *directions,
                              const SmpMarkFinder     *finder,
                              const SmpFoundMark      *mark,
                              const SmpRing           *ring,
                              gdouble                 *cosine);

/* How far a mark's own axis is off by itself, radians, standard deviation. */
gdouble smp_directions_error (const SmpMarkFinder *finder);
