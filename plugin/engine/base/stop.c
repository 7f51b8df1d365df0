/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "stop.h"

static GPrivate watched = G_PRIVATE_INIT (NULL);

void
smp_stop_when (const gint *stop)
{
  g_private_set (&watched, (gpointer) stop);
}

const gint *
smp_stop_watched (void)
{
  return g_private_get (&watched);
}

gboolean
smp_is_stopped (void)
{
  const gint *stop = g_private_get (&watched);

  return stop && g_atomic_int_get (stop) != 0;
}
