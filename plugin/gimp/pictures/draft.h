/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small pictures of the page that a dialog would make, of small copies of the images, so that
 * they are there soon. */

#pragma once

#include <cairo.h>
#include <libgimp/gimp.h>

#include "treatment/pause.h"

/* The small copies of an image and of its further views. */
typedef struct _SmpDraft SmpDraft;

/* treatments are SmpTreatment of one image, and stay the caller's; nothing is copied yet.  answer
 * is called often while something is drawn, so that what waits for it answers.  Returns: (transfer
 * full) */
SmpDraft *smp_draft_new (GPtrArray *treatments, SmpPauseFunc answer, gpointer data);

/* Draws the page that the procedure's configuration asks for, at most of that size, of the images
 * as they were when they were copied; of an animation a picture of what moves in it.  Fails as
 * smp_compare_make() and smp_compare_options_read() do, with their error, and with
 * SMP_ERROR_CANCELLED where answer gave it up.  Returns: (transfer full) (nullable) */
cairo_surface_t *smp_draft_page (SmpDraft            *draft,
                                 GimpProcedureConfig *config,
                                 gint                 most_width,
                                 gint                 most_height,
                                 GError             **error);

/* Frees it, and deletes the copies; NULL is none. */
void smp_draft_free (SmpDraft *draft);
