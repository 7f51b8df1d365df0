/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "buffers.h"
#include "anchor.h"
#include "drawables.h"
#include "glare-mask.h"
#include "item-name.h"
#include "scale-store.h"
#include "smp-layer.h"
#include "smp/error.h"
#include "smp/fade.h"
#include "smp/skin.h"
#include "smp/stipple.h"
#include "smp/version.h"
#include "smp/text.h"

#define PARASITE_NAME "smp-recipe"
#define KEY_SCALE     "scale"

/* An image's items are numbered, and a layer that is copied into another image takes its numbers
 * along, while a duplicate of the image has others.  So the region's channel has a name of its own
 * as the parasite "smp-region", which the layer knows: what the region was like when it was made.
 * The photo is never written to, also not its name: the layer knows what it was like below the
 * dots, and which number it had itself. */
#define REGION_PARASITE "smp-region"
#define KEY_PHOTO_MADE  "photo-made"
#define KEY_PHOTO       "photo"
#define KEY_CHANNEL     "region"
#define KEY_OWN         "own"
#define KEY_REGION      "region-made"
#define KEY_DRAWN       "region-drawn"
#define KEY_MASK        "mask-made"

/* A file may say any numbers. */
#define MOST_PX (1 << 28)

/* Drawn at once, so that progress moves and a stop is heard; but not few rows, as those around each
 * band are drawn twice. */
#define BAND_PIXELS     (4 << 20)
#define BAND_LEAST_ROWS 512

/* As it lies in GEGL's folder. */
#ifdef G_OS_WIN32
#  define OPERATIONS_FILE "smp-ops.dll"
#else
#  define OPERATIONS_FILE "smp-ops.so"
#endif

static gboolean
operations_are_ours (GError **error)
{
  const gchar *release = gegl_operation_get_key ("smp:treatment", SMP_OPERATIONS_KEY);

  if (g_strcmp0 (release, SMP_OPERATIONS_RELEASE) == 0)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               _ ("GEGL's folder holds the operations (%s) of another release of this plug-in: "
                  "delete "
                  "them there, or install this release (%s) there too."),
               OPERATIONS_FILE, SMP_VERSION);
  return FALSE;
}

gboolean
smp_operations_load (GError **error)
{
  gchar *folder, *operations;

  gegl_init (NULL, NULL);
  if (gegl_has_operation ("smp:treatment"))
    return operations_are_ours (error);

  folder     = g_path_get_dirname (gimp_get_progname ());
  operations = g_build_filename (folder, "ops", NULL);
  gegl_load_module_directory (operations);
  g_free (operations);
  g_free (folder);
  if (gegl_has_operation ("smp:treatment"))
    return TRUE;

  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               _ ("Part of the plug-in is missing (the GEGL operations): install it again."));
  return FALSE;
}

GeglRectangle
smp_layer_bounds (GimpImage *image, const SmpRegion *region, const SmpParams *params)
{
  gint margin =
    smp_stipple_margin_px (params) + smp_fade_margin_px (params) + smp_skin_margin_px (params);
  GeglRectangle bounds = { region->bounds.x - margin, region->bounds.y - margin,
                           region->bounds.width + 2 * margin, region->bounds.height + 2 * margin };

  gegl_rectangle_intersect (&bounds, &bounds,
                            GEGL_RECTANGLE (0, 0, gimp_image_get_width (image),
                                            gimp_image_get_height (image)));
  return bounds;
}

