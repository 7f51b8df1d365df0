/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The head as an ellipsoid: its text, its skin from place to place, and the pattern around it.
 *
 * A line of sight meets the ellipsoid where a quadratic equation says so; its discriminant is a
 * quadratic form of the place in the picture, positive inside the outline, so that the outline is
 * an ellipse, near by and far away alike.  With w the root of 1 - q, q the form that is 1 on the
 * outline, the flat pattern is the picture times 2 / (1 + w), from the outline's centre: the
 * stereographic map of a sphere, which keeps angles.  Of an ellipsoid it keeps them as far as the
 * depth is like the breadth: k of them apart, circles become at most k times longer than wide. */

#include <string.h>

#include "base/same-math.h"
#include "exact-math.h"
#include "head-skins.h"
#include "i18n.h"
#include "keep.h"
#include "smp/error.h"
#include "smp/head.h"

#define N_NUMBERS 9

/* What a recipe may say: from a child's head to more than any, and no place beyond what pixels can
 * count. */
#define LEAST_HALF_MM  20.0
#define MOST_HALF_MM   500.0
#define MOST_TURN_DEG  360.0
#define MOST_PLACE_MM  1e6
#define LEAST_FLATNESS 1e-6
#define COSINE_LIMIT   0.34202014332566873 /* of SMP_HEAD_LARGEST_TILT_DEG */
#define BEHIND         4.0                 /* the pattern's form where the far side begins */
#define TREATED_FORM   0.883022221559489   /* of a sphere's outline, at that tilt */

/* Where the pattern is looked at for its largest share: rings of so many places. */
#define RINGS      12
#define DIRECTIONS 24

static void
numbers_of (const SmpHead *head, gdouble numbers[N_NUMBERS])
{
  const gdouble all[N_NUMBERS] = { head->half_mm[0],  head->half_mm[1],  head->half_mm[2],
                                   head->turn_deg[0], head->turn_deg[1], head->turn_deg[2],
                                   head->x_mm,        head->y_mm,        head->distance_mm };

  memcpy (numbers, all, sizeof all);
}

static SmpHead
head_of (const gdouble n[N_NUMBERS])
{
  return (SmpHead) { { n[0], n[1], n[2] }, { n[3], n[4], n[5] }, n[6], n[7], n[8] };
}

/* Written so that NaN is none. */
static gboolean
is_head (const SmpHead *head)
{
  gboolean good = TRUE;

  for (gint i = 0; i < 3; i++)
    good = good && head->half_mm[i] >= LEAST_HALF_MM && head->half_mm[i] <= MOST_HALF_MM &&
           head->turn_deg[i] >= -MOST_TURN_DEG && head->turn_deg[i] <= MOST_TURN_DEG;
  return good && head->x_mm >= -MOST_PLACE_MM && head->x_mm <= MOST_PLACE_MM &&
         head->y_mm >= -MOST_PLACE_MM && head->y_mm <= MOST_PLACE_MM &&
         (head->distance_mm == 0.0 || (head->distance_mm >= SMP_HEAD_LEAST_DISTANCE_MM &&
                                       head->distance_mm <= SMP_HEAD_MOST_DISTANCE_MM));
}

gchar *
smp_head_to_text (const SmpHead *head)
{
  GString *text = g_string_new (NULL);
  gdouble  numbers[N_NUMBERS];
  gchar    buffer[G_ASCII_DTOSTR_BUF_SIZE];

  numbers_of (head, numbers);
  for (gint i = 0; i < N_NUMBERS; i++)
    {
      /* Not "-0.000". */
      gdouble shown = fabs (numbers[i]) < 0.0005 ? 0.0 : numbers[i];

      g_string_append_printf (text, "%s%s", i ? " " : "",
                              g_ascii_formatd (buffer, sizeof buffer, "%.3f", shown));
    }
  return g_string_free (text, FALSE);
}

gboolean
smp_head_parse (const gchar *text, SmpHead *head, GError **error)
{
  g_auto (GStrv) parts       = g_strsplit (text, " ", N_NUMBERS + 1);
  gboolean good              = g_strv_length (parts) == N_NUMBERS;
  gdouble  number[N_NUMBERS] = { 0.0 };
  SmpHead  parsed;

  for (gint i = 0; good && i < N_NUMBERS; i++)
    {
      gchar *end;

      number[i] = g_ascii_strtod (parts[i], &end);
      good      = end != parts[i] && *end == '\0' && fabs (number[i]) <= MOST_PLACE_MM;
      /* As it would be written, so that a head that can be read can be kept. */
      number[i] = floor (number[i] * 1000.0 + 0.5) / 1000.0;
    }
  parsed = head_of (number);
  if (good && is_head (&parsed))
    {
      *head = parsed;
      return TRUE;
    }
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_FORMAT,
                       _ ("The head's shape and place in this recipe cannot be read."));
  return FALSE;
}

