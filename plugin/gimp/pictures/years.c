/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of the years: a timeline, an animation, a group of layers. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "treatment/treatments.h"
#include "years-panels.h"
#include "treatment/stage-image.h"

#define FRAMES_A_YEAR 4.0
#define FRAME_MS      200
#define LAST_FRAME_MS 1500
#define MOST_COLUMNS  6
#define GOOD_ASPECT   1.5
#define MARGIN_SHARE  0.15

/* The treated regions with some skin around them. */
static GeglRectangle
crop_of (GPtrArray *treatments)
{
  GeglRectangle crop  = { 0, 0, 0, 0 };
  GimpImage    *image = NULL;
  gint          margin;

  for (guint i = 0; i < treatments->len; i++)
    {
      const SmpTreatment *treatment = g_ptr_array_index (treatments, i);

      image = treatment->image;
      gegl_rectangle_bounding_box (&crop, &crop, &treatment->region->bounds);
    }
  margin = (gint) (MARGIN_SHARE * MAX (crop.width, crop.height)) + 20;
  crop   = *GEGL_RECTANGLE (crop.x - margin, crop.y - margin, crop.width + 2 * margin,
                            crop.height + 2 * margin);
  gegl_rectangle_intersect (&crop, &crop,
                            GEGL_RECTANGLE (0, 0, gimp_image_get_width (image),
                                            gimp_image_get_height (image)));
  return crop;
}

/* So many columns that the picture fits a screen or a page well, and no place stays empty if that
 * can be. */
static gint
good_columns (gint n_pictures, const GeglRectangle *crop)
{
  gint    best      = 1;
  gdouble best_cost = G_MAXDOUBLE;

  for (gint columns = 1; columns <= MIN (n_pictures, MOST_COLUMNS); columns++)
    {
      gint    rows   = (n_pictures + columns - 1) / columns;
      gdouble aspect = columns * (gdouble) crop->width / (rows * (gdouble) crop->height);
      gdouble cost =
        fabs (log (aspect / GOOD_ASPECT)) + (gdouble) (rows * columns - n_pictures) / n_pictures;

      if (cost < best_cost)
        {
          best      = columns;
          best_cost = cost;
        }
    }
  return best;
}

static const gchar *
choice_label (const SmpParams *params, const gchar *id)
{
  const SmpParamInfo *info = smp_param_find (id);

  return _ (info->choices[(gint) smp_params_get (params, info)].label);
}

/* What the picture supposes, in one line. */
static gchar *
assumptions (const SmpParams *params)
{
  return g_strdup_printf (
    _ ("%.0f dots/cm², %.2f mm, dilution %.0f, %s; sun: %s, skin: %s, loss: %s. Fading is "
       "illustrative: no long-term measurement of scalp pigment is published."),
    params->density_per_cm2, params->dot_diameter_mm, params->dilution,
    choice_label (params, "pigment"), choice_label (params, "sun"), choice_label (params, "skin"),
    choice_label (params, "loss"));
}

static gboolean
add_row (SmpScene  *scene,
         SmpPanels *panels,
         GArray    *moments,
         gint       loss,
         gboolean   named,
         GError   **error)
{
  for (guint i = 0; i < moments->len; i++)
    {
      const SmpMoment *moment = &g_array_index (moments, SmpMoment, i);
      gchar           *label  = smp_moment_label (moment);

      if (named && moment->kind == SMP_MOMENT_YEARS)
        {
          gchar *with_loss = g_strdup_printf (_ ("%s, %s loss"), label,
                                              _ (smp_param_find ("loss")->choices[loss].label));

          g_free (label);
          label = with_loss;
        }
      if (!smp_scene_show (scene, moment, loss, error))
        {
          g_free (label);
          return FALSE;
        }
      smp_panels_add (panels, scene->image, label);
      gimp_progress_update ((i + 1.0) / moments->len);
      g_free (label);
    }
  return TRUE;
}

GimpImage *
smp_ageing_timeline (GPtrArray *treatments, GArray *moments, gboolean bands, GError **error)
{
  const SmpTreatment *first  = g_ptr_array_index (treatments, 0);
  GeglRectangle       crop   = crop_of (treatments);
  gchar              *text   = assumptions (&first->recipe->params);
  gint                n_rows = bands ? SMP_LOSS_HIGH + 1 : 1;
  gint       n_columns = bands ? (gint) moments->len : good_columns ((gint) moments->len, &crop);
  SmpPanels *panels;
  SmpScene  *scene;
  gboolean   done;
  GimpImage *image;

  panels =
    smp_panels_new (first->image, &crop, n_rows * (gint) moments->len, n_columns, text, error);
  g_free (text);
  if (!panels)
    return NULL;

  gimp_progress_init (_ ("Drawing the years"));
  scene = smp_scene_new (treatments, error);
  done  = scene != NULL;
  for (gint loss = 0; done && loss < n_rows; loss++)
    done =
      add_row (scene, panels, moments, bands ? loss : first->recipe->params.loss, bands, error);
  smp_scene_free (scene);
  gimp_progress_end ();
  image = smp_panels_finish (panels);
  if (!done)
    {
      gimp_image_delete (image);
      return NULL;
    }
  return image;
}

