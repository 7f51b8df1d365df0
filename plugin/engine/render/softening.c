/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "softening.h"

#define N_CHANNELS SMP_SOFTENING_CHANNELS
#define LANES      SMP_LANES

/* With the radius a constant all rows are added at once. */
static inline __attribute__ ((always_inline)) void
blur_down (const gfloat *taps, gint radius, const gfloat *const *rows, gint n, gfloat *restrict row)
{
  const gfloat *const *middle = rows + radius;

  for (gint i = 0; i < (n & -LANES); i++)
    {
      gfloat sum = taps[0] * middle[0][i];

      for (gint k = 1; k <= radius; k++)
        sum += taps[k] * (middle[-k][i] + middle[k][i]);
      row[i] = sum;
    }
}

SMP_VECTORISED void
smp_soften_down (const SmpGaussian *gaussian, const gfloat *const *rows, gint n, gfloat *row)
{
  const gfloat *taps = gaussian->taps;

  switch (gaussian->radius)
    {
    case 0:
      blur_down (taps, 0, rows, n, row);
      break;
    case 1:
      blur_down (taps, 1, rows, n, row);
      break;
    case 2:
      blur_down (taps, 2, rows, n, row);
      break;
    case 3:
      blur_down (taps, 3, rows, n, row);
      break;
    case 4:
      blur_down (taps, 4, rows, n, row);
      break;
    case 5:
      blur_down (taps, 5, rows, n, row);
      break;
    case 6:
      blur_down (taps, 6, rows, n, row);
      break;
    default:
      for (gint i = 0; i < n; i++)
        row[i] = taps[0] * rows[gaussian->radius][i];
      for (gint k = 1; k <= gaussian->radius; k++)
        {
          const gfloat *above = rows[gaussian->radius - k], *below = rows[gaussian->radius + k];

          for (gint i = 0; i < n; i++)
            row[i] += taps[k] * (above[i] + below[i]);
        }
      break;
    }
}

/* LANES pixels at once. */
static inline __attribute__ ((always_inline)) void
write_pixels (gfloat (*light)[LANES], gfloat none, gfloat least_loss, gfloat *pixels)
{
  gfloat least[LANES], share[LANES];

  SMP_ONE_VECTOR
  for (gint l = 0; l < LANES; l++)
    least[l] = MIN (MIN (light[0][l], light[1][l]), light[2][l]);
  SMP_EACH_LANE (N_CHANNELS) light[v][l] = least[l] < none ? light[v][l] : 1.0f;
  SMP_ONE_VECTOR
  for (gint l = 0; l < LANES; l++)
    share[l] = least[l] < 1.0f - least_loss ? 1.0f : 0.0f;
  smp_put_pixels (light[0], light[1], light[2], share, pixels);
}

/* With the radius a constant the sums stay in vectors. */
static inline __attribute__ ((always_inline)) void
blur_along (const gfloat *taps,
            gint          radius,
            const gfloat *row,
            gint          stride,
            gint          width,
            gfloat        none,
            gfloat        least_loss,
            gfloat *restrict light)
{
  gfloat sums[N_CHANNELS][LANES], pixels[4 * LANES], own[SMP_SPREAD_MAX_TAPS];

  /* What is written might be the taps, for all that a compiler knows. */
  memcpy (own, taps, sizeof (gfloat) * (gsize) (radius + 1));
  for (gint x = 0; x < width; x += LANES)
    {
      const gfloat  *middle   = row + radius + x;
      const gboolean is_whole = x + LANES <= width;

      SMP_EACH_LANE (N_CHANNELS) sums[v][l] = own[0] * middle[v * stride + l];
      SMP_UNROLLED
      for (gint k = 1; k <= radius; k++)
        SMP_EACH_LANE (N_CHANNELS)
      sums[v][l] += own[k] * (middle[v * stride + l - k] + middle[v * stride + l + k]);
      write_pixels (sums, none, least_loss, is_whole ? light + 4 * x : pixels);
      if (!is_whole)
        memcpy (light + 4 * x, pixels, sizeof (gfloat) * 4 * (gsize) (width - x));
    }
}

SMP_VECTORISED void
smp_soften_along (const SmpGaussian *gaussian,
                  const gfloat      *row,
                  gint               stride,
                  gint               width,
                  gfloat             none,
                  gfloat             least_loss,
                  gfloat            *light)
{
  const gfloat *taps = gaussian->taps;

  switch (gaussian->radius)
    {
    case 0:
      blur_along (taps, 0, row, stride, width, none, least_loss, light);
      break;
    case 1:
      blur_along (taps, 1, row, stride, width, none, least_loss, light);
      break;
    case 2:
      blur_along (taps, 2, row, stride, width, none, least_loss, light);
      break;
    case 3:
      blur_along (taps, 3, row, stride, width, none, least_loss, light);
      break;
    case 4:
      blur_along (taps, 4, row, stride, width, none, least_loss, light);
      break;
    case 5:
      blur_along (taps, 5, row, stride, width, none, least_loss, light);
      break;
    case 6:
      blur_along (taps, 6, row, stride, width, none, least_loss, light);
      break;
    default:
      blur_along (taps, gaussian->radius, row, stride, width, none, least_loss, light);
      break;
    }
}
