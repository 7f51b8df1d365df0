/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "buffers.h"
#include "anchor.h"
#include "placement.h"
#include "smp/error.h"
#include "smp/sharpness.h"
#include "smp/text.h"

/* So much of the layer's middle is compared: some hundred dots at usual scales. */
#define COMPARED_PX 512

/* Correlations of what is left of two pictures of dots without their means nearby.  The same dots
 * give above 0.999 in each block, after scaling by GIMP above 0.85, and in the block that was
 * distorted or painted over, less; other dots are below 0.1 in some block. */
#define CERTAIN 0.995
#define FOUND   0.5
#define FOUND_AS_DRAWN \
  0.8 /* where neither was scaled nor the region painted: two layers merged give 0.7 */
#define BLOCKS     3   /* a side, each compared by itself */
#define LEAST_PART 0.5 /* of a block's even share of all that is drawn */

/* With less of what is drawn, a block shows no dots yet. */
#define NEWLY_PAINTED 0.05

/* Light lost less unevenly than by this (a step of 8 bits) shows no dots to compare. */
#define LEAST_DEVIATION (1.0 / 255.0)

/* About the distance of two dots. */
#define NEARBY_MM 0.6

/* Beside a layer's own rectangle, scaling may have smeared light so far; more is another layer's.
 */
#define BESIDE_PX   4
#define LEAST_SHOWN (8.0 / 255.0)

/* Sizes in pixels are rounded, and so are places, whose middle is then off by half a pixel. */
#define ROUNDED_PX      1.5
#define MOST_ROUNDED_PX 0.75

/* What may have happened: to the dots, and to the region against its channel. */
typedef struct
{
  SmpAffine dots;
  SmpAffine region;
} Change;

/* The eight ways to lay a sheet of paper on another. */
static const SmpAffine turns[] = {
  { 1.0, 0.0, 0.0, 1.0, 0.0, 0.0 },   { 0.0, -1.0, 1.0, 0.0, 0.0, 0.0 },
  { -1.0, 0.0, 0.0, -1.0, 0.0, 0.0 }, { 0.0, 1.0, -1.0, 0.0, 0.0, 0.0 },
  { -1.0, 0.0, 0.0, 1.0, 0.0, 0.0 },  { 1.0, 0.0, 0.0, -1.0, 0.0, 0.0 },
  { 0.0, 1.0, 1.0, 0.0, 0.0, 0.0 },   { 0.0, -1.0, -1.0, 0.0, 0.0, 0.0 },
};

/* The course of the hair, as measured in mm from the pattern's origin, in the changed picture. */
static const SmpDirectionField *
turn_directions (const SmpDirectionField *field, const SmpSimilarity *change)
{
  gdouble   angle  = change->turn_deg * G_PI / 180.0;
  gdouble   mirror = change->mirror ? -1.0 : 1.0;
  SmpAffine map    = {
    cos (angle) * mirror, -sin (angle), sin (angle) * mirror, cos (angle), 0.0, 0.0
  };
  SmpAffine back = smp_affine_inverse (&map);
  gdouble   left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE,
          step = field->step_mm;
  SmpDirectionField *turned;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble x = field->x_mm + (corner & 1) * (field->columns - 1) * step;
      gdouble y = field->y_mm + (corner >> 1) * (field->rows - 1) * step;

      smp_affine_apply (&map, &x, &y);
      left   = MIN (left, x);
      right  = MAX (right, x);
      top    = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  while ((ceil ((right - left) / step - 1e-6) + 1.0) * (ceil ((bottom - top) / step - 1e-6) + 1.0) >
         SMP_DIRECTION_MAX_NODES)
    step *= 1.1;

  turned = smp_direction_field_new (left, top, step, (gint) ceil ((right - left) / step - 1e-6) + 1,
                                    (gint) ceil ((bottom - top) / step - 1e-6) + 1);
  for (gint j = 0; j < turned->rows; j++)
    for (gint i = 0; i < turned->columns; i++)
      {
        gfloat *vector = turned->vectors + 2 * (j * turned->columns + i);
        gdouble x = left + i * step, y = top + j * step, was[2];

        smp_affine_apply (&back, &x, &y);
        smp_direction_field_at (field, x, y, was);
        /* Angles count against the clock, and are doubled; a mirror turns them round. */
        was[1] *= mirror;
        vector[0] = (gfloat) (was[0] * cos (2.0 * angle) + was[1] * sin (2.0 * angle));
        vector[1] = (gfloat) (was[1] * cos (2.0 * angle) - was[0] * sin (2.0 * angle));
      }
  return smp_direction_field_keep (turned);
}

