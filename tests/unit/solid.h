/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Heads as meshes of triangles, and what a camera sees of them: what a head that was placed from
 * its outline alone is measured against.  In the head's own axes: the person's right, front, up, in
 * mm. */

#pragma once

#include "smp/head.h"
#include "smp/plane.h"

/* points are of three numbers; normals, one for each point, are of unit length; triangles name
 * three points; is_scalp is one for each triangle.  breadth_mm is the skull's, without ears. */
typedef struct
{
  GArray *points;
  GArray *normals;
  GArray *triangles;
  GArray *is_scalp;
  gdouble breadth_mm;
} TestSolid;

/* How a skull differs from another: its breadth, its length and its height above the ear's hole;
 * the power of its vault (2 is an ellipsoid, more is squarer); and how large face, neck and ears
 * are beside a man's mean. */
typedef struct
{
  gdouble breadth_mm;
  gdouble length_mm;
  gdouble height_mm;
  gdouble squareness;
  gdouble face;
  gdouble neck;
  gdouble ears;
} TestSkull;

/* A skull that is no ellipsoid, on a neck, with face and ears. */
TestSolid *test_solid_skull_of (const TestSkull *skull);

/* The same in the measures of a man's head. */
TestSolid *test_solid_skull (void);

/* The first mesh of a binary glTF file, y up and facing z, in whatever unit: it is made as broad as
 * breadth_mm.  Ends the program where the file cannot be read. */
TestSolid *test_solid_read (const gchar *path, gdouble breadth_mm);

/* An empty one; what is put in it is finished by test_solid_finish() and test_solid_mark_scalp().
 * Returns: (transfer full) */
TestSolid *test_solid_new (void);
void       test_solid_finish (TestSolid *solid);
void       test_solid_mark_scalp (TestSolid *solid);

void test_solid_free (TestSolid *solid);

/* The skin that is marked as scalp, in cm2. */
gdouble test_solid_scalp_cm2 (const TestSolid *solid);

/* One pixel: the unit normal (right, down, towards the camera), the cosine of the tilt to the line
 * of sight, and skin per picture, both in mm2.  The solid is at depth_mm towards the camera. */
typedef struct
{
  gdouble  depth_mm;
  gdouble  normal[3];
  gdouble  cos_tilt;
  gdouble  area;
  gboolean is_there;
  gboolean is_scalp;
} TestSolidPixel;

typedef struct
{
  TestSolidPixel *pixels;
  gint            width, height;
  gdouble         px_per_mm;
} TestSolidView;

/* The solid as a camera sees it: around and above as in SmpHead's turn_deg, the picture turned by
 * the third; distance_mm from the nearest point of the skull, where the scale holds, or 0 for far
 * away. */
TestSolidView test_solid_view (const TestSolid *solid,
                               const gdouble    turn_deg[3],
                               gdouble          distance_mm,
                               gdouble          px_per_mm);
void          test_solid_view_clear (TestSolidView *view);

/* The solid's share of each pixel, 0 or 1. */
SmpPlane test_solid_view_outline (const TestSolidView *view);
