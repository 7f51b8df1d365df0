/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures in rows: side by side, stacked, two by two, a timeline. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "label.h"
#include "layouts.h"
#include "text-layout.h"

#define MOST_PX_ACROSS  6000.0
#define LEAST_PX_ACROSS 640
#define MOST_COLUMNS    6
#define GOOD_ASPECT     2.5
#define TITLE_SIZE      1.35
#define GAP             0.7
#define N_ROUNDS        6

/* Where everything goes.  base_px is the label's size; box is the room of one picture, of which
 * the panel is as much as the crop's aspect leaves. */
typedef struct
{
  guint         n_panels;
  gdouble       most_px;
  gint          n_columns;
  gint          n_rows;
  gint          width;
  gint          height;
  gdouble       base_px;
  gint          gap;
  gint          title_height;
  gint          footer_height;
  gint          box_width;
  gint          box_height;
  gint          panel_width;
  gint          panel_height;
  GeglRectangle crop;
  SmpBand       band;
  gchar        *footer;
} Grid;

/* So many columns that the pictures, of that aspect, fill the aspect of the whole well, and no
 * place stays empty if that can be. */
static gint
good_columns (gint n_pictures, gdouble picture_aspect, gdouble whole_aspect)
{
  gint    best      = 1;
  gdouble best_cost = G_MAXDOUBLE;

  for (gint columns = 1; columns <= MIN (n_pictures, MOST_COLUMNS); columns++)
    {
      gint    rows   = (n_pictures + columns - 1) / columns;
      gdouble aspect = columns * picture_aspect / rows;
      gdouble cost =
        fabs (log (aspect / whole_aspect)) + (gdouble) (rows * columns - n_pictures) / n_pictures;

      if (cost < best_cost)
        {
          best      = columns;
          best_cost = cost;
        }
    }
  return best;
}

static void
choose_columns (Grid *grid, const SmpCompare *self, gdouble whole_aspect)
{
  if (self->options->layout == SMP_LAYOUT_STACKED || grid->n_panels == 1)
    grid->n_columns = 1;
  else if (self->options->layout == SMP_LAYOUT_TIMELINE && self->options->bands)
    grid->n_columns = (gint) grid->n_panels / 3;
  else if (self->options->layout == SMP_LAYOUT_TIMELINE)
    grid->n_columns = good_columns ((gint) grid->n_panels,
                                    (gdouble) grid->crop.width / grid->crop.height, whole_aspect);
  else
    grid->n_columns = 2;
  grid->n_rows = ((gint) grid->n_panels + grid->n_columns - 1) / grid->n_columns;
}

/* The heights of the words at the present size. */
static void
measure_words (Grid *grid, const SmpCompare *self, GArray *panels)
{
  grid->gap          = (gint) ceil (GAP * grid->base_px);
  grid->title_height = 0;
  for (guint i = 0; i < panels->len; i++)
    grid->title_height =
      MAX (grid->title_height,
           smp_words_height (self->font, g_array_index (panels, SmpPanel, i).title,
                             TITLE_SIZE * grid->base_px, grid->box_width));
  g_free (grid->footer);
  grid->band   = smp_compare_band (self, grid->base_px, grid->panel_width, grid->panel_height);
  grid->footer = smp_compare_footer (self, &grid->band);
  grid->footer_height =
    smp_words_height (self->font, grid->footer, smp_compare_footer_px (&grid->band),
                      grid->width - 2 * grid->gap);
  if (grid->footer_height)
    grid->footer_height += grid->gap;
}

/* The pictures as large as the crop is, as far as that is reasonable; the page around them. */
static gboolean
lay_out_free (Grid *grid, const SmpCompare *self, GArray *panels, GError **error)
{
  gdouble scale;
  gint    same_height = 0;

  if (!smp_compare_crop (self, 0, 0, &grid->crop, error))
    return FALSE;
  choose_columns (grid, self, GOOD_ASPECT);
  for (gint i = 0; i < N_ROUNDS; i++)
    {
      scale              = MIN (1.0, grid->most_px /
                                       ((gdouble) MAX (grid->crop.width * grid->n_columns, grid->crop.height)));
      grid->panel_width  = MAX ((gint) lround (grid->crop.width * scale), 1);
      grid->panel_height = MAX ((gint) lround (grid->crop.height * scale), 1);
      grid->base_px =
        MAX (grid->base_px, i ? smp_compare_label_px (grid->width, grid->height)
                              : smp_compare_label_px (grid->n_columns * grid->panel_width,
                                                      grid->n_rows * grid->panel_height));
      grid->gap = (gint) ceil (GAP * grid->base_px);
      grid->width =
        MAX (grid->n_columns * (grid->panel_width + grid->gap) + grid->gap, LEAST_PX_ACROSS);
      grid->box_width  = (grid->width - (grid->n_columns + 1) * grid->gap) / grid->n_columns;
      grid->box_height = grid->panel_height;
      measure_words (grid, self, panels);
      grid->height = grid->n_rows * (grid->title_height + grid->panel_height + grid->gap) +
                     grid->gap + grid->footer_height;
      smp_compare_place_band (self, &grid->band, &grid->crop, grid->panel_height, FALSE);
      if (same_height == grid->height)
        break;
      same_height = grid->height;
    }
  return TRUE;
}

