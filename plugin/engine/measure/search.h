/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One search for hairs: its state, and the steps that it is made of, which are a file each. */

#pragma once

#include "base/exact-math.h"
#include "base/same-math.h"
#include "hairs.h"

/* The filter along the hair has so many samples on each side, and a sigma of such a share of the
 * length. */
#define SMP_ALONG_SAMPLES 4
#define SMP_ALONG_SHARE   0.2

/* A mark's own axis is turned so many steps each way, and read at so many places on each side of
 * its middle; a strand's is turned so many at each of its steps. */
#define SMP_TURN_STEPS        4
#define SMP_N_BESIDE          4
#define SMP_STRAND_TURN_STEPS 2

/* How long a single hair may be, of the average. */
#define SMP_LONGEST_MARK 1.6

/* How strong a peak must be for a mark, of the typical mark's strength near it; and how strong a
 * place's typical mark is at least, of all places'. */
#define SMP_LEAST_STRENGTH 0.25
#define SMP_QUIETEST_PLACE 0.4

/* The error function is read between nodes so far apart, up to where a float tells it from 1 no
 * more. */
#define SMP_ERROR_STEPS 32
#define SMP_ERROR_END   4
#define SMP_ERROR_NODES (SMP_ERROR_STEPS * SMP_ERROR_END + 1)

/* A Gaussian of height 1 is read at so many steps a sigma, up to where it is next to nothing. */
#define SMP_GAUSSIAN_STEPS 64
#define SMP_GAUSSIAN_NODES (SMP_GAUSSIAN_STEPS * 4)

/* Of a sample that was taken: the core of a mark, above which the pass is counted. */
#define SMP_IN_CORE   1
#define SMP_PASS_BITS 1

/* Numbers a sample's second derivatives take, which are read together. */
#define SMP_N_HESSIAN 4

/* How the hair of a cell lies, and how far apart the filter's taps are along it. */
typedef struct
{
  gfloat   axis[2];
  gfloat   along_step;
  gboolean is_near; /* near enough to what is usable to count */
} SmpCellAxis;

/* One of the response's peaks: its height and its sample. */
typedef struct
{
  gfloat strength;
  gint   at;
} SmpMarkPeak;

/* One search's state.  The finder keeps it for the next, which has the same photo: its derivatives
 * stay, and fresh memory costs more than what is computed in it. */
struct _SmpMarkSearch
{
  const SmpMarkFinder *finder;
  gfloat              *hessian;  /* xx, xy, yy and 0 of each sample, side by side */
  SmpField             across;   /* the finder's scratch */
  SmpField             response; /* the same */
  gfloat               along_taps[SMP_ALONG_SAMPLES + 1];
  gfloat               turns[2 * SMP_TURN_STEPS + 1][2];               /* cosine and sine */
  gfloat               strand_turns[2 * SMP_STRAND_TURN_STEPS + 1][2]; /* the same */
  gdouble              filter_sigma;
  gfloat               error[SMP_ERROR_NODES][2]; /* the error function and its slope */
  gfloat               gaussian[SMP_GAUSSIAN_NODES];
  gfloat              *profile;     /* of a stroke's response across */
  gfloat              *near_across; /* of how near a stroke is, as long */
  gfloat               profile_end; /* in samples */
  SmpField             near_usable; /* by cell: distance from usable ones */
  gfloat               turn[2];     /* cosine and sine: of the filter from the hair */
  gfloat               most_order;  /* coherence of the cells that are filtered */
  SmpCellAxis         *axes;        /* by cell */
  guint8 *taken;     /* SMP_IN_CORE of a mark, and the number of the pass that changed it */
  guint8 *near_mark; /* how near the nearest mark is, 255: on it */
};

/* The filter's sigma along a hair of that length. */
static inline gfloat
smp_search_along_sigma (gfloat length)
{
  return (gfloat) SMP_ALONG_SHARE * length;
}

/* The standard deviation across of a filtered stroke. */
static inline gdouble
smp_search_stroke_sigma (const SmpMarkSearch *search)
{
  return hypot (search->finder->shape.sigma_across, search->filter_sigma);
}

