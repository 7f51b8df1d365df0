/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-scale: how many pixels of the photo are a millimetre of skin. */

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>
#include <math.h>
#include <string.h>

#include "arguments.h"
#include "dialogs/fit.h"
#include "dialogs/guard.h"
#include "dialogs/image-watch.h"
#include "dialogs/spoken-names.h"
#include "procedures.h"
#include "results.h"
#include "treatment/anchor.h"
#include "treatment/scale-estimate.h"
#include "smp/error.h"
#include "smp/params.h"

#define MOST_LENGTH_MM 10000.0

/* Of the photo's width, how long a line is that is put on it. */
#define LINE_SHARE 0.6

/* Behind the point, in the dialog; less is not seen. */
#define DIGITS 3
#define SHOWN  0.001

/* What a marked stretch can be, with its length in adults; the first is the length argument's. */
static const struct
{
  const gchar *nick;
  const gchar *label;
  gdouble      length_mm;
} body_measures[] = {
  { "length", N_ ("A length that I know"), 0.0 },
  { "interpupillary", N_ ("From pupil to pupil (63 mm)"), 63.0 },
  { "iris", N_ ("The width of an iris (11.7 mm)"), 11.7 },
  { "head-breadth", N_ ("The breadth of the head, ear to ear (152 mm)"), 152.0 },
  { "ear-height", N_ ("The height of an ear (63 mm)"), 63.0 },
  { "ruler", N_ ("10 cm of a ruler"), 100.0 },
  { "coin-euro", N_ ("A 1 euro coin (23.25 mm)"), 23.25 },
  { "coin-quarter", N_ ("A US quarter (24.26 mm)"), 24.26 },
};

