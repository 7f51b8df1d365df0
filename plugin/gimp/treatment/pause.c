/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pause.h"
#include "smp/error.h"
#include "smp/text.h"

typedef struct
{
  SmpPauseFunc func;
  gpointer     data;
  gboolean     is_now;
  gboolean     is_given_up;
} Pause;

static GPrivate pause_here = G_PRIVATE_INIT (g_free);

void
smp_pause_set (SmpPauseFunc func, gpointer data)
{
  Pause *self = NULL;

  if (func)
    {
      self       = g_new0 (Pause, 1);
      self->func = func;
      self->data = data;
    }
  g_private_replace (&pause_here, self);
}

gboolean
smp_pause (GError **error)
{
  Pause *self = g_private_get (&pause_here);

  if (!self || self->is_now)
    return TRUE;
  if (!self->is_given_up)
    {
      self->is_now      = TRUE;
      self->is_given_up = !self->func (self->data);
      self->is_now      = FALSE;
    }
  if (self->is_given_up)
    g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, P_ ("Cancelled."));
  return !self->is_given_up;
}

gboolean
smp_pause_in_progress (gdouble share, gpointer data)
{
  return smp_pause (NULL);
}
