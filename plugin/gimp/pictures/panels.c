/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures in rows: side by side, stacked, two by two, a timeline. */

#include "label.h"
#include "layouts.h"
#include "smp/text.h"

#define MOST_PX_ACROSS 6000
#define GOOD_ASPECT    2.5

/* The page, what is shown in its pictures, and the words that its places were made for. */
typedef struct
{
  SmpPageGrid   grid;
  GeglRectangle crop;
  gchar       **titles;
  gchar        *footer;
} PanelPage;

static void
clear_layout (PanelPage *layout)
{
  g_strfreev (layout->titles);
  g_free (layout->footer);
}

static gint
columns_of (const SmpCompare *self, gint n_panels)
{
  const SmpLayout layout  = self->options->layout;
  const gint      columns = smp_layout_columns (layout);

  if (!smp_layout_has (layout, SMP_LAYOUT_HAS_TIMES))
    return columns;
  /* A row for each outcome, or a square, where that holds all moments. */
  if (columns == 0)
    return self->options->all_outcomes ? n_panels / SMP_N_OUTCOMES : 0;
  return n_panels <= columns * columns ? columns : 0;
}

/* Whether any picture of a row is simulated. */
static gboolean
row_is_simulated (GArray *panels, gint row, gint n_columns)
{
  for (gint i = row * n_columns; i < MIN ((row + 1) * n_columns, (gint) panels->len); i++)
    if (!g_array_index (panels, SmpPanel, i).before)
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) */
static gchar *
words_above (const SmpPanel *panel)
{
  return panel->figures ? g_strconcat (panel->title, "\n", panel->figures, NULL)
                        : g_strdup (panel->title);
}

/* n_panels is how many of the panels stand on one page. */
static gboolean
lay_out (PanelPage        *layout,
         const SmpCompare *self,
         GArray           *panels,
         gint              n_panels,
         gint              most_px,
         GError          **error)
{
  SmpPageGrid *grid = &layout->grid;

  if (!smp_compare_crop (self, 0, 0, &layout->crop, error))
    return FALSE;

  layout->titles = g_new0 (gchar *, panels->len + 1);
  for (guint i = 0; i < panels->len; i++)
    layout->titles[i] = words_above (&g_array_index (panels, SmpPanel, i));
  layout->footer = smp_compare_footer (self);
  *grid          = (SmpPageGrid) { .n_panels    = n_panels,
                                   .n_columns   = n_panels == 1 ? 1 : columns_of (self, n_panels),
                                   .good_aspect = GOOD_ASPECT,
                                   .most_px     = most_px,
                                   .crop_width  = layout->crop.width,
                                   .crop_height = layout->crop.height,
                                   .titles      = (const gchar *const *) layout->titles,
                                   .n_titles    = (gint) panels->len,
                                   .label       = smp_compare_label (self),
                                   .footer      = layout->footer };
  smp_compare_set_brand (self, grid);
  if (grid->n_columns == 1 && n_panels > 1)
    while (grid->n_plain_rows < n_panels && !row_is_simulated (panels, grid->n_plain_rows, 1))
      grid->n_plain_rows++;
  if (!smp_crop_is_social (self->options->crop, &grid->width, &grid->height))
    {
      smp_grid_lay_out (grid, self->words);
      return TRUE;
    }
  smp_grid_lay_out (grid, self->words);
  if (!smp_compare_crop (self, grid->box_width, grid->box_height, &layout->crop, error))
    return FALSE;
  smp_grid_fit (grid, layout->crop.width, layout->crop.height);
  return TRUE;
}

/* A panel's picture, with its title, in the place of that number. */
static void
add_panel (SmpPage         *page,
           SmpCompare      *self,
           const PanelPage *layout,
           const SmpPanel  *panel,
           gint             number)
{
  const SmpPageGrid  *grid    = &layout->grid;
  const SmpPagePlace  picture = smp_grid_picture (grid, number);
  const GeglRectangle place   = { picture.x, picture.y, picture.width, picture.height };
  g_autofree gchar   *name    = g_strdup_printf (_ ("Title: %s"), panel->title);
  g_autofree gchar   *words   = words_above (panel);
  const gint height        = smp_words_height (self->words, words, grid->title_px, grid->box_width);
  const SmpPagePlace above = smp_grid_title (grid, self->words, number);
  const SmpPageText  title = { words,       name, NULL, grid->title_px, above.x, picture.y - height,
                               above.width, 0.5 };

  smp_page_add_picture (page, self->scene, !panel->before, self->cover, &layout->crop, &place,
                        panel->title);
  smp_page_add_text (page, &title);
}

static void
add_row_label (SmpPage *page, const SmpCompare *self, const SmpPageGrid *grid, gint row)
{
  const SmpPagePlace place = smp_grid_label (grid, row);

  smp_compare_add_label (self, page, &place, grid->text_px);
}

static void
add_footer (SmpPage *page, const PanelPage *layout)
{
  const SmpPagePlace place = smp_grid_footer (&layout->grid);
  const SmpPageText text = { layout->footer, _ ("Small print"), NULL,        layout->grid.footer_px,
                             place.x,        place.y,           place.width, 0.0 };

  if (layout->footer)
    smp_page_add_text (page, &text);
}

GimpImage *
smp_compare_panels (SmpCompare *self, GError **error)
{
  g_autoptr (GArray) panels = smp_compare_panel_list (self);
  PanelPage layout          = { 0 };
  SmpPage  *page            = NULL;
  gboolean  done;

  if (lay_out (&layout, self, panels, (gint) panels->len, MOST_PX_ACROSS, error))
    page = smp_page_new (self->source, layout.grid.width, layout.grid.height, error);
  done = page != NULL;
  for (guint i = 0; done && i < panels->len; i++)
    {
      const SmpPanel *panel = &g_array_index (panels, SmpPanel, i);

      done = smp_compare_show (self, panel, error);
      if (done)
        add_panel (page, self, &layout, panel, (gint) i);
      gimp_progress_update ((i + 1.0) / panels->len);
    }
  for (gint row = layout.grid.n_plain_rows; done && row < layout.grid.n_rows; row++)
    add_row_label (page, self, &layout.grid, row);
  if (done)
    {
      add_footer (page, &layout);
      done = smp_compare_add_brand (self, page, &layout.grid, error);
    }
  clear_layout (&layout);
  if (done)
    return smp_page_finish (page, error);
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
  PanelPage layout = { 0 };
  gboolean  done   = lay_out (&layout, self, panels, 1, most_px, error);

  for (guint i = 0; done && i < panels->len; i++)
    {
      const SmpPanel *panel = &g_array_index (panels, SmpPanel, i);
      SmpPage        *page  = NULL;

      if (smp_compare_show (self, panel, error))
        page = smp_page_new (self->source, layout.grid.width, layout.grid.height, error);
      done = page != NULL;
      if (!done)
        break;
      add_panel (page, self, &layout, panel, 0);
      if (!panel->before)
        add_row_label (page, self, &layout.grid, 0);
      add_footer (page, &layout);
      done = smp_compare_add_brand (self, page, &layout.grid, error) &&
             smp_page_check (page, error) && func (page->image, i, data, error);
      smp_page_free (page);
      gimp_progress_update ((i + 1.0) / panels->len);
    }
  clear_layout (&layout);
  return done;
}