static gboolean
fail (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

static gboolean
measure_path (GimpImage *image, gdouble *length_px, GError **error)
{
  GimpPath **paths = smp_anchor_other_paths (image, TRUE);
  gint      *strokes;
  gsize      n_strokes = 0;

  if (!paths || !paths[0])
    {
      g_free (paths);
      paths = smp_anchor_other_paths (image, FALSE);
    }
  *length_px = 0.0;
  if (paths && paths[0])
    {
      strokes = gimp_path_get_strokes (paths[0], &n_strokes);
      if (n_strokes == 1)
        *length_px = gimp_path_stroke_get_length (paths[0], strokes[0], 0.1);
      g_free (strokes);
    }
  g_free (paths);
  if (n_strokes > 1)
    return fail (error, _ ("The path has several lines: draw one line along the known length."));
  if (*length_px < 1.0)
    return fail (error, _ ("There is no path to measure: draw one along the known length, with the "
                           "Paths tool."));
  return TRUE;
}

static gboolean
measure_guides (GimpImage *image, gdouble *length_px, GError **error)
{
  gint                positions[3];
  GimpOrientationType orientations[3];
  gint                n_guides = 0;

  for (guint guide = gimp_image_find_next_guide (image, 0); guide && n_guides < 3;
       guide       = gimp_image_find_next_guide (image, (gint) guide), n_guides++)
    {
      positions[n_guides]    = gimp_image_get_guide_position (image, guide);
      orientations[n_guides] = gimp_image_get_guide_orientation (image, guide);
    }
  if (n_guides != 2 || orientations[0] != orientations[1] || positions[0] == positions[1])
    return fail (error, _ ("Two guides in one direction are needed, and no others: one at each end "
                           "of the known length."));

  *length_px = ABS (positions[0] - positions[1]);
  return TRUE;
}

static gboolean
measure_selection (GimpImage *image, gdouble *length_px, GError **error)
{
  gboolean non_empty;
  gint     x1, y1, x2, y2;

  if (!gimp_selection_bounds (image, &non_empty, &x1, &y1, &x2, &y2) || !non_empty)
    return fail (error, _ ("Nothing is selected: select what has the known length first."));

  *length_px = MAX (x2 - x1, y2 - y1);
  return TRUE;
}

static gdouble
known_length_mm (GimpProcedureConfig *config)
{
  gchar  *body = NULL;
  gdouble length_mm;

  g_object_get (config, "body", &body, "length-mm", &length_mm, NULL);
  for (guint i = 1; i < G_N_ELEMENTS (body_measures); i++)
    if (g_strcmp0 (body, body_measures[i].nick) == 0)
      length_mm = body_measures[i].length_mm;
  g_free (body);
  return length_mm;
}

/* Within the limits of the parameter. */
static gboolean
check_scale (gdouble px_per_mm, GError **error)
{
  SmpParams params;

  if (px_per_mm == 0.0)
    return fail (error, _ ("The number is missing: how many pixels of the photo are a millimetre "
                           "of skin."));
  smp_params_init (&params);
  return smp_params_set (&params, smp_param_find ("px-per-mm"), px_per_mm, error);
}

static const gchar *
line_hint (void)
{
  return _ ("Click the line with the Paths tool (B), and drag its ends.");
}

static const gchar *
length_is_missing (void)
{
  return _ ("The known length is missing: type it in millimetres.");
}

/* What the arguments come to, and where it comes from. */
static gboolean
find_scale (GimpImage           *image,
            GimpProcedureConfig *config,
            gdouble             *px_per_mm,
            SmpScaleBasis       *basis,
            GError             **error)
{
  g_autofree gchar *measure = NULL;
  gdouble           length_px, length_mm;
  gboolean          done;

  *basis = SMP_SCALE_MEASURED;
  g_object_get (config, "measure", &measure, "px-per-mm", px_per_mm, NULL);
  if (g_strcmp0 (measure, "path") == 0)
    done = measure_path (image, &length_px, error);
  else if (g_strcmp0 (measure, "guides") == 0)
    done = measure_guides (image, &length_px, error);
  else if (g_strcmp0 (measure, "selection") == 0)
    done = measure_selection (image, &length_px, error);
  else
    {
      if (g_strcmp0 (measure, "estimate") == 0)
        *px_per_mm = smp_scale_estimate_of_selected (image, basis);
      return check_scale (*px_per_mm, error);
    }
  if (!done)
    return FALSE;

  length_mm = known_length_mm (config);
  if (length_mm == 0.0)
    return fail (error, length_is_missing ());
  if (!(length_mm > 0.0 && length_mm <= MOST_LENGTH_MM))
    return fail (error, _ ("The known length must be more than 0 and at most 10000 millimetres."));
  *px_per_mm = length_px / length_mm;
  return check_scale (*px_per_mm, error);
}

typedef struct
{
  GimpImage           *image;
  GimpProcedureConfig *config;
  GtkWidget           *dialog;
  GtkWidget           *sentence;
  gdouble              estimate; /* or 0 */
  SmpScaleBasis        basis;    /* of the estimate */
  GimpPath            *line;
} ScaleDialog;

/* Where the number that is asked for is the estimate that the image has already. */
static gboolean
is_estimate (const ScaleDialog *self, gdouble px_per_mm)
{
  g_autofree gchar *measure = NULL;

  g_object_get (self->config, "measure", &measure, NULL);
  return g_strcmp0 (measure, "number") == 0 && self->estimate > 0.0 &&
         fabs (px_per_mm - self->estimate) < SHOWN;
}

/* Nothing moves for the sentences that come as a rule; for a longer one the window grows. */
static void
say (ScaleDialog *self, const gchar *words)
{
  const gint width = gtk_widget_get_allocated_width (self->sentence);
  gint       height;

  gtk_label_set_text (GTK_LABEL (self->sentence), words);
  if (!gtk_widget_get_mapped (self->sentence))
    return;
  gtk_widget_get_preferred_height_for_width (self->sentence, width, NULL, &height);
  if (height > gtk_widget_get_allocated_height (self->sentence))
    smp_dialog_fit (self->dialog);
}

/* For what is said once a line has been drawn. */
static void
keep_room (ScaleDialog *self)
{
  g_autofree gchar *words = g_strconcat (line_hint (), " ", length_is_missing (), NULL);
  gint              width, height;

  gtk_label_set_text (GTK_LABEL (self->sentence), words);
  gtk_widget_get_preferred_width (self->sentence, NULL, &width);
  gtk_widget_get_preferred_height_for_width (self->sentence, width, NULL, &height);
  gtk_widget_set_size_request (self->sentence, -1, height);
  gtk_label_set_yalign (GTK_LABEL (self->sentence), 0.0);
}

/* Says what it comes to, or what is missing; OK waits for that. */
static void
show_scale (gpointer data)
{
  ScaleDialog *self        = data;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *text   = NULL;
  g_autofree gchar *line   = NULL;
  const gchar      *hint   = "";
  gdouble           px_per_mm;
  SmpScaleBasis     basis;

  if (find_scale (self->image, self->config, &px_per_mm, &basis, &error))
    {
      if (is_estimate (self, px_per_mm))
        basis = self->basis;
      text = g_strdup_printf (_ ("%.2f pixels per millimetre: the photo shows %.0f x %.0f mm. %s"),
                              px_per_mm, gimp_image_get_width (self->image) / px_per_mm,
                              gimp_image_get_height (self->image) / px_per_mm,
                              smp_scale_estimate_mark (basis));
    }
  if (self->line && gimp_item_is_valid (GIMP_ITEM (self->line)))
    hint = line_hint ();
  line = g_strconcat (hint, *hint ? " " : "", error ? error->message : text, NULL);
  say (self, line);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK, !error);
}

