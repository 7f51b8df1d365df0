/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "variants.h"

#include <math.h>
#include <string.h>

#include "drawing.h"

/* What nearly all heads have. */
#define HEAD                                                                      \
  "--tuft=0.4 --vellus=12 --blotches=0.4 --furrows=0.8 --bend=0.08 --crossing=2 " \
  "--fade=0.3 --root-shade=0.2 --glare=0.06 "

/* The camera and what comes after it: straight from a phone in a room's light, in good light,
 * sharpened once more by who published it, so again without measure, without any processing, and
 * out of focus. */
#define PHONE                                                                             \
  "--noise=2.5 --blur=0.7 --denoise=0.6 --local-contrast=0.6 --sharpen=0.9 --fringe=0.3 " \
  "--quality=90"
#define CRISP  "--noise=1.2 --blur=0.6 --denoise=0.4 --local-contrast=0.5 --sharpen=0.8 --quality=93"
#define EXPORT "--noise=2 --blur=0.7 --denoise=0.7 --local-contrast=0.8 --sharpen=1.4 --quality=85"
#define HARSH  "--noise=2 --blur=0.8 --denoise=1.3 --local-contrast=1 --sharpen=2.4 --quality=80"
#define RAW    "--noise=1.2 --blur=0.7 --quality=93"
#define SOFT   "--noise=2 --blur=3.2 --denoise=1 --local-contrast=0.6 --sharpen=0.9 --quality=90"

