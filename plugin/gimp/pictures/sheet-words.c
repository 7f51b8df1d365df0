/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The consultation sheet's words: above the pictures and below them. */

#include <glib/gi18n-lib.h>

#include "plan.h"
#include "sheet-words.h"
#include "fade-plot.h"
#include "treatment/surroundings.h"
#include "treatment/treatments.h"
#include "smp/craft.h"
#include "treatment/working-time.h"

#define TITLE_PX    64.0
#define NAME_PX     50.0
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
  const SmpPageText text = { words, name, NULL, size_px, x, sheet->y, width, align };

  if (sheet->dry)
    return smp_words_height (sheet->page->words, words, size_px, width);
  return words && *words ? smp_page_add_text (sheet->page, &text) : 0;
}

gboolean
smp_sheet_add_head (SmpSheet *sheet, GError **error)
{
  const SmpCompareOptions *options = sheet->compare->options;
  const GeglRectangle logo = { sheet->width - SMP_SHEET_RIM - LOGO_WIDTH, SMP_SHEET_RIM, LOGO_WIDTH,
                               LOGO_HEIGHT };
  const gint          room = options->logo ? sheet->room - LOGO_WIDTH - SMP_SHEET_GAP : sheet->room;

  if (options->logo && !smp_page_add_file (sheet->page, options->logo, &logo, _ ("Logo"), error))
    return FALSE;

  sheet->y += smp_sheet_add_words (sheet, options->practitioner, _ ("Practitioner"), NAME_PX,
                                   SMP_SHEET_RIM, room, 0.0);
  sheet->y += smp_sheet_add_words (sheet, options->contact, _ ("Contact"), SMP_SHEET_TEXT_PX,
                                   SMP_SHEET_RIM, room, 0.0);
  if (options->logo)
    sheet->y = MAX (sheet->y, SMP_SHEET_RIM + LOGO_HEIGHT);
  if (sheet->y > SMP_SHEET_RIM)
    sheet->y += SMP_SHEET_GAP / 2;
  sheet->y +=
    smp_sheet_add_words (sheet, _ ("Scalp micropigmentation: simulation for a consultation"),
                         _ ("Heading"), TITLE_PX, SMP_SHEET_RIM, sheet->room, 0.0);
  sheet->y += smp_sheet_add_words (sheet, options->date, _ ("Date"), SMP_SHEET_TEXT_PX,
                                   SMP_SHEET_RIM, sheet->room, 0.0);
  sheet->y += SMP_SHEET_GAP / 2;
  return TRUE;
}

static void
add_touch_up (SmpSheet *sheet)
{
  g_autofree gchar *sentence =
    smp_fade_plot_sentence (smp_ageing_soonest (sheet->compare->treatments));

  sheet->y += smp_sheet_add_words (sheet, sentence, _ ("Touch-up"), SMP_SHEET_SMALL_PX,
                                   SMP_SHEET_RIM, sheet->room, 0.0) +
              SMP_SHEET_GAP / 2;
}

/* The plan, with a line below the headings. */
static void
add_plan (SmpSheet *sheet)
{
  GPtrArray *rows = smp_plan_rows (sheet->compare->treatments);

  for (guint i = 0; i < rows->len; i++)
    {
      gchar **cells  = g_ptr_array_index (rows, i);
      gint    height = 0, x = SMP_SHEET_RIM;

      for (guint k = 0; k < SMP_PLAN_COLUMNS; k++)
        {
          const gint width = (gint) (smp_plan_shares[k] * sheet->room);
          const gint high  = smp_sheet_add_words (sheet, cells[k], NULL, SMP_SHEET_SMALL_PX, x,
                                                  width - SMP_SHEET_GAP / 2, 0.0);

          height = MAX (height, high);
          x += width;
        }
      sheet->y += height;
      if (i == 0)
        {
          const GeglRectangle line = { SMP_SHEET_RIM, sheet->y + 2, sheet->room, 3 };

          if (!sheet->dry)
            smp_page_add_block (sheet->page, &line, SMP_PAGE_INK, _ ("Line"));
          sheet->y += 8;
        }
    }
  sheet->y += SMP_SHEET_GAP / 2;
  g_ptr_array_unref (rows);
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

static void
add_foot (SmpSheet *sheet)
{
  g_autofree gchar *presets     = smp_plan_presets (sheet->compare->treatments);
  g_autofree gchar *assumptions = smp_compare_assumptions (sheet->compare);
  g_autofree gchar *checked     = trust (sheet->compare->treatments);
  g_autofree gchar *dots        = smp_session_dots_text ();
  g_autofree gchar *text =
    g_strdup_printf (_ ("%s\n%s%s Hours: %s dots take %d to %d, as practitioners state. Dots and "
                        "hours are of all %s sessions. Every figure depends on the photo's scale."),
                     presets, assumptions, checked, dots, SMP_LEAST_SESSION_HOURS,
                     SMP_MOST_SESSION_HOURS, count_word (smp_params_all_sessions ()));

  sheet->y += smp_sheet_add_words (sheet, text, _ ("Small print"), SMP_SHEET_SMALL_PX,
                                   SMP_SHEET_RIM, sheet->room, 0.0);
}

void
smp_sheet_add_words_below (SmpSheet *sheet)
{
  add_touch_up (sheet);
  add_plan (sheet);
  add_foot (sheet);
}
