/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "facts-panel.h"
#include "smp/craft.h"
#include "smp/fade.h"
#include "smp/match.h"
#include "smp/self-check.h"
#include "treatment/working-time.h"

#define MOST_YEARS 100.0

/* Values that need as much room as any usual one. */
#define WIDEST_CM2   888.88
#define WIDEST_YEARS 88.8

typedef enum
{
  FACT_AREA,
  FACT_DOTS,
  FACT_COVER,
  FACT_SESSIONS,
  FACT_TIME,
  FACT_TOUCH_UP,
  FACT_MATCH,
  FACT_CHECK,
  N_FACTS
} Fact;

static const gchar *const headings[N_FACTS] = {
  N_ ("Area"), N_ ("Dots"),     N_ ("Cover"), N_ ("Sessions"),
  N_ ("Time"), N_ ("Touch-up"), N_ ("Match"), N_ ("Trust"),
};

/* What stands in a line of its own; the others stand two a line. */
#define FIRST_WIDE FACT_MATCH

/* What stands for a value that will come, and for one that there is not. */
#define AWAITED "…"
#define NO_FACT "–"

/* Lines for which there is room from the beginning, so that nothing below moves when a sentence
 * comes. */
#define FACT_LINES    2
#define NOTE_LINES    1
#define WARNING_LINES 2

#define COLUMN_GAP 12

typedef struct
{
  GtkWidget *headings[N_FACTS];
  GtkWidget *values[N_FACTS];
  GtkWidget *note;
  GtkWidget *warning;
  GtkWidget *figures;
  GtkWidget *figures_text;
  gchar     *match_figures;
  gchar     *check_figures;
} Panel;

static void
panel_free (Panel *self)
{
  g_free (self->match_figures);
  g_free (self->check_figures);
  g_object_unref (self->figures);
  g_free (self);
}

static GtkWidget *
label_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0);
  return label;
}

/* Room for the text, so that the window need not grow when a value like it comes. */
static void
keep_width (GtkWidget *label, const gchar *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  gint least, width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_widget_get_size_request (label, &least, NULL);
  gtk_widget_set_size_request (label, MAX (least, width), -1);
}

static void
keep_lines (GtkWidget *label, gint n_lines)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, "X");
  gint height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_widget_set_size_request (label, -1, n_lines * height);
}

/* Room that was needed once stays. */
static void
keep_room (GtkWidget *label, const GtkAllocation *room)
{
  gint height;

  gtk_widget_get_size_request (label, NULL, &height);
  if (room->height > height)
    gtk_widget_set_size_request (label, -1, room->height);
}

/* Room for the text in lines of that width. */
static void
keep_height (GtkWidget *label, const gchar *text, gint width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  GtkAllocation room             = { 0 };

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_get_pixel_size (layout, NULL, &room.height);
  keep_room (label, &room);
}

/* A sentence that may need several lines. */
static GtkWidget *
sentence_new (void)
{
  GtkWidget *label = label_new ();

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  g_signal_connect (label, "size-allocate", G_CALLBACK (keep_room), NULL);
  return label;
}

static void
set_sentence (GtkWidget *label, const gchar *text)
{
  gtk_label_set_text (GTK_LABEL (label), text ? text : "");
}

static void
add_fact (GtkWidget *grid, Panel *self, Fact fact)
{
  gboolean   is_wide = fact >= FIRST_WIDE;
  gint       column  = is_wide ? 0 : 2 * (fact % 2);
  gint       row     = is_wide ? FIRST_WIDE / 2 + (gint) fact - FIRST_WIDE : (gint) fact / 2;
  GtkWidget *heading = label_new (), *value = is_wide ? sentence_new () : label_new ();

  gtk_label_set_text (GTK_LABEL (heading), _ (headings[fact]));
  gtk_widget_set_valign (heading, GTK_ALIGN_START);
  gtk_style_context_add_class (gtk_widget_get_style_context (heading), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), heading, column, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, column + 1, row, is_wide ? 3 : 1, 1);
  self->headings[fact] = heading;
  self->values[fact]   = value;
  if (is_wide)
    {
      gtk_widget_set_no_show_all (heading, TRUE);
      gtk_widget_set_no_show_all (value, TRUE);
    }
}

