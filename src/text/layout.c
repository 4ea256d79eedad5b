#include "text/layout.h"

#include "base/utf8.h"

typedef struct {
  uint32_t start, end; /* trimmed */
  uint32_t paragraph;
} Line;

typedef Vec(Line) Lines;

/* Marks met in the text so far, so that a footnote is told from a list. */
typedef struct {
  bool stars[4], daggers;
  bool numbers[100];
} Marks;

typedef struct {
  const Text *text;
  Arena *arena;
  Str all;
  Blocks *out;
  Lines lines;
  Marks marks;
  Tokens tokens; /* of the line looked at */
  bool body;     /* prose has begun */
} Layout;

static uint32_t code_at(Str s, uint32_t i) {
  uint32_t n;
  return i < s.n ? utf8_at(s, i, &n) : 0;
}

static Line trimmed(Str all, uint32_t start, uint32_t end) {
  uint32_t n;
  while (start < end && token_is_space(utf8_at(all, start, &n))) start += n;
  while (end > start) {
    uint32_t last = end - 1;
    while (last > start && ((unsigned char)all.p[last] & 0xc0) == 0x80) last--;
    if (!token_is_space(utf8_at(all, last, &n))) break;
    end = last;
  }
  return (Line){start, end, 0};
}

/* Non-empty lines; an empty one between two parts paragraphs. */
static void read_lines(Layout *l) {
  uint32_t paragraph = 0;
  bool gap = false;
  for (uint32_t i = 0; i < l->all.n;) {
    uint32_t stop = i;
    while (stop < l->all.n && l->all.p[stop] != '\n' && l->all.p[stop] != '\r') stop++;
    Line line = trimmed(l->all, i, stop);
    if (line.start == line.end) {
      gap = gap || l->lines.n > 0;
    } else {
      paragraph += gap;
      gap = false;
      line.paragraph = paragraph;
      vec_add(l->arena, &l->lines, line);
    }
    i = stop + 1;
    if (stop + 1 < l->all.n && l->all.p[stop] == '\r' && l->all.p[stop + 1] == '\n') i++;
  }
}

/* The last letter or sign that counts for « ends like a sentence »: closing quotes and brackets are skipped. */
static uint32_t last_sign(Str all, const Line *line) {
  uint32_t end = line->end, c = 0, n;
  for (int steps = 0; end > line->start && steps < 6; steps++) {
    uint32_t last = end - 1;
    while (last > line->start && ((unsigned char)all.p[last] & 0xc0) == 0x80) last--;
    c = utf8_at(all, last, &n);
    if (c != ')' && c != ']' && c != '"' && c != '\'' && c != '*' && c != 0xbb && c != 0x201d && c != 0x2019 &&
        !token_is_space(c))
      break;
    end = last;
  }
  return c;
}

