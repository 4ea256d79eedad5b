/* check.c: the invariants of a reading. */
#include "reading/reading.h"

static bool within(const Reading *r, uint32_t start, uint32_t end) { return start <= end && end <= r->text.n; }
static bool refers(uint32_t index, uint32_t n) { return index == NONE || index < n; }

static const char *check_words(const Reading *r) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    if (!within(r, s->start, s->end)) return "a sentence lies outside the text";
    if (i && s->start < r->sentences.at[i - 1].end) return "sentences overlap or are out of order";
    if (s->first_word != at) return "a sentence's words do not follow those of the one before";
    at += s->n_words;
  }
  if (at != r->words.n) return "words outside every sentence";
  for (uint32_t i = 0; i < r->words.n; i++) {
    const Word *w = &r->words.at[i];
    if (!within(r, w->start, w->end)) return "a word lies outside the text";
    if (i && w->start < r->words.at[i - 1].start) return "words are out of order";
    if (w->sentence >= r->sentences.n) return "a word's sentence does not exist";
    const Sentence *s = &r->sentences.at[w->sentence];
    if (i - s->first_word >= s->n_words) return "a word is not in its sentence";
    if (w->head != NONE && w->head - s->first_word >= s->n_words) return "a head lies outside its sentence";
    if (w->head == i) return "a word is its own head";
    if (!refers(w->mention, r->mentions.n)) return "a word's mention does not exist";
  }
  return NULL;
}

static const char *check_party(const Reading *r, const Party *p) {
  if (!refers(p->entity, r->entities.n)) return "a party's entity does not exist";
  return within(r, p->start, p->end) ? NULL : "a party lies outside the text";
}

static const char *check_entities(const Reading *r) {
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    if (!within(r, m->start, m->end)) return "a mention lies outside the text";
    if (m->entity >= r->entities.n) return "a mention's entity does not exist";
    if (m->head >= r->words.n || m->first_word > m->head || m->head >= m->end_word) return "a mention's head is not in it";
    if (!refers(m->place, r->places.n)) return "a mention's place does not exist";
  }
  for (uint32_t i = 0; i < r->entities.n; i++) {
    const Entity *e = &r->entities.at[i];
    if (e->n_sectors > MAX_SECTORS) return "an entity has too many sectors";
    for (uint32_t k = 0; k < e->mentions.n; k++)
      if (e->mentions.at[k] >= r->mentions.n || r->mentions.at[e->mentions.at[k]].entity != i)
        return "an entity lists a mention that is not its own";
    for (uint32_t k = 0; k < e->labels.n; k++)
      if (e->labels.at[k] >= r->labels.n) return "an entity's label does not exist";
    for (uint32_t k = 0; k < e->members.n; k++)
      if (e->members.at[k] >= r->entities.n || r->entities.at[e->members.at[k]].members.n) return "an entity's member is none";
  }
  return NULL;
}

static const char *check_events(const Reading *r) {
  const char *wrong = NULL;
  for (uint32_t i = 0; i < r->events.n && !wrong; i++) {
    const Event *e = &r->events.at[i];
    if (!within(r, e->start, e->end) || !within(r, e->condition.start, e->condition.end)) return "an event lies outside the text";
    if (!refers(e->statement, r->statements.n)) return "an event's statement does not exist";
    if (!refers(e->place, r->places.n)) return "an event's place does not exist";
    if (e->sentence >= r->sentences.n) return "an event's sentence does not exist";
    if (!e->type.n || e->quad < 1 || e->quad > 4) return "an event has no type or quad class";
    for (uint32_t k = 0; k < e->actors.n && !wrong; k++) wrong = check_party(r, &e->actors.at[k]);
    for (uint32_t k = 0; k < e->recipients.n && !wrong; k++) wrong = check_party(r, &e->recipients.at[k]);
  }
  for (uint32_t i = 0; i < r->relations.n && !wrong; i++) {
    wrong = check_party(r, &r->relations.at[i].subject);
    if (!wrong) wrong = check_party(r, &r->relations.at[i].object);
  }
  return wrong;
}

static const char *check_statements(const Reading *r) {
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    if (!within(r, s->start, s->end)) return "a statement lies outside the text";
    if (!refers(s->speaker, r->entities.n)) return "a statement's speaker does not exist";
    for (uint32_t k = 0; k < s->quotes.n; k++)
      if (!within(r, s->quotes.at[k].start, s->quotes.at[k].end)) return "a quotation lies outside the text";
  }
  for (uint32_t i = 0; i < r->dates.n; i++)
    if (!within(r, r->dates.at[i].start, r->dates.at[i].end)) return "a date lies outside the text";
  for (uint32_t i = 0; i < r->places.n; i++)
    if (!within(r, r->places.at[i].start, r->places.at[i].end)) return "a place lies outside the text";
  return NULL;
}

const char *reading_check(const Reading *r) {
  const char *wrong = check_words(r);
  if (!wrong) wrong = check_entities(r);
  if (!wrong) wrong = check_statements(r);
  return wrong ? wrong : check_events(r);
}
