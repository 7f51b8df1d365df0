/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a sample shows: features, variants, and how the command line gives them. */

#pragma once

#include "sample.h"

/* How many variants are numbered, from 0 on. */
#define SAMPLE_N_VARIANTS 28

/* A scar that has matured is a little paler than the skin around it: the middle of what is measured
 * on patients, CIELAB 4 to 10 with the missing hair (Cheon 2010).
 */
#define SAMPLE_MATURE_SCAR 0.20

/* Its edge is hardly red any more: nobody treats a scar that is. The variants' scars are as red as
 * young ones, which is harder.
 */
#define SAMPLE_MATURE_RED 0.25

/* A skin's name on the command line and the skin of a name, FALSE where there is none; the options
 * of a variant, without features, or as they come; a list of all for a reader; whether any feature
 * is on; and the options that a command line asks for, with the folder for the files (to be
 * freed), FALSE with an error in one sentence. */
const gchar *sample_skin_name (SampleSkin skin);
gboolean     sample_skin_find (const gchar *name, SampleSkin *skin);
void         sample_options_variant (gint number, SampleOptions *options);
void         sample_features_off (SampleOptions *options);
void         sample_options_default (SampleOptions *options);
void         sample_options_list (void);
gboolean     sample_has_features (const SampleOptions *options);
gboolean     sample_options_parse (gint           argc,
                                   gchar        **argv,
                                   SampleOptions *options,
                                   gchar        **folder,
                                   GError       **error);
