/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding how two photos lie over each other, from small pictures to large ones. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "bend.h"
#include "parts.h"
#include "point-fit.h"
#include "smp/error.h"

#define N_TURNS       13
#define TURN_DEG      7.5
#define N_SCALES      11
#define SCALE_TIMES   1.1487 /* five of them are double */
#define LEAST_OVERLAP 0.35
#define N_CANDIDATES  10

/* Smaller photos show too little. */
#define LEAST_PX 64

/* Parts that must lie alike: of another head, some do by chance, and the outlines of two heads are
 * alike. */
#define LEAST_AGREEING 8
#define LEAST_SHARE    0.4

/* Parts are sought within so many samples at last; those that a map is bent by are as alike as
 * this.
 */
#define SOUGHT_SAMPLES 6
#define LEAST_CLEAR    0.5

/* Bending is read at every so many pixels, and between them bilinearly. */
#define BEND_PX 8

/* Pictures that suffice to choose among turns, scales and places. */
#define N_COARSE 3

/* One turn and scale, and the best place of it, in pixels of the photos. */
typedef struct
{
  gdouble   score;
  gint      scale;
  SmpAffine map;
} ViewTrial;

/* The photo, and the other one as if it were taken from as far as each scale says. */
typedef struct
{
  const SmpFeatures *features;
  SmpFeatures        scaled[N_SCALES];
  ViewTrial          trials[N_TURNS * N_SCALES];
} ViewSearch;

/* The other picture turned and scaled, on a canvas with room for all places. */
typedef struct
{
  gint    width, height, reach;
  gfloat *values;
  gfloat *within;
} Canvas;

static SmpAffine
about_middles (const SmpField *field, const SmpField *other, gdouble turn_deg)
{
  const gdouble cosine = cos (turn_deg * G_PI / 180.0), sine = sin (turn_deg * G_PI / 180.0);
  const gdouble x = 0.5 * (field->width - 1), y = 0.5 * (field->height - 1);

  return (SmpAffine) { cosine,
                       -sine,
                       sine,
                       cosine,
                       0.5 * (other->width - 1) - cosine * x + sine * y,
                       0.5 * (other->height - 1) - sine * x - cosine * y };
}

static void
canvas_init (Canvas *canvas, const SmpField *field, const SmpField *other, const SmpAffine *map)
{
  const gint longer = MAX (MAX (field->width, field->height), MAX (other->width, other->height));
  gsize      size;

  canvas->reach  = (longer + 1) / 2;
  canvas->width  = field->width + 2 * canvas->reach;
  canvas->height = field->height + 2 * canvas->reach;
  size           = (gsize) canvas->width * (gsize) canvas->height;
  canvas->values = g_new0 (gfloat, size);
  canvas->within = g_new0 (gfloat, size);
  for (gint j = 0; j < canvas->height; j++)
    for (gint i = 0; i < canvas->width; i++)
      {
        const gsize at = (gsize) j * (gsize) canvas->width + (gsize) i;
        gdouble     x = i - canvas->reach, y = j - canvas->reach;

        smp_affine_apply (map, &x, &y);
        if (x < 0.0 || y < 0.0 || x > other->width - 1.0 || y > other->height - 1.0)
          continue;
        canvas->values[at] = smp_field_at (other, (gfloat) x, (gfloat) y);
        canvas->within[at] = 1.0f;
      }
}

/* Correlation of the picture with the canvas shifted by that, times the root of how much of both
 * it is of: chance is the larger the less there is. */
static gdouble
score_at (const SmpField *field, const Canvas *canvas, gint dx, gint dy, gdouble least)
{
  gfloat n = 0.0f, a = 0.0f, b = 0.0f, aa = 0.0f, bb = 0.0f, ab = 0.0f;

  for (gint j = 0; j < field->height; j++)
    {
      const gfloat *row = smp_field_row (field, j);
      const gsize   at =
        (gsize) (j + canvas->reach + dy) * (gsize) canvas->width + (gsize) (canvas->reach + dx);
      const gfloat *values = canvas->values + at, *within = canvas->within + at;

      for (gint i = 0; i < field->width; i++)
        {
          const gfloat p = row[i] * within[i];

          n += within[i];
          a += p;
          b += values[i];
          aa += p * p;
          bb += values[i] * values[i];
          ab += p * values[i];
        }
    }
  if ((gdouble) n < least)
    return 0.0;
  aa -= a * a / n;
  bb -= b * b / n;
  ab -= a * b / n;
  return aa > 1e-6f && bb > 1e-6f ? (gdouble) (ab / sqrtf (aa * bb)) * sqrt ((gdouble) n) : 0.0;
}