/* Only what is made use of can be changed. */
static void
update (ScaleDialog *self)
{
  GimpProcedureDialog *dialog  = GIMP_PROCEDURE_DIALOG (self->dialog);
  g_autofree gchar    *measure = NULL;
  g_autofree gchar    *body    = NULL;
  gboolean             is_number, has_length;

  g_object_get (self->config, "measure", &measure, "body", &body, NULL);
  is_number  = g_strcmp0 (measure, "number") == 0;
  has_length = !is_number && g_strcmp0 (measure, "estimate") != 0;
  gimp_procedure_dialog_set_sensitive (dialog, "px-per-mm", is_number, NULL, NULL, FALSE);
  gimp_procedure_dialog_set_sensitive (dialog, "body", has_length, NULL, NULL, FALSE);
  gimp_procedure_dialog_set_sensitive (dialog, "length-mm",
                                       has_length && g_strcmp0 (body, body_measures[0].nick) == 0,
                                       NULL, NULL, FALSE);
  show_scale (self);
}

/* The way that fits what there is in the image: a line, guides, or a number.  What is selected is
 * the skin to treat, as a rule. */
static const gchar *
fitting_way (GimpImage *image)
{
  gdouble length_px;

  if (measure_path (image, &length_px, NULL))
    return "path";
  return measure_guides (image, &length_px, NULL) ? "guides" : "number";
}

/* GIMP fills a dialog with what was asked for last, which is another photo's: in its place comes
 * what is known of this one, or else what can be told by what is drawn on it; the number is the
 * estimate then. */
static void
start_with_own (ScaleDialog *self)
{
  gdouble  px_per_mm = 0.0;
  gboolean estimated;

  if (!smp_scale_load (self->image, &px_per_mm, &self->basis, NULL))
    px_per_mm = smp_scale_estimate_of_selected (self->image, &self->basis);
  estimated      = self->basis != SMP_SCALE_MEASURED;
  self->estimate = estimated ? px_per_mm : 0.0;
  g_object_set (self->config, "measure", estimated ? fitting_way (self->image) : "number", "body",
                body_measures[0].nick, "length-mm", 0.0, "px-per-mm", px_per_mm, NULL);
}

/* A line to be laid along what has a known length, without an undo step; it goes with the dialog,
 * since the image keeps what it tells. */
static void
on_line (ScaleDialog *self)
{
  const gdouble width = gimp_image_get_width (self->image);
  const gdouble y     = 0.5 * gimp_image_get_height (self->image);
  const gdouble left  = 0.5 * (1.0 - LINE_SHARE) * width;
  gint          stroke;

  if (!self->line || !gimp_item_is_valid (GIMP_ITEM (self->line)))
    {
      self->line = gimp_path_new (self->image, _ ("Known length"));
      stroke     = gimp_path_bezier_stroke_new_moveto (self->line, left, y);
      gimp_path_bezier_stroke_lineto (self->line, stroke, left + LINE_SHARE * width, y);
      gimp_image_undo_freeze (self->image);
      gimp_image_insert_path (self->image, self->line, NULL, 0);
      gimp_item_set_visible (GIMP_ITEM (self->line), TRUE);
      gimp_image_undo_thaw (self->image);
    }
  gimp_image_set_selected_paths (self->image, (const GimpPath *[]) { self->line, NULL });
  gimp_displays_flush ();
  g_object_set (self->config, "measure", "path", NULL);
}

static void
remove_line (ScaleDialog *self)
{
  if (!self->line || !gimp_item_is_valid (GIMP_ITEM (self->line)))
    return;
  gimp_image_undo_freeze (self->image);
  smp_anchor_remove_path (self->image, self->line);
  gimp_image_undo_thaw (self->image);
  gimp_displays_flush ();
}

static GtkWidget *
line_button_new (ScaleDialog *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Draw a line on the photo"));

  gtk_widget_set_tooltip_text (button, _ ("Puts a line on the photo: click it with the Paths tool "
                                          "(B), and drag its ends to the ends of what has a known "
                                          "length. It goes with this dialog."));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_line), self);
  gtk_widget_show (button);
  return button;
}

/* As GIMP makes it of an argument without limits, it would be as wide as the largest number. */
static void
make_number (ScaleDialog *self, const gchar *id, gdouble largest)
{
  GtkWidget *row =
    gimp_procedure_dialog_get_widget (GIMP_PROCEDURE_DIALOG (self->dialog), id, G_TYPE_NONE);

  g_object_set (row, "lower", 0.0, "upper", largest, "digits", DIGITS, NULL);
}

