#include "statements/cues.h"

#include <stdio.h>

#include "base/source.h"
#include "base/utf8.h"

typedef struct {
  Arena *arena;
  Diags *diags;
  Source source;
  Bytes entries, slots, parts, strings;
  PhraseBuilder *words, *phrases;
  Map known, frames; /* strings; frame name -> index into lists */
  Vec(Str) lists;
  uint32_t n, n_slots, n_parts;
} Builder;

static uint32_t intern(Builder *b, Str s) {
  bool fresh;
  uint32_t *at = map_put(&b->known, s, &fresh);
  if (fresh) *at = bytes_str(&b->strings, s);
  return *at;
}

static bool parse_pos(Str s, uint8_t *pos) {
  static const char letters[] = "vrnaxmdckitlgho";
  const char *at = s.n == 1 ? memchr(letters, s.p[0], sizeof letters - 1) : NULL;
  if (!at) return false;
  *pos = (uint8_t)(at - letters);
  return true;
}

static bool parse_after(Str s, uint8_t *after) {
  static const char *const names[] = {"after", "opening", "text", "whole", "same"};
  for (uint8_t i = 0; i < 5; i++)
    if (str_is(s, names[i])) return *after = i, true;
  return false;
}

static bool parse_role(Str s, uint8_t *role) {
  static const char *const names[] = {"none", "speaker", "audience", "content", "topic", "target"};
  static const char *const facts[] = {"", "subject", "", "value", "", "object"};
  for (uint8_t i = 0; i < 6; i++)
    if (str_is(s, names[i]) || (s.n && str_is(s, facts[i]))) return *role = i, true;
  return false;
}

static uint8_t parse_where(Str s) {
  static const char *const names[] = {"subj", "obj", "iobj", "clause", "inf", "ger", "quote", "pred", "poss", "adj"};
  for (uint8_t i = 0; i < 10; i++)
    if (str_is(s, names[i])) return i;
  return SLOT_PREP;
}

static void add_slots(Builder *b, CueEntry *e, Str list, uint32_t depth) {
  Str one;
  while (str_split(&list, ' ', &one)) {
    if (!one.n) continue;
    uint32_t eq = str_find(one, STR("="));
    if (eq == UINT32_MAX) {
      const uint32_t *frame = map_get(&b->frames, one);
      if (!frame || depth) source_error(&b->source, b->diags, "unknown frame « %.*s »", (int)one.n, one.p);
      else add_slots(b, e, b->lists.at[*frame], 1);
      continue;
    }
    CueSlot slot = {0};
    Str where = str_sub(one, 0, eq), role = str_sub(one, eq + 1, one.n);
    if (!parse_role(role, &slot.role)) {
      source_error(&b->source, b->diags, "unknown role « %.*s »", (int)role.n, role.p);
      continue;
    }
    slot.where = parse_where(where);
    slot.prep = intern(b, slot.where == SLOT_PREP ? utf8_fold(b->arena, where) : STR(""));
    bytes_add(&b->slots, &slot, sizeof slot);
    b->n_slots++;
    e->n_slots++;
  }
}

/* « mettre +en:garde »: the head word is looked up, the parts are checked in the tree. */
static Str add_parts(Builder *b, CueEntry *e, Str word) {
  Str head, one;
  if (!str_split(&word, ' ', &head)) return head;
  while (str_split(&word, ' ', &one)) {
    if (one.n < 2 || one.p[0] != '+') {
      if (one.n) source_error(&b->source, b->diags, "« %.*s » wants a +", (int)one.n, one.p);
      continue;
    }
    one = str_sub(one, 1, one.n);
    uint32_t colon = str_find(one, STR(":"));
    CuePart part = {intern(b, colon == UINT32_MAX ? STR("") : str_sub(one, 0, colon)),
                    intern(b, colon == UINT32_MAX ? one : str_sub(one, colon + 1, one.n))};
    bytes_add(&b->parts, &part, sizeof part);
    b->n_parts++;
    e->n_parts++;
  }
  return head;
}

/* A blank behind each elided article, as the tokeniser cuts: « d' après ». */
static Str tokenised(Arena *arena, Str s) {
  Bytes out;
  bytes_init(&out, arena);
  for (uint32_t i = 0; i < s.n; i++) {
    bytes_add(&out, s.p + i, 1);
    if (s.p[i] == '\'' && i + 1 < s.n && s.p[i + 1] != ' ') bytes_add(&out, " ", 1);
  }
  return str_of(out.p, out.n);
}

