/* agents.c: doers of a passive that stand deeper than its own phrases: hung on another noun, in the participle of the deed or
 * weapon, « tués dans une attaque menée par X », or in the participle in front, « Détenus par X, ils ont été libérés ». */
#include "events/compose.h"

enum { AGENT_DEPTH = 5 };

static bool recipient(const Sense *s, uint32_t word) {
  for (uint32_t i = 0; i < s->recipients.n; i++)
    if (s->recipients.at[i] == word) return true;
  return false;
}

static bool agent(const Coder *c, const Sense *s, uint32_t k) {
  uint8_t rel = coder_word(c, k)->rel;
  return (rel == REL_OBL || rel == REL_NMOD) && coder_str_cue(c, frame_prep(c, k), CUE_AGENT) && party_mention(c, k) && party_known(c, k) && !recipient(s, k);
}

/* What is done with it is done by whoever laid, launched or set it. */
static bool deed_or_weapon(const Coder *c, uint32_t word) {
  uint32_t at = c->predicate[word];
  bool deed = at != NONE && c->predicates.at[at].noun && c->predicates.at[at].match.entry;
  return !party_mention(c, word) && (deed || coder_cue(c, word, CUE_INSTRUMENT));
}

/* With `given` every thing has the doer of its participle: « bénéficiera d'hélicoptères offerts par X ». */
static uint32_t agent_below(const Coder *c, const Sense *s, uint32_t word, uint32_t depth, bool given) {
  FOR_CHILDREN(c->r, word, k)
    if (k > word && agent(c, s, k)) return k;
  if (depth == AGENT_DEPTH) return NONE;
  bool deed = deed_or_weapon(c, word) || (given && coder_word(c, word)->upos == UPOS_NOUN && !party_mention(c, word));
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    if (k < word || recipient(s, k)) continue;
    bool phrase = w->rel == REL_OBL || w->rel == REL_NMOD || w->rel == REL_AMOD || (given && w->rel == REL_OBJ);
    bool clause = deed && w->rel == REL_ACL && w->sub != SUB_RELCL && w->morph.verbform == VERBFORM_PART;
    Str prep = frame_prep(c, k);
    if ((!phrase && !clause) || (phrase && (coder_str_cue(c, prep, CUE_EARLIER) || coder_str_cue(c, prep, CUE_LATER)))) continue;
    uint32_t found = agent_below(c, s, k, depth + 1, given);
    if (found != NONE) return found;
  }
  return NONE;
}

/* A participle that stands in front of the subject: « Détenus depuis mars par X, cinq employés ». */
static uint32_t agent_in_front(const Coder *c, const Sense *s, uint32_t verb) {
  uint32_t subject = reading_child(c->r, verb, REL_NSUBJ, SUB_NONE), above[2] = {verb, subject};
  if (subject == NONE) above[1] = reading_child(c->r, verb, REL_NSUBJ, SUB_PASS);
  for (int i = 0; i < 2; i++) {
    if (above[i] == NONE) continue;
    FOR_CHILDREN(c->r, above[i], k) {
      const Word *w = coder_word(c, k);
      bool finite = w->morph.verbform == VERBFORM_FIN || w->morph.verbform == VERBFORM_INF;
      bool participle = w->rel == REL_ADVCL ? !finite : w->rel == REL_ACL && w->morph.verbform == VERBFORM_PART; /* « Détenus par », taken for a noun */
      participle &= w->morph.tense != TENSE_PRES;
      if (k >= above[i] || !participle) continue;
      uint32_t found = agent_below(c, s, k, 2, false);
      if (found != NONE) return found;
    }
  }
  return NONE;
}

/* « Saisi au large de X, le voilier a été remorqué par Y »: of what is told in front, the doer stands behind. */
static uint32_t agent_behind(const Coder *c, const Sense *s, uint32_t participle) {
  const Word *w = coder_word(c, participle);
  if (w->rel != REL_ADVCL || w->head == NONE || w->head < participle || reading_child(c->r, w->head, REL_NSUBJ, SUB_PASS) == NONE) return NONE;
  return agent_below(c, s, w->head, AGENT_DEPTH, false);
}

void agents_of_passive(const Coder *c, const Predicate *p, Sense *s, uint8_t quad) {
  if (s->actors.n || s->with.n || s->reciprocal || !s->recipients.n || p->noun || quad < 2) return;
  uint32_t found = agent_below(c, s, p->word, 1, quad == 2 && !p->passive);
  if (found == NONE && quad == 2) found = agent_in_front(c, s, p->word);
  if (found == NONE && quad == 4 && p->passive) found = agent_behind(c, s, p->word);
  if (found == NONE) return;
  party_words(c, found, false, &s->actors);
  if (c->r->trace_on) reading_trace(c->r, "%.*s: actor %.*s stands deeper", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p, (int)coder_word(c, found)->form.n, coder_word(c, found)->form.p);
}