/* It stands where the dialog wants it, which is not between the facts and what changes them. */
static void
make_figures (Panel *self)
{
  self->figures      = gtk_expander_new_with_mnemonic (_ ("Fi_gures"));
  self->figures_text = label_new ();
  gtk_label_set_line_wrap (GTK_LABEL (self->figures_text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->figures_text), 40);
  gtk_label_set_selectable (GTK_LABEL (self->figures_text), TRUE);
  gtk_container_add (GTK_CONTAINER (self->figures), self->figures_text);
  gtk_widget_show (self->figures_text);
  gtk_widget_set_no_show_all (self->figures, TRUE);
  g_object_ref_sink (self->figures);
}

static gchar *
area_text (gdouble cm2, gboolean is_round)
{
  return g_strdup_printf (is_round ? _ ("%.2f cm², on the round head")
                                   : _ ("%.2f cm², taken as flat"),
                          cm2);
}

static gchar *
sessions_text (gint sessions, gdouble share)
{
  return g_strdup_printf (_ ("%d of %d, %.0f %% of the dots"), sessions, smp_params_all_sessions (),
                          100.0 * share);
}

static gchar *
touch_up_text (gdouble soonest, gdouble latest)
{
  if (soonest > MOST_YEARS)
    return g_strdup (_ ("none"));
  if (latest > MOST_YEARS)
    return g_strdup_printf (_ ("after %.1f years or more"), soonest);
  return g_strdup_printf (_ ("after %.1f to %.1f years"), soonest, latest);
}

static gchar *
time_text (guint n_dots)
{
  gdouble hours = smp_working_hours (n_dots);

  /* Translators: for all sessions together. */
  if (hours < 0.5)
    return g_strdup_printf (_ ("about %.0f min in all"),
                            MAX (5.0, 5.0 * (gint) (12.0 * hours + 0.5)));
  return g_strdup_printf (_ ("about %.1f h in all"), hours);
}

/* What is to be said of how it is seen; "" where it is not found, or not judged: why, stands with
 * what could not be measured. */
static gchar *
reason_text (const SmpVerdict *verdict)
{
  switch (verdict->visibility)
    {
    case SMP_VISIBILITY_NOT_JUDGED:
      return g_strdup ("");
    case SMP_VISIBILITY_SEEN:
    case SMP_VISIBILITY_STANDS_OUT:
      return g_strdup_printf (_ ("The treated skin stays visible. %s"),
                              smp_reach_sentence (verdict->reach));
    default:
      return g_strdup (smp_reach_sentence (verdict->reach));
    }
}

/* For values that are as long as they come. */
static void
keep_widths (Panel *self)
{
  g_autofree gchar *area     = area_text (WIDEST_CM2, FALSE);
  g_autofree gchar *time     = time_text (G_MAXINT16);
  g_autofree gchar *sessions = sessions_text (smp_params_all_sessions (), 1.0);
  g_autofree gchar *soon     = touch_up_text (WIDEST_YEARS, WIDEST_YEARS);
  g_autofree gchar *late     = touch_up_text (WIDEST_YEARS, G_MAXDOUBLE);

  keep_width (self->values[FACT_AREA], area);
  keep_width (self->values[FACT_TIME], time);
  keep_width (self->values[FACT_SESSIONS], sessions);
  keep_width (self->values[FACT_TOUCH_UP], soon);
  keep_width (self->values[FACT_TOUCH_UP], late);
}

