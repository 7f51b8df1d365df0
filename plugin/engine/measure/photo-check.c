/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/field.h"
#include "base/i18n.h"
#include "base/same-math.h"
#include "edges.h"
#include "smp/colour.h"
#include "smp/glare.h"
#include "smp/measure.h"
#include "smp/photo-check.h"

/* Edges are looked at through Gaussian derivatives of these widths, in pixels. */
#define FINE_PX   1.0
#define COARSE_PX 2.0

/* Of all places, how many have the strongest edges; of the lightness that the eye sees, 0 to 1, how
 * much an edge has to change in a pixel at the least. */
#define EDGES      0.02
#define LEAST_EDGE 0.004f

/* Cells of that many millimetres for shine, and for the course of the light. */
#define GLARE_CELL_MM 0.4
#define LIGHT_CELL_MM 4.0

/* Of a cell's light, from which share on a person sees it shine. */
#define SHINES 0.25f

#define RING_MM 6.0

/* Such a blur has any camera's finest picture, however coarse: pixels are made of their neighbours
 * too. */
#define PIXELS_OWN_PX 1.2

/* Hair that darkens the skin by so much, L*, hides how evenly that is lit. */
#define HIDING_L 8.0

/* Hair at which a photo is as it should be; from some length on it hides the skin. */
#define SHORT_MM 2.0

/* Skin that turns away is looked at in so many rows and columns at most. */
#define TILT_STEPS 200

/* Of the region: less of it on the head tells nothing, more that gets no dots is poor. */
#define LEAST_ON_HEAD  0.5
#define MOST_UNTREATED 0.1

/* Where a reading is no longer good, and where it is poor. */
typedef struct
{
  const gchar *nick;
  const gchar *name;
  gdouble      fair;
  gdouble      poor;
  const gchar *sentences[SMP_GRADE_POOR + 1];
} Aspect;

static const Aspect aspects[SMP_N_PHOTO_ASPECTS] = {
  [SMP_PHOTO_RESOLUTION] = { "resolution",
                             N_ ("Resolution"),
                             7.0,
                             4.0,
                             { "", N_ ("Fine enough to show single hairs and dots."),
                               N_ ("Somewhat coarse: dots look softer than they will be. Take the "
                                   "photo nearer if you can."),
                               N_ ("Too coarse to show dots: take the photo nearer, or use the "
                                   "file as it came from the camera.") } },
  [SMP_PHOTO_SHARPNESS]  = { "sharpness",
                             N_ ("Sharpness"),
                             0.12,
                             0.2,
                             { N_ ("Nothing is seen that could tell how sharp the photo is."),
                               N_ ("Sharp."), N_ ("Somewhat soft: hair cannot be read as surely."),
                               N_ ("Out of focus or shaken: hold the camera still, and focus on the "
                                    "skin.") } },
  [SMP_PHOTO_GLARE]      = { "glare",
                             N_ ("Shine"),
                             2.0,
                             10.0,
                             { "", N_ ("Hardly any shine on the skin."),
                               N_ ("The skin shines in places: dots are hidden there."),
                               N_ ("Much of the skin shines: take the photo without flash, in soft "
                                        "light from the side of the camera.") } },
  [SMP_PHOTO_LIGHT]      = { "light",
                             N_ ("Brightness"),
                             25.0,
                             15.0,
                             { "", N_ ("Well exposed."),
                               N_ ("Rather dark: more light would show the skin better."),
                               N_ ("Much too dark: take the photo in more light.") } },
  [SMP_PHOTO_EVENNESS]   = { "evenness",
                             N_ ("Even light"),
                             3.0,
                             6.0,
                             { N_ ("Too little skin is seen between the hair to tell."),
                               N_ ("The light is even."),
                               N_ ("One side is clearly darker: turn the head towards the light."),
                               N_ ("Half of the skin lies in shadow: use light from both sides.") } },
  [SMP_PHOTO_HAIR]       = { "hair",
                             N_ ("Hair length"),
                             SHORT_MM,
                             4.3,
                             { N_ ("Single hairs cannot be told apart here, so their length is not "
                                         "known."),
                               N_ ("Clipped short or shaved, as dots can show it."),
                               N_ ("Longer than dots can show: clip it if the treatment will be worn "
                                         "shaved."),
                               N_ ("Too long for dots to imitate: take the photo clipped.") } },
  [SMP_PHOTO_TILT]       = { "tilt",
                             N_ ("Tilt of the head"),
                             30.0,
                             50.0,
                             { N_ ("The head is not seen whole, upright or from above, before a plain "
                                         "wall: see for yourself that the skin faces the camera."),
                               N_ ("The skin here faces the camera."),
                               N_ ("The skin here turns away from the camera: tick “The head is "
                                         "round” when treating it, or take the photo from that side."),
                               N_ ("The skin here turns far away from the camera: take the photo from "
                                         "that side, or let the client bow or turn the head.") } },
};

