#include <stdlib.h>

#include "base/utf8.h"
#include "time/resolve.h"

#define YEAR_DAYS 366

static bool told(CivilDate d) { return d.year && d.month && d.day; }

static bool looks_ahead(const Resolver *v, const Word *w) { return time_is(v->time, w->lemma, CLASS_FUTURE); }

/* What a verb's own form and its auxiliaries say: 1 ahead, -1 back, 0 present, 2 nothing. */
static bool has_child(const Reading *r, uint32_t w, uint8_t rel) { return reading_child(r, w, rel, SUB_NONE) != NONE; }

static int verb_direction(const Resolver *v, uint32_t w) {
  const Reading *r = v->r;
  const Word *x = &r->words.at[w];
  bool bare = x->morph.verbform == VERBFORM_INF, past = false, passive = false, aux = false;
  if (x->morph.tense == TENSE_FUT) return 1;
  FOR_CHILDREN(r, w, c) {
    const Word *y = &r->words.at[c];
    if (y->rel == REL_MARK && looks_ahead(v, y)) return 1; /* « is due to » */
    if (y->upos != UPOS_AUX) continue;
    aux = true;
    passive |= y->sub == SUB_PASS;
    if (bare && y->rel == REL_COP && y->morph.tense == TENSE_PRES) return 1; /* « is to meet » */
    if (y->morph.tense == TENSE_FUT || y->morph.mood == MOOD_CND || looks_ahead(v, y)) return 1;
    past |= y->morph.tense == TENSE_PAST || y->morph.tense == TENSE_IMP;
  }
  if (bare && aux && !past) return 1; /* « must act » */
  bool participle = x->morph.verbform == VERBFORM_PART;
  /* « is expected on Friday », « a visit planned for Friday »; but « promised on Friday ». */
  if (looks_ahead(v, x) && participle && (passive || !aux)) return 1;
  if (past || x->morph.tense == TENSE_PAST || x->morph.tense == TENSE_IMP) return -1;
  if (looks_ahead(v, x)) return 1;
  /* « promised to leave Friday », « asked the Council to meet Friday »: what is asked lies ahead. */
  bool marked = has_child(r, w, REL_MARK);
  for (uint32_t up = x->head, steps = 0; bare && up != NONE && steps < 2; up = r->words.at[up].head, steps++) {
    /* « a dû renoncer dimanche », « a fait fermer »: a bare infinitive below a perfect is done */
    bool perfect = r->words.at[up].morph.verbform == VERBFORM_PART && has_child(r, up, REL_AUX);
    if (!steps && perfect && !marked && x->rel == REL_XCOMP) return -1;
    if (looks_ahead(v, &r->words.at[up]) || time_is(v->time, r->words.at[up].lemma, CLASS_ASK)) return 1;
    if (r->words.at[up].upos == UPOS_VERB) break;
  }
  /* « le mandat s'achève le 31 décembre » */
  if (x->morph.verbform == VERBFORM_FIN && time_is(v->time, x->lemma, CLASS_ENDS)) return 1;
  return x->morph.verbform == VERBFORM_FIN ? 0 : 2;
}

/* « expire fin octobre », told in the present: a month that comes soon. */
static bool soon(const Resolver *v, const TimeFound *f) {
  int gap = f->n_months == 1 && !f->year ? f->month[0] - v->today.month : 0;
  return gap > 0 && gap <= 4;
}

