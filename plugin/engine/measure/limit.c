/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/i18n.h"
#include "smp/measure.h"

static const gchar *const sentences[] = {
#define SMP_REASON(value, sentence) [value] = sentence,
#include "smp/limits.def"
};

const gchar *
smp_limit_sentence (SmpLimit limit)
{
  return limit == SMP_LIMIT_NONE ? "" : _ (sentences[limit]);
}
