// A document: its text with what was read from it. Pointing shows a record, a click pins it; the pinned one is in the address.
import { get } from "../api";
import { h, shorten, type Child } from "../dom";
import { coded, country, date, number, t, word } from "../i18n";
import { actorAddress, actorName, documentAddress, parties, quadName, standing, typeMark, eventItem } from "../parts/pieces";
import { enhance } from "../parts/reading-view";
import { roving } from "../parts/roving";
import { blocks, segments, type Stretch } from "../parts/segments";
import { go, note, withParams, type View } from "../router";
import type { Document, DocumentStatement, Entity, Event, EventFull, Label, Mention, Relation } from "../types";

export const document_: View = async (root, visit) => {
  const id = visit.path.join("/");
  if (!id) return go("/search", { replace: true });
  const one = await get<Document>(`documents/${encodeURIComponent(id)}`, {}, visit.signal);
  visit.title(one.title ?? one.id);
  const reading = build(one);
  root.append(reading);
  const list = reading.querySelector<HTMLElement>(".records")!;
  roving(list, ".record-head");
  const wanted = visit.params.get("at");
  let first = true;
  const view = enhance(reading, (at) => {
    if (!first) note(withParams({ at }));
    void others(reading, one, at);
  });
  const keys = (event: KeyboardEvent): void => {
    if ((event.target as Element).closest("input,select,textarea")) return;
    if (event.key === "Escape") view.pin(null);
  };
  document.addEventListener("keydown", keys);
  visit.onLeave(() => { document.removeEventListener("keydown", keys); view.release(); });
  root.addEventListener("shown", () => {
    if (wanted) view.pin(wanted, "both");
    first = false;
  }, { once: true });
};

/** /event/ID: the event where it is told. */
export const event_: View = async (_root, visit) => {
  const one = await get<EventFull>(`events/${encodeURIComponent(visit.path.join("/"))}`, {}, visit.signal);
  go(documentAddress(one.document.doc, one.id), { replace: true });
};

const web = (url: string | null): string | null => (url && /^https?:\/\//i.test(url) ? url : null);

function build(one: Document): HTMLElement {
  const url = web(one.url);
  const copy = h("button.plain.small", { type: "button", onclick: () => void navigator.clipboard?.writeText(location.href).then(() => { copy.textContent = t("copied"); }, () => {}) }, t("copyLink"));
  return h("article.reading.live", null,
    h("header.page-head", null, h("p.kicker", null, [one.source, date(one.date, "long")].filter(Boolean).join(" · ")),
      h("h1", { lang: one.language }, one.title ?? shorten(one.id, 80)),
      h("p.meta", null, one.title ? h("span", null, one.id) : null, one.date_evidence ? h("span", null, t("readOn", { evidence: one.date_evidence })) : null,
        url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, `${t("original")} ↗`) : null, h("a", { href: `/events?doc=${one.doc}` }, t("eventsFound", { n: one.events.length })), copy),
      one.similar.length ? h("p.meta", null, t("sameStory", { n: one.similar.length }), ": ", one.similar.slice(0, 5).map((other, i) => [i ? ", " : "", h("a", { href: documentAddress(other.doc) }, other.source ?? shorten(other.title ?? other.id, 40))])) : null),
    layers(one),
    h("div.reading-body", null, h("div.text", { lang: one.language }, textOf(one)), h("aside.records", { "aria-label": t("records") }, h("p.hint", null, t("recordsHint")), h("div.records-scroll", null, records(one)))));
}

function layers(one: Document): HTMLElement {
  const box = (layer: string, label: string, n: number, look: string): Child => n ? h("label.layer", null, h("input", { type: "checkbox", checked: true, "data-layer": layer, name: `layer-${layer}` }), h("span", { class: look }, label), h("span.soft", null, ` ${number(n)}`)) : null;
  return h("div.layers", { role: "group", "aria-label": t("showLayers") }, box("events", t("layerEvents"), one.events.length, "k-event q4"), box("actors", t("layerActors"), actors(one).length, "k-actor"),
    box("statements", t("layerStatements"), one.statements.length, "k-said"), box("dates", t("layerDates"), one.dates.length, "k-date"), box("places", t("layerPlaces"), one.places.length, "k-place"), box("labels", t("layerLabels"), one.labels.length, "k-label"));
}

/** Entities that have an entry of their own or take part: all but what is shown as a place. */
const actors = (one: Document): Entity[] => one.entities.filter((entity) => entity.kind !== "place");