/* Whether the clause that the expression belongs to looks ahead: 1 ahead, -1 back, 0 not told. */
static int direction(const Resolver *v, const TimeFound *f) {
  const Reading *r = v->r;
  uint32_t w = f->first_word;
  bool noun = false;
  /* From the expression's own head upwards; a few steps reach the clause's verb. */
  for (uint32_t steps = 0; w != NONE && steps < 12; steps++, w = r->words.at[w].head) {
    const Word *x = &r->words.at[w];
    bool verbal = x->upos == UPOS_VERB || x->upos == UPOS_AUX;
    if (!verbal && x->rel == REL_APPOS && w != f->first_word) return 0; /* « La raffinerie, victime d'une panne en mai, tournera » */
    noun |= !verbal && x->upos == UPOS_NOUN && (w < f->first_word || w >= f->end_word) && (x->rel == REL_OBJ || x->rel == REL_OBL);
    if (!verbal && reading_child(r, w, REL_COP, SUB_NONE) == NONE) continue; /* « was the third in a week » */
    int way = verb_direction(v, w);
    /* « appelant à une grève dès lundi »: what is asked for lies ahead */
    if ((noun || f->prefix_open == 'a') && time_is(v->time, x->lemma, CLASS_ASK)) return 1;
    /* « The president arrives Sunday »: the present with a weekday looks ahead. */
    if (way == 0) return (f->n_weekdays && !f->n_months) || f->rule->action == ACT_WEEKEND || soon(v, f);
    /* « the vote, planned for June 5, was put off »: planned only, and the nearest June. */
    bool planned = way > 0 && x->morph.verbform == VERBFORM_PART && x->rel == REL_ACL;
    if (planned && f->n_months && f->n_days && !f->year) return 0;
    if (way != 2) return way;
  }
  return 0;
}

bool time_looks_ahead(const Time *time, Reading *r, const TimeFound *f) {
  Resolver v = {.time = time, .r = r};
  return f->prefix == DATE_DEADLINE || f->prefix == DATE_UNTIL || direction(&v, f) > 0;
}

/* True inside a relative clause: told in passing, the story does not move there. */
static bool in_passing(const Resolver *v, const TimeFound *f) {
  uint32_t w = f->first_word;
  for (uint32_t steps = 0; w != NONE && steps < 12; steps++, w = v->r->words.at[w].head)
    if (v->r->words.at[w].rel == REL_ACL && v->r->words.at[w].sub == SUB_RELCL) return true;
  return false;
}

static CivilDate add_days(CivilDate d, long n) { return calendar_date(calendar_days(d) + n); }

/* strictly: not today itself. */
static CivilDate weekday_near(CivilDate today, int weekday, int way, bool strictly) {
  int gap = weekday - calendar_weekday(today);
  if (way > 0) {
    if (gap < 0 || (gap == 0 && strictly)) gap += 7;
  } else if (gap > 0 || (gap == 0 && strictly)) {
    gap -= 7;
  }
  return add_days(today, gap);
}

/* « ce mardi », « this Tuesday »: the nearest one, whatever the tense; told ahead or back where it is about as near. */
static CivilDate weekday_here(CivilDate today, int weekday, int way) {
  int gap = (weekday - calendar_weekday(today) + 7) % 7;
  bool ahead = way > 0 || gap <= 2 || (way == 0 && gap <= 3);
  return add_days(today, ahead ? gap : gap - 7);
}

/* The year that puts a day of a month nearest to the document's day, or ahead of it where the clause says so. */
static int year_near(const Resolver *v, int month, int day, int way, bool deadline) {
  CivilDate t = v->today;
  int best = t.year;
  long nearest = 100000;
  for (int y = t.year - 1; y <= t.year + 1; y++) {
    CivilDate c = {y, month, day ? day : 15};
    if (day && day > calendar_month_length(y, month)) continue;
    long gap = calendar_days(c) - calendar_days(t.day ? t : (CivilDate){t.year, t.month ? t.month : 7, 15});
    if (deadline && gap < -31) continue;
    if (way < 0 && gap > 120) continue;
    if (way > 0 && gap < -45) continue;
    if (labs(gap) < nearest) nearest = labs(gap), best = y;
  }
  return best;
}

static int year_of_month(const Resolver *v, int month, int way, bool deadline) {
  CivilDate t = v->today;
  int now = t.month ? t.month : 12;
  if (way > 0 || deadline) return month >= now ? t.year : t.year + 1;
  return month <= now ? t.year : t.year - 1;
}