const TestVariant test_variants[] = {
  { "strip-between-clips", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=9.3 --width=427 --density=110 --skin=light --seed=2101 " HEAD
    "--scar-width=7 --scar-tissue=1 --scar-jag=1.2 --length-start=2.6 --length-end=1.1 "
    "--gradient-reach=8 --thickness-end=0.7 --bright-hair=0.04 " PHONE },
  { "strip-between-clips-medium", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=11.8 --width=497 --density=120 --skin=medium --seed=2102 " HEAD
    "--scar-width=6 --scar-tissue=0.8 --scar-jag=1.2 --length-start=3 --length-end=1 "
    "--gradient-reach=6 " PHONE },
  { "strip-under-short-clip", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=10 --width=441 --density=140 --skin=tan --seed=2103 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=0.6 --length-start=1.8 --length-end=0.9 "
    "--gradient-reach=12 --roll=25 " PHONE },
  { "temple-stubble-to-long", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=20 --width=602 --density=130 --skin=light --seed=2104 " HEAD
    "--patches=0.12 --patch-size=9 --scar-pale=0.3 --length-start=0.6 --length-end=4.5 "
    "--gradient-reach=8 --gradient-turn=90 " CRISP },
  { "crisp-stubble-light", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=10.5 --width=441 --density=150 --skin=light --seed=2105 " HEAD
    "--scar-width=4 --scar-tissue=0.7 --scar-jag=1.2 --length-start=0.5 --bend=0 " EXPORT },
  { "crisp-stubble-dark", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=12 --width=483 --density=110 --skin=dark --seed=2106 " HEAD
    "--scar-width=3.5 --scar-tissue=0.5 --scar-jag=1.2 --length-start=0.5 --bend=0 " CRISP },
  { "crisp-stubble-brown", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=9 --width=413 --density=100 --skin=brown --seed=2107 " HEAD
    "--scar-width=4 --scar-tissue=0.6 --scar-jag=1.2 --length-start=0.6 --roll=-40 "
    "--bend=0 " EXPORT },
  { "nape-running-out", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=10 --width=462 --density=150 --skin=tan --seed=2108 " HEAD
    "--scar-width=3 --scar-tissue=0.7 --scar-jag=1.2 --length-start=1.4 --length-end=0.6 "
    "--gradient-reach=34 --density-end=0.25 --thickness-end=0.6 " PHONE },
  { "thinning-crown", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=13 --width=497 --density=140 --skin=light --seed=2109 " HEAD
    "--scar-width=3 --scar-tissue=0.4 --scar-jag=1.2 --length-start=1.2 --density-start=0.3 "
    "--thickness-start=0.55 --gradient-turn=60 --gradient-reach=26 --vellus=40 " PHONE },
  { "areata-light", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=8 --width=385 --density=130 --skin=light --seed=2110 " HEAD
    "--patches=0.2 --patch-size=12 --scar-pale=0.3 --length-start=1.6 " PHONE },
  { "areata-many-small", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=9 --width=413 --density=140 --skin=medium --seed=2111 " HEAD
    "--patches=0.22 --patch-size=6 --scar-pale=0.3 --length-start=2 " EXPORT },
  { "areata-brown", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=12 --width=483 --density=110 --skin=brown --seed=2112 " HEAD
    "--patches=0.18 --patch-size=9 --scar-pale=0.3 --length-start=1 " PHONE },
  { "patches-in-long-hair", TEST_VARIANT_TOO_LONG,
    "--px-per-mm=9 --width=413 --density=130 --skin=light --seed=2113 " HEAD
    "--patches=0.12 --patch-size=11 --scar-pale=0.3 --length-start=6 --bend=0.14 "
    "--crossing=14 " PHONE },
  { "strip-in-long-hair", TEST_VARIANT_TOO_LONG,
    "--px-per-mm=12 --width=483 --density=130 --skin=medium --seed=2114 " HEAD
    "--scar-width=4 --scar-tissue=0.7 --scar-jag=1.2 --length-start=6 --bend=0.12 "
    "--crossing=18 " PHONE },
  { "curly-long", TEST_VARIANT_TOO_LONG,
    "--px-per-mm=14 --width=476 --density=110 --skin=dark --seed=2115 " HEAD
    "--scar-width=4 --scar-tissue=0.6 --scar-jag=1.2 --length-start=6 --curl=0.5 "
    "--crossing=20 " CRISP },
  { "curly-short", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=11 --width=462 --density=100 --skin=dark --seed=2116 " HEAD
    "--scar-width=3.5 --scar-tissue=0.6 --scar-jag=1.2 --length-start=1.1 --curl=1.2 "
    "--crossing=14 --tuft=0.8 " PHONE },
  { "curly-short-brown", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=16 --width=511 --density=90 --skin=brown --seed=2117 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=0.9 --roll=60 --curl=1.4 "
    "--crossing=12 --tuft=0.8 " CRISP },
  { "harvested-light", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=10 --width=441 --density=140 --skin=light --seed=2118 " HEAD
    "--scar-width=3 --scar-tissue=0.4 --scar-jag=0.4 --length-start=1 --punches=14 " PHONE },
  { "harvested-tan", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=14 --width=504 --density=150 --skin=tan --seed=2119 " HEAD
    "--patches=0.1 --patch-size=7 --scar-pale=0.3 --length-start=0.8 --punches=20 " CRISP },
  { "young-red-scar", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=16 --width=511 --density=130 --skin=light --seed=2120 " HEAD
    "--scar-width=5 --scar-tissue=1.4 --scar-jag=0.8 --length-start=1.2 --blotches=0.9 " RAW },
  { "fine-light-hair", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=18 --width=539 --density=160 --skin=light --seed=2121 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=1 --thickness-start=0.6 "
    "--thickness-end=0.6 --fade=0.45 " CRISP },
  { "coarse-black-hair", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=20 --width=602 --density=90 --skin=light --seed=2122 " HEAD
    "--scar-width=3 --scar-tissue=0.5 --scar-jag=1.2 --length-start=1.1 --thickness-start=1.3 "
    "--thickness-end=1.3 --fade=0.1 " PHONE },
  { "dark-skin-far", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=8 --width=385 --density=80 --skin=dark --seed=2123 " HEAD
    "--scar-width=4 --scar-tissue=0.5 --scar-jag=1.2 --length-start=0.9 " CRISP },
  { "shaved-light", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=14 --width=504 --density=140 --skin=light --seed=2124 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=0.35 --bend=0 "
    "--root-shade=0.8 " PHONE },
  { "shaved-dark-near", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=25 --width=651 --density=100 --skin=dark --seed=2125 " HEAD
    "--scar-width=3 --scar-tissue=0.4 --scar-jag=1.2 --length-start=0.3 --bend=0 "
    "--furrows=0.9 " CRISP },
  { "bent-strands", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=13 --width=497 --density=90 --skin=medium --seed=2126 " HEAD
    "--scar-width=4 --scar-tissue=0.8 --scar-jag=1.2 --length-start=2.2 --bend=0.28 "
    "--crossing=16 " PHONE },
  { "vellus-between", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=20 --width=560 --density=80 --skin=light --seed=2127 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=1.3 --vellus=90 " CRISP },
  { "grey-hairs", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=12 --width=483 --density=130 --skin=tan --seed=2128 " HEAD
    "--scar-width=3.5 --scar-tissue=0.6 --scar-jag=1.2 --length-start=1.4 "
    "--bright-hair=0.2 " PHONE },
  { "bluish-rims", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=12 --width=483 --density=140 --skin=light --seed=2129 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=0.7 --root-shade=1.4 " PHONE
    " --fringe=0.9" },
  { "export-over-sharpened", TEST_VARIANT_COUNTABLE,
    "--px-per-mm=9.5 --width=434 --density=110 --skin=medium --seed=2130 " HEAD
    "--scar-width=4 --scar-tissue=0.8 --scar-jag=1.2 --length-start=1.3 --roll=15 " HARSH },
  { "out-of-focus", TEST_VARIANT_BLURRED,
    "--px-per-mm=12 --width=483 --density=130 --skin=light --seed=2131 " HEAD
    "--scar-width=3 --scar-tissue=0.6 --scar-jag=1.2 --length-start=1.2 " SOFT },
  { "too-far", TEST_VARIANT_COARSE,
    "--px-per-mm=5 --width=301 --density=150 --skin=brown --seed=2132 " HEAD
    "--scar-width=4 --scar-tissue=0.6 --scar-jag=1.2 --length-start=0.9 " PHONE },
  { "patches-in-thick-long-hair", TEST_VARIANT_TOO_LONG,
    "--px-per-mm=10 --width=441 --density=250 --skin=light --seed=2142 " HEAD
    "--patches=0.1 --patch-size=10 --length-start=8 --crossing=12 --bend=0.2 --noise=1.2 "
    "--blur=0.6 --sharpen=2" },
};

const guint test_n_variants = G_N_ELEMENTS (test_variants);

static const gchar *const file_names[] = { "sample.jpg", "clean.png", "scar.png", "dots.csv",
                                           "truth.txt" };

void
test_scalp_draw (TestScalp *scalp, const gchar *program, const TestVariant *variant)
{
  g_autofree gchar *line   = g_strconcat ("--close-up ", variant->arguments, NULL);
  g_auto (GStrv) arguments = NULL;
  gchar  *paths[G_N_ELEMENTS (file_names)], *folder;
  GError *error = NULL;

  if (!g_shell_parse_argv (line, NULL, &arguments, &error))
    g_error ("%s: %s", variant->name, error->message);
  folder = test_drawing_new (program, (const gchar *const *) arguments);
  memset (scalp, 0, sizeof (TestScalp));
  scalp->variant = variant;
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    paths[i] = g_build_filename (folder, file_names[i], NULL);
  test_photo_load (&scalp->photo, paths[0], 3);
  test_photo_load (&scalp->clean, paths[1], 3);
  test_photo_load (&scalp->region, paths[2], 1);
  scalp->hairs = test_photo_hairs (paths[3]);
  scalp->truth = g_key_file_new ();
  if (!g_key_file_load_from_file (scalp->truth, paths[4], G_KEY_FILE_NONE, &error))
    g_error ("%s: %s", variant->name, error->message);
  scalp->px_per_mm = g_key_file_get_double (scalp->truth, "conditions", "px-per-mm", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    g_free (paths[i]);
  test_drawing_done (folder);
}

void
test_scalp_clear (TestScalp *scalp)
{
  test_photo_clear (&scalp->photo);
  test_photo_clear (&scalp->clean);
  test_photo_clear (&scalp->region);
  g_clear_pointer (&scalp->hairs, g_array_unref);
  g_clear_pointer (&scalp->truth, g_key_file_unref);
}

static gboolean
beside_scar (gdouble x_px, gdouble y_px, gpointer data)
{
  const TestScalp *scalp = data;

  return *smp_plane_at (&scalp->region, (gint) x_px, (gint) y_px) < 0.5f;
}

/* Two lines that are nearer than so many standard deviations of their picture have no lighter place
 * between them (Sparrow 1916). */
#define SPARROW 2.0

/* The standard deviation of a hair's picture: the lens, the pixel, the hair's own width. */
static gdouble
hair_sigma_px (const TestScalp *scalp, gdouble diameter_mm)
{
  gdouble blur  = g_key_file_get_double (scalp->truth, "conditions", "blur-px", NULL);
  gdouble width = diameter_mm * scalp->px_per_mm;

  return sqrt (blur * blur + (1.0 + width * width) / 12.0);
}

/* A place of the picture in a hair's own frame: along from its root and aside, in pixels. */
static void
in_frame (const TestHair *hair, gdouble x, gdouble y, gdouble *along, gdouble *aside, gdouble *end)
{
  gdouble dx = hair->tip_x_px - hair->x_px, dy = hair->tip_y_px - hair->y_px;

  *end   = MAX (hypot (dx, dy), 1e-6);
  *along = ((x - hair->x_px) * dx + (y - hair->y_px) * dy) / *end;
  *aside = ((y - hair->y_px) * dx - (x - hair->x_px) * dy) / *end;
}

/* How far the shorter of two hairs lies from the other on average. */
static gdouble
distance_px (const TestHair *hair, const TestHair *other)
{
  gdouble sum = 0.0;

  if (hair->length_mm > other->length_mm)
    return distance_px (other, hair);
  for (gint k = 0; k < 5; k++)
    {
      gdouble x = hair->x_px + (k + 0.5) / 5.0 * (hair->tip_x_px - hair->x_px);
      gdouble y = hair->y_px + (k + 0.5) / 5.0 * (hair->tip_y_px - hair->y_px);
      gdouble along, aside, end;

      in_frame (other, x, y, &along, &aside, &end);
      sum += hypot (along - CLAMP (along, 0.0, end), aside) / 5.0;
    }
  return sum;
}

/* Of each hair the first one of the stroke that it is seen in. */
static guint *
find_strokes (const TestScalp *scalp)
{
  guint  n      = scalp->hairs->len;
  guint *stroke = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const TestHair *hair = &g_array_index (scalp->hairs, TestHair, i);

      stroke[i] = i;
      for (guint j = 0; j < i && !hair->is_vellus; j++)
        {
          const TestHair *other = &g_array_index (scalp->hairs, TestHair, j);
          gdouble         near_px =
            SPARROW * hair_sigma_px (scalp, 0.5 * (hair->diameter_mm + other->diameter_mm));
          guint from = stroke[i], to = stroke[j];

          /* The nearest places of two hairs cannot be nearer than the roots less both lengths. */
          if (other->is_vellus || from == to ||
              hypot (hair->x_px - other->x_px, hair->y_px - other->y_px) >
                near_px + scalp->px_per_mm * (hair->length_mm + other->length_mm) ||
              distance_px (hair, other) > near_px)
            continue;
          for (guint k = 0; k <= i; k++)
            if (stroke[k] == from)
              stroke[k] = to;
        }
    }
  return stroke;
}

/* Places of the picture are looked at so densely, a pixel, for what hair covers. */
#define COVER_STEPS 3

/* 1 at each place that lies below hair. */
static guint8 *
find_covered (const TestScalp *scalp)
{
  gint    width = scalp->photo.width * COVER_STEPS, height = scalp->photo.height * COVER_STEPS;
  guint8 *covered = g_new0 (guint8, (gsize) width * (gsize) height);

  for (guint i = 0; i < scalp->hairs->len; i++)
    {
      const TestHair *hair  = &g_array_index (scalp->hairs, TestHair, i);
      gdouble         half  = 0.5 * hair->diameter_mm * scalp->px_per_mm;
      gint            left  = (gint) ((MIN (hair->x_px, hair->tip_x_px) - half) * COVER_STEPS);
      gint            top   = (gint) ((MIN (hair->y_px, hair->tip_y_px) - half) * COVER_STEPS);
      gint            right = (gint) ((MAX (hair->x_px, hair->tip_x_px) + half) * COVER_STEPS) + 1;
      gint            below = (gint) ((MAX (hair->y_px, hair->tip_y_px) + half) * COVER_STEPS) + 1;

      for (gint y = MAX (top, 0); y < MIN (below, height) && !hair->is_vellus; y++)
        for (gint x = MAX (left, 0); x < MIN (right, width); x++)
          {
            gdouble along, aside, end;

            in_frame (hair, (x + 0.5) / COVER_STEPS, (y + 0.5) / COVER_STEPS, &along, &aside, &end);
            if (fabs (aside) <= half && along >= -0.5 * half && along <= end + 0.5 * half)
              covered[(gsize) y * (gsize) width + (gsize) x] = 1;
          }
    }
  return covered;
}

/* A square while it is summed up. */
typedef struct
{
  TestCell cell;
  gdouble  cosine, sine, strokes, covered;
} Sum;

static void
add_hair (Sum *sum, const TestHair *hair, gdouble too_long_mm)
{
  gdouble angle = 2.0 * hair->direction_deg * G_PI / 180.0;

  sum->cell.hairs++;
  sum->cell.diameter_mm += hair->diameter_mm;
  sum->cell.length_mm += hair->length_mm;
  sum->cell.too_long_share += hair->length_mm > too_long_mm;
  sum->cosine += cos (angle);
  sum->sine += sin (angle);
}

static void
finish (Sum *sum)
{
  TestCell *cell = &sum->cell;
  gdouble   n    = MAX (cell->hairs, 1u);

  cell->hairs_per_cm2 = cell->hairs / cell->area_cm2;
  cell->diameter_mm /= n;
  cell->length_mm /= n;
  cell->too_long_share /= n;
  cell->strokes_per_cm2 = sum->strokes / cell->area_cm2;
  cell->dot_mm          = 10.0 * sqrt (4.0 / G_PI * sum->covered / MAX (sum->strokes, 1.0));
  cell->direction_deg   = fmod (0.5 * atan2 (sum->sine, sum->cosine) * 180.0 / G_PI + 180.0, 180.0);
  cell->order           = hypot (sum->cosine, sum->sine) / n;
}

GArray *
test_scalp_cells (const TestScalp *scalp, gdouble side_mm, TestInside inside, gpointer data)
{
  gint               side    = (gint) (side_mm * scalp->px_per_mm + 0.5);
  gint               columns = (scalp->photo.width + side - 1) / side;
  gint               rows    = (scalp->photo.height + side - 1) / side;
  gdouble            long_mm = g_key_file_get_double (scalp->truth, "ring", "too-long-mm", NULL);
  gdouble            pixel   = 0.01 / (scalp->px_per_mm * scalp->px_per_mm);
  GArray            *cells   = g_array_new (FALSE, TRUE, sizeof (TestCell));
  Sum               *sums    = g_new0 (Sum, columns * rows);
  g_autofree guint  *stroke  = find_strokes (scalp);
  g_autofree guint  *members = g_new0 (guint, scalp->hairs->len + 1);
  g_autofree guint8 *covered = find_covered (scalp);

  if (!inside)
    {
      inside = beside_scar;
      data   = (gpointer) scalp;
    }
  for (gint y = 0; y < scalp->photo.height; y++)
    for (gint x = 0; x < scalp->photo.width; x++)
      if (inside (x + 0.5, y + 0.5, data))
        {
          Sum *sum = &sums[y / side * columns + x / side];

          sum->cell.area_cm2 += pixel;
          for (gint k = 0; k < COVER_STEPS * COVER_STEPS; k++)
            sum->covered += pixel / (COVER_STEPS * COVER_STEPS) *
                            covered[(gsize) (y * COVER_STEPS + k / COVER_STEPS) *
                                      (gsize) (scalp->photo.width * COVER_STEPS) +
                                    (gsize) (x * COVER_STEPS + k % COVER_STEPS)];
        }
  for (guint i = 0; i < scalp->hairs->len; i++)
    members[stroke[i]]++;
  for (guint i = 0; i < scalp->hairs->len; i++)
    {
      const TestHair *hair = &g_array_index (scalp->hairs, TestHair, i);
      gdouble x = 0.5 * (hair->x_px + hair->tip_x_px), y = 0.5 * (hair->y_px + hair->tip_y_px);

      if (!hair->is_vellus && x >= 0.0 && y >= 0.0 && x < scalp->photo.width &&
          y < scalp->photo.height && inside (x, y, data))
        {
          Sum *sum = &sums[(gint) y / side * columns + (gint) x / side];

          add_hair (sum, hair, long_mm);
          sum->strokes += 1.0 / members[stroke[i]];
        }
    }
  for (gint i = 0; i < columns * rows; i++)
    if (sums[i].cell.area_cm2 >= 0.2 * side * side * pixel)
      {
        sums[i].cell.x_px = i % columns * side;
        sums[i].cell.y_px = i / columns * side;
        finish (&sums[i]);
        g_array_append_val (cells, sums[i].cell);
      }
  g_free (sums);
  return cells;
}
