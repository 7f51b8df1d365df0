/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "op-filter.h"

typedef struct
{
  GeglOperationFilter parent_instance;

  SmpParams params;
} StageOperation;

typedef struct
{
  GeglOperationFilterClass parent_class;

  const SmpStage *stage;
} StageOperationClass;

static const SmpStage *
stage_of (gpointer operation)
{
  return G_TYPE_INSTANCE_GET_CLASS (operation, 0, StageOperationClass)->stage;
}

static SmpParams *
params_of (gpointer operation)
{
  return &((StageOperation *) operation)->params;
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  smp_op_set_property (params_of (object), id, value);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  smp_op_get_property (params_of (object), id, value);
}

static void
prepare (GeglOperation *operation)
{
  const SmpStage *stage = stage_of (operation);
  const Babl     *space = gegl_operation_get_source_space (operation, "input");

  gegl_operation_set_format (operation, "input",
                             babl_format_with_space (stage->input_format, space));
  gegl_operation_set_format (operation, "output",
                             babl_format_with_space (stage->output_format, space));
}

static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  GeglRectangle *input = gegl_operation_source_get_bounding_box (operation, "input");

  return input ? *input : *GEGL_RECTANGLE (0, 0, 0, 0);
}

static GeglRectangle
get_required_for_output (GeglOperation       *operation,
                         const gchar         *pad,
                         const GeglRectangle *roi)
{
  return smp_op_grow (roi, stage_of (operation)->margin_px (params_of (operation)));
}

static GeglRectangle
get_invalidated_by_change (GeglOperation       *operation,
                           const gchar         *pad,
                           const GeglRectangle *roi)
{
  return smp_op_grow (roi, stage_of (operation)->margin_px (params_of (operation)));
}

static SmpPlane
plane_new (const GeglRectangle *rectangle, gint components)
{
  SmpPlane plane = { NULL,
                     rectangle->x,
                     rectangle->y,
                     rectangle->width,
                     rectangle->height,
                     components };

  plane.data = gegl_malloc (sizeof (gfloat) * (gsize) rectangle->width *
                            (gsize) rectangle->height * (gsize) components);
  return plane;
}

static gboolean
process (GeglOperation       *operation,
         GeglBuffer          *input,
         GeglBuffer          *output,
         const GeglRectangle *roi,
         gint                 level)
{
  const SmpStage  *stage  = stage_of (operation);
  const SmpParams *params = params_of (operation);
  GeglRectangle    around = smp_op_grow (roi, stage->margin_px (params));
  GeglRectangle    known;
  SmpPlane         from, to;

  to = plane_new (roi, stage->output_components);

  /* Outside its extent the input is empty, which the engine takes as no dots and no pigment. */
  if (!gegl_rectangle_intersect (&known, &around, gegl_buffer_get_extent (input)))
    known = *GEGL_RECTANGLE (roi->x, roi->y, 0, 0);
  from = plane_new (&known, stage->input_components);
  if (known.width > 0)
    gegl_buffer_get (input, &known, 1.0, gegl_operation_get_format (operation, "input"), from.data,
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);

  stage->render (params, &from, &to);
  gegl_buffer_set (output, roi, 0, gegl_operation_get_format (operation, "output"), to.data,
                   GEGL_AUTO_ROWSTRIDE);

  gegl_free (from.data);
  gegl_free (to.data);
  return TRUE;
}

static void
class_init (gpointer klass, gpointer stage)
{
  GObjectClass             *object_class    = klass;
  GeglOperationClass       *operation_class = klass;
  GeglOperationFilterClass *filter_class    = klass;

  ((StageOperationClass *) klass)->stage = stage;
  object_class->set_property             = set_property;
  object_class->get_property             = get_property;
  smp_op_install_properties (object_class, ((const SmpStage *) stage)->scope);

  operation_class->prepare                   = prepare;
  operation_class->get_bounding_box          = get_bounding_box;
  operation_class->get_required_for_output   = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->threaded                  = TRUE;
  operation_class->want_in_place             = FALSE;
  filter_class->process                      = process;
  ((const SmpStage *) stage)->set_keys (operation_class);
}

static void
instance_init (GTypeInstance *instance, gpointer klass)
{
  smp_params_init (params_of (instance));
}

void
smp_stage_register (GTypeModule *module, const SmpStage *stage)
{
  const GTypeInfo info = {
    sizeof (StageOperationClass),
    NULL,
    NULL,
    class_init,
    NULL,
    stage,
    sizeof (StageOperation),
    0,
    instance_init,
    NULL,
  };

  g_type_module_register_type (module, GEGL_TYPE_OPERATION_FILTER, stage->type_name, &info, 0);
}
