/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pixels of 8 and 16 bits as linear light, the same to the bit in every run.  babl takes the way
 * that it measured to be quickest, and its ways differ in the last bits of a float; hair that is
 * just dark enough to be counted would be counted in one run and not in the next. */

#pragma once

#include <babl/babl.h>
#include <glib.h>

/* The light of every level that a component can have, and where they lie in a pixel. */
typedef struct _SmpStoredLight SmpStoredLight;

/* How a format is read: RGB or grey, with alpha or without, linear or with sRGB's curve, in any
 * space with that curve (Display P3 is one).  NULL for all others, which are left to babl. Returns:
 * (transfer full) (nullable) */
SmpStoredLight *smp_stored_light_new (const Babl *format);

/* Frees it; NULL is none. */
void smp_stored_light_free (SmpStoredLight *self);

/* Reads n stored pixels as red, green and blue of linear light with sRGB's primaries and, if there
 * are four components, alpha, 1 where none is stored; as one component only what is stored grey. */
void smp_stored_light_read (const SmpStoredLight *self,
                            gconstpointer         stored,
                            gsize                 n,
                            gint                  components,
                            gfloat               *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpStoredLight, smp_stored_light_free)
