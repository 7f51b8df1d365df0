/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Alternatives: the same skin treated as several presets say, to choose among. */

#pragma once

#include <libgimp/gimp.h>

#include "smp/recipe.h"

/* More of them are too small to be compared. */
#define SMP_MOST_ALTERNATIVES 5

/* The word that stands for the layers as they are, in a list of alternatives. */
#define SMP_ALTERNATIVE_AS_IT_IS "as-it-is"

/* Between the names in such a list. */
#define SMP_ALTERNATIVES_DIVIDER ";"

/* One of them.  preset is NULL where it is the layers as they are.  listed is how the list calls
 * it. Both are its own. */
typedef struct
{
  gchar     *listed;
  SmpRecipe *preset;
} SmpAlternative;

/* The list that is sensible for a filter: soft, medium and strong.  Returns: (transfer none) */
const gchar *smp_alternatives_default (const gchar *filter);

/* Reads a list of presets, by name or file, of which "" is the default of the uppermost of the
 * layers that the treatments (SmpTreatment) replace.  Fails with SMP_ERROR_VALUE where there are
 * none or too many, or where one draws no dots of its own, and as smp_preset_find() does.  Returns:
 * (transfer full) (nullable): SmpAlternative */
GPtrArray *smp_alternatives_read (const gchar *list, GPtrArray *treatments, GError **error);

/* What a person reads, in the language that is spoken: the list was read in the own one.  Returns:
 * (transfer none) */
const gchar *smp_alternative_name (const SmpAlternative *alternative);

/* What a person reads below its name: "1224 dots, 150 dots/cm², all sessions".  Returns:
 * (transfer full) */
gchar *smp_alternative_figures (const SmpAlternative *alternative, GPtrArray *treatments);
