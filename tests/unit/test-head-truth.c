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

/* How the skin of placed heads differs from that of the solid ones: angles between normals in
 * degrees, foreshortenings in shares, and the area that is treated, in all. */
typedef struct
{
  GArray *turns;
  GArray *shares;
  gdouble ours;
  gdouble its;
} SkinCompared;

static void
skin_init (SkinCompared *skin)
{
  *skin = (SkinCompared) { g_array_new (FALSE, FALSE, sizeof (gdouble)),
                           g_array_new (FALSE, FALSE, sizeof (gdouble)), 0.0, 0.0 };
}

static void
skin_clear (SkinCompared *skin)
{
  g_array_unref (skin->turns);
  g_array_unref (skin->shares);
}

static void
compare_skin (const PlacedHead *c, SkinCompared *skin)
{
  const gdouble limit = cos (SMP_HEAD_LARGEST_TILT_DEG * G_PI / 180.0);

  for (gint y = 0; y < c->view.height; y++)
    for (gint x = 0; x < c->view.width; x++)
      {
        const TestSolidPixel *pixel = scalp_at (c, x, y);
        SmpHeadPlace          there;
        gdouble               off = 90.0, cosine = 0.0, share;
        gboolean              is_there;

        if (!pixel)
          continue;
        is_there =
          smp_head_place (&c->surface, (x + 0.5) / PX_PER_MM, (y + 0.5) / PX_PER_MM, &there);
        skin->ours += is_there && smp_head_is_treated (&there) ? there.area : 0.0;
        if (pixel->cos_tilt < limit)
          continue;
        skin->its += pixel->area;
        for (gint k = 0; k < 3 && is_there; k++)
          cosine += there.normal[k] * pixel->normal[k];
        if (is_there)
          off = acos (MIN (cosine, 1.0)) * 180.0 / G_PI;
        share = is_there ? fabs (there.cos_tilt / pixel->cos_tilt - 1.0) : 1.0;
        g_array_append_val (skin->turns, off);
        g_array_append_val (skin->shares, share);
      }
}

/* Says it, and returns whether it is within all bars. */
static gboolean
judge_skin (const SkinCompared *skin, const gchar *name, const gchar *side)
{
  const gdouble median         = quantile (skin->turns, 0.5);
  const gdouble tenth          = quantile (skin->turns, 0.9);
  const gdouble foreshortening = quantile (skin->shares, 0.5);

  g_test_message ("%s, %s: normal off by %.1f degrees, %.1f at nine tenths; area %.3f; "
                  "foreshortening %.3f",
                  name, side, median, tenth, skin->ours / skin->its, foreshortening);
  return median <= MEDIAN_DEG && tenth <= TENTH_DEG && foreshortening <= MOST_SHARE &&
         fabs (skin->ours / skin->its - 1.0) <= MOST_SHARE;
}

