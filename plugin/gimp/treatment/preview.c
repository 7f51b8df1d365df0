/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "surroundings.h"
#include "preview-layer.h"
#include "preview-slices.h"
#include "preview-split.h"
#include "preview.h"
#include "smp/text.h"

/* What a drawing comes to in figures is not waited for any longer where there are newer values. */
#define PATIENCE_US (150 * 1000)

/* How long what is written around the first slices waits to be seen, at least. */
#define BETWEEN_US (300 * 1000)

/* The part of a drawing that is one treatment's.  A new layer takes the old one's place once it is
 * written. */
typedef struct
{
  GimpLayer    *layer;
  gboolean      is_new;
  GeglRectangle bounds;
  SmpRegion    *region;
  SmpParams     params;
  const Babl   *format; /* of its pixels */
  GeglBuffer   *canvas; /* the layer's pixels in GIMP */
} Part;

/* What is drawn, and written, at once; between, the dialog answers.  pixels are there from when it
 * is drawn until it is written. */
typedef struct
{
  guint         part;
  GeglRectangle place;
  GeglBuffer   *pixels;
} Slice;

/* What a thread draws: copies of all that it needs.  A drawing of older values is given up as soon
 * as its first slices are on the canvas; but not before, or a slider that keeps moving would show
 * nothing, and not where it must be seen whole. */
typedef struct
{
  SmpPreview *preview;
  GThread    *thread;
  gint64      asked_us;
  gint64      began_us;
  gint64      shown_us;
  Part       *parts;
  guint       n_parts;
  GArray     *slices;
  guint       n_first; /* slices that are seen first, one of each part */
  gboolean    is_whole;
  SmpMatcher *matcher;
  SmpFacts    facts;
  gboolean    is_measured;
  guint       n_written;
  gboolean    has_ended; /* the thread */
  gint        n_drawn;
  gint        is_outdated;
  gint        is_stopped;
  gint        is_seen; /* its first slices, or it is stopped */
  GMutex      seeing;
  GCond       seen;
} Drawing;

struct _SmpPreview
{
  GPtrArray      *treatments;
  SmpPreviewShown shown;
  gpointer        data;

  GimpLayer **layers;
  gboolean   *were_visible;
  gboolean    is_visible;
  gboolean    was_clean;

  SmpPreviewSplit *split; /* or NULL */
  gdouble          split_place;

  guint    pause;
  gint64   asked_us;
  gboolean is_wanted;
  Drawing *drawing;
  guint    writing;
};

static SmpTreatment *
treatment_of (const SmpPreview *self, guint i)
{
  return g_ptr_array_index (self->treatments, i);
}

static GimpImage *
image_of (const SmpPreview *self)
{
  return treatment_of (self, 0)->image;
}

/* The person may close the image and delete layers, also ours, while the dialog is open. */
static gboolean
is_there (GimpLayer *layer)
{
  return layer && gimp_item_is_valid (GIMP_ITEM (layer));
}

/* A drawing that was not finished leaves its new layers in the image. */
static void
drawing_free (Drawing *drawing)
{
  for (guint i = 0; i < drawing->n_parts; i++)
    {
      Part *part = &drawing->parts[i];

      g_clear_object (&part->canvas);
      if (part->is_new && is_there (part->layer))
        smp_preview_layer_remove (part->layer);
      smp_region_free (part->region);
    }
  for (guint i = 0; i < drawing->slices->len; i++)
    g_clear_object (&g_array_index (drawing->slices, Slice, i).pixels);
  g_array_unref (drawing->slices);
  g_mutex_clear (&drawing->seeing);
  g_cond_clear (&drawing->seen);
  g_free (drawing->parts);
  g_free (drawing);
}

