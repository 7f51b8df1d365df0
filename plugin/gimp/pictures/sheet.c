/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The consultation sheet: one page to print, at 300 pixels an inch. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "close-up.h"
#include "label.h"
#include "sheet-heights.h"
#include "sheet-words.h"
#include "fade-plot.h"
#include "text-layout.h"

#define PPI           300.0
#define A4_WIDTH      2480
#define A4_HEIGHT     3508
#define LETTER_WIDTH  2550
#define LETTER_HEIGHT 3300
#define TAG_PX        40.0
#define PLOT_SCALE    3.0

/* Pictures larger than so many pixels for one of the photo's are only blurred. */
#define MOST_SCALE 2.0

/* The close-up is so much larger than that. */
#define CLOSER 1.5

/* Of the page's height, and of a close-up's width. */
#define MOST_PAIR  0.42
#define MOST_PLOT  0.13
#define MOST_CLOSE 0.80

/* The width of each of two pictures in a row. */
static gint
half_of (const SmpSheet *sheet)
{
  return (sheet->room - SMP_SHEET_GAP) / 2;
}

/* The whole label, across the page. */
static void
add_label (SmpSheet *sheet)
{
  const gdouble size  = smp_compare_label_px (sheet->width, sheet->height);
  SmpBand       band  = { size, TRUE, 0, FALSE };
  GeglRectangle place = { SMP_SHEET_RIM, sheet->y, sheet->room, 0 };

  if (!sheet->compare->options->label)
    return;
  band         = smp_compare_band (sheet->compare, size, sheet->room, G_MAXINT / 2);
  place.height = band.height;
  smp_compare_burn_in (sheet->compare, sheet->page, &band, &place);
  sheet->y += band.height + SMP_SHEET_GAP;
}

/* Before and simulation of one crop, with words above, in a row of that height at most; zoom is how
 * many pixels wide one of the photo's is, or 0 for as large as fits. */
static void
add_pair (SmpSheet     *sheet,
          GeglRectangle crop,
          gint          most_height,
          const gchar  *before,
          const gchar  *simulation,
          gint          zoom)
{
  SmpCompare   *self     = sheet->compare;
  const gint    width    = half_of (sheet);
  const gchar  *titles[] = { before, simulation };
  SmpBand       band;
  gdouble       scale;
  GeglRectangle place        = { 0 };
  gint          title_height = 0;

  for (gint i = 0; i < 2; i++)
    {
      const gint high =
        smp_sheet_add_words (sheet, titles[i], titles[i], SMP_SHEET_TEXT_PX,
                             SMP_SHEET_RIM + i * (width + SMP_SHEET_GAP), width, 0.5);

      title_height = MAX (title_height, high);
    }
  scale = zoom ? zoom : MIN (width / (gdouble) crop.width, most_height / (gdouble) crop.height);
  place.width  = MAX ((gint) (crop.width * scale), 1);
  place.height = MAX ((gint) (crop.height * scale), 1);
  place.y      = sheet->y + title_height;
  band         = smp_compare_band (self, TAG_PX, place.width, place.height);
  if (!zoom)
    smp_compare_place_band (self, &band, &crop, place.height, TRUE);
  for (gint i = 0; i < 2; i++)
    {
      place.x = SMP_SHEET_RIM + i * (width + SMP_SHEET_GAP) + (width - place.width) / 2;
      smp_page_add_picture (sheet->page, self->scene, i == 1, self->cover, &crop, &place,
                            titles[i]);
      if (i == 1)
        smp_compare_burn_in (self, sheet->page, &band, &place);
    }
  sheet->y = place.y + place.height + SMP_SHEET_GAP;
}

