/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of each list of choices in choices.def, for the table of parameters. */

#pragma once

#include "smp/params.h"

/* Each list ends with a NULL nick, which its enum's values do not count. */
#define SMP_CHOICES(type, list) \
  enum                          \
  {
#define SMP_VALUE(value, nick, label, times) COUNTED_##value,
#define SMP_CHOICES_END(type, list) \
  N_##list                          \
  }                                 \
  ;                                 \
  extern const SmpChoice list[N_##list + 1];
#include "smp/choices.def"
