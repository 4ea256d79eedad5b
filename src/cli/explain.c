#include "cli/documents.h"
#include "engine/engine.h"
#include "io/people.h"

static void tree(const Reading *r) {
  for (uint32_t i = 0; i < r->words.n; i++) {
    const Word *w = &r->words.at[i];
    if (i && w->sentence != r->words.at[i - 1].sentence) putchar('\n');
    uint32_t first = r->sentences.at[w->sentence].first_word;
    printf("%4u  %-20.*s %-18.*s %-6s %4u  %-12.*s %.*s\n", i - first + 1, (int)w->form.n, w->form.p, (int)w->lemma.n,
           w->lemma.p, upos_name((Upos)w->upos), w->head == NONE ? 0 : w->head - first + 1, (int)w->deprel.n,
           w->deprel.p, (int)w->feats.n, w->feats.p);
  }
}

static void mentions(const Reading *r) {
  puts("\nmentions");
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    const Entity *e = &r->entities.at[m->entity];
    Str text = reading_text(r, m->start, m->end);
    printf("  %.*s  [%s%s]  → %.*s, %s, %s %.*s\n", (int)text.n, text.p, mention_form_name(m->form),
           m->as_place ? ", as a place" : "", (int)e->name.n, e->name.p, entity_kind_name(e->kind),
           e->country[0] ? e->country : "no country", (int)e->code.n, e->code.p);
  }
}

static void explain(const Reading *r, Arena *arena) {
  tree(r);
  mentions(r);
  puts("\nwhat was considered");
  for (uint32_t i = 0; i < r->trace.n; i++) printf("  %.*s\n", (int)r->trace.at[i].n, r->trace.at[i].p);
  puts("");
  Str shown = people_reading(arena, r, cli_colour());
  cli_write(shown.p, shown.n);
  for (uint32_t i = 0; i < r->events.n; i++)
    printf("rule of event %u: %.*s\n", i + 1, (int)r->events.at[i].rule.n, r->events.at[i].rule.p);
}

static Str joined(Arena *arena, char **words, int n) {
  Str all = {"", 0};
  for (int i = 0; i < n; i++) all = str_format(arena, "%s%s%s", all.p, i ? " " : "", words[i]);
  return all;
}

static int run(const dragoman *engine, const DocumentOptions *o, char **words, int n) {
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    return cli_fail("out of memory");
  }
  arena_guard(arena, &no_memory);
  bool tell = o->language && strcmp(o->language, "auto");
  EngineAbout about = {.id = STR("explain"), .language = tell ? str(o->language) : (Str){"", 0},
                       .date = o->date ? str(o->date) : (Str){"", 0}, .trace = true};
  Reading *r = engine_read(engine, arena, joined(arena, words, n), &about);
  if (!r) longjmp(no_memory, 1);
  explain(r, arena);
  arena_free(arena);
  return cli_finish(EXIT_ALL_READ);
}

int cmd_explain(int argc, char **argv) {
  DocumentOptions o = {0};
  const Option options[] = {DOCUMENT_OPTIONS(o)};
  int status, n = cli_options(argc, argv, cli_command("explain"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  if (!n) return cli_fail("explain needs a sentence");
  if (!cli_valid_date(o.date)) return cli_fail("--date %s is no date (YYYY-MM-DD)", o.date);
  char error[512];
  dragoman_options with = {.data_folder = o.data, .ontology = o.ontology, .actors = o.actors};
  dragoman *engine = dragoman_open(&with, error, sizeof error);
  if (!engine) return cli_fail("%s", error);
  status = run(engine, &o, argv + 1, n);
  dragoman_close(engine);
  return status;
}