/* The head in the changed picture, whose pattern was shifted so far before: an ellipsoid is its own
 * mirror image. */
static const SmpHead *
turn_head (const SmpHead       *head,
           const SmpSimilarity *change,
           const gdouble        shift_mm[2],
           const SmpParams     *changed)
{
  gdouble mirror = change->mirror ? -1.0 : 1.0;
  gdouble angle  = change->turn_deg * G_PI / 180.0;
  gdouble x = head->x_mm - shift_mm[0], y = head->y_mm - shift_mm[1];
  SmpHead turned = *head;

  turned.x_mm =
    cos (angle) * mirror * x - sin (angle) * y + changed->pattern_shift_x_px / changed->px_per_mm;
  turned.y_mm =
    sin (angle) * mirror * x + cos (angle) * y + changed->pattern_shift_y_px / changed->px_per_mm;
  turned.turn_deg[0] = mirror * head->turn_deg[0];
  turned.turn_deg[2] = fmod (mirror * head->turn_deg[2] + change->turn_deg, 360.0);
  return smp_head_keep (&turned);
}

/* The values with which the dots lie where the map takes them; FALSE where no values do that. */
static gboolean
change_values (SmpParams *params, const SmpAffine *map)
{
  gdouble       x           = params->origin_x + params->pattern_shift_x_px;
  gdouble       y           = params->origin_y + params->pattern_shift_y_px;
  const gdouble shift_mm[2] = { params->pattern_shift_x_px / params->px_per_mm,
                                params->pattern_shift_y_px / params->px_per_mm };
  SmpSimilarity change;

  if (!smp_affine_similarity (map, &change))
    return FALSE;
  smp_affine_apply (map, &x, &y);
  if (!(fabs (x) < 1 << 29) || !(fabs (y) < 1 << 29))
    return FALSE;
  /* What GIMP rounded is whole. */
  x                          = fabs (x - round (x)) < 1e-3 ? round (x) : x;
  y                          = fabs (y - round (y)) < 1e-3 ? round (y) : y;
  params->origin_x           = (gint) floor (x);
  params->origin_y           = (gint) floor (y);
  params->pattern_shift_x_px = x - floor (x);
  params->pattern_shift_y_px = y - floor (y);

  if (fabs (change.scale - 1.0) > 1e-6)
    {
      params->px_per_mm *= change.scale;
      params->photo_blur_px =
        CLAMP (params->photo_blur_px * change.scale, MIN (params->photo_blur_px, SMP_SHARPEST_PX),
               smp_param_find ("photo-blur")->maximum);
    }
  if (change.turn_deg == 0.0 && !change.mirror)
    return TRUE;

  params->pattern_turn_deg =
    fmod (change.turn_deg +
            (change.mirror ? 360.0 - params->pattern_turn_deg : params->pattern_turn_deg),
          360.0);
  params->pattern_mirror = !params->pattern_mirror != !change.mirror;
  params->direction_deg =
    fmod (360.0 + (change.mirror ? 180.0 - params->direction_deg : params->direction_deg) -
            change.turn_deg,
          180.0);
  if (params->directions)
    params->directions = turn_directions (params->directions, &change);
  if (params->head)
    params->head = turn_head (params->head, &change, shift_mm, params);
  return TRUE;
}

/* Takes from each number the mean of those nearby. */
static void
subtract_nearby (gdouble *values, gint width, gint height, gint radius)
{
  gsize               stride = (gsize) width + 1;
  g_autofree gdouble *sums   = g_new0 (gdouble, stride * ((gsize) height + 1));

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      sums[(gsize) (y + 1) * stride + (gsize) (x + 1)] =
        values[(gsize) y * (gsize) width + (gsize) x] + sums[(gsize) y * stride + (gsize) (x + 1)] +
        sums[(gsize) (y + 1) * stride + (gsize) x] - sums[(gsize) y * stride + (gsize) x];
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gsize left = (gsize) MAX (x - radius, 0), right = (gsize) MIN (x + radius + 1, width);
        gsize top = (gsize) MAX (y - radius, 0), bottom = (gsize) MIN (y + radius + 1, height);

        values[(gsize) y * (gsize) width + (gsize) x] -=
          (sums[bottom * stride + right] - sums[top * stride + right] -
           sums[bottom * stride + left] + sums[top * stride + left]) /
          (gdouble) ((right - left) * (bottom - top));
      }
}

