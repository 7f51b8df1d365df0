/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of Learn from Healed Work: the photo's patch beside the drawing, what was read, and
 * the preset's name. */

#pragma once

#include <libgimp/gimpui.h>

#include "treatment/healed-work.h"

/* What the argument "work" can be. */
typedef enum
{
  SMP_WORK_FRESH,
  SMP_WORK_HEALED,
  SMP_WORK_YEARS
} SmpWorkAge;

/* Values at the age that the arguments "work" and "years" say; the others' defaults.  Fails with
 * SMP_ERROR_VALUE where the years are out of their range. */
gboolean smp_learn_age (GimpProcedureConfig *config, SmpParams *at, GError **error);

/* Reads the work, which is of that photo, anew whenever its age or the untreated skin beside it is
 * changed, without keeping the window waiting, and saves the preset.  Fails with
 * SMP_ERROR_CANCELLED where the person cancelled, and with SMP_ERROR_IMAGE where the image was
 * closed meanwhile. */
gboolean smp_learn_dialog_run (GimpProcedure       *procedure,
                               GimpProcedureConfig *config,
                               GimpLayer           *photo,
                               SmpHealedWork       *work,
                               SmpLearned          *learned,
                               GError             **error);