/* « sa sortie de prison en février », « November's election »: a month that hangs on a noun lies where it is nearest, whatever the
 * verb looks at, if that is ahead. */
static bool on_noun(const Resolver *v, const TimeFound *f) {
  uint32_t head = v->r->words.at[f->first_word].head;
  for (uint32_t steps = 0; head != NONE && head >= f->first_word && head < f->end_word && steps < 4; steps++) head = v->r->words.at[head].head;
  return head != NONE && v->r->words.at[head].upos == UPOS_NOUN && !reading_below(v->r, head, f->first_word);
}

static int full_year(const TimeFound *f) {
  if (!f->short_year || f->year >= 100) return f->year;
  return f->year + (f->year <= 30 ? 2000 : 1900);
}

static Str week_value(Arena *arena, CivilDate d, const char *tail) {
  int year, week = calendar_week(d, &year);
  return str_format(arena, "%04d-W%02d%s", year, week, tail);
}

static const char *const SEASONS[] = {"SP", "SU", "FA", "WI"};

static DateKind kind_of(const Resolver *v, const TimeFound *f, CivilDate d, DateKind otherwise) {
  if (f->prefix == 255) return otherwise;
  DateKind kind = (DateKind)f->prefix;
  if (!f->prefix_open || (kind != DATE_DEADLINE && f->prefix_open != 'a')) return kind;
  /* « avant le 3 mai »: a deadline only while it lies ahead; « from Monday »: a beginning only then. */
  bool ahead = !told(v->today) || !d.year || d.year > v->today.year ||
               (d.year == v->today.year && (!d.month || d.month > v->today.month ||
                                            (d.month == v->today.month && (!d.day || d.day >= v->today.day))));
  return ahead ? kind : kind == DATE_SINCE ? DATE_DATE : DATE_UNTIL;
}

/* « depuis lundi » looks back, « jusqu'à lundi » ahead; « dès lundi » goes by the clause. */
static int way_of(const Resolver *v, const TimeFound *f) {
  if (f->prefix == DATE_SINCE && !f->prefix_open) return -1;
  if (f->prefix == DATE_UNTIL || (f->prefix == DATE_DEADLINE && !f->prefix_open)) return 1;
  return direction(v, f);
}

static Date *put(Resolver *v, const TimeFound *f, Str value, DateKind kind) {
  Date *d = vec_push(v->r->arena, &v->r->dates);
  *d = (Date){.start = f->start, .end = f->end, .sentence = f->sentence, .first_word = f->first_word,
              .end_word = f->end_word, .value = value, .kind = kind};
  return d;
}

static Str with_clock(Resolver *v, const TimeFound *f, Str day) {
  Arena *a = v->r->arena;
  if (!f->has_clock) return day;
  int hour = f->hour;
  if (f->pm_told) hour = hour % 12 + (f->pm ? 12 : 0);
  Str value = str_format(a, "%.*sT%02d:%02d", (int)day.n, day.p, hour, f->minute);
  if (!f->has_zone) return value;
  if (!f->zone) return str_format(a, "%sZ", value.p);
  int zone = abs(f->zone);
  return str_format(a, "%s%c%02d:%02d", value.p, f->zone < 0 ? '-' : '+', zone / 60, zone % 60);
}

static void put_date(Resolver *v, const TimeFound *f, CivilDate d) {
  Str value = with_clock(v, f, calendar_format(v->r->arena, d));
  put(v, f, value, kind_of(v, f, d, DATE_DATE));
  /* Since and until tell of spans, not of the day that the story is at. */
  if (f->prefix != 255) return;
  if (told(d)) v->anchor = d, v->anchor_year = 0, v->moved = true, v->passing = in_passing(v, f);
  else if (d.year) v->anchor_year = d.year, v->moved = true;
}

