/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names, and other short texts, that channels and paths carry as a parasite.  GIMP numbers an
 * image's items, and gives them other numbers when it duplicates the image; parasites go along. */

#pragma once

#include <libgimp/gimp.h>

/* The item's name of that kind; NULL where it has none.  Returns: (transfer full) (nullable) */
gchar *smp_item_name_get (GimpItem *item, const gchar *kind);

/* Undone with the step that it is a part of. */
void smp_item_name_set (GimpItem *item, const gchar *kind, const gchar *name);

/* Whether there is an item, and it has that name. */
gboolean smp_item_name_is (GimpItem *item, const gchar *kind, const gchar *name);

/* Which of the items have that name: copies of an item have its name too.  items ends with NULL, or
 * is NULL.  Returns: (transfer container) */
GPtrArray *smp_item_name_find (GimpItem **items, const gchar *kind, const gchar *name);
