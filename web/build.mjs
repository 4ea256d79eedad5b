// Builds the bundle: web/dist/. No time, no path and no random name goes into it, so that the same sources give the same bytes.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync, copyFileSync, rmSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const here = new URL(".", import.meta.url).pathname;
process.chdir(here);
const read = (path) => readFileSync(path, "utf8");

// Names of countries in both languages come from the engine's own list.
const countries = {}, numeric = new Map();
for (const line of read("../world/countries.txt").split("\n")) {
  if (!line.trim() || line.startsWith("#")) continue;
  const cells = line.split("|").map((cell) => cell.trim());
  const names = (cell) => (cell ?? "").split(";").map((name) => name.trim()).filter(Boolean);
  const [en, fr] = [names(cells[1]), names(cells[2])];
  if (!en.length) continue;
  countries[cells[0]] = [en[0], fr[0] ?? en[0]];
  for (const name of en) numeric.set(name.toLowerCase(), cells[0]);
}
mkdirSync("src/generated", { recursive: true });
writeFileSync("src/generated/countries.ts", "// Written by build.mjs from world/countries.txt.\n" +
  `export const COUNTRY_NAMES: Record<string, [string, string]> = ${JSON.stringify(countries)};\n`);

// The map: Natural Earth's borders at 1:50 million, thinned; a country keeps its code only.
function map() {
  const full = JSON.parse(read("node_modules/world-atlas/countries-50m.json"));
  const weighed = presimplify(full);
  const thin = simplify(weighed, quantile(weighed, 0.4));
  const odd = { "w. sahara": "ESH", "united states of america": "USA", "dem. rep. congo": "COD", "dominican rep.": "DOM", "central african rep.": "CAF",
    "eq. guinea": "GNQ", "eswatini": "SWZ", "solomon is.": "SLB", "bosnia and herz.": "BIH", "s. sudan": "SSD", "czechia": "CZE", "côte d'ivoire": "CIV",
    "north macedonia": "MKD", "falkland is.": "FLK" };
  for (const country of thin.objects.countries.geometries) {
    const name = (country.properties?.name ?? "").toLowerCase();
    const code = odd[name] ?? numeric.get(name);
    delete country.properties;
    if (code) country.id = code;
    else delete country.id;
  }
  delete thin.objects.land;
  thin.arcs = thin.arcs.map((arc) => arc.map(([x, y]) => [x, y]));
  return thin;
}
// presimplify works on plain coordinates: rounded to a twentieth of a degree they are small again.
function rounded(topology) {
  const scale = 20;
  const arcs = topology.arcs.map((arc) => {
    let px = 0, py = 0;
    return arc.map(([x, y]) => {
      const ix = Math.round(x * scale), iy = Math.round(y * scale);
      const step = [ix - px, iy - py];
      px = ix, py = iy;
      return step;
    }).filter(([x, y], i) => i < 1 || x || y || arc.length <= 2);
  });
  return { type: "Topology", transform: { scale: [1 / scale, 1 / scale], translate: [0, 0] }, objects: topology.objects, arcs };
}
rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const atlas = rounded(map());
feature(atlas, atlas.objects.countries);
writeFileSync("dist/map.json", JSON.stringify(atlas));

const common = { bundle: true, minify: true, legalComments: "none", target: ["es2021", "chrome123", "firefox120", "safari17.5"], logLevel: "warning" };
const made = await build({ ...common, entryPoints: { app: "src/main.ts" }, format: "iife", outdir: "dist", charset: "utf8", metafile: true });
await build({ ...common, entryPoints: { reading: "src/reading.ts" }, format: "iife", outdir: "dist" });
await build({ ...common, entryPoints: { app: "src/style/app.css", reading: "src/style/reading.css" }, outdir: "dist" });
copyFileSync("index.html", "dist/index.html");
copyFileSync("icon.svg", "dist/icon.svg");

// What the bundle contains of others, with their notices.
const packages = new Set(["world-atlas"]);
for (const path of Object.keys(made.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) packages.add(found[1]);
}
writeFileSync("dist/licences.txt", [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((one) => existsSync(`node_modules/${name}/${one}`));
  return `${name} ${version} (${license})\n\n${file ? read(`node_modules/${name}/${file}`).trim() : ""}\n`;
}).join("\n----\n\n"));
