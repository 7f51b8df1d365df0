/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of Preview Fading. */

#pragma once

#include "treatment/treatments.h"

/* Lets the person move through the years, with the canvas following and a plot of what is left;
 * FALSE with SMP_ERROR_CANCELLED where the person cancels, the image being as before. */
gboolean smp_fade_dialog_run (GimpProcedure       *procedure,
                              GimpProcedureConfig *config,
                              GPtrArray           *treatments,
                              GError             **error);
