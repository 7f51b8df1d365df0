/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plug-in: which procedures it has, and their common head. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "procedures.h"

/* Whose the ids of help are, for GIMP. */
#define HELP_DOMAIN "org.gimp.GIMP.Plugin.ScalpMicropigmentation"

#define SMP_TYPE_PLUG_IN (smp_plug_in_get_type ())
G_DECLARE_FINAL_TYPE (SmpPlugIn, smp_plug_in, SMP, PLUG_IN, GimpPlugIn)

struct _SmpPlugIn
{
  GimpPlugIn parent_instance;
};

G_DEFINE_FINAL_TYPE (SmpPlugIn, smp_plug_in, GIMP_TYPE_PLUG_IN)

/* In the order of work, which is the menu's. */
static const struct
{
  const gchar *name;
  GimpProcedure *(*create) (GimpPlugIn *plug_in, const gchar *name);
} procedures[] = {
  { "plug-in-smp-consultation", smp_consultation_procedure },
  { "plug-in-smp-scale", smp_scale_procedure },
  { "plug-in-smp-scar", smp_scar_procedure },
  { "plug-in-smp-fill", smp_fill_procedure },
  { "plug-in-smp-hairline-path", smp_hairline_path_procedure },
  { "plug-in-smp-hairline", smp_hairline_procedure },
  { "plug-in-smp-edit", smp_edit_procedure },
  { "plug-in-smp-fade", smp_fade_procedure },
  { "plug-in-smp-compare", smp_compare_procedure },
  { "plug-in-smp-learn", smp_learn_procedure },
  { "plug-in-smp-check", smp_check_procedure },
  { "plug-in-smp-clean-profile", smp_clean_profile_procedure },
};

/* Something that lies beside the program.  Returns: (transfer full) */
static gchar *
own_folder (const gchar *name)
{
  g_autofree gchar *own = g_path_get_dirname (gimp_get_progname ());

  return g_build_filename (own, name, NULL);
}

/* GIMP opens the pages that the ids of procedures lead to (plugin/help), and keeps where they are.
 */
static void
tell_of_help (GimpPlugIn *plug_in)
{
  g_autofree gchar *path   = own_folder ("help");
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  if (g_file_query_exists (folder, NULL))
    gimp_plug_in_set_help_domain (plug_in, HELP_DOMAIN, folder);
}

static GList *
query_procedures (GimpPlugIn *plug_in)
{
  GList *names = NULL;

  tell_of_help (plug_in);
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    names = g_list_append (names, g_strdup (procedures[i].name));
  return names;
}

/* GIMP sorts a menu by its entries' paths; a section that it does not know in there is not seen.
 * What is for scripts alone has no label. */
static void
add_to_menu (GimpProcedure *procedure, guint place)
{
  g_autofree gchar *path = g_strdup_printf ("%s/[%02u]", SMP_MENU_PATH, place);

  if (gimp_procedure_get_menu_label (procedure))
    gimp_procedure_add_menu_path (procedure, path);
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    if (strcmp (procedures[i].name, name) == 0)
      {
        GimpProcedure *procedure = procedures[i].create (plug_in, name);

        add_to_menu (procedure, i + 1);
        return procedure;
      }
  return NULL;
}

static gboolean
set_i18n (GimpPlugIn *plug_in, const gchar *procedure_name, gchar **domain, gchar **catalog_dir)
{
  g_autofree gchar *locale = own_folder ("locale");
  gboolean          there  = g_file_test (locale, G_FILE_TEST_IS_DIR);

  if (there)
    *domain = g_strdup (GETTEXT_PACKAGE);
  return there;
}

static void
smp_plug_in_class_init (SmpPlugInClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = query_procedures;
  plug_in_class->create_procedure = create_procedure;
  plug_in_class->set_i18n         = set_i18n;
}

static void
smp_plug_in_init (SmpPlugIn *plug_in)
{
}

GIMP_MAIN (SMP_TYPE_PLUG_IN)
