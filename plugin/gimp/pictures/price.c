/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "plan.h"
#include "price.h"
#include "smp/error.h"
#include "smp/text.h"

/* As the plan writes areas and hours, so that its figures make up the price. */
static gdouble
as_written (gdouble value)
{
  return round (10.0 * value) / 10.0;
}

/* "378 €" or "1.50 €".  Returns: (transfer full) */
static gchar *
money (gdouble amount, const gchar *currency)
{
  const gboolean    whole  = fabs (amount - round (amount)) < 0.005;
  g_autofree gchar *number = smp_text_printf (whole ? "%.0f" : "%.2f", amount);

  if (!currency || !*currency)
    return g_steal_pointer (&number);
  /* Translators: a price: the number, and the currency's sign or name. */
  return g_strdup_printf (_ ("%s %s"), number, currency);
}

gboolean
smp_price_check (const SmpCompareOptions *options, GError **error)
{
  const SmpPractitioner *rates    = &options->practitioner;
  const gchar           *sentence = NULL;

  if (options->price == SMP_PRICE_BY_AREA && rates->rate_per_cm2 <= 0.0)
    sentence = P_ ("Say what a square centimetre costs, so that the sheet can say a price.");
  else if (options->price == SMP_PRICE_BY_HOURS && rates->rate_per_hour <= 0.0)
    sentence = P_ ("Say what an hour costs, so that the sheet can say a price.");
  if (!sentence)
    return TRUE;
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return FALSE;
}

static gchar *
by_area (gdouble area_cm2, const SmpPractitioner *rates)
{
  g_autofree gchar *rate = money (rates->rate_per_cm2, rates->currency);
  g_autofree gchar *sum  = money (area_cm2 * rates->rate_per_cm2, rates->currency);

  return smp_text_printf (_ ("Estimated price: %s, for %.1f cm² at %s a square centimetre."), sum,
                          area_cm2, rate);
}

static gchar *
by_hours (guint n_dots, const SmpPractitioner *rates)
{
  gdouble           least, most;
  g_autofree gchar *rate = money (rates->rate_per_hour, rates->currency);
  g_autofree gchar *from = NULL, *to = NULL;

  smp_plan_hours (n_dots, &least, &most);
  least = as_written (least);
  most  = MAX (as_written (most), 0.1);
  from  = money (least * rates->rate_per_hour, NULL);
  to    = money (most * rates->rate_per_hour, rates->currency);
  return smp_text_printf (_ ("Estimated price: %s to %s, for %.1f to %.1f hours at %s an hour."),
                          from, to, least, most, rate);
}

gchar *
smp_price_sentence (GPtrArray *treatments, const SmpCompareOptions *options)
{
  const SmpFigures all = smp_plan_sum (treatments);

  switch (options->price)
    {
    case SMP_PRICE_BY_AREA:
      return by_area (as_written (all.area_cm2), &options->practitioner);
    case SMP_PRICE_BY_HOURS:
      return by_hours (all.n_dots, &options->practitioner);
    default:
      return NULL;
    }
}
