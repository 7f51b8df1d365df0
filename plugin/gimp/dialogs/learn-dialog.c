/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "controls.h"
#include "fit.h"
#include "guard.h"
#include "image-watch.h"
#include "learn-dialog.h"
#include "pick-list.h"
#include "spoken-names.h"
#include "treatment/buffers.h"
#include "treatment/found-map.h"
#include "smp/error.h"

#define PATCH_PX    224
#define SPACING     12
#define WORDS_CHARS 52

/* Beside the numbers of channels. */
#define FOUND 0
#define NONE  G_MAXINT

/* In a map of marks: hatched, and not crossed. */
#define HATCHED 1.5f

/* How often the window looks whether the thread is done. */
#define LOOK_MS 100

typedef struct
{
  GimpProcedureDialog *dialog;
  GimpProcedureConfig *config;
  GimpImage           *image;
  GimpLayer           *photo;
  SmpHealedWork       *work;
  GtkWidget           *patches[2];
  GtkWidget           *words;
  GtkWidget           *spinner;
  GtkWidget           *trouble;
  GtkWidget           *channels;
  GtkWidget           *correct;
  GimpLayer           *marked; /* what was found, on the canvas */
  GThread             *thread;
  guint                look;
  gint                 stop;
  gint                 is_done;
  SmpParams            at;
  gint                 picked;  /* the channel of untreated skin, or FOUND or NONE */
  gint                 bare;    /* that whose skin was read, -1 before any was */
  gchar               *painted; /* what that channel held then */
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

/* Small patches are shown enlarged, in whole pixels. */
static GdkPixbuf *
pixbuf_of (guint8 *bytes, gint size)
{
  g_autoptr (GBytes) kept = g_bytes_new_take (bytes, 3 * (gsize) size * (gsize) size);
  g_autoptr (GdkPixbuf) picture =
    gdk_pixbuf_new_from_bytes (kept, GDK_COLORSPACE_RGB, FALSE, 8, size, size, 3 * size);
  gint shown = size * MAX (PATCH_PX / size, 1);

  return gdk_pixbuf_scale_simple (picture, shown, shown, GDK_INTERP_NEAREST);
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
  g_autofree gchar *words = smp_healed_work_words (self->work, &self->learned);

  smp_healed_work_patches (self->work, &self->learned, &size, &bytes[0], &bytes[1]);
  for (gint i = 0; i < 2; i++)
    {
      g_autoptr (GdkPixbuf) picture = pixbuf_of (bytes[i], size);

      gtk_image_set_from_pixbuf (GTK_IMAGE (self->patches[i]), picture);
      atk_object_set_description (gtk_widget_get_accessible (self->patches[i]), words);
    }
  gtk_label_set_text (GTK_LABEL (self->words), words);
}

/* Hatches on the canvas what was found, and lets it be corrected; takes away what was before. */
static void
mark_found (LearnDialog *self)
{
  const SmpHealedWork *work     = self->work;
  gboolean             is_found = work->is_sought && work->bare.data && !self->thread;
  SmpPlane             map      = work->bare;

  smp_found_map_remove (self->marked);
  self->marked = NULL;
  gtk_widget_set_sensitive (self->correct, is_found);
  if (!is_found || !gimp_image_is_valid (self->image))
    return;
  map.data = g_new (gfloat, (gsize) map.width * (gsize) map.height);
  for (gsize i = 0; i < (gsize) map.width * (gsize) map.height; i++)
    map.data[i] = HATCHED * work->bare.data[i];
  self->marked = smp_found_map_show_plane (self->image, &map, work->px_per_mm,
                                           _ ("SMP preview: untreated skin"));
  g_free (map.data);
}

static gpointer
learn (gpointer data)
{
  LearnDialog   *self = data;
  SmpHealedWork *work = self->work;

  smp_healed_work_find_bare (work);
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
  gtk_widget_hide (self->spinner);
  self->is_known = self->error == NULL;
  if (self->error)
    gtk_label_set_text (GTK_LABEL (self->words), self->error->message);
  else
    {
      self->learned = self->reading;
      show_learned (self);
    }
  g_clear_error (&self->error);
  mark_found (self);
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
  gtk_widget_show (self->spinner);
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

/* Whether other untreated skin was chosen, or the channel painted on; where it cannot be read, that
 * is said, and none is. */
static gboolean
take_bare (LearnDialog *self)
{
  gboolean          is_channel = self->picked != FOUND && self->picked != NONE;
  GimpChannel      *bare       = is_channel ? gimp_channel_get_by_id (self->picked) : NULL;
  g_autofree gchar *painted = bare ? smp_drawable_fingerprint (GIMP_DRAWABLE (bare), NULL) : NULL;
  g_autoptr (GError) error  = NULL;

  if (self->picked == self->bare && g_strcmp0 (painted, self->painted) == 0)
    return FALSE;
  give_up (self);
  self->bare = self->picked;
  g_free (self->painted);
  self->painted = g_steal_pointer (&painted);
  if (self->picked == FOUND)
    smp_healed_work_read_around (self->work, self->photo);
  else if (!smp_healed_work_set_bare (self->work, self->image, self->photo, bare, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->trouble), error->message);
      smp_healed_work_set_bare (self->work, self->image, self->photo, NULL, NULL);
    }
  mark_found (self);
  return TRUE;
}

/* Another age or other skin beside asks for another reading; a name alone does not. */
static void
update (LearnDialog *self)
{
  SmpParams at;
  gboolean  is_other;

  gimp_procedure_dialog_set_sensitive (self->dialog, "years",
                                       gimp_procedure_config_get_choice_id (self->config, "work") ==
                                         SMP_WORK_YEARS,
                                       NULL, NULL, FALSE);
  gtk_label_set_text (GTK_LABEL (self->trouble), "");
  is_other = take_bare (self);
  if (smp_learn_age (self->config, &at, NULL) && !is_of_age (self, &at))
    {
      self->at = at;
      is_other = TRUE;
    }
  if (is_other)
    start (self);
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

/* The photo's patch and below it the drawing, each under its heading. */
static GtkWidget *
make_patches (LearnDialog *self)
{
  const gchar *const headings[] = { N_ ("The photo"), N_ ("Drawn with these values") };
  GtkWidget         *column     = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING / 2);

  for (gint i = 0; i < 2; i++)
    {
      self->patches[i] = gtk_image_new ();
      gtk_widget_set_size_request (self->patches[i], PATCH_PX, PATCH_PX);
      atk_object_set_role (gtk_widget_get_accessible (self->patches[i]), ATK_ROLE_IMAGE);
      atk_object_set_name (gtk_widget_get_accessible (self->patches[i]), _ (headings[i]));
      gtk_box_pack_start (GTK_BOX (column), gtk_label_new (_ (headings[i])), FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (column), self->patches[i], FALSE, FALSE, 0);
    }
  return column;
}

static void
take_channel (gint id, gpointer data)
{
  LearnDialog *self = data;

  self->picked = id;
  if (self->words)
    update (self);
}

/* Makes a channel of what was found, which is then the one that counts. */
static void
correct (LearnDialog *self)
{
  GimpChannel *channel;

  if (self->thread)
    return;
  channel = smp_healed_work_leave_bare (self->work, self->image);
  if (channel)
    smp_pick_list_pick (self->channels, gimp_item_get_id (GIMP_ITEM (channel)));
  gimp_displays_flush ();
}

/* The person comes back, and may have painted on the channel. */
static void
on_active (LearnDialog *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self->dialog)) && self->words &&
      gimp_image_is_valid (self->image))
    update (self);
}

