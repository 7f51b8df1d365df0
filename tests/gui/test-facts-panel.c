/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the figures' panel says of a treatment first. */

#include "dialogs/facts-panel.h"
#include "smp/craft.h"

#define HELMET "More than 20 % of the skin covered looks like a helmet."

/* Whether any label below says so, whole or as a part of more. */
static gboolean
is_said (GtkWidget *widget, const gchar *words)
{
  g_autoptr (GList) children = NULL;

  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
  if (GTK_IS_CONTAINER (widget))
    children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (GList *child = children; child; child = child->next)
    if (is_said (child->data, words))
      return TRUE;
  return FALSE;
}

static SmpFacts
covered_facts (void)
{
  SmpFacts facts = { .now = { 10.0, 2000, 1.02 * SMP_HELMET, 0.0 } };

  facts.all = facts.now;
  return facts;
}

/* Dots that cover much are said to, but beside hair what gives them away comes first. */
static void
test_the_reason_comes_before_the_helmet (void)
{
  GtkWidget *panel = g_object_ref_sink (smp_facts_panel_new ());
  SmpFacts   facts = covered_facts ();
  SmpParams  params;

  smp_params_init (&params);
  smp_facts_panel_show (panel, &facts, &params, NULL, NULL);
  g_assert_true (is_said (panel, HELMET));
  facts.is_matched                 = TRUE;
  facts.match.before.place_delta_e = 5.0;
  for (SmpReach reach = SMP_REACH_PALE; reach <= SMP_REACH_TEXTURE; reach++)
    {
      facts.match.predicted.visibility = SMP_VISIBILITY_SEEN;
      facts.match.predicted.reach      = reach;
      smp_facts_panel_show (panel, &facts, &params, NULL, NULL);
      g_assert_true (is_said (panel, smp_reach_sentence (reach)));
      g_assert_false (is_said (panel, HELMET));
    }
  facts.match.predicted.visibility = SMP_VISIBILITY_NOT_FOUND;
  facts.match.predicted.reach      = SMP_REACH_WITHIN;
  smp_facts_panel_show (panel, &facts, &params, NULL, NULL);
  g_assert_true (is_said (panel, HELMET));
  g_object_unref (panel);
}

gint
main (gint argc, gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts-panel/reason-before-helmet", test_the_reason_comes_before_the_helmet);
  return g_test_run ();
}