/* At its share of what all layers cover. */
static void
place_split (SmpPreview *self)
{
  GeglRectangle all = { 0, 0, 0, 0 };

  for (guint i = 0; i < self->treatments->len; i++)
    if (is_there (self->layers[i]))
      {
        const GeglRectangle one = smp_drawable_place (GIMP_DRAWABLE (self->layers[i]));

        gegl_rectangle_bounding_box (&all, &all, &one);
      }
  smp_preview_split_set (self->split, all.x + (gint) lround (self->split_place * all.width));
}

/* The written layers take the place of those before, and of the layers that are being edited. */
static void
show_new_layers (SmpPreview *self)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < self->drawing->n_parts; i++)
    {
      Part         *part      = &self->drawing->parts[i];
      SmpTreatment *treatment = treatment_of (self, i);

      if (!part->is_new || !is_there (part->layer))
        continue;
      if (is_there (self->layers[i]))
        smp_preview_layer_remove (self->layers[i]);
      if (is_there (treatment->replaced))
        smp_preview_layer_set_visible (treatment->replaced, FALSE);
      if (self->split)
        smp_preview_split_add (self->split, part->layer);
      smp_preview_layer_set_visible (part->layer, self->is_visible && self->were_visible[i]);
      self->layers[i] = part->layer;
      part->is_new    = FALSE;
      is_new          = TRUE;
    }
  /* They may lie elsewhere. */
  if (self->split && is_new)
    place_split (self);
}

static void start (SmpPreview *self);

/* Whether the rest of the drawing need not be seen any more. */
static gboolean
is_given_up (Drawing *drawing)
{
  return g_atomic_int_get (&drawing->is_stopped) ||
         (g_atomic_int_get (&drawing->is_outdated) && !drawing->is_whole &&
          g_atomic_int_get (&drawing->is_seen));
}

/* The first slices are on the canvas, or nothing more will be. */
static void
set_seen (Drawing *drawing)
{
  g_mutex_lock (&drawing->seeing);
  g_atomic_int_set (&drawing->is_seen, TRUE);
  g_cond_signal (&drawing->seen);
  g_mutex_unlock (&drawing->seeing);
}

static void
stop (Drawing *drawing)
{
  g_atomic_int_set (&drawing->is_stopped, TRUE);
  set_seen (drawing);
}

/* What is drawn meanwhile would take the processors from GIMP, which the person waits for. */
static void
wait_until_seen (Drawing *drawing)
{
  g_mutex_lock (&drawing->seeing);
  while (!g_atomic_int_get (&drawing->is_seen))
    g_cond_wait (&drawing->seen, &drawing->seeing);
  g_mutex_unlock (&drawing->seeing);
}

/* Once the drawing is on the canvas, or given up, and its facts are known. */
static void
finish (SmpPreview *self)
{
  Drawing *drawing = self->drawing;

  if (!drawing->has_ended || self->writing)
    return;
  g_thread_join (drawing->thread);
  self->drawing = NULL;
  if (drawing->is_measured && drawing->n_written == drawing->slices->len)
    self->shown (&drawing->facts, NULL, self->data);
  drawing_free (drawing);
  if (self->is_wanted && !self->pause)
    start (self);
}

/* Hands GIMP a slice of the drawing: whole tiles where they can be, which need not be read first.
 * FALSE where the person has deleted the layer. */
static gboolean
hand_over (Slice *slice, const Part *part)
{
  const GeglRectangle from = { 0, 0, slice->place.width, slice->place.height };
  const GeglRectangle to   = { slice->place.x - part->bounds.x, slice->place.y - part->bounds.y,
                               slice->place.width, slice->place.height };

  if (!is_there (part->layer))
    return FALSE;
  gegl_buffer_copy (slice->pixels, &from, GEGL_ABYSS_NONE, part->canvas, &to);
  gegl_buffer_flush (part->canvas);
  g_clear_object (&slice->pixels);
  gimp_drawable_update (GIMP_DRAWABLE (part->layer), to.x, to.y, to.width, to.height);
  return TRUE;
}