static void check_weekday(Resolver *v, const TimeFound *f, CivilDate d) {
  if (f->n_weekdays != 1 || !told(d) || !calendar_valid(d) || calendar_weekday(d) == f->weekday[0]) return;
  Str text = reading_text(v->r, f->start, f->end);
  diag_add(&v->r->diags, DIAG_WARNING, v->r->id, 0, "« %.*s »: %04d-%02d-%02d is day %d of the week, not %d", (int)text.n,
           text.p, d.year, d.month, d.day, calendar_weekday(d), f->weekday[0]);
}

static void unresolved(Resolver *v, const TimeFound *f) {
  Arena *a = v->r->arena;
  if (f->n_months && f->n_days) put(v, f, str_format(a, "XXXX-%02d-%02d", f->month[0], f->day[0]), kind_of(v, f, (CivilDate){0}, DATE_DATE));
  else if (f->n_months) put(v, f, str_format(a, "XXXX-%02d", f->month[0]), kind_of(v, f, (CivilDate){0}, DATE_DATE));
  else if (f->n_weekdays) put(v, f, str_format(a, "XXXX-WXX-%d", f->weekday[0]), kind_of(v, f, (CivilDate){0}, DATE_DATE));
}

static void resolve_date(Resolver *v, const TimeFound *f) {
  bool deadline = f->prefix == DATE_DEADLINE;
  CivilDate d = {full_year(f), f->n_months ? f->month[0] : 0, f->n_days ? f->day[0] : 0};
  if (f->season && f->season <= 4) {
    int year = d.year ? d.year : v->today.year, way = d.year ? 0 : way_of(v, f), first = f->season * 3;
    if (way > 0 && v->today.month > first) year++;
    if (way < 0 && v->today.month && v->today.month < first) year--;
    if (year) put(v, f, str_format(v->r->arena, "%04d-%s", year, SEASONS[f->season - 1]), kind_of(v, f, (CivilDate){year, 0, 0}, DATE_DATE));
    return;
  }
  if (!d.year && !v->today.year) {
    unresolved(v, f);
    return;
  }
  if (f->month_first)
    diag_add(&v->r->diags, DIAG_NOTE, v->r->id, 0, "« %.*s » is read as %04d-%02d-%02d; with the day first it is %04d-%02d-%02d", (int)(f->end - f->start),
             v->r->text.p + f->start, d.year, d.month, d.day, d.year, d.day, d.month);
  int way = way_of(v, f);
  bool nearest = d.month && !d.day && !d.year && way > 0 && !deadline && f->prefix == 255 && v->today.month && on_noun(v, f);
  if (nearest) d.year = year_near(v, d.month, 0, 0, false);
  if (d.month && !d.year) d.year = d.day ? year_near(v, d.month, d.day, way, deadline) : year_of_month(v, d.month, way, deadline);
  if (!d.month && d.day && v->today.month) {
    /* « le 12 » alone, with its weekday: of this month. */
    d.year = v->today.year, d.month = v->today.month;
  } else if (!d.month && f->n_weekdays && told(v->today)) {
    d = weekday_near(v->today, f->weekday[0], way, false);
  }
  if (!calendar_valid(d)) {
    if (d.month && d.day) diag_add(&v->r->diags, DIAG_WARNING, v->r->id, 0, "no such day: %04d-%02d-%02d", d.year, d.month, d.day);
    return;
  }
  check_weekday(v, f, d);
  put_date(v, f, d);
}

