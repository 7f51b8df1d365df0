/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "learn-dialog.h"
#include "smp/error.h"

#define PATCH_PX    280
#define SPACING     12
#define WORDS_CHARS 62

/* How often the window looks whether the thread is done. */
#define LOOK_MS 100

typedef struct
{
  GimpProcedureDialog *dialog;
  GimpProcedureConfig *config;
  const SmpHealedWork *work;
  GtkWidget           *patches[2];
  GtkWidget           *words;
  GtkWidget           *spinner;
  GtkWidget           *trouble;
  GThread             *thread;
  guint                look;
  gint                 stop;
  gint                 is_done;
  SmpParams            at;
  SmpLearned           reading; /* the thread's, with its error */
  GError              *error;
  SmpLearned           learned;
  gboolean             is_known; /* learned is of the age that is asked for */
} LearnDialog;

gboolean
smp_learn_age (GimpProcedureConfig *config, SmpParams *at, GError **error)
{
  gint    work = gimp_procedure_config_get_choice_id (config, "work");
  gdouble years;

  g_object_get (config, "years", &years, NULL);
  smp_params_init (at);
  at->fresh = work == SMP_WORK_FRESH ? SMP_YES : SMP_NO;
  return work != SMP_WORK_YEARS || smp_params_set (at, smp_param_find ("years"), years, error);
}

static GdkPixbuf *
pixbuf_of (guint8 *bytes, gint size)
{
  g_autoptr (GBytes) kept = g_bytes_new_take (bytes, 3 * (gsize) size * (gsize) size);

  return gdk_pixbuf_new_from_bytes (kept, GDK_COLORSPACE_RGB, FALSE, 8, size, size, 3 * size);
}

static void
set_savable (LearnDialog *self)
{
  g_autofree gchar *name = NULL;

  g_object_get (self->config, "name", &name, NULL);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->dialog), GTK_RESPONSE_OK,
                                     self->is_known && name && *name);
}

static void
show_learned (LearnDialog *self)
{
  gint              size = PATCH_PX;
  guint8           *bytes[2];
  g_autofree gchar *words = smp_healed_work_words (&self->learned);

  smp_healed_work_patches (self->work, &self->learned, &size, &bytes[0], &bytes[1]);
  for (gint i = 0; i < 2; i++)
    {
      g_autoptr (GdkPixbuf) picture = pixbuf_of (bytes[i], size);

      gtk_image_set_from_pixbuf (GTK_IMAGE (self->patches[i]), picture);
    }
  gtk_label_set_text (GTK_LABEL (self->words), words);
}

static gpointer
learn (gpointer data)
{
  LearnDialog         *self = data;
  const SmpHealedWork *work = self->work;

  smp_learn (&work->photo, &work->treated, work->bare.data ? &work->bare : NULL, work->px_per_mm,
             &self->at, &self->stop, &self->reading, &self->error);
  g_atomic_int_set (&self->is_done, 1);
  return NULL;
}

/* The thread ends soon, and what it found counts for nothing. */
static void
give_up (LearnDialog *self)
{
  if (!self->thread)
    return;
  g_atomic_int_set (&self->stop, 1);
  g_thread_join (self->thread);
  g_source_remove (self->look);
  g_clear_error (&self->error);
  self->thread = NULL;
}

/* Shows what was found, once the thread is done. */
static gboolean
look (gpointer data)
{
  LearnDialog *self = data;

  if (!g_atomic_int_get (&self->is_done))
    return G_SOURCE_CONTINUE;
  g_thread_join (self->thread);
  self->thread = NULL;
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  self->is_known = self->error == NULL;
  if (self->error)
    gtk_label_set_text (GTK_LABEL (self->words), self->error->message);
  else
    {
      self->learned = self->reading;
      show_learned (self);
    }
  g_clear_error (&self->error);
  set_savable (self);
  smp_dialog_fit (GTK_WIDGET (self->dialog));
  return G_SOURCE_REMOVE;
}

static void
start (LearnDialog *self)
{
  give_up (self);
  self->is_known = FALSE;
  self->stop = self->is_done = 0;
  gtk_label_set_text (GTK_LABEL (self->words), _ ("Reading the dots…"));
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  set_savable (self);
  self->thread = g_thread_new ("smp-learn-dialog", learn, self);
  self->look   = g_timeout_add (LOOK_MS, look, self);
}

