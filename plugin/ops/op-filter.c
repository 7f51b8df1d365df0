/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "byte-formats.h"
#include "op-filter.h"
#include "smp/version.h"

/* Of a system's memory, in bytes: those of all systems are as large or larger. */
#define SMALLEST_PAGE 4096

typedef struct
{
  GeglOperationFilter parent_instance;

  SmpParams   params;
  const Babl *format; /* to write, or NULL for the stage's */
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
  if (strcmp (spec->name, SMP_OP_FORMAT) == 0)
    ((StageOperation *) object)->format = g_value_get_pointer (value);
  else
    smp_op_set_property (params_of (object), id, value);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (strcmp (spec->name, SMP_OP_FORMAT) == 0)
    g_value_set_pointer (value, (gpointer) ((StageOperation *) object)->format);
  else
    smp_op_get_property (params_of (object), id, value);
}

/* What a stage draws; where that is not what is to be written, it becomes that piece by piece. */
static const Babl *
drawn_format (gpointer operation)
{
  return babl_format_with_space (stage_of (operation)->output_format,
                                 gegl_operation_get_source_space (operation, "input"));
}

static void
prepare (GeglOperation *operation)
{
  const SmpStage *stage  = stage_of (operation);
  const Babl     *space  = gegl_operation_get_source_space (operation, "input");
  const Babl     *source = gegl_operation_get_source_format (operation, "input");
  const Babl     *format = ((StageOperation *) operation)->format;
  gboolean        opaque = stage->opaque_input_format && source && !babl_format_has_alpha (source);

  gegl_operation_set_format (operation, "input",
                             babl_format_with_space (opaque ? stage->opaque_input_format
                                                            : stage->input_format,
                                                     space));
  gegl_operation_set_format (operation, "output", format ? format : drawn_format (operation));
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

/* How a buffer is cut into pieces: along its tiles, so that whole tiles are drawn where they lie,
 * without a copy. */
typedef struct
{
  gint width, height;
  gint shift_x,
    shift_y; /* tiles begin where a coordinate and its shift make a whole number of them */
} Grid;

/* One rectangle that is being drawn, by one thread. */
typedef struct
{
  const SmpStage  *stage;
  const SmpParams *params;
  GeglBuffer      *input;
  GeglBuffer      *output;
  const Babl      *input_format;
  const Babl      *drawn_format;
  const Babl      *output_format;
  gboolean         is_written_as_drawn;
  const SmpBytes  *as_bytes; /* that are written, or NULL: what babl makes of what is drawn */
  Grid             grid;
  gpointer         drawing;
  gfloat          *input_piece;
  gfloat          *output_piece;
  guint8          *byte_piece;
} Task;

static Grid
grid_of (GeglBuffer *buffer)
{
  Grid grid;

  g_object_get (buffer, "tile-width", &grid.width, "tile-height", &grid.height, "shift-x",
                &grid.shift_x, "shift-y", &grid.shift_y, NULL);
  if (MIN (grid.width, grid.height) < SMP_LEAST_PIECE_PX ||
      MAX (grid.width, grid.height) > SMP_LARGEST_PIECE_PX)
    grid = (Grid) { SMP_PIECE_PX, SMP_PIECE_PX, 0, 0 };
  return grid;
}

/* The end of the n pieces from a coordinate on, the one that it lies in being the first. */
static gint
end_of_pieces (gint from, gint shift, gint size, gint n, gint end)
{
  gint64 position = (gint64) from + shift;
  gint64 into     = ((position % size) + size) % size;

  return (gint) MIN ((gint64) from - into + (gint64) n * size, end);
}

/* Outside its extent the input is empty, which the engine takes as no dots and no pigment. */
static gboolean
read_input (SmpPlane *plane, gpointer data)
{
  const Task *task = data;

  plane->components = babl_format_get_n_components (task->input_format);
  gegl_buffer_get (task->input, GEGL_RECTANGLE (plane->x, plane->y, plane->width, plane->height),
                   1.0, task->input_format, plane->data, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return TRUE;
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

/* Has the system lay memory under all of a new tile.  It would do so page by page while the tile is
 * drawn, and then each time take a processor's caches from what draws. */
static void
lay_memory (gfloat *pixels, gsize n)
{
  for (gsize i = 0; i < n; i += SMALLEST_PAGE / sizeof (gfloat))
    ((volatile gfloat *) pixels)[i] = 0.0f;
}

/* Copies a drawn piece into the buffer. */
static void
write_piece (Task *task, const SmpPlane *piece, const GeglRectangle *rectangle)
{
  if (!task->as_bytes)
    {
      gegl_buffer_set (task->output, rectangle, 0, task->drawn_format, piece->data,
                       GEGL_AUTO_ROWSTRIDE);
      return;
    }
  smp_bytes_write (task->as_bytes, piece->data, piece->width * piece->height, task->byte_piece);
  gegl_buffer_set (task->output, rectangle, 0, task->output_format, task->byte_piece,
                   GEGL_AUTO_ROWSTRIDE);
}

/* Draws a piece: a whole tile in the buffer's own memory, part of a tile by way of ours, as others
 * may be drawing the rest, and so one whose numbers become others. */
static void
draw_into_buffer (Task *task, const GeglRectangle *rectangle)
{
  SmpPlane            piece = { task->output_piece, rectangle->x,      rectangle->y,
                                rectangle->width,   rectangle->height, task->stage->output_components };
  GeglBufferIterator *tiles;

  if (!task->is_written_as_drawn || rectangle->width < task->grid.width ||
      rectangle->height < task->grid.height)
    {
      draw_piece (task, &piece);
      write_piece (task, &piece, rectangle);
      return;
    }

  tiles = gegl_buffer_iterator_new (task->output, rectangle, 0, task->drawn_format,
                                    GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 1);
  while (gegl_buffer_iterator_next (tiles))
    {
      const GeglBufferIteratorItem *tile = &tiles->items[0];

      piece.data   = tile->data;
      piece.x      = tile->roi.x;
      piece.y      = tile->roi.y;
      piece.width  = tile->roi.width;
      piece.height = tile->roi.height;
      lay_memory (piece.data,
                  (gsize) piece.width * (gsize) piece.height * (gsize) piece.components);
      draw_piece (task, &piece);
    }
}

/* Writes tiles that are bare, where there are any, and forgets them. */
static void
draw_bare (Task *task, GeglRectangle *tiles)
{
  if (tiles->width > 0)
    gegl_buffer_set_color_from_pixel (task->output, tiles, task->stage->bare, task->drawn_format);
  tiles->width = 0;
}

/* Whether a piece is a whole tile, and bare. */
static gboolean
is_bare_tile (const Task *task, const GeglRectangle *piece)
{
  return task->stage->is_bare && piece->width == task->grid.width &&
         piece->height == task->grid.height && task->stage->is_bare (task->drawing, piece);
}

/* Draws a row of pieces.  Whole tiles of it that are bare become one, which they share until
 * somebody writes to it: asking the system for their memory would cost most of the time. */
static void
draw_row (Task *task, const GeglRectangle *row)
{
  const gint    right = row->x + row->width;
  GeglRectangle piece = *row, bare = { row->x, row->y, 0, row->height };

  for (; piece.x < right; piece.x += piece.width)
    {
      piece.width =
        end_of_pieces (piece.x, task->grid.shift_x, task->grid.width, 1, right) - piece.x;
      if (is_bare_tile (task, &piece))
        {
          bare.x = bare.width == 0 ? piece.x : bare.x;
          bare.width += piece.width;
          continue;
        }
      draw_bare (task, &bare);
      draw_into_buffer (task, &piece);
    }
  draw_bare (task, &bare);
}

static void
draw_pieces (Task *task, const GeglRectangle *column)
{
  const Grid *grid   = &task->grid;
  gint        bottom = column->y + column->height;

  for (gint y = column->y, y1; y < bottom; y = y1)
    {
      y1 = end_of_pieces (y, grid->shift_y, grid->height, 1, bottom);
      draw_row (task, GEGL_RECTANGLE (column->x, y, column->width, y1 - y));
    }
}

static void
draw_column (Task *task, const GeglRectangle *column)
{
  if (task->stage->begin)
    task->drawing = task->stage->begin (task->params, column, read_input, task);
  draw_pieces (task, column);
  if (task->stage->end)
    task->stage->end (task->drawing);
}

/* Draws a rectangle, column by column.  What is set of the task serves all that draw. */
static void
draw_columns (const Task *common, const GeglRectangle *part)
{
  const SmpStage *stage  = common->stage;
  const Grid     *grid   = &common->grid;
  const gint      right  = part->x + part->width;
  const gint      across = MAX (SMP_COLUMN_PX / grid->width, 1);
  const gsize     margin = (gsize) stage->margin_px (common->params);
  const gsize     width = (gsize) grid->width, height = (gsize) grid->height;
  Task            task = *common;

  task.output_piece = g_new (gfloat, width * height * (gsize) stage->output_components);
  if (task.as_bytes)
    task.byte_piece = g_new (guint8, 4 * width * height);
  if (!stage->draw)
    task.input_piece = g_new (gfloat, (width + 2 * margin) * (height + 2 * margin) *
                                        (gsize) stage->input_components);

  for (gint x = part->x, x1; x < right; x = x1)
    {
      x1 = end_of_pieces (x, grid->shift_x, grid->width, across, right);
      draw_column (&task, GEGL_RECTANGLE (x, part->y, x1 - x, part->height));
    }
  g_free (task.output_piece);
  g_free (task.byte_piece);
  g_free (task.input_piece);
}

/* What is drawn, by some threads. */
typedef struct
{
  const Task          *task;
  const GeglRectangle *whole;
} Shares;

/* The begin of the ith of n shares of a side, which is that of a piece; of the one behind the last
 * its end. */
static gint
begin_of_share (gint i, gint n, gint from, gint shift, gint size, gint end)
{
  const gint n_pieces = (end - end_of_pieces (from, shift, size, 1, end) + size - 1) / size + 1;
  const gint before   = (gint) ((gint64) n_pieces * i / n);

  return before > 0 ? end_of_pieces (from, shift, size, before, end) : from;
}

/* Across the longer side, for the margins between to be short. */
static void
draw_share (gint i, gint n, gpointer data)
{
  const Shares        *shares = data;
  const Grid          *grid   = &shares->task->grid;
  const GeglRectangle *whole  = shares->whole;
  const gint           right = whole->x + whole->width, bottom = whole->y + whole->height;
  GeglRectangle        part = *whole;

  if (whole->width > whole->height)
    {
      part.x     = begin_of_share (i, n, whole->x, grid->shift_x, grid->width, right);
      part.width = begin_of_share (i + 1, n, whole->x, grid->shift_x, grid->width, right) - part.x;
    }
  else
    {
      part.y = begin_of_share (i, n, whole->y, grid->shift_y, grid->height, bottom);
      part.height =
        begin_of_share (i + 1, n, whole->y, grid->shift_y, grid->height, bottom) - part.y;
    }
  if (part.width > 0 && part.height > 0)
    draw_columns (shares->task, &part);
}

/* Shares are made here and not by GEGL, which makes as many as it may have threads, anywhere in a
 * tile: more than there are processors draw nothing sooner, and their margins are drawn twice. */
static gboolean
process (GeglOperation       *operation,
         GeglBuffer          *input,
         GeglBuffer          *output,
         const GeglRectangle *roi,
         gint                 level)
{
  const gdouble n_pixels = (gdouble) roi->width * (gdouble) roi->height;
  const gdouble n_shares = n_pixels / gegl_operation_get_pixels_per_thread (operation);
  Task          task     = { .stage         = stage_of (operation),
                             .params        = params_of (operation),
                             .input         = input,
                             .output        = output,
                             .input_format  = gegl_operation_get_format (operation, "input"),
                             .drawn_format  = drawn_format (operation),
                             .output_format = gegl_operation_get_format (operation, "output"),
                             .grid          = grid_of (output) };
  Shares        shares   = { &task, roi };

  task.is_written_as_drawn = task.drawn_format == task.output_format;
  if (!task.is_written_as_drawn && task.stage->output_components == 4)
    task.as_bytes = smp_byte_format_get (task.drawn_format, task.output_format);
  gegl_parallel_distribute ((gint) CLAMP (n_shares, 1.0, (gdouble) g_get_num_processors ()),
                            draw_share, &shares);
  return TRUE;
}

static void
class_init (gpointer klass, gpointer stage)
{
  GObjectClass             *object_class    = klass;
  GeglOperationClass       *operation_class = klass;
  GeglOperationFilterClass *filter_class    = klass;
  guint                     n_infos;

  ((StageOperationClass *) klass)->stage = stage;
  object_class->set_property             = set_property;
  object_class->get_property             = get_property;
  smp_op_install_properties (object_class, ((const SmpStage *) stage)->scope);
  smp_param_infos (&n_infos);
  g_object_class_install_property (object_class, n_infos + 2,
                                   g_param_spec_pointer (SMP_OP_FORMAT, _ ("Pixels"),
                                                         _ ("The format (Babl) of the pixels that "
                                                            "are written, for programs alone."),
                                                         G_PARAM_READWRITE | GEGL_PARAM_PAD_INPUT));

  operation_class->prepare                   = prepare;
  operation_class->get_bounding_box          = get_bounding_box;
  operation_class->get_required_for_output   = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->threaded                  = FALSE;
  operation_class->want_in_place             = FALSE;
  filter_class->process                      = process;
  ((const SmpStage *) stage)->set_keys (operation_class);
  gegl_operation_class_set_key (operation_class, SMP_OPERATIONS_KEY, SMP_OPERATIONS_RELEASE);
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
