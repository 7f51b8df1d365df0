/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the ellipse that a skull's outline is in the picture to the head that has it. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "smp/error.h"
#include "smp/head.h"

static const gdouble usual_half_mm[3] = { 0.5 * SMP_HEAD_USUAL_BREADTH_MM,
                                          0.5 * SMP_HEAD_USUAL_LENGTH_MM,
                                          0.5 * SMP_HEAD_USUAL_HEIGHT_MM };

/* No head is smaller, a child's, or larger than so many times the usual one, with a scale that is
 * estimated; nor is one axis against another so many times longer or shorter than usual. */
#define SMALLEST 0.75
#define LARGEST  1.5
#define MOST_ODD 1.3

#define ROUNDS 30

static const SmpHeadView views[] = {
  { "front", N_ ("Front"), 0.0, 0.0 },
  { "back", N_ ("Back"), 180.0, 0.0 },
  { "left", N_ ("Left side"), 90.0, 0.0 },
  { "right", N_ ("Right side"), 270.0, 0.0 },
  { "top", N_ ("Top"), 0.0, 90.0 },
  { "front-left", N_ ("Front and left side"), 45.0, 0.0 },
  { "front-right", N_ ("Front and right side"), 315.0, 0.0 },
  { "back-left", N_ ("Back and left side"), 135.0, 0.0 },
  { "back-right", N_ ("Back and right side"), 225.0, 0.0 },
  { "front-top", N_ ("Front and top"), 0.0, 45.0 },
  { "back-top", N_ ("Back and top"), 180.0, 45.0 },
  { NULL, NULL, 0.0, 0.0 },
};

const SmpHeadView *
smp_head_views (void)
{
  return views;
}

const SmpHeadView *
smp_head_view_find (const gchar *nick)
{
  for (const SmpHeadView *view = views; view->nick; view++)
    if (strcmp (view->nick, nick) == 0)
      return view;
  return NULL;
}

/* Half the width and half the height of the outline's upright rectangle. */
static void
outline_halves (const SmpHeadSurface *surface, gdouble halves[2])
{
  const gdouble *m           = surface->outline;
  gdouble        determinant = m[0] * m[2] - m[1] * m[1];

  halves[0] = sqrt (m[2] / determinant);
  halves[1] = sqrt (m[0] / determinant);
}

/* How much each of the head's axes is seen across the picture, up and down, and not at all. */
static void
find_shares (const SmpHead *head, gdouble shares[3][3])
{
  gdouble around = head->turn_deg[0] * G_PI / 180.0, above = head->turn_deg[1] * G_PI / 180.0;
  gdouble axes[3][3] = { { cos (around), sin (around), 0.0 },
                         { sin (around) * sin (above), cos (around) * sin (above), cos (above) },
                         { sin (around) * cos (above), cos (around) * cos (above), sin (above) } };

  for (gint i = 0; i < 3; i++)
    for (gint k = 0; k < 3; k++)
      shares[i][k] = axes[i][k] * axes[i][k];
}

/* Stretches each axis as much as the outline lacks in the directions in which it is seen, and what
 * is not seen by the mean of both, until the outline is the ellipse. */
static void
fit (SmpHead *head, const gdouble wanted[2], const gdouble middle[2])
{
  SmpHeadSurface surface;
  gdouble        shares[3][3], halves[2];

  find_shares (head, shares);
  for (gint round = 0; round < ROUNDS; round++)
    {
      gdouble across, upright;

      smp_head_surface_init (&surface, head);
      outline_halves (&surface, halves);
      across  = log (wanted[0] / halves[0]);
      upright = log (wanted[1] / halves[1]);
      for (gint k = 0; k < 3; k++)
        head->half_mm[k] *= exp (shares[0][k] * across + shares[1][k] * upright +
                                 shares[2][k] * 0.5 * (across + upright));
      head->x_mm += middle[0] - surface.centre[0];
      head->y_mm += middle[1] - surface.centre[1];
    }
}

/* With the middle of the usual sizes as 1. */
static gboolean
is_human (const SmpHead *head)
{
  gdouble size = 1.0, of[3];

  for (gint k = 0; k < 3; k++)
    {
      of[k] = head->half_mm[k] / usual_half_mm[k];
      size *= of[k];
    }
  size = cbrt (size);
  for (gint k = 0; k < 3; k++)
    if (!(of[k] < MOST_ODD * size) || !(of[k] > size / MOST_ODD))
      return FALSE;
  return size >= SMALLEST && size <= LARGEST;
}

