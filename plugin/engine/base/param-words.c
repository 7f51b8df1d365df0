/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/same-math.h"
#include "i18n.h"
#include "smp/craft.h"
#include "smp/params.h"

typedef struct
{
  const gchar *id;
  gdouble      from;
  const gchar *word;
} Word;

static const Word words[] = {
#define SMP_DOUBLE(...)
#define SMP_INT(...)
#define SMP_CHOICE(...)
#define SMP_DIRECTIONS(...)
#define SMP_HEAD(...)
#define SMP_WORD(id, from, word) { id, from, word },
#include "smp/params.def"
#undef SMP_DOUBLE
#undef SMP_INT
#undef SMP_CHOICE
#undef SMP_DIRECTIONS
#undef SMP_HEAD
};

#define SHARE "share"

static gboolean
is_share (const SmpParamInfo *info)
{
  return strcmp (info->unit, SHARE) == 0;
}

const gchar *
smp_param_shown_unit (const SmpParamInfo *info)
{
  return is_share (info) ? "%" : info->unit;
}

gdouble
smp_param_shown_factor (const SmpParamInfo *info)
{
  return is_share (info) ? 100.0 : 1.0;
}

gboolean
smp_param_is_yes_or_no (const SmpParamInfo *info)
{
  return info->type == SMP_TYPE_CHOICE && strcmp (info->choices[SMP_NO].nick, "no") == 0 &&
         info->choices[SMP_YES].nick && strcmp (info->choices[SMP_YES].nick, "yes") == 0;
}

const gchar *
smp_param_word (const SmpParamInfo *info, gdouble value)
{
  const gchar *word = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].id, info->id) == 0 && value >= words[i].from)
      word = words[i].word;
  return word;
}

gboolean
smp_density_step_is_noticed (gdouble from, gdouble to)
{
  gdouble step = fabs (to - from);

  return step > 0.0 && step >= MIN (SMP_NOTICED_SHARE * from, SMP_NOTICED_PER_CM2);
}
