#include "text/text.h"

#include "base/utf8.h"
#include "text/decode.h"
#include "text/layout.h"
#include "text/segment.h"

typedef struct {
  const Text *text;
  Reading *r;
  Tokens tokens; /* of the block being read */
  Contraction last;
} Work;

/* The words of an expansion, written the way the token is: from the token's own letters where they
 * add up to it, else capitalised as it is. */
static void expand(Work *w, const Token *t, Str words, uint32_t sentence) {
  Str surface = str_sub(w->r->text, t->start, t->end), rest = words, part;
  uint32_t letters = 0, count = 0;
  while (rest.n && str_split(&rest, ' ', &part)) letters += part.n, count++;
  bool same = letters == surface.n;
  bool upper = utf8_all_caps(surface), capital = utf8_capitalised(surface);
  uint32_t at = 0, first = w->r->words.n;
  for (rest = words; rest.n && str_split(&rest, ' ', &part);) {
    Word *word = vec_push(w->r->arena, &w->r->words);
    word->form = same ? str_sub(surface, at, at + part.n) : part;
    at += part.n;
    if (!same && (upper || (capital && w->r->words.n - 1 == first))) {
      char *copy = arena_raw(w->r->arena, (size_t)part.n * 2 + 4);
      uint32_t o = 0;
      for (uint32_t i = 0, n; i < part.n; i += n) {
        uint32_t c = utf8_at(part, i, &n);
        o += utf8_put(upper || i == 0 ? utf8_upper_of(c) : c, copy + o);
      }
      word->form = str_of(copy, o);
    }
    word->start = t->start;
    word->end = t->end;
    word->sentence = sentence;
  }
  w->r->words.at[first].span = (uint8_t)count;
}

static void add_word(Work *w, const Token *t, uint32_t sentence) {
  Word *word = vec_push(w->r->arena, &w->r->words);
  word->form = reading_text(w->r, t->start, t->end);
  word->start = t->start;
  word->end = t->end;
  word->sentence = sentence;
  word->span = 1;
}

/* Splits the token at byte `cut` into two words of one multiword token. */
static void split_word(Work *w, const Token *t, uint32_t cut, uint32_t sentence) {
  add_word(w, t, sentence);
  add_word(w, t, sentence);
  Word *word = &w->r->words.at[w->r->words.n - 2];
  word[0].form = reading_text(w->r, t->start, cut);
  word[1].form = reading_text(w->r, cut, t->end);
  word[0].span = 2;
  word[1].span = 0;
}

/* Where a listed ending (« 's », « n't ») starts in the token, or 0. */
static uint32_t ending_cut(const Work *w, const Token *t) {
  Str s = reading_text(w->r, t->start, t->end);
  if (s.n < 3 || s.n > FOLD_MAX / 2) return 0;
  bool apostrophe = memchr(s.p, '\'', s.n) || memchr(s.p, '`', s.n) || memchr(s.p, '\xe2', s.n);
  for (uint32_t cut = 1; apostrophe && cut < s.n; cut++) {
    if (((unsigned char)s.p[cut] & 0xc0) == 0x80 || s.n - cut > 8) continue;
    char joined[FOLD_MAX], folded[FOLD_MAX];
    joined[0] = '*';
    memcpy(joined + 1, s.p + cut, s.n - cut);
    if (lex_flags(w->text, lex_fold(str_of(joined, 1 + s.n - cut), folded)) & LEX_ENDING) return t->start + cut;
  }
  return 0;
}

static void add_token(Work *w, uint32_t k, uint32_t sentence) {
  const Token *t = &w->tokens.at[k];
  if (t->flags & LEX_CONTRACTION) {
    char buffer[FOLD_MAX];
    const LexEntry *entry = lex_find(w->text, lex_fold(reading_text(w->r, t->start, t->end), buffer));
    const uint32_t *count = entry ? section_array(w->text->strings, entry->expansions, 1, 4) : NULL;
    uint32_t choice = 0, offset = entry ? entry->expansions + 4 : 0;
    if (count && *count > 1) {
      Features features;
      contraction_features(w->r->text, &w->tokens, k, &w->last, &features);
      choice = features_score(w->text, &features) > 0;
    }
    Str words = count ? section_str(w->text->strings, offset) : (Str){"", 0};
    if (choice) words = section_str(w->text->strings, offset + ((4 + words.n + 1 + 3) & ~3u));
    bool stays = !words.n || str_is(words, "-");
    if (count && *count > 1) w->last = (Contraction){k, stays};
    if (!stays) {
      expand(w, t, words, sentence);
      return;
    }
  }
  uint32_t cut = ending_cut(w, t);
  if (cut) split_word(w, t, cut, sentence);
  else add_word(w, t, sentence);
}

