// Events over time as bars about a line: cooperation above it, conflict below. Also the brush that chooses a period.
import { scaleLinear } from "d3-scale";
import { h, s } from "../dom";
import { date, language, number, t } from "../i18n";
import type { Day, Quads } from "../types";

export type Step = "day" | "week" | "month";
const DAY = 86400000;
export const dayNumber = (day: string): number => Math.round(Date.parse(day + "T00:00:00Z") / DAY);
export const dayText = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
/** How finely a stretch of time is shown. */
export function stepFor(from: string, until: string): Step {
  const span = dayNumber(until) - dayNumber(from);
  return span <= 120 ? "day" : span <= 900 ? "week" : "month";
}
export const shift = (day: string, by: number): string => dayText(dayNumber(day) + by);

function startOf(day: string, step: Step): string {
  if (step === "month") return day.slice(0, 8) + "01";
  if (step === "week") return shift(day, -((new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7));
  return day;
}
function after(day: string, step: Step): string {
  if (step === "day") return shift(day, 1);
  if (step === "week") return shift(day, 7);
  const [y, m] = day.split("-").map(Number) as [number, number];
  return m === 12 ? `${y + 1}-01-01` : `${y}-${String(m + 1).padStart(2, "0")}-01`;
}

export interface Options {
  from: string; until: string; step: Step; days: Day[]; height?: number; described: string;
  selected?: string | null; onSelect?: (day: string) => void;
  brush?: { from: string | null; until: string | null; onBrush: (from: string | null, until: string | null) => void };
}
interface Bar { day: string; next: string; quads: Quads }

function bars(o: Options): Bar[] {
  const known = new Map<string, Quads>();
  for (const day of o.days) {
    const key = startOf(day.day, o.step);
    const sum = known.get(key) ?? [0, 0, 0, 0];
    known.set(key, sum.map((n, i) => n + (day.quads[i] ?? 0)) as Quads);
  }
  const out: Bar[] = [];
  for (let day = startOf(o.from, o.step); day <= o.until && out.length < 4000; day = after(day, o.step))
    out.push({ day, next: after(day, o.step), quads: known.get(day) ?? [0, 0, 0, 0] });
  return out;
}

function tickLabel(day: string, span: number): string {
  const at = new Date(day + "T00:00:00Z");
  const options: Intl.DateTimeFormatOptions = span > 1500 ? { year: "numeric" } : span > 120 ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return at.toLocaleDateString(language() === "fr" ? "fr-FR" : "en-GB", { ...options, timeZone: "UTC" });
}

/** A chart that draws itself at the width it is given, and again when that changes. */
export function timeline(o: Options): HTMLElement {
  const all = bars(o);
  const caption = h("p.chart-caption", { "aria-live": "polite" });
  const holder = h("div.chart-holder");
  const figure = h("figure.chart", null, holder, caption);
  const say = (bar: Bar | null): void => {
    caption.textContent = bar ? t("perDay", { date: o.step === "month" ? monthName(bar.day) : date(bar.day, "long"),
      coop: number(bar.quads[0] + bar.quads[1]), conflict: number(bar.quads[2] + bar.quads[3]) }) : "";
  };
  const selectedBar = o.selected ? all.find((bar) => bar.day <= o.selected! && bar.next > o.selected!) ?? null : null;
  say(selectedBar);
  let width = 0;
  const draw = (): void => {
    const next = Math.max(280, Math.round(holder.clientWidth));
    if (next === width) return;
    width = next;
    holder.replaceChildren(drawn(o, all, width, say, selectedBar));
  };
  const watcher = new ResizeObserver(draw);
  watcher.observe(holder);
  return figure;
}

function monthName(day: string): string {
  return new Date(day + "T00:00:00Z").toLocaleDateString(language() === "fr" ? "fr-FR" : "en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
}

function drawn(o: Options, all: Bar[], width: number, say: (bar: Bar | null) => void, selected: Bar | null): SVGElement {
  const height = o.height ?? 190, left = 34, right = 8, top = 8, bottom = 22;
  const up = Math.max(1, ...all.map((bar) => bar.quads[0] + bar.quads[1]));
  const down = Math.max(1, ...all.map((bar) => bar.quads[2] + bar.quads[3]));
  const y = scaleLinear([-down, up], [height - bottom, top]).nice(4);
  const first = dayNumber(all[0]?.day ?? o.from), last = dayNumber(all.length ? all[all.length - 1]!.next : o.until);
  const x = scaleLinear([first, Math.max(first + 1, last)], [left, width - right]);
  const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: o.brush ? "group" : "img", "aria-label": o.described });
  for (const tick of y.ticks(4).filter(Number.isInteger)) {
    svg.append(s("line.grid", { x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
      s("text.tick", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", "aria-hidden": "true" }, number(Math.abs(tick))));
  }
  const room = Math.max(1, Math.floor((width - left - right) / 74));
  let before = "";
  for (let i = 0; i < all.length; i += Math.max(1, Math.ceil(all.length / room))) {
    const label = tickLabel(all[i]!.day, last - first);
    if (label !== before && x(dayNumber(all[i]!.day)) < width - 40)
      svg.append(s("text.tick", { x: x(dayNumber(all[i]!.day)), y: height - 5, "aria-hidden": "true" }, label));
    before = label;
  }
  for (const bar of all) {
    const x0 = x(dayNumber(bar.day)), wide = x(dayNumber(bar.next)) - x0;
    const gap = wide > 6 ? 1.5 : wide > 3 ? 0.6 : 0;
    const group = s("g", { class: bar === selected ? "bar selected" : "bar" });
    let above = 0, below = 0;
    for (const q of [2, 1, 3, 4]) {
      const n = bar.quads[q - 1] ?? 0;
      if (!n) continue;
      const from = q <= 2 ? above : -below, to = q <= 2 ? above + n : -(below + n);
      group.append(s("rect", { "data-quad": q, x: x0 + gap / 2, width: Math.max(0.75, wide - gap), y: Math.min(y(from), y(to)), height: Math.abs(y(from) - y(to)) }));
      if (q <= 2) above += n;
      else below += n;
    }
    if (bar === selected)
      group.append(s("path.pointer", { d: `M${x0 + wide / 2 - 5},${height - bottom + 7}h10l-5,-6z` }));
    svg.append(group);
  }
  svg.append(s("line.axis", { x1: left, x2: width - right, y1: y(0), y2: y(0) }));
  const at = (event: PointerEvent | MouseEvent): number => x.invert(event.clientX - svg.getBoundingClientRect().left);
  const barAt = (n: number): Bar | null => all.find((bar) => dayNumber(bar.day) <= n && dayNumber(bar.next) > n) ?? null;
  svg.addEventListener("pointermove", (event) => say(barAt(at(event))));
  svg.addEventListener("pointerleave", () => say(selected));
  if (o.onSelect) {
    svg.classList.add("choosable");
    svg.addEventListener("click", (event) => {
      const bar = barAt(at(event));
      if (bar) o.onSelect!(bar.day);
    });
  }
  if (o.brush) addBrush(svg, o, x, { top, bottom: height - bottom, left, right: width - right });
  return svg;
}

function addBrush(svg: SVGSVGElement, o: Options, x: { (n: number): number; invert(x: number): number },
  box: { top: number; bottom: number; left: number; right: number }): void {
  const brush = o.brush!;
  const low = dayNumber(o.from), high = dayNumber(o.until);
  const clamp = (n: number): number => Math.max(low, Math.min(high, n));
  let a = clamp(brush.from ? dayNumber(brush.from) : low), b = clamp(brush.until ? dayNumber(brush.until) : high);
  const band = s("rect.brush", { y: box.top, height: box.bottom - box.top });
  const handle = (label: string): SVGRectElement =>
    s("rect.handle", { y: box.top, width: 8, height: box.bottom - box.top, rx: 3, tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": low, "aria-valuemax": high });
  const [one, two] = [handle(t("start")), handle(t("end"))];
  one.setAttribute("data-focus", "brush-start");
  two.setAttribute("data-focus", "brush-end");
  const place = (): void => {
    band.setAttribute("x", String(x(a)));
    band.setAttribute("width", String(Math.max(1, x(b + 1) - x(a))));
    one.setAttribute("x", String(x(a) - 4));
    two.setAttribute("x", String(x(b + 1) - 4));
    one.setAttribute("aria-valuenow", String(a));
    two.setAttribute("aria-valuenow", String(b));
    one.setAttribute("aria-valuetext", date(dayText(a), "long"));
    two.setAttribute("aria-valuetext", date(dayText(b), "long"));
  };
  const tell = (): void => brush.onBrush(a <= low ? null : dayText(a), b >= high ? null : dayText(b));
  const keys = (which: 0 | 1) => (event: Event): void => {
    const key = (event as KeyboardEvent).key, big = Math.max(1, Math.round((high - low) / 40));
    const by = ({ ArrowLeft: -big, ArrowRight: big, ArrowDown: -1, ArrowUp: 1, PageDown: -big * 5, PageUp: big * 5, Home: -1e6, End: 1e6 } as Record<string, number>)[key];
    if (by === undefined) return;
    event.preventDefault();
    if (which === 0) a = Math.min(clamp(a + by), b);
    else b = Math.max(clamp(b + by), a);
    place();
    tell();
  };
  one.addEventListener("keydown", keys(0));
  two.addEventListener("keydown", keys(1));
  let origin: number | null = null, moved: 0 | 1 | 2 = 2;
  const dayAt = (event: PointerEvent): number => clamp(Math.floor(x.invert(event.clientX - svg.getBoundingClientRect().left)));
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    moved = event.target === one ? 0 : event.target === two ? 1 : 2;
    origin = dayAt(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (origin === null) return;
    const now = dayAt(event);
    if (moved === 0) a = Math.min(now, b);
    else if (moved === 1) b = Math.max(now, a);
    else if (now !== origin) [a, b] = [Math.min(origin, now), Math.max(origin, now)];
    place();
  });
  svg.addEventListener("pointerup", () => {
    if (origin === null) return;
    origin = null;
    tell();
  });
  svg.classList.add("brushable");
  place();
  svg.append(band, one, two);
}
