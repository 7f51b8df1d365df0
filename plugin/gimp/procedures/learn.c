/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-learn: a preset from one's own healed work. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "common-arguments.h"
#include "dialogs/learn-dialog.h"
#include "dialogs/selection-dialog.h"
#include "procedures.h"
#include "results.h"
#include "treatment/healed-work.h"
#include "treatment/limits.h"
#include "treatment/treatment.h"
#include "smp/error.h"

/* The side of the picture's two patches. */
#define PATCH_PX 600

/* Learns without a window, and saves where there is a name. */
static gboolean
learn (GimpProcedureConfig *config, SmpHealedWork *work, SmpLearned *learned, GError **error)
{
  g_autofree gchar *name = NULL, *id = NULL;
  gboolean          add;
  SmpParams         at;

  g_object_get (config, "name", &name, "add", &add, NULL);
  if ((name && *name && !smp_healed_work_check_name (name, add, error)) ||
      !smp_learn_age (config, &at, error))
    return FALSE;
  smp_healed_work_find_bare (work);
  if (!smp_learn (&work->photo, &work->treated, work->bare.data ? &work->bare : NULL,
                  work->px_per_mm, &at, NULL, learned, error))
    return FALSE;
  if (!name || !*name)
    return TRUE;
  id = smp_healed_work_save (learned, name, add, error);
  return id != NULL;
}