static void add_sentence(Work *w, uint32_t first, uint32_t end, const Block *block) {
  Reading *r = w->r;
  Sentence *s = vec_push(r->arena, &r->sentences);
  uint32_t number = r->sentences.n - 1;
  *s = (Sentence){.start = w->tokens.at[first].start,
                  .end = w->tokens.at[end - 1].end,
                  .kind = block->kind,
                  .first_word = r->words.n,
                  .root = NONE,
                  .paragraph = block->paragraph};
  for (uint32_t k = first; k < end; k++) add_token(w, k, number);
  r->sentences.at[number].n_words = r->words.n - r->sentences.at[number].first_word;
}

/* A mark that closes a quotation stays with what it closes. */
static bool closes_behind(const Work *w, uint32_t k) {
  if (k + 1 >= w->tokens.n || w->tokens.at[k + 1].shape != SHAPE_CLOSE_QUOTE) return false;
  Str form = str_sub(w->r->text, w->tokens.at[k + 1].start, w->tokens.at[k + 1].end);
  return str_is(form, "»") || str_is(form, "”");
}

/* « ... voisins. » Et »: a full stop, then the closing mark, then a capital. */
static bool quoted_sentence_ends(const Work *w, uint32_t k) {
  if (!k || k + 1 >= w->tokens.n || w->tokens.at[k - 1].shape != SHAPE_STOP || !closes_behind(w, k - 1)) return false;
  return w->tokens.at[k + 1].shape == SHAPE_CAPITAL && w->tokens.at[k + 1].space_before;
}

/* « ... voisins. » Et de préciser »: behind the closing mark nothing of the sentence follows. */
static bool goes_on_anew(const Work *w, uint32_t k) {
  if (k + 1 >= w->tokens.n) return true;
  uint8_t shape = w->tokens.at[k + 1].shape;
  return shape == SHAPE_CAPITAL || shape == SHAPE_UPPER || shape == SHAPE_INITIAL || shape == SHAPE_OPEN_QUOTE;
}

/* No prose has such a sentence. Later stages look at all of a sentence for each of its predicates, so a run of words
 * without end is cut here to keep the whole reading linear; the pieces are read like any sentence. */
#define LONGEST_SENTENCE 2000u

static void read_block(Work *w, const Block *block) {
  w->tokens.n = 0;
  tokens_read(w->text, w->r->arena, w->r->text, block->start, block->end, &w->tokens);
  if (!w->tokens.n) return;
  uint32_t first = 0;
  w->last = (Contraction){NONE, false};
  Progress progress;
  progress_start(&progress, 0);
  bool owed = false; /* a sentence ended in front of the mark that closes its quotation */
  for (uint32_t k = 0; k < w->tokens.n; k++) {
    progress_add(&progress, &w->tokens.at[k]);
    if (k + 1 - first < LONGEST_SENTENCE) {
      if (block->whole || !boundary_candidate(&w->tokens, k)) continue;
      Features features;
      boundary_features(w->text, w->r->text, &w->tokens, k, &progress, &features);
      bool ends = features_score(w->text, &features) > 0 || (owed && goes_on_anew(w, k)) || quoted_sentence_ends(w, k);
      owed = ends && closes_behind(w, k);
      if (!ends || owed) continue;
    }
    add_sentence(w, first, k + 1, block);
    first = k + 1;
    progress_start(&progress, first);
  }
  if (first < w->tokens.n) add_sentence(w, first, w->tokens.n, block);
}

/* White space behind each token, and references that later stages fill. */
static void finish_words(Reading *r) {
  for (uint32_t i = 0; i < r->words.n; i++) {
    Word *word = &r->words.at[i];
    word->head = word->first_child = word->next_sibling = word->mention = NONE;
    uint32_t next = i + 1;
    while (next < r->words.n && r->words.at[next].start == word->start) next++;
    uint32_t stop = next < r->words.n ? r->words.at[next].start : r->text.n;
    if (word->span == 0) {
      word->space_after = word[-1].space_after;
      word->line_break = word[-1].line_break;
      continue;
    }
    word->space_after = stop > word->end;
    word->line_break = stop > word->end && (memchr(r->text.p + word->end, '\n', stop - word->end) ||
                                            memchr(r->text.p + word->end, '\r', stop - word->end));
  }
}

void text_read(const Text *text, Reading *r, Str bytes) {
  Encoding encoding;
  Str decoded = text_decode(r->arena, bytes, &encoding);
  if (encoding == ENCODING_UTF8_REPAIRED)
    diag_add(&r->diags, DIAG_WARNING, r->id, 0, "ill-formed UTF-8 was replaced by U+FFFD");
  reading_set_text(r, decoded);
  Blocks blocks = {0};
  layout_read(text, r->arena, r->text, &blocks);
  Work w = {.text = text, .r = r};
  for (uint32_t i = 0; i < blocks.n; i++) read_block(&w, &blocks.at[i]);
  finish_words(r);
  r->prose_start = r->sentences.n ? r->text.n : 0;
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    SentenceKind kind = r->sentences.at[i].kind;
    if (kind == SENTENCE_HEADER || kind == SENTENCE_DATELINE) continue;
    r->prose_start = r->sentences.at[i].start;
    break;
  }
}
