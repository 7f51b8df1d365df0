/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which release the operations are of, so that the plug-in does not draw with those of another. */

#pragma once

/* The key under which each operation says it to GEGL. */
#define SMP_OPERATIONS_KEY "smp-operations"

/* What is said; the words before the number are what the script's doctor looks for in the file. */
#define SMP_OPERATIONS_RELEASE "smp-operations " SMP_VERSION
