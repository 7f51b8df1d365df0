/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-hairline-path: makes a hairline of a usual shape, as a path to be changed by hand. */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>
#include <math.h>

#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/image-watch.h"
#include "dialogs/next-row.h"
#include "treatment/hairline-source.h"
#include "procedures.h"
#include "results.h"
#include "smp/error.h"

/* Without a glabella, the middle is so far above the temples, in proportion to their distance. */
static const gdouble usual_rise[] = {
  [SMP_HAIRLINE_STRAIGHT] = 0.22,
  [SMP_HAIRLINE_ROUND]    = 0.28,
  [SMP_HAIRLINE_WINGED]   = 0.20,
};

typedef struct
{
  SmpHairlineShape shape;
  SmpPoint         ends[2];
  SmpPoint         middle;
} Template;

static SmpHairlineShape
asked_shape (GimpProcedureConfig *config)
{
  gchar           *word  = NULL;
  SmpHairlineShape shape = SMP_HAIRLINE_ROUND;

  g_object_get (config, "shape", &word, NULL);
  if (g_strcmp0 (word, "straight") == 0)
    shape = SMP_HAIRLINE_STRAIGHT;
  else if (g_strcmp0 (word, "winged") == 0)
    shape = SMP_HAIRLINE_WINGED;
  g_free (word);
  return shape;
}

/* The anchors of the path's line; NULL where it has none, or several lines. */
static SmpPoint *
anchors_of (GimpPath *path, guint *n_anchors)
{
  gsize     n_strokes = 0, n_coords = 0;
  gint     *strokes = gimp_path_get_strokes (path, &n_strokes);
  gdouble  *coords  = NULL;
  SmpPoint *anchors = NULL;
  gboolean  closed;

  if (n_strokes == 1)
    gimp_path_stroke_get_points (path, strokes[0], &n_coords, &coords, &closed);
  *n_anchors = (guint) (n_coords / 6);
  if (*n_anchors > 0)
    {
      anchors = g_new (SmpPoint, *n_anchors);
      for (guint i = 0; i < *n_anchors; i++)
        anchors[i] = (SmpPoint) { coords[6 * i + 2], coords[6 * i + 3] };
    }
  g_free (strokes);
  g_free (coords);
  return anchors;
}

/* Two temples, or the middle between them too: from the path's anchors, or the selection's corners.
 */
static gboolean
find_points (GimpImage *image,
             GimpPath  *given,
             Template *template,
             gboolean *has_middle,
             GError  **error)
{
  SmpPlane  selection = smp_hairline_source_selection (image);
  GimpPath *path      = smp_hairline_source_path (image, given, selection.data ? NULL : error);
  SmpPoint *anchors   = NULL;
  guint     n         = 0;

  *has_middle = FALSE;
  if (path && (anchors = anchors_of (path, &n)) && n >= 2)
    {
      template->ends[0] = anchors[0];
      template->ends[1] = anchors[n - 1];
      *has_middle       = n == 3;
      template->middle  = anchors[n / 2];
    }
  else if (selection.data && smp_hairline_source_check_edge (image, &selection, error))
    {
      template->ends[0] = (SmpPoint) { selection.x, selection.y + selection.height };
      template->ends[1] =
        (SmpPoint) { selection.x + selection.width, selection.y + selection.height };
      template->middle = (SmpPoint) { selection.x + 0.5 * selection.width, selection.y };
      *has_middle      = TRUE;
      n                = 3;
    }
  else if (path && !selection.data)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The path must have two or three points: the temples, and the hairline's "
                    "middle "
                    "between them."));
  g_free (anchors);
  g_free (selection.data);
  return n >= 2;
}

static gdouble
width_of (const Template *template)
{
  return hypot (template->ends[1].x - template->ends[0].x,
                template->ends[1].y - template->ends[0].y);
}

/* All that must be in the image. */
static gboolean
find_temples (GimpImage           *image,
              GimpProcedureConfig *config,
              Template *template,
              gboolean *has_middle,
              GError  **error)
{
  g_autoptr (GimpPath) given = NULL;

  template->shape = asked_shape (config);
  g_object_get (config, "path", &given, NULL);
  if (!find_points (image, given, template, has_middle, error))
    return FALSE;
  if (width_of (template) >= 4.0)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The temples are at one place: draw a path with one point at each."));
  return FALSE;
}

