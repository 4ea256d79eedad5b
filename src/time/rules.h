/* rules.h: words of time and patterns over them, compiled from lang/XX/time.txt. */
#ifndef DG_TIME_RULES_H
#define DG_TIME_RULES_H

#include "base/phrase.h"
#include "time/time.h"

/* Classes that a pattern names with `$`; literal words in patterns get numbers from CLASS_COUNT on. */
typedef enum {
  CLASS_WEEKDAY, CLASS_MONTH, CLASS_NUMBER, CLASS_ORDINAL, CLASS_UNIT, CLASS_SEASON, CLASS_PART, CLASS_DAY_WORD,
  CLASS_ANAPHOR, CLASS_NAMED, CLASS_AMPM, CLASS_ZONE, CLASS_CALENDAR, CLASS_FUTURE, CLASS_ROMAN,
  CLASS_FREQUENCY, CLASS_FEAST, CLASS_MID, CLASS_DAYTIME, CLASS_LASTING, CLASS_YEAR_LEAD, CLASS_PREFIX,
  CLASS_SUFFIX, CLASS_ASK, CLASS_NUMBERED, CLASS_ENDS,
  /* told by their shape, not by a list */
  CLASS_DAY, CLASS_CLOCK, CLASS_DECADE, /* these three also by lists */
  CLASS_YEAR, CLASS_ISO, CLASS_NUMERIC, CLASS_HHMM, CLASS_DAYS, CLASS_SHORT_YEAR,
  CLASS_MONTHS, CLASS_YEARS, CLASS_MONTH_FIRST, CLASS_COUNT
} TimeClass;

typedef enum {
  ACT_DATE, ACT_AGO, ACT_HENCE, ACT_EARLIER, ACT_LATER, ACT_WITHIN, ACT_SHIFT, ACT_DURATION, ACT_SET, ACT_QUARTER,
  ACT_HALF, ACT_DECADE, ACT_CENTURY, ACT_RANGE, ACT_NIGHT, ACT_DAY_WORD, ACT_ANAPHOR, ACT_SAME, ACT_NAMED, ACT_TIME,
  ACT_WEEKEND, ACT_CALENDAR, ACT_SINCE_DURATION, ACT_LASTING, ACT_FREQUENCY, ACT_WEEK, ACT_SKIP, ACT_COUNT
} TimeAction;

#define PATTERN_MAX 12

typedef struct {
  uint8_t action, n;
  int8_t amount;               /* of ACT_SHIFT */
  uint8_t order_hi;            /* unused, keeps the layout explicit */
  uint16_t element[PATTERN_MAX]; /* class or literal number */
  uint32_t line;
} TimeRule;

/* What a word or phrase of the list is. */
typedef struct {
  uint16_t element; /* class or literal number */
  int16_t number;
  bool capital;     /* only where written with a capital */
  char text[11];    /* TIMEX3 code or date; of a prefix whose kind depends on the day ? or a (ahead) */
} TimeWord;

/* A feast that goes by the moon, and a day on which it was kept: world/moon-feasts.txt. */
typedef struct {
  char feast[12];
  int32_t day; /* as calendar_days counts */
} MoonFeast;

struct Time {
  PhraseTable words;
  const TimeWord *list;
  const TimeRule *rules;   /* sorted by first element */
  const uint32_t *buckets; /* rules of first element e: [buckets[e], buckets[e + 1]) */
  const MoonFeast *moon;   /* in no order */
  uint32_t n_list, n_rules, n_elements, n_moon;
};

#endif
