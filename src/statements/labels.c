/* labels.c: editorial footnotes, joined to every mention that carries their mark. */
#include "base/utf8.h"
#include "statements/speech.h"

/* The mark that opens a footnote: asterisks, daggers, a bracketed or raised number. Its bytes, 0 for none. */
static uint32_t mark_length(Str t) {
  uint32_t n = 0, i = 0;
  if (!t.n) return 0;
  uint32_t c = utf8_at(t, 0, &n);
  bool sign = c == '*' || c == 0x2020 || c == 0x2021 || c == 0xa7;
  bool raised = c == 0xb9 || c == 0xb2 || c == 0xb3 || (c >= 0x2070 && c <= 0x2079);
  if (sign || raised) {
    while (i < t.n) {
      uint32_t d = utf8_at(t, i, &n);
      if (sign ? d != c : !(d == 0xb9 || d == 0xb2 || d == 0xb3 || (d >= 0x2070 && d <= 0x2079))) break;
      i += n;
    }
    return i;
  }
  if (c == '(' && t.n > 1 && t.p[1] == '*') { /* « (*) » */
    for (i = 1; i < t.n && t.p[i] == '*';) i++;
    return i < t.n && t.p[i] == ')' ? i + 1 : 0;
  }
  char close = c == '(' ? ')' : c == '[' ? ']' : 0;
  for (i = 1; close && i < t.n && i < 4; i++) {
    if (t.p[i] == close) return i > 1 ? i + 1 : 0;
    if (t.p[i] < '0' || t.p[i] > '9') break;
  }
  return 0;
}

/* Is `mark` at byte `at`, and is it the whole mark (not « * » of « ** »)? */
static bool is_mark(Str text, uint32_t at, Str mark) {
  if (at + mark.n > text.n || memcmp(text.p + at, mark.p, mark.n)) return false;
  if (mark.p[0] != '*') return true;
  return (at == 0 || text.p[at - 1] != '*') && (at + mark.n >= text.n || text.p[at + mark.n] != '*');
}

static void bear(Reading *r, uint32_t label, uint32_t entity) {
  Label *l = &r->labels.at[label];
  for (uint32_t i = 0; i < l->entities.n; i++)
    if (l->entities.at[i] == entity) return;
  vec_add(r->arena, &l->entities, entity);
  vec_add(r->arena, &r->entities.at[entity].labels, label);
}

static uint32_t *narrowest(const Reading *r) {
  uint32_t *narrow = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  for (uint32_t i = 0; i < r->words.n; i++) narrow[i] = NONE;
  for (uint32_t m = 0; m < r->mentions.n; m++) {
    const Mention *a = &r->mentions.at[m];
    for (uint32_t w = a->first_word; w < a->end_word && w < a->first_word + 64; w++) {
      const Mention *b = narrow[w] == NONE ? NULL : &r->mentions.at[narrow[w]];
      if (!b || a->end_word - a->first_word < b->end_word - b->first_word) narrow[w] = m;
    }
  }
  return narrow;
}

/* A marked name that nothing has recognised (« Meta* ») becomes an entity of its own. */
static uint32_t unknown_name(Reading *r, uint32_t word, Str mark) {
  const Word *w = &r->words.at[word];
  if (w->upos != UPOS_PROPN || !utf8_capitalised(w->form)) return NONE;
  uint32_t end = w->end;
  if (end - w->start > mark.n && is_mark(r->text, end - mark.n, mark)) end -= mark.n;
  Entity *e = vec_push(r->arena, &r->entities);
  *e = (Entity){.name = reading_text(r, w->start, end), .kind = ENTITY_ORGANISATION, .place = NONE};
  Mention *m = vec_push(r->arena, &r->mentions);
  *m = (Mention){.start = w->start, .end = end, .sentence = w->sentence, .first_word = word, .end_word = word + 1, .head = word,
                 .entity = r->entities.n - 1, .form = FORM_NAME, .place = NONE};
  if (w->mention == NONE) r->words.at[word].mention = r->mentions.n - 1;
  vec_add(r->arena, &r->entities.at[r->entities.n - 1].mentions, r->mentions.n - 1);
  return r->entities.n - 1;
}

static void join(Reading *r, const uint32_t *narrow) {
  for (uint32_t i = 0; i < r->words.n; i++) {
    const Word *w = &r->words.at[i];
    if (r->sentences.at[w->sentence].kind == SENTENCE_FOOTNOTE) continue;
    for (uint32_t k = 0; k < r->labels.n && k < 64; k++) {
      Str mark = r->labels.at[k].mark;
      if (!mark.n) continue;
      /* Glued to the word, or a token of its own behind it (with a blank or without). */
      bool marked = (w->end - w->start > mark.n && is_mark(r->text, w->end - mark.n, mark)) || is_mark(r->text, w->end, mark) ||
                    (w->end < r->text.n && r->text.p[w->end] == ' ' && is_mark(r->text, w->end + 1, mark));
      /* « "État islamique" * »: the mark stands behind a closing quotation mark. */
      bool closed = marked && w->upos == UPOS_PUNCT && narrow[i] == NONE && i > 0 && r->words.at[i - 1].sentence == w->sentence;
      if (closed && narrow[i - 1] != NONE) {
        bear(r, k, r->mentions.at[narrow[i - 1]].entity);
        continue;
      }
      uint32_t entity = !marked ? NONE : narrow[i] != NONE ? r->mentions.at[narrow[i]].entity : unknown_name(r, i, mark);
      if (entity != NONE) bear(r, k, entity);
    }
  }
}

void labels_read(Reading *r) {
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    if (s->kind != SENTENCE_FOOTNOTE) continue;
    Str text = reading_text(r, s->start, s->end);
    bool bracketed = text.n > 3 && text.p[0] == '(' && text.p[1] == '*' && text.p[text.n - 1] == ')' && !mark_length(text);
    if (bracketed) text = str_sub(text, 1, text.n - 1); /* « (*interdit en Russie) » */
    uint32_t n = mark_length(text);
    if (!n && r->labels.n && r->labels.at[r->labels.n - 1].end < s->start && i > 0 && r->sentences.at[i - 1].kind == SENTENCE_FOOTNOTE) {
      Label *before = &r->labels.at[r->labels.n - 1]; /* a second sentence of the same footnote */
      before->end = s->end;
      before->text = str_trim(reading_text(r, before->start, s->end));
      before->text = str_trim(str_sub(before->text, before->mark.n, before->text.n));
      continue;
    }
    Label *l = vec_push(r->arena, &r->labels);
    *l = (Label){.mark = str_sub(text, 0, n), .text = str_trim(str_sub(text, n, text.n)), .start = s->start, .end = s->end};
  }
  if (!r->labels.n || !r->mentions.n) return;
  join(r, narrowest(r));
}
