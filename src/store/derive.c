#include "store/derive.h"

const DerivedTable DERIVED[] = {
    {{"totals", "name text, n bigint", "primary key (name)"}, false},
    {{"actors", "id counter, key text, name text, kind text, code text, country text, events integer, as_actor integer,"
                "as_recipient integer, statements integer, first_day text, last_day text",
      "primary key (id), unique (key)"}, true},
    {{"filed", "doc integer, n integer, day text, event text, quad_code integer, auxiliary text", "primary key (doc, n)"}, false},
    {{"appearances", "actor integer, day text, doc integer, n integer, side integer, event text, quad_code integer, country text",
      "primary key (actor, day, doc, n, side)"}, false},
    {{"sayings", "actor integer, day text, doc integer, n integer", "primary key (actor, day, doc, n)"}, false},
    {{"dyads", "actor integer, recipient integer, day text, quad_code integer, events integer, scale real",
      "primary key (actor, recipient, day, quad_code)"}, false},
    {{"daily", "day text, event text, quad_code integer, events integer", "primary key (day, event, quad_code)"}, false},
    {{"countries", "country text, events integer", "primary key (country)"}, false},
    {{"spots", "id counter, key text, name text, country text, lat real, lon real, geonameid integer",
      "primary key (id), unique (key)"}, true},
    {{"located", "spot integer, day text, doc integer, n integer, event text, quad_code integer",
      "primary key (spot, day, doc, n)"}, false},
    {{"spot_totals", "spot integer, quad_code integer, events integer, first_day text, last_day text", "primary key (spot, quad_code)"}, false},
    {{"located_months", "month text, quad_code integer, events integer", "primary key (month, quad_code)"}, false},
};
const size_t N_DERIVED = sizeof DERIVED / sizeof *DERIVED;

const char DERIVE_START[] =
    "insert into totals (name, n) values ('changes', 0), ('settled', 0), ('portion', 0), ('documents', 0), ('events', 0),"
    " ('statements', 0), ('relations', 0) on conflict (name) do nothing";

#define PORTION "20000"
#define SETTLED "(select n from totals where name = 'settled')"
#define UNTIL "(select n from totals where name = 'portion')"
#define FRESH(alias) alias ".doc > " SETTLED " and " alias ".doc <= " UNTIL
#define SPOT_KEY \
  "case when e.geonameid is not null then 'g' || e.geonameid" \
  " else coalesce(e.place, '') || '/' || coalesce(e.place_country, '') || '/' || e.lat || '/' || e.lon end"

const char DERIVE_WAITING[] = "select case when (select coalesce(max(doc), 0) from documents) > " SETTLED " then 1 else 0 end";

const char DERIVE_WANTED[] = "select case when " SETTLED " > 0 then 1 else 0 end";

/* The day that an event is filed under: the first day of its date (a whole date, a month or a year), else the document's
 * date; '' where neither is told. */
#define DAY(date, document) \
  "case when " date " like '____-__-__' and substr(" date ", 1, 1) <= '9' then " date \
  " when " date " like '____-__' and substr(" date ", 1, 1) <= '9' and substr(" date ", 6, 1) <= '9' then " date " || '-01'" \
  " when " date " like '____' and substr(" date ", 1, 1) <= '9' then " date " || '-01-01'" \
  " else coalesce(" document ", '') end"

