/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of each list of choices in choices.def, for the table of parameters. */

#pragma once

#include "smp/params.h"

/* The figures of the choices' rows, in their order; channels are red, green, blue. */
enum
{
  PIGMENT_NEVER_LOST,
  PIGMENT_LOSS_PER_YEAR,
  PIGMENT_ABSORPTION /* the first of the channels */
};
enum
{
  LOSS_NEVER_LOST
};
enum
{
  FRONT_X,
  FRONT_Y
};
enum
{
  DIFFUSION_FEATHER,
  DIFFUSION_WAVES,
  DIFFUSION_JAGS,
  DIFFUSION_STRAYS
};

/* Each list ends with a NULL nick, which its enum's values do not count. */
#define SMP_CHOICES(type, list) \
  enum                          \
  {
#define SMP_VALUE(value, ...) COUNTED_##value,
#define SMP_CHOICES_END(type, list) \
  N_##list                          \
  }                                 \
  ;                                 \
  extern const SmpChoice list[N_##list + 1];
#include "smp/choices.def"
