/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu beside the chooser. */

#pragma once

#include "current.h"

/* A button with the menu, whose entries are possible as the row's state allows.
 * Returns: (transfer floating) */
GtkWidget *smp_preset_manage_new (SmpPresetRow *self);
