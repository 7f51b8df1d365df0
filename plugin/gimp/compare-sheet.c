/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The consultation sheet: one page to print, at 300 pixels an inch. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "compare-close-up.h"
#include "compare-label.h"
#include "compare-plan.h"
#include "compare.h"
#include "fade-plot.h"
#include "panels.h"
#include "words.h"

#define PPI           300.0
#define A4_WIDTH      2480
#define A4_HEIGHT     3508
#define LETTER_WIDTH  2550
#define LETTER_HEIGHT 3300
#define RIM           140
#define GAP           36
#define TITLE_PX      64.0
#define NAME_PX       50.0
#define TEXT_PX       34.0
#define SMALL_PX      29.0
#define TAG_PX        40.0
#define LOGO_WIDTH    620
#define LOGO_HEIGHT   230
#define PAIR_SHARE    0.24
#define CLOSE_SHARE   0.155
#define STRIP_SHARE   0.075
#define PLOT_SHARE    0.095
#define PLOT_SCALE    3.0
#define MOST_ROWS     6

typedef struct
{
  SmpCompare *compare;
  SmpPage    *page;
  gint        width;
  gint        height;
  gint        room;
  gint        y;
} Sheet;

static gint
add_words (Sheet       *sheet,
           const gchar *words,
           const gchar *name,
           gdouble      size_px,
           gint         x,
           gint         width,
           gdouble      align)
{
  const SmpPageText text = { words, name, NULL, size_px, x, sheet->y, width, align };

  return words && *words ? smp_page_add_text (sheet->page, &text) : 0;
}

/* The practitioner's name, contact and logo, and the date. */
static gboolean
add_head (Sheet *sheet, GError **error)
{
  const SmpCompareOptions *options = sheet->compare->options;
  const GeglRectangle      logo = { sheet->width - RIM - LOGO_WIDTH, RIM, LOGO_WIDTH, LOGO_HEIGHT };
  const gint               room = options->logo ? sheet->room - LOGO_WIDTH - GAP : sheet->room;

  if (options->logo && !smp_page_add_file (sheet->page, options->logo, &logo, _ ("Logo"), error))
    return FALSE;

  sheet->y += add_words (sheet, options->practitioner, _ ("Practitioner"), NAME_PX, RIM, room, 0.0);
  sheet->y += add_words (sheet, options->contact, _ ("Contact"), TEXT_PX, RIM, room, 0.0);
  sheet->y += add_words (sheet, _ ("Scalp micropigmentation: simulation for a consultation"),
                         _ ("Heading"), TITLE_PX, RIM, room, 0.0);
  sheet->y += add_words (sheet, options->date, _ ("Date"), TEXT_PX, RIM, room, 0.0);
  if (options->logo)
    sheet->y = MAX (sheet->y, RIM + LOGO_HEIGHT);
  sheet->y += GAP / 2;
  return TRUE;
}

/* The whole label, across the page. */
static void
add_label (Sheet *sheet)
{
  const gdouble size  = smp_compare_label_px (sheet->width, sheet->height);
  SmpBand       band  = { size, TRUE, 0, FALSE };
  GeglRectangle place = { RIM, sheet->y, sheet->room, 0 };

  if (!sheet->compare->options->label)
    return;
  band         = smp_compare_band (sheet->compare, size, sheet->room, G_MAXINT / 2);
  place.height = band.height;
  smp_compare_burn_in (sheet->compare, sheet->page, &band, &place);
  sheet->y += band.height + GAP;
}

