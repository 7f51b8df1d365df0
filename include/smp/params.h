/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parameters of a treatment, as params.def declares them: types, table, and values as numbers
 * and as text. */

#pragma once

#include <glib.h>

#include "direction.h"
#include "head.h"

G_BEGIN_DECLS

/* The enums of choice parameters, such as SmpPigment: their values are indices into the parameter's
 * choices. */
#define SMP_CHOICES(type, list) \
  typedef enum                  \
  {
#define SMP_VALUE(value, ...) value,
#define SMP_CHOICES_END(type, list) \
  }                                 \
  type;
#include "choices.def"

/* The filters that place dots or fade them, as recipes, presets and procedures name them. */
#define SMP_FILTER_FILL     "fill"
#define SMP_FILTER_SCAR     "scar"
#define SMP_FILTER_HAIRLINE "hairline"
#define SMP_FILTER_FADE     "fade"

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

/**
 * SmpType:
 * @SMP_TYPE_DOUBLE: a number
 * @SMP_TYPE_INT: a whole number
 * @SMP_TYPE_CHOICE: one of a list of words
 * @SMP_TYPE_DIRECTIONS: a field of directions, as text, or none
 * @SMP_TYPE_HEAD: the head in the photo, as text, or none
 *
 * What values a parameter has.
 */
typedef enum
{
  SMP_TYPE_DOUBLE,
  SMP_TYPE_INT,
  SMP_TYPE_CHOICE,
  SMP_TYPE_DIRECTIONS,
  SMP_TYPE_HEAD
} SmpType;

/**
 * SmpChoice:
 * @nick: the word that files and scripts use
 * @label: the words that a person reads, to be translated
 * @times: by how much it multiplies what the parameter acts on, such as the loss of pigment a year;
 *   1 where it multiplies nothing
 * @figures: what else the engine knows of it, as choices.def says list by list; else 0
 *
 * One of the values of a choice parameter; an array of them ends with a NULL @nick.
 */
typedef struct
{
  const gchar *nick;
  const gchar *label;
  gdouble      times;
  gdouble      figures[5];
} SmpChoice;

/**
 * SmpParams:
 *
 * A value for every parameter: all that a picture depends on besides the photo and the region.
 * The fields are the rows of params.def; choices are indices into their list.  Directions and
 * the head are NULL, or last as long as the program (see smp_direction_field_keep() and
 * smp_head_keep()), so that values can be copied as a whole.
 */
typedef struct
{
#define SMP_DOUBLE(field, ...)     gdouble field;
#define SMP_INT(field, ...)        gint field;
#define SMP_CHOICE(field, ...)     gint field;
#define SMP_DIRECTIONS(field, ...) const SmpDirectionField *field;
#define SMP_HEAD(field, ...)       const SmpHead *field;
#include "params.def"
#undef SMP_DOUBLE
#undef SMP_INT
#undef SMP_CHOICE
#undef SMP_DIRECTIONS
#undef SMP_HEAD
} SmpParams;

/**
 * SmpParamInfo:
 *
 * What is known of one parameter.  @label, @help and @unit are untranslated, marked with N_();
 * smp_param_help() gives the help as a person reads it.  Numbers of choices are indices.
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
 * smp_param_is_text:
 *
 * Returns: whether its values are no numbers but things that only a text says, which a pointer in
 *   #SmpParams holds: directions and heads
 */
gboolean smp_param_is_text (const SmpParamInfo *info);

/**
 * smp_param_word:
 * @value: a value within the parameter's range
 *
 * Returns: (transfer none) (nullable): what that is in plain words, untranslated, such as "natural"
 *   of a density of 150; NULL where the parameter has no words.
 */
const gchar *smp_param_word (const SmpParamInfo *info, gdouble value);

/**
 * smp_density_step_is_noticed:
 * @from: a density, in dots per cm2
 * @to: the density that it is changed to
 *
 * Steps are taken as of hair (see SMP_NOTICED_SHARE).  The smaller of the two measures decides: of
 * thin treatments the share, since the eye sees ratios and 43 would be most of them; of dense ones
 * the number, so that no step that was ever noticed is called too small.
 *
 * Returns: whether the difference is large enough for people to notice it; FALSE where there is
 *   none
 */
gboolean smp_density_step_is_noticed (gdouble from, gdouble to);

/**
 * smp_param_shown_unit:
 *
 * Returns: (transfer none): the unit in which a person reads and types the value, untranslated: its
 *   own, but "%" of what is a share.
 */
const gchar *smp_param_shown_unit (const SmpParamInfo *info);

/**
 * smp_param_shown_factor:
 *
 * Returns: what a value is multiplied by to be in the unit of smp_param_shown_unit(): 1, or 100.
 */
gdouble smp_param_shown_factor (const SmpParamInfo *info);

/**
 * smp_param_is_yes_or_no:
 *
 * Returns: whether it is one of those that are so or not, which a person ticks.
 */
gboolean smp_param_is_yes_or_no (const SmpParamInfo *info);

/**
 * smp_param_help:
 *
 * Returns: (transfer full): the parameter's help, translated.  A "%s" in it has become what the
 *   rows say: of a choice parameter each choice with its number of times, such as "Low 0.6, Typical
 *   1, High 1.6"; of another what filters default to instead (see smp_param_default()).
 */
gchar *smp_param_help (const SmpParamInfo *info);

/**
 * smp_param_default:
 * @filter: a filter's name, such as SMP_FILTER_SCAR
 *
 * Returns: what the parameter is in that filter unless a person says otherwise: its row
 *   SMP_DEFAULT, or else the parameter's own default.
 */
gdouble smp_param_default (const SmpParamInfo *info, const gchar *filter);

/**
 * smp_params_init:
 * @params: (out): set to every parameter's default
 */
void smp_params_init (SmpParams *params);

/**
 * smp_params_get:
 *
 * Returns: the parameter's value as a number; a choice's is its index, that of directions or a head
 * is 0.
 */
gdouble smp_params_get (const SmpParams *params, const SmpParamInfo *info);

/**
 * smp_params_set:
 * @value: the new value, in the parameter's unit; a choice's index
 *
 * Fails with SMP_ERROR_VALUE, naming the parameter, the value and the range, where @value is no
 * number or out of range; @params is then unchanged.  Directions and heads can only be set to 0,
 * none.
 *
 * Returns: whether it was set
 */
gboolean
smp_params_set (SmpParams *params, const SmpParamInfo *info, gdouble value, GError **error);

/**
 * smp_params_set_text:
 * @text: the value as files and scripts write it: a number with a decimal point, a choice's word,
 *   or the text of directions or a head (see smp_direction_field_to_text(), smp_head_to_text()), ""
 * for none
 *
 * As smp_params_set(), from text; fails in the same way, also where the text is no value at all.
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
 * smp_params_all_sessions:
 *
 * Returns: how many sessions a treatment has: the most that the parameter "sessions" can be.
 */
gint smp_params_all_sessions (void);

/**
 * smp_params_session_share:
 *
 * Returns: the share of all dots that stand after @params' sessions: 0.3, 0.7 or 1 (Liu 2025,
 *   J Cosmet Dermatol 24:e70375).
 */
gdouble smp_params_session_share (const SmpParams *params);

G_END_DECLS
