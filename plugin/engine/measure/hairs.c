/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds hairs as dark strokes: a second derivative across the local direction of the hair, averaged
 * along it, is a matched filter that even light does not see.  Its highest peaks are taken, the
 * average stroke's own response is subtracted (CLEAN: Hogbom 1974), and the next ones sought in
 * what is left, so that strokes which touch are counted one by one.
 * All steps of the one search share its state: search.h lists them. */

#include <string.h>

#include "base/exact-math.h"
#include "base/same-math.h"
#include "base/stop.h"
#include "search.h"
#include "strips.h"

#define MAX_PASSES     3
#define STRAY_DEG      60.0 /* axes on each side of the hair's, where it lies in many ways */
#define STRAY_ORDER    0.75 /* coherence, where it does */
#define STRAY_STRENGTH 0.4  /* at least, of all places' typical mark: skin is in no order either */
#define LEAST_MASS     0.25 /* of the typical mark's */

/* No stroke is quite like the average one, so that fainter ones are left beside it when that is
 * subtracted; what is as faint and stands alone is a hair.  The logarithm of the odds that a mark
 * is a hair of its own grows with that of its mass, of the typical strength of all places, and of
 * its length, and falls with how near a stronger mark is: 1 on that, and less by a Gaussian
 * (logistic regression on the counts of drawn scalps with known hairs). */
#define ODDS_ALONE  4.2
#define ODDS_MASS   1.0
#define ODDS_LENGTH 1.1
#define ODDS_BESIDE 7.1

static gdouble
residue (const SmpMarkSearch *search)
{
  const SmpField *r = &search->response;
  gsize           n = 0, size = (gsize) r->width * (gsize) r->height;
  gsize           stride = MAX (size / 40000, 1) | 1;
  gfloat         *values = g_new (gfloat, size / stride + 1);
  gdouble         result;

  for (gsize i = 0; i < size; i += stride)
    if (!(search->taken[i] & SMP_IN_CORE) &&
        smp_marks_usable_at (search->finder, (gfloat) (i % (gsize) r->width),
                             (gfloat) (i / (gsize) r->width)) >= 0.5f)
      values[n++] = fabsf (r->data[i]);
  result = 1.4826 * (gdouble) smp_quantile (values, n, 0.5);
  g_free (values);
  return result;
}

/* One pass over the response's peaks. */
typedef struct
{
  SmpMarkSearch *search;
  const GArray  *peaks;
  guint8         number; /* as samples are noted with */
} Pass;

/* Most marks reach no farther along, in steps of the filter's taps. */
#define USUAL_REACH 9.0

/* No mark changes or reads samples so far from its peak. */
static gint
farthest_work (const SmpMarkSearch *search)
{
  const SmpField *lengths = &search->finder->length_near;
  gfloat          average = (gfloat) search->finder->shape.length, soft, shift, reach;

  for (gint i = 0; lengths->data && i < lengths->width * lengths->height; i++)
    average = i > 0 ? MAX (average, lengths->data[i]) : lengths->data[i];
  soft  = 2.0f * (smp_search_along_sigma (average) + (gfloat) search->filter_sigma);
  shift = 0.25f * (gfloat) SMP_LONGEST_MARK * average + 0.25f;
  reach = 0.5f * (gfloat) SMP_LONGEST_MARK * average + soft;
  return (gint) ceilf (shift + MAX (reach, search->profile_end)) + 4;
}

/* How likely a mark is a hair of its own. */
static gfloat
likely_hair (const SmpMarkSearch *search, const SmpFoundMark *mark)
{
  const gint    width = search->response.width, height = search->response.height;
  const gint    x         = CLAMP ((gint) (mark->x + 0.5f), 0, width - 1);
  const gint    y         = CLAMP ((gint) (mark->y + 0.5f), 0, height - 1);
  const guint8  near_mark = search->near_mark[(gsize) y * (gsize) width + (gsize) x];
  const gdouble length =
    (gdouble) mark->length / (gdouble) smp_marks_length_at (search->finder, mark->x, mark->y);
  const gdouble mass = (gdouble) mark->own_strength / search->finder->typical * length;
  const gdouble odds = ODDS_ALONE + ODDS_MASS * log (mass) + ODDS_LENGTH * log (length) -
                       ODDS_BESIDE * near_mark / 255.0;

  return (gfloat) (1.0 / (1.0 + exp (-odds)));
}

