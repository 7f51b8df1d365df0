/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* digests SAMPLE-FOLDER PRESET…: prints a line for each stage of the engine, its name and a hash of
 * all the bits that it gave. `./smp systems` compares them between systems. The sample's files are
 * the same everywhere: what is drawn or measured on them must be too. */

#include <string.h>

#include "fixture.h"
#include "hairline-lines.h"
#include "photo.h"
#include "smp/fade.h"
#include "smp/head.h"
#include "smp/match.h"
#include "smp/preset-picture.h"

#define SIZE_PX 320
#define RING_MM 8.0

#define NO_BITS 14695981039346656037u

static guint64
with_bytes (guint64 hash, gconstpointer data, gsize n)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < n; i++)
    hash = (hash ^ bytes[i]) * 1099511628211u;
  return hash;
}

static guint64
with_number (guint64 hash, gdouble number)
{
  return with_bytes (hash, &number, sizeof number);
}

static void
print_hash (const gchar *name, guint64 hash)
{
  g_print ("%s %08x%08x\n", name, (guint) (hash >> 32), (guint) hash);
}

static void
print_plane (const gchar *name, const SmpPlane *plane)
{
  print_hash (name, with_bytes (NO_BITS, plane->data, plane_size (plane) * sizeof (gfloat)));
}

/* Dots on soft edges, faded and in skin, each stage with the pixels around that it needs. */
static void
print_stages (const gchar *name, const SmpParams *params)
{
  const gint skin = smp_skin_margin_px (params), fade = smp_fade_margin_px (params);
  SmpPlane   map   = plane_new (0, 0, SIZE_PX, SIZE_PX, 1);
  SmpPlane   light = plane_new (0, 0, SIZE_PX, SIZE_PX, 4);
  SmpPlane   faded = plane_new (-skin, -skin, SIZE_PX + 2 * skin, SIZE_PX + 2 * skin, 2);
  SmpPlane   pigment =
    plane_new (-skin - fade, -skin - fade, faded.width + 2 * fade, faded.height + 2 * fade, 2);
  g_autofree gchar *dots  = g_strconcat ("dots-", name, NULL);
  g_autofree gchar *years = g_strconcat ("fading-", name, NULL);
  g_autofree gchar *shown = g_strconcat ("light-", name, NULL);

  for (gint i = 0; i < SIZE_PX * SIZE_PX; i++)
    map.data[i] = (gfloat) (i % SIZE_PX) / (gfloat) SIZE_PX;
  smp_stipple_render (params, &map, &pigment);
  print_plane (dots, &pigment);
  smp_fade_render (params, &pigment, &faded);
  print_plane (years, &faded);
  smp_skin_render (params, &faded, &light);
  print_plane (shown, &light);
  g_free (map.data);
  g_free (pigment.data);
  g_free (faded.data);
  g_free (light.data);
}

static void
print_drawn (void)
{
  static const SmpHead head  = { { 24.0, 31.0, 29.0 }, { 205.0, 25.0, 10.0 }, 15.0, 14.0, 120.0 };
  SmpParams            plain = plain_params (8.0), rich;

  print_stages ("plain", &plain);
  smp_params_init (&rich);
  rich.px_per_mm     = 11.3;
  rich.elongation    = 2.3;
  rich.direction_deg = 33.0;
  print_stages ("rich", &rich);
  rich.years = 5.0;
  print_stages ("old", &rich);
  rich.pigment = SMP_PIGMENT_IRON_OXIDE;
  rich.sun     = SMP_SUN_HIGH;
  rich.head    = smp_head_keep (&head);
  print_stages ("head", &rich);
}

static void
print_hairline (void)
{
  SmpParams params = hairline_params (4.0);
  Line      line   = { { { 80, 330 }, { 210, 190 }, { 350, 160 }, { 500, 200 }, { 630, 320 } }, 5 };
  SmpHairline *hairline = hairline_of (&params, &line, FALSE);
  SmpPlane     map      = plane_new (0, 0, 700, 420, 1);

  smp_hairline_render (hairline, NULL, FALSE, &map);
  print_plane ("hairline", &map);
  smp_hairline_free (hairline);
  g_free (map.data);
}

