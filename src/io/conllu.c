#include "io/conllu.h"

#include <stdio.h>

#define COLUMNS 10
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

typedef struct {
  ConlluReader *in;
  Reading *r;
  Bytes text;
  Str gap;            /* white space owed before the next token */
  bool gap_stated;    /* it was written in the file, not assumed */
  bool new_paragraph;
  SentenceKind kind;
  bool open;          /* a sentence has begun */
  Vec(uint32_t) ids;  /* of the open sentence's words */
  uint32_t token, token_words; /* first word of the last surface token, and how many it has so far */
  uint32_t token_start;        /* where it starts in the text */
  uint32_t range_last;         /* last id of an open multiword token, or 0 */
} Fill;

void conllu_open(ConlluReader *reader, Str file, Str bytes, Diags *diags) {
  if (str_starts(bytes, STR("\xef\xbb\xbf"))) bytes = str_sub(bytes, 3, bytes.n);
  *reader = (ConlluReader){.file = file, .rest = bytes, .diags = diags};
}

static bool next_line(ConlluReader *in, Str *line) {
  if (!in->rest.n) return false;
  const char *end = memchr(in->rest.p, '\n', in->rest.n);
  uint32_t n = end ? (uint32_t)(end - in->rest.p) : in->rest.n;
  *line = str_sub(in->rest, 0, n);
  in->rest = str_sub(in->rest, end ? n + 1 : n, in->rest.n);
  if (line->n && line->p[line->n - 1] == '\r') line->n--;
  in->line++;
  return true;
}

#define FAIL(f, ...) diag_add((f)->in->diags, DIAG_ERROR, (f)->in->file, (f)->in->line, __VA_ARGS__)

/* A decimal number that takes all of `s`, at most nine digits. */
static bool number(Str s, uint32_t *value) {
  *value = 0;
  if (!s.n || s.n > 9) return false;
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    *value = *value * 10 + (uint32_t)(s.p[i] - '0');
  }
  return true;
}

static Str or_empty(Str field) { return str_is(field, "_") ? (Str){"", 0} : field; }

/* The value of `name=` in a column of `|`-separated pairs. */
static bool misc_value(Str misc, Str name, Str *value) {
  Str part;
  while (misc.n && str_split(&misc, '|', &part)) {
    if (part.n > name.n && part.p[name.n] == '=' && str_starts(part, name)) {
      *value = str_sub(part, name.n + 1, part.n);
      return true;
    }
  }
  return false;
}

static bool is_spacing(Str part) {
  return str_starts(part, STR("SpaceAfter=")) || str_starts(part, STR("SpacesAfter=")) ||
         str_starts(part, STR("SpacesBefore=")) || str_starts(part, STR("TokenRange="));
}

/* MISC without what the reading says itself. */
static Str misc_rest(Arena *arena, Str misc) {
  if (!misc.n || (is_spacing(misc) && !memchr(misc.p, '|', misc.n))) return (Str){"", 0};
  if (str_find(misc, STR("Space")) == UINT32_MAX && str_find(misc, STR("TokenRange=")) == UINT32_MAX) return misc;
  Bytes kept;
  bytes_init(&kept, arena);
  Str part;
  while (misc.n && str_split(&misc, '|', &part)) {
    if (is_spacing(part)) continue;
    if (kept.n) bytes_add(&kept, "|", 1);
    bytes_add(&kept, part.p, part.n);
  }
  return str_of(kept.p, kept.n);
}

static const char ESCAPES[] = "s t\tn\nr\rp|\\\\";

static Str unescape(Arena *arena, Str s) {
  char *out = arena_raw(arena, (size_t)s.n + 1);
  uint32_t o = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '\\' && i + 1 < s.n) {
      c = s.p[++i];
      for (uint32_t k = 0; ESCAPES[k]; k += 2)
        if (ESCAPES[k] == c) {
          c = ESCAPES[k + 1];
          break;
        }
    }
    out[o++] = c;
  }
  return str_of(out, o);
}

static uint32_t count_breaks(Str s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
  return n;
}

/* The gap that follows a token, from its MISC. */
static void read_gap(Fill *f, Str misc) {
  Str value;
  f->gap_stated = true;
  if (misc_value(misc, STR("SpaceAfter"), &value) && str_is(value, "No")) {
    f->gap = (Str){"", 0};
  } else if (misc_value(misc, STR("SpacesAfter"), &value)) {
    f->gap = unescape(f->r->arena, value);
  } else {
    f->gap = STR(" ");
    f->gap_stated = false;
  }
}

