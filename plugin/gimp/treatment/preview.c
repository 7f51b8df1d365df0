/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "surroundings.h"
#include "preview-layer.h"
#include "preview-split.h"
#include "preview.h"
#include "smp/text.h"

/* A drawing that has taken so long already is given up for newer values; but not twice in a row, or
 * a slider that keeps moving would show nothing. */
#define PATIENCE_US (150 * 1000)

/* Written to GIMP at once; between, the dialog answers. */
#define WRITE_PIXELS (1 << 20)

/* The part of a drawing that is one treatment's.  A new layer takes the old one's place once it is
 * written. */
typedef struct
{
  GimpLayer    *layer;
  gboolean      is_new;
  GeglRectangle bounds;
  SmpRegion    *region;
  SmpParams     params;
  GeglBuffer   *pixels;
} Part;

/* What a thread draws: copies of all that it needs. */
typedef struct
{
  SmpPreview *preview;
  GThread    *thread;
  gint64      asked_us;
  gint64      began_us;
  Part       *parts;
  guint       n_parts;
  SmpMatcher *matcher;
  SmpFacts    facts;
  gboolean    is_written;
  gboolean    is_measured;
  gint        is_given_up;
  gint        is_outdated;
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
  gboolean gave_up;
  Drawing *drawing;

  guint writing;
  guint written_part;
  gint  written_rows;
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

      if (part->is_new && is_there (part->layer))
        smp_preview_layer_remove (part->layer);
      smp_region_free (part->region);
      g_clear_object (&part->pixels);
    }
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

/* Once the drawing is on the canvas, or given up, and its facts are known. */
static void
finish (SmpPreview *self)
{
  Drawing *drawing = self->drawing;

  if (!drawing->is_written || !drawing->is_measured)
    return;
  g_thread_join (drawing->thread);
  self->gave_up = g_atomic_int_get (&drawing->is_given_up);
  self->drawing = NULL;
  if (!self->gave_up)
    self->shown (&drawing->facts, NULL, self->data);
  drawing_free (drawing);
  if (self->is_wanted && !self->pause)
    start (self);
}

/* Hands GIMP the next rows of the drawing: whole tiles, which need not be read first. */
static gboolean
write_rows (gpointer data)
{
  SmpPreview   *self = data;
  Part         *part = &self->drawing->parts[self->written_part];
  gint          tile = (gint) gimp_tile_height ();
  gint          most = MAX (1, WRITE_PIXELS / part->bounds.width / tile) * tile;
  GeglRectangle rows = { 0, self->written_rows, part->bounds.width,
                         MIN (most, part->bounds.height - self->written_rows) };
  GeglBuffer   *canvas;

  if (!is_there (part->layer))
    {
      self->writing             = 0;
      self->drawing->is_written = TRUE;
      finish (self);
      return G_SOURCE_REMOVE;
    }
  canvas = gimp_drawable_get_buffer (GIMP_DRAWABLE (part->layer));
  gegl_buffer_copy (part->pixels, &rows, GEGL_ABYSS_NONE, canvas, &rows);
  gegl_buffer_flush (canvas);
  g_object_unref (canvas);
  gimp_drawable_update (GIMP_DRAWABLE (part->layer), 0, rows.y, rows.width, rows.height);

  self->written_rows += rows.height;
  if (self->written_rows < part->bounds.height)
    return G_SOURCE_CONTINUE;
  self->written_rows = 0;
  if (++self->written_part < self->drawing->n_parts)
    return G_SOURCE_CONTINUE;

  self->writing = 0;
  show_new_layers (self);
  gimp_displays_flush ();
  g_debug ("preview: %.1f ms from the values to the canvas",
           (gdouble) (g_get_monotonic_time () - self->drawing->asked_us) / 1000.0);
  self->drawing->is_written = TRUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_drawn (gpointer data)
{
  SmpPreview *self = data;

  if (g_atomic_int_get (&self->drawing->is_given_up))
    {
      self->drawing->is_written = TRUE;
      finish (self);
      return G_SOURCE_REMOVE;
    }
  self->written_part = 0;
  self->written_rows = 0;
  self->writing      = g_idle_add_full (G_PRIORITY_DEFAULT, write_rows, self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_measured (gpointer data)
{
  SmpPreview *self = data;

  self->drawing->is_measured = TRUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
go_on (gdouble share, gpointer data)
{
  return !g_atomic_int_get (&((Drawing *) data)->is_given_up);
}

static gpointer
draw (gpointer data)
{
  Drawing *drawing = data;

  for (guint i = 0; i < drawing->n_parts && go_on (0.0, drawing); i++)
    {
      Part *part = &drawing->parts[i];

      smp_layer_draw (part->pixels, &part->bounds, part->region, &part->params, go_on, drawing);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_drawn, drawing->preview, NULL);
  /* Meanwhile the canvas is written. */
  smp_facts_measure (&drawing->facts, drawing->parts[0].region, &drawing->parts[0].params,
                     g_atomic_int_get (&drawing->is_outdated) ? NULL : drawing->matcher);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_measured, drawing->preview, NULL);
  return NULL;
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
      if (!is_there (self->layers[i]))
        self->layers[i] = NULL;
      part->is_new = !self->layers[i] || !smp_preview_layer_holds (self->layers[i], &bounds);
      part->layer =
        part->is_new ? smp_preview_layer_add (treatment, bounds, error) : self->layers[i];
      part->is_new = part->is_new && part->layer;
      if (!part->layer)
        return FALSE;
      part->bounds = smp_drawable_place (GIMP_DRAWABLE (part->layer));
      part->region = smp_region_copy (treatment->region);
      part->params = treatment->recipe->params;
      part->pixels =
        gegl_buffer_new (GEGL_RECTANGLE (0, 0, part->bounds.width, part->bounds.height),
                         gimp_drawable_get_format (GIMP_DRAWABLE (part->layer)));
    }
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
  gint64 now_us = g_get_monotonic_time ();

  if (!preview->is_wanted)
    preview->asked_us = now_us;
  preview->is_wanted = TRUE;
  if (preview->drawing)
    {
      g_atomic_int_set (&preview->drawing->is_outdated, TRUE);
      if (!preview->gave_up && !preview->writing &&
          now_us - preview->drawing->began_us > PATIENCE_US)
        g_atomic_int_set (&preview->drawing->is_given_up, TRUE);
    }
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
      g_atomic_int_set (&preview->drawing->is_outdated, TRUE);
      g_atomic_int_set (&preview->drawing->is_given_up, TRUE);
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