/* Before and simulation of one crop, with words above, in a row of that height at most. */
static void
add_pair (Sheet        *sheet,
          GeglRectangle crop,
          gint          most_height,
          const gchar  *before,
          const gchar  *simulation,
          gboolean      as_it_is)
{
  SmpCompare   *self     = sheet->compare;
  const gint    width    = (sheet->room - GAP) / 2;
  const gchar  *titles[] = { before, simulation };
  SmpBand       band;
  gdouble       scale;
  GeglRectangle place        = { 0 };
  gint          title_height = 0;

  for (gint i = 0; i < 2; i++)
    title_height = MAX (title_height, add_words (sheet, titles[i], titles[i], TEXT_PX,
                                                 RIM + i * (width + GAP), width, 0.5));
  scale = as_it_is ? 1.0 : MIN (width / (gdouble) crop.width, most_height / (gdouble) crop.height);
  place.width  = MAX ((gint) (crop.width * scale), 1);
  place.height = MAX ((gint) (crop.height * scale), 1);
  place.y      = sheet->y + title_height;
  band         = smp_compare_band (self, TAG_PX, place.width, place.height);
  if (!as_it_is)
    smp_compare_place_band (self, &band, &crop, place.height, TRUE);
  for (gint i = 0; i < 2; i++)
    {
      place.x = RIM + i * (width + GAP) + (width - place.width) / 2;
      smp_page_add_picture (sheet->page, self->scene, i == 1, self->cover, &crop, &place,
                            titles[i]);
      if (i == 1)
        smp_compare_burn_in (self, sheet->page, &band, &place);
    }
  sheet->y = place.y + place.height + GAP;
}

/* What the years do, small, with the curve below. */
static gboolean
add_years (Sheet *sheet, const GeglRectangle *crop, GError **error)
{
  SmpCompare   *self   = sheet->compare;
  GArray       *panels = smp_compare_panel_list (self);
  const gint    n      = (gint) panels->len;
  const gint    width  = (sheet->room - (n - 1) * GAP) / n;
  const gdouble scale =
    MIN (width / (gdouble) crop->width, STRIP_SHARE * sheet->height / crop->height);
  GeglRectangle place        = { 0, 0, MAX ((gint) (crop->width * scale), 1),
                                 MAX ((gint) (crop->height * scale), 1) };
  SmpBand       band         = smp_compare_band (self, SMALL_PX, place.width, place.height);
  gint          title_height = 0;
  gboolean      done         = TRUE;

  for (gint i = 0; i < n; i++)
    title_height = MAX (title_height, smp_words_height (sheet->page->font,
                                                        g_array_index (panels, SmpPanel, i).title,
                                                        SMALL_PX, width));
  place.y = sheet->y + title_height;
  for (gint i = 0; done && i < n; i++)
    {
      const SmpPanel *panel = &g_array_index (panels, SmpPanel, i);
      const gint      x     = RIM + i * (width + GAP);

      done    = smp_compare_show (self, panel, error);
      place.x = x + (width - place.width) / 2;
      if (!done)
        break;
      add_words (sheet, panel->title, panel->title, SMALL_PX, x, width, 0.5);
      smp_page_add_picture (sheet->page, self->scene, !panel->before, self->cover, crop, &place,
                            panel->title);
      if (!panel->before)
        smp_compare_burn_in (self, sheet->page, &band, &place);
      gimp_progress_update ((i + 1.0) / n);
    }
  sheet->y = place.y + place.height + GAP / 2;
  g_array_unref (panels);
  return done;
}

static void
add_plot (Sheet *sheet)
{
  const SmpTreatment *first  = g_ptr_array_index (sheet->compare->treatments, 0);
  const GdkRGBA       ink    = { 0.125, 0.125, 0.125, 1.0 };
  const gint          height = (gint) (PLOT_SHARE * sheet->height);
  cairo_surface_t *surface  = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, sheet->room, height);
  cairo_t         *cr       = cairo_create (surface);
  gchar           *sentence = smp_fade_plot_sentence (&first->recipe->params);

  cairo_scale (cr, PLOT_SCALE, PLOT_SCALE);
  smp_fade_plot_draw (cr, sheet->room / PLOT_SCALE, height / PLOT_SCALE, &first->recipe->params,
                      &ink);
  cairo_destroy (cr);
  smp_page_add_drawing (sheet->page, surface, RIM, sheet->y, _ ("Fading"));
  sheet->y += height;
  sheet->y +=
    add_words (sheet, sentence, _ ("Touch-up"), SMALL_PX, RIM, sheet->room, 0.0) + GAP / 2;
  g_free (sentence);
}

