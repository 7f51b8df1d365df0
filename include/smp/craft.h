/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers of the craft that are no one's to choose and that more than one part of the program
 * needs.  What a person can choose stands in params.def, how many sessions there are too. */

#pragma once

/**
 * SMP_DOTS_A_SESSION:
 *
 * How many dots are placed in a session, which takes %SMP_LEAST_SESSION_HOURS to
 * %SMP_MOST_SESSION_HOURS hours, %SMP_SESSION_HOURS as a rule (a practitioner's statement).
 */
#define SMP_DOTS_A_SESSION      14000
#define SMP_SESSION_HOURS       3
#define SMP_LEAST_SESSION_HOURS 2
#define SMP_MOST_SESSION_HOURS  4

/**
 * SMP_HELMET:
 *
 * The greatest share of the skin under dots that still looks like hair; above, dots merge to a
 * helmet (practitioners' statement).
 */
#define SMP_HELMET 0.2

/**
 * SMP_HEALED_YEARS:
 *
 * When the skin has healed, years after the last session (practitioners' statement: settled in four
 * to six weeks; the later).
 */
#define SMP_HEALED_YEARS 0.115
#define SMP_HEALED_WORDS "6 weeks"

/**
 * SMP_NOTICED_SHARE:
 *
 * The least step of hair density that is noticed, as a share of the density before it, and in hairs
 * per cm2: both measured in the same people, 100 dermatologists (205 patients: 0.228 and 41.7).
 * They are one step at 187 per cm2.
 */
#define SMP_NOTICED_SHARE   0.23
#define SMP_NOTICED_PER_CM2 43.0

/**
 * SMP_LUMA_R:
 *
 * Weights of red, green and blue linear light of sRGB's primaries in relative luminance (ITU-R
 * BT.709).
 */
#define SMP_LUMA_R 0.2126
#define SMP_LUMA_G 0.7152
#define SMP_LUMA_B 0.0722
