/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What GEGL asks of a module that it loads. */

#include "stages.h"

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean              gegl_module_register (GTypeModule *module);

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  static const GeglModuleInfo info = { GEGL_MODULE_ABI_VERSION };

  return &info;
}

gboolean
gegl_module_register (GTypeModule *module)
{
  smp_stage_register (module, &smp_stage_stipple);
  smp_stage_register (module, &smp_stage_fade);
  smp_stage_register (module, &smp_stage_skin);
  smp_stage_register (module, &smp_stage_treatment);
  return TRUE;
}
