/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "clean-profile.h"
#include "export.h"
#include "smp/error.h"
#include "smp/text.h"

#define PROFILE "icc-profile"

typedef struct
{
  SmpFileFormat value;
  const gchar  *ending;
  const gchar  *other_ending;
  const gchar  *procedure;
  const gchar  *setting;
  const gchar  *set_to;
  guint         traits;
} Format;

static const Format formats[] = {
#define SMP_FORMAT(value, ending, other, procedure, setting, set_to, marker, traits) \
  { value, ending, other, procedure, setting, set_to, traits },
#include "formats.def"
};

static const Format *
find_format (const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending) ||
        (formats[i].other_ending && g_str_has_suffix (lower, formats[i].other_ending)))
      return &formats[i];
  return NULL;
}

static gboolean
has (const Format *format, SmpFormatTraits trait)
{
  return (format->traits & trait) != 0;
}

gchar *
smp_export_endings (gboolean frames)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new ();
  GString *list                 = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (!frames || has (&formats[i], SMP_FORMAT_HAS_FRAMES))
      g_ptr_array_add (endings, (gpointer) formats[i].ending);
  for (guint i = 0; i < endings->len; i++)
    g_string_append_printf (list, "%s%s",
                            i == 0                  ? ""
                            : i + 1 == endings->len ? P_ (" or ")
                                                    : ", ",
                            (const gchar *) endings->pdata[i]);
  return g_string_free (list, FALSE);
}

gboolean
smp_export_check (GFile *file, gboolean frames, gboolean overwrite, GError **error)
{
  g_autofree gchar *path     = g_file_get_path (file);
  g_autofree gchar *shown    = g_file_get_basename (file);
  g_autofree gchar *folder   = path ? g_path_get_dirname (path) : NULL;
  const Format     *format   = path ? find_format (path) : NULL;
  g_autofree gchar *endings  = smp_export_endings (format && frames);
  g_autofree gchar *sentence = NULL;

  if (!path)
    sentence = g_strdup_printf (
      P_ ("“%s” is not on this computer: pictures are written to folders of its own."), shown);
  else if (!format)
    sentence = g_strdup_printf (P_ ("“%s” has no ending of a format that can be written: %s."),
                                shown, endings);
  else if (frames && !has (format, SMP_FORMAT_HAS_FRAMES))
    sentence =
      g_strdup_printf (P_ ("“%s” cannot hold an animation: choose a name that ends in %s."), shown,
                       endings);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    sentence = g_strdup_printf (P_ ("The folder for “%s” is not there."), shown);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    sentence = g_strdup_printf (P_ ("“%s” is a folder: give the file a name."), shown);
  else if (!overwrite && g_file_test (path, G_FILE_TEST_EXISTS))
    sentence = g_strdup_printf (P_ ("“%s” is there already: choose another name."), shown);
  if (sentence)
    g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return sentence == NULL;
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
run_export (GimpImage *copy, const Format *format, gboolean frames, GFile *file, GError **error)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), format->procedure);
  g_autoptr (GimpProcedureConfig) config = NULL;
  GimpValueArray *values;
  gboolean        done;

  if (!procedure)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   P_ ("This GIMP cannot write files that end in %s."), format->ending);
      return FALSE;
    }
  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", GIMP_RUN_NONINTERACTIVE, "image", copy, "file", file, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    set_argument (config, arguments[i][0], arguments[i][1]);
  set_argument (config, "as-animation", frames ? "yes" : "no");
  set_argument (config, "animation", frames ? "yes" : "no");
  if (format->setting)
    set_argument (config, format->setting, format->set_to);
  values = gimp_procedure_run_config (procedure, config);
  done   = g_value_get_enum (gimp_value_array_index (values, 0)) == GIMP_PDB_SUCCESS;
  if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE, P_ ("GIMP could not write the picture: %s"),
                 gimp_pdb_get_last_error (gimp_get_pdb ()));
  gimp_value_array_unref (values);
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

/* All that is seen as one layer of a new image.  GIMP keeps what it shows of an image; flattening
 * would draw all of it again, each layer over the whole page. */