static void
offer_channels (GtkWidget *list, gpointer data)
{
  LearnDialog             *self     = data;
  g_autofree GimpChannel **channels = NULL;

  smp_pick_list_add (list, FOUND, _ ("Found by itself"));
  smp_pick_list_add (list, NONE, _ ("None"));
  if (gimp_image_is_valid (self->image))
    channels = gimp_image_get_channels (self->image);
  for (gint i = 0; channels && channels[i]; i++)
    {
      g_autofree gchar *name = gimp_item_get_name (GIMP_ITEM (channels[i]));

      smp_pick_list_add (list, gimp_item_get_id (GIMP_ITEM (channels[i])), name);
    }
}

static GtkWidget *
make_channel_row (LearnDialog *self)
{
  GParamSpec   *argument = g_object_class_find_property (G_OBJECT_GET_CLASS (self->config), "bare");
  GtkWidget    *row      = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget    *label    = gtk_label_new_with_mnemonic (g_param_spec_get_nick (argument));
  GtkWidget    *other    = gimp_procedure_dialog_get_widget (self->dialog, "name", G_TYPE_NONE);
  GtkSizeGroup *labels   = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  GtkWidget *channels =
    smp_pick_list_new (GTK_WIDGET (self->dialog), offer_channels, take_channel, self);

  gtk_widget_set_tooltip_text (channels, g_param_spec_get_blurb (argument));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), channels);
  gtk_size_group_add_widget (labels, gimp_labeled_get_label (GIMP_LABELED (other)));
  gtk_size_group_add_widget (labels, label);
  g_object_unref (labels);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), channels, TRUE, TRUE, 0);
  self->channels = channels;
  self->correct  = gtk_button_new_with_mnemonic (_ ("C_orrect It"));
  gtk_widget_set_tooltip_text (self->correct,
                               _ ("Make a channel of the untreated skin that was found, and paint "
                                  "on it where it is wrong; it is read again when you come back"));
  gtk_widget_set_sensitive (self->correct, FALSE);
  g_signal_connect_swapped (self->correct, "clicked", G_CALLBACK (correct), self);
  gtk_box_pack_start (GTK_BOX (row), self->correct, FALSE, FALSE, 0);
  return row;
}

