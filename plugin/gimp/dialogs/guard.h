/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No value of a dialog changes unless the person means it. */

#pragma once

#include <gtk/gtk.h>

/* Guards every control that these are or hold by then.  A number that is typed counts with a
 * decimal point or comma; what is no number in the field's range leaves the old one, and the
 * sentence, a label, says so.  The mouse's wheel scrolls, and changes what has the focus alone. */
void smp_guard_controls (GtkWidget *controls, GtkWidget *sentence);
