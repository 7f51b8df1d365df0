/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A person before a background: what can be reached from the picture's upper edges without a step
 * of colour is background, which may pass gradually from one colour to another; or what is even,
 * has no skin's hue and reaches the picture's edge. */

#include <string.h>

#include "base/field.h"
#include "base/i18n.h"
#include "base/same-math.h"
#include "smp/error.h"
#include "smp/head-outline.h"

#define MOST_CELLS  260 /* along the longer side */
#define LEAST_CELLS 60
#define STEP        0.045 /* of colour, as the eye sees it, 0 to 1 */
#define WIDER_STEP  1.7   /* times as much must find the same */
#define FOLLOWED    0.12  /* how fast the background's colour may pass into another */
#define MOST_MOVED  0.03  /* share of the cells that the two may differ in */
#define LEAST_SHARE 0.04  /* of the picture that a person fills, and of the background */

/* A background has less than such a share of how much redder than green the person is, where that
 * is anything, and its light strays by less than this share from an even slope; beside what is
 * both, so many cells are background too that are no person. */
#define MOST_RED    0.4
#define LEAST_RED   0.1
#define MOST_UNEVEN 0.035
#define DARK        0.05 /* light that is added to what the share is of: noise is not less in the dark */
#define GROWN       2

/* Where no outline tells the person from it, or a wrong one does, background reaches the picture's
 * edge, and such a share of the picture at least hangs together; shine on skin does neither. */
#define LEAST_PIECE 0.01

/* Cloth, however uneven, is neither skin nor hair where it is greener than red, and by so much, as
 * a logarithm, in such a share of it: of 19 photos, no head had a place of either but one, whose
 * black hair was as green as red at its edge.  Coloured light passes gradually; cloth ends in such
 * steps of colour at such a share of its edge (a fifth and more in those photos). */
#define COLD       0.1
#define COLD_SHARE 0.2
#define EDGE_STEP  (2.0 * STEP)
#define EDGE_SHARE 0.15

/* A background that is told by its hue is at so much of the picture's upper edges. */
#define LEAST_EDGES 0.8

static gint
cell_of (const SmpPlane *photo)
{
  return MAX (1, (MAX (photo->width, photo->height) + MOST_CELLS - 1) / MOST_CELLS);
}

/* The means of the cells, as the eye sees their steps. */
static gfloat *
shrink (const SmpPlane *photo, gint cell, gint width, gint height)
{
  gfloat *means = g_new0 (gfloat, 3 * (gsize) width * (gsize) height);

  for (gint y = 0; y < height * cell; y++)
    for (gint x = 0; x < width * cell; x++)
      for (gint k = 0; k < 3; k++)
        means[3 * ((gsize) (y / cell) * (gsize) width + (gsize) (x / cell)) + (gsize) k] +=
          photo->data[3 * ((gsize) y * (gsize) photo->width + (gsize) x) + (gsize) k] /
          (gfloat) (cell * cell);
  for (gsize i = 0; i < 3 * (gsize) width * (gsize) height; i++)
    means[i] = sqrtf (CLAMP (means[i], 0.0f, 1.0f));
  return means;
}

static gfloat
distance (const gfloat *a, const gfloat *b)
{
  return sqrtf ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                (a[2] - b[2]) * (a[2] - b[2]));
}

static gboolean
is_upper_edge (gint i, gint width, gint height)
{
  return i < width || (i < width * height / 3 && (i % width == 0 || i % width == width - 1));
}

/* The cells that share a side with one; that one itself where the picture ends. */
static void
find_beside (gint i, gint width, gint height, gint beside[4])
{
  beside[0] = i % width > 0 ? i - 1 : i;
  beside[1] = i % width + 1 < width ? i + 1 : i;
  beside[2] = i >= width ? i - width : i;
  beside[3] = i / width + 1 < height ? i + width : i;
}

