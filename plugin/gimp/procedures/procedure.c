/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "procedures.h"
#include "treatment/drawables.h"

/* GIMP hands over what is selected, which may be a mask or a channel; procedures get layers. */
static GimpValueArray *
run_on_layers (GimpProcedure       *procedure,
               GimpRunMode          run_mode,
               GimpImage           *image,
               GimpDrawable       **drawables,
               GimpProcedureConfig *config,
               gpointer             data)
{
  GimpRunImageFunc         *run    = data;
  g_autofree GimpDrawable **layers = smp_drawables_standing (image, drawables);

  return (*run) (procedure, run_mode, image, layers, config, NULL);
}

GimpProcedure *
smp_procedure_new (GimpPlugIn      *plug_in,
                   const gchar     *name,
                   GimpRunImageFunc run,
                   const gchar     *menu_label,
                   const gchar     *blurb,
                   const gchar     *help)
{
  GimpRunImageFunc *kept = g_new (GimpRunImageFunc, 1);
  GimpProcedure    *procedure;

  *kept     = run;
  procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run_on_layers,
                                        kept, g_free);

  /* A layer's mask and a region's channel are grey, and stand for their layer: GIMP's menu would
   * refuse them otherwise.  A greyscale photo is refused in words. */
  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);
  gimp_procedure_set_menu_label (procedure, menu_label);
  gimp_procedure_set_documentation (procedure, blurb, help, name);
  gimp_procedure_set_attribution (procedure, "The Scalp Micropigmentation authors",
                                  "The Scalp Micropigmentation authors", "2026");
  return procedure;
}