static const gchar *const grade_nicks[] = { "unknown", "good", "fair", "poor" };
static const gchar *const grade_words[] = { N_ ("Not known"), N_ ("Good"), N_ ("Usable"),
                                            N_ ("Poor") };

const gchar *
smp_photo_aspect_nick (SmpPhotoAspect aspect)
{
  return aspects[aspect].nick;
}

const gchar *
smp_photo_aspect_name (SmpPhotoAspect aspect)
{
  return _ (aspects[aspect].name);
}

const gchar *
smp_grade_nick (SmpGrade grade)
{
  return grade_nicks[grade];
}

const gchar *
smp_grade_word (SmpGrade grade)
{
  return _ (grade_words[grade]);
}

static SmpPhotoReading
reading_of (SmpPhotoAspect aspect, SmpGrade grade, gdouble value)
{
  return (SmpPhotoReading) { grade, value, _ (aspects[aspect].sentences[grade]) };
}

/* Graded by the aspect's bounds, which rise or fall. */
static SmpPhotoReading
graded (SmpPhotoAspect aspect, gdouble value)
{
  const Aspect  *a     = &aspects[aspect];
  const gboolean rises = a->poor > a->fair;
  const gboolean poor  = rises ? value > a->poor : value < a->poor;
  const gboolean fair  = rises ? value > a->fair : value < a->fair;

  return reading_of (aspect, poor ? SMP_GRADE_POOR : fair ? SMP_GRADE_FAIR : SMP_GRADE_GOOD, value);
}

static SmpPhotoReading
check_sharpness (const SmpPlane *photo, gdouble px_per_mm)
{
  const gsize        n = (gsize) photo->width * (gsize) photo->height;
  SmpEdges           edges;
  g_autofree gfloat *values = g_new (gfloat, n);
  gfloat             least, blur_px;
  gsize              n_edges = 0;

  smp_edges_read (&edges, photo, FINE_PX, COARSE_PX);
  for (gsize i = 0; i < n; i++)
    values[i] = edges.coarse.data[i];
  least = MAX (smp_quantile (values, n, 1.0 - EDGES), LEAST_EDGE);
  for (gsize i = 0; i < n; i++)
    if (edges.coarse.data[i] >= least)
      values[n_edges++] = smp_edges_blur_px (&edges, i);
  blur_px = smp_quantile (values, n_edges, 0.5);
  smp_edges_clear (&edges);
  if (!n_edges)
    return reading_of (SMP_PHOTO_SHARPNESS, SMP_GRADE_UNKNOWN, 0.0);
  /* What is coarse is said of the resolution, and is not out of focus. */
  if ((gdouble) blur_px <= PIXELS_OWN_PX)
    return reading_of (SMP_PHOTO_SHARPNESS, SMP_GRADE_GOOD, (gdouble) blur_px / px_per_mm);
  return graded (SMP_PHOTO_SHARPNESS, (gdouble) blur_px / px_per_mm);
}