/* A kept head, with what is worked out from it. */
typedef struct
{
  SmpHead        head;
  SmpHeadSurface surface;
} KeptHead;

static gpointer
read_head (const gchar *text)
{
  KeptHead *kept;
  SmpHead   head;

  if (!smp_head_parse (text, &head, NULL))
    return NULL;
  kept       = g_new (KeptHead, 1);
  kept->head = head;
  smp_head_surface_init (&kept->surface, &head);
  return kept;
}

const SmpHead *
smp_head_keep (const SmpHead *head)
{
  static SmpKept    kept;
  g_autofree gchar *text = smp_head_to_text (head);

  return smp_keep (&kept, text, read_head);
}

const SmpHeadSurface *
smp_head_kept_surface (const SmpHead *kept)
{
  return &((const KeptHead *) kept)->surface;
}

/* The view's axes (right, down, towards the camera) in the head's: the person's right, front, up.
 */
static void
view_axes (const SmpHead *head, gdouble axes[3][3])
{
  gdouble around[2], above[2], turned[2];
  gdouble right[3], down[3];

  smp_cos_sin (head->turn_deg[0], &around[0], &around[1]);
  smp_cos_sin (head->turn_deg[1], &above[0], &above[1]);
  smp_cos_sin (head->turn_deg[2], &turned[0], &turned[1]);
  axes[2][0] = -around[1] * above[0];
  axes[2][1] = around[0] * above[0];
  axes[2][2] = above[1];
  right[0]   = -around[0];
  right[1]   = -around[1];
  right[2]   = 0.0;
  down[0]    = axes[2][2] * right[1] - axes[2][1] * right[2];
  down[1]    = axes[2][0] * right[2] - axes[2][2] * right[0];
  down[2]    = axes[2][1] * right[0] - axes[2][0] * right[1];
  for (gint k = 0; k < 3; k++)
    {
      axes[0][k] = turned[0] * right[k] - turned[1] * down[k];
      axes[1][k] = turned[1] * right[k] + turned[0] * down[k];
    }
}

static void
find_quadric (SmpHeadSurface *surface)
{
  static const gint pairs[6][2] = { { 0, 0 }, { 0, 1 }, { 0, 2 }, { 1, 1 }, { 1, 2 }, { 2, 2 } };
  const SmpHead    *head        = &surface->head;
  gdouble           axes[3][3], nearest = 0.0;

  view_axes (head, axes);
  for (gint i = 0; i < 6; i++)
    {
      const gdouble *a = axes[pairs[i][0]], *b = axes[pairs[i][1]];

      surface->quadric[i] = 0.0;
      for (gint k = 0; k < 3; k++)
        surface->quadric[i] += a[k] * b[k] / (head->half_mm[k] * head->half_mm[k]);
    }
  for (gint k = 0; k < 3; k++)
    nearest += axes[2][k] * axes[2][k] * head->half_mm[k] * head->half_mm[k];
  surface->camera_mm = head->distance_mm > 0.0 ? sqrt (nearest) + head->distance_mm : 0.0;
}

/* From far away: with z the depth, Q_zz z^2 + 2 b z + d = 1. */
static void
find_outline_from_afar (SmpHeadSurface *surface)
{
  const gdouble *q = surface->quadric;

  surface->centre[0]  = surface->head.x_mm;
  surface->centre[1]  = surface->head.y_mm;
  surface->outline[0] = q[0] - q[2] * q[2] / q[5];
  surface->outline[1] = q[1] - q[2] * q[4] / q[5];
  surface->outline[2] = q[3] - q[4] * q[4] / q[5];
  surface->root       = sqrt (q[5]);
}

/* Near by: with s the way along the line of sight, A s^2 + 2 B s + C = 0, and the discriminant
 * B^2 - A C = f + 2 (g, place) + place' F place in the picture's mm. */
