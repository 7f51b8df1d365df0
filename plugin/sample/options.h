/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sample.h"

#define SAMPLE_N_VARIANTS 28

const gchar *sample_skin_name (SampleSkin skin);
void         sample_options_variant (gint number, SampleOptions *options);
void         sample_options_default (SampleOptions *options);
void         sample_options_list (void);
gboolean     sample_options_parse (gint           argc,
                                   gchar        **argv,
                                   SampleOptions *options,
                                   gchar        **folder,
                                   GError       **error);