gboolean
smp_layer_draw (GeglBuffer          *pixels,
                const GeglRectangle *bounds,
                const SmpRegion     *region,
                const SmpParams     *params,
                SmpProgressFunc      progress,
                gpointer             data)
{
  GeglNode *graph = gegl_node_new ();
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", region->density, NULL);
  /* The format in all threads, which copying into the buffer would not do. */
  GeglNode *treatment =
    gegl_node_new_child (graph, "operation", "smp:treatment", "params", params, "output-format",
                         gegl_buffer_get_format (pixels), NULL);
  GeglNode *shift = gegl_node_new_child (graph, "operation", "gegl:translate", "x",
                                         -1.0 * bounds->x, "y", -1.0 * bounds->y, NULL);
  gint      rows  = MAX (BAND_LEAST_ROWS, BAND_PIXELS / bounds->width);
  gboolean  go_on = TRUE;

  gegl_node_link_many (source, treatment, shift, NULL);
  for (gint y = 0; y < bounds->height && go_on; y += rows)
    {
      GeglRectangle band = { 0, y, bounds->width, MIN (rows, bounds->height - y) };

      gegl_node_blit_buffer (shift, pixels, &band, 0, GEGL_ABYSS_NONE);
      if (progress)
        go_on = progress ((gdouble) (y + band.height) / bounds->height, data);
    }
  g_object_unref (graph);
  return go_on;
}

GimpLayer *
smp_layer_new_blank (GimpImage           *image,
                     GimpLayer           *photo,
                     const SmpRegion     *region,
                     const SmpRecipe     *recipe,
                     const GeglRectangle *bounds,
                     GError             **error)
{
  GimpLayer *layer = gimp_layer_new (image, recipe->name, bounds->width, bounds->height,
                                     GIMP_RGBA_IMAGE, 100.0, GIMP_LAYER_MODE_MULTIPLY);

  if (!layer)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("GIMP could not make the layer for the dots: %s"),
                   gimp_pdb_get_last_error (gimp_get_pdb ()));
      return NULL;
    }
  gimp_layer_set_offsets (layer, bounds->x, bounds->y);
  smp_glare_mask_add (layer, photo, strcmp (recipe->filter, SMP_FILTER_SCAR) == 0 ? region : NULL,
                      recipe->params.px_per_mm);
  return layer;
}

GimpLayer *
smp_layer_new (GimpImage       *image,
               GimpLayer       *photo,
               const SmpRegion *region,
               const SmpRecipe *recipe,
               SmpProgressFunc  progress,
               gpointer         data,
               GError         **error)
{
  GeglRectangle bounds;
  GimpLayer    *layer;
  GeglBuffer   *pixels;
  gboolean      done;

  if (!smp_params_check (&recipe->params, error))
    return NULL;

  bounds = smp_layer_bounds (image, region, &recipe->params);
  layer  = smp_layer_new_blank (image, photo, region, recipe, &bounds, error);
  if (!layer)
    return NULL;

  pixels = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  done   = smp_layer_draw (pixels, &bounds, region, &recipe->params, progress, data);
  gegl_buffer_flush (pixels);
  g_object_unref (pixels);
  gimp_drawable_update (GIMP_DRAWABLE (layer), 0, 0, bounds.width, bounds.height);
  if (!done)
    {
      gimp_item_delete (GIMP_ITEM (layer));
      g_set_error (error, SMP_ERROR, SMP_ERROR_CANCELLED, _ ("Cancelled."));
      return NULL;
    }
  return layer;
}

static const gchar *const place_keys[] = { "x", "y", "width", "height" };

static void
write_place (GKeyFile *file, GimpDrawable *drawable, const gchar *prefix)
{
  GeglRectangle place     = smp_drawable_place (drawable);
  gint          numbers[] = { place.x, place.y, place.width, place.height };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gchar *key = g_strconcat (prefix, place_keys[i], NULL);

      g_key_file_set_integer (file, SMP_LAYER_GROUP, key, numbers[i]);
      g_free (key);
    }
}

/* All 0 where there is none. */
static GeglRectangle
read_place (GKeyFile *file, const gchar *prefix)
{
  gint numbers[4];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gchar *key = g_strconcat (prefix, place_keys[i], NULL);

      numbers[i] = g_key_file_get_integer (file, SMP_LAYER_GROUP, key, NULL);
      g_free (key);
    }
  return *GEGL_RECTANGLE (numbers[0], numbers[1], numbers[2], numbers[3]);
}

