/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of an image since something was written down about it.  GIMP does not tell, but it
 * takes paths along when an image is scaled, cropped, extended, turned or flipped, to parts of a
 * pixel, undoes them with it and keeps them in XCF files.  So a hidden path through three of the
 * image's corners, which the image's parasite "smp-anchor" names, says where each place has gone.
 */

#pragma once

#include <libgimp/gimp.h>

#include "smp/affine.h"

/* Gives the image its path where it has none; one undo step, which callers put into their own. */
void smp_anchor_ensure (GimpImage *image);

/* Where the path lies; FALSE where there is none, or it was changed by hand.  x and y of each of
 * its three points follow each other, in pixels. */
gboolean smp_anchor_find (GimpImage *image, gdouble points[6]);

/* Writes where the path lies, and the image's size, into a group of a file, or removes that. */
void smp_anchor_write (GimpImage *image, GKeyFile *file, const gchar *group);

/* What is known of an image since smp_anchor_write(). */
typedef enum
{
  SMP_ANCHOR_KNOWN,   /* map tells */
  SMP_ANCHOR_UNKNOWN, /* nothing was written, or the path is gone, and the size is the same */
  SMP_ANCHOR_LOST     /* the path is gone, and the image has another size */
} SmpAnchorState;

/* Reads what smp_anchor_write() wrote, and sets the map from there to the image as it is. */
SmpAnchorState
smp_anchor_read (GimpImage *image, GKeyFile *file, const gchar *group, SmpAffine *map);

/* The parasite of a path that is a head's outline while a dialog is open. */
#define SMP_ANCHOR_HEAD_MARK "smp-head"

/* Whether a path is such an outline, and none that the person drew. */
gboolean smp_anchor_is_head (GimpPath *path);

/* The paths that the person drew: all but that one and a head's outline; selected ones alone where
 * selected is TRUE.  Returns: (transfer container): NULL at the end. */
GimpPath **smp_anchor_other_paths (GimpImage *image, gboolean selected);

/* Removes a path that the person may be dragging.  Their tool goes on with the path that is
 * selected then, and must not with that one, where a click would move it: it goes on with none.
 * Whether that is an undo step is the caller's affair. */
void smp_anchor_remove_path (GimpImage *image, GimpPath *path);
