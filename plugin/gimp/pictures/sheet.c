/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The consultation sheet: one page to print, at 300 pixels an inch. */

#include <math.h>

#include "close-up.h"
#include "further-views.h"
#include "label.h"
#include "sheet-heights.h"
#include "sheet-words.h"
#include "fade-plot.h"
#include "where-found.h"
#include "treatment/treatments.h"
#include "smp/text.h"

#define PPI           300.0
#define A4_WIDTH      2480
#define A4_HEIGHT     3508
#define LETTER_WIDTH  2550
#define LETTER_HEIGHT 3300
#define PLOT_SCALE    3.0
#define BAR_GAP       12
#define LABEL_GAP     8

/* Pictures larger than so many pixels for one of the photo's are only blurred. */
#define MOST_SCALE 2.0

/* The close-up is so much larger than that. */
#define CLOSER 1.5

/* What the page leaves is shared out below so many parts, and no more below each than this; the
 * rest stands above the foot. */
#define N_AIRS   5
#define MOST_AIR 60

/* Crops of further views are no smaller than so many pixels. */
#define LEAST_VIEW 100

/* Of the page's height, and of a close-up's width. */
#define MOST_PAIR  0.42
#define MOST_PLOT  0.13
#define MOST_CLOSE 0.80

/* The label's line below a row of pictures, and the gap to what follows. */
static void
add_label (SmpSheet *sheet)
{
  const gchar *label = smp_compare_label (sheet->compare);

  sheet->y += LABEL_GAP;
  if (label)
    sheet->y += smp_sheet_add_words (sheet, label, _ ("Label"), SMP_SHEET_LABEL_PX, SMP_SHEET_RIM,
                                     sheet->room, 0.5);
  sheet->y += SMP_SHEET_GAP + sheet->air;
}

/* A row of pictures of one crop; where they are as large as pixels, zoom is how many a pixel of the
 * photo is wide.  y is the pictures' upper edge. */
typedef struct
{
  GeglRectangle crop;
  gint          zoom;
  gboolean      has_bar;
  gint          width;
  gint          height;
  gint          y;
} Row;

/* How wide each of so many pictures in a row may be. */
static gint
share_of_row (const SmpSheet *sheet, gint n)
{
  return (sheet->room - (n - 1) * SMP_SHEET_GAP) / n;
}

/* Where such a picture's place begins: the last one ends at the page's rim. */
static gint
start_in_row (const SmpSheet *sheet, gint i, gint n)
{
  return SMP_SHEET_RIM + i * (sheet->room + SMP_SHEET_GAP) / n;
}

static const SmpPanel *
panel_of (GArray *panels, guint i)
{
  return &g_array_index (panels, SmpPanel, i);
}

/* A title of the row.  Returns: (transfer full) */
static gchar *
title_in (const Row *row, const SmpPanel *panel)
{
  /* Translators: the first is what a picture shows, the second how large its pixels are shown. */
  return row->zoom ? g_strdup_printf (_ ("%s, at %d %%"), panel->title, 100 * row->zoom)
                   : g_strdup (panel->title);
}

/* A title that stands on its picture, of however many lines. */
static void
add_title (SmpSheet *sheet, const gchar *title, gdouble size_px, gint x, gint width, gint bottom)
{
  const gint top = sheet->y;

  sheet->y = bottom - smp_words_height (sheet->page->words, title, size_px, width);
  smp_sheet_add_words (sheet, title, title, size_px, x, width, 0.5);
  sheet->y = top;
}

/* Of the titles above a row, the highest. */
static gint
row_titles_height (const SmpSheet *sheet, const Row *row, GArray *panels)
{
  gint height = 0;

  for (guint i = 0; i < panels->len; i++)
    {
      g_autofree gchar *title = title_in (row, panel_of (panels, i));

      height = MAX (height, smp_words_height (sheet->page->words, title, SMP_SHEET_TEXT_PX,
                                              share_of_row (sheet, (gint) panels->len)));
    }
  return height;
}

