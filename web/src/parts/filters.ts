// The filters of Events and Map. They live in the address; a change of one goes there.
import { get } from "../api";
import { h, type Child } from "../dom";
import { country, language, number, t, word } from "../i18n";
import { go, withParams } from "../router";
import type { ActorCount, Page, Summary } from "../types";
import { actorName, QUADS, quadName, swatch } from "./pieces";

/** The filters that the interface knows, as /api/events takes them. */
export const FILTERS = ["type", "quad", "actor", "recipient", "party", "country", "from", "until", "source", "language", "aux", "place", "bbox", "doc", "q"] as const;
export type Filter = (typeof FILTERS)[number];

export function chosen(params: URLSearchParams, without: Filter[] = []): URLSearchParams {
  const out = new URLSearchParams();
  for (const name of FILTERS) {
    const value = params.get(name);
    if (value && !without.includes(name)) out.set(name, value);
  }
  return out;
}

const change = (changes: Record<string, string | null>): void => go(withParams({ ...changes, cursor: null }), { keep: true });
const valueOf = (event: globalThis.Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();

function select(name: Filter, label: string, any: string, options: [string, string][], params: URLSearchParams): HTMLElement {
  const now = params.get(name) ?? "";
  const list = now && !options.some(([value]) => value === now) ? [[now, now] as [string, string], ...options] : options;
  return h("label.field", null, h("span", null, label),
    h("select", { name, onchange: (event) => change({ [name]: valueOf(event) }) }, h("option", { value: "" }, any),
      list.map(([value, text]) => h("option", { value, selected: value === now }, text))));
}

function textField(name: Filter, label: string, hint: string, params: URLSearchParams, list?: HTMLDataListElement): HTMLElement {
  const input = h("input", { type: "search", name, value: params.get(name) ?? "", placeholder: hint, autocomplete: "off", list: list?.id,
    onchange: (event) => change({ [name]: valueOf(event) }) });
  if (list) {
    let wait = 0;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      const q = input.value.trim();
      if (q.length < 2) return;
      wait = window.setTimeout(() => void get<Page<ActorCount>>("actors", { q, limit: 8 }).then((page) =>
        list.replaceChildren(...page.items.map((actor) => h("option", { value: actor.key }, actorName(actor)))), () => {}), 160);
    });
  }
  return h("label.field", null, h("span", null, label), input, list);
}

function dateField(name: "from" | "until", label: string, params: URLSearchParams, summary: Summary): HTMLElement {
  return h("label.field.date", null, h("span", null, label), h("input", { type: "date", name, value: params.get(name), min: summary.first_day, max: summary.last_day,
    onchange: (event) => change({ [name]: valueOf(event) }) }));
}

function checks(name: "type" | "quad" | "aux", label: string, params: URLSearchParams, groups: { title: Child; options: [string, Child][] }[]): HTMLElement {
  const now = new Set((params.get(name) ?? "").split(",").filter(Boolean));
  const box = (value: string, text: Child): HTMLElement => h("label.check", null, h("input", { type: "checkbox", name, value, checked: now.has(value), onchange: (event) => {
    if ((event.target as HTMLInputElement).checked) now.add(value);
    else now.delete(value);
    open.add(name);
    change({ [name]: [...now].join(",") });
  } }), h("span", null, text));
  const any = { type: t("anyType"), quad: t("anyQuad"), aux: t("anyAuxiliary") }[name];
  const details = h("details.drop", { open: open.has(name), ontoggle: () => { if (details.open) open.add(name); else open.delete(name); } },
    h("summary", { "data-focus": `drop-${name}` }, h("span.sr", null, label, ": "), h("span.cut", null, now.size ? [...now].map((v) => said(name, v)).join(", ") : any)),
    h("div.drop-body", null, groups.map((group) => h("fieldset", null, h("legend", null, group.title), group.options.map(([value, text]) => box(value, text))))));
  return h("div.field", null, h("span", { "aria-hidden": "true" }, label), details);
}
/** Which of the lists stay open while the page is shown anew after a choice. */
const open = new Set<string>();
document.addEventListener("click", (event) => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details.drop[open]"))
    if (!details.contains(event.target as Node) && (event.target as Element).isConnected) details.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const details = document.activeElement?.closest<HTMLDetailsElement>("details.drop[open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary")?.focus();
});

