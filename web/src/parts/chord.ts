// An actor and its partners as a chord diagram: an arc each, ribbons between them.
import { chord as layout, ribbon, type Chord, type ChordSubgroup } from "d3-chord";
import { arc } from "d3-shape";
import { h, s, shorten } from "../dom";
import { number } from "../i18n";
import type { Actor, ActorRef, Quads } from "../types";
import { actorAddress, actorName, QUADS } from "./pieces";
import { roving } from "./roving";

/** The class that prevails: the side with more events, and on it the class with more. */
export function prevailing(quads: Quads): number {
  const side = quads[0] + quads[1] > quads[2] + quads[3] ? [1, 2] : [3, 4];
  return QUADS.filter((q) => side.includes(q)).reduce((best, q) => ((quads[q - 1] ?? 0) > (quads[best - 1] ?? 0) ? q : best), side[0]!);
}

const sum = (a: Quads, b: Quads): Quads => a.map((n, i) => n + (b[i] ?? 0)) as Quads;
interface Link { n: number; quads: Quads }

export function chordOf(actor: Actor, most: number, described: string): HTMLElement {
  const partners = actor.edges.filter((edge) => edge.actor.name !== actor.name).slice(0, most);
  const all: ActorRef[] = [actor, ...partners.map((edge) => edge.actor)];
  const at = new Map(all.map((a, i) => [a.key ?? a.name, i]));
  const matrix = all.map(() => all.map(() => 0));
  const links = new Map<string, Link>();
  const put = (a: number, b: number, n: number, quads: Quads): void => {
    if (!n) return;
    const name = `${Math.min(a, b)}-${Math.max(a, b)}`, before = links.get(name);
    matrix[a]![b]! += n;
    matrix[b]![a] = matrix[a]![b]!;
    links.set(name, before ? { n: before.n + n, quads: sum(before.quads, quads) } : { n, quads });
  };
  partners.forEach((edge, i) => put(0, i + 1, edge.events, sum(edge.by, edge.towards)));
  for (const pair of actor.between) {
    const a = at.get(pair.a), b = at.get(pair.b);
    if (a !== undefined && b !== undefined && a !== b) put(a, b, pair.events, pair.quads);
  }
  const figure = h("figure.chord");
  const say = h("p.chart-caption", { "aria-live": "polite" });
  const narrow = matchMedia("(max-width: 719px)").matches;
  const outer = narrow ? 150 : 172, inner = outer - 11, wide = narrow ? 600 : 640, high = narrow ? 370 : 404;
  const svg = s("svg", { viewBox: `${-wide / 2} ${-high / 2} ${wide} ${high}`, role: "group", "aria-label": described });
  const drawn = layout().padAngle(Math.min(0.06, 1.2 / all.length)).sortSubgroups((a, b) => b - a)(matrix);
  // The actor itself is centred at the top.
  const mine = drawn.groups[0]!;
  const turn = -(mine.startAngle + mine.endAngle) / 2;
  const arcs = arc<{ startAngle: number; endAngle: number }>().innerRadius(inner).outerRadius(outer);
  const ribbons = ribbon<Chord, ChordSubgroup>().radius(inner - 2);
  const wheel = s("g", { transform: `rotate(${(turn * 180) / Math.PI})` });
  const focusOn = (i: number | null): void => {
    svg.classList.toggle("focused", i !== null);
    for (const path of wheel.querySelectorAll(".ribbon"))
      path.classList.toggle("lit", i !== null && (path.getAttribute("data-a") === String(i) || path.getAttribute("data-b") === String(i)));
  };
  for (const c of [...drawn].sort((a, b) => Number(a.source.index === 0) - Number(b.source.index === 0))) {
    const [a, b] = [c.source.index, c.target.index];
    const link = links.get(`${Math.min(a, b)}-${Math.max(a, b)}`);
    if (!link) continue;
    const text = `${actorName(all[a]!)} – ${actorName(all[b]!)}: ${number(link.n)}`;
    wheel.append(s("path", { d: ribbons(c) as unknown as string, class: a && b ? "ribbon between" : "ribbon own", "data-quad": prevailing(link.quads), "data-a": a, "data-b": b,
      onpointerenter: () => { say.textContent = text; } }, s("title", null, text)));
  }
  svg.append(wheel);
  for (const group of drawn.groups) {
    const one = all[group.index]!;
    const from = group.startAngle + turn, to = group.endAngle + turn, middle = (from + to) / 2 - Math.PI / 2;
    const x = Math.cos(middle) * (outer + 9), y = Math.sin(middle) * (outer + 9);
    const side = Math.abs(Math.cos(middle)) < 0.12 ? "middle" : x < 0 ? "end" : "start";
    const label = s("text", { x, y: y + (side === "middle" ? (y < 0 ? -2 : 10) : 4), "text-anchor": side, class: group.index ? "" : "me" }, shorten(actorName(one), narrow ? 13 : 22));
    const node = s("g", { class: group.index ? "node" : "node me", onpointerenter: () => focusOn(group.index), onpointerleave: () => focusOn(null) },
      s("path", { d: arcs({ startAngle: from, endAngle: to }) ?? "" }), label);
    svg.append(one.key && group.index ? s("a", { href: actorAddress(one.key), "aria-label": `${actorName(one)}: ${number(matrix[0]![group.index] ?? 0)}`,
      onfocus: () => focusOn(group.index), onblur: () => focusOn(null) }, node) : node);
  }
  // A link inside SVG is no HTMLAnchorElement: it is followed by hand.
  svg.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    svg.dispatchEvent(new CustomEvent("follow", { bubbles: true, detail: link.getAttribute("href") }));
  });
  figure.append(svg, say);
  return roving(figure, "a");
}
