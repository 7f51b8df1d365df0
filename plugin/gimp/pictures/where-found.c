/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "where-found.h"
#include "treatment/found-map.h"
#include "treatment/pause.h"
#include "treatment/surroundings.h"
#include "smp/text.h"

/* maps are SmpPlane, one a treatment that could be judged. */
struct _SmpWhereFound
{
  GPtrArray *maps;
  gchar     *key;
};

static void
free_map (gpointer map)
{
  g_free (((SmpPlane *) map)->data);
  g_free (map);
}

/* Returns: (transfer full) (nullable): NULL where it cannot be judged */
static SmpPlane *
judge (SmpTreatment *treatment, GimpLayer *layer, GError **error)
{
  SmpPlane map;

  if (!smp_treatment_read_surroundings (treatment, error) || !smp_pause (error) ||
      !smp_neighbourhood_measure (treatment->neighbourhood, &treatment->recipe->params, error) ||
      !smp_pause (error))
    return NULL;
  map = smp_neighbourhood_map (treatment->neighbourhood, layer);
  return g_memdup2 (&map, sizeof map);
}

static gboolean
has_marks (const SmpPlane *map)
{
  for (gsize i = 0; i < (gsize) map->width * (gsize) map->height; i++)
    if (smp_found_map_marks (map->data[i]))
      return TRUE;
  return FALSE;
}

static gchar *
make_key (gboolean any, const GError *error)
{
  if (error)
    return g_strdup_printf (_ ("Where it is found could not be judged: %s"), error->message);
  return g_strdup (any ? _ ("Hatched: differs from the skin around by more than the eye lets pass. "
                            "Crossed: by more than twice as much. Judged for the typical outcome, "
                            "place by place.")
                       : _ ("Nothing is hatched: in the typical outcome no place differs from the "
                            "skin around by more than the eye lets pass."));
}

SmpWhereFound *
smp_where_found_new (const SmpCompare *self)
{
  SmpWhereFound *found     = g_new0 (SmpWhereFound, 1);
  g_autoptr (GError) error = NULL;
  gboolean any             = FALSE;

  found->maps = g_ptr_array_new_with_free_func (free_map);
  for (guint i = 0; i < self->treatments->len && !error; i++)
    {
      SmpPlane *map =
        judge (g_ptr_array_index (self->treatments, i), self->scene->layers[i], &error);

      if (!map)
        continue;
      any |= has_marks (map);
      g_ptr_array_add (found->maps, map);
    }
  found->key = make_key (any, error);
  return found;
}

void
smp_where_found_free (SmpWhereFound *found)
{
  if (!found)
    return;
  g_ptr_array_unref (found->maps);
  g_free (found->key);
  g_free (found);
}

const gchar *
smp_where_found_key (const SmpWhereFound *found)
{
  return found->key;
}

void
smp_where_found_mark (const SmpWhereFound *found,
                      SmpPage             *page,
                      const GeglRectangle *crop,
                      const GeglRectangle *place)
{
  for (guint i = 0; i < found->maps->len; i++)
    smp_page_add_drawing (page,
                          smp_found_map_draw (g_ptr_array_index (found->maps, i), crop,
                                              place->width, place->height),
                          place->x, place->y, _ ("Marks: where it is found"));
}
