/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "arguments.h"
#include "fade-dialog.h"
#include "pictures/compare.h"
#include "pictures/fade-plot.h"
#include "live-dialog.h"
#include "treatment/scale-store.h"
#include "smp/recipe.h"

/* The first years get most of the slider's length. */
#define YEARS_GAMMA 2.0

/* params are the controls' values, shown those of the layer that the plot is of. */
typedef struct
{
  GPtrArray           *treatments;
  GimpProcedureConfig *config;
  GimpProcedureDialog *dialog;
  SmpParams            params;
  SmpParams            shown;
  GtkWidget           *plot;
  GtkWidget           *sentence;
} FadeDialog;

/* Whether the moments can be read, where they are made use of. */
static gboolean
check_moments (const FadeDialog *self, GError **error)
{
  g_autofree gchar *output   = NULL;
  g_autofree gchar *times    = NULL;
  g_autoptr (GArray) moments = NULL;

  g_object_get (self->config, "output", &output, "times", &times, NULL);
  if (g_strcmp0 (output, "layer") == 0)
    return TRUE;
  moments = smp_moments_parse (times ? times : "", error);
  return moments != NULL;
}

static gboolean
is_complete (gpointer data)
{
  return check_moments (data, NULL);
}

/* Only what is made use of can be changed. */
static void
update (const FadeDialog *self)
{
  g_autofree gchar *output   = NULL;
  gboolean          is_layer = FALSE, has_rows = FALSE, bands = FALSE;

  g_object_get (self->config, "output", &output, "bands", &bands, NULL);
  is_layer = g_strcmp0 (output, "layer") == 0;
  has_rows = g_strcmp0 (output, smp_layout_nick (SMP_LAYOUT_TIMELINE)) == 0;
  gimp_procedure_dialog_set_sensitive (self->dialog, "times", !is_layer, NULL, NULL, FALSE);
  gimp_procedure_dialog_set_sensitive (self->dialog, "outcome", !is_layer && !(has_rows && bands),
                                       NULL, NULL, FALSE);
  gimp_procedure_dialog_set_sensitive (self->dialog, "bands", has_rows, NULL, NULL, FALSE);
}

static void
on_changed (gpointer data)
{
  FadeDialog       *self   = data;
  g_autofree gchar *text   = NULL;
  g_autoptr (GError) error = NULL;

  smp_ageing_set_values (self->treatments, &self->params);
  self->shown = *smp_ageing_soonest (self->treatments);
  text        = smp_fade_plot_sentence (&self->shown);
  check_moments (self, &error);
  gtk_label_set_text (GTK_LABEL (self->sentence), error ? error->message : text);
  update (self);
  gtk_widget_queue_draw (self->plot);
}

static void
on_shown (const SmpFacts *facts, const GError *error, gpointer data)
{
  FadeDialog *self = data;

  if (error)
    gtk_label_set_text (GTK_LABEL (self->sentence), error->message);
}

static const gchar *const next_steps[] = { "plug-in-smp-compare", NULL };

static void
fill_body (FadeDialog *self, SmpLiveDialog *dialog)
{
  GtkBox       *body  = GTK_BOX (smp_live_dialog_body (dialog));
  SmpScaleBasis basis = smp_ageing_scale_basis (self->treatments);
  GtkWidget    *note =
    gtk_label_new (_ ("Illustrative: no long-term measurement of scalp pigment is published."));

  self->plot     = smp_fade_plot_new (&self->shown);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (self->sentence), TRUE);
  if (basis != SMP_SCALE_MEASURED)
    {
      g_autofree gchar *text = g_strdup_printf ("%s\n%s", gtk_label_get_text (GTK_LABEL (note)),
                                                smp_scale_estimate_mark (basis));

      gtk_label_set_text (GTK_LABEL (note), text);
    }
  gtk_label_set_line_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 50);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0);
  gtk_box_pack_start (body, self->plot, TRUE, TRUE, 0);
  gtk_box_pack_start (body, self->sentence, FALSE, FALSE, 0);
  gtk_box_pack_start (body, note, FALSE, FALSE, 0);
}

/* Whether the layer has been given values of ageing; tissue is no such value. */
static gboolean
has_own_ageing (const SmpParams *params)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if ((infos[i].scope & SMP_SCOPE_AGEING) && strcmp (infos[i].id, "scar") != 0 &&
        smp_params_get (params, &infos[i]) != infos[i].default_value)
      return TRUE;
  return FALSE;
}

gboolean
smp_fade_dialog_run (GimpProcedure       *procedure,
                     GimpProcedureConfig *config,
                     GPtrArray           *treatments,
                     GError             **error)
{
  SmpTreatment      *first   = g_ptr_array_index (treatments, 0);
  FadeDialog         self    = { .treatments = treatments,
                                 .config     = config,
                                 .params     = first->recipe->params,
                                 .shown      = *smp_ageing_soonest (treatments) };
  const gboolean     is_aged = has_own_ageing (&first->recipe->params);
  SmpLiveDialogParts parts   = { .procedure   = procedure,
                                 .config      = config,
                                 .title       = _ ("Preview Fading"),
                                 .filter      = SMP_FILTER_FADE,
                                 .scopes      = SMP_SCOPE_AGEING,
                                 .treatments  = treatments,
                                 .params      = &self.params,
                                 .are_found   = is_aged,
                                 .changed     = on_changed,
                                 .shown       = on_shown,
                                 .is_complete = is_complete,
                                 .next        = next_steps,
                                 .data        = &self };
  SmpLiveDialog     *dialog;
  GtkWidget         *years;
  gboolean           done;

  /* Each layer keeps its own tissue. */
  if (treatments->len > 1 || first->recipe->params.scar == SMP_YES)
    parts.locked = "scar";
  /* What the layer says of itself goes before the values of the last run. */
  if (is_aged)
    smp_arguments_write (config, SMP_SCOPE_AGEING, &first->recipe->params);
  g_object_set (config, "scar", first->recipe->params.scar == SMP_YES ? "yes" : "no", NULL);
  dialog      = smp_live_dialog_new (&parts);
  self.dialog = GIMP_PROCEDURE_DIALOG (smp_live_dialog_window (dialog));
  fill_body (&self, dialog);
  smp_live_dialog_add_control (dialog, "output");
  smp_live_dialog_add_control (dialog, "times");
  smp_live_dialog_add_control (dialog, "outcome");
  smp_live_dialog_add_control (dialog, "bands");
  years = gimp_procedure_dialog_get_spin_scale (self.dialog, "years", 1.0);
  gimp_spin_scale_set_gamma (GIMP_SPIN_SCALE (years), YEARS_GAMMA);
  done = smp_live_dialog_run (dialog, error);
  smp_live_dialog_free (dialog);
  return done;
}