/* The page of a given size; the pictures as large as it leaves room for. */
static gboolean
lay_out_fixed (Grid *grid, const SmpCompare *self, GArray *panels, GError **error)
{
  gdouble scale;

  grid->base_px = smp_compare_label_px (grid->width, grid->height);
  grid->gap     = (gint) ceil (GAP * grid->base_px);
  if (!smp_compare_crop (self, 0, 0, &grid->crop, error))
    return FALSE;
  choose_columns (grid, self, (gdouble) grid->width / grid->height);
  grid->box_width   = (grid->width - (grid->n_columns + 1) * grid->gap) / grid->n_columns;
  grid->panel_width = grid->box_width;
  for (gint i = 0; i < 2; i++)
    {
      grid->panel_height = grid->box_height > 0 ? grid->box_height : grid->box_width;
      measure_words (grid, self, panels);
      grid->box_height = (grid->height - grid->gap - grid->footer_height) / grid->n_rows -
                         grid->title_height - grid->gap;
    }
  if (!smp_compare_crop (self, grid->box_width, grid->box_height, &grid->crop, error))
    return FALSE;
  smp_compare_place_band (self, &grid->band, &grid->crop, grid->box_height, TRUE);
  scale              = MIN (grid->box_width / (gdouble) grid->crop.width,
                            grid->box_height / (gdouble) grid->crop.height);
  grid->panel_width  = MAX ((gint) (grid->crop.width * scale), 1);
  grid->panel_height = MAX ((gint) (grid->crop.height * scale), 1);
  return TRUE;
}

static void
add_panel (SmpPage *page, SmpCompare *self, const Grid *grid, const SmpPanel *panel, gint number)
{
  gint x = grid->gap + number % grid->n_columns * (grid->box_width + grid->gap);
  gint y =
    grid->gap + number / grid->n_columns * (grid->title_height + grid->box_height + grid->gap);
  const GeglRectangle place = { x + (grid->box_width - grid->panel_width) / 2,
                                y + grid->title_height +
                                  (grid->box_height - grid->panel_height) / 2,
                                grid->panel_width, grid->panel_height };
  gchar              *name  = g_strdup_printf (_ ("Title: %s"), panel->title);
  const SmpPageText   title = {
    panel->title,    name, NULL, TITLE_SIZE * grid->base_px, x, place.y - grid->title_height,
    grid->box_width, 0.5
  };

  smp_page_add_picture (page, self->scene, !panel->before, self->cover, &grid->crop, &place,
                        panel->title);
  if (!panel->before)
    smp_compare_burn_in (self, page, &grid->band, &place);
  smp_page_add_text (page, &title);
  g_free (name);
}

static void
add_footer (SmpPage *page, const Grid *grid)
{
  const SmpPageText text = { grid->footer,
                             _ ("Small print"),
                             NULL,
                             smp_compare_footer_px (&grid->band),
                             grid->gap,
                             grid->height - grid->footer_height,
                             grid->width - 2 * grid->gap,
                             0.0 };

  if (grid->footer_height)
    smp_page_add_text (page, &text);
}

static gboolean
lay_out (Grid *grid, const SmpCompare *self, GArray *panels, GError **error)
{
  if (smp_crop_is_social (self->options->crop, &grid->width, &grid->height))
    return lay_out_fixed (grid, self, panels, error);
  return lay_out_free (grid, self, panels, error);
}

GimpImage *
smp_compare_panels (SmpCompare *self, GError **error)
{
  GArray  *panels = smp_compare_panel_list (self);
  Grid     grid   = { .n_panels = panels->len, .most_px = MOST_PX_ACROSS };
  SmpPage *page   = NULL;
  gboolean done;

  if (lay_out (&grid, self, panels, error))
    page = smp_page_new (self->source, grid.width, grid.height, error);
  done = page != NULL;
  for (guint i = 0; done && i < panels->len; i++)
    {
      const SmpPanel *panel = &g_array_index (panels, SmpPanel, i);

      done = smp_compare_show (self, panel, error);
      if (done)
        add_panel (page, self, &grid, panel, (gint) i);
      gimp_progress_update ((i + 1.0) / panels->len);
    }
  if (done)
    add_footer (page, &grid);
  g_free (grid.footer);
  g_array_unref (panels);
  if (done)
    return smp_page_finish (page);
  smp_page_free (page);
  return NULL;
}

gboolean
smp_compare_frames (SmpCompare  *self,
                    GArray      *panels,
                    gint         most_px,
                    SmpFrameFunc func,
                    gpointer     data,
                    GError     **error)
{
  Grid     grid = { .n_panels = 1, .most_px = most_px };
  gboolean done = lay_out (&grid, self, panels, error);

  for (guint i = 0; done && i < panels->len; i++)
    {
      const SmpPanel *panel = &g_array_index (panels, SmpPanel, i);
      SmpPage        *page  = NULL;

      if (smp_compare_show (self, panel, error))
        page = smp_page_new (self->source, grid.width, grid.height, error);
      done = page != NULL;
      if (!done)
        break;
      add_panel (page, self, &grid, panel, 0);
      add_footer (page, &grid);
      func (page->image, i, data);
      smp_page_free (page);
      gimp_progress_update ((i + 1.0) / panels->len);
    }
  g_free (grid.footer);
  return done;
}
