/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The head as an ellipsoid: its skin against points and steps worked out on the ellipsoid itself,
 * and dots on it counted, spaced and measured on the skin. */

#include <string.h>

#include "base/block-blur.h"
#include "base/head-skins.h"
#include "fixture.h"
#include "smp/error.h"
#include "smp/head-outline.h"
#include "smp/head.h"

#define BANDS 5 /* of tilt: up to 20, 35, 50, 60 and 70 degrees */

static const gdouble band_ends[BANDS] = { 20.0, 35.0, 50.0, 60.0, 70.0 };

/* A ball, heads from several sides, and one near by, turned in the picture. */
static const SmpHead heads[] = {
  { { 90.0, 90.0, 90.0 }, { 0.0, 0.0, 0.0 }, 100.0, 100.0, 0.0 },
  { { 76.0, 97.5, 92.0 }, { 0.0, 0.0, 0.0 }, 100.0, 100.0, 0.0 },
  { { 76.0, 97.5, 92.0 }, { 90.0, 0.0, 0.0 }, 110.0, 90.0, 0.0 },
  { { 76.0, 97.5, 92.0 }, { 215.0, 30.0, 12.0 }, 100.0, 100.0, 0.0 },
  { { 76.0, 97.5, 92.0 }, { 180.0, 20.0, -8.0 }, 100.0, 100.0, 300.0 },
  { { 70.0, 90.0, 85.0 }, { 40.0, 60.0, 0.0 }, 90.0, 100.0, 150.0 },
};

/* The camera's axes in the head's own: right, down, towards the camera. */
static void
axes_of (const SmpHead *head, gdouble axes[3][3])
{
  gdouble a = head->turn_deg[0] * G_PI / 180.0, b = head->turn_deg[1] * G_PI / 180.0;
  gdouble r        = head->turn_deg[2] * G_PI / 180.0;
  gdouble right[3] = { -cos (a), -sin (a), 0.0 };
  gdouble up[3]    = { sin (a) * sin (b), -cos (a) * sin (b), cos (b) };

  axes[2][0] = -sin (a) * cos (b);
  axes[2][1] = cos (a) * cos (b);
  axes[2][2] = sin (b);
  for (gint k = 0; k < 3; k++)
    {
      axes[0][k] = cos (r) * right[k] + sin (r) * up[k];
      axes[1][k] = sin (r) * right[k] - cos (r) * up[k];
    }
}

/* A point of the ellipsoid by two angles: where it is in the camera's view (from the centre), its
 * normal there, and where the picture shows it.  FALSE where it is on the far side. */
static gboolean
project (const SmpHead *head,
         gdouble        u,
         gdouble        v,
         gdouble        point[3],
         gdouble        normal[3],
         gdouble        at[2])
{
  gdouble axes[3][3], own[3] = { cos (u) * sin (v), sin (u) * sin (v), cos (v) };
  gdouble nearest = 0.0, camera, length = 0.0, towards = 0.0;

  axes_of (head, axes);
  for (gint i = 0; i < 3; i++)
    {
      point[i] = normal[i] = 0.0;
      for (gint k = 0; k < 3; k++)
        {
          point[i] += axes[i][k] * own[k] * head->half_mm[k];
          normal[i] += axes[i][k] * own[k] / head->half_mm[k];
        }
      length += normal[i] * normal[i];
      nearest += axes[2][i] * axes[2][i] * head->half_mm[i] * head->half_mm[i];
    }
  for (gint i = 0; i < 3; i++)
    normal[i] /= sqrt (length);
  camera  = sqrt (nearest) + head->distance_mm;
  at[0]   = head->x_mm + point[0];
  at[1]   = head->y_mm + point[1];
  towards = normal[2];
  if (head->distance_mm > 0.0)
    {
      gdouble near_by = head->distance_mm / (camera - point[2]);

      at[0]   = head->x_mm + point[0] * near_by;
      at[1]   = head->y_mm + point[1] * near_by;
      towards = -normal[0] * point[0] - normal[1] * point[1] + normal[2] * (camera - point[2]);
    }
  return towards > 0.0;
}

static void
test_a_head_survives_as_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree gchar *text = smp_head_to_text (&heads[i]), *again = NULL;
      GError           *error = NULL;
      SmpHead           read;

      g_assert_true (smp_head_parse (text, &read, &error));
      g_assert_no_error (error);
      again = smp_head_to_text (&read);
      g_assert_cmpstr (again, ==, text);
      g_assert_cmpmem (&read, sizeof read, &heads[i], sizeof heads[i]);
      g_assert_true (smp_head_keep (&heads[i]) == smp_head_keep (&read)); /* once each */
    }
}

