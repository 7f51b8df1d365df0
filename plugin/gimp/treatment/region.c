/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "buffers.h"
#include "outlines.h"
#include "item-name.h"
#include "pause.h"
#include "region.h"
#include "smp/error.h"
#include "smp/stipple.h"
#include "smp/text.h"

#define SCAN_ROWS 256

/* A region's figures are counted in bands of so many rows: each looks at some of the dots around
 * it, too. */
#define FIGURE_ROWS 512

/* Share of the density from which on skin counts as worked on in full. */
#define FULLY_TREATED 0.5

/* A region's channel says its extent as this, where that is not 1. */
#define EXTENT_PARASITE "smp-region-extent"
#define MOST_EXTENT     1e6

static const Babl *
region_format (GimpImage *image)
{
  GimpLayer **layers = gimp_image_get_layers (image);
  const Babl *space  = NULL;

  if (layers[0])
    space = babl_format_get_space (gimp_drawable_get_format (GIMP_DRAWABLE (layers[0])));
  g_free (layers);
  return babl_format_with_space ("Y' float", space);
}

/* The format that reads a channel's numbers as they are stored.  GIMP itself hands them unchanged
 * from selections, which are linear, to channels, which in images of 8 bits are not: half is half.
 * As doubles, because the first conversion from 8 bits to floats has babl measure tables of 340 MB,
 * which takes a second. */
static const Babl *
stored_numbers (GeglBuffer *channel)
{
  const Babl *format = gegl_buffer_get_format (channel);
  gboolean    linear = !strchr (babl_format_get_encoding (format), '\'');

  return babl_format_with_space (linear ? "Y double" : "Y' double", format);
}

/* An empty one. */
static SmpRegion *
new_region (GimpImage *image, const GeglRectangle *bounds)
{
  SmpRegion *region = g_new0 (SmpRegion, 1);

  region->bounds  = *bounds;
  region->extent  = 1.0;
  region->density = gegl_buffer_new (GEGL_RECTANGLE (0, 0, gimp_image_get_width (image),
                                                     gimp_image_get_height (image)),
                                     region_format (image));
  return region;
}

/* Copies values as they are. */
static SmpRegion *
region_copy (GimpImage *image, GimpDrawable *channel, const GeglRectangle *bounds)
{
  SmpRegion  *region = new_region (image, bounds);
  GeglBuffer *buffer = gimp_drawable_get_buffer (channel);
  gsize       size   = (gsize) bounds->width * SCAN_ROWS;
  gdouble    *values = g_new (gdouble, size);
  gfloat     *rows   = g_new (gfloat, size);
  const Babl *format = region_format (image);

  for (gint y = 0; y < bounds->height; y += SCAN_ROWS)
    {
      GeglRectangle band = { bounds->x, bounds->y + y, bounds->width,
                             MIN (SCAN_ROWS, bounds->height - y) };

      gegl_buffer_get (buffer, &band, 1.0, stored_numbers (buffer), values, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) band.width * (gsize) band.height; i++)
        rows[i] = (gfloat) values[i];
      gegl_buffer_set (region->density, &band, 0, format, rows, GEGL_AUTO_ROWSTRIDE);
    }
  g_free (rows);
  g_free (values);
  g_object_unref (buffer);
  return region;
}

/* What is selected, also while its outline is hidden. */
static GimpDrawable *
selected (GimpImage *image, GeglRectangle *bounds, GError **error)
{
  GimpDrawable *selection = smp_outlines_selection (image, bounds);

  if (!selection)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("Nothing is selected: draw a selection around the skin to treat first."));
  return selection;
}

gboolean
smp_region_check_selection (GimpImage *image, GError **error)
{
  GeglRectangle bounds;

  return selected (image, &bounds, error) != NULL;
}

SmpRegion *
smp_region_from_selection (GimpImage *image, GError **error)
{
  GeglRectangle bounds;
  GimpDrawable *selection = selected (image, &bounds, error);

  return selection ? region_copy (image, selection, &bounds) : NULL;
}