static GimpImage *
flat_copy (GimpImage *picture)
{
  GimpImage *copy =
    gimp_image_new_with_precision (gimp_image_get_width (picture), gimp_image_get_height (picture),
                                   GIMP_RGB, gimp_image_get_precision (picture));
  g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (picture);
  gdouble x_resolution, y_resolution;

  gimp_image_undo_disable (copy);
  if (profile)
    gimp_image_set_color_profile (copy, profile);
  if (gimp_image_get_resolution (picture, &x_resolution, &y_resolution))
    gimp_image_set_resolution (copy, x_resolution, y_resolution);
  gimp_image_insert_layer (copy, gimp_layer_new_from_visible (picture, copy, NULL), NULL, 0);
  gimp_image_flatten (copy);
  return copy;
}

static GimpImage *
layered_copy (GimpImage *picture)
{
  GimpImage *copy          = gimp_image_duplicate (picture);
  g_auto (GStrv) parasites = gimp_image_get_parasite_list (copy);

  gimp_image_undo_disable (copy);
  for (gint i = 0; parasites && parasites[i]; i++)
    if (!g_str_equal (parasites[i], PROFILE))
      gimp_image_detach_parasite (copy, parasites[i]);
  return copy;
}

/* A copy with nothing but pixels and a colour profile, in the shape that the format takes. */
static GimpImage *
bare_copy (GimpImage *picture, const Format *format, gboolean frames, gboolean own_colours)
{
  const gboolean layers = has (format, SMP_FORMAT_HAS_LAYERS);
  GimpImage     *copy   = layers || frames ? layered_copy (picture) : flat_copy (picture);

  /* In the photo's own colours, in which the dots' share of light means what it is. */
  if (layers)
    smp_psd_composite (copy);
  set_profile (copy, own_colours && !has (format, SMP_FORMAT_IS_SRGB));
  if (layers)
    smp_psd_divide (copy);
  if (has (format, SMP_FORMAT_IS_INDEXED))
    gimp_image_convert_indexed (copy, GIMP_CONVERT_DITHER_FS, GIMP_CONVERT_PALETTE_GENERATE, 255,
                                FALSE, TRUE, "");
  return copy;
}

/* The words of a PDF are drawn as words: its picture is a copy without them. */
static GimpImage *
without_words (GimpImage *picture)
{
  GimpImage             *copy   = gimp_image_duplicate (picture);
  g_autofree GimpLayer **layers = gimp_image_get_layers (copy);

  gimp_image_undo_disable (copy);
  for (gint i = 0; layers[i]; i++)
    if (smp_export_pdf_has_words (layers[i]))
      gimp_item_set_visible (GIMP_ITEM (layers[i]), FALSE);
  return copy;
}

/* The finished file as GIMP writes it, by way of a file in GIMP's own folder for such. */
static GByteArray *
export_bytes (GimpImage    *picture,
              const Format *format,
              gboolean      frames,
              gboolean      own_colours,
              GError      **error)
{
  const gboolean page       = has (format, SMP_FORMAT_IS_PAGE);
  g_autoptr (GFile) file    = gimp_temp_file (page ? "jpg" : format->ending + 1);
  g_autofree gchar *path    = g_file_get_path (file);
  GimpImage        *source  = page ? without_words (picture) : picture;
  GimpImage        *copy    = bare_copy (source, format, frames, own_colours);
  g_autofree gchar *written = NULL;
  gsize             size;
  GByteArray       *bytes = NULL;

  if (run_export (copy, format, frames, file, error) &&
      g_file_get_contents (path, &written, &size, error))
    {
      g_autoptr (GByteArray) around =
        page ? smp_export_pdf (picture, (const guint8 *) written, size) : NULL;

      bytes = smp_source_mark (format->value, around ? around->data : (const guint8 *) written,
                               around ? around->len : size, gimp_image_get_width (picture),
                               gimp_image_get_height (picture));
      if (!bytes)
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     P_ ("GIMP could not write the whole picture: its folder for temporary files "
                         "may be full."));
    }
  g_unlink (path);
  gimp_image_delete (copy);
  if (source != picture)
    gimp_image_delete (source);
  return bytes;
}

/* Why a file could not be written, in one sentence. */
static void
explain (const GError *reason, const gchar *shown, GError **error)
{
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 P_ ("“%s” could not be written: the disk is full."), shown);
  else if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 P_ ("“%s” could not be written: its folder cannot be written to."), shown);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE, P_ ("“%s” could not be written."), shown);
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

  if (!smp_export_check (file, frames, overwrite, error))
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
