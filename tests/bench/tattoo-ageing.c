/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares fading with photos of one tattoo.
 *
 *     tattoo-ageing PHOTO-FOLDER
 *
 * The tattoo is a test chart whose artwork, 10 pixels a mm, and photos after 83 days and 2.8 years
 * are published (CC0, TaranVH/How-tattoos-age on GitHub).  The artwork's black bars are taken
 * through fade and skin, and bars of 4 to 0.5 mm are measured in both.  This is one person's leg,
 * full-strength black ink, other cameras and light each time, glare included: it can show that the
 * model is far off, not that it is right. */

#include <gegl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tattoo.h"

#define ARTWORK  "design_1px_is_100um.png"
#define MAX_BARS 16

/* For the sharpness of photos in which bars have merged. */
#define UNKNOWN_PX_PER_MM 20.0

/* Corners found by eye. */
static const TattooBars artwork_bars[] = {
  { "4.0 across", 4, { { 808, 418 }, { 1008, 418 }, { 1008, 618 }, { 808, 618 } } },
  { "4.0 upright", 4, { { 1093, 418 }, { 1093, 618 }, { 1293, 618 }, { 1293, 418 } } },
  { "3.0 across", 3, { { 930, 698 }, { 1080, 698 }, { 1080, 848 }, { 930, 848 } } },
  { "3.0 upright", 3, { { 1143, 698 }, { 1143, 848 }, { 1293, 848 }, { 1293, 698 } } },
  { "2.0 across", 2, { { 1050, 908 }, { 1150, 908 }, { 1150, 1008 }, { 1050, 1008 } } },
  { "2.0 upright", 2, { { 1193, 908 }, { 1193, 1008 }, { 1293, 1008 }, { 1293, 908 } } },
  { "1.5 across", 1.5, { { 1110, 1048 }, { 1185, 1048 }, { 1185, 1123 }, { 1110, 1123 } } },
  { "1.5 upright", 1.5, { { 1218, 1048 }, { 1218, 1123 }, { 1293, 1123 }, { 1293, 1048 } } },
  { "1.0 across", 1, { { 1172, 1153 }, { 1222, 1153 }, { 1222, 1203 }, { 1172, 1203 } } },
  { "1.0 upright", 1, { { 1243, 1153 }, { 1243, 1203 }, { 1293, 1203 }, { 1293, 1153 } } },
  { ".75 across", 0.75, { { 1202, 1223 }, { 1240, 1223 }, { 1240, 1261 }, { 1202, 1261 } } },
  { ".75 upright", 0.75, { { 1256, 1223 }, { 1256, 1261 }, { 1294, 1261 }, { 1294, 1223 } } },
  { ".50 across", 0.5, { { 1232, 1276 }, { 1257, 1276 }, { 1257, 1301 }, { 1232, 1301 } } },
  { ".50 upright", 0.5, { { 1268, 1276 }, { 1268, 1301 }, { 1293, 1301 }, { 1293, 1276 } } },
};

static const TattooBars bars_after_months[] = {
  { "4.0 across", 4, { { 543, 290 }, { 855, 281 }, { 844, 594 }, { 544, 601 } } },
  { "4.0 upright", 4, { { 989, 271 }, { 968, 590 }, { 1236, 591 }, { 1270, 269 } } },
  { "3.0 across", 3, { { 717, 726 }, { 936, 716 }, { 934, 944 }, { 717, 951 } } },
  { "3.0 upright", 3, { { 1037, 720 }, { 1023, 940 }, { 1195, 930 }, { 1220, 710 } } },
  { "2.0 across", 2, { { 884, 1031 }, { 1023, 1023 }, { 1021, 1173 }, { 880, 1180 } } },
  { "2.0 upright", 2, { { 1079, 1019 }, { 1072, 1170 }, { 1178, 1157 }, { 1185, 1014 } } },
  { "1.5 across", 1.5, { { 959, 1232 }, { 1060, 1223 }, { 1056, 1326 }, { 954, 1336 } } },
  { "1.5 upright", 1.5, { { 1091, 1216 }, { 1089, 1325 }, { 1177, 1316 }, { 1179, 1204 } } },
  { "1.0 across", 1, { { 1036, 1373 }, { 1098, 1366 }, { 1097, 1430 }, { 1035, 1438 } } },
  { "1.0 upright", 1, { { 1121, 1357 }, { 1122, 1422 }, { 1175, 1416 }, { 1175, 1350 } } },
  { ".75 across", 0.75, { { 1079, 1457 }, { 1116, 1454 }, { 1115, 1505 }, { 1080, 1508 } } },
  { ".75 upright", 0.75, { { 1131, 1452 }, { 1132, 1500 }, { 1174, 1494 }, { 1173, 1444 } } },
  { ".50 across", 0.5, { { 1106, 1525 }, { 1125, 1523 }, { 1123, 1550 }, { 1107, 1552 } } },
  { ".50 upright", 0.5, { { 1136, 1525 }, { 1136, 1548 }, { 1170, 1543 }, { 1171, 1516 } } },
};

