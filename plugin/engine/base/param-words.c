/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

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
#define SMP_WORD(id, from, word) { id, from, word },
#include "smp/params.def"
#undef SMP_DOUBLE
#undef SMP_INT
#undef SMP_CHOICE
#undef SMP_DIRECTIONS
};

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