static void
fill (LearnDialog *self)
{
  GtkWidget *area  = gtk_dialog_get_content_area (GTK_DIALOG (self->dialog));
  GtkWidget *read  = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GList     *names = g_list_append (NULL, (gpointer) "smp-learn");
  GtkWidget *box, *row, *all;

  smp_dialog_list_make (self->dialog, "work");
  box = gimp_procedure_dialog_fill_box (self->dialog, "smp-learn", "work", "years", "name", "add",
                                        NULL);
  row = make_channel_row (self);
  self->words   = label_new (-1);
  self->trouble = label_new (-1);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_START);
  gtk_box_pack_start (GTK_BOX (read), self->spinner, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (read), self->words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), read, FALSE, FALSE, SPACING);
  gtk_box_pack_start (GTK_BOX (box), self->trouble, FALSE, FALSE, 0);
  all = smp_dialog_fill_scrolled (self->dialog, names);
  g_list_free (names);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (all), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (all), 2 * SPACING);
  gtk_box_pack_start (GTK_BOX (all), make_patches (self), FALSE, FALSE, 0);
  gtk_widget_show_all (all);
  smp_spoken_names_give (area);
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
                      GimpLayer           *photo,
                      SmpHealedWork       *work,
                      SmpLearned          *learned,
                      GError             **error)
{
  GimpImage     *image = gimp_item_get_image (GIMP_ITEM (photo));
  LearnDialog    self  = { .config = config, .image = image, .photo = photo, .work = work };
  SmpImageWatch *watch;
  gboolean       done;

  gimp_ui_init ("smp");
  g_object_set (config, "name", "", "add", FALSE, NULL);
  self.dialog = GIMP_PROCEDURE_DIALOG (gimp_procedure_dialog_new (procedure, config,
                                                                  _ ("Learn from Healed Work")));
  gimp_procedure_dialog_set_ok_label (self.dialog, _ ("Save the _Preset"));
  self.at.years = -1.0;
  self.bare     = -1;
  fill (&self);
  update (&self);
  g_signal_connect_swapped (config, "notify", G_CALLBACK (update), &self);
  g_signal_connect_swapped (self.dialog, "notify::is-active", G_CALLBACK (on_active), &self);
  watch = smp_image_watch_new (GTK_WIDGET (self.dialog), image, NULL, NULL);
  do
    done = gimp_procedure_dialog_run (self.dialog);
  while (done && !save (&self));
  g_signal_handlers_disconnect_by_data (config, &self);
  g_signal_handlers_disconnect_by_data (self.dialog, &self);
  give_up (&self);
  smp_found_map_remove (self.marked);
  g_free (self.painted);
  gtk_widget_destroy (GTK_WIDGET (self.dialog));
  *learned = self.learned;
  return smp_image_watch_end (watch, done, error);
}
