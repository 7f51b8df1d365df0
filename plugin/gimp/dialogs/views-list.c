/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "pictures/further-views.h"
#include "treatment/photo-name.h"
#include "treatment/treatments.h"
#include "views-list.h"

#define SPACING    12
#define WORD_CHARS 44
#define STEP       5.0
#define PAGE       10.0

/* A photo that is offered; the widgets are the list's. */
typedef struct
{
  gint       id;
  GtkWidget *tick;
  GtkWidget *counted;
} Offer;

typedef struct
{
  GimpProcedureConfig *config;
  GArray              *offers;
} ViewsList;

static void
list_free (gpointer data)
{
  ViewsList *self = data;

  g_array_unref (self->offers);
  g_free (self);
}

static void
on_changed (ViewsList *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->offers->len; i++)
    {
      const Offer   *offer  = &g_array_index (self->offers, Offer, i);
      const gboolean wanted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (offer->tick));

      gtk_widget_set_sensitive (offer->counted, wanted);
      if (wanted)
        g_string_append_printf (list, "%s%d%s%d%s", SMP_FURTHER_VIEW_OPEN, offer->id,
                                SMP_FURTHER_VIEW_COUNTED,
                                gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (offer->counted)),
                                SMP_FURTHER_VIEWS_DIVIDER);
    }
  g_object_set (self->config, "views", list->str, NULL);
}

static void
add_offer (ViewsList *self, GtkWidget *grid, GimpImage *image)
{
  g_autofree gchar *name = smp_photo_name (image);
  /* xgettext:no-c-format */
  GtkWidget  *words = gtk_label_new (_ ("% of it counted already"));
  const gint  row   = (gint) self->offers->len + 1;
  const Offer offer = { gimp_image_get_id (image), gtk_check_button_new_with_label (name),
                        gtk_spin_button_new_with_range (0.0, 100.0, 1.0) };

  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (offer.counted), STEP, PAGE);
  gtk_widget_set_sensitive (offer.counted, FALSE);
  gtk_widget_set_tooltip_text (
    offer.counted, _ ("How much of what is treated in this photo is seen in another one "
                      "too: area, dots, hours and price count it once."));
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), offer.counted);
  gtk_grid_attach (GTK_GRID (grid), offer.tick, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), offer.counted, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, 2, row, 1, 1);
  g_array_append_val (self->offers, offer);
  g_signal_connect_swapped (offer.tick, "toggled", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (offer.counted, "value-changed", G_CALLBACK (on_changed), self);
}

/* Of the other photos those in which something is treated, the one that was opened first first. */
static void
offer_all (ViewsList *self, GtkWidget *grid, GimpImage *main)
{
  g_autofree GimpImage **images = gimp_get_images ();
  const gint n = images ? (gint) gimp_core_object_array_get_length ((GObject **) images) : 0;

  /* GIMP names the newest first. */
  for (gint i = n - 1; i >= 0; i--)
    {
      g_autofree GimpDrawable **shown = NULL;

      if (images[i] == main)
        continue;
      shown = smp_ageing_shown (images[i]);
      if (shown[0])
        add_offer (self, grid, images[i]);
    }
}

GtkWidget *
smp_views_list_new (GimpProcedureConfig *config, GimpImage *image)
{
  ViewsList *self    = g_new0 (ViewsList, 1);
  GtkWidget *grid    = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (NULL);

  self->config = config;
  self->offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (heading), WORD_CHARS);
  gtk_grid_attach (GTK_GRID (grid), heading, 0, 0, 3, 1);
  offer_all (self, grid, image);
  gtk_label_set_text (GTK_LABEL (heading), self->offers->len
                                             ? _ ("Also on the sheet, of the same client:")
                                             : _ ("Other photos of the client can stand on the "
                                                  "sheet too: open them, and treat them."));
  g_object_set_data_full (G_OBJECT (grid), "smp-views-list", self, list_free);
  on_changed (self);
  gtk_widget_show_all (grid);
  return grid;
}
