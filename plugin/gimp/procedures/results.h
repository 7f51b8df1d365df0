/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Return values of procedures, by their names. */

#pragma once

#include <libgimp/gimp.h>

/* Declares a return value that is a number from 0 on, or words. */
void smp_add_number_return_value (GimpProcedure *procedure,
                                  const gchar   *name,
                                  const gchar   *label,
                                  const gchar   *help);
void smp_add_words_return_value (GimpProcedure *procedure,
                                 const gchar   *name,
                                 const gchar   *label,
                                 const gchar   *help);

/* Sets return values: pairs of a name, as the procedure declares it, and a value of its type, ended
 * by NULL, as g_object_set() takes them; strings are copied.  A name that the procedure does not
 * declare is a mistake of ours, and said on the console. */
void smp_results_set (GimpProcedure  *procedure,
                      GimpValueArray *values,
                      const gchar    *first_name,
                      ...) G_GNUC_NULL_TERMINATED;
