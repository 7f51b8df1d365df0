/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo as it is looked at before anything is treated on it. */

#pragma once

#include <libgimp/gimp.h>

#include "scale-store.h"
#include "smp/photo-check.h"

/* The part of a photo that counts, and what is to be treated on it. */
typedef struct _SmpPhotoLook SmpPhotoLook;

/* Reads the photo around the selection, or in its middle where nothing is selected.  Its scale is
 * the image's, or the estimate; basis, which may be NULL, tells which.  SMP_ERROR_IMAGE where
 * the photo has no pixel there.  Returns: (transfer full) (nullable) */
SmpPhotoLook *
smp_photo_look_new (GimpImage *image, GimpLayer *photo, SmpScaleBasis *basis, GError **error);

/* Looks at it; asks nothing of GIMP, so that any thread may do it. */
void smp_photo_look_check (const SmpPhotoLook *look, SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS]);

/* Frees it; NULL is none. */
void smp_photo_look_free (SmpPhotoLook *look);
