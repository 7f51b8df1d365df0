/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many dots each place of a region needs beside the others: a scar is seldom equally pale all
 * over, nor is the skin around it equally light. */

#pragma once

#include "ring.h"

/* By cell, the share of the neediest place's dots that makes a place as dark as the ring near by:
 * what has to be taken from the light below its glare, as an optical depth, over the region's mean,
 * within what looks like one pattern.  1 where that is not known, or where the region is hardly
 * lighter than the ring.  Returns the mean over the region. */
gdouble smp_need_measure (const SmpMarkFinder *finder, const SmpRing *ring, SmpField *need);
