// All events: filters, an order, a table, and the same as a file.
import { address, get, summary } from "../api";
import { h } from "../dom";
import { date, number, t } from "../i18n";
import { chosen, filterBar } from "../parts/filters";
import { actorLink, eventWords, parties, sourceOf, speakerOf, standing, typeMark } from "../parts/pieces";
import { roving } from "../parts/roving";
import { emptyState, go, withParams, type View } from "../router";
import type { Event, EventPage, Summary } from "../types";

const SORTS: [string, () => string][] = [
  ["-date", () => t("sortNewest")], ["date", () => t("sortOldest")], ["scale", () => t("sortScaleLow")], ["-scale", () => t("sortScaleHigh")],
  ["type", () => t("sortType")], ["actor", () => t("sortActor")],
];

export const events: View = async (root, visit) => {
  const filters = chosen(visit.params);
  const sort = visit.params.get("sort") ?? "-date";
  const asked = new URLSearchParams(filters);
  asked.set("sort", sort);
  const [about, page] = await Promise.all([summary(), get<EventPage>("events", asked, visit.signal)]);
  visit.title(t("events"));
  root.append(h("header.page-head", null, h("h1", null, t("events")), h("p.lead", { role: "status" }, found(page))), filterBar(about, visit.params));
  if (!page.items.length) {
    root.append(about.events ? emptyState(t("noEvents"), t("noEventsHint"), h("p", null, h("a.plain", { href: "/events" }, t("clear"))))
      : emptyState(t("emptyStore"), t("emptyStoreHint"), h("pre", null, h("code", null, "dragoman code articles/ -o store.db"))));
    return;
  }
  root.append(standsFor(page), tools(about, filters, sort), table(page, asked, sort));
};

const found = (page: EventPage): string =>
  page.total === null ? "" : page.total_is_exact === false ? t("eventsAtLeast", { n: page.total }) : t("eventsFound", { n: page.total });

/** Whom a part of a name stands for, where that is more than one. */
function standsFor(page: EventPage): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const list of [page.matched.actor, page.matched.recipient, page.matched.party])
    if (list.length > 1) out.append(h("p.hint.stands", null, t("standsFor"), " ", list.slice(0, 12).map((actor, i) => [i ? ", " : "", actorLink(actor)]), list.length > 12 ? "…" : ""));
  return out;
}

function tools(about: Summary, filters: URLSearchParams, sort: string): HTMLElement {
  const link = h("a.plain.download", { download: "" }, t("download"));
  const format = h("select", { name: "to", "aria-label": t("exportAs"), onchange: () => aim() }, about.export_formats.map((f) => h("option", { value: f, selected: f === "csv" }, f)));
  const aim = (): void => {
    const query = new URLSearchParams(filters);
    query.set("to", format.value);
    link.href = address("/api/events/export", query);
  };
  aim();
  return h("div.tools", null,
    h("label.inline", null, h("span", null, t("sort")), h("select", { name: "sort", onchange: (event) => go(withParams({ sort: (event.target as HTMLSelectElement).value }), { keep: true }) },
      SORTS.map(([value, text]) => h("option", { value, selected: value === sort }, text())))),
    h("div.inline.export", null, h("span", null, t("export")), format, link));
}

function heading(text: string, key: string | null, sort: string, className: string): HTMLElement {
  if (!key) return h("th", { scope: "col", role: "columnheader", class: className }, text);
  const up = sort === key, down = sort === "-" + key;
  const next = key === "date" ? (down ? key : "-" + key) : up ? "-" + key : key;
  return h("th", { scope: "col", role: "columnheader", class: className, "aria-sort": up ? "ascending" : down ? "descending" : null },
    h("a.sorter", { href: withParams({ sort: next }), "data-keep": true, "data-focus": `sort-${key}` }, text, h("span.sort-sign", { "aria-hidden": "true" }, up ? " ↑" : down ? " ↓" : "")));
}

function table(page: EventPage, asked: URLSearchParams, sort: string): HTMLElement {
  const body = h("tbody", { role: "rowgroup" }, page.items.map(row));
  const holder = h("div.table-holder", null, h("table.events", { role: "table" },
    h("caption.sr", null, t("events")),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heading(t("date"), "date", sort, "c-date"), heading(t("type"), "type", sort, "c-type"), heading(t("actorFilter"), "actor", sort, "c-actor"),
      heading(t("recipient"), "recipient", sort, "c-recipient"), heading(t("words"), null, sort, "c-words"), heading(t("onWhoseWord"), null, sort, "c-speaker"), heading(t("scale"), "scale", sort, "c-scale"))), body));
  roving(body);
  let next = page.next, shown = page.items.length;
  const note = h("p.soft", { role: "status" });
  const count = (): void => { note.textContent = page.total === null ? "" : t("page", { from: 1, until: shown, total: `${number(page.total)}${page.total_is_exact === false ? "+" : ""}` }); };
  const more = h("button.plain", { type: "button", onclick: () => void load() }, t("more"));
  const load = async (): Promise<void> => {
    if (!next) return;
    more.disabled = true;
    const query = new URLSearchParams(asked);
    query.set("cursor", next);
    try {
      const answer = await get<EventPage>("events", query);
      next = answer.next;
      shown += answer.items.length;
      const rows = answer.items.map(row);
      body.append(...rows);
      rows[0]?.querySelector<HTMLElement>(".rove")?.focus();
    } finally {
      more.disabled = false;
      more.hidden = !next;
      count();
    }
  };
  more.hidden = !next;
  count();
  return h("div", null, holder, h("div.table-foot", null, note, more));
}

function row(event: Event): HTMLElement {
  return h("tr", { role: "row", "data-quad": event.quad },
    h("td.c-date", { role: "cell" }, h("time", { datetime: event.day }, date(event.day))),
    h("td.c-type", { role: "cell" }, typeMark(event), standing(event.auxiliary, event.deadline)),
    h("td.c-actor", { role: "cell" }, parties(event.actors, t("someone"))),
    h("td.c-recipient", { role: "cell" }, event.recipients.length ? h("span.arrow.only-narrow", { "aria-hidden": "true" }, "→ ") : null, parties(event.recipients, "")),
    h("td.c-words", { role: "cell" }, eventWords(event, 80)),
    h("td.c-speaker", { role: "cell" }, h("span.only-narrow.soft", null, t("onWhoseWord"), " : "), speakerOf(event), h("span.source-line", null, sourceOf(event.document))),
    h("td.c-scale", { role: "cell" }, scale(event.scale)));
}

/** PLOVER's scale, -10 to 10, as a number and a short bar about zero. */
function scale(value: number): HTMLElement {
  const bar = h("span.scale-bar", { "aria-hidden": "true", "data-side": value < 0 ? "low" : "high" });
  bar.style.width = `${Math.abs(value) * 5}%`;
  return h("span.scale", null, h("span.scale-track", { "aria-hidden": "true" }, bar), h("span.scale-number", null, number(value, 1).replace("-", "−")));
}