/* Titles, room for pictures of that height at most, and the label's line. */
static void
begin_row (SmpSheet *sheet, Row *row, GArray *panels, gint most_height)
{
  const gint    n     = (gint) panels->len;
  const gint    width = share_of_row (sheet, n);
  const gdouble scale =
    row->zoom ? row->zoom
              : MIN (width / (gdouble) row->crop.width, most_height / (gdouble) row->crop.height);

  row->y = sheet->y + row_titles_height (sheet, row, panels);
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *words = title_in (row, panel_of (panels, (guint) i));

      add_title (sheet, words, SMP_SHEET_TEXT_PX, start_in_row (sheet, i, n), width, row->y);
    }
  row->width  = MAX ((gint) (row->crop.width * scale), 1);
  row->height = MAX ((gint) (row->crop.height * scale), 1);
  sheet->y    = row->y + row->height;
  if (row->has_bar)
    {
      smp_compare_scale_bar (sheet->compare, sheet->page, SMP_SHEET_RIM + (width - row->width) / 2,
                             sheet->y + BAR_GAP, width, scale);
      sheet->y += SMP_SHEET_GAP;
    }
  add_label (sheet);
}

/* The picture of the panel, in its place in the row; found is what its marks are made of. */
static void
add_picture (SmpSheet            *sheet,
             const Row           *row,
             GArray              *panels,
             guint                number,
             const SmpWhereFound *found)
{
  const SmpPanel     *panel = panel_of (panels, number);
  const gint          width = share_of_row (sheet, (gint) panels->len);
  const GeglRectangle place = { start_in_row (sheet, (gint) number, (gint) panels->len) +
                                  (width - row->width) / 2,
                                row->y, row->width, row->height };
  g_autofree gchar   *name  = title_in (row, panel);

  smp_page_add_picture (sheet->page, sheet->compare->scene, !panel->before, sheet->compare->cover,
                        &row->crop, &place, name);
  if (panel->marked)
    smp_where_found_mark (found, sheet->page, &row->crop, &place);
}

/* What the marks say, right below the label of the pictures that they are in. */
static void
add_key (SmpSheet *sheet, const SmpWhereFound *found)
{
  const gint gap = SMP_SHEET_GAP + sheet->air;

  if (!found)
    return;
  sheet->y += LABEL_GAP - gap;
  sheet->y += gap + smp_sheet_add_words (sheet, smp_where_found_key (found), _ ("Key to the marks"),
                                         SMP_SHEET_SMALL_PX, SMP_SHEET_RIM, sheet->room, 0.5);
}

/* Whether further photos of the client stand where the close-up is otherwise. */
static gboolean
has_views (const SmpSheet *sheet)
{
  const GPtrArray *views = sheet->compare->options->views;

  return views && views->len;
}

/* Before and simulation as large as fits, and the treated skin below at 100 %; where the pictures
 * above are as large as that, larger by whole pixels. */
static gboolean
add_pairs (SmpSheet            *sheet,
           const GeglRectangle *crop,
           gint                 zoom,
           const SmpSheetRooms *rooms,
           const SmpWhereFound *found,
           GError             **error)
{
  g_autoptr (GArray) panels = smp_compare_pair_list (sheet->compare);
  const gint width          = share_of_row (sheet, (gint) panels->len);
  Row        whole          = { .crop = *crop, .has_bar = has_views (sheet) };
  Row        close          = { .zoom = zoom, .has_bar = TRUE };

  smp_compare_close_up (sheet->compare, MAX (width / zoom, 1), MAX (rooms->close / zoom, 1),
                        &close.crop);
  begin_row (sheet, &whole, panels, rooms->pair);
  if (!has_views (sheet))
    begin_row (sheet, &close, panels, rooms->close);
  add_key (sheet, found);
  for (guint i = 0; i < panels->len; i++)
    {
      if (!smp_compare_show (sheet->compare, panel_of (panels, i), error))
        return FALSE;
      add_picture (sheet, &whole, panels, i, found);
      if (!has_views (sheet))
        add_picture (sheet, &close, panels, i, found);
    }
  return TRUE;
}

/* Of the titles above the pairs, the close-up's being the longer ones. */
static gint
pair_titles_height (const SmpSheet *sheet, GArray *panels, gint zoom)
{
  const Row close = { .zoom = zoom };

  return row_titles_height (sheet, &close, panels);
}

static gint
label_height (const SmpSheet *sheet)
{
  return LABEL_GAP + smp_words_height (sheet->page->words, smp_compare_label (sheet->compare),
                                       SMP_SHEET_LABEL_PX, sheet->room);
}

