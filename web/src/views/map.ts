// Events by place and time: circles on a map, a list beside it, a period to brush.
import { geoGraticule10, geoMercator, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { arc, pie } from "d3-shape";
import type { FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { get, summary } from "../api";
import { h, s } from "../dom";
import { country, date, number, t } from "../i18n";
import { chosen, filterBar } from "../parts/filters";
import { eventItem, legend, quadBar } from "../parts/pieces";
import { roving } from "../parts/roving";
import { stepFor, timeline, type Step } from "../parts/timeline";
import { emptyState, go, note, withParams, type View } from "../router";
import type { Day, EventPage, MapAnswer, MapPlace } from "../types";

type Countries = FeatureCollection<Geometry, object>;
let atlas: Promise<Countries> | null = null;
function loadAtlas(): Promise<Countries> {
  atlas ??= fetch("/map.json").then(async (answer) => {
    const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
    return feature(topology, topology.objects.countries) as Countries;
  }).catch((error: unknown) => { atlas = null; throw error; });
  return atlas;
}

/** Units of the drawing: upright on a phone. */
const sizeOf = (): [number, number] => (matchMedia("(max-width: 719px)").matches ? [420, 460] : [960, 520]);
interface Look { k: number; x: number; y: number }

export const map: View = async (root, visit) => {
  const filters = chosen(visit.params, ["place"]);
  const anyTime = new URLSearchParams(filters);
  anyTime.delete("from");
  anyTime.delete("until");
  const about = await summary();
  const step = about.first_day && about.last_day ? stepFor(about.first_day, about.last_day) : "day";
  anyTime.set("by", step);
  if (!anyTime.get("bbox")) anyTime.set("bbox", "-180,-90,180,90");
  const [answer, time, world] = await Promise.all([get<MapAnswer>("map", filters, visit.signal), get<{ days: Day[] }>("timeline", anyTime, visit.signal).catch(() => ({ days: [] as Day[] })), loadAtlas()]);
  visit.title(t("map"));
  root.append(h("header.page-head", null, h("h1", null, t("map")), h("p.lead", { role: "status" }, t("mapped", { n: answer.placed }), " · ", t("placed", { n: answer.places.length }), answer.more ? "+" : "",
    answer.unplaced ? h("span.soft", null, " · ", t("unplaced", { n: answer.unplaced })) : null)), filterBar(about, visit.params, true));
  if (time.days.length) root.append(period(about.first_day!, about.last_day!, step, time.days, visit.params));
  if (!answer.places.length) {
    root.append(emptyState(t("noPlaces"), t("noPlacesHint"), h("p", null, h("a.plain", { href: "/map" }, t("clear")))));
    return;
  }
  const detail = h("section.block.at-place", { "aria-live": "polite" });
  const wanted = visit.params.get("place");
  const board = drawMap(world, answer.places, wanted, (place) => void choose(place));
  const list = h("ol.places", null, answer.places.slice(0, 60).map((place) => {
    const most = answer.places[0]!.events;
    return h("li", { "data-place": place.id }, h("button.rove.place", { type: "button", "aria-pressed": String(String(place.id) === wanted), onclick: () => void choose(place) },
      h("span.place-name", null, place.name, place.country ? h("span.soft", null, `, ${country(place.country)}`) : null), h("span.count", null, number(place.events)), quadBar(place.quads, most)));
  }));
  const choose = async (place: MapPlace): Promise<void> => {
    note(withParams({ place: String(place.id) }));
    board.select(place.id);
    for (const item of list.querySelectorAll("[data-place]")) item.firstElementChild?.setAttribute("aria-pressed", String(item.getAttribute("data-place") === String(place.id)));
    const query = new URLSearchParams(filters);
    query.set("place", String(place.id));
    const all = `/events?${query.toString()}`;
    query.set("limit", "12");
    const page = await get<EventPage>("events", query);
    detail.replaceChildren(h("h2", null, t("atPlace", { place: place.name })), roving(h("ul.list", null, page.items.map((event) => eventItem(event)))),
      h("p.more", null, h("a", { href: all }, `${t("seeAll")} (${number(place.events)})`)));
  };
  root.append(h("div.map-layout", null, h("div.map-main", null, board.element, legend(), detail), h("section.map-side", { "aria-label": t("places") }, h("h2", null, t("places")), roving(list))));
  const first = answer.places.find((place) => String(place.id) === wanted);
  if (first) await choose(first);
  else detail.append(h("p.hint", null, t("choosePlace")));
};

function period(from: string, until: string, step: Step, days: Day[], params: URLSearchParams): HTMLElement {
  const change = (a: string | null, b: string | null): void => go(withParams({ from: a, until: b }), { keep: true });
  const low = days[0]!.day > from ? days[0]!.day : from;
  const chart = timeline({ from: low, until: until < low ? low : until, step, days, height: 110, described: t("mapTime"),
    brush: { from: params.get("from"), until: params.get("until"), onBrush: change } });
  return h("section.block.flush.period", { "aria-label": t("brush") }, h("div.chart-head", null, h("p.hint", null, t("mapTime")),
    params.get("from") || params.get("until") ? h("p.soft", null, `${date(params.get("from") ?? low)} – ${date(params.get("until") ?? until)} `, h("a", { href: withParams({ from: null, until: null }), "data-keep": true, "data-focus": "brush-start" }, t("brushClear"))) : null), chart);
}

/** A place as a small pie of its four classes. */
function dot(place: MapPlace, at: [number, number], r: number, choose: () => void): SVGGElement {
  const slices = pie<number>().sort(null)([2, 1, 3, 4].map((q) => place.quads[q - 1] ?? 0));
  const shape = arc<{ startAngle: number; endAngle: number }>().innerRadius(0).outerRadius(r);
  return s("g.dot", { "data-x": at[0], "data-y": at[1], "data-id": place.id, onclick: choose }, slices.map((slice, i) => (slice.value ? s("path", { d: shape(slice), "data-quad": [2, 1, 3, 4][i] }) : null)),
    s("circle.rim", { r }), s("title", null, t("placeCount", { place: place.name, n: place.events })));
}

/** The projection that shows where the events are: the whole world, or the part that holds them. */
function fitted(places: MapPlace[], [WIDE, HIGH]: [number, number]): GeoProjection {
  const [west, east] = [Math.min(...places.map((p) => p.lon)), Math.max(...places.map((p) => p.lon))];
  const [south, north] = [Math.min(...places.map((p) => p.lat)), Math.max(...places.map((p) => p.lat))];
  if (east - west > 150 || north - south > 90) return geoNaturalEarth1().fitExtent([[8, 8], [WIDE - 8, HIGH - 8]], { type: "Sphere" });
  const grow = Math.max(4, (east - west) * 0.14, (north - south) * 0.14);
  const box = { type: "MultiPoint" as const, coordinates: [[west - grow, Math.max(-75, south - grow)], [east + grow, Math.min(80, north + grow)]] };
  return geoMercator().fitExtent([[8, 8], [WIDE - 8, HIGH - 8]], box);
}

function drawMap(world: Countries, places: MapPlace[], wanted: string | null, onChoose: (place: MapPlace) => void): { element: HTMLElement; select: (id: number) => void } {
  const size = sizeOf(), [WIDE, HIGH] = size;
  const projection = fitted(places, size);
  const path = geoPath(projection);
  const radius = scaleSqrt([0, Math.max(...places.map((p) => p.events))], [0, WIDE < 500 ? 15 : 21]);
  const layer = s("g");
  layer.append(s("path.graticule", { d: path(geoGraticule10()) }));
  for (const land of world.features) {
    const code = String(land.id ?? "");
    const shape = s("path.land", { d: path(land), "data-code": code || null });
    if (code && country(code) !== code) shape.append(s("title", null, country(code)));
    layer.append(shape);
  }
  const dots = s("g.dots");
  const circles: [SVGGElement, MapPlace][] = [];
  for (const place of [...places].sort((a, b) => b.events - a.events)) {
    const at = projection([place.lon, place.lat]);
    if (!at) continue;
    const circle = dot(place, at, Math.max(3, radius(place.events)), () => onChoose(place));
    circles.push([circle, place]);
    dots.append(circle);
  }
  layer.append(dots);
  const named = circles.slice(0, 24).map(([circle, place]) => ({ place, x: Number(circle.getAttribute("data-x")), y: Number(circle.getAttribute("data-y")), r: Math.max(3, radius(place.events)),
    text: s("text.place-label", { "aria-hidden": "true" }, place.name) }));
  named.forEach((one) => layer.append(one.text));
  const svg = s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": t("mapDescribed"), class: "world" }, layer);
  const look: Look = { k: 1, x: 0, y: 0 };
  const put = (): void => {
    const { k } = look;
    look.x = Math.min(0, Math.max(WIDE * (1 - k), look.x));
    look.y = Math.min(0, Math.max(HIGH * (1 - k), look.y));
    layer.setAttribute("transform", `translate(${look.x},${look.y}) scale(${k})`);
    for (const [circle] of circles) circle.setAttribute("transform", `translate(${circle.getAttribute("data-x")},${circle.getAttribute("data-y")}) scale(${k ** -0.75})`);
    const taken: [number, number, number][] = [];
    for (const one of named) {
      const clash = taken.some(([x, y, w]) => Math.abs(y - one.y) * k < 15 && one.x < x + w / k && x < one.x + (one.place.name.length * 7 + 20) / k);
      one.text.classList.toggle("hidden", clash);
      if (!clash) taken.push([one.x, one.y, one.place.name.length * 7 + 20]);
      one.text.setAttribute("x", String(one.x + one.r / k ** 0.75 + 4 / k));
      one.text.setAttribute("y", String(one.y + 4 / k));
      one.text.setAttribute("font-size", String(13 / k));
      one.text.setAttribute("stroke-width", String(3 / k));
    }
  };
  const zoom = (by: number, cx = WIDE / 2, cy = HIGH / 2): void => {
    const k = Math.max(1, Math.min(24, look.k * by));
    look.x = cx - ((cx - look.x) * k) / look.k;
    look.y = cy - ((cy - look.y) * k) / look.k;
    look.k = k;
    put();
  };
  const point = (event: MouseEvent): [number, number] => {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDE) / box.width, ((event.clientY - box.top) * HIGH) / box.height];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 200), ...point(event));
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => zoom(2, ...point(event)));
  let grip: [number, number] | null = null;
  svg.addEventListener("pointerdown", (event) => { if (look.k > 1) grip = point(event); });
  svg.addEventListener("pointermove", (event) => {
    if (!grip || !event.buttons) return;
    const now = point(event);
    look.x += now[0] - grip[0];
    look.y += now[1] - grip[1];
    grip = now;
    put();
  });
  const button = (label: string, sign: string, run: () => void): HTMLElement => h("button.icon", { type: "button", "aria-label": label, title: label, onclick: run }, sign);
  const buttons = h("div.map-buttons", null, button(t("zoomIn"), "+", () => zoom(1.6)), button(t("zoomOut"), "−", () => zoom(1 / 1.6)),
    button(t("zoomReset"), "⤢", () => { look.k = 1; look.x = look.y = 0; put(); }));
  const select = (id: number): void => {
    for (const [circle] of circles) circle.classList.toggle("on", circle.getAttribute("data-id") === String(id));
  };
  put();
  if (wanted) select(Number(wanted));
  return { element: h("div.map-frame", null, svg, buttons), select };
}
