#include "events/lexicon.h"

typedef Str (*SectionOf)(const void *context, const char *name);

static const void *records(SectionOf section, const void *context, const char *name, size_t size, uint32_t *n) {
  Str bytes = section(context, name);
  *n = (uint32_t)(bytes.n / size);
  return bytes.p;
}

/* Ranges are checked once here, so that matching needs no checks. */
static bool consistent(const Lexicon *l) {
  for (uint32_t i = 0; i < l->n_entries; i++) {
    const Entry *e = &l->entries[i];
    if ((uint64_t)e->slots + e->n_slots > l->n_slots || (uint64_t)e->parts + e->n_parts > l->n_parts ||
        (uint64_t)e->conditions + e->n_conditions > l->n_conditions || (uint64_t)e->names + e->n_names > l->n_names)
      return false;
  }
  for (uint32_t i = 0; i < l->n_names; i++)
    if (l->names[i].n_operators > CHAIN_MAX) return false;
  return true;
}

bool lexicon_open(Lexicon *l, SectionOf section, const void *context) {
  *l = (Lexicon){0};
  l->entries = records(section, context, "ev.entries", sizeof(Entry), &l->n_entries);
  l->slots = records(section, context, "ev.slots", sizeof(Slot), &l->n_slots);
  l->parts = records(section, context, "ev.parts", sizeof(Part), &l->n_parts);
  l->conditions = records(section, context, "ev.conditions", sizeof(Condition), &l->n_conditions);
  l->names = records(section, context, "ev.names", sizeof(Name), &l->n_names);
  l->class_names = records(section, context, "ev.classnames", sizeof(uint32_t), &l->n_classes);
  l->strings = section(context, "ev.strings");
  return phrase_open(&l->words, section(context, "ev.words")) &&
         phrase_open(&l->classes, section(context, "ev.classes")) && consistent(l);
}

uint32_t lexicon_class(const Lexicon *l, Str name) {
  for (uint32_t i = 0; i < l->n_classes; i++)
    if (str_eq(lexicon_str(l, l->class_names[i]), name)) return i;
  return UINT32_MAX;
}

bool lexicon_in_class(const Lexicon *l, Str lemma, uint32_t klass) {
  if (klass == UINT32_MAX || !lemma.n) return false;
  const uint32_t *values;
  uint32_t n = phrase_find(&l->classes, lemma, &values);
  for (uint32_t i = 0; i < n; i++)
    if (values[i] == klass) return true;
  return false;
}
