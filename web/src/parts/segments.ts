// A document's text cut where records begin and end, so that records may overlap and the text is still one flat run.
import { h, type Child } from "../dom";

/** A stretch of text that belongs to a record: `id` as in the address, classes for its look. */
export interface Stretch { start: number; end: number; id: string; look: string }
export interface Block { start: number; end: number; kind: string }

/** Blocks of the text: its lines, each of the kind of the first sentence in it. */
export function blocks(points: string[], sentences: Block[]): Block[] {
  const out: Block[] = [];
  let s = 0;
  for (let start = 0; start < points.length;) {
    let end = start;
    while (end < points.length && points[end] !== "\n" && points[end] !== "\r") end++;
    if (points.slice(start, end).some((c) => c.trim())) {
      while (s < sentences.length && sentences[s]!.end <= start) s++;
      const first = sentences[s];
      out.push({ start, end, kind: first && first.start < end && (first.kind !== "dateline" || first.end >= end) ? first.kind : "body" });
    }
    start = end + 1;
  }
  return out;
}

/** The text of one block as spans. Each carries the ids of the records that cover it (`data-r`). */
export function segments(points: string[], block: Block, stretches: Stretch[], first: Set<string>): Child[] {
  const within = stretches.filter((one) => one.start < block.end && one.end > block.start);
  const cuts = new Set<number>([block.start, block.end]);
  for (const one of within) {
    cuts.add(Math.max(block.start, one.start));
    cuts.add(Math.min(block.end, one.end));
  }
  const at = [...cuts].sort((a, b) => a - b);
  const opening = [...within].sort((a, b) => a.start - b.start);
  const out: Child[] = [];
  let open: Stretch[] = [], next = 0;
  for (let i = 0; i + 1 < at.length; i++) {
    const start = at[i]!, end = at[i + 1]!;
    open = open.filter((one) => one.end > start);
    while (next < opening.length && opening[next]!.start <= start) open.push(opening[next++]!);
    const text = points.slice(start, end).join("");
    if (!open.length) {
      out.push(text);
      continue;
    }
    const looks = [...new Set(open.flatMap((one) => one.look.split(" ")))].join(" ");
    const ids = [...new Set(open.map((one) => one.id))];
    const begins = ids.find((id) => !first.has(id));
    ids.forEach((id) => first.add(id));
    out.push(h("span", { class: looks, "data-r": ids.join(" "), id: begins ? `w-${begins}` : null }, text));
  }
  return out;
}