static gboolean
plan (GimpImage           *image,
      GimpProcedureConfig *config,
      GimpRunMode          run_mode,
      Template *template,
      GError **error)
{
  gboolean has_middle;
  gdouble  px_per_mm, glabella, width;

  if (!find_temples (image, config, template, &has_middle, error))
    return FALSE;
  if (has_middle)
    return TRUE;

  width = width_of (template);

  template->middle.x = 0.5 * (template->ends[0].x + template->ends[1].x);
  template->middle.y =
    0.5 * (template->ends[0].y + template->ends[1].y) - usual_rise[template->shape] * width;
  if (smp_hairline_source_glabella (image, &glabella))
    {
      if (!smp_asked_scale (image, run_mode, config, &px_per_mm, error))
        return FALSE;
      template->middle.y = glabella - SMP_HAIRLINE_HEIGHT_MM *px_per_mm;
    }
  return TRUE;
}

static GimpPath *
insert_path (GimpImage *image, const Template *template)
{
  GimpPath *path = gimp_path_new (image, _ ("Hairline"));
  guint     n;
  SmpPoint *curve  = smp_hairline_template (template->shape, template->ends, template->middle, &n);
  gdouble  *coords = g_new (gdouble, 6 * (gsize) n);

  for (guint i = 0; i < 3 * n; i++)
    {
      coords[2 * i]     = curve[i].x;
      coords[2 * i + 1] = curve[i].y;
    }
  gimp_image_undo_group_start (image);
  gimp_image_insert_path (image, path, NULL, 0);
  gimp_path_stroke_new_from_points (path, GIMP_PATH_STROKE_TYPE_BEZIER, 6 * (gsize) n, coords,
                                    FALSE);
  gimp_item_set_visible (GIMP_ITEM (path), TRUE);
  gimp_image_set_selected_paths (image, (const GimpPath *[]) { path, NULL });
  gimp_image_undo_group_end (image);
  g_free (coords);
  g_free (curve);
  return path;
}

typedef struct
{
  GimpImage           *image;
  GimpProcedureConfig *config;
  GtkWidget           *dialog;
  GtkWidget           *missing;
} ShapeDialog;

/* OK waits until there is something to make it of. */
static void
show_missing (gpointer data)
{
  ShapeDialog *self          = data;
  g_autoptr (GError) missing = NULL;
  Template template;
  gboolean has_middle;

  find_temples (self->image, self->config, &template, &has_middle, &missing);
  gtk_label_set_text (GTK_LABEL (self->missing), missing ? missing->message : "");
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK, !missing);
}

static const gchar *const next_steps[] = { "plug-in-smp-hairline", NULL };

static gboolean
ask_shape (GimpProcedure *procedure, GimpProcedureConfig *config, GimpImage *image, GError **error)
{
  ShapeDialog    self = { .image = image, .config = config };
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  self.dialog  = gimp_procedure_dialog_new (procedure, config, _ ("Hairline Path"));
  self.missing = smp_dialog_add_sentence (GTK_DIALOG (self.dialog));
  /* GIMP 3.2 would make buttons of a short choice, without a key. */
  gimp_procedure_dialog_get_widget (GIMP_PROCEDURE_DIALOG (self.dialog), "shape",
                                    GTK_TYPE_COMBO_BOX);
  gimp_procedure_dialog_fill (GIMP_PROCEDURE_DIALOG (self.dialog), "shape", NULL);
  smp_next_row_add (GTK_DIALOG (self.dialog), config, image, next_steps);
  show_missing (&self);
  watch = smp_image_watch_new (self.dialog, image, show_missing, &self);
  done  = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (self.dialog));
  gtk_widget_destroy (self.dialog);
  return smp_image_watch_end (watch, done, error);
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError *error = NULL;
  Template template;
  GimpValueArray *values;

  gegl_init (NULL, NULL);
  if (run_mode == GIMP_RUN_INTERACTIVE && !ask_shape (procedure, config, image, &error))
    return smp_arguments_fail (procedure, error);
  if (!plan (image, config, run_mode, &template, &error))
    return smp_arguments_fail (procedure, error);

  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  smp_results_set (procedure, values, "hairline", insert_path (image, &template), NULL);
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
