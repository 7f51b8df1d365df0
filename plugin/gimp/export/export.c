/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "clean-profile.h"
#include "export.h"
#include "smp/error.h"

#define JPEG_QUALITY 0.93
#define WEBP_QUALITY 90.0
#define PROFILE      "icc-profile"

static const struct
{
  const gchar  *ending;
  SmpFileFormat format;
  const gchar  *procedure;
  gboolean      frames;
} formats[] = {
  { ".png", SMP_FILE_PNG, "file-png-export", FALSE },
  { ".jpg", SMP_FILE_JPEG, "file-jpeg-export", FALSE },
  { ".jpeg", SMP_FILE_JPEG, "file-jpeg-export", FALSE },
  { ".webp", SMP_FILE_WEBP, "file-webp-export", TRUE },
  { ".tif", SMP_FILE_TIFF, "file-tiff-export", FALSE },
  { ".tiff", SMP_FILE_TIFF, "file-tiff-export", FALSE },
  { ".pdf", SMP_FILE_PDF, "file-jpeg-export", FALSE },
  { ".gif", SMP_FILE_GIF, "file-gif-export", TRUE },
  { ".psd", SMP_FILE_PSD, "file-psd-export", TRUE },
};

static gint
find_format (const gchar *path)
{
  gchar *lower = g_ascii_strdown (path, -1);
  gint   found = -1;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      found = (gint) i;
  g_free (lower);
  return found;
}

/* A format's other ending is known, and not recommended. */
static gboolean
is_listed (guint i, gboolean frames)
{
  return (i == 0 || formats[i].format != formats[i - 1].format) && (!frames || formats[i].frames);
}

gchar *
smp_export_endings (gboolean frames)
{
  GString *list = g_string_new (NULL);
  guint    last = G_N_ELEMENTS (formats) - 1;

  while (!is_listed (last, frames))
    last--;
  for (guint i = 0; i <= last; i++)
    if (is_listed (i, frames))
      g_string_append_printf (list, "%s%s",
                              list->len == 0 ? ""
                              : i == last    ? _ (" or ")
                                             : ", ",
                              formats[i].ending);
  return g_string_free (list, FALSE);
}

gboolean
smp_export_check (GFile         *file,
                  gboolean       frames,
                  gboolean       overwrite,
                  SmpFileFormat *format,
                  GError       **error)
{
  gchar *path     = g_file_get_path (file);
  gchar *shown    = g_file_get_basename (file);
  gchar *folder   = path ? g_path_get_dirname (path) : NULL;
  gint   found    = path ? find_format (path) : -1;
  gchar *sentence = NULL;

  g_autofree gchar *endings = smp_export_endings (found >= 0 && frames);

  if (!path)
    sentence = g_strdup_printf (
      _ ("“%s” is not on this computer: pictures are written to folders of its own."), shown);
  else if (found < 0)
    sentence = g_strdup_printf (_ ("“%s” has no ending of a format that can be written: %s."),
                                shown, endings);
  else if (frames && !formats[found].frames)
    sentence = g_strdup_printf (_ ("“%s” cannot hold an animation: choose a name that ends in %s."),
                                shown, endings);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    sentence = g_strdup_printf (_ ("The folder for “%s” is not there."), shown);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    sentence = g_strdup_printf (_ ("“%s” is a folder: give the file a name."), shown);
  else if (!overwrite && g_file_test (path, G_FILE_TEST_EXISTS))
    sentence = g_strdup_printf (_ ("“%s” is there already: choose another name."), shown);
  if (sentence)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  else if (format)
    *format = formats[found].format;
  found = sentence ? -1 : found;
  g_free (sentence);
  g_free (folder);
  g_free (shown);
  g_free (path);
  return found >= 0;
}

