/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The region of a hairline, made of a line and the treatment's values. */

#pragma once

#include "background.h"
#include "hairline-source.h"
#include "treatment.h"

/* path is the path given, or NULL.  The rest is found with the region: the line's length, and its
 * height above the glabella where that is marked (else 0). */
typedef struct
{
  GimpPath *path;
  gdouble   length_mm;
  gdouble   height_mm;

  SmpParams         made_of;
  gboolean          made_with_hair;
  SmpHairlineSource source;
  GeglRectangle     selected;
  SmpHairline      *hairline;
  SmpRegion        *made;
  SmpBackground     background;
  GeglRectangle     looked_at; /* for it, and how far behind the line */
  gint              looked_behind;
} SmpHairlineMap;

/* The treatment's make_region; its data is a SmpHairlineMap.  Fails with SMP_ERROR_IMAGE where the
 * line cannot be read, is none of a hairline, or leaves nothing to be filled.  Returns: (transfer
 * full) (nullable) */
SmpRegion *smp_hairline_map_make (SmpTreatment *treatment, GError **error);

/* The treatment's look_again: whether the person has drawn the line or the selection's bounds
 * otherwise since the region was made, which is then made anew when it is asked for. */
gboolean smp_hairline_map_look_again (SmpTreatment *treatment);

/* Reads the hair behind and beside the line, for the region as it is without it; once it was
 * measured, the region is made anew, less the hair that was counted.  Fails as
 * smp_hairline_map_make() and smp_neighbourhood_read_around() do, with their errors. */
gboolean smp_hairline_map_read_surroundings (SmpTreatment *treatment, GError **error);

/* What a treatment's note and left_out may say together, for a dialog to keep room for it.
 * Returns: (transfer full) */
gchar *smp_hairline_usual_note (void);

/* Frees what it made; the path is the caller's. */
void smp_hairline_map_clear (SmpHairlineMap *map);