/* In pixels of the photos. */
static SmpAffine
map_of_photos (const SmpAffine *map, gdouble step, gdouble other_step)
{
  const SmpAffine in  = { 1.0 / step, 0.0, 0.0, 1.0 / step, -0.5, -0.5 };
  const SmpAffine out = { other_step, 0.0, 0.0, other_step, 0.5 * other_step, 0.5 * other_step };
  const SmpAffine to  = smp_affine_then (&in, map);

  return smp_affine_then (&to, &out);
}

static void
try_turn_and_scale (gint number, gpointer data)
{
  ViewSearch        *search = data;
  const gint         scale  = number / N_TURNS;
  const SmpFeatures *there  = &search->scaled[scale];
  const SmpField    *field = &search->features->levels[0], *other = &there->levels[0];
  const SmpAffine turn = about_middles (field, other, (number % N_TURNS - N_TURNS / 2) * TURN_DEG);
  const gdouble   least =
    LEAST_OVERLAP * MIN (field->width * field->height, other->width * other->height);
  gdouble   most = 0.0;
  SmpAffine best = turn;
  Canvas    canvas;

  canvas_init (&canvas, field, other, &turn);
  for (gint dy = -canvas.reach; dy <= canvas.reach; dy++)
    for (gint dx = -canvas.reach; dx <= canvas.reach; dx++)
      {
        const gdouble   score = score_at (field, &canvas, dx, dy, least);
        const SmpAffine shift = { 1.0, 0.0, 0.0, 1.0, dx, dy };

        if (score <= most)
          continue;
        most = score;
        best = smp_affine_then (&shift, &turn);
      }
  search->trials[number] =
    (ViewTrial) { most, scale, map_of_photos (&best, search->features->step[0], there->step[0]) };
  g_free (canvas.values);
  g_free (canvas.within);
}

static gint
compare_trials (gconstpointer a, gconstpointer b)
{
  const gdouble one = ((const ViewTrial *) a)->score, other = ((const ViewTrial *) b)->score;

  return one < other ? 1 : one > other ? -1 : 0;
}

/* Follows the parts of one level to a better map, which is only taken where it is one. */
static void
refine (const SmpFeatures  *features,
        const SmpFeatures  *other,
        gint                level,
        gint                reach,
        SmpRegistrationKind kind,
        SmpAffine          *map)
{
  g_autoptr (GArray) parts = smp_parts_seek (features, other, level, map, reach);
  SmpAffine better;

  if (smp_parts_fit (parts, kind, &better) && better.xx * better.yy - better.xy * better.yx > 0.0)
    *map = better;
}

static guint
agreeing (const SmpFeatures *features, const SmpFeatures *other, gint level, const SmpAffine *map)
{
  g_autoptr (GArray) parts = smp_parts_seek (features, other, level, map, 5);

  return smp_parts_agreeing (parts);
}

/* The candidate of the smallest pictures that larger ones confirm best. */
static SmpAffine
choose (ViewSearch *search)
{
  const SmpFeatures *features = search->features;
  SmpAffine          best     = SMP_AFFINE_NONE;
  guint              most     = 0;

  qsort (search->trials, G_N_ELEMENTS (search->trials), sizeof (ViewTrial), compare_trials);
  for (gint i = 0; i < N_CANDIDATES; i++)
    {
      const SmpFeatures *other = &search->scaled[search->trials[i].scale];
      SmpAffine          map   = search->trials[i].map;
      guint              n;

      refine (features, other, 1, 4, SMP_REGISTRATION_SIMILARITY, &map);
      refine (features, other, 1, 3, SMP_REGISTRATION_SIMILARITY, &map);
      refine (features, other, 2, 4, SMP_REGISTRATION_SIMILARITY, &map);
      refine (features, other, 2, 3, SMP_REGISTRATION_SIMILARITY, &map);
      n = agreeing (features, other, 2, &map);
      if (i > 0 && n <= most)
        continue;
      most = n;
      best = map;
    }
  return best;
}

/* Whether a part is alike enough to bend a map by, and not at the end of where it was sought: there
 * it would be another spot. */
static gboolean
is_clear (const SmpSoughtPart *part)
{
  return part->likeness >= LEAST_CLEAR && part->shift <= SOUGHT_SAMPLES - 0.5;
}

