#include "time/time.h"

#include "time/resolve.h"

static int by_place(const Date *a, const Date *b) { return a->start < b->start ? -1 : a->start > b->start; }

/* Ranges give two dates of one place; everything else comes in order already. */
static void keep_order(Reading *r) {
  for (uint32_t i = 1; i < r->dates.n; i++)
    for (uint32_t k = i; k > 0 && by_place(&r->dates.at[k - 1], &r->dates.at[k]) > 0; k--) {
      Date swap = r->dates.at[k];
      r->dates.at[k] = r->dates.at[k - 1];
      r->dates.at[k - 1] = swap;
    }
}

void time_read(const Time *time, Reading *r) {
  TimeFounds founds = {0};
  time_match(time, r, &founds);
  Resolver v = {.time = time, .r = r, .today = time_document_date(time, r, &founds)};
  uint32_t told = 0;
  for (uint32_t i = 0; i < founds.n; i++) {
    /* « la veille » looks back to the day told last, in its own sentence or the one before; « ce jour-là » further. */
    uint32_t here = founds.at[i].sentence, reach = founds.at[i].has_offset && !founds.at[i].offset ? 4 : 2;
    CivilDate before = v.anchor;
    int year = v.anchor_year;
    bool passing = v.passing;
    if (here > told + reach || (here > told && v.passing && reach == 2)) v.anchor = (CivilDate){0}, v.anchor_year = 0;
    v.moved = false;
    time_resolve(&v, &founds.at[i]);
    if (v.moved) told = here;
    else v.anchor = before, v.anchor_year = year, v.passing = passing;
  }
  keep_order(r);
}
