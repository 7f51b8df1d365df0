/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which dots there are. */

#include "fixture.h"

#define PX_PER_MM 10.0
#define SIZE_PX   600 /* 36 cm2 */
#define MAX_DOTS  8192

static gboolean
is_subset (const GArray *few, const GArray *many)
{
  guint found = 0;

  for (guint i = 0, k = 0; i < few->len && k < many->len;)
    {
      gint order = compare_places (&g_array_index (few, Place, i), &g_array_index (many, Place, k));

      found += order == 0;
      i += order <= 0;
      k += order >= 0;
    }
  return found == few->len;
}

static GArray *
sorted_places (const SmpParams *params, const SmpPlane *map)
{
  GArray *places = places_new (params, map);

  g_array_sort (places, compare_places);
  return places;
}

static void
test_more_density_or_sessions_only_add_dots (void)
{
  static const struct
  {
    gdouble density;
    gint    sessions;
  } steps[]          = { { 20, 1 },  { 20, 2 },  { 20, 3 },  { 45, 3 }, { 80, 3 },
                         { 150, 2 }, { 150, 3 }, { 250, 3 }, { 400, 3 } };
  SmpParams params   = plain_params (PX_PER_MM);
  SmpPlane  map      = density_new (-100, 50, SIZE_PX, SIZE_PX, 1.0f);
  GArray   *previous = g_array_new (FALSE, FALSE, sizeof (Place));

  params.irregularity = 0.5;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GArray *places;

      params.density_per_cm2 = steps[i].density;
      params.sessions        = steps[i].sessions;
      places                 = sorted_places (&params, &map);
      g_assert_true (is_subset (previous, places));
      g_assert_cmpuint (places->len, >, previous->len);
      g_array_unref (previous);
      previous = places;
    }
  g_array_unref (previous);
  g_free (map.data);
}

static void
test_darker_maps_only_remove_dots (void)
{
  SmpParams params = plain_params (PX_PER_MM);
  SmpPlane  full   = density_new (0, 0, SIZE_PX, SIZE_PX, 1.0f);
  SmpPlane  ramp   = density_new (0, 0, SIZE_PX, SIZE_PX, 1.0f);
  GArray   *all, *some;

  for (gint i = 0; i < SIZE_PX * SIZE_PX; i++)
    ramp.data[i] = (gfloat) (i % SIZE_PX) / SIZE_PX;
  all  = sorted_places (&params, &full);
  some = sorted_places (&params, &ramp);
  g_assert_true (is_subset (some, all));
  g_assert_cmpfloat_with_epsilon ((gdouble) some->len / all->len, 0.5, 0.02);

  g_array_unref (all);
  g_array_unref (some);
  g_free (full.data);
  g_free (ramp.data);
}

static void
test_bad_map_values_are_no_dots (void)
{
  SmpParams params = plain_params (PX_PER_MM);
  SmpPlane  map    = density_new (0, 0, 100, 100, NAN);

  g_assert_cmpuint (smp_dots_count (&params, &map), ==, 0);
  for (gint i = 0; i < 100 * 100; i++)
    map.data[i] = i % 2 ? -1.0f : -INFINITY;
  g_assert_cmpuint (smp_dots_count (&params, &map), ==, 0);
  map.width = map.height = 0;
  g_assert_cmpuint (smp_dots_count (&params, &map), ==, 0);
  g_free (map.data);
}

/* Smallest and mean distance from a dot to the nearest other, over that of a hexagonal lattice of
 * the same density.  Dots near the rectangle's edge count as neighbours only. */
static void
spacing_of (const GArray *places, gdouble area_px2, gdouble *least, gdouble *mean)
{
  const gdouble hexagonal = sqrt (2.0 / sqrt (3.0) * area_px2 / places->len);
  const Place  *place     = (gconstpointer) places->data;
  gdouble       sum = 0.0, smallest = G_MAXDOUBLE;
  guint         n = 0;

  for (guint i = 0; i < places->len; i++)
    {
      gdouble nearest = G_MAXDOUBLE;

      if (place[i].x < hexagonal || place[i].y < hexagonal || place[i].x > SIZE_PX - hexagonal ||
          place[i].y > SIZE_PX - hexagonal)
        continue;
      for (guint k = 0; k < places->len; k++)
        if (k != i && fabs (place[k].x - place[i].x) < 2.0 * hexagonal)
          nearest = MIN (nearest, hypot (place[k].x - place[i].x, place[k].y - place[i].y));
      smallest = MIN (smallest, nearest);
      sum += nearest;
      n++;
    }
  *least = smallest / hexagonal;
  *mean  = sum / n / hexagonal;
}

