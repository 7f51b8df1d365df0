/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The layouts, from their rows. */

#include "layouts.h"
#include "smp/craft.h"
#include "smp/text.h"

static const struct
{
  const gchar *nick;
  const gchar *label;
  gint         columns;
  guint        traits;
  const gchar *times;
} layouts[] = {
#define SMP_LAYOUT(value, nick, label, maker, columns, traits, times) \
  [value] = { nick, label, columns, traits, times },
#include "layouts.def"
};

GimpChoice *
smp_layout_choice (void)
{
  GimpChoice *choice = gimp_choice_new ();

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    gimp_choice_add (choice, layouts[i].nick, (gint) i, _ (layouts[i].label), NULL);
  return choice;
}

const gchar *
smp_layout_nick (SmpLayout layout)
{
  return layouts[layout].nick;
}

gboolean
smp_layout_has (SmpLayout layout, SmpLayoutTraits trait)
{
  return (layouts[layout].traits & trait) != 0;
}

gint
smp_layout_columns (SmpLayout layout)
{
  return layouts[layout].columns;
}

GArray *
smp_layout_moments (SmpLayout layout)
{
  return smp_moments_parse (layouts[layout].times, NULL);
}