/* Marks what is reached as 1; expected holds each reached cell's background. */
static guint
flood (const gfloat *means, gint width, gint height, gfloat step, guint8 *reached)
{
  g_autofree gfloat *expected = g_new0 (gfloat, 3 * (gsize) width * (gsize) height);
  g_autofree gint   *queue    = g_new (gint, (gsize) width * (gsize) height);
  gint               n        = 0;

  for (gint i = 0; i < width * height; i++)
    reached[i] = is_upper_edge (i, width, height);
  for (gint i = 0; i < width * height; i++)
    if (reached[i])
      {
        queue[n++] = i;
        for (gint k = 0; k < 3; k++)
          expected[3 * i + k] = means[3 * i + k];
      }
  for (gint at = 0; at < n; at++)
    {
      const gint i = queue[at];
      gint       beside[4];

      find_beside (i, width, height, beside);
      for (gint way = 0; way < 4; way++)
        {
          const gint j = beside[way];

          if (reached[j] || distance (&means[3 * j], &expected[3 * i]) > step)
            continue;
          reached[j] = 1;
          queue[n++] = j;
          for (gint k = 0; k < 3; k++)
            expected[3 * j + k] =
              expected[3 * i + k] + (gfloat) FOLLOWED * (means[3 * j + k] - expected[3 * i + k]);
        }
    }
  return (guint) n;
}

/* Cells that are open and hang together are a piece, which is followed from its first on; those of
 * the last one that was followed are the queue. */
typedef struct
{
  gint    width, height;
  guint8 *open, *seen;
  gint   *queue, n;
} Pieces;

static void
pieces_init (Pieces *pieces, gint width, gint height)
{
  const gsize n = (gsize) width * (gsize) height;

  *pieces = (Pieces) { width, height, g_new (guint8, n), g_new0 (guint8, n), g_new (gint, n), 0 };
}

static void
pieces_clear (Pieces *pieces)
{
  g_free (pieces->open);
  g_free (pieces->seen);
  g_free (pieces->queue);
}

/* Whether the piece reaches the picture's edge.  Empty where the first cell was seen before. */
static gboolean
follow_piece (Pieces *pieces, gint first)
{
  const gint width   = pieces->width;
  gboolean   reaches = FALSE;

  pieces->n = 0;
  if (!pieces->open[first] || pieces->seen[first])
    return FALSE;
  pieces->seen[first]        = 1;
  pieces->queue[pieces->n++] = first;
  for (gint at = 0; at < pieces->n; at++)
    {
      const gint i = pieces->queue[at];
      gint       beside[4];

      find_beside (i, width, pieces->height, beside);
      for (gint way = 0; way < 4; way++)
        {
          reaches = reaches || beside[way] == i;
          if (!pieces->open[beside[way]] || pieces->seen[beside[way]])
            continue;
          pieces->seen[beside[way]]  = 1;
          pieces->queue[pieces->n++] = beside[way];
        }
    }
  return reaches;
}

/* Leaves the largest piece of what was not reached; holes in it are its own. */
static guint
largest_piece (const guint8 *reached, gint width, gint height, gfloat *mask)
{
  Pieces pieces;
  gint   largest = 0, most = 0;

  pieces_init (&pieces, width, height);
  for (gint i = 0; i < width * height; i++)
    {
      pieces.open[i] = !reached[i];
      mask[i]        = 0.0f;
    }
  for (gint first = 0; first < width * height; first++)
    {
      follow_piece (&pieces, first);
      if (pieces.n > most)
        {
          most    = pieces.n;
          largest = first;
        }
    }
  memset (pieces.seen, 0, (gsize) width * (gsize) height);
  follow_piece (&pieces, largest);
  for (gint at = 0; at < pieces.n; at++)
    mask[pieces.queue[at]] = 1.0f;
  pieces_clear (&pieces);
  return (guint) most;
}

/* Whether two masks differ by more than those of two steps may. */
static gboolean
differ (const gfloat *one, const gfloat *other, gsize n)
{
  guint moved = 0;

  for (gsize i = 0; i < n; i++)
    moved += one[i] != other[i];
  return moved > MOST_MOVED * n;
}

