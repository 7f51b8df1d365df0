/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of pictures in rows: every layout, for crops of every aspect and size, holds its pictures
 * and its words without any of them in another's place, and words that can be read. */

#include <math.h>

#include "pictures/grid.h"

#define MOST_PX      6000
#define LABEL        "SIMULATED IMAGE - NOT AN ACTUAL RESULT. Individual results vary."
#define SHORT_FOOTER "150 dots/cm², dot size 0.28 mm, dilution 8, Carbon; shown as healed. "
#define LONG_FOOTER                                                                               \
  "Left temple, right temple, crown and 27 more: 150 dots/cm², dot size 0.28 mm, dilution 8, "    \
  "Carbon; scar: 210 dots/cm², dot size 0.31 mm, dilution 12, Iron oxide; shown as healed, "      \
  "before any fading. Fading supposes sun: Normal, skin: Normal, age: 30 and above, smoker: No, " \
  "loss: Typical. It is illustrative: no long-term measurement of scalp pigment is published."

typedef struct
{
  const gchar *name;
  gint         n_panels;
  gint         n_columns;
  gboolean     is_split;
  gboolean     is_flat;
} Kind;

static const Kind kinds[] = {
  { "side by side", 2, 2, FALSE, FALSE },   { "stacked", 2, 1, FALSE, FALSE },
  { "split", 1, 1, TRUE, FALSE },           { "split across", 1, 1, TRUE, TRUE },
  { "two by two", 4, 2, FALSE, FALSE },     { "timeline", 6, 0, FALSE, FALSE },
  { "long timeline", 24, 0, FALSE, FALSE }, { "bands", 24, 8, FALSE, FALSE },
  { "frame", 1, 1, FALSE, FALSE },
};

/* Width over height; and megapixels, or the longer side where these are 0. */
static const gdouble aspects[] = { 0.2, 0.25, 1.0 / 3.0, 0.5, 0.75, 1.0, 4.0 / 3.0, 2.0, 3.0, 5.0 };
static const gint    sides[]   = { 300, 1000, 2500, 0 };
static const gint    pages[][2] = { { 0, 0 }, { 1080, 1080 }, { 1080, 1350 }, { 1080, 1920 } };

static const gchar *const titles[] = { "Before",
                                       "Simulation: Healed, 6 weeks",
                                       "Simulation: Year 3",
                                       "Simulation: Session 2, poor outcome",
                                       "Simulation: Year 10",
                                       "Simulation" };

static SmpWords *
new_words (void)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans-serif");

  return smp_words_new (font);
}

static void
size_of (gdouble aspect, gint side, gint *width, gint *height)
{
  gdouble longer = side ? side : sqrt (50e6 * MAX (aspect, 1.0 / aspect));

  *width  = (gint) lround (longer * MIN (aspect, 1.0));
  *height = (gint) lround (longer * MIN (1.0 / aspect, 1.0));
}

static SmpPageGrid
lay_out (const Kind   *kind,
         SmpWords     *words,
         gint          width,
         gint          height,
         const gint    page[2],
         const gchar **shown)
{
  SmpPageGrid grid = { .n_panels     = kind->n_panels,
                       .n_columns    = kind->n_columns,
                       .good_aspect  = 2.5,
                       .most_px      = MOST_PX,
                       .crop_width   = width,
                       .crop_height  = height,
                       .titles       = shown,
                       .n_titles     = kind->is_split ? 2 : kind->n_panels,
                       .ends_titles  = kind->is_split,
                       .lower_title  = kind->is_flat,
                       .label        = LABEL,
                       .n_plain_rows = kind->n_columns == 1 && kind->n_panels == 2,
                       .footer       = kind->n_panels % 4 ? SHORT_FOOTER : LONG_FOOTER,
                       .width        = page[0],
                       .height       = page[1] };

  for (gint i = 0; i < grid.n_titles; i++)
    shown[i] =
      kind->is_split ? (i ? "Simulation" : "Before") : titles[i % (gint) G_N_ELEMENTS (titles)];
  smp_grid_lay_out (&grid, words);
  return grid;
}

