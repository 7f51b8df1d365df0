/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keep.h"

gpointer
smp_keep (SmpKept *kept, const gchar *text, SmpKeepFunc read)
{
  gpointer found;

  g_mutex_lock (&kept->mutex);
  if (!kept->values)
    kept->values = g_hash_table_new (g_str_hash, g_str_equal);
  found = g_hash_table_lookup (kept->values, text);
  if (!found)
    {
      found = read (text);
      if (found)
        g_hash_table_insert (kept->values, g_strdup (text), found);
    }
  g_mutex_unlock (&kept->mutex);
  return found;
}
