/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "fixture.h"
#include "solid.h"

/* Room around the middle of the skull, in mm. */
#define HALF_WIDTH_MM  190.0
#define HALF_HEIGHT_MM 190.0

/* The front hairline and the nape: how far below the top, and where, from the skull's middle. */
#define HAIRLINE_MM 55.0
#define NAPE_MM     140.0
#define FRONT_MM    90.0
#define BACK_MM     (-75.0)

TestSolid *
test_solid_new (void)
{
  TestSolid *solid = g_new0 (TestSolid, 1);

  solid->points    = g_array_new (FALSE, FALSE, 3 * sizeof (gdouble));
  solid->normals   = g_array_new (FALSE, TRUE, 3 * sizeof (gdouble));
  solid->triangles = g_array_new (FALSE, FALSE, 3 * sizeof (guint));
  solid->is_scalp  = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return solid;
}

void
test_solid_free (TestSolid *solid)
{
  g_array_unref (solid->points);
  g_array_unref (solid->normals);
  g_array_unref (solid->triangles);
  g_array_unref (solid->is_scalp);
  g_free (solid);
}

static const gdouble *
point_of (const TestSolid *solid, guint i)
{
  return &g_array_index (solid->points, gdouble, 3 * (gsize) i);
}

static const guint *
triangle_of (const TestSolid *solid, guint i)
{
  return &g_array_index (solid->triangles, guint, 3 * (gsize) i);
}

/* Twice the area, along the normal. */
static void
cross_of (const gdouble *a, const gdouble *b, const gdouble *c, gdouble cross[3])
{
  for (gint k = 0; k < 3; k++)
    {
      gint m = (k + 1) % 3, n = (k + 2) % 3;

      cross[k] = (b[m] - a[m]) * (c[n] - a[n]) - (b[n] - a[n]) * (c[m] - a[m]);
    }
}

static gdouble
length_of (const gdouble v[3])
{
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

void
test_solid_finish (TestSolid *solid)
{
  gdouble *normals;

  g_array_set_size (solid->normals, solid->points->len);
  normals = (gpointer) solid->normals->data;
  for (guint i = 0; i < solid->triangles->len; i++)
    {
      const guint *t = triangle_of (solid, i);
      gdouble      cross[3];

      cross_of (point_of (solid, t[0]), point_of (solid, t[1]), point_of (solid, t[2]), cross);
      for (gint corner = 0; corner < 3; corner++)
        for (gint k = 0; k < 3; k++)
          normals[3 * t[corner] + (guint) k] += cross[k];
    }
  for (guint i = 0; i < solid->points->len; i++)
    {
      gdouble length = length_of (&normals[3 * i]);

      for (gint k = 0; k < 3 && length > 0.0; k++)
        normals[3 * i + (guint) k] /= length;
    }
}

gdouble
test_solid_scalp_cm2 (const TestSolid *solid)
{
  gdouble sum = 0.0;

  for (guint i = 0; i < solid->triangles->len; i++)
    if (g_array_index (solid->is_scalp, gboolean, i))
      {
        const guint *t = triangle_of (solid, i);
        gdouble      cross[3];

        cross_of (point_of (solid, t[0]), point_of (solid, t[1]), point_of (solid, t[2]), cross);
        sum += 0.5 * length_of (cross) / 100.0;
      }
  return sum;
}

/* The number behind a key, from there on; 0 where there is none. */
static guint
number_behind (const gchar *text, const gchar *key)
{
  const gchar *found = strstr (text, key);

  return found ? (guint) g_ascii_strtoull (found + strlen (key), NULL, 10) : 0;
}

/* The n-th object of a list of objects. */
static gchar *
object_of (const gchar *json, const gchar *list, guint n)
{
  const gchar *at = strstr (json, list), *begin = NULL;
  gint         deep = 0;

  g_assert_nonnull (at);
  for (at += strlen (list); *at; at++)
    if (*at == '{' && deep++ == 0)
      begin = at;
    else if (*at == '}' && --deep == 0 && n-- == 0)
      return g_strndup (begin, (gsize) (at - begin) + 1);
  g_error ("%s has no such object", list);
}

/* Where in the file an accessor's numbers are, and how many. */
static const gchar *
numbers_of (const gchar *json, const gchar *binary, guint accessor, guint *n, guint *kind)
{
  g_autofree gchar *numbers = object_of (json, "\"accessors\":[", accessor);
  g_autofree gchar *place =
    object_of (json, "\"bufferViews\":[", number_behind (numbers, "\"bufferView\":"));

  *n    = number_behind (numbers, "\"count\":");
  *kind = number_behind (numbers, "\"componentType\":");
  return binary + number_behind (place, "\"byteOffset\":") +
         number_behind (numbers, "\"byteOffset\":");
}

#define GLTF_SHORT 5123
#define GLTF_FLOAT 5126

static void
read_points (TestSolid *solid, const gchar *at, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gfloat  v[3];
      gdouble point[3];

      memcpy (v, at + 12 * (gsize) i, sizeof v);
      /* From y up, facing z, to the person's right, front, up. */
      point[0] = -v[0];
      point[1] = v[2];
      point[2] = v[1];
      g_array_append_val (solid->points, point);
    }
}

