/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries measuring and matching on hair that can be seen. */

#include <string.h>

#include "base/i18n.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "look.h"
#include "measure/hair-shape.h"
#include "smp/error.h"
#include "smp/self-check.h"
#include "smp/skin.h"
#include "smp/stipple.h"

#define MOST_PATCHES 4

/* Patches are so wide; smaller ones than that hold too few hairs to count. */
#define RADIUS_MM       2.5
#define LEAST_RADIUS_MM 2.0

/* Middles of patches are so many radii apart, so that there is hair between them. */
#define APART 3.0

/* Fewer hairs than these say nothing. */
#define LEAST_HAIRS 12.0

/* So far around the patches the photo is looked at: the ring and what its filters see. */
#define RING_MM   8.0
#define AROUND_MM 11.0

/* Skin is read so far around, as what is brighter than the mean of what is brighter than the mean;
 * where less than so many pixels a cell are, none. */
#define BESIDE_MM    2.5
#define BRIGHTER     3
#define LEAST_BESIDE 1e-3

/* What is tried.  Planes are of the part of the photo around the patches. */
typedef struct
{
  SmpPlane         photo;
  SmpPlane         cleared;
  SmpPlane         filled;
  SmpPlane         patches; /* 1 in a patch */
  SmpPlane         around;  /* and in the region */
  gdouble          x[MOST_PATCHES], y[MOST_PATCHES], radius_px;
  guint            n_patches;
  SmpSurroundings *surroundings; /* without the patches' hair */
  gdouble          hairs;
} Trying;

static void
trying_clear (Trying *trying)
{
  smp_surroundings_free (trying->surroundings);
  g_free (trying->photo.data);
  g_free (trying->cleared.data);
  g_free (trying->filled.data);
  g_free (trying->patches.data);
  g_free (trying->around.data);
}

static gboolean
is_apart (const Trying *trying, gdouble x, gdouble y)
{
  for (guint k = 0; k < trying->n_patches; k++)
    if (hypot (x - trying->x[k], y - trying->y[k]) < APART * trying->radius_px)
      return FALSE;
  return TRUE;
}

/* Where the ring is widest around, away from each other. */
static void
choose_patches (Trying *trying, const SmpSurroundings *s)
{
  const SmpPlane *ring = &s->ring;
  SmpField        outside, depth;
  gfloat          cell_mm = (gfloat) (s->cell_px / s->px_per_mm), widest = 0.0f;

  /* One cell around, so that the photo's border is an edge too. */
  smp_field_init (&outside, ring->width + 2, ring->height + 2);
  for (gint j = 0; j < outside.height; j++)
    for (gint i = 0; i < outside.width; i++)
      smp_field_row (&outside, j)[i] = i == 0 || j == 0 || i > ring->width || j > ring->height ||
                                       ring->data[(j - 1) * ring->width + i - 1] <= 0.5f;
  smp_field_distance (&outside, cell_mm, &depth);
  for (gint i = 0; i < depth.width * depth.height; i++)
    widest = MAX (widest, depth.data[i]);
  trying->radius_px = MIN ((gdouble) widest, RADIUS_MM) * s->px_per_mm;
  while (widest >= (gfloat) LEAST_RADIUS_MM && trying->n_patches < MOST_PATCHES)
    {
      gdouble best = 0.999 * trying->radius_px / s->px_per_mm;
      gint    at   = -1;

      for (gint i = 0; i < depth.width * depth.height; i++)
        if ((gdouble) depth.data[i] >= best &&
            is_apart (trying, ring->x + (i % depth.width - 0.5) * s->cell_px,
                      ring->y + (i / depth.width - 0.5) * s->cell_px))
          {
            at   = i;
            best = (gdouble) depth.data[i] + 1e-6;
          }
      if (at < 0)
        break;
      trying->x[trying->n_patches]   = ring->x + (at % depth.width - 0.5) * s->cell_px;
      trying->y[trying->n_patches++] = ring->y + (at / depth.width - 0.5) * s->cell_px;
    }
  smp_field_clear (&outside);
  smp_field_clear (&depth);
}

static gboolean
is_in_patch (const Trying *trying, gdouble x, gdouble y)
{
  for (guint k = 0; k < trying->n_patches; k++)
    if (hypot (x - trying->x[k], y - trying->y[k]) < trying->radius_px)
      return TRUE;
  return FALSE;
}

static SmpPlane
plane_like (const SmpPlane *part, gint components)
{
  SmpPlane plane = *part;

  plane.components = components;
  plane.data = g_new0 (gfloat, (gsize) components * (gsize) part->width * (gsize) part->height);
  return plane;
}

