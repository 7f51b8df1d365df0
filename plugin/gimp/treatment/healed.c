/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "anchor.h"
#include "buffers.h"
#include "healed.h"
#include "smp/error.h"
#include "smp/text.h"

/* Skin beside the region: enough to match the light by. */
#define BESIDE_MM 16.0

/* Larger parts would take more memory than a machine has to spare. */
#define MOST_PX 40e6

/* Pictures in which the photos are laid over each other. */
#define FOUND_PX 1024

/* Where points are left, as shares of the part that is compared: around first, so that the line
 * crosses nothing, and the middle last. */
static const gdouble points_left[][2] = { { 0.1, 0.1 }, { 0.5, 0.1 }, { 0.9, 0.1 },
                                          { 0.9, 0.5 }, { 0.9, 0.9 }, { 0.5, 0.9 },
                                          { 0.1, 0.9 }, { 0.1, 0.5 }, { 0.5, 0.5 } };

/* A bent part is looked for at so many places a side, and the edges. */
#define EDGE_STEPS 16

static gboolean
fail (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, sentence);
  return FALSE;
}

/* What an image shows, as a layer of its own that is in no image yet: delete it. */
static GimpLayer *
shown_of (GimpImage *image, GError **error)
{
  GimpLayer *layer = gimp_layer_new_from_visible (image, image, "SMP check");

  if (!layer)
    fail (error, _ ("GIMP could not copy what the image shows."));
  return layer;
}

/* Its light in a part. */
static gboolean
read_shown (GimpImage *image, const GeglRectangle *part, SmpPlane *plane, GError **error)
{
  GimpLayer *layer = shown_of (image, error);

  if (!layer)
    return FALSE;
  *plane = smp_plane_read_drawable (GIMP_DRAWABLE (layer), part, 3, TRUE);
  gimp_item_delete (GIMP_ITEM (layer));
  return TRUE;
}

/* The same of all of it, smaller: cell_px is a sample's size in pixels. */
static gboolean
read_small (GimpImage *image, gdouble *cell_px, SmpPlane *plane, GError **error)
{
  GimpLayer    *layer = shown_of (image, error);
  const gint    width = gimp_image_get_width (image), height = gimp_image_get_height (image);
  GeglRectangle cells;

  if (!layer)
    return FALSE;
  *cell_px = MAX (1.0, MAX (width, height) / (gdouble) FOUND_PX);
  cells    = *GEGL_RECTANGLE (0, 0, (gint) (width / *cell_px), (gint) (height / *cell_px));
  if (*cell_px > 1.0)
    *plane = smp_plane_read_cells (layer, &cells, *cell_px);
  else
    *plane = smp_plane_read_drawable (GIMP_DRAWABLE (layer), &cells, 3, TRUE);
  gimp_item_delete (GIMP_ITEM (layer));
  return TRUE;
}

static gboolean
find (GimpImage *shown, GimpImage *healed, SmpRegistration *found, GError **error)
{
  SmpPlane photo = { 0 }, other = { 0 };
  gdouble  cell_px = 1.0, other_px = 1.0;
  gboolean done = read_small (shown, &cell_px, &photo, error) &&
                  read_small (healed, &other_px, &other, error) &&
                  smp_registration_find (&photo, &other, found, error);

  if (done)
    smp_registration_enlarge (found, cell_px, other_px);
  g_free (photo.data);
  g_free (other.data);
  return done;
}

static GimpPath *
only_path (GimpImage *image, GimpPath *given, GError **error)
{
  g_autofree GimpPath **paths = NULL;

  if (given)
    return given;
  paths = smp_anchor_other_paths (image, TRUE);
  if (!paths || !paths[0])
    {
      g_free (paths);
      paths = smp_anchor_other_paths (image, FALSE);
    }
  if (paths && paths[0] && !paths[1])
    return paths[0];
  fail (error, paths && paths[0]
                 ? _ ("There are several paths: select the one whose points are to be taken, in "
                      "both images.")
                 : _ ("There are no points: set at least three with the Paths tool, on the same "
                      "spots of both photos and in the same order."));
  return NULL;
}