/* Takes along what the region is called, and what it was like when the layer was drawn. */
static void
write_region (GKeyFile *file, GimpLayer *layer, GimpChannel *channel)
{
  GeglRectangle     place = smp_drawable_place (GIMP_DRAWABLE (layer));
  g_autofree gchar *drawn = smp_drawable_fingerprint (GIMP_DRAWABLE (channel), &place);
  g_autofree gchar *name  = smp_item_name_get (GIMP_ITEM (channel), REGION_PARASITE);

  if (!name)
    {
      name = g_key_file_get_string (file, SMP_LAYER_GROUP, KEY_REGION, NULL);
      name = name ? name : g_strdup_printf ("%s %d %d", drawn, place.x, place.y);
      smp_item_name_set (GIMP_ITEM (channel), REGION_PARASITE, name);
    }
  g_key_file_set_string (file, SMP_LAYER_GROUP, KEY_REGION, name);
  g_key_file_set_string (file, SMP_LAYER_GROUP, KEY_DRAWN, drawn);
}

/* What a photo is like below a layer, of which and of the photo these were the places; NULL where
 * they do not meet.  Returns: (transfer full) */
static gchar *
photo_below (GimpLayer *photo, const GeglRectangle *layer_was, const GeglRectangle *photo_was)
{
  GimpDrawable *drawable = GIMP_DRAWABLE (photo);
  GeglRectangle part;

  if (ABS (layer_was->x) > MOST_PX || ABS (layer_was->y) > MOST_PX ||
      ABS (photo_was->x) > MOST_PX || ABS (photo_was->y) > MOST_PX)
    return NULL;
  part =
    *GEGL_RECTANGLE (layer_was->x - photo_was->x, layer_was->y - photo_was->y,
                     CLAMP (layer_was->width, 0, MOST_PX), CLAMP (layer_was->height, 0, MOST_PX));
  if (!gegl_rectangle_intersect (&part, &part,
                                 GEGL_RECTANGLE (0, 0, gimp_drawable_get_width (drawable),
                                                 gimp_drawable_get_height (drawable))))
    return NULL;
  return smp_drawable_fingerprint (drawable, &part);
}

/* Takes along what the photo is like. */
static void
write_photo (GKeyFile *file, GimpLayer *layer, GimpLayer *photo)
{
  const GeglRectangle layer_is = smp_drawable_place (GIMP_DRAWABLE (layer));
  const GeglRectangle photo_is = smp_drawable_place (GIMP_DRAWABLE (photo));
  g_autofree gchar   *made     = photo_below (photo, &layer_is, &photo_is);

  if (made)
    g_key_file_set_string (file, SMP_LAYER_GROUP, KEY_PHOTO_MADE, made);
  else
    g_key_file_remove_key (file, SMP_LAYER_GROUP, KEY_PHOTO_MADE, NULL);
}

/* The number of an item under that key. */
static guint
read_number (GKeyFile *file, const gchar *key)
{
  return (guint) g_key_file_get_integer (file, SMP_LAYER_GROUP, key, NULL);
}

static void
write_number (GKeyFile *file, const gchar *key, gpointer item)
{
  g_key_file_set_integer (file, SMP_LAYER_GROUP, key, (gint) gimp_item_get_tattoo (item));
}

/* Files of before these were named have no names to compare. */
static gboolean
is_own_region (GKeyFile *file, GimpChannel *channel)
{
  g_autofree gchar *known = g_key_file_get_string (file, SMP_LAYER_GROUP, KEY_REGION, NULL);

  return !known || smp_item_name_is (GIMP_ITEM (channel), REGION_PARASITE, known);
}

gboolean
smp_layer_region_is_as_drawn (const SmpRecipe *recipe, GimpChannel *channel)
{
  GeglRectangle     place = smp_layer_stored_place (recipe);
  g_autofree gchar *drawn = g_key_file_get_string (recipe->file, SMP_LAYER_GROUP, KEY_DRAWN, NULL);
  g_autofree gchar *now   = NULL;

  /* A file may say any numbers. */
  if (!drawn || place.x < 0 || place.y < 0 || place.width <= 0 || place.height <= 0 ||
      place.x > gimp_drawable_get_width (GIMP_DRAWABLE (channel)) - place.width ||
      place.y > gimp_drawable_get_height (GIMP_DRAWABLE (channel)) - place.height)
    return FALSE;
  now = smp_drawable_fingerprint (GIMP_DRAWABLE (channel), &place);
  return strcmp (drawn, now) == 0;
}