function stretches(one: Document): Stretch[] {
  const out: Stretch[] = [];
  const shown = new Set(actors(one).map((entity) => entity.n));
  for (const mention of one.mentions) if (shown.has(mention.entity)) out.push({ ...mention, id: `e${mention.entity}`, look: mention.form === "pronoun" ? "k-actor weak" : "k-actor" });
  one.dates.forEach((d, i) => out.push({ start: d.start, end: d.end, id: `d${i}`, look: "k-date" }));
  one.places.forEach((p, i) => out.push({ start: p.start, end: p.end, id: `p${i}`, look: "k-place" }));
  for (const s of one.statements) out.push({ start: s.content?.start ?? s.start, end: s.content?.end ?? s.end, id: `s${s.n}`, look: s.kind === "direct" || s.kind === "mixed" ? "k-said quoted" : "k-said" });
  for (const e of one.events) out.push({ start: e.start, end: e.end, id: e.id, look: `k-event q${e.quad}` });
  for (const r of one.relations) out.push({ start: r.start, end: r.end, id: `r${r.n}`, look: "k-fact" });
  for (const l of one.labels) out.push({ start: l.start, end: l.end, id: `l${l.n}`, look: "k-label" });
  for (const s of one.sentences) out.push({ start: s.start, end: s.end, id: `t${s.n}`, look: "k-sentence" });
  return out.filter((x) => x.end > x.start);
}

function textOf(one: Document): Child {
  const points = Array.from(one.text);
  const all = stretches(one), first = new Set<string>();
  const kinds = one.sentences.map((s) => ({ start: s.start, end: s.end, kind: s.kind }));
  let low = 0;
  const sorted = all.sort((a, b) => a.start - b.start);
  const longest = Math.max(0, ...sorted.map((x) => x.end - x.start));
  return blocks(points, kinds).map((block) => {
    while (low < sorted.length && sorted[low]!.start + longest < block.start) low++;
    let high = low;
    while (high < sorted.length && sorted[high]!.start < block.end) high++;
    const inner = segments(points, block, sorted.slice(low, high), first);
    return block.kind === "heading" ? h("h2", null, inner) : h("p", { class: block.kind === "body" ? null : block.kind }, inner);
  });
}

interface Card { at: number; node: HTMLElement }

function line(label: string, value: Child): HTMLElement | null {
  const empty = value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && !value.length);
  return empty ? null : h("div", null, h("dt", null, label), h("dd", null, value));
}
const rule = (text: string | null): HTMLElement | null => (text ? h("div", null, h("dt", null, t("rule")), h("dd", null, h("code", null, text))) : null);

function card(id: string, kind: string, quad: number | null, head: Child, ...body: Child[]): HTMLElement {
  return h("li.record", { id: `r-${id}`, "data-r": id, "data-kind": kind, "data-quad": quad }, h("a.record-head", { href: `#w-${id}`, "data-pin": true, "data-toggle": true }, head), body);
}

function eventCard(event: Event, one: Document): Card {
  const statement = event.statement === null ? null : one.statements[event.statement];
  const place = event.place;
  return { at: event.start, node: card(event.id, "v", event.quad, [typeMark(event), standing(event.auxiliary)],
    h("p.who", null, parties(event.actors, t("someone")), event.recipients.length ? [h("span.arrow", { role: "img", "aria-label": t("to") }, " → "), parties(event.recipients, "")] : null),
    h("dl.details", null, line(t("date"), date(event.date, "long")), line(t("deadline"), date(event.deadline, "long")), line(t("condition"), event.condition),
      line(t("onWhoseWord"), event.speaker ? [event.speaker.key ? h("a", { href: actorAddress(event.speaker.key) }, event.speaker.name) : event.speaker.name, statement?.cue ? ` (${statement.cue})` : ""] : t("newspaper")),
      line(t("standsIn"), statement ? h("a", { href: `#w-s${statement.n}`, "data-pin": `s${statement.n}` }, shorten(statement.content?.text || word(statement.kind), 60)) : null),
      line(t("place"), place?.name ? `${place.name}${place.country ? `, ${country(place.country)}` : ""}` : null), line(t("quad"), quadName(event.quad)), line(t("scale"), number(event.scale, 1).replace("-", "−")), line(t("cameo"), event.cameo),
      line(t("context"), event.context.map(coded).join(", ")), rule(event.rule)),
    h("div.others", null)) };
}

function statementCard(s: DocumentStatement): Card {
  return { at: s.content?.start ?? s.start, node: card(`s${s.n}`, "s", null, [h("span.kind.k-said", null, t("statement")), h("span.soft", null, word(s.kind))],
    h("p.who", null, s.speaker ? (s.speaker.key ? h("a.actor", { href: actorAddress(s.speaker.key) }, s.speaker.name) : s.speaker.name) : h("span.none", null, t("someone")), s.cue ? h("span.cue", null, ` ${s.cue}`) : null),
    h("dl.details", null, line(t("said"), s.content?.text ? shorten(s.content.text, 240) : null), line(t("audience"), s.audience), line(t("medium"), s.medium), line(t("date"), date(s.date, "long")))) };
}

