#include "cli/fetch.h"

#ifndef DG_HAVE_CURL
const char *fetch_impossible(void) {
  return "this program was built without libcurl, so that nothing can be fetched: install it (Debian: libcurl4-openssl-dev) and build again";
}
FetchResult fetch(Fetched *what, char **bytes, size_t *n, char why[FETCH_WHY], const volatile sig_atomic_t *stop) {
  (void)what, (void)bytes, (void)n, (void)stop;
  why[0] = 0;
  return FETCH_FAILED;
}
#else

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dragoman.h"

typedef struct {
  Fetched *what;
  char *bytes;
  size_t n, cap;
  char etag[256], modified[64];
  bool too_long, no_memory;
  const volatile sig_atomic_t *stop;
} Answer;

const char *fetch_impossible(void) { return NULL; }

static size_t take_body(char *p, size_t size, size_t count, void *context) {
  Answer *a = context;
  size_t n = size * count;
  if (n > FETCH_MAX - a->n) return a->too_long = true, 0;
  if (a->cap - a->n < n) {
    size_t cap = a->cap ? a->cap : 1 << 16;
    while (cap - a->n < n) cap *= 2;
    char *wider = realloc(a->bytes, cap);
    if (!wider) return a->no_memory = true, 0;
    a->bytes = wider;
    a->cap = cap;
  }
  memcpy(a->bytes + a->n, p, n);
  a->n += n;
  return n;
}

/* « Name: value », where the name is `name`, into `to`; a value that does not fit is left out. */
static void header_value(const char *p, size_t n, const char *name, char *to, size_t room) {
  size_t length = strlen(name);
  if (n <= length || strncasecmp(p, name, length) != 0 || p[length] != ':') return;
  p += length + 1, n -= length + 1;
  while (n && (*p == ' ' || *p == '\t')) p++, n--;
  while (n && (unsigned char)p[n - 1] <= ' ') n--;
  if (n < room) memcpy(to, p, n), to[n] = 0;
}

static size_t take_header(char *p, size_t size, size_t count, void *context) {
  Answer *a = context;
  size_t n = size * count;
  if (n > 5 && !strncmp(p, "HTTP/", 5)) a->etag[0] = a->modified[0] = 0; /* behind a redirection */
  header_value(p, n, "ETag", a->etag, sizeof a->etag);
  header_value(p, n, "Last-Modified", a->modified, sizeof a->modified);
  return n;
}

static int on_progress(void *context, curl_off_t all, curl_off_t now, curl_off_t up, curl_off_t sent) {
  (void)all, (void)now, (void)up, (void)sent;
  const Answer *a = context;
  return a->stop && *a->stop;
}

static struct curl_slist *conditions(const Fetched *what) {
  char line[320];
  struct curl_slist *list = curl_slist_append(NULL, "Accept: application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1");
  if (what->etag[0]) {
    snprintf(line, sizeof line, "If-None-Match: %s", what->etag);
    list = curl_slist_append(list, line);
  }
  if (what->modified[0]) {
    snprintf(line, sizeof line, "If-Modified-Since: %s", what->modified);
    list = curl_slist_append(list, line);
  }
  return list;
}

/* http and https only, before and behind redirections: an address must not reach files or other services. */
static bool prepare(CURL *curl, Answer *a, struct curl_slist *headers, char *error) {
  return curl_easy_setopt(curl, CURLOPT_URL, a->what->address) == CURLE_OK &&
#if LIBCURL_VERSION_NUM >= 0x075500
         curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
#else
         curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS)) == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS)) == CURLE_OK &&
#endif
         !curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L) && !curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L) &&
         !curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L) && !curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L) &&
         !curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) && !curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L) &&
         !curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "") && !curl_easy_setopt(curl, CURLOPT_USERAGENT, "dragoman/" DRAGOMAN_VERSION) &&
         !curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error) && !curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers) &&
         !curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body) && !curl_easy_setopt(curl, CURLOPT_WRITEDATA, a) &&
         !curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header) && !curl_easy_setopt(curl, CURLOPT_HEADERDATA, a) &&
         !curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) && !curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress) &&
         !curl_easy_setopt(curl, CURLOPT_XFERINFODATA, a);
}

static FetchResult judge(CURL *curl, Answer *a, CURLcode code, const char *error, char why[FETCH_WHY]) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) {
    const char *reason = a->too_long ? "larger than 32 MB" : a->no_memory ? "out of memory" : error[0] ? error : curl_easy_strerror(code);
    snprintf(why, FETCH_WHY, "%s", reason);
    return FETCH_FAILED;
  }
  if (status == 304) return FETCH_UNCHANGED;
  if (!a->n) return snprintf(why, FETCH_WHY, "an empty answer"), FETCH_FAILED;
  memcpy(a->what->etag, a->etag, sizeof a->etag);
  memcpy(a->what->modified, a->modified, sizeof a->modified);
  return FETCH_NEW;
}

FetchResult fetch(Fetched *what, char **bytes, size_t *n, char why[FETCH_WHY], const volatile sig_atomic_t *stop) {
  char error[CURL_ERROR_SIZE] = "";
  Answer a = {.what = what, .stop = stop};
  CURL *curl = curl_easy_init();
  struct curl_slist *headers = conditions(what);
  FetchResult result = FETCH_FAILED;
  snprintf(why, FETCH_WHY, "out of memory");
  if (curl && headers && prepare(curl, &a, headers, error)) result = judge(curl, &a, curl_easy_perform(curl), error, why);
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  if (result == FETCH_NEW) *bytes = a.bytes, *n = a.n;
  else free(a.bytes);
  return result;
}
#endif