void
smp_layer_set_recipe (GimpLayer       *layer,
                      const SmpRecipe *recipe,
                      GimpLayer       *photo,
                      GimpChannel     *channel)
{
  SmpRecipe    *stored   = smp_recipe_copy (recipe);
  GKeyFile     *file     = stored->file;
  GimpDrawable *drawable = GIMP_DRAWABLE (layer);
  GimpParasite *parasite;
  gchar        *text;
  gint          x, y;

  /* From the layer's corner, which moves with the image's content when it is cropped or extended.
   */
  gimp_drawable_get_offsets (drawable, &x, &y);
  stored->params.origin_x -= x;
  stored->params.origin_y -= y;
  write_place (file, drawable, "");
  write_place (file, GIMP_DRAWABLE (photo), "photo-");
  smp_anchor_write (gimp_item_get_image (GIMP_ITEM (layer)), file, SMP_LAYER_GROUP);
  write_number (file, KEY_OWN, layer);
  write_number (file, KEY_PHOTO, photo);
  write_number (file, KEY_CHANNEL, channel);
  write_photo (file, layer, photo);
  write_region (file, layer, channel);

  text     = smp_recipe_to_text (stored, 0);
  parasite = gimp_parasite_new (PARASITE_NAME, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                (guint32) strlen (text), text);
  gimp_item_attach_parasite (GIMP_ITEM (layer), parasite);
  gimp_parasite_free (parasite);
  g_free (text);
  smp_recipe_free (stored);
}

void
smp_layer_mark_scale (SmpRecipe *recipe, SmpScaleBasis basis)
{
  if (basis != SMP_SCALE_MEASURED)
    g_key_file_set_string (recipe->file, SMP_LAYER_GROUP, KEY_SCALE, smp_scale_basis_word (basis));
  else
    g_key_file_remove_key (recipe->file, SMP_LAYER_GROUP, KEY_SCALE, NULL);
}

void
smp_layer_set_mask_made (SmpRecipe *recipe, const gchar *fingerprint)
{
  g_key_file_set_string (recipe->file, SMP_LAYER_GROUP, KEY_MASK, fingerprint);
}

gchar *
smp_layer_get_mask_made (const SmpRecipe *recipe)
{
  return g_key_file_get_string (recipe->file, SMP_LAYER_GROUP, KEY_MASK, NULL);
}

SmpScaleBasis
smp_layer_scale_basis (const SmpRecipe *recipe)
{
  g_autofree gchar *word = g_key_file_get_value (recipe->file, SMP_LAYER_GROUP, KEY_SCALE, NULL);

  return smp_scale_basis_of_word (word);
}

/* How much of the layer's left (or upper) side has been cut off with the image since its recipe was
 * written: a side that was cut off ends at the image's edge. */
static gint
cut_off (gint offset, gint size, gint stored_size, gint image_size)
{
  gint lost = stored_size - size;

  if (lost <= 0 || offset > 0)
    return 0;
  return offset + size >= image_size ? lost / 2 : lost;
}

GeglRectangle
smp_layer_stored_place (const SmpRecipe *recipe)
{
  return read_place (recipe->file, "");
}

void
smp_layer_guess_move (GimpImage       *image,
                      GimpLayer       *layer,
                      GimpLayer       *photo,
                      const SmpRecipe *recipe,
                      gdouble         *x,
                      gdouble         *y)
{
  GeglRectangle was       = read_place (recipe->file, "");
  GeglRectangle photo_was = read_place (recipe->file, "photo-");
  GeglRectangle now       = smp_drawable_place (GIMP_DRAWABLE (layer));
  GeglRectangle photo_now =
    photo ? smp_drawable_place (GIMP_DRAWABLE (photo)) : (GeglRectangle) { 0 };

  if (photo_was.width > 0 && photo_now.width == photo_was.width &&
      photo_now.height == photo_was.height)
    {
      *x = photo_now.x - photo_was.x;
      *y = photo_now.y - photo_was.y;
    }
  else
    {
      *x = now.x - cut_off (now.x, now.width, was.width, gimp_image_get_width (image)) - was.x;
      *y = now.y - cut_off (now.y, now.height, was.height, gimp_image_get_height (image)) - was.y;
    }
}