/* `n` units from `from`: a day for days and hours, else a week, month or year. */
static void put_shifted(Resolver *v, const TimeFound *f, CivilDate from, char unit, long n, bool exact) {
  Arena *a = v->r->arena;
  if (!told(from) && !(unit == 'Y' && from.year) && !(unit == 'M' && from.month)) return;
  if (labs(n) > 5000) return;
  CivilDate d = from;
  switch (unit) {
    case 'D': d = add_days(from, n); break;
    case 'H': d = add_days(from, n / 24); break;
    case 'm':
    case 's': break;
    case 'W': d = add_days(from, n * 7); break;
    case 'M': d = calendar_add_months(from, (int)n); break;
    case 'Y': d = from.month ? calendar_add_months(from, (int)n * 12) : (CivilDate){from.year + (int)n, 0, 0}; break;
    default: return;
  }
  if (!calendar_valid(d)) return;
  if (exact || strchr("DHms", unit)) {
    put_date(v, f, d);
  } else if (unit == 'W') {
    put(v, f, week_value(a, d, ""), kind_of(v, f, d, DATE_DATE));
  } else {
    if (unit == 'Y') d.month = 0;
    d.day = 0;
    put(v, f, calendar_format(a, d), kind_of(v, f, d, DATE_DATE));
  }
}

static void resolve_shift(Resolver *v, const TimeFound *f) {
  int n = f->rule->amount;
  CivilDate t = v->today;
  if (!t.year) {
    unresolved(v, f);
    return;
  }
  if (f->n_weekdays && told(t)) {
    CivilDate d = n == 0 ? weekday_here(t, f->weekday[0], direction(v, f)) : weekday_near(t, f->weekday[0], n, true);
    put_date(v, f, d);
  } else if (f->n_months) {
    int year = t.year;
    if (n < 0) year = f->month[0] < t.month ? t.year : t.year - 1;
    if (n > 0) year = f->month[0] > t.month ? t.year : t.year + 1;
    put_date(v, f, (CivilDate){year, f->month[0], 0});
  } else if (f->season && f->season <= 4) {
    /* A season begins in its year's third, sixth, ninth or twelfth month. */
    int first = f->season * 3, year = t.year;
    if (n > 0) year += t.month >= first;
    if (n < 0) year -= t.month <= first + 2;
    if (n < 0 && f->season == 4 && t.month <= 2) year--; /* in January this winter is the one before's */
    if (n == 0 && f->season == 4 && t.month <= 2 && way_of(v, f) <= 0) year--;
    put(v, f, str_format(v->r->arena, "%04d-%s", year, SEASONS[f->season - 1]), kind_of(v, f, (CivilDate){year, 0, 0}, DATE_DATE));
  } else if (f->unit == 'M' && f->n_days == 1) { /* « le 7 du mois prochain » */
    CivilDate d = calendar_add_months((CivilDate){t.year, t.month, 1}, n);
    d.day = f->day[0];
    if (calendar_valid(d)) put_date(v, f, d);
  } else if (f->unit) {
    put_shifted(v, f, t, f->unit, f->has_number ? (long)n * f->number : n, false);
  }
}

static Str duration(Arena *arena, const TimeFound *f) {
  int n = f->has_number ? f->number : 1;
  const char *time = strchr("Hms", f->unit) ? "T" : "";
  return str_format(arena, "P%s%d%c", time, n, f->unit == 'm' ? 'M' : f->unit == 's' ? 'S' : f->unit);
}

/* « une trêve de trois ans » lasts, « un homme de trente ans » does not: years of what is known to last. */
static bool lasting(const Resolver *v, const TimeFound *f) {
  if (f->unit != 'Y') return f->unit != 0;
  const Word *words = v->r->words.at;
  uint32_t first = v->r->sentences.at[f->sentence].first_word;
  for (uint32_t w = f->first_word, k = 0; w > first && k < 3; k++)
    if (time_is(v->time, words[--w].lemma, CLASS_LASTING)) return true;
  return false;
}

static void resolve_set(Resolver *v, const TimeFound *f) {
  Arena *a = v->r->arena;
  if (f->n_weekdays) put(v, f, str_format(a, "XXXX-WXX-%d", f->weekday[0]), DATE_SET);
  else if (f->n_months) put(v, f, str_format(a, "XXXX-%02d", f->month[0]), DATE_SET);
  else if (f->season && f->season <= 4) put(v, f, str_format(a, "XXXX-%s", SEASONS[f->season - 1]), DATE_SET);
  else if (f->unit) put(v, f, duration(a, f), DATE_SET);
}

