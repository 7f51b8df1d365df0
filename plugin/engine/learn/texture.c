/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/same-math.h"
#include "texture.h"

#include <string.h>

/* Each band lies between two Gaussians, of these standard deviations in pixels; 0 blurs nothing.
 * Coarser than the last is light, not texture. */
static const gdouble edges_px[SMP_TEXTURE_BANDS + 1] = { 0.0, 0.7, 1.4, 2.8, 5.6, 11.2 };

/* The bands in which the texture's colour is read: finer is noise, coarser light. */
#define FIRST_OF_COLOUR 1
#define LAST_OF_COLOUR  3

/* A texture's strengths are found in so many rounds, in squares of this size. */
#define ROUNDS   6
#define TRIAL_PX 192

static gsize
size_of (const SmpField *field)
{
  return (gsize) field->width * (gsize) field->height;
}

static void
blur (const SmpField *field, gdouble sigma, SmpField *result)
{
  if (sigma > 0.0)
    smp_field_blur (field, sigma, result);
  else
    memcpy (result->data, field->data, sizeof (gfloat) * size_of (field));
}

/* Light over the bright skin near by, over its mean; 1 where it does not count. */
static void
read_shares (const SmpWork *bare, SmpField share[3])
{
  SmpField bright[3];

  smp_work_bright_skin (bare, bright);
  for (gint c = 0; c < 3; c++)
    {
      gdouble sum = 0.0, n = 0.0;
      gfloat  mean;

      smp_field_init (&share[c], bare->usable.width, bare->usable.height);
      for (gsize i = 0; i < size_of (&share[c]); i++)
        if (bare->usable.data[i] > 0.5f)
          {
            share[c].data[i] = bare->light[c].data[i] / MAX (bright[c].data[i], 1e-4f);
            sum += (gdouble) share[c].data[i];
            n += 1.0;
          }
      mean = (gfloat) MAX (sum / MAX (n, 1.0), 1e-4);
      for (gsize i = 0; i < size_of (&share[c]); i++)
        share[c].data[i] = bare->usable.data[i] > 0.5f ? share[c].data[i] / mean : 1.0f;
      smp_field_clear (&bright[c]);
    }
}

/* Standard deviations of a share's bands, by its twentieths, so that single spots do not count. */
static void
read_bands (const SmpField *share, const SmpField *usable, gdouble bands[SMP_TEXTURE_BANDS])
{
  g_autofree gfloat *values = g_new (gfloat, size_of (share));
  SmpField           finer, coarser;

  smp_field_init_unset (&finer, share->width, share->height);
  smp_field_init_unset (&coarser, share->width, share->height);
  blur (share, edges_px[0], &finer);
  for (gint k = 0; k < SMP_TEXTURE_BANDS; k++)
    {
      gsize n = 0;

      blur (share, edges_px[k + 1], &coarser);
      for (gsize i = 0; i < size_of (share); i++)
        if (usable->data[i] > 0.5f)
          values[n++] = finer.data[i] - coarser.data[i];
      bands[k] =
        (gdouble) (smp_quantile (values, n, 0.95) - smp_quantile (values, n, 0.05)) / 3.290;
      memcpy (finer.data, coarser.data, sizeof (gfloat) * size_of (share));
    }
  smp_field_clear (&finer);
  smp_field_clear (&coarser);
}

gfloat
smp_texture_noise_at (guint32 x, guint32 y)
{
  guint32 h = x * 0x9e3779b1u ^ y * 0x85ebca77u;

  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  h ^= h >> 15;
  return ((gfloat) (h & 0xffff) + (gfloat) (h >> 16)) * (2.449f / 65535.0f) - 2.449f;
}

/* Adds a band of noise of this standard deviation. */
static void
add_band (gint number, gdouble strength, SmpField *field)
{
  SmpField finer, coarser;
  gdouble  squares = 0.0;
  gfloat   scale;

  smp_field_init_unset (&finer, field->width, field->height);
  smp_field_init_unset (&coarser, field->width, field->height);
  for (gint y = 0; y < field->height; y++)
    for (gint x = 0; x < field->width; x++)
      smp_field_row (&coarser, y)[x] =
        smp_texture_noise_at ((guint32) (x + 15485 * number), (guint32) (y + 32452 * number));
  blur (&coarser, edges_px[number], &finer);
  blur (&coarser, edges_px[number + 1], &coarser);
  for (gsize i = 0; i < size_of (field); i++)
    {
      finer.data[i] -= coarser.data[i];
      squares += (gdouble) (finer.data[i] * finer.data[i]);
    }
  scale = (gfloat) (strength / sqrt (MAX (squares / (gdouble) size_of (field), 1e-12)));
  for (gsize i = 0; i < size_of (field); i++)
    field->data[i] += scale * finer.data[i];
  smp_field_clear (&finer);
  smp_field_clear (&coarser);
}

void
smp_texture_draw (const SmpTexture *texture, gint width, gint height, SmpField *field)
{
  memset (field, 0, sizeof *field);
  for (gint k = 0; k < SMP_TEXTURE_BANDS; k++)
    if (texture->bands[k] > 0.0)
      {
        if (!field->data)
          smp_field_init (field, width, height);
        add_band (k, texture->bands[k], field);
      }
}

/* What noise of one band leaves in the others, and in its own, is found by drawing some. */
static void
find_strengths (const gdouble bands[SMP_TEXTURE_BANDS], SmpTexture *texture)
{
  gdouble  drawn[SMP_TEXTURE_BANDS];
  SmpField field, all;

  memcpy (texture->bands, bands, sizeof texture->bands);
  smp_field_init_unset (&all, TRIAL_PX, TRIAL_PX);
  for (gsize i = 0; i < size_of (&all); i++)
    all.data[i] = 1.0f;
  for (gint round = 0; round < ROUNDS; round++)
    {
      smp_texture_draw (texture, TRIAL_PX, TRIAL_PX, &field);
      if (!field.data)
        break;
      read_bands (&field, &all, drawn);
      for (gint k = 0; k < SMP_TEXTURE_BANDS; k++)
        texture->bands[k] *= CLAMP (bands[k] / MAX (drawn[k], 1e-9), 0.25, 4.0);
      smp_field_clear (&field);
    }
  smp_field_clear (&all);
}

void
smp_texture_measure (const SmpWork *bare, SmpTexture *texture)
{
  SmpField share[3];
  gdouble  bands[3][SMP_TEXTURE_BANDS], squares[3] = { 0.0, 0.0, 0.0 };

  read_shares (bare, share);
  for (gint c = 0; c < 3; c++)
    {
      read_bands (&share[c], &bare->usable, bands[c]);
      for (gint k = FIRST_OF_COLOUR; k <= LAST_OF_COLOUR; k++)
        squares[c] += bands[c][k] * bands[c][k];
      smp_field_clear (&share[c]);
    }
  find_strengths (bands[1], texture);
  for (gint c = 0; c < 3; c++)
    texture->colour[c] = squares[1] > 0.0 ? sqrt (squares[c] / squares[1]) : 1.0;
}
