/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "said-once.h"
#include "treatment/treatment.h"
#include "smp/text.h"

#define MOST_NAMES   3
#define MOST_GROUPS  4
#define MOST_LETTERS 40

/* The layers of which the same is said. */
typedef struct
{
  gchar     *said;
  GPtrArray *names;
} Group;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_free (group->said);
  g_ptr_array_unref (group->names);
  g_free (group);
}

/* The layer's name, or its beginning, and in which further view it is.  Returns: (transfer full) */
static gchar *
short_name (const SmpTreatment *treatment)
{
  const gchar      *layer = gimp_item_get_name (GIMP_ITEM (treatment->replaced));
  g_autofree gchar *name =
    treatment->view ? g_strdup_printf ("%s (%s)", layer, treatment->view) : g_strdup (layer);
  g_autofree gchar *start = NULL;

  if (g_utf8_strlen (name, -1) <= MOST_LETTERS)
    return g_steal_pointer (&name);
  start = g_utf8_substring (name, 0, MOST_LETTERS - 1);
  return g_strdup_printf ("%s…", g_strchomp (start));
}

static Group *
group_of (GPtrArray *groups, const gchar *said)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((Group *) g_ptr_array_index (groups, i))->said, said))
      return g_ptr_array_index (groups, i);
  group        = g_new0 (Group, 1);
  group->said  = g_strdup (said);
  group->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (groups, group);
  return group;
}

/* "Temple, crown, scar and 27 more" */
static void
append_names (GString *text, const GPtrArray *names)
{
  const guint n = names->len == MOST_NAMES + 1 ? names->len : MIN (names->len, MOST_NAMES);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", (gchar *) g_ptr_array_index (names, i));
  if (names->len > n)
    g_string_append_printf (text, _ (" and %u more"), names->len - n);
}

gchar *
smp_said_once (GPtrArray *treatments, SmpSayFunc say, gconstpointer data)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GString) text     = g_string_new (NULL);
  guint n_left                 = 0;

  for (guint i = 0; i < treatments->len; i++)
    {
      g_autofree gchar *said = say (treatments, i, data);

      g_ptr_array_add (group_of (groups, said)->names,
                       short_name (g_ptr_array_index (treatments, i)));
    }
  if (groups->len == 1)
    return g_strdup (((Group *) g_ptr_array_index (groups, 0))->said);

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      if (i >= MOST_GROUPS)
        {
          n_left += group->names->len;
          continue;
        }
      if (i)
        g_string_append (text, "; ");
      append_names (text, group->names);
      g_string_append_printf (text, ": %s", group->said);
    }
  if (n_left)
    g_string_append_printf (text, _ ("; and %u more with other values"), n_left);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