/* The area lies where tiles meet for the first two seeds' shifts, and somewhere for the others. */
static void
check_spacing (gdouble density, gint seed)
{
  SmpParams params = plain_params (PX_PER_MM);
  SmpPlane  map    = density_new (0, 0, SIZE_PX, SIZE_PX, 1.0f);
  GArray   *places;
  gdouble   least, mean;

  params.density_per_cm2 = density;
  params.seed            = seed;
  places                 = places_new (&params, &map);
  spacing_of (places, (gdouble) SIZE_PX * SIZE_PX, &least, &mean);
  if (least < 0.65 || mean < 0.78)
    g_error ("density %g, seed %d: least %.3f, mean %.3f", density, seed, least, mean);
  g_array_unref (places);
  g_free (map.data);
}

static void
test_dots_are_well_spaced_at_every_density (void)
{
  static const gdouble densities[] = { 20, 37, 65, 105, 150, 210, 290, 400 };

  for (gsize i = 0; i < G_N_ELEMENTS (densities); i++)
    for (gint seed = 0; seed < 2; seed++)
      check_spacing (densities[i], seed);
}

/* Tiles are 128 mm wide: a window a full tile high and wide holds a seam in each direction,
 * wherever the seed put it; dots across it must keep their distance too. */
static void
test_seams_between_tiles_cannot_be_seen (void)
{
  const gint    width_px  = 1290;
  const gdouble hexagonal = sqrt (2.0 / sqrt (3.0) * 100.0 * 100.0 / 60.0);
  SmpParams     params    = plain_params (PX_PER_MM);
  SmpPlane      map       = density_new (0, 0, width_px, width_px, 1.0f);
  GArray       *places;
  gdouble       least = G_MAXDOUBLE;

  params.density_per_cm2 = 60.0;
  places                 = sorted_places (&params, &map);
  for (guint i = 0; i < places->len; i++)
    for (guint k = i + 1; k < places->len; k++)
      {
        const Place *p = &g_array_index (places, Place, i), *q = &g_array_index (places, Place, k);

        if (q->x - p->x > hexagonal)
          break;
        least = MIN (least, hypot (q->x - p->x, q->y - p->y));
      }
  g_assert_cmpfloat (least / hexagonal, >=, 0.65);
  g_array_unref (places);
  g_free (map.data);
}

static void
test_measured_density_is_the_asked_one (void)
{
  static const gdouble densities[] = { 20, 50, 150, 230, 400 };
  SmpParams            params      = plain_params (PX_PER_MM);
  SmpPlane             map         = density_new (0, 0, 1000, 1000, 1.0f);

  for (gsize i = 0; i < G_N_ELEMENTS (densities); i++)
    for (gint seed = 1; seed <= 3; seed++)
      {
        params.density_per_cm2 = densities[i];
        params.seed            = seed;
        g_assert_cmpfloat_with_epsilon (smp_dots_count (&params, &map) / 100.0 / densities[i], 1.0,
                                        0.02);
      }
  g_free (map.data);
}

static void
test_no_other_slider_moves_a_dot (void)
{
  static const gchar *const others[] = {
    "dot-diameter", "dilution",       "direction",  "elongation",   "direction-variation",
    "pigment",      "size-variation", "depth",      "photo-blur",   "strength-variation",
    "light-spread", "retention",      "dot-spread", "dot-softness",
  };
  SmpParams params = plain_params (PX_PER_MM);
  SmpPlane  map    = density_new (0, 0, 300, 300, 1.0f);
  GArray   *before;

  params.irregularity = 0.6;
  before              = places_new (&params, &map);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const SmpParamInfo *info    = smp_param_find (others[i]);
      SmpParams           changed = params;
      GArray             *after;

      g_assert_true (smp_params_set (&changed, info, info->maximum, NULL));
      after = places_new (&changed, &map);
      g_assert_cmpmem (after->data, after->len * sizeof (Place), before->data,
                       before->len * sizeof (Place));
      g_array_unref (after);
    }
  g_array_unref (before);
  g_free (map.data);
}

