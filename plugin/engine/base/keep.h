/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values that last as long as the program, each text's once. */

#pragma once

#include <glib.h>

/* What was kept of one kind; static, and so empty at first. */
typedef struct
{
  GMutex      mutex;
  GHashTable *values;
} SmpKept;

/* What a text says, in memory of its own; NULL where it says nothing. */
typedef gpointer (*SmpKeepFunc) (const gchar *text);

/* What the text says, read when it comes the first time.  Any thread may ask.  Returns: (transfer
 * none) (nullable): for as long as the program runs */
gpointer smp_keep (SmpKept *kept, const gchar *text, SmpKeepFunc read);