static gboolean
overlap (const SmpPagePlace *a, const SmpPagePlace *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

/* The words of two titles at the ends of one place do not meet. */
static void
check_ends (const SmpPageGrid *grid, SmpWords *words)
{
  SmpPagePlace places[2] = { smp_grid_title (grid, words, 0), smp_grid_title (grid, words, 1) };
  gint         both      = smp_words_width (words, grid->titles[0], grid->title_px) +
              smp_words_width (words, grid->titles[1], grid->title_px);

  if (!overlap (&places[0], &places[1]))
    return;
  g_assert_cmpint (places[0].x, ==, places[1].x);
  g_assert_cmpint (both, <, places[0].width);
}

static void
check_places (const SmpPageGrid *grid, SmpWords *words)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SmpPagePlace));
  const SmpPagePlace page   = { 0, 0, grid->width, grid->height };
  SmpPagePlace       place;

  for (gint i = 0; i < grid->n_panels; i++)
    {
      place = smp_grid_picture (grid, i);
      g_array_append_val (places, place);
    }
  for (gint i = 0; i < (grid->ends_titles && !grid->lower_title ? 1 : grid->n_titles); i++)
    {
      place = smp_grid_title (grid, words, i);
      g_array_append_val (places, place);
    }
  for (gint row = grid->n_plain_rows; row < grid->n_rows; row++)
    {
      place = smp_grid_label (grid, row);
      g_array_append_val (places, place);
    }
  place = smp_grid_footer (grid);
  g_array_append_val (places, place);

  for (guint i = 0; i < places->len; i++)
    {
      const SmpPagePlace *one = &g_array_index (places, SmpPagePlace, i);

      g_assert_cmpint (one->width, >, 0);
      g_assert_cmpint (one->height, >, 0);
      g_assert_cmpint (one->x, >=, page.x);
      g_assert_cmpint (one->y, >=, page.y);
      g_assert_cmpint (one->x + one->width, <=, page.width);
      g_assert_cmpint (one->y + one->height, <=, page.height);
      for (guint k = 0; k < i; k++)
        g_assert_false (overlap (one, &g_array_index (places, SmpPagePlace, k)));
    }
  if (grid->ends_titles)
    check_ends (grid, words);
}

static void
check_words (const SmpPageGrid *grid, SmpWords *words, gboolean is_fixed)
{
  const gint room = grid->width - 2 * grid->gap;
  const gint seen = grid->n_panels <= 2 ? grid->height : grid->panel_height;

  for (gint i = 0; i < grid->n_titles; i++)
    g_assert_cmpint (smp_words_longest (words, grid->titles[i], grid->title_px), <=,
                     grid->box_width);
  g_assert_cmpint (smp_words_longest (words, grid->label, grid->text_px), <=, room);
  g_assert_cmpint (smp_words_longest (words, grid->footer, grid->footer_px), <=, room);
  g_assert_cmpfloat (grid->text_px, >=, is_fixed ? 10.0 : 14.0);
  g_assert_cmpfloat (grid->footer_px, >=, is_fixed ? 10.0 : 13.0);
  /* Capitals of 1.5 % of what is seen at once, the page or one of many pictures, or so large that
   * the sentence needs a second line; less only where many pictures share a given page. */
  if (!is_fixed || grid->n_panels <= 4)
    g_assert_true (0.7 * grid->text_px >= 0.015 * seen ||
                   smp_words_width (words, grid->label, grid->text_px) > room);
  /* The sentence takes three lines at most. */
  g_assert_cmpint (grid->label_height, <=, (gint) (3.0 * 1.4 * grid->text_px) + grid->gap);
}

static void
check_size (const SmpPageGrid *grid, gint crop_width, gint crop_height)
{
  const gint    pictures = grid->n_rows * grid->panel_height;
  const gdouble aspect   = grid->panel_width / (gdouble) grid->panel_height;

  g_assert_cmpfloat (fabs (aspect * crop_height / crop_width - 1.0), <, 0.06);
  g_assert_cmpint (grid->n_columns * grid->panel_width, <=, MOST_PX);
  g_assert_cmpint (pictures, <=, 3 * MOST_PX / 2 + grid->n_rows);
  g_assert_cmpint (grid->width, <=, 2 * MOST_PX);
  /* Words take no more than half as much again, or what they need in a page of the least width. */
  g_assert_cmpint (grid->height - pictures, <=,
                   MAX (pictures * 3 / 5, (gint) (grid->n_rows * 0.45 * grid->width) + 200));
}