/* The points of a path, x and y of each after the other: of each three that GIMP gives, the first
 * and the last shape the curve. */
static GArray *
points_of (GimpPath *path)
{
  gsize            n_strokes = 0;
  g_autofree gint *strokes   = gimp_path_get_strokes (path, &n_strokes);
  GArray          *points    = g_array_new (FALSE, FALSE, sizeof (gdouble));

  for (gsize i = 0; i < n_strokes; i++)
    {
      gsize               n_coords = 0;
      g_autofree gdouble *coords   = NULL;
      gboolean            closed   = FALSE;

      gimp_path_stroke_get_points (path, strokes[i], &n_coords, &coords, &closed);
      for (gsize k = 2; k + 3 < n_coords; k += 6)
        g_array_append_vals (points, coords + k, 2);
    }
  return points;
}

static gboolean
fit_points (GimpImage              *image,
            const SmpHealedOptions *options,
            SmpRegistration        *registration,
            GError                **error)
{
  GimpPath *path  = only_path (image, options->path, error);
  GimpPath *other = path ? only_path (options->healed, options->healed_path, error) : NULL;

  if (!other)
    return FALSE;
  {
    g_autoptr (GArray) from        = points_of (path);
    g_autoptr (GArray) to          = points_of (other);
    const guint              n     = from->len / 2;
    g_autofree SmpPointPair *pairs = g_new (SmpPointPair, n + 1);

    if (from->len != to->len)
      {
        g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                     _ ("The two paths have %u and %u points: set as many in both photos, on the "
                        "same spots and in the same order."),
                     n, to->len / 2);
        return FALSE;
      }
    for (guint i = 0; i < n; i++)
      pairs[i] = (SmpPointPair) { g_array_index (from, gdouble, 2 * i),
                                  g_array_index (from, gdouble, 2 * i + 1),
                                  g_array_index (to, gdouble, 2 * i),
                                  g_array_index (to, gdouble, 2 * i + 1) };
    return smp_registration_fit (pairs, n, options->kind, registration, error);
  }
}

/* The regions and the skin beside them. */
static gboolean
find_part (GPtrArray *treatments, GeglRectangle *part, GError **error)
{
  const SmpTreatment *first  = g_ptr_array_index (treatments, 0);
  const GeglRectangle whole  = { 0, 0, gimp_image_get_width (first->image),
                                 gimp_image_get_height (first->image) };
  const gint          beside = (gint) (BESIDE_MM * first->recipe->params.px_per_mm);

  *part = first->region->bounds;
  for (guint i = 1; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);

      gegl_rectangle_bounding_box (part, part, &treatment->region->bounds);
    }
  *part = *GEGL_RECTANGLE (part->x - beside, part->y - beside, part->width + 2 * beside,
                           part->height + 2 * beside);
  gegl_rectangle_intersect (part, part, &whole);
  return (gdouble) part->width * part->height <= MOST_PX ||
         fail (error, _ ("The treated regions are too large to be compared at once: hide all SMP "
                         "layers but one."));
}

/* All regions, each place as the densest says. */
static void
read_regions (GPtrArray *treatments, const GeglRectangle *part, SmpPlane *region)
{
  *region = smp_plane_new (part, 1);
  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      SmpPlane            one       = smp_plane_read_stored (treatment->region->density, part);

      for (gsize k = 0; k < (gsize) part->width * (gsize) part->height; k++)
        region->data[k] = MAX (region->data[k], one.data[k]);
      g_free (one.data);
    }
}

