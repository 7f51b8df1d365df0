/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Valid parameters, their ends among them, from a string of bytes. */

#pragma once

#include "fuzz-bytes.h"
#include "smp/params.h"

/* Sets all to values that a recipe may hold; the scale is at most as given, so that drawing is
 * quick.  FALSE where they do not go together. */
static inline gboolean
fuzz_params (FuzzBytes *bytes, gdouble most_px_per_mm, SmpParams *params)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  smp_params_init (params);
  for (guint i = 0; i < n_infos; i++)
    if (!smp_param_is_text (&infos[i]) && fuzz_byte (bytes) % 2)
      {
        gdouble value = fuzz_double (bytes, infos[i].minimum, infos[i].maximum);

        smp_params_set (params, &infos[i], infos[i].type == SMP_TYPE_DOUBLE ? value : floor (value),
                        NULL);
      }
  params->px_per_mm = MIN (params->px_per_mm, most_px_per_mm);
  return smp_params_check (params, NULL);
}
