/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Properties of operations, made from the table of parameters. */

#pragma once

#include <gegl-plugin.h>

#include "smp/params.h"

/* Installs a property for each parameter of the scope; its number is its row's plus one. */
void smp_op_install_properties (GObjectClass *klass, SmpScope scope);

/* What a class's set_property and get_property do. */
void smp_op_set_property (SmpParams *params, guint id, const GValue *value);
void smp_op_get_property (const SmpParams *params, guint id, GValue *value);

/* The pixels around a rectangle that an operation of so wide a margin looks at; all of an endless
 * one. */
GeglRectangle smp_op_grow (const GeglRectangle *rectangle, gint margin_px);
