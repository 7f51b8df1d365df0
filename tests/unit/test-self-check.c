/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is tried in the place of hair around is what comes of filling a scar.  The first argument is
 * the path of the program that draws scalps. */

#include <math.h>
#include <string.h>
#include <time.h>

#include "smp/error.h"
#include "smp/self-check.h"
#include "treated.h"

/* A self-check is stopped so many times, each at another of its steps. */
#define N_STOPS 6

/* The mean colour of a picture where the scar is. */
static SmpColour
colour_in_scar (const SmpPlane *photo, const SmpPlane *light, const SmpPlane *region)
{
  gdouble   sum[3] = { 0.0, 0.0, 0.0 }, n = 0.0;
  SmpColour colour;

  for (gint y = 0; y < photo->height; y++)
    for (gint x = 0; x < photo->width; x++)
      if (*smp_plane_at (region, x, y) > 0.5f)
        {
          n += 1.0;
          for (gint c = 0; c < 3; c++)
            sum[c] += (gdouble) (smp_plane_at (photo, x, y)[c] *
                                 (light ? smp_plane_at (light, x, y)[c] : 1.0f));
        }
  for (gint c = 0; c < 3; c++)
    sum[c] /= MAX (n, 1.0);
  smp_colour_set (&colour, sum);
  return colour;
}

/* Hairs, or dots found as such, where the scar is. */
static gdouble
marks_in_scar (const SmpPlane *photo,
               const SmpPlane *light,
               const SmpPlane *region,
               gdouble         px_per_mm)
{
  SmpPlane picture = *photo;
  gsize    n       = (gsize) photo->width * (gsize) photo->height;

  g_autofree gfloat *data       = g_memdup2 (photo->data, sizeof (gfloat) * 3 * n);
  g_autoptr (SmpSurroundings) s = NULL;

  picture.data = data;
  for (gsize i = 0; light && i < n; i++)
    for (gsize c = 0; c < 3; c++)
      data[3 * i + c] *= light->data[4 * i + c];
  s = smp_surroundings_measure (&picture, region, px_per_mm, TEST_RING_MM, NULL);
  return s->inside_density_per_cm2.value;
}

/* What the check says of hair around that it clears and fills is what comes of filling a scar that
 * is bare skin, beside the same scalp with its hair there. */
static void
test_the_self_check_is_true (gconstpointer data)
{
  TestTreated  treated;
  SmpSelfCheck check;
  SmpParams    params;
  GError      *error = NULL;
  SmpColour    was, is;
  gdouble      density, contrast, delta_e;

  test_treat (&treated, GPOINTER_TO_INT (data), "--scar-pale=0");
  params = treated.params;
  g_assert_true (smp_self_check (&treated.photo, &treated.region, treated.s, &params, NULL, &check,
                                 &error));
  g_assert_no_error (error);
  was     = colour_in_scar (&treated.clean, NULL, &treated.region);
  is      = colour_in_scar (&treated.photo, &treated.light, &treated.region);
  delta_e = smp_delta_e_2000 (&is, &was);
  density = marks_in_scar (&treated.photo, &treated.light, &treated.region, treated.s->px_per_mm) /
            marks_in_scar (&treated.clean, NULL, &treated.region, treated.s->px_per_mm);
  contrast = treated.after.contrast_ratio / treated.natural.contrast_ratio;
  g_test_message ("%u patches, %.0f hairs: density %.2f (truth %.2f), delta E %.2f (%.2f), "
                  "contrast "
                  "%.2f (%.2f)",
                  check.n_patches, check.hairs, check.density_ratio, density, check.delta_e,
                  delta_e, check.contrast_ratio, contrast);
  /* Where few of the soft dots are found as hairs are, it is said that they are few, and no more.
   */
  if (density >= SMP_COUNTED_ALIKE || check.density_ratio >= SMP_COUNTED_ALIKE)
    g_assert_cmpfloat (fabs (check.density_ratio / density - 1.0), <, 0.2);
  else
    g_assert_cmpfloat (fabs (check.density_ratio - density), <, 0.25);
  g_assert_cmpfloat (fabs (check.contrast_ratio / contrast - 1.0), <, 0.2);
  g_assert_cmpfloat (fabs (check.delta_e - delta_e), <, 0.75);
  test_treated_clear (&treated);
}