static const TattooBars bars_after_years_close[] = {
  { "4.0 across", 4, { { 817, 673 }, { 1457, 668 }, { 1417, 1319 }, { 823, 1335 } } },
};

static const TattooBars bars_after_years[] = {
  { "4.0 across", 4, { { 625, 694 }, { 1070, 636 }, { 1080, 1219 }, { 638, 1249 } } },
  { "4.0 upright", 4, { { 1288, 598 }, { 1283, 1196 }, { 1877, 1219 }, { 1898, 585 } } },
  { "3.0 across", 3, { { 881, 1441 }, { 1251, 1420 }, { 1253, 1858 }, { 890, 1880 } } },
  { "3.0 upright", 3, { { 1430, 1427 }, { 1420, 1873 }, { 1843, 1884 }, { 1862, 1434 } } },
  { "2.0 across", 2, { { 1154, 2025 }, { 1438, 2020 }, { 1436, 2348 }, { 1150, 2339 } } },
  { "2.0 upright", 2, { { 1544, 2031 }, { 1544, 2356 }, { 1819, 2360 }, { 1826, 2043 } } },
  { "1.5 across", 1.5, { { 1294, 2448 }, { 1532, 2445 }, { 1525, 2685 }, { 1290, 2689 } } },
  { "1.5 upright", 1.5, { { 1594, 2448 }, { 1590, 2698 }, { 1825, 2698 }, { 1828, 2448 } } },
  { "1.0 across", 1, { { 1463, 2756 }, { 1626, 2760 }, { 1619, 2923 }, { 1461, 2918 } } },
  { "1.0 upright", 1, { { 1665, 2756 }, { 1665, 2914 }, { 1815, 2917 }, { 1817, 2756 } } },
  { ".75 across", 0.75, { { 1556, 2960 }, { 1661, 2957 }, { 1662, 3095 }, { 1555, 3097 } } },
  { ".75 upright", 0.75, { { 1684, 2962 }, { 1685, 3087 }, { 1814, 3081 }, { 1812, 2955 } } },
  { ".50 across", 0.5, { { 1620, 3115 }, { 1672, 3115 }, { 1672, 3207 }, { 1618, 3207 } } },
  { ".50 upright", 0.5, { { 1693, 3120 }, { 1694, 3200 }, { 1802, 3195 }, { 1800, 3115 } } },
};

static const struct
{
  const gchar      *file;
  gdouble           years;
  const TattooBars *bars;
  guint             n_bars;
} photos[] = {
  { "2021-12-10_healed_after_touchups.jpg", 83.0 / 365.25, bars_after_months,
    G_N_ELEMENTS (bars_after_months) },
  { "2024-06-29_close_up.jpg", 2.78, bars_after_years_close,
    G_N_ELEMENTS (bars_after_years_close) },
  { "2024-06-29_it_s_blurrier_already.jpg", 2.78, bars_after_years,
    G_N_ELEMENTS (bars_after_years) },
};

TattooPicture
tattoo_load (const gchar *folder, const gchar *name)
{
  gchar               *path   = g_build_filename (folder, name, NULL);
  GeglNode            *graph  = gegl_node_new ();
  GeglBuffer          *buffer = NULL;
  GeglNode            *load, *sink;
  TattooPicture        picture;
  const GeglRectangle *extent;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      fprintf (stderr, "There is no file %s.\n", path);
      exit (EXIT_FAILURE);
    }
  load = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);
  gegl_node_link (load, sink);
  gegl_node_process (sink);
  extent         = gegl_buffer_get_extent (buffer);
  picture.width  = extent->width;
  picture.height = extent->height;
  picture.rgb    = g_new (gfloat, 3 * (gsize) extent->width * (gsize) extent->height);
  gegl_buffer_get (buffer, extent, 1.0, babl_format ("RGB float"), picture.rgb, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  g_object_unref (buffer);
  g_object_unref (graph);
  g_free (path);
  return picture;
}

