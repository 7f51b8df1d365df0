/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "op-params.h"

/* GEGL shows choices by their enum type, one for each list of choices. */
static GType
enum_type_of (const SmpParamInfo *info)
{
  g_autofree gchar *type_name = g_strdup_printf ("SmpOpChoice-%s", info->id);
  GType             type      = g_type_from_name (type_name);
  GEnumValue       *values;

  if (!type)
    {
      guint n_values = (guint) info->maximum + 1;

      /* The type system keeps the values for good. */
      values = g_new0 (GEnumValue, n_values + 1);
      for (guint i = 0; i < n_values; i++)
        {
          values[i].value      = (gint) i;
          values[i].value_name = info->choices[i].label;
          values[i].value_nick = info->choices[i].nick;
        }
      type = g_enum_register_static (type_name, values);
    }
  return type;
}

static GParamSpec *
param_spec_of (const SmpParamInfo *info)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | GEGL_PARAM_PAD_INPUT;
  const gchar      *label = _ (info->label);

  g_autofree gchar *help = smp_param_help (info);

  switch (info->type)
    {
    case SMP_TYPE_DOUBLE:
      return gegl_param_spec_double (info->id, label, help, info->minimum, info->maximum,
                                     info->default_value, info->slider_minimum,
                                     info->slider_maximum, 1.0, flags);
    case SMP_TYPE_INT:
      return gegl_param_spec_int (info->id, label, help, (gint) info->minimum, (gint) info->maximum,
                                  (gint) info->default_value, (gint) info->slider_minimum,
                                  (gint) info->slider_maximum, 1.0, flags);
    case SMP_TYPE_DIRECTIONS:
    case SMP_TYPE_HEAD:
      return gegl_param_spec_string (info->id, label, help, FALSE, TRUE, "", flags);
    default:
      return gegl_param_spec_enum (info->id, label, help, enum_type_of (info),
                                   (gint) info->default_value, flags);
    }
}

void
smp_op_install_properties (GObjectClass *klass, SmpScope scope)
{
  guint               n_infos;
  const SmpParamInfo *infos = smp_param_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (infos[i].scope & scope)
      {
        GParamSpec *spec = param_spec_of (&infos[i]);

        if (*infos[i].unit)
          gegl_param_spec_set_property_key (spec, "unit", infos[i].unit);
        g_object_class_install_property (klass, i + 1, spec);
      }
  g_object_class_install_property (klass, n_infos + 1,
                                   g_param_spec_pointer (SMP_OP_PARAMS, _ ("All values"),
                                                         _ ("All values at once (SmpParams), for "
                                                            "programs alone."),
                                                         G_PARAM_READWRITE | GEGL_PARAM_PAD_INPUT));
}

/* GObject has no way to return an error, and GEGL's command line none to show one but this. */
static void
report (GError *error)
{
  g_warning ("%s", error->message);
  g_error_free (error);
}

static void
set_all (SmpParams *params, const SmpParams *given)
{
  GError *error = NULL;

  if (given && smp_params_check (given, &error))
    *params = *given;
  g_clear_pointer (&error, report);
}

void
smp_op_set_property (SmpParams *params, guint id, const GValue *value)
{
  guint               n_infos;
  const SmpParamInfo *info  = smp_param_infos (&n_infos) + (id - 1);
  GError             *error = NULL;
  const gchar        *text;

  if (id == n_infos + 1)
    {
      set_all (params, g_value_get_pointer (value));
      return;
    }
  switch (info->type)
    {
    case SMP_TYPE_DIRECTIONS:
    case SMP_TYPE_HEAD:
      text = g_value_get_string (value);
      smp_params_set_text (params, info, text ? text : "", &error);
      break;
    case SMP_TYPE_DOUBLE:
      smp_params_set (params, info, g_value_get_double (value), &error);
      break;
    case SMP_TYPE_INT:
      smp_params_set (params, info, g_value_get_int (value), &error);
      break;
    default:
      smp_params_set (params, info, g_value_get_enum (value), &error);
    }
  g_clear_pointer (&error, report);
}

void
smp_op_get_property (const SmpParams *params, guint id, GValue *value)
{
  guint               n_infos;
  const SmpParamInfo *info = smp_param_infos (&n_infos) + (id - 1);

  if (id == n_infos + 1)
    {
      g_value_set_pointer (value, (gpointer) params);
      return;
    }
  switch (info->type)
    {
    case SMP_TYPE_DIRECTIONS:
    case SMP_TYPE_HEAD:
      g_value_take_string (value, smp_params_get_text (params, info));
      break;
    case SMP_TYPE_DOUBLE:
      g_value_set_double (value, smp_params_get (params, info));
      break;
    case SMP_TYPE_INT:
      g_value_set_int (value, (gint) smp_params_get (params, info));
      break;
    default:
      g_value_set_enum (value, (gint) smp_params_get (params, info));
    }
}

GeglRectangle
smp_op_grow (const GeglRectangle *rectangle, gint margin_px)
{
  if (gegl_rectangle_is_infinite_plane (rectangle))
    return *rectangle;

  return *GEGL_RECTANGLE (rectangle->x - margin_px, rectangle->y - margin_px,
                          rectangle->width + 2 * margin_px, rectangle->height + 2 * margin_px);
}
