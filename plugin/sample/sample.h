/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sample draws, and with what: a head or a close-up with hair and a scar, all of it
 * known. */

#pragma once

#include <glib.h>

#include "smp/craft.h"

/* The head's own coordinates are millimetres on the picture plane: x to the
 * right and y down from the crown, seen from behind, with z towards the
 * camera.  The camera is far away, so the projection is parallel. */

/* Kinds of skin, from light to dark. */
typedef enum
{
  SAMPLE_SKIN_LIGHT,
  SAMPLE_SKIN_MEDIUM,
  SAMPLE_SKIN_TAN,
  SAMPLE_SKIN_BROWN,
  SAMPLE_SKIN_DARK
} SampleSkin;

/* What is asked for; features.def has the rest. */
typedef struct
{
  gint       width_px;
  gint       height_px;
  gdouble    px_per_mm;
  gdouble    density_per_cm2;
  SampleSkin skin;
  gdouble    noise_sigma; /* in 8-bit sRGB steps at middle grey */
  gdouble    blur_px;     /* standard deviation of the lens's blur */
  gint       quality;     /* of the JPEG file */
  gdouble    glare;       /* share of the light at the highlight's peak */
  guint32    seed;
  gdouble    scar_width_mm;
  gdouble    scar_pale; /* share of the melanin and blood of a white scar that is lost */
  gdouble    scar_red;  /* redness of its edge, over a young scar's */
  gdouble    roll_deg;  /* the camera's, counter-clockwise */
  gboolean   close_up;
#define FEATURE(field, option, off, low, high, unit, help) gdouble field;
#include "features.def"
} SampleOptions;

/* A smooth curve through knots, for the head's outline and profile. */
#define SAMPLE_SPLINE_KNOTS 18

/* Its values and second derivatives at the knots. */
typedef struct
{
  gdouble value[SAMPLE_SPLINE_KNOTS];
  gdouble bend[SAMPLE_SPLINE_KNOTS];
} SampleSpline;

/* A place on the head, and the surface's normal there. */
typedef struct
{
  gdouble x_mm;
  gdouble y_mm;
  gdouble z_mm;
  gdouble normal[3];
  gdouble outside_mm; /* distance from the outline, negative inside */
} SampleSurface;

/* Where a place lies beside the scar, along its course. */
typedef struct
{
  gdouble inside_mm; /* distance from the scar's edge, negative outside */
  gdouble along_mm;
  gdouble across_mm;
} SampleScarPlace;

/* One hair. */
typedef struct
{
  gdouble  x_mm; /* the root, on the picture plane */
  gdouble  y_mm;
  gdouble  run_x_mm; /* root to tip, on the picture plane */
  gdouble  run_y_mm;
  gdouble  facing; /* cosine between the skin's normal and the view */
  gdouble  diameter_mm;
  gdouble  darkness;
  gdouble  brown;
  gdouble  glint;   /* the light's reflection on the hair itself */
  gboolean in_scar; /* grows only in the picture without a scar */
  gboolean stray;   /* one of the few that do grow in the scar */
  gboolean vellus;
  gboolean is_strand; /* drawn as an even strand that may bend, not as plain stubble */
  gdouble  turn_rad;  /* of the strand between root and tip; its run is the arc's chord */
} SampleHair;

/* A bare patch; its edge wanders around the circle. */
typedef struct
{
  gdouble x_mm;
  gdouble y_mm;
  gdouble radius_mm;
  guint32 seed;
} SamplePatch;

/* The most bare patches a picture has. */
#define SAMPLE_MOST_PATCHES 48

/* Millimetres from the middle of the head to where its slice at the scar ends. */
#define SAMPLE_ARC_STEPS 90

/* All that a picture shows, set up once and then only read. */
typedef struct
{
  SampleOptions options;
  SampleSpline  half_width2;
  SampleSpline  half_depth2;
  gdouble       centre_x_mm; /* what the middle of the frame shows */
  gdouble       centre_y_mm;
  gdouble       roll_cos;
  gdouble       roll_sin;
  gdouble       scar_y_mm;
  gdouble       scar_length_mm;
  gdouble       arc_mm[SAMPLE_ARC_STEPS]; /* from the middle to each mm of x */
  gdouble       scar_half_width_mm;       /* before the edges wander */
  gdouble       skin_rgb[3];              /* reflectance, linear light */
  gdouble       hair_rgb[3];
  gdouble       focus_mm;        /* the height z that is in focus */
  gdouble       highlight[3];    /* the normal at the highlight's peak */
  gdouble       highlight_width; /* in the normal's units, to 1/e */
  gdouble       glare_light;     /* of the highlight's peak, linear light */
  gint          n_patches;
  SamplePatch   patch[SAMPLE_MOST_PATCHES];
} SampleScene;

