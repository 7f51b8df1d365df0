/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "direction.h"

G_BEGIN_DECLS

/**
 * SmpPigment:
 *
 * Kinds of pigment, in the order of smp_pigment_choices.
 */
typedef enum
{
  SMP_PIGMENT_CARBON,
  SMP_PIGMENT_CARBON_WARM,
  SMP_PIGMENT_IRON_OXIDE,
  SMP_PIGMENT_TEMPORARY
} SmpPigment;

/**
 * SmpLoss:
 *
 * Rates of loss that a preview shows, in the order of smp_loss_choices.
 */
typedef enum
{
  SMP_LOSS_LOW,
  SMP_LOSS_TYPICAL,
  SMP_LOSS_HIGH
} SmpLoss;

/**
 * SmpSun:
 *
 * How much sun the skin gets, in the order of smp_sun_choices.
 */
typedef enum
{
  SMP_SUN_PROTECTED,
  SMP_SUN_NORMAL,
  SMP_SUN_HIGH
} SmpSun;

/**
 * SmpSkinType:
 *
 * Kinds of skin, in the order of smp_skin_choices.
 */
typedef enum
{
  SMP_SKIN_DRY,
  SMP_SKIN_NORMAL,
  SMP_SKIN_OILY
} SmpSkinType;

/**
 * SmpAge:
 *
 * The person's age, in the order of smp_age_choices.
 */
typedef enum
{
  SMP_AGE_UNDER_30,
  SMP_AGE_FROM_30
} SmpAge;

/**
 * SmpNoYes:
 *
 * Values of parameters that are so or not, in the order of smp_no_yes_choices.
 */
typedef enum
{
  SMP_NO,
  SMP_YES
} SmpNoYes;

/**
 * SmpLine:
 *
 * What gives the hairline, in the order of smp_line_choices.
 */
typedef enum
{
  SMP_LINE_AUTO,
  SMP_LINE_PATH,
  SMP_LINE_HALF_PATH,
  SMP_LINE_SELECTION
} SmpLine;

/**
 * SmpFront:
 *
 * Where the face lies, seen from the hairline, in the order of smp_front_choices.
 */
typedef enum
{
  SMP_FRONT_AUTO,
  SMP_FRONT_DOWN,
  SMP_FRONT_UP,
  SMP_FRONT_LEFT,
  SMP_FRONT_RIGHT
} SmpFront;

/**
 * SmpBehind:
 *
 * What lies behind a hairline, in the order of smp_behind_choices.
 */
typedef enum
{
  SMP_BEHIND_HAIR,
  SMP_BEHIND_REACH,
  SMP_BEHIND_SELECTION
} SmpBehind;

/**
 * SmpDiffusion:
 *
 * How soft a hairline is, in the order of smp_diffusion_choices.
 */
typedef enum
{
  SMP_DIFFUSION_ZERO,
  SMP_DIFFUSION_MEDIUM,
  SMP_DIFFUSION_HIGH
} SmpDiffusion;

/**
 * SmpScope:
 * @SMP_SCOPE_STIPPLE: a property of the operation smp:stipple
 * @SMP_SCOPE_FADE: a property of the operation smp:fade
 * @SMP_SCOPE_SKIN: a property of the operation smp:skin
 * @SMP_SCOPE_MAIN: among the few main controls of a dialog
 * @SMP_SCOPE_PHOTO: belongs to one photo, so never part of a preset
 * @SMP_SCOPE_HIDDEN: kept by the program, not set by a person
 * @SMP_SCOPE_AGEING: about what time does, not about the treatment
 * @SMP_SCOPE_HAIRLINE: shapes a hairline's density map
 * @SMP_SCOPE_CLIENT: about the person's skin and habits: in presets for fading (client profiles)
 *   alone
 * @SMP_SCOPE_MATCH: about what is measured around a scar, and how far it is blended
 * @SMP_SCOPE_EDGE: shapes a fill's density map
 */
typedef enum
{
  SMP_SCOPE_STIPPLE  = 1 << 0,
  SMP_SCOPE_FADE     = 1 << 1,
  SMP_SCOPE_SKIN     = 1 << 2,
  SMP_SCOPE_MAIN     = 1 << 3,
  SMP_SCOPE_PHOTO    = 1 << 4,
  SMP_SCOPE_HIDDEN   = 1 << 5,
  SMP_SCOPE_AGEING   = 1 << 6,
  SMP_SCOPE_HAIRLINE = 1 << 7,
  SMP_SCOPE_CLIENT   = 1 << 8,
  SMP_SCOPE_MATCH    = 1 << 9,
  SMP_SCOPE_EDGE     = 1 << 10
} SmpScope;

typedef enum
{
  SMP_TYPE_DOUBLE,
  SMP_TYPE_INT,
  SMP_TYPE_CHOICE,
  SMP_TYPE_DIRECTIONS
} SmpType;