/* Writes the gap that is owed, and tells the token before it. */
static void settle_gap(Fill *f) {
  Reading *r = f->r;
  bytes_add(&f->text, f->gap.p, f->gap.n);
  bool line_break = count_breaks(f->gap) > 0;
  for (uint32_t i = f->token; i < r->words.n; i++) {
    r->words.at[i].space_after = f->gap.n > 0;
    r->words.at[i].line_break = line_break;
  }
}

static void open_sentence(Fill *f) {
  Reading *r = f->r;
  uint32_t paragraph = 0;
  if (r->sentences.n) {
    if (f->new_paragraph && count_breaks(f->gap) < 2) f->gap = STR("\n\n");
    paragraph = r->sentences.at[r->sentences.n - 1].paragraph;
    if (f->new_paragraph || count_breaks(f->gap) >= 2) paragraph++;
  }
  Sentence *s = vec_push(r->arena, &r->sentences);
  s->kind = f->kind;
  s->root = NONE;
  s->paragraph = paragraph;
  s->first_word = r->words.n;
  s->start = NONE;
  f->open = true;
  f->ids.n = 0;
  f->range_last = 0;
}

static void begin_token(Fill *f, Str form, Str misc) {
  Sentence *s = &f->r->sentences.at[f->r->sentences.n - 1];
  settle_gap(f);
  Str before;
  if (misc_value(misc, STR("SpacesBefore"), &before)) {
    before = unescape(f->r->arena, before);
    bytes_add(&f->text, before.p, before.n);
  }
  f->token_start = bytes_add(&f->text, form.p, form.n);
  if (s->start == NONE) s->start = f->token_start;
  s->end = (uint32_t)f->text.n;
  read_gap(f, misc);
  f->token = f->r->words.n;
  f->token_words = 0;
}

static bool read_columns(Fill *f, Str line, Str columns[COLUMNS]) {
  uint32_t n = 0;
  for (uint32_t i = 0, from = 0; i <= line.n; i++) {
    if (i < line.n && line.p[i] != '\t') continue;
    if (n < COLUMNS) columns[n] = str_sub(line, from, i);
    n++;
    from = i + 1;
  }
  if (n != COLUMNS) {
    FAIL(f, "%u columns separated by tabs, expected %d", n, COLUMNS);
    return false;
  }
  for (uint32_t i = ID; i <= FORM; i++)
    if (!columns[i].n) {
      FAIL(f, "an empty %s column", i == ID ? "ID" : "FORM");
      return false;
    }
  return true;
}

static void read_range(Fill *f, Str id, Str columns[COLUMNS]) {
  uint32_t dash = str_find(id, STR("-")), from, to;
  uint32_t last = f->ids.n ? f->ids.at[f->ids.n - 1] : 0;
  if (!number(str_sub(id, 0, dash), &from) || !number(str_sub(id, dash + 1, id.n), &to) || from <= last || to < from ||
      to - from >= UINT8_MAX) {
    FAIL(f, "« %.*s » is no range of words here", (int)id.n, id.p);
    return;
  }
  begin_token(f, columns[FORM], or_empty(columns[MISC]));
  f->range_last = to;
}

static void read_word(Fill *f, Str columns[COLUMNS]) {
  Reading *r = f->r;
  uint32_t id, last = f->ids.n ? f->ids.at[f->ids.n - 1] : 0, head;
  if (!number(columns[ID], &id) || id <= last) {
    FAIL(f, "« %.*s » is no word number here", (int)columns[ID].n, columns[ID].p);
    return;
  }
  bool in_range = id <= f->range_last && f->token_words < UINT8_MAX;
  if (!in_range) begin_token(f, columns[FORM], or_empty(columns[MISC]));
  vec_add(r->arena, &f->ids, id);
  Word *w = vec_push(r->arena, &r->words);
  w->form = columns[FORM];
  w->start = f->token_start;
  w->end = r->sentences.at[r->sentences.n - 1].end;
  w->sentence = r->sentences.n - 1;
  w->upos = (uint8_t)upos_parse(columns[UPOS]);
  w->lemma = str_is(columns[LEMMA], "_") && !str_is(columns[FORM], "_") ? (Str){"", 0} : columns[LEMMA];
  w->xpos = or_empty(columns[XPOS]);
  w->feats = or_empty(columns[FEATS]);
  w->deprel = or_empty(columns[DEPREL]);
  w->misc = misc_rest(r->arena, or_empty(columns[MISC]));
  morph_parse(w->feats, &w->morph);
  deprel_parse(w->deprel, &w->rel, &w->sub);
  w->mention = w->first_child = w->next_sibling = NONE;
  w->head = NONE; /* the number of the head's line until the sentence ends */
  if (number(columns[HEAD], &head)) w->head = head;
  else if (!str_is(columns[HEAD], "_")) FAIL(f, "« %.*s » is no head", (int)columns[HEAD].n, columns[HEAD].p);
  w->span = in_range && f->token_words ? 0 : 1;
  f->token_words++;
  if (in_range) r->words.at[f->token].span = (uint8_t)f->token_words;
}

