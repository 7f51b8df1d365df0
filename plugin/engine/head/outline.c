/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the outline of a person to the ellipse of the skull.  Ears, brow, face and neck are below
 * the part that is looked at, so that the ellipse is that of the cap above them: least squares of
 * A x^2 + B y^2 + C x + D y = 1, without what strays. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "smp/error.h"
#include "smp/head-outline.h"

#define N_UNKNOWNS 4

/* How far down from the top the cap goes, in shares of its breadth there: from the front to the
 * ears, from the side to the brow. */
#define CAP_FRONT 0.55
#define CAP_SIDE  0.42

#define ROUNDS       6
#define MOST_STRAY   0.035 /* of the points from the ellipse, on average, in its radii */
#define STRAY_FACTOR 2.5   /* times the average is left out */
#define LEAST_KEPT   0.7   /* share of the points */
#define LEAST_POINTS 24
#define CHIN         1.4  /* breadths below the top: no chin ends above it */
#define WITH_EARS    1.35 /* breadths: wider are shoulders */
#define MOST_ASKEW   0.03 /* breadths, on average */
#define ABOVE_DEG    75.0 /* from higher it is looked down on */

typedef struct
{
  gdouble x, y;
} EdgePoint;

static gboolean
is_inside (const SmpPlane *mask, gint x, gint y)
{
  return x >= 0 && y >= 0 && x < mask->width && y < mask->height &&
         mask->data[(gsize) y * (gsize) mask->width + (gsize) x] > 0.5f;
}

/* The longest run of a row. */
static gint
run_of (const SmpPlane *mask, gint y, gint *from)
{
  gint longest = 0, begin = 0;

  for (gint x = 0; x <= mask->width; x++)
    if (!is_inside (mask, x, y))
      {
        if (x - begin > longest)
          {
            longest = x - begin;
            *from   = begin;
          }
        begin = x + 1;
      }
  return longest;
}

static gboolean
refuse (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return FALSE;
}

static gboolean
refuse_shape (GError **error)
{
  return refuse (error, _ ("No head's outline was found: what stands out from the background has "
                           "no skull's shape from this side."));
}

static void
add_point (GArray *points, gdouble x, gdouble y)
{
  EdgePoint point = { x, y };

  g_array_append_val (points, point);
}

/* Both ends of each row of the cap; between the topmost rows, where an outline lies flat, the top
 * of each column as well. */
static GArray *
cap_points (const SmpPlane *mask, gdouble depth, gboolean all, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (EdgePoint));
  gint top = 0, from = 0, first = 0, last = 0;

  while (top < mask->height && run_of (mask, top, &from) < 2)
    top++;
  if (top == 0)
    {
      refuse (error, _ ("The top of the head is not in the picture."));
      return NULL;
    }
  for (gint y = top; y < mask->height; y++)
    {
      const gint width = run_of (mask, y, &from);

      if (width < 2 || (!all && y - top > depth * width))
        break;
      if (from == 0 || from + width == mask->width)
        {
          refuse (error, _ ("The head is not wholly in the picture."));
          return NULL;
        }
      add_point (points, from, y + 0.5);
      add_point (points, from + width, y + 0.5);
      first = y == top ? from : MIN (first, from);
      last  = MAX (last, from + width);
    }
  for (gint x = first; x < last; x++)
    {
      gint y = top;

      while (y < mask->height && !is_inside (mask, x, y))
        y++;
      if (y - top < 0.2 * (last - first))
        add_point (points, x + 0.5, y);
    }
  return g_steal_pointer (&points);
}

/* Gauss, with the largest pivot of each column. */
static gboolean
solve (gdouble m[N_UNKNOWNS][N_UNKNOWNS + 1])
{
  for (gint i = 0; i < N_UNKNOWNS; i++)
    {
      gint pivot = i;

      for (gint row = i + 1; row < N_UNKNOWNS; row++)
        if (fabs (m[row][i]) > fabs (m[pivot][i]))
          pivot = row;
      if (!(fabs (m[pivot][i]) > 1e-12))
        return FALSE;
      for (gint k = 0; k <= N_UNKNOWNS; k++)
        {
          gdouble kept = m[i][k];

          m[i][k]     = m[pivot][k];
          m[pivot][k] = kept;
        }
      for (gint row = 0; row < N_UNKNOWNS; row++)
        if (row != i)
          {
            gdouble factor = m[row][i] / m[i][i];

            for (gint k = 0; k <= N_UNKNOWNS; k++)
              m[row][k] -= factor * m[i][k];
          }
    }
  return TRUE;
}

