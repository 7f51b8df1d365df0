/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a screen reader calls a dialog's controls. */

#pragma once

#include <gtk/gtk.h>

/* Names every control that these are or hold by then, where GTK does not by itself: sliders as the
 * label that is drawn in them, also when it changes, and buttons and plots without words as what
 * their tooltip says. */
void smp_spoken_names_give (GtkWidget *controls);
