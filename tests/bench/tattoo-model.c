/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The artwork as the engine shows it in skin. */

#include "smp/fade.h"
#include "smp/skin.h"
#include "tattoo.h"

#define ARTWORK_PX_PER_MM 10
#define ENLARGED          2
#define AROUND_MM         12

/* Of full black: 25 ug of carbon a mm2 (Engel 2008, Contact Dermatitis 58:228), of which 68 % stay,
 * at 7.5 mm2 a ug.  Nothing passes but near edges. */
#define OPTICAL_DEPTH 127.0f
#define BLACKEST      0.05f

/* The photos are softened as much as photos are by default. */
#define PHOTO_BLUR_PX 0.6

static SmpPlane
plane_new (gint x, gint y, gint width, gint height, gint components)
{
  SmpPlane plane = { NULL, x, y, width, height, components };

  plane.data = g_new0 (gfloat, (gsize) width * (gsize) height * (gsize) components);
  return plane;
}

static void
draw_ink (const TattooPicture *artwork, SmpPlane *pigment)
{
  for (gint y = pigment->y; y < pigment->y + pigment->height; y++)
    for (gint x = pigment->x; x < pigment->x + pigment->width; x++)
      {
        const gfloat *rgb   = artwork->rgb + 3 * ((y / ENLARGED) * artwork->width + x / ENLARGED);
        gboolean      black = MAX (MAX (rgb[0], rgb[1]), rgb[2]) < BLACKEST;

        smp_plane_at (pigment, x, y)[0] = black ? OPTICAL_DEPTH : 0.0f;
        smp_plane_at (pigment, x, y)[1] = black ? 1.0f : 0.0f;
      }
}

TattooSeen
tattoo_predict (const TattooPicture *artwork,
                const TattooBars    *artwork_bars,
                gdouble              years,
                gdouble              photo_px_per_mm)
{
  gint          around = AROUND_MM * ARTWORK_PX_PER_MM;
  gint          side   = (gint) (artwork_bars->bar_mm * 5.0 * ARTWORK_PX_PER_MM) + 2 * around;
  gint          x      = ((gint) artwork_bars->corners[0][0] - around) * ENLARGED;
  gint          y      = ((gint) artwork_bars->corners[0][1] - around) * ENLARGED;
  TattooPicture shown  = { NULL, side * ENLARGED, side * ENLARGED };
  TattooBars    bars   = *artwork_bars;
  SmpPlane      pigment, faded, light;
  SmpParams     params;
  TattooSeen    seen;

  smp_params_init (&params);
  params.px_per_mm     = ARTWORK_PX_PER_MM * ENLARGED;
  params.years         = years;
  params.uneven_loss   = 0.0;
  params.photo_blur_px = PHOTO_BLUR_PX * params.px_per_mm / photo_px_per_mm;

  pigment = plane_new (x, y, shown.width, shown.height, 2);
  faded   = plane_new (x, y, shown.width, shown.height, 2);
  light   = plane_new (x, y, shown.width, shown.height, 4);
  draw_ink (artwork, &pigment);
  smp_fade_render (&params, &pigment, &faded);
  smp_skin_render (&params, &faded, &light);

  shown.rgb = g_new (gfloat, 3 * (gsize) shown.width * (gsize) shown.height);
  for (gint i = 0; i < shown.width * shown.height; i++)
    for (gint c = 0; c < 3; c++)
      shown.rgb[3 * i + c] = light.data[4 * i + c];
  for (gint i = 0; i < 4; i++)
    {
      bars.corners[i][0] = bars.corners[i][0] * ENLARGED - x - 0.5;
      bars.corners[i][1] = bars.corners[i][1] * ENLARGED - y - 0.5;
    }
  seen = tattoo_measure (&shown, &bars);
  g_free (pigment.data);
  g_free (faded.data);
  g_free (light.data);
  g_free (shown.rgb);
  return seen;
}
