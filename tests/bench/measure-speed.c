/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* measure-speed PHOTO PX_PER_MM: time to measure a neighbourhood of 4 megapixels in a photo of
 * hair, time to the first picture of a region of 15 cm2 and until it is solved for, as ratios to
 * gegl:gaussian-blur 1.5 of 24 megapixels.  Medians of five, taken in turn. */

#include <gegl.h>
#include <stdlib.h>

#include "bar.h"
#include "matched-light.h"
#include "photo.h"
#include "smp/match.h"

#define RUNS        5
#define SIDE_PX     2000
#define REGION_PX   1200
#define REGION_MM   38.7 /* a square of 15 cm2 */
#define RING_MM     8.0
#define BLUR_WIDTH  6000
#define BLUR_HEIGHT 4000

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

/* The middle of the photo. */
static SmpPlane
crop (const SmpPlane *photo)
{
  SmpPlane part = { NULL, 0, 0, MIN (SIDE_PX, photo->width), MIN (SIDE_PX, photo->height), 3 };

  part.x    = (photo->width - part.width) / 2;
  part.y    = (photo->height - part.height) / 2;
  part.data = g_new (gfloat, 3 * (gsize) part.width * (gsize) part.height);
  smp_plane_read (&part, (gpointer) photo);
  return part;
}

static gdouble
time_measuring (const SmpPlane *photo, gdouble px_per_mm)
{
  SmpPlane         region = { NULL,
                              photo->x + (photo->width - REGION_PX) / 2,
                              photo->y + (photo->height - REGION_PX) / 2,
                              REGION_PX,
                              REGION_PX,
                              1 };
  gdouble          ring   = (SIDE_PX - REGION_PX) / 2 / px_per_mm;
  GError          *error  = NULL;
  SmpSurroundings *s;
  gint64           start;
  gdouble          seconds;

  region.data = g_new (gfloat, REGION_PX * REGION_PX);
  for (gint i = 0; i < REGION_PX * REGION_PX; i++)
    region.data[i] = 1.0f;
  start   = g_get_monotonic_time ();
  s       = smp_surroundings_measure (photo, &region, px_per_mm, ring, &error);
  seconds = (gdouble) (g_get_monotonic_time () - start) / 1e6;
  if (!s)
    g_error ("%s", error->message);
  smp_surroundings_free (s);
  g_free (region.data);
  return seconds;
}

static gdouble
seconds_since (gint64 start)
{
  return (gdouble) (g_get_monotonic_time () - start) / 1e6;
}

static void
draw (const SmpMatcher *matcher, const SmpParams *params, const SmpPlane *region)
{
  SmpPlane light = bench_matched_light (matcher, params, region);

  g_free (light.data);
}

/* What Conceal Scar does between OK on the selection and its first picture, and what it does until
 * the values are solved for, seconds of either. */
static void
time_concealing (const SmpPlane *photo, gdouble px_per_mm, gdouble *first, gdouble *solved)
{
  const gint side   = (gint) (REGION_MM * px_per_mm);
  SmpPlane   region = {
    NULL, photo->x + (photo->width - side) / 2, photo->y + (photo->height - side) / 2, side, side, 1
  };
  GError   *error = NULL;
  SmpParams params;
  SmpMatch  match;
  gint64    start;

  g_autoptr (SmpSurroundings) s  = NULL;
  g_autoptr (SmpMatcher) matcher = NULL;

  region.data = g_new (gfloat, (gsize) side * (gsize) side);
  for (gsize i = 0; i < (gsize) side * (gsize) side; i++)
    region.data[i] = 1.0f;
  test_scar_params (&params);
  params.px_per_mm = px_per_mm;
  start            = g_get_monotonic_time ();
  s                = smp_surroundings_measure (photo, &region, px_per_mm, RING_MM, &error);
  matcher          = s ? smp_matcher_new (photo, &region, s, &error) : NULL;
  if (!matcher)
    g_error ("%s", error->message);
  draw (matcher, &params, &region);
  *first = seconds_since (start);
  smp_matcher_solve (matcher, &params, &match);
  draw (matcher, &params, &region);
  *solved = seconds_since (start);
  g_free (region.data);
}

