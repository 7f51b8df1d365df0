/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one hair is like that the photo shows as some mark. */

#include "base/same-math.h"
#include "measurement.h"

#define ALONE_MM        0.075 /* narrower pictures of hairs hold nothing of their neighbours */
#define NEIGHBOURS_A_MM 5.0   /* wider ones make hairs larger by so much */

/* A hair's darkening at its middle is this much of what opaque hair of this luminance would do:
 * clipped hair tapers, and is not black. */
#define HAIR_OPACITY 0.86
#define HAIR_LIGHT   0.032

/* How much more than one hair a mark's mass is. */
static gdouble
mass_of_neighbours (const SmpMeasurement *m)
{
  gdouble width = m->finder.shape.sigma_across / m->finder.px_per_mm;
  gdouble more  = NEIGHBOURS_A_MM * CLAMP (width - ALONE_MM, 0.0, SMP_WIDEST_EDGE_MM - ALONE_MM);

  return (1.0 + more) * (1.0 + more);
}

/* The hair below a shape on skin of such light. */
SmpHairBelow
smp_measurement_hair_below (const SmpMeasurement *m,
                            const SmpMarkShape   *shape,
                            const gdouble         skin[3])
{
  gdouble      luma   = SMP_LUMA_R * skin[0] + SMP_LUMA_G * skin[1] + SMP_LUMA_B * skin[2];
  gdouble      opaque = HAIR_OPACITY * MAX (1.0 - HAIR_LIGHT / MAX (luma, 1e-3), 0.3);
  SmpHairBelow hair;

  hair.width = shape->mass / mass_of_neighbours (m) / opaque / shape->length;
  hair.blur2 =
    shape->sigma_across * shape->sigma_across - hair.width * hair.width / 12.0 - 1.0 / 12.0;
  for (gint c = 0; c < 3; c++)
    hair.rgb[c] =
      skin[c] *
      MAX (1.0 - MIN (shape->mass_rgb[c] / shape->mass, 1.2) * MIN (opaque * 1.2, 0.95), 0.0);
  return hair;
}

void
smp_measurement_set_shape (SmpMeasurement *m)
{
  SmpSurroundings    *s     = m->result;
  const SmpMarkShape *shape = &m->finder.shape;
  SmpHairBelow        hair  = smp_measurement_hair_below (m, shape, s->skin.rgb);
  gdouble             px = m->finder.px_per_mm, confidence = smp_measurement_confidence (m);

  s->dot_diameter_mm =
    smp_figure (sqrt (4.0 / G_PI * hair.width * shape->length) / px, 0.8 * confidence);
  s->elongation = smp_figure (MAX (shape->length / hair.width, 1.0), 0.6 * confidence);
  s->photo_blur_px =
    smp_figure (sqrt (MAX (hair.blur2, 0.04)),
                confidence * CLAMP (hair.blur2 / (hair.width * hair.width / 12.0), 0.1, 0.8));
  smp_colour_set (&s->hair, hair.rgb);
  s->hair_known = TRUE;
}
