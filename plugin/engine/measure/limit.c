/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/i18n.h"
#include "smp/measure.h"

const gchar *
smp_limit_sentence (SmpLimit limit)
{
  switch (limit)
    {
    case SMP_LIMIT_SKIN:
      return _ ("There is too little usable skin around the selection.");
    case SMP_LIMIT_SCALE:
      return _ ("The photo has too few pixels per millimetre to tell hairs apart.");
    case SMP_LIMIT_BLUR:
      return _ ("The photo is too soft to tell hairs apart.");
    case SMP_LIMIT_MERGED:
      return _ ("The hairs stand so close that they merge in the photo.");
    case SMP_LIMIT_NOISE:
      return _ ("The photo's noise hides the hairs.");
    case SMP_LIMIT_NO_HAIR:
      return _ ("There is next to no hair around the selection.");
    case SMP_LIMIT_NO_ORDER:
      return _ ("The hair around the selection has no common direction.");
    case SMP_LIMIT_LONG:
      return _ ("The hair is too long for dots to imitate: take the photo clipped.");
    default:
      return "";
    }
}
