// Checks of the viewer in Chromium: `viewer.mjs ADDRESS ADDRESS_OF_EMPTY_STORE READING_PAGE`. Says what fails; exit 1 where anything did.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [base, emptyBase, readingPath] = process.argv.slice(2);
const readingUrl = pathToFileURL(readingPath).href;

let failures = 0, checks = 0;
const ok = (what, good, more = "") => {
  checks++;
  if (good) return;
  failures++;
  console.log(`  failed: ${what}${more ? `: ${more}` : ""}`);
};
const same = (what, got, want) => ok(what, JSON.stringify(got) === JSON.stringify(want), `${JSON.stringify(got)}, wanted ${JSON.stringify(want)}`);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

/** A window whose console, errors and requests are watched. `expected` are console lines that a check provokes. */
async function open(options = {}, expected = null) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !expected?.test(m.text())) ok(`console of ${page.url()}`, false, m.text()); });
  page.on("pageerror", (e) => ok(`script of ${page.url()}`, false, e.message));
  page.on("request", (r) => { const u = r.url(); if (!u.startsWith(base) && !u.startsWith(emptyBase) && !u.startsWith("file:") && !u.startsWith("data:")) ok("no request leaves the program", false, u); });
  page.on("dialog", (d) => { ok("no dialog", false, d.message()); void d.dismiss(); });
  return page;
}
const settled = (page) => page.waitForFunction(() => document.querySelector("main") && !document.querySelector("main[aria-busy]") && document.querySelector("main h1"), null, { polling: 20 });
async function go(page, path) {
  await page.goto(base + path);
  await settled(page);
}
/** Does something that changes the page, and waits until it is shown. */
async function then(page, act) {
  await page.evaluate(() => { window.shownBefore = document.querySelector("main .page"); });
  await act();
  await page.waitForFunction(() => document.querySelector("main .page") !== window.shownBefore && !document.querySelector("main[aria-busy]"), null, { polling: 20, timeout: 8000 });
}
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim()));
const query = (page, name) => new URL(page.url()).searchParams.get(name);
const api = async (path) => (await fetch(base + path)).json();
const total = (page) => page.$eval("main .page-head .lead", (e) => Number(e.textContent.replace(/[^\d]/g, "")));

async function step(name, run) {
  const from = Date.now();
  try {
    await run();
    if (process.env.TIMES) console.log(`  ${((Date.now() - from) / 1000).toFixed(1)} s ${name}`);
  } catch (error) {
    ok(name, false, String(error.message ?? error).split("\n").slice(0, 3).join(" "));
  }
}

const summary = await api("/api/summary");
const events = await api("/api/events?limit=1&sort=-date");
const sample = events.items[0];
const hostile = (await api("/api/documents?q=hostile-1")).items[0];
const PAGES = [["today", "/"], ["events", "/events"], ["events, filtered", "/events?type=ASSAULT&country=MLI&sort=scale"], ["actors", "/actors"], ["actor", "/actor/Mali"], ["map", "/map"],
  ["document", `/document/${sample.document.doc}?at=${sample.id}`], ["hostile document", `/document/${hostile.doc}`], ["search", "/search?q=troupes"], ["quotations", "/search?speaker=Mali"], ["nothing found", "/search?q=zzzzzz"], ["no such page", "/nowhere"]];