static void
test_text_that_is_no_head_is_refused (void)
{
  static const gchar *const bad[] = { "",
                                      "76",
                                      "76 97 92 0 0 0 0 0",
                                      "76 97 92 0 0 0 0 0 0 0",
                                      "76 97 92 0 0 0 0 0 nan",
                                      "76 97 92 0 0 0 0 0 inf",
                                      "0 97 92 0 0 0 0 0 0",
                                      "-76 97 92 0 0 0 0 0 0",
                                      "76 97 9200 0 0 0 0 0 0",
                                      "76 97 92 0 0 361 0 0 0",
                                      "76 97 92 0 0 0 1e300 0 0",
                                      "76 97 92 0 0 0 0 0 1",
                                      "76 97 92 0 0 0 0 0 -300",
                                      "76 97 92 0 0 0 0 0 300mm",
                                      "76,5 97 92 0 0 0 0 0 300",
                                      "auto" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      SmpHead head  = heads[0];
      GError *error = NULL;

      g_assert_false (smp_head_parse (bad[i], &head, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_FORMAT);
      g_assert_cmpmem (&head, sizeof head, &heads[0], sizeof head);
      g_clear_error (&error);
    }
}

static void
test_skin_is_where_and_as_the_ellipsoid_has_it (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      SmpHeadSurface surface;
      guint          n = 0;

      smp_head_surface_init (&surface, &heads[i]);
      for (gdouble u = 0.03; u < 2.0 * G_PI; u += 0.21)
        for (gdouble v = 0.04; v < G_PI; v += 0.17)
          {
            gdouble      point[3], normal[3], at[2], beside[3], other[3], there[2], dx, dy, step;
            SmpHeadPlace place;

            if (!project (&heads[i], u, v, point, normal, at) ||
                !smp_head_place (&surface, at[0], at[1], &place) || place.cos_tilt < 0.1)
              continue;
            n++;
            for (gint k = 0; k < 3; k++)
              g_assert_cmpfloat_with_epsilon (place.normal[k], normal[k], 1e-7);
            if (heads[i].distance_mm == 0.0)
              g_assert_cmpfloat_with_epsilon (place.area, 1.0 / normal[2], 1e-6);
            /* Small steps on the skin are as long as the metric says. */
            for (gint k = 0; k < 3; k++)
              {
                project (&heads[i], u + 1e-5 * (k != 1), v + 1e-5 * (k != 0), beside, other, there);
                dx   = there[0] - at[0];
                dy   = there[1] - at[1];
                step = (beside[0] - point[0]) * (beside[0] - point[0]) +
                       (beside[1] - point[1]) * (beside[1] - point[1]) +
                       (beside[2] - point[2]) * (beside[2] - point[2]);
                g_assert_cmpfloat_with_epsilon ((place.metric[0] * dx * dx +
                                                 2.0 * place.metric[1] * dx * dy +
                                                 place.metric[2] * dy * dy) /
                                                  step,
                                                1.0, 1e-2);
              }
          }
      g_assert_cmpuint (n, >, 100);
    }
}

/* In vectors as one by one, to the bit, also beside the head and behind its rim. */
static void
test_many_places_at_once_are_as_one_by_one (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (5);
      SmpHeadSurface surface;
      SmpHeadSkins   skins;
      gdouble        x[SMP_HEAD_MOST_SKINS], y[SMP_HEAD_MOST_SKINS], seen[SMP_HEAD_MOST_SKINS];
      gdouble        laid[2 * SMP_HEAD_MOST_SKINS];
      guint          n_treated = 0;

      smp_head_surface_init (&surface, &heads[i]);
      for (gint k = 0; k < SMP_HEAD_MOST_SKINS; k++)
        {
          x[k] = g_rand_double_range (random, -30.0, 230.0);
          y[k] = g_rand_double_range (random, -30.0, 230.0);
        }
      smp_head_find_skins (&surface, SMP_HEAD_MOST_SKINS, x, y, &skins);
      for (gint k = 0; k < SMP_HEAD_MOST_SKINS; k++)
        {
          SmpHeadPlace place;

          if (!smp_head_place (&surface, x[k], y[k], &place) || !smp_head_is_treated (&place))
            {
              g_assert_cmpfloat (skins.share[k], ==, 0.0);
              continue;
            }
          n_treated++;
          g_assert_cmpfloat (skins.share[k], ==,
                             smp_head_pattern_share (&surface, x[k], y[k], &place));
          g_assert_cmpfloat (skins.area[k], ==, place.area);
          for (gint m = 0; m < 3; m++)
            g_assert_cmpfloat (skins.metric[m][k], ==, place.metric[m]);
        }
      g_assert_cmpuint (n_treated, >, 10);
      g_assert_cmpuint (n_treated, <, SMP_HEAD_MOST_SKINS - 10);
      /* The pattern's far side lies farther out. */
      for (gint k = 0; k < SMP_HEAD_MOST_SKINS; k++)
        x[k] = 3.0 * x[k] - 200.0;
      memcpy (laid, x, sizeof x);
      memcpy (laid + SMP_HEAD_MOST_SKINS, y, sizeof y);
      smp_head_lay_many (&surface, SMP_HEAD_MOST_SKINS, laid, laid + SMP_HEAD_MOST_SKINS, seen);
      for (gint k = 0; k < SMP_HEAD_MOST_SKINS; k++)
        {
          g_assert_true (smp_head_lay (&surface, &x[k], &y[k]) == (seen[k] > 0.0));
          g_assert_cmpfloat (laid[k], ==, x[k]);
          g_assert_cmpfloat (laid[SMP_HEAD_MOST_SKINS + k], ==, y[k]);
        }
    }
}

/* Of a ball, the cap up to an angle has 2 pi r^2 (1 - cos). */
static void
test_area_is_the_skins (void)
{
  SmpHeadSurface surface;
  gdouble        sum = 0.0, cap = 2.0 * G_PI * 90.0 * 90.0 * (1.0 - cos (70.0 * G_PI / 180.0));

  smp_head_surface_init (&surface, &heads[0]);
  for (gdouble y = 0.25; y < 200.0; y += 0.5)
    for (gdouble x = 0.25; x < 200.0; x += 0.5)
      sum += 0.25 * smp_head_treated_area (&surface, x, y);
  g_assert_cmpfloat_with_epsilon (sum / cap, 1.0, 0.005);
  /* Beside the head there is none. */
  g_assert_cmpfloat (smp_head_treated_area (&surface, 195.0, 100.0), ==, 0.0);
  g_assert_cmpfloat (smp_head_treated_area (&surface, 1e6, -1e6), ==, 0.0);
}

/* What lies in a rectangle of the picture is found in the rectangle of the pattern that is looked
 * through for it. */
