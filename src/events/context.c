/* context.c: who is meant though the clause does not say it: object pronouns, « the two countries », and the side that
 * a reaction answers. What was coded before tells. */
#include "events/compose.h"

enum { REACTION_REACH = 2 };

static const Entity *entity_at(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  return m ? &c->r->entities.at[m->entity] : NULL;
}

/* The same party, or both of the same country: « Mali » and « the Malian junta ». */
static bool same_side(const Coder *c, uint32_t a, uint32_t b) {
  const Entity *x = entity_at(c, a), *y = entity_at(c, b);
  if (!x || !y) return a == b;
  return x == y || (x->country[0] && !strcmp(x->country, y->country) && strcmp(x->country, "IGO") && strcmp(x->country, "NGO"));
}

static bool among(const Coder *c, uint32_t word, const uint32_t *list, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (same_side(c, word, list[i])) return true;
  return false;
}

static void add(const Coder *c, WordList *out, uint32_t word) {
  for (uint32_t i = 0; i < out->n; i++)
    if (out->at[i] == word) return;
  if (out->n < 24) vec_add(c->arena, out, word);
}

/* « les deux pays », « the two sides »: all parties of the latest event between at least two. */
bool context_both_sides(const Coder *c, uint32_t word, WordList *out) {
  if (!coder_cue(c, word, CUE_SIDES) || coder_word(c, word)->morph.number != NUMBER_PLUR) return false;
  bool two = false;
  FOR_CHILDREN(c->r, word, k) two |= coder_word(c, k)->rel == REL_NUMMOD && coder_cue(c, k, CUE_TWO);
  if (!two) return false;
  uint32_t before = out->n;
  for (uint32_t i = c->past.n, seen = 0; i-- > 0 && seen < 8; seen++) {
    const Past *past = &c->past.at[i];
    WordList sides = {0};
    for (uint32_t k = 0; k < past->actors.n; k++)
      if (entity_at(c, past->actors.at[k]) && !among(c, past->actors.at[k], sides.at, sides.n)) add(c, &sides, past->actors.at[k]);
    for (uint32_t k = 0; k < past->recipients.n; k++)
      if (entity_at(c, past->recipients.at[k]) && !among(c, past->recipients.at[k], sides.at, sides.n)) add(c, &sides, past->recipients.at[k]);
    if (sides.n < 2) continue;
    for (uint32_t k = 0; k < sides.n && k < 2; k++) add(c, out, sides.at[k]);
    break;
  }
  return out->n > before;
}

/* « pour l'exhorter », « les a arrêtés »: an object pronoun that no entity covers stands for whom the latest event in reach
 * was done to, or who did it. */
bool context_object(const Coder *c, uint32_t word, WordList *out) {
  const Word *w = coder_word(c, word);
  if ((w->rel != REL_OBJ && w->rel != REL_IOBJ) || !coder_cue(c, word, CUE_CLITIC) || w->head == NONE) return false;
  uint32_t subject = frame_subject(c, w->head, 0);
  for (uint32_t i = c->past.n; i-- > 0;) {
    const Past *past = &c->past.at[i];
    if (past->sentence + 1 < w->sentence) return false;
    for (int side = 0; side < 2; side++) {
      const uint32_t *list = side ? past->actors.at : past->recipients.at;
      uint32_t n = side ? past->actors.n : past->recipients.n;
      uint32_t before = out->n;
      for (uint32_t k = 0; k < n; k++)
        if (list[k] < word && entity_at(c, list[k]) && (subject == NONE || !same_side(c, list[k], subject))) add(c, out, list[k]);
      if (out->n > before) return true;
    }
  }
  return false;
}

/* « cette décision », « l'initiative »: the object takes up what was told, and has no owner of its own. */
static bool takes_up(const Coder *c, const Predicate *p) {
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->clause || (a->where != WHERE_OBJ && a->where != WHERE_PREP) || coder_word(c, a->word)->upos != UPOS_NOUN || party_mention(c, a->word)) continue;
    FOR_CHILDREN(c->r, a->word, k) {
      const Word *w = coder_word(c, k);
      if (w->rel != REL_DET || k > a->word) continue;
      if (w->morph.prontype == PRONTYPE_DEM || (w->morph.definite == 1 && coder_cue(c, a->word, CUE_ANAPHOR))) return true;
    }
  }
  return false;
}

static bool add_actors(const Coder *c, const Past *past, Sense *s) {
  for (uint32_t k = 0; k < past->actors.n; k++)
    if (entity_at(c, past->actors.at[k])) add(c, &s->recipients, past->actors.at[k]);
  return s->recipients.n > 0;
}

/* Who reacts without saying to whom answers whoever did something to him just before, or did what he takes up. */
void context_reaction(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence) {
  if (!s->actors.n || s->recipients.n || s->with.n || s->reciprocal) return;
  bool taken = takes_up(c, p);
  for (uint32_t i = c->past.n; i-- > 0;) {
    const Past *past = &c->past.at[i];
    if (past->sentence + REACTION_REACH < sentence) return;
    bool hit = taken, own = false;
    for (uint32_t a = 0; a < s->actors.n; a++) {
      hit |= past->recipients.n && entity_at(c, s->actors.at[a]) && among(c, s->actors.at[a], past->recipients.at, past->recipients.n);
      own |= among(c, s->actors.at[a], past->actors.at, past->actors.n);
    }
    if (hit && !own && add_actors(c, past, s)) return;
  }
}
