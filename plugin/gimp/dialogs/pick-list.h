/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of GIMP's images or of an image's channels, by name, of which one is picked. */

#pragma once

#include <libgimp/gimpui.h>

/* Adds what there is to pick, with smp_pick_list_add(). */
typedef void (*SmpPickOffer) (GtkWidget *list, gpointer data);

/* Takes what was picked, as the number that it was added under. */
typedef void (*SmpPickTaken) (gint id, gpointer data);

/* Makes the list.  What it offers is asked for now, and again whenever the person comes back to the
 * dialog, since images and channels come and go; what is picked stays so while it is there, and is
 * the first otherwise.  taken is called for the first pick too.  Returns: (transfer floating) */
GtkWidget *
smp_pick_list_new (GtkWidget *dialog, SmpPickOffer offer, SmpPickTaken taken, gpointer data);

/* Adds one below the others; no two of a list have the same number. */
void smp_pick_list_add (GtkWidget *list, gint id, const gchar *name);

/* Picks what was added under a number, which may have come since the list was filled. */
void smp_pick_list_pick (GtkWidget *list, gint id);
