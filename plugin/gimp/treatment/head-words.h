/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the head is in the photo: found there, or said by a script. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/head.h"
#include "smp/params.h"

/* Sets the values' head to what a script says: the words of smp_head_from_words(), or "auto",
 * "auto,VIEW" or "auto,VIEW,DISTANCE" for one to be found in the photo; the camera's distance, if
 * it is not said then, is taken from the focal length that the photo's own notes tell, where it was
 * not cropped since.  Fails as smp_head_from_words(), smp_head_outline_find() and
 * smp_head_from_ellipse() do, with their errors. */
gboolean
smp_head_read_words (GimpLayer *photo, const gchar *words, SmpParams *params, GError **error);