static gboolean
is_of_age (const LearnDialog *self, const SmpParams *at)
{
  return at->fresh == self->at.fresh && at->years == self->at.years;
}

/* Another age asks for another reading; a name alone does not. */
static void
update (LearnDialog *self)
{
  SmpParams at;

  gimp_procedure_dialog_set_sensitive (self->dialog, "years",
                                       gimp_procedure_config_get_choice_id (self->config, "work") ==
                                         SMP_WORK_YEARS,
                                       NULL, NULL, FALSE);
  gtk_label_set_text (GTK_LABEL (self->trouble), "");
  if (smp_learn_age (self->config, &at, NULL) && !is_of_age (self, &at))
    {
      self->at = at;
      start (self);
    }
  set_savable (self);
}

static GtkWidget *
label_new (gint lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), WORDS_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS_CHARS);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  return label;
}

/* The photo's patch and the drawing, each under its heading. */
static GtkWidget *
make_patches (LearnDialog *self)
{
  const gchar *const headings[] = { N_ ("The photo"), N_ ("Drawn with these values") };
  GtkWidget         *row        = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  for (gint i = 0; i < 2; i++)
    {
      GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING / 2);

      self->patches[i] = gtk_image_new ();
      gtk_widget_set_size_request (self->patches[i], PATCH_PX, PATCH_PX);
      gtk_box_pack_start (GTK_BOX (column), gtk_label_new (_ (headings[i])), FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (column), self->patches[i], FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (row), column, FALSE, FALSE, 0);
    }
  return row;
}

static void
fill (LearnDialog *self)
{
  GtkWidget *area  = gtk_dialog_get_content_area (GTK_DIALOG (self->dialog));
  GtkWidget *box   = gimp_procedure_dialog_fill_box (self->dialog, "smp-learn", "work", "years",
                                                     "name", "add", NULL);
  GList     *names = g_list_append (NULL, (gpointer) "smp-learn");

  self->words   = label_new (-1);
  self->trouble = label_new (-1);
  self->spinner = gtk_spinner_new ();
  gtk_box_pack_start (GTK_BOX (box), make_patches (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->spinner, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->trouble, FALSE, FALSE, 0);
  smp_dialog_fill_scrolled (self->dialog, names);
  g_list_free (names);
  gtk_widget_show_all (box);
  smp_guard_controls (area, smp_dialog_add_sentence (GTK_DIALOG (self->dialog)));
  smp_dialog_fit (GTK_WIDGET (self->dialog));
}

/* FALSE, with the reason in the dialog, where it cannot be saved under that name. */
static gboolean
save (LearnDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *name = NULL, *id = NULL;
  gboolean          add;

  if (!self->is_known)
    return FALSE;
  g_object_get (self->config, "name", &name, "add", &add, NULL);
  id = smp_healed_work_save (&self->learned, name, add, &error);
  if (!id)
    gtk_label_set_text (GTK_LABEL (self->trouble), error->message);
  return id != NULL;
}

gboolean
smp_learn_dialog_run (GimpProcedure       *procedure,
                      GimpProcedureConfig *config,
                      GimpImage           *image,
                      const SmpHealedWork *work,
                      SmpLearned          *learned,
                      GError             **error)
{
  LearnDialog    self = { .config = config, .work = work };
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  g_object_set (config, "name", "", "add", FALSE, NULL);
  self.dialog = GIMP_PROCEDURE_DIALOG (gimp_procedure_dialog_new (procedure, config,
                                                                  _ ("Learn from Healed Work")));
  gimp_procedure_dialog_set_ok_label (self.dialog, _ ("Save the _Preset"));
  self.at.years = -1.0;
  fill (&self);
  update (&self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (update), &self);
  watch = smp_image_watch_new (GTK_WIDGET (self.dialog), image, NULL, NULL);
  do
    done = gimp_procedure_dialog_run (self.dialog);
  while (done && !save (&self));
  g_signal_handlers_disconnect_by_data (config, &self);
  give_up (&self);
  gtk_widget_destroy (GTK_WIDGET (self.dialog));
  *learned = self.learned;
  return smp_image_watch_end (watch, done, error);
}