static void
find_outline_near_by (SmpHeadSurface *surface)
{
  const gdouble *q = surface->quadric;
  gdouble        d = surface->head.distance_mm, c = surface->camera_mm;
  gdouble        rest = c * c * q[5] - 1.0;
  gdouble        fxx = c * c * q[2] * q[2] - rest * q[0], fxy = c * c * q[2] * q[4] - rest * q[1];
  gdouble        fyy = c * c * q[4] * q[4] - rest * q[3];
  gdouble        gx = -d * q[2], gy = -d * q[4], f = d * d * q[5];
  gdouble        determinant = fxx * fyy - fxy * fxy;
  gdouble        x           = (fxy * gy - fyy * gx) / determinant;
  gdouble        y           = (fxy * gx - fxx * gy) / determinant;
  gdouble        most        = f + gx * x + gy * y;

  surface->centre[0]  = surface->head.x_mm + x;
  surface->centre[1]  = surface->head.y_mm + y;
  surface->outline[0] = -fxx / most;
  surface->outline[1] = -fxy / most;
  surface->outline[2] = -fyy / most;
  surface->root       = sqrt (most);
}

static inline __attribute__ ((always_inline)) gdouble
form (const gdouble m[3], gdouble x, gdouble y)
{
  return m[0] * x * x + 2.0 * m[1] * x * y + m[2] * y * y;
}

/* The root of 1 - q at a place from the outline's centre; 0 on the outline and beyond. */
static inline __attribute__ ((always_inline)) gdouble
rise_at (const SmpHeadSurface *surface, gdouble x, gdouble y)
{
  gdouble q = form (surface->outline, x, y);

  return q < 1.0 ? sqrt (1.0 - q) : 0.0;
}

/* The skin at a place of the picture, w being the rise there; beside the head it says nothing. */
static inline __attribute__ ((always_inline)) void
find_place (const SmpHeadSurface *surface,
            gboolean              is_near,
            gdouble               w,
            gdouble               x_mm,
            gdouble               y_mm,
            SmpHeadPlace         *place)
{
  const gdouble *q = surface->quadric;
  gdouble        x = x_mm - surface->head.x_mm, y = y_mm - surface->head.y_mm;
  gdouble        ray[3] = { 0.0, 0.0, -1.0 }, way = 1.0, point[3] = { x, y, 0.0 };
  gdouble        length = 0.0, along = 0.0, ray_length = 0.0, step[2][3];

  if (is_near)
    {
      gdouble d = surface->head.distance_mm, c = surface->camera_mm;
      gdouble b = c * (q[2] * x + q[4] * y - q[5] * d);
      gdouble a = form ((gdouble[]) { q[0], q[1], q[3] }, x, y) - 2.0 * d * (q[2] * x + q[4] * y) +
                  d * d * q[5];

      ray[0]   = x;
      ray[1]   = y;
      ray[2]   = -d;
      way      = (-b - surface->root * w) / a;
      point[0] = way * x;
      point[1] = way * y;
      point[2] = c - way * d;
    }
  else
    point[2] = (surface->root * w - q[2] * x - q[4] * y) / q[5];

  place->normal[0] = q[0] * point[0] + q[1] * point[1] + q[2] * point[2];
  place->normal[1] = q[1] * point[0] + q[3] * point[1] + q[4] * point[2];
  place->normal[2] = q[2] * point[0] + q[4] * point[1] + q[5] * point[2];
  for (gint k = 0; k < 3; k++)
    {
      length += place->normal[k] * place->normal[k];
      along += place->normal[k] * ray[k];
      ray_length += ray[k] * ray[k];
    }
  /* A step in the picture moves the point along the skin: across the line of sight, and along it
   * as far as the tangent plane asks. */
  for (gint i = 0; i < 2; i++)
    for (gint k = 0; k < 3; k++)
      step[i][k] = way * ((k == i ? 1.0 : 0.0) - place->normal[i] / along * ray[k]);
  for (gint k = 0; k < 3; k++)
    place->normal[k] /= sqrt (length);
  place->cos_tilt  = -along / sqrt (length * ray_length);
  place->metric[0] = place->metric[1] = place->metric[2] = 0.0;
  for (gint k = 0; k < 3; k++)
    {
      place->metric[0] += step[0][k] * step[0][k];
      place->metric[1] += step[0][k] * step[1][k];
      place->metric[2] += step[1][k] * step[1][k];
    }
  place->area = sqrt (place->metric[0] * place->metric[2] - place->metric[1] * place->metric[1]);
}

