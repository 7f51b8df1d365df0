/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "differences.h"
#include "grid.h"
#include "page.h"
#include "smp/colour.h"
#include "smp/text.h"

#define MOST_PX_ACROSS 6000
#define N_PANELS       4

/* The map's colours end at this difference, L*. */
#define MOST_L 6.0

#define MAP_OPACITY 0.7

/* Differences of tone, CIEDE2000, on light skin: perceived and accepted from there on (Leow and
 * others 2006), and clear to anyone (choice). */
#define PERCEIVED 0.8
#define ACCEPTED  1.8
#define CLEAR     4.0

/* Less than this is no difference of how dots stand out. */
#define LEAST_NOTED 0.1

/* Beyond these differences of light fall from place to place, tones are uncertain. */
#define MUCH_SPREAD 0.10

enum
{
  PREDICTED,
  HEALED,
  SPLIT,
  MAP
};

static gint
byte_of (gfloat light)
{
  return (gint) lround (255.0 * smp_srgb_encode (CLAMP ((gdouble) light, 0.0, 1.0)));
}

static gfloat
grey_of (const gfloat *rgb)
{
  return (gfloat) (SMP_LUMA_R * (gdouble) rgb[0] + SMP_LUMA_G * (gdouble) rgb[1] +
                   SMP_LUMA_B * (gdouble) rgb[2]);
}