/* Normals, foreshortening and the area that is treated. */
static void
check_skin (const PlacedHead *c, const gchar *name)
{
  SkinCompared skin;

  skin_init (&skin);
  compare_skin (c, &skin);
  g_assert_true (judge_skin (&skin, name, c->side->nick));
  skin_clear (&skin);
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

/* Within what people are like, and none that anything was fitted on: narrow and long, broad and
 * short, high, low and flat, with small and large faces, necks and ears; from distances that were
 * not looked at either.  All sides of a head together are within the bars; single ones need not be,
 * such as a thick nape, or a broad short head from 25 cm. */
static void
test_heads_of_other_proportions (void)
{
  static const TestSkull skulls[] = {
    { 140.0, 205.0, 128.0, 2.0, 0.92, 0.85, 1.0 },
    { 165.0, 182.0, 134.0, 2.3, 1.08, 1.1, 1.5 },
    { 147.0, 188.0, 142.0, 2.2, 1.0, 0.8, 0.6 },
    { 158.0, 210.0, 122.0, 2.1, 1.12, 1.2, 1.3 },
  };
  static const gdouble distances_mm[] = { 0.0, 250.0, 600.0, 1500.0 };
  gint                 n = 0, n_within = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (skulls); i++)
    {
      TestSolid        *solid = test_solid_skull_of (&skulls[i]);
      g_autofree gchar *name = g_strdup_printf ("%.0f x %.0f mm from %.0f mm", skulls[i].breadth_mm,
                                                skulls[i].length_mm, distances_mm[i]);
      SkinCompared      all;

      skin_init (&all);
      for (const SmpHeadView *side = smp_head_views (); side->nick; side++)
        {
          PlacedHead   c = { .solid = solid, .side = side };
          SkinCompared skin;

          skin_init (&skin);
          place (&c, distances_mm[i]);
          compare_skin (&c, &skin);
          compare_skin (&c, &all);
          n_within += judge_skin (&skin, name, side->nick);
          n++;
          skin_clear (&skin);
          test_solid_view_clear (&c.view);
        }
      g_assert_true (judge_skin (&all, name, "all sides"));
      skin_clear (&all);
      test_solid_free (solid);
    }
  g_test_message ("%d of %d single views are within all bars", n_within, n);
  g_assert_cmpint (20 * n_within, >=, 17 * n);
}

#define N_SIDES 5

static const gchar *const five_sides[N_SIDES] = { "front", "back", "left", "right", "top" };

/* Where the camera stands of a side, in another one's axes: right, down, towards its camera. */
static void
camera_seen_from (const SmpHeadView *side, const SmpHeadView *from, gdouble camera[3])
{
  const gdouble a = side->around_deg * G_PI / 180.0, b = side->above_deg * G_PI / 180.0;
  const gdouble c = from->around_deg * G_PI / 180.0, d = from->above_deg * G_PI / 180.0;
  const gdouble own[3]     = { -sin (a) * cos (b), cos (a) * cos (b), sin (b) };
  const gdouble axes[3][3] = { { -cos (c), -sin (c), 0.0 },
                               { -sin (c) * sin (d), cos (c) * sin (d), -cos (d) },
                               { -sin (c) * cos (d), cos (c) * cos (d), sin (d) } };

  for (gint i = 0; i < 3; i++)
    {
      camera[i] = 0.0;
      for (gint k = 0; k < 3; k++)
        camera[i] += axes[i][k] * own[k];
    }
}

/* Whether no other side looks at the skin there more squarely than the side itself. */
static gboolean
is_best_seen (const TestSolidPixel *pixel, gint side, const gdouble cameras[N_SIDES][3])
{
  gdouble shown[N_SIDES];

  for (gint i = 0; i < N_SIDES; i++)
    {
      shown[i] = 0.0;
      for (gint k = 0; k < 3; k++)
        shown[i] += cameras[i][k] * pixel->normal[k];
    }
  for (gint i = 0; i < N_SIDES; i++)
    if (i != side && (shown[i] > shown[side] || (shown[i] == shown[side] && i < side)))
      return FALSE;
  return TRUE;
}

/* A person treats a head from five sides, and leaves to each photo what it shows best: no skin
 * twice.  All of that is the scalp that there is. */
static void
check_whole_scalp (TestSolid *solid, const gchar *name)
{
  const gdouble cm2   = 1.0 / (PX_PER_MM * PX_PER_MM * 100.0);
  const gdouble whole = test_solid_scalp_cm2 (solid);
  gdouble       all   = 0.0;

  for (gint i = 0; i < N_SIDES; i++)
    {
      PlacedHead c    = { .solid = solid, .side = smp_head_view_find (five_sides[i]) };
      gdouble    part = 0.0, cameras[N_SIDES][3];

      place (&c, 0.0);
      for (gint k = 0; k < N_SIDES; k++)
        camera_seen_from (smp_head_view_find (five_sides[k]), c.side, cameras[k]);
      for (gint y = 0; y < c.view.height; y++)
        for (gint x = 0; x < c.view.width; x++)
          {
            const TestSolidPixel *pixel = scalp_at (&c, x, y);

            if (pixel && is_best_seen (pixel, i, cameras))
              part += cm2 * smp_head_treated_area (&c.surface, (x + 0.5) / PX_PER_MM,
                                                   (y + 0.5) / PX_PER_MM);
          }
      g_test_message ("%s, %s: %.0f cm2", name, five_sides[i], part);
      all += part;
      test_solid_view_clear (&c.view);
    }
  g_test_message ("%s: %.0f cm2 from five sides, of a scalp of %.0f", name, all, whole);
  g_assert_cmpfloat_with_epsilon (all / whole, 1.0, MOST_SHARE);
}

