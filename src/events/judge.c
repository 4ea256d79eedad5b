/* judge.c: the learned weights that tell politics from sport, business, culture and weather: compiling, looking up, and what
 * of a sentence and a candidate is looked up. */
#include "events/judge.h"

#include <stdlib.h>

#include "base/source.h"
#include "events/compose.h"

enum { BITS8 = 1 << 8, BITS10 = 1 << 10, BITS13 = 1 << 13, CLUSTERS = BITS8 + BITS10 + BITS13 };

const char *const judge_kind_names[JUDGE_KINDS] = {"w", "c8", "c10", "c13", "type", "lemma", "field", "contest", "mishap", "actor", "recipient", "other"};

static uint32_t cluster_at(JudgeKind kind, uint32_t bits) {
  if (kind == JUDGE_CLUSTER8) return bits & (BITS8 - 1);
  if (kind == JUDGE_CLUSTER10) return BITS8 + (bits & (BITS10 - 1));
  return BITS8 + BITS10 + (bits & (BITS13 - 1));
}

static bool is_cluster(JudgeKind kind) { return kind >= JUDGE_CLUSTER8 && kind <= JUDGE_CLUSTER13; }

/* --- compiling --- */

static JudgeKind kind_named(Str name) {
  for (uint32_t k = 0; k < JUDGE_KINDS; k++)
    if (str_is(name, judge_kind_names[k])) return k;
  return JUDGE_KINDS;
}

static bool number_of(Arena *arena, Str s, float *out) {
  char *end;
  Str copy = str_dup(arena, s);
  *out = strtof(copy.p, &end);
  return s.n && end == copy.p + copy.n;
}

/* `fixed`: bias, quiet, politics. */
static void pack_line(const Source *source, Arena *arena, float *fixed, float *clusters, PhraseBuilder *names, Diags *diags) {
  static const char *const fixed_names[3] = {"bias", "quiet", "politics"};
  Str column[3];
  float weight;
  uint32_t n = source_columns(source, column, 3);
  JudgeKind kind = kind_named(column[0]);
  if (n < 2 || !number_of(arena, column[n - 1], &weight)) {
    source_error(source, diags, "a line is kind | name | weight, with a number at its end");
    return;
  }
  for (uint32_t k = 0; n == 2 && k < 3; k++)
    if (str_is(column[0], fixed_names[k])) {
      fixed[k] = weight;
      return;
    }
  if (n != 3 || kind == JUDGE_KINDS) {
    source_error(source, diags, "no such kind of evidence: %.*s", (int)column[0].n, column[0].p);
    return;
  }
  if (is_cluster(kind)) {
    clusters[cluster_at(kind, (uint32_t)strtoul(str_dup(arena, column[1]).p, NULL, 10))] = weight;
    return;
  }
  uint32_t bits;
  memcpy(&bits, &weight, sizeof bits);
  phrase_add(names, str_format(arena, "%s:%.*s", judge_kind_names[kind], (int)column[1].n, column[1].p), bits);
}

void judge_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags) {
  Str *paths;
  uint32_t n = source_list(arena, lang_folder, "judge.txt", &paths);
  float *numbers = ARENA_ARRAY(arena, 3 + CLUSTERS, float);
  PhraseBuilder *names = phrase_builder_new(arena);
  for (uint32_t i = 0; i < n; i++) {
    Source source;
    if (source_open(&source, arena, paths[i].p, diags))
      while (source_next(&source)) pack_line(&source, arena, numbers, numbers + 3, names, diags);
  }
  if (!n) return;
  pack_add(writer, "judge.numbers", numbers, (3 + CLUSTERS) * sizeof *numbers);
  phrase_pack(names, writer, "judge.names");
}

bool judge_open(Judge *judge, const Pack *lang) {
  *judge = (Judge){0};
  Str numbers = pack_section(lang, "judge.numbers");
  if (!numbers.p) return true;
  const float *at = section_array(numbers, 0, 3 + CLUSTERS, sizeof *at);
  if (!at || !phrase_open(&judge->names, pack_section(lang, "judge.names"))) return false;
  judge->there = true;
  judge->bias = at[0], judge->quiet = at[1], judge->politics = at[2], judge->clusters = at + 3;
  return true;
}

float judge_weight(const Judge *judge, const JudgeFeature *f) {
  if (is_cluster(f->kind)) return judge->clusters[cluster_at(f->kind, f->number)];
  char key[96];
  uint32_t kind = (uint32_t)strlen(judge_kind_names[f->kind]), n = kind + 1 + f->name.n;
  if (n > sizeof key) return 0;
  memcpy(key, judge_kind_names[f->kind], kind);
  key[kind] = ':';
  memcpy(key + kind + 1, f->name.p, f->name.n);
  const uint32_t *values;
  if (!phrase_find(&judge->names, str_of(key, n), &values)) return 0;
  float weight;
  memcpy(&weight, values, sizeof weight);
  return weight;
}

/* --- what is looked up --- */

static void take(Coder *c, JudgeFeatures *out, JudgeKind kind, Str name, uint32_t number) {
  vec_add(c->arena, out, ((JudgeFeature){kind, name, number}));
}

