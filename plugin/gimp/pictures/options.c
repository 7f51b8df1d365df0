/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "alternatives.h"
#include "client.h"
#include "further-views.h"
#include "options.h"
#include "treatment/moment.h"
#include "treatment/treatment.h"
#include "smp/text.h"

static gint
choice_of (GimpProcedureConfig *config, const gchar *name)
{
  return gimp_procedure_config_get_choice_id (config, name);
}

void
smp_compare_options_clear (SmpCompareOptions *options)
{
  g_clear_pointer (&options->moments, g_array_unref);
  g_clear_pointer (&options->alternatives, g_ptr_array_unref);
  g_clear_pointer (&options->views, g_ptr_array_unref);
  g_free (options->date);
  g_free (options->client);
  g_free (options->notes);
  smp_practitioner_clear (&options->practitioner);
}

static gboolean
read_options (GimpProcedureConfig *config, SmpCompareOptions *options, GError **error)
{
  g_autofree gchar *times = NULL;
  gboolean          without_label;
  gint              outcome;

  options->layout       = (SmpLayout) choice_of (config, "layout");
  options->crop         = (SmpCrop) choice_of (config, "crop");
  options->cover        = (SmpCoverKind) choice_of (config, "cover");
  options->motion       = (SmpMotion) choice_of (config, "motion");
  options->letter       = choice_of (config, "paper") == 1;
  options->price        = (SmpPrice) choice_of (config, "price");
  outcome               = choice_of (config, "outcome");
  options->all_outcomes = outcome == SMP_ALL_OUTCOMES;
  options->outcome      = options->all_outcomes ? SMP_OUTCOME_TYPICAL : (SmpOutcome) outcome;
  g_object_get (config, "margin", &options->margin_percent, "without-label", &without_label,
                "angle", &options->angle_deg, "place", &options->place_percent, "times", &times,
                "date", &options->date, "client", &options->client, "notes", &options->notes,
                "signature", &options->signature, "consent", &options->consent, "typical-only",
                &options->without_poor, "where-found", &options->where_found, NULL);
  options->label = !without_label;
  smp_compare_practitioner_get (config, &options->practitioner);
  smp_practitioner_recall (&options->practitioner);
  if (times && *times && !(options->moments = smp_moments_parse (times, error)))
    return FALSE;
  return TRUE;
}

/* Which they are depends on what is treated where the list is empty. */
static gboolean
read_alternatives (GimpProcedureConfig *config,
                   GPtrArray           *treatments,
                   SmpCompareOptions   *options,
                   GError             **error)
{
  g_autofree gchar *list = NULL;

  if (!smp_layout_has (options->layout, SMP_LAYOUT_HAS_ALTERNATIVES))
    return TRUE;
  g_object_get (config, "alternatives", &list, NULL);
  options->alternatives = smp_alternatives_read (list, treatments, error);
  return options->alternatives != NULL;
}

void
smp_compare_practitioner_get (GimpProcedureConfig *config, SmpPractitioner *practitioner)
{
  g_object_get (config, "practitioner", &practitioner->name, "contact", &practitioner->contact,
                "logo", &practitioner->logo, "rate-area", &practitioner->rate_per_cm2, "rate-hour",
                &practitioner->rate_per_hour, "currency", &practitioner->currency, "language",
                &practitioner->language, NULL);
}

/* On the sheet alone there is room for them. */
static gboolean
read_views (GimpProcedureConfig *config,
            GPtrArray           *treatments,
            SmpCompareOptions   *options,
            GError             **error)
{
  const SmpTreatment *first = g_ptr_array_index (treatments, 0);
  g_autofree gchar   *list  = NULL;

  g_object_get (config, "views", &list, NULL);
  if (!list || !*list || !smp_layout_has (options->layout, SMP_LAYOUT_IS_PRINTED))
    return TRUE;
  options->views =
    smp_further_views_read (list, first->image, options->stand_in, options->stand_in_data, error);
  return options->views != NULL;
}

gboolean
smp_compare_options_read (SmpCompareOptions   *options,
                          GimpProcedureConfig *config,
                          GPtrArray           *treatments,
                          GError             **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!read_options (config, options, error) ||
      !read_alternatives (config, treatments, options, error) ||
      !read_views (config, treatments, options, error))
    return FALSE;
  all = smp_further_views_all (treatments, options->views);
  return smp_compare_client_apply (config, all, &options->redraw, error);
}

static gchar *
today (void)
{
  GDateTime *now  = g_date_time_new_now_local ();
  gchar     *text = smp_text_date (now);

  g_date_time_unref (now);
  return text;
}

/* Where the catalogues of GIMP's plug-ins lie.  Returns: (transfer full) */
static gchar *
catalogues (void)
{
  g_autofree gchar *own = g_path_get_dirname (gimp_get_progname ());

  return g_build_filename (own, "locale", NULL);
}

gboolean
smp_compare_options_speak (SmpCompareOptions *options, GError **error)
{
  const gchar      *language = options->practitioner.language;
  g_autofree gchar *folder   = catalogues ();

  if (g_strcmp0 (language, SMP_COMPARE_OWN_LANGUAGE) == 0)
    language = NULL;
  if (!smp_text_speak (language, folder, error))
    return FALSE;
  if (!options->date || !*options->date)
    {
      g_free (options->date);
      options->date = today ();
    }
  return TRUE;
}
