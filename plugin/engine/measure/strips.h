/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Peaks of a picture, taken one after another by several threads as if by one. */

#pragma once

#include "hairs.h"

/* Peaks are numbered in the order in which they are to be taken. */
typedef struct
{
  const gint *rows; /* of each peak */
  guint       n_peaks;
  gint        height; /* of the picture, in rows */
  gint near; /* peaks that are so many rows apart or more have nothing to do with each other */
  /* Has what a peak needs brought near; it will be taken soon. */
  void (*fetch) (guint peak, gpointer data);
  /* Takes a peak; whether it is a mark. */
  gboolean (*take) (guint peak, SmpFoundMark *mark, gpointer data);
  gpointer data;
} SmpStripWork;

/* Takes all peaks, and adds the marks, in the order of their peaks.  Peaks near each other are
 * taken in their order whatever the number of threads, so that what comes of them is always the
 * same; fewer are taken where the work is stopped, see smp_is_stopped(). */
void smp_strips_work (const SmpStripWork *work, GArray *marks);
