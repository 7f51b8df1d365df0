/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "scale-store.h"
#include "smp/error.h"
#include "smp/params.h"

#define PARASITE_NAME "smp-scale"
#define GROUP         "smp-scale"
#define KEY           "px-per-mm"

/* A consultation photo is mostly framed a little wider than the head: 152 mm of head breadth
 * (anthropometric mean) in about two thirds of the shorter side. */
#define SUPPOSED_SHORT_SIDE_MM 230.0

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

  file = g_key_file_new ();
  g_key_file_set_integer (file, GROUP, "version", 1);
  text = smp_params_get_text (&params, smp_param_find (KEY));
  g_key_file_set_value (file, GROUP, KEY, text);
  g_free (text);
  g_key_file_set_string (file, GROUP, "source", source);
  text     = g_key_file_to_data (file, &length, NULL);
  parasite = gimp_parasite_new (PARASITE_NAME, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                (guint32) length, text);
  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
  g_free (text);
  g_key_file_unref (file);
  return TRUE;
}

static gboolean
parse (const gchar *data, gsize length, gdouble *px_per_mm)
{
  GKeyFile *file = g_key_file_new ();
  gboolean  done = FALSE;

  if (g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, NULL))
    {
      gchar    *text = g_key_file_get_value (file, GROUP, KEY, NULL);
      SmpParams params;

      smp_params_init (&params);
      done       = text && smp_params_set_text (&params, smp_param_find (KEY), text, NULL);
      *px_per_mm = params.px_per_mm;
      g_free (text);
    }
  g_key_file_unref (file);
  return done;
}

gboolean
smp_scale_load (GimpImage *image, gdouble *px_per_mm, GError **error)
{
  GimpParasite *parasite = gimp_image_get_parasite (image, PARASITE_NAME);
  const gchar  *data;
  guint32       size;
  gboolean      done;

  if (!parasite)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The photo's scale is not known: set it first with Filters, Scalp "
                      "Micropigmentation, Set Scale."));
      return FALSE;
    }

  data = gimp_parasite_get_data (parasite, &size);
  done = parse (data, size, px_per_mm);
  gimp_parasite_free (parasite);
  if (!done)
    g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                 _ ("The scale that is stored in this image is damaged: set it again with Filters, "
                    "Scalp Micropigmentation, Set Scale."));
  return done;
}

gdouble
smp_scale_estimate (GimpImage *image)
{
  gint shorter = MIN (gimp_image_get_width (image), gimp_image_get_height (image));

  return CLAMP (shorter / SUPPOSED_SHORT_SIDE_MM, 0.2, 500.0);
}

const gchar *
smp_scale_estimate_text (void)
{
  return _ ("This supposes that the photo shows one head with a little room around it. It can be "
            "wrong "
            "by a factor of two and more, and every figure with it.");
}
