/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-hairline: draws a hairline, and fills the skin behind it. */

#include <glib/gi18n-lib.h>

#include "common-arguments.h"
#include "procedures.h"
#include "results.h"
#include "treating.h"
#include "treatment/hairline-region.h"
#include "treatment/hairline-source.h"
#include "treatment/working-time.h"

/* No image of GIMP's is so large. */
#define FARTHEST_PX 1e6

#define SCOPES (SMP_SCOPE_HAIRLINE | SMP_SCOPE_STIPPLE | SMP_SCOPE_SKIN)

static gboolean
start (SmpTreatingRun *run, GError **error)
{
  SmpHairlineMap *map   = g_new0 (SmpHairlineMap, 1);
  GimpLayer      *photo = smp_treating_photo (run, error);

  run->data = map;
  g_object_get (run->config, "path", &map->path, NULL);
  /* In a window, the line may be drawn while the dialog is open. */
  if (!photo || (run->run_mode != GIMP_RUN_INTERACTIVE &&
                 !smp_hairline_source_exists (run->image, map->path, error)))
    return FALSE;
  run->treatment = smp_treatment_new (run->image, photo, _ ("SMP Hairline"), SMP_FILTER_HAIRLINE,
                                      smp_hairline_map_make, map);
  run->treatment->read_surroundings = smp_hairline_map_read_surroundings;
  run->treatment->look_again        = smp_hairline_map_look_again;
  return TRUE;
}

/* The line's bounds, where one was drawn. */
static gboolean
bounds_of_line (const SmpTreatingRun *run, GeglRectangle *bounds)
{
  const SmpHairlineMap *map  = run->data;
  GimpPath             *path = smp_hairline_source_path (run->image, map->path, NULL);
  guint                 n    = 0;
  gdouble               low[2], high[2];

  g_autofree SmpPoint *points = path ? smp_hairline_source_points (path, &n, NULL) : NULL;

  if (!points || n == 0)
    return FALSE;
  low[0] = high[0] = points[0].x;
  low[1] = high[1] = points[0].y;
  for (guint i = 1; i < n; i++)
    {
      low[0]  = MIN (low[0], points[i].x);
      low[1]  = MIN (low[1], points[i].y);
      high[0] = MAX (high[0], points[i].x);
      high[1] = MAX (high[1], points[i].y);
    }
  for (gint k = 0; k < 2; k++)
    {
      low[k]  = CLAMP (low[k], -FARTHEST_PX, FARTHEST_PX);
      high[k] = CLAMP (high[k], -FARTHEST_PX, FARTHEST_PX);
    }
  gegl_rectangle_set (bounds, (gint) low[0], (gint) low[1], (guint) (high[0] - low[0]) + 1,
                      (guint) (high[1] - low[1]) + 1);
  return TRUE;
}

static gboolean
ask (SmpTreatingRun *run, GError **error)
{
  GeglRectangle line;

  if (!smp_treating_ask_values (run, SCOPES, error))
    return FALSE;
  if (bounds_of_line (run, &line))
    smp_treating_read_softness (run, &line);
  return smp_asked_match (run->config, run->treatment, error);
}

static void
report (const SmpTreatingRun *run, GimpLayer *layer, GimpValueArray *values)
{
  const SmpHairlineMap *map = run->data;

  smp_results_set (run->procedure, values, "length-mm", map->length_mm, "height-mm", map->height_mm,
                   "hours", smp_working_hours (smp_treating_n_dots (run)), NULL);
}

static void
end (SmpTreatingRun *run)
{
  SmpHairlineMap *map = run->data;

  if (!map)
    return;
  smp_hairline_map_clear (map);
  g_clear_object (&map->path);
  g_free (map);
}

static const SmpTreating filter = { .filter = SMP_FILTER_HAIRLINE,
                                    .title  = N_ ("Draw Hairline"),
                                    .scopes = SCOPES,
                                    .start  = start,
                                    .ask    = ask,
                                    .report = report,
                                    .end    = end };

static void
add_return_values (GimpProcedure *procedure)
{
  smp_add_number_return_value (procedure, "length-mm", _ ("Length"),
                               _ ("Length of the line, in millimetres"));
  smp_add_number_return_value (procedure, "height-mm", _ ("Height"),
                               _ ("Height of the line's middle above the glabella, in "
                                  "millimetres; 0 where no horizontal guide "
                                  "marks it"));
  smp_working_hours_add (procedure);
}

GimpProcedure *
smp_hairline_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_treating_procedure_new (
    plug_in, name, &filter, _ ("Draw _Hairline..."),
    _ ("Draw a natural hairline and fill behind it"),
    _ (
      "Draws a hairline along a path from temple to temple, along a half path that is mirrored, or "
      "along the selection's front edge: soft and broken at the front, filled back to the existing "
      "hair, as a new layer over the photo, which is not changed. A selection limits it. A "
      "horizontal guide marks the glabella."));

  gimp_procedure_add_path_argument (procedure, "path", _ ("Path"),
                                    _ ("The path to take; none takes the selected one, or the only "
                                       "one"),
                                    TRUE, G_PARAM_READWRITE);
  smp_treating_add_arguments (procedure, &filter);
  add_return_values (procedure);
  smp_treating_add_last_values (procedure);
  return procedure;
}
