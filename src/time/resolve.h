/* resolve.h: from expressions found to values on the calendar. */
#ifndef DG_TIME_RESOLVE_H
#define DG_TIME_RESOLVE_H

#include "time/calendar.h"
#include "time/match.h"

typedef struct {
  const Time *time;
  Reading *r;
  CivilDate today;  /* the document's day; year 0: unknown */
  CivilDate anchor; /* the day last told of; year 0: none */
  int anchor_year;  /* the year last told of where no day was; 0: none */
  bool passing;     /* the anchor was told in a relative clause */
  bool moved;       /* the anchor was set by the expression at hand */
} Resolver;

/* Appends the dates that an expression stands for (a range gives two) to r->dates; notes a wrong weekday. */
void time_resolve(Resolver *resolver, const TimeFound *found);

/* Is what an expression names ahead of the text, a deadline or planned? */
bool time_looks_ahead(const Time *time, Reading *r, const TimeFound *found);

/* The document's own day from header, dateline, first sentences and metadata; sets r->date and r->date_evidence. */
CivilDate time_document_date(const Time *time, Reading *r, const TimeFounds *founds);

#endif
