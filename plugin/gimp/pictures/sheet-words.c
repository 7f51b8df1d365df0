/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The consultation sheet's words: above the pictures and below them. */

#include "further-views.h"
#include "plan.h"
#include "price.h"
#include "sheet-words.h"
#include "fade-plot.h"
#include "treatment/surroundings.h"
#include "treatment/treatments.h"
#include "smp/craft.h"
#include "treatment/working-time.h"
#include "smp/text.h"

#define TITLE_PX 64.0
#define NAME_PX  46.0
#define LINE_PX  3
#define ROW_AIR  8

/* Of the row, what the heading may take beside the client and the date. */
#define HEADING_SHARE 0.6

/* Room above a line to sign on, and the side of a box to be ticked, of the words beside it. */
#define SIGN_HEIGHT 120
#define BOX_SHARE   0.8

#define LOGO_WIDTH  620
#define LOGO_HEIGHT 230

gint
smp_sheet_add_words (SmpSheet    *sheet,
                     const gchar *words,
                     const gchar *name,
                     gdouble      size_px,
                     gint         x,
                     gint         width,
                     gdouble      align)
{
  const SmpPageText text = { words, name, sheet->colour, size_px, x, sheet->y, width, align };

  if (sheet->dry)
    return smp_words_height (sheet->page->words, words, size_px, width);
  return words && *words ? smp_page_add_text (sheet->page, &text) : 0;
}

/* Words in grey. */
static gint
add_grey (SmpSheet    *sheet,
          const gchar *words,
          const gchar *name,
          gdouble      size_px,
          gint         x,
          gint         width,
          gdouble      align)
{
  gint height;

  sheet->colour = SMP_PAGE_GREY;
  height        = smp_sheet_add_words (sheet, words, name, size_px, x, width, align);
  sheet->colour = NULL;
  return height;
}

/* A line of that width. */
static void
add_line (SmpSheet *sheet, gint x, gint width, const gchar *colour)
{
  const GeglRectangle line = { x, sheet->y, width, LINE_PX };

  if (!sheet->dry)
    smp_page_add_block (sheet->page, &line, colour, C_ ("layer", "Line"));
  sheet->y += LINE_PX;
}

/* Who made it, above a line. */
static gboolean
add_practitioner (SmpSheet *sheet, GError **error)
{
  const SmpPractitioner *who = &sheet->compare->options->practitioner;
  const GeglRectangle logo = { sheet->width - SMP_SHEET_RIM - LOGO_WIDTH, SMP_SHEET_RIM, LOGO_WIDTH,
                               LOGO_HEIGHT };
  const gint          room = who->logo ? sheet->room - LOGO_WIDTH - SMP_SHEET_GAP : sheet->room;

  if (who->logo && !smp_page_add_file (sheet->page, who->logo, &logo, _ ("Logo"), error))
    return FALSE;
  sheet->y +=
    smp_sheet_add_words (sheet, who->name, _ ("Practitioner"), NAME_PX, SMP_SHEET_RIM, room, 0.0);
  sheet->y +=
    add_grey (sheet, who->contact, _ ("Contact"), SMP_SHEET_TEXT_PX, SMP_SHEET_RIM, room, 0.0);
  if (who->logo)
    sheet->y = MAX (sheet->y, SMP_SHEET_RIM + LOGO_HEIGHT);
  if (sheet->y == SMP_SHEET_RIM)
    return TRUE;
  sheet->y += SMP_SHEET_GAP / 2;
  add_line (sheet, SMP_SHEET_RIM, sheet->room, SMP_PAGE_RULE);
  sheet->y += SMP_SHEET_GAP;
  return TRUE;
}