static gint
titles_height (const SmpSheet *sheet, GArray *panels, gint n_columns)
{
  const gint width  = share_of_row (sheet, n_columns);
  gint       height = 0;

  for (guint i = 0; i < panels->len; i++)
    height = MAX (height, smp_words_height (sheet->page->words, panel_of (panels, i)->title,
                                            SMP_SHEET_SMALL_PX, width));
  return height;
}

/* What stands above a further view's pictures.  Returns: (transfer full) */
static gchar *
view_title (const SmpFurtherView *view, gboolean simulated)
{
  /* Translators: the name of a photo, and what a picture of it shows. */
  return simulated ? g_strdup_printf (_ ("%s: simulation"), view->name)
                   : g_strdup_printf (_ ("%s: before"), view->name);
}

/* How wide each of the further views' pictures is at most, two of each. */
static gint
view_width (const SmpSheet *sheet)
{
  return share_of_row (sheet, 2 * (gint) sheet->compare->options->views->len);
}

static gint
view_titles_height (const SmpSheet *sheet)
{
  const GPtrArray *views  = sheet->compare->options->views;
  gint             height = 0;

  for (guint i = 0; i < 2 * views->len; i++)
    {
      g_autofree gchar *title = view_title (g_ptr_array_index (views, i / 2), i % 2);

      height = MAX (height, smp_words_height (sheet->page->words, title, SMP_SHEET_SMALL_PX,
                                              view_width (sheet)));
    }
  return height;
}

/* A further view as it stands on the sheet. */
typedef struct
{
  const SmpFurtherView *view;
  SmpCompareOptions     options; /* borrowed but for what is the view's own */
  SmpCompare            compare;
  GeglRectangle         crop;
} ShownView;

static void
shown_view_free (gpointer data)
{
  ShownView *self = data;

  smp_compare_end (&self->compare);
  g_free (self);
}

static ShownView *
shown_view_new (const SmpSheet *sheet, const SmpFurtherView *view, GError **error)
{
  ShownView *self = g_new0 (ShownView, 1);

  self->view    = view;
  self->options = *sheet->compare->options;
  /* The selection is the photo's own. */
  if (self->options.crop != SMP_CROP_PHOTO)
    self->options.crop = SMP_CROP_REGION;
  self->options.views = NULL;
  if (smp_compare_begin (&self->compare, view->treatments, &self->options, error) &&
      smp_compare_crop (&self->compare, 0, 0, &self->crop, error))
    return self;
  g_prefix_error (error, "%s: ", view->name);
  shown_view_free (self);
  return NULL;
}

/* All of one shape, as far as the photos reach, that is as near to each one's own as can be;
 * aspect is how wide over high they are. */
static GPtrArray *
views_prepare (const SmpSheet *sheet, gdouble *aspect, GError **error)
{
  const GPtrArray *views      = sheet->compare->options->views;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (shown_view_free);
  gdouble sum                 = 0.0;

  for (guint i = 0; i < views->len; i++)
    {
      ShownView *view = shown_view_new (sheet, g_ptr_array_index (views, i), error);

      if (!view)
        return NULL;
      g_ptr_array_add (shown, view);
      sum += log ((gdouble) view->crop.width / view->crop.height);
    }
  *aspect = exp (sum / views->len);
  for (guint i = 0; i < shown->len; i++)
    {
      ShownView *view = g_ptr_array_index (shown, i);

      if (!smp_compare_crop (&view->compare, (gint) ceil (LEAST_VIEW * *aspect), LEAST_VIEW,
                             &view->crop, error))
        return NULL;
    }
  return g_steal_pointer (&shown);
}

/* A further view's two pictures and their scale, the first of the row's places being number;
 * returns how high they are. */
static gint
add_view (SmpSheet *sheet, const ShownView *self, gint number, gint most_height)
{
  const gint    width = view_width (sheet);
  const gint    top   = sheet->y + view_titles_height (sheet);
  const gint    n     = 2 * (gint) sheet->compare->options->views->len;
  const gdouble scale =
    MIN (width / (gdouble) self->crop.width, most_height / (gdouble) self->crop.height);
  GeglRectangle place = { 0, top, MAX ((gint) (self->crop.width * scale), 1),
                          MAX ((gint) (self->crop.height * scale), 1) };

  for (gint i = 0; i < 2; i++)
    {
      const gint        x     = start_in_row (sheet, number + i, n);
      g_autofree gchar *title = view_title (self->view, i);

      place.x = x + (width - place.width) / 2;
      add_title (sheet, title, SMP_SHEET_SMALL_PX, x, width, top);
      smp_page_add_picture (sheet->page, self->compare.scene, i, self->compare.cover, &self->crop,
                            &place, title);
      if (i == 0)
        smp_compare_scale_bar (&self->compare, sheet->page, place.x, top + place.height + BAR_GAP,
                               place.width, scale);
    }
  return place.height;
}