/* The healed photo as it lies over the part. */
static gboolean
read_real (SmpHealedCheck *check, GimpImage *healed, const GeglRectangle *part, GError **error)
{
  const GeglRectangle whole = { 0, 0, gimp_image_get_width (healed),
                                gimp_image_get_height (healed) };
  gdouble       left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  SmpPlane      other;
  GeglRectangle there;

  for (gint i = 0; i < (EDGE_STEPS + 1) * (EDGE_STEPS + 1); i++)
    {
      gdouble x = part->x + part->width * (gdouble) (i % (EDGE_STEPS + 1)) / EDGE_STEPS;
      gdouble y = part->y + part->height * (gdouble) (i / (EDGE_STEPS + 1)) / EDGE_STEPS;

      smp_registration_apply (&check->registration, &x, &y);
      left   = MIN (left, x);
      right  = MAX (right, x);
      top    = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  there =
    *GEGL_RECTANGLE ((gint) CLAMP (left - 2.0, -1e6, 1e6), (gint) CLAMP (top - 2.0, -1e6, 1e6),
                     (gint) CLAMP (right - left + 5.0, 1.0, 1e6),
                     (gint) CLAMP (bottom - top + 5.0, 1.0, 1e6));
  if (!gegl_rectangle_intersect (&there, &there, &whole))
    return fail (error, _ ("The healed photo does not show what was treated: its points, or what "
                           "was found, put it beside the region."));
  if ((gdouble) there.width * there.height > 4.0 * MOST_PX)
    return fail (error, _ ("The healed photo is too large: scale it down first."));
  if (!read_shown (healed, &there, &other, error))
    return FALSE;
  check->real = smp_plane_new (part, 3);
  smp_registration_warp (&other, &check->registration, &check->real);
  g_free (other.data);
  return TRUE;
}

static const SmpTreatment *
largest (GPtrArray *treatments)
{
  const SmpTreatment *most      = NULL;
  gdouble             most_area = -1.0;

  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);
      const GeglRectangle bounds    = treatment->region->bounds;

      if ((gdouble) bounds.width * bounds.height <= most_area)
        continue;
      most_area = (gdouble) bounds.width * bounds.height;
      most      = treatment;
    }
  return most;
}

static SmpPlane
copy_of (const SmpPlane *plane)
{
  const GeglRectangle place = smp_plane_place (plane);
  SmpPlane            copy  = smp_plane_new (&place, plane->components);

  memcpy (copy.data, plane->data,
          sizeof (gfloat) * (gsize) plane->components * (gsize) plane->width *
            (gsize) plane->height);
  return copy;
}

/* The figures, of copies that are as sharp as each other. */
static gboolean
compare_alike (SmpHealedCheck      *check,
               const GeglRectangle *part,
               const SmpPlane      *predicted,
               const SmpPlane      *real,
               GError             **error)
{
  const SmpParams *params = &check->main->recipe->params;
  SmpPlane         density;
  GError          *reason = NULL;

  check->result = smp_result_compare (predicted, real, &check->region, params->px_per_mm, error);
  if (!check->result)
    return FALSE;
  if (!check->is_sharpness_told)
    {
      check->reason = g_strdup (_ ("What the preset should change cannot be said, since the skin "
                                   "beside shows too "
                                   "little hair to tell which of the two photos is the sharper."));
      return TRUE;
    }
  density = smp_plane_read_stored (check->main->region->density, part);
  if (!smp_result_solve (&check->before, predicted, real, &density, params, check->blur_px2,
                         &check->change, &reason))
    {
      check->reason = g_strdup (reason->message);
      g_clear_error (&reason);
    }
  g_free (density.data);
  return TRUE;
}

static gboolean
compare (SmpHealedCheck *check, const GeglRectangle *part, GError **error)
{
  const gdouble px_per_mm = check->main->recipe->params.px_per_mm;
  SmpPlane      predicted, real;
  gboolean      done;

  if (!smp_light_fit (&check->predicted, &check->real, &check->region, px_per_mm, &check->light,
                      error))
    return FALSE;
  smp_light_correct (&check->light, &check->real);
  check->is_sharpness_told = smp_sharpness_fit (&check->predicted, &check->real, &check->region,
                                                px_per_mm, &check->blur_px2);
  predicted                = copy_of (&check->predicted);
  real                     = copy_of (&check->real);
  smp_sharpness_match (check->blur_px2, &predicted, &real);
  done = compare_alike (check, part, &predicted, &real, error);
  g_free (predicted.data);
  g_free (real.data);
  return done;
}