static void
test_the_pattern_around_a_rectangle_holds_its_dots (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      SmpHeadSurface surface;
      guint          n = 0;

      smp_head_surface_init (&surface, &heads[i]);
      for (gdouble v = -60.0; v < 260.0; v += 3.7)
        for (gdouble u = -60.0; u < 260.0; u += 3.7)
          {
            gdouble x = u, y = v, columns[2], rows[2];

            if (!smp_head_lay (&surface, &x, &y))
              continue;
            n++;
            columns[0] = 17.0 * floor (x / 17.0);
            columns[1] = columns[0] + 17.0;
            rows[0]    = 29.0 * floor (y / 29.0);
            rows[1]    = rows[0] + 29.0;
            g_assert_true (smp_head_take_up (&surface, columns, rows));
            g_assert_cmpfloat (columns[0] - 1e-9, <=, u);
            g_assert_cmpfloat (u, <=, columns[1] + 1e-9);
            g_assert_cmpfloat (rows[0] - 1e-9, <=, v);
            g_assert_cmpfloat (v, <=, rows[1] + 1e-9);
          }
      g_assert_cmpuint (n, >, 1000);
    }
}

typedef struct
{
  SmpHeadSurface surface;
  gdouble        px_per_mm;
  GArray        *points; /* of four numbers: where on the skin, and the tilt */
} Cloud;

static gdouble
tilt_of (const SmpHeadPlace *place)
{
  return acos (MIN (place->cos_tilt, 1.0)) * 180.0 / G_PI;
}

/* Where the skin is whose normal is known. */
static void
point_of (const SmpHeadSurface *surface, const SmpHeadPlace *place, gdouble point[3])
{
  const SmpHead *head = &surface->head;
  gdouble        axes[3][3], sum = 0.0, own[3];

  axes_of (head, axes);
  for (gint k = 0; k < 3; k++)
    {
      own[k] = 0.0;
      for (gint i = 0; i < 3; i++)
        own[k] += place->normal[i] * axes[i][k];
      sum += own[k] * own[k] * head->half_mm[k] * head->half_mm[k];
    }
  for (gint k = 0; k < 3; k++)
    point[k] = own[k] * head->half_mm[k] * head->half_mm[k] / sqrt (sum);
}

static void
gather (const SmpDot *dot, gpointer data)
{
  Cloud       *cloud = data;
  SmpHeadPlace place;
  gdouble      numbers[4];

  g_assert_true (smp_head_place (&cloud->surface, dot->x / cloud->px_per_mm,
                                 dot->y / cloud->px_per_mm, &place));
  point_of (&cloud->surface, &place, numbers);
  numbers[3] = tilt_of (&place);
  g_array_append_vals (cloud->points, numbers, 4);
}

static gint
band_of (gdouble tilt_deg)
{
  gint band = 0;

  while (band < BANDS && tilt_deg > band_ends[band])
    band++;
  return band;
}

static gint
by_first (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

/* The dots of a head, sorted along an axis of it. */
static Cloud
dots_of (const SmpHead *head, const SmpParams *base, gdouble density)
{
  SmpParams params = *base;
  SmpPlane  map    = density_new (-200, -200, 1400, 1400, 1.0f);
  Cloud     cloud  = { .px_per_mm = params.px_per_mm,
                       .points    = g_array_new (FALSE, FALSE, sizeof (gdouble)) };

  params.density_per_cm2 = density;
  params.head            = smp_head_keep (head);
  smp_head_surface_init (&cloud.surface, head);
  smp_dots_foreach (&params, &map, map.x, map.y, map.width, map.height, gather, &cloud);
  qsort (cloud.points->data, cloud.points->len / 4, 4 * sizeof (gdouble), by_first);
  g_free (map.data);
  return cloud;
}

static void
areas_of (const SmpHead *head, gdouble areas[BANDS + 1])
{
  SmpHeadSurface surface;

  memset (areas, 0, (BANDS + 1) * sizeof (gdouble));
  smp_head_surface_init (&surface, head);
  for (gdouble y = -40.0; y < 240.0; y += 0.5)
    for (gdouble x = -40.0; x < 240.0; x += 0.5)
      {
        SmpHeadPlace place;

        if (smp_head_place (&surface, x, y, &place))
          areas[band_of (tilt_of (&place))] += 0.0025 * place.area;
      }
}

static SmpParams
round_dots (void)
{
  SmpParams params;

  smp_params_init (&params);
  params.px_per_mm = 5.0;
  return params;
}

static void
test_there_are_as_many_dots_per_skin_at_any_tilt (void)
{
  SmpParams params = round_dots ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      Cloud   cloud = dots_of (&heads[i], &params, 150.0);
      gdouble areas[BANDS + 1];
      guint   counts[BANDS + 1] = { 0 };

      areas_of (&heads[i], areas);
      for (guint k = 0; k < cloud.points->len; k += 4)
        counts[band_of (g_array_index (cloud.points, gdouble, k + 3))]++;
      for (gint band = 0; band < BANDS; band++)
        {
          gdouble density = counts[band] / areas[band];

          g_test_message ("head %u, tilt up to %g: %.1f dots/cm2 of %.1f cm2", (guint) i,
                          band_ends[band], density, areas[band]);
          g_assert_cmpfloat_with_epsilon (density / 150.0, 1.0, 0.06);
        }
      g_assert_cmpuint (counts[BANDS], ==, 0); /* none beyond */
      g_array_unref (cloud.points);
    }
}

/* The mean and the least distance to the nearest dot, over the distance of dots in a hexagonal
 * lattice of that density, in each band. */
