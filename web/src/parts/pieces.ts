// Small pieces that several pages show: types, actors, events, statements. Every record links to its words.
import { address } from "../api";
import { h, shorten, type Child } from "../dom";
import { coded, country, date, number, t, word, type Key } from "../i18n";
import type { ActorRef, DocumentRef, Event, Party, Quads, Relation, RelationParty, Span, Statement } from "../types";

export const QUADS = [1, 2, 3, 4] as const;
export const quadName = (quad: number): string => (quad >= 1 && quad <= 4 ? t(`quad${quad}` as Key) : t("quadNone"));

export const documentAddress = (doc: number | string, at?: string): string => address(`/document/${doc}`, { at });
export const eventAddress = (event: Event): string => documentAddress(event.document.doc, event.id);
export const actorAddress = (key: string): string => `/actor/${encodeURIComponent(key)}`;

export const swatch = (quad: number): HTMLElement => h("span.swatch", { "data-quad": quad, "aria-hidden": "true" });

export function actorName(actor: ActorRef): string {
  return actor.kind === "country" && actor.country && actor.country !== "UNO" ? country(actor.country) : actor.name;
}

export function actorLink(actor: ActorRef | Party): HTMLElement {
  const name = actorName(actor);
  const text = "text" in actor ? actor.text : undefined;
  return actor.key ? h("a.actor", { href: actorAddress(actor.key), title: text && text !== name ? text : null }, name)
    : h("span.actor.plain", null, text ?? actor.name);
}

export function parties(list: Party[], none: string): Child {
  if (!list.length) return h("span.none", null, none);
  return list.map((party, i) => [i ? ", " : "", actorLink(party)]);
}

export function standing(auxiliary: string[], deadline: string | null = null, today: string | null = null): Child {
  return [auxiliary.map((mode) => h("span.tag", null, word(mode))), deadline ? due(deadline, today) : null];
}

/** A deadline; seen from a day, how long it still runs. */
function due(deadline: string, today: string | null): HTMLElement {
  const left = today ? Math.round((Date.parse(deadline) - Date.parse(today)) / 86400000) : NaN;
  if (isNaN(left) || left < 0) return h("span.tag.due", null, `${t("deadline")} ${date(deadline)}`);
  return h("span.tag.due", { title: date(deadline, "full") }, left ? t("dueIn", { n: left }) : t("dueToday"), ` · ${date(deadline)}`);
}

/** « ASSAULT, aerial »: the type in the reader's language with its modes, and a swatch of its class. */
export function typeMark(event: { type: string; mode: string[]; quad: number }): HTMLElement {
  return h("span.type", { title: `${[event.type, ...event.mode].join(" ")} · ${quadName(event.quad)}` }, swatch(event.quad),
    h("span", null, h("span.type-name", null, word(event.type)), event.mode.length ? h("span.mode", null, " " + event.mode.map(coded).join(", ")) : null,
      h("span.sr", null, `, ${quadName(event.quad)}`)));
}

/** Text with stretches of it (code points) marked. */
export function marked(text: string, spans: Span[], className = ""): Child[] {
  const points = Array.from(text);
  const out: Child[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, span.start), end = Math.min(points.length, span.end);
    if (end <= start) continue;
    out.push(points.slice(at, start).join(""), h("mark", { class: className || null }, points.slice(start, end).join("")));
    at = end;
  }
  out.push(points.slice(at).join(""));
  return out;
}

/** The sentence of an event, about its words, as a link to them. */
export function eventWords(event: Event, reach = 110): HTMLElement {
  const sentence = event.sentence;
  const points = Array.from(sentence?.text ?? event.words);
  let start = event.start - (sentence?.start ?? 0), end = event.end - (sentence?.start ?? 0);
  let from = 0, to = points.length;
  if (start >= 0 && end <= points.length && points.length > reach * 2) {
    from = Math.max(0, start - reach);
    to = Math.min(points.length, Math.max(end, start + 20) + reach);
    while (from > 0 && from < start && points[from - 1] !== " ") from++;
    while (to < points.length && to > end && points[to] !== " ") to--;
  }
  const text = (from ? "… " : "") + points.slice(from, to).join("") + (to < points.length ? " …" : "");
  const shift = from - (from ? 2 : 0);
  return h("a.words.rove", { href: eventAddress(event), lang: event.document?.language ?? null, title: t("openWords") },
    marked(text, start >= 0 && end <= points.length ? [{ start: start - shift, end: end - shift }] : [], `q${event.quad}`));
}

