/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can go wrong, in words for the person who uses the program. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpError:
 * @SMP_ERROR_VALUE: a parameter's value is out of its range, or no number
 * @SMP_ERROR_FORMAT: a recipe, preset or stored scale cannot be read
 * @SMP_ERROR_NOT_FOUND: a preset, or a file, is not there
 * @SMP_ERROR_IMAGE: the image, selection or layer cannot be worked on
 * @SMP_ERROR_CANCELLED: the person cancelled
 * @SMP_ERROR_EXISTS: a preset of that name is there already
 *
 * Every message is one sentence in the person's words.
 */
typedef enum
{
  SMP_ERROR_VALUE,
  SMP_ERROR_FORMAT,
  SMP_ERROR_NOT_FOUND,
  SMP_ERROR_IMAGE,
  SMP_ERROR_CANCELLED,
  SMP_ERROR_EXISTS
} SmpError;

/**
 * SMP_ERROR:
 *
 * The domain of all errors that this project makes; codes are of #SmpError.
 */
#define SMP_ERROR (smp_error_quark ())

/**
 * smp_error_quark:
 *
 * Returns: the quark of %SMP_ERROR.
 */
GQuark smp_error_quark (void);

G_END_DECLS
