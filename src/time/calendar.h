/* calendar.h: days, weeks and months of the proleptic Gregorian calendar; years of others. */
#ifndef DG_TIME_CALENDAR_H
#define DG_TIME_CALENDAR_H

#include "base/str.h"

typedef struct {
  int year, month, day; /* month and day 0: not told */
} CivilDate;

/* Days since 1970-01-01, and back (Hinnant's algorithms: days_from_civil, civil_from_days). */
long calendar_days(CivilDate d);
CivilDate calendar_date(long days);

/* 1 Monday .. 7 Sunday. */
int calendar_weekday(CivilDate d);
int calendar_month_length(int year, int month);
bool calendar_valid(CivilDate d);

/* ISO 8601 week and the year it belongs to. */
int calendar_week(CivilDate d, int *year);

/* The date n months on; the day is cut to the month's length. */
CivilDate calendar_add_months(CivilDate d, int n);

/* « 2021-08-23 », « 2021-08 » or « 2021 », and back; false where the text is none of these. */
Str calendar_format(Arena *arena, CivilDate d);
bool calendar_parse(Str text, CivilDate *d);

/* The Gregorian year in which most of a year of the Islamic or of the Persian solar calendar lies
 * (mean year lengths 354.367 and 365.2422 days; epochs 622-07-19 and 622-03-22). */
int calendar_from_hijri(int year);
int calendar_from_persian(int year);

#endif
