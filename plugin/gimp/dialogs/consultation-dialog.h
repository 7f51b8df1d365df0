/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a consultation begins: what the photo is fit for, and what is to be treated. */

#pragma once

#include <libgimp/gimpui.h>

#include "treatment/photo-look.h"

/* Shows what is seen of the photo as soon as it is looked at, and asks for the procedure's argument
 * "treatment".  The look is freed.  FALSE with SMP_ERROR_CANCELLED where the person cancels, and
 * with SMP_ERROR_IMAGE where the image is closed meanwhile. */
gboolean smp_consultation_dialog_run (GimpProcedure       *procedure,
                                      GimpProcedureConfig *config,
                                      GimpImage           *image,
                                      SmpPhotoLook        *look,
                                      SmpScaleBasis        basis,
                                      GError             **error);
