/* field.c: the fields without politics that a sentence is of: its words of sport, business, the arts, weather, accidents;
 * scores of games; what is told in a work of fiction. */
#include "base/utf8.h"
#include "events/compose.h"

/* A word of a field without politics. */
uint32_t field_of(const Coder *c, uint32_t word) {
  for (uint32_t d = 0; d < c->ev->n_domains; d++)
    if (coder_in_class(c, word, c->ev->domains[d])) return d;
  return NONE;
}

/* « seconde période », « conseil d'administration »: two or three words that tell a field together; a hyphen between tokens
 * (« tie-break ») joins them. */
static uint32_t field_of_phrase(const Coder *c, uint32_t word, uint32_t end) {
  char text[96];
  uint32_t n = 0, words = 0;
  bool joined = true;
  for (uint32_t i = word; i < end && words < 3; i++) {
    bool hyphen = str_is(c->lemma[i], "-");
    if (n + c->lemma[i].n + 2 > sizeof text) break;
    if (!joined && !hyphen) text[n++] = ' ';
    words += !joined && !hyphen;
    joined = hyphen;
    memcpy(text + n, c->lemma[i].p, c->lemma[i].n);
    n += c->lemma[i].n;
    const uint32_t *classes;
    uint32_t n_classes = i > word ? phrase_find(&c->ev->sets[0].lexicon.classes, str_of(text, n), &classes) : 0;
    for (uint32_t d = 0; n_classes && d < c->ev->n_domains; d++)
      for (uint32_t k = 0; k < n_classes; k++)
        if (classes[k] == c->ev->domains[d]) return d;
  }
  return NONE;
}

/* By the phrase that starts here, or else by the word. */
static uint32_t field_here(const Coder *c, uint32_t word, uint32_t end) {
  uint32_t d = field_of_phrase(c, word, end);
  return d == NONE ? field_of(c, word) : d;
}

/* « 3-1 », « 24-17 »: no range of years, nor « 20-25 soldiers ». */
static bool a_score(const Coder *c, uint32_t word) {
  Str f = coder_word(c, word)->form;
  uint32_t digits[2] = {0, 0}, side = 0;
  for (uint32_t i = 0; i < f.n; i++) {
    if (f.p[i] >= '0' && f.p[i] <= '9') digits[side]++;
    else if (f.p[i] == '-' && !side) side = 1;
    else return false;
  }
  if (!side || !digits[0] || !digits[1] || digits[0] > 3 || digits[1] > 2) return false;
  uint32_t head = coder_word(c, word)->head;
  return head == NONE || head < word || coder_word(c, head)->upos != UPOS_NOUN;
}

/* What is known to politics under this name is no word of a field, nor is a word in an unknown name unless it decides
 * (« Majority Forward »); « strikers », of a union, are no footballers. */
static bool of_politics(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  if (!m) return false;
  const Entity *e = &c->r->entities.at[m->entity];
  uint32_t d = field_of(c, word);
  if (m->form == FORM_NAME) return e->n_sectors || e->country[0] || e->kind == ENTITY_PLACE || (d != NONE && !c->ev->decisive[d]);
  return coder_word(c, word)->morph.number == NUMBER_PLUR && e->n_sectors && !strcmp(e->sector[0], "LAB");
}

/* Words of the fields in a sentence; those of a decisive field count twice, and so does a score. */
uint32_t field_words(const Coder *c, const Sentence *s, FieldKind kind) {
  uint32_t n = 0, end = s->first_word + s->n_words;
  for (uint32_t i = s->first_word; i < end; i++) {
    if (of_politics(c, i)) continue;
    if (kind != FIELD_MISHAP && a_score(c, i)) {
      n += 2;
      continue;
    }
    uint32_t d = field_here(c, i, end);
    if (d != NONE && (kind == FIELD_ANY || c->ev->field[d] == kind)) n += c->ev->decisive[d] ? 2 : 1;
  }
  return n;
}

void field_trace(const Coder *c, const Sentence *s) {
  uint32_t end = s->first_word + s->n_words;
  for (uint32_t i = s->first_word; i < end; i++) {
    if (of_politics(c, i)) continue;
    uint32_t d = field_here(c, i, end);
    if (d == NONE && !a_score(c, i)) continue;
    const Lexicon *l = &c->ev->sets[0].lexicon;
    Str name = d == NONE ? STR("domain:score*") : lexicon_str(l, l->class_names[c->ev->domains[d]]);
    reading_trace(c->r, "%.*s: a word of %.*s", (int)coder_word(c, i)->form.n, coder_word(c, i)->form.p, (int)(name.n - 7), name.p + 7);
  }
}

/* A film, but not « une série de manœuvres » nor « plotting ». */
static bool a_work(const Coder *c, uint32_t word) {
  if (coder_word(c, word)->upos != UPOS_NOUN || !coder_cue(c, word, CUE_FICTION)) return false;
  return !coder_cue(c, word, CUE_TRANSPARENT) || reading_child(c->r, word, REL_NMOD, SUB_NONE) == NONE;
}

static bool fiction_below(const Coder *c, uint32_t verb, uint32_t word) {
  FOR_CHILDREN(c->r, verb, k) {
    if (k == word || reading_below(c->r, word, k) || !a_work(c, k)) continue;
    uint8_t rel = coder_word(c, k)->rel;
    if (rel == REL_NSUBJ && !reading_below(c->r, k, word)) return true;
    if (rel == REL_OBL && coder_str_cue(c, frame_prep(c, k), CUE_WITHIN)) return true;
  }
  return false;
}

/* « dans ce thriller, un agent tue sa sœur », « her novel follows a family who flee »: told in a work of fiction. */
bool field_fiction(const Coder *c, uint32_t word) {
  uint32_t below = word;
  for (uint32_t guard = 0; guard < 12 && word != NONE; guard++) {
    if (fiction_below(c, word, below) && (word != below || coder_word(c, word)->upos == UPOS_VERB)) return true;
    if (word != below && a_work(c, word)) return true;
    word = coder_word(c, word)->head;
  }
  return false;
}