gboolean
smp_sheet_add_head (SmpSheet *sheet, GError **error)
{
  const SmpCompareOptions *options = sheet->compare->options;
  const gint               left    = (gint) (HEADING_SHARE * sheet->room);
  const gint               x       = SMP_SHEET_RIM + left + SMP_SHEET_GAP;
  const gint               right   = sheet->room - left - SMP_SHEET_GAP;
  gint                     top, below;

  if (!add_practitioner (sheet, error))
    return FALSE;
  top = sheet->y;
  sheet->y += smp_sheet_add_words (sheet, _ ("Scalp micropigmentation"), _ ("Heading"), TITLE_PX,
                                   SMP_SHEET_RIM, left, 0.0);
  sheet->y += add_grey (sheet, _ ("A simulation for the consultation"), _ ("Kind of picture"),
                        SMP_SHEET_TEXT_PX, SMP_SHEET_RIM, left, 0.0);
  below    = sheet->y;
  sheet->y = top;
  if (options->client && *options->client)
    {
      sheet->y +=
        add_grey (sheet, _ ("Client"), _ ("Title: Client"), SMP_SHEET_SMALL_PX, x, right, 1.0);
      sheet->y += smp_sheet_add_words (sheet, options->client, _ ("Client"), SMP_SHEET_TEXT_PX, x,
                                       right, 1.0);
    }
  sheet->y +=
    smp_sheet_add_words (sheet, options->date, _ ("Date"), SMP_SHEET_TEXT_PX, x, right, 1.0);
  sheet->y = MAX (sheet->y, below) + SMP_SHEET_GAP;
  return TRUE;
}

/* A row of the plan: headings are grey. */
static void
add_row (SmpSheet *sheet, gchar **cells, gboolean is_heading)
{
  gint height = 0, x = SMP_SHEET_RIM;

  sheet->colour = is_heading ? SMP_PAGE_GREY : NULL;
  for (guint k = 0; k < SMP_PLAN_COLUMNS; k++)
    {
      const gint width = (gint) (smp_plan_shares[k] * sheet->room);
      const gint high  = smp_sheet_add_words (sheet, cells[k], NULL, SMP_SHEET_SMALL_PX, x,
                                              width - SMP_SHEET_GAP / 2, 0.0);

      height = MAX (height, high);
      x += width;
    }
  sheet->colour = NULL;
  sheet->y += height + ROW_AIR;
  add_line (sheet, SMP_SHEET_RIM, sheet->room, is_heading ? SMP_PAGE_INK : SMP_PAGE_RULE);
  sheet->y += ROW_AIR;
}

/* Words of the whole width, with air below, where there are any. */
static void
add_lines (SmpSheet *sheet, const gchar *words, const gchar *name, gdouble size_px)
{
  const gint height =
    smp_sheet_add_words (sheet, words, name, size_px, SMP_SHEET_RIM, sheet->room, 0.0);

  if (height)
    sheet->y += height + SMP_SHEET_GAP / 2;
}

void
smp_sheet_add_plan (SmpSheet *sheet)
{
  const SmpCompareOptions *options = sheet->compare->options;
  g_autoptr (GPtrArray) regions =
    smp_further_views_all (sheet->compare->treatments, options->views);
  g_autoptr (GPtrArray) rows = smp_plan_rows (regions);
  g_autofree gchar *touch_up = smp_fade_plot_sentence (smp_ageing_soonest (regions));
  g_autofree gchar *why      = smp_plan_why (regions);
  g_autofree gchar *price    = smp_price_sentence (regions, options);
  g_autofree gchar *notes =
    options->notes && *options->notes ? g_strdup_printf (_ ("Notes: %s"), options->notes) : NULL;

  add_lines (sheet, touch_up, _ ("Touch-up"), SMP_SHEET_SMALL_PX);
  sheet->y += sheet->air;
  for (guint i = 0; i < rows->len; i++)
    add_row (sheet, g_ptr_array_index (rows, i), i == 0);
  sheet->y += SMP_SHEET_GAP / 2;
  add_lines (sheet, why, _ ("Why"), SMP_SHEET_SMALL_PX);
  add_lines (sheet, price, _ ("Price"), SMP_SHEET_TEXT_PX);
  add_lines (sheet, notes, _ ("Notes"), SMP_SHEET_TEXT_PX);
}

/* How far the dots of the treatments can be trusted on this photo, as far as it was tried. */
static gchar *
trust (GPtrArray *treatments)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < treatments->len; i++)
    {
      SmpTreatment     *treatment = g_ptr_array_index (treatments, i);
      g_autofree gchar *checked =
        treatment->replaced ? smp_layer_checked (treatment->replaced) : NULL;

      if (checked)
        g_string_append_printf (text, " %s", checked);
    }
  return g_string_free (text, FALSE);
}