/* Buffers of one picture, linear light, row by row. */
typedef struct
{
  gint    width_px;
  gint    height_px;
  gfloat *light;   /* RGB without glare, and the glare */
  gfloat *hair;    /* RGB share of the light that hair lets pass, and glints */
  gfloat *defocus; /* 0 in focus, 1 at the far end */
} SamplePicture;

/* A part of the picture; right and bottom are one beyond. */
typedef struct
{
  gint left_px;
  gint top_px;
  gint right_px;
  gint bottom_px;
} SampleArea;

/* Hair that is seen longer than this lies over its neighbours, and dots cannot imitate it. */
#define SAMPLE_TOO_LONG_MM 3.5

/* The head of a close-up is a sphere. */
#define SAMPLE_CLOSE_UP_RADIUS_MM 180.0

/* How far beyond its edge the scar changes the skin. */
#define SAMPLE_SCAR_REACH_MM 1.6

/* Works on one row, in any thread. */
typedef void (*SampleRowFunc) (gint row, gpointer data);

/* scene.c */
void sample_scene_init (SampleScene *scene, const SampleOptions *options);

/* head.c */
void sample_head_init (SampleScene *scene);
void sample_scene_to_mm (const SampleScene *scene,
                         gdouble            x_px,
                         gdouble            y_px,
                         gdouble           *x_mm,
                         gdouble           *y_mm);
void sample_scene_to_px (const SampleScene *scene,
                         gdouble            x_mm,
                         gdouble            y_mm,
                         gdouble           *x_px,
                         gdouble           *y_px);
void
sample_scene_surface (const SampleScene *scene, gdouble x_mm, gdouble y_mm, SampleSurface *surface);
gdouble sample_scene_hairiness (const SampleScene *scene, const SampleSurface *surface);
void    sample_scene_direction (const SampleScene   *scene,
                                const SampleSurface *surface,
                                gdouble              direction[3]);

/* scar.c */
void sample_scar_init (SampleScene *scene);
void
sample_scar_place (const SampleScene *scene, const SampleSurface *surface, SampleScarPlace *place);

/* relief.c */
void
sample_relief_normal (const SampleScene *scene, const SampleSurface *surface, gdouble normal[3]);

/* hair.c: all hairs, SampleHair.  Returns: (transfer full) */
GArray *sample_hair_grow (const SampleScene *scene);

/* strand.c */
gdouble  sample_gradient (const SampleScene *scene, gdouble x_mm, gdouble y_mm);
gboolean sample_has_strands (const SampleOptions *options);
gdouble  sample_clipped_mm (const SampleScene *scene, gdouble x_mm, gdouble y_mm);
gdouble  sample_longest_mm (const SampleOptions *options);
void     sample_strand_bend (SampleHair *hair, gdouble per_mm);
gdouble  sample_strand_length_mm (const SampleHair *hair);
gboolean sample_strand_is_too_long (const SampleHair *hair);
void     sample_strand_place (const SampleHair *hair, gdouble share, gdouble *x_mm, gdouble *y_mm);

/* patches.c */
void    sample_patches_init (SampleScene *scene);
gdouble sample_patches_inside_mm (const SampleScene *scene, gdouble x_mm, gdouble y_mm);
gdouble sample_punch (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble margin_mm);

/* stroke.c */
void sample_hair_colour (const SampleScene *scene, const SampleHair *hair, gdouble pass[3]);
void sample_hair_draw (const SampleScene *scene,
                       const GArray      *hairs,
                       gboolean           only_in_scar,
                       SamplePicture     *picture);

/* skin.c */
void sample_skin_init (SampleScene *scene);
void sample_skin_shade (const SampleScene   *scene,
                        const SampleSurface *surface,
                        gboolean             with_scar,
                        gdouble              diffuse[3],
                        gdouble             *glare);
void sample_skin_light (const SampleScene *scene, const gdouble normal[3], gdouble light[3]);

/* surroundings.c */
void sample_surroundings (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble rgb[3]);
gdouble
sample_surroundings_shirt (const SampleScene *scene, gdouble x_mm, gdouble y_mm, gdouble rgb[3]);

/* render.c */
void sample_parallel_rows (gint rows, SampleRowFunc func, gpointer data);
void sample_picture_init (SamplePicture *picture, const SampleOptions *options);
void sample_picture_clear (SamplePicture *picture);
void sample_render (const SampleScene *scene,
                    gboolean           with_scar,
                    const SampleArea  *area,
                    SamplePicture     *picture);

/* camera.c: the tone of an amount of light, and the picture as the camera's bytes, red, green and
 * blue; both it and glare_share, a byte a pixel, are the caller's to free. */
gdouble sample_camera_tone (gdouble light);
guint8 *
sample_camera_expose (const SampleScene *scene, const SamplePicture *picture, guint8 **glare_share);

/* phone.c */
gboolean sample_has_phone (const SampleOptions *options);
void     sample_phone (const SampleOptions *options, gint width_px, gint height_px, gfloat *rgb);