/* A plane as a picture, grey for the map; where it has no number it is light grey. */
static cairo_surface_t *
surface_of (const SmpHealedCheck *check, gint panel)
{
  const gint       width = check->predicted.width, height = check->predicted.height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guchar          *data    = cairo_image_surface_get_data (surface);
  const gint       stride  = cairo_image_surface_get_stride (surface);

  for (gint j = 0; data && j < height; j++)
    for (gint i = 0; i < width; i++)
      {
        const gboolean  left  = panel == PREDICTED || (panel == SPLIT && i < width / 2);
        const SmpPlane *plane = left ? &check->predicted : &check->real;
        const gfloat   *rgb   = plane->data + 3 * ((gsize) j * (gsize) width + (gsize) i);
        guint32        *to    = (guint32 *) (gpointer) (data + (gsize) j * (gsize) stride) + i;

        if (!isfinite (rgb[0] + rgb[1] + rgb[2]))
          *to = 0xd8d8d8;
        else if (panel == MAP)
          *to = 0x010101u * (guint32) byte_of (grey_of (rgb));
        else
          *to = (guint32) (byte_of (rgb[0]) << 16 | byte_of (rgb[1]) << 8 | byte_of (rgb[2]));
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* From blue, darker than predicted, over white to orange, paler: told apart whatever colours a
 * person sees (after ColorBrewer's PuOr and RdBu). */
static void
set_tone (cairo_t *cr, gdouble lighter, gdouble alpha)
{
  const gdouble  t      = CLAMP (lighter / MOST_L, -1.0, 1.0);
  const gdouble  blue[] = { 0.02, 0.35, 0.70 }, orange[] = { 0.90, 0.45, 0.0 };
  const gdouble *end  = t < 0.0 ? blue : orange;
  const gdouble  much = fabs (t);

  cairo_set_source_rgba (cr, 1.0 + much * (end[0] - 1.0), 1.0 + much * (end[1] - 1.0),
                         1.0 + much * (end[2] - 1.0), alpha);
}

static void
show_number (cairo_t *cr, gdouble x, gdouble y, gdouble size, gdouble lighter)
{
  char                 text[16];
  cairo_text_extents_t extents;

  g_snprintf (text, sizeof text, "%+.1f", lighter);
  cairo_set_font_size (cr, size);
  cairo_text_extents (cr, text, &extents);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, x - 0.5 * extents.width - extents.x_bearing,
                 y - 0.5 * extents.height - extents.y_bearing);
  cairo_show_text (cr, text);
}

/* The places in their tones, each with its number. */
static void
draw_places (cairo_t *cr, const SmpHealedCheck *check, gdouble times)
{
  const GArray *places = check->result->places;

  for (guint i = 0; i < places->len; i++)
    {
      const SmpResultPlace *place = &g_array_index (places, SmpResultPlace, i);
      const gdouble x = times * (place->x - check->predicted.x), side = times * place->size_px;
      const gdouble y       = times * (place->y - check->predicted.y);
      const gdouble lighter = place->real.mean.lab[0] - place->predicted.mean.lab[0];

      set_tone (cr, lighter, MAP_OPACITY);
      cairo_rectangle (cr, x, y, side, side);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, 0.1, 0.1, 0.1, 0.5);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
      show_number (cr, x + 0.5 * side, y + 0.5 * side, CLAMP (0.26 * side, 6.0, 40.0), lighter);
    }
}

static void
draw_line (cairo_t *cr, gdouble width, gdouble height)
{
  for (gint i = 0; i < 2; i++)
    {
      cairo_set_source_rgb (cr, i, i, i);
      cairo_set_line_width (cr, (i ? 0.004 : 0.008) * width);
      cairo_move_to (cr, 0.5 * width, 0.0);
      cairo_line_to (cr, 0.5 * width, height);
      cairo_stroke (cr);
    }
}

static cairo_surface_t *
draw_panel (const SmpHealedCheck *check, gint panel, gint width, gint height)
{
  const gdouble    times   = width / (gdouble) check->predicted.width;
  cairo_surface_t *picture = surface_of (check, panel);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr      = cairo_create (surface);

  cairo_save (cr);
  cairo_scale (cr, times, height / (gdouble) check->predicted.height);
  cairo_set_source_surface (cr, picture, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  if (panel == SPLIT)
    draw_line (cr, width, height);
  else if (panel == MAP)
    draw_places (cr, check, times);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);
  return surface;
}

/* A strip of the map's colours. */
static cairo_surface_t *
draw_legend (gint width, gint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr      = cairo_create (surface);
  const gint       n       = 13;

  for (gint i = 0; i < n; i++)
    {
      const gdouble lighter = MOST_L * (2.0 * i / (n - 1) - 1.0), side = width / (gdouble) n;

      set_tone (cr, lighter, 1.0);
      cairo_rectangle (cr, i * side, 0.0, side + 0.5, height);
      cairo_fill (cr);
      if (i % 3 == 0)
        show_number (cr, (i + 0.5) * side, 0.5 * height, MIN (0.7 * height, 0.34 * side), lighter);
    }
  cairo_destroy (cr);
  return surface;
}

/* What the two photos were taken to differ by.  (transfer full) */
static gchar *
kind_words (const SmpHealedCheck *check)
{
  const SmpRegistration *r  = &check->registration;
  const gdouble          mm = r->bent_px / check->main->recipe->params.px_per_mm;

  if (r->kind == SMP_REGISTRATION_SIMILARITY)
    return g_strdup (_ ("seen from the same side"));
  if (r->kind == SMP_REGISTRATION_AFFINE)
    return g_strdup (_ ("seen a little from the side: stretched"));
  return g_strdup_printf (_ ("turned, or the skin has moved: bent by up to %.1f mm"), mm);
}

static gchar *
placing_words (const SmpHealedCheck *check)
{
  const SmpRegistration *r    = &check->registration;
  const gdouble          mm   = r->rms_px / check->main->recipe->params.px_per_mm;
  g_autofree gchar      *kind = kind_words (check);

  return r->n_parts > 0
           ? g_strdup_printf (_ ("found by itself: %u of %u parts of the picture lie alike, within "
                                 "%.1f mm; %s"),
                              r->n_agreeing, r->n_parts, mm, kind)
           : g_strdup_printf (_ ("by points, which miss each other by %.1f mm; %s"), mm, kind);
}

static gchar *
sharpness_words (const SmpHealedCheck *check)
{
  const gdouble mm = sqrt (fabs (check->blur_px2)) / check->main->recipe->params.px_per_mm;

  if (!check->is_sharpness_told)
    return g_strdup (_ ("Which of the two is sharper could not be told."));
  return g_strdup_printf (check->blur_px2 > 0.0
                            ? _ ("For the figures the prediction was blurred by %.2f mm, as the "
                                 "healed photo is.")
                            : _ ("For the figures the healed photo was blurred by %.2f mm, as the "
                                 "prediction is."),
                          mm);
}

gchar *
smp_differences_corrections (const SmpHealedCheck *check)
{
  const SmpAffine  *map     = &check->registration.map;
  const gdouble     scale   = sqrt (fabs (map->xx * map->yy - map->xy * map->yx));
  const gdouble     turn    = atan2 (map->yx - map->xy, map->xx + map->yy) * 180.0 / G_PI;
  const gdouble    *gain    = check->light.gain;
  g_autofree gchar *placing = placing_words (check);
  g_autofree gchar *sharp   = sharpness_words (check);

  return g_strdup_printf (
    _ (
      "For this picture alone the healed photo was turned by %.1f°, scaled by %.2f and moved (%s), "
      "and its red, green and blue were divided by %.2f, %.2f and %.2f, so that the untreated skin "
      "beside is as light in both; from place to place that differs by %.0f %%. %s Neither photo "
      "was changed."),
    -turn, 1.0 / scale, placing, gain[0], gain[1], gain[2], 100.0 * check->light.spread, sharp);
}

/* How alike the tones are place by place. */
static const gchar *
likeness_words (gdouble delta_e)
{
  if (delta_e < PERCEIVED)
    return _ ("place by place they are alike to the eye");
  if (delta_e < ACCEPTED)
    return _ ("place by place they differ a little");
  return delta_e < CLEAR ? _ ("place by place they differ visibly")
                         : _ ("place by place they differ clearly");
}

/* How much the dots stand out from the skin, beside what was predicted.  (transfer full) */
static gchar *
standing_out_words (gdouble ratio)
{
  if (fabs (ratio - 1.0) < LEAST_NOTED)
    return g_strdup (_ ("The dots stand out from the skin as predicted."));
  return g_strdup_printf (ratio < 1.0
                            ? _ ("The dots stand out from the skin %.0f %% less than predicted.")
                            : _ ("The dots stand out from the skin %.0f %% more than predicted."),
                          100.0 * fabs (ratio - 1.0));
}

gchar *
smp_differences_figures (const SmpHealedCheck *check)
{
  const SmpResultSide *one   = &check->result->whole.predicted;
  const SmpResultSide *other = &check->result->whole.real;
  GString             *text  = g_string_new (NULL);
  g_autofree gchar    *out   = check->is_sharpness_told
                                 ? standing_out_words (other->contrast / MAX (one->contrast, 1e-6))
                                 : g_strdup ("");
  g_autofree gchar    *words = check->reason
                                 ? g_strdup (check->reason)
                                 : smp_result_words (&check->change, &check->main->recipe->params);

  g_string_append_printf (text,
                          _ ("Tone (0 black, 100 white): %.1f predicted, %.1f healed; %s. Under "
                             "dots "
                             "and hair: %.0f %% of the skin predicted, %.0f %% healed. %s"),
                          one->mean.lab[0], other->mean.lab[0],
                          likeness_words (check->result->place_delta_e), 100.0 * one->cover,
                          100.0 * other->cover, out);
  if (check->light.spread > MUCH_SPREAD)
    g_string_append (text, _ (" The light falls from another side in the two photos: differences "
                              "of tone are uncertain."));
  g_string_append_printf (text, "\n%s", words);
  return g_string_free (text, FALSE);
}

static void
add_panels (SmpPage *page, const SmpHealedCheck *check, const SmpPageGrid *grid)
{
  for (gint i = 0; i < N_PANELS; i++)
    {
      const SmpPagePlace place = smp_grid_picture (grid, i);
      const SmpPagePlace above = smp_grid_title (grid, page->words, i);
      g_autofree gchar  *name  = g_strdup_printf (_ ("Title: %s"), grid->titles[i]);
      const gint         height =
        smp_words_height (page->words, grid->titles[i], grid->title_px, grid->box_width);
      const SmpPageText title = { grid->titles[i],  name,        NULL, grid->title_px, above.x,
                                  place.y - height, above.width, 0.5 };

      smp_page_add_drawing (page, draw_panel (check, i, place.width, place.height), place.x,
                            place.y, grid->titles[i]);
      smp_page_add_text (page, &title);
    }
}

/* Below the map, where the row's label stands below the others. */
static void
add_legend (SmpPage *page, const SmpPageGrid *grid)
{
  const SmpPagePlace map    = smp_grid_picture (grid, MAP);
  const gint         height = MAX (12, (gint) (0.05 * map.height));

  smp_page_add_drawing (page, draw_legend (map.width, height), map.x, map.y + map.height - height,
                        _ ("Legend"));
}

GimpImage *
smp_differences_picture (const SmpHealedCheck *check, GError **error)
{
  const gchar *const titles[]    = { _ ("Prediction"), _ ("Healed result"),
                                     _ ("Split: healed result on the right"),
                                     _ ("Orange: paler than predicted; blue: darker") };
  g_autofree gchar  *corrections = smp_differences_corrections (check);
  g_autofree gchar  *figures     = smp_differences_figures (check);
  g_autofree gchar  *footer      = g_strdup_printf ("%s\n%s", figures, corrections);
  SmpPageGrid        grid        = { .n_panels     = N_PANELS,
                                     .n_columns    = 2,
                                     .most_px      = MOST_PX_ACROSS,
                                     .crop_width   = check->predicted.width,
                                     .crop_height  = check->predicted.height,
                                     .titles       = titles,
                                     .n_titles     = N_PANELS,
                                     .n_plain_rows = 1,
                                     .label  = _ ("The prediction is simulated; the healed result is a "
                                                                 "photo, laid over it for comparison."),
                                     .footer = footer };
  GimpFont          *font        = smp_page_font (error);
  SmpWords          *words       = font ? smp_page_words (font) : NULL;
  SmpPage           *page;

  if (!words)
    return NULL;
  smp_grid_lay_out (&grid, words);
  smp_words_free (words);
  page = smp_page_new (check->main->image, grid.width, grid.height, error);
  if (!page)
    return NULL;
  add_panels (page, check, &grid);
  add_legend (page, &grid);
  {
    const SmpPagePlace label = smp_grid_label (&grid, 1), below = smp_grid_footer (&grid);
    const SmpPageText  said  = { grid.label, _ ("Label"), NULL,        grid.text_px,
                                 label.x,    label.y,     label.width, 0.5 };
    const SmpPageText  print = { grid.footer, _ ("Small print"), NULL,        grid.footer_px,
                                 below.x,     below.y,           below.width, 0.0 };

    smp_page_add_text (page, &said);
    smp_page_add_text (page, &print);
  }
  return smp_page_finish (page, error);
}