/* Sets an argument of an export procedure where this version of it has it. */
static void
set_argument (GimpProcedureConfig *config, const gchar *name, const gchar *value)
{
  GParamSpec *spec  = g_object_class_find_property (G_OBJECT_GET_CLASS (config), name);
  GValue      given = G_VALUE_INIT;

  if (!spec)
    return;
  g_value_init (&given, G_PARAM_SPEC_VALUE_TYPE (spec));
  if (G_VALUE_HOLDS_BOOLEAN (&given))
    g_value_set_boolean (&given, g_str_equal (value, "yes"));
  else if (G_VALUE_HOLDS_INT (&given))
    g_value_set_int (&given, (gint) g_ascii_strtoll (value, NULL, 10));
  else if (G_VALUE_HOLDS_DOUBLE (&given))
    g_value_set_double (&given, g_ascii_strtod (value, NULL));
  else if (G_VALUE_HOLDS_STRING (&given))
    g_value_set_string (&given, value);
  g_object_set_property (G_OBJECT (config), name, &given);
  g_value_unset (&given);
}

/* No argument but these matters to us; none of a client's data is there to be written, and none is
 * asked for. */
static const gchar *const arguments[][2] = {
  { "include-exif", "no" },
  { "include-iptc", "no" },
  { "include-xmp", "no" },
  { "include-comment", "no" },
  { "include-thumbnail", "no" },
  { "include-color-profile", "yes" },
  { "time", "no" },
  { "phys", "yes" },
  { "bkgd", "no" },
  { "offs", "no" },
};

static gboolean
run_export (GimpImage *copy, gint number, gboolean frames, GFile *file, GError **error)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), formats[number].procedure);
  GimpProcedureConfig *config;
  GimpValueArray      *values;
  gchar                quality[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean             done;

  if (!procedure)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("This GIMP cannot write files that end in %s."), formats[number].ending);
      return FALSE;
    }
  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", copy, "file", file, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    set_argument (config, arguments[i][0], arguments[i][1]);
  set_argument (config, "quality",
                g_ascii_dtostr (quality, sizeof quality,
                                formats[number].format == SMP_FILE_WEBP ? WEBP_QUALITY
                                                                        : JPEG_QUALITY));
  set_argument (config, "as-animation", frames ? "yes" : "no");
  set_argument (config, "animation", frames ? "yes" : "no");
  set_argument (config, "compression",
                formats[number].format == SMP_FILE_TIFF ? "adobe_deflate" : "6");
  values = gimp_procedure_run_config (procedure, config);
  done   = g_value_get_enum (gimp_value_array_index (values, 0)) == GIMP_PDB_SUCCESS;
  if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE, _ ("GIMP could not write the picture: %s"),
                 gimp_pdb_get_last_error (gimp_get_pdb ()));
  gimp_value_array_unref (values);
  g_object_unref (config);
  return done;
}

static GimpColorProfile *
clean (GimpColorProfile *profile)
{
  gsize         size;
  const guint8 *data           = gimp_color_profile_get_icc_profile (profile, &size);
  g_autoptr (GByteArray) bytes = smp_clean_profile (data, size);

  return bytes ? gimp_color_profile_new_from_icc_profile (bytes->data, bytes->len, NULL) : NULL;
}

GimpColorProfile *
smp_export_profile (GimpImage *image)
{
  g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (image);

  if (!profile)
    profile = gimp_color_profile_new_rgb_srgb ();
  return clean (profile);
}

/* Gives the picture a clean profile of its own colours, or makes them those of sRGB. */
static void
set_profile (GimpImage *image, gboolean own_colours)
{
  g_autoptr (GimpColorProfile) srgb = gimp_color_profile_new_rgb_srgb ();
  g_autoptr (GimpColorProfile) own  = own_colours ? smp_export_profile (image) : NULL;
  g_autoptr (GimpColorProfile) bare = clean (srgb);

  if (!own)
    gimp_image_convert_color_profile (image, srgb,
                                      GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, TRUE);
  gimp_image_set_color_profile (image, own ? own : bare);
}