export function filterBar(summary: Summary, params: URLSearchParams, closed = false): HTMLElement {
  const types = QUADS.map((quad) => ({ title: [swatch(quad), quadName(quad)] as Child,
    options: summary.types.filter((type) => type.quad === quad).map((type) => [type.type, [word(type.type), h("span.soft", null, ` ${number(type.events)}`)]] as [string, Child]) }))
    .filter((group) => group.options.length);
  const countries = summary.countries.map((c) => [c.code, `${country(c.code)} (${number(c.events)})`] as [string, string])
    .sort((a, b) => a[1].localeCompare(b[1], language()));
  const sources = summary.sources.filter((s) => s.value).map((s) => [s.value!, `${s.value} (${number(s.documents)})`] as [string, string]);
  const form = h("form.filters", { role: "search", "aria-label": t("filters"), onsubmit: (event) => event.preventDefault() },
    checks("quad", t("quad"), params, [{ title: t("quad"), options: QUADS.map((q) => [String(q), [swatch(q), quadName(q)]] as [string, Child]) }]),
    checks("type", t("type"), params, types),
    checks("aux", t("auxiliary"), params, [{ title: t("auxiliary"), options: [["none", t("plainFact")], ["future", word("future")], ["hypothetical", word("hypothetical")], ["negation", word("negation")], ["historical", word("historical")]] }]),
    textField("actor", t("actorFilter"), t("actorHint"), params, h("datalist", { id: "actors-a" })),
    textField("recipient", t("recipient"), t("actorHint"), params, h("datalist", { id: "actors-r" })),
    select("country", t("country"), t("anyCountry"), countries, params),
    dateField("from", t("fromDate"), params, summary), dateField("until", t("untilDate"), params, summary),
    sources.length ? select("source", t("source"), t("anySource"), sources, params) : null,
    textField("q", t("withWords"), t("queryHint"), params));
  const chips = activeChips(params);
  const narrow = closed || matchMedia("(max-width: 719px)").matches;
  const holder = h("details.filter-box", { class: closed ? "filter-box closed" : "filter-box", open: !narrow || open.has("box"), ontoggle: (event) => { if ((event.target as HTMLDetailsElement).open) open.add("box"); else open.delete("box"); } },
    h("summary", { "data-focus": "filters" }, t("filters"), chips.length ? h("b.badge", null, number(chips.length)) : null), form);
  return h("div.filter-bar", null, holder, chips.length ? h("ul.chips", { "aria-label": t("filtersActive", { n: chips.length }) }, chips,
    chips.length > 1 ? h("li", null, h("a.clear", { href: withParams(Object.fromEntries(FILTERS.map((f) => [f, null]))), "data-keep": true, "data-focus": "filters" }, t("clear"))) : null) : null);
}

const CHIP: Record<Filter, () => string> = {
  type: () => t("type"), quad: () => t("quad"), actor: () => t("actorFilter"), recipient: () => t("recipient"), party: () => t("actor"), country: () => t("country"),
  from: () => t("fromDate"), until: () => t("untilDate"), source: () => t("source"), language: () => t("languageFilter"), aux: () => t("auxiliary"),
  place: () => t("placeFilter"), bbox: () => t("areaFilter"), doc: () => t("onlyDocument"), q: () => t("withWords"),
};

function said(name: Filter, value: string): string {
  if (name === "country") return country(value);
  if (name === "quad") return value.split(",").map((q) => quadName(Number(q))).join(", ");
  if (name === "type" || name === "aux") return value.split(",").map((v) => (v === "none" ? t("plainFact") : word(v))).join(", ");
  return value;
}

function activeChips(params: URLSearchParams): HTMLElement[] {
  return FILTERS.filter((name) => params.get(name)).map((name) => h("li", null,
    h("a.chip", { href: withParams({ [name]: null, cursor: null }), "data-keep": true, "data-focus": "filters", "aria-label": `${t("clear")}: ${CHIP[name]()} ${said(name, params.get(name)!)}` },
      h("span.soft", null, CHIP[name](), " "), name === "place" || name === "bbox" ? "" : said(name, params.get(name)!), h("span.cross", { "aria-hidden": "true" }, " ×"))));
}
