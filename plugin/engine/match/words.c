/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a region is seen, and why, in words. */

#include "base/i18n.h"
#include "base/same-math.h"
#include "smp/match.h"
#include "smp/self-check.h"

/* As many, and of one tone: see smp_self_check_sentence(). */
#define AS_MANY   0.05
#define SAME_TONE 1.0
#define DARK_SKIN -30.0

const gchar *
smp_visibility_word (SmpVisibility visibility)
{
  switch (visibility)
    {
    case SMP_VISIBILITY_NOT_FOUND:
      return _ ("not found by the eye");
    case SMP_VISIBILITY_IF_LOOKED_FOR:
      return _ ("found if one looks");
    case SMP_VISIBILITY_SEEN:
      return _ ("seen");
    case SMP_VISIBILITY_STANDS_OUT:
      return _ ("stands out");
    default:
      /* Translators: how treated skin is seen, where the photo does not let anybody say. */
      return _ ("not judged");
    }
}

const gchar *
smp_verdict_tone_words (const SmpVerdict *verdict)
{
  const gdouble paler = verdict->mean_lab[0], shade = verdict->acceptable_delta_e;

  if (fabs (paler) <= 0.5 * shade)
    return _ ("as dark as around");
  if (fabs (paler) <= shade)
    return paler > 0.0 ? _ ("a shade paler than around") : _ ("a shade darker than around");
  if (fabs (paler) <= 2.0 * shade)
    return paler > 0.0 ? _ ("clearly paler than around") : _ ("clearly darker than around");
  return paler > 0.0 ? _ ("much paler than around") : _ ("much darker than around");
}

static gchar *
say_number (const SmpSelfCheck *check)
{
  const gdouble ratio = check->density_ratio;

  if (fabs (ratio - 1.0) <= AS_MANY)
    return g_strdup (_ ("as many dots are seen as hairs were"));
  if (ratio < SMP_COUNTED_ALIKE)
    return g_strdup (_ ("the dots are not seen one by one as the hairs were"));
  /* Translators: of dots, for 100 hairs. */
  return g_strdup_printf (_ ("%.0f dots are seen where 100 hairs were"), 100.0 * ratio);
}

static const gchar *
say_tone (const SmpSelfCheck *check)
{
  if (check->delta_e < SAME_TONE)
    return _ ("their tone is the hair's");
  return check->delta_e <= smp_match_acceptable_delta_e (DARK_SKIN)
           ? _ ("their tone differs slightly")
           : _ ("their tone differs so that it is seen");
}

static const gchar *
say_contrast (const SmpSelfCheck *check)
{
  if (fabs (check->contrast_ratio - 1.0) <= SMP_MATCH_MOST_CONTRAST)
    return _ ("they stand out as the hair does");
  return check->contrast_ratio < 1.0 ? _ ("they stand out less than the hair")
                                     : _ ("they stand out more than the hair");
}

gchar *
smp_self_check_sentence (const SmpSelfCheck *check)
{
  g_autofree gchar *number = say_number (check);

  /* Translators: dots were drawn in the place of hair that can be seen, and compared with it. */
  return g_strdup_printf (_ ("Tried in the place of hair around: %s, %s, and %s."), number,
                          say_tone (check), say_contrast (check));
}

const gchar *
smp_reach_sentence (SmpReach reach)
{
  switch (reach)
    {
    case SMP_REACH_WITHIN:
      return "";
    case SMP_REACH_PALE:
      return _ ("It is too pale: dots that make it as dark as the skin around would merge or stand "
                "out.");
    case SMP_REACH_FEW:
      return _ ("It is too pale: more, larger or darker dots would bring it nearer to the skin "
                "around.");
    case SMP_REACH_DARK:
      return _ ("It is darker than the skin around, and dots cannot make it lighter.");
    case SMP_REACH_DARK_DOTS:
      return _ ("The dots make it darker than the skin around: fewer, smaller or lighter ones "
                "would "
                "bring it nearer.");
    case SMP_REACH_HUE:
      return _ ("It is redder or of another hue than the skin around; dots change how dark it is, "
                "hardly its hue.");
    case SMP_REACH_SHINE:
      return _ ("Shine lies on it, and pigment below the surface cannot darken what the surface "
                "mirrors: another photo, in softer light, shows more.");
    case SMP_REACH_FAINT:
      return _ ("Dots that give it the right colour do not stand out from it as the hair around "
                "does from its skin.");
    case SMP_REACH_LOUD:
      return _ ("Its dots stand out more than the hair around does from its skin.");
    case SMP_REACH_UNEVEN:
      return _ ("What lies in the selection, such as marks, single hairs or light, stands out more "
                "than the hair around, with dots or without.");
    case SMP_REACH_SPOT:
      return _ ("Single places in it are paler or darker than any around; a picture of where the "
                "treatment is found shows them.");
    case SMP_REACH_LEFT:
      return _ ("Bare skin is left between the selection and the hair around: select up to the "
                "hair.");
    case SMP_REACH_LENGTH:
      return _ ("The hair around is longer than a dot can be: clipped as short as it will be worn, "
                "it shows what dots can do.");
    case SMP_REACH_RESOLUTION:
      return _ ("The photo does not show the single hairs around, so that dots cannot be made like "
                "them: a sharper or closer photo shows more.");
    default:
      return _ ("The pattern of its dots is finer or coarser than that of the hair around.");
    }
}
