/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of Before and After. */

#pragma once

#include <libgimp/gimp.h>

/* Lets the person choose what to make of the treatments (SmpTreatment) of one image; remembers the
 * practitioner.  overwrite is TRUE
 * where the person says that the file that is there may go.  FALSE with SMP_ERROR_CANCELLED where
 * the person cancels, and with SMP_ERROR_IMAGE where the image is closed meanwhile. */
gboolean smp_compare_dialog_run (GimpProcedure       *procedure,
                                 GimpProcedureConfig *config,
                                 GPtrArray           *treatments,
                                 gboolean            *overwrite,
                                 GError             **error);
