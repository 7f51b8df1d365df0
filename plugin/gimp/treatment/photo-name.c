/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "photo-name.h"
#include "smp/text.h"

GFile *
smp_photo_file (GimpImage *image)
{
  GFile *file = gimp_image_get_file (image);

  return file ? file : gimp_image_get_imported_file (image);
}

gchar *
smp_photo_name (GimpImage *image)
{
  GFile            *file = smp_photo_file (image);
  g_autofree gchar *name = file ? g_file_get_basename (file) : NULL;
  gchar            *end;

  if (!name)
    /* Translators: a photo that was never saved, and its number. */
    return g_strdup_printf (_ ("Photo %d"), gimp_image_get_id (image));
  end = strrchr (name, '.');
  if (end && end != name)
    *end = '\0';
  return g_steal_pointer (&name);
}