static void
print_preset (const gchar *path)
{
  g_autofree gchar  *id    = g_path_get_basename (path);
  g_autofree gchar  *name  = g_strconcat ("preset-", id, NULL);
  g_autofree gchar  *text  = NULL;
  g_autofree guint8 *rgb   = NULL;
  g_autoptr (GError) error = NULL;
  SmpRecipe *preset        = NULL;
  gsize      n;

  if (g_file_get_contents (path, &text, &n, &error))
    preset = smp_recipe_parse (text, n, &error);
  if (!preset)
    g_error ("%s: %s", path, error->message);
  rgb = smp_preset_picture_draw (preset);
  smp_recipe_free (preset);
  print_hash (name, with_bytes (NO_BITS, rgb,
                                3 * SMP_PRESET_PICTURE_WIDTH_PX * SMP_PRESET_PICTURE_HEIGHT_PX));
}

static guint64
with_verdict (guint64 hash, const SmpVerdict *verdict)
{
  hash = with_number (hash, verdict->place_delta_e);
  hash = with_number (hash, verdict->worst_delta_e);
  hash = with_number (hash, verdict->contrast_ratio);
  hash = with_number (hash, verdict->band_distance);
  return with_number (hash, verdict->visibility);
}

/* The sample's scar: read, concealed, drawn and judged, as the practitioner sees it. */
static void
print_concealed (const gchar *folder)
{
  g_autofree gchar *photo_path             = g_build_filename (folder, "sample.jpg", NULL);
  g_autofree gchar *scar_path              = g_build_filename (folder, "scar.png", NULL);
  g_autofree gchar *scale_path             = g_build_filename (folder, "scale.txt", NULL);
  g_autofree gchar *scale                  = NULL;
  g_autoptr (GError) error                 = NULL;
  g_autoptr (SmpSurroundings) surroundings = NULL;
  g_autoptr (SmpMatcher) matcher           = NULL;
  SmpPlane  photo, region, density, pigment, light;
  SmpParams params;
  SmpMatch  match;
  guint64   hash = NO_BITS;

  if (!g_file_get_contents (scale_path, &scale, NULL, &error))
    g_error ("%s", error->message);
  test_photo_load (&photo, photo_path, 3);
  print_plane ("photo", &photo);
  test_photo_load (&region, scar_path, 1);
  surroundings =
    smp_surroundings_measure (&photo, &region, g_ascii_strtod (scale, NULL), RING_MM, &error);
  if (surroundings)
    matcher = smp_matcher_new (&photo, &region, surroundings, &error);
  if (!matcher)
    g_error ("%s", error->message);
  hash = with_number (hash, surroundings->density_per_cm2.value);
  hash = with_number (hash, surroundings->dot_diameter_mm.value);
  hash = with_number (hash, surroundings->elongation.value);
  print_hash ("measured", hash);

  test_scar_params (&params);
  smp_matcher_solve (matcher, &params, &match);
  hash = with_number (NO_BITS, params.density_per_cm2);
  hash = with_number (hash, params.dot_diameter_mm);
  hash = with_number (hash, params.dilution);
  hash = with_number (hash, params.elongation);
  hash = with_number (hash, params.irregularity);
  print_hash ("solved", hash);
  print_hash ("verdict", with_verdict (with_verdict (NO_BITS, &match.before), &match.predicted));

  density = plane_new (0, 0, photo.width, photo.height, 1);
  pigment = plane_new (0, 0, photo.width, photo.height, 2);
  light   = plane_new (0, 0, photo.width, photo.height, 4);
  smp_matcher_density (matcher, &params, &density);
  print_plane ("scar-map", &density);
  smp_stipple_render (&params, &density, &pigment);
  smp_skin_render (&params, &pigment, &light);
  print_plane ("scar-light", &light);
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
  test_photo_clear (&photo);
  test_photo_clear (&region);
}

gint
main (gint argc, gchar **argv)
{
  if (argc < 2)
    {
      g_printerr ("digests SAMPLE-FOLDER PRESET…\n");
      return 2;
    }
  print_drawn ();
  print_hairline ();
  for (gint i = 2; i < argc; i++)
    print_preset (argv[i]);
  print_concealed (argv[1]);
  return 0;
}