/* Hair that cannot be counted, or of which there is too little, says nothing of dots. */
static void
test_the_self_check_says_why_not (void)
{
  SmpSelfCheck check;
  SmpParams    params;

  g_autoptr (GError) error = NULL;

  test_judged_init ();
  smp_params_init (&params);
  test_judged.s->density_per_cm2 = (SmpFigure) { 130.0, 1.0, SMP_LIMIT_NONE };
  for (gint i = 0; i < test_judged.s->ring.width * test_judged.s->ring.height; i++)
    test_judged.s->ring.data[i] = i % 8 == 0;
  g_assert_false (smp_self_check (&test_judged.photo, &test_judged.region, test_judged.s, &params,
                                  NULL, &check, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IMAGE);
  g_assert_nonnull (strstr (error->message, "too little hair"));
  g_clear_error (&error);
  test_judged.s->density_per_cm2 = (SmpFigure) { 0.0, 0.0, SMP_LIMIT_BLUR };
  g_assert_false (smp_self_check (&test_judged.photo, &test_judged.region, test_judged.s, &params,
                                  NULL, &check, &error));
  g_assert_cmpstr (error->message, ==, smp_limit_sentence (SMP_LIMIT_BLUR));
  g_assert_cmpuint (check.n_patches, ==, 0);
  test_judged_clear ();
}

/* A self-check that runs in a thread of its own. */
typedef struct
{
  const TestTreated *treated;
  gint               stop, ended;
  gboolean           done;
  SmpSelfCheck       check;
  GError            *error;
} Running;

static gpointer
run_self_check (gpointer data)
{
  Running           *running = data;
  const TestTreated *treated = running->treated;

  running->done = smp_self_check (&treated->photo, &treated->region, treated->s, &treated->params,
                                  &running->stop, &running->check, &running->error);
  g_atomic_int_set (&running->ended, 1);
  return NULL;
}

/* Lets it work until that many of clock ()'s ticks have gone since start, or it has ended. */
static void
let_work (Running *running, clock_t start, clock_t ticks)
{
  while (clock () - start < ticks && !g_atomic_int_get (&running->ended))
    g_usleep (1000);
}

/* Whoever closes a dialog does not wait for what nobody will read; so it is at each of its steps.
 * Work is counted in processor time, which other programs on the machine do not prolong. */
static void
test_the_self_check_stops_at_once (void)
{
  TestTreated treated;
  clock_t     whole = 0, longest = 0;
  guint       n_stopped = 0;

  test_treat (&treated, 0, NULL);
  for (gint i = -1; i < N_STOPS; i++)
    {
      Running  running = { &treated, 0, 0, FALSE, { 0 }, NULL };
      clock_t  start   = clock ();
      GThread *thread  = g_thread_new ("self-check", run_self_check, &running);

      if (i >= 0)
        {
          let_work (&running, start, whole * i / (N_STOPS + 1));
          g_atomic_int_set (&running.stop, 1);
          start = clock ();
        }
      g_thread_join (thread);
      if (i < 0)
        {
          whole = clock () - start;
          g_assert_true (running.done);
          continue;
        }
      if (running.done)
        continue;
      g_assert_error (running.error, SMP_ERROR, SMP_ERROR_CANCELLED);
      g_assert_cmpuint (running.check.n_patches, ==, 0);
      n_stopped++;
      longest = MAX (longest, clock () - start);
      g_clear_error (&running.error);
    }
  g_test_message ("stopped %u times of %d within %.2f s of work; whole: %.2f s", n_stopped, N_STOPS,
                  (gdouble) longest / CLOCKS_PER_SEC, (gdouble) whole / CLOCKS_PER_SEC);
  g_assert_cmpuint (n_stopped, >=, N_STOPS / 2);
  g_assert_cmpint (longest, <, whole / 4);
  test_treated_clear (&treated);
}

/* Of light and of medium skin. */
static const gint checked_variants[] = { 0, 7 };

static void
add_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checked_variants) && (i == 0 || TEST_STEP == 1); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/self-check/true/%d", checked_variants[i]);

      g_test_add_data_func (path, GINT_TO_POINTER (checked_variants[i]),
                            test_the_self_check_is_true);
    }
  g_test_add_func ("/self-check/refused", test_the_self_check_says_why_not);
  g_test_add_func ("/self-check/stopped", test_the_self_check_stops_at_once);
}

gint
main (gint argc, gchar **argv)
{
  return test_treated_run (argc, argv, add_tests);
}
