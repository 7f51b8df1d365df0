/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The scale of an image, pixels per millimetre of skin, kept as the image's parasite "smp-scale".
 */

#pragma once

#include <libgimp/gimp.h>

/* Where a scale comes from, the surest first. */
typedef enum
{
  SMP_SCALE_MEASURED,
  SMP_SCALE_BY_HEAD, /* a guess: the head in the photo is as large as most */
  SMP_SCALE_BY_SIZE  /* a guess from the photo's size */
} SmpScaleBasis;

/* The word that images and layers keep for a guess; NULL where it was measured.  Returns: (transfer
 * none) */
const gchar *smp_scale_basis_word (SmpScaleBasis basis);

/* The other way round; all that is no guess's word is a measured scale's. */
SmpScaleBasis smp_scale_basis_of_word (const gchar *word);

/* Stores it, with a word on where it comes from, as one undoable change.  Fails with
 * SMP_ERROR_VALUE where it is out of the parameter's range. */
gboolean smp_scale_store (GimpImage *image, gdouble px_per_mm, const gchar *source, GError **error);

/* The stored scale, as it is after the image was scaled, cropped, turned or flipped since, and
 * where it comes from (where basis is not NULL); SMP_ERROR_IMAGE with a sentence on
 * how to set it where there is none, or where it cannot be told any more. */
gboolean
smp_scale_load (GimpImage *image, gdouble *px_per_mm, SmpScaleBasis *basis, GError **error);

/* What is to be said beside all that is drawn by a scale that nobody measured; "" of a measured
 * one. Returns: (transfer none) */
const gchar *smp_scale_estimate_mark (SmpScaleBasis basis);
