/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bare skin that the selection leaves between itself and the hair: it ends before the scar does.
 * What is left shows as a rim around the fill, and is no surrounding that dots should look like. */

#pragma once

#include "ring.h"

/* So much of an outline is left bare by chance. */
#define SMP_LEFT_BARE_BY_CHANCE 0.16

/* Takes such skin out of the ring's usable cells into those that are left, and returns beside which
 * share of the region's outline it lies, as far as that faces hair; 0 where the region looks as its
 * surroundings do; no more than chance takes nothing.
 * skin is 1 where a cell of the ring may be skin by its colour, of this tone or another. */
gdouble smp_left_bare_take (SmpRing *ring, const SmpMarkFinder *finder, const SmpField *skin);
