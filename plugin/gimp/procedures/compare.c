/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-compare: one honest picture of before and after. */

#include "treatment/consultation.h"
#include "treatment/treatments.h"
#include "arguments.h"
#include "pictures/client.h"
#include "dialogs/compare-dialog.h"
#include "dialogs/page-preview.h"
#include "export/export.h"
#include "pictures/alternatives.h"
#include "pictures/further-views.h"
#include "pictures/options.h"
#include "procedures.h"
#include "results.h"
#include "smp/error.h"
#include "smp/text.h"

/* The file of a picture, or none. */
typedef struct
{
  GFile   *file;
  gboolean overwrite;
  gboolean own_colours;
} Written;

/* Makes the picture, and the file if there is one, in the language of its labels. */
static GimpImage *
make_in_language (GPtrArray         *treatments,
                  SmpCompareOptions *options,
                  const Written     *to,
                  GError           **error)
{
  const gboolean frames = smp_layout_has (options->layout, SMP_LAYOUT_HAS_FRAMES);
  GimpImage     *picture;

  if (!smp_compare_options_speak (options, error))
    return NULL;
  picture = smp_compare_make (treatments, options, error);
  if (picture && to->file &&
      !smp_export (picture, to->file, frames, to->overwrite, to->own_colours, error))
    g_clear_pointer (&picture, gimp_image_delete);
  smp_text_speak (NULL, NULL, NULL);
  return picture;
}

static GimpImage *
compare (GimpProcedure       *procedure,
         GimpRunMode          run_mode,
         GimpProcedureConfig *config,
         GPtrArray           *treatments,
         GError             **error)
{
  g_auto (SmpCompareOptions) options = { 0 };

  GimpImage *case_image = ((SmpTreatment *) g_ptr_array_index (treatments, 0))->image;
  GimpImage *picture    = NULL;
  Written    to         = { NULL, FALSE, FALSE };
  gboolean   frames, is_clear;

  if (run_mode == GIMP_RUN_INTERACTIVE && smp_consultation_goes_on (case_image, NULL))
    g_object_set (config, "layout", smp_layout_nick (SMP_LAYOUT_SHEET), NULL);
  if (run_mode == GIMP_RUN_INTERACTIVE &&
      !smp_compare_dialog_run (procedure, config, treatments, &to.overwrite, error))
    return NULL;

  g_object_get (config, "file", &to.file, NULL);
  to.own_colours = gimp_procedure_config_get_choice_id (config, "colours") == 1;
  is_clear       = smp_compare_options_read (&options, config, treatments, error);
  /* GIMP would keep them as last values, on the disk. */
  g_object_set (config, "client", "", "notes", "", NULL);
  if (is_clear)
    {
      frames = smp_layout_has (options.layout, SMP_LAYOUT_HAS_FRAMES);
      if (!to.file || smp_export_check (to.file, frames, to.overwrite, error))
        picture = make_in_language (treatments, &options, &to, error);
    }
  g_clear_object (&to.file);
  return picture;
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError         *error      = NULL;
  GimpDrawable  **shown      = smp_ageing_shown (image);
  GPtrArray      *treatments = NULL;
  GimpImage      *picture    = NULL;
  GimpValueArray *values;

  if (!shown[0])
    g_set_error (&error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("There is no SMP layer to be seen in this image: treat a region first, for "
                    "instance with Fill Density."));
  else if (smp_operations_load (&error))
    treatments = smp_ageing_treatments (image, shown, &error);
  g_free (shown);
  if (treatments)
    picture = compare (procedure, run_mode, config, treatments, &error);
  g_clear_pointer (&treatments, g_ptr_array_unref);
  if (!picture)
    return smp_arguments_fail (procedure, error);

  if (run_mode != GIMP_RUN_NONINTERACTIVE)
    gimp_display_new (picture);
  gimp_displays_flush ();
  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  smp_results_set (procedure, values, "picture", picture, NULL);
  return values;
}

static void
add_what (GimpProcedure *procedure)
{
  gimp_procedure_add_choice_argument (procedure, "layout", _ ("La_yout"),
                                      _ ("What kind of picture to make"), smp_layout_choice (),
                                      smp_layout_nick (SMP_LAYOUT_SIDE_BY_SIDE), G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "crop", _ ("Cro_p"), _ ("What of the photo to show, and at which size"),
    gimp_choice_new_with_values ("region", SMP_CROP_REGION, _ ("The treated region with a margin"),
                                 NULL, "selection", SMP_CROP_SELECTION, _ ("The selection"), NULL,
                                 "photo", SMP_CROP_PHOTO, _ ("The whole photo"), NULL, "square",
                                 SMP_CROP_SQUARE, _ ("Social media, 1080 x 1080"), NULL, "portrait",
                                 SMP_CROP_PORTRAIT, _ ("Social media, 1080 x 1350"), NULL, "story",
                                 SMP_CROP_STORY, _ ("Social media, 1080 x 1920"), NULL, NULL),
    "region", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "margin", _ ("_Margin (%)"),
                                      _ ("Skin around the region, in percent of its longer side"),
                                      0.0, 200.0, 15.0, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "cover", _ ("Co_ver"),
    _ ("Makes the person in the photo harder to recognise, where "
       "the selection is"),
    gimp_choice_new_with_values ("none", SMP_COVER_NONE, _ ("Nothing"), NULL, "bar", SMP_COVER_BAR,
                                 _ ("Black bar over the selection"), NULL, "blur", SMP_COVER_BLUR,
                                 _ ("Blur in the selection"), NULL, NULL),
    "none", G_PARAM_READWRITE);
}