await step("today", async () => {
  const page = await open();
  await go(page, "/");
  ok("the first view is quick", await page.evaluate(() => performance.now()) < 4000);
  ok("a timeline with all four classes", (await page.$$eval(".chart rect[data-quad]", (all) => new Set(all.map((e) => e.getAttribute("data-quad"))).size)) === 4);
  ok("actors of the period", (await page.$$(".bars li a.actor")).length >= 5);
  const heads = await texts(page, "main h2");
  for (const head of ["Events of the day", "Open deadlines", "Threats and warnings", "Requests and demands", "Changes of control", "Who acts"]) ok(`today shows « ${head} »`, heads.includes(head), heads.join(", "));
  ok("deadlines that are open", (await page.$$(".tag.due")).length > 0);
  await then(page, () => page.click("a.step"));
  ok("the day before is in the address", /^\d{4}-\d\d-\d\d$/.test(query(page, "date") ?? ""));
  const day = query(page, "date");
  await then(page, () => page.click(".segmented a:nth-child(3)"));
  same("the period is in the address beside the day", [query(page, "days"), query(page, "date")], ["90", day]);
  await then(page, () => page.goBack());
  same("back goes back", query(page, "days"), null);
  await then(page, () => page.fill("input[type=date]", "2001-01-01"));
  ok("a day without events says so", (await page.textContent("main")).includes("Nothing on this day"));
  await page.context().close();
});

await step("events", async () => {
  const page = await open();
  await go(page, "/events");
  same("all events are counted", await total(page), summary.events);
  ok("a first page of rows", (await page.$$("tbody tr")).length === 50);
  await page.click("text=Show more");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 100);
  await page.click("details.drop:has([name=type]) summary");
  await then(page, () => page.click("input[name=type][value=THREATEN]"));
  same("the type is in the address", query(page, "type"), "THREATEN");
  same("only this type is shown", [...new Set(await texts(page, "tbody .type-name"))], ["Threaten"]);
  ok("the list of types stays open", await page.$eval("details.drop:has([name=type])", (e) => e.open));
  await then(page, () => page.click("input[name=type][value=ASSAULT]"));
  same("two types", query(page, "type"), "THREATEN,ASSAULT");
  await page.keyboard.press("Escape");
  await then(page, () => page.selectOption("select[name=country]", "MLI"));
  await then(page, () => page.selectOption("select[name=source]", "Le Courrier du Sahel"));
  const narrowed = await api("/api/events?type=THREATEN,ASSAULT&country=MLI&source=Le%20Courrier%20du%20Sahel&limit=1");
  same("country and source narrow it", await total(page), narrowed.total);
  ok("rows are of this source", (await texts(page, "tbody .source")).every((text) => text === "Le Courrier du Sahel"));
  await then(page, async () => { await page.fill("input[name=from]", "2023-02-20"); await page.dispatchEvent("input[name=from]", "change"); });
  const days = await page.$$eval("tbody time", (all) => all.map((e) => e.dateTime));
  ok("dates bound it", days.length > 0 && days.every((day) => day >= "2023-02-20"), days[0]);
  const chips = await page.$$(".chip");
  same("each filter has a chip", chips.length, 4);
  await then(page, () => page.click(".chip"));
  same("a chip takes its filter away", query(page, "type"), null);
  await then(page, () => page.click(".clear"));
  same("all filters go", new URL(page.url()).search, "");
  await then(page, async () => { await page.fill("input[name=actor]", "président"); await page.press("input[name=actor]", "Enter"); });
  ok("a part of a name says whom it stands for", (await texts(page, ".stands a")).length > 1);
  ok("an actor by name", (await texts(page, "tbody td.c-actor")).every((text) => /pr[ée]sident/i.test(text)));
  ok("the field keeps the focus", await page.evaluate(() => document.activeElement?.getAttribute("name") === "actor"));
  await go(page, "/events?aux=negation");
  ok("auxiliary modes are told", (await texts(page, "tbody .tag")).some((text) => text === "denied or not so"));
  const plain = await api("/api/events?aux=none&limit=1"), all = await api("/api/events?limit=1");
  ok("plain facts are fewer", plain.total > 0 && plain.total < all.total);
  await go(page, "/events?sort=scale");
  const scales = (await texts(page, "tbody .scale-number")).map((text) => Number(text.replace("−", "-")));
  ok("sorted by scale", scales.every((n, i) => !i || n >= scales[i - 1]));
  await then(page, () => page.click(".sorter[data-focus=sort-scale]"));
  same("a head turns the order", query(page, "sort"), "-scale");
  await go(page, "/events?type=ASSAULT&from=2040-01-01");
  ok("an empty list says what to do", (await page.textContent(".empty")).includes("Take a filter away"));
  await page.context().close();
});

