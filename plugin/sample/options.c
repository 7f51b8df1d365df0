/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "options.h"

#include <string.h>

#define NOT_GIVEN        (-G_MAXDOUBLE)
#define NOT_GIVEN_NUMBER G_MININT

/* What the command line may say.
 */
typedef struct
{
  gint    width, quality, variant;
  gint64  seed;
  gdouble px_per_mm, density, noise, blur, glare, scar_width, scar_pale, scar_red, roll;
#define FEATURE(field, option, off, low, high, unit, help) gdouble field;
#include "features.def"
  gchar   *skin;
  gboolean close_up, list;
  gchar  **rest;
} Given;

static Given
nothing_given (void)
{
  Given given = {
    0,
  };

  given.width = given.quality = given.variant = NOT_GIVEN_NUMBER;
  given.seed                                  = NOT_GIVEN_NUMBER;
  given.px_per_mm = given.density = given.noise = given.blur = given.glare = NOT_GIVEN;
  given.scar_width = given.scar_pale = given.scar_red = given.roll = NOT_GIVEN;
#define FEATURE(field, option, off, low, high, unit, help) given.field = NOT_GIVEN;
#include "features.def"

  return given;
}

static gboolean
complain (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);

  return FALSE;
}

static gboolean
take_number (gdouble      given,
             gdouble      low,
             gdouble      high,
             const gchar *name,
             gdouble     *number,
             GError     **error)
{
  if (given <= NOT_GIVEN)
    return TRUE;

  if (!(given >= low && given <= high))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--%s must lie between %g and %g.", name, low, high);
      return FALSE;
    }
  *number = given;

  return TRUE;
}

static gboolean
take_skin (const gchar *given, SampleOptions *options, GError **error)
{
  return !given || sample_skin_find (given, &options->skin) ||
         complain (error, "--skin must be light, medium, tan, brown or dark.");
}

static gboolean
take_integers (const Given *given, SampleOptions *options, GError **error)
{
  if (given->seed != NOT_GIVEN_NUMBER && (given->seed < 0 || given->seed > G_MAXUINT32))
    return complain (error, "--seed must lie between 0 and 4294967295.");
  if (given->quality != NOT_GIVEN_NUMBER && (given->quality < 1 || given->quality > 100))
    return complain (error, "--quality must lie between 1 and 100.");

  if (given->seed >= 0)
    options->seed = (guint32) given->seed;
  if (given->quality >= 0)
    options->quality = given->quality;

  return TRUE;
}

/* The whole head is 224 mm by 270 mm; a close-up has the shape of 7 to 5.
 */
static gboolean
take_frame (const Given *given, SampleOptions *options, GError **error)
{
  gint width = given->width;

  if (width != NOT_GIVEN_NUMBER && (width < 64 || width > 12000))
    return complain (error, "--width must lie between 64 and 12000 pixels.");

  options->close_up = given->close_up;
  if (options->close_up)
    {
      options->width_px  = width == NOT_GIVEN_NUMBER ? 700 : width;
      options->height_px = MAX (1, options->width_px * 5 / 7);
      options->px_per_mm = 10.0;
    }
  else
    {
      options->width_px  = width == NOT_GIVEN_NUMBER ? 2240 : width;
      options->height_px = options->width_px * 270 / 224;
      options->px_per_mm = options->width_px / 224.0;
    }

  return take_number (given->px_per_mm, 1.0, 40.0, "px-per-mm", &options->px_per_mm, error);
}

static gboolean
take_features (const Given *given, SampleOptions *options, GError **error)
{
#define FEATURE(field, option, off, low, high, unit, help)                    \
  if (!take_number (given->field, low, high, option, &options->field, error)) \
    return FALSE;
#include "features.def"

  return TRUE;
}

static gboolean
take_all (const Given *given, SampleOptions *options, GError **error)
{
  if (given->variant != NOT_GIVEN_NUMBER)
    {
      if (given->variant < 0 || given->variant >= SAMPLE_N_VARIANTS)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "--variant must lie between 0 and %d.", SAMPLE_N_VARIANTS - 1);
          return FALSE;
        }
      sample_options_variant (given->variant, options);
    }
  else if (!take_frame (given, options, error))
    {
      return FALSE;
    }

  return take_skin (given->skin, options, error) && take_integers (given, options, error) &&
         take_number (given->density, 5.0, 400.0, "density", &options->density_per_cm2, error) &&
         take_number (given->noise, 0.0, 50.0, "noise", &options->noise_sigma, error) &&
         take_number (given->blur, 0.0, 10.0, "blur", &options->blur_px, error) &&
         take_number (given->glare, 0.0, 1.0, "glare", &options->glare, error) &&
         take_number (given->scar_width, 0.5, 15.0, "scar-width", &options->scar_width_mm, error) &&
         take_number (given->scar_pale, 0.0, 1.5, "scar-pale", &options->scar_pale, error) &&
         take_number (given->scar_red, 0.0, 2.0, "scar-red", &options->scar_red, error) &&
         take_number (given->roll, -180.0, 180.0, "roll", &options->roll_deg, error) &&
         take_features (given, options, error);
}