static void
test_five_sides_are_the_whole_scalp (void)
{
  const gchar *path  = g_getenv ("SMP_TEST_HEAD");
  TestSolid   *solid = test_solid_skull ();

  check_whole_scalp (solid, "skull");
  test_solid_free (solid);
  if (path && *path)
    {
      solid = test_solid_read (path, BREADTH_MM);
      check_whole_scalp (solid, "scan");
      test_solid_free (solid);
    }
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

static void
chequer_background (SmpPlane *photo, const TestSolidView *view)
{
  for (gsize i = 0; i < plane_size (photo); i++)
    if (!view->pixels[i / 3].is_there &&
        (((gint) (i / 3) % photo->width / 8 + (gint) (i / 3) / photo->width / 8) & 1))
      photo->data[i] = 0.2f;
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
  chequer_background (&photo, &views[0]);
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

/* From the face and the back as exactly as heads are alike; from wherever else to a fifth.  Where
 * no head can be told from what is behind it, nothing is. */
static void
test_a_photos_scale_is_read_from_its_head (void)
{
  static const gdouble turns[][3] = {
    { 0.0, 0.0, 0.0 },    { 180.0, 0.0, 0.0 }, { 0.0, 35.0, 0.0 },
    { 180.0, 35.0, 0.0 }, { 45.0, 0.0, 0.0 },  { 90.0, 0.0, 0.0 }
  };

  TestSolid *solid = test_solid_skull ();

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      TestSolidView view      = test_solid_view (solid, turns[i], 0.0, PX_PER_MM);
      SmpPlane      photo     = photo_of (&view, 0.25, 0.8);
      gdouble       px_per_mm = 0.0;

      g_assert_true (smp_head_outline_scale (&photo, &px_per_mm));
      g_test_message ("%.0f, %.0f degrees: %.3f of the true scale", turns[i][0], turns[i][1],
                      px_per_mm / PX_PER_MM);
      g_assert_cmpfloat_with_epsilon (px_per_mm / PX_PER_MM, 1.0, i < 2 ? 0.06 : 0.2);
      chequer_background (&photo, &view);
      px_per_mm = 7.0;
      g_assert_false (smp_head_outline_scale (&photo, &px_per_mm));
      g_assert_cmpfloat (px_per_mm, ==, 7.0);
      g_free (photo.data);
      test_solid_view_clear (&view);
    }
  test_solid_free (solid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-truth/a-skull-that-is-no-ellipsoid", test_a_skull_that_is_no_ellipsoid);
  g_test_add_func ("/head-truth/heads-of-other-proportions", test_heads_of_other_proportions);
  g_test_add_func ("/head-truth/five-sides-are-the-whole-scalp",
                   test_five_sides_are_the_whole_scalp);
  g_test_add_func ("/head-truth/a-scanned-head", test_a_scanned_head);
  g_test_add_func ("/head-truth/a-head-is-found-in-a-photo-or-refused",
                   test_a_head_is_found_in_a_photo_or_refused);
  g_test_add_func ("/head-truth/a-photo-s-scale-is-read-from-its-head",
                   test_a_photos_scale_is_read_from_its_head);
  return g_test_run ();
}