await step("export", async () => {
  const page = await open();
  await go(page, "/events?type=SANCTION&country=NER");
  const count = await total(page);
  for (const format of await texts(page, "select[name=to] option")) {
    await page.selectOption("select[name=to]", format);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("a.download")]);
    const body = readFileSync(await download.path(), "utf8");
    ok(`export as ${format}`, body.split("\n").length > 5 && download.suggestedFilename().length > 3, download.suggestedFilename());
    if (format === "jsonl") {
      const rows = body.trim().split("\n").map((row) => JSON.parse(row));
      same("as many lines as events shown", rows.length, count);
      ok("and only these", rows.every((row) => row.event[0] === "SANCTION"));
    }
  }
  await page.context().close();
});

await step("actors", async () => {
  const page = await open();
  await go(page, "/actors");
  await then(page, async () => { await page.fill("input[name=q]", "nig"); await page.press("input[name=q]", "Enter"); });
  ok("actors by a part of the name", (await texts(page, "td.c-name")).length > 0 && (await texts(page, "td.c-name")).every((text) => /nig/i.test(text)));
  await go(page, "/actor/Mali");
  same("the actor's name", await page.textContent("h1"), "Mali");
  ok("a chord with ribbons", (await page.$$(".chord .ribbon")).length > 5);
  ok("the same as a table", (await page.$$(".plain-table tbody tr")).length > 3);
  ok("events by and towards it", (await page.$$(".event-item")).length > 10);
  await then(page, () => page.click(".chord a text"));
  ok("a partner's arc leads to the partner", new URL(page.url()).pathname.startsWith("/actor/") && !page.url().endsWith("/Mali"), page.url());
  await page.context().close();
  const lost = await open({}, /404/);
  await go(lost, "/actor/" + encodeURIComponent("nobody / <b>"));
  ok("an unknown actor says what to do", (await lost.textContent("[role=alert]")).includes("no such record"));
  await lost.context().close();
});

await step("map", async () => {
  const page = await open();
  await go(page, "/map");
  ok("countries and places", (await page.$$(".land")).length > 150 && (await page.$$(".dot")).length > 10);
  const all = await total(page);
  ok("a count of what is placed", all > 100);
  await page.focus(".handle >> nth=0");
  await then(page, () => page.keyboard.press("PageUp"));
  const from = query(page, "from");
  ok("the brush answers the keyboard", /^\d{4}-/.test(from ?? ""), from);
  ok("and keeps the focus", await page.evaluate(() => document.activeElement?.getAttribute("data-focus") === "brush-start"));
  const box = await page.locator(".brushable").boundingBox();
  await then(page, async () => {
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 30, { steps: 4 });
    await page.mouse.up();
  });
  ok("a brushed period is in the address", query(page, "from") > from && query(page, "until") > query(page, "from"), page.url());
  ok("and narrows the map", await page.$$eval(".place .count", (e) => e.reduce((n, x) => n + Number(x.textContent), 0)) < all);
  await page.click(".place >> nth=1");
  await page.waitForSelector(".at-place .event-item");
  ok("the place is in the address", /^\d+$/.test(query(page, "place") ?? ""));
  const shared = page.url();
  await page.goto(shared);
  await page.waitForSelector(".at-place .event-item");
  same("a shared place is selected", await page.$$eval(".place[aria-pressed=true]", (e) => e.length), 1);
  await page.click("[aria-label='Zoom in']");
  ok("zoom", (await page.$eval(".world > g", (e) => e.getAttribute("transform"))).includes("scale(1.6"));
  await page.context().close();
});