/* A copy with nothing but pixels and a colour profile, in the shape that the format takes. */
static GimpImage *
bare_copy (GimpImage *picture, SmpFileFormat format, gboolean frames, gboolean own_colours)
{
  GimpImage *copy      = gimp_image_duplicate (picture);
  gchar    **parasites = gimp_image_get_parasite_list (copy);

  gimp_image_undo_disable (copy);
  for (gint i = 0; parasites && parasites[i]; i++)
    if (!g_str_equal (parasites[i], PROFILE))
      gimp_image_detach_parasite (copy, parasites[i]);
  g_strfreev (parasites);
  /* In the photo's own colours, in which the dots' share of light means what it is. */
  if (format == SMP_FILE_PSD)
    smp_psd_composite (copy);
  else if (!frames)
    gimp_image_flatten (copy);
  set_profile (copy, own_colours && format != SMP_FILE_GIF && format != SMP_FILE_PDF);
  if (format == SMP_FILE_PSD)
    smp_psd_divide (copy);
  if (format == SMP_FILE_GIF)
    gimp_image_convert_indexed (copy, GIMP_CONVERT_DITHER_FS, GIMP_CONVERT_PALETTE_GENERATE, 255,
                                FALSE, TRUE, "");
  return copy;
}

/* The words of a PDF are drawn as words: its picture is without them. */
static void
hide_words (GimpImage *image)
{
  GimpLayer **layers = gimp_image_get_layers (image);

  for (gint i = 0; layers[i]; i++)
    if (smp_export_pdf_has_words (layers[i]))
      gimp_item_set_visible (GIMP_ITEM (layers[i]), FALSE);
  g_free (layers);
}

/* The finished file as GIMP writes it, by way of a file in GIMP's own folder for such. */
static GByteArray *
export_bytes (GimpImage *picture,
              gint       number,
              gboolean   frames,
              gboolean   own_colours,
              GError   **error)
{
  const SmpFileFormat format = formats[number].format;
  GFile      *file   = gimp_temp_file (format == SMP_FILE_PDF ? "jpg" : formats[number].ending + 1);
  gchar      *path   = g_file_get_path (file);
  GimpImage  *source = gimp_image_duplicate (picture);
  GimpImage  *copy;
  GByteArray *bytes = NULL, *page = NULL;
  gchar      *written = NULL;
  gsize       size;

  gimp_image_undo_disable (source);
  if (format == SMP_FILE_PDF)
    hide_words (source);
  copy = bare_copy (source, format, frames, own_colours);
  if (run_export (copy, number, frames, file, error) &&
      g_file_get_contents (path, &written, &size, error))
    {
      if (format == SMP_FILE_PDF)
        page = smp_export_pdf (picture, (const guint8 *) written, size);
      bytes = smp_source_mark (format, page ? page->data : (const guint8 *) written,
                               page ? page->len : size, gimp_image_get_width (picture),
                               gimp_image_get_height (picture));
      if (!bytes)
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("GIMP could not write the whole picture: its folder for temporary files "
                        "may be full."));
    }
  if (page)
    g_byte_array_unref (page);
  g_free (written);
  g_unlink (path);
  gimp_image_delete (copy);
  gimp_image_delete (source);
  g_object_unref (file);
  g_free (path);
  return bytes;
}

/* Why a file could not be written, in one sentence. */
static void
explain (const GError *reason, const gchar *shown, GError **error)
{
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("“%s” could not be written: the disk is full."), shown);
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("“%s” could not be written: its folder cannot be written to."), shown);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE, _ ("“%s” could not be written."), shown);
}

gboolean
smp_export (GimpImage *picture,
            GFile     *file,
            gboolean   frames,
            gboolean   overwrite,
            gboolean   own_colours,
            GError   **error)
{
  g_autoptr (GError) reason    = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree gchar *path       = g_file_get_path (file);
  g_autofree gchar *shown      = g_file_get_basename (file);
  gboolean          done;

  if (!smp_export_check (file, frames, overwrite, NULL, error))
    return FALSE;

  bytes = export_bytes (picture, find_format (path), frames, own_colours, error);
  done  = bytes != NULL;
  /* Written beside and then renamed: a full disk leaves nothing, and an old file as it was. */
  if (done &&
      !g_file_set_contents_full (path, (const gchar *) bytes->data, bytes->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                 &reason))
    {
      explain (reason, shown, error);
      done = FALSE;
    }
  return done;
}
