// The day: what happened, who acts, what is threatened and by when.
import { get } from "../api";
import { h } from "../dom";
import { date, number, t, word } from "../i18n";
import { actorLink, actorName, eventItem, legend, quadBar, relationItem, section } from "../parts/pieces";
import { roving } from "../parts/roving";
import { dayNumber, timeline } from "../parts/timeline";
import { emptyState, go, withParams, type View } from "../router";
import type { Event, EventPage, Today } from "../types";

const SPANS = [14, 30, 90, 365] as const;

export const today: View = async (root, visit) => {
  const asked = visit.params.get("date");
  const days = SPANS.find((n) => String(n) === visit.params.get("days")) ?? 30;
  const day = await get<Today>("today", { date: asked, days, limit: 8 }, visit.signal);
  visit.title(day.date ? date(day.date, "long") : t("today"));
  if (!day.date) {
    root.append(h("h1", null, t("today")), emptyState(t("emptyStore"), t("emptyStoreHint"),
      h("pre", null, h("code", null, "dragoman code articles/ -o store.db"))));
    return;
  }
  const events = await get<EventPage>("events", { from: day.date, until: day.date, sort: "scale", limit: 10 }, visit.signal);
  root.append(head(day), chart(day, days), h("div.columns", null,
    h("div.wide", null, ofTheDay(day, events), list(day, "deadlines", "deadlinesHint", day.deadlines, "noDeadlines", null),
      list(day, "threats", "threatsHint", day.threats, "noThreats", "THREATEN"), list(day, "requests", null, day.requests, "noRequests", "REQUEST")),
    h("div.narrow", null, actors(day), dyads(day), control(day), types(day))));
  const step = (to: string | null) => (): void => { if (to) go(withParams({ date: to }), { keep: true }); };
  const keys = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey || (event.target as HTMLElement).closest("input,select,textarea")) return;
    if (event.key === "[") step(day.previous)();
    if (event.key === "]") step(day.following)();
  };
  document.addEventListener("keydown", keys);
  visit.onLeave(() => document.removeEventListener("keydown", keys));
};

function head(day: Today): HTMLElement {
  const arrow = (to: string | null, label: string, sign: string, name: string): HTMLElement => to
    ? h("a.step", { href: withParams({ date: to }), "data-keep": true, "aria-label": `${label}: ${date(to, "long")}`, title: `${label} · ${date(to)}`, "data-focus": name }, sign)
    : h("span.step.off", { "aria-hidden": "true" }, sign);
  const input = h("input", { type: "date", name: "date", value: day.date, "aria-label": t("chooseDay"),
    onchange: (event) => { const value = (event.target as HTMLInputElement).value; if (value) go(withParams({ date: value }), { keep: true }); } });
  return h("header.page-head.day-head", null,
    h("div.day-title", null, arrow(day.previous, t("dayBefore"), "‹", "before"), h("h1", null, date(day.date, "full")), arrow(day.following, t("dayAfter"), "›", "after")),
    h("div.day-tools", null, input, day.following ? h("a", { href: withParams({ date: null }), "data-keep": true }, t("lastDay")) : null));
}

function chart(day: Today, days: number): HTMLElement {
  const described = t("timelineDescribed", { from: date(day.from, "long"), until: date(day.until, "long") });
  return h("section.block.flush", { "aria-label": t("timeline") },
    h("div.chart-head", null,
      h("p.lead", null, h("b", null, t("todayLead", { n: day.day_events })), h("span.soft", null, " · ", t("inPeriod", { n: day.events, days }))),
      h("div.segmented", { role: "group", "aria-label": t("span") }, SPANS.map((n) =>
        h("a", { href: withParams({ days: String(n) }), "data-keep": true, "data-focus": `days${n}`, "aria-current": n === days ? "true" : null },
          n === 365 ? t("yearN") : t("daysN", { n }))))),
    timeline({ from: day.from!, until: day.until!, step: days > 120 ? "week" : "day", days: day.days, selected: day.date, described,
      onSelect: (to) => go(withParams({ date: days > 120 ? nearest(day, to) : to }), { keep: true }) }),
    legend(day.day_quads));
}