gboolean
smp_head_place (const SmpHeadSurface *surface, gdouble x_mm, gdouble y_mm, SmpHeadPlace *place)
{
  const gdouble w = rise_at (surface, x_mm - surface->centre[0], y_mm - surface->centre[1]);

  if (!(w > LEAST_FLATNESS))
    return FALSE;
  find_place (surface, surface->camera_mm > 0.0, w, x_mm, y_mm, place);
  return place->cos_tilt > 0.0;
}

void
smp_head_nearest_place (const SmpHeadSurface *surface,
                        gdouble               x_mm,
                        gdouble               y_mm,
                        SmpHeadPlace         *place)
{
  gdouble x = x_mm - surface->centre[0], y = y_mm - surface->centre[1];
  gdouble q = form (surface->outline, x, y);

  if (q > TREATED_FORM)
    {
      const gdouble nearer = sqrt (TREATED_FORM / q);

      x *= nearer;
      y *= nearer;
    }
  smp_head_place (surface, surface->centre[0] + x, surface->centre[1] + y, place);
}

gboolean
smp_head_is_treated (const SmpHeadPlace *place)
{
  return place->cos_tilt >= COSINE_LIMIT;
}

gdouble
smp_head_treated_area (const SmpHeadSurface *surface, gdouble x_mm, gdouble y_mm)
{
  SmpHeadPlace place;

  return smp_head_place (surface, x_mm, y_mm, &place) && smp_head_is_treated (&place) ? place.area
                                                                                      : 0.0;
}

/* Lays a place, and returns how far that is from the outline's centre. */
static inline __attribute__ ((always_inline)) gdouble
lay (const SmpHeadSurface *surface, gdouble *x_mm, gdouble *y_mm)
{
  gdouble x = (*x_mm - surface->centre[0]) / surface->widening;
  gdouble y = (*y_mm - surface->centre[1]) / surface->widening;
  gdouble q = form (surface->outline, x, y);

  *x_mm = surface->centre[0] + x * 4.0 / (4.0 + q);
  *y_mm = surface->centre[1] + y * 4.0 / (4.0 + q);
  return q;
}

gboolean
smp_head_lay (const SmpHeadSurface *surface, gdouble *x_mm, gdouble *y_mm)
{
  return lay (surface, x_mm, y_mm) < BEHIND;
}

SMP_VECTORISED void
smp_head_lay_many (const SmpHeadSurface *surface,
                   gint                  n,
                   gdouble *restrict x_mm,
                   gdouble *restrict y_mm,
                   gdouble *restrict is_seen)
{
  const SmpHeadSurface s = *surface;

  for (gint i = 0; i < n; i++)
    is_seen[i] = lay (&s, &x_mm[i], &y_mm[i]) < BEHIND ? 1.0 : 0.0;
}

/* The least of the form on a line from (x, y) by (dx, dy). */
static gdouble
least_on_line (const gdouble m[3], gdouble x, gdouble y, gdouble dx, gdouble dy)
{
  gdouble bend  = form (m, dx, dy);
  gdouble slope = m[0] * x * dx + m[1] * (x * dy + y * dx) + m[2] * y * dy;
  gdouble t     = bend > 0.0 ? CLAMP (-slope / bend, 0.0, 1.0) : 0.0;

  return form (m, x + t * dx, y + t * dy);
}

gboolean
smp_head_take_up (const SmpHeadSurface *surface, gdouble x[2], gdouble y[2])
{
  const gdouble *m    = surface->outline;
  gdouble        left = x[0] - surface->centre[0], right = x[1] - surface->centre[0];
  gdouble        top = y[0] - surface->centre[1], bottom = y[1] - surface->centre[1];
  gdouble        most  = MAX (MAX (form (m, left, top), form (m, right, top)),
                              MAX (form (m, left, bottom), form (m, right, bottom)));
  gdouble        least = MIN (MIN (least_on_line (m, left, top, right - left, 0.0),
                                   least_on_line (m, left, bottom, right - left, 0.0)),
                              MIN (least_on_line (m, left, top, 0.0, bottom - top),
                                   least_on_line (m, right, top, 0.0, bottom - top)));
  gdouble        more, less;

  if (left <= 0.0 && right >= 0.0 && top <= 0.0 && bottom >= 0.0)
    least = 0.0;
  if (least >= 1.0)
    return FALSE;
  less = 2.0 * surface->widening / (1.0 + sqrt (1.0 - least));
  more = 2.0 * surface->widening / (1.0 + (most < 1.0 ? sqrt (1.0 - most) : 0.0));
  x[0] = surface->centre[0] + MIN (left * less, left * more);
  x[1] = surface->centre[0] + MAX (right * less, right * more);
  y[0] = surface->centre[1] + MIN (top * less, top * more);
  y[1] = surface->centre[1] + MAX (bottom * less, bottom * more);
  return TRUE;
}