/* The treated skin at 100 %; where the pair above is as large as that, larger by whole pixels. */
static void
add_close_up (SmpSheet *sheet, gint zoom, gint most_height)
{
  SmpCompare   *self = sheet->compare;
  const gint    half = half_of (sheet);
  gchar        *before, *simulation;
  GeglRectangle close;

  /* Translators: how large a picture's pixels are shown. */
  before     = g_strdup_printf (_ ("Before, at %d %%"), 100 * zoom);
  simulation = g_strdup_printf (_ ("Simulation, at %d %%"), 100 * zoom);
  smp_compare_close_up (self, MAX (half / zoom, 1), MAX (most_height / zoom, 1), &close);
  add_pair (sheet, close, most_height, before, simulation, zoom);
  smp_compare_scale_bar (self, sheet->page, SMP_SHEET_RIM + (half - close.width * zoom) / 2,
                         sheet->y - SMP_SHEET_GAP / 2, half, zoom);
  sheet->y += SMP_SHEET_GAP;
  g_free (simulation);
  g_free (before);
}

static gint
titles_height (const SmpSheet *sheet, const GArray *panels, gint n_columns)
{
  const gint width  = (sheet->room - (n_columns - 1) * SMP_SHEET_GAP) / n_columns;
  gint       height = 0;

  for (guint i = 0; i < panels->len; i++)
    height =
      MAX (height, smp_words_height (sheet->page->font, g_array_index (panels, SmpPanel, i).title,
                                     SMP_SHEET_SMALL_PX, width));
  return height;
}

/* A title that stands on its picture, of however many lines. */
static void
add_title (SmpSheet *sheet, const gchar *title, gint x, gint width, gint bottom)
{
  const gint top = sheet->y;

  sheet->y = bottom - smp_words_height (sheet->page->font, title, SMP_SHEET_SMALL_PX, width);
  smp_sheet_add_words (sheet, title, title, SMP_SHEET_SMALL_PX, x, width, 0.5);
  sheet->y = top;
}

/* What the years do, small, with the curve below. */
static gboolean
add_years (SmpSheet *sheet, GeglRectangle crop, const SmpSheetRooms *rooms, GError **error)
{
  SmpCompare   *self  = sheet->compare;
  GArray       *years = smp_compare_panel_list (self);
  const gint    width = smp_sheet_rooms_year_width (rooms);
  const gdouble scale = MIN (width / (gdouble) crop.width, rooms->year / (gdouble) crop.height);
  GeglRectangle place = { 0, 0, MAX ((gint) (crop.width * scale), 1),
                          MAX ((gint) (crop.height * scale), 1) };
  SmpBand       band  = smp_compare_band (self, SMP_SHEET_SMALL_PX, place.width, place.height);
  const gint    title_height = rooms->title_height[rooms->n_rows - 1];
  gboolean      done         = TRUE;

  smp_compare_place_band (self, &band, &crop, place.height, TRUE);
  for (guint i = 0; done && i < years->len; i++)
    {
      const SmpPanel *panel = &g_array_index (years, SmpPanel, i);
      const gint      x     = SMP_SHEET_RIM + (gint) i % rooms->n_columns * (width + SMP_SHEET_GAP);

      if (i && i % (guint) rooms->n_columns == 0)
        sheet->y += title_height + place.height + SMP_SHEET_GAP;
      done = smp_compare_show (self, panel, error);
      if (!done)
        break;
      place.x = x + (width - place.width) / 2;
      place.y = sheet->y + title_height;
      add_title (sheet, panel->title, x, width, place.y);
      smp_page_add_picture (sheet->page, self->scene, !panel->before, self->cover, &crop, &place,
                            panel->title);
      if (!panel->before)
        smp_compare_burn_in (self, sheet->page, &band, &place);
      gimp_progress_update ((i + 1.0) / years->len);
    }
  sheet->y += title_height + place.height + SMP_SHEET_GAP;
  g_array_unref (years);
  return done;
}

static void
add_plot (SmpSheet *sheet, gint height)
{
  const SmpTreatment *first = g_ptr_array_index (sheet->compare->treatments, 0);
  const GdkRGBA       ink   = { 0.125, 0.125, 0.125, 1.0 };
  cairo_surface_t *surface  = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, sheet->room, height);
  cairo_t         *cr       = cairo_create (surface);

  cairo_scale (cr, PLOT_SCALE, PLOT_SCALE);
  smp_fade_plot_draw (cr, sheet->room / PLOT_SCALE, height / PLOT_SCALE, &first->recipe->params,
                      &ink);
  cairo_destroy (cr);
  smp_page_add_drawing (sheet->page, surface, SMP_SHEET_RIM, sheet->y, _ ("Fading"));
  sheet->y += height;
}

