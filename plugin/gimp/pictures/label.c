/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/source-mark.h"
#include "label.h"
#include "smp/text.h"

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

void
smp_compare_set_brand (const SmpCompare *self, SmpPageGrid *grid)
{
  const SmpPractitioner *practitioner = &self->options->practitioner;

  grid->name     = practitioner->name;
  grid->contact  = practitioner->contact;
  grid->has_logo = practitioner->logo != NULL;
}

gboolean
smp_compare_add_brand (const SmpCompare  *self,
                       SmpPage           *page,
                       const SmpPageGrid *grid,
                       GError           **error)
{
  const SmpPagePlace  words = smp_grid_brand (grid);
  const SmpPagePlace  place = smp_grid_logo (grid);
  const GeglRectangle logo  = { place.x, place.y, place.width, place.height };
  SmpPageText text = { .size_px = grid->text_px, .x = words.x, .y = words.y, .width = words.width };

  if (grid->name && *grid->name)
    {
      text.words = grid->name;
      text.name  = _ ("Practitioner");
      text.y += smp_page_add_text (page, &text);
    }
  if (grid->contact && *grid->contact)
    {
      text.words   = grid->contact;
      text.name    = _ ("Contact");
      text.colour  = SMP_PAGE_GREY;
      text.size_px = grid->footer_px;
      smp_page_add_text (page, &text);
    }
  return !grid->has_logo ||
         smp_page_add_file (page, self->options->practitioner.logo, &logo, _ ("Logo"), error);
}