static bool ends_sentence(Str all, const Line *line) {
  uint32_t c = last_sign(all, line);
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* Hard-wrapped text: many lines stop in mid-sentence and go on in small letters below. */
static bool is_wrapped(const Layout *l) {
  uint32_t soft = 0, running = 0;
  for (uint32_t i = 0; i + 1 < l->lines.n; i++) {
    const Line *line = &l->lines.at[i], *next = line + 1;
    if (line->paragraph != next->paragraph) continue;
    soft++;
    bool small = utf8_is_lower(code_at(l->all, next->start));
    running += small && !ends_sentence(l->all, line) && line->end - line->start >= 30;
  }
  return running && running * 4 >= soft;
}

static void look_at(Layout *l, const Line *line, uint32_t most) {
  l->tokens.n = 0;
  uint32_t end = line->end - line->start > most ? line->start + most : line->end;
  while (end < line->end && ((unsigned char)l->all.p[end] & 0xc0) == 0x80) end--;
  tokens_read(l->text, l->arena, l->all, line->start, end, &l->tokens);
}

/* The flags that a listed phrase of up to four words at the line's start has, its length in *n_tokens. */
static uint32_t opening(const Layout *l, uint32_t *n_tokens) {
  uint32_t found = 0;
  for (uint32_t n = 1; n <= 4 && n <= l->tokens.n; n++) {
    char buffer[FOLD_MAX];
    uint32_t start = l->tokens.at[0].start, end = l->tokens.at[n - 1].end;
    uint32_t flags = end - start < FOLD_MAX ? lex_flags(l->text, lex_fold(str_sub(l->all, start, end), buffer)) : 0;
    flags &= LEX_HEADER | LEX_MORE | LEX_BYLINE;
    if (flags) found = flags, *n_tokens = n;
  }
  return found;
}

static bool has_digit(const Layout *l, const Token *t) {
  for (uint32_t i = t->start; i < t->end; i++)
    if (l->all.p[i] >= '0' && l->all.p[i] <= '9') return true;
  return false;
}

static bool is_date_part(const Layout *l, const Token *t) {
  return t->flags & (LEX_MONTH | LEX_DAY) || has_digit(l, t);
}

/* Tokens from `from` on that make a date: numbers, months, days and commas between them. */
static uint32_t date_run(const Layout *l, uint32_t from) {
  uint32_t i = from, last = from;
  for (; i < l->tokens.n; i++) {
    const Token *t = &l->tokens.at[i];
    if (is_date_part(l, t)) last = i + 1;
    else if (t->shape != SHAPE_COMMA && t->shape != SHAPE_DASH) break;
  }
  return last;
}

static void add(Layout *l, uint32_t start, uint32_t end, uint32_t paragraph, SentenceKind kind, bool whole) {
  if (start == end) return;
  *vec_push(l->arena, l->out) = (Block){start, end, paragraph, kind, whole};
  if (kind == SENTENCE_BODY) l->body = true;
}

/* Nothing but date, time and short connections: « 23 août 2021 à 10h30 », « Mon, 23 Aug 2021 10:00 GMT ». */
static bool only_date(const Layout *l) {
  uint32_t parts = 0, named = 0, others = 0;
  for (uint32_t i = 0; i < l->tokens.n; i++) {
    const Token *t = &l->tokens.at[i];
    if (is_date_part(l, t)) {
      parts++;
      named += (t->flags & LEX_MONTH) != 0 || t->end - t->start >= 8;
    } else if (t->shape != SHAPE_COMMA && t->shape != SHAPE_DASH && t->shape != SHAPE_COLON && t->shape != SHAPE_SYMBOL) {
      others++;
    }
  }
  return parts && named && others <= 2 && parts >= others;
}

/* One numeric token such as 2021-08 or 23/08/2021. */
static bool is_iso_date(const Layout *l, uint32_t first, uint32_t stop) {
  const Token *t = &l->tokens.at[first];
  if (stop != first + 1 || t->end - t->start < 7) return false;
  return memchr(l->all.p + t->start, '-', t->end - t->start) || memchr(l->all.p + t->start, '/', t->end - t->start);
}

/* A header: a whole line, or words and a date glued before the prose. The rest of the line goes into *line. */
static bool take_header(Layout *l, Line *line) {
  uint32_t n = 0;
  look_at(l, line, 240);
  uint32_t flags = opening(l, &n);
  bool short_line = line->end - line->start < 200;
  bool no_stop = !ends_sentence(l->all, line);
  if (flags & LEX_MORE) {
    bool colon = n < l->tokens.n && l->tokens.at[n].shape == SHAPE_COLON;
    if (short_line && (colon || no_stop || n == l->tokens.n)) {
      add(l, line->start, line->end, line->paragraph, SENTENCE_HEADER, true);
      return line->start = line->end, true;
    }
  }
  if (l->body) return false;
  if (flags & LEX_HEADER) {
    bool colon = n < l->tokens.n && l->tokens.at[n].shape == SHAPE_COLON;
    uint32_t stop = date_run(l, n + colon);
    bool dated = stop > n + colon;
    bool prose = dated && stop < l->tokens.n && l->tokens.at[stop].shape != SHAPE_LOWER && line->end - line->start > 60;
    if (prose && (colon || is_iso_date(l, n, stop))) {
      if (l->tokens.at[stop].shape == SHAPE_DASH || l->tokens.at[stop].shape == SHAPE_STOP) stop++;
      add(l, line->start, l->tokens.at[stop - 1].end, line->paragraph, SENTENCE_HEADER, true);
      line->start = stop < l->tokens.n ? l->tokens.at[stop].start : line->end;
      return true;
    }
    if (short_line && (colon || dated) && (no_stop || colon)) {
      add(l, line->start, line->end, line->paragraph, SENTENCE_HEADER, true);
      return line->start = line->end, true;
    }
  }
  bool byline = flags & LEX_BYLINE && l->tokens.n > n && l->tokens.n <= 14 && no_stop &&
                (l->tokens.at[n].shape == SHAPE_CAPITAL || l->tokens.at[n].shape == SHAPE_UPPER);
  bool agency = l->tokens.n <= 3 && l->tokens.n && l->tokens.at[0].flags & LEX_AGENCY && no_stop;
  if (short_line && (byline || agency || only_date(l))) {
    add(l, line->start, line->end, line->paragraph, SENTENCE_HEADER, true);
    return line->start = line->end, true;
  }
  return false;
}

/* A footnote's mark at `i`: its end in *end. False where there is none, or the text before has not used it. */
static bool footnote_mark(const Layout *l, uint32_t i, uint32_t stop, uint32_t *end) {
  uint32_t n, c = utf8_at(l->all, i, &n), k = i + n;
  if (c == '*') {
    uint32_t stars = 1;
    while (k < stop && l->all.p[k] == '*') k++, stars++;
    *end = k;
    return stars < 4 && l->marks.stars[stars];
  }
  if (c == 0x2020 || c == 0x2021) return *end = k, l->marks.daggers;
  if (c == 0xb9 || c == 0xb2 || c == 0xb3) {
    *end = k;
    return l->marks.numbers[c == 0xb9 ? 1 : c == 0xb2 ? 2 : 3];
  }
  if (c != '(' && c != '[') return false;
  if (k < stop && l->all.p[k] == '*') { /* « (*) », « (*interdit en Russie) » */
    uint32_t stars = 0;
    while (k < stop && l->all.p[k] == '*') k++, stars++;
    *end = k < stop && l->all.p[k] == ')' ? k + 1 : k;
    return stars < 4 && l->marks.stars[stars];
  }
  uint32_t value = 0, digits = 0;
  for (; k < stop && digits < 2 && l->all.p[k] >= '0' && l->all.p[k] <= '9'; k++, digits++)
    value = value * 10 + (uint32_t)(l->all.p[k] - '0');
  if (!digits || k >= stop || (l->all.p[k] != ')' && l->all.p[k] != ']')) return false;
  *end = k + 1;
  return l->marks.numbers[value];
}

/* Remembers the marks that words of the line carry. */
static void note_marks(Layout *l, const Line *line) {
  const char *p = l->all.p;
  for (uint32_t i = line->start + 1; i < line->end; i++) {
    unsigned char c = (unsigned char)p[i];
    bool behind_word = !token_is_space((unsigned char)p[i - 1]) || (unsigned char)p[i - 1] >= 0x80;
    /* « "État islamique" *, » as well */
    bool parted = !behind_word && i > line->start + 1 && (i + 1 >= line->end || p[i + 1] == ',' || p[i + 1] == '.' || p[i + 1] == ')');
    if (c == '*' && p[i - 1] != '*' && (behind_word || parted)) {
      uint32_t stars = 1;
      while (i + 1 < line->end && p[i + 1] == '*') i++, stars++;
      if (stars < 4) l->marks.stars[stars] = true;
    } else if (c == '(' || c == '[') {
      uint32_t value = 0, k = i + 1;
      while (k < line->end && k < i + 3 && p[k] >= '0' && p[k] <= '9') value = value * 10 + (uint32_t)(p[k++] - '0');
      if (k > i + 1 && k < line->end && (p[k] == ')' || p[k] == ']')) l->marks.numbers[value] = true;
    } else if (c == 0xc2 && i + 1 < line->end && behind_word) {
      unsigned char d = (unsigned char)p[i + 1];
      if (d == 0xb9 || d == 0xb2 || d == 0xb3) l->marks.numbers[d == 0xb9 ? 1 : d == 0xb2 ? 2 : 3] = true;
    } else if (c == 0xe2 && i + 2 < line->end && behind_word && (unsigned char)p[i + 1] == 0x80) {
      if ((unsigned char)p[i + 2] == 0xa0 || (unsigned char)p[i + 2] == 0xa1) l->marks.daggers = true;
    }
  }
}

static bool take_footnote(Layout *l, const Line *line) {
  uint32_t mark_end;
  if (!l->body || !footnote_mark(l, line->start, line->end, &mark_end) || mark_end >= line->end) return false;
  add(l, line->start, line->end, line->paragraph, SENTENCE_FOOTNOTE, true);
  return true;
}

static bool is_name(const Token *t) {
  return t->shape == SHAPE_CAPITAL || t->shape == SHAPE_UPPER || t->shape == SHAPE_INITIAL || t->shape == SHAPE_MIXED;
}

typedef struct {
  uint32_t names, capitals, lower, commas;
  bool date, agency, closed;
} Dateline;

/* Counts a token that may stand in a dateline; false for one that may not. */
static bool dateline_takes(const Layout *l, const Token *t, Dateline *d, bool bracket) {
  if (t->flags & LEX_AGENCY || (bracket && is_name(t))) return d->agency = true;
  if (bracket && t->shape == SHAPE_LOWER) return true; /* « GAZA (Territoires palestiniens), 2 mars » */
  if (is_date_part(l, t)) return d->date = true;
  if (t->flags & LEX_EXTENSION) return true;
  if (is_name(t)) {
    d->names++;
    d->capitals += t->shape == SHAPE_UPPER;
    return true;
  }
  if (t->shape == SHAPE_COMMA) return ++d->commas <= 3;
  if (t->shape == SHAPE_SYMBOL) return t->end - t->start == 1 && l->all.p[t->start] == '/';
  if (t->shape == SHAPE_STOP) return t->start > 0 && d->date; /* « Aug. » where it is no listed abbreviation */
  return t->shape == SHAPE_LOWER && t->end - t->start <= 3 && ++d->lower <= 2;
}

/* The end of a dateline at the line's start, its dash included; 0 for none. */
static uint32_t dateline_end(Layout *l, const Line *line) {
  look_at(l, line, 200);
  Dateline d = {0};
  bool bracket = false;
  for (uint32_t i = 0; i < l->tokens.n && i < 30; i++) {
    const Token *t = &l->tokens.at[i], *next = i + 1 < l->tokens.n ? t + 1 : NULL;
    if (i == 0 && (!is_name(t) || t->flags & LEX_MONTH)) return 0;
    bool dash = t->shape == SHAPE_DASH || (t->end - t->start == 2 && l->all.p[t->start] == '-');
    if (dash && !bracket) {
      if (!next || !(next->space_before || d.agency) || !d.names || next->shape == SHAPE_LOWER) return 0;
      bool sure = d.agency || d.date || d.capitals == d.names;
      bool dashed_off = t->end - t->start > 1;
      return sure || (d.names <= 3 && !d.lower && (dashed_off || t->space_before)) ? t->end : 0;
    }
    if (t->shape == SHAPE_OPEN || t->shape == SHAPE_CLOSE) {
      bracket = t->shape == SHAPE_OPEN;
      d.closed = d.closed || t->shape == SHAPE_CLOSE;
      continue;
    }
    /* « KABUL (Reuters) The ... », without a dash. */
    if (d.closed && d.agency && d.capitals == d.names && is_name(t) && !(t->flags & (LEX_AGENCY | LEX_MONTH)) && !bracket)
      return l->tokens.at[i - 1].end;
    /* « MOSCOW, August 30. /TASS/. The ... », « Kaboul, 30 août (ANI). » */
    bool marked = d.agency && d.names && (d.date || d.capitals == d.names);
    if (marked && t->shape == SHAPE_STOP && next && next->space_before && next->shape != SHAPE_LOWER) return t->end;
    if (!dateline_takes(l, t, &d, bracket)) return 0;
  }
  return 0;
}

/* Short, without a full stop, and with prose below it. */
static bool is_heading(Layout *l, const Line *line, bool followed) {
  if (!followed || line->end - line->start > 160 || ends_sentence(l->all, line)) return false;
  uint32_t c = last_sign(l->all, line), first = code_at(l->all, line->start);
  if (c == ':' || c == ';' || c == ',') return false;
  if (first == '-' || first == 0x2013 || first == 0x2014 || first == 0x2022 || utf8_is_digit(first) || utf8_is_lower(first))
    return false;
  look_at(l, line, 160);
  return l->tokens.n <= 24;
}

static void take_line(Layout *l, Line line, bool followed) {
  if (take_header(l, &line) && line.start == line.end) return;
  if (take_footnote(l, &line)) return;
  bool first_body = !l->body;
  if (is_heading(l, &line, followed)) {
    add(l, line.start, line.end, line.paragraph, SENTENCE_HEADING, true);
    return;
  }
  uint32_t stop = first_body ? dateline_end(l, &line) : 0;
  if (stop) {
    add(l, line.start, stop, line.paragraph, SENTENCE_DATELINE, true);
    line = trimmed(l->all, stop, line.end);
    line.paragraph = l->out->at[l->out->n - 1].paragraph;
  }
  add(l, line.start, line.end, line.paragraph, SENTENCE_BODY, false);
}

/* A line that starts anew even in wrapped text. */
static bool starts_anew(Layout *l, const Line *line) {
  uint32_t n = 0, mark_end, first = code_at(l->all, line->start);
  if (footnote_mark(l, line->start, line->end, &mark_end)) return true;
  if (first == 0x2022) return true;
  if (l->body) return false;
  look_at(l, line, 80);
  return (opening(l, &n) & LEX_HEADER) && n < l->tokens.n && l->tokens.at[n].shape == SHAPE_COLON;
}

void layout_read(const Text *text, Arena *arena, Str all, Blocks *out) {
  Layout l = {.text = text, .arena = arena, .all = all, .out = out};
  read_lines(&l);
  bool wrapped = is_wrapped(&l);
  uint32_t paragraph = 0;
  for (uint32_t i = 0; i < l.lines.n;) {
    Line block = l.lines.at[i];
    bool anew = wrapped && starts_anew(&l, &block) && !l.body;
    note_marks(&l, &block);
    uint32_t next = i + 1;
    while (wrapped && !anew && next < l.lines.n && l.lines.at[next].paragraph == block.paragraph &&
           !starts_anew(&l, &l.lines.at[next])) {
      note_marks(&l, &l.lines.at[next]);
      block.end = l.lines.at[next].end;
      next++;
    }
    block.paragraph = paragraph++;
    take_line(&l, block, next < l.lines.n);
    i = next;
  }
}