/* The ellipse as its middle and halves, of points within stray of the last one. */
static gboolean
fit_once (const GArray    *points,
          const gboolean  *is_left_out,
          const EdgePoint *about,
          gdouble          unit,
          gdouble          e[4])
{
  gdouble m[N_UNKNOWNS][N_UNKNOWNS + 1] = { { 0.0 } };
  gdouble a, b, c, d, one;

  for (guint i = 0; i < points->len; i++)
    {
      const EdgePoint *p = &g_array_index (points, EdgePoint, i);
      const gdouble    x = (p->x - about->x) / unit, y = (p->y - about->y) / unit;
      const gdouble    values[4] = { x * x, y * y, x, y };

      for (gint row = 0; row < N_UNKNOWNS && !is_left_out[i]; row++)
        {
          for (gint column = 0; column < N_UNKNOWNS; column++)
            m[row][column] += values[row] * values[column];
          m[row][N_UNKNOWNS] += values[row];
        }
    }
  if (!solve (m))
    return FALSE;
  a = m[0][N_UNKNOWNS] / m[0][0];
  b = m[1][N_UNKNOWNS] / m[1][1];
  c = m[2][N_UNKNOWNS] / m[2][2];
  d = m[3][N_UNKNOWNS] / m[3][3];
  if (!(a > 0.0) || !(b > 0.0))
    return FALSE;
  one  = 1.0 + c * c / (4.0 * a) + d * d / (4.0 * b);
  e[0] = about->x - unit * c / (2.0 * a);
  e[1] = about->y - unit * d / (2.0 * b);
  e[2] = unit * sqrt (one / a);
  e[3] = unit * sqrt (one / b);
  return TRUE;
}

static gdouble
stray_of (const EdgePoint *p, const gdouble e[4])
{
  return fabs (hypot ((p->x - e[0]) / e[2], (p->y - e[1]) / e[3]) - 1.0);
}

/* FALSE where no ellipse goes through most of the points. */
static gboolean
fit (const GArray *points, const EdgePoint *about, gdouble unit, gdouble e[4])
{
  g_autofree gboolean *is_left_out = g_new0 (gboolean, points->len);
  gdouble              average     = 0.0;
  guint                n_kept      = points->len;

  for (gint round = 0; round < ROUNDS; round++)
    {
      if (!fit_once (points, is_left_out, about, unit, e))
        return FALSE;
      average = 0.0;
      for (guint i = 0; i < points->len; i++)
        average +=
          is_left_out[i] ? 0.0 : stray_of (&g_array_index (points, EdgePoint, i), e) / n_kept;
      n_kept = 0;
      for (guint i = 0; i < points->len; i++)
        {
          is_left_out[i] = stray_of (&g_array_index (points, EdgePoint, i), e) >
                           STRAY_FACTOR * average + 1.0 / unit;
          n_kept += !is_left_out[i];
        }
      if (n_kept < LEAST_KEPT * points->len)
        return FALSE;
    }
  return average <= MOST_STRAY;
}

/* How high the outline of a usual head is over its breadth, from this side. */
static gdouble
usual_aspect (const SmpHeadView *view)
{
  const gdouble around = view->around_deg * G_PI / 180.0, above = view->above_deg * G_PI / 180.0;
  const gdouble breadth = SMP_HEAD_USUAL_BREADTH_MM, length = SMP_HEAD_USUAL_LENGTH_MM;
  const gdouble across = hypot (breadth * cos (around), length * sin (around));
  const gdouble along  = hypot (breadth * sin (around), length * cos (around));

  return hypot (along * sin (above), SMP_HEAD_USUAL_HEIGHT_MM * cos (above)) / across;
}

/* A cap says little of how far down the skull goes, which is the usual height, then. */
static void
lengthen (const SmpHeadView *view, gdouble e[4])
{
  const gdouble top = e[1] - e[3];

  e[3] = e[2] * usual_aspect (view);
  e[1] = top + e[3];
}

