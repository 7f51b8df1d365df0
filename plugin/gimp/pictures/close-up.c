/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "close-up.h"
#include "smp/text.h"

#define COARSE  64
#define BAR_PX  8
#define WORD_PX 29.0

/* How much of the region lies in a window of its coarse map. */
static gdouble
inside (const gfloat *map,
        gint          width,
        gint          height,
        gint          x0,
        gint          y0,
        gint          window_width,
        gint          window_height)
{
  gdouble sum = 0.0;

  for (gint y = y0; y < MIN (y0 + window_height, height); y++)
    for (gint x = x0; x < MIN (x0 + window_width, width); x++)
      sum += map[y * width + x];
  return sum;
}

/* The window of that size with most of the region in it; of equal ones the one nearest to the
 * region's middle. */
static void
find_window (const SmpRegion *region, gint width, gint height, gint *left, gint *top)
{
  const GeglRectangle *bounds = &region->bounds;
  const gdouble        scale  = MIN (1.0, COARSE / (gdouble) MAX (bounds->width, bounds->height));
  const GeglRectangle coarse = { (gint) floor (bounds->x * scale), (gint) floor (bounds->y * scale),
                                 MAX ((gint) (bounds->width * scale), 1),
                                 MAX ((gint) (bounds->height * scale), 1) };
  gfloat             *map    = g_new (gfloat, (gsize) coarse.width * coarse.height);
  const gint          window_width  = MAX ((gint) (width * scale), 1);
  const gint          window_height = MAX ((gint) (height * scale), 1);
  gdouble             best          = -1.0;

  gegl_buffer_get (region->density, &coarse, scale, babl_format ("Y' float"), map,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  *left = bounds->x + (bounds->width - width) / 2;
  *top  = bounds->y + (bounds->height - height) / 2;
  for (gint y = 0; y <= MAX (coarse.height - window_height, 0); y++)
    for (gint x = 0; x <= MAX (coarse.width - window_width, 0); x++)
      {
        gdouble from_middle = hypot (x + 0.5 * (window_width - coarse.width),
                                     y + 0.5 * (window_height - coarse.height));
        gdouble worth =
          inside (map, coarse.width, coarse.height, x, y, window_width, window_height) -
          1e-3 * from_middle;

        if (worth <= best)
          continue;
        best = worth;
        if (window_width < coarse.width)
          *left = bounds->x + (gint) lround (x / scale);
        if (window_height < coarse.height)
          *top = bounds->y + (gint) lround (y / scale);
      }
  g_free (map);
}

void
smp_compare_close_up (const SmpCompare *self, gint width, gint height, GeglRectangle *crop)
{
  const SmpTreatment *first        = g_ptr_array_index (self->treatments, 0);
  const gint          photo_width  = gimp_image_get_width (self->source);
  const gint          photo_height = gimp_image_get_height (self->source);

  crop->width  = MIN (width, photo_width);
  crop->height = MIN (height, photo_height);
  find_window (first->region, crop->width, crop->height, &crop->x, &crop->y);
  crop->x = CLAMP (crop->x, 0, photo_width - crop->width);
  crop->y = CLAMP (crop->y, 0, photo_height - crop->height);
}

void
smp_compare_scale_bar (const SmpCompare *self,
                       SmpPage          *page,
                       gint              x,
                       gint              y,
                       gint              width,
                       gdouble           scale)
{
  static const gint   steps[]   = { 100, 50, 20, 10, 5, 2, 1 };
  const SmpTreatment *first     = g_ptr_array_index (self->treatments, 0);
  const gdouble       px_per_mm = scale * first->recipe->params.px_per_mm;
  GeglRectangle       bar       = { x, y + 4, 0, BAR_PX };
  gchar              *words     = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && !words; i++)
    if (steps[i] * px_per_mm <= 0.4 * width)
      {
        bar.width = MAX ((gint) lround (steps[i] * px_per_mm), 1);
        words     = g_strdup_printf (smp_treatment_scale_basis (first) != SMP_SCALE_MEASURED
                                       ? _ ("%d mm (estimated)")
                                       : _ ("%d mm"),
                                 steps[i]);
      }
  if (words)
    {
      const SmpPageText text = {
        words, NULL, NULL, WORD_PX, x + bar.width + BAR_PX, y - (gint) (0.3 * WORD_PX), width, 0.0
      };

      smp_page_add_block (page, &bar, SMP_PAGE_INK, _ ("Scale bar"));
      smp_page_add_text (page, &text);
    }
  g_free (words);
}