static void
note_time (const Drawing *drawing, const gchar *what)
{
  g_debug ("preview: %.1f ms from the values to %s",
           (gdouble) (g_get_monotonic_time () - drawing->asked_us) / 1000.0, what);
}

/* Lets the person see what is written: the first slices, all, and between them not each, since GIMP
 * draws its window while we draw. */
static void
show_written (SmpPreview *self)
{
  Drawing     *drawing = self->drawing;
  const gint64 now_us  = g_get_monotonic_time ();

  if (drawing->n_written == (drawing->is_whole ? drawing->slices->len : drawing->n_first))
    show_new_layers (self);
  if (drawing->n_written < drawing->n_first ||
      (drawing->n_written > drawing->n_first && drawing->n_written < drawing->slices->len &&
       now_us - drawing->shown_us < BETWEEN_US))
    return;
  gimp_displays_flush ();
  drawing->shown_us = now_us;
  if (drawing->n_written == drawing->n_first)
    note_time (drawing, "the first part of the canvas");
  if (drawing->n_written == drawing->slices->len)
    note_time (drawing, "the canvas");
  set_seen (drawing);
}

static gboolean
write_slice (gpointer data)
{
  SmpPreview *self    = data;
  Drawing    *drawing = self->drawing;

  if (!is_given_up (drawing))
    {
      Slice *slice = &g_array_index (drawing->slices, Slice, drawing->n_written);

      if (hand_over (slice, &drawing->parts[slice->part]))
        {
          drawing->n_written++;
          show_written (self);
        }
      else
        stop (drawing);
    }
  if (!is_given_up (drawing) && (gint) drawing->n_written < g_atomic_int_get (&drawing->n_drawn))
    return G_SOURCE_CONTINUE;
  self->writing = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_drawn (gpointer data)
{
  SmpPreview *self = data;

  if (!self->writing &&
      (gint) self->drawing->n_written < g_atomic_int_get (&self->drawing->n_drawn))
    self->writing = g_idle_add_full (G_PRIORITY_DEFAULT, write_slice, self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_ended (gpointer data)
{
  SmpPreview *self = data;

  self->drawing->has_ended = TRUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_measuring_wanted (gdouble share, gpointer data)
{
  Drawing *drawing = data;

  return !g_atomic_int_get (&drawing->is_stopped) &&
         (!g_atomic_int_get (&drawing->is_outdated) ||
          g_get_monotonic_time () - drawing->began_us < PATIENCE_US);
}

static gpointer
draw (gpointer data)
{
  Drawing *drawing = data;

  for (guint i = 0; i < drawing->slices->len && !is_given_up (drawing); i++)
    {
      Slice      *slice = &g_array_index (drawing->slices, Slice, i);
      const Part *part  = &drawing->parts[slice->part];

      smp_layer_draw (slice->pixels, &slice->place, part->region, &part->params, NULL, NULL);
      g_atomic_int_inc (&drawing->n_drawn);
      g_idle_add_full (G_PRIORITY_DEFAULT, on_drawn, drawing->preview, NULL);
      if (i + 1 == drawing->n_first && i + 1 < drawing->slices->len)
        wait_until_seen (drawing);
    }
  /* Meanwhile the canvas is written. */
  drawing->is_measured =
    smp_facts_measure (&drawing->facts, drawing->parts[0].region, &drawing->parts[0].params,
                       g_atomic_int_get (&drawing->is_outdated) ? NULL : drawing->matcher,
                       is_measuring_wanted, drawing);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_ended, drawing->preview, NULL);
  return NULL;
}

/* The slices of all parts, the first of each first. */
static void
cut (Drawing *drawing)
{
  g_autofree GArray **of_part = g_new (GArray *, drawing->n_parts);
  guint               most    = 0;

  for (guint i = 0; i < drawing->n_parts; i++)
    {
      const Part *part = &drawing->parts[i];
      gint        x = 0, y = 0;

      if (!smp_preview_is_one_slice (&part->bounds))
        smp_preview_middle (part->region->density, &part->region->bounds, &x, &y);
      of_part[i] = smp_preview_slices (&part->bounds, x, y);
      most       = MAX (most, of_part[i]->len);
    }
  for (guint k = 0; k < most; k++)
    for (guint i = 0; i < drawing->n_parts; i++)
      if (k < of_part[i]->len)
        {
          Slice slice = { i, g_array_index (of_part[i], GeglRectangle, k), NULL };

          slice.pixels =
            gegl_buffer_new (GEGL_RECTANGLE (0, 0, slice.place.width, slice.place.height),
                             drawing->parts[i].format);
          g_array_append_val (drawing->slices, slice);
        }
  for (guint i = 0; i < drawing->n_parts; i++)
    g_array_unref (of_part[i]);
  drawing->n_first = drawing->n_parts;
}

static gboolean
prepare (SmpPreview *self, Drawing *drawing, GError **error)
{
  for (guint i = 0; i < self->treatments->len; i++)
    {
      SmpTreatment *treatment = treatment_of (self, i);
      Part         *part      = &drawing->parts[i];

      GeglRectangle bounds;

      if (!smp_treatment_check_there (treatment, error) ||
          !smp_treatment_update_region (treatment, error))
        return FALSE;
      bounds = smp_layer_bounds (treatment->image, treatment->region, &treatment->recipe->params);
      if (is_there (self->layers[i]))
        part->bounds = smp_drawable_place (GIMP_DRAWABLE (self->layers[i]));
      else
        self->layers[i] = NULL;
      part->layer  = self->layers[i];
      part->is_new = !part->layer || !gegl_rectangle_contains (&part->bounds, &bounds);
      if (part->is_new)
        {
          part->layer = smp_preview_layer_add (treatment, bounds, error);
          if (!part->layer)
            return FALSE;
          part->bounds = smp_drawable_place (GIMP_DRAWABLE (part->layer));
        }
      part->region = smp_region_copy (treatment->region);
      part->params = treatment->recipe->params;
      part->format = gimp_drawable_get_format (GIMP_DRAWABLE (part->layer));
      /* Else what was there before would be gone until all is written. */
      if (part->is_new && (self->layers[i] || treatment->replaced))
        drawing->is_whole = TRUE;
    }
  cut (drawing);
  return TRUE;
}

static void
start (SmpPreview *self)
{
  Drawing *drawing = g_new0 (Drawing, 1);
  GError  *error   = NULL;

  self->is_wanted   = FALSE;
  drawing->preview  = self;
  drawing->asked_us = self->asked_us;
  drawing->began_us = g_get_monotonic_time ();
  drawing->n_parts  = self->treatments->len;
  drawing->parts    = g_new0 (Part, drawing->n_parts);
  drawing->slices   = g_array_new (FALSE, FALSE, sizeof (Slice));
  g_mutex_init (&drawing->seeing);
  g_cond_init (&drawing->seen);
  if (treatment_of (self, 0)->neighbourhood)
    drawing->matcher = treatment_of (self, 0)->neighbourhood->matcher;

  if (!prepare (self, drawing, &error))
    {
      self->shown (NULL, error, self->data);
      g_error_free (error);
      drawing_free (drawing);
      return;
    }
  self->drawing   = drawing;
  drawing->thread = g_thread_new ("smp-preview", draw, drawing);
  /* Asked for meanwhile. */
  for (guint i = 0; i < drawing->n_parts; i++)
    drawing->parts[i].canvas = gimp_drawable_get_buffer (GIMP_DRAWABLE (drawing->parts[i].layer));
}

static gboolean
start_later (gpointer data)
{
  SmpPreview *self = data;

  self->pause = 0;
  if (!self->drawing)
    start (self);
  return G_SOURCE_REMOVE;
}

SmpPreview *
smp_preview_new (GPtrArray *treatments, SmpPreviewShown shown, gpointer data)
{
  SmpPreview *self = g_new0 (SmpPreview, 1);

  self->treatments   = g_ptr_array_ref (treatments);
  self->shown        = shown;
  self->data         = data;
  self->layers       = g_new0 (GimpLayer *, treatments->len);
  self->is_visible   = TRUE;
  self->was_clean    = !gimp_image_is_dirty (image_of (self));
  self->were_visible = g_new (gboolean, treatments->len);
  for (guint i = 0; i < treatments->len; i++)
    {
      GimpLayer *replaced = treatment_of (self, i)->replaced;

      self->were_visible[i] = !replaced || gimp_item_get_visible (GIMP_ITEM (replaced));
    }
  return self;
}

void
smp_preview_draw (SmpPreview *preview)
{
  if (!preview->is_wanted)
    preview->asked_us = g_get_monotonic_time ();
  preview->is_wanted = TRUE;
  if (preview->drawing)
    g_atomic_int_set (&preview->drawing->is_outdated, TRUE);
  /* Values that change together are drawn together, once the dialog has shown them. */
  else if (!preview->pause)
    preview->pause = g_idle_add (start_later, preview);
}

void
smp_preview_set_visible (SmpPreview *preview, gboolean visible)
{
  preview->is_visible = visible;
  for (guint i = 0; i < preview->treatments->len; i++)
    if (is_there (preview->layers[i]))
      smp_preview_layer_set_visible (preview->layers[i], visible && preview->were_visible[i]);
  if (preview->split)
    smp_preview_split_set_visible (preview->split, visible);
  gimp_displays_flush ();
}

void
smp_preview_set_split (SmpPreview *preview, gdouble place)
{
  preview->split_place = place;
  if (place < 0.0)
    g_clear_pointer (&preview->split, smp_preview_split_free);
  else
    {
      if (!preview->split)
        {
          preview->split = smp_preview_split_new (image_of (preview));
          smp_preview_split_set_visible (preview->split, preview->is_visible);
          for (guint i = 0; i < preview->treatments->len; i++)
            if (is_there (preview->layers[i]))
              smp_preview_split_add (preview->split, preview->layers[i]);
        }
      place_split (preview);
    }
  gimp_displays_flush ();
}

void
smp_preview_stop (SmpPreview *preview)
{
  if (preview->pause)
    g_source_remove (preview->pause);
  if (preview->writing)
    g_source_remove (preview->writing);
  preview->pause = preview->writing = 0;
  if (preview->drawing)
    {
      stop (preview->drawing);
      g_thread_join (preview->drawing->thread);
      /* What the thread said and was not heard yet. */
      while (g_idle_remove_by_data (preview))
        ;
      g_clear_pointer (&preview->drawing, drawing_free);
    }
}

void
smp_preview_keep_dirty (SmpPreview *preview)
{
  preview->was_clean = FALSE;
}

void
smp_preview_free (SmpPreview *preview)
{
  GimpImage *image = image_of (preview);

  smp_preview_stop (preview);
  g_clear_pointer (&preview->split, smp_preview_split_free);
  for (guint i = 0; i < preview->treatments->len; i++)
    {
      GimpLayer *replaced = treatment_of (preview, i)->replaced;

      if (!preview->layers[i])
        continue;
      if (is_there (preview->layers[i]))
        smp_preview_layer_remove (preview->layers[i]);
      if (is_there (replaced))
        smp_preview_layer_set_visible (replaced, preview->were_visible[i]);
    }
  if (preview->was_clean && gimp_image_is_valid (image))
    gimp_image_clean_all (image);
  gimp_displays_flush ();
  g_ptr_array_unref (preview->treatments);
  g_free (preview->layers);
  g_free (preview->were_visible);
  g_free (preview);
}
