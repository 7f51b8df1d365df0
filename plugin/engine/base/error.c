/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "smp/error.h"

GQuark
smp_error_quark (void)
{
  return g_quark_from_static_string ("smp-error-quark");
}
