#include "serve/serve.h"

#include <stdio.h>

#ifndef DG_HAVE_MICROHTTPD
Server *serve_start(const char *store, int port, char *why) {
  (void)store, (void)port;
  snprintf(why, STORE_WHY, "this program was built without libmicrohttpd, so that there is no viewer: install it (Debian:"
                           " libmicrohttpd-dev) and build again");
  return NULL;
}
int serve_port(const Server *server) { return (void)server, 0; }
void serve_stop(Server *server) { (void)server; }
#else

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <time.h>

#include "dragoman.h"
#include "serve/assets.h"
#include "serve/export.h"
#include "serve/gate.h"
#include "serve/readers.h"
#include "serve/route.h"
#include "store/tables.h"

#define BUDGET_MS 3000
#define CONNECTIONS 64u

struct Server {
  struct MHD_Daemon *four, *six;
  Readers *readers;
  char name[128]; /* of the store, as the page shows it */
  int port;
};

/* What belongs to one request from its first line to its end. */
typedef struct {
  char *address;
  bool begun;
} Request;

typedef struct MHD_Response Response;
typedef struct MHD_Connection Connection;

static void *on_address(void *server, const char *address, Connection *connection) {
  (void)server, (void)connection;
  Request *r = calloc(1, sizeof *r);
  if (r) r->address = strdup(address);
  return r;
}

static void on_end(void *server, Connection *connection, void **request, enum MHD_RequestTerminationCode how) {
  (void)server, (void)connection, (void)how;
  Request *r = *request;
  if (!r) return;
  free(r->address);
  free(r);
  *request = NULL;
}

static void add_headers(Response *response, const char *type) {
  static const char *const ALWAYS[][2] = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
       " form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cache-Control", "no-cache"}};
  for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++) MHD_add_response_header(response, ALWAYS[i][0], ALWAYS[i][1]);
  if (type) MHD_add_response_header(response, "Content-Type", type);
}

static enum MHD_Result reply(Connection *connection, int status, Response *response) {
  if (!response) return MHD_NO;
  enum MHD_Result sent = MHD_queue_response(connection, (unsigned)status, response);
  MHD_destroy_response(response);
  return sent;
}