static void
fill_dialog (ScaleDialog *self)
{
  static const gchar *const names[] = { "measure", "body", "length-mm", "px-per-mm" };

  g_autoptr (GList) list = NULL;
  GtkWidget *box;

  make_number (self, "length-mm", MOST_LENGTH_MM);
  make_number (self, "px-per-mm", smp_param_find ("px-per-mm")->maximum);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    list = g_list_append (list, (gpointer) names[i]);
  box = smp_dialog_fill_scrolled (GIMP_PROCEDURE_DIALOG (self->dialog), list);
  gtk_box_pack_start (GTK_BOX (box), line_button_new (self), FALSE, FALSE, 0);
  smp_spoken_names_give (self->dialog);
  smp_guard_controls (self->dialog, smp_dialog_add_sentence (GTK_DIALOG (self->dialog)));
  smp_dialog_fit (self->dialog);
}

/* basis tells whether what was asked for is no more than the estimate. */
static gboolean
run_dialog (GimpProcedure       *procedure,
            GimpProcedureConfig *config,
            GimpImage           *image,
            gdouble             *px_per_mm,
            SmpScaleBasis       *basis,
            GError             **error)
{
  ScaleDialog    self = { .image = image, .config = config };
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  start_with_own (&self);
  self.dialog   = gimp_procedure_dialog_new (procedure, config, _ ("Set Scale"));
  self.sentence = smp_dialog_add_sentence (GTK_DIALOG (self.dialog));
  keep_room (&self);
  fill_dialog (&self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (update), &self);
  update (&self);
  watch = smp_image_watch_new (self.dialog, image, show_scale, &self);
  done  = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (self.dialog));
  g_signal_handlers_disconnect_by_data (config, &self);
  gtk_widget_destroy (self.dialog);
  if (!smp_image_watch_end (watch, done, error))
    {
      if (gimp_image_is_valid (image))
        remove_line (&self);
      return FALSE;
    }
  done = find_scale (image, config, px_per_mm, basis, error);
  if (done && self.line && *basis == SMP_SCALE_MEASURED)
    g_object_set (config, "measure", "number", "px-per-mm", *px_per_mm, NULL);
  if (done && is_estimate (&self, *px_per_mm))
    *basis = self.basis;
  remove_line (&self);
  return done;
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError           *error   = NULL;
  g_autofree gchar *measure = NULL;
  gdouble           px_per_mm;
  SmpScaleBasis     basis;
  gboolean          done;
  GimpValueArray   *values;

  gegl_init (NULL, NULL);
  done = run_mode == GIMP_RUN_INTERACTIVE
           ? run_dialog (procedure, config, image, &px_per_mm, &basis, &error)
           : find_scale (image, config, &px_per_mm, &basis, &error);
  g_object_get (config, "measure", &measure, NULL);
  if (!done ||
      !smp_scale_store (image, px_per_mm,
                        basis == SMP_SCALE_MEASURED ? measure : smp_scale_basis_word (basis),
                        &error))
    return smp_arguments_fail (procedure, error);

  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  smp_results_set (procedure, values, "scale", px_per_mm, "note", smp_scale_estimate_mark (basis),
                   NULL);
  return values;
}

static GimpChoice *
body_choice (void)
{
  GimpChoice *choice = gimp_choice_new ();

  for (guint i = 0; i < G_N_ELEMENTS (body_measures); i++)
    gimp_choice_add (choice, body_measures[i].nick, (gint) i, _ (body_measures[i].label), NULL);
  return choice;
}

GimpProcedure *
smp_scale_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("_Set Scale..."), _ ("Tell how large the photo is"),
    _ ("Stores how many pixels of the photo are a millimetre of skin, from a number, or from "
       "something of known length: a path along it, a guide at each of its ends, or a selection "
       "around it; or from the head, as an estimate."));

  gimp_procedure_add_choice_argument (
    procedure, "measure", _ ("Ho_w"), _ ("What tells the scale"),
    gimp_choice_new_with_values ("path", 0, _ ("A path drawn along it"), NULL, "guides", 1,
                                 _ ("Two guides, one at each end"), NULL, "selection", 2,
                                 _ ("A selection around it (its longer side)"), NULL, "number", 3,
                                 _ ("I know the number"), NULL, "estimate", 4,
                                 _ ("Nothing is known: estimate it"), NULL, NULL),
    "number", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "body", _ ("What it _is"),
                                      _ ("What the path, guides or selection mark; people differ "
                                         "from these means by 5 to 10 %"),
                                      body_choice (), "length", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "length-mm", _ ("Its len_gth (mm)"),
                                      _ ("The known length, in millimetres"), -G_MAXDOUBLE,
                                      G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "px-per-mm", _ ("_Pixels per millimetre"),
                                      _ ("The scale, where the number is known"), -G_MAXDOUBLE,
                                      G_MAXDOUBLE, 0.0, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value (procedure, "scale", _ ("Scale"),
                                          _ ("Pixels per millimetre"), 0.0, G_MAXDOUBLE, 0.0,
                                          G_PARAM_READWRITE);
  smp_add_words_return_value (procedure, "note", _ ("Note"),
                              _ ("How wrong an estimate can be; empty for a scale that was "
                                 "measured"));
  return procedure;
}