static void
measure_spacing (const Cloud *cloud, gdouble density, gdouble mean[BANDS], gdouble least[BANDS])
{
  const gdouble *p             = (gconstpointer) cloud->points->data;
  const gint     n             = (gint) cloud->points->len / 4;
  const gdouble  lattice       = sqrt (2.0 / (sqrt (3.0) * density / 100.0));
  guint          counts[BANDS] = { 0 };

  for (gint band = 0; band < BANDS; band++)
    {
      mean[band]  = 0.0;
      least[band] = 10.0;
    }
  for (gint i = 0; i < n; i++)
    {
      gdouble nearest = 10.0 * lattice;
      gint    band    = band_of (p[4 * i + 3]);

      for (gint way = -1; way <= 1; way += 2)
        for (gint j = i + way; j >= 0 && j < n && fabs (p[4 * j] - p[4 * i]) < nearest; j += way)
          nearest =
            MIN (nearest, sqrt ((p[4 * j] - p[4 * i]) * (p[4 * j] - p[4 * i]) +
                                (p[4 * j + 1] - p[4 * i + 1]) * (p[4 * j + 1] - p[4 * i + 1]) +
                                (p[4 * j + 2] - p[4 * i + 2]) * (p[4 * j + 2] - p[4 * i + 2])));
      if (band >= BANDS)
        continue;
      counts[band]++;
      mean[band] += nearest / lattice;
      least[band] = MIN (least[band], nearest / lattice);
    }
  for (gint band = 0; band < BANDS; band++)
    mean[band] /= counts[band];
}

static void
test_dots_are_as_evenly_spaced_on_the_skin_at_any_tilt (void)
{
  SmpParams params = round_dots ();

  params.irregularity = 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      Cloud   cloud = dots_of (&heads[i], &params, 120.0);
      gdouble mean[BANDS], least[BANDS];

      measure_spacing (&cloud, 120.0, mean, least);
      for (gint band = 0; band < BANDS; band++)
        {
          g_test_message ("head %u, tilt up to %g: nearest %.3f on average, %.3f at least",
                          (guint) i, band_ends[band], mean[band], least[band]);
          g_assert_cmpfloat (mean[band], >=, i == 0 ? 0.78 : 0.74);
          g_assert_cmpfloat (least[band], >=, i == 0 ? 0.62 : 0.48);
        }
      g_array_unref (cloud.points);
    }
}

/* Loosely spaced dots stray as far on tilted skin as elsewhere: it is as loose there. */
static void
test_loose_dots_are_as_loose_at_any_tilt (void)
{
  SmpParams params = round_dots ();
  Cloud     cloud;
  gdouble   mean[BANDS], least[BANDS];

  params.irregularity = 1.0;
  cloud               = dots_of (&heads[0], &params, 120.0);
  measure_spacing (&cloud, 120.0, mean, least);
  for (gint band = 1; band < BANDS; band++)
    g_assert_cmpfloat_with_epsilon (mean[band] / mean[0], 1.0, 0.05);
  g_array_unref (cloud.points);
}

static void
note_dot (const SmpDot *dot, gpointer data)
{
  g_array_append_val ((GArray *) data, *dot);
}

/* Raising the density adds dots and moves none. */
static void
test_more_density_only_adds_dots (void)
{
  SmpParams params        = round_dots ();
  SmpPlane  map           = density_new (0, 0, 1000, 1000, 1.0f);
  g_autoptr (GArray) few  = g_array_new (FALSE, FALSE, sizeof (SmpDot));
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (SmpDot));
  guint found             = 0;

  params.head            = smp_head_keep (&heads[4]);
  params.density_per_cm2 = 60.0;
  smp_dots_foreach (&params, &map, 0, 0, 1000, 1000, note_dot, few);
  params.density_per_cm2 = 90.0;
  smp_dots_foreach (&params, &map, 0, 0, 1000, 1000, note_dot, many);
  g_assert_cmpuint (few->len, >, 5000);
  /* Both come in one order. */
  for (guint i = 0, j = 0; i < few->len && j < many->len; j++)
    if (memcmp (&g_array_index (few, SmpDot, i), &g_array_index (many, SmpDot, j),
                sizeof (SmpDot)) == 0)
      {
        found++;
        i++;
      }
  g_assert_cmpuint (found, ==, few->len);
  g_free (map.data);
}

/* The covariance of what one dot's pigment covers, in pixels: xx, xy, yy. */
static void
covariance_of (const SmpPlane *pigment, gdouble c[3])
{
  gdouble mass = 0.0, x = 0.0, y = 0.0;

  for (gint row = 0; row < pigment->height; row++)
    for (gint column = 0; column < pigment->width; column++)
      {
        gdouble depth = (gdouble) pigment->data[2 * (row * pigment->width + column)];

        mass += depth;
        x += depth * column;
        y += depth * row;
      }
  c[0] = c[1] = c[2] = 0.0;
  for (gint row = 0; row < pigment->height; row++)
    for (gint column = 0; column < pigment->width; column++)
      {
        gdouble depth = (gdouble) pigment->data[2 * (row * pigment->width + column)] / mass;

        c[0] += depth * (column - x / mass) * (column - x / mass);
        c[1] += depth * (column - x / mass) * (row - y / mass);
        c[2] += depth * (row - y / mass) * (row - y / mass);
      }
}

static gboolean
stands_alone (const GArray *dots, guint i, gdouble px)
{
  for (guint k = 0; k < dots->len; k++)
    if (k != i &&
        hypot (g_array_index (dots, SmpDot, k).x - g_array_index (dots, SmpDot, i).x,
               g_array_index (dots, SmpDot, k).y - g_array_index (dots, SmpDot, i).y) < px)
      return FALSE;
  return TRUE;
}

