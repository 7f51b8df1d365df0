/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "image-file.h"

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>

/* Chroma at half resolution, as cameras write it.
 */
GBytes *
sample_encode_jpeg (const guint8 *rgb, gint width_px, gint height_px, gint quality)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr       error;
  unsigned char              *data = NULL;
  unsigned long               size = 0;

  jpeg.err = jpeg_std_error (&error);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);

  jpeg.image_width      = (JDIMENSION) width_px;
  jpeg.image_height     = (JDIMENSION) height_px;
  jpeg.input_components = 3;
  jpeg.in_color_space   = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, quality, TRUE);
  jpeg.dct_method      = JDCT_ISLOW;
  jpeg.optimize_coding = TRUE;

  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    {
      JSAMPROW row = (JSAMPROW) (rgb + (gsize) jpeg.next_scanline * (gsize) width_px * 3);

      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);

  return g_bytes_new_with_free_func (data, size, free, data);
}

static void
png_append (png_structp png, png_bytep data, png_size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) size);
}

static void
png_flush_nothing (G_GNUC_UNUSED png_structp png)
{
}

GBytes *
sample_encode_png (const guint8 *pixels, gint width_px, gint height_px, gint channels)
{
  GByteArray *array = g_byte_array_new ();
  png_structp png   = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop   info  = png_create_info_struct (png);

  png_set_write_fn (png, array, png_append, png_flush_nothing);
  png_set_IHDR (png, info, (png_uint_32) width_px, (png_uint_32) height_px, 8,
                channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, 2);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, channels == 1 ? PNG_FILTER_NONE : PNG_FILTER_PAETH);
  png_write_info (png, info);
  for (gint y = 0; y < height_px; y++)
    png_write_row (png, pixels + (gsize) y * (gsize) width_px * (gsize) channels);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (array);
}
