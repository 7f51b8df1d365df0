/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "photo.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

static guint8
to_byte (gfloat light)
{
  gdouble v = CLAMP ((gdouble) light, 0.0, 1.0);

  v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1.0 / 2.4) - 0.055;
  return (guint8) (255.0 * v + 0.5);
}

static gfloat
to_light (guint8 byte)
{
  gdouble v = byte / 255.0;

  return (gfloat) (v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4));
}

static guint8 *
read_jpeg (const gchar *path, SmpPlane *plane)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr         handler;
  FILE                         *file = fopen (path, "rb");
  guint8                       *bytes;

  if (!file)
    g_error ("cannot read %s", path);
  info.err = jpeg_std_error (&handler);
  jpeg_create_decompress (&info);
  jpeg_stdio_src (&info, file);
  jpeg_read_header (&info, TRUE);
  info.out_color_space = plane->components == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_start_decompress (&info);
  plane->width  = (gint) info.output_width;
  plane->height = (gint) info.output_height;
  bytes = g_new (guint8, (gsize) plane->width * (gsize) plane->height * (gsize) plane->components);
  while (info.output_scanline < info.output_height)
    {
      JSAMPROW row =
        bytes + (gsize) info.output_scanline * (gsize) plane->width * (gsize) plane->components;

      jpeg_read_scanlines (&info, &row, 1);
    }
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  fclose (file);
  return bytes;
}

static guint8 *
read_png (const gchar *path, SmpPlane *plane)
{
  png_image image;
  guint8   *bytes;

  memset (&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_file (&image, path))
    g_error ("cannot read %s", path);
  image.format  = plane->components == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  plane->width  = (gint) image.width;
  plane->height = (gint) image.height;
  bytes         = g_malloc (PNG_IMAGE_SIZE (image));
  if (!png_image_finish_read (&image, NULL, bytes, 0, NULL))
    g_error ("cannot read %s", path);
  return bytes;
}

void
test_photo_load (SmpPlane *plane, const gchar *path, gint components)
{
  guint8 *bytes;
  gsize   n;

  *plane      = (SmpPlane) { NULL, 0, 0, 0, 0, components };
  bytes       = g_str_has_suffix (path, ".png") ? read_png (path, plane) : read_jpeg (path, plane);
  n           = (gsize) plane->width * (gsize) plane->height * (gsize) components;
  plane->data = g_new (gfloat, n);
  for (gsize i = 0; i < n; i++)
    plane->data[i] = components == 3 ? to_light (bytes[i]) : (gfloat) bytes[i] / 255.0f;
  g_free (bytes);
}

void
test_photo_clear (SmpPlane *plane)
{
  g_clear_pointer (&plane->data, g_free);
}

void
test_photo_write (const SmpPlane *plane, const gchar *path)
{
  FILE *file = fopen (path, "wb");

  if (!file)
    g_error ("cannot write %s", path);
  fprintf (file, "P6 %d %d 255\n", plane->width, plane->height);
  for (gsize i = 0; i < 3 * (gsize) plane->width * (gsize) plane->height; i++)
    fputc (to_byte (plane->data[i]), file);
  fclose (file);
}

void
test_scar_params (SmpParams *params)
{
  guint               n;
  const SmpParamInfo *infos = smp_param_infos (&n);

  smp_params_init (params);
  for (guint i = 0; i < n; i++)
    if (smp_param_default (&infos[i], SMP_FILTER_SCAR) != infos[i].default_value)
      smp_params_set (params, &infos[i], smp_param_default (&infos[i], SMP_FILTER_SCAR), NULL);
}

GArray *
test_photo_hairs (const gchar *path)
{
  GArray *hairs = g_array_new (FALSE, FALSE, sizeof (TestHair));
  gchar  *text  = NULL;
  gchar **lines;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  lines = g_strsplit (text, "\n", -1);
  for (gint i = 1; lines[0] && lines[i] && *lines[i]; i++)
    {
      gchar  **cells = g_strsplit (lines[i], ",", -1);
      TestHair hair;

      g_assert_cmpuint (g_strv_length (cells), >=, 5);
      hair = (TestHair) { g_ascii_strtod (cells[0], NULL),
                          g_ascii_strtod (cells[1], NULL),
                          g_ascii_strtod (cells[2], NULL),
                          g_ascii_strtod (cells[3], NULL),
                          g_ascii_strtod (cells[4], NULL),
                          0.0,
                          0.0,
                          FALSE };
      if (g_strv_length (cells) >= 11)
        {
          hair.tip_x_px  = g_ascii_strtod (cells[7], NULL);
          hair.tip_y_px  = g_ascii_strtod (cells[8], NULL);
          hair.is_vellus = g_ascii_strtod (cells[10], NULL) > 0.5;
        }
      g_array_append_val (hairs, hair);
      g_strfreev (cells);
    }
  g_strfreev (lines);
  g_free (text);
  return hairs;
}
