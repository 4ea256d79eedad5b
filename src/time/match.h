/* match.h: time expressions found in a sentence, not yet resolved. */
#ifndef DG_TIME_MATCH_H
#define DG_TIME_MATCH_H

#include "time/rules.h"

typedef struct {
  const TimeRule *rule;
  uint32_t first_word, end_word; /* without the prefix */
  uint32_t start, end, sentence; /* bytes, without the prefix */
  int weekday[2], day[2], month[2];
  int year, year2, number, ordinal, hour, minute, zone /* minutes from UTC */, offset, season, calendar, roman;
  char unit; /* Y M W D H m s, 0 none */
  int times; /* of a unit: 10 years */
  uint8_t n_weekdays, n_days, n_months;
  bool has_number, has_offset, has_zone, has_clock, pm_told, pm, short_year, in_decade;
  bool month_first;    /* 4/13/2021 */
  uint8_t prefix; /* DateKind or 255 */
  char prefix_open;    /* '?' or 'a' as in TimeWord, or 0 */
  Str text; /* of a named day */
} TimeFound;

typedef Vec(TimeFound) TimeFounds;

/* Appends what is found, in order of place. */
void time_match(const Time *time, Reading *r, TimeFounds *founds);

/* True for what is no time after all, as the tree tells. */
bool time_misread(const Time *time, const Reading *r, const TimeFound *f);

/* True where a form or lemma belongs to the class. */
bool time_is(const Time *time, Str folded, TimeClass class);

#endif