/* The smallest rectangle that holds every value above 0. */
static GeglRectangle
used_bounds (GimpDrawable *channel)
{
  GeglBuffer          *buffer = gimp_drawable_get_buffer (channel);
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  gdouble             *row    = g_new (gdouble, (gsize) extent->width);
  gint                 x1 = G_MAXINT, x2 = -1, y1 = G_MAXINT, y2 = -1;

  for (gint y = 0; y < extent->height; y++)
    {
      gegl_buffer_get (buffer, GEGL_RECTANGLE (extent->x, extent->y + y, extent->width, 1), 1.0,
                       stored_numbers (buffer), row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint x = 0; x < extent->width; x++)
        if (row[x] > 0.0)
          {
            x1 = MIN (x1, x);
            x2 = MAX (x2, x);
            y1 = MIN (y1, y);
            y2 = y;
          }
    }
  g_free (row);
  g_object_unref (buffer);
  if (x2 < 0)
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return *GEGL_RECTANGLE (x1, y1, x2 - x1 + 1, y2 - y1 + 1);
}

SmpRegion *
smp_region_from_plane (GimpImage *image, const SmpPlane *plane)
{
  SmpRegion    *region;
  GeglRectangle whole = smp_plane_place (plane);
  GeglRectangle used  = { 0, 0, 0, 0 };

  for (gint y = plane->y; y < plane->y + plane->height; y++)
    for (gint x = plane->x; x < plane->x + plane->width; x++)
      if (*smp_plane_at (plane, x, y) > 0.0f)
        gegl_rectangle_bounding_box (&used, &used, GEGL_RECTANGLE (x, y, 1, 1));
  if (used.width == 0)
    return NULL;

  region = new_region (image, &used);
  gegl_buffer_set (region->density, &whole, 0, region_format (image), plane->data,
                   GEGL_AUTO_ROWSTRIDE);
  return region;
}

/* The plane's value at a place, between the middles of four pixels; 0 outside. */
static gdouble
value_at (const SmpPlane *plane, gdouble x, gdouble y)
{
  gdouble left = floor (x - 0.5), top = floor (y - 0.5);
  gdouble a = x - 0.5 - left, b = y - 0.5 - top;
  gdouble sum = 0.0;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble share = (corner & 1 ? a : 1.0 - a) * (corner >> 1 ? b : 1.0 - b);
      gdouble i = left + (corner & 1), j = top + (corner >> 1);

      if (share > 0.0 && i >= plane->x && i < plane->x + plane->width && j >= plane->y &&
          j < plane->y + plane->height)
        sum += share * (gdouble) *smp_plane_at (plane, (gint) i, (gint) j);
    }
  return sum;
}

/* The region in another place, in a channel's steps; NULL where nothing
 * of it lies in the image. */
static SmpRegion *
carry (GimpImage *image, const SmpRegion *region, const SmpAffine *map)
{
  GeglRectangle *from = (GeglRectangle *) &region->bounds;
  SmpAffine      back = smp_affine_inverse (map);
  gdouble        left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  GeglRectangle  to;
  SmpPlane       plane, carried;
  SmpRegion     *result;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble x = from->x + (corner & 1) * from->width, y = from->y + (corner >> 1) * from->height;

      smp_affine_apply (map, &x, &y);
      left   = MIN (left, x);
      right  = MAX (right, x);
      top    = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  left   = CLAMP (floor (left), 0.0, gimp_image_get_width (image));
  right  = CLAMP (ceil (right), 0.0, gimp_image_get_width (image));
  top    = CLAMP (floor (top), 0.0, gimp_image_get_height (image));
  bottom = CLAMP (ceil (bottom), 0.0, gimp_image_get_height (image));
  to     = *GEGL_RECTANGLE ((gint) left, (gint) top, (gint) (right - left), (gint) (bottom - top));
  if (to.width == 0 || to.height == 0)
    return NULL;

  plane   = smp_plane_read_stored (region->density, from);
  carried = smp_plane_new (&to, 1);
  for (gint j = to.y; j < to.y + to.height; j++)
    for (gint i = to.x; i < to.x + to.width; i++)
      {
        gdouble x = i + 0.5, y = j + 0.5;

        smp_affine_apply (&back, &x, &y);
        *smp_plane_at (&carried, i, j) = smp_share_in_steps (value_at (&plane, x, y));
      }
  result = smp_region_from_plane (image, &carried);
  if (result)
    result->extent = region->extent;
  g_free (plane.data);
  g_free (carried.data);
  return result;
}