/* The further photos of the client, in a row. */
static void
add_views (SmpSheet *sheet, const GPtrArray *views, gint most_height)
{
  gint height = 0;

  for (guint i = 0; i < views->len; i++)
    {
      const gint high = add_view (sheet, g_ptr_array_index (views, i), 2 * (gint) i, most_height);

      height = MAX (height, high);
    }
  sheet->y += view_titles_height (sheet) + height + SMP_SHEET_GAP;
  add_label (sheet);
}

/* What the years do, small. */
static gboolean
add_years (SmpSheet *sheet, const GeglRectangle *crop, const SmpSheetRooms *rooms, GError **error)
{
  SmpCompare *self         = sheet->compare;
  g_autoptr (GArray) years = smp_compare_panel_list (self);
  const gint    width      = smp_sheet_rooms_year_width (rooms);
  const gdouble scale  = MIN (width / (gdouble) crop->width, rooms->year / (gdouble) crop->height);
  GeglRectangle place  = { 0, 0, MAX ((gint) (crop->width * scale), 1),
                           MAX ((gint) (crop->height * scale), 1) };
  const gint    titles = titles_height (sheet, years, rooms->n_columns);

  for (guint i = 0; i < years->len; i++)
    {
      const SmpPanel *panel  = panel_of (years, i);
      const gint      column = (gint) i % rooms->n_columns;
      const gint      x      = start_in_row (sheet, column, rooms->n_columns);

      if (!smp_compare_show (self, panel, error))
        return FALSE;
      place.x = x + (width - place.width) / 2;
      place.y = sheet->y + titles;
      add_title (sheet, panel->title, SMP_SHEET_SMALL_PX, x, width, place.y);
      smp_page_add_picture (sheet->page, self->scene, !panel->before, self->cover, crop, &place,
                            panel->title);
      gimp_progress_update ((i + 1.0) / years->len);
      if (column + 1 < rooms->n_columns && i + 1 < years->len)
        continue;
      sheet->y += titles + place.height;
      add_label (sheet);
    }
  return TRUE;
}

static void
add_plot (SmpSheet *sheet, gint height)
{
  const GdkRGBA    ink     = { 0.125, 0.125, 0.125, 1.0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, sheet->room, height);
  cairo_t         *cr      = cairo_create (surface);

  cairo_scale (cr, PLOT_SCALE, PLOT_SCALE);
  smp_fade_plot_draw (cr, sheet->room / PLOT_SCALE, height / PLOT_SCALE,
                      smp_ageing_soonest (sheet->compare->treatments), &ink);
  cairo_destroy (cr);
  smp_page_add_drawing (sheet->page, surface, SMP_SHEET_RIM, sheet->y, _ ("Fading"));
  sheet->y += height;
}