/* Index among the sentence's words of the line numbered `id`, or NONE. */
static uint32_t find_id(const Fill *f, uint32_t id) {
  uint32_t low = 0, high = f->ids.n;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (f->ids.at[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low < f->ids.n && f->ids.at[low] == id ? low : NONE;
}

static void resolve_heads(Fill *f, const Sentence *s) {
  for (uint32_t i = 0; i < s->n_words; i++) {
    Word *w = &f->r->words.at[s->first_word + i];
    if (w->head == NONE) continue;
    if (w->head == 0) {
      w->head = NONE;
      w->rel = REL_ROOT;
      continue;
    }
    uint32_t head = find_id(f, w->head);
    if (head == NONE || head == i) {
      FAIL(f, "word %u has head %u, which is not another word of its sentence", f->ids.at[i], w->head);
      w->head = NONE;
    } else {
      w->head = s->first_word + head;
    }
  }
}

/* Later stages walk up to the root, so a cycle is cut where it is found. */
static void cut_cycles(Fill *f, const Sentence *s) {
  uint32_t *seen = ARENA_ARRAY(f->r->arena, s->n_words, uint32_t);
  Word *words = f->r->words.at;
  for (uint32_t i = 0; i < s->n_words; i++) {
    uint32_t at = s->first_word + i;
    while (at != NONE && !seen[at - s->first_word]) {
      seen[at - s->first_word] = i + 1;
      at = words[at].head;
    }
    if (at == NONE || seen[at - s->first_word] != i + 1 || words[at].head == NONE) continue;
    FAIL(f, "word %u is its own ancestor", f->ids.at[at - s->first_word]);
    words[at].head = NONE;
    words[at].rel = REL_ROOT;
  }
}

static void close_sentence(Fill *f) {
  if (!f->open) return;
  Reading *r = f->r;
  Sentence *s = &r->sentences.at[r->sentences.n - 1];
  f->open = false;
  f->range_last = 0;
  f->new_paragraph = false;
  f->kind = SENTENCE_BODY;
  s->n_words = r->words.n - s->first_word;
  if (s->start == NONE) s->start = s->end = (uint32_t)f->text.n;
  resolve_heads(f, s);
  cut_cycles(f, s);
}

static Str comment_value(Str line) {
  uint32_t at = str_find(line, STR("="));
  return at == UINT32_MAX ? (Str){"", 0} : str_trim(str_sub(line, at + 1, line.n));
}

/* False where the comment opens the next document. */
static bool read_comment(Fill *f, Str line) {
  Str rest = str_trim(str_sub(line, 1, line.n));
  close_sentence(f);
  if (str_starts(rest, STR("newdoc"))) {
    if (f->r->sentences.n) return false;
    f->r->id = comment_value(rest);
  } else if (str_starts(rest, STR("newpar"))) {
    f->new_paragraph = true;
  } else if (str_starts(rest, STR("kind ="))) {
    Str kind = comment_value(rest);
    for (int k = SENTENCE_BODY; k <= SENTENCE_FOOTNOTE; k++)
      if (str_is(kind, sentence_kind_name((SentenceKind)k))) f->kind = (SentenceKind)k;
  }
  return true;
}

static void read_line(Fill *f, Str line) {
  Str columns[COLUMNS];
  if (!read_columns(f, line, columns)) return;
  if (memchr(columns[ID].p, '.', columns[ID].n)) return; /* an empty node of the enhanced graph */
  if (!f->open) open_sentence(f);
  if (memchr(columns[ID].p, '-', columns[ID].n)) read_range(f, columns[ID], columns);
  else read_word(f, columns);
}

bool conllu_next(ConlluReader *reader, Reading *r) {
  Fill f = {.in = reader, .r = r, .gap = {"", 0}};
  bytes_init(&f.text, r->arena);
  Str line, before = reader->rest;
  while (next_line(reader, &line)) {
    if (!str_trim(line).n) {
      close_sentence(&f);
      if (reader->one_sentence && r->sentences.n) break;
    } else if (line.p[0] == '#') {
      if (!read_comment(&f, line)) {
        reader->rest = before;
        reader->line--;
        break;
      }
    } else {
      read_line(&f, line);
    }
    before = reader->rest;
  }
  close_sentence(&f);
  if (!r->sentences.n) return false;
  if (!f.gap_stated) f.gap = (Str){"", 0};
  settle_gap(&f);
  bytes_add(&f.text, "", 1);
  reading_set_text(r, str_of(f.text.p, f.text.n - 1));
  reading_link(r);
  return true;
}

static void put(Bytes *out, const char *c) { bytes_add(out, c, strlen(c)); }

static void put_number(Bytes *out, uint32_t n) {
  char digits[16];
  bytes_add(out, digits, (size_t)snprintf(digits, sizeof digits, "%u", n));
}

/* A column: `_` for nothing, and no tab or line break that would make another column or line. */
static void put_field(Bytes *out, Str s) {
  if (!s.n) {
    put(out, "_");
    return;
  }
  for (uint32_t i = 0, from = 0; i <= s.n; i++) {
    bool breaks = i < s.n && (s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r');
    if (i < s.n && !breaks) continue;
    bytes_add(out, s.p + from, i - from);
    if (breaks) put(out, " ");
    from = i + 1;
  }
}

static void put_escaped(Bytes *out, const char *name, Str s) {
  put(out, name);
  for (uint32_t i = 0; i < s.n; i++) {
    uint32_t k = 0;
    while (ESCAPES[k] && ESCAPES[k + 1] != s.p[i]) k += 2;
    if (ESCAPES[k]) put(out, "\\");
    bytes_add(out, ESCAPES[k] ? &ESCAPES[k] : &s.p[i], 1);
  }
}

/* The MISC column of a surface token whose last word is `last`. */
static void put_spacing(Bytes *out, const Reading *r, uint32_t first, uint32_t last, Str misc) {
  uint32_t end = r->words.at[first].end;
  uint32_t next = last + 1 < r->words.n ? r->words.at[last + 1].start : r->text.n;
  Str gap = str_sub(r->text, end, next > end ? next : end);
  size_t at = out->n;
  if (misc.n) bytes_add(out, misc.p, misc.n);
  if (first == 0 && r->words.at[0].start > 0) {
    if (out->n > at) put(out, "|");
    put_escaped(out, "SpacesBefore=", str_sub(r->text, 0, r->words.at[0].start));
  }
  bool at_end = last + 1 == r->words.n;
  if (at_end ? gap.n > 0 : !str_is(gap, " ")) {
    if (out->n > at) put(out, "|");
    if (gap.n) put_escaped(out, "SpacesAfter=", gap);
    else put(out, "SpaceAfter=No");
  }
  if (out->n == at) put(out, "_");
}

static void put_word(Bytes *out, const Reading *r, const Sentence *s, uint32_t i) {
  const Word *w = &r->words.at[i];
  if (w->span > 1) {
    put_number(out, i - s->first_word + 1);
    put(out, "-");
    put_number(out, i - s->first_word + w->span);
    put(out, "\t");
    put_field(out, reading_text(r, w->start, w->end));
    put(out, "\t_\t_\t_\t_\t_\t_\t_\t");
    put_spacing(out, r, i, i + w->span - 1, (Str){"", 0});
    put(out, "\n");
  }
  bool parsed = w->head != NONE || w->rel == REL_ROOT;
  put_number(out, i - s->first_word + 1);
  Str columns[] = {w->form, w->lemma, w->upos || parsed ? str(upos_name(w->upos)) : (Str){"", 0}, w->xpos, w->feats};
  for (uint32_t k = 0; k < sizeof columns / sizeof *columns; k++) {
    put(out, "\t");
    put_field(out, columns[k]);
  }
  put(out, "\t");
  if (parsed) put_number(out, w->head == NONE ? 0 : w->head - s->first_word + 1);
  else put(out, "_");
  put(out, "\t");
  put_field(out, w->deprel.n || !parsed ? w->deprel : str(rel_name(w->rel)));
  put(out, "\t_\t");
  if (w->span == 1) put_spacing(out, r, i, i, w->misc);
  else put_field(out, w->misc);
  put(out, "\n");
}

void conllu_write(Bytes *out, const Reading *r) {
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    if (i == 0) {
      put(out, r->id.n ? "# newdoc id = " : "# newdoc");
      if (r->id.n) put_field(out, r->id);
      put(out, "\n");
    }
    if (i == 0 || s->paragraph != s[-1].paragraph) put(out, "# newpar\n");
    put(out, "# sent_id = ");
    if (r->id.n) {
      put_field(out, r->id);
      put(out, "-");
    }
    put_number(out, i + 1);
    if (s->kind != SENTENCE_BODY) {
      put(out, "\n# kind = ");
      put(out, sentence_kind_name(s->kind));
    }
    put(out, "\n# text = ");
    put_field(out, reading_text(r, s->start, s->end));
    put(out, "\n");
    for (uint32_t k = 0; k < s->n_words; k++) put_word(out, r, s, s->first_word + k);
    put(out, "\n");
  }
}
