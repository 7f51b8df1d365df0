/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any values that a recipe may hold are drawn, on density maps that no one paints: what comes of it
 * is a picture.  Pigment is covered shares and depths, light is shares. */

#include "fuzz-params.h"
#include "smp/fade.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define SIDE 24

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzBytes    bytes = { data, size };
  SmpParams    params;
  SmpFadeState state;
  gfloat   share[SIDE * SIDE], dots[2 * SIDE * SIDE], old[2 * SIDE * SIDE], back[4 * SIDE * SIDE];
  SmpPlane density = { share, 0, 0, SIDE, SIDE, 1 }, pigment = { dots, 0, 0, SIDE, SIDE, 2 };
  SmpPlane faded = { old, 0, 0, SIDE, SIDE, 2 }, light = { back, 0, 0, SIDE, SIDE, 4 };
  guint    odd;

  if (!fuzz_params (&bytes, 40.0, &params))
    return 0;
  density.x = pigment.x = faded.x = light.x = fuzz_int (&bytes, -50, 50);
  odd                                       = fuzz_byte (&bytes);
  for (gint i = 0; i < SIDE * SIDE; i++)
    share[i] = odd % 4 == 0 && i % 5 == 0 ? fuzz_odd_float (&bytes)
                                          : (gfloat) fuzz_double (&bytes, 0.0, 1.0);

  smp_stipple_render (&params, &density, &pigment);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      g_assert_true (dots[2 * i] >= 0.0f && isfinite (dots[2 * i]));
      g_assert_true (dots[2 * i + 1] >= 0.0f && dots[2 * i + 1] <= 1.001f);
    }
  smp_fade_render (&params, &pigment, &faded);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      g_assert_true (old[2 * i] >= 0.0f && isfinite (old[2 * i]));
      g_assert_true (old[2 * i + 1] >= 0.0f && old[2 * i + 1] <= 1.001f);
    }
  smp_skin_render (&params, &faded, &light);
  for (gint i = 0; i < 4 * SIDE * SIDE; i++)
    g_assert_true (back[i] >= 0.0f && back[i] <= 1.001f);

  smp_fade_state (&params, &state);
  g_assert_true (state.pigment >= 0.0 && isfinite (state.pigment) && isfinite (state.contrast) &&
                 isfinite (state.radius_mm) && isfinite (state.peak));
  if (smp_fade_plan (&params, fuzz_double (&bytes, 0.0, 60.0)) > 0)
    g_assert_true (smp_params_check (&params, NULL));
  return 0;
}