/* The share of green light that is lost in a part of a buffer, less its mean nearby; and its mean.
 */
static gdouble *
lost_light (GeglBuffer *buffer, const GeglRectangle *part, gint nearby_px, gdouble *mean)
{
  gsize               n      = (gsize) part->width * (gsize) part->height;
  g_autofree gdouble *pixels = g_new (gdouble, 4 * n);
  gdouble            *lost   = g_new (gdouble, n);

  *mean = 0.0;
  gegl_buffer_get (buffer, part, 1.0, babl_format ("RGBA double"), pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      lost[i] = pixels[4 * i + 3] * (1.0 - pixels[4 * i + 1]);
      *mean += lost[i] / (gdouble) n;
    }
  subtract_nearby (lost, part->width, part->height, nearby_px);
  return lost;
}

/* The correlation of the block in which two pictures are least alike, of those blocks in which the
 * second has its part of what there is.  Where the region may have been painted on since, dots may
 * have come and gone, but those of one are among those of the other. */
static gdouble
least_alike (const gdouble *is, const gdouble *would, gint width, gint height, gboolean painted)
{
  gdouble sums[BLOCKS * BLOCKS][3] = { { 0.0 } }, all = 0.0, least = G_MAXDOUBLE;

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gsize    i     = (gsize) y * (gsize) width + (gsize) x;
        gdouble *block = sums[y * BLOCKS / height * BLOCKS + x * BLOCKS / width];

        block[0] += is[i] * is[i];
        block[1] += is[i] * would[i];
        block[2] += would[i] * would[i];
        all += would[i] * would[i];
      }
  for (gint i = 0; i < BLOCKS * BLOCKS; i++)
    {
      gdouble shown = sums[i][0], both = sums[i][1], drawn = sums[i][2];

      if (drawn <= LEAST_PART * all / (BLOCKS * BLOCKS) ||
          (painted && shown < NEWLY_PAINTED * drawn))
        continue;
      least = MIN (least, shown <= 0.0 ? 0.0
                          : painted    ? MIN (1.0, both / MIN (shown, drawn))
                                       : both / sqrt (shown * drawn));
    }
  return least < G_MAXDOUBLE ? least : 0.0;
}

/* How alike the layer's dots and those of the values are where they are least so, -1 to 1, for a
 * part of a layer may have been distorted; has_dots is FALSE where there are none to compare. */
static gdouble
compare (GimpLayer       *layer,
         const SmpRegion *region,
         const SmpParams *params,
         gboolean         painted,
         gboolean        *has_dots)
{
  GeglRectangle place     = smp_drawable_place (GIMP_DRAWABLE (layer));
  gint          nearby_px = (gint) MAX (2.0, NEARBY_MM * params->px_per_mm);
  gdouble       energy = 0.0, shown_energy = 0.0, mean, shown_mean, n_pixels;
  g_autoptr (GeglBuffer) shown = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  g_autoptr (GeglBuffer) drawn = NULL;
  g_autofree gdouble *is = NULL, *would = NULL;
  GeglRectangle       part;

  *has_dots = TRUE;
  if (!gegl_rectangle_intersect (&part, &place, &region->bounds))
    return 0.0;
  part.x += MAX (0, part.width - COMPARED_PX) / 2;
  part.y += MAX (0, part.height - COMPARED_PX) / 2;
  part.width  = MIN (part.width, COMPARED_PX);
  part.height = MIN (part.height, COMPARED_PX);

  drawn =
    gegl_buffer_new (GEGL_RECTANGLE (0, 0, part.width, part.height), babl_format ("RGBA float"));
  smp_layer_draw (drawn, &part, region, params, NULL, NULL);
  would = lost_light (drawn, GEGL_RECTANGLE (0, 0, part.width, part.height), nearby_px, &mean);
  is =
    lost_light (shown, GEGL_RECTANGLE (part.x - place.x, part.y - place.y, part.width, part.height),
                nearby_px, &shown_mean);
  for (gsize i = 0; i < (gsize) part.width * (gsize) part.height; i++)
    {
      energy += would[i] * would[i];
      shown_energy += is[i] * is[i];
    }
  n_pixels = (gdouble) part.width * part.height;
  /* Where none are to be, the layer must show none: it could be a photo. */
  *has_dots = sqrt (energy / n_pixels) > LEAST_DEVIATION ||
              sqrt (shown_energy / n_pixels) > 2.0 * LEAST_DEVIATION ||
              fabs (mean - shown_mean) > 2.0 * LEAST_DEVIATION;
  return energy > 0.0 ? least_alike (is, would, part.width, part.height, painted) : 0.0;
}

