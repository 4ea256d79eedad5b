/* The public interface: only dragoman.h, as a program outside sees it. Indexes out of range are refused, everything that
 * the JSON record holds can be asked for, and one engine serves several threads with the same result. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dragoman.h"

static const char TEXT[] =
    "BAMAKO, 14 mars 2023 (AFP) - Le Mali a fermé mardi sa frontière avec le Niger. « Nous ne laisserons pas ce crime "
    "impuni », a déclaré le président de transition Assimi Goïta.\n\nTrois localités du nord sont entre les mains des "
    "jihadistes*. La Russie menace de rompre ses relations avec la France si Paris n'a pas cédé d'ici le 31 mars.\n\n"
    "*Groupes classés terroristes par le gouvernement\n";

static dragoman *engine;

static int open_engine(void **state) {
  (void)state;
  char error[256];
  engine = dragoman_open(NULL, error, sizeof error);
  if (!engine) printf("%s\n", error);
  return engine ? 0 : -1;
}

static int close_engine(void **state) {
  (void)state;
  dragoman_close(engine);
  return 0;
}

static int is(dragoman_text t, const char *wanted) { return t.n == strlen(wanted) && !memcmp(t.p, wanted, t.n); }

static void document(void **state) {
  (void)state;
  dragoman_reading *r = dragoman_read(engine, TEXT, strlen(TEXT), NULL);
  assert_non_null(r);
  assert_true(is(dragoman_document_language(r), "fr"));
  assert_true(is(dragoman_document_date(r), "2023-03-14"));
  assert_int_equal(dragoman_document_text(r).n, strlen(TEXT));
  static const char *const FORMATS[] = {"json", "jsonl", "conllu", "html", "text", "ansi"};
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) assert_true(dragoman_write(r, FORMATS[i]).n > 0);
  assert_null(dragoman_write(r, "no such format").p);
  dragoman_reading_free(r);
  dragoman_reading_free(NULL);
}

static void events(void **state) {
  (void)state;
  dragoman_reading *r = dragoman_read(engine, TEXT, strlen(TEXT), NULL);
  assert_non_null(r);
  dragoman_event e;
  bool threatened = false;
  for (size_t i = 0; i < dragoman_event_count(r); i++) {
    assert_true(dragoman_event_at(r, i, &e));
    assert_true(e.start < e.end && e.quad >= 1 && e.quad <= 4 && e.rule.n && e.cameo.n);
    dragoman_party p;
    dragoman_text t;
    for (size_t k = 0; k < e.actors; k++) assert_true(dragoman_event_actor(r, i, k, &p) && p.text.n);
    assert_false(dragoman_event_actor(r, i, e.actors, &p));
    for (size_t k = 0; k < e.recipients; k++) assert_true(dragoman_event_recipient(r, i, k, &p) && p.text.n);
    assert_false(dragoman_event_recipient(r, i, e.recipients, &p));
    for (size_t k = 0; k < e.modes; k++) assert_true(dragoman_event_mode(r, i, k, &t) && t.n);
    assert_false(dragoman_event_mode(r, i, e.modes, &t));
    for (size_t k = 0; k < e.contexts; k++) assert_true(dragoman_event_context(r, i, k, &t) && t.n);
    assert_false(dragoman_event_context(r, i, e.contexts, &t));
    if (is(e.type, "THREATEN")) threatened = is(e.deadline, "2023-03-31") && e.condition.n > 0 && e.recipients > 0;
  }
  assert_true(threatened);
  assert_false(dragoman_event_at(r, dragoman_event_count(r), &e));
  assert_false(dragoman_event_mode(r, dragoman_event_count(r), 0, &(dragoman_text){0}));
  dragoman_reading_free(r);
}

static void the_rest(void **state) {
  (void)state;
  dragoman_reading *r = dragoman_read(engine, TEXT, strlen(TEXT), NULL);
  assert_non_null(r);
  bool person = false;
  dragoman_entity e;
  for (size_t i = 0; dragoman_entity_at(r, i, &e); i++) {
    dragoman_mention m;
    for (size_t k = 0; k < e.mentions; k++) assert_true(dragoman_mention_at(r, i, k, &m) && m.start < m.end && m.form.n);
    assert_false(dragoman_mention_at(r, i, e.mentions, &m));
    if (is(e.kind, "person") && is(e.country, "MLI")) person = true;
  }
  assert_true(person);
  dragoman_statement s;
  assert_true(dragoman_statement_at(r, 0, &s) && is(s.cue, "a déclaré") && is(s.kind, "direct"));
  assert_false(dragoman_statement_at(r, dragoman_statement_count(r), &s));
  dragoman_date d;
  assert_true(dragoman_date_at(r, 0, &d) && is(d.value, "2023-03-14"));
  assert_false(dragoman_date_at(r, dragoman_date_count(r), &d));
  dragoman_relation x;
  assert_true(dragoman_relation_at(r, 0, &x) && is(x.kind, "control") && x.subject.text.n && x.object.text.n);
  assert_false(dragoman_relation_at(r, dragoman_relation_count(r), &x));
  dragoman_label l;
  size_t entity;
  assert_int_equal(dragoman_label_count(r), 1);
  assert_true(dragoman_label_at(r, 0, &l) && is(l.mark, "*") && l.entities == 1);
  assert_true(dragoman_label_entity(r, 0, 0, &entity) && entity < dragoman_entity_count(r));
  assert_false(dragoman_label_entity(r, 0, 1, &entity));
  assert_false(dragoman_label_entity(r, 1, 0, &entity));
  dragoman_reading_free(r);
}

static void bad_options(void **state) {
  (void)state;
  char error[64] = "";
  assert_null(dragoman_open(&(dragoman_options){.data_folder = "/nonexistent"}, error, sizeof error));
  assert_true(strlen(error) > 0);
  assert_null(dragoman_open(&(dragoman_options){.languages = "xx"}, error, sizeof error));
  assert_null(dragoman_open(&(dragoman_options){.ontology = "/nonexistent"}, error, sizeof error));
  assert_null(dragoman_open(&(dragoman_options){.actors = "/nonexistent"}, NULL, 0));
  dragoman_reading *r = dragoman_read(engine, "", 0, NULL);
  assert_non_null(r);
  assert_int_equal(dragoman_event_count(r), 0);
  dragoman_reading_free(r);
}

static void *read_often(void *out) {
  for (int i = 0; i < 8; i++) {
    dragoman_reading *r = dragoman_read(engine, TEXT, strlen(TEXT), NULL);
    dragoman_text t = r ? dragoman_write(r, "json") : (dragoman_text){0};
    uint64_t h = 14695981039346656037u;
    for (size_t k = 0; k < t.n; k++) h = (h ^ (unsigned char)t.p[k]) * 1099511628211u;
    if (i && h != *(uint64_t *)out) h = 0;
    *(uint64_t *)out = h;
    dragoman_reading_free(r);
  }
  return NULL;
}

static void threads(void **state) {
  (void)state;
  pthread_t t[4];
  uint64_t hash[4];
  for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&t[i], NULL, read_often, &hash[i]), 0);
  for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
  for (int i = 0; i < 4; i++) assert_true(hash[i] && hash[i] == hash[0]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(document), cmocka_unit_test(events), cmocka_unit_test(the_rest),
                                     cmocka_unit_test(bad_options), cmocka_unit_test(threads)};
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