/* By steps of colour: FALSE where these do not tell. */
static gboolean
find_by_steps (const gfloat *means, gint width, gint height, gfloat *mask)
{
  const gsize        n       = (gsize) width * (gsize) height;
  g_autofree gfloat *loose   = g_new (gfloat, n);
  g_autofree guint8 *reached = g_new (guint8, n);
  guint              person;

  flood (means, width, height, (gfloat) STEP, reached);
  person = largest_piece (reached, width, height, mask);
  flood (means, width, height, (gfloat) (STEP * WIDER_STEP), reached);
  largest_piece (reached, width, height, loose);
  return person >= LEAST_SHARE * n && person <= (1.0 - LEAST_SHARE) * n && !differ (mask, loose, n);
}

/* How much more red than green there is, as a logarithm, of means as the eye sees them. */
static gfloat
redness (const gfloat means[3])
{
  return 2.0f * logf (MAX (means[0], 1e-3f) / MAX (means[1], 1e-3f));
}

static gfloat
selected_at (const SmpPlane *selected, const SmpPlane *cells, gint i, gint cell)
{
  return *smp_plane_at (selected, selected->x + i % cells->width * cell + cell / 2,
                        selected->y + i / cells->width * cell + cell / 2);
}

/* Of what is red and selected where the mask is, or of all of the mask where that is nothing; 0
 * where nothing is red. */
static gfloat
usual_redness (const gfloat *means, const SmpPlane *mask, const SmpPlane *selected, gint cell)
{
  const gint         n      = mask->width * mask->height;
  g_autofree gfloat *values = g_new (gfloat, n);

  for (gint any = 0; any < 2; any++)
    {
      gsize count = 0;

      for (gint i = 0; i < n; i++)
        if (mask->data[i] > 0.5f && redness (&means[3 * i]) >= (gfloat) LEAST_RED &&
            (any || selected_at (selected, mask, i, cell) > 0.5f))
          values[count++] = redness (&means[3 * i]);
      if (count > 0)
        return smp_quantile (values, count, 0.5);
    }
  return 0.0f;
}

/* By which share the light strays from an even slope within a cell and those beside it. */
static gdouble
unevenness (const SmpPlane *photo, gint cell, gint column, gint row)
{
  const gint left = MAX ((column - 1) * cell, 0), right = MIN ((column + 2) * cell, photo->width);
  const gint top = MAX ((row - 1) * cell, 0), bottom = MIN ((row + 2) * cell, photo->height);
  const gdouble across = right - left, down = bottom - top, n = across * down;
  gdouble       sum = 0.0, squares = 0.0, sloped[2] = { 0.0, 0.0 };

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      {
        const gdouble light =
          (gdouble) photo->data[3 * ((gsize) y * (gsize) photo->width + (gsize) x) + 1];

        sum += light;
        squares += light * light;
        sloped[0] += light * (x - left + 0.5 - 0.5 * across);
        sloped[1] += light * (y - top + 0.5 - 0.5 * down);
      }
  squares -= sum * sum / n;
  if (across > 1.0)
    squares -= 12.0 * sloped[0] * sloped[0] / (n * (across * across - 1.0));
  if (down > 1.0)
    squares -= 12.0 * sloped[1] * sloped[1] / (n * (down * down - 1.0));
  return sqrt (MAX (squares, 0.0) / n) / (sum / n + DARK);
}

/* Adds what is beside it and no person. */
static void
grow (const SmpPlane *person, gfloat *background)
{
  const gint         width = person->width, height = person->height;
  g_autofree gfloat *was = g_memdup2 (background, sizeof (gfloat) * (gsize) width * (gsize) height);

  for (gint i = 0; i < width * height; i++)
    for (gint k = 0; k < 9 && person->data[i] < 0.5f; k++)
      {
        const gint x = i % width + k % 3 - 1, y = i / width + k / 3 - 1;

        if (x >= 0 && y >= 0 && x < width && y < height && was[y * width + x] > 0.5f)
          background[i] = 1.0f;
      }
}

/* Leaves those pieces of what is no skin that are large and reach the picture's edge. */
static void
keep_rooms (gfloat *found, gint width, gint height)
{
  Pieces pieces;

  pieces_init (&pieces, width, height);
  for (gint i = 0; i < width * height; i++)
    pieces.open[i] = found[i] > 0.5f;
  for (gint first = 0; first < width * height; first++)
    if (!follow_piece (&pieces, first) || pieces.n < LEAST_PIECE * width * height)
      for (gint at = 0; at < pieces.n; at++)
        found[pieces.queue[at]] = 0.0f;
  pieces_clear (&pieces);
}