/* The photo's means over square cells of that side; the caller frees their data. */
static SmpPlane
cells_of (const SmpPlane *photo, gdouble cell_mm, gdouble px_per_mm)
{
  const gint side  = MAX (1, (gint) (cell_mm * px_per_mm + 0.5));
  SmpPlane   cells = { .width      = (photo->width + side - 1) / side,
                       .height     = (photo->height + side - 1) / side,
                       .components = 3 };
  SmpField   one, reduced;

  cells.data = g_new0 (gfloat, 3 * (gsize) cells.width * (gsize) cells.height);
  smp_field_init (&one, photo->width, photo->height);
  for (gsize c = 0; c < 3; c++)
    {
      for (gsize i = 0; i < (gsize) photo->width * (gsize) photo->height; i++)
        one.data[i] = smp_light_of (photo->data[i * (gsize) photo->components + c]);
      reduced = smp_field_reduce (&one, side);
      for (gsize i = 0; i < (gsize) cells.width * (gsize) cells.height; i++)
        cells.data[3 * i + c] = reduced.data[i];
      smp_field_clear (&reduced);
    }
  smp_field_clear (&one);
  return cells;
}

static SmpPhotoReading
check_glare (const SmpPlane *photo, gdouble px_per_mm)
{
  SmpPlane           cells   = cells_of (photo, GLARE_CELL_MM, px_per_mm);
  const gsize        n       = (gsize) cells.width * (gsize) cells.height;
  g_autofree gfloat *light   = cells.data;
  g_autofree gfloat *share   = g_new0 (gfloat, n);
  SmpPlane           shine   = { share, 0, 0, cells.width, cells.height, 1 };
  gsize              n_shine = 0;

  smp_glare_estimate (&cells, NULL, &shine);
  for (gsize i = 0; i < n; i++)
    n_shine += share[i] > SHINES;
  return graded (SMP_PHOTO_GLARE, 100.0 * (gdouble) n_shine / (gdouble) n);
}

/* Whether dark hair may have been taken for skin. */
static gboolean
mistakes_hair (const SmpSurroundings *s)
{
  return !s || !s->skin_known || s->density_per_cm2.limit == SMP_LIMIT_SCALE ||
         s->density_per_cm2.limit == SMP_LIMIT_MERGED;
}

/* Of the skin, for dark hair is no dark photo; where that is not told apart, of what is brightest.
 */
static SmpPhotoReading
check_brightness (const SmpSurroundings *s, gdouble bright)
{
  const gdouble lightness = mistakes_hair (s) ? 116.0 * cbrt (bright) - 16.0 : s->skin.lab[0];

  return graded (SMP_PHOTO_LIGHT, MAX (0.0, lightness));
}

/* A fault that hair may be taken for is none that is known. */
static void
withhold (const SmpSurroundings *s, SmpPhotoAspect aspect, SmpPhotoReading *readings)
{
  if (mistakes_hair (s) && readings[aspect].grade > SMP_GRADE_GOOD)
    readings[aspect] = reading_of (aspect, SMP_GRADE_UNKNOWN, 0.0);
}

static void
check_light (const SmpPlane        *photo,
             gdouble                px_per_mm,
             const SmpSurroundings *s,
             SmpPhotoReading       *readings)
{
  SmpPlane           cells  = cells_of (photo, LIGHT_CELL_MM, px_per_mm);
  const gsize        n      = (gsize) cells.width * (gsize) cells.height;
  const gboolean     hidden = s && s->skin_known && s->skin.lab[0] - s->mean.lab[0] > HIDING_L;
  g_autofree gfloat *light  = cells.data;
  g_autofree gfloat *values = g_new (gfloat, n);
  gdouble            dark, bright;

  for (gsize i = 0; i < n; i++)
    {
      const gdouble rgb[3] = { (gdouble) light[3 * i], (gdouble) light[3 * i + 1],
                               (gdouble) light[3 * i + 2] };

      values[i] = (gfloat) smp_luminance (rgb);
    }
  dark                         = (gdouble) smp_quantile (values, n, 0.1);
  bright                       = (gdouble) smp_quantile (values, n, 0.9);
  readings[SMP_PHOTO_LIGHT]    = check_brightness (s, bright);
  readings[SMP_PHOTO_EVENNESS] = hidden ? reading_of (SMP_PHOTO_EVENNESS, SMP_GRADE_UNKNOWN, 0.0)
                                        : graded (SMP_PHOTO_EVENNESS, bright / MAX (dark, 1e-4));
}