/* Takes the mark at a peak out of the response; whether it is one. */
static gboolean
take_peak (guint number, SmpFoundMark *mark, gpointer data)
{
  const Pass        *pass   = data;
  SmpMarkSearch     *search = pass->search;
  const SmpMarkPeak *peak   = &g_array_index (pass->peaks, SmpMarkPeak, number);
  gboolean           is_mark;
  gfloat             mass;

  if ((search->taken[peak->at] & ~SMP_IN_CORE) == pass->number)
    return FALSE;
  *mark = smp_search_mark_at_peak (search, peak);
  smp_search_fit_mark (search, mark);
  mass    = smp_marks_mass (search->finder, mark);
  is_mark = !(search->taken[peak->at] & SMP_IN_CORE) && mass > (gfloat) LEAST_MASS &&
            smp_search_is_dark (search, mark);
  if (is_mark)
    mark->hairs = likely_hair (search, mark);
  smp_search_take_mark (search, mark, pass->number);
  return is_mark;
}

/* Has what a peak's mark will read and change fetched: from peak to peak it lies anywhere. */
static void
fetch_peak (guint number, gpointer data)
{
  const Pass          *pass   = data;
  const SmpMarkSearch *search = pass->search;
  const SmpMarkPeak   *peak   = &g_array_index (pass->peaks, SmpMarkPeak, number);
  const gint           width = search->response.width, height = search->response.height;
  const gint           x = peak->at % width, y = peak->at / width, cell = search->finder->cell;
  const SmpCellAxis   *hair  = &search->axes[y / cell * search->near_usable.width + x / cell];
  const gfloat         reach = (gfloat) USUAL_REACH * hair->along_step;
  const gint           wide =
    (gint) (fabsf (hair->axis[0]) * reach + fabsf (hair->axis[1]) * search->profile_end);
  const gint high =
    (gint) (fabsf (hair->axis[1]) * reach + fabsf (hair->axis[0]) * search->profile_end);
  const gint left = MAX (x - wide, 0), right = MIN (x + wide, width - 1);

  for (gint row = MAX (y - high, 0); row <= MIN (y + high, height - 1); row++)
    {
      const gsize at = (gsize) row * (gsize) width;

      smp_prefetch (search->response.data + at + left);
      smp_prefetch (search->response.data + at + right);
      smp_prefetch (search->taken + at + left);
    }
  for (gint k = -SMP_N_BESIDE; k <= SMP_N_BESIDE; k++)
    {
      const gint column =
        CLAMP (x + (gint) (1.25f * hair->axis[0] * hair->along_step * (gfloat) k), 0, width - 1);
      const gint row =
        CLAMP (y + (gint) (1.25f * hair->axis[1] * hair->along_step * (gfloat) k), 0, height - 2);
      const gfloat *p =
        search->hessian + SMP_N_HESSIAN * ((gsize) row * (gsize) width + (gsize) column);

      smp_prefetch (p);
      smp_prefetch (p + SMP_N_HESSIAN * (gsize) width);
    }
}

/* Takes the marks at the peaks, the highest first, out of the response, and adds those that are. */
static void
take_peaks (SmpMarkSearch *search, const GArray *peaks, gint pass, GArray *marks)
{
  const gint width = search->response.width;
  Pass       work  = { search, peaks, (guint8) ((pass + 1) << SMP_PASS_BITS) };

  g_autofree gint *rows = g_new (gint, MAX (peaks->len, 1));

  for (guint i = 0; i < peaks->len; i++)
    rows[i] = g_array_index (peaks, SmpMarkPeak, i).at / width;
  smp_strips_work (&(SmpStripWork) { rows, peaks->len, search->response.height,
                                     2 * farthest_work (search), fetch_peak, take_peak, &work },
                   marks);
}