static gboolean
add_frame (SmpScene        *scene,
           GimpImage      **frames,
           const SmpMoment *moment,
           gboolean         last,
           GError         **error)
{
  const SmpTreatment *first  = g_ptr_array_index (scene->treatments, 0);
  GeglRectangle       crop   = crop_of (scene->treatments);
  gchar              *text   = assumptions (&first->recipe->params);
  gchar              *label  = smp_moment_label (moment);
  SmpPanels          *panels = NULL;
  GimpImage          *page;
  GimpLayer          *layer;
  gchar              *name;

  if (smp_scene_show (scene, moment, first->recipe->params.loss, error))
    panels = smp_panels_new (scene->image, &crop, 1, 1, text, error);
  g_free (text);
  if (!panels)
    {
      g_free (label);
      return FALSE;
    }

  smp_panels_add (panels, scene->image, label);
  page = smp_panels_finish (panels);
  if (!*frames)
    {
      *frames =
        gimp_image_new_with_precision (gimp_image_get_width (page), gimp_image_get_height (page),
                                       GIMP_RGB, gimp_image_get_precision (page));
      gimp_image_undo_disable (*frames);
    }
  name  = g_strdup_printf ("%s (%dms) (replace)", label, last ? LAST_FRAME_MS : FRAME_MS);
  layer = gimp_layer_new_from_visible (page, *frames, name);
  gimp_image_insert_layer (*frames, layer, NULL, 0);
  gimp_image_delete (page);
  g_free (name);
  g_free (label);
  return TRUE;
}

GimpImage *
smp_ageing_animation (GPtrArray *treatments, GArray *moments, GError **error)
{
  GimpImage *frames = NULL;
  gdouble    from = G_MAXDOUBLE, to = 0.0;
  gint       n_frames;
  SmpScene  *scene;
  gboolean   done;

  for (guint i = 0; i < moments->len; i++)
    {
      const SmpMoment *moment = &g_array_index (moments, SmpMoment, i);

      if (moment->kind != SMP_MOMENT_YEARS)
        continue;
      from = MIN (from, moment->years);
      to   = MAX (to, moment->years);
    }
  n_frames = MAX ((gint) ceil ((to - MIN (from, to)) * FRAMES_A_YEAR), 0) + 1;

  gimp_progress_init (_ ("Drawing the years"));
  scene = smp_scene_new (treatments, error);
  done  = scene != NULL;
  for (gint i = 0; done && i < n_frames; i++)
    {
      SmpMoment moment = { SMP_MOMENT_YEARS, 0, MIN (MIN (from, to) + i / FRAMES_A_YEAR, to) };

      done = add_frame (scene, &frames, &moment, i == n_frames - 1, error);
      gimp_progress_update ((i + 1.0) / n_frames);
    }
  smp_scene_free (scene);
  gimp_progress_end ();
  if (frames)
    gimp_image_undo_enable (frames);
  if (!done && frames)
    gimp_image_delete (frames);
  return done ? frames : NULL;
}

static gboolean
add_group (SmpTreatment *treatment, GArray *moments, GError **error)
{
  GimpItem  *old   = GIMP_ITEM (treatment->replaced);
  gchar     *name  = g_strdup_printf (_ ("%s over the years"), gimp_item_get_name (old));
  GimpLayer *group = GIMP_LAYER (gimp_group_layer_new (treatment->image, name));
  gboolean   done  = TRUE;

  gimp_image_insert_layer (treatment->image, group, GIMP_LAYER (gimp_item_get_parent (old)),
                           gimp_image_get_item_position (treatment->image, old));
  /* A group that passes through lets each layer multiply the photo itself. */
  gimp_layer_set_mode (group, GIMP_LAYER_MODE_PASS_THROUGH);
  for (guint i = 0; done && i < moments->len; i++)
    {
      const SmpMoment *moment = &g_array_index (moments, SmpMoment, i);
      SmpRecipe *recipe = smp_scene_recipe (treatment, moment, treatment->recipe->params.loss);
      GimpLayer *layer;

      g_free (recipe->name);
      recipe->name = smp_moment_label (moment);
      if (moment->kind != SMP_MOMENT_BEFORE)
        {
          layer = smp_layer_new (treatment->image, treatment->photo, treatment->region, recipe,
                                 NULL, NULL, error);
          done  = layer != NULL;
          if (done)
            {
              gimp_image_insert_layer (treatment->image, layer, group, 0);
              smp_layer_set_recipe (layer, recipe, treatment->photo, treatment->channel);
              gimp_item_set_visible (GIMP_ITEM (layer), i == moments->len - 1);
            }
        }
      smp_recipe_free (recipe);
    }
  gimp_item_set_visible (old, FALSE);
  g_free (name);
  return done;
}

gboolean
smp_ageing_layers (GPtrArray *treatments, GArray *moments, GError **error)
{
  GimpImage *image = ((SmpTreatment *) g_ptr_array_index (treatments, 0))->image;
  gboolean   done  = TRUE;

  gimp_image_undo_group_start (image);
  for (guint i = 0; done && i < treatments->len; i++)
    done = add_group (g_ptr_array_index (treatments, i), moments, error);
  gimp_image_undo_group_end (image);
  return done;
}
