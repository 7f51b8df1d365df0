/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "further-views.h"
#include "smp/error.h"
#include "treatment/photo-name.h"
#include "treatment/treatments.h"
#include "smp/text.h"

static void
view_free (gpointer data)
{
  SmpFurtherView *self = data;

  g_clear_pointer (&self->treatments, g_ptr_array_unref);
  if (self->is_read && gimp_image_is_valid (self->image))
    gimp_image_delete (self->image);
  g_free (self->name);
  g_free (self);
}

/* What stands behind the last sign of it is how much is counted already; FALSE where that is no
 * share. */
static gboolean
split_entry (gchar *entry, gdouble *counted)
{
  gchar *sign = strrchr (entry, *SMP_FURTHER_VIEW_COUNTED), *end;

  *counted = 0.0;
  if (!sign)
    return TRUE;
  *counted = g_ascii_strtod (sign + 1, &end) / 100.0;
  *sign    = '\0';
  g_strchomp (entry);
  while (g_ascii_isspace (*end) || *end == '%')
    end++;
  return end != sign + 1 && !*end && *counted >= 0.0 && *counted <= 1.0;
}

static GimpImage *
open_image (const gchar *entry, gboolean *is_read, GError **error)
{
  g_autoptr (GFile) file = NULL;
  GimpImage *image;

  *is_read = FALSE;
  if (g_str_has_prefix (entry, SMP_FURTHER_VIEW_OPEN))
    image = gimp_image_get_by_id ((gint) g_ascii_strtoll (entry + 1, NULL, 10));
  else
    {
      file = g_file_new_for_commandline_arg (entry);
      image =
        g_file_query_exists (file, NULL) ? gimp_file_load (GIMP_RUN_NONINTERACTIVE, file) : NULL;
      *is_read = image != NULL;
    }
  if (!image)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("The further view “%s” cannot be read: name an XCF file with SMP layers, or an "
                    "image that is open."),
                 entry);
  return image;
}

/* Whether both are one photo, open twice or not. */
static gboolean
is_same (GimpImage *one, GimpImage *other)
{
  GFile *file = gimp_image_get_file (one), *other_file = gimp_image_get_file (other);

  return one == other || (file && other_file && g_file_equal (file, other_file));
}

static SmpFurtherView *
view_new (gchar *entry, GimpImage *main, SmpStandIn stand_in, gpointer data, GError **error)
{
  SmpFurtherView           *self   = g_new0 (SmpFurtherView, 1);
  g_autofree GimpDrawable **shown  = NULL;
  g_autofree gchar         *wanted = g_strdup (entry);
  GimpImage                *drawn  = NULL;
  gdouble                   counted;

  if (!split_entry (entry, &counted))
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("“%s” does not say how much is counted already: write 0 to 100 percent behind "
                    "“%s”."),
                 wanted, SMP_FURTHER_VIEW_COUNTED);
  else if ((self->image = open_image (entry, &self->is_read, error)) && is_same (self->image, main))
    g_set_error (error, SMP_ERROR, SMP_ERROR_VALUE,
                 _ ("A photo is no further view of itself: name the other photos of the client."));
  else if (self->image && (drawn = stand_in ? stand_in (self->image, data, error) : self->image))
    {
      shown      = smp_ageing_shown (drawn);
      self->name = smp_photo_name (self->image);
      if (shown[0])
        self->treatments = smp_ageing_treatments (drawn, shown, error);
      else
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("No SMP layer is to be seen in the further view “%s”: treat it first, for "
                        "instance with Fill Density."),
                     self->name);
    }
  if (!self->treatments)
    {
      view_free (self);
      return NULL;
    }
  for (guint i = 0; i < self->treatments->len; i++)
    {
      SmpTreatment *treatment = g_ptr_array_index (self->treatments, i);

      treatment->view              = self->name;
      treatment->counted_elsewhere = counted;
    }
  return self;
}

/* Whether it stands there already: its skin would be counted twice. */
static gboolean
is_among (GPtrArray *views, const SmpFurtherView *view)
{
  for (guint i = 0; i < views->len; i++)
    if (is_same (((SmpFurtherView *) g_ptr_array_index (views, i))->image, view->image))
      return TRUE;
  return FALSE;
}

GPtrArray *
smp_further_views_read (const gchar *list,
                        GimpImage   *image,
                        SmpStandIn   stand_in,
                        gpointer     data,
                        GError     **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (view_free);
  g_auto (GStrv) entries      = g_strsplit_set (list, SMP_FURTHER_VIEWS_DIVIDER "\n", -1);
  const gchar *wrong          = NULL;

  for (gchar **entry = entries; *entry && !wrong; entry++)
    {
      SmpFurtherView *view;

      if (!*g_strstrip (*entry))
        continue;
      if (!(view = view_new (*entry, image, stand_in, data, error)))
        return NULL;
      if (is_among (views, view))
        wrong = _ ("A further view stands there twice: its skin would be counted twice.");
      g_ptr_array_add (views, view);
      if (views->len > SMP_MOST_FURTHER_VIEWS)
        wrong = _ ("There are more further views than the sheet has room for: three at most.");
    }
  if (!wrong)
    return g_steal_pointer (&views);
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, wrong);
  return NULL;
}

GPtrArray *
smp_further_views_all (GPtrArray *treatments, GPtrArray *views)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_extend (all, treatments, NULL, NULL);
  for (guint i = 0; views && i < views->len; i++)
    g_ptr_array_extend (all, ((SmpFurtherView *) g_ptr_array_index (views, i))->treatments, NULL,
                        NULL);
  return all;
}