function entityCard(entity: Entity, one: Document, mentions: Mention[] | undefined): Card | null {
  if (!mentions) return null;
  const notes = one.labels.filter((label) => label.entities.includes(entity.name));
  return { at: mentions[0]!.start, node: card(`e${entity.n}`, "e", null, [h("span.kind.k-actor", null, actorName({ key: entity.key, name: entity.name, kind: entity.kind, country: entity.country })), h("span.soft", null, word(entity.kind))],
    h("dl.details", null, line(t("role"), entity.role), line(t("code"), entity.code ? h("code", null, entity.code) : null), line(t("country"), country(entity.country)), line(t("sectorLabel"), entity.sectors.map(word).join(", ")),
      line(t("office"), entity.office_from ? `${entity.office_from} – ${entity.office_to ?? ""}` : null), line(t("mentions"), number(mentions.length)), line(t("label"), notes.map((n) => h("span.note", null, n.text))),
      entity.key ? h("div", null, h("dt", null, t("actor")), h("dd", null, h("a", { href: actorAddress(entity.key) }, t("seeAll")))) : null)) };
}

function relationCard(r: Relation): Card {
  const party = (p: { key: string | null; text: string }): HTMLElement => (p.key ? h("a.actor", { href: actorAddress(p.key) }, p.text) : h("span", null, p.text));
  return { at: r.start, node: card(`r${r.n}`, "r", null, [h("span.kind.k-fact", null, t("relation")), h("span.soft", null, word(r.kind))],
    h("p.who", null, party(r.subject), " ", h("span.cue", null, word(r.kind)), " ", r.object ? party(r.object) : null, r.value ? ` ${r.value}` : null, standing(r.auxiliary)), h("dl.details", null, line(t("date"), date(r.date, "long")))) };
}

function labelCard(l: Label): Card {
  return { at: l.start, node: card(`l${l.n}`, "l", null, [h("span.kind.k-label", null, l.mark ?? "*"), h("span.soft", null, t("editorNote"))], h("p.who", null, l.text), h("dl.details", null, line(t("appliesTo"), l.entities.join(", ")))) };
}

function records(one: Document): Child {
  const group = (title: string, cards: (Card | null)[], open = true): Child => {
    const list = cards.filter((c): c is Card => c !== null).sort((a, b) => a.at - b.at);
    return list.length ? h("section.record-group", null, h("details", { open }, h("summary", null, h("h2", null, title), h("span.count", null, number(list.length))), h("ol", null, list.map((c) => c.node)))) : null;
  };
  const mentioned = new Map<number, Mention[]>();
  for (const m of one.mentions) mentioned.get(m.entity)?.push(m) ?? mentioned.set(m.entity, [m]);
  const all = [
    group(t("layerEvents"), one.events.map((event) => eventCard(event, one))), group(t("layerStatements"), one.statements.map(statementCard)),
    group(t("layerActors"), actors(one).map((entity) => entityCard(entity, one, mentioned.get(entity.n)))), group(t("layerLabels"), one.labels.map(labelCard)),
    group(t("standing"), one.relations.map(relationCard)),
    group(t("layerDates"), one.dates.map((d, i) => ({ at: d.start, node: card(`d${i}`, "d", null, [h("span.kind.k-date", null, date(d.value, "long")), h("span.soft", null, word(d.kind))]) }))),
    group(t("layerPlaces"), one.places.map((p, i) => ({ at: p.start, node: card(`p${i}`, "p", null, [h("span.kind.k-place", null, p.name ?? ""), h("span.soft", null, country(p.country))]) }))),
  ];
  return all.some(Boolean) ? all : h("p.none", null, t("noRecords"));
}

/** Other reports of the pinned event, asked when it is pinned. */
async function others(reading: HTMLElement, one: Document, at: string | null): Promise<void> {
  if (!at || !one.events.some((event) => event.id === at)) return;
  const place = reading.querySelector(`[data-r="${CSS.escape(at)}"] .others`);
  if (!place || place.childElementCount) return;
  try {
    const full = await get<EventFull>(`events/${encodeURIComponent(at)}`);
    const rest = full.occurrence.filter((event) => event.id !== at);
    if (rest.length && !place.childElementCount) place.append(h("h3", null, `${t("sameOccurrence")} (${number(full.reports - 1)})`), h("ul.list", null, rest.slice(0, 3).map((event) => eventItem(event))));
  } catch { /* the record stands without them */ }
}