gboolean
smp_layer_has_recipe (GimpLayer *layer)
{
  GimpParasite *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), PARASITE_NAME);

  gimp_parasite_free (parasite);
  return parasite != NULL;
}

/* Whatever a file says: a photo is another layer of pixels, and none of ours. */
gboolean
smp_layer_can_be_photo (GimpLayer *photo, GimpLayer *layer)
{
  return photo != layer &&
         gimp_item_get_image (GIMP_ITEM (photo)) == gimp_item_get_image (GIMP_ITEM (layer)) &&
         !gimp_item_is_group (GIMP_ITEM (photo)) &&
         !(smp_layer_has_recipe (photo) && gimp_layer_get_mode (photo) == GIMP_LAYER_MODE_MULTIPLY);
}

/* By its number, or where that is another one's, by its name: of several copies, one that is as it
 * was when the layer was drawn.  Where none has the name, the one of that number. */
static GimpChannel *
find_channel (GimpImage *image, const SmpRecipe *recipe)
{
  GimpChannel *numbered =
    gimp_image_get_channel_by_tattoo (image, read_number (recipe->file, KEY_CHANNEL));
  g_autofree gchar *name = g_key_file_get_string (recipe->file, SMP_LAYER_GROUP, KEY_REGION, NULL);
  g_autofree GimpChannel **channels = NULL;
  g_autoptr (GPtrArray) named       = NULL;

  if (!name || (numbered && is_own_region (recipe->file, numbered)))
    return numbered;
  channels = gimp_image_get_channels (image);
  named    = smp_item_name_find ((GimpItem **) channels, REGION_PARASITE, name);
  for (guint i = 0; i + 1 < named->len; i++)
    if (smp_layer_region_is_as_drawn (recipe, named->pdata[i]))
      return named->pdata[i];
  return named->len ? named->pdata[named->len - 1] : numbered;
}

/* The layers that may be the photo, and how many of them are as it was when the dots were drawn. */
typedef struct
{
  GimpLayer   *layer;
  GKeyFile    *file;
  const gchar *made;
  GimpLayer   *any;
  guint        n_any;
  GimpLayer   *alike;
  guint        n_alike;
} DuplicateSearch;

static void
search_photo (DuplicateSearch *search, GimpItem **items)
{
  const GeglRectangle layer_was = read_place (search->file, "");
  const GeglRectangle photo_was = read_place (search->file, "photo-");

  for (gint i = 0; items && items[i]; i++)
    {
      g_autofree gchar *made = NULL;

      if (gimp_item_is_group (items[i]))
        {
          g_autofree GimpItem **children = gimp_item_get_children (items[i]);

          search_photo (search, children);
          continue;
        }
      if (!smp_layer_can_be_photo (GIMP_LAYER (items[i]), search->layer))
        continue;
      search->any = GIMP_LAYER (items[i]);
      search->n_any++;
      made = photo_below (search->any, &layer_was, &photo_was);
      if (g_strcmp0 (made, search->made) != 0)
        continue;
      search->alike = search->any;
      search->n_alike++;
    }
}

/* Whether all of the layer lies over the other. */
static gboolean
lies_over (GimpLayer *layer, GimpLayer *other)
{
  const GeglRectangle above = smp_drawable_place (GIMP_DRAWABLE (layer));
  const GeglRectangle below = smp_drawable_place (GIMP_DRAWABLE (other));

  return gegl_rectangle_contains (&below, &above);
}

/* The photo in a duplicate of the image, where items have other numbers: the one layer that is as
 * it was, or the only one that it can be. */
