/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "healed-work.h"
#include "preset-folders.h"
#include "region.h"
#include "smp/error.h"
#include "smp/head-outline.h"
#include "smp/text.h"

/* Larger parts would take too long to look through. */
#define MOST_PX 16e6

/* The longer side of the picture in which the person's outline is looked for. */
#define PERSON_PX 512

/* From such confidences on a figure is well known, or known. */
#define WELL_KNOWN 0.65
#define KNOWN      0.35

static gboolean
read_mask (SmpRegion *region, GimpLayer *photo, SmpPlane *mask, GError **error)
{
  region = smp_region_within (region, photo, error);
  if (!region)
    return FALSE;
  *mask = smp_plane_read_stored (region->density, &region->bounds);
  smp_region_free (region);
  return TRUE;
}

gboolean
smp_healed_work_set_bare (SmpHealedWork *work,
                          GimpImage     *image,
                          GimpLayer     *photo,
                          GimpChannel   *bare,
                          GError       **error)
{
  SmpPlane      mask   = { NULL };
  GeglRectangle part   = smp_plane_place (&work->treated);
  SmpRegion    *beside = bare ? smp_region_from_channel (image, bare, NULL, error) : NULL;

  if (bare)
    {
      GeglRectangle other;

      if (!beside || !read_mask (beside, photo, &mask, error))
        return FALSE;
      other = smp_plane_place (&mask);
      gegl_rectangle_bounding_box (&part, &part, &other);
    }
  g_free (work->bare.data);
  g_free (work->photo.data);
  work->bare      = mask;
  work->is_sought = FALSE;
  work->photo     = smp_plane_read_drawable (GIMP_DRAWABLE (photo), &part, 3, TRUE);
  return TRUE;
}

gboolean
smp_healed_work_read (SmpHealedWork *work,
                      GimpImage     *image,
                      GimpLayer     *photo,
                      GimpChannel   *bare,
                      gdouble        px_per_mm,
                      GError       **error)
{
  SmpRegion *selected = smp_region_from_selection (image, error);

  *work = (SmpHealedWork) { .px_per_mm = px_per_mm };
  if (!selected || !read_mask (selected, photo, &work->treated, error))
    return FALSE;
  if (smp_healed_work_set_bare (work, image, photo, bare, error))
    return TRUE;
  smp_healed_work_clear (work);
  return FALSE;
}

/* The person's outline in all of the photo, where it can be told from what is behind. */
static void
read_person (SmpHealedWork *work, GimpLayer *photo)
{
  GeglRectangle place   = smp_drawable_place (GIMP_DRAWABLE (photo));
  gint          cell_px = MAX ((MAX (place.width, place.height) + PERSON_PX - 1) / PERSON_PX, 1);
  SmpPlane      small =
    smp_plane_read_cells (photo,
                          GEGL_RECTANGLE (0, 0, place.width / cell_px, place.height / cell_px),
                          cell_px);
  gint cell = 1;

  g_clear_pointer (&work->person.data, g_free);
  if (smp_head_outline_mask (&small, &work->person, &cell, NULL))
    {
      work->person_px = cell_px * cell;
      work->person.x += place.x / work->person_px;
      work->person.y += place.y / work->person_px;
    }
  g_free (small.data);
}

void
smp_healed_work_read_around (SmpHealedWork *work, GimpLayer *photo)
{
  GeglRectangle place  = smp_drawable_place (GIMP_DRAWABLE (photo)), part;
  gint          around = (gint) (SMP_UNTREATED_AROUND_MM * work->px_per_mm);

  do
    {
      part = smp_plane_place (&work->treated);
      part = *GEGL_RECTANGLE (part.x - around, part.y - around, part.width + 2 * around,
                              part.height + 2 * around);
      gegl_rectangle_intersect (&part, &part, &place);
      around -= MAX (around / 8, 1);
    }
  while ((gdouble) part.width * part.height > MOST_PX && around > 0);
  g_clear_pointer (&work->bare.data, g_free);
  g_free (work->photo.data);
  work->photo     = smp_plane_read_drawable (GIMP_DRAWABLE (photo), &part, 3, TRUE);
  work->is_sought = TRUE;
  read_person (work, photo);
}

