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
  for (uint32_t i = 0; i < r->sentences.n; i++) time_match(time, r, i, &founds);
  Resolver v = {.time = time, .r = r, .today = time_document_date(time, r, &founds)};
  uint32_t paragraph = 0;
  for (uint32_t i = 0; i < founds.n; i++) {
    /* « la veille » looks back to the day told last, but not across several paragraphs. */
    uint32_t here = r->sentences.at[founds.at[i].sentence].paragraph;
    if (here > paragraph + 1) v.anchor = (CivilDate){0};
    paragraph = here;
    time_resolve(&v, &founds.at[i]);
  }
  keep_order(r);
}
