/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "export/source-mark.h"
#include "label.h"
#include "text-layout.h"

/* Capitals of the usual fonts are 0.70 to 0.73 of the size: 0.0215 of the height make 1.5 %.  A
 * wide strip is looked at as wide as the screen, so its width counts too. */
#define SIZE_SHARE  0.0215
#define WIDTH_SHARE 0.55
#define LEAST_PX    14.0

#define FOOTER_SIZE     0.75
#define LEAST_FOOTER_PX 13.0

/* The whole sentence stands in a picture where it takes no more than this of its height. */
#define MOST_SHARE 0.3
#define RIM        0.45

#define BAND_COLOUR "#101010"
#define BAND_INK    "#ffffff"

gdouble
smp_compare_label_px (gint width, gint height)
{
  return MAX (ceil (SIZE_SHARE * MAX (height, WIDTH_SHARE * width)), LEAST_PX);
}

gdouble
smp_compare_footer_px (const SmpBand *band)
{
  return band->whole ? MAX (FOOTER_SIZE * band->size_px, LEAST_FOOTER_PX) : band->size_px;
}

static gint
rim_of (gdouble size_px)
{
  return (gint) ceil (RIM * size_px);
}

/* The words, a line for each sentence where they do not fit in one but the first sentence does.
 * Returns: (transfer full) */
static gchar *
burnt_words (GimpFont *font, const SmpBand *band, gint room)
{
  gchar *words = g_strdup (band->whole ? smp_source_disclaimer () : _ ("SIMULATED IMAGE"));
  gchar *end   = strstr (words, ". ");
  gint   width, height;

  smp_words_measure (font, words, band->size_px, &width, &height);
  if (!end || width <= room)
    return words;
  end[1] = '\0';
  smp_words_measure (font, words, band->size_px, &width, &height);
  end[1] = width <= room ? '\n' : ' ';
  return words;
}

static gint
band_height (GimpFont *font, const SmpBand *band, gint room)
{
  gchar *words  = burnt_words (font, band, room);
  gint   height = smp_words_height (font, words, band->size_px, room) + 2 * rim_of (band->size_px);

  g_free (words);
  return height;
}

SmpBand
smp_compare_band (const SmpCompare *self, gdouble size_px, gint width, gint height)
{
  SmpBand band = { size_px, TRUE, 0, FALSE };
  gint    rim  = rim_of (size_px);
  gint    room = MAX (width - 2 * rim, 1);

  if (!self->options->label)
    return band;

  band.height = band_height (self->font, &band, room);
  band.whole  = band.height <= MOST_SHARE * height;
  if (!band.whole)
    band.height = band_height (self->font, &band, room);
  return band;
}

void
smp_compare_place_band (const SmpCompare *self,
                        SmpBand          *band,
                        GeglRectangle    *crop,
                        gint              height,
                        gboolean          keep_aspect)
{
  if (band->height)
    band->above = smp_compare_crop_above (self, crop, band->height, height, keep_aspect);
}

gchar *
smp_compare_footer (const SmpCompare *self, const SmpBand *band)
{
  gchar *assumptions, *footer;

  if (!self->options->label)
    return g_strdup ("");

  assumptions = smp_compare_assumptions (self);
  if (band->whole)
    return assumptions;
  footer = g_strdup_printf ("%s\n%s", smp_source_disclaimer (), assumptions);
  g_free (assumptions);
  return footer;
}

void
smp_compare_burn_in (const SmpCompare    *self,
                     SmpPage             *page,
                     const SmpBand       *band,
                     const GeglRectangle *place)
{
  const gint          rim   = rim_of (band->size_px);
  const gint          top   = band->above ? 0 : place->height - band->height;
  const GeglRectangle block = { place->x, place->y + top, place->width, band->height };
  gchar              *words = burnt_words (self->font, band, MAX (place->width - 2 * rim, 1));
  SmpPageText         text  = { words,
                                _ ("Label"),
                                BAND_INK,
                                band->size_px,
                                place->x + rim,
                                block.y + rim,
                                MAX (place->width - 2 * rim, 1),
                                0.5 };

  if (band->height)
    {
      smp_page_add_block (page, &block, BAND_COLOUR, _ ("Label's ground"));
      smp_page_add_text (page, &text);
    }
  g_free (words);
}