/* An error from outside the store: no arena is needed for it. */
static enum MHD_Result refuse(Connection *connection, int status, const char *message) {
  char body[256];
  int n = snprintf(body, sizeof body, "{\"error\":{\"status\":%d,\"parameter\":null,\"message\":\"%s\"}}", status, message);
  Response *response = MHD_create_response_from_buffer((size_t)n, body, MHD_RESPMEM_MUST_COPY);
  if (!response) return MHD_NO;
  add_headers(response, "application/json; charset=utf-8");
  if (status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD");
  return reply(connection, status, response);
}

static const char *header(Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result unchanged(Connection *connection, const char *etag) {
  Response *response = MHD_create_response_from_buffer(0, (void *)(uintptr_t)"", MHD_RESPMEM_PERSISTENT);
  if (!response) return MHD_NO;
  add_headers(response, NULL);
  MHD_add_response_header(response, "ETag", etag);
  return reply(connection, 304, response);
}

static bool has_etag(Connection *connection, const char *etag) {
  const char *known = header(connection, "If-None-Match");
  return known && strstr(known, etag) != NULL;
}

static enum MHD_Result send_asset(Connection *connection, const Asset *asset) {
  if (has_etag(connection, asset->etag)) return unchanged(connection, asset->etag);
  Response *response = MHD_create_response_from_buffer(asset->n, (void *)(uintptr_t)asset->bytes, MHD_RESPMEM_PERSISTENT);
  if (!response) return MHD_NO;
  add_headers(response, asset->type);
  MHD_add_response_header(response, "ETag", asset->etag);
  return reply(connection, 200, response);
}

static const Asset *asset_of(Str path) {
  for (size_t i = 0; i < N_ASSETS; i++)
    if (str_is(path, ASSETS[i].path)) return &ASSETS[i];
  return NULL;
}

/* A file of the page; the page itself for addresses that are its own: /events, /document/12, /actor/Mali. */
static enum MHD_Result page(Connection *connection, Str path) {
  const Asset *asset = asset_of(path);
  if (!asset) {
    uint32_t last = path.n;
    while (last > 0 && path.p[last - 1] != '/') last--;
    Str name = str_sub(path, last, path.n);
    /* An actor's name may have a dot in it: « /actor/St. Kitts ». */
    bool file = str_find(name, STR(".")) != UINT32_MAX;
    if (!file || str_starts(path, STR("/actor/")) || str_starts(path, STR("/document/"))) asset = asset_of(STR("/index.html"));
  }
  return asset ? send_asset(connection, asset) : refuse(connection, 404, "there is no such file");
}

static bool take_changes(void *context, const Str *c, int n) {
  (void)n;
  *(uint64_t *)context = (uint64_t)to_int(c[0]);
  return false;
}

typedef struct {
  Readers *readers;
  Export *export;
} Stream;

static ssize_t stream_read(void *context, uint64_t at, char *out, size_t max) {
  (void)at;
  Stream *s = context;
  StoreReader *reader = readers_take(s->readers);
  if (!reader) return MHD_CONTENT_READER_END_WITH_ERROR;
  long n = export_read(s->export, reader, out, max);
  readers_give(s->readers, reader);
  return n > 0 ? n : n == 0 ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void stream_end(void *context) {
  Stream *s = context;
  export_close(s->export);
  free(s);
}

static Response *stream(Ask *ask, Readers *readers) {
  ask->status = 200;
  if (ask->target->why) {
    ask_fail(ask, 400, ask->target->wrong.p, "%s %s", ask->target->wrong.n ? ask->target->wrong.p : "", ask->target->why);
    return NULL;
  }
  Export *export = export_open(ask);
  if (!export) return NULL;
  Stream *s = malloc(sizeof *s);
  if (!s) {
    export_close(export);
    ask_fail(ask, 503, NULL, "out of memory");
    return NULL;
  }
  *s = (Stream){readers, export};
  Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1 << 16, stream_read, s, stream_end);
  if (!response) {
    stream_end(s);
    return NULL;
  }
  char disposition[80];
  snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", export_name(export));
  add_headers(response, export_type(export));
  MHD_add_response_header(response, "Content-Disposition", disposition);
  return response;
}

static Response *json_response(const char *body, size_t n, const char *etag) {
  Response *response = MHD_create_response_from_buffer(n, (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
  if (!response) return NULL;
  add_headers(response, "application/json; charset=utf-8");
  if (etag) MHD_add_response_header(response, "ETag", etag);
  return response;
}

static enum MHD_Result send_cached(Connection *connection, char *body, size_t n, const char *etag) {
  Response *response = json_response(body, n, etag);
  free(body);
  return reply(connection, 200, response);
}

static enum MHD_Result ask_store(Server *server, Connection *connection, const char *address, Ask *ask) {
  uint64_t changes = 0;
  char etag[48];
  store_reader_budget(ask->reader, BUDGET_MS);
  if (!store_query(ask->reader, "select n from totals where name = 'changes'", NULL, 0, take_changes, &changes))
    return refuse(connection, 503, "the store cannot be read");
  snprintf(etag, sizeof etag, "W/\"%llx-%llx\"", (unsigned long long)changes,
           (unsigned long long)(str_hash(str(address)) ^ str_hash(STR(DRAGOMAN_VERSION))));
  if (str_is(ask->target->path, "/api/events/export")) {
    Response *file = stream(ask, server->readers);
    if (file) return reply(connection, 200, file);
    route_error(ask);
    return reply(connection, ask->status, json_response(ask->json.out.p, ask->json.out.n, NULL));
  }
  if (has_etag(connection, etag)) return unchanged(connection, etag);
  size_t n = 0;
  char *cached = readers_cached(server->readers, address, changes, &n);
  if (cached) return send_cached(connection, cached, n, etag);
  route_api(ask);
  bool ok = ask->status == 200;
  if (ok) readers_cache(server->readers, address, changes, ask->json.out.p, ask->json.out.n);
  return reply(connection, ask->status, json_response(ask->json.out.p, ask->json.out.n, ok ? etag : NULL));
}

static enum MHD_Result api(Server *server, Connection *connection, const char *address, Arena *arena, Target *target) {
  if (!gate_site(header(connection, "Sec-Fetch-Site"))) return refuse(connection, 403, "other sites may not ask here");
  StoreReader *reader = readers_take(server->readers);
  if (!reader) return refuse(connection, 503, "the store cannot be opened, or too many questions are being answered");
  Ask ask = {.arena = arena, .reader = reader, .target = target, .store = server->name, .status = 200};
  jmp_buf no_memory, *outer = arena_guard(arena, &no_memory);
  enum MHD_Result result;
  if (setjmp(no_memory)) result = refuse(connection, 503, "out of memory");
  else result = ask_store(server, connection, address, &ask);
  arena_guard(arena, outer);
  store_reader_budget(reader, 0);
  readers_give(server->readers, reader);
  return result;
}

static enum MHD_Result answer(Server *server, Connection *connection, const char *address, Arena *arena) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return refuse(connection, 503, "out of memory");
  arena_guard(arena, &no_memory);
  Target *target = ARENA_NEW(arena, Target);
  if (!target_parse(arena, str(address), target) && !target->path.n) return refuse(connection, 400, target->why);
  if (str_starts(target->path, STR("/api/")) || str_is(target->path, "/api")) return api(server, connection, address, arena, target);
  return page(connection, target->path);
}

/* Counts, to see that there is one of it. */
static enum MHD_Result count_host(void *context, enum MHD_ValueKind kind, const char *key, const char *value) {
  (void)kind, (void)value;
  if (!strcasecmp(key, "Host")) ++*(int *)context;
  return MHD_YES;
}

static enum MHD_Result on_request(void *context, Connection *connection, const char *url, const char *method, const char *version,
                                  const char *upload, size_t *upload_size, void **request) {
  (void)url, (void)version, (void)upload;
  Server *server = context;
  Request *r = *request;
  if (!r || !r->address) return MHD_NO;
  if (!r->begun) {
    r->begun = true;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) return refuse(connection, 405, "only GET and HEAD: nothing here writes");
    const char *length = header(connection, "Content-Length");
    if ((length && strcmp(length, "0") != 0) || header(connection, "Transfer-Encoding")) return refuse(connection, 413, "a question has no body");
    return MHD_YES;
  }
  *upload_size = 0;
  int hosts = 0;
  MHD_get_connection_values(connection, MHD_HEADER_KIND, count_host, &hosts);
  if (hosts > 1 || !gate_host(header(connection, "Host"), server->port))
    return refuse(connection, 403, "this server answers to localhost, 127.0.0.1 and [::1] only");
  if (strlen(r->address) > TARGET_BYTES) return refuse(connection, 414, "the address is too long");
  Arena *arena = arena_new(NULL);
  if (!arena) return refuse(connection, 503, "out of memory");
  enum MHD_Result result = answer(server, connection, r->address, arena);
  arena_free(arena);
  return result;
}

static struct MHD_Daemon *listen_on(Server *server, const struct sockaddr *address, unsigned flags) {
  return MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | flags, 0, NULL, NULL, on_request, server,
                          MHD_OPTION_SOCK_ADDR, address, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)(1 << 16), MHD_OPTION_STRICT_FOR_CLIENT, 1,
                          MHD_OPTION_URI_LOG_CALLBACK, on_address, server, MHD_OPTION_NOTIFY_COMPLETED, on_end, server, MHD_OPTION_END);
}