GtkWidget *
smp_facts_panel_new (void)
{
  Panel     *self = g_new0 (Panel, 1);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), COLUMN_GAP);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (gint fact = 0; fact < N_FACTS; fact++)
    add_fact (grid, self, fact);
  keep_widths (self);
  self->note    = sentence_new ();
  self->warning = sentence_new ();
  gtk_style_context_add_class (gtk_widget_get_style_context (self->warning), "warning");
  gtk_grid_attach (GTK_GRID (grid), self->note, 0, N_FACTS, 4, 1);
  gtk_grid_attach (GTK_GRID (grid), self->warning, 0, N_FACTS + 1, 4, 1);
  keep_lines (self->note, NOTE_LINES);
  keep_lines (self->warning, WARNING_LINES);
  make_figures (self);
  g_object_set_data_full (G_OBJECT (grid), "smp-panel", self, (GDestroyNotify) panel_free);
  return grid;
}

static Panel *
panel_of (GtkWidget *panel)
{
  return g_object_get_data (G_OBJECT (panel), "smp-panel");
}

void
smp_facts_panel_keep_note (GtkWidget *panel, const gchar *note)
{
  gint width;

  gtk_widget_show_all (panel);
  gtk_widget_get_preferred_width (panel, NULL, &width);
  keep_height (panel_of (panel)->note, note, width);
}

GtkWidget *
smp_facts_panel_figures (GtkWidget *panel)
{
  return panel_of (panel)->figures;
}

/* Takes the text. */
static void
set_fact (Panel *self, Fact fact, gchar *text)
{
  gtk_label_set_text (GTK_LABEL (self->values[fact]), text);
  if (fact >= FIRST_WIDE && !gtk_widget_get_visible (self->values[fact]))
    {
      keep_lines (self->values[fact], FACT_LINES);
      gtk_widget_show (self->headings[fact]);
      gtk_widget_show (self->values[fact]);
    }
  g_free (text);
}

/* Room for the longest of what may be said of the surroundings, in lines as wide as the panel. */
static void
keep_room_for_match (GtkWidget *panel, Panel *self)
{
  static const SmpSelfCheck checks[] = {
    { .density_ratio = 0.0, .delta_e = G_MAXINT16, .contrast_ratio = 0.0 },
    { .density_ratio = 0.0, .delta_e = G_MAXINT16, .contrast_ratio = G_MAXINT16 },
  };
  SmpVerdict verdict = { .visibility = SMP_VISIBILITY_SEEN };
  gint       width, heading, widest = 0;

  gtk_widget_show_all (panel);
  gtk_widget_get_preferred_width (panel, NULL, &width);
  for (gint fact = 0; fact < N_FACTS; fact++)
    if (fact >= FIRST_WIDE || fact % 2 == 0)
      {
        gtk_widget_get_preferred_width (self->headings[fact], NULL, &heading);
        widest = MAX (widest, heading);
      }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree gchar *sentence = smp_self_check_sentence (&checks[i]);

      keep_height (self->values[FACT_CHECK], sentence, width - widest - COLUMN_GAP);
    }
  for (verdict.reach = SMP_REACH_WITHIN; verdict.reach <= SMP_REACH_TEXTURE; verdict.reach++)
    {
      g_autofree gchar *sentence = reason_text (&verdict);

      keep_height (self->warning, sentence, width);
    }
}

void
smp_facts_panel_await (GtkWidget *panel)
{
  Panel *self = panel_of (panel);

  for (gint fact = FIRST_WIDE; fact < N_FACTS; fact++)
    set_fact (self, fact, g_strdup (AWAITED));
  keep_room_for_match (panel, self);
  gtk_widget_show (self->figures);
}

static void
show_figures (Panel *self)
{
  g_autofree gchar *text =
    self->match_figures && self->check_figures
      ? g_strdup_printf ("%s\n%s", self->match_figures, self->check_figures)
      : g_strdup (self->match_figures ? self->match_figures : self->check_figures);

  gtk_label_set_text (GTK_LABEL (self->figures_text), text ? text : "");
  gtk_widget_set_visible (self->figures, text != NULL);
}

static gchar *
dots_text (const SmpFacts *facts)
{
  if (facts->now.n_dots == facts->all.n_dots)
    return g_strdup_printf ("%u", facts->all.n_dots);
  return g_strdup_printf (_ ("%u of %u"), facts->now.n_dots, facts->all.n_dots);
}

