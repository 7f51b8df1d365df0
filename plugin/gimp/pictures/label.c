/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "export/source-mark.h"
#include "label.h"

const gchar *
smp_compare_label (const SmpCompare *self)
{
  return self->options->label ? smp_source_disclaimer () : NULL;
}

gchar *
smp_compare_footer (const SmpCompare *self)
{
  return self->options->label ? smp_compare_assumptions (self) : NULL;
}

void
smp_compare_add_label (const SmpCompare   *self,
                       SmpPage            *page,
                       const SmpPagePlace *place,
                       gdouble             size_px)
{
  const SmpPageText text = {
    smp_compare_label (self), _ ("Label"), NULL, size_px, place->x, place->y, place->width, 0.5
  };

  if (text.words)
    smp_page_add_text (page, &text);
}