/* Finds the hairs that lie otherwise than those around. */
static void
collect_strays (SmpMarkFinder *finder, SmpMarkSearch *search)
{
  for (gint k = -1; k <= 1 && !smp_is_stopped (); k += 2)
    {
      GArray *peaks;

      smp_search_filter (search, k * STRAY_DEG, STRAY_ORDER);
      peaks = smp_search_find_peaks (search, (gfloat) (STRAY_STRENGTH * finder->typical), TRUE);
      smp_search_drop_taken (search, peaks);
      smp_search_sort_peaks (peaks);
      take_peaks (search, peaks, MAX_PASSES + (k > 0), finder->marks);
      g_array_unref (peaks);
    }
}

static void
collect (SmpMarkFinder *finder, SmpMarkSearch *search)
{
  g_array_set_size (finder->marks, 0);
  smp_search_set_profile (search);
  for (gint pass = 0; pass < MAX_PASSES && !smp_is_stopped (); pass++)
    {
      gfloat limit =
        pass == 0 ? 0.0f : (gfloat) (SMP_LEAST_STRENGTH * SMP_QUIETEST_PLACE * finder->typical);
      GArray *peaks = smp_search_find_peaks (search, limit, pass > 0);

      if (pass == 0 && !finder->keep_typical)
        smp_marks_find_typical (finder, peaks);
      if (pass == 0)
        smp_search_drop_faint (search, peaks);
      smp_search_sort_peaks (peaks);
      take_peaks (search, peaks, pass, finder->marks);
      g_array_unref (peaks);
    }
  if (!finder->keep_typical && !finder->is_sparse)
    {
      finder->residue = residue (search);
      finder->strand  = smp_search_strand_length (search);
    }
  if (finder->with_strays)
    collect_strays (finder, search);
}

static SmpMarkSearch *
search_new (const SmpMarkFinder *finder)
{
  gint           width = finder->depth.width, height = finder->depth.height;
  SmpMarkSearch *search = g_new0 (SmpMarkSearch, 1);

  search->finder = finder;
  smp_search_prepare_filter (search);
  smp_search_prepare_fit (search);
  smp_search_prepare_taking (search);
  smp_search_prepare_strands (search);
  search->across   = finder->scratch[0];
  search->response = finder->scratch[1];
  search->axes  = g_new (SmpCellAxis, (gsize) finder->usable.width * (gsize) finder->usable.height);
  search->taken = g_new (guint8, (gsize) width * (gsize) height);
  search->near_mark = g_new (guint8, (gsize) width * (gsize) height);
  return search;
}

static void
search_free (SmpMarkSearch *search)
{
  g_free (search->hessian);
  g_free (search->profile);
  g_free (search->axes);
  g_free (search->taken);
  g_free (search->near_mark);
  g_free (search);
}

void
smp_marks_find (SmpMarkFinder *finder)
{
  gint           height = finder->depth.height;
  SmpMarkSearch *search;

  if (!finder->search)
    finder->search = search_new (finder);
  search          = finder->search;
  finder->tile_px = SMP_TILE_MM * finder->px_per_mm;
  memset (search->taken, 0, (gsize) finder->depth.width * (gsize) height);
  memset (search->near_mark, 0, (gsize) finder->depth.width * (gsize) height);
  smp_field_distance (&finder->usable, 1.0f, &search->near_usable);
  smp_search_filter (search, 0.0, 1.0);
  collect (finder, search);
  smp_field_clear (&search->near_usable);
}

void
smp_marks_forget (SmpMarkFinder *finder)
{
  g_clear_pointer (&finder->search, search_free);
}