/* Cuts the part of the photo around the patches out. */
static void
read_part (Trying *trying, const SmpPlane *photo, const SmpPlane *region, gdouble px_per_mm)
{
  gdouble  reach = trying->radius_px + AROUND_MM * px_per_mm;
  gdouble  left = trying->x[0], right = left, top = trying->y[0], bottom = top;
  SmpPlane part = { NULL, 0, 0, 0, 0, 3 };

  for (guint k = 1; k < trying->n_patches; k++)
    {
      left   = MIN (left, trying->x[k]);
      right  = MAX (right, trying->x[k]);
      top    = MIN (top, trying->y[k]);
      bottom = MAX (bottom, trying->y[k]);
    }
  part.x          = MAX ((gint) floor (left - reach), photo->x);
  part.y          = MAX ((gint) floor (top - reach), photo->y);
  part.width      = MIN ((gint) ceil (right + reach), photo->x + photo->width) - part.x;
  part.height     = MIN ((gint) ceil (bottom + reach), photo->y + photo->height) - part.y;
  trying->photo   = plane_like (&part, 3);
  trying->patches = plane_like (&part, 1);
  trying->around  = plane_like (&part, 1);
  for (gint y = part.y; y < part.y + part.height; y++)
    for (gint x = part.x; x < part.x + part.width; x++)
      {
        gboolean inside = is_in_patch (trying, x + 0.5, y + 0.5);

        memcpy (smp_plane_at (&trying->photo, x, y), smp_plane_at (photo, x, y),
                3 * sizeof (gfloat));
        *smp_plane_at (&trying->patches, x, y) = inside ? 1.0f : 0.0f;
        *smp_plane_at (&trying->around, x, y)  = inside ? 1.0f : smp_share_at (region, x, y);
      }
}

/* Hairs, or dots that were found as such, whose middle lies in a patch. */
static gdouble
count_marks (const Trying *trying, const SmpSurroundings *s)
{
  gdouble count = 0.0;

  for (guint i = 0; i < s->marks->len; i++)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i);

      if (is_in_patch (trying, (gdouble) mark->x, (gdouble) mark->y))
        count += (gdouble) mark->hairs;
    }
  return count;
}

/* Forgets the patches' hair. */
static void
forget_marks (const Trying *trying, SmpSurroundings *s)
{
  for (guint i = s->marks->len; i > 0; i--)
    {
      const SmpMark *mark = &g_array_index (s->marks, SmpMark, i - 1);

      if (is_in_patch (trying, (gdouble) mark->x, (gdouble) mark->y))
        g_array_remove_index_fast (s->marks, i - 1);
    }
  /* What the region's places need was read from that hair. */
  for (gsize i = 0; i < (gsize) s->need.width * (gsize) s->need.height; i++)
    s->need.data[i] = 1.0f;
  s->mean_need = 1.0;
}

/* Bright skin, in the ring's cells: the mean of what is brighter than the last such mean, smoothed
 * over BESIDE_MM.  light is 0 where none is near. */
typedef struct
{
  const SmpSurroundings *s;
  SmpField               sum[3], weight;
} Skin;

static void
skin_init (Skin *skin, const SmpSurroundings *s)
{
  skin->s = s;
  for (gint c = 0; c < 3; c++)
    smp_field_init (&skin->sum[c], s->ring.width, s->ring.height);
  smp_field_init (&skin->weight, s->ring.width, s->ring.height);
}

static void
skin_clear (Skin *skin)
{
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&skin->sum[c]);
  smp_field_clear (&skin->weight);
}

static gboolean
skin_at (const Skin *skin, gint x, gint y, gdouble rgb[3])
{
  gfloat  u      = ((gfloat) (x - skin->s->ring.x) + 0.5f) / (gfloat) skin->s->cell_px - 0.5f;
  gfloat  v      = ((gfloat) (y - skin->s->ring.y) + 0.5f) / (gfloat) skin->s->cell_px - 0.5f;
  gdouble weight = (gdouble) smp_field_at (&skin->weight, u, v);

  for (gint c = 0; c < 3; c++)
    rgb[c] = weight > LEAST_BESIDE ? (gdouble) smp_field_at (&skin->sum[c], u, v) / weight : 0.0;
  return weight > LEAST_BESIDE;
}

