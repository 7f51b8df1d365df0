/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-hairline-path: makes a hairline of a usual shape, as a path to be changed by hand. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/next-row.h"
#include "dialogs/shape-dialog.h"
#include "procedures.h"
#include "results.h"
#include "treatment/hairline-shape.h"

/* The scale, asked for only where the middle's place depends on it; 0 otherwise. */
static gboolean
ask_scale (GimpImage           *image,
           GimpRunMode          run_mode,
           GimpProcedureConfig *config,
           GimpPath            *given,
           gdouble             *px_per_mm,
           GError             **error)
{
  *px_per_mm = 0.0;
  return !smp_hairline_template_needs_scale (image, given) ||
         smp_asked_scale (image, run_mode, config, px_per_mm, error);
}

/* The path is not in the image yet, or is shown there by the dialog, without an undo step. */
static GimpPath *
make_path (GimpProcedure       *procedure,
           GimpRunMode          run_mode,
           GimpImage           *image,
           GimpProcedureConfig *config,
           GError             **error)
{
  SmpHairlineTemplate template = { .shape = smp_shape_of (config) };
  g_autoptr (GimpPath) given   = NULL;
  gdouble px_per_mm;

  g_object_get (config, "path", &given, NULL);
  if (!ask_scale (image, run_mode, config, given, &px_per_mm, error))
    return NULL;
  if (run_mode == GIMP_RUN_INTERACTIVE)
    return smp_shape_dialog_run (procedure, config, image, px_per_mm, error);
  return smp_hairline_template_find (&template, image, given, px_per_mm, NULL, error)
           ? smp_hairline_template_path (&template, image)
           : NULL;
}

/* In one undo step, as the path to work on. */
static void
insert (GimpImage *image, GimpPath *path)
{
  gimp_image_undo_group_start (image);
  gimp_image_insert_path (image, path, NULL, 0);
  gimp_item_set_visible (GIMP_ITEM (path), TRUE);
  gimp_image_set_selected_paths (image, (const GimpPath *[]) { path, NULL });
  gimp_image_undo_group_end (image);
}

/* What the dialog shows gives way to a copy that can be undone. */
static GimpPath *
keep_shown (GimpImage *image, GimpPath *shown)
{
  GimpPath *path = gimp_path_copy (shown);

  gimp_image_undo_freeze (image);
  gimp_image_remove_path (image, shown);
  gimp_image_undo_thaw (image);
  gimp_item_set_name (GIMP_ITEM (path), _ ("Hairline"));
  insert (image, path);
  return path;
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError         *error = NULL;
  GimpPath       *path;
  GimpValueArray *values;

  gegl_init (NULL, NULL);
  path = make_path (procedure, run_mode, image, config, &error);
  if (!path)
    return smp_arguments_fail (procedure, error);
  if (run_mode == GIMP_RUN_INTERACTIVE)
    path = keep_shown (image, path);
  else
    insert (image, path);
  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  smp_results_set (procedure, values, "hairline", path, NULL);
  gimp_displays_flush ();
  smp_next_row_go_on (config, image);
  return values;
}

GimpProcedure *
smp_hairline_path_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("Hair_line Path..."), _ ("Make a path in the shape of a usual hairline"),
    _ ("Makes a path for Draw Hairline, to be changed with the Paths tool, from the two or three "
       "points of a path (the temples, and the middle), or from the corners of the selection. With "
       "two points and a horizontal guide at the glabella, the middle is 80 mm above that."));

  gimp_procedure_add_choice_argument (procedure, "shape", _ ("Sha_pe"), _ ("Shape of the hairline"),
                                      gimp_choice_new_with_values ("straight",
                                                                   SMP_HAIRLINE_STRAIGHT,
                                                                   _ ("Straight"), NULL, "round",
                                                                   SMP_HAIRLINE_ROUND, _ ("Round"),
                                                                   NULL, "winged",
                                                                   SMP_HAIRLINE_WINGED,
                                                                   _ ("Winged"), NULL, NULL),
                                      "round", G_PARAM_READWRITE);
  gimp_procedure_add_path_argument (procedure, "path", _ ("Path"),
                                    _ ("The path of two or three points; none takes the selected "
                                       "one, or the only one"),
                                    TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "px-per-mm", _ ("Scale"),
                                      _ ("Pixels per millimetre of skin; 0 takes the scale that is "
                                         "set for the image"),
                                      0.0, G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  smp_next_row_argument_add (procedure);
  gimp_procedure_add_path_return_value (procedure, "hairline", _ ("Hairline"), _ ("The new path"),
                                        FALSE, G_PARAM_READWRITE);
  return procedure;
}
