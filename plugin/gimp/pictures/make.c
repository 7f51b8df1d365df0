/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which pictures a layout has, what they are called, and what they suppose. */

#include <glib/gi18n-lib.h>

#include "compare.h"
#include "smp/error.h"
#include "text-layout.h"

#define GRID_YEARS     { 0.115, 3.0, 5.0 }
#define TIMELINE_YEARS { 0.115, 1.0, 3.0, 5.0, 10.0 }

static void
add_panel (GArray *panels, const SmpMoment *moment)
{
  SmpPanel panel = { FALSE, FALSE, { SMP_MOMENT_BEFORE, 0, 0.0 }, NULL };
  gchar   *label;

  if (moment)
    panel.moment = *moment;
  panel.before   = moment && moment->kind == SMP_MOMENT_BEFORE;
  panel.as_shown = !moment;
  if (panel.before)
    panel.title = g_strdup (_ ("Before"));
  else if (!moment)
    panel.title = g_strdup (_ ("Simulation"));
  else
    {
      label       = smp_moment_label (moment);
      panel.title = g_strdup_printf (_ ("Simulation: %s"), label);
      g_free (label);
    }
  g_array_append_val (panels, panel);
}

static void
add_years (GArray *panels, const gdouble *years, guint n_years)
{
  for (guint i = 0; i < n_years; i++)
    {
      SmpMoment moment = { SMP_MOMENT_YEARS, 0, years[i] };

      add_panel (panels, &moment);
    }
}

static void
clear_panel (gpointer panel)
{
  g_free (((SmpPanel *) panel)->title);
}

GArray *
smp_compare_moment_panels (const GArray *moments)
{
  GArray *panels = g_array_new (FALSE, TRUE, sizeof (SmpPanel));

  g_array_set_clear_func (panels, clear_panel);
  for (guint i = 0; i < moments->len; i++)
    add_panel (panels, &g_array_index (moments, SmpMoment, i));
  return panels;
}

GArray *
smp_compare_panel_list (const SmpCompare *self)
{
  static const gdouble grid_years[] = GRID_YEARS, timeline_years[] = TIMELINE_YEARS;
  const SmpMoment      before = { SMP_MOMENT_BEFORE, 0, 0.0 };
  GArray              *panels;
  const GArray        *moments = self->options->moments;
  SmpLayout            layout  = self->options->layout;

  if (moments &&
      (layout == SMP_LAYOUT_GRID || layout == SMP_LAYOUT_TIMELINE || layout == SMP_LAYOUT_SHEET))
    return smp_compare_moment_panels (moments);

  panels = g_array_new (FALSE, TRUE, sizeof (SmpPanel));
  g_array_set_clear_func (panels, clear_panel);
  add_panel (panels, &before);
  if (layout == SMP_LAYOUT_GRID)
    add_years (panels, grid_years, G_N_ELEMENTS (grid_years));
  else if (layout == SMP_LAYOUT_TIMELINE || layout == SMP_LAYOUT_SHEET)
    add_years (panels, timeline_years, G_N_ELEMENTS (timeline_years));
  else
    add_panel (panels, NULL);
  return panels;
}

gboolean
smp_compare_show (SmpCompare *self, const SmpPanel *panel, GError **error)
{
  const SmpTreatment *first = g_ptr_array_index (self->treatments, 0);

  /* What is shown is drawn once, before the first picture. */
  if (panel->before || panel->as_shown)
    return TRUE;
  return smp_scene_show (self->scene, &panel->moment, first->recipe->params.loss, error);
}

static const gchar *
choice_label (const SmpParams *params, const gchar *id)
{
  const SmpParamInfo *info = smp_param_find (id);

  return _ (info->choices[(gint) smp_params_get (params, info)].label);
}

/* "Temple: 150 dots/cm², 0.28 mm, dilution 15" */
static void
describe (GString *text, const SmpTreatment *treatment, gboolean named)
{
  const SmpParams *params = &treatment->recipe->params;

  if (text->len)
    g_string_append (text, "; ");
  if (named)
    g_string_append_printf (text, _ ("%s: "), gimp_item_get_name (GIMP_ITEM (treatment->replaced)));
  g_string_append_printf (text, _ ("%.0f dots/cm², dot size %.2f mm, dilution %.0f, %s"),
                          params->density_per_cm2, params->dot_diameter_mm, params->dilution,
                          choice_label (params, "pigment"));
}

