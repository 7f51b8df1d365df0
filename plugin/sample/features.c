/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a picture may have: the features, and the kinds of skin. */

#include "options.h"

#include <string.h>

/* Every feature of a picture that has none.
 */
void
sample_features_off (SampleOptions *options)
{
#define FEATURE(field, option, off, low, high, unit, help) options->field = off;
#include "features.def"
}

/* Whether the picture has any.
 */
gboolean
sample_has_features (const SampleOptions *options)
{
#define FEATURE(field, option, off, low, high, unit, help) \
  if (options->field < off || options->field > off)        \
    return TRUE;
#include "features.def"

  return FALSE;
}

static const gchar *skin_names[] = { "light", "medium", "tan", "brown", "dark", NULL };

const gchar *
sample_skin_name (SampleSkin skin)
{
  return skin_names[skin];
}

gboolean
sample_skin_find (const gchar *name, SampleSkin *skin)
{
  for (gint i = 0; skin_names[i]; i++)
    if (strcmp (name, skin_names[i]) == 0)
      {
        *skin = (SampleSkin) i;
        return TRUE;
      }
  return FALSE;
}
