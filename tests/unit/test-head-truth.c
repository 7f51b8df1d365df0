/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Heads that are placed from their outline alone, against what a camera sees of solid heads that
 * are no ellipsoids: one that is drawn, and a scanned one, a binary glTF file named by
 * SMP_TEST_HEAD. */

#include <string.h>

#include "fixture.h"
#include "smp/error.h"
#include "smp/head-outline.h"
#include "solid.h"

#define PX_PER_MM  1.0
#define DENSITY    150.0
#define CELL_PX    12
#define BREADTH_MM 152.0

/* Of the scalp that is treated, as errors of the normal in degrees, and of shares of 1. */
#define MEDIAN_DEG 10.0
#define TENTH_DEG  20.0
#define MOST_SHARE 0.10

typedef struct
{
  TestSolid         *solid;
  TestSolidView      view;
  SmpHead            head;
  SmpHeadSurface     surface;
  const SmpHeadView *side;
} PlacedHead;

static gint
by_size (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

static gdouble
quantile (GArray *values, gdouble share)
{
  g_assert_cmpuint (values->len, >, 20);
  g_array_sort (values, by_size);
  return g_array_index (values, gdouble, (guint) (share * (values->len - 1)));
}

/* From above shoulders lie around the head, which a cape hides. */
static void
hide_shoulders (const TestSolidView *view, SmpPlane *outline)
{
  for (gsize i = 0; i < plane_size (outline); i++)
    if (view->pixels[i].depth_mm < -40.0)
      outline->data[i] = 0.0f;
}

static void
place (PlacedHead *c, gdouble distance_mm)
{
  const gdouble turn[3] = { c->side->around_deg, c->side->above_deg, 0.0 };
  SmpPlane      outline;
  GError       *error = NULL;
  gdouble       box[4];

  c->view = test_solid_view (c->solid, turn, distance_mm, PX_PER_MM);
  outline = test_solid_view_outline (&c->view);
  if (c->side->above_deg == 90.0)
    hide_shoulders (&c->view, &outline);
  g_assert_true (smp_head_outline_fit (&outline, c->side, box, &error));
  g_assert_no_error (error);
  for (gint i = 0; i < 4; i++)
    box[i] /= PX_PER_MM;
  g_assert_true (smp_head_from_ellipse (box, c->side, 0.0, distance_mm, &c->head, &error));
  g_assert_no_error (error);
  smp_head_surface_init (&c->surface, &c->head);
  g_free (outline.data);
}

static const TestSolidPixel *
scalp_at (const PlacedHead *c, gint x, gint y)
{
  const TestSolidPixel *pixel = &c->view.pixels[(gsize) y * (gsize) c->view.width + (gsize) x];

  return pixel->is_there && pixel->is_scalp ? pixel : NULL;
}

/* Normals, foreshortening and the area that is treated. */
static void
check_skin (const PlacedHead *c, const gchar *name)
{
  const gdouble limit       = cos (SMP_HEAD_LARGEST_TILT_DEG * G_PI / 180.0);
  g_autoptr (GArray) turns  = g_array_new (FALSE, FALSE, sizeof (gdouble));
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gdouble ours = 0.0, its = 0.0, median, tenth, foreshortening;

  for (gint y = 0; y < c->view.height; y++)
    for (gint x = 0; x < c->view.width; x++)
      {
        const TestSolidPixel *pixel = scalp_at (c, x, y);
        SmpHeadPlace          skin;
        gdouble               off = 90.0, cosine = 0.0, share;
        gboolean              is_there;

        if (!pixel)
          continue;
        is_there =
          smp_head_place (&c->surface, (x + 0.5) / PX_PER_MM, (y + 0.5) / PX_PER_MM, &skin);
        ours += is_there && smp_head_is_treated (&skin) ? skin.area : 0.0;
        if (pixel->cos_tilt < limit)
          continue;
        its += pixel->area;
        for (gint k = 0; k < 3 && is_there; k++)
          cosine += skin.normal[k] * pixel->normal[k];
        if (is_there)
          off = acos (MIN (cosine, 1.0)) * 180.0 / G_PI;
        share = is_there ? fabs (skin.cos_tilt / pixel->cos_tilt - 1.0) : 1.0;
        g_array_append_val (turns, off);
        g_array_append_val (shares, share);
      }
  median         = quantile (turns, 0.5);
  tenth          = quantile (turns, 0.9);
  foreshortening = quantile (shares, 0.5);
  g_test_message ("%s, %s: normal off by %.1f degrees, %.1f at nine tenths; area %.3f; "
                  "foreshortening %.3f",
                  name, c->side->nick, median, tenth, ours / its, foreshortening);
  g_assert_cmpfloat (median, <=, MEDIAN_DEG);
  g_assert_cmpfloat (tenth, <=, TENTH_DEG);
  g_assert_cmpfloat (foreshortening, <=, MOST_SHARE);
  g_assert_cmpfloat_with_epsilon (ours / its, 1.0, MOST_SHARE);
}

typedef struct
{
  const PlacedHead *c;
  guint            *counts;
  gint              columns;
} Count;

static void
count_dot (const SmpDot *dot, gpointer data)
{
  Count *count = data;
  gint   x = (gint) floor (dot->x), y = (gint) floor (dot->y);

  if (x >= 0 && y >= 0 && x < count->c->view.width && y < count->c->view.height)
    count->counts[(y / CELL_PX) * count->columns + x / CELL_PX]++;
}

/* Dots that were laid by our head, counted on the solid's own skin. */
static void
check_dots (const PlacedHead *c, const gchar *name)
{
  const gint        columns = c->view.width / CELL_PX + 1, rows = c->view.height / CELL_PX + 1;
  g_autofree guint *counts  = g_new0 (guint, columns * rows);
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (gdouble));
  Count     count           = { c, counts, columns };
  SmpPlane  map             = density_new (0, 0, c->view.width, c->view.height, 1.0f);
  SmpParams params          = plain_params (PX_PER_MM);
  gdouble   median;

  params.density_per_cm2 = DENSITY;
  params.head            = smp_head_keep (&c->head);
  smp_dots_foreach (&params, &map, 0, 0, map.width, map.height, count_dot, &count);
  for (gint row = 0; row + 1 < rows; row++)
    for (gint column = 0; column + 1 < columns; column++)
      {
        gdouble  skin_mm2 = 0.0, share;
        gboolean is_whole = TRUE;

        for (gint y = row * CELL_PX; y < (row + 1) * CELL_PX && is_whole; y++)
          for (gint x = column * CELL_PX; x < (column + 1) * CELL_PX && is_whole; x++)
            {
              const TestSolidPixel *pixel = scalp_at (c, x, y);

              is_whole = pixel && smp_head_treated_area (&c->surface, (x + 0.5) / PX_PER_MM,
                                                         (y + 0.5) / PX_PER_MM) > 0.0;
              skin_mm2 += pixel ? pixel->area / (PX_PER_MM * PX_PER_MM) : 0.0;
            }
        if (!is_whole)
          continue;
        share = fabs (counts[row * columns + column] / (DENSITY * skin_mm2 / 100.0) - 1.0);
        g_array_append_val (shares, share);
      }
  g_assert_cmpuint (shares->len, >=, 5);
  g_array_sort (shares, by_size);
  median = g_array_index (shares, gdouble, shares->len / 2);
  g_test_message ("%s, %s: local density off by %.3f (%u cells)", name, c->side->nick, median,
                  shares->len);
  g_assert_cmpfloat (median, <=, MOST_SHARE);
  g_free (map.data);
}

