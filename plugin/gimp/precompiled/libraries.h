/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The libraries' headers, which the compiler reads once for all files of the plug-in: reading them
 * is nine tenths of its work.  Each file includes what it uses all the same, and is built without
 * this one too where packages are made. */

#pragma once

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>
