/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GIMP has no procedure that counts undo steps, or that undoes one.  This GEGL module has no
 * operation: GIMP's core loads it, as it loads every module, and from then on it
 *
 *  - adds a line "image's ID, step's name" to the file that SMP_TEST_UNDO_LOG names for each undo
 *    step of any image;
 *  - undoes one step of an image that gets a parasite named "smp-test-undo".
 *
 * Plug-ins load it too, where it does nothing: their GimpImage has neither of these signals. */

#include <gegl-plugin.h>
#include <gmodule.h>
#include <stdio.h>
#include <string.h>

#define EVENT_PUSHED     0
#define UNDO_PARASITE    "smp-test-undo"
#define POLL_INTERVAL_MS 5

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean              gegl_module_register (GTypeModule *module);

static const GeglModuleInfo info = { GEGL_MODULE_ABI_VERSION };

static void
log_line (const gchar *line)
{
  FILE *file = fopen (g_getenv ("SMP_TEST_UNDO_LOG"), "a");

  if (file)
    {
      fprintf (file, "%s\n", line);
      fclose (file);
    }
}

static gboolean
on_undo_event (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gpointer undo = g_value_get_object (&values[2]);
  gchar   *name = NULL;
  gchar   *line;
  gint     id;

  if (g_value_get_enum (&values[1]) == EVENT_PUSHED)
    {
      if (undo)
        g_object_get (undo, "name", &name, NULL);
      g_object_get (g_value_get_object (&values[0]), "id", &id, NULL);
      line = g_strdup_printf ("%d %s", id, name ? name : "(unnamed)");
      log_line (line);
      g_free (line);
      g_free (name);
    }
  return TRUE;
}

static gboolean
on_parasite (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gboolean (*undo) (gpointer image) = data;

  if (strcmp (g_value_get_string (&values[1]), UNDO_PARASITE) == 0)
    undo (g_value_get_object (&values[0]));
  return TRUE;
}

static gboolean
watch (gpointer data)
{
  GType    type = g_type_from_name ("GimpImage");
  GModule *core = g_module_open (NULL, G_MODULE_BIND_LAZY);
  gpointer undo = NULL;

  if (!type || !g_type_class_peek (type))
    return G_SOURCE_CONTINUE;

  if (g_signal_lookup ("undo-event", type) && g_module_symbol (core, "gimp_image_undo", &undo))
    {
      g_signal_add_emission_hook (g_signal_lookup ("undo-event", type), 0, on_undo_event, NULL,
                                  NULL);
      g_signal_add_emission_hook (g_signal_lookup ("parasite-attached", type), 0, on_parasite, undo,
                                  NULL);
      log_line ("watching");
    }
  return G_SOURCE_REMOVE;
}

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  return &info;
}

gboolean
gegl_module_register (GTypeModule *module)
{
  if (g_getenv ("SMP_TEST_UNDO_LOG"))
    g_timeout_add (POLL_INTERVAL_MS, watch, NULL);
  return TRUE;
}