/* The pattern's area per picture is (2 / (1 + w))^2 / w. */
static inline __attribute__ ((always_inline)) gdouble
skin_per_pattern (gdouble w, gdouble area)
{
  return area * w * (1.0 + w) * (1.0 + w) * 0.25;
}

gdouble
smp_head_pattern_share (const SmpHeadSurface *surface,
                        gdouble               x_mm,
                        gdouble               y_mm,
                        const SmpHeadPlace   *place)
{
  gdouble w     = rise_at (surface, x_mm - surface->centre[0], y_mm - surface->centre[1]);
  gdouble share = skin_per_pattern (w, place->area) / (surface->widening * surface->widening);

  return MIN (share, 1.0);
}

/* With is_near, whether the camera is, a constant the loop becomes vectors. */
static inline __attribute__ ((always_inline)) void
find_skins (const SmpHeadSurface *surface,
            gboolean              is_near,
            gint                  n,
            const gdouble *restrict x_mm,
            const gdouble *restrict y_mm,
            SmpHeadSkins *restrict skins)
{
  for (gint i = 0; i < n; i++)
    {
      gdouble w = rise_at (surface, x_mm[i] - surface->centre[0], y_mm[i] - surface->centre[1]);
      gdouble share;
      SmpHeadPlace place;

      find_place (surface, is_near, w, x_mm[i], y_mm[i], &place);
      share = skin_per_pattern (w, place.area) / (surface->widening * surface->widening);
      share = MIN (share, 1.0);
      /* Written so that NaN, beside the head, is none. */
      share               = w > LEAST_FLATNESS ? share : 0.0;
      skins->share[i]     = place.cos_tilt >= COSINE_LIMIT ? share : 0.0;
      skins->area[i]      = place.area;
      skins->metric[0][i] = place.metric[0];
      skins->metric[1][i] = place.metric[1];
      skins->metric[2][i] = place.metric[2];
    }
}

SMP_VECTORISED void
smp_head_find_skins (const SmpHeadSurface *surface,
                     gint                  n,
                     const gdouble *restrict x_mm,
                     const gdouble *restrict y_mm,
                     SmpHeadSkins *restrict skins)
{
  const SmpHeadSurface s = *surface;

  if (s.camera_mm > 0.0)
    find_skins (&s, TRUE, n, x_mm, y_mm, skins);
  else
    find_skins (&s, FALSE, n, x_mm, y_mm, skins);
}

/* The pattern is widened until nowhere more than all of its dots are asked for. */
static void
find_widening (SmpHeadSurface *surface)
{
  gdouble most = 0.0;

  for (gint ring = 0; ring <= RINGS; ring++)
    for (gint i = 0; i < DIRECTIONS; i++)
      {
        gdouble      cosine, sine, reach, x, y;
        SmpHeadPlace place;

        smp_cos_sin (i * 360.0 / DIRECTIONS, &cosine, &sine);
        reach = 0.999 * ring / RINGS / sqrt (form (surface->outline, cosine, sine));
        x     = surface->centre[0] + reach * cosine;
        y     = surface->centre[1] + reach * sine;
        if (smp_head_place (surface, x, y, &place) && smp_head_is_treated (&place))
          {
            gdouble w = rise_at (surface, x - surface->centre[0], y - surface->centre[1]);

            most = MAX (most, skin_per_pattern (w, place.area));
          }
      }
  /* Between those places it is little more. */
  surface->widening = sqrt (most * 1.02);
}

void
smp_head_surface_init (SmpHeadSurface *surface, const SmpHead *head)
{
  surface->head     = *head;
  surface->widening = 1.0;
  find_quadric (surface);
  if (surface->camera_mm > 0.0)
    find_outline_near_by (surface);
  else
    find_outline_from_afar (surface);
  find_widening (surface);
}
