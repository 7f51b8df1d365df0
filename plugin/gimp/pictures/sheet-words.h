/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the consultation sheet share. */

#pragma once

#include "layouts.h"

/* Pixels at 300 an inch: the rim, the gap between parts, and the sizes of words. */
#define SMP_SHEET_RIM      140
#define SMP_SHEET_GAP      36
#define SMP_SHEET_TEXT_PX  34.0
#define SMP_SHEET_SMALL_PX 29.0

/* y is where the next words and pictures go; dry while they are only measured; colour is that of
 * the next words, NULL for ink; air is what the page leaves below each of its parts. */
typedef struct
{
  SmpCompare *compare;
  SmpPage    *page;
  gint        width;
  gint        height;
  gint        room;
  gint        y;
  gint        air;
  gboolean    dry;

  const gchar *colour;
} SmpSheet;

/* The size of the label's lines. */
#define SMP_SHEET_LABEL_PX 31.0

/* Adds words where the sheet is now, or only measures them; returns how high they are. */
gint smp_sheet_add_words (SmpSheet    *sheet,
                          const gchar *words,
                          const gchar *name,
                          gdouble      size_px,
                          gint         x,
                          gint         width,
                          gdouble      align);

/* The practitioner's name, contact and logo, the heading and the date.  Fails as
 * smp_page_add_file() does, with its error, where the logo cannot be read. */
gboolean smp_sheet_add_head (SmpSheet *sheet, GError **error);

/* Below the pictures: the touch-up, the plan, the price and notes. */
void smp_sheet_add_plan (SmpSheet *sheet);

/* At the page's foot: what is to be agreed to and signed, and what it all supposes. */
void smp_sheet_add_foot (SmpSheet *sheet);
