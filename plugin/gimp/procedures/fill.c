/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-fill: fills the selection with dots. */

#include <glib/gi18n-lib.h>

#include "common-arguments.h"
#include "procedures.h"
#include "treating.h"
#include "treatment/fill-region.h"

#define SCOPES (SMP_SCOPE_EDGE | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

static gboolean
start (SmpTreatingRun *run, GError **error)
{
  GimpLayer     *photo    = smp_treating_photo (run, error);
  SmpRegion     *selected = photo ? smp_region_from_selection (run->image, error) : NULL;
  SmpFillRegion *region;

  if (!selected)
    return FALSE;
  run->data = region = g_new0 (SmpFillRegion, 1);
  region->selected   = selected;
  run->treatment     = smp_treatment_new (run->image, photo, _ ("SMP Fill"), SMP_FILTER_FILL,
                                          smp_fill_region_make, region);
  return TRUE;
}

static gboolean
ask (SmpTreatingRun *run, GError **error)
{
  const SmpFillRegion *region = run->data;

  if (!smp_treating_ask_values (run, SCOPES, error))
    return FALSE;
  smp_treating_read_softness (run, &region->selected->bounds);
  return smp_asked_match (run->config, run->treatment, error);
}

static void
end (SmpTreatingRun *run)
{
  if (run->data)
    smp_fill_region_clear (run->data);
  g_free (run->data);
}

static const SmpTreating filter = { .filter          = SMP_FILTER_FILL,
                                    .title           = N_ ("Fill Density"),
                                    .scopes          = SCOPES,
                                    .needs_selection = TRUE,
                                    .start           = start,
                                    .ask             = ask,
                                    .end             = end };

GimpProcedure *
smp_fill_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_treating_procedure_new (
    plug_in, name, &filter, _ ("_Fill Density..."), _ ("Fill the selected skin with pigment dots"),
    _ ("Fills the selection with scalp micropigmentation dots, as a new layer over the photo, "
       "which "
       "is not changed. Soft edges of the selection mean a lower density."));

  smp_treating_add_arguments (procedure, &filter);
  smp_treating_add_last_values (procedure);
  return procedure;
}
