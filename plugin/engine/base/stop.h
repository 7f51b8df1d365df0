/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long work is given up before it is done.  Whoever begins it in a thread says what to look at;
 * the steps below ask, leave out what takes long, and return something that counts for nothing. */

#pragma once

#include <glib.h>

/* From now on this thread's work is given up once *stop, which other threads set atomically, is not
 * 0; NULL lets it go on for ever. */
void smp_stop_when (const gint *stop);

/* What this thread looks at, for another one that works for it: whoever set it owns it.  NULL for
 * nothing. */
const gint *smp_stop_watched (void);

/* Whether this thread's work is to be given up. */
gboolean smp_is_stopped (void);
