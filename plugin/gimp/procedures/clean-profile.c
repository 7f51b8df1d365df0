/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-clean-profile: for scripts that write a picture themselves. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "export/export.h"
#include "procedures.h"
#include "smp/error.h"

static GimpValueArray *
run (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GimpImage) image          = NULL;
  g_autoptr (GimpColorProfile) profile = NULL;
  GError *error                        = NULL;

  g_object_get (config, "image", &image, NULL);
  profile = image ? smp_export_profile (image) : NULL;
  if (profile && gimp_image_set_color_profile (image, profile))
    return gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);

  g_set_error (&error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The picture's colour profile cannot be read, or is none of RGB colours."));
  return smp_arguments_fail (procedure, error);
}

GimpProcedure *
smp_clean_profile_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure =
    gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, NULL, NULL);

  gimp_procedure_set_documentation (
    procedure, _ ("Leave nothing but colours in an image's colour profile"),
    _ ("Gives the image a profile of the same colours, to the bit, without the names, private data "
       "and time of its own one; sRGB where it has none. Pixels stay as they are."),
    name);
  gimp_procedure_set_attribution (procedure, "The Scalp Micropigmentation authors",
                                  "The Scalp Micropigmentation authors", "2026");
  gimp_procedure_add_image_argument (procedure, "image", _ ("Image"), _ ("The image"), FALSE,
                                     G_PARAM_READWRITE);
  return procedure;
}