/* The pairs of the parts that are so. */
static guint
take_pairs (const GArray *parts, gboolean (*is_so) (const SmpSoughtPart *part), SmpPointPair *pairs)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    if (is_so (&g_array_index (parts, SmpSoughtPart, i)))
      pairs[n++] = g_array_index (parts, SmpSoughtPart, i).pair;
  return n;
}

/* How far the parts lie from where a bent map says, in place of where the flat one did. */
static void
measure_from_bend (GArray *parts, const SmpRegistration *bent, gdouble other_step)
{
  for (guint i = 0; i < parts->len; i++)
    {
      SmpSoughtPart *part = &g_array_index (parts, SmpSoughtPart, i);
      gdouble        x = part->pair.x, y = part->pair.y;

      smp_registration_apply (bent, &x, &y);
      part->shift = hypot (part->pair.to_x - x, part->pair.to_y - y) / other_step;
    }
}

/* What the parts of the finest pictures say of a map, and more than it where they justify that. */
static void
judge (const SmpFeatures *features, const SmpFeatures *other, SmpRegistration *registration)
{
  g_autoptr (GArray) parts =
    smp_parts_seek (features, other, SMP_FEATURES_LEVELS - 1, &registration->map, SOUGHT_SAMPLES);
  g_autofree SmpPointPair *pairs   = g_new (SmpPointPair, parts->len + 1);
  guint                    n_pairs = take_pairs (parts, is_clear, pairs);
  SmpRegistration          bent    = *registration;

  registration->kind    = SMP_REGISTRATION_AFFINE;
  registration->n_parts = parts->len;
  if (smp_pairs_choose (pairs, n_pairs, SMP_REGISTRATION_AUTOMATIC, &bent) &&
      bent.kind == SMP_REGISTRATION_THIN_PLATE)
    {
      registration->kind   = bent.kind;
      registration->map    = bent.map;
      registration->bend   = bent.bend;
      registration->rms_px = bent.rms_px;
      measure_from_bend (parts, registration, other->step[SMP_FEATURES_LEVELS - 1]);
    }
  else
    n_pairs = take_pairs (parts, smp_part_agrees, pairs);
  registration->n_agreeing = smp_parts_agreeing (parts);
  smp_registration_judge (registration, pairs, n_pairs);
}

/* As if the other photo had been taken from as far. */
static SmpAffine
find_coarsely (const SmpFeatures *features, const SmpPlane *other)
{
  ViewSearch *search = g_new0 (ViewSearch, 1);
  SmpAffine   map;

  search->features = features;
  for (gint i = 0; i < N_SCALES; i++)
    smp_features_init (&search->scaled[i], other, pow (SCALE_TIMES, i - N_SCALES / 2), N_COARSE);
  smp_rows_foreach (N_TURNS * N_SCALES, try_turn_and_scale, search);
  map = choose (search);
  for (gint i = 0; i < N_SCALES; i++)
    smp_features_clear (&search->scaled[i]);
  g_free (search);
  return map;
}

static void
find (const SmpPlane *photo, const SmpPlane *other, SmpRegistration *registration)
{
  SmpAffine  *map = &registration->map;
  SmpFeatures features, there;
  gdouble     times;

  smp_features_init (&features, photo, 1.0, SMP_FEATURES_LEVELS);
  *map  = find_coarsely (&features, other);
  times = sqrt (fabs (map->xx * map->yy - map->xy * map->yx)) * MAX (photo->width, photo->height) /
          MAX (other->width, other->height);
  smp_features_init (&there, other, CLAMP (times, 0.25, 4.0), SMP_FEATURES_LEVELS);
  refine (&features, &there, 3, 4, SMP_REGISTRATION_SIMILARITY, map);
  refine (&features, &there, 3, 3, SMP_REGISTRATION_AFFINE, map);
  refine (&features, &there, 4, 4, SMP_REGISTRATION_AFFINE, map);
  refine (&features, &there, 4, 2, SMP_REGISTRATION_AFFINE, map);
  judge (&features, &there, registration);
  smp_features_clear (&features);
  smp_features_clear (&there);
}

