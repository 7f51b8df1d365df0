/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who makes the pictures, and what the work costs: remembered between sessions, on this computer
 * alone. */

#pragma once

#include <gio/gio.h>

/* No rate is higher. */
#define SMP_PRACTITIONER_MOST_RATE 1e6

/* name and contact are words, each NULL or "" for none; logo is a picture file, or NULL.  The rates
 * are what the work costs, in the currency, which is any sign or word; 0 for none.  language is the
 * code of the one that pictures are labelled in (smp/text.h), NULL or "" for the person's own.  The
 * strings and the file are owned by it. */
typedef struct
{
  gchar  *name;
  gchar  *contact;
  GFile  *logo;
  gdouble rate_per_cm2;
  gdouble rate_per_hour;
  gchar  *currency;
  gchar  *language;
} SmpPractitioner;

/* Fills in what is empty with what is remembered. */
void smp_practitioner_recall (SmpPractitioner *self);

/* Remembers all of it.  Fails with SMP_ERROR_IMAGE where it cannot be written. */
gboolean smp_practitioner_remember (const SmpPractitioner *self, GError **error);

/* Frees what it holds, and empties it. */
void smp_practitioner_clear (SmpPractitioner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmpPractitioner, smp_practitioner_clear)
