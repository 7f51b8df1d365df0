/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a dialog can be read and reached, in any language and size of letters. */

#pragma once

/* Waits for being asked, if SMP_TEST_LOOK is set. */
void smp_test_legible_start (void);