/* A rectangle that need not end at pixels. */
typedef struct
{
  gdouble x, y, width, height;
} Sides;

/* The map that lays one rectangle on another, turned first; FALSE where their sides do not fit. */
static gboolean
lay_on (const SmpAffine *turn, const Sides *from, const GeglRectangle *to, SmpAffine *map)
{
  gboolean across = turn->xx == 0.0;
  gdouble width = across ? from->height : from->width, height = across ? from->width : from->height;
  gboolean is_rounding =
    fabs (width - to->width) < ROUNDED_PX && fabs (height - to->height) < ROUNDED_PX;
  gdouble scale = is_rounding ? 1.0 : sqrt (to->width / width * to->height / height);
  gdouble x = from->x + 0.5 * from->width, y = from->y + 0.5 * from->height;

  if (fabs (width * scale - to->width) > ROUNDED_PX + 0.01 * to->width ||
      fabs (height * scale - to->height) > ROUNDED_PX + 0.01 * to->height)
    return FALSE;
  *map = (SmpAffine) {
    turn->xx * scale, turn->xy * scale, turn->yx * scale, turn->yy * scale, 0.0, 0.0
  };
  smp_affine_apply (map, &x, &y);
  map->x0 = to->x + 0.5 * to->width - x;
  map->y0 = to->y + 0.5 * to->height - y;
  return TRUE;
}

/* The smallest rectangle around a mapped one. */
static Sides
map_sides (const SmpAffine *map, const GeglRectangle *rectangle)
{
  gdouble left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble x = rectangle->x + (corner & 1) * rectangle->width;
      gdouble y = rectangle->y + (corner >> 1) * rectangle->height;

      smp_affine_apply (map, &x, &y);
      left   = MIN (left, x);
      right  = MAX (right, x);
      top    = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  return (Sides) { left, top, right - left, bottom - top };
}

/* The same of whole pixels. */
static GeglRectangle
map_rectangle (const SmpAffine *map, const GeglRectangle *rectangle)
{
  const Sides sides = map_sides (map, rectangle);
  const gint  left = (gint) round (sides.x), top = (gint) round (sides.y);

  return *GEGL_RECTANGLE (left, top, (gint) round (sides.x + sides.width) - left,
                          (gint) round (sides.y + sides.height) - top);
}

/* Whether a map is but a layer's place that GIMP rounded, which it does not do to a channel. */
static gboolean
is_rounded (const SmpAffine *map)
{
  return map->xx == 1.0 && map->yy == 1.0 && fabs (map->x0) < MOST_ROUNDED_PX &&
         fabs (map->y0) < MOST_ROUNDED_PX;
}

/* All that may have happened, the likeliest first. */
static GArray *
list_changes (GimpImage *image, GimpLayer *layer, GimpLayer *photo, SmpRecipe *recipe)
{
  GArray        *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  GeglRectangle  now     = smp_drawable_place (GIMP_DRAWABLE (layer));
  GeglRectangle  was     = smp_layer_stored_place (recipe);
  Change         change  = { SMP_AFFINE_NONE, SMP_AFFINE_NONE };
  SmpAnchorState state   = smp_anchor_read (image, recipe->file, SMP_LAYER_GROUP, &change.dots);
  SmpAffine      by_image;
  Sides          expected;

  if (state != SMP_ANCHOR_KNOWN)
    smp_layer_guess_move (image, layer, photo, recipe, &change.dots.x0, &change.dots.y0);
  by_image = change.dots;
  g_array_append_val (changes, change);

  /* GIMP rounds a scaled layer's place, and half a pixel is much of a dot. */
  expected = map_sides (&by_image, &was);
  for (guint i = 0; expected.width > 0.5 && expected.height > 0.5 && i < G_N_ELEMENTS (turns); i++)
    {
      if (!lay_on (&turns[i], &expected, &now, &change.region))
        continue;
      change.dots = smp_affine_then (&by_image, &change.region);
      if (!is_rounded (&change.region))
        g_array_append_val (changes, change);
      /* The channel may have gone along, by hand or with an image of which nothing is known. */
      change.region = SMP_AFFINE_NONE;
      g_array_append_val (changes, change);
    }
  return changes;
}

