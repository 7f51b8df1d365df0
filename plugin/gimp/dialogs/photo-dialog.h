/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is asked where the photo of an SMP layer has been deleted. */

#pragma once

#include <libgimp/gimp.h>

/* Asks which layer is the photo now, where that below an SMP layer has been deleted.  NULL with
 * SMP_ERROR_CANCELLED where the person does not say, and with SMP_ERROR_IMAGE where no layer can
 * be it.  Returns: (transfer none) (nullable) */
GimpLayer *smp_photo_dialog_ask (GimpImage *image, GimpLayer *smp_layer, GError **error);