gboolean
smp_head_from_ellipse (const gdouble      box_mm[4],
                       const SmpHeadView *view,
                       gdouble            turned_deg,
                       gdouble            distance_mm,
                       SmpHead           *head,
                       GError           **error)
{
  const gdouble wanted[2] = { 0.5 * box_mm[2], 0.5 * box_mm[3] };
  const gdouble middle[2] = { box_mm[0] + wanted[0], box_mm[1] + wanted[1] };
  SmpHead       fitted    = { .turn_deg    = { view->around_deg, view->above_deg, 0.0 },
                              .x_mm        = middle[0],
                              .y_mm        = middle[1],
                              .distance_mm = distance_mm };

  memcpy (fitted.half_mm, usual_half_mm, sizeof usual_half_mm);
  /* From above a head lies either way. */
  if (view->above_deg == 90.0 && wanted[0] > wanted[1])
    fitted.turn_deg[0] += 90.0;
  if (wanted[0] > 0.0 && wanted[1] > 0.0)
    fit (&fitted, wanted, middle);
  fitted.turn_deg[2] = turned_deg;
  if (!(wanted[0] > 0.0 && wanted[1] > 0.0) || !is_human (&fitted))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                   _ ("An outline of %.0f by %.0f mm is no head's from this side: draw it around "
                      "the skull alone, without ears, chin and neck, and check the scale."),
                   box_mm[2], box_mm[3]);
      return FALSE;
    }
  *head = fitted;
  return TRUE;
}

/* The numbers before the view, and the one behind it; FALSE where the words are none such. */
static gboolean
read_parts (const gchar        *words,
            gdouble             box[4],
            const SmpHeadView **view,
            gdouble            *distance_mm,
            gdouble            *turned_deg)
{
  g_auto (GStrv) parts = g_strsplit (words, ",", -1);
  guint n_parts        = g_strv_length (parts);

  if (n_parts < 5 || n_parts > 7)
    return FALSE;
  *distance_mm = *turned_deg = 0.0;
  for (guint i = 0; i < n_parts; i++)
    {
      const gchar *part   = g_strstrip (parts[i]);
      gchar       *end    = NULL;
      gdouble      number = i == 4 ? 0.0 : g_ascii_strtod (part, &end);

      /* Not beyond what pixels can count, and no NaN. */
      if (i != 4 && (end == part || *end || !(fabs (number) < 1e6)))
        return FALSE;
      if (i < 4)
        box[i] = number;
      else if (i == 4)
        *view = smp_head_view_find (part);
      else if (i == 5)
        *distance_mm = number;
      else
        *turned_deg = number;
    }
  return *view != NULL && fabs (*turned_deg) <= 360.0;
}

static gboolean
refuse_words (const gchar *words, GError **error)
{
  g_autoptr (GString) nicks = g_string_new (NULL);

  for (const SmpHeadView *view = views; view->nick; view++)
    g_string_append_printf (nicks, "%s%s", view == views ? "" : ", ", view->nick);
  g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
               _ ("The head “%s” is neither “none” nor X,Y,WIDTH,HEIGHT,VIEW: the skull's outline "
                  "in pixels, the view one of %s, and if it is known the camera's distance in mm "
                  "after it, from %d to %d, or 0, and by how many degrees the picture is turned."),
               words, nicks->str, SMP_HEAD_LEAST_DISTANCE_MM, SMP_HEAD_MOST_DISTANCE_MM);
  return FALSE;
}

gboolean
smp_head_from_words (const gchar    *words,
                     gdouble         px_per_mm,
                     const gint      origin_px[2],
                     const SmpHead **head,
                     GError        **error)
{
  const SmpHeadView *view = NULL;
  gdouble            box[4], distance_mm, turned_deg;
  SmpHead            placed;
  const SmpHead     *kept;

  if (!*words || strcmp (words, "none") == 0)
    {
      *head = NULL;
      return TRUE;
    }
  if (!smp_head_parse (words, &placed, NULL))
    {
      if (!read_parts (words, box, &view, &distance_mm, &turned_deg))
        return refuse_words (words, error);
      for (gint i = 0; i < 4; i++)
        box[i] = (box[i] - (i < 2 ? origin_px[i] : 0)) / px_per_mm;
      if (distance_mm != 0.0 &&
          !(distance_mm >= SMP_HEAD_LEAST_DISTANCE_MM && distance_mm <= SMP_HEAD_MOST_DISTANCE_MM))
        return refuse_words (words, error);
      if (!smp_head_from_ellipse (box, view, turned_deg, distance_mm, &placed, error))
        return FALSE;
    }
  kept = smp_head_keep (&placed);
  if (!kept)
    return refuse_words (words, error);
  *head = kept;
  return TRUE;
}