/* Single round dots, drawn: shortened by the cosine along the tilt, and not across. */
static void
test_round_dots_are_foreshortened_along_the_tilt (void)
{
  static const gint half   = 24;
  SmpParams         params = round_dots ();
  SmpPlane          map    = density_new (0, 0, 2000, 2000, 1.0f);
  g_autoptr (GArray) dots  = g_array_new (FALSE, FALSE, sizeof (SmpDot));
  guint n                  = 0;

  params.px_per_mm          = 10.0;
  params.dot_diameter_mm    = 0.6;
  params.density_per_cm2    = 1.0; /* so that they stand alone */
  params.elongation         = 1.0;
  params.size_variation     = 0.0;
  params.strength_variation = 0.0;
  params.head               = smp_head_keep (&heads[1]);
  smp_dots_foreach (&params, &map, 0, 0, 2000, 2000, note_dot, dots);
  for (guint i = 0; i < dots->len; i++)
    {
      const SmpDot *dot = &g_array_index (dots, SmpDot, i);
      SmpPlane      pigment =
        plane_new ((gint) dot->x - half, (gint) dot->y - half, 2 * half, 2 * half, 2);
      SmpHeadSurface surface;
      SmpHeadPlace   place;
      gdouble        c[3], x, y, along, across;

      if (!stands_alone (dots, i, 2.0 * half))
        {
          g_free (pigment.data);
          continue;
        }
      smp_head_surface_init (&surface, params.head);
      g_assert_true (smp_head_place (&surface, dot->x / 10.0, dot->y / 10.0, &place));
      smp_stipple_render (&params, &map, &pigment);
      covariance_of (&pigment, c);
      g_free (pigment.data);
      x      = place.normal[0] / hypot (place.normal[0], place.normal[1]);
      y      = place.normal[1] / hypot (place.normal[0], place.normal[1]);
      along  = c[0] * x * x + 2.0 * c[1] * x * y + c[2] * y * y;
      across = c[0] * y * y - 2.0 * c[1] * x * y + c[2] * x * x;
      n++;
      g_assert_cmpfloat_with_epsilon (sqrt (along / across) / place.cos_tilt, 1.0, 0.05);
    }
  g_assert_cmpuint (n, >, 100);
  g_free (map.data);
}

/* The outline that a head was made from is its outline. */
static void
test_a_head_has_the_outline_it_was_made_from (void)
{
  for (const SmpHeadView *view = smp_head_views (); view->nick; view++)
    for (gdouble distance = 0.0; distance <= 300.0; distance += 300.0)
      {
        const gdouble  box[4] = { 10.0, 20.0, 170.0, 185.0 };
        SmpHead        head   = heads[0];
        SmpHeadSurface surface;
        GError        *error = NULL;
        gdouble        d;

        g_assert_true (smp_head_view_find (view->nick) == view);
        g_assert_true (smp_head_from_ellipse (box, view, 0.0, distance, &head, &error));
        g_assert_no_error (error);
        smp_head_surface_init (&surface, &head);
        d = surface.outline[0] * surface.outline[2] - surface.outline[1] * surface.outline[1];
        g_assert_cmpfloat_with_epsilon (2.0 * sqrt (surface.outline[2] / d), 170.0, 0.5);
        g_assert_cmpfloat_with_epsilon (2.0 * sqrt (surface.outline[0] / d), 185.0, 0.5);
        g_assert_cmpfloat_with_epsilon (surface.centre[0], 95.0, 0.5);
        g_assert_cmpfloat_with_epsilon (surface.centre[1], 112.5, 0.5);
      }
  g_assert_null (smp_head_view_find ("below"));
}

