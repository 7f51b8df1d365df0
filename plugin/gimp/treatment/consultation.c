/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "consultation.h"

#define PARASITE "smp-consultation"

/* Each step is a process of its own, so that it is the image that says it. */
void
smp_consultation_note (GimpImage *image, const gchar *next)
{
  const gchar  *name     = next ? next : "";
  GimpParasite *parasite = gimp_parasite_new (PARASITE, 0, (guint) strlen (name) + 1, name);

  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
}

void
smp_consultation_end (GimpImage *image)
{
  if (gimp_image_is_valid (image))
    gimp_image_detach_parasite (image, PARASITE);
}

gboolean
smp_consultation_goes_on (GimpImage *image, gchar **next)
{
  GimpParasite *parasite = gimp_image_get_parasite (image, PARASITE);
  guint32       size     = 0;
  const gchar  *name     = parasite ? gimp_parasite_get_data (parasite, &size) : NULL;

  if (next)
    *next = name && size > 1 ? g_strndup (name, size - 1) : NULL;
  if (parasite)
    gimp_parasite_free (parasite);
  return name != NULL;
}