/* When a simulation is shown as its layer is. */
static gchar *
describe_age (const SmpParams *params)
{
  SmpMoment moment = { SMP_MOMENT_YEARS, 0, params->years };
  gchar    *label, *text;

  if (params->sessions < 3)
    return g_strdup_printf (_ ("shown after session %d of 3"), params->sessions);
  if (params->years <= 0.0)
    return g_strdup (_ ("shown as healed, before any fading"));
  label = smp_moment_label (&moment);
  text  = g_strdup_printf (_ ("age shown: %s"), label);
  g_free (label);
  return text;
}

gchar *
smp_compare_assumptions (const SmpCompare *self)
{
  const SmpTreatment *first  = g_ptr_array_index (self->treatments, 0);
  const SmpParams    *params = &first->recipe->params;
  GString            *text   = g_string_new (NULL);
  SmpLayout           layout = self->options->layout;
  gchar              *age    = describe_age (params);

  for (guint i = 0; i < self->treatments->len; i++)
    describe (text, g_ptr_array_index (self->treatments, i), self->treatments->len > 1);
  if (layout == SMP_LAYOUT_GRID || layout == SMP_LAYOUT_TIMELINE)
    g_string_append (text, ". ");
  else
    g_string_append_printf (text, "; %s. ", age);
  g_string_append_printf (text,
                          _ ("Fading supposes sun: %s, skin: %s, age: %s, smoker: %s, loss: %s. It "
                             "is illustrative: no long-term measurement of scalp pigment is "
                             "published."),
                          choice_label (params, "sun"), choice_label (params, "skin"),
                          choice_label (params, "age"), choice_label (params, "smoker"),
                          choice_label (params, "loss"));
  g_free (age);
  return g_string_free (text, FALSE);
}

/* What the selection covers; SMP_ERROR_IMAGE where there is none. */
static SmpCover *
make_cover (GimpImage *source, const SmpCompareOptions *options, GError **error)
{
  SmpCover *cover;
  gboolean  there;
  gint      x1, y1, x2, y2;

  if (!gimp_selection_bounds (source, &there, &x1, &y1, &x2, &y2) || !there)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("Nothing is selected to be covered: select the eyes or the face first."));
      return NULL;
    }
  cover          = g_new0 (SmpCover, 1);
  cover->blurred = options->cover == SMP_COVER_BLUR;
  cover->bounds  = *GEGL_RECTANGLE (x1, y1, x2 - x1, y2 - y1);
  cover->mask    = gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (source)));
  return cover;
}

static gboolean
check (const SmpCompareOptions *options, GError **error)
{
  const gchar *sentence = NULL;
  gint         width, height;

  if (!options->label && smp_crop_is_social (options->crop, &width, &height))
    sentence = _ ("A picture for social media always carries the label that it is a simulation: "
                  "choose another crop, or keep the label.");
  else if (options->cover != SMP_COVER_NONE && options->crop == SMP_CROP_SELECTION)
    sentence = _ ("The selection can be what is shown, or what is covered, not both: choose "
                  "another crop.");
  else if (options->layout == SMP_LAYOUT_SHEET &&
           smp_crop_is_social (options->crop, &width, &height))
    sentence = _ ("A consultation sheet is a printed page: choose a crop that is no size for "
                  "social media.");
  if (!sentence)
    return TRUE;

  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE, sentence);
  return FALSE;
}

static GimpImage *
make_layout (SmpCompare *self, GError **error)
{
  switch (self->options->layout)
    {
    case SMP_LAYOUT_SPLIT:
      return smp_compare_split (self, error);
    case SMP_LAYOUT_SHEET:
      return smp_compare_sheet (self, error);
    case SMP_LAYOUT_ANIMATION:
      return smp_compare_animation (self, error);
    default:
      return smp_compare_panels (self, error);
    }
}

GimpImage *
smp_compare_make (GPtrArray *treatments, const SmpCompareOptions *options, GError **error)
{
  const SmpMoment     own     = { SMP_MOMENT_OWN, 0, 0.0 };
  const SmpTreatment *first   = g_ptr_array_index (treatments, 0);
  SmpCompare          self    = { options, treatments, first->image, NULL, NULL, NULL };
  GimpImage          *picture = NULL;

  if (!check (options, error) || !(self.font = smp_words_font (error)))
    return NULL;
  if (options->cover != SMP_COVER_NONE && !(self.cover = make_cover (self.source, options, error)))
    return NULL;

  gimp_progress_init (_ ("Making the picture"));
  self.scene = smp_scene_new (treatments, error);
  if (self.scene &&
      (!options->redraw || smp_scene_show (self.scene, &own, first->recipe->params.loss, error)))
    picture = make_layout (&self, error);
  smp_scene_free (self.scene);
  gimp_progress_end ();
  if (self.cover)
    g_object_unref (self.cover->mask);
  g_free (self.cover);
  return picture;
}
