/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libgimp/gimpui.h>
#include <string.h>

#include "keys.h"

/* How such a key stands behind a label. */
#define BEFORE " (_"
#define AFTER  ")"

gchar *
smp_keys_strip (const gchar *label, guint *keyval)
{
  const gchar *start = strstr (label, BEFORE);
  const gchar *key   = start ? start + strlen (BEFORE) : NULL;
  const gchar *end   = key && *key ? g_utf8_next_char (key) : NULL;

  if (keyval)
    *keyval = 0;
  if (!end || !g_str_has_prefix (end, AFTER))
    return g_strdup (label);
  if (keyval)
    *keyval = gdk_keyval_to_lower (gdk_unicode_to_keyval (g_utf8_get_char (key)));
  return g_strdup_printf ("%.*s%s", (gint) (start - label), label, end + strlen (AFTER));
}

#define HIDDEN_KEY "smp-hidden-key"

typedef struct
{
  guint      keyval;
  GtkWidget *control;
} Key;

static void
on_window_gone (GtkWindow *window, const Key *key)
{
  gtk_window_remove_mnemonic (window, key->keyval, key->control);
}

static void
key_free (gpointer key, GClosure *closure)
{
  g_free (key);
}

/* The window wants to be rid of it before its controls go. */
static void
add_key (GtkWidget *control, guint keyval)
{
  GtkWidget *window = gtk_widget_get_toplevel (control);
  Key       *key    = g_new (Key, 1);

  *key = (Key) { keyval, control };
  g_object_set_data (G_OBJECT (control), HIDDEN_KEY, GUINT_TO_POINTER (keyval));
  gtk_window_add_mnemonic (GTK_WINDOW (window), keyval, control);
  g_signal_connect_data (window, "destroy", G_CALLBACK (on_window_gone), key, key_free, 0);
}

/* What the label's key goes to: what it is said to be of, or the button that it stands on. */
static GtkWidget *
control_of (GtkLabel *label)
{
  GtkWidget *control = gtk_label_get_mnemonic_widget (label);

  return control ? control : gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_BUTTON);
}

static void
hide (GtkWidget *widget, gpointer data)
{
  g_autofree gchar *text   = NULL;
  guint             keyval = 0;

  if (GIMP_IS_SPIN_SCALE (widget))
    {
      text = smp_keys_strip (gimp_spin_scale_get_label (GIMP_SPIN_SCALE (widget)), &keyval);
      if (keyval)
        {
          gimp_spin_scale_set_label (GIMP_SPIN_SCALE (widget), text);
          add_key (widget, keyval);
        }
    }
  else if (GTK_IS_LABEL (widget) && gtk_label_get_use_underline (GTK_LABEL (widget)) &&
           control_of (GTK_LABEL (widget)))
    {
      text = smp_keys_strip (gtk_label_get_label (GTK_LABEL (widget)), &keyval);
      if (keyval)
        {
          GtkWidget *control = control_of (GTK_LABEL (widget));

          gtk_label_set_label (GTK_LABEL (widget), text);
          add_key (control, keyval);
        }
    }
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), hide, NULL);
}

void
smp_keys_hide (GtkWidget *controls)
{
  hide (controls, NULL);
}

guint
smp_key_of (GtkWidget *widget)
{
  guint keyval = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), HIDDEN_KEY));

  if (keyval)
    return keyval;
  keyval = GDK_KEY_VoidSymbol;
  if (GIMP_IS_SPIN_SCALE (widget))
    keyval = gimp_spin_scale_get_mnemonic_keyval (GIMP_SPIN_SCALE (widget));
  else if (GTK_IS_LABEL (widget))
    keyval = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
  return keyval == GDK_KEY_VoidSymbol ? 0 : gdk_keyval_to_lower (keyval);
}
