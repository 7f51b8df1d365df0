/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A scene is set up here from its parts: the head, and what is on it. */

#include "sample.h"

#include <math.h>

/* Above the crown. */
#define MARGIN_TOP_MM 20.0

void
sample_scene_init (SampleScene *scene, const SampleOptions *options)
{
  gdouble roll = options->roll_deg * G_PI / 180.0;

  scene->options  = *options;
  scene->roll_cos = cos (roll);
  scene->roll_sin = sin (roll);

  sample_head_init (scene);
  sample_scar_init (scene);

  scene->centre_x_mm = options->close_up ? 0.0 : 1.5;
  scene->centre_y_mm = options->close_up
                         ? scene->scar_y_mm
                         : options->height_px / (2.0 * options->px_per_mm) - MARGIN_TOP_MM;

  sample_patches_init (scene);
  sample_skin_init (scene);
}
