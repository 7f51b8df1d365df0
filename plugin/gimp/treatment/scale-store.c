/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "anchor.h"
#include "scale-store.h"
#include "smp/error.h"
#include "smp/params.h"
#include "smp/text.h"

#define PARASITE_NAME "smp-scale"
#define GROUP         "smp-scale"
#define KEY           "px-per-mm"
#define KEY_SOURCE    "source"

const gchar *
smp_scale_basis_word (SmpScaleBasis basis)
{
  static const gchar *const words[] = { NULL, "estimate-by-head", "estimate" };

  return words[basis];
}

SmpScaleBasis
smp_scale_basis_of_word (const gchar *word)
{
  for (SmpScaleBasis basis = SMP_SCALE_BY_HEAD; basis <= SMP_SCALE_BY_SIZE; basis++)
    if (g_strcmp0 (word, smp_scale_basis_word (basis)) == 0)
      return basis;
  return SMP_SCALE_MEASURED;
}

gboolean
smp_scale_store (GimpImage *image, gdouble px_per_mm, const gchar *source, GError **error)
{
  SmpParams     params;
  GKeyFile     *file;
  GimpParasite *parasite;
  gchar        *text;
  gsize         length;

  smp_params_init (&params);
  if (!smp_params_set (&params, smp_param_find (KEY), px_per_mm, error))
    return FALSE;

  gimp_image_undo_group_start (image);
  smp_anchor_ensure (image);
  file = g_key_file_new ();
  g_key_file_set_integer (file, GROUP, "version", 1);
  text = smp_params_get_text (&params, smp_param_find (KEY));
  g_key_file_set_value (file, GROUP, KEY, text);
  g_free (text);
  g_key_file_set_string (file, GROUP, KEY_SOURCE, source);
  smp_anchor_write (image, file, GROUP);
  text     = g_key_file_to_data (file, &length, NULL);
  parasite = gimp_parasite_new (PARASITE_NAME, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                (guint32) length, text);
  gimp_image_attach_parasite (image, parasite);
  gimp_image_undo_group_end (image);
  gimp_parasite_free (parasite);
  g_free (text);
  g_key_file_unref (file);
  return TRUE;
}

static gboolean
fail (GError **error, SmpError code, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, code, sentence);
  return FALSE;
}

static gboolean
parse (GKeyFile *file, const gchar *data, gsize length, SmpParams *params)
{
  g_autofree gchar *text = NULL;

  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, NULL))
    return FALSE;
  text = g_key_file_get_value (file, GROUP, KEY, NULL);
  smp_params_init (params);
  return text && smp_params_set_text (params, smp_param_find (KEY), text, NULL);
}

/* As many times larger as the image's content has become. */
static gboolean
follow_image (GimpImage *image, GKeyFile *file, SmpParams *params, GError **error)
{
  SmpSimilarity change;
  SmpAffine     map;

  switch (smp_anchor_read (image, file, GROUP, &map))
    {
    case SMP_ANCHOR_UNKNOWN:
      return TRUE;
    case SMP_ANCHOR_LOST:
      return fail (error, SMP_ERROR_IMAGE,
                   _ ("The image has another size than when its scale was set, and the path that "
                      "tells the change was deleted: set the scale again with Filters, Scalp "
                      "Micropigmentation, Set Scale."));
    case SMP_ANCHOR_KNOWN:
      break;
    }
  if (!smp_affine_similarity (&map, &change))
    return fail (error, SMP_ERROR_IMAGE,
                 _ ("The image was stretched more in one direction than in the other, so that a "
                    "millimetre has no one size in it: undo that, or set the scale again."));
  /* Cropping and turning leave the number itself. */
  if (ABS (change.scale - 1.0) < 1e-6)
    return TRUE;
  return smp_params_set (params, smp_param_find (KEY), params->px_per_mm * change.scale, error);
}

gboolean
smp_scale_load (GimpImage *image, gdouble *px_per_mm, SmpScaleBasis *basis, GError **error)
{
  GimpParasite *parasite    = gimp_image_get_parasite (image, PARASITE_NAME);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree gchar *source  = NULL;
  SmpParams         params;
  const gchar      *data;
  guint32           size;
  gboolean          done;

  if (!parasite)
    return fail (error, SMP_ERROR_IMAGE,
                 _ ("The photo's scale is not known: set it first with Filters, Scalp "
                    "Micropigmentation, Set Scale."));

  data = gimp_parasite_get_data (parasite, &size);
  done = parse (file, data, size, &params);
  gimp_parasite_free (parasite);
  if (!done)
    return fail (error, SMP_ERROR_FORMAT,
                 _ ("The scale that is stored in this image is damaged: set it again with Filters, "
                    "Scalp Micropigmentation, Set Scale."));
  if (!follow_image (image, file, &params, error))
    return FALSE;
  *px_per_mm = params.px_per_mm;
  source     = g_key_file_get_value (file, GROUP, KEY_SOURCE, NULL);
  if (basis)
    *basis = smp_scale_basis_of_word (source);
  return TRUE;
}

const gchar *
smp_scale_estimate_mark (SmpScaleBasis basis)
{
  switch (basis)
    {
    case SMP_SCALE_BY_HEAD:
      return _ ("The scale is an estimate from the head: sizes may be wrong by a fifth, areas and "
                "numbers of dots by twice as much.");
    case SMP_SCALE_BY_SIZE:
      return _ ("The scale is an estimate: sizes, areas and numbers of dots may be wrong by a "
                "factor "
                "of two and more.");
    default:
      return "";
    }
}
