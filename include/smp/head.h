/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The head that a photo shows, as an ellipsoid: how its skin is tilted from place to place. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SMP_HEAD_LARGEST_TILT_DEG:
 *
 * Where skin turns further away from the camera no dots are placed: a degree of error would change
 * their number by a twentieth and more.
 */
#define SMP_HEAD_LARGEST_TILT_DEG 70

/**
 * SMP_HEAD_USUAL_BREADTH_MM:
 *
 * A grown head from ear to ear, without the ears: practitioners' figure.
 */
#define SMP_HEAD_USUAL_BREADTH_MM 152.0

/**
 * SMP_HEAD_USUAL_LENGTH_MM:
 *
 * From forehead to back: practitioners' figure.
 */
#define SMP_HEAD_USUAL_LENGTH_MM 195.0

/**
 * SMP_HEAD_USUAL_HEIGHT_MM:
 *
 * Of the ellipsoid that the skull is the upper part of: an assumption.
 */
#define SMP_HEAD_USUAL_HEIGHT_MM 184.0

/**
 * SMP_HEAD_LEAST_DISTANCE_MM:
 *
 * From nearer no camera takes a head.
 */
#define SMP_HEAD_LEAST_DISTANCE_MM 50

/**
 * SMP_HEAD_MOST_DISTANCE_MM:
 *
 * From farther it makes no difference by how much.
 */
#define SMP_HEAD_MOST_DISTANCE_MM 100000

/**
 * SmpHead:
 * @half_mm: half the breadth (ear to ear), half the length (forehead to back) and half the height
 *   of the ellipsoid
 * @turn_deg: where the camera stands: how far around the head, from the front towards the person's
 *   left; how far above ear level; and by how much the picture is turned clockwise
 * @x_mm: column of its centre, in mm from the pattern's origin
 * @y_mm: row of its centre, in mm from the pattern's origin
 * @distance_mm: from the camera to the nearest point of the head, where the scale holds; 0 for so
 *   far that it does not matter
 *
 * A head, as recipes hold it.  All numbers are whole thousandths.
 */
typedef struct
{
  gdouble half_mm[3];
  gdouble turn_deg[3];
  gdouble x_mm;
  gdouble y_mm;
  gdouble distance_mm;
} SmpHead;

/**
 * SmpHeadSurface:
 * @head: the head
 * @quadric: the ellipsoid's six numbers (xx, xy, xz, yy, yz, zz) in the camera's view: x right, y
 *   down, z towards the camera, in mm from its centre
 * @camera_mm: from the centre to the camera, along z; 0 for far away
 * @centre: of the outline, in mm from the pattern's origin
 * @outline: xx, xy and yy of the quadratic form that is 1 on the outline, in mm from @centre
 * @root: what the depth's square root is multiplied with at the outline's centre
 * @widening: by how much the flat pattern is larger than the skin, at the outline's centre
 *
 * What is worked out from a head, for asking at many places; nothing to be freed.
 */
typedef struct
{
  SmpHead head;
  gdouble quadric[6];
  gdouble camera_mm;
  gdouble centre[2];
  gdouble outline[3];
  gdouble root;
  gdouble widening;
} SmpHeadSurface;

/**
 * SmpHeadPlace:
 * @normal: unit vector out of the skin: right, down, towards the camera
 * @cos_tilt: cosine of the angle between it and the line to the camera
 * @metric: xx, xy and yy of the quadratic form that gives the square of a length on the skin from a
 *   small step in the picture
 * @area: skin per picture, both in mm2
 *
 * The skin at one place of the picture.
 */
typedef struct
{
  gdouble normal[3];
  gdouble cos_tilt;
  gdouble metric[3];
  gdouble area;
} SmpHeadPlace;

/**
 * smp_head_to_text:
 *
 * Returns: (transfer full): the head as recipes write it: its nine numbers, with blanks between.
 */
gchar *smp_head_to_text (const SmpHead *head);

/**
 * smp_head_parse:
 * @text: the text of smp_head_to_text()
 * @head: (out): the head; unchanged on failure
 *
 * Fails with SMP_ERROR_FORMAT where the text is none.
 */
gboolean smp_head_parse (const gchar *text, SmpHead *head, GError **error);

/**
 * smp_head_keep:
 *
 * Keeps a head for as long as the program runs, each one once, as its text says, so that values
 * that hold it can be copied, and a recipe read back gives the same to the bit.
 *
 * Returns: (transfer none) (nullable): the kept head; NULL where its numbers are none that a recipe
 *   can hold
 */
const SmpHead *smp_head_keep (const SmpHead *head);

/**
 * smp_head_surface_init:
 *
 * Works out what the other functions need.  All of them use additions, multiplications, divisions
 * and square roots alone, so that they give the same on every machine.
 */
void smp_head_surface_init (SmpHeadSurface *surface, const SmpHead *head);

/**
 * smp_head_kept_surface:
 * @kept: a head of smp_head_keep(), as all are that values hold
 *
 * Returns: (transfer none): what smp_head_surface_init() works out, once for all
 */
const SmpHeadSurface *smp_head_kept_surface (const SmpHead *kept);