static GimpLayer *
photo_of_duplicate (GimpImage *image, GimpLayer *layer, GKeyFile *file, const gchar *made)
{
  DuplicateSearch        search = { .layer = layer, .file = file, .made = made };
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  search_photo (&search, (GimpItem **) layers);
  if (search.n_alike == 1)
    return search.alike;
  return search.n_any == 1 && lies_over (layer, search.any) ? search.any : NULL;
}

/* By its number as long as the numbers are those that were written: a copy of the photo that was
 * retouched is another layer then. */
static GimpLayer *
find_photo (GimpImage *image, GimpLayer *layer, GKeyFile *file, GimpChannel *channel)
{
  GimpLayer *numbered    = gimp_image_get_layer_by_tattoo (image, read_number (file, KEY_PHOTO));
  g_autofree gchar *made = g_key_file_get_string (file, SMP_LAYER_GROUP, KEY_PHOTO_MADE, NULL);
  const guint       own  = read_number (file, KEY_OWN);
  const gboolean    is_kept =
    channel && gimp_item_get_tattoo (GIMP_ITEM (channel)) == read_number (file, KEY_CHANNEL);
  GimpLayer *original = gimp_image_get_layer_by_tattoo (image, own);

  if (numbered && !smp_layer_can_be_photo (numbered, layer))
    numbered = NULL;
  /* A copy of the layer in its own image stands beside it. */
  if (!made || (is_kept && original && smp_layer_has_recipe (original)))
    return numbered;
  return photo_of_duplicate (image, layer, file, made);
}

const gchar *
smp_layer_why_no_photo (GimpImage       *image,
                        GimpLayer       *layer,
                        const SmpRecipe *recipe,
                        const gchar     *deleted)
{
  g_autofree gchar *made =
    g_key_file_get_string (recipe->file, SMP_LAYER_GROUP, KEY_PHOTO_MADE, NULL);
  DuplicateSearch        search = { .layer = layer, .file = recipe->file, .made = made };
  g_autofree GimpLayer **layers = gimp_image_get_layers (image);

  if (made)
    search_photo (&search, (GimpItem **) layers);
  return search.n_alike > 1 ? _ ("Several layers are like the photo below this SMP layer: choose "
                                 "the one that is the photo.")
                            : deleted;
}

SmpRecipe *
smp_layer_get_recipe (GimpImage    *image,
                      GimpLayer    *layer,
                      GimpLayer   **photo,
                      GimpChannel **channel,
                      GError      **error)
{
  GimpParasite *parasite = gimp_item_get_parasite (GIMP_ITEM (layer), PARASITE_NAME);
  SmpRecipe    *recipe;
  const gchar  *data;
  guint32       size;

  if (!parasite)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("“%s” is no SMP layer: choose a layer that these filters made."),
                   gimp_item_get_name (GIMP_ITEM (layer)));
      return NULL;
    }
  if (gimp_layer_get_mode (layer) != GIMP_LAYER_MODE_MULTIPLY)
    {
      gimp_parasite_free (parasite);
      g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                   _ ("“%s” carries the values of an SMP layer, but its mode is not Multiply: set "
                      "that mode again if it holds dots, and choose another layer if it is a "
                      "photo."),
                   gimp_item_get_name (GIMP_ITEM (layer)));
      return NULL;
    }
  data   = gimp_parasite_get_data (parasite, &size);
  recipe = smp_recipe_parse (data, size, error);
  gimp_parasite_free (parasite);
  if (!recipe)
    {
      g_prefix_error (error, _ ("The layer “%s” cannot be edited: "),
                      gimp_item_get_name (GIMP_ITEM (layer)));
      return NULL;
    }

  *channel = find_channel (image, recipe);
  if (*channel && !is_own_region (recipe->file, *channel))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_FORMAT,
                   _ ("“%s” was copied here from another image, and its region was not: edit it in "
                      "its own image, or treat the skin anew."),
                   gimp_item_get_name (GIMP_ITEM (layer)));
      smp_recipe_free (recipe);
      return NULL;
    }
  *photo = find_photo (image, layer, recipe->file, *channel);
  return recipe;
}