await step("document", async () => {
  const page = await open();
  await go(page, "/events?type=ASSAULT");
  await then(page, () => page.click("tbody a.words"));
  ok("an event leads to its words", /^\/document\//.test(new URL(page.url()).pathname) && query(page, "at"));
  const id = query(page, "at");
  same("its record is pinned", await page.$eval(".record.on", (e) => e.getAttribute("data-r")), id);
  ok("its words are marked and in view", await page.$eval(".text .on", (e) => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }));
  ok("its rule is told", (await page.textContent(".record.on code")).includes(":"));
  const kinds = await page.$$eval(".record", (all) => [...new Set(all.map((e) => e.dataset.kind))]);
  for (const kind of ["v", "e", "d"]) ok(`records of kind ${kind}`, kinds.includes(kind));
  const example = (await api("/api/documents?q=frontiere")).items[0];
  await go(page, `/document/${example.doc}`);
  const whole = await api(`/api/documents/${example.doc}`);
  const squeeze = (text) => text.replace(/\s+/g, "");
  same("the text is whole", squeeze((await page.$$eval(".text > *", (all) => all.map((e) => e.textContent))).join("")), squeeze(whole.text));
  same("headings are kept", await texts(page, ".text h2"), ["L'Union africaine appelle au calme"]);
  ok("labels are shown", (await page.$$(".text .footnote .k-label")).length > 0 && (await page.$$(".record[data-kind=l]")).length === 1);
  ok("statements, standing facts", (await page.$$(".record[data-kind=s]")).length > 3 && (await page.$$(".record[data-kind=r]")).length >= 1);
  const over = page.locator(".text .k-event.k-said").first();
  await over.hover();
  await page.waitForSelector(".float .record");
  ok("overlapping records are all shown", (await page.$$(".float .record")).length >= 2);
  ok("with their rule", (await page.textContent(".float")).includes("lang/fr/"));
  await over.click();
  const pinned = query(page, "at");
  ok("a click pins, in the address", pinned && (await page.$$(".record.on")).length === 1);
  await over.click();
  ok("a second click goes to the next record there", query(page, "at") !== pinned);
  await page.keyboard.press("Escape");
  same("Escape releases", query(page, "at"), null);
  await page.focus(".record-head >> nth=0");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  ok("records by keyboard", (await page.$$(".record.on")).length === 1 && query(page, "at"));
  await page.uncheck("input[data-layer=actors]");
  ok("layers can be hidden", await page.$eval(".reading", (e) => e.classList.contains("no-actors")));
  await page.goto(`${base}/event/${sample.id}`);
  await page.waitForSelector(".record.on");
  same("an event's own address", query(page, "at"), sample.id);
  await page.context().close();
  const broken = await open({}, /404/);
  await go(broken, "/document/999999");
  ok("a missing document says what to do", (await broken.textContent("[role=alert]")).includes("Search"));
  await broken.context().close();
});

await step("document on a phone", async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, locale: "fr-FR" });
  const long = (await api("/api/events?type=THREATEN&limit=1")).items[0];
  await go(page, `/document/${long.document.doc}?at=${long.id}`);
  const [words, sheet] = await page.evaluate(() => [document.querySelector(".text .on").getBoundingClientRect().bottom, document.querySelector(".record.on").getBoundingClientRect()].map((x) => (typeof x === "number" ? x : x.top)));
  ok("the pinned words stand above their record", words > 0 && words <= sheet, `${words} ${sheet}`);
  await page.click(".record.on .record-head");
  same("a touch closes the record", query(page, "at"), null);
  await page.context().close();
});

