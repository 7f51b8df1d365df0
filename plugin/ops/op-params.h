/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Properties of operations, made from the table of parameters. */

#pragma once

#include <gegl-plugin.h>

#include "smp/params.h"

/* The property that takes all values at once: a pointer to a SmpParams, which is copied; its
 * directions and head must last, as SmpParams says.  Programs that draw often set it instead of
 * single properties, as it neither writes nor reads a text.  Read, it points to the operation's own
 * values, which last as long as it does. */
#define SMP_OP_PARAMS "params"

/* Installs a property for each parameter of the scope, its number being its row's plus one, and
 * SMP_OP_PARAMS after all of them. */
void smp_op_install_properties (GObjectClass *klass, SmpScope scope);

/* What a class's set_property does.  A value that is wrong changes nothing, and a warning of GLib
 * names it, the parameter and its range: GObject warns so of numbers out of range, and here of all
 * else (directions or a head that cannot be read, wrong values in SMP_OP_PARAMS). */
void smp_op_set_property (SmpParams *params, guint id, const GValue *value);

/* What a class's get_property does. */
void smp_op_get_property (const SmpParams *params, guint id, GValue *value);

/* The pixels around a rectangle that an operation of so wide a margin looks at; all of an endless
 * one. */
GeglRectangle smp_op_grow (const GeglRectangle *rectangle, gint margin_px);
