// One actor: who it is, whom it deals with, what it does, says and is called.
import { get } from "../api";
import { h, type Child } from "../dom";
import { country, date, number, t, word } from "../i18n";
import { chordOf } from "../parts/chord";
import { actorLink, actorName, eventItem, legend, quadBar, relationItem, section, statementItem, documentAddress } from "../parts/pieces";
import { roving } from "../parts/roving";
import { shift, stepFor, timeline, type Step } from "../parts/timeline";
import { go, type View } from "../router";
import type { Actor, Day, Event, Quads } from "../types";

const MOST = 12;

export const actor: View = async (root, visit) => {
  const key = visit.path.join("/");
  if (!key) return go("/actors", { replace: true });
  const one = await get<Actor>(`actors/${encodeURIComponent(key)}`, { limit: 40 }, visit.signal);
  const step: Step = one.first_day && one.last_day ? stepFor(one.first_day, one.last_day) : "month";
  const days = step === "month" ? one.days : (await get<{ days: Day[] }>("timeline", { party: one.key, by: step }, visit.signal).catch(() => one)).days;
  const name = actorName(one);
  visit.title(name);
  const all = one.quads.by.map((n, i) => n + (one.quads.towards[i] ?? 0)) as Quads;
  root.append(head(one, name), h("div.columns", null,
    h("div.wide", null, relations(one, name),
      events(t("eventsBy", { name }), one.events_by, t("noEventsBy", { name }), `/events?actor=${encodeURIComponent(one.key)}`, one.as_actor),
      events(t("eventsTowards", { name }), one.events_towards, t("noEventsTowards", { name }), `/events?recipient=${encodeURIComponent(one.key)}`, one.as_recipient)),
    h("div.narrow", null, facts(one),
      one.first_day && one.last_day ? section(t("overTime"), null, timeline({ from: one.first_day, until: one.last_day, step, days, height: 150,
        described: t("timelineDescribed", { from: date(one.first_day, "long"), until: date(one.last_day, "long") }),
        onSelect: (day) => go(`/events?party=${encodeURIComponent(one.key)}&from=${day}&until=${lastOf(day, step)}`) }), legend(all)) : null,
      labels(one),
      section(t("statements"), null, one.statements.length ? [roving(h("ul.list", null, one.statements.slice(0, 8).map(statementItem))),
        h("p.more", null, h("a", { href: `/search?speaker=${encodeURIComponent(one.key)}` }, `${t("seeAll")} (${number(one.statements_count)})`))] : h("p.none", null, t("noStatements", { name }))),
      one.relations.length ? section(t("standing"), null, roving(h("ul.list", null, one.relations.map(relationItem)))) : null)));
  root.addEventListener("follow", (event) => go((event as CustomEvent<string>).detail));
};

const lastOf = (day: string, step: Step): string => (step === "day" ? day : step === "week" ? shift(day, 6)
  : day.slice(0, 8) + String(new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()));

function head(one: Actor, name: string): HTMLElement {
  const role = one.roles[0]?.value;
  return h("header.page-head", null, h("p.kicker", null, [word(one.kind), one.kind === "country" ? null : country(one.country)].filter(Boolean).join(" · ") || t("actor")),
    h("h1", null, name), role ? h("p.lead", null, role) : null,
    h("p.lead.soft", null, t("eventsFound", { n: one.events }), " · ", t("quotes", { n: one.statements_count }), " · ", t("mentionedIn", { n: one.documents })));
}

function facts(one: Actor): HTMLElement {
  const line = (label: string, value: Child): HTMLElement | null => (value ? h("div", null, h("dt", null, label), h("dd", null, value)) : null);
  const counted = (list: Actor["codes"], code: boolean): Child => list.filter((c) => c.value).slice(0, 6).map((c) => h("span.counted", null, code ? h("code.code", null, c.value) : c.value, h("span.soft", null, ` ${number(c.count)}`)));
  return h("section.block", null, h("dl.facts", null,
    line(t("country"), country(one.country)), line(t("code"), one.codes.length ? counted(one.codes, true) : null), line(t("role"), one.roles.length ? counted(one.roles, false) : null),
    line(t("asActor"), [number(one.as_actor), " ", quadBar(one.quads.by)]), line(t("asRecipient"), [number(one.as_recipient), " ", quadBar(one.quads.towards)]),
    line(t("firstSeen"), date(one.first_day)), line(t("lastSeen"), date(one.last_day))));
}

function relations(one: Actor, name: string): HTMLElement {
  const edges = one.edges.filter((edge) => edge.actor.key !== one.key);
  if (!edges.length) return section(t("relations"), null, h("p.none", null, t("noRelations", { name })));
  const most = Math.max(...edges.map((edge) => edge.events));
  const body = h("tbody", null, edges.slice(0, 20).map((edge) => {
    const sum = edge.by.map((n, i) => n + (edge.towards[i] ?? 0)) as Quads;
    const link = actorLink(edge.actor);
    link.classList.add("rove");
    const both = (by: string, towards: string, n: number): HTMLElement => (edge.actor.key && n
      ? h("a", { href: `/events?actor=${encodeURIComponent(by)}&recipient=${encodeURIComponent(towards)}` }, number(n)) : h("span", null, number(n)));
    const count = (quads: Quads): number => quads.reduce((a, b) => a + b, 0);
    return h("tr", null, h("td", null, link), h("td.number", null, both(one.key, edge.actor.key ?? "", count(edge.by))), h("td.number", null, both(edge.actor.key ?? "", one.key, count(edge.towards))),
      h("td.c-bar", null, quadBar(sum, most)), h("td.number", null, number(edge.scale, 1).replace("-", "−")));
  }));
  return section(t("relations"), t("relationsHint"), edges.length > 1 ? chordOf(one, MOST, t("chordDescribed", { name, n: Math.min(MOST, edges.length) })) : null, legend(),
    h("div.table-holder", { tabindex: 0, role: "region", "aria-label": t("relationsList") }, h("table.plain-table", null, h("caption.sr", null, t("relationsList")),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("partner")), h("th.number", { scope: "col" }, t("given", { name })), h("th.number", { scope: "col" }, t("taken", { name })),
        h("th", { scope: "col" }, `${t("cooperation")} / ${t("conflict")}`), h("th.number", { scope: "col" }, t("scale")))), roving(body))));
}

function events(title: string, list: Event[], none: string, all: string, n: number): HTMLElement {
  return section(title, null, list.length ? [roving(h("ul.list", null, list.slice(0, 10).map((event) => eventItem(event)))),
    n > Math.min(10, list.length) ? h("p.more", null, h("a", { href: all }, `${t("seeAll")} (${number(n)})`)) : null] : h("p.none", null, none));
}

function labels(one: Actor): HTMLElement | null {
  if (!one.labels.length) return null;
  return section(t("labels"), t("labelsHint"), h("ul.list", null, one.labels.slice(0, 6).map((label) =>
    h("li.quote-item", null, h("a.words", { href: documentAddress(label.doc, "labels") }, label.text), label.document ? h("div.event-foot", null, h("span.source", null, label.document)) : null))));
}
