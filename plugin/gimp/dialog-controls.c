/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "dialog-controls.h"

void
smp_dialog_controls_make (GimpProcedureDialog *dialog, guint scopes)
{
  guint               n_infos;
  const SmpParamInfo *infos    = smp_param_infos (&n_infos);
  GList              *main_ids = NULL, *more_ids = NULL;

  for (guint i = 0; i < n_infos; i++)
    {
      GtkWidget *widget;

      if (!smp_argument_is_shown (&infos[i], scopes))
        continue;
      if (infos[i].type != SMP_TYPE_CHOICE)
        {
          widget = gimp_procedure_dialog_get_spin_scale (dialog, infos[i].id, 1.0);
          gimp_spin_scale_set_scale_limits (GIMP_SPIN_SCALE (widget), infos[i].slider_minimum,
                                            infos[i].slider_maximum);
        }
      if (infos[i].scope & SMP_SCOPE_MAIN)
        main_ids = g_list_append (main_ids, (gpointer) infos[i].id);
      else
        more_ids = g_list_append (more_ids, (gpointer) infos[i].id);
    }

  gimp_procedure_dialog_fill_box_list (dialog, "smp-main", main_ids);
  gimp_procedure_dialog_fill_box_list (dialog, "smp-more", more_ids);
  gimp_procedure_dialog_get_label (dialog, "smp-more-label", _ ("More"), FALSE, FALSE);
  gimp_procedure_dialog_fill_expander (dialog, "smp-expander", "smp-more-label", FALSE, "smp-more");
  g_list_free (main_ids);
  g_list_free (more_ids);
}