static void
test_seeds_differ_and_repeat (void)
{
  SmpParams params = plain_params (PX_PER_MM);
  SmpPlane  map    = density_new (0, 0, 300, 300, 1.0f);
  GArray   *first = sorted_places (&params, &map), *again = sorted_places (&params, &map), *other;

  g_assert_cmpmem (first->data, first->len * sizeof (Place), again->data,
                   again->len * sizeof (Place));
  for (params.seed = 2; params.seed < 40; params.seed++)
    {
      other = sorted_places (&params, &map);
      g_assert_false (is_subset (other, first));
      g_array_unref (other);
    }
  g_array_unref (first);
  g_array_unref (again);
  g_free (map.data);
}

static void
test_far_origins_give_the_same_dots (void)
{
  static const gint origins[] = { 12345, 1 << 30, -(1 << 30) };
  SmpParams         params    = plain_params (11.7);
  SmpPlane          map       = density_new (0, 0, 400, 400, 1.0f);
  GArray           *near_dots = places_new (&params, &map);

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      GArray *far_dots;

      map.x = params.origin_x = origins[i];
      map.y = params.origin_y = -origins[i];
      far_dots                = places_new (&params, &map);
      g_assert_cmpmem (far_dots->data, far_dots->len * sizeof (Place), near_dots->data,
                       near_dots->len * sizeof (Place));
      g_array_unref (far_dots);
    }
  g_array_unref (near_dots);
  g_free (map.data);
}

/* The map turned and mirrored with the pattern, as the eight ways to lay a sheet on a square. */
static void
test_a_turned_pattern_has_the_same_dots_turned (void)
{
  const gint size   = 300;
  SmpParams  params = plain_params (11.7);
  SmpPlane   map    = density_new (0, 0, size, size, 1.0f);
  GArray    *was;

  params.irregularity = 0.6;
  was                 = places_new (&params, &map);
  g_assert_cmpuint (was->len, >, 500);
  for (gint mirror = 0; mirror < 2; mirror++)
    for (gint quarters = 0; quarters < 4; quarters++)
      {
        SmpParams turned = params;
        GArray   *is;
        guint     n_found = 0;

        turned.pattern_mirror     = mirror;
        turned.pattern_turn_deg   = 90.0 * quarters;
        turned.pattern_shift_x_px = 0.25;
        turned.pattern_shift_y_px = 0.5;
        turned.origin_x           = (quarters == 1 || quarters == 2) != mirror ? size : 0;
        turned.origin_y           = quarters >= 2 ? size : 0;
        if (mirror && quarters % 2)
          {
            turned.origin_x = quarters == 1 ? size : 0;
            turned.origin_y = quarters == 1 ? size : 0;
          }
        is = places_new (&turned, &map);
        for (guint i = 0; i < was->len; i++)
          {
            const Place *place = &g_array_index (was, Place, i);
            gdouble      x = mirror ? -place->x : place->x, y = place->y;

            for (gint k = 0; k < quarters; k++)
              {
                gdouble swapped = x;

                x = -y;
                y = swapped;
              }
            for (guint k = 0; k < is->len; k++)
              {
                const Place *other = &g_array_index (is, Place, k);

                n_found += other->rank == place->rank && fabs (other->x - x - 0.25) < 1e-9 &&
                           fabs (other->y - y - 0.5) < 1e-9;
              }
          }
        /* Some at the border are shifted out of the map. */
        g_assert_cmpuint (n_found, >=, was->len - was->len / 50);
        g_array_unref (is);
      }
  g_array_unref (was);
  g_free (map.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dots/more-density-or-sessions-only-add-dots",
                   test_more_density_or_sessions_only_add_dots);
  g_test_add_func ("/dots/darker-maps-only-remove-dots", test_darker_maps_only_remove_dots);
  g_test_add_func ("/dots/bad-map-values-are-no-dots", test_bad_map_values_are_no_dots);
  g_test_add_func ("/dots/well-spaced-at-every-density",
                   test_dots_are_well_spaced_at_every_density);
  g_test_add_func ("/dots/seams-between-tiles-cannot-be-seen",
                   test_seams_between_tiles_cannot_be_seen);
  g_test_add_func ("/dots/measured-density-is-the-asked-one",
                   test_measured_density_is_the_asked_one);
  g_test_add_func ("/dots/no-other-slider-moves-a-dot", test_no_other_slider_moves_a_dot);
  g_test_add_func ("/dots/seeds-differ-and-repeat", test_seeds_differ_and_repeat);
  g_test_add_func ("/dots/far-origins-give-the-same-dots", test_far_origins_give_the_same_dots);
  g_test_add_func ("/dots/a-turned-pattern-has-the-same-dots-turned",
                   test_a_turned_pattern_has_the_same_dots_turned);
  return g_test_run ();
}