await step("hostile text", async () => {
  const page = await open();
  await go(page, `/document/${hostile.doc}`);
  const text = await page.textContent(".text");
  for (const piece of ["<script>window.hacked=1</script>", "onerror=\"window.hacked=2\"", "<svg onload", "&lt;b&gt; &amp;amp;", "👩‍👩‍👧"]) ok(`shown as text: ${piece}`, text.includes(piece));
  same("nothing of it became an element", await page.$$eval("main img, main script, main b, main svg, main style, main i", (e) => e.length), 0);
  ok("offsets count code points", (await texts(page, ".text .k-event")).some((word) => word.startsWith("expulsé")), (await texts(page, ".text .k-event")).join(" | "));
  same("a link with a script is none", await page.$$eval("a[href^=javascript]", (e) => e.length), 0);
  for (const path of ["/events?doc=" + hostile.doc, "/search?q=condamn*&from=2023-03-12", "/search?speaker=ministre", "/?date=2023-03-12", "/actors?q=" + encodeURIComponent("<img src=x onerror=window.hacked=7>"), "/search?q=" + encodeURIComponent("<script>"), "/%3Cscript%3E", "/events?q=%22%3E%3Cimg%20src=x%3E"]) {
    await page.goto(base + path);
    await settled(page);
    same(`no image, no script on ${path}`, await page.$$eval("main img, main script, main style", (e) => e.length), 0);
    same(`nothing ran on ${path}`, await page.evaluate(() => window.hacked ?? null), null);
  }
  await page.context().close();
});

await step("search", async () => {
  const page = await open();
  await go(page, "/search");
  await then(page, async () => { await page.fill("input[name=q]", "manifest*"); await page.press("input[name=q]", "Enter"); });
  ok("hits with the words marked", (await texts(page, ".hits mark")).some((text) => /manifest/i.test(text)));
  await then(page, () => page.click(".hits .words"));
  ok("a hit leads to its words", new URL(page.url()).pathname.startsWith("/document/") && (await page.$$(".text .on")).length > 0);
  await go(page, "/search");
  await then(page, async () => { await page.fill("input[name=speaker]", "ministre"); await page.press("input[name=speaker]", "Enter"); });
  const speakers = await texts(page, ".quote-item .actor");
  ok("quotations by speaker", speakers.length > 3 && speakers.every((name) => /ministre/i.test(name)), speakers[0]);
  await go(page, "/search?q=zzzzzz");
  ok("nothing found says what to do", (await page.textContent(".empty")).includes("other words"));
  await page.context().close();
});

await step("keyboard", async () => {
  const page = await open();
  await go(page, "/");
  await page.keyboard.press("Tab");
  same("the first stop skips to the content", await page.evaluate(() => document.activeElement.className), "skip");
  ok("and is seen", (await page.$eval(".skip", (e) => e.getBoundingClientRect().top)) >= 0);
  await page.keyboard.press("Enter");
  same("it goes there", await page.evaluate(() => document.activeElement.id), "main");
  await then(page, () => page.keyboard.press("2"));
  same("2 is Events", new URL(page.url()).pathname, "/events");
  await page.keyboard.press("?");
  ok("? lists the keys", await page.$eval("dialog", (e) => e.open && e.textContent.includes("Keyboard shortcuts")));
  await page.keyboard.press("Escape");
  ok("Escape closes it", !(await page.$eval("dialog", (e) => e.open)));
  await page.focus("tbody .rove");
  await page.keyboard.press("j");
  ok("j goes down the list", await page.evaluate(() => document.activeElement === document.querySelectorAll("tbody .rove")[1]));
  await page.keyboard.press("End");
  ok("one stop of Tab a list", (await page.$$("tbody .rove[tabindex='0']")).length === 1);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  ok("the focus is seen", ring !== "none", ring);
  await page.keyboard.press("/");
  same("/ is the search of the page", await page.evaluate(() => document.activeElement.getAttribute("name")), "q");
  await page.context().close();
});