/**
 * smp_head_place:
 * @x_mm: column, in mm from the pattern's origin
 * @y_mm: row, in mm from the pattern's origin
 * @place: (out): the skin there
 *
 * Returns: whether the head is there at all
 */
gboolean
smp_head_place (const SmpHeadSurface *surface, gdouble x_mm, gdouble y_mm, SmpHeadPlace *place);

/**
 * smp_head_nearest_place:
 * @x_mm: column, in mm from the pattern's origin
 * @y_mm: row, in mm from the pattern's origin
 * @place: (out): the skin there, or, beside the head and where it is tilted about too far for dots,
 *   at the nearest place towards the outline's centre that is not
 */
void smp_head_nearest_place (const SmpHeadSurface *surface,
                             gdouble               x_mm,
                             gdouble               y_mm,
                             SmpHeadPlace         *place);

/**
 * smp_head_is_treated:
 *
 * Returns: whether the skin is not tilted too far for dots
 */
gboolean smp_head_is_treated (const SmpHeadPlace *place);

/**
 * smp_head_treated_area:
 *
 * Returns: as @area of smp_head_place(), but 0 beside the head and where it is tilted too far for
 *   dots
 */
gdouble smp_head_treated_area (const SmpHeadSurface *surface, gdouble x_mm, gdouble y_mm);

/**
 * smp_head_lay:
 * @x_mm: (inout): column, in mm from the pattern's origin: on the flat pattern, then in the picture
 * @y_mm: (inout): row
 *
 * Lays the flat pattern around the head, as a sheet that stretches evenly in all directions
 * (stereographic on a sphere: a small circle stays one).
 *
 * Returns: whether the place comes to lie on the side that is seen
 */
gboolean smp_head_lay (const SmpHeadSurface *surface, gdouble *x_mm, gdouble *y_mm);

/**
 * smp_head_take_up:
 * @x: (inout): left and right of a rectangle of the picture, in mm from the pattern's origin; then
 *   of one of the flat pattern that holds all that comes to lie in it
 * @y: (inout): top and bottom
 *
 * Returns: FALSE where nothing comes to lie in it
 */
gboolean smp_head_take_up (const SmpHeadSurface *surface, gdouble x[2], gdouble y[2]);

/**
 * smp_head_pattern_share:
 * @place: the skin at the place in the picture
 *
 * Returns: skin per flat pattern there, 0 to 1: the share of the pattern's dots to be taken for as
 *   many per skin everywhere
 */
gdouble smp_head_pattern_share (const SmpHeadSurface *surface,
                                gdouble               x_mm,
                                gdouble               y_mm,
                                const SmpHeadPlace   *place);

/**
 * SmpHeadView:
 * @nick: the word that scripts use
 * @label: the words that a person reads, to be translated
 * @around_deg: as the first of SmpHead's @turn_deg
 * @above_deg: as the second
 *
 * A side from which a head is photographed.
 */
typedef struct
{
  const gchar *nick;
  const gchar *label;
  gdouble      around_deg;
  gdouble      above_deg;
} SmpHeadView;

/**
 * smp_head_views:
 *
 * Returns: (transfer none): all views; the last one's @nick is NULL.
 */
const SmpHeadView *smp_head_views (void);

/**
 * smp_head_view_find:
 * @nick: a word
 *
 * Returns: (transfer none) (nullable): the view of that word
 */
const SmpHeadView *smp_head_view_find (const gchar *nick);

/**
 * smp_head_from_ellipse:
 * @box_mm: left, top, width and height of the upright rectangle around the skull's outline, an
 *   ellipse without ears, neck and chin, in mm from the pattern's origin
 * @view: from where it is seen
 * @turned_deg: by how much the picture is turned clockwise; @box_mm is that of the picture not
 *   turned, around the same middle
 * @distance_mm: from the camera, or 0
 * @head: (out): the head; unchanged on failure
 *
 * The head of human proportions whose outline is that ellipse.  What the view does not show of it
 * follows the rest.  Fails with SMP_ERROR_VALUE where that is no head's size, from a child's to
 * half as large again as a man's, or no head's shape.
 */
gboolean smp_head_from_ellipse (const gdouble      box_mm[4],
                                const SmpHeadView *view,
                                gdouble            turned_deg,
                                gdouble            distance_mm,
                                SmpHead           *head,
                                GError           **error);

/**
 * smp_head_from_words:
 * @words: "none", "X,Y,WIDTH,HEIGHT,VIEW", or that and ",DISTANCE", or that and ",TURNED": as
 *   smp_head_from_ellipse(), the ellipse in pixels, the distance in mm; or the text of a recipe
 * @px_per_mm: the scale
 * @origin_px: the pattern's origin in the picture; a recipe's text counts from there
 * @head: (out) (nullable): the kept head (smp_head_keep()), or NULL for none
 *
 * Reads what a person or script says of the head.  Fails with SMP_ERROR_VALUE where it cannot be
 * read, and as smp_head_from_ellipse().
 */
gboolean smp_head_from_words (const gchar    *words,
                              gdouble         px_per_mm,
                              const gint      origin_px[2],
                              const SmpHead **head,
                              GError        **error);

G_END_DECLS
