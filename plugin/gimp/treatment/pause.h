/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Long work that a dialog waits for stops for a moment, often, so that the dialog answers.  The
 * work need not know who waits: whoever starts it says what is to be done in the pauses. */

#pragma once

#include <glib.h>

/* What is done in a pause; FALSE where the work is to be given up. */
typedef gboolean (*SmpPauseFunc) (gpointer data);

/* What is done in the pauses of this thread's work from now on, NULL for nothing.  Work within a
 * pause has none itself. */
void smp_pause_set (SmpPauseFunc func, gpointer data);

/* A pause: nothing of GIMP's may be half done.  FALSE where the work is to be given up, with
 * SMP_ERROR_CANCELLED; from then on at each pause, until it is said anew what is done. */
gboolean smp_pause (GError **error);

/* The same, as an SmpProgressFunc of region.h: work that tells its progress pauses there. */
gboolean smp_pause_in_progress (gdouble share, gpointer data);