static void add_entry(Builder *b, const Str *c) {
  CueEntry e = {.line = b->source.line, .slots = b->n_slots, .parts = b->n_parts};
  if (!parse_pos(c[1], &e.pos)) {
    source_error(&b->source, b->diags, "unknown part of speech « %.*s »", (int)c[1].n, c[1].p);
    return;
  }
  e.kind = intern(b, c[2]);
  e.stance = intern(b, c[3]);
  Str word = utf8_fold(b->arena, c[0]);
  bool many = e.pos == CUE_PHRASE || e.pos == CUE_MEDIUM || e.pos == CUE_DOCUMENT;
  if (e.pos == CUE_PHRASE && !parse_after(c[4], &e.after))
    source_error(&b->source, b->diags, "unknown place of the speaker « %.*s »", (int)c[4].n, c[4].p);
  if (many) {
    phrase_add(b->phrases, tokenised(b->arena, word), b->n);
  } else {
    bool nominal = e.pos == CUE_NOUN && !memchr(word.p, '+', word.n);
    phrase_add(b->words, nominal ? word : add_parts(b, &e, word), b->n);
    add_slots(b, &e, c[4], 0);
  }
  bytes_add(&b->entries, &e, sizeof e);
  b->n++;
}

void cues_pack(PackWriter *writer, Arena *arena, const char *path, const char *prefix, Diags *diags) {
  Builder b = {.arena = arena, .diags = diags};
  if (!source_open(&b.source, arena, path, diags)) return;
  bytes_init(&b.entries, arena);
  bytes_init(&b.slots, arena);
  bytes_init(&b.parts, arena);
  bytes_init(&b.strings, arena);
  map_init(&b.known, arena);
  map_init(&b.frames, arena);
  b.words = phrase_builder_new(arena);
  b.phrases = phrase_builder_new(arena);
  while (source_next(&b.source)) {
    Str c[5];
    source_columns(&b.source, c, 5);
    if (str_is(c[1], "f")) {
      *map_put(&b.frames, c[0], NULL) = b.lists.n;
      vec_add(arena, &b.lists, c[4]);
    } else {
      add_entry(&b, c);
    }
  }
  pack_add(writer, str_format(arena, "%s.entry", prefix).p, b.entries.p, b.entries.n);
  pack_add(writer, str_format(arena, "%s.slot", prefix).p, b.slots.p, b.slots.n);
  pack_add(writer, str_format(arena, "%s.part", prefix).p, b.parts.p, b.parts.n);
  pack_add(writer, str_format(arena, "%s.str", prefix).p, b.strings.p, b.strings.n);
  phrase_pack(b.words, writer, str_format(arena, "%s.word", prefix).p);
  phrase_pack(b.phrases, writer, str_format(arena, "%s.phrase", prefix).p);
}

static Str part_of(const Pack *lang, const char *prefix, const char *name) {
  char full[32];
  snprintf(full, sizeof full, "%s.%s", prefix, name);
  return pack_section(lang, full);
}

bool cues_open(Cues *cues, const Pack *lang, const char *prefix, Diags *diags) {
  Str entries = part_of(lang, prefix, "entry"), slots = part_of(lang, prefix, "slot"), parts = part_of(lang, prefix, "part");
  *cues = (Cues){.strings = part_of(lang, prefix, "str")};
  cues->n = entries.n / (uint32_t)sizeof(CueEntry);
  cues->n_slots = slots.n / (uint32_t)sizeof(CueSlot);
  cues->n_parts = parts.n / (uint32_t)sizeof(CuePart);
  cues->entries = section_array(entries, 0, cues->n, sizeof(CueEntry));
  cues->slots = section_array(slots, 0, cues->n_slots, sizeof(CueSlot));
  cues->parts = section_array(parts, 0, cues->n_parts, sizeof(CuePart));
  bool ok = cues->n && cues->entries && phrase_open(&cues->words, part_of(lang, prefix, "word")) &&
            phrase_open(&cues->phrases, part_of(lang, prefix, "phrase"));
  for (uint32_t i = 0; ok && i < cues->n; i++) {
    const CueEntry *e = &cues->entries[i];
    ok = (uint64_t)e->slots + e->n_slots <= cues->n_slots && (uint64_t)e->parts + e->n_parts <= cues->n_parts;
  }
  if (!ok) diag_add(diags, DIAG_ERROR, STR(""), 0, "the %s sections are missing or damaged", prefix);
  return ok;
}

static bool has_preposition(const Reading *r, uint32_t word, Str prep) {
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if ((w->rel == REL_CASE || w->rel == REL_MARK) && (str_eq(w->lemma, prep) || str_eq(w->form, prep))) return true;
  }
  return false;
}

/* The dependent of `word` that a part asks for, one level further down too (« mettre en garde »: oblique, fixed). */
static uint32_t find_part(const Cues *cues, const Reading *r, uint32_t word, const CuePart *part) {
  Str prep = section_str(cues->strings, part->prep), lemma = section_str(cues->strings, part->lemma);
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if ((str_eq(w->lemma, lemma) || str_eq(w->form, lemma)) && (!prep.n || has_preposition(r, c, prep))) return c;
    FOR_FEW_CHILDREN(r, c, d) {
      const Word *v = &r->words.at[d];
      if (prep.n && str_eq(v->lemma, lemma) && str_eq(w->lemma, prep)) return d;
    }
  }
  return NONE;
}