/* What the page calls the store: no folder, no user, no password. */
static void name_store(Server *server, const char *store) {
  const char *last = strrchr(store, '/'), *name = last ? last + 1 : store;
  size_t n = strcspn(name, "?");
  snprintf(server->name, sizeof server->name, "%.*s", (int)(n < 120 ? n : 120), n ? name : store);
}

static bool take_number(void *context, const Str *c, int n) {
  (void)n;
  *(int64_t *)context = to_int(c[0]);
  return false;
}

/* Brings an older or unfinished store up to date: the one time that the viewer writes. Where that is not allowed, or somebody
 * else writes, a store that was viewed before is shown as far as it is made ready. */
static bool prepare(const char *store, char *why) {
  StoreReader *reader = store_reader_open(store, why);
  if (!reader) return false;
  int64_t done = 0;
  int version = store_reader_version(reader);
  bool current = version == STORE_SCHEMA_VERSION, settled = current && store_reader_is_settled(reader);
  if (current) store_query(reader, "select n from totals where name = 'settled'", NULL, 0, take_number, &done);
  store_reader_close(reader);
  if (settled) return true;
  fputs("dragoman: making the store ready for the viewer, once\n", stderr);
  Store *writer = store_open(store, why);
  bool ok = writer && store_settle(writer);
  if (writer && !ok) snprintf(why, STORE_WHY, "%s", store_why(writer));
  if (writer) ok = store_close(writer, ok ? why : NULL) && ok;
  return ok || done > 0;
}

static bool listen_everywhere(Server *server, int port, char *why) {
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  errno = 0;
  server->four = listen_on(server, (const struct sockaddr *)&four, 0);
  if (!server->four) {
    snprintf(why, STORE_WHY, "cannot listen on 127.0.0.1:%d: %s", port, errno ? strerror(errno) : "no more is known");
    return false;
  }
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->four, MHD_DAEMON_INFO_BIND_PORT);
  server->port = info && info->port ? info->port : port;
  /* Where the machine has no IPv6, IPv4 alone is enough. */
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)server->port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  server->six = listen_on(server, (const struct sockaddr *)&six, MHD_USE_IPv6);
  return true;
}

Server *serve_start(const char *store, int port, char *why) {
  Server *server = calloc(1, sizeof *server);
  if (!server) return snprintf(why, STORE_WHY, "out of memory"), NULL;
  name_store(server, store);
  if (prepare(store, why) && (server->readers = readers_open(store, why)) && listen_everywhere(server, port, why)) return server;
  serve_stop(server);
  return NULL;
}

int serve_port(const Server *server) { return server->port; }

void serve_stop(Server *server) {
  if (!server) return;
  if (server->four) MHD_stop_daemon(server->four);
  if (server->six) MHD_stop_daemon(server->six);
  readers_close(server->readers);
  free(server);
}
#endif
