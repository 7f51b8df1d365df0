/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds the readers of recipes, of lists of values and of heads with the files of a folder and some
 * thousand damaged copies of them, the same at every run; sanitizers make it worth more.
 *
 *     fuzz-recipes FOLDER [COPIES]
 *
 * Whatever is read must hold valid values and survive being written; whatever is refused must say
 * why in one sentence and leave the values as they were. */

#include <stdlib.h>
#include <string.h>

#include "smp/error.h"
#include "smp/head.h"
#include "smp/recipe.h"

#define LONGEST 4096

static guint32 random_state = 20260101u;

static guint
random_below (guint n)
{
  random_state = random_state * 747796405u + 2891336453u;
  return (random_state >> 8) % n;
}

static void
check_refusal (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == SMP_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_error_free (error);
}

static void
try_recipe (const gchar *text, gsize length)
{
  GError    *error  = NULL;
  SmpRecipe *recipe = smp_recipe_parse (text, length, &error), *again;
  gchar     *written;

  if (!recipe)
    {
      check_refusal (error);
      return;
    }

  g_assert_true (smp_params_check (&recipe->params, NULL));
  written = smp_recipe_to_text (recipe, 0);
  again   = smp_recipe_parse (written, strlen (written), NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->name, ==, recipe->name);
  smp_recipe_free (again);
  smp_recipe_free (recipe);
  g_free (written);
}

static void
try_list (const gchar *text, gsize length)
{
  gchar    *list  = g_utf8_make_valid (text, (gssize) length);
  GError   *error = NULL;
  SmpParams params, before;

  memset (&params, 0, sizeof params);
  smp_params_init (&params);
  before = params;
  if (smp_params_set_list (&params, list, &error))
    g_assert_true (smp_params_check (&params, NULL));
  else
    {
      check_refusal (error);
      g_assert_true (memcmp (&params, &before, sizeof params) == 0);
    }
  g_free (list);
}

/* Where a head is, as recipes and as scripts say it: what is read can be kept, and reads the same
 * again; what is refused leaves the head as it was. */
static void
try_head (const gchar *text, gsize length)
{
  const gint        origin[2] = { 3, -7 };
  g_autofree gchar *words     = g_utf8_make_valid (text, (gssize) length);
  GError           *error     = NULL;
  SmpHead           parsed, again;
  const SmpHead    *unset = GINT_TO_POINTER (1), *head = unset;

  if (smp_head_parse (words, &parsed, &error))
    {
      const SmpHead    *kept    = smp_head_keep (&parsed);
      g_autofree gchar *written = kept ? smp_head_to_text (kept) : NULL;

      g_assert_nonnull (kept);
      g_assert_true (smp_head_parse (written, &again, NULL));
      g_assert_true (memcmp (&again, kept, sizeof again) == 0);
    }
  else
    check_refusal (g_steal_pointer (&error));

  if (smp_head_from_words (words, 10.0, origin, &head, &error))
    {
      SmpHeadSurface surface;
      SmpHeadPlace   place;

      g_assert_true (head != unset);
      if (!head)
        return;
      smp_head_surface_init (&surface, head);
      g_assert_true (surface.widening >= 0.0 && surface.widening < 1e6);
      smp_head_nearest_place (&surface, head->x_mm + 1e3, head->y_mm, &place);
      g_assert_true (place.cos_tilt > 0.0 && place.area > 0.0);
    }
  else
    {
      check_refusal (error);
      g_assert_true (head == unset);
    }
}

/* Damages a text in place, in one of the ways that files get damaged; returns its new length. */
static gsize
damage (gchar *text, gsize length)
{
  static const gchar *const pieces[] = { "[values]\n",
                                         "density=",
                                         "1e309",
                                         "-nan",
                                         "=",
                                         "\n",
                                         "[",
                                         "\xff",
                                         "version=1\n",
                                         "99999999999",
                                         ";",
                                         "\\s\\",
                                         "pigment=carbon\n",
                                         "sessions=2\n",
                                         "%n%s",
                                         "0.0001 ",
                                         "-",
                                         " ",
                                         "," };
  gsize                     at       = random_below ((guint) length + 1);
  const gchar              *piece    = pieces[random_below (G_N_ELEMENTS (pieces))];
  gsize                     added    = strlen (piece);

  switch (random_below (4))
    {
    case 0:
      if (at < length)
        text[at] = (gchar) random_below (256);
      return length;
    case 1:
      return at;
    case 2:
      if (length + added > LONGEST)
        return length;
      memmove (text + at + added, text + at, length - at);
      memcpy (text + at, piece, added);
      return length + added;
    default:
      if (at + 8 > length)
        return length;
      memmove (text + at, text + at + 8, length - at - 8);
      return length - 8;
    }
}

/* Heads as they are written, each in its damaged copies. */
static void
try_heads (guint n_copies)
{
  static const gchar *const heads[] = {
    "76.000 97.500 92.000 180.000 20.000 -8.000 31.250 -4.500 300.000",
    "20.000 500.000 92.000 360.000 -360.000 0.000 1e6 -1e6 0.000",
    "10,-30,1500,1900,front",
    "0,0,1500,1830,back,400,12.5",
    "-200,40,1960,1880,left,0",
    "none"
  };

  for (gsize h = 0; h < G_N_ELEMENTS (heads); h++)
    for (guint i = 0; i <= n_copies; i++)
      {
        gchar copy[LONGEST];
        gsize n = strlen (heads[h]);

        memcpy (copy, heads[h], n);
        for (guint k = i ? 1 + random_below (4) : 0; k > 0; k--)
          n = damage (copy, n);
        try_head (copy, n);
      }
}

static void
try_file (const gchar *path, guint n_copies)
{
  gchar *text = NULL;
  gsize  length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("%s cannot be read", path);
  length = MIN (length, LONGEST);
  for (guint i = 0; i <= n_copies; i++)
    {
      gchar copy[LONGEST];
      gsize n = length;

      memcpy (copy, text, length);
      for (guint k = i ? 1 + random_below (6) : 0; k > 0; k--)
        n = damage (copy, n);
      try_recipe (copy, n);
      try_list (copy, n);
    }
  g_free (text);
}

static guint
try_folder (const gchar *path, guint n_copies)
{
  GDir      *dir   = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gchar     *name;
  guint      n = 0;

  if (!dir)
    g_error ("%s cannot be read", path);
  while ((name = g_strdup (g_dir_read_name (dir))))
    g_ptr_array_add (names, name);
  g_dir_close (dir);
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = 0; i < names->len; i++)
    {
      gchar *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        n += try_folder (child, n_copies);
      else
        {
          try_file (child, n_copies);
          n++;
        }
      g_free (child);
    }
  g_ptr_array_unref (names);
  return n;
}

int
main (int argc, char **argv)
{
  guint n;

  if (argc < 2)
    {
      g_printerr ("fuzz-recipes: name a folder of recipes.\n");
      return 2;
    }

  n = try_folder (argv[1], argc > 2 ? (guint) atoi (argv[2]) : 1000);
  try_heads (argc > 2 ? (guint) atoi (argv[2]) : 1000);
  g_print ("%u files and their damaged copies\n", n);
  return n > 0 ? 0 : 1;
}
