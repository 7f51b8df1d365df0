/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a region is seen, and why, in words. */

#include "base/i18n.h"
#include "smp/match.h"

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
    default:
      return _ ("stands out");
    }
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