/* What the words leave, shared out among the pictures. */
static void
share_out (SmpSheet *sheet, const GeglRectangle *crop, gint zoom, SmpSheetRooms *rooms)
{
  GArray    *years   = smp_compare_panel_list (sheet->compare);
  const gint half    = half_of (sheet);
  const gint n_years = (gint) years->len;
  const gint top     = sheet->y;
  const gint title =
    smp_words_height (sheet->page->font, _ ("Simulation"), SMP_SHEET_TEXT_PX, half);
  gint left;

  sheet->dry = TRUE;
  smp_sheet_add_words_below (sheet);
  sheet->dry = FALSE;
  /* Of the gaps, one below each picture, the bar's and a half below the plot. */
  left =
    sheet->height - SMP_SHEET_RIM - sheet->y - 2 * title - 4 * SMP_SHEET_GAP - SMP_SHEET_GAP / 2;
  sheet->y = top;

  rooms->aspect    = (gdouble) crop->width / crop->height;
  rooms->room      = sheet->room;
  rooms->gap       = SMP_SHEET_GAP;
  rooms->most_pair = (gint) MIN (MOST_PAIR * sheet->height, MOST_SCALE * crop->height);
  rooms->most_pair = MIN (rooms->most_pair, (gint) ceil (half / rooms->aspect));
  rooms->most_close =
    MIN ((gint) (MOST_CLOSE * half), zoom * gimp_image_get_height (sheet->compare->source));
  rooms->most_plot       = (gint) (MOST_PLOT * sheet->height);
  rooms->n_years         = n_years;
  rooms->title_height[0] = titles_height (sheet, years, n_years);
  rooms->title_height[1] = titles_height (sheet, years, (n_years + 1) / 2);
  smp_sheet_rooms_share (rooms, left);
  g_array_unref (years);
}

static gboolean
fill (SmpSheet *sheet, GError **error)
{
  SmpCompare   *self  = sheet->compare;
  SmpSheetRooms rooms = { 0 };
  GeglRectangle crop;
  gdouble       scale;
  gint          zoom;

  if (!smp_compare_crop (self, 0, 0, &crop, error) || !smp_sheet_add_head (sheet, error))
    return FALSE;

  add_label (sheet);
  scale = MIN (half_of (sheet) / (gdouble) crop.width, MOST_SCALE);
  zoom  = scale < 1.0 ? 1 : (gint) ceil (CLOSER * scale);
  share_out (sheet, &crop, zoom, &rooms);
  add_pair (sheet, crop, rooms.pair, _ ("Before"), _ ("Simulation"), 0);
  add_close_up (sheet, zoom, rooms.close);
  if (!add_years (sheet, crop, &rooms, error))
    return FALSE;
  add_plot (sheet, rooms.plot);
  sheet->y += SMP_SHEET_GAP / 2;
  smp_sheet_add_words_below (sheet);
  return TRUE;
}

GimpImage *
smp_compare_sheet (SmpCompare *self, GError **error)
{
  const gboolean letter = self->options->letter;
  SmpSheet       sheet  = {
    self,          NULL, letter ? LETTER_WIDTH : A4_WIDTH, letter ? LETTER_HEIGHT : A4_HEIGHT, 0,
    SMP_SHEET_RIM, FALSE
  };

  sheet.room = sheet.width - 2 * SMP_SHEET_RIM;
  sheet.page = smp_page_new (self->source, sheet.width, sheet.height, error);
  if (!sheet.page)
    return NULL;
  gimp_image_set_resolution (sheet.page->image, PPI, PPI);
  if (fill (&sheet, error))
    return smp_page_finish (sheet.page);
  smp_page_free (sheet.page);
  return NULL;
}