static void
test_what_is_no_head_is_not_made_one (void)
{
  static const gdouble boxes[][4] = {
    { 0.0, 0.0, 30.0, 35.0 },   /* a fist */
    { 0.0, 0.0, 700.0, 800.0 }, /* a wrong scale */
    { 0.0, 0.0, 100.0, 300.0 }, /* a person */
    { 0.0, 0.0, 0.0, 0.0 },     { 0.0, 0.0, -150.0, 190.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      SmpHead head  = heads[0];
      GError *error = NULL;

      g_assert_false (smp_head_from_ellipse (boxes[i], smp_head_views (), 0.0, 0.0, &head, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
      g_assert_cmpmem (&head, sizeof head, &heads[0], sizeof head);
      g_clear_error (&error);
    }
}

/* What a script says of the head, and what it says wrongly. */
static void
test_words_place_a_head_or_are_refused (void)
{
  static const gchar *const bad[]     = { "auto",
                                          "100,100,1700,1850",
                                          "100,100,1700,1850,below",
                                          "100,100,1700,1850,front,10",
                                          "100,100,1700,x,front",
                                          "100,100,nan,1850,front",
                                          "100,100,1700,1850,front,300,1,1",
                                          "100,100,1700,1850,front,300,400",
                                          "100,100,17,18,front" };
  static const gint         origin[2] = { 50, -20 };
  const SmpHead            *head = NULL, *same = NULL;
  g_autofree gchar         *text  = NULL;
  GError                   *error = NULL;

  g_assert_true (smp_head_from_words ("100,100,1700,1850,front,400", 10.0, origin, &head, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (head->x_mm, 90.0, 0.5);
  g_assert_cmpfloat_with_epsilon (head->y_mm, 104.5, 0.5);
  g_assert_cmpfloat (head->distance_mm, ==, 400.0);
  text = smp_head_to_text (head);
  g_assert_true (smp_head_from_words (text, 10.0, origin, &same, &error));
  g_assert_true (same == head);
  g_assert_true (smp_head_from_words ("100,100,1700,1850,front,0,12", 10.0, origin, &same, &error));
  g_assert_cmpfloat (same->turn_deg[2], ==, 12.0);
  g_assert_true (smp_head_from_words ("none", 10.0, origin, &same, &error));
  g_assert_null (same);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (smp_head_from_words (bad[i], 10.0, origin, &head, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
      g_clear_error (&error);
    }
}

/* What a spot becomes in the picture by a Gaussian on the skin: its variances xx, xy and yy, in
 * pixels. */
static void
spread_of_a_spot (const SmpHead *head,
                  gdouble        px_per_mm,
                  gdouble        sigma_px,
                  gint           x,
                  gint           y,
                  gdouble        v[3])
{
  SmpGaussian gaussian;
  SmpGrid     grid;
  gdouble     total = 0.0, mean[2] = { 0.0, 0.0 };

  smp_gaussian_init (&gaussian, sigma_px, 0);
  smp_grid_init_around (&grid, &gaussian, x - 30, y - 30, x + 31, y + 31);
  memset (grid.data, 0, sizeof (gfloat) * (gsize) grid.width * (gsize) grid.height);
  grid.data[(y - grid.row) * grid.width + x - grid.column] = 1.0f;
  smp_grid_blur_on_head (&grid, NULL, &gaussian, head, px_per_mm);
  v[0] = v[1] = v[2] = 0.0;
  for (gint j = gaussian.radius; j < grid.height - gaussian.radius; j++)
    for (gint i = gaussian.radius; i < grid.width - gaussian.radius; i++)
      {
        const gdouble share = (gdouble) grid.data[(gsize) j * (gsize) grid.width + (gsize) i];
        const gdouble dx = (gdouble) (grid.column + i - x), dy = (gdouble) (grid.row + j - y);

        total += share;
        mean[0] += share * dx;
        mean[1] += share * dy;
        v[0] += share * dx * dx;
        v[1] += share * dx * dy;
        v[2] += share * dy * dy;
      }
  v[0] = v[0] / total - mean[0] * mean[0] / (total * total);
  v[1] = v[1] / total - mean[0] * mean[1] / (total * total);
  v[2] = v[2] / total - mean[1] * mean[1] / (total * total);
  /* The kernel changes a little from place to place, so that light is not kept to the last bit. */
  g_assert_cmpfloat_with_epsilon (total, 1.0, 0.05);
  smp_grid_clear (&grid);
}

/* What spreads in the skin goes as far on it everywhere: in the picture along the tilt by its
 * cosine less, and less where the skin is farther away. */
static void
test_what_spreads_is_foreshortened (void)
{
  const gdouble px_per_mm = 10.0, sigma_px = 4.0;
  guint         n = 0;

  for (gsize h = 0; h < G_N_ELEMENTS (heads); h++)
    {
      SmpHeadSurface surface;

      smp_head_surface_init (&surface, &heads[h]);
      for (gint y = 200; y < 1900; y += 170)
        for (gint x = 200; x < 1900; x += 170)
          {
            SmpHeadPlace place;
            gdouble      v[3], wide, narrow, expected[3], determinant;

            if (!smp_head_place (&surface, (x + 0.5) / px_per_mm, (y + 0.5) / px_per_mm, &place) ||
                place.cos_tilt < 0.45)
              continue;
            spread_of_a_spot (smp_head_keep (&heads[h]), px_per_mm, sigma_px, x, y, v);
            determinant = place.metric[0] * place.metric[2] - place.metric[1] * place.metric[1];
            expected[0] = sigma_px * sigma_px * place.metric[2] / determinant;
            expected[1] = -sigma_px * sigma_px * place.metric[1] / determinant;
            expected[2] = sigma_px * sigma_px * place.metric[0] / determinant;
            wide        = sqrt (v[0] * v[2] - v[1] * v[1]);
            narrow      = sqrt (expected[0] * expected[2] - expected[1] * expected[1]);
            /* The area, and each variance beside the largest. */
            g_assert_cmpfloat_with_epsilon (wide / narrow, 1.0, 0.1);
            for (gint k = 0; k < 3; k++)
              g_assert_cmpfloat_with_epsilon (v[k], expected[k], 0.1 * sigma_px * sigma_px);
            n++;
          }
    }
  g_assert_cmpuint (n, >, 200);
}

#define SCENE_WIDTH  320
#define SCENE_HEIGHT 240

/* A head, of skin below and of short dark hair above, before a wall of some colour; close, hair is
 * all around the skin.  What of it is selected: all but the rim of the picture. */
static void
draw_scene (const gfloat wall[3], gboolean is_close, SmpPlane *photo, SmpPlane *selected)
{
  static const gfloat skin[3] = { 0.45f, 0.28f, 0.20f };

  GRand *random = g_rand_new_with_seed (7);
  gsize  n      = (gsize) SCENE_WIDTH * SCENE_HEIGHT;

  *photo    = (SmpPlane) { g_new (gfloat, 3 * n), 0, 0, SCENE_WIDTH, SCENE_HEIGHT, 3 };
  *selected = (SmpPlane) { g_new0 (gfloat, n), 0, 0, SCENE_WIDTH, SCENE_HEIGHT, 1 };
  for (gint y = 0; y < SCENE_HEIGHT; y++)
    for (gint x = 0; x < SCENE_WIDTH; x++)
      {
        gdouble  within  = hypot ((x - 160) / 90.0, (y - 180) / 130.0);
        gboolean is_hair = is_close ? within >= 0.6 : y < 110;
        gfloat   noise   = (gfloat) g_rand_double_range (random, 0.99, 1.01);
        gfloat   strands = (gfloat) g_rand_double_range (random, 0.5, 1.5);

        if (x > 4 && y > 4 && x < SCENE_WIDTH - 4 && y < SCENE_HEIGHT - 4)
          *smp_plane_at (selected, x, y) = 1.0f;
        for (gint c = 0; c < 3; c++)
          smp_plane_at (photo, x, y)[c] = !is_close && within > 1.0
                                            ? noise * (0.9f + 0.0003f * (gfloat) x) * wall[c]
                                          : is_hair ? strands * 0.05f
                                                    : noise * skin[c];
      }
  g_rand_free (random);
}

/* A selection that reaches beyond the head holds background; hair and what has the skin's hue are
 * none. */
static void
test_background_is_neither_hair_nor_of_the_skin_s_hue (void)
{
  static const gfloat grey[3] = { 0.6f, 0.6f, 0.58f }, beige[3] = { 0.75f, 0.55f, 0.42f };

  SmpPlane photo, selected, background;
  gint     cell;

  draw_scene (grey, FALSE, &photo, &selected);
  g_assert_true (smp_background_find (&photo, &selected, &background, &cell));
  for (gint i = 0; i < background.width * background.height; i++)
    {
      gdouble x      = (i % background.width + 0.5) * cell;
      gdouble y      = (i / background.width + 0.5) * cell;
      gdouble within = hypot ((x - 160) / 90.0, (y - 180) / 130.0);

      if (within < 1.0 - cell / 90.0)
        g_assert_cmpfloat (background.data[i], ==, 0.0f);
      else if (within > 1.0 + cell / 90.0)
        g_assert_cmpfloat (background.data[i], ==, 1.0f);
    }
  g_free (background.data);

  /* Of the skin alone, nothing is. */
  for (gint y = 0; y < SCENE_HEIGHT; y++)
    for (gint x = 0; x < SCENE_WIDTH; x++)
      if (hypot ((x - 160) / 90.0, (y - 180) / 130.0) > 0.9)
        *smp_plane_at (&selected, x, y) = 0.0f;
  g_assert_false (smp_background_find (&photo, &selected, &background, &cell));
  g_free (photo.data);
  g_free (selected.data);

  for (gint i = 0; i < 2; i++)
    {
      draw_scene (beige, i == 1, &photo, &selected);
      g_assert_true (smp_head_outline_mask (&photo, &background, &cell, NULL));
      g_free (background.data);
      g_assert_false (smp_background_find (&photo, &selected, &background, &cell));
      g_free (photo.data);
      g_free (selected.data);
    }
}

/* Stripes of two greys on the wall, of which no outline tells the head, and shine on the skin. */
static void
furnish_scene (SmpPlane *photo)
{
  for (gint y = 0; y < SCENE_HEIGHT; y++)
    for (gint x = 0; x < SCENE_WIDTH; x++)
      for (gint c = 0; c < 3; c++)
        {
          gfloat *light = &smp_plane_at (photo, x, y)[c];

          if (hypot ((x - 160) / 90.0, (y - 180) / 130.0) > 1.0)
            *light *= y / 40 % 2 ? 0.2f : 1.0f;
          else if (hypot (x - 160, y - 190) < 20.0)
            *light = 0.95f;
        }
}

/* Shine at the head's edge passes gradually into the wall, which no step of colour parts from it;
 * the skin's hue does. */
static void
test_a_shining_head_is_told_by_its_hue (void)
{
  static const gfloat grey[3] = { 0.6f, 0.6f, 0.58f };

  SmpPlane photo, selected, mask;
  gint     cell, head = 0, missed = 0, beside = 0, taken = 0;

  draw_scene (grey, FALSE, &photo, &selected);
  for (gint y = 0; y < SCENE_HEIGHT; y++)
    for (gint x = 0; x < SCENE_WIDTH; x++)
      {
        gdouble within = hypot ((x - 160) / 90.0, (y - 180) / 130.0);
        gfloat  shine  = (gfloat) CLAMP ((within - 0.6) / 0.4, 0.0, 1.0);

        for (gint c = 0; c < 3 && within < 1.0 && y > 130 && x < 160; c++)
          smp_plane_at (&photo, x, y)[c] +=
            shine * (0.95f * grey[c] - smp_plane_at (&photo, x, y)[c]);
      }
  g_assert_true (smp_head_outline_mask (&photo, &mask, &cell, NULL));
  for (gint i = 0; i < mask.width * mask.height; i++)
    {
      gdouble x      = (i % mask.width + 0.5) * cell;
      gdouble y      = (i / mask.width + 0.5) * cell;
      gdouble within = hypot ((x - 160) / 90.0, (y - 180) / 130.0);

      head += within < 0.96;
      missed += within < 0.96 && mask.data[i] < 0.5f;
      beside += within > 1.04;
      taken += within > 1.04 && mask.data[i] > 0.5f;
    }
  g_test_message ("%d of %d cells of the head missed, %d of %d beside it taken", missed, head,
                  taken, beside);
  g_assert_cmpint (12 * missed, <, head);
  g_assert_cmpint (50 * taken, <, beside);
  g_free (mask.data);
  g_free (photo.data);
  g_free (selected.data);
}

/* A room is background too where its surfaces are plainly no skin, and shine on skin is none. */
static void
test_background_is_found_where_it_is_not_plain (void)
{
  static const gfloat grey[3] = { 0.6f, 0.6f, 0.58f };

  SmpPlane photo, selected, background;
  gint     cell;

  draw_scene (grey, FALSE, &photo, &selected);
  furnish_scene (&photo);
  g_assert_true (smp_background_find (&photo, &selected, &background, &cell));
  for (gint i = 0; i < background.width * background.height; i++)
    {
      gdouble x      = (i % background.width + 0.5) * cell;
      gdouble y      = (i / background.width + 0.5) * cell;
      gdouble within = hypot ((x - 160) / 90.0, (y - 180) / 130.0);

      if (within < 1.0 - 3.0 * cell / 90.0)
        g_assert_cmpfloat (background.data[i], ==, 0.0f);
      else if (within > 1.0 + cell / 90.0)
        g_assert_cmpfloat (background.data[i], ==, 1.0f);
    }
  g_free (background.data);
  g_free (photo.data);
  g_free (selected.data);
}

/* Which share of the cells of the picture's lowest quarter is background; none above it may be. */
static gdouble
share_of_cloth (const SmpPlane *photo, const SmpPlane *selected)
{
  SmpPlane background;
  gint     cell, cloth = 0, marked = 0;

  if (!smp_background_find (photo, selected, &background, &cell))
    return 0.0;
  for (gint i = 0; i < background.width * background.height; i++)
    {
      gdouble y = (i / background.width + 0.5) * cell;

      if (y > SCENE_HEIGHT * 3 / 4 + cell)
        {
          cloth++;
          marked += background.data[i] > 0.5f;
        }
      else if (y < SCENE_HEIGHT * 3 / 4 - cell)
        g_assert_cmpfloat (background.data[i], ==, 0.0f);
    }
  g_free (background.data);
  return (gdouble) marked / MAX (cloth, 1);
}

/* A knitted collar in the selection, as uneven as hair: blue, it is none, and so are its folds that
 * are grey in the light; black, it may be hair. */
static void
test_cloth_of_no_skin_s_colour_is_background (void)
{
  static const gfloat beige[3] = { 0.75f, 0.55f, 0.42f };
  static const gfloat blue[3] = { 0.03f, 0.05f, 0.12f }, faded[3] = { 0.115f, 0.12f, 0.13f };
  static const gfloat black[3] = { 0.05f, 0.05f, 0.05f };

  GRand *random = g_rand_new_with_seed (8);

  for (gint colour = 0; colour < 3; colour++)
    {
      SmpPlane photo, selected;

      draw_scene (beige, TRUE, &photo, &selected);
      for (gint y = SCENE_HEIGHT * 3 / 4; y < SCENE_HEIGHT; y++)
        for (gint x = 0; x < SCENE_WIDTH; x++)
          {
            const gfloat  loops = (gfloat) g_rand_double_range (random, 0.5, 1.5);
            const gfloat *cloth = colour == 0   ? blue
                                  : colour == 1 ? (x / 40 % 2 ? faded : blue)
                                                : black;

            for (gint c = 0; c < 3; c++)
              smp_plane_at (&photo, x, y)[c] = loops * cloth[c];
          }
      if (colour < 2)
        g_assert_cmpfloat (share_of_cloth (&photo, &selected), >, 0.95);
      else
        g_assert_cmpfloat (share_of_cloth (&photo, &selected), ==, 0.0);
      g_free (photo.data);
      g_free (selected.data);
    }
  g_rand_free (random);
}

/* In light that passes from white to blue, stubbly skin that it makes blue is no cloth. */
static void
test_skin_in_coloured_light_is_no_cloth (void)
{
  static const gfloat skin[3] = { 0.45f, 0.28f, 0.20f };

  GRand   *random = g_rand_new_with_seed (9);
  SmpPlane photo, selected, background;
  gint     cell;

  draw_scene (skin, TRUE, &photo, &selected);
  for (gint y = 0; y < SCENE_HEIGHT; y++)
    for (gint x = 0; x < SCENE_WIDTH; x++)
      {
        const gfloat stubble = (gfloat) g_rand_double_range (random, 0.8, 1.2);
        const gfloat blue    = 1.0f - 0.7f * (gfloat) x / SCENE_WIDTH;

        for (gint c = 0; c < 3; c++)
          smp_plane_at (&photo, x, y)[c] = stubble * skin[c] * (c == 0 ? blue : 1.0f);
      }
  g_rand_free (random);
  g_assert_false (smp_background_find (&photo, &selected, &background, &cell));
  g_free (photo.data);
  g_free (selected.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/a-head-survives-as-text", test_a_head_survives_as_text);
  g_test_add_func ("/head/text-that-is-no-head-is-refused", test_text_that_is_no_head_is_refused);
  g_test_add_func ("/head/skin-is-where-and-as-the-ellipsoid-has-it",
                   test_skin_is_where_and_as_the_ellipsoid_has_it);
  g_test_add_func ("/head/many-places-at-once-are-as-one-by-one",
                   test_many_places_at_once_are_as_one_by_one);
  g_test_add_func ("/head/area-is-the-skins", test_area_is_the_skins);
  g_test_add_func ("/head/the-pattern-around-a-rectangle-holds-its-dots",
                   test_the_pattern_around_a_rectangle_holds_its_dots);
  g_test_add_func ("/head/there-are-as-many-dots-per-skin-at-any-tilt",
                   test_there_are_as_many_dots_per_skin_at_any_tilt);
  g_test_add_func ("/head/dots-are-as-evenly-spaced-on-the-skin-at-any-tilt",
                   test_dots_are_as_evenly_spaced_on_the_skin_at_any_tilt);
  g_test_add_func ("/head/loose-dots-are-as-loose-at-any-tilt",
                   test_loose_dots_are_as_loose_at_any_tilt);
  g_test_add_func ("/head/more-density-only-adds-dots", test_more_density_only_adds_dots);
  g_test_add_func ("/head/round-dots-are-foreshortened-along-the-tilt",
                   test_round_dots_are_foreshortened_along_the_tilt);
  g_test_add_func ("/head/what-spreads-is-foreshortened", test_what_spreads_is_foreshortened);
  g_test_add_func ("/head/background-is-neither-hair-nor-of-the-skin-s-hue",
                   test_background_is_neither_hair_nor_of_the_skin_s_hue);
  g_test_add_func ("/head/shining-head", test_a_shining_head_is_told_by_its_hue);
  g_test_add_func ("/head/background-is-found-where-it-is-not-plain",
                   test_background_is_found_where_it_is_not_plain);
  g_test_add_func ("/head/cloth-of-no-skin-s-colour-is-background",
                   test_cloth_of_no_skin_s_colour_is_background);
  g_test_add_func ("/head/skin-in-coloured-light-is-no-cloth",
                   test_skin_in_coloured_light_is_no_cloth);
  g_test_add_func ("/head/a-head-has-the-outline-it-was-made-from",
                   test_a_head_has_the_outline_it_was_made_from);
  g_test_add_func ("/head/what-is-no-head-is-not-made-one", test_what_is_no_head_is_not_made_one);
  g_test_add_func ("/head/words-place-a-head-or-are-refused",
                   test_words_place_a_head_or_are_refused);
  return g_test_run ();
}