/* Sets the cosine and sine of so many steps of a turn each way. */
static inline void
smp_search_set_turns (gfloat (*turns)[2], gint steps, gdouble step_deg)
{
  for (gint k = -steps; k <= steps; k++)
    {
      gfloat turn = (gfloat) (k * step_deg * G_PI / 180.0);

      turns[k + steps][0] = cosf (turn);
      turns[k + steps][1] = sinf (turn);
    }
}

/* The second derivatives at a place between samples. */
static inline SmpFour
smp_search_hessian_at (const SmpMarkSearch *search, const SmpPlace *place)
{
  const gfloat *p     = search->hessian + SMP_N_HESSIAN * place->sample;
  const gfloat *right = p + SMP_N_HESSIAN * place->right, *q = p + SMP_N_HESSIAN * place->below;
  const gfloat  left = 1.0f - place->u, above = 1.0f - place->v;

  return (smp_four (p) * left + smp_four (right) * place->u) * above +
         (smp_four (q) * left + smp_four (right + SMP_N_HESSIAN * place->below) * place->u) *
           place->v;
}

/* The second derivative across an axis, of such second derivatives. */
static inline gfloat
smp_search_across_of (const SmpMarkSearch *search, const gfloat axis[2], SmpFour hessian)
{
  gfloat scale = -(gfloat) (search->filter_sigma * search->filter_sigma);

  return scale * (hessian[0] * axis[1] * axis[1] - 2.0f * hessian[1] * axis[0] * axis[1] +
                  hessian[2] * axis[0] * axis[0]);
}

/* hair-filter.c: finds the second derivatives of the finder's depth, and makes the filter ready. */
void smp_search_prepare_filter (SmpMarkSearch *search);

/* Sets the response of the cells that are near enough and of no more order, along axes turned from
 * the hair's. */
void smp_search_filter (SmpMarkSearch *search, gdouble turn_deg, gdouble most_order);

/* The hair's direction at a sample, turned as the filter is; returns the coherence. */
gfloat smp_search_axis_at (const SmpMarkSearch *search, gfloat x, gfloat y, gfloat axis[2]);

/* hair-peaks.c: the peaks of the response above a limit where there is hair, row by row; all, or
 * those that are strong enough for a mark.  To be freed with g_array_unref(). */
GArray *smp_search_find_peaks (const SmpMarkSearch *search, gfloat limit, gboolean is_strong);

/* Sorts them, the highest first. */
void smp_search_sort_peaks (GArray *peaks);

/* Leaves out the peaks that are too faint for a mark. */
void smp_search_drop_faint (const SmpMarkSearch *search, GArray *peaks);

/* Leaves out the peaks that lie on marks. */
void smp_search_drop_taken (const SmpMarkSearch *search, GArray *peaks);

/* The mark at a peak, as the hair around lies; smp_search_fit_mark() finds how it does itself. */
SmpFoundMark smp_search_mark_at_peak (const SmpMarkSearch *search, const SmpMarkPeak *peak);

/* typical-strength.c: sets the typical strength, of all and near each tile. */
void smp_marks_find_typical (SmpMarkFinder *finder, const GArray *peaks);

/* stroke-fit.c: makes ready what marks are fitted with. */
void smp_search_prepare_fit (SmpMarkSearch *search);

/* Finds a mark's own axis, and its strength, middle and length along that. */
void smp_search_fit_mark (const SmpMarkSearch *search, SmpFoundMark *mark);

/* Whether a mark is darker than both its sides: skin beside a glint is darker than the glint alone.
 */
gboolean smp_search_is_dark (const SmpMarkSearch *search, const SmpFoundMark *mark);

/* stroke-take.c: makes ready what marks are taken out with. */
void smp_search_prepare_taking (SmpMarkSearch *search);

/* Sets the profiles across, which all strokes share, for the finder's shape. */
void smp_search_set_profile (SmpMarkSearch *search);

/* Takes a mark's own response out, and notes where it lies, and with which pass. */
void smp_search_take_mark (SmpMarkSearch *search, const SmpFoundMark *mark, guint8 pass);

/* strands.c: makes ready what strands are followed with. */
void smp_search_prepare_strands (SmpMarkSearch *search);

/* How long the strands are that the finder's marks are parts of, in samples. */
gdouble smp_search_strand_length (const SmpMarkSearch *search);