gboolean
smp_registration_find (const SmpPlane  *photo,
                       const SmpPlane  *other,
                       SmpRegistration *registration,
                       GError         **error)
{
  *registration = (SmpRegistration) { .map = SMP_AFFINE_NONE };
  if (MIN (photo->width, photo->height) < LEAST_PX || MIN (other->width, other->height) < LEAST_PX)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
                   _ ("A photo of less than %d pixels is too small to be laid over another."),
                   LEAST_PX);
      return FALSE;
    }
  find (photo, other, registration);
  if (registration->n_agreeing >= LEAST_AGREEING &&
      registration->n_agreeing >= LEAST_SHARE * registration->n_parts)
    return TRUE;

  g_set_error (error, SMP_ERROR, SMP_ERROR_IMAGE,
               _ ("The two photos do not seem to show the same head from the same side, since %u "
                  "of %u parts of the picture lie alike: if they do, set at least three points in "
                  "each, on the same spots."),
               registration->n_agreeing, registration->n_parts);
  return FALSE;
}

/* How far places of a picture are bent, every so many pixels. */
static void
read_bend (const SmpBend *bend, const SmpPlane *like, SmpField by[2])
{
  for (gint c = 0; c < 2; c++)
    smp_field_init (&by[c], like->width / BEND_PX + 2, like->height / BEND_PX + 2);
  for (gint j = 0; j < by[0].height; j++)
    for (gint i = 0; i < by[0].width; i++)
      {
        gdouble dx, dy;

        smp_bend_at (bend, like->x + BEND_PX * i, like->y + BEND_PX * j, &dx, &dy);
        smp_field_row (&by[0], j)[i] = (gfloat) dx;
        smp_field_row (&by[1], j)[i] = (gfloat) dy;
      }
}

void
smp_registration_warp (const SmpPlane *other, const SmpRegistration *registration, SmpPlane *warped)
{
  const SmpAffine *map   = &registration->map;
  const gint       n     = CLAMP ((gint) ceil (hypot (map->xx, map->yx)), 1, 8);
  const gdouble    right = other->width - 1.0, low = other->height - 1.0;
  const gboolean   bends = registration->bend.n_knots > 0;
  SmpField         by[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };

  if (bends)
    read_bend (&registration->bend, warped, by);
  for (gint j = 0; j < warped->height; j++)
    for (gint i = 0; i < warped->width; i++)
      {
        gfloat *to     = warped->data + ((gsize) j * (gsize) warped->width + (gsize) i) * 3;
        gdouble sum[3] = { 0.0, 0.0, 0.0 };

        for (gint k = 0; k < n * n; k++)
          {
            gdouble       x = warped->x + i + (k % n + 0.5) / n;
            gdouble       y = warped->y + j + (k / n + 0.5) / n;
            const gfloat *p;
            gsize         column, row, beside, below;
            gdouble       u, v;

            smp_affine_apply (map, &x, &y);
            if (bends)
              {
                const gfloat across = (gfloat) ((i + (k % n + 0.5) / n) / BEND_PX),
                             down   = (gfloat) ((j + (k / n + 0.5) / n) / BEND_PX);

                x += (gdouble) smp_field_at (&by[0], across, down);
                y += (gdouble) smp_field_at (&by[1], across, down);
              }
            x -= other->x + 0.5;
            y -= other->y + 0.5;
            /* Half a pixel more is still of the photo. */
            if (!(x >= -0.5 && y >= -0.5 && x <= right + 0.5 && y <= low + 0.5))
              {
                sum[0] = NAN;
                break;
              }
            x      = CLAMP (x, 0.0, right);
            y      = CLAMP (y, 0.0, low);
            column = (gsize) MIN (x, MAX (right - 1.0, 0.0));
            row    = (gsize) MIN (y, MAX (low - 1.0, 0.0));
            u      = x - (gdouble) column;
            v      = y - (gdouble) row;
            beside = other->width > 1 ? 3 : 0;
            below  = other->height > 1 ? 3 * (gsize) other->width : 0;
            p      = other->data + 3 * (row * (gsize) other->width + column);
            for (gsize c = 0; c < 3; c++)
              sum[c] +=
                (1.0 - v) * ((1.0 - u) * (gdouble) p[c] + u * (gdouble) p[beside + c]) +
                v * ((1.0 - u) * (gdouble) p[below + c] + u * (gdouble) p[below + beside + c]);
          }
        for (gsize c = 0; c < 3; c++)
          to[c] = isnan (sum[0]) ? NAN : (gfloat) (sum[c] / (n * n));
      }
  for (gint c = 0; c < 2; c++)
    smp_field_clear (&by[c]);
}
