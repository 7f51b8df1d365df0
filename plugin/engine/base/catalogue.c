/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalogue.h"

#define MAGIC      0x950412deu
#define HEAD_BYTES 20
#define ROW_BYTES  8
#define RULE       "plural="

/* No rule of a language is nested deeper. */
#define MOST_DEPTH 64

struct _SmpCatalogue
{
  GBytes       *bytes;
  const guint8 *data;
  gsize         size;
  gboolean      swapped;
  guint32       n_texts;
  guint32       texts;
  guint32       translations;
  gchar        *rule;
};

static guint32
number_at (const SmpCatalogue *self, gsize place)
{
  guint32 number;

  memcpy (&number, self->data + place, sizeof number);
  return self->swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* The text of a row of one of the tables; NULL where it does not lie in the file, with its end. */
static const gchar *
text_at (const SmpCatalogue *self, guint32 table, guint32 row, gsize *length)
{
  const gsize   entry = table + (gsize) row * ROW_BYTES;
  const gsize   bytes = number_at (self, entry);
  const gsize   place = number_at (self, entry + 4);
  const guint8 *text  = self->data + place;

  if (place >= self->size || bytes >= self->size - place || text[bytes] != '\0')
    return NULL;
  if (length)
    *length = bytes;
  return (const gchar *) text;
}

static gboolean
table_is_whole (const SmpCatalogue *self, guint32 table)
{
  return table <= self->size && self->n_texts <= (self->size - table) / ROW_BYTES;
}

/* Of the catalogue's own head, which is the translation of "". */
static gchar *
rule_of (const SmpCatalogue *self)
{
  const gchar *head  = smp_catalogue_find (self, "");
  const gchar *start = head ? strstr (head, RULE) : NULL;

  return start ? g_strndup (start + strlen (RULE), strcspn (start + strlen (RULE), ";\n")) : NULL;
}

SmpCatalogue *
smp_catalogue_new (GBytes *bytes)
{
  g_autoptr (SmpCatalogue) self = g_new0 (SmpCatalogue, 1);
  guint32 magic;

  self->bytes = g_bytes_ref (bytes);
  self->data  = g_bytes_get_data (bytes, &self->size);
  if (self->size < HEAD_BYTES)
    return NULL;
  magic         = number_at (self, 0);
  self->swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (!self->swapped && magic != MAGIC)
    return NULL;
  self->n_texts      = number_at (self, 8);
  self->texts        = number_at (self, 12);
  self->translations = number_at (self, 16);
  if (!table_is_whole (self, self->texts) || !table_is_whole (self, self->translations))
    return NULL;
  for (guint32 row = 0; row < self->n_texts; row++)
    if (!text_at (self, self->texts, row, NULL) || !text_at (self, self->translations, row, NULL))
      return NULL;
  self->rule = rule_of (self);
  return g_steal_pointer (&self);
}

void
smp_catalogue_free (SmpCatalogue *self)
{
  if (!self)
    return;
  g_bytes_unref (self->bytes);
  g_free (self->rule);
  g_free (self);
}

/* The texts are in order. */
static const gchar *
find (const SmpCatalogue *self, const gchar *text, gsize *length)
{
  guint32 from = 0, to = self->n_texts;

  while (from < to)
    {
      const guint32 middle = from + (to - from) / 2;
      const gint    order  = strcmp (text, text_at (self, self->texts, middle, NULL));

      if (order == 0)
        return text_at (self, self->translations, middle, length);
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  return NULL;
}

const gchar *
smp_catalogue_find (const SmpCatalogue *self, const gchar *text)
{
  const gchar *found = find (self, text, NULL);

  return found && *found ? found : NULL;
}

const gchar *
smp_catalogue_find_plural (const SmpCatalogue *self, const gchar *one, gulong number)
{
  gsize        length = 0;
  const gchar *form   = find (self, one, &length);
  const gchar *end    = form ? form + length : NULL;
  gulong       which  = self->rule ? smp_catalogue_plural (self->rule, number) : number != 1;

  for (; form && which; which--)
    {
      form += strlen (form) + 1;
      if (form > end)
        form = NULL;
    }
  return form && *form ? form : NULL;
}

/* --- The rule of plurals, an expression of C's ---------------------------------------------------
 */

typedef struct
{
  const gchar *next;
  gulong       number;
  guint        depth;
  gboolean     is_bad;
} Rule;

static gulong choice (Rule *rule);

static gboolean
take (Rule *rule, const gchar *sign)
{
  while (g_ascii_isspace (*rule->next))
    rule->next++;
  if (!g_str_has_prefix (rule->next, sign))
    return FALSE;
  rule->next += strlen (sign);
  return TRUE;
}

static gulong
single (Rule *rule)
{
  gulong value;
  gchar *end;

  if (++rule->depth > MOST_DEPTH)
    {
      rule->is_bad = TRUE;
      return 0;
    }
  if (take (rule, "!"))
    value = !single (rule);
  else if (take (rule, "n"))
    value = rule->number;
  else if (take (rule, "("))
    {
      value = choice (rule);
      if (!take (rule, ")"))
        rule->is_bad = TRUE;
    }
  else
    {
      value = (gulong) g_ascii_strtoull (rule->next, &end, 10);
      if (!g_ascii_isdigit (*rule->next))
        rule->is_bad = TRUE;
      rule->next = end;
    }
  rule->depth--;
  return value;
}

/* What binds alike, weakest first, and of it what is longer first. */
static const gchar *const signs[][5] = {
  { "||", NULL }, { "&&", NULL },          { "==", "!=", NULL }, { "<=", ">=", "<", ">", NULL },
  { "+", "-" },   { "*", "/", "%", NULL },
};

static gulong
apply (Rule *rule, const gchar *sign, gulong a, gulong b)
{
  if ((*sign == '/' || *sign == '%') && b == 0)
    {
      rule->is_bad = TRUE;
      return 0;
    }
  switch (*sign)
    {
    case '|':
      return a || b;
    case '&':
      return a && b;
    case '=':
      return a == b;
    case '!':
      return a != b;
    case '<':
      return sign[1] ? a <= b : a < b;
    case '>':
      return sign[1] ? a >= b : a > b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a % b;
    }
}

static gulong
of_strength (Rule *rule, gsize strength)
{
  gulong       value;
  const gchar *taken;

  if (strength == G_N_ELEMENTS (signs))
    return single (rule);
  value = of_strength (rule, strength + 1);
  do
    {
      taken = NULL;
      for (gint i = 0; !taken && signs[strength][i]; i++)
        if (take (rule, signs[strength][i]))
          taken = signs[strength][i];
      if (taken)
        value = apply (rule, taken, value, of_strength (rule, strength + 1));
    }
  while (taken && !rule->is_bad);
  return value;
}

static gulong
choice (Rule *rule)
{
  const gulong condition = of_strength (rule, 0);
  gulong       yes, no;

  if (!take (rule, "?"))
    return condition;
  if (++rule->depth > MOST_DEPTH)
    {
      rule->is_bad = TRUE;
      return 0;
    }
  yes = choice (rule);
  if (!take (rule, ":"))
    rule->is_bad = TRUE;
  no = choice (rule);
  rule->depth--;
  return condition ? yes : no;
}

gulong
smp_catalogue_plural (const gchar *rule, gulong number)
{
  Rule         parsed = { rule, number, 0, FALSE };
  const gulong form   = choice (&parsed);

  take (&parsed, "");
  return parsed.is_bad || *parsed.next ? 0 : form;
}
