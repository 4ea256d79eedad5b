#include "time/calendar.h"

long calendar_days(CivilDate d) {
  long y = d.year - (d.month <= 2);
  long era = (y >= 0 ? y : y - 399) / 400;
  long yoe = y - era * 400;
  long doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

CivilDate calendar_date(long z) {
  z += 719468;
  long era = (z >= 0 ? z : z - 146096) / 146097;
  long doe = z - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  long mp = (5 * doy + 2) / 153;
  int day = (int)(doy - (153 * mp + 2) / 5 + 1), month = (int)(mp < 10 ? mp + 3 : mp - 9);
  return (CivilDate){(int)(yoe + era * 400 + (month <= 2)), month, day};
}

int calendar_weekday(CivilDate d) {
  long z = calendar_days(d);
  return (int)(((z + 3) % 7 + 7) % 7) + 1;
}

int calendar_month_length(int year, int month) {
  static const int LENGTH[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month >= 1 && month <= 12 ? LENGTH[month - 1] + (month == 2 && leap) : 0;
}

bool calendar_valid(CivilDate d) {
  if (d.year < 1 || d.year > 9999) return false;
  if (!d.month) return !d.day;
  return d.month <= 12 && d.day >= 0 && d.day <= calendar_month_length(d.year, d.month);
}

int calendar_week(CivilDate d, int *year) {
  /* The week's Thursday decides which year the week belongs to. */
  CivilDate thursday = calendar_date(calendar_days(d) + 4 - calendar_weekday(d));
  *year = thursday.year;
  return (int)((calendar_days(thursday) - calendar_days((CivilDate){thursday.year, 1, 1})) / 7) + 1;
}

CivilDate calendar_add_months(CivilDate d, int n) {
  int month = d.month ? d.month : 1;
  long total = (long)d.year * 12 + month - 1 + n;
  CivilDate out = {(int)(total / 12), (int)(total % 12) + 1, d.day};
  if (out.month < 1) out.month += 12, out.year--;
  int length = calendar_month_length(out.year, out.month);
  if (out.day > length) out.day = length;
  return out;
}

Str calendar_format(Arena *arena, CivilDate d) {
  if (!d.month) return str_format(arena, "%04d", d.year);
  if (!d.day) return str_format(arena, "%04d-%02d", d.year, d.month);
  return str_format(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static bool number(Str s, int *out) {
  *out = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    *out = *out * 10 + s.p[i] - '0';
  }
  return s.n > 0;
}

bool calendar_parse(Str text, CivilDate *d) {
  Str part, rest = text;
  *d = (CivilDate){0};
  if (!text.n || text.n > 10 || !str_split(&rest, '-', &part) || part.n != 4 || !number(part, &d->year)) return false;
  if (str_split(&rest, '-', &part) && (part.n != 2 || !number(part, &d->month))) return false;
  if (str_split(&rest, '-', &part) && (part.n != 2 || !number(part, &d->day))) return false;
  return !rest.p && calendar_valid(*d) && (text.n == 4 || d->month) && (text.n < 8 || d->day);
}

static int year_at(double days_after_epoch, CivilDate epoch) {
  return calendar_date(calendar_days(epoch) + (long)days_after_epoch).year;
}

int calendar_from_hijri(int year) { return year_at((year - 0.5) * 354.367, (CivilDate){622, 7, 19}); }
int calendar_from_persian(int year) { return year_at((year - 0.5) * 365.2422, (CivilDate){622, 3, 22}); }
