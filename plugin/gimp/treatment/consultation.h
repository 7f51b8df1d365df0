/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a consultation goes on with an image: the dialogs that are its steps tell it by this. */

#pragma once

#include <libgimp/gimp.h>

/* Notes which procedure comes after the step that is taken, or NULL where it is the last; without
 * an undo step, and in no file. */
void smp_consultation_note (GimpImage *image, const gchar *next);

/* It is over; nothing to do where the image is gone. */
void smp_consultation_end (GimpImage *image);

/* Whether one goes on.  next, which may be NULL, is set to the procedure that comes after this
 * step, to be freed, or to NULL. */
gboolean smp_consultation_goes_on (GimpImage *image, gchar **next);