const char *const DERIVE[] = {
    "update totals set n = (select min(doc) from documents where doc > " SETTLED ") + " PORTION " - 1 where name = 'portion'",

    "insert into filed (doc, n, day, event, quad_code, auxiliary) select e.doc, e.n, " DAY("e.date", "d.date") ", e.event, e.quad_code,"
    " e.auxiliary from events e join documents d on d.doc = e.doc where " FRESH("e") " order by e.doc, e.n",

    /* Who takes part, by name; then by number. */
    "create temporary table fresh_names as select " ACTOR_KEY("p.name", "p.country", "t.kind") " as key, p.name as name,"
    " t.kind as kind, p.code as code, p.country as country, case when p.side = 'actor' then 0 else 1 end as side, p.n as place,"
    " y.day as day, e.doc as doc, e.n as n, e.event as event, e.quad_code as quad_code, e.event_scale as scale"
    " from events e join filed y on y.doc = e.doc and y.n = e.n join parties p on p.doc = e.doc and p.event = e.id left join entities t on t.doc = p.doc and t.n = p.entity"
    " where " FRESH("e") " and p.name is not null",
    "create temporary table fresh_sayings as select " ACTOR_KEY("t.name", "t.country", "t.kind") " as key, t.name as name,"
    " t.kind as kind, t.code as code, t.country as country,"
    " " DAY("s.date", "d.date") " as day, s.doc as doc, s.n as n"
    " from statements s join entities t on t.doc = s.doc and t.n = s.speaker join documents d on d.doc = s.doc"
    " where " FRESH("s") " and t.name is not null",
    "insert into actors (key, name, kind, code, country, events, as_actor, as_recipient, statements)"
    " select key, min(name), min(kind), min(code), min(country), 0, 0, 0, 0 from (select key, name, kind, code, country from fresh_names"
    " union all select key, name, kind, code, country from fresh_sayings) x where true group by key order by key on conflict (key) do nothing",
    "create temporary table fresh as select a.id as actor, f.side as side, f.place as place, f.day as day, f.doc as doc, f.n as n,"
    " f.event as event, f.quad_code as quad_code, f.scale as scale, f.country as country from fresh_names f join actors a on a.key = f.key",
    "create index fresh_event on fresh (doc, n, side)",
    "insert into appearances (actor, day, doc, n, side, event, quad_code, country)"
    " select actor, day, doc, n, side, min(event), min(quad_code), min(country) from fresh where true"
    " group by actor, day, doc, n, side on conflict (actor, day, doc, n, side) do nothing",
    "insert into sayings (actor, day, doc, n) select a.id, f.day, f.doc, f.n from fresh_sayings f join actors a on a.key = f.key"
    " where true on conflict (actor, day, doc, n) do nothing",

    "update actors set events = actors.events + x.events, as_actor = actors.as_actor + x.acts, as_recipient = actors.as_recipient + x.bears,"
    " first_day = case when actors.first_day is null or x.first_day < actors.first_day then coalesce(x.first_day, actors.first_day)"
    " else actors.first_day end,"
    " last_day = case when actors.last_day is null or x.last_day > actors.last_day then coalesce(x.last_day, actors.last_day)"
    " else actors.last_day end"
    " from (select actor, count(*) as events, sum(acts) as acts, sum(bears) as bears, min(case when day <> '' then day end) as first_day,"
    " max(case when day <> '' then day end) as last_day from (select actor, doc, n, min(day) as day, max(1 - side) as acts,"
    " max(side) as bears from fresh group by actor, doc, n) y group by actor) x where actors.id = x.actor",
    "update actors set statements = actors.statements + x.n from (select a.id as actor, count(*) as n from fresh_sayings f"
    " join actors a on a.key = f.key group by a.id) x where actors.id = x.actor",

    /* A reciprocal event has everybody on the actors' side: whoever is named first counts as the one who acts. */
    "insert into dyads (actor, recipient, day, quad_code, events, scale) select f.actor, g.actor, f.day, f.quad_code, count(*), sum(f.scale)"
    " from fresh f join fresh g on g.doc = f.doc and g.n = f.n and g.actor <> f.actor"
    " and (g.side = 1 or (g.side = 0 and f.place < g.place"
    " and not exists (select 1 from fresh h where h.doc = f.doc and h.n = f.n and h.side = 1)))"
    " where f.side = 0 group by f.actor, g.actor, f.day, f.quad_code"
    " on conflict (actor, recipient, day, quad_code) do update set events = dyads.events + excluded.events,"
    " scale = dyads.scale + excluded.scale",
    "insert into countries (country, events) select country, count(*) from (select distinct country, doc, n from fresh"
    " where country is not null) x where true group by country"
    " on conflict (country) do update set events = countries.events + excluded.events",
    "insert into daily (day, event, quad_code, events) select e.day, e.event, e.quad_code, count(*) from filed e"
    " where " FRESH("e") " group by e.day, e.event, e.quad_code"
    " on conflict (day, event, quad_code) do update set events = daily.events + excluded.events",

    "insert into spots (key, name, country, lat, lon, geonameid) select " SPOT_KEY ", min(e.place), min(e.place_country), min(e.lat), min(e.lon),"
    " min(e.geonameid) from events e where " FRESH("e") " and e.lat is not null group by 1 order by 1 on conflict (key) do nothing",
    "create temporary table fresh_located as select s.id as spot, y.day as day, e.doc as doc, e.n as n, e.event as event, e.quad_code as quad_code from events e"
    " join filed y on y.doc = e.doc and y.n = e.n join spots s on s.key = " SPOT_KEY " where " FRESH("e") " and e.lat is not null",
    "insert into located (spot, day, doc, n, event, quad_code) select spot, day, doc, n, event, quad_code from fresh_located"
    " where true order by spot, day, doc, n on conflict (spot, day, doc, n) do nothing",
    "insert into spot_totals (spot, quad_code, events, first_day, last_day) select spot, quad_code, count(*), min(nullif(day, '')),"
    " max(nullif(day, '')) from fresh_located where true group by spot, quad_code on conflict (spot, quad_code) do update set"
    " events = spot_totals.events + excluded.events,"
    " first_day = case when spot_totals.first_day <= excluded.first_day then spot_totals.first_day"
    " else coalesce(excluded.first_day, spot_totals.first_day) end,"
    " last_day = case when spot_totals.last_day >= excluded.last_day then spot_totals.last_day"
    " else coalesce(excluded.last_day, spot_totals.last_day) end",
    "insert into located_months (month, quad_code, events) select substr(day, 1, 7), quad_code, count(*) from fresh_located where true"
    " group by substr(day, 1, 7), quad_code on conflict (month, quad_code) do update set events = located_months.events + excluded.events",

    "update totals set n = n + (select count(*) from documents x where " FRESH("x") ") where name = 'documents'",
    "update totals set n = n + (select count(*) from events x where " FRESH("x") ") where name = 'events'",
    "update totals set n = n + (select count(*) from statements x where " FRESH("x") ") where name = 'statements'",
    "update totals set n = n + (select count(*) from relations x where " FRESH("x") ") where name = 'relations'",
    "update totals set n = n + 1 where name = 'changes'",
    "update totals set n = (select coalesce(max(doc), 0) from documents where doc <= " UNTIL ") where name = 'settled'",
    "drop table fresh",
    "drop table fresh_names",
    "drop table fresh_sayings",
    "drop table fresh_located",
    NULL};

