/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* measure-photo PHOTO REGION PX_PER_MM [OVERLAY.ppm]: prints what is measured around a region, and
 * how long that took, and draws the found hairs on the photo, three times enlarged. */

#include <math.h>
#include <stdio.h>

#include "photo.h"
#include "smp/measure.h"

#define ZOOM    3
#define LATTICE 5

static void
print_figure (const gchar *name, const SmpFigure *figure)
{
  if (figure->limit == SMP_LIMIT_NONE)
    g_print ("%-14s %8.3f  confidence %.2f\n", name, figure->value, figure->confidence);
  else
    g_print ("%-14s cannot be measured here: %s\n", name, smp_limit_sentence (figure->limit));
}

static void
print_surroundings (const SmpSurroundings *s)
{
  g_print ("ring           %8.2f cm2, %.0f %% usable\n", s->ring_area_cm2, 100.0 * s->ring_share);
  if (s->skin_known)
    g_print ("skin Lab %.1f %.1f %.1f  mean Lab %.1f %.1f %.1f  ITA %.0f\n", s->skin.lab[0],
             s->skin.lab[1], s->skin.lab[2], s->mean.lab[0], s->mean.lab[1], s->mean.lab[2],
             s->ita_deg);
  if (s->hair_known)
    g_print ("hair Lab %.1f %.1f %.1f\n", s->hair.lab[0], s->hair.lab[1], s->hair.lab[2]);
  print_figure ("density", &s->density_per_cm2);
  print_figure ("inside", &s->inside_density_per_cm2);
  print_figure ("dot diameter", &s->dot_diameter_mm);
  print_figure ("elongation", &s->elongation);
  print_figure ("direction", &s->direction_deg);
  print_figure ("photo blur", &s->photo_blur_px);
  print_figure ("noise", &s->noise);
  print_figure ("contrast", &s->contrast);
}

/* The local figures on a lattice of some places. */
static void
print_local (const SmpSurroundings *s)
{
  static const struct
  {
    SmpLocal     which;
    const gchar *name;
  } figures[] = { { SMP_LOCAL_DENSITY, "density a cm2" },
                  { SMP_LOCAL_LENGTH, "length mm" },
                  { SMP_LOCAL_WIDTH, "width mm" },
                  { SMP_LOCAL_DEPTH, "depth" },
                  { SMP_LOCAL_SPREAD, "spread deg" } };

  for (guint k = 0; k < G_N_ELEMENTS (figures); k++)
    {
      g_print ("%s (confidence), by place\n", figures[k].name);
      for (gint j = 0; j < LATTICE; j++)
        {
          for (gint i = 0; i < LATTICE; i++)
            {
              gdouble x = s->ring.x + (i + 0.5) * s->ring.width * s->cell_px / LATTICE;
              gdouble y = s->ring.y + (j + 0.5) * s->ring.height * s->cell_px / LATTICE;
              gdouble value, trust = smp_surroundings_local (s, figures[k].which, x, y, &value);

              g_print ("  %7.2f (%.2f)", value, trust);
            }
          g_print ("\n");
        }
    }
}

static void
plot (guint8 *picture, gint width, gint height, gdouble x, gdouble y, const guint8 rgb[3])
{
  gint i = (gint) (x * ZOOM), j = (gint) (y * ZOOM);

  if (i >= 0 && j >= 0 && i < width * ZOOM && j < height * ZOOM)
    for (gint c = 0; c < 3; c++)
      picture[3 * ((gsize) j * (gsize) (width * ZOOM) + (gsize) i) + (gsize) c] = rgb[c];
}

static gboolean
is_in_ring (const SmpSurroundings *s, gint x, gint y)
{
  gint i = (x - s->ring.x) / s->cell_px, j = (y - s->ring.y) / s->cell_px;

  return x >= s->ring.x && y >= s->ring.y && i < s->ring.width && j < s->ring.height &&
         s->ring.data[j * s->ring.width + i] > 0.5f;
}

static void
draw_overlay (const SmpSurroundings *s, const SmpPlane *photo, const gchar *path)
{
  static const guint8 colours[2][3] = { { 255, 220, 0 }, { 255, 30, 30 } };
  gint                w = photo->width, h = photo->height;
  guint8             *picture = g_new (guint8, (gsize) (w * h) * ZOOM * ZOOM * 3);
  FILE               *file    = fopen (path, "wb");

  for (gint y = 0; y < h * ZOOM; y++)
    for (gint x = 0; x < w * ZOOM; x++)
      for (gint c = 0; c < 3; c++)
        picture[3 * (y * w * ZOOM + x) + c] =
          (guint8) (255.0 *
                    pow (CLAMP ((gdouble) smp_plane_at (photo, x / ZOOM, y / ZOOM)[c], 0.0, 1.0),
                         1.0 / 2.2) *
                    (is_in_ring (s, x / ZOOM, y / ZOOM) ? 1.0 : 0.75));
  for (guint i = 0; i < s->marks->len; i++)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i);

      for (gdouble k = -0.5; k <= 0.5; k += 0.02)
        {
          gdouble along = k * (gdouble) mark->length_mm * s->px_per_mm;

          plot (picture, w, h, (gdouble) mark->x + along * (gdouble) mark->axis_x,
                (gdouble) mark->y + along * (gdouble) mark->axis_y, colours[!mark->in_ring]);
        }
    }
  if (file)
    {
      fprintf (file, "P6 %d %d 255\n", w * ZOOM, h * ZOOM);
      fwrite (picture, 3, (gsize) (w * h) * ZOOM * ZOOM, file);
      fclose (file);
    }
  g_free (picture);
}

gint
main (gint argc, gchar **argv)
{
  SmpPlane         photo, region;
  SmpSurroundings *s;
  GError          *error = NULL;
  gint64           start;

  if (argc < 4)
    {
      g_printerr ("measure-photo PHOTO REGION PX_PER_MM [OVERLAY.ppm]\n");
      return 2;
    }
  test_photo_load (&photo, argv[1], 3);
  test_photo_load (&region, argv[2], 1);
  start = g_get_monotonic_time ();
  s     = smp_surroundings_measure (&photo, &region, g_ascii_strtod (argv[3], NULL), 8.0, &error);
  if (!s)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("time           %8.3f s\n", (gdouble) (g_get_monotonic_time () - start) / 1e6);
  print_surroundings (s);
  print_local (s);
  if (argc > 4)
    draw_overlay (s, &photo, argv[4]);
  smp_surroundings_free (s);
  test_photo_clear (&photo);
  test_photo_clear (&region);
  return 0;
}
