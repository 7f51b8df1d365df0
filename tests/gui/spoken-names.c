/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A module that GTK loads into the plug-in's process (GTK_MODULES): it looks at the dialogs as a
 * screen reader does, and writes to the file SMP_TEST_SPOKEN
 *
 *     looked at TITLE: ROLE NAME           each control and picture, once
 *     nameless in TITLE: ROLE, a TYPE      and what has neither a name nor a label.
 *
 * In GIMP's own process it writes down the messages that GIMP shows:
 *
 *     message: TEXT. */

#include <gtk/gtk.h>
#include <stdio.h>

#include "legible.h"

#define LOOK_MS 300
#define SEEN    "smp-test-seen"

/* What a person works with, or must be told of for not seeing it. */
static gboolean
wants_name (AtkObject *object)
{
  switch (atk_object_get_role (object))
    {
    case ATK_ROLE_PUSH_BUTTON:
    case ATK_ROLE_TOGGLE_BUTTON:
    case ATK_ROLE_CHECK_BOX:
    case ATK_ROLE_RADIO_BUTTON:
    case ATK_ROLE_COMBO_BOX:
    case ATK_ROLE_SPIN_BUTTON:
    case ATK_ROLE_SLIDER:
    case ATK_ROLE_TEXT:
    case ATK_ROLE_ENTRY:
    case ATK_ROLE_LIST_BOX:
    case ATK_ROLE_LIST_ITEM:
    case ATK_ROLE_TREE_TABLE:
    case ATK_ROLE_DRAWING_AREA:
    case ATK_ROLE_IMAGE:
    case ATK_ROLE_CANVAS:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The name that a screen reader says: the object's own, or that of what labels it.  A radio button
 * is not asked for its labels: GTK complains when it is asked for the first time. */
static const gchar *
name_of (AtkObject *object)
{
  const gchar *name                = atk_object_get_name (object);
  g_autoptr (AtkRelationSet) asked = NULL;
  AtkRelation *labels;
  GPtrArray   *targets;

  if (name && *name)
    return name;
  if (atk_object_get_role (object) == ATK_ROLE_RADIO_BUTTON)
    return NULL;
  asked   = atk_object_ref_relation_set (object);
  labels  = atk_relation_set_get_relation_by_type (asked, ATK_RELATION_LABELLED_BY);
  targets = labels ? atk_relation_get_target (labels) : NULL;
  name    = targets && targets->len ? atk_object_get_name (g_ptr_array_index (targets, 0)) : NULL;
  return name && *name ? name : NULL;
}

static void
write_line (const gchar *title, AtkObject *object, const gchar *name)
{
  const gchar *role = atk_role_get_name (atk_object_get_role (object));
  GtkWidget   *widget =
    GTK_IS_ACCESSIBLE (object) ? gtk_accessible_get_widget (GTK_ACCESSIBLE (object)) : NULL;
  FILE *file = fopen (g_getenv ("SMP_TEST_SPOKEN"), "a");

  if (!file)
    return;
  if (name)
    fprintf (file, "looked at %s: %s %s\n", title, role, name);
  else
    fprintf (file, "nameless in %s: %s, a %s\n", title, role,
             widget ? G_OBJECT_TYPE_NAME (widget) : "part");
  fclose (file);
}

/* What a control is made of is its own affair. */
static gboolean
is_whole (AtkObject *object)
{
  switch (atk_object_get_role (object))
    {
    case ATK_ROLE_COMBO_BOX:
    case ATK_ROLE_PUSH_BUTTON:
    case ATK_ROLE_TOGGLE_BUTTON:
    case ATK_ROLE_SPIN_BUTTON:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
look_at (const gchar *title, AtkObject *object)
{
  if (wants_name (object) && !g_object_get_data (G_OBJECT (object), SEEN))
    {
      g_object_set_data (G_OBJECT (object), SEEN, object);
      write_line (title, object, name_of (object));
    }
  if (is_whole (object))
    return;
  for (gint i = 0; i < atk_object_get_n_accessible_children (object); i++)
    {
      AtkObject *child = atk_object_ref_accessible_child (object, i);

      if (!child)
        continue;
      look_at (title, child);
      g_object_unref (child);
    }
}

static gboolean
look (gpointer data)
{
  GList *windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each; each = each->next)
    {
      const gchar *title = gtk_window_get_title (each->data);

      /* File choosers are GTK's. */
      if (GTK_IS_DIALOG (each->data) && !GTK_IS_FILE_CHOOSER (each->data) &&
          gtk_widget_get_mapped (each->data))
        look_at (title ? title : "a window", gtk_widget_get_accessible (each->data));
    }
  g_list_free (windows);
  return G_SOURCE_CONTINUE;
}

static void
collect_words (GtkWidget *widget, gpointer words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (words, "%s ", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), collect_words, words);
}

/* Each message's words, once. */
static void
note_message (GtkWidget *window)
{
  GString *words = g_string_new (NULL);
  FILE    *file  = NULL;

  collect_words (window, words);
  g_strdelimit (words->str, "\n", ' ');
  if (g_strcmp0 (words->str, g_object_get_data (G_OBJECT (window), SEEN)) != 0 &&
      (file = fopen (g_getenv ("SMP_TEST_SPOKEN"), "a")))
    {
      fprintf (file, "message: %s\n", words->str);
      fclose (file);
    }
  g_object_set_data_full (G_OBJECT (window), SEEN, g_string_free (words, FALSE), g_free);
}

static gboolean
look_for_messages (gpointer data)
{
  GList *windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each; each = each->next)
    if (g_strcmp0 (gtk_window_get_title (each->data), "GIMP Message") == 0 &&
        gtk_widget_get_mapped (each->data))
      note_message (each->data);
  g_list_free (windows);
  return G_SOURCE_CONTINUE;
}

G_MODULE_EXPORT void gtk_module_init (gint *argc, gchar ***argv);

void
gtk_module_init (gint *argc, gchar ***argv)
{
  const gchar *name = g_get_prgname ();

  if (name && g_str_has_prefix (name, "gimp") && g_getenv ("SMP_TEST_SPOKEN"))
    g_timeout_add (LOOK_MS, look_for_messages, NULL);
  if (g_strcmp0 (name, "smp") != 0)
    return;
  if (g_getenv ("SMP_TEST_SPOKEN"))
    g_timeout_add (LOOK_MS, look, NULL);
  smp_test_legible_start ();
}
