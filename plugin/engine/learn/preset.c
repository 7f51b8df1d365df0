/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A preset from what was learnt.  Beside its values its file keeps what each photo said, so that
 * the next one adds to it; it keeps nothing else of any photo. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "smp/learn.h"

/* The file's group: how many dots and photos, and of each figure a list of values and one of how
 * far each is trusted. */
#define GROUP      "learned"
#define CONFIDENCE "-confidence"

/* What a figure counts that could not be read: it only fits the others. */
#define UNREAD 0.02

typedef struct
{
  const gchar     *id;
  const SmpFigure *figure;
} Learned;

#define N_LEARNED 11

static void
list_figures (const SmpLearned *learned, Learned list[N_LEARNED])
{
  const Learned all[N_LEARNED] = {
    { "density", &learned->density_per_cm2 },
    { "dot-diameter", &learned->dot_diameter_mm },
    { "size-variation", &learned->size_variation },
    { "strength-variation", &learned->strength_variation },
    { "elongation", &learned->elongation },
    { "direction-variation", &learned->direction_variation_deg },
    { "irregularity", &learned->irregularity },
    { "missed-dots", &learned->missed_dots },
    { "dilution", &learned->dilution },
    { "depth", &learned->depth_mm },
    { "pigment", &learned->pigment },
  };

  memcpy (list, all, sizeof all);
}

static gdouble *
add_to_list (GKeyFile *file, const gchar *key, gdouble value, gsize *n)
{
  g_autofree gdouble *before = g_key_file_get_double_list (file, GROUP, key, n, NULL);
  gdouble            *list   = g_new (gdouble, *n + 1);

  if (before)
    memcpy (list, before, sizeof (gdouble) * *n);
  list[(*n)++] = value;
  g_key_file_set_double_list (file, GROUP, key, list, *n);
  return list;
}

/* The middle of values that count differently: that of two alike is their mean, and one far off
 * among many changes little. */
static gdouble
middle_of (const gdouble *values, const gdouble *weights, gsize n)
{
  g_autofree gsize *order = g_new (gsize, n);
  gdouble           sum = 0.0, below = 0.0, last = 0.0, last_at = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      gsize k = i;

      for (; k > 0 && values[order[k - 1]] > values[i]; k--)
        order[k] = order[k - 1];
      order[k] = i;
      sum += weights[i];
    }
  for (gsize i = 0; i < n; i++)
    {
      gdouble value = values[order[i]], weight = weights[order[i]];
      gdouble at = (below + 0.5 * weight) / sum;

      if (at >= 0.5)
        return i == 0 ? value : last + (value - last) * (0.5 - last_at) / MAX (at - last_at, 1e-9);
      below += weight;
      last    = value;
      last_at = at;
    }
  return last;
}

/* The choice that most trust goes to. */
static gdouble
most_trusted (const gdouble *values, const gdouble *weights, gsize n)
{
  gdouble best = -1.0, choice = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      gdouble sum = 0.0;

      for (gsize k = 0; k < n; k++)
        sum += values[k] == values[i] ? weights[k] : 0.0;
      if (sum > best)
        {
          best   = sum;
          choice = values[i];
        }
    }
  return choice;
}

/* How far the photos differ: the weighted standard deviation. */
static gdouble
spread_of (const gdouble *values, const gdouble *weights, gsize n)
{
  gdouble sum = 0.0, mean = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      sum += weights[i];
      mean += weights[i] * values[i];
    }
  mean /= sum;
  for (gsize i = 0; i < n; i++)
    squares += weights[i] * (values[i] - mean) * (values[i] - mean);
  return sqrt (squares / sum);
}

/* Adds one figure to the preset; returns how far its photos differ. */
static gdouble
add_figure (SmpRecipe *preset, const Learned *learned, const SmpParams *drawn)
{
  const SmpParamInfo *info      = smp_param_find (learned->id);
  g_autofree gchar   *trust_key = g_strconcat (learned->id, CONFIDENCE, NULL);
  gboolean            is_read   = learned->figure->limit == SMP_LIMIT_NONE;
  gdouble             own       = smp_params_get (drawn, info), value;
  gsize               n_values = 0, n_trusts = 0;
  g_autofree gdouble *values = add_to_list (preset->file, learned->id, own, &n_values);
  g_autofree gdouble *trusts =
    add_to_list (preset->file, trust_key, is_read ? learned->figure->confidence : UNREAD,
                 &n_trusts);
  g_autofree gchar *text = NULL;
  gsize             n    = MIN (n_values, n_trusts);

  for (gsize i = 0; i < n; i++)
    trusts[i] = trusts[i] > UNREAD ? MIN (trusts[i], 1.0) : UNREAD;
  value = info->type == SMP_TYPE_CHOICE ? most_trusted (values, trusts, n)
                                        : middle_of (values, trusts, n);
  smp_params_set (&preset->params, info, CLAMP (value, info->minimum, info->maximum), NULL);
  text = smp_params_get_text (&preset->params, info);
  g_key_file_set_value (preset->file, "values", info->id, text);
  return spread_of (values, trusts, n);
}

SmpRecipe *
smp_learned_preset (const SmpLearned *learned,
                    const SmpRecipe  *before,
                    const gchar      *name,
                    const gchar      *date)
{
  SmpRecipe *preset = before ? smp_recipe_copy (before) : smp_recipe_new (name, "");
  gint       photos = g_key_file_get_integer (preset->file, GROUP, "photos", NULL) + 1;
  gint dots = g_key_file_get_integer (preset->file, GROUP, "dots", NULL) + (gint) learned->n_dots;
  Learned list[N_LEARNED];
  gdouble spread[N_LEARNED];

  list_figures (learned, list);
  for (gint i = 0; i < N_LEARNED; i++)
    spread[i] = add_figure (preset, &list[i], &learned->params);
  g_key_file_set_integer (preset->file, GROUP, "photos", photos);
  g_key_file_set_integer (preset->file, GROUP, "dots", dots);
  g_free (preset->name);
  g_free (preset->description);
  g_free (preset->category);
  g_free (preset->source);
  preset->name     = g_strdup (name);
  preset->category = g_strdup ("");
  if (photos == 1)
    {
      preset->description = g_strdup_printf (_ ("measured on own work, %d dots, %s"), dots, date);
      preset->source      = g_strdup (_ ("one photo of own work"));
    }
  else
    {
      preset->description =
        g_strdup_printf (_ ("measured on own work, %d photos, %d dots, %s"), photos, dots, date);
      preset->source = g_strdup_printf (_ ("%d photos of own work, which differ by %.0f dots/cm² "
                                           "and %.2f mm of dot size"),
                                        photos, spread[0], spread[1]);
    }
  return preset;
}

guint
smp_learned_preset_photos (const SmpRecipe *preset)
{
  return (guint) MAX (g_key_file_get_integer (preset->file, GROUP, "photos", NULL), 0);
}