static gdouble
time_blur (GeglBuffer *picture)
{
  GeglRectangle extent = { 0, 0, BLUR_WIDTH, BLUR_HEIGHT };
  GeglNode     *graph  = gegl_node_new ();
  GeglNode     *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  GeglNode *blur = gegl_node_new_child (graph, "operation", "gegl:gaussian-blur", "std-dev-x", 1.5,
                                        "std-dev-y", 1.5, NULL);
  GeglBuffer *result = gegl_buffer_new (&extent, babl_format ("RGBA float"));
  gint64      start  = g_get_monotonic_time ();
  gdouble     seconds;

  gegl_node_link (source, blur);
  gegl_node_blit_buffer (blur, result, &extent, 0, GEGL_ABYSS_NONE);
  seconds = (gdouble) (g_get_monotonic_time () - start) / 1e6;
  g_object_unref (result);
  g_object_unref (graph);
  return seconds;
}

static GeglBuffer *
noise_new (void)
{
  GeglRectangle extent = { 0, 0, BLUR_WIDTH, BLUR_HEIGHT };
  GeglBuffer   *buffer = gegl_buffer_new (&extent, babl_format ("RGBA float"));
  gfloat       *row    = g_new (gfloat, 4 * BLUR_WIDTH);

  for (gint y = 0; y < BLUR_HEIGHT; y++)
    {
      for (gint i = 0; i < 4 * BLUR_WIDTH; i++)
        row[i] = (gfloat) (((guint) (y * 977 + i) * 2654435761u) >> 24) / 255.0f;
      gegl_buffer_set (buffer, GEGL_RECTANGLE (0, y, BLUR_WIDTH, 1), 0, NULL, row,
                       GEGL_AUTO_ROWSTRIDE);
    }
  g_free (row);
  return buffer;
}

gint
main (gint argc, gchar **argv)
{
  gdouble     measuring[RUNS], blurring[RUNS], first[RUNS], solved[RUNS], px_per_mm;
  SmpPlane    photo, part;
  GeglBuffer *noise;

  if (argc < 3)
    {
      g_printerr ("measure-speed PHOTO PX_PER_MM\n");
      return 2;
    }
  gegl_init (NULL, NULL);
  g_object_set (gegl_config (), "threads", 2, NULL);
  test_photo_load (&photo, argv[1], 3);
  px_per_mm = g_ascii_strtod (argv[2], NULL);
  part      = crop (&photo);
  noise     = noise_new ();
  for (gint i = 0; i < RUNS; i++)
    {
      measuring[i] = time_measuring (&part, px_per_mm);
      blurring[i]  = time_blur (noise);
      time_concealing (&photo, px_per_mm, &first[i], &solved[i]);
    }
  qsort (measuring, RUNS, sizeof measuring[0], compare);
  qsort (blurring, RUNS, sizeof blurring[0], compare);
  qsort (first, RUNS, sizeof first[0], compare);
  qsort (solved, RUNS, sizeof solved[0], compare);
  g_print ("gaussian-blur 1.5 of 24 megapixels: %.2f s\n", blurring[RUNS / 2]);
  g_print ("measuring %.1f megapixels of hair: %.2f s, of the blur's: ",
           part.width * (gdouble) part.height / 1e6, measuring[RUNS / 2]);
  bench_at_most (measuring[RUNS / 2] / blurring[RUNS / 2], 0.25);
  g_print ("first picture of 15 cm2 after %.2f s, of the blur's: ", first[RUNS / 2]);
  bench_at_most (first[RUNS / 2] / blurring[RUNS / 2], 0.4);
  g_print ("solved for it after %.2f s, of the blur's: ", solved[RUNS / 2]);
  bench_at_most (solved[RUNS / 2] / blurring[RUNS / 2], 1.2);
  g_object_unref (noise);
  g_free (part.data);
  test_photo_clear (&photo);
  gegl_exit ();
  return 0;
}
