// All actors of the store, to find one.
import { get, summary } from "../api";
import { h } from "../dom";
import { country, date, language, number, t, word } from "../i18n";
import { actorAddress, actorName } from "../parts/pieces";
import { roving } from "../parts/roving";
import { emptyState, go, withParams, type View } from "../router";
import type { ActorCount, Page } from "../types";

const KINDS = ["country", "organisation", "group", "person", "people", "place"];

export const actors: View = async (root, visit) => {
  const params = new URLSearchParams();
  for (const name of ["q", "country", "kind", "sort"]) if (visit.params.get(name)) params.set(name, visit.params.get(name)!);
  const [about, page] = await Promise.all([summary(), get<Page<ActorCount>>("actors", params, visit.signal)]);
  visit.title(t("actors"));
  const change = (name: string) => (event: Event): void => go(withParams({ [name]: (event.target as HTMLInputElement).value.trim() }), { keep: true });
  const pick = (name: string, label: string, any: string, options: [string, string][]): HTMLElement =>
    h("label.field", null, h("span", null, label), h("select", { name, onchange: change(name) }, any ? h("option", { value: "" }, any) : null,
      options.map(([value, text]) => h("option", { value, selected: params.get(name) === value }, text))));
  root.append(h("header.page-head", null, h("h1", null, t("actors")),
    h("p.lead", { role: "status" }, page.total === null ? t("actorLead") : t("actorsFound", { n: page.total }), page.total_is_exact === false ? "+" : "")),
  h("form.filters.open", { role: "search", "aria-label": t("actorFind"), onsubmit: (event) => event.preventDefault() },
    h("label.field.grow", null, h("span", null, t("actorFind")), h("input", { type: "search", name: "q", value: params.get("q") ?? "", placeholder: t("actorHint"), autocomplete: "off", onchange: change("q") })),
    pick("country", t("country"), t("anyCountry"), about.countries.map((c) => [c.code, country(c.code)] as [string, string]).sort((a, b) => a[1].localeCompare(b[1], language()))),
    pick("kind", t("kind"), "—", KINDS.map((kind) => [kind, word(kind)])),
    pick("sort", t("sort"), "", [["-events", t("sortEvents")], ["name", t("sortName")], ["-last", t("sortLast")]])));
  if (!page.items.length) {
    root.append(emptyState(t("noActorsFound"), t("noActorsFoundHint")));
    return;
  }
  const most = Math.max(1, ...page.items.map((actor) => actor.events));
  const body = h("tbody", null, page.items.map((actor) => row(actor, most)));
  roving(body);
  let next = page.next;
  const more = h("button.plain", { type: "button", hidden: !next, onclick: () => void load() }, t("more"));
  const load = async (): Promise<void> => {
    const query = new URLSearchParams(params);
    query.set("cursor", next!);
    const answer = await get<Page<ActorCount>>("actors", query);
    next = answer.next;
    more.hidden = !next;
    const rows = answer.items.map((actor) => row(actor, most));
    body.append(...rows);
    rows[0]?.querySelector<HTMLElement>(".rove")?.focus();
  };
  root.append(h("div.table-holder", { tabindex: 0, role: "region", "aria-label": t("actors") }, h("table.plain-table", null, h("thead", null, h("tr", null,
    [t("actor"), t("kind"), t("country")].map((text) => h("th", { scope: "col" }, text)), [t("eventsCount"), t("asActor"), t("asRecipient"), t("statementsCount")].map((text) => h("th.number", { scope: "col" }, text)),
    h("th", { scope: "col" }, t("lastSeen")))), body)), h("div.table-foot", null, more));
};

function row(actor: ActorCount, most: number): HTMLElement {
  const bar = h("span.bar-fill", { "aria-hidden": "true" });
  bar.style.width = `${(100 * actor.events) / most}%`;
  return h("tr", null, h("td.c-name", null, actor.key ? h("a.actor.rove", { href: actorAddress(actor.key) }, actorName(actor)) : actorName(actor), actor.code ? h("code.code", null, actor.code) : null),
    h("td", null, word(actor.kind)), h("td", null, country(actor.country)), h("td.number.with-bar", null, number(actor.events), h("span.bar-track", null, bar)),
    h("td.number", null, number(actor.as_actor)), h("td.number", null, number(actor.as_recipient)), h("td.number", null, number(actor.statements ?? 0)), h("td.nowrap", null, date(actor.last_day)));
}