gboolean
smp_head_outline_fit (const SmpPlane *mask, const SmpHeadView *view, gdouble box[4], GError **error)
{
  const gdouble sideways    = fabs (sin (view->around_deg * G_PI / 180.0));
  const gdouble depth       = CAP_FRONT + (CAP_SIDE - CAP_FRONT) * sideways;
  g_autoptr (GArray) points = cap_points (mask, depth, view->above_deg > ABOVE_DEG, error);
  EdgePoint      low = { G_MAXDOUBLE, G_MAXDOUBLE }, high = { -G_MAXDOUBLE, -G_MAXDOUBLE }, about;
  gdouble        unit, e[4];
  const gboolean is_all = view->above_deg > ABOVE_DEG;

  if (!points)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    {
      const EdgePoint *p = &g_array_index (points, EdgePoint, i);

      low  = (EdgePoint) { MIN (low.x, p->x), MIN (low.y, p->y) };
      high = (EdgePoint) { MAX (high.x, p->x), MAX (high.y, p->y) };
    }
  unit  = 0.5 * (high.x - low.x);
  about = (EdgePoint) { 0.5 * (low.x + high.x), is_all ? 0.5 * (low.y + high.y) : low.y + unit };
  if (points->len < LEAST_POINTS || !fit (points, &about, unit, e))
    return refuse_shape (error);
  if (!is_all)
    lengthen (view, e);
  box[0] = e[0] - e[2];
  box[1] = e[1] - e[3];
  box[2] = 2.0 * e[2];
  box[3] = 2.0 * e[3];
  return TRUE;
}

/* Whether the outline looks like an upright head from the front or the back: left and right mirror
 * each other down past the ears, and shoulders are not there before a chin can end.  A bowed head
 * has no such room. */
static gboolean
is_upright (const SmpPlane *mask, const gdouble box[4])
{
  const gdouble middle = box[0] + 0.5 * box[2];
  gint          from, n = 0;
  gdouble       sum = 0.0;

  for (gint y = MAX ((gint) box[1] + 1, 0); y < box[1] + CHIN * box[2] && y < mask->height; y++)
    {
      const gint width = run_of (mask, y, &from);

      if (width < 2 || width > WITH_EARS * box[2])
        return FALSE;
      sum += fabs (from + 0.5 * width - middle) / box[2];
      n++;
    }
  return n > box[2] && sum / n < MOST_ASKEW;
}

static gboolean
is_from_front_or_back (const SmpHeadView *view)
{
  return view->above_deg == 0.0 && (view->around_deg == 0.0 || view->around_deg == 180.0);
}

gboolean
smp_head_outline_find (const SmpPlane     *photo,
                       const SmpHeadView **view,
                       gdouble             box[4],
                       GError            **error)
{
  const SmpHeadView *seen = *view ? *view : smp_head_view_find ("front");
  SmpPlane           mask;
  gdouble            found[4];
  gint               cell;
  gboolean           done;

  if (!smp_head_outline_mask (photo, &mask, &cell, error))
    return FALSE;
  done = smp_head_outline_fit (&mask, seen, found, error);
  if (done && is_from_front_or_back (seen) && !is_upright (&mask, found))
    done = *view ? refuse (error, _ ("The head is not upright, or not seen from this side."))
                 : refuse (error, _ ("From which side the head is seen cannot be told from its "
                                     "outline: say it, as in “auto,top”."));
  g_free (mask.data);
  if (!done)
    return FALSE;
  *view = seen;
  for (gint i = 0; i < 4; i++)
    box[i] = found[i] * cell + (i == 0 ? photo->x : i == 1 ? photo->y : 0);
  return TRUE;
}

gboolean
smp_head_outline_scale (const SmpPlane *photo, gdouble *px_per_mm)
{
  const gdouble turned_mm = sqrt (SMP_HEAD_USUAL_BREADTH_MM * SMP_HEAD_USUAL_LENGTH_MM);
  SmpPlane      mask;
  gdouble       box[4];
  gint          cell;
  gboolean      is_even, is_found;

  if (!smp_head_outline_mask (photo, &mask, &cell, NULL))
    return FALSE;
  is_even = smp_head_outline_fit (&mask, smp_head_view_find ("front"), box, NULL) &&
            is_upright (&mask, box);
  is_found = is_even || smp_head_outline_fit (&mask, smp_head_view_find ("left"), box, NULL);
  if (is_found)
    *px_per_mm = box[2] * cell / (is_even ? SMP_HEAD_USUAL_BREADTH_MM : turned_mm);
  g_free (mask.data);
  return is_found;
}