static gboolean
leaves_all (const SmpAffine *map)
{
  return !map || (map->xx == 1.0 && map->xy == 0.0 && map->yx == 0.0 && map->yy == 1.0 &&
                  map->x0 == 0.0 && map->y0 == 0.0);
}

/* What the channel says, which a file may say wrongly. */
static gdouble
read_extent (GimpChannel *channel)
{
  g_autofree gchar *text   = smp_item_name_get (GIMP_ITEM (channel), EXTENT_PARASITE);
  const gdouble     extent = text ? g_ascii_strtod (text, NULL) : 1.0;

  return extent > 0.0 && extent <= MOST_EXTENT ? extent : 1.0;
}

static void
write_extent (GimpChannel *channel, gdouble extent)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  if (extent != 1.0)
    smp_item_name_set (GIMP_ITEM (channel), EXTENT_PARASITE,
                       g_ascii_dtostr (text, sizeof text, extent));
}

SmpRegion *
smp_region_from_channel (GimpImage       *image,
                         GimpChannel     *channel,
                         const SmpAffine *map,
                         GError         **error)
{
  GeglRectangle bounds         = used_bounds (GIMP_DRAWABLE (channel));
  g_autoptr (SmpRegion) region = NULL;
  SmpRegion *carried;

  if (bounds.width == 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("The layer's region is empty: paint it white where dots shall be, in the "
                      "channel “%s”."),
                   gimp_item_get_name (GIMP_ITEM (channel)));
      return NULL;
    }
  region         = region_copy (image, GIMP_DRAWABLE (channel), &bounds);
  region->extent = read_extent (channel);
  if (leaves_all (map))
    return g_steal_pointer (&region);

  carried = carry (image, region, map);
  if (!carried)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("The layer was moved out of the image, so that none of its dots can be "
                    "drawn."));
  return carried;
}

/* Clears the shares where the photo has no pixel or a clear one; whether any was there. */
static gboolean
clear_beside (SmpPlane *shares, GimpLayer *photo, const GeglRectangle *place)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (photo));
  gboolean            alpha     = gimp_drawable_has_alpha (GIMP_DRAWABLE (photo));
  gsize               width     = (gsize) shares->width;
  g_autofree gdouble *opacity   = g_new (gdouble, width);
  gboolean            cleared   = FALSE;

  for (gint j = 0; j < shares->height; j++)
    {
      gint    y   = shares->y + j;
      gfloat *row = smp_plane_at (shares, shares->x, y);

      if (alpha)
        gegl_buffer_get (buffer,
                         GEGL_RECTANGLE (shares->x - place->x, y - place->y, shares->width, 1), 1.0,
                         babl_format ("A double"), opacity, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint i = 0; i < shares->width; i++)
        {
          gint x = shares->x + i;

          if (row[i] > 0.0f && (x < place->x || x >= place->x + place->width || y < place->y ||
                                y >= place->y + place->height || (alpha && opacity[i] < 0.5)))
            {
              row[i]  = 0.0f;
              cleared = TRUE;
            }
        }
    }
  return cleared;
}

