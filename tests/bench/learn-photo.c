/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* learn-photo PHOTO MASK PX_PER_MM OUT.ppm [BARE_MASK|auto|-] [YEARS]: prints what is learnt from
 * treated skin, with untreated skin that is shown, found or not known, and draws the photo's patch
 * as it was read, and beside it the drawing without the photo's grain and sharpening, as a preset
 * gives it. */

#include <string.h>

#include "photo.h"
#include "smp/learn.h"

#define SIDE_PX 260

static void
print_figure (const gchar *name, const SmpFigure *figure)
{
  if (figure->limit == SMP_LIMIT_NONE)
    g_print ("%-18s %8.3f  confidence %.2f\n", name, figure->value, figure->confidence);
  else
    g_print ("%-18s cannot be read here: %s\n", name, smp_limit_sentence (figure->limit));
}

/* Untreated skin of the whole photo. */
static gboolean
find_bare (const SmpPlane *photo, const SmpPlane *mask, gdouble px_per_mm, SmpPlane *bare)
{
  SmpUntreated found;

  *bare      = *mask;
  bare->data = g_new0 (gfloat, (gsize) mask->width * (gsize) mask->height);
  if (!smp_untreated_find (photo, mask, NULL, 1, px_per_mm, bare, &found))
    return FALSE;
  g_print ("untreated: %.2f cm2, confidence %.2f\n", found.area_cm2, found.confidence);
  return TRUE;
}

int
main (int argc, char **argv)
{
  SmpPlane   photo, mask, bare = { NULL, 0, 0, 0, 0, 1 };
  SmpPlane   picture = { NULL, 0, 0, SIDE_PX, SIDE_PX, 3 };
  SmpParams  at;
  SmpLearned learned;
  GError    *error = NULL;
  gint64     began;
  gboolean   has_bare = argc > 5 && strcmp (argv[5], "-") != 0;

  if (argc < 5)
    {
      g_printerr ("learn-photo PHOTO MASK PX_PER_MM OUT.ppm [BARE_MASK|auto|-] [YEARS]\n");
      return 2;
    }
  test_photo_load (&photo, argv[1], 3);
  test_photo_load (&mask, argv[2], 1);
  if (has_bare && strcmp (argv[5], "auto") == 0)
    has_bare = find_bare (&photo, &mask, g_ascii_strtod (argv[3], NULL), &bare);
  else if (has_bare)
    test_photo_load (&bare, argv[5], 1);
  smp_params_init (&at);
  at.years = argc > 6 ? g_ascii_strtod (argv[6], NULL) : 0.0;
  began    = g_get_monotonic_time ();
  if (!smp_learn (&photo, &mask, has_bare ? &bare : NULL, g_ascii_strtod (argv[3], NULL), &at, NULL,
                  &learned, &error))
    {
      g_print ("%s\n", error->message);
      return 1;
    }
  g_print ("%.2f cm2, %u dots, %.1f s\n", learned.area_cm2, learned.n_dots,
           1e-6 * (gdouble) (g_get_monotonic_time () - began));
  print_figure ("density", &learned.density_per_cm2);
  print_figure ("dot diameter", &learned.dot_diameter_mm);
  print_figure ("size variation", &learned.size_variation);
  print_figure ("strength variation", &learned.strength_variation);
  print_figure ("elongation", &learned.elongation);
  print_figure ("direction variation", &learned.direction_variation_deg);
  print_figure ("irregularity", &learned.irregularity);
  print_figure ("missed dots", &learned.missed_dots);
  print_figure ("dilution", &learned.dilution);
  print_figure ("depth", &learned.depth_mm);
  print_figure ("pigment", &learned.pigment);
  for (gint k = 0; k < SMP_TEXTURE_BANDS; k++)
    g_print ("%s%.4f", k ? " " : "texture ", learned.texture.bands[k]);
  g_print ("\nblur %.2f sharpening %.2f grain %.3f %.3f\n", learned.params.photo_blur_px,
           learned.sharpening, learned.grain[0], learned.grain[1]);
  g_print ("photo cover %.3f mean %.3f %.3f %.3f\ndrawn cover %.3f mean %.3f %.3f %.3f\n",
           learned.photo.cover, learned.photo.mean[0], learned.photo.mean[1], learned.photo.mean[2],
           learned.drawn.cover, learned.drawn.mean[0], learned.drawn.mean[1],
           learned.drawn.mean[2]);
  picture.data = g_new0 (gfloat, SIDE_PX * SIDE_PX * 3);
  smp_learned_draw (&learned, &picture);
  test_photo_write (&picture, argv[4]);
  g_free (picture.data);
  test_photo_clear (&photo);
  test_photo_clear (&mask);
  if (has_bare)
    test_photo_clear (&bare);
  return 0;
}
