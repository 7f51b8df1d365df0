/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sample program draws, drawn once in a run of ./smp for all tests that ask for it. */

#pragma once

#include <glib.h>

/* A folder with what the program of that path draws with these arguments (all but the folder), to
 * be read and not to be changed.  Ends the program where that fails.  Returns: (transfer full) */
gchar *test_drawing_new (const gchar *program, const gchar *const *arguments);

/* Frees it, and removes it if no other test of a run can ask for it. */
void test_drawing_done (gchar *folder);