/**
 * SmpChoice:
 * @nick: the word that files and scripts use
 * @label: the words that a person reads, to be translated
 *
 * One of the values of a choice parameter; an array of them ends with a NULL @nick.
 */
typedef struct
{
  const gchar *nick;
  const gchar *label;
} SmpChoice;

/**
 * SmpParams:
 *
 * A value for every parameter: all that a picture depends on besides the photo and the region.
 * The fields are the rows of params.def; choices are indices into their list.  Directions are NULL,
 * or a field that lasts as long as the program (see smp_direction_field_keep()), so that values can
 * be copied as a whole.
 */
typedef struct
{
#define SMP_DOUBLE(field, ...)     gdouble field;
#define SMP_INT(field, ...)        gint field;
#define SMP_CHOICE(field, ...)     gint field;
#define SMP_DIRECTIONS(field, ...) const SmpDirectionField *field;
#include "params.def"
#undef SMP_DOUBLE
#undef SMP_INT
#undef SMP_CHOICE
#undef SMP_DIRECTIONS
} SmpParams;

/**
 * SmpParamInfo:
 *
 * What is known of one parameter.  @label, @help and @unit are untranslated, marked with N_();
 * numbers of choices are indices.
 */
typedef struct
{
  const gchar     *id;
  SmpType          type;
  gsize            offset;
  gdouble          default_value;
  gdouble          minimum;
  gdouble          maximum;
  gdouble          slider_minimum;
  gdouble          slider_maximum;
  const gchar     *unit;
  const SmpChoice *choices;
  guint            scope;
  const gchar     *label;
  const gchar     *help;
} SmpParamInfo;

/**
 * smp_param_infos:
 * @n_infos: (out): how many there are
 *
 * Returns: (transfer none): the table of all parameters, in the order of params.def.
 */
const SmpParamInfo *smp_param_infos (guint *n_infos);

/**
 * smp_param_find:
 * @id: a parameter's id, such as "dot-diameter"
 *
 * Returns: (transfer none) (nullable): its row, or NULL where there is none of that id.
 */
const SmpParamInfo *smp_param_find (const gchar *id);

/**
 * smp_param_word:
 * @value: a value within the parameter's range
 *
 * Returns: (transfer none) (nullable): what that is in plain words, untranslated, such as "natural"
 *   of a density of 150; NULL where the parameter has no words.
 */
const gchar *smp_param_word (const SmpParamInfo *info, gdouble value);

/**
 * smp_params_init:
 * @params: (out): set to every parameter's default
 */
void smp_params_init (SmpParams *params);

/**
 * smp_params_get:
 *
 * Returns: the parameter's value as a number; a choice's is its index, that of directions is 0.
 */
gdouble smp_params_get (const SmpParams *params, const SmpParamInfo *info);

/**
 * smp_params_set:
 * @value: the new value, in the parameter's unit; a choice's index
 *
 * Fails with SMP_ERROR_VALUE, naming the parameter, the value and the range, where @value is no
 * number or out of range; @params is then unchanged.  Directions can only be set to 0, none.
 *
 * Returns: whether it was set
 */
gboolean
smp_params_set (SmpParams *params, const SmpParamInfo *info, gdouble value, GError **error);

/**
 * smp_params_set_text:
 * @text: the value as files and scripts write it: a number with a decimal point, a choice's word,
 *   or directions' text (see smp_direction_field_to_text()), "" for none
 *
 * As smp_params_set(), from text.
 */
gboolean smp_params_set_text (SmpParams          *params,
                              const SmpParamInfo *info,
                              const gchar        *text,
                              GError            **error);

/**
 * smp_params_set_list:
 * @list: KEY=VALUE pairs, one a line, or separated by ';'
 *
 * Sets several parameters; on an error (an unknown key, a bad value) none.
 */
gboolean smp_params_set_list (SmpParams *params, const gchar *list, GError **error);

/**
 * smp_params_get_text:
 *
 * Returns: (transfer full): the value as files write it, exact when read back.
 */
gchar *smp_params_get_text (const SmpParams *params, const SmpParamInfo *info);

/**
 * smp_params_check:
 *
 * Returns: whether every value is a number within its range; otherwise @error names the first
 *   that is not (SMP_ERROR_VALUE).
 */
gboolean smp_params_check (const SmpParams *params, GError **error);

/**
 * smp_params_healed_diameter_mm:
 *
 * Returns: the diameter of a healed dot where it was placed: the dot diameter times the spread.
 */
static inline gdouble
smp_params_healed_diameter_mm (const SmpParams *params)
{
  return params->dot_diameter_mm * params->dot_spread;
}

/**
 * smp_params_session_share:
 *
 * Returns: the share of all dots that stand after @params' sessions: 0.3, 0.7 or 1 (Liu 2025,
 *   J Cosmet Dermatol 24:e70375).
 */
gdouble smp_params_session_share (const SmpParams *params);

G_END_DECLS