static void resolve_part_of_year(Resolver *v, const TimeFound *f, const char *letter) {
  int n = f->ordinal ? f->ordinal : f->number, year = full_year(f) ? full_year(f) : v->today.year;
  if (!n && v->today.month) { /* « le trimestre dernier », « next quarter » */
    int parts = letter[0] == 'Q' ? 4 : 2, at = (v->today.month - 1) * parts / 12 + f->rule->amount + parts * 4;
    put(v, f, str_format(v->r->arena, "%04d-%s%d", v->today.year - 4 + at / parts, letter, at % parts + 1), kind_of(v, f, v->today, DATE_DATE));
    return;
  }
  if (year && !full_year(f) && v->today.month) { /* told in the past, it has begun; ahead, it is not over */
    int months = letter[0] == 'Q' ? 3 : 6, way = way_of(v, f), begun = (n - 1) * months + 1, over = n * months;
    if (way < 0 && begun > v->today.month) year--;
    if (way > 0 && over < v->today.month) year++;
  }
  if (year && n >= 1 && n <= 4) put(v, f, str_format(v->r->arena, "%04d-%s%d", year, letter, n), kind_of(v, f, (CivilDate){year, 0, 0}, DATE_DATE));
}

/* « du 3 au 5 mai 2016 »: two days, the first with the month and year of the second. */
static void resolve_range(Resolver *v, const TimeFound *f) {
  TimeFound one = *f, two = *f;
  one.n_days = two.n_days = 1;
  if (f->n_months == 2) one.n_months = two.n_months = 1, two.month[0] = f->month[1];
  if (f->year2) two.year = f->year2;
  if (f->year2 && !f->n_months && !f->n_days) one.year2 = two.year2 = 0;
  if (f->n_days == 2) two.day[0] = f->day[1];
  else one.n_days = two.n_days = 0;
  if (f->n_weekdays == 2) one.n_weekdays = two.n_weekdays = 1, two.weekday[0] = f->weekday[1];
  else one.n_weekdays = two.n_weekdays = 0;
  one.prefix = two.prefix = 255;
  resolve_date(v, &one);
  resolve_date(v, &two);
}

/* « dans la nuit de mardi à mercredi »: counted to the morning's day. */
static void resolve_night(Resolver *v, const TimeFound *f) {
  TimeFound one = *f;
  if (f->n_days == 2) one.n_days = 1, one.day[0] = f->day[1];
  if (f->n_months == 2) one.n_months = 1, one.month[0] = f->month[1];
  if (f->n_weekdays == 2) one.n_weekdays = 1, one.weekday[0] = f->weekday[1];
  resolve_date(v, &one);
}

static void resolve_calendar(Resolver *v, const TimeFound *f) {
  int told_year = f->year ? f->year : f->number;
  int year = f->calendar == 1 ? calendar_from_hijri(told_year) : calendar_from_persian(told_year);
  if (told_year > 0 && year < 2300) put_date(v, f, (CivilDate){year, 0, 0});
}

static void resolve_decade(Resolver *v, const TimeFound *f) {
  int year = full_year(f);
  if (f->short_year && f->year < 30) year = f->year + 2000;
  if (year) put(v, f, str_format(v->r->arena, "%03d", year / 10), kind_of(v, f, (CivilDate){year, 0, 0}, DATE_DATE));
}

static void resolve_time(Resolver *v, const TimeFound *f) {
  TimeFound with = *f;
  if (!with.has_clock && with.has_number && with.number <= 24) with.has_clock = true, with.hour = with.number;
  if (with.has_clock && !with.minute && f->n_days == 0 && f->has_number && f->has_clock && f->number < 60) with.minute = f->number;
  CivilDate day = v->today;
  if (f->n_months && f->n_days) {
    resolve_date(v, &with);
    return;
  }
  if (f->has_offset && told(day)) day = add_days(day, f->offset);
  if (f->n_weekdays && told(day)) day = weekday_near(day, f->weekday[0], way_of(v, f), false);
  if (told(day)) put_date(v, &with, day);
  else put(v, &with, with_clock(v, &with, (Str){"", 0}), kind_of(v, f, (CivilDate){0}, DATE_DATE));
}