/** A week of the chart stands for its first day that has events. */
const nearest = (day: Today, week: string): string =>
  day.days.find((d) => d.day >= week && dayNumber(d.day) < dayNumber(week) + 7)?.day ?? week;

function ofTheDay(day: Today, events: EventPage): HTMLElement {
  if (!events.items.length) {
    const near = [day.previous, day.following].filter((d): d is string => d !== null);
    return section(t("mainEvents"), null, emptyState(t("todayNone"), t("todayNoneHint"),
      h("p", null, near.map((d, i) => [i ? " · " : "", h("a", { href: withParams({ date: d }) }, date(d, "long"))]))));
  }
  const items = [...events.items].sort((a, b) => Math.abs(b.scale) - Math.abs(a.scale));
  return section(t("mainEvents"), null, roving(h("ul.list", null, items.map((event) => eventItem(event, false)))),
    h("p.more", null, h("a", { href: `/events?from=${day.date}&until=${day.date}` }, `${t("seeAllEvents")} (${number(day.day_events)})`)));
}

function list(day: Today, title: "deadlines" | "threats" | "requests", hint: "deadlinesHint" | "threatsHint" | null, events: Event[],
  none: "noDeadlines" | "noThreats" | "noRequests", type: string | null): HTMLElement {
  if (!events.length) return section(t(title), hint ? t(hint) : null, h("p.none", null, t(none)));
  return section(t(title), hint ? t(hint) : null, roving(h("ul.list", null, events.slice(0, type ? 5 : 8).map((event) => eventItem(event, true, day.date)))),
    type ? h("p.more", null, h("a", { href: `/events?type=${type}&from=${day.from}&until=${day.until}` }, t("seeAll"))) : null);
}

function actors(day: Today): HTMLElement {
  const most = Math.max(1, ...day.actors.map((actor) => actor.events));
  return section(t("topActors"), t("topActorsHint"), day.actors.length ? h("ol.bars", null, day.actors.map((actor) => {
    const bar = h("span.bar-fill", { "aria-hidden": "true" });
    bar.style.width = `${(100 * actor.events) / most}%`;
    return h("li", null, actorLink(actor), h("span.count", null, number(actor.events)), h("span.bar-track", null, bar));
  })) : h("p.none", null, t("noActors")));
}

function dyads(day: Today): HTMLElement | null {
  if (!day.dyads.length) return null;
  const most = Math.max(...day.dyads.map((dyad) => dyad.events));
  return section(t("dyads"), t("dyadsHint"), h("ol.bars", null, day.dyads.map((dyad) =>
    h("li", null, h("span", null, actorLink(dyad.actor), h("span.arrow", { role: "img", "aria-label": t("to") }, " → "), actorLink(dyad.recipient)),
      dyad.actor.key && dyad.recipient.key ? h("a.count", { href: `/events?actor=${encodeURIComponent(dyad.actor.key)}&recipient=${encodeURIComponent(dyad.recipient.key)}`,
        "aria-label": `${actorName(dyad.actor)} → ${actorName(dyad.recipient)}: ${t("eventsFound", { n: dyad.events })}` }, number(dyad.events)) : h("span.count", null, number(dyad.events)),
      h("span.bar-track", null, quadBar(dyad.quads, most))))));
}

function control(day: Today): HTMLElement {
  return section(t("control"), t("controlHint"), day.control.length ? roving(h("ul.list", null, day.control.map(relationItem))) : h("p.none", null, t("noControl")));
}

function types(day: Today): HTMLElement | null {
  if (!day.types.length) return null;
  const most = Math.max(...day.types.map((type) => type.events));
  return section(t("type"), null, h("ol.bars.tight", null, day.types.map((type) => {
    const bar = h("span.bar-fill", { "data-quad": type.quad, "aria-hidden": "true" });
    bar.style.width = `${(100 * type.events) / most}%`;
    return h("li", null, h("a", { href: `/events?type=${type.type}&from=${day.from}&until=${day.until}` }, word(type.type)), h("span.count", null, number(type.events)), h("span.bar-track", null, bar));
  })));
}
