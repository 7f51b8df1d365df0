/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "choices.h"
#include "i18n.h"

#define SMP_CHOICES(type, list)                   const SmpChoice list[] = {
#define SMP_VALUE(value, nick, label, times, ...) { nick, label, times, { __VA_ARGS__ } },
#define SMP_CHOICES_END(type, list) \
  {                                 \
    NULL, NULL, 1.0, { 0.0 }        \
  }                                 \
  }                                 \
  ;
#include "smp/choices.def"
