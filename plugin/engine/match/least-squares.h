/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Least squares within bounds. */

#pragma once

#include <glib.h>

/* The most unknowns and residuals that a search may have. */
#define SMP_SEARCH_MOST_UNKNOWNS  7
#define SMP_SEARCH_MOST_RESIDUALS 32

/* One number that is sought: where the search starts, and between which numbers it stays. */
typedef struct
{
  gdouble value;
  gdouble least;
  gdouble most;
  gdouble step; /* for the derivatives: wide enough that single dots do not decide */
} SmpUnknown;

/* Sets the residuals that are to become small from the values of the unknowns. */
typedef void (*SmpResidualFunc) (const SmpUnknown *unknowns, gdouble *residuals, gpointer data);

/* Changes the unknowns so that the sum of the squared residuals becomes small; returns it. */
gdouble smp_search (SmpUnknown     *unknowns,
                    gint            n_unknowns,
                    gint            n_residuals,
                    gint            most_rounds,
                    SmpResidualFunc func,
                    gpointer        data);

/* How well each unknown is known, where every residual is over its own error: the standard
 * deviations of the posterior, from the slopes at the unknowns; priors count as residuals. */
void smp_search_deviations (const SmpUnknown *unknowns,
                            gint              n_unknowns,
                            gint              n_residuals,
                            SmpResidualFunc   func,
                            gpointer          data,
                            gdouble          *deviations);