static gboolean
parse_words (gint argc, gchar **argv, Given *given, GError **error)
{
  const GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &given->width, "Width of the photo, the height follows",
      "PX" },
    { "px-per-mm", 0, 0, G_OPTION_ARG_DOUBLE, &given->px_per_mm, "Scale at the scar", "N" },
    { "density", 0, 0, G_OPTION_ARG_DOUBLE, &given->density, "Hairs on a square centimetre", "N" },
    { "skin", 0, 0, G_OPTION_ARG_STRING, &given->skin, "light, medium, tan, brown or dark",
      "NAME" },
    { "noise", 0, 0, G_OPTION_ARG_DOUBLE, &given->noise,
      "Sensor noise in 8-bit steps at middle grey", "SIGMA" },
    { "blur", 0, 0, G_OPTION_ARG_DOUBLE, &given->blur, "Standard deviation of the lens's blur",
      "PX" },
    { "quality", 0, 0, G_OPTION_ARG_INT, &given->quality, "Quality of the JPEG file", "1..100" },
    { "glare", 0, 0, G_OPTION_ARG_DOUBLE, &given->glare, "Share of shine at the highlight's peak",
      "0..1" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &given->seed, "Another head", "N" },
    { "scar-width", 0, 0, G_OPTION_ARG_DOUBLE, &given->scar_width, "Mean width of the scar", "MM" },
    { "scar-pale", 0, 0, G_OPTION_ARG_DOUBLE, &given->scar_pale, "How pale the scar is, 1 is white",
      "SHARE" },
    { "scar-red", 0, 0, G_OPTION_ARG_DOUBLE, &given->scar_red,
      "How red the scar's edge is, 1 is a young scar", "SHARE" },
    { "roll", 0, 0, G_OPTION_ARG_DOUBLE, &given->roll, "Roll of the camera, counter-clockwise",
      "DEG" },
#define FEATURE(field, option, off, low, high, unit, help) \
  { option, 0, 0, G_OPTION_ARG_DOUBLE, &given->field, help, unit },
#include "features.def"
    { "close-up", 0, 0, G_OPTION_ARG_NONE, &given->close_up,
      "Only a patch of scalp around the scar", NULL },
    { "list-variants", 0, 0, G_OPTION_ARG_NONE, &given->list, "List the fixed variants as CSV",
      NULL },
    { "variant", 0, 0, G_OPTION_ARG_INT, &given->variant, "One of the fixed variants", "K" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given->rest, NULL, "DIR" },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL }
  };
  GOptionContext *context = g_option_context_new ("- draw a scalp with a scar, and its truth");
  gboolean        parsed;

  g_option_context_add_main_entries (context, entries, NULL);
  parsed = g_option_context_parse (context, &argc, &argv, error);
  g_option_context_free (context);

  return parsed;
}

void
sample_options_default (SampleOptions *options)
{
  options->width_px        = 2240;
  options->height_px       = 2700;
  options->px_per_mm       = 10.0;
  options->density_per_cm2 = 150.0;
  options->skin            = SAMPLE_SKIN_LIGHT;
  options->noise_sigma     = 1.4;
  options->blur_px         = 0.7;
  options->quality         = 92;
  options->glare           = 0.30;
  options->seed            = 7u;
  options->scar_width_mm   = 3.4;
  options->scar_pale       = SAMPLE_MATURE_SCAR;
  options->scar_red        = SAMPLE_MATURE_RED;
  options->roll_deg        = 0.0;
  options->close_up        = FALSE;
  sample_features_off (options);
}

/* Leaves folder NULL when there is nothing to draw.
 */
gboolean
sample_options_parse (gint           argc,
                      gchar        **argv,
                      SampleOptions *options,
                      gchar        **folder,
                      GError       **error)
{
  Given    given = nothing_given ();
  gboolean good  = parse_words (argc, argv, &given, error);

  sample_options_default (options);
  if (good && given.list)
    sample_options_list ();
  else if (good)
    good = take_all (&given, options, error);

  if (good && !given.list)
    {
      if (given.rest && !given.rest[1])
        *folder = g_strdup (given.rest[0]);
      else
        good = complain (error, "name one folder for the files, as in: smp-sample DIR");
    }

  g_free (given.skin);
  g_strfreev (given.rest);

  return good;
}
