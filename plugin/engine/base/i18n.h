/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What marks the engine's texts for translation. */

#pragma once

#include "smp/text.h"
