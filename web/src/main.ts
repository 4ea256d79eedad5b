// The page's frame: bar of pages, language, theme, keyboard, foot. Views fill the middle.
import { forgetSummary, summary } from "./api";
import { h, replace } from "./dom";
import { date, language, number, setLanguage, t, type Key } from "./i18n";
import { go, route, show, start } from "./router";
import { actor } from "./views/actor";
import { actors } from "./views/actors";
import { document_, event_ } from "./views/document";
import { events } from "./views/events";
import { map } from "./views/map";
import { search } from "./views/search";
import { today } from "./views/today";

route("today", today);
route("events", events);
route("actors", actors);
route("actor", actor);
route("map", map);
route("document", document_);
route("event", event_);
route("search", search);

const PAGES: [string, Key][] = [["today", "today"], ["events", "events"], ["actors", "actors"], ["map", "map"], ["search", "search"]];
const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const KEPT = "dragoman.theme";

function theme(): Theme {
  try {
    return THEMES.find((name) => name === localStorage.getItem(KEPT)) ?? "auto";
  } catch {
    return "auto";
  }
}
function setTheme(to: Theme): void {
  if (to === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", to);
  try {
    localStorage.setItem(KEPT, to);
  } catch { /* kept for this visit only */ }
}

const bar = h("header.bar"), main = h("main", { id: "main", tabindex: -1 }), foot = h("footer.foot");
const help = h("dialog.help", { "aria-labelledby": "help-title" });
let page = "today";

function frame(): void {
  const themes: Record<Theme, [Key, string]> = { auto: ["themeAuto", "◐"], light: ["themeLight", "☀"], dark: ["themeDark", "☾"] };
  const [label, sign] = themes[theme()];
  replace(bar, h("div.bar-inner", null, h("a.brand", { href: "/" }, "dragoman"),
    h("nav", { "aria-label": t("menu") }, h("ul", null, PAGES.map(([name, key]) =>
      h("li", null, h("a", { href: name === "today" ? "/" : "/" + name, "aria-current": name === page || (name === "actors" && page === "actor") ? "page" : null }, t(key)))))),
    h("div.switches", null, h("button.icon", { type: "button", "data-focus": "language", lang: language() === "fr" ? "en" : "fr", title: t("languageHint"), onclick: swapLanguage }, t("language")),
      h("button.icon", { type: "button", "data-focus": "theme", "aria-label": t(label), title: t(label), onclick: nextTheme }, sign),
      h("button.icon.keys", { type: "button", "aria-label": t("help"), title: `${t("help")} (?)`, onclick: openHelp }, "?"))));
  skip.textContent = t("skip");
  void summary().then((about) => replace(foot, h("p", null, h("span.store", null, about.store), " ", t("holds", { documents: number(about.documents), events: number(about.events) }),
    about.first_day && about.last_day ? `, ${t("readFrom", { from: date(about.first_day), until: date(about.last_day) })}` : "", about.errors ? ` · ${t("failed", { n: about.errors })}` : ""), h("p", null, about.program)), () => replace(foot));
}

function swapLanguage(): void {
  setLanguage(language() === "fr" ? "en" : "fr");
  frame();
  bar.querySelector<HTMLElement>("[data-focus=language]")?.focus();
  void show(false);
}
function nextTheme(): void {
  setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]!);
  frame();
  bar.querySelector<HTMLElement>("[data-focus=theme]")?.focus();
}

function openHelp(): void {
  const keys: [string, Key][] = [["1 – 5", "keyPages"], ["/", "keySearch"], ["↓ ↑ j k", "keyMove"], ["Enter", "keyOpen"], ["[ ]", "keyDays"], ["Esc", "keyPin"], ["t", "keyTheme"], ["l", "keyLanguage"], ["?", "keyHelp"]];
  replace(help, h("h2", { id: "help-title" }, t("shortcuts")), h("dl.key-list", null, keys.map(([key, text]) => h("div", null, h("dt", null, key.split(" ").map((k) => h("kbd", null, k))), h("dd", null, t(text))))),
    h("form", { method: "dialog" }, h("button.plain", { type: "submit", autofocus: true }, t("close"))));
  if (!help.open) help.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || help.open || (event.target as Element).closest("input,select,textarea,[role=slider]")) return;
  const number = Number(event.key);
  if (number >= 1 && number <= PAGES.length) go(number === 1 ? "/" : "/" + PAGES[number - 1]![0]);
  else if (event.key === "?") openHelp();
  else if (event.key === "t") nextTheme();
  else if (event.key === "l") swapLanguage();
  else if (event.key === "/") {
    event.preventDefault();
    const field = main.querySelector<HTMLInputElement>("input[name=q]");
    if (field?.offsetParent) field.focus();
    else { go("/search"); main.addEventListener("shown", () => main.querySelector<HTMLInputElement>("input[name=q]")?.focus(), { once: true, capture: true }); }
  }
});

const skip = h("a.skip", { href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } });
setTheme(theme());
document.documentElement.lang = language();
document.body.replaceChildren(skip, bar, main, foot, help);
main.append(h("p.loading", { role: "status" }, t("loading")));
// A store that grows meanwhile is asked anew when the reader comes back to the page.
document.addEventListener("visibilitychange", () => { if (!document.hidden) forgetSummary(); });
start(main, (name) => { page = name; frame(); });