/* Gathers what is brighter than the last skin. */
static void
gather_brighter (const Trying *trying, const Skin *last, Skin *skin)
{
  const SmpPlane *photo = &trying->photo, *ring = &skin->s->ring;
  gint            cell  = skin->s->cell_px;
  gdouble         sigma = BESIDE_MM * skin->s->px_per_mm / cell;

  for (gint y = MAX (photo->y, ring->y); y < photo->y + photo->height; y++)
    for (gint x = MAX (photo->x, ring->x); x < photo->x + photo->width; x++)
      {
        gint          i = (x - ring->x) / cell, j = (y - ring->y) / cell;
        const gfloat *pixel  = smp_plane_at (photo, x, y);
        const gdouble rgb[3] = { (gdouble) pixel[0], (gdouble) pixel[1], (gdouble) pixel[2] };
        gdouble       bright[3];

        if (i >= ring->width || j >= ring->height || ring->data[j * ring->width + i] <= 0.5f)
          continue;
        if (skin_at (last, x, y, bright) && smp_luminance (rgb) < smp_luminance (bright))
          continue;
        for (gint c = 0; c < 3; c++)
          smp_field_row (&skin->sum[c], j)[i] += pixel[c];
        smp_field_row (&skin->weight, j)[i] += 1.0f;
      }
  for (gint c = 0; c < 3; c++)
    smp_field_blur (&skin->sum[c], sigma, &skin->sum[c]);
  smp_field_blur (&skin->weight, sigma, &skin->weight);
}

static void
find_skin (const Trying *trying, Skin *skin)
{
  skin_init (skin, trying->surroundings);
  for (gint round = 0; round < BRIGHTER && !smp_is_stopped (); round++)
    {
      Skin next;

      skin_init (&next, trying->surroundings);
      gather_brighter (trying, skin, &next);
      skin_clear (skin);
      *skin = next;
    }
}

/* Fills the skin in from beside. */
static void
clear_patches (Trying *trying)
{
  const SmpPlane *photo = &trying->photo;
  gsize           size  = 3 * (gsize) photo->width * (gsize) photo->height;
  Skin            skin;

  find_skin (trying, &skin);
  trying->cleared      = *photo;
  trying->cleared.data = g_memdup2 (photo->data, size * sizeof (gfloat));
  for (gint y = photo->y; y < photo->y + photo->height; y++)
    for (gint x = photo->x; x < photo->x + photo->width; x++)
      if (*smp_plane_at (&trying->patches, x, y) > 0.5f)
        {
          gdouble rgb[3];

          if (!skin_at (&skin, x, y, rgb))
            memcpy (rgb, trying->surroundings->skin.rgb, sizeof rgb);
          for (gint c = 0; c < 3; c++)
            smp_plane_at (&trying->cleared, x, y)[c] = (gfloat) rgb[c];
        }
  skin_clear (&skin);
}

/* Solves for the patches and draws the dots. */
static gboolean
fill_patches (Trying *trying, const SmpParams *start, GError **error)
{
  g_autoptr (SmpMatcher) matcher =
    smp_matcher_new (&trying->cleared, &trying->patches, trying->surroundings, error);
  gsize     n       = (gsize) trying->photo.width * (gsize) trying->photo.height;
  SmpParams params  = *start;
  SmpPlane  density = plane_like (&trying->photo, 1), pigment = plane_like (&trying->photo, 2);
  SmpPlane  light = plane_like (&trying->photo, 4);
  SmpMatch  match;

  trying->filled      = trying->cleared;
  trying->filled.data = g_memdup2 (trying->cleared.data, 3 * n * sizeof (gfloat));
  if (matcher && !smp_is_stopped ())
    {
      params.margin_mm = 0.0;
      params.head      = NULL; /* it may not reach to where patches are */
      smp_matcher_solve (matcher, &params, &match);
    }
  if (matcher && !smp_is_stopped ())
    {
      smp_matcher_density (matcher, &params, &density);
      smp_stipple_render (&params, &density, &pigment);
      smp_skin_render (&params, &pigment, &light);
      for (gsize i = 0; i < n; i++)
        for (gsize c = 0; c < 3; c++)
          trying->filled.data[3 * i + c] *=
            light.data[4 * i + 3] > 0.0f ? light.data[4 * i + c] : 1.0f;
    }
  g_free (density.data);
  g_free (pigment.data);
  g_free (light.data);
  return matcher != NULL;
}