static void
every_layout_holds_its_pictures_and_its_words (gconstpointer data)
{
  const Kind *kind           = data;
  g_autoptr (SmpWords) words = new_words ();
  const gchar *shown[24]     = { NULL };

  for (guint a = 0; a < G_N_ELEMENTS (aspects); a++)
    for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
      for (guint p = 0; p < G_N_ELEMENTS (pages); p++)
        {
          const gboolean is_fixed = pages[p][0] > 0;
          gint           width, height;
          SmpPageGrid    grid;

          size_of (aspects[a], sides[s], &width, &height);
          grid = lay_out (kind, words, width, height, pages[p], shown);
          g_test_message ("%s, %d x %d in %d x %d: %d x %d, text %g, title %g", kind->name, width,
                          height, pages[p][0], pages[p][1], grid.width, grid.height, grid.text_px,
                          grid.title_px);
          check_words (&grid, words, is_fixed);
          check_places (&grid, words);
          if (is_fixed)
            g_assert_true (grid.width == pages[p][0] && grid.height == pages[p][1]);
          else
            check_size (&grid, width, height);
        }
}

static void
lines_break_between_words_and_within_one_only_where_it_is_too_long (void)
{
  g_autoptr (SmpWords) words = new_words ();
  const gint        room     = smp_words_width (words, "Simulation: Healed,", 20.0);
  g_autofree gchar *wrapped  = smp_words_wrap (words, "Simulation: Healed, 6 weeks", 20.0, room);
  g_autofree gchar *long_one =
    smp_words_wrap (words, "Kopfhautpigmentierungsgesellschaft", 20.0, 80);
  g_auto (GStrv) parts     = g_strsplit (long_one, "\n", -1);
  g_autofree gchar *joined = g_strjoinv ("", parts);

  g_assert_cmpstr (wrapped, ==, "Simulation: Healed,\n6 weeks");
  g_assert_cmpuint (g_strv_length (parts), >, 2);
  g_assert_cmpstr (joined, ==, "Kopfhautpigmentierungsgesellschaft");
  for (guint i = 0; parts[i]; i++)
    g_assert_cmpint (smp_words_width (words, parts[i], 20.0), <=, 80);
}

/* Small crops: a page of a least width would leave a little paper beside each picture. */
static void
pictures_stand_on_the_words_margins (void)
{
  static const Kind kinds_of_rows[] = { { "side by side", 2, 2, FALSE, FALSE },
                                        { "stacked", 2, 1, FALSE, FALSE },
                                        { "split", 1, 1, TRUE, FALSE } };
  g_autoptr (SmpWords) words        = new_words ();
  const gint   page[]               = { 0, 0 };
  const gchar *shown[24]            = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds_of_rows); i++)
    for (gint across = 520; across <= 700; across += 20)
      {
        const gint         width = across / kinds_of_rows[i].n_columns;
        SmpPageGrid        grid  = lay_out (&kinds_of_rows[i], words, width, width, page, shown);
        const SmpPagePlace first = smp_grid_picture (&grid, 0), label = smp_grid_label (&grid, 0);

        g_assert_cmpint (ABS (first.x - label.x), <=, 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree gchar *path =
        g_strdup_printf ("/grid/holds its pictures and words/%s", kinds[i].name);

      g_test_add_data_func (path, &kinds[i], every_layout_holds_its_pictures_and_its_words);
    }
  g_test_add_func ("/grid/lines break between words",
                   lines_break_between_words_and_within_one_only_where_it_is_too_long);
  g_test_add_func ("/grid/pictures stand on the words' margins",
                   pictures_stand_on_the_words_margins);
  return g_test_run ();
}