/* The photo's patch, and the drawing's right of it. */
static GimpImage *
make_picture (const SmpHealedWork *work, const SmpLearned *learned)
{
  gint               size  = PATCH_PX;
  g_autofree guint8 *photo = NULL, *drawn = NULL;
  GimpImage         *image;
  GimpLayer         *layer;
  g_autoptr (GeglBuffer) buffer = NULL;

  smp_healed_work_patches (work, learned, &size, &photo, &drawn);
  image = gimp_image_new (2 * size, size, GIMP_RGB);
  layer = gimp_layer_new (image, _ ("Photo and drawing"), 2 * size, size, GIMP_RGB_IMAGE, 100.0,
                          gimp_image_get_default_new_layer_mode (image));
  gimp_image_undo_disable (image);
  gimp_image_insert_layer (image, layer, NULL, 0);
  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  gegl_buffer_set (buffer, GEGL_RECTANGLE (0, 0, size, size), 0, babl_format ("R'G'B' u8"), photo,
                   GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_set (buffer, GEGL_RECTANGLE (size, 0, size, size), 0, babl_format ("R'G'B' u8"),
                   drawn, GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_flush (buffer);
  gimp_image_undo_enable (image);
  return image;
}

/* From the selection to what was learnt; work is to be cleared in any case. */
static gboolean
run_with (GimpProcedure       *procedure,
          GimpRunMode          run_mode,
          GimpImage           *image,
          GimpDrawable       **drawables,
          GimpProcedureConfig *config,
          SmpHealedWork       *work,
          SmpLearned          *learned,
          GError             **error)
{
  g_autoptr (GimpChannel) bare = NULL;
  gboolean   interactive       = run_mode == GIMP_RUN_INTERACTIVE;
  gboolean   seek, leave;
  GimpLayer *photo;
  gdouble    px_per_mm;

  if (!smp_limits_check_image (image, error))
    return FALSE;
  photo = smp_treatment_photo (image, drawables, error);
  if (!photo ||
      (interactive && !smp_selection_dialog_wait (image, _ ("Learn from Healed Work"),
                                                  _ ("Nothing is selected: draw a selection around "
                                                     "the treated skin first."),
                                                  _ ("The treated skin is selected."), error)) ||
      !smp_asked_scale (image, run_mode, config, &px_per_mm, error))
    return FALSE;
  if (!interactive)
    g_object_get (config, "bare", &bare, NULL);
  if (!smp_healed_work_read (work, image, photo, bare, px_per_mm, error))
    return FALSE;
  if (interactive)
    return smp_learn_dialog_run (procedure, config, photo, work, learned, error);
  g_object_get (config, "find-bare", &seek, "leave-bare", &leave, NULL);
  if (seek && !bare)
    smp_healed_work_read_around (work, photo);
  if (!learn (config, work, learned, error))
    return FALSE;
  if (leave)
    smp_healed_work_leave_bare (work, image);
  return TRUE;
}

static GimpValueArray *
values_of (GimpProcedure       *procedure,
           const SmpHealedWork *work,
           const SmpLearned    *learned,
           GimpImage           *picture)
{
  GimpValueArray   *values   = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  g_autofree gchar *words    = smp_healed_work_words (work, learned);
  gboolean          is_found = work->is_sought && work->bare.data;

  smp_results_set (procedure, values, "dots", (gint) learned->n_dots, "density",
                   learned->density_per_cm2.value, "density-confidence",
                   learned->density_per_cm2.confidence, "dot-diameter",
                   learned->dot_diameter_mm.value, "dot-diameter-confidence",
                   learned->dot_diameter_mm.confidence, "dilution", learned->dilution.value,
                   "elongation", learned->elongation.value, "missed-dots",
                   learned->missed_dots.value, "photo-cover", learned->photo.cover, "drawn-cover",
                   learned->drawn.cover, "photo-light", smp_luminance (learned->photo.mean),
                   "drawn-light", smp_luminance (learned->drawn.mean), "words", words, "picture",
                   picture, "bare-area", is_found ? work->found.area_cm2 : 0.0, "bare-confidence",
                   is_found ? work->found.confidence : 0.0, NULL);
  return values;
}

static GimpValueArray *
run (GimpProcedure       *procedure,
     GimpRunMode          run_mode,
     GimpImage           *image,
     GimpDrawable       **drawables,
     GimpProcedureConfig *config,
     gpointer             data)
{
  GError         *error   = NULL;
  SmpHealedWork   work    = { .px_per_mm = 0.0 };
  SmpLearned      learned = { .n_dots = 0 };
  GimpValueArray *values;
  gboolean        done, picture;

  gegl_init (NULL, NULL);
  g_object_get (config, "picture", &picture, NULL);
  done   = run_with (procedure, run_mode, image, drawables, config, &work, &learned, &error);
  values = done ? values_of (procedure, &work, &learned,
                             picture && run_mode == GIMP_RUN_NONINTERACTIVE
                               ? make_picture (&work, &learned)
                               : NULL)
                : smp_arguments_fail (procedure, error);
  smp_healed_work_clear (&work);
  return values;
}

static void
add_results (GimpProcedure *procedure)
{
  gimp_procedure_add_int_return_value (procedure, "dots", _ ("Dots"),
                                       _ ("Dots found one by one; 0 where they cannot be"), 0,
                                       G_MAXINT, 0, G_PARAM_READWRITE);
  smp_add_number_return_value (procedure, "density", _ ("Density"),
                               _ ("Dots/cm²; 0 where it could not be read"));
  smp_add_number_return_value (procedure, "density-confidence", _ ("Confidence"),
                               _ ("Of the density, 0 to 1"));
  smp_add_number_return_value (procedure, "dot-diameter", _ ("Dot size"),
                               _ ("Mm; 0 where it could not be read"));
  smp_add_number_return_value (procedure, "dot-diameter-confidence", _ ("Confidence"),
                               _ ("Of the dot size, 0 to 1"));
  smp_add_number_return_value (procedure, "dilution", _ ("Dilution"),
                               _ ("Parts of water; 0 where it could not be read"));
  smp_add_number_return_value (procedure, "elongation", _ ("Dot length"),
                               _ ("Length over width of a dot; 0 where it could not be read"));
  smp_add_number_return_value (procedure, "missed-dots", _ ("Missed dots"),
                               _ ("0 to 1; 0 where it could not be read"));
  smp_add_number_return_value (procedure, "photo-cover", _ ("Cover of the photo"),
                               _ ("How much of the treated skin is dark, 0 to 1"));
  smp_add_number_return_value (procedure, "drawn-cover", _ ("Cover of the drawing"),
                               _ ("The same of the drawing with the preset"));
  smp_add_number_return_value (procedure, "photo-light", _ ("Light of the photo"),
                               _ ("Mean light over the bright skin between the dots"));
  smp_add_number_return_value (procedure, "drawn-light", _ ("Light of the drawing"),
                               _ ("The same of the drawing with the preset"));
  smp_add_words_return_value (procedure, "words", _ ("In words"),
                              _ ("What was read, and what could not be and why"));
  gimp_procedure_add_image_return_value (procedure, "picture", _ ("Picture"),
                                         _ ("The photo's patch and the drawing, if asked for"),
                                         TRUE, G_PARAM_READWRITE);
  smp_add_number_return_value (procedure, "bare-area", _ ("Untreated skin"),
                               _ ("Cm² of it that were found; 0 where none was, or a channel was "
                                  "given"));
  smp_add_number_return_value (procedure, "bare-confidence", _ ("Confidence"),
                               _ ("That it is untreated, and in the same light, 0 to 1"));
}

GimpProcedure *
smp_learn_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("Lea_rn from Healed Work..."),
    _ ("Make a preset from a photo of your own work"),
    _ ("Reads the dots of treated, shaved skin in the selection: how large, how many, how dark and "
       "how even they healed, by drawing dots until the drawing looks like the photo, and saves "
       "them as a preset that holds nothing of the photo. Says what the photo does not show."));

  gimp_procedure_add_choice_argument (
    procedure, "work", _ ("The _work is"),
    _ ("How old it was when the photo was taken: what time did to it is taken out"),
    gimp_choice_new_with_values ("fresh", SMP_WORK_FRESH, _ ("Fresh: hours or days old"), NULL,
                                 "healed", SMP_WORK_HEALED, _ ("Healed: weeks or months old"), NULL,
                                 "years", SMP_WORK_YEARS, _ ("Some years old"), NULL, NULL),
    "healed", G_PARAM_READWRITE);
  gimp_procedure_add_double_argument (procedure, "years", _ ("_Years since"),
                                      _ ("How many years old, where it is some years old"), 0.0,
                                      20.0, 1.0, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument (procedure, "name", _ ("_Name of the preset"),
                                      _ ("What the preset is to be called; a script that gives "
                                         "none only reads the work"),
                                      "", G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "add", _ ("_Add to a preset of that name"),
                                       _ ("The preset was learnt from other photos, and this one "
                                          "is added to them"),
                                       FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_channel_argument (procedure, "bare", _ ("_Untreated skin"),
                                       _ ("A channel over untreated skin beside the work, in the "
                                          "same light; without one it is looked for"),
                                       TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "find-bare", _ ("Find untreated skin"),
                                       _ ("For scripts: where no channel is given, look for "
                                          "untreated skin beside the work"),
                                       TRUE, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument (procedure, "leave-bare", _ ("Leave untreated skin"),
                                       _ ("For scripts: leave the untreated skin that was found as "
                                          "a channel, to be looked at and corrected"),
                                       FALSE, G_PARAM_READWRITE);
  smp_asked_scale_add (procedure);
  gimp_procedure_add_boolean_argument (procedure, "picture", _ ("Picture"),
                                       _ ("For scripts: make a picture of the photo's patch and "
                                          "the drawing beside each other"),
                                       FALSE, G_PARAM_READWRITE);
  add_results (procedure);
  return procedure;
}