static gboolean
check_images (GimpImage *image, GimpImage *healed, GError **error)
{
  if (!healed)
    return fail (error, _ ("There is no healed photo to compare with: choose its file, or an image "
                           "that is open."));
  if (image == healed)
    return fail (error, _ ("The healed photo is the case itself: choose the photo of the healed "
                           "result."));
  return gimp_image_get_base_type (healed) == GIMP_RGB ||
         fail (error, _ ("The healed photo has no colours of its own: convert it to RGB first."));
}

SmpHealedCheck *
smp_healed_check_new (GPtrArray *treatments, const SmpHealedOptions *options, GError **error)
{
  const SmpTreatment *first = g_ptr_array_index (treatments, 0);
  SmpHealedCheck     *check = NULL;
  SmpStageImage      *scene;
  GeglRectangle       part;
  gboolean            done;

  if (!check_images (first->image, options->healed, error) ||
      !find_part (treatments, &part, error) || !(scene = smp_stage_image_new (treatments, error)))
    return NULL;
  check           = g_new0 (SmpHealedCheck, 1);
  check->change   = SMP_RESULT_NO_CHANGE;
  check->main     = largest (treatments);
  check->is_found = !options->by_points;
  gimp_progress_init (_ ("Laying the healed photo over the case"));
  done = options->by_points ? fit_points (first->image, options, &check->registration, error)
                            : find (scene->image, options->healed, &check->registration, error);
  gimp_progress_update (0.3);
  done = done && read_real (check, options->healed, &part, error) &&
         read_shown (scene->image, &part, &check->predicted, error);
  if (done)
    {
      smp_stage_image_set_shown (scene, FALSE);
      read_regions (treatments, &part, &check->region);
      done = read_shown (scene->image, &part, &check->before, error);
    }
  gimp_progress_update (0.5);
  smp_stage_image_free (scene);
  done = done && compare (check, &part, error);
  gimp_progress_end ();
  if (!done)
    g_clear_pointer (&check, smp_healed_check_free);
  return check;
}

void
smp_healed_check_free (SmpHealedCheck *check)
{
  if (!check)
    return;
  g_free (check->before.data);
  g_free (check->predicted.data);
  g_free (check->real.data);
  g_free (check->region.data);
  smp_result_free (check->result);
  g_free (check->reason);
  g_free (check);
}

static void
add_path (GimpImage *image, const gdouble points[][2], gsize n_points)
{
  GimpPath           *path   = gimp_path_new (image, _ ("Same spots"));
  g_autofree gdouble *coords = g_new (gdouble, 6 * n_points);

  for (gsize i = 0; i < 3 * n_points; i++)
    {
      coords[2 * i]     = points[i / 3][0];
      coords[2 * i + 1] = points[i / 3][1];
    }
  gimp_image_undo_group_start (image);
  gimp_image_insert_path (image, path, NULL, 0);
  gimp_path_stroke_new_from_points (path, GIMP_PATH_STROKE_TYPE_BEZIER, 6 * n_points, coords,
                                    FALSE);
  gimp_item_set_visible (GIMP_ITEM (path), TRUE);
  gimp_image_set_selected_paths (image, (const GimpPath *[]) { path, NULL });
  gimp_image_undo_group_end (image);
}

void
smp_healed_check_leave_points (const SmpHealedCheck *check, GimpImage *image, GimpImage *healed)
{
  const SmpPlane *part = &check->predicted;
  gdouble         here[G_N_ELEMENTS (points_left)][2], there[G_N_ELEMENTS (points_left)][2];

  for (gsize i = 0; i < G_N_ELEMENTS (points_left); i++)
    {
      here[i][0] = there[i][0] = part->x + part->width * points_left[i][0];
      here[i][1] = there[i][1] = part->y + part->height * points_left[i][1];
      smp_registration_apply (&check->registration, &there[i][0], &there[i][1]);
    }
  add_path (image, (const gdouble (*)[2]) here, G_N_ELEMENTS (here));
  add_path (healed, (const gdouble (*)[2]) there, G_N_ELEMENTS (there));
}