SmpRegion *
smp_region_within (SmpRegion *region, GimpLayer *photo, GError **error)
{
  const GeglRectangle *b      = &region->bounds;
  GimpDrawable        *pixels = GIMP_DRAWABLE (photo);
  GeglRectangle        place  = smp_drawable_place (pixels);
  g_autofree gfloat   *data   = NULL;
  SmpPlane             shares;
  SmpRegion           *left;

  if (gegl_rectangle_contains (&place, b) && !gimp_drawable_has_alpha (pixels))
    return region;

  shares = smp_plane_read_stored (region->density, b);
  data   = shares.data;
  if (!clear_beside (&shares, photo, &place))
    return region;
  left = smp_region_from_plane (gimp_item_get_image (GIMP_ITEM (photo)), &shares);
  if (!left)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                 _ ("What is selected lies beside the photo's layer “%s”, where there is no skin "
                    "to treat."),
                 gimp_item_get_name (GIMP_ITEM (photo)));
  else
    left->extent = region->extent;
  smp_region_free (region);
  return left;
}

SmpPlane
smp_region_read_cells (const SmpRegion     *region,
                       GimpLayer           *photo,
                       const GeglRectangle *cells,
                       gdouble              cell_px)
{
  const GeglRectangle *b      = &region->bounds;
  GeglRectangle        corner = smp_drawable_place (GIMP_DRAWABLE (photo));
  SmpPlane             inside = smp_plane_new (cells, 1);
  SmpPlane             values = smp_plane_read_stored (region->density, b);

  for (gint j = 0; j < cells->height; j++)
    for (gint i = 0; i < cells->width; i++)
      {
        gint x = corner.x + (gint) floor ((cells->x + i + 0.5) * cell_px) - b->x;
        gint y = corner.y + (gint) floor ((cells->y + j + 0.5) * cell_px) - b->y;

        if (x >= 0 && y >= 0 && x < b->width && y < b->height)
          inside.data[j * cells->width + i] = values.data[(gsize) y * (gsize) b->width + (gsize) x];
      }
  g_free (values.data);
  return inside;
}

SmpRegion *
smp_region_copy (const SmpRegion *region)
{
  SmpRegion *copy = g_memdup2 (region, sizeof *region);

  g_object_ref (copy->density);
  return copy;
}

void
smp_region_free (SmpRegion *region)
{
  if (!region)
    return;

  g_object_unref (region->density);
  g_free (region);
}

GimpChannel *
smp_region_save (const SmpRegion *region, GimpImage *image, const gchar *name)
{
  /* As of GIMP's quick mask, and of noughts and ones: others babl brings to linear light and back
   * in one of several ways, whose last digits differ in the file. */
  GeglColor   *colour  = gegl_color_new ("red");
  GimpChannel *channel = gimp_channel_new (image, name, gimp_image_get_width (image),
                                           gimp_image_get_height (image), 50.0, colour);
  GeglBuffer  *buffer  = gimp_drawable_get_buffer (GIMP_DRAWABLE (channel));
  GimpLayer  **layers  = gimp_image_get_selected_layers (image);
  gsize        n       = (gsize) region->bounds.width * (gsize) region->bounds.height;
  gdouble     *values  = g_new (gdouble, n);
  SmpPlane     shares  = smp_plane_read_stored (region->density, &region->bounds);

  g_object_unref (colour);
  for (gsize i = 0; i < n; i++)
    values[i] = (gdouble) shares.data[i];
  gegl_buffer_set (buffer, &region->bounds, 0, stored_numbers (buffer), values,
                   GEGL_AUTO_ROWSTRIDE);
  g_free (shares.data);
  g_free (values);
  g_object_unref (buffer);

  write_extent (channel, region->extent);
  gimp_item_set_visible (GIMP_ITEM (channel), FALSE);
  gimp_image_insert_channel (image, channel, NULL, 0);
  /* A new channel becomes the one to paint on; the person was on a layer. */
  if (layers && layers[0])
    gimp_image_set_selected_layers (image, (const GimpLayer **) layers);
  g_free (layers);
  return channel;
}