static bool is_reflexive(const Cues *cues, const Reading *r, uint32_t word) {
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->upos != UPOS_PRON || c > word + 1) continue;
    if ((w->morph.reflex || cue_is(cues, r, c, CUE_CLITIC)) && w->rel != REL_NSUBJ) return true;
  }
  /* « proclaimed himself head »: hung on the noun behind. */
  const Word *next = word + 1 < r->words.n ? &r->words.at[word + 1] : NULL;
  return next && next->upos == UPOS_PRON && next->head != NONE && next->head > word && r->words.at[next->head].upos == UPOS_NOUN &&
         r->words.at[next->head].head == word && cue_is(cues, r, word + 1, CUE_CLITIC);
}

int cue_fits(const Cues *cues, const Reading *r, uint32_t word, const CueEntry *e, uint32_t *extent) {
  bool reflexive = e->pos == CUE_REFLEXIVE;
  if (reflexive && !is_reflexive(cues, r, word)) return -1;
  uint32_t last = word;
  for (uint32_t i = 0; i < e->n_parts; i++) {
    uint32_t at = find_part(cues, r, word, &cues->parts[e->parts + i]);
    if (at == NONE) return -1;
    if (at > last) last = at;
  }
  if (extent) *extent = last;
  return 2 * e->n_parts + reflexive;
}

uint32_t cue_entries(const Cues *cues, Str lemma, const uint32_t **indexes) { return phrase_find(&cues->words, lemma, indexes); }

const CueEntry *cue_of(const Cues *cues, const Reading *r, uint32_t word, CuePos pos, uint32_t *extent) {
  const uint32_t *values;
  uint32_t n = cue_entries(cues, r->words.at[word].lemma, &values);
  const CueEntry *best = NULL;
  int best_score = -1;
  if (extent) *extent = word;
  for (uint32_t i = 0; i < n; i++) {
    if (values[i] >= cues->n) continue;
    const CueEntry *e = &cues->entries[values[i]];
    if (e->pos != pos && !(pos == CUE_VERB && e->pos == CUE_REFLEXIVE)) continue;
    uint32_t last = word;
    int score = cue_fits(cues, r, word, e, &last);
    if (score <= best_score) continue;
    best = e;
    best_score = score;
    if (extent) *extent = last;
  }
  return best;
}

static bool listed(const Cues *cues, Str key, CuePos pos) {
  const uint32_t *values;
  uint32_t n = phrase_find(&cues->words, key, &values);
  for (uint32_t i = 0; i < n; i++)
    if (values[i] < cues->n && cues->entries[values[i]].pos == pos) return true;
  return false;
}

bool cue_is(const Cues *cues, const Reading *r, uint32_t word, CuePos pos) {
  return listed(cues, r->words.at[word].lemma, pos) || listed(cues, utf8_fold(r->arena, r->words.at[word].form), pos);
}

static const CueEntry *longest(const Cues *cues, const Reading *r, uint32_t word, bool phrases, uint32_t *end) {
  const Sentence *s = &r->sentences.at[r->words.at[word].sentence];
  uint32_t node = PHRASE_ROOT, limit = s->first_word + s->n_words;
  const CueEntry *best = NULL;
  for (uint32_t i = word; i < limit; i++) {
    const Word *w = &r->words.at[i];
    uint32_t id = PHRASE_NONE, next = PHRASE_NONE;
    if (w->span > 1) { /* « aux dires de »: the contraction as written, else its parts */
      id = phrase_word(&cues->phrases, utf8_fold(r->arena, reading_text(r, w->start, w->end)));
      if (id != PHRASE_NONE) next = phrase_step(&cues->phrases, node, id);
      if (next != PHRASE_NONE) i += w->span - 1u;
    }
    if (next == PHRASE_NONE) id = phrase_word(&cues->phrases, utf8_fold(r->arena, w->form));
    if (next == PHRASE_NONE && id != PHRASE_NONE) next = phrase_step(&cues->phrases, node, id);
    if (next == PHRASE_NONE && w->lemma.n) {
      id = phrase_word(&cues->phrases, utf8_fold(r->arena, w->lemma));
      next = id == PHRASE_NONE ? PHRASE_NONE : phrase_step(&cues->phrases, node, id);
    }
    if (next == PHRASE_NONE) break;
    node = next;
    const uint32_t *values;
    uint32_t n = phrase_values(&cues->phrases, node, &values);
    for (uint32_t k = 0; k < n; k++) {
      if (values[k] >= cues->n || (cues->entries[values[k]].pos == CUE_PHRASE) != phrases) continue;
      best = &cues->entries[values[k]];
      *end = i + 1;
    }
  }
  return best;
}

const CueEntry *cue_phrase(const Cues *cues, const Reading *r, uint32_t word, uint32_t *end) {
  return longest(cues, r, word, true, end);
}

const CueEntry *cue_medium(const Cues *cues, const Reading *r, uint32_t word, uint32_t *end) {
  return longest(cues, r, word, false, end);
}

SlotRole cue_role(const Cues *cues, const CueEntry *entry, SlotWhere where, Str prep) {
  for (uint32_t i = entry->n_slots; i-- > 0;) {
    const CueSlot *s = &cues->slots[entry->slots + i];
    if (s->where == where && (where != SLOT_PREP || str_eq(section_str(cues->strings, s->prep), prep))) return s->role;
  }
  return ROLE_NONE;
}