void
smp_healed_work_find_bare (SmpHealedWork *work)
{
  GeglRectangle part = smp_plane_place (&work->photo);

  if (!work->is_sought || work->bare.data)
    return;
  work->bare = smp_plane_new (&part, 1);
  if (!smp_untreated_find (&work->photo, &work->treated, work->person.data ? &work->person : NULL,
                           work->person_px, work->px_per_mm, &work->bare, &work->found))
    g_clear_pointer (&work->bare.data, g_free);
}

GimpChannel *
smp_healed_work_leave_bare (const SmpHealedWork *work, GimpImage *image)
{
  SmpRegion *region =
    work->is_sought && work->bare.data ? smp_region_from_plane (image, &work->bare) : NULL;
  GimpChannel *channel = NULL;

  if (region)
    {
      gimp_image_undo_group_start (image);
      channel = smp_region_save (region, image, _ ("Untreated skin (found)"));
      gimp_item_set_visible (GIMP_ITEM (channel), TRUE);
      gimp_image_undo_group_end (image);
    }
  smp_region_free (region);
  return channel;
}

void
smp_healed_work_clear (SmpHealedWork *work)
{
  g_clear_pointer (&work->person.data, g_free);
  g_clear_pointer (&work->photo.data, g_free);
  g_clear_pointer (&work->treated.data, g_free);
  g_clear_pointer (&work->bare.data, g_free);
}

/* The bytes of a square of linear light. */
static guint8 *
bytes_of (const SmpPlane *plane, gint x, gint y, gint size)
{
  guint8     *bytes = g_new (guint8, 3 * (gsize) size * (gsize) size);
  const Babl *fish  = babl_fish (babl_format ("RGB float"), babl_format ("R'G'B' u8"));

  for (gint row = 0; row < size; row++)
    babl_process (fish, smp_plane_at (plane, x, y + row), bytes + 3 * (gsize) row * (gsize) size,
                  size);
  return bytes;
}

void
smp_healed_work_patches (const SmpHealedWork *work,
                         const SmpLearned    *learned,
                         gint                *size,
                         guint8             **photo,
                         guint8             **drawn)
{
  const SmpPlane *treated = &work->treated, *all = &work->photo;
  gint            side    = MIN (*size, MIN (treated->width, treated->height));
  gint            x       = treated->x + (treated->width - side) / 2;
  gint            y       = treated->y + (treated->height - side) / 2;
  SmpPlane        picture = smp_plane_new (GEGL_RECTANGLE (0, 0, side, side), 3);

  *size  = side;
  *photo = bytes_of (all, x, y, side);
  smp_learned_draw (learned, &picture);
  *drawn = bytes_of (&picture, 0, 0, side);
  g_free (picture.data);
}

/* How well a figure is known. */
static const gchar *
trust_words (gdouble confidence)
{
  if (confidence >= WELL_KNOWN)
    return _ ("well known");
  return confidence >= KNOWN ? _ ("roughly known") : _ ("a guess");
}

/* A number with its unit; shares are said in percent. */
static gchar *
value_words (const SmpParamInfo *info, gdouble value, gint digits)
{
  if (info->type == SMP_TYPE_CHOICE)
    return g_strdup (_ (info->choices[(gint) value].label));
  if (g_str_equal (info->unit, "share"))
    return g_strdup_printf (_ ("%.0f %%"), 100.0 * value);
  return g_strdup_printf ("%.*f%s%s", digits, value, *info->unit ? " " : "",
                          *info->unit ? _ (info->unit) : "");
}

/* Such as "Density: 148 dots/cm², natural (well known)". */
static void
add_figure (GString *words, const gchar *id, const SmpFigure *figure, gint digits)
{
  const SmpParamInfo *info  = smp_param_find (id);
  const gchar        *word  = smp_param_word (info, figure->value);
  g_autofree gchar   *value = value_words (info, figure->value, digits);

  if (figure->limit != SMP_LIMIT_NONE)
    g_string_append_printf (words, "%s: %s\n", _ (info->label), smp_limit_sentence (figure->limit));
  else
    g_string_append_printf (words, "%s: %s%s%s (%s)\n", _ (info->label), value, word ? ", " : "",
                            word ? _ (word) : "", trust_words (figure->confidence));
}

