/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that a label had to be given in addition, such as "Pigment (_G)", because none of its own
 * letters was free: they work, and are not shown. */

#pragma once

#include <gtk/gtk.h>

/* Copies a label without such a key.  keyval, which may be NULL, is set to it, or to 0 where the
 * label has none.  Returns: (transfer full) */
gchar *smp_keys_strip (const gchar *label, guint *keyval);

/* Takes such keys from all labels that these controls are or hold, and has the window know them. */
void smp_keys_hide (GtkWidget *controls);

/* The key that goes with Alt to a control or, where it is a label's, to what that names; 0 where it
 * has none. */
guint smp_key_of (GtkWidget *widget);