/* The mean colour, and the contrast, of one patch. */
static void
look_at (const Trying *trying, const SmpPlane *photo, guint patch, SmpLook *look)
{
  gint     side = 2 * (gint) ceil (trying->radius_px) + 1;
  gint     left = CLAMP ((gint) floor (trying->x[patch]) - side / 2, photo->x,
                         MAX (photo->x + photo->width - side, photo->x));
  gint     top  = CLAMP ((gint) floor (trying->y[patch]) - side / 2, photo->y,
                         MAX (photo->y + photo->height - side, photo->y));
  SmpField light[3], mask;

  smp_field_init (&mask, side, side);
  for (gint c = 0; c < 3; c++)
    smp_field_init (&light[c], side, side);
  for (gint j = 0; j < side; j++)
    for (gint i = 0; i < side; i++)
      {
        gint x = MIN (left + i, photo->x + photo->width - 1);
        gint y = MIN (top + j, photo->y + photo->height - 1);

        for (gint c = 0; c < 3; c++)
          smp_field_row (&light[c], j)[i] = smp_plane_at (photo, x, y)[c];
        smp_field_row (&mask, j)[i] =
          hypot (x + 0.5 - trying->x[patch], y + 0.5 - trying->y[patch]) <
              trying->radius_px - SMP_EDGE_MM * trying->surroundings->px_per_mm
            ? 1.0f
            : 0.0f;
      }
  smp_look_measure (light, &mask, trying->surroundings->px_per_mm, look);
  smp_field_clear (&mask);
  for (gint c = 0; c < 3; c++)
    smp_field_clear (&light[c]);
}

static gboolean
compare (const Trying *trying, SmpSelfCheck *check, GError **error)
{
  const SmpSurroundings *s = trying->surroundings;
  g_autoptr (SmpSurroundings) again =
    smp_surroundings_measure (&trying->filled, &trying->around, s->px_per_mm, RING_MM, error);
  gdouble squares[2] = { 0.0, 0.0 };

  if (!again)
    return FALSE;
  if (smp_is_stopped ())
    return FALSE;
  *check = (SmpSelfCheck) { trying->n_patches, trying->hairs,
                            count_marks (trying, again) / trying->hairs, 0.0, 0.0 };
  for (guint k = 0; k < trying->n_patches; k++)
    {
      SmpLook was, is;

      look_at (trying, &trying->photo, k, &was);
      look_at (trying, &trying->filled, k, &is);
      check->delta_e += smp_delta_e_2000 (&is.mean, &was.mean) / trying->n_patches;
      squares[0] += was.contrast * was.contrast;
      squares[1] += is.contrast * is.contrast;
    }
  check->contrast_ratio = sqrt (squares[1] / MAX (squares[0], 1e-12));
  return TRUE;
}

static gboolean
refuse (GError **error, const gchar *why)
{
  g_set_error_literal (error, SMP_ERROR, SMP_ERROR_IMAGE, why);
  return FALSE;
}

static gboolean
try_on_hair (const SmpPlane        *photo,
             const SmpPlane        *region,
             const SmpSurroundings *surroundings,
             const SmpParams       *params,
             SmpSelfCheck          *check,
             GError               **error)
{
  Trying   trying;
  gboolean done = FALSE;

  if (surroundings->density_per_cm2.limit != SMP_LIMIT_NONE)
    return refuse (error, smp_limit_sentence (surroundings->density_per_cm2.limit));
  memset (&trying, 0, sizeof trying);
  choose_patches (&trying, surroundings);
  if (trying.n_patches == 0)
    return refuse (error, _ ("There is too little hair around the selection for a part of it to be "
                             "tried on."));
  read_part (&trying, photo, region, surroundings->px_per_mm);
  trying.surroundings = smp_surroundings_measure (&trying.photo, &trying.around,
                                                  surroundings->px_per_mm, RING_MM, error);
  if (trying.surroundings)
    {
      trying.hairs = count_marks (&trying, trying.surroundings);
      if (trying.surroundings->density_per_cm2.limit != SMP_LIMIT_NONE)
        refuse (error, smp_limit_sentence (trying.surroundings->density_per_cm2.limit));
      else if (trying.hairs < LEAST_HAIRS)
        refuse (error, _ ("There is too little hair around the selection for a part of it to be "
                          "tried on."));
      else
        {
          forget_marks (&trying, trying.surroundings);
          clear_patches (&trying);
          done = fill_patches (&trying, params, error) && compare (&trying, check, error);
        }
    }
  trying_clear (&trying);
  return done;
}

gboolean
smp_self_check (const SmpPlane        *photo,
                const SmpPlane        *region,
                const SmpSurroundings *surroundings,
                const SmpParams       *params,
                const gint            *stop,
                SmpSelfCheck          *check,
                GError               **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean done;

  memset (check, 0, sizeof *check);
  smp_stop_when (stop);
  done = try_on_hair (photo, region, surroundings, params, check, &reason);
  if (smp_is_stopped ())
    {
      g_clear_error (&reason);
      g_set_error_literal (&reason, SMP_ERROR, SMP_ERROR_CANCELLED,
                           _ ("Trying it on the hair around was given up."));
      memset (check, 0, sizeof *check);
      done = FALSE;
    }
  smp_stop_when (NULL);
  if (reason)
    g_propagate_error (error, g_steal_pointer (&reason));
  return done;
}