/* What untreated skin was found, and how far it is trusted. */
static void
add_bare (GString *words, const SmpHealedWork *work)
{
  if (!work->is_sought)
    return;
  if (work->bare.data)
    g_string_append_printf (words, _ ("Untreated skin: %.1f cm² found beside the work (%s).\n"),
                            work->found.area_cm2, trust_words (work->found.confidence));
  else
    g_string_append (words, _ ("No untreated skin was found beside the work: where there is some "
                               "in the same light, make a channel of it.\n"));
}

gchar *
smp_healed_work_words (const SmpHealedWork *work, const SmpLearned *learned)
{
  GString *words = g_string_new (NULL);
  SmpLimit limit = learned->density_per_cm2.limit;

  g_string_append_printf (words, _ ("%.1f cm² of treated skin were read.\n"), learned->area_cm2);
  add_bare (words, work);
  if (limit != SMP_LIMIT_NONE)
    g_string_append_printf (words,
                            _ ("%s The preset only gives the work's look at this distance.\n"),
                            smp_limit_sentence (limit));
  else
    {
      g_string_append_printf (words, _ ("%u dots were found.\n"), learned->n_dots);
      add_figure (words, "density", &learned->density_per_cm2, 0);
      add_figure (words, "dot-diameter", &learned->dot_diameter_mm, 2);
      add_figure (words, "size-variation", &learned->size_variation, 2);
      add_figure (words, "elongation", &learned->elongation, 1);
      add_figure (words, "direction-variation", &learned->direction_variation_deg, 0);
      add_figure (words, "dilution", &learned->dilution, 0);
      add_figure (words, "depth", &learned->depth_mm, 2);
      add_figure (words, "pigment", &learned->pigment, 0);
      add_figure (words, "irregularity", &learned->irregularity, 2);
      add_figure (words, "missed-dots", &learned->missed_dots, 2);
    }
  g_string_append_printf (words,
                          _ ("Dark in the photo: %.0f %% of the skin; in the drawing: %.0f %%. "
                             "Light "
                             "over the bright skin: %.2f, %.2f."),
                          100.0 * learned->photo.cover, 100.0 * learned->drawn.cover,
                          smp_luminance (learned->photo.mean), smp_luminance (learned->drawn.mean));
  return g_string_free (words, FALSE);
}

/* A copy of the preset of that name, a person's own or a shipped one; NULL where there is none. */
static SmpRecipe *
find_named (const gchar *name, gboolean *is_own)
{
  g_autoptr (GPtrArray) presets = smp_preset_store_list (smp_preset_files_store (), NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      const SmpPreset *preset = g_ptr_array_index (presets, i);

      *is_own = preset->own;
      if (g_strcmp0 (preset->recipe->name, name) == 0)
        return smp_recipe_copy (preset->recipe);
    }
  return NULL;
}

/* The preset that the photo is added to, or NULL for a new one. */
static gboolean
find_before (const gchar *name, gboolean add, SmpRecipe **before, GError **error)
{
  gboolean is_own              = FALSE;
  g_autoptr (SmpRecipe) preset = find_named (name, &is_own);

  *before = NULL;
  if (!add && preset)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_EXISTS,
                   _ ("There is a preset “%s” already: take another name, or add to it."), name);
      return FALSE;
    }
  if (add && !(preset && is_own && smp_learned_preset_photos (preset) > 0))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("There is no preset “%s” of your own that was learnt from photos: save a new "
                      "one instead of adding to it."),
                   name);
      return FALSE;
    }
  *before = g_steal_pointer (&preset);
  return TRUE;
}

gboolean
smp_healed_work_check_name (const gchar *name, gboolean add, GError **error)
{
  g_autoptr (SmpRecipe) before = NULL;

  return find_before (name, add, &before, error);
}

gchar *
smp_healed_work_save (const SmpLearned *learned, const gchar *name, gboolean add, GError **error)
{
  g_autoptr (GDateTime) now    = g_date_time_new_now_local ();
  g_autofree gchar *date       = g_date_time_format (now, "%Y-%m-%d");
  g_autofree gchar *text       = NULL;
  g_autoptr (SmpRecipe) before = NULL;
  g_autoptr (SmpRecipe) preset = NULL;

  if (!find_before (name, add, &before, error))
    return NULL;
  preset = smp_learned_preset (learned, before, name, date);
  text   = smp_recipe_to_text_as_read (preset);
  return smp_preset_store_save (smp_preset_files_store (), text, name, add, error);
}