/* Row by row, so that bands of a map come to the same sum as all of it. */
static void
add_worked (const SmpPlane *shares, gdouble *pixels)
{
  const gsize n = (gsize) shares->width * (gsize) shares->height;

  for (gsize i = 0; i < n; i++)
    *pixels += MIN ((gdouble) shares->data[i] / FULLY_TREATED, 1.0);
}

gdouble
smp_region_worked_px (const SmpPlane *shares)
{
  gdouble pixels = 0.0;

  add_worked (shares, &pixels);
  return pixels;
}

void
smp_region_set_worked (SmpRegion *region, gdouble worked_px)
{
  SmpPlane      map = smp_plane_read_stored (region->density, &region->bounds);
  const gdouble own = smp_region_worked_px (&map);

  region->extent = own > 0.0 && worked_px > 0.0 ? MIN (worked_px / own, MOST_EXTENT) : 1.0;
  g_free (map.data);
}

/* Of a band of a region: the pixels that its worked-on skin would have if it faced the camera,
 * those that it has in the picture, and those that are tilted too far for dots, or lie beside the
 * head. */
typedef struct
{
  gdouble skin_px;
  gdouble seen_px;
  gdouble away_px;
} Worked;

static void
add_worked_on_head (const SmpPlane  *shares,
                    const SmpParams *params,
                    SmpHeadSurface  *surface,
                    Worked          *worked)
{
  for (gint row = 0; row < shares->height; row++)
    for (gint column = 0; column < shares->width; column++)
      {
        gdouble share =
          MIN ((gdouble) shares->data[(gsize) row * (gsize) shares->width + (gsize) column] /
                 FULLY_TREATED,
               1.0);
        gdouble area;

        if (share <= 0.0)
          continue;
        area =
          smp_head_treated_area (surface,
                                 (shares->x + column + 0.5 - params->origin_x) / params->px_per_mm,
                                 (shares->y + row + 0.5 - params->origin_y) / params->px_per_mm);
        worked->skin_px += share * area;
        worked->seen_px += share;
        worked->away_px += area > 0.0 ? 0.0 : share;
      }
}

gboolean
smp_region_figures_stoppable (const SmpRegion *region,
                              const SmpParams *params,
                              SmpProgressFunc  progress,
                              gpointer         data,
                              SmpFigures      *figures)
{
  const GeglRectangle *b      = &region->bounds;
  Worked               worked = { 0.0, 0.0, 0.0 };
  SmpHeadSurface       surface;
  gdouble              bare_cm2;

  *figures = (SmpFigures) { 0 };
  if (params->head)
    smp_head_surface_init (&surface, params->head);
  for (gint y = 0; y < b->height; y += FIGURE_ROWS)
    {
      const GeglRectangle band = { b->x, b->y + y, b->width, MIN (FIGURE_ROWS, b->height - y) };
      SmpPlane            map;

      if (progress && !progress (y / (gdouble) b->height, data))
        return FALSE;
      map = smp_plane_read_stored (region->density, &band);
      if (params->head)
        add_worked_on_head (&map, params, &surface, &worked);
      else
        add_worked (&map, &worked.skin_px);
      figures->n_dots += smp_dots_count (params, &map);
      g_free (map.data);
    }
  if (worked.seen_px > 0.0)
    figures->turned_away = worked.away_px / worked.seen_px;
  bare_cm2          = worked.skin_px / (params->px_per_mm * params->px_per_mm) / 100.0;
  figures->area_cm2 = region->extent * bare_cm2;
  figures->coverage = smp_stipple_coverage (params, figures->n_dots, bare_cm2);
  return TRUE;
}

SmpFigures
smp_region_figures (const SmpRegion *region, const SmpParams *params)
{
  SmpFigures figures;

  smp_region_figures_stoppable (region, params, smp_pause_in_progress, NULL, &figures);
  return figures;
}