export function sourceOf(document: DocumentRef): HTMLElement {
  return h("span.source", null, document.source ?? shorten(document.title ?? document.id, 40));
}

export function speakerOf(event: Event): Child {
  return event.speaker ? actorLink(event.speaker) : h("span.none", null, t("newspaper"));
}

/** An event as an item of a short list: type, who to whom, the words. */
export function eventItem(event: Event, showDay = true, today: string | null = null): HTMLElement {
  return h("li.event-item", { "data-quad": event.quad },
    h("div.event-line", null, typeMark(event), h("span.who", null, parties(event.actors, t("someone")),
      event.recipients.length ? [h("span.arrow", { "aria-label": t("to") , role: "img" }, " → "), parties(event.recipients, "")] : null),
      standing(event.auxiliary, event.deadline, today)),
    eventWords(event),
    h("div.event-foot", null, showDay ? h("time", { datetime: event.day }, date(event.day)) : null,
      event.speaker ? h("span", null, t("saidBy"), " ", actorLink(event.speaker)) : null, sourceOf(event.document)));
}

export function statementItem(statement: Statement): HTMLElement {
  const quoted = statement.kind === "direct" || statement.kind === "mixed";
  return h("li.quote-item", null,
    h("div.event-line", null, statement.speaker ? actorLink(statement.speaker) : h("span.none", null, t("someone")),
      statement.cue ? h("span.cue", null, statement.cue) : null, statement.audience ? h("span.soft", null, `${t("to")} ${statement.audience}`) : null),
    h("a.words.rove", { href: documentAddress(statement.document.doc, `s${statement.n}`), lang: statement.document.language, class: quoted ? "words rove quoted" : "words rove" },
      marked(statement.text, statement.hits ?? [])),
    h("div.event-foot", null, h("time", { datetime: statement.date }, date(statement.date ?? statement.document.date)),
      h("span", null, word(statement.kind)), sourceOf(statement.document)));
}

function relationParty(party: RelationParty): HTMLElement {
  return party.key ? h("a.actor", { href: actorAddress(party.key) }, party.key) : h("span.actor.plain", null, party.text);
}

export function relationItem(relation: Relation): HTMLElement {
  return h("li.event-item", null,
    h("div.event-line", null, relationParty(relation.subject), h("span.soft", null, word(relation.kind)),
      relation.object ? relationParty(relation.object) : null, relation.value ? h("span", null, relation.value) : null, standing(relation.auxiliary)),
    relation.document ? h("a.words.rove", { href: documentAddress(relation.document.doc, `r${relation.n}`), lang: relation.document.language }, shorten(relation.text ?? "", 220)) : null,
    relation.document ? h("div.event-foot", null, h("time", { datetime: relation.date }, date(relation.date)), sourceOf(relation.document)) : null);
}

/** Four counts as one bar; said in words for who does not see it. */
export function quadBar(quads: Quads, of?: number): HTMLElement {
  const total = quads[0] + quads[1] + quads[2] + quads[3];
  const said = QUADS.map((q) => `${quadName(q)}: ${number(quads[q - 1] ?? 0)}`).join(", ");
  const bar = h("span.quadbar", { role: "img", "aria-label": said, title: said });
  for (const q of [2, 1, 3, 4] as const) {
    const n = quads[q - 1] ?? 0;
    if (!n) continue;
    const part = h("span", { "data-quad": q });
    part.style.flexGrow = String(n);
    bar.append(part);
  }
  if (of) bar.style.width = `${Math.max(2, (100 * total) / of)}%`;
  return bar;
}

export function legend(counts?: Quads): HTMLElement {
  return h("ul.legend", null, ([2, 1, 3, 4] as const).map((q) =>
    h("li", null, swatch(q), quadName(q), counts ? h("b", null, number(counts[q - 1] ?? 0)) : null)));
}

export function section(title: string, hint: string | null, ...children: Child[]): HTMLElement {
  return h("section.block", null, h("h2", null, title), hint ? h("p.hint", null, hint) : null, children);
}