/* The words on the surface, the figures a click away. */
static void
show_match (Panel *self, const SmpMatch *match)
{
  const SmpVerdict *before = &match->before, *after = &match->predicted;

  set_fact (self, FACT_MATCH,
            /* Translators: how the treated skin is seen, such as "found if one looks", how dark it
             * is, such as "as dark as around", and how it is seen without. */
            g_strdup_printf (_ ("%s, %s; without dots: %s"),
                             smp_visibility_word (after->visibility),
                             smp_verdict_tone_words (after),
                             smp_visibility_word (before->visibility)));
  g_free (self->match_figures);
  self->match_figures = smp_verdict_figures (before, after);
  show_figures (self);
}

/* The one thing that is to be said first; beside hair that is what gives the dots away, which says
 * more than how many there are; "" where there is nothing. */
static gchar *
warning_text (const SmpFacts *facts, const gchar *no_dots)
{
  const SmpMatch *match     = facts->is_matched ? &facts->match : NULL;
  const gboolean  is_helmet = facts->now.coverage > SMP_HELMET;
  gchar          *reason;

  if (no_dots)
    return g_strdup (no_dots);
  if (facts->all.turned_away >= SMP_TURNED_AWAY_SAID && !is_helmet)
    return smp_turned_away_sentence (facts->all.turned_away);
  if (match && match->predicted.place_delta_e > match->before.place_delta_e)
    return g_strdup (_ ("With these dots the skin differs more from what is around than without."));
  reason = match ? reason_text (&match->predicted) : g_strdup ("");
  if (*reason || !is_helmet)
    return reason;
  g_free (reason);
  return g_strdup_printf (_ ("More than %.0f %% of the skin covered looks like a helmet."),
                          100.0 * SMP_HELMET);
}

void
smp_facts_panel_show (GtkWidget       *panel,
                      const SmpFacts  *facts,
                      const SmpParams *params,
                      const gchar     *note,
                      const gchar     *no_dots)
{
  g_autofree gchar *warning = warning_text (facts, no_dots);
  Panel            *self    = panel_of (panel);

  set_fact (self, FACT_AREA, area_text (facts->all.area_cm2, params->head != NULL));
  set_fact (self, FACT_DOTS, dots_text (facts));
  set_fact (self, FACT_COVER,
            g_strdup_printf (_ ("%.1f %% of the skin"), 100.0 * facts->now.coverage));
  set_fact (self, FACT_SESSIONS,
            sessions_text (params->sessions, smp_params_session_share (params)));
  set_fact (self, FACT_TIME,
            facts->all.n_dots ? time_text (facts->all.n_dots) : g_strdup (NO_FACT));
  set_fact (self, FACT_TOUCH_UP,
            facts->all.n_dots ? touch_up_text (smp_fade_touch_up_years (params, SMP_LOSS_HIGH),
                                               smp_fade_touch_up_years (params, SMP_LOSS_LOW))
                              : g_strdup (NO_FACT));
  if (facts->is_matched)
    show_match (self, &facts->match);
  set_sentence (self->note, note);

  set_sentence (self->warning, warning);
}

void
smp_facts_panel_show_check (GtkWidget *panel, const gchar *sentence, const SmpSelfCheck *check)
{
  Panel *self = panel_of (panel);

  set_fact (self, FACT_CHECK, g_strdup (sentence));
  g_free (self->check_figures);
  self->check_figures = check->n_patches ? smp_self_check_figures (check) : NULL;
  show_figures (self);
}

void
smp_facts_panel_show_error (GtkWidget *panel, const gchar *sentence)
{
  Panel *self = panel_of (panel);

  for (gint fact = 0; fact < N_FACTS; fact++)
    {
      GtkLabel *value = GTK_LABEL (self->values[fact]);

      /* What was read of the surroundings stays. */
      if (fact < FIRST_WIDE || g_str_equal (gtk_label_get_text (value), AWAITED))
        gtk_label_set_text (value, NO_FACT);
    }
  set_sentence (self->warning, sentence);
}