await step("language and theme", async () => {
  const french = await open({ locale: "fr-FR" });
  await go(french, "/events");
  same("French where the browser is", [await french.textContent("h1"), await french.getAttribute("html", "lang")], ["Événements", "fr"]);
  await then(french, () => french.click("[data-focus=language]"));
  same("the switch", [await french.textContent("h1"), await french.getAttribute("html", "lang")], ["Events", "en"]);
  await french.reload();
  await settled(french);
  same("is kept", await french.textContent("h1"), "Events");
  const paper = () => french.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await french.click("[data-focus=theme]");
  await french.click("[data-focus=theme]");
  const dark = await paper();
  ok("the theme switches", light !== dark, `${light} ${dark}`);
  await french.reload();
  await settled(french);
  same("and is kept", await paper(), dark);
  await french.context().close();
  const night = await open({ colorScheme: "dark" });
  await go(night, "/");
  same("dark where the system is", await night.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  await night.context().close();
});

await step("states", async () => {
  const page = await open();
  await page.goto(emptyBase + "/");
  await settled(page);
  ok("an empty store says how to fill it", (await page.textContent("main")).includes("dragoman code"));
  for (const path of ["/events", "/actors", "/map", "/search"]) {
    await page.goto(emptyBase + path);
    await settled(page);
  }
  await page.context().close();
  const lost = await open({}, /ERR_FAILED|Failed to load/);
  await go(lost, "/");
  await lost.route("**/api/events*", (route) => route.abort());
  await then(lost, () => lost.click("nav a >> nth=1"));
  ok("a program that is gone is named", (await lost.textContent("[role=alert]")).includes("dragoman serve"));
  await lost.unroute("**/api/events*");
  await then(lost, () => lost.click("[role=alert] button"));
  ok("and asked again", (await lost.$$("tbody tr")).length > 0);
  await lost.context().close();
});

await step("policy", async () => {
  const answer = await fetch(base + "/");
  const policy = answer.headers.get("content-security-policy") ?? "";
  ok("a strict policy", policy.includes("default-src 'none'") && policy.includes("script-src 'self'") && !policy.includes("unsafe"), policy);
});

await step("the page of a reading", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open({ javaScriptEnabled });
    await page.goto(readingUrl);
    const whole = (await api(`/api/documents/${hostile.doc}`)).text;
    same("its text is whole", (await page.$$eval(".text > *", (all) => all.map((e) => e.textContent))).join("").replace(/\s+/g, ""), whole.replace(/\s+/g, ""));
    same("no element from the text", await page.$$eval("main img, main script, main svg, main b", (e) => e.length), 0);
    ok("records with rules", (await page.$$(".record")).length > 5 && (await page.textContent(".records")).includes("lang/fr/"));
    if (javaScriptEnabled) {
      same("nothing ran", await page.evaluate(() => window.hacked ?? null), null);
      await page.locator(".text .k-event").first().hover();
      await page.waitForSelector(".float .record");
      await page.locator(".text .k-event").first().click();
      ok("a click pins", (await page.$$(".record.on")).length === 1 && page.url().includes("#r-v"));
    } else {
      await page.click(".record-head >> nth=0");
      ok("a record leads to its words without script", page.url().includes("#w-"));
    }
    await page.context().close();
  }
});

await step("axe", async () => {
  const looks = [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark", locale: "fr-FR" }], ["phone", { colorScheme: "light", viewport: { width: 390, height: 844 }, locale: "fr-FR" }], ["phone, dark", { colorScheme: "dark", viewport: { width: 390, height: 844 } }]];
  await Promise.all(looks.map(async ([look, options]) => {
    const page = await open({ ...options, bypassCSP: true }, /404/);
    const audit = async (name) => {
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const one of found.violations.filter((v) => ["serious", "critical"].includes(v.impact)))
        ok(`axe, ${name}, ${look}`, false, `${one.id}: ${one.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")}`);
      checks++;
      if (look.startsWith("phone")) {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        ok(`${name} fits a phone`, wide <= 390, String(wide));
      }
    };
    // Whatever the look, the variants of a page have the same parts: they are audited once.
    const variants = ["events, filtered", "hostile document", "quotations", "nothing found"];
    for (const [name, path] of PAGES) {
      if (look !== "light" && variants.includes(name)) continue;
      await page.goto(base + path);
      await page.waitForFunction(() => document.querySelector("main") && !document.querySelector("main[aria-busy]") && !document.querySelector(".loading"));
      await audit(name);
    }
    await page.goto(readingUrl);
    await audit("the page of a reading");
    await page.context().close();
  }));
});

await browser.close();
console.log(`  ${checks} checks of the viewer, ${failures} failed`);
process.exit(failures ? 1 : 0);
