/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sample.h"

enum
{
  SAMPLE_JPEG,
  SAMPLE_CLEAN,
  SAMPLE_SCAR,
  SAMPLE_GLARE,
  SAMPLE_SCALE,
  SAMPLE_DOTS,
  SAMPLE_TRUTH,
  SAMPLE_N_FILES
};

extern const gchar *const sample_file_names[SAMPLE_N_FILES];

void sample_produce (const SampleOptions *options, GBytes *files[SAMPLE_N_FILES]);
