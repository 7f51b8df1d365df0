/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gegl-plugin.h>

#include "one-multiply.h"

typedef struct
{
  GeglOperationAreaFilter parent_instance;
} BenchOneMultiply;

typedef struct
{
  GeglOperationAreaFilterClass parent_class;
} BenchOneMultiplyClass;

G_DEFINE_TYPE (BenchOneMultiply, bench_one_multiply, GEGL_TYPE_OPERATION_AREA_FILTER)

static void
prepare (GeglOperation *operation)
{
  gegl_operation_set_format (operation, "input", babl_format ("RGBA float"));
  gegl_operation_set_format (operation, "output", babl_format ("RGBA float"));
}

static gboolean
process (GeglOperation       *operation,
         GeglBuffer          *input,
         GeglBuffer          *output,
         const GeglRectangle *part,
         gint                 level)
{
  const Babl         *format = babl_format ("RGBA float");
  GeglBufferIterator *rows =
    gegl_buffer_iterator_new (output, part, level, format, GEGL_ACCESS_WRITE, GEGL_ABYSS_NONE, 2);

  gegl_buffer_iterator_add (rows, input, part, level, format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);
  while (gegl_buffer_iterator_next (rows))
    {
      gfloat       *to   = rows->items[0].data;
      const gfloat *from = rows->items[1].data;

      for (gint i = 0; i < 4 * rows->length; i++)
        to[i] = from[i] * 0.75f;
    }
  return TRUE;
}

static void
bench_one_multiply_class_init (BenchOneMultiplyClass *klass)
{
  GeglOperationClass *operation = GEGL_OPERATION_CLASS (klass);

  operation->prepare                           = prepare;
  operation->threaded                          = TRUE;
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;
  gegl_operation_class_set_keys (operation, "name", BENCH_ONE_MULTIPLY, "title", "One multiply",
                                 NULL);
}

static void
bench_one_multiply_init (BenchOneMultiply *self)
{
}