/* Told of in the past, the weekend is the one behind until Saturday comes. */
static void resolve_weekend(Resolver *v, const TimeFound *f) {
  if (!told(v->today)) return;
  int weeks = f->rule->amount, weekday = calendar_weekday(v->today), way = way_of(v, f);
  if (!weeks && weekday < 6 && (way < 0 || (!way && weekday < 3))) weeks = -1;
  CivilDate d = add_days(v->today, 7L * weeks);
  put(v, f, week_value(v->r->arena, d, "-WE"), kind_of(v, f, d, DATE_DATE));
}

static void put_century(Resolver *v, const TimeFound *f) {
  int n = f->roman ? f->roman : f->ordinal;
  if (n > 0 && n < 30) put(v, f, str_format(v->r->arena, "%02d", n - 1), DATE_DATE);
}

/* Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
static CivilDate easter(int y) {
  int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return (CivilDate){y, n / 31, n % 31 + 1};
}

/* A feast that moves, in a year: « E-2 » counts from Easter, « 11#4/4 » is the fourth Thursday of November (9: the last). */
static CivilDate moving_feast(Str rule, int year) {
  char room[16] = {0};
  int month = 0, nth = 0, weekday = 0;
  memcpy(room, rule.p, rule.n < 15 ? rule.n : 15);
  if (room[0] == 'E') return add_days(easter(year), atoi(room + 1));
  const char *hash = strchr(room, '#'), *slash = strchr(room, '/');
  if (!hash || !slash) return (CivilDate){0};
  month = atoi(room), nth = atoi(hash + 1), weekday = atoi(slash + 1);
  if (month < 1 || month > 12 || weekday < 1 || weekday > 7) return (CivilDate){0};
  CivilDate first = {year, month, 1};
  int gap = (weekday - calendar_weekday(first) + 7) % 7, day = 1 + gap + 7 * (nth - 1), length = calendar_month_length(year, month);
  while (day > length) day -= 7;
  return (CivilDate){year, month, day};
}

/* « M:fitr »: the day of a feast by the moon, of the year told, else the nearest that the clause allows; « m:ramadan »: the month
 * in which most of it lies. */
static void resolve_moon_feast(Resolver *v, const TimeFound *f) {
  int year = full_year(f), way = year ? 0 : way_of(v, f);
  Str name = str_sub(f->text, 2, f->text.n);
  long nearest = 100000, today = year ? 0 : calendar_days(v->today);
  CivilDate best = {0};
  for (uint32_t i = 0; i < v->time->n_moon; i++) {
    const MoonFeast *m = &v->time->moon[i];
    CivilDate d = calendar_date(m->day);
    long gap = year ? 0 : m->day - today;
    bool is_month = f->text.p[0] == 'm';
    if (!str_is(name, m->feast) || (year && d.year != year) || labs(gap) >= nearest) continue;
    if (!year && ((way < 0 && gap > 0) || (way > 0 && gap < (is_month ? -29 : 0)))) continue;
    nearest = labs(gap), best = is_month ? calendar_date(m->day + 14) : d;
    if (is_month) best.day = 0;
    if (year) break;
  }
  if (best.year) put_date(v, f, best);
}

static void resolve_feast(Resolver *v, const TimeFound *f) {
  int year = full_year(f), way = year ? 0 : way_of(v, f);
  if (!year && !told(v->today)) return;
  if (f->text.n > 2 && f->text.p[1] == ':') {
    resolve_moon_feast(v, f);
    return;
  }
  long nearest = 100000;
  CivilDate best = {0};
  for (int y = year ? year : v->today.year - 1; y <= (year ? year : v->today.year + 1); y++) {
    CivilDate d = moving_feast(f->text, y);
    long gap = d.year ? calendar_days(d) - calendar_days(year ? d : v->today) : 100000;
    if ((way < 0 && gap > 0) || (way > 0 && gap < 0) || labs(gap) >= nearest) continue;
    nearest = labs(gap), best = d;
  }
  if (best.year) put_date(v, f, best);
}

