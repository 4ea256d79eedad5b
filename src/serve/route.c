#include "serve/route.h"

typedef struct {
  const char *path;
  bool (*whole)(Ask *ask);           /* exactly this path */
  bool (*part)(Ask *ask, Str rest);  /* this path and something behind */
} Route;

static const Route ROUTES[] = {
    {"/api/summary", api_summary, NULL},   {"/api/today", api_today, NULL}, {"/api/timeline", api_timeline, NULL},
    {"/api/events", api_events, NULL},     {"/api/events/", NULL, api_event}, {"/api/actors", api_actors, NULL},
    {"/api/actors/", NULL, api_actor},     {"/api/map", api_map, NULL},     {"/api/documents", api_documents, NULL},
    {"/api/documents/", NULL, api_document}, {"/api/search", api_search, NULL},
};

void route_error(Ask *ask) {
  JsonOut *j = &ask->json;
  json_init(j, ask->arena);
  json_open(j, NULL, '{');
  json_open(j, "error", '{');
  json_uint(j, "status", (uint64_t)ask->status);
  json_str_or_null(j, "parameter", ask->parameter);
  json_str(j, "message", ask->message);
  json_close(j, '}');
  json_close(j, '}');
}

static bool answer(Ask *ask) {
  Target *t = ask->target;
  if (t->why && t->wrong.n) return ask_fail(ask, 400, t->wrong.p, "%s %s", t->wrong.p, t->why);
  if (t->why) return ask_fail(ask, 400, NULL, "%s", t->why);
  for (size_t i = 0; i < sizeof ROUTES / sizeof *ROUTES; i++) {
    const Route *r = &ROUTES[i];
    Str path = str(r->path);
    if (r->whole && str_eq(t->path, path)) return r->whole(ask);
    if (r->part && t->path.n > path.n && str_starts(t->path, path)) return r->part(ask, str_sub(t->path, path.n, t->path.n));
  }
  return ask_fail(ask, 404, NULL, "there is nothing of this name; /openapi.yaml tells what there is");
}

void route_api(Ask *ask) {
  ask->status = 200;
  json_init(&ask->json, ask->arena);
  json_open(&ask->json, NULL, '{');
  if (answer(ask)) json_close(&ask->json, '}');
  else route_error(ask);
}