/* A small number as it is written in a sentence. */
static const gchar *
count_word (gint number)
{
  static const gchar *const words[] = { N_ ("no"),   N_ ("one"),  N_ ("two"), N_ ("three"),
                                        N_ ("four"), N_ ("five"), N_ ("six") };

  return _ (words[CLAMP (number, 0, (gint) G_N_ELEMENTS (words) - 1)]);
}

/* Boxes to be ticked, each with its sentence. */
static void
add_consent (SmpSheet *sheet)
{
  static const gchar *const sentences[] = {
    N_ ("I understand that these pictures are simulations, and promise no result."),
    N_ ("I understand that pigment fades, and that touch-ups will be needed."),
    N_ ("I agree that photos of my treatment are kept in my file."),
  };
  const gint side = (gint) (BOX_SHARE * SMP_SHEET_TEXT_PX);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      const gint          x      = SMP_SHEET_RIM + 2 * side;
      const gint          height = smp_sheet_add_words (sheet, _ (sentences[i]), _ ("Consent"),
                                                        SMP_SHEET_TEXT_PX, x, sheet->room - 2 * side, 0.0);
      const GeglRectangle box    = { SMP_SHEET_RIM, sheet->y + side / 3, side, side };
      const GeglRectangle inside = { box.x + LINE_PX, box.y + LINE_PX, side - 2 * LINE_PX,
                                     side - 2 * LINE_PX };

      if (!sheet->dry)
        {
          smp_page_add_block (sheet->page, &box, SMP_PAGE_INK, _ ("Box"));
          smp_page_add_block (sheet->page, &inside, SMP_PAGE_PAPER, _ ("Box"));
        }
      sheet->y += height + ROW_AIR;
    }
  sheet->y += SMP_SHEET_GAP / 2;
}

/* Two lines side by side. */
static void
add_signatures (SmpSheet *sheet)
{
  static const gchar *const whose[] = { N_ ("Date, client's signature"),
                                        N_ ("Date, practitioner's signature") };
  const gint                width   = (sheet->room - 2 * SMP_SHEET_GAP) / 2;
  const gint                top     = sheet->y + SIGN_HEIGHT;
  gint                      below   = 0;

  for (guint i = 0; i < G_N_ELEMENTS (whose); i++)
    {
      const gint x = SMP_SHEET_RIM + (gint) i * (width + 2 * SMP_SHEET_GAP);
      gint       high;

      sheet->y = top;
      add_line (sheet, x, width, SMP_PAGE_INK);
      sheet->y += ROW_AIR;
      high  = add_grey (sheet, _ (whose[i]), _ ("Signature"), SMP_SHEET_SMALL_PX, x, width, 0.0);
      below = MAX (below, high);
    }
  sheet->y += below + SMP_SHEET_GAP;
}

static void
add_small_print (SmpSheet *sheet)
{
  g_autoptr (GPtrArray) regions =
    smp_further_views_all (sheet->compare->treatments, sheet->compare->options->views);
  g_autofree gchar *presets     = smp_plan_presets (regions);
  g_autofree gchar *assumptions = smp_compare_assumptions (sheet->compare);
  g_autofree gchar *checked     = trust (regions);
  g_autofree gchar *dots        = smp_session_dots_text ();
  g_autofree gchar *text =
    g_strdup_printf (_ ("%s\n%s%s Hours: %s dots take %d to %d, as practitioners state. Dots and "
                        "hours are of all %s sessions. Every figure depends on the photo's scale."),
                     presets, assumptions, checked, dots, SMP_LEAST_SESSION_HOURS,
                     SMP_MOST_SESSION_HOURS, count_word (smp_params_all_sessions ()));

  sheet->y +=
    add_grey (sheet, text, _ ("Small print"), SMP_SHEET_SMALL_PX, SMP_SHEET_RIM, sheet->room, 0.0);
}

void
smp_sheet_add_foot (SmpSheet *sheet)
{
  if (sheet->compare->options->consent)
    add_consent (sheet);
  if (sheet->compare->options->signature)
    add_signatures (sheet);
  add_line (sheet, SMP_SHEET_RIM, sheet->room, SMP_PAGE_RULE);
  sheet->y += SMP_SHEET_GAP / 2;
  add_small_print (sheet);
}