static gboolean
is_none (const SmpAffine *map)
{
  return map->xx == 1.0 && map->xy == 0.0 && map->yx == 0.0 && map->yy == 1.0 && map->x0 == 0.0 &&
         map->y0 == 0.0;
}

/* A file may say any numbers: sums beyond all that a recipe may hold stay there. */
static gint
sum_of (gint a, gint b)
{
  return (gint) CLAMP ((gint64) a + b, G_MININT, G_MAXINT);
}

/* Whether a layer shows dots beside the rectangle in which its own lie, as two that were merged do.
 */
static gboolean
shows_more (GimpLayer *layer, const GeglRectangle *expected)
{
  GeglRectangle place          = smp_drawable_place (GIMP_DRAWABLE (layer));
  g_autoptr (GeglBuffer) shown = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  g_autofree gdouble *row      = g_new (gdouble, 4 * (gsize) place.width);
  gint64 left = (gint64) expected->x - BESIDE_PX, top = (gint64) expected->y - BESIDE_PX;
  gint64 right  = left + expected->width + 2 * BESIDE_PX;
  gint64 bottom = top + expected->height + 2 * BESIDE_PX;

  if (expected->width <= 0 || (place.x >= left && place.y >= top &&
                               place.x + place.width <= right && place.y + place.height <= bottom))
    return FALSE;
  for (gint y = place.y; y < place.y + place.height; y++)
    {
      gegl_buffer_get (shown, GEGL_RECTANGLE (0, y - place.y, place.width, 1), 1.0,
                       babl_format ("RGBA double"), row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint i = 0; i < place.width; i++)
        {
          gint x = place.x + i;

          if ((x < left || x >= right || y < top || y >= bottom) &&
              row[4 * i + 3] * (1.0 - row[4 * i + 1]) > LEAST_SHOWN)
            return TRUE;
        }
    }
  return FALSE;
}

SmpRegion *
smp_placement_follow (GimpImage   *image,
                      GimpLayer   *layer,
                      GimpLayer   *photo,
                      GimpChannel *channel,
                      SmpRecipe   *recipe,
                      gboolean    *is_carried,
                      GError     **error)
{
  GeglRectangle was          = smp_layer_stored_place (recipe);
  g_autoptr (GArray) changes = NULL;
  SmpParams     found        = recipe->params;
  SmpRegion    *best         = NULL;
  gdouble       likeness     = -1.0, needed;
  GeglRectangle expected     = was;
  gboolean      is_first = FALSE, painted, has_dots = TRUE;

  painted = !smp_layer_region_is_as_drawn (recipe, channel);
  /* Stored from the layer's corner. */
  recipe->params.origin_x = sum_of (recipe->params.origin_x, was.x);
  recipe->params.origin_y = sum_of (recipe->params.origin_y, was.y);
  changes                 = list_changes (image, layer, photo, recipe);
  for (guint i = 0; i < changes->len && likeness < CERTAIN && has_dots; i++)
    {
      const Change *change         = &g_array_index (changes, Change, i);
      SmpParams     params         = recipe->params;
      g_autoptr (SmpRegion) region = NULL;
      gdouble  alike;
      gboolean seen;

      if (!change_values (&params, &change->dots) || !smp_params_check (&params, NULL))
        continue;
      region = smp_region_from_channel (image, channel, &change->region, i == 0 ? error : NULL);
      if (!region && i == 0)
        return NULL;
      if (!region)
        continue;
      alike = compare (layer, region, &params, painted, &seen);
      if (i == 0)
        has_dots = seen;
      if (alike <= likeness)
        continue;
      likeness    = alike;
      is_first    = i == 0;
      found       = params;
      expected    = was.width > 0 ? map_rectangle (&change->dots, &was) : was;
      *is_carried = !is_none (&change->region);
      g_clear_pointer (&best, smp_region_free);
      best = g_steal_pointer (&region);
    }
  /* Only where nothing was done to the layer alone can both be told so surely. */
  needed =
    is_first && found.px_per_mm == recipe->params.px_per_mm && !painted ? FOUND_AS_DRAWN : FOUND;
  if (best && (likeness >= needed || !has_dots) && !(is_first && shows_more (layer, &expected)))
    {
      recipe->params = found;
      return best;
    }

  g_clear_pointer (&best, smp_region_free);
  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The dots of “%s” are no longer where its values put them: the layer was turned "
                  "by an angle, distorted, merged or painted over, so that it cannot be drawn "
                  "anew; undo that, or treat the region again."),
               gimp_item_get_name (GIMP_ITEM (layer)));
  return NULL;
}
