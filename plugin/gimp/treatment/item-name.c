/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "item-name.h"

gchar *
smp_item_name_get (GimpItem *item, const gchar *kind)
{
  GimpParasite *parasite = gimp_item_get_parasite (item, kind);
  const gchar  *data;
  guint32       size;
  gchar        *name;

  if (!parasite)
    return NULL;
  data = gimp_parasite_get_data (parasite, &size);
  name = g_strndup (data, size);
  gimp_parasite_free (parasite);
  return name;
}

void
smp_item_name_set (GimpItem *item, const gchar *kind, const gchar *name)
{
  GimpParasite *parasite =
    gimp_parasite_new (kind, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                       (guint32) strlen (name), name);

  gimp_item_attach_parasite (item, parasite);
  gimp_parasite_free (parasite);
}

gboolean
smp_item_name_is (GimpItem *item, const gchar *kind, const gchar *name)
{
  g_autofree gchar *own = item ? smp_item_name_get (item, kind) : NULL;

  return own && g_strcmp0 (own, name) == 0;
}

GPtrArray *
smp_item_name_find (GimpItem **items, const gchar *kind, const gchar *name)
{
  GPtrArray *found = g_ptr_array_new ();

  for (gint i = 0; items && items[i]; i++)
    if (smp_item_name_is (items[i], kind, name))
      g_ptr_array_add (found, items[i]);
  return found;
}
