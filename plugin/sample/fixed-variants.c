/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plain close-ups that are always the same, by number. */

#include "options.h"

typedef struct
{
  gdouble    px_per_mm;
  gdouble    density_per_cm2;
  SampleSkin skin;
  gdouble    noise_sigma;
  gdouble    blur_px;
  gint       quality;
  gdouble    glare;
  gdouble    scar_width_mm;
  gdouble    roll_deg;
} Variant;

#define LIGHT  SAMPLE_SKIN_LIGHT
#define MEDIUM SAMPLE_SKIN_MEDIUM
#define TAN    SAMPLE_SKIN_TAN
#define BROWN  SAMPLE_SKIN_BROWN
#define DARK   SAMPLE_SKIN_DARK

/* In the first twenty, hairs can be told apart, though in dense skin those of
 * one follicle run together.  The next seven are meant to be too hard for
 * counting: too few pixels a millimetre, too much blur, or too much noise.
 * In the last one, shine hides a part of the ring.
 */
static const Variant variants[SAMPLE_N_VARIANTS] = {
  { 10.0, 150.0, LIGHT, 1.2, 0.7, 92, 0.15, 3.0, 0.0 },
  { 12.0, 120.0, MEDIUM, 1.5, 0.7, 92, 0.20, 2.5, 35.0 },
  { 14.0, 180.0, TAN, 1.5, 0.8, 90, 0.10, 3.5, -40.0 },
  { 16.0, 150.0, BROWN, 1.2, 0.8, 92, 0.25, 3.0, 80.0 },
  { 18.0, 90.0, DARK, 1.0, 0.8, 95, 0.30, 4.0, 15.0 },
  { 20.0, 220.0, LIGHT, 2.0, 1.0, 90, 0.20, 3.0, -65.0 },
  { 20.0, 60.0, MEDIUM, 1.0, 0.9, 92, 0.00, 2.0, 50.0 },
  { 9.0, 80.0, LIGHT, 1.0, 0.6, 95, 0.20, 2.5, -20.0 },
  { 8.0, 60.0, TAN, 0.8, 0.6, 95, 0.10, 4.0, 60.0 },
  { 11.0, 100.0, LIGHT, 2.5, 0.7, 85, 0.35, 3.0, -80.0 },
  { 13.0, 140.0, BROWN, 1.5, 0.7, 90, 0.15, 2.5, 25.0 },
  { 15.0, 200.0, MEDIUM, 1.5, 0.8, 92, 0.25, 3.5, -10.0 },
  { 17.0, 130.0, LIGHT, 2.0, 0.9, 75, 0.10, 3.0, 70.0 },
  { 19.0, 160.0, TAN, 2.5, 1.0, 75, 0.40, 2.0, -50.0 },
  { 12.0, 70.0, DARK, 1.0, 0.6, 92, 0.20, 3.0, 40.0 },
  { 16.0, 110.0, LIGHT, 1.0, 0.7, 95, 0.60, 4.0, -30.0 },
  { 14.0, 90.0, BROWN, 2.0, 0.8, 80, 0.50, 3.0, 5.0 },
  { 20.0, 180.0, DARK, 1.0, 0.8, 95, 0.10, 3.0, -70.0 },
  { 18.0, 200.0, LIGHT, 1.2, 0.8, 92, 0.00, 2.5, 90.0 },
  { 10.0, 75.0, MEDIUM, 1.5, 0.6, 88, 0.30, 3.5, 20.0 },
  { 6.0, 220.0, LIGHT, 1.2, 0.8, 92, 0.15, 3.0, 0.0 },
  { 6.0, 150.0, BROWN, 2.0, 0.8, 85, 0.20, 4.0, 45.0 },
  { 7.0, 180.0, TAN, 1.5, 1.2, 75, 0.30, 3.0, -25.0 },
  { 10.0, 200.0, MEDIUM, 1.5, 2.5, 90, 0.20, 3.0, 30.0 },
  { 12.0, 150.0, LIGHT, 30.0, 0.8, 75, 0.20, 3.0, -45.0 },
  { 6.5, 180.0, DARK, 12.0, 1.0, 75, 0.20, 3.0, 10.0 },
  { 16.0, 220.0, BROWN, 2.0, 3.5, 85, 0.10, 2.5, 55.0 },
  { 10.0, 140.0, LIGHT, 1.5, 0.8, 92, 0.88, 3.0, -15.0 }
};

void
sample_options_variant (gint number, SampleOptions *options)
{
  const Variant *variant = &variants[number];

  options->width_px        = 700;
  options->height_px       = 500;
  options->px_per_mm       = variant->px_per_mm;
  options->density_per_cm2 = variant->density_per_cm2;
  options->skin            = variant->skin;
  options->noise_sigma     = variant->noise_sigma;
  options->blur_px         = variant->blur_px;
  options->quality         = variant->quality;
  options->glare           = variant->glare;
  options->seed            = 1000u + (guint32) number;
  options->scar_width_mm   = variant->scar_width_mm;
  options->scar_pale       = SAMPLE_MATURE_SCAR;
  options->scar_red        = 1.0;
  options->roll_deg        = variant->roll_deg;
  options->close_up        = TRUE;
  sample_features_off (options);
}

void
sample_options_list (void)
{
  g_print ("variant,px_per_mm,density_per_cm2,skin,noise_sigma,blur_px,"
           "quality,glare,scar_width_mm,roll_deg\n");
  for (gint i = 0; i < SAMPLE_N_VARIANTS; i++)
    {
      const Variant *v = &variants[i];

      g_print ("%d,%g,%g,%s,%g,%g,%d,%g,%g,%g\n", i, v->px_per_mm, v->density_per_cm2,
               sample_skin_name (v->skin), v->noise_sigma, v->blur_px, v->quality, v->glare,
               v->scar_width_mm, v->roll_deg);
    }
}