/* The person's own, and every other by its own name. */
static void
add_language (GimpProcedure *procedure)
{
  guint              n_languages;
  const SmpLanguage *languages = smp_languages (&n_languages);
  GimpChoice        *choice    = gimp_choice_new ();

  gimp_choice_add (choice, SMP_COMPARE_OWN_LANGUAGE, 0, _ ("The same as here"), NULL);
  for (guint i = 0; i < n_languages; i++)
    gimp_choice_add (choice, languages[i].code, (gint) i + 1, languages[i].name, NULL);
  gimp_procedure_add_choice_argument (procedure, "language", _ ("Language of labels (_-)"),
                                      _ ("What the picture says is in this language, its dates and "
                                         "decimals too; remembered"),
                                      choice, SMP_COMPARE_OWN_LANGUAGE, G_PARAM_READWRITE);
}

static void
add_how (GimpProcedure *procedure)
{
  g_autofree gchar *words = smp_moments_words ();
  g_autofree gchar *alternatives =
    g_strdup_printf (_ ("For alternatives: presets to be shown beside each other, by name or file, "
                        "such as “%s”, and "
                        "“%s” for the layers as they are; empty for three that suit what is "
                        "treated: soft, medium "
                        "and strong"),
                     smp_alternatives_default (SMP_FILTER_FILL), SMP_ALTERNATIVE_AS_IT_IS);
  g_autofree gchar *times = g_strdup_printf (
    _ ("For two by two, timeline, sheet and animation: %s; empty for the usual ones"), words);

  gimp_procedure_add_double_argument (procedure, "angle", _ ("Angle of the split, degrees (_K)"),
                                      _ ("The split line's angle: 90 is upright, 0 lies across"),
                                      0.0, 180.0, 90.0, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "place", _ ("Place of the spl_it (%)"),
                                      _ ("How much of the picture is before"), 0.0, 100.0, 50.0,
                                      G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "times", _ ("Momen_ts"), times, "",
                                      G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "alternatives", _ ("Alternative_s"), alternatives,
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "motion", _ ("Motio_n"), _ ("What an animation shows"),
    gimp_choice_new_with_values ("wipe", SMP_MOTION_WIPE, _ ("The split line wipes across"), NULL,
                                 "years", SMP_MOTION_YEARS, _ ("Fading through the years"), NULL,
                                 NULL),
    "wipe", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "outcome", _ ("Outcome (_Z)"),
    _ ("How the plan turns out; the sheet shows the typical and the poor outcome by itself"),
    gimp_choice_new_with_values ("good", SMP_OUTCOME_GOOD, C_ ("outcome", "Good"), NULL, "typical",
                                 SMP_OUTCOME_TYPICAL, C_ ("outcome", "Typical"), NULL, "poor",
                                 SMP_OUTCOME_POOR, C_ ("outcome", "Poor"), NULL, "all",
                                 SMP_ALL_OUTCOMES, _ ("Good, typical and poor"), NULL, NULL),
    "typical", G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "typical-only",
                                       _ ("Leave the poor outcome out of the sheet (_X)"),
                                       _ ("The sheet then says “typical outcome only”"), FALSE,
                                       G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "where-found",
                                       _ ("Mark where it is found, in one more picture (_;)"),
                                       _ ("On the sheet, places that differ from the skin around "
                                          "are hatched, with a key in words"),
                                       FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "paper", _ ("Pap_er"),
                                      _ ("The consultation sheet's size"),
                                      gimp_choice_new_with_values ("a4", 0, _ ("A4"), NULL,
                                                                   "letter", 1, _ ("Letter"), NULL,
                                                                   NULL),
                                      "a4", G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "without-label",
                                       _ ("Leave out the la_bel: I will say that it is a "
                                          "simulation"),
                                       _ ("The label says that the picture is simulated and no "
                                          "result; pictures for social media always have it"),
                                       FALSE, G_PARAM_READWRITE);
}

