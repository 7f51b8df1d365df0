/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A healed photo over the case that it is of: where it lies, in which light, and how it differs
 * from the prediction.  Both photos stay as they are. */

#pragma once

#include "smp/registration.h"
#include "smp/result.h"
#include "stage-image.h"

/* What is asked for: the healed photo, as an image; whether it is laid over by points, of one path
 * in each image (NULL for the only one), or found; and what may differ. */
typedef struct
{
  GimpImage          *healed;
  gboolean            by_points;
  GimpPath           *path;
  GimpPath           *healed_path;
  SmpRegistrationKind kind;
} SmpHealedOptions;

/* The part of the case that is compared: its planes lie at one place in the image, and are light
 * of sRGB's primaries; real is the healed photo there in the prediction's light, with no number
 * beyond it.  main is the treatment whose values are judged: that of the largest region.  reason
 * says why no values can be said, where change could not be solved; else it is NULL.  All is the
 * check's own but main. */
typedef struct
{
  const SmpTreatment *main;
  gboolean            is_found;
  SmpRegistration     registration;
  SmpLightFit         light;
  gboolean            is_sharpness_told;
  gdouble             blur_px2; /* of the healed photo over the prediction: smp_sharpness_fit() */
  SmpPlane            before;
  SmpPlane            predicted;
  SmpPlane            real;
  SmpPlane            region;
  SmpResult          *result;
  SmpResultChange     change;
  gchar              *reason;
} SmpHealedCheck;

/* Compares what the image shows with SMP layers, of which the treatments (SmpTreatment, the
 * caller's) are all that are shown, with the healed photo.  Fails with SMP_ERROR_IMAGE, in a
 * sentence, where the two cannot be laid over each other or compared.  Returns: (transfer full)
 * (nullable) */
SmpHealedCheck *
smp_healed_check_new (GPtrArray *treatments, const SmpHealedOptions *options, GError **error);

/* Frees it; NULL is none. */
void smp_healed_check_free (SmpHealedCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHealedCheck, smp_healed_check_free)

/* Puts a path into each image, through nine points that lie on the same spots as the check has it:
 * to be looked at, moved where they are wrong, and taken as points.  One undo step in each. */
void
smp_healed_check_leave_points (const SmpHealedCheck *check, GimpImage *image, GimpImage *healed);
