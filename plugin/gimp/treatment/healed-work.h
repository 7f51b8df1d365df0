/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo of treated skin, read once, and what is learnt from it. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/learn.h"

/* treated is the selection, bare untreated skin, without data where there is none: of a channel, or
 * found, and then found says what, and is_sought that it was looked for.  person is the photo's
 * outline of a person in cells of person_px, without data where it has none.  All belongs to the
 * work, and nothing of it is GIMP's, so that any thread may learn from it. */
typedef struct
{
  SmpPlane     photo;
  SmpPlane     treated;
  SmpPlane     bare;
  SmpPlane     person;
  gint         person_px;
  gboolean     is_sought;
  SmpUntreated found;
  gdouble      px_per_mm;
} SmpHealedWork;

/* Reads the photo where anything is selected.  Fails with SMP_ERROR_IMAGE, in one sentence, where
 * nothing is, or all of it lies beyond the photo. */
gboolean smp_healed_work_read (SmpHealedWork *work,
                               GimpImage     *image,
                               GimpLayer     *photo,
                               GimpChannel   *bare,
                               gdouble        px_per_mm,
                               GError       **error);

/* Takes a channel over untreated skin beside the work, or none, NULL, instead of the one before;
 * the treated skin stays as it was read.  Fails as above, and leaves the work as it was. */
gboolean smp_healed_work_set_bare (SmpHealedWork *work,
                                   GimpImage     *image,
                                   GimpLayer     *photo,
                                   GimpChannel   *bare,
                                   GError       **error);

/* Reads the photo around the work, for untreated skin to be looked for instead of what was taken
 * before. */
void smp_healed_work_read_around (SmpHealedWork *work, GimpLayer *photo);

/* Looks for it where that was read, in any thread. */
void smp_healed_work_find_bare (SmpHealedWork *work);

/* Leaves what was found as a new channel of the image, seen and to be painted on: one undo step.
 * Returns: (transfer none) (nullable): NULL where nothing was found */
GimpChannel *smp_healed_work_leave_bare (const SmpHealedWork *work, GimpImage *image);

/* Frees what it holds; the work itself is the caller's. */
void smp_healed_work_clear (SmpHealedWork *work);

/* A square patch of the photo, in the middle of the treated skin, as sRGB bytes, three a pixel; and
 * of the drawing, of the same size.  size is at most the one given.  Both are the caller's. */
void smp_healed_work_patches (const SmpHealedWork *work,
                              const SmpLearned    *learned,
                              gint                *size,
                              guint8             **photo,
                              guint8             **drawn);

/* What was read, and what untreated skin was found, a line a figure, in a practitioner's words, and
 * why the others were not.
 * Returns: (transfer full) */
gchar *smp_healed_work_words (const SmpHealedWork *work, const SmpLearned *learned);

/* Whether the preset could be saved under the name, before the time is spent on reading the work;
 * fails as saving does. */
gboolean smp_healed_work_check_name (const gchar *name, gboolean add, GError **error);

/* Saves the preset, or adds the photo to the preset of that name where it was learnt too.  Fails
 * with SMP_ERROR_EXISTS and SMP_ERROR_VALUE as smp_preset_store_save() does, and with
 * SMP_ERROR_NOT_FOUND where it is to be added to none, or to one that was not learnt.  Returns:
 * (transfer full) (nullable): the preset's short name */
gchar *
smp_healed_work_save (const SmpLearned *learned, const gchar *name, gboolean add, GError **error);
