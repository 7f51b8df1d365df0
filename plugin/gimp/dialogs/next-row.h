/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes next in the order of work, offered in a line at the foot of a dialog: a button that
 * takes what was chosen and goes on.  A person who does not want the line closes it: it stays away
 * from that dialog until its values are reset. */

#pragma once

#include <libgimp/gimpui.h>

/* The argument, for dialogs alone, in which it is kept whether the line is wanted. */
void smp_next_row_argument_add (GimpProcedure *procedure);

/* Adds the line with a button for each of the procedures, a NULL-terminated list that the caller
 * owns and keeps; nothing where the procedure has no such argument.  While a consultation goes on
 * with the image the line says what comes by itself. */
void smp_next_row_add (GtkDialog           *dialog,
                       GimpProcedureConfig *config,
                       GimpImage           *image,
                       const gchar *const  *procedures);

/* Runs the procedure that was chosen in the dialog of the configuration, if one was, as the menu
 * does.  What comes of it is told by its own dialog. */
void smp_next_row_go_on (GimpProcedureConfig *config, GimpImage *image);

/* Runs a procedure on the image's selected layers as the menu does.  Returns: whether it was done,
 * and not cancelled. */
gboolean smp_next_run (const gchar *procedure, GimpImage *image);