static void resolve_week(Resolver *v, const TimeFound *f) {
  uint32_t before = v->r->dates.n;
  resolve_date(v, f);
  CivilDate d;
  if (v->r->dates.n <= before || !calendar_parse(v->r->dates.at[before].value, &d) || !d.day) return;
  v->r->dates.at[before].value = week_value(v->r->arena, d, "");
}

void time_resolve(Resolver *v, const TimeFound *f) {
  Arena *a = v->r->arena;
  CivilDate anchor = told(v->anchor) ? v->anchor : v->today;
  if (f->unit == 'Y' && v->anchor_year) anchor = (CivilDate){v->anchor_year, 0, 0};
  long n = f->has_number ? f->number : 1;
  switch ((TimeAction)f->rule->action) {
    case ACT_DATE: if (f->text.n) resolve_feast(v, f); else resolve_date(v, f); break;
    case ACT_WEEK: resolve_week(v, f); break;
    case ACT_AGO: put_shifted(v, f, v->today, f->unit, -n, false); break;
    case ACT_HENCE: /* « doubled in six months » */
      if (direction(v, f) < 0) put(v, f, duration(a, f), DATE_DURATION);
      else put_shifted(v, f, v->today, f->unit, n, false);
      break;
    case ACT_EARLIER: put_shifted(v, f, anchor, f->unit, -n, false); break;
    case ACT_LATER: put_shifted(v, f, anchor, f->unit, n, false); break;
    case ACT_WITHIN: {
      uint32_t before = v->r->dates.n;
      if (!f->has_number) break;
      put_shifted(v, f, v->today, f->unit, n, true);
      if (v->r->dates.n > before) v->r->dates.at[before].kind = DATE_DEADLINE;
      else if (f->unit) put(v, f, duration(a, f), DATE_DEADLINE);
      break;
    }
    case ACT_SHIFT: resolve_shift(v, f); break;
    case ACT_DURATION: if (f->unit) put(v, f, duration(a, f), f->prefix == DATE_SINCE ? DATE_SINCE : DATE_DURATION); break;
    case ACT_LASTING: if (lasting(v, f)) put(v, f, duration(a, f), DATE_DURATION); break;
    case ACT_FREQUENCY: if (f->text.n) put(v, f, f->text, DATE_SET); break;
    case ACT_SINCE_DURATION: if (f->unit) put(v, f, duration(a, f), DATE_SINCE); break;
    case ACT_SET: resolve_set(v, f); break;
    case ACT_QUARTER: resolve_part_of_year(v, f, "Q"); break;
    case ACT_HALF: resolve_part_of_year(v, f, "H"); break;
    case ACT_DECADE: resolve_decade(v, f); break;
    case ACT_CENTURY: put_century(v, f); break;
    case ACT_RANGE: resolve_range(v, f); break;
    case ACT_NIGHT: resolve_night(v, f); break;
    case ACT_DAY_WORD: if (told(v->today)) put_date(v, f, add_days(v->today, f->offset)); break;
    case ACT_ANAPHOR: if (told(anchor)) put_date(v, f, add_days(anchor, f->offset)); break;
    case ACT_SAME: if (told(anchor)) put_date(v, f, anchor); break;
    case ACT_NAMED: if (f->text.n) put(v, f, f->text, kind_of(v, f, (CivilDate){0}, DATE_DATE)); break;
    case ACT_TIME: resolve_time(v, f); break;
    case ACT_WEEKEND: resolve_weekend(v, f); break;
    case ACT_CALENDAR: resolve_calendar(v, f); break;
    case ACT_SKIP:
    case ACT_COUNT: break;
  }
}