/* What the words leave, shared out among the pictures. */
static void
share_out (SmpSheet            *sheet,
           const GeglRectangle *crop,
           gint                 zoom,
           const SmpWhereFound *found,
           gdouble              view_aspect,
           SmpSheetRooms       *rooms)
{
  g_autoptr (GArray) panels = smp_compare_pair_list (sheet->compare);
  g_autoptr (GArray) years  = smp_compare_panel_list (sheet->compare);
  const gint width          = share_of_row (sheet, (gint) panels->len);
  const gint label          = label_height (sheet);
  const gint top            = sheet->y;
  gint       left;

  sheet->dry = TRUE;
  add_key (sheet, found);
  smp_sheet_add_plan (sheet);
  smp_sheet_add_foot (sheet);
  sheet->dry = FALSE;
  /* Of the gaps, one below each of the three kinds of rows, one a row of bars and a half below the
   * plot. */
  left =
    sheet->height - SMP_SHEET_RIM - sheet->y - pair_titles_height (sheet, panels, zoom) -
    (has_views (sheet) ? view_titles_height (sheet) : pair_titles_height (sheet, panels, zoom)) -
    2 * label - (has_views (sheet) ? 5 : 4) * SMP_SHEET_GAP - SMP_SHEET_GAP / 2;
  sheet->y = top;

  rooms->aspect    = (gdouble) crop->width / crop->height;
  rooms->room      = sheet->room;
  rooms->gap       = SMP_SHEET_GAP;
  rooms->most_pair = (gint) MIN (MOST_PAIR * sheet->height, MOST_SCALE * crop->height);
  rooms->most_pair = MIN (rooms->most_pair, (gint) ceil (width / rooms->aspect));
  rooms->most_close =
    has_views (sheet)
      ? (gint) ceil (view_width (sheet) / view_aspect)
      : MIN ((gint) (MOST_CLOSE * width), zoom * gimp_image_get_height (sheet->compare->source));
  rooms->most_plot = (gint) (MOST_PLOT * sheet->height);
  rooms->n_years   = (gint) years->len;
  for (gint i = 0; i < SMP_SHEET_MOST_ROWS; i++)
    rooms->words_height[i] = titles_height (sheet, years, (rooms->n_years + i) / (i + 1)) + label;
  for (guint i = 0; i < years->len; i++)
    rooms->longest_word =
      MAX (rooms->longest_word,
           smp_words_longest (sheet->page->words, panel_of (years, i)->title, SMP_SHEET_SMALL_PX));
  smp_sheet_rooms_share (rooms, left);
  /* Below both pairs, each row of years, and the plot. */
  sheet->air = CLAMP ((left - smp_sheet_rooms_height (rooms)) / (3 + rooms->n_rows), 0, MOST_AIR);
}

/* The foot ends at the page's rim, wherever what is above ends. */
static void
end_at_foot (SmpSheet *sheet)
{
  const gint top = sheet->y;
  gint       height;

  sheet->dry = TRUE;
  smp_sheet_add_foot (sheet);
  sheet->dry = FALSE;
  height     = sheet->y - top;
  sheet->y   = MAX (top, sheet->height - SMP_SHEET_RIM - height);
  smp_sheet_add_foot (sheet);
}

static gboolean
fill (SmpSheet *sheet, GError **error)
{
  SmpCompare   *self  = sheet->compare;
  SmpSheetRooms rooms = { 0 };
  GeglRectangle crop;
  gdouble       scale, view_aspect = 1.0;
  gint          zoom;

  g_autoptr (SmpWhereFound) found = NULL;
  g_autoptr (GPtrArray) views     = NULL;

  if (!smp_compare_crop (self, 0, 0, &crop, error) || !smp_sheet_add_head (sheet, error) ||
      (has_views (sheet) && !(views = views_prepare (sheet, &view_aspect, error))))
    return FALSE;
  if (self->options->where_found)
    found = smp_where_found_new (self);

  scale = MIN (sheet->room / 2.0 / crop.width, MOST_SCALE);
  zoom  = scale < 1.0 ? 1 : (gint) ceil (CLOSER * scale);
  share_out (sheet, &crop, zoom, found, view_aspect, &rooms);
  if (!add_pairs (sheet, &crop, zoom, &rooms, found, error))
    return FALSE;
  if (views)
    add_views (sheet, views, rooms.close);
  if (!add_years (sheet, &crop, &rooms, error))
    return FALSE;
  add_plot (sheet, rooms.plot);
  sheet->y += SMP_SHEET_GAP / 2;
  smp_sheet_add_plan (sheet);
  end_at_foot (sheet);
  return TRUE;
}

GimpImage *
smp_compare_sheet (SmpCompare *self, GError **error)
{
  const gboolean letter = self->options->letter;
  SmpSheet       sheet  = { .compare = self,
                            .width   = letter ? LETTER_WIDTH : A4_WIDTH,
                            .height  = letter ? LETTER_HEIGHT : A4_HEIGHT,
                            .y       = SMP_SHEET_RIM };

  sheet.room = sheet.width - 2 * SMP_SHEET_RIM;
  sheet.page = smp_page_new (self->source, sheet.width, sheet.height, error);
  if (!sheet.page)
    return NULL;
  gimp_image_set_resolution (sheet.page->image, PPI, PPI);
  if (fill (&sheet, error))
    return smp_page_finish (sheet.page, error);
  smp_page_free (sheet.page);
  return NULL;
}
