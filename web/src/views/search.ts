// Full text over the sentences, and what was said by whom.
import { get } from "../api";
import { h } from "../dom";
import { date, t } from "../i18n";
import { documentAddress, marked, sourceOf, statementItem } from "../parts/pieces";
import { roving } from "../parts/roving";
import { emptyState, go, type View } from "../router";
import type { Page, SentenceHit, Statement } from "../types";

type Hit = SentenceHit | Statement;

export const search: View = async (root, visit) => {
  const params = visit.params;
  const q = params.get("q") ?? "", speaker = params.get("speaker") ?? "", within = speaker || params.get("in") === "statements" ? "statements" : "sentences";
  visit.title(q || speaker ? `${t("search")}: ${q} ${speaker}`.trim() : t("search"));
  root.append(h("header.page-head", null, h("h1", null, t("search")), h("p.lead", null, t("searchLead"))), form(q, speaker, within, params));
  if (!q && !speaker) {
    root.append(h("p.hint.start", null, t("searchStart")));
    return;
  }
  const query = new URLSearchParams();
  for (const name of ["q", "speaker", "from", "until", "source", "language"]) if (params.get(name)) query.set(name, params.get(name)!);
  query.set("in", within);
  const page = await get<Page<Hit>>("search", query, visit.signal);
  if (!page.items.length) {
    root.append(emptyState(t("noHits"), t("noHitsHint")));
    return;
  }
  const list = roving(h("ul.list.hits", null, page.items.map(item)));
  const n = page.total ?? page.items.length;
  let next = page.next;
  const more = h("button.plain", { type: "button", hidden: !next, onclick: () => void load() }, t("more"));
  const load = async (): Promise<void> => {
    query.set("cursor", next!);
    const answer = await get<Page<Hit>>("search", query);
    next = answer.next;
    more.hidden = !next;
    const items = answer.items.map(item);
    list.append(...items);
    items[0]?.querySelector<HTMLElement>(".rove")?.focus();
  };
  root.append(h("p.lead", { role: "status" }, t(within === "statements" ? "quotes" : "hits", { n }), page.total_is_exact === false ? "+" : ""), list, h("div.table-foot", null, more));
};

function item(hit: Hit): HTMLElement {
  if (hit.what === "statement") return statementItem(hit);
  return h("li.quote-item", null, h("a.words.rove", { href: documentAddress(hit.document.doc, `t${hit.n}`), lang: hit.document.language }, marked(hit.text, hit.hits ?? [])),
    h("div.event-foot", null, h("time", { datetime: hit.document.date }, date(hit.document.date)), sourceOf(hit.document), hit.document.title ? h("span.soft.title-of", null, hit.document.title) : null));
}

function form(q: string, speaker: string, within: string, params: URLSearchParams): HTMLElement {
  const words = h("input", { type: "search", name: "q", value: q, placeholder: t("queryHint"), autocomplete: "off", maxlength: 200 });
  const who = h("input", { type: "search", name: "speaker", value: speaker, placeholder: t("bySpeakerHint"), autocomplete: "off", maxlength: 200 });
  const radio = (value: string, label: string): HTMLElement => h("label", null, h("input", { type: "radio", name: "in", value, checked: within === value, onchange: () => send(false) }), h("span", null, label));
  const send = (fresh: boolean): void => {
    const next = new URLSearchParams(params);
    const put = (name: string, value: string): void => { if (value) next.set(name, value); else next.delete(name); };
    put("q", words.value.trim());
    put("speaker", who.value.trim());
    const chosen = box.querySelector<HTMLInputElement>("input[name=in]:checked")?.value ?? "";
    put("in", chosen === "statements" ? chosen : "");
    if (!fresh && !next.get("q") && !next.get("speaker")) return;
    go("/search" + (next.size ? "?" + next.toString() : ""), { keep: true });
  };
  const box = h("form.search-form", { role: "search", "aria-label": t("search"), onsubmit: (event) => { event.preventDefault(); send(true); } },
    h("label.field.grow", null, h("span", null, t("query")), words), h("label.field", null, h("span", null, t("bySpeaker")), who),
    h("fieldset.segmented.radios", null, h("legend.sr", null, t("search")), radio("sentences", t("inText")), radio("statements", t("inQuotes"))),
    h("button.primary", { type: "submit" }, t("searchGo")));
  return box;
}