static void
check_solid (TestSolid *solid, const gchar *name)
{
  for (const SmpHeadView *side = smp_head_views (); side->nick; side++)
    {
      PlacedHead c = { .solid = solid, .side = side };

      place (&c, 0.0);
      check_skin (&c, name);
      check_dots (&c, name);
      test_solid_view_clear (&c.view);
    }
}

/* From as near as a phone is held. */
static void
check_near_by (TestSolid *solid, const gchar *name)
{
  static const gchar *const sides[] = { "front", "back", "left", "top" };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      PlacedHead c = { .solid = solid, .side = smp_head_view_find (sides[i]) };

      place (&c, 400.0);
      check_skin (&c, name);
      test_solid_view_clear (&c.view);
    }
}

static void
test_a_skull_that_is_no_ellipsoid (void)
{
  TestSolid *solid = test_solid_skull ();

  check_solid (solid, "skull");
  check_near_by (solid, "skull from 40 cm");
  test_solid_free (solid);
}

static void
test_a_scanned_head (void)
{
  const gchar *path = g_getenv ("SMP_TEST_HEAD");
  TestSolid   *solid;

  if (!path || !*path)
    {
      g_test_skip ("SMP_TEST_HEAD names no scanned head (a .glb file)");
      return;
    }
  solid = test_solid_read (path, BREADTH_MM);
  check_solid (solid, "scan");
  check_near_by (solid, "scan from 40 cm");
  test_solid_free (solid);
}

