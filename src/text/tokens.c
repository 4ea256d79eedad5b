#include "text/tokens.h"

#include <utf8proc.h>

#include "base/utf8.h"

typedef enum { C_SPACE, C_LETTER, C_DIGIT, C_OTHER } Class;

typedef struct {
  const Text *text;
  Str all;
  uint32_t end;
} Scan;

bool token_is_space(uint32_t c) { return c <= ' ' || (c >= 0x7f && c <= 0xa0) || (c > 0xa0 && utf8_is_space(c)); }

/* The replacement character counts as a letter: a damaged word stays one word. */
static Class class_of(uint32_t c) {
  if (c < 0x80) {
    if ((c | 0x20) - 'a' < 26u || c == '_') return C_LETTER;
    if (c - '0' < 10u) return C_DIGIT;
    return c <= ' ' || c == 0x7f ? C_SPACE : C_OTHER;
  }
  if (token_is_space(c)) return C_SPACE;
  if (c == 0xfffd || c == 0xad) return C_LETTER;
  switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_NO: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_CF: return C_LETTER;
    case UTF8PROC_CATEGORY_ND: return C_DIGIT;
    default: return C_OTHER;
  }
}

/* The code point at i, or 0 at the end; *n its bytes. */
static uint32_t at(const Scan *s, uint32_t i, uint32_t *n) {
  if (i >= s->end) return *n = 0, 0;
  unsigned char b = (unsigned char)s->all.p[i];
  if (b < 0x80) return *n = 1, b;
  return utf8_at(s->all, i, n);
}

static uint32_t peek(const Scan *s, uint32_t i) {
  uint32_t n;
  return at(s, i, &n);
}

static bool is_word(uint32_t c) {
  Class k = class_of(c);
  return k == C_LETTER || k == C_DIGIT;
}

