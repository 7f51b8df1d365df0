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
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  return smp_op_grow (roi, stage_of (operation)->margin_px (params_of (operation)));
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *roi)
{
  return smp_op_grow (roi, stage_of (operation)->margin_px (params_of (operation)));
}

/* One rectangle that is being drawn, by one thread. */
typedef struct
{
  const SmpStage  *stage;
  const SmpParams *params;
  GeglBuffer      *input;
  const Babl      *input_format;
  gpointer         drawing;
  gfloat          *input_piece;
} Task;

/* Outside its extent the input is empty, which the engine takes as no dots and no pigment. */
static void
read_input (SmpPlane *plane, gpointer data)
{
  const Task *task = data;

  gegl_buffer_get (task->input, GEGL_RECTANGLE (plane->x, plane->y, plane->width, plane->height),
                   1.0, task->input_format, plane->data, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

static void
draw_piece (Task *task, SmpPlane *piece)
{
  const SmpStage *stage  = task->stage;
  gint            margin = stage->margin_px (task->params);
  SmpPlane        input  = {
    task->input_piece,         piece->x - margin,          piece->y - margin,
    piece->width + 2 * margin, piece->height + 2 * margin, stage->input_components
  };

  if (stage->draw)
    {
      stage->draw (task->drawing, piece);
      return;
    }
  read_input (&input, task);
  stage->render (task->params, &input, piece);
}

static void
draw_pieces (Task *task, GeglBuffer *output, const Babl *format, const GeglRectangle *roi)
{
  gfloat *data =
    g_new (gfloat, SMP_PIECE_WIDTH * SMP_PIECE_HEIGHT * (gsize) task->stage->output_components);

  for (gint y = roi->y; y < roi->y + roi->height; y += SMP_PIECE_HEIGHT)
    for (gint x = roi->x; x < roi->x + roi->width; x += SMP_PIECE_WIDTH)
      {
        SmpPlane piece = { data,
                           x,
                           y,
                           MIN (SMP_PIECE_WIDTH, roi->x + roi->width - x),
                           MIN (SMP_PIECE_HEIGHT, roi->y + roi->height - y),
                           task->stage->output_components };

        draw_piece (task, &piece);
        gegl_buffer_set (output, GEGL_RECTANGLE (x, y, piece.width, piece.height), 0, format, data,
                         GEGL_AUTO_ROWSTRIDE);
      }
  g_free (data);
}

/* Draws a part whose pieces have work in common. */
static void
draw_part (Task *task, GeglBuffer *output, const Babl *format, const GeglRectangle *part)
{
  const SmpStage *stage  = task->stage;
  gsize           margin = (gsize) stage->margin_px (task->params);

  if (stage->begin)
    task->drawing = stage->begin (task->params, part, read_input, task);
  else
    task->input_piece =
      g_new (gfloat, (SMP_PIECE_WIDTH + 2 * margin) * (SMP_PIECE_HEIGHT + 2 * margin) *
                       (gsize) stage->input_components);

  draw_pieces (task, output, format, part);

  if (stage->end)
    stage->end (task->drawing);
  g_clear_pointer (&task->input_piece, g_free);
}

/* Sides no longer than that, and as even as can be. */
static gint
even_side (gint length, gint longest)
{
  gint n = longest ? (length + longest - 1) / longest : 1;

  return (length + n - 1) / n;
}

static gboolean
process (GeglOperation       *operation,
         GeglBuffer          *input,
         GeglBuffer          *output,
         const GeglRectangle *roi,
         gint                 level)
{
  const SmpStage *stage  = stage_of (operation);
  const Babl     *format = gegl_operation_get_format (operation, "output");
  gint            width  = even_side (roi->width, stage->part_px);
  gint            height = even_side (roi->height, stage->part_px);
  Task            task   = { .stage        = stage,
                             .params       = params_of (operation),
                             .input        = input,
                             .input_format = gegl_operation_get_format (operation, "input") };

  for (gint y = roi->y; y < roi->y + roi->height; y += height)
    for (gint x = roi->x; x < roi->x + roi->width; x += width)
      draw_part (&task, output, format,
                 GEGL_RECTANGLE (x, y, MIN (width, roi->x + roi->width - x),
                                 MIN (height, roi->y + roi->height - y)));
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
    sizeof (StageOperationClass), NULL, NULL,          class_init, NULL, stage,
    sizeof (StageOperation),      0,    instance_init, NULL,
  };

  g_type_module_register_type (module, GEGL_TYPE_OPERATION_FILTER, stage->type_name, &info, 0);
}
