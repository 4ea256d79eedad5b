// Takes the pictures: `pictures.mjs ADDRESS READING_PAGE FOLDER`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const [base, reading, folder] = process.argv.slice(2);
const example = (await (await fetch(`${base}/api/documents?q=frontiere`)).json()).items[0];
const whole = await (await fetch(`${base}/api/documents/${example.doc}`)).json();
const threat = whole.events.find((event) => event.type === "THREATEN") ?? whole.events[0];

const SHOTS = [
  ["today", `${base}/`, { locale: "en-GB", colorScheme: "light" }, 860],
  ["document", `${base}/document/${example.doc}?at=${threat.id}`, { locale: "fr-FR", colorScheme: "light" }, 800],
  ["actor", `${base}/actor/Mali`, { locale: "en-GB", colorScheme: "dark" }, 860],
  ["map", `${base}/map`, { locale: "en-GB", colorScheme: "light" }, 900],
  ["reading", pathToFileURL(reading).href, { locale: "fr-FR", colorScheme: "light" }, 740],
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
for (const [name, address, look, height] of SHOTS) {
  const context = await browser.newContext({ ...look, viewport: { width: 1240, height } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector("main:not([aria-busy]) h1");
  if (name === "reading") {
    await page.hover("#w-v3");
    await page.waitForSelector(".float .record");
  }
  await page.evaluate(() => { if (document.activeElement) document.activeElement.blur(); window.scrollTo(0, 0); });
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${folder}/${name}.png`);
  await context.close();
}
await browser.close();