static bool digit_before(const Scan *s, uint32_t i) { return i > 0 && s->all.p[i - 1] >= '0' && s->all.p[i - 1] <= '9'; }
static bool capital_before(const Scan *s, uint32_t i) { return i > 0 && s->all.p[i - 1] >= 'A' && s->all.p[i - 1] <= 'Z'; }

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x02bc || c == '`' || c == 0x2018; }
static bool is_hyphen(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

static uint32_t flags_of(const Scan *s, uint32_t start, uint32_t end) {
  char buffer[FOLD_MAX];
  if (end - start > FOLD_MAX) return 0;
  return lex_flags(s->text, lex_fold(str_sub(s->all, start, end), buffer));
}

/* End of the run of letters, digits and inner hyphens and apostrophes, looked at for FOLD_MAX bytes at most. */
static uint32_t extent(const Scan *s, uint32_t start) {
  uint32_t n, i = start, last = start;
  while (i < s->end && i - start < FOLD_MAX) {
    uint32_t c = at(s, i, &n);
    bool word = is_word(c);
    if (!word && !is_apostrophe(c) && !is_hyphen(c)) break;
    i += n;
    if (word) last = i;
  }
  return last;
}

/* « J », « U »: a lone capital between `from` and `to`. */
static bool lone_capital(const Scan *s, uint32_t from, uint32_t to) {
  uint32_t n, c = at(s, from, &n);
  return n && from + n == to && utf8_is_upper(c);
}

static bool lone_letter(const Scan *s, uint32_t from, uint32_t to) {
  uint32_t n, c = at(s, from, &n);
  return n && from + n == to && class_of(c) == C_LETTER;
}

/* Whether the dot at `dot` stands inside a token; `segment` is where the run's last part began. */
static bool dot_joins(const Scan *s, uint32_t segment, uint32_t dot) {
  uint32_t n, c = at(s, dot + 1, &n), next = dot + 1 + n;
  if (digit_before(s, dot) && class_of(c) == C_DIGIT) return true;
  if (lone_letter(s, segment, dot) && class_of(c) == C_LETTER) {
    uint32_t after = peek(s, next);
    if (after == '.' || !is_word(after)) return true; /* U.S. */
    return utf8_is_upper(c) && utf8_is_upper(after);
  }
  if (is_hyphen(c) && lone_capital(s, segment, dot)) { /* J.-C. */
    uint32_t m, after = at(s, next, &m);
    return utf8_is_upper(after) && !is_word(peek(s, next + m));
  }
  if (class_of(c) != C_LETTER) return false;
  uint32_t stop = next;
  while (stop < s->end && stop - dot < 12 && is_word(peek(s, stop))) stop += (at(s, stop, &n), n);
  return stop - dot < 12 && flags_of(s, dot + 1, stop) & LEX_DOMAIN;
}

/* The end of « 000 » groups behind a number of at most three digits: « 10 000 ». */
static uint32_t thousands(const Scan *s, uint32_t start, uint32_t i) {
  if (!s->text->joins_thousands || i - start > 3) return i;
  for (uint32_t n, best = i;;) {
    uint32_t c = at(s, best, &n);
    if (c != ' ' && c != 0xa0 && c != 0x202f && c != 0x2009) return best;
    uint32_t k = best + n;
    for (uint32_t digits = 0; digits < 3; digits++, k++)
      if (k >= s->end || s->all.p[k] < '0' || s->all.p[k] > '9') return best;
    if (is_word(peek(s, k))) return best;
    best = k;
  }
}

/* « (e) », « (s) » at the end of a word. */
static uint32_t bracketed_ending(const Scan *s, uint32_t i) {
  uint32_t k = i + 1, n;
  for (uint32_t letters = 0; letters < 2 && class_of(peek(s, k)) == C_LETTER; letters++) k += (at(s, k, &n), n);
  return k > i + 1 && peek(s, k) == ')' ? k + 1 : i;
}

/* Whether a hyphen at `i` stays inside the token begun at `start`. */
static bool hyphen_joins(const Scan *s, uint32_t start, uint32_t i, uint32_t next) {
  if (!s->text->splits_hyphens) return true;
  uint32_t n;
  if (digit_before(s, i) && class_of(peek(s, next)) == C_DIGIT) return true;
  if (flags_of(s, start, i) & LEX_PREFIX) return true;
  uint32_t stop = next;
  while (stop < s->end && stop - next < 12 && is_word(peek(s, stop))) stop += (at(s, stop, &n), n);
  return flags_of(s, next, stop) & LEX_SUFFIX;
}

typedef struct {
  uint32_t start, segment, whole; /* whole: end of a listed token that starts here, or 0 */
  bool looked;
} Run;

/* Whether the connector `c` at i, with a letter or digit behind it at `next`, stays inside the token. */
static bool connector_joins(const Scan *s, Run *run, uint32_t i, uint32_t c, uint32_t next) {
  bool digits = digit_before(s, i) && class_of(peek(s, next)) == C_DIGIT;
  if ((is_apostrophe(c) || is_hyphen(c)) && !run->looked) {
    run->looked = true;
    uint32_t stop = extent(s, run->start);
    if (flags_of(s, run->start, stop) & LEX_WHOLE) run->whole = stop;
  }
  if (run->whole > i) return true;
  if (is_apostrophe(c)) return true;
  if (is_hyphen(c)) return hyphen_joins(s, run->start, i, next);
  switch (c) {
    case '.': return dot_joins(s, run->segment, i);
    case ',': case ':': case '/': return digits;
    case '&': return capital_before(s, i) && utf8_is_upper(peek(s, next));
    default: return false;
  }
}

/* Cuts clitics off the end of [start, end): « donne-t-il ». */
static uint32_t without_clitics(const Scan *s, uint32_t start, uint32_t end) {
  if (end - start > FOLD_MAX) return end;
  for (bool found = true; found;) {
    found = false;
    for (uint32_t i = start + 1; i < end && !found; i++) {
      if (s->all.p[i] != '-' || !(flags_of(s, i, end) & LEX_CLITIC)) continue;
      end = i;
      found = true;
    }
  }
  return end;
}

static bool number_follows(const Scan *s, uint32_t i) {
  uint32_t n, c;
  while (class_of(c = at(s, i, &n)) == C_SPACE && n) i += n;
  return class_of(c) == C_DIGIT;
}

/* « sur X. Le ministre »: the letter is a name, its full stop ends the sentence. */
static bool lone_name(const Scan *s, uint32_t start, uint32_t end) {
  if (!(flags_of(s, start, end) & LEX_LONE)) return false;
  uint32_t to = start;
  while (to > 0 && (s->all.p[to - 1] == ' ' || (unsigned char)s->all.p[to - 1] >= 0x80) && start - to < 4) to--;
  uint32_t from = to;
  while (from > 0 && to - from < FOLD_MAX && s->all.p[from - 1] != ' ' && s->all.p[from - 1] != '\n') from--;
  return to < start && from < to && flags_of(s, from, to) & LEX_LEADS_LONE;
}

/* A full stop at `i` that belongs to the token [start, i). */
static bool stop_belongs(const Scan *s, const Run *run, uint32_t i) {
  if (peek(s, i) != '.' || peek(s, i + 1) == '.') return false;
  uint32_t flags = flags_of(s, run->start, i + 1);
  if (flags & LEX_ABBREVIATION && (flags & LEX_SMALL || utf8_is_upper(peek(s, run->start)))) return true;
  if (flags & LEX_NUMBERED && number_follows(s, i + 1)) return true;
  if (run->segment > run->start && lone_letter(s, run->segment, i) && class_of(peek(s, run->start)) == C_LETTER) return true;
  return run->segment == run->start && lone_capital(s, run->start, i) && !lone_name(s, run->start, i);
}

static uint32_t scan_word(const Scan *s, uint32_t start) {
  Run run = {.start = start, .segment = start};
  uint32_t n, i = start;
  bool hyphens = false, digits_only = true;
  for (;;) {
    uint32_t c = at(s, i, &n);
    if (!n) break;
    Class k = class_of(c);
    if (k == C_LETTER || k == C_DIGIT) {
      digits_only = digits_only && k == C_DIGIT;
      i += n;
      continue;
    }
    if (k == C_SPACE) {
      uint32_t grown = digits_only ? thousands(s, start, i) : i;
      if (grown == i) break;
      i = grown;
      digits_only = false;
      continue;
    }
    digits_only = false;
    if (i == start) break;
    if (is_apostrophe(c) && (flags_of(s, start, i + n) & LEX_ELISION)) {
      uint32_t stop = extent(s, start);
      return stop > i && flags_of(s, start, stop) & LEX_WHOLE ? stop : i + n;
    }
    if (c == '(' && !s->text->splits_hyphens) {
      uint32_t grown = bracketed_ending(s, i);
      if (grown == i) break;
      i = grown;
      continue;
    }
    if (c == 0xb0 && i == start + 1) { /* n° */
      i += n;
      break;
    }
    uint32_t next = i + n;
    bool initials = c == '.' && is_hyphen(peek(s, next));
    if (!(initials || is_word(peek(s, next))) || !connector_joins(s, &run, i, c, next)) break;
    hyphens = hyphens || is_hyphen(c);
    if (initials) next++;
    if (c == '.') run.segment = next;
    i = next;
  }
  if (hyphens && !run.whole) {
    uint32_t cut = without_clitics(s, start, i);
    if (cut < i) return cut;
  }
  return stop_belongs(s, &run, i) ? i + 1 : i;
}

/* « -t-il » behind a word: the longest listed clitic at `start`, or 0. */
static uint32_t scan_clitic(const Scan *s, uint32_t start) {
  uint32_t stop = extent(s, start);
  while (stop > start + 1) {
    if (flags_of(s, start, stop) & LEX_CLITIC) return stop;
    do stop--;
    while (stop > start && s->all.p[stop] != '-');
  }
  return 0;
}

/* An address or a listed sign that fills the stretch up to the next white space (`most` bytes are looked at); 0 for none. */
static uint32_t scan_chunk(const Scan *s, uint32_t start, uint32_t most) {
  uint32_t stop = start, n, limit = s->end - start > most ? start + most : s->end;
  bool address = false;
  while (stop < limit) {
    uint32_t c = at(s, stop, &n);
    if (class_of(c) == C_SPACE || (c == '>' && most < UINT32_MAX)) break;
    if (c == ':' && peek(s, stop + 1) == '/' && peek(s, stop + 2) == '/' && stop > start) address = true;
    if (c == '@' && stop > start && !strchr(".,;:(<\"'", s->all.p[stop - 1]) && is_word(peek(s, stop + 1))) address = true;
    stop += n;
  }
  if (stop - start > 4 && !memcmp(s->all.p + start, "www.", 4)) address = true;
  if (!address || !is_word(peek(s, start))) return stop - start < 12 && flags_of(s, start, stop) & LEX_WHOLE ? stop : 0;
  while (stop > start && strchr(".,;:!?)]>\"'", s->all.p[stop - 1])) stop--;
  return stop;
}

static bool repeats(const Scan *s, uint32_t c) {
  if (c == '.' || c == '-' || c == '*' || c == '=' || c == '~' || c == '<' || c == '>' || c == '+') return true;
  return s->text->joins_marks && (c == '!' || c == '?' || c == '\'' || c == 0x2019 || c == 0x2018);
}

static uint32_t scan_sign(const Scan *s, uint32_t start, bool space_before) {
  uint32_t n, c = at(s, start, &n), i = start + n;
  if ((c == '-' || c == '+') && space_before && class_of(peek(s, i)) == C_DIGIT) return scan_word(s, i);
  if (c == 0xb0 && (peek(s, i) == 'C' || peek(s, i) == 'F') && !is_word(peek(s, i + 1))) return i + 1;
  bool marks = s->text->joins_marks && (c == '!' || c == '?');
  if (!repeats(s, c)) return i;
  for (;;) {
    uint32_t next = at(s, i, &n);
    if (!n || !(next == c || (marks && (next == '!' || next == '?')))) return i;
    i += n;
  }
}

static Shape word_shape(const Scan *s, uint32_t start, uint32_t end) {
  uint32_t n, c = at(s, start, &n), upper = 0, lower = 0, letters = 0;
  for (uint32_t i = start; i < end && i - start < FOLD_MAX; i += n) {
    uint32_t k = at(s, i, &n);
    upper += utf8_is_upper(k);
    lower += utf8_is_lower(k);
    letters += class_of(k) == C_LETTER;
  }
  if (!letters) return SHAPE_NUMBER;
  if (class_of(c) == C_DIGIT) return SHAPE_MIXED;
  if (!upper) return SHAPE_LOWER;
  if (upper == 1 && !lower) return SHAPE_INITIAL;
  if (!lower) return SHAPE_UPPER;
  return utf8_is_upper(c) ? SHAPE_CAPITAL : SHAPE_MIXED;
}

static Shape sign_shape(uint32_t c, uint32_t bytes) {
  switch (c) {
    case '.': return bytes > 1 ? SHAPE_DOTS : SHAPE_STOP;
    case 0x2026: return SHAPE_DOTS;
    case '!': case '?': return SHAPE_MARK;
    case ':': return SHAPE_COLON;
    case ';': return SHAPE_SEMICOLON;
    case ',': return SHAPE_COMMA;
    case '-': case 0x2013: case 0x2014: case 0x2022: return SHAPE_DASH;
    case '"': case '\'': return SHAPE_QUOTE;
    case '(': case '[': return SHAPE_OPEN;
    case ')': case ']': return SHAPE_CLOSE;
    case 0xab: case 0x201c: case 0x2018: return SHAPE_OPEN_QUOTE;
    case 0xbb: case 0x201d: case 0x2019: return SHAPE_CLOSE_QUOTE;
    default: return SHAPE_SYMBOL;
  }
}

static void describe(const Scan *s, Token *t) {
  char buffer[FOLD_MAX];
  Str folded = {buffer, 0};
  if (t->end - t->start <= FOLD_MAX) folded = lex_fold(str_sub(s->all, t->start, t->end), buffer);
  t->flags = lex_flags(s->text, folded);
  t->word = (uint32_t)str_hash(folded);
  uint32_t n, c = at(s, t->start, &n);
  bool word = is_word(c) || (t->start + n < t->end && is_word(peek(s, t->start + n)));
  t->shape = (uint8_t)(word ? word_shape(s, t->start, t->end) : sign_shape(c, t->end - t->start));
}

/* The end of [start, stop) and an apostrophe that makes it a possessor: « the rebels' leader ». */
static uint32_t with_possessive(const Scan *s, uint32_t start, uint32_t stop) {
  uint32_t n, c = at(s, stop, &n), next = stop + n, last = stop - 1;
  if (!is_apostrophe(c) || class_of(peek(s, next)) != C_SPACE || last == start) return stop;
  if (!(flags_of(s, last, stop) & LEX_POSSESSOR)) return stop;
  while (class_of(c = at(s, next, &n)) == C_SPACE && n) next += n;
  return is_word(c) ? stop + (at(s, stop, &n), n) : stop;
}

/* A single quotation mark that opens, or closes, changes `quoted`; within one, an apostrophe behind a word closes. */
static bool quoted_behind(const Scan *s, const Token *t, bool quoted) {
  uint32_t n, c = at(s, t->start, &n);
  if (t->start + n != t->end || (c != '\'' && c != 0x2018 && c != 0x2019)) return quoted;
  return c != 0x2019 && t->space_before && class_of(peek(s, t->end)) == C_LETTER;
}

void tokens_read(const Text *text, Arena *arena, Str all, uint32_t start, uint32_t end, Tokens *out) {
  Scan s = {text, all, end};
  bool space = true, quoted = false;
  for (uint32_t i = start, n; i < end;) {
    uint32_t c = at(&s, i, &n);
    if (class_of(c) == C_SPACE) {
      i += n;
      space = true;
      continue;
    }
    uint32_t stop = space ? scan_chunk(&s, i, UINT32_MAX) : 0;
    if (!space && i > start && strchr("<([\"", all.p[i - 1]) && is_word(c)) stop = scan_chunk(&s, i, 128);
    if (!stop && is_hyphen(c) && !space) stop = scan_clitic(&s, i);
    if (!stop) stop = is_word(c) ? scan_word(&s, i) : scan_sign(&s, i, space);
    if (!quoted && is_word(c)) stop = with_possessive(&s, i, stop);
    Token *t = vec_push(arena, out);
    t->start = i;
    t->end = stop;
    t->space_before = space;
    describe(&s, t);
    quoted = quoted_behind(&s, t, quoted);
    space = false;
    i = stop;
  }
}