/* Marks what is not of the skin's hue and even. */
static void
mark_no_skin (const SmpPlane *photo,
              const gfloat   *means,
              const SmpPlane *cells,
              gint            size,
              gfloat          most_red,
              gfloat         *found)
{
  for (gint i = 0; i < cells->width * cells->height; i++)
    found[i] = redness (&means[3 * i]) < most_red &&
                   unevenness (photo, size, i % cells->width, i / cells->width) < MOST_UNEVEN
                 ? 1.0f
                 : 0.0f;
}

/* How much of the picture's upper edges is marked. */
static gdouble
share_of_upper_edges (const gfloat *found, gint width, gint height)
{
  gint n = 0, marked = 0;

  for (gint i = 0; i < width * height / 3; i++)
    if (is_upper_edge (i, width, height))
      {
        n++;
        marked += found[i] > 0.5f;
      }
  return (gdouble) marked / MAX (n, 1);
}

/* By hue, where steps do not tell, or tell otherwise: shine on the head, or a shadow on the wall,
 * may pass gradually into each other, but the wall has no blood.  FALSE where that does not tell
 * either. */
static gboolean
find_by_hue (const SmpPlane *photo, const gfloat *means, gint size, SmpPlane *mask)
{
  const gint         width = mask->width, height = mask->height, n = width * height;
  g_autofree gfloat *found   = g_new (gfloat, n);
  g_autofree guint8 *reached = g_new (guint8, n);
  gfloat             least;
  guint              person;

  for (gint i = 0; i < n; i++)
    mask->data[i] = 1.0f;
  least = usual_redness (means, mask, mask, 1);
  if (!(least > 0.0f))
    return FALSE;
  mark_no_skin (photo, means, mask, size, (gfloat) MOST_RED * least, found);
  keep_rooms (found, width, height);
  if (share_of_upper_edges (found, width, height) < LEAST_EDGES)
    return FALSE;
  for (gint i = 0; i < n; i++)
    mask->data[i] = redness (&means[3 * i]) < (gfloat) MOST_RED * least ? 0.0f : 1.0f;
  grow (mask, found);
  for (gint i = 0; i < n; i++)
    reached[i] = found[i] > 0.5f;
  person = largest_piece (reached, width, height, mask->data);
  return person >= LEAST_SHARE * n && person <= (1.0 - LEAST_SHARE) * n;
}

/* The cells of a picture, where they are many enough. */
static gboolean
cells_init (const SmpPlane *photo, gint size, SmpPlane *cells)
{
  const gint width = photo->width / size, height = photo->height / size;

  *cells = (SmpPlane) { g_new (gfloat, (gsize) width * (gsize) height), 0, 0, width, height, 1 };
  return MIN (width, height) >= LEAST_CELLS / 2 && MAX (width, height) >= LEAST_CELLS;
}

/* Where both ways tell a person and differ, the hue is right. */
static gboolean
find_person (const SmpPlane *photo, const gfloat *means, gint size, SmpPlane *person)
{
  const gsize        n        = (gsize) person->width * (gsize) person->height;
  SmpPlane           by_hue   = *person;
  g_autofree gfloat *hue      = g_new (gfloat, n);
  gboolean           is_found = find_by_steps (means, person->width, person->height, person->data);

  by_hue.data = hue;
  if (!find_by_hue (photo, means, size, &by_hue) || (is_found && !differ (person->data, hue, n)))
    return is_found;
  memcpy (person->data, hue, sizeof (gfloat) * n);
  return TRUE;
}

gboolean
smp_head_outline_mask (const SmpPlane *photo, SmpPlane *mask, gint *cell, GError **error)
{
  const gint         size = cell_of (photo);
  SmpPlane           person;
  const gboolean     is_large = cells_init (photo, size, &person);
  g_autofree gfloat *means    = is_large ? shrink (photo, size, person.width, person.height) : NULL;

  if (!is_large || !find_person (photo, means, size, &person))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_VALUE,
                           is_large
                             ? _ ("The head cannot be told from the background, which is not "
                                  "plain, or too like it.")
                             : _ ("The photo is too small to find a head in it."));
      g_free (person.data);
      return FALSE;
    }
  *mask = person;
  *cell = size;
  return TRUE;
}

