/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is turned towards the client: one picture over the whole screen, before while a key or the
 * mouse is held, and the years by the arrow keys, the wheel or buttons. */

#pragma once

#include <gtk/gtk.h>

#include "pictures/compare.h"

/* Shows it until the person ends it.  Fails as smp_compare_make() does, with its error. */
gboolean smp_client_view_run (GtkWindow               *parent,
                              GPtrArray               *treatments,
                              const SmpCompareOptions *options,
                              GError                 **error);