/* The plan, with a line below the headings; of many regions the first ones. */
static void
add_plan (Sheet *sheet)
{
  GPtrArray *rows = smp_plan_rows (sheet->compare->treatments);

  for (guint i = 0; i < rows->len; i++)
    {
      gchar **cells  = g_ptr_array_index (rows, i);
      gint    height = 0, x = RIM;

      if (i > MOST_ROWS && i + 1 < rows->len)
        continue;
      for (guint k = 0; k < SMP_PLAN_COLUMNS; k++)
        {
          const gint width = (gint) (smp_plan_shares[k] * sheet->room);

          height =
            MAX (height, add_words (sheet, cells[k], NULL, SMALL_PX, x, width - GAP / 2, 0.0));
          x += width;
        }
      sheet->y += height;
      if (i == 0)
        {
          const GeglRectangle line = { RIM, sheet->y + 2, sheet->room, 3 };

          smp_page_add_block (sheet->page, &line, SMP_PAGE_INK, _ ("Line"));
          sheet->y += 8;
        }
    }
  sheet->y += GAP / 2;
  g_ptr_array_unref (rows);
}

static void
add_foot (Sheet *sheet)
{
  gchar *presets     = smp_plan_presets (sheet->compare->treatments);
  gchar *assumptions = smp_compare_assumptions (sheet->compare);
  gchar *text = g_strdup_printf (_ ("%s\n%s Hours: 14,000 dots take 2 to 4, as practitioners "
                                    "state. Dots and hours are of all "
                                    "three sessions. Every figure depends on the photo's scale."),
                                 presets, assumptions);

  sheet->y += add_words (sheet, text, _ ("Small print"), SMALL_PX, RIM, sheet->room, 0.0);
  g_free (text);
  g_free (assumptions);
  g_free (presets);
}

static gboolean
fill (Sheet *sheet, GError **error)
{
  SmpCompare   *self = sheet->compare;
  GeglRectangle crop, close;
  const gint    half = (sheet->room - GAP) / 2;
  const gint    pair = (gint) (PAIR_SHARE * sheet->height);

  if (!smp_compare_crop (self, 0, 0, &crop, error) || !add_head (sheet, error))
    return FALSE;

  add_label (sheet);
  add_pair (sheet, crop, pair, _ ("Before"), _ ("Simulation"), FALSE);
  smp_compare_close_up (self, half, (gint) (CLOSE_SHARE * sheet->height), &close);
  add_pair (sheet, close, close.height, _ ("Before, at 100 %"), _ ("Simulation, at 100 %"), TRUE);
  smp_compare_scale_bar (self, sheet->page, RIM + (half - close.width) / 2, sheet->y - GAP / 2,
                         half);
  sheet->y += GAP;
  if (!add_years (sheet, &crop, error))
    return FALSE;
  add_plot (sheet);
  add_plan (sheet);
  add_foot (sheet);
  return TRUE;
}

GimpImage *
smp_compare_sheet (SmpCompare *self, GError **error)
{
  const gboolean letter = self->options->letter;
  Sheet sheet = { self, NULL, letter ? LETTER_WIDTH : A4_WIDTH, letter ? LETTER_HEIGHT : A4_HEIGHT,
                  0,    RIM };

  sheet.room = sheet.width - 2 * RIM;
  sheet.page = smp_page_new (self->source, sheet.width, sheet.height, error);
  if (!sheet.page)
    return NULL;
  gimp_image_set_resolution (sheet.page->image, PPI, PPI);
  if (fill (&sheet, error))
    return smp_page_finish (sheet.page);
  smp_page_free (sheet.page);
  return NULL;
}