/* The length of the strokes that were found, as it is in the middle; 0 where there are none. */
static gdouble
length_of (const SmpSurroundings *s)
{
  g_autofree gfloat *lengths = g_new (gfloat, MAX (s->marks->len, 1));

  for (guint i = 0; i < s->marks->len; i++)
    lengths[i] = g_array_index (s->marks, SmpMark, i).length_mm;
  return (gdouble) smp_quantile (lengths, s->marks->len, 0.5);
}

/* What hair there is says of its own length, and, where it cannot be told apart, of the focus. */
static void
check_hair (const SmpSurroundings *s, SmpPhotoReading *readings)
{
  SmpLimit         limit = s ? s->density_per_cm2.limit : SMP_LIMIT_SKIN;
  SmpPhotoReading *hair  = &readings[SMP_PHOTO_HAIR];

  if (limit == SMP_LIMIT_NONE)
    *hair = graded (SMP_PHOTO_HAIR, length_of (s));
  else
    *hair = reading_of (SMP_PHOTO_HAIR,
                        limit == SMP_LIMIT_LONG      ? SMP_GRADE_POOR
                        : limit == SMP_LIMIT_NO_HAIR ? SMP_GRADE_GOOD
                                                     : SMP_GRADE_UNKNOWN,
                        0.0);
  if (limit == SMP_LIMIT_BLUR && readings[SMP_PHOTO_SHARPNESS].grade < SMP_GRADE_FAIR)
    readings[SMP_PHOTO_SHARPNESS] =
      reading_of (SMP_PHOTO_SHARPNESS, SMP_GRADE_FAIR, readings[SMP_PHOTO_SHARPNESS].value);
}

/* By how much the head's skin in the region turns away. */
static SmpPhotoReading
check_tilt (const SmpPlane *region, gdouble px_per_mm, const SmpHead *head)
{
  const gint     step = MAX (1, MAX (region->width, region->height) / TILT_STEPS);
  gdouble        all = 0.0, on_head = 0.0, untreated = 0.0, tilt_deg = 0.0;
  SmpHeadSurface surface;

  if (!head)
    return reading_of (SMP_PHOTO_TILT, SMP_GRADE_UNKNOWN, 0.0);
  smp_head_surface_init (&surface, head);
  for (gint y = region->y; y < region->y + region->height; y += step)
    for (gint x = region->x; x < region->x + region->width; x += step)
      {
        const gdouble share = (gdouble) smp_share_at (region, x, y);
        SmpHeadPlace  place;

        all += share;
        if (share == 0.0 ||
            !smp_head_place (&surface, (x + 0.5) / px_per_mm, (y + 0.5) / px_per_mm, &place))
          continue;
        on_head += share;
        untreated += smp_head_is_treated (&place) ? 0.0 : share;
        tilt_deg += share * acos (MIN (place.cos_tilt, 1.0)) * 180.0 / G_PI;
      }
  if (!(on_head > LEAST_ON_HEAD * all))
    return reading_of (SMP_PHOTO_TILT, SMP_GRADE_UNKNOWN, 0.0);
  tilt_deg /= on_head;
  return untreated > MOST_UNTREATED * on_head
           ? reading_of (SMP_PHOTO_TILT, SMP_GRADE_POOR, tilt_deg)
           : graded (SMP_PHOTO_TILT, tilt_deg);
}

void
smp_photo_check (const SmpPlane *photo,
                 const SmpPlane *region,
                 gdouble         px_per_mm,
                 const SmpHead  *head,
                 SmpPhotoReading readings[SMP_N_PHOTO_ASPECTS])
{
  g_autoptr (SmpSurroundings) s =
    smp_surroundings_measure (photo, region, px_per_mm, RING_MM, NULL);

  readings[SMP_PHOTO_RESOLUTION] = graded (SMP_PHOTO_RESOLUTION, px_per_mm);
  readings[SMP_PHOTO_SHARPNESS]  = check_sharpness (photo, px_per_mm);
  readings[SMP_PHOTO_GLARE]      = check_glare (photo, px_per_mm);
  check_light (photo, px_per_mm, s, readings);
  withhold (s, SMP_PHOTO_SHARPNESS, readings);
  withhold (s, SMP_PHOTO_EVENNESS, readings);
  check_hair (s, readings);
  readings[SMP_PHOTO_TILT] = check_tilt (region, px_per_mm, head);
}