static void
add_file (GimpProcedure *procedure)
{
  g_autofree gchar *endings = smp_export_endings (FALSE);
  g_autofree gchar *help =
    g_strdup_printf (_ ("A file to write, besides the new image: its ending says the format: %s"),
                     endings);

  gimp_procedure_add_file_argument (procedure, "file", _ ("Write to _file"), help,
                                    GIMP_FILE_CHOOSER_ACTION_SAVE, TRUE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (
    procedure, "colours", _ ("Colo_urs of the file"),
    _ ("sRGB looks right everywhere; PDF and GIF are always sRGB"),
    gimp_choice_new_with_values ("srgb", 0, _ ("sRGB"), NULL, "photo", 1, _ ("As in the photo"),
                                 NULL, NULL),
    "srgb", G_PARAM_READWRITE);
}

static void
add_practitioner (GimpProcedure *procedure)
{
  gimp_procedure_add_string_argument (procedure, "practitioner", _ ("Practitioner's n_ame"),
                                      _ ("Stands on every picture; remembered"), "",
                                      G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "contact", _ ("Contact and _web page"),
                                      _ ("Address, telephone, web page; remembered"), "",
                                      G_PARAM_READWRITE);
  gimp_procedure_add_file_argument (procedure, "logo", _ ("Lo_go"),
                                    _ ("A picture file, of any size; remembered"),
                                    GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, NULL, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "date", _ ("_Date"),
                                      _ ("The date on the sheet; empty for today"), "",
                                      G_PARAM_READWRITE);
}

static void
add_views (GimpProcedure *procedure)
{
  g_autofree gchar *help = g_strdup_printf (
    _ ("Further photos of the client for the sheet: XCF files with SMP layers, or images that are "
       "open by their number, such as “side.xcf%s %s12”; behind “%s” how many percent of one are "
       "counted in another photo already, such as “back.xcf%s30”"),
    SMP_FURTHER_VIEWS_DIVIDER, SMP_FURTHER_VIEW_OPEN, SMP_FURTHER_VIEW_COUNTED,
    SMP_FURTHER_VIEW_COUNTED);

  gimp_procedure_add_string_argument (procedure, "views", _ ("Further views"), help, "",
                                      G_PARAM_READWRITE);
}

static void
add_rate (GimpProcedure *procedure, const gchar *name, const gchar *label, const gchar *help)
{
  gimp_procedure_add_double_argument (procedure, name, label, help, 0.0, SMP_PRACTITIONER_MOST_RATE,
                                      0.0, G_PARAM_READWRITE);
}

/* What stands on the sheet for this client alone, and of the price. */
static void
add_client (GimpProcedure *procedure)
{
  gimp_procedure_add_string_argument (procedure, "client", _ ("Client (_0)"),
                                      _ ("The client's name or number, for the sheet; kept nowhere "
                                         "else"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "notes", _ ("Notes (_.)"),
                                      _ ("What else is to stand on the sheet; kept nowhere else"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_choice_argument (procedure, "price", _ ("Price (_Q)"),
                                      _ ("What the sheet says of the price"),
                                      gimp_choice_new_with_values ("none", SMP_PRICE_NONE,
                                                                   C_ ("price", "None"), NULL,
                                                                   "area", SMP_PRICE_BY_AREA,
                                                                   _ ("By area"), NULL, "hours",
                                                                   SMP_PRICE_BY_HOURS,
                                                                   _ ("By hours"), NULL, NULL),
                                      "none", G_PARAM_READWRITE);
  add_rate (procedure, "rate-area", _ ("A square centimetre costs (_5)"),
            _ ("Your rate, for the price by area; remembered; 0 for what is remembered"));
  add_rate (procedure, "rate-hour", _ ("An hour costs (_6)"),
            _ ("Your rate, for the price by hours; remembered; 0 for what is remembered"));
  gimp_procedure_add_string_argument (procedure, "currency", _ ("Currency (_7)"),
                                      _ ("Its sign or name, such as €; remembered"), "",
                                      G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "signature", _ ("Lines to sign on (_8)"),
                                       _ ("For the client and for the practitioner"), FALSE,
                                       G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "consent", _ ("Sentences to agree to (_9)"),
                                       _ ("That the pictures promise nothing, and that photos may "
                                          "be kept, each with a box to be ticked"),
                                       FALSE, G_PARAM_READWRITE);
}

GimpProcedure *
smp_compare_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure =
    smp_procedure_new (plug_in, name, run, _ ("_Before and After..."),
                       _ ("Make one honest picture of before and simulation"),
                       _ ("Makes a picture for the consultation or for marketing of the photo and "
                          "the SMP layers shown over it: side by side, stacked, split, two by two, "
                          "a timeline, alternatives, a consultation sheet or an animation. It says "
                          "that it is a "
                          "simulation, and a file of it holds nothing about the photo's file."));

  add_what (procedure);
  add_language (procedure);
  add_how (procedure);
  smp_compare_client_add (procedure);
  add_file (procedure);
  add_practitioner (procedure);
  add_client (procedure);
  add_views (procedure);
  smp_page_preview_argument_add (procedure);
  gimp_procedure_add_image_return_value (procedure, "picture", _ ("Picture"), _ ("The new image"),
                                         FALSE, G_PARAM_READWRITE);
  return procedure;
}
