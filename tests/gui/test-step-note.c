/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line below the density's slider: it says of a step too small to be noticed that it is, counts
 * from what was opened or taken, and moves nothing. */

#include "dialogs/step-note.h"

#define TOO_SMALL "This step will hardly be seen."

G_DECLARE_FINAL_TYPE (Values, values, TEST, VALUES, GObject)

struct _Values
{
  GObject parent_instance;
  gdouble density;
};

G_DEFINE_FINAL_TYPE (Values, values, G_TYPE_OBJECT)

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TEST_VALUES (object)->density = g_value_get_double (value);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_double (value, TEST_VALUES (object)->density);
}

static void
values_class_init (ValuesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = set_property;
  object_class->get_property = get_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_double ("density", NULL, NULL, 0.0, 400.0, 150.0,
                                                        G_PARAM_READWRITE |
                                                          G_PARAM_STATIC_STRINGS));
}

static void
values_init (Values *self)
{
  self->density = 150.0;
}

static const gchar *
said_at (GtkWidget *note, GObject *values, gdouble density)
{
  g_object_set (values, "density", density, NULL);
  return gtk_label_get_text (GTK_LABEL (note));
}

static gint
height (GtkWidget *widget)
{
  gint natural;

  gtk_widget_get_preferred_height (widget, NULL, &natural);
  return natural;
}

static void
test_a_small_step_says_so (void)
{
  g_autoptr (GObject) values = g_object_new (values_get_type (), NULL);
  g_autoptr (GtkWidget) note = g_object_ref_sink (smp_step_note_new (values));

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)), ==, "");
  g_assert_cmpstr (said_at (note, values, 170.0), ==, TOO_SMALL);
  g_assert_cmpstr (said_at (note, values, 130.0), ==, TOO_SMALL);
  g_assert_cmpstr (said_at (note, values, 190.0), ==, "");
  g_assert_cmpstr (said_at (note, values, 151.0), ==, TOO_SMALL);
  g_assert_cmpstr (said_at (note, values, 150.0), ==, "");
}

static void
test_steps_count_from_a_preset_that_is_taken (void)
{
  g_autoptr (GObject) values = g_object_new (values_get_type (), NULL);
  g_autoptr (GtkWidget) note = g_object_ref_sink (smp_step_note_new (values));

  g_assert_cmpstr (said_at (note, values, 170.0), ==, TOO_SMALL);
  smp_step_note_start (note);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)), ==, "");
  g_assert_cmpstr (said_at (note, values, 190.0), ==, TOO_SMALL);
  g_assert_cmpstr (said_at (note, values, 220.0), ==, "");
}

static void
test_its_room_is_kept (void)
{
  g_autoptr (GObject) values = g_object_new (values_get_type (), NULL);
  g_autoptr (GtkWidget) note = g_object_ref_sink (smp_step_note_new (values));
  const gint silent          = height (note);

  g_assert_cmpint (silent, >, 0);
  g_assert_cmpstr (said_at (note, values, 170.0), ==, TOO_SMALL);
  g_assert_cmpint (height (note), ==, silent);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step-note/a small step says so", test_a_small_step_says_so);
  g_test_add_func ("/step-note/steps count from a preset that is taken",
                   test_steps_count_from_a_preset_that_is_taken);
  g_test_add_func ("/step-note/its room is kept", test_its_room_is_kept);
  return g_test_run ();
}