static const TattooBars *
find_bars (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (artwork_bars); i++)
    if (strcmp (artwork_bars[i].name, name) == 0)
      return &artwork_bars[i];

  return NULL;
}

static void
print_seen (const gchar *name, const gchar *what, const TattooSeen *seen)
{
  printf ("%-12s%-7s %5.3f %5.3f %5.3f  %5.3f %5.3f %5.3f  %5.3f %5.3f %5.3f  %5.2f  %5.2f", name,
          what, seen->ink[0], seen->ink[1], seen->ink[2], seen->darkest[0], seen->darkest[1],
          seen->darkest[2], seen->gap[0], seen->gap[1], seen->gap[2], seen->bar_mm, seen->edge_mm);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gdouble *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gdouble
median (gdouble *values, guint n)
{
  qsort (values, n, sizeof (gdouble), compare);
  return n > 0 ? values[n / 2] : NAN;
}

/* What the bars of a photo have in common: the middle of their ink, where they are wide enough that
 * their edges do not reach into it. */
static void
print_ink (const gchar *what, const TattooSeen *seen, const TattooBars *bars, guint n_bars)
{
  gdouble values[MAX_BARS];

  printf ("%-12s%-7s", "from 2 mm", what);
  for (gint c = 0; c < 3; c++)
    {
      guint n = 0;

      for (guint k = 0; k < n_bars; k++)
        if (bars[k].bar_mm >= 2.0)
          values[n++] = seen[k].ink[c];
      printf (" %5.3f", median (values, n));
    }
  printf ("\n");
}

/* How much wider the same bars are in a later photo. */
static void
print_growth (const gchar *what, const TattooSeen *before, const TattooSeen *after, guint n_bars)
{
  gdouble values[MAX_BARS];
  guint   n = 0;

  for (guint k = 0; k < n_bars; k++)
    if (after[k].bar_mm - before[k].bar_mm < 10.0)
      values[n++] = after[k].bar_mm - before[k].bar_mm;
  median (values, n);
  printf ("bars wider by, %s: %.2f mm (middle half %.2f to %.2f, of %u bars)\n", what,
          values[n / 2], values[n / 4], values[3 * n / 4], n);
}

/* Measures and predicts all bars of a photo. */
static void
compare_photo (const gchar         *folder,
               const TattooPicture *artwork,
               guint                i,
               TattooSeen          *seen,
               TattooSeen          *predicted)
{
  TattooPicture photo = tattoo_load (folder, photos[i].file);

  printf ("\n%s, %.2f years\n", photos[i].file, photos[i].years);
  printf ("bars, mm           ink R, G, B        darkest fifth        between bars        width "
          "edge 20-80 %%, mm\n");
  for (guint k = 0; k < photos[i].n_bars; k++)
    {
      const TattooBars *bars = &photos[i].bars[k];

      seen[k] = tattoo_measure (&photo, bars);
      predicted[k] =
        tattoo_predict (artwork, find_bars (bars->name), photos[i].years,
                        seen[k].px_per_mm > 0.0 ? seen[k].px_per_mm : UNKNOWN_PX_PER_MM);
      print_seen (bars->name, "photo", &seen[k]);
      printf ("  (%.1f px/mm)\n", seen[k].px_per_mm);
      print_seen ("", "model", &predicted[k]);
      printf ("\n");
    }
  print_ink ("photo", seen, photos[i].bars, photos[i].n_bars);
  print_ink ("model", predicted, photos[i].bars, photos[i].n_bars);
  g_free (photo.rgb);
}

int
main (int argc, char **argv)
{
  static TattooSeen seen[G_N_ELEMENTS (photos)][MAX_BARS],
    predicted[G_N_ELEMENTS (photos)][MAX_BARS];
  TattooPicture artwork;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: tattoo-ageing PHOTO-FOLDER\n");
      return EXIT_FAILURE;
    }
  gegl_init (NULL, NULL);
  artwork = tattoo_load (argv[1], ARTWORK);
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    compare_photo (argv[1], &artwork, i, seen[i], predicted[i]);

  printf ("\nfrom %.2f to %.2f years\n", photos[0].years, photos[2].years);
  print_growth ("photo", seen[0], seen[2], photos[0].n_bars);
  print_growth ("model", predicted[0], predicted[2], photos[0].n_bars);
  g_free (artwork.rgb);
  gegl_exit ();
  return EXIT_SUCCESS;
}