/* Takes from what is no skin the background: what lies beside the person, or, where a room reaches
 * into that, the room, and all that is red is the person. */
static void
take_background (const gfloat *means, gfloat most_red, SmpPlane *person, gfloat *found)
{
  const gint         n     = person->width * person->height;
  g_autofree gfloat *rooms = g_memdup2 (found, sizeof (gfloat) * (gsize) n);
  gint               both  = 0;

  keep_rooms (rooms, person->width, person->height);
  for (gint i = 0; i < n; i++)
    both += rooms[i] > 0.5f && person->data[i] > 0.5f;
  for (gint i = 0; i < n; i++)
    if (both < LEAST_PIECE * n)
      found[i] = person->data[i] > 0.5f ? 0.0f : found[i];
    else
      {
        found[i]        = rooms[i];
        person->data[i] = redness (&means[3 * i]) < most_red ? 0.0f : 1.0f;
      }
}

/* Whether the piece that was followed last is of a colour that nobody's skin or hair has, and ends
 * as cloth does. */
static gboolean
is_cold_cloth (const Pieces *pieces, const gfloat *means)
{
  const gint width = pieces->width, height = pieces->height;
  gint       cold = 0, n_edges = 0, n_steps = 0;

  for (gint at = 0; at < pieces->n; at++)
    {
      const gint i = pieces->queue[at];
      gint       beside[4];

      find_beside (i, width, height, beside);
      cold += redness (&means[3 * i]) < (gfloat) -COLD;
      for (gint way = 0; way < 4; way++)
        if (!pieces->open[beside[way]])
          {
            n_edges++;
            n_steps += distance (&means[3 * i], &means[3 * beside[way]]) > (gfloat) EDGE_STEP;
          }
    }
  return cold >= COLD_SHARE * pieces->n && n_steps >= EDGE_SHARE * n_edges;
}

/* Adds such cloth. */
static void
add_cold (const gfloat *means, gint width, gint height, gfloat *found)
{
  Pieces pieces;

  pieces_init (&pieces, width, height);
  for (gint i = 0; i < width * height; i++)
    pieces.open[i] = redness (&means[3 * i]) < 0.0f;
  for (gint first = 0; first < width * height; first++)
    if (follow_piece (&pieces, first) && pieces.n >= LEAST_PIECE * width * height &&
        is_cold_cloth (&pieces, means))
      for (gint at = 0; at < pieces.n; at++)
        found[pieces.queue[at]] = 1.0f;
  pieces_clear (&pieces);
}

gboolean
smp_background_find (const SmpPlane *photo,
                     const SmpPlane *selected,
                     SmpPlane       *background,
                     gint           *cell)
{
  const gint         size = cell_of (photo);
  SmpPlane           person;
  const gboolean     is_large = cells_init (photo, size, &person);
  gfloat             least;
  gdouble            share = 0.0;
  g_autofree gfloat *means = shrink (photo, size, person.width, person.height), *found = NULL;

  /* All may be, for want of an outline. */
  if (!is_large || !find_person (photo, means, size, &person))
    for (gint i = 0; i < person.width * person.height; i++)
      person.data[i] = 1.0f;
  found = g_new0 (gfloat, (gsize) person.width * (gsize) person.height);
  least = usual_redness (means, &person, selected, size);
  if (least > 0.0f)
    mark_no_skin (photo, means, &person, size, (gfloat) MOST_RED * least, found);
  take_background (means, (gfloat) MOST_RED * least, &person, found);
  for (gint round = 0; round < GROWN; round++)
    grow (&person, found);
  if (least > 0.0f)
    add_cold (means, person.width, person.height, found);
  for (gint i = 0; i < person.width * person.height; i++)
    share += (gdouble) (found[i] * selected_at (selected, &person, i, size));
  g_free (person.data);
  if (share <= 0.0)
    return FALSE;
  *background = (SmpPlane) { g_steal_pointer (&found), 0, 0, person.width, person.height, 1 };
  *cell       = size;
  return TRUE;
}
