/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The procedures of this plug-in, one a file. */

#pragma once

#include <libgimp/gimp.h>

/* Where in the menu all procedures for people are. */
#define SMP_MENU_PATH "<Image>/Filters/Scalp Micropigmentation"

/* Each makes its procedure, with its arguments and return values, for GIMP to own. */
GimpProcedure *smp_consultation_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_scale_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_fill_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_scar_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_hairline_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_hairline_path_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_edit_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_fade_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_compare_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_learn_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_check_procedure (GimpPlugIn *plug_in, const gchar *name);
GimpProcedure *smp_clean_profile_procedure (GimpPlugIn *plug_in, const gchar *name);

/* A procedure for photos, with its label in the menu; the rest is the caller's.  run gets the
 * selected layers; a mask or a channel among them is replaced by the layer it stands for
 * (treatment/drawables.h).  Returns: (transfer full) */
GimpProcedure *smp_procedure_new (GimpPlugIn      *plug_in,
                                  const gchar     *name,
                                  GimpRunImageFunc run,
                                  const gchar     *menu_label,
                                  const gchar     *blurb,
                                  const gchar     *help);