void judge_sentence_features(Coder *c, const Sentence *s, JudgeFeatures *out) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = coder_word(c, i);
    if ((w->upos != UPOS_NOUN && w->upos != UPOS_PROPN && w->upos != UPOS_VERB && w->upos != UPOS_ADJ) || str_find(c->lemma[i], STR(" ")) != UINT32_MAX) continue;
    if (!c->lemma[i].n || c->lemma[i].p[0] == '|') continue;
    take(c, out, JUDGE_WORD, c->lemma[i], 0);
    uint32_t bits;
    if (!c->ev->syntax || !syntax_cluster(c->ev->syntax, w->form, &bits)) continue;
    for (JudgeKind k = JUDGE_CLUSTER8; k <= JUDGE_CLUSTER13; k++) take(c, out, k, (Str){"", 0}, bits & (k == JUDGE_CLUSTER8 ? BITS8 - 1u : k == JUDGE_CLUSTER10 ? BITS10 - 1u : BITS13 - 1u));
  }
}

static void party_features(Coder *c, const WordList *list, JudgeKind kind, JudgeFeatures *out) {
  if (!list->n) take(c, out, kind, STR("none"), 0);
  for (uint32_t i = 0; i < list->n && i < 6; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m) {
      take(c, out, kind, STR("unknown"), 0);
      continue;
    }
    const Entity *e = &c->r->entities.at[m->entity];
    const char *form = mention_form_name(m->form), *what = entity_kind_name(e->kind), *state = e->country[0] ? "state" : "stateless";
    const char *sector = e->n_sectors ? e->sector[0] : "no-sector";
    take(c, out, kind, str_format(c->arena, "%s/%s/%s/%s", form, what, state, sector), 0);
    take(c, out, kind, str(form), 0);
    take(c, out, kind, str_format(c->arena, "a-%s", what), 0);
    take(c, out, kind, str(state), 0);
    take(c, out, kind, str(sector), 0);
  }
}

void judge_candidate_features(Coder *c, const Predicate *p, const Sense *s, Str type, JudgeFeatures *out) {
  static const char *const counts[4] = {"0", "1", "2", "3"};
  take(c, out, JUDGE_TYPE, type, 0);
  if (str_find(c->lemma[p->word], STR(" ")) == UINT32_MAX) take(c, out, JUDGE_LEMMA, c->lemma[p->word], 0);
  const uint32_t n[3] = {c->off, c->contest, c->mishap};
  for (uint32_t k = 0; k < 3; k++) take(c, out, JUDGE_FIELD + k, str(counts[n[k] > 3 ? 3 : n[k]]), 0);
  party_features(c, &s->actors, JUDGE_ACTOR, out);
  party_features(c, &s->recipients, JUDGE_RECIPIENT, out);
  party_features(c, &s->with, JUDGE_OTHER, out);
}

static float sum(const Judge *judge, const JudgeFeatures *f) {
  float score = 0;
  for (uint32_t i = 0; i < f->n; i++) score += judge_weight(judge, &f->at[i]);
  return score;
}

/* What weighed most, for `explain`: a word together with its clusters. */
static void trace_verdict(Coder *c, const Predicate *p, const JudgeFeatures *f, float score) {
  const Judge *judge = &c->ev->judge;
  Str line = {"", 0};
  for (uint32_t i = 0, next; i < f->n; i = next) {
    float w = judge_weight(judge, &f->at[i]);
    for (next = i + 1; next < f->n && is_cluster(f->at[next].kind); next++) w += judge_weight(judge, &f->at[next]);
    if (w > -0.4f && w < 0.4f) continue;
    line = str_format(c->arena, "%.*s %s:%.*s %+.1f", (int)line.n, line.p, judge_kind_names[f->at[i].kind], (int)f->at[i].name.n, f->at[i].name.p, (double)w);
  }
  Str form = coder_word(c, p->word)->form;
  reading_trace(c->r, "%.*s: politics %+.2f (no event below %+.2f):%.*s", (int)form.n, form.p, (double)score, (double)judge->quiet, (int)line.n, line.p);
}

static bool told_in(const Sentence *s) { return s->kind == SENTENCE_BODY || s->kind == SENTENCE_HEADING; }

/* Of every sentence the sum of its weights, and of all together. */
static void sum_sentences(Coder *c) {
  JudgeFeatures f = {0};
  c->sums = ARENA_ARRAY(c->arena, (size_t)c->r->sentences.n + 1, float);
  for (uint32_t i = 0; i < c->r->sentences.n; i++) {
    const Sentence *s = &c->r->sentences.at[i];
    if (!told_in(s)) continue;
    f.n = 0;
    judge_sentence_features(c, s, &f);
    c->sums[i] = sum(&c->ev->judge, &f);
    c->all_sums += (double)c->sums[i], c->n_sums++;
  }
}

/* What the other sentences of the document read like, half as much as the sentence itself: a dispatch keeps to its subject. */
static float others_score(const Coder *c, const Sentence *sentence) {
  enum { SHARE = 2 };
  uint32_t others = c->n_sums - (c->n_sums && told_in(sentence));
  double own = (double)c->sums[sentence - c->r->sentences.at];
  return others ? (float)((c->all_sums - own) / (SHARE * others)) : 0;
}

JudgeVerdict judge_verdict(Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type) {
  const Judge *judge = &c->ev->judge;
  if (!judge->there) return JUDGE_UNSURE;
  if (!c->sums) sum_sentences(c);
  JudgeFeatures f = {0};
  judge_candidate_features(c, p, s, type, &f);
  float score = judge->bias + c->sums[sentence - c->r->sentences.at] + others_score(c, sentence) + sum(judge, &f);
  if (c->r->trace_on) {
    judge_sentence_features(c, sentence, &f);
    trace_verdict(c, p, &f, score);
  }
  return score < judge->quiet ? JUDGE_QUIET : score > judge->politics ? JUDGE_POLITICS : JUDGE_UNSURE;
}
