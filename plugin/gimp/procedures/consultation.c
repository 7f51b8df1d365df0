/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* plug-in-smp-consultation: from the photo to the sheet, one dialog after the other. */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "dialogs/consultation-dialog.h"
#include "dialogs/next-row.h"
#include "procedures.h"
#include "results.h"
#include "treatment/anchor.h"
#include "treatment/consultation.h"
#include "treatment/limits.h"
#include "treatment/scale-store.h"
#include "treatment/treatment.h"
#include "smp/error.h"

#define VALUE "-value"

/* What can be treated, as the argument names it. */
static const gchar *const treatments[] = { SMP_FILTER_SCAR, SMP_FILTER_FILL, SMP_FILTER_HAIRLINE };

/* What is there already is not asked for again. */
static GPtrArray *
steps_of (GimpImage *image, const gchar *treatment)
{
  GPtrArray            *steps = g_ptr_array_new_with_free_func (g_free);
  g_autofree GimpPath **paths = smp_anchor_other_paths (image, FALSE);
  SmpScaleBasis         basis;
  gdouble               px_per_mm;

  if (!smp_scale_load (image, &px_per_mm, &basis, NULL) || basis != SMP_SCALE_MEASURED)
    g_ptr_array_add (steps, g_strdup ("plug-in-smp-scale"));
  if (g_strcmp0 (treatment, SMP_FILTER_HAIRLINE) == 0 && !(paths && paths[0]))
    g_ptr_array_add (steps, g_strdup ("plug-in-smp-hairline-path"));
  g_ptr_array_add (steps, g_strconcat ("plug-in-smp-", treatment, NULL));
  g_ptr_array_add (steps, g_strdup ("plug-in-smp-fade"));
  g_ptr_array_add (steps, g_strdup ("plug-in-smp-compare"));
  return steps;
}

/* Whether the person went through to the end. */
static gboolean
take_steps (GimpImage *image, GimpProcedureConfig *config)
{
  g_autofree gchar *treatment = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  gboolean goes_on            = TRUE;

  g_object_get (config, "treatment", &treatment, NULL);
  steps = steps_of (image, treatment);
  for (guint i = 0; i < steps->len && goes_on; i++)
    {
      smp_consultation_note (image, i + 1 < steps->len ? steps->pdata[i + 1] : NULL);
      goes_on = smp_next_run (steps->pdata[i], image) && gimp_image_is_valid (image);
    }
  smp_consultation_end (image);
  return goes_on;
}

static void
report (GimpProcedure *procedure, GimpValueArray *values, const SmpPhotoReading *readings)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    {
      const gchar      *nick  = smp_photo_aspect_nick ((SmpPhotoAspect) i);
      g_autofree gchar *value = g_strconcat (nick, VALUE, NULL);

      smp_results_set (procedure, values, nick, smp_grade_nick (readings[i].grade), value,
                       readings[i].value, NULL);
      g_string_append_printf (words, "%s%s: %s. %s", i ? "\n" : "",
                              smp_photo_aspect_name ((SmpPhotoAspect) i),
                              smp_grade_word (readings[i].grade), readings[i].sentence);
    }
  smp_results_set (procedure, values, "words", words->str, NULL);
}

static SmpPhotoLook *
look_at (GimpImage *image, GimpDrawable **drawables, SmpScaleBasis *basis, GError **error)
{
  GimpLayer *photo =
    smp_limits_check_image (image, error) ? smp_treatment_photo (image, drawables, error) : NULL;

  return photo ? smp_photo_look_new (image, photo, basis, error) : NULL;
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
  SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS];
  SmpScaleBasis   basis = SMP_SCALE_MEASURED;
  SmpPhotoLook   *look;
  GimpValueArray *values;

  gegl_init (NULL, NULL);
  look = look_at (image, drawables, &basis, &error);
  if (!look)
    return smp_arguments_fail (procedure, error);
  if (run_mode == GIMP_RUN_INTERACTIVE)
    {
      if (!smp_consultation_dialog_run (procedure, config, image, look, basis, &error))
        return smp_arguments_fail (procedure, error);
      return gimp_procedure_new_return_values (procedure,
                                               take_steps (image, config) ? GIMP_PDB_SUCCESS
                                                                          : GIMP_PDB_CANCEL,
                                               NULL);
    }
  smp_photo_look_check (look, readings);
  smp_photo_look_free (look);
  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  report (procedure, values, readings);
  return values;
}

static void
add_results (GimpProcedure *procedure)
{
  smp_add_words_return_value (procedure, "words", _ ("Words"),
                              _ ("What is seen of the photo, a line for each aspect"));
  for (gint i = 0; i < SMP_N_PHOTO_ASPECTS; i++)
    {
      const gchar      *nick  = smp_photo_aspect_nick ((SmpPhotoAspect) i);
      const gchar      *name  = smp_photo_aspect_name ((SmpPhotoAspect) i);
      g_autofree gchar *value = g_strconcat (nick, VALUE, NULL);

      smp_add_words_return_value (procedure, nick, name, _ ("good, fair, poor or unknown"));
      smp_add_number_return_value (procedure, value, name, _ ("What was measured; 0 for nothing"));
    }
}

GimpProcedure *
smp_consultation_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure = smp_procedure_new (
    plug_in, name, run, _ ("_New Consultation..."), _ ("Go from the photo to the sheet"),
    _ ("Looks whether the photo is fit for a simulation, and goes through scale, skin to treat, "
       "treatment, years and sheet, one dialog after the other. Without dialogs it looks at the "
       "photo alone, around the selection or in the middle, and says what is seen."));

  gimp_procedure_add_choice_argument (
    procedure, "treatment", _ ("_Treatment"), _ ("What the client has come for"),
    gimp_choice_new_with_values (treatments[0], 0, _ ("Conceal a scar"), NULL, treatments[1], 1,
                                 _ ("Fill thinning hair or a shaved head"), NULL, treatments[2], 2,
                                 _ ("Draw a hairline"), NULL, NULL),
    treatments[1], G_PARAM_READWRITE);
  add_results (procedure);
  return procedure;
}