static void
read_triangles (TestSolid *solid, const gchar *at, guint n, guint size)
{
  for (guint i = 0; i + 2 < n; i += 3)
    {
      guint t[3];

      for (guint k = 0; k < 3; k++)
        {
          guint16 small;
          guint32 large;

          memcpy (&small, at + size * (i + k), 2);
          memcpy (&large, at + size * (i + k), size);
          t[k] = size == 2 ? small : large;
        }
      g_array_append_val (solid->triangles, t);
    }
}

/* The greatest breadth above the ears: those begin nearly two thirds of it below the top. */
static gdouble
vault_breadth (const TestSolid *solid, gdouble top)
{
  gdouble widest = 0.0;

  for (gdouble level = 0.0; level <= 0.58 * widest || level == 0.0; level += 0.01 * top)
    for (guint i = 0; i < solid->points->len; i++)
      if (point_of (solid, i)[2] > top - level - 0.01 * top)
        widest = MAX (widest, 2.0 * fabs (point_of (solid, i)[0]));
  return widest;
}

TestSolid *
test_solid_read (const gchar *path, gdouble breadth_mm)
{
  TestSolid        *solid = test_solid_new ();
  g_autofree gchar *file = NULL, *json = NULL;
  GError           *error = NULL;
  guint32           length;
  guint             n, kind;
  gsize             size;
  gdouble           top = 0.0, scale;
  const gchar      *at, *binary;

  g_file_get_contents (path, &file, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (file, 4, "glTF", 4);
  memcpy (&length, file + 12, 4);
  json   = g_strndup (file + 20, length);
  binary = file + 20 + length + 8;
  at     = numbers_of (json, binary, number_behind (json, "\"POSITION\":"), &n, &kind);
  g_assert_cmpuint (kind, ==, GLTF_FLOAT);
  read_points (solid, at, n);
  at = numbers_of (json, binary, number_behind (json, "\"indices\":"), &n, &kind);
  read_triangles (solid, at, n, kind == GLTF_SHORT ? 2 : 4);
  for (guint i = 0; i < solid->points->len; i++)
    top = MAX (top, point_of (solid, i)[2]);
  scale = breadth_mm / vault_breadth (solid, top);
  for (guint i = 0; i < 3 * solid->points->len; i++)
    g_array_index (solid->points, gdouble, i) *= scale;
  solid->breadth_mm = breadth_mm;
  test_solid_finish (solid);
  test_solid_mark_scalp (solid);
  return solid;
}

/* The skull's middle, and its half extents. */
static void
vault_of (const TestSolid *solid, gdouble middle[3])
{
  gdouble top = -G_MAXDOUBLE, least[2] = { G_MAXDOUBLE, G_MAXDOUBLE }, most[2] = { -1e9, -1e9 };

  for (guint i = 0; i < solid->points->len; i++)
    top = MAX (top, point_of (solid, i)[2]);
  for (guint i = 0; i < solid->points->len; i++)
    if (point_of (solid, i)[2] > top - 0.58 * solid->breadth_mm)
      for (gint k = 0; k < 2; k++)
        {
          least[k] = MIN (least[k], point_of (solid, i)[k]);
          most[k]  = MAX (most[k], point_of (solid, i)[k]);
        }
  for (gint k = 0; k < 2; k++)
    middle[k] = 0.5 * (least[k] + most[k]);
  middle[2] = top - 0.6 * solid->breadth_mm;
}

/* Above a plane from the front hairline to the nape, without ears. */
void
test_solid_mark_scalp (TestSolid *solid)
{
  gdouble middle[3], top;

  vault_of (solid, middle);
  top = middle[2] + 0.6 * solid->breadth_mm;
  g_array_set_size (solid->is_scalp, 0);
  for (guint i = 0; i < solid->triangles->len; i++)
    {
      const guint *t     = triangle_of (solid, i);
      gdouble      at[3] = { 0.0, 0.0, 0.0 };
      gboolean     is_scalp;

      for (gint corner = 0; corner < 3; corner++)
        for (gint k = 0; k < 3; k++)
          at[k] += point_of (solid, t[corner])[k] / 3.0;
      is_scalp = fabs (at[0] - middle[0]) < 0.515 * solid->breadth_mm &&
                 top - at[2] < HAIRLINE_MM + (NAPE_MM - HAIRLINE_MM) *
                                               (FRONT_MM - at[1] + middle[1]) /
                                               (FRONT_MM - BACK_MM);
      g_array_append_val (solid->is_scalp, is_scalp);
    }
}

typedef struct
{
  gdouble axes[3][3];
  gdouble middle[3];
  gdouble camera_mm;
  gdouble distance_mm;
} SolidCamera;

/* The view's axes in the head's own: right, down, towards the camera. */
static SolidCamera
camera_of (const TestSolid *solid, const gdouble turn_deg[3], gdouble distance_mm)
{
  SolidCamera camera = { .distance_mm = distance_mm };
  gdouble     a = turn_deg[0] * G_PI / 180.0, b = turn_deg[1] * G_PI / 180.0;
  gdouble     r        = turn_deg[2] * G_PI / 180.0;
  gdouble     right[3] = { -cos (a), -sin (a), 0.0 };
  gdouble     up[3]    = { sin (a) * sin (b), -cos (a) * sin (b), cos (b) };
  gdouble     nearest  = 0.0;

  camera.axes[2][0] = -sin (a) * cos (b);
  camera.axes[2][1] = cos (a) * cos (b);
  camera.axes[2][2] = sin (b);
  for (gint k = 0; k < 3; k++)
    {
      camera.axes[0][k] = cos (r) * right[k] + sin (r) * up[k];
      camera.axes[1][k] = sin (r) * right[k] - cos (r) * up[k];
    }
  vault_of (solid, camera.middle);
  for (guint i = 0; i < solid->points->len; i++)
    {
      const gdouble *p = point_of (solid, i);
      gdouble        z = 0.0;

      for (gint k = 0; k < 3; k++)
        z += camera.axes[2][k] * (p[k] - camera.middle[k]);
      if (p[2] > camera.middle[2])
        nearest = MAX (nearest, z);
    }
  camera.camera_mm = nearest + distance_mm;
  return camera;
}

static void
turn (const SolidCamera *camera, const gdouble in[3], const gdouble from[3], gdouble out[3])
{
  for (gint i = 0; i < 3; i++)
    {
      out[i] = 0.0;
      for (gint k = 0; k < 3; k++)
        out[i] += camera->axes[i][k] * (in[k] - from[k]);
    }
}

/* Where the picture shows a point, in pixels. */
static void
project (const SolidCamera   *camera,
         const TestSolidView *view,
         const gdouble        point[3],
         gdouble              at[2])
{
  gdouble near_by =
    camera->distance_mm > 0.0 ? camera->distance_mm / (camera->camera_mm - point[2]) : 1.0;

  at[0] = (point[0] * near_by + HALF_WIDTH_MM) * view->px_per_mm;
  at[1] = (point[1] * near_by + HALF_HEIGHT_MM) * view->px_per_mm;
}

/* What the pixel shows of a triangle that is nearer than what it showed; shares are the corners'.
 */
static void
draw_pixel (TestSolidPixel    *pixel,
            const SolidCamera *camera,
            gdouble            points[3][3],
            gdouble            normals[3][3],
            const gdouble      shares[3],
            gboolean           is_scalp)
{
  gdouble at[3] = { 0.0, 0.0, 0.0 }, n[3] = { 0.0, 0.0, 0.0 }, ray[3] = { 0.0, 0.0, 1.0 };
  gdouble along = 0.0, way = 1.0;

  for (gint corner = 0; corner < 3; corner++)
    for (gint k = 0; k < 3; k++)
      {
        at[k] += shares[corner] * points[corner][k];
        n[k] += shares[corner] * normals[corner][k];
      }
  if (pixel->is_there && pixel->depth_mm >= at[2])
    return;
  if (camera->distance_mm > 0.0)
    {
      ray[0] = -at[0];
      ray[1] = -at[1];
      ray[2] = camera->camera_mm - at[2];
      way    = ray[2] / camera->distance_mm;
    }
  for (gint k = 0; k < 3; k++)
    {
      pixel->normal[k] = n[k] / length_of (n);
      along += pixel->normal[k] * ray[k];
    }
  pixel->depth_mm = at[2];
  pixel->cos_tilt = along / length_of (ray);
  /* A pixel's patch of the plane across the axis, laid along the skin. */
  pixel->area     = way * way * ray[2] / along;
  pixel->is_there = TRUE;
  pixel->is_scalp = is_scalp;
}

static void
draw_triangle (const TestSolid *solid, const SolidCamera *camera, TestSolidView *view, guint i)
{
  static const gdouble nothing[3] = { 0.0, 0.0, 0.0 };
  const guint         *t          = triangle_of (solid, i);
  gboolean             is_scalp   = g_array_index (solid->is_scalp, gboolean, i);
  gdouble              p[3][3], n[3][3], at[3][2], twice;

  for (gint corner = 0; corner < 3; corner++)
    {
      turn (camera, point_of (solid, t[corner]), camera->middle, p[corner]);
      turn (camera, &g_array_index (solid->normals, gdouble, 3 * (gsize) t[corner]), nothing,
            n[corner]);
      project (camera, view, p[corner], at[corner]);
      if (camera->distance_mm > 0.0 && p[corner][2] > camera->camera_mm - 20.0)
        return;
    }
  twice =
    (at[1][0] - at[0][0]) * (at[2][1] - at[0][1]) - (at[2][0] - at[0][0]) * (at[1][1] - at[0][1]);
  /* Rows go down: what faces the camera goes around the other way. */
  if (twice >= 0.0)
    return;
  for (gint y = (gint) floor (MIN (MIN (at[0][1], at[1][1]), at[2][1]));
       y <= (gint) MAX (MAX (at[0][1], at[1][1]), at[2][1]); y++)
    for (gint x = (gint) floor (MIN (MIN (at[0][0], at[1][0]), at[2][0]));
         x <= (gint) MAX (MAX (at[0][0], at[1][0]), at[2][0]); x++)
      {
        gdouble u = x + 0.5, v = y + 0.5, shares[3];

        if (x < 0 || y < 0 || x >= view->width || y >= view->height)
          continue;
        for (gint k = 0; k < 3; k++)
          {
            const gdouble *a = at[(k + 1) % 3], *b = at[(k + 2) % 3];

            shares[k] = ((a[0] - u) * (b[1] - v) - (b[0] - u) * (a[1] - v)) / twice;
          }
        if (shares[0] >= 0.0 && shares[1] >= 0.0 && shares[2] >= 0.0)
          draw_pixel (&view->pixels[(gsize) y * (gsize) view->width + (gsize) x], camera, p, n,
                      shares, is_scalp);
      }
}

TestSolidView
test_solid_view (const TestSolid *solid,
                 const gdouble    turn_deg[3],
                 gdouble          distance_mm,
                 gdouble          px_per_mm)
{
  SolidCamera   camera = camera_of (solid, turn_deg, distance_mm);
  TestSolidView view   = { .width     = (gint) (2.0 * HALF_WIDTH_MM * px_per_mm),
                           .height    = (gint) (2.0 * HALF_HEIGHT_MM * px_per_mm),
                           .px_per_mm = px_per_mm };

  view.pixels = g_new0 (TestSolidPixel, (gsize) view.width * (gsize) view.height);
  for (guint i = 0; i < solid->triangles->len; i++)
    draw_triangle (solid, &camera, &view, i);
  return view;
}

void
test_solid_view_clear (TestSolidView *view)
{
  g_clear_pointer (&view->pixels, g_free);
}

SmpPlane
test_solid_view_outline (const TestSolidView *view)
{
  SmpPlane outline = plane_new (0, 0, view->width, view->height, 1);

  for (gsize i = 0; i < plane_size (&outline); i++)
    outline.data[i] = view->pixels[i].is_there ? 1.0f : 0.0f;
  return outline;
}