const char *const DERIVE_INDEXES[] = {
    "create index if not exists filed_day on filed (day, doc, n, event, quad_code, auxiliary)",
    "create index if not exists filed_event on filed (event, day, doc, n, quad_code, auxiliary)",
    "create index if not exists events_link on events (link) where link is not null",
    "create index if not exists parties_name on parties (name, event)",
    "create index if not exists statements_speaker on statements (speaker_name)",
    "create index if not exists events_scale on events (event_scale, doc, n)",
    "create index if not exists events_actor on events (actor, doc, n)",
    "create index if not exists events_recipient on events (recipient, doc, n)",
    "create index if not exists events_due on events (deadline, doc, n) where deadline is not null",
    "create index if not exists documents_day on documents (date, doc)",
    "create index if not exists documents_id on documents (id)",
    "create index if not exists documents_source on documents (source, language, doc)",
    "create index if not exists relations_date on relations (kind, date, doc, n)",
    "create index if not exists appearances_day on appearances (day, actor, side)",
    "create index if not exists appearances_country on appearances (country, day, doc, n, event, quad_code)",
    "create index if not exists appearances_event on appearances (doc, n, side, actor, country)",
    "create index if not exists dyads_day on dyads (day, actor, recipient, quad_code, events, scale)",
    "create index if not exists dyads_recipient on dyads (recipient, actor, day, quad_code, events, scale)",
    "create index if not exists located_event on located (doc, n, spot)",
    "create index if not exists actors_events on actors (events, id)",
    "create index if not exists actors_name on actors (name, id)",
    "create index if not exists actors_country on actors (country, kind, events)",
    "create index if not exists actors_last on actors (last_day, id)",
    NULL};