/* The solid in light from the camera, before a background that passes from one grey to another. */
static SmpPlane
photo_of (const TestSolidView *view, gdouble skin, gdouble background)
{
  SmpPlane photo = plane_new (0, 0, view->width, view->height, 3);

  for (gsize i = 0; i < plane_size (&photo); i++)
    {
      const TestSolidPixel *pixel  = &view->pixels[i / 3];
      const gdouble         passed = (gdouble) (i / 3 % (gsize) view->width) / view->width;

      photo.data[i] = (gfloat) (pixel->is_there ? skin * (0.2 + 0.8 * pixel->cos_tilt)
                                                : background * (1.0 - 0.3 * passed));
    }
  return photo;
}

/* Before a plain background the outline is found as from a perfect one; a view that outlines cannot
 * tell, and a chequered background, are refused. */
static void
test_a_head_is_found_in_a_photo_or_refused (void)
{
  TestSolid         *solid = test_solid_skull ();
  const SmpHeadView *front = smp_head_view_find ("front"), *left = smp_head_view_find ("left");
  const gdouble      turns[2][3] = { { 0.0, 0.0, 0.0 }, { 90.0, 0.0, 0.0 } };
  TestSolidView      views[2];
  SmpPlane           outline, photo;
  const SmpHeadView *found = NULL;
  gdouble            box[4], truth[4];
  GError            *error = NULL;

  for (gint i = 0; i < 2; i++)
    views[i] = test_solid_view (solid, turns[i], 0.0, PX_PER_MM);
  outline = test_solid_view_outline (&views[0]);
  g_assert_true (smp_head_outline_fit (&outline, front, truth, &error));
  photo = photo_of (&views[0], 0.25, 0.8);
  g_assert_true (smp_head_outline_find (&photo, &found, box, &error));
  g_assert_no_error (error);
  g_assert_true (found == front);
  for (gint k = 0; k < 4; k++)
    g_assert_cmpfloat_with_epsilon (box[k], truth[k], 0.03 * truth[2]);
  g_free (photo.data);

  photo = photo_of (&views[1], 0.25, 0.8);
  found = NULL;
  g_assert_false (smp_head_outline_find (&photo, &found, box, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (smp_head_outline_find (&photo, &left, box, &error));
  g_assert_no_error (error);
  g_free (photo.data);

  photo = photo_of (&views[0], 0.25, 0.8);
  for (gsize i = 0; i < plane_size (&photo); i++)
    if (!views[0].pixels[i / 3].is_there &&
        (((gint) (i / 3) % photo.width / 8 + (gint) (i / 3) / photo.width / 8) & 1))
      photo.data[i] = 0.2f;
  found = front;
  g_assert_false (smp_head_outline_find (&photo, &found, box, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_VALUE);
  g_clear_error (&error);
  g_free (photo.data);
  g_free (outline.data);
  for (gint i = 0; i < 2; i++)
    test_solid_view_clear (&views[i]);
  test_solid_free (solid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-truth/a-skull-that-is-no-ellipsoid", test_a_skull_that_is_no_ellipsoid);
  g_test_add_func ("/head-truth/a-scanned-head", test_a_scanned_head);
  g_test_add_func ("/head-truth/a-head-is-found-in-a-photo-or-refused",
                   test_a_head_is_found_in_a_photo_or_refused);
  return g_test_run ();
}
