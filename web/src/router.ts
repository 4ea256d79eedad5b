// Addresses and views. A view fills a fresh element; it replaces the old one when it is ready, so that nothing flickers.
import { ApiError } from "./api";
import { h, replace } from "./dom";
import { t } from "./i18n";

export interface Visit {
  path: string[];
  params: URLSearchParams;
  signal: AbortSignal;
  /** The page's title, for the window and for history. */
  title(text: string): void;
  /** Called when the view is left. */
  onLeave(run: () => void): void;
}
export type View = (root: HTMLElement, visit: Visit) => Promise<void>;

const routes = new Map<string, View>();
let main: HTMLElement;
let running: AbortController | null = null;
let leaving: (() => void)[] = [];
let changed: (name: string) => void = () => {};

export const route = (name: string, view: View): void => { routes.set(name, view); };

export function emptyState(title: string, hint: string, ...more: (Node | null)[]): HTMLElement {
  return h("div.empty", null, h("p.empty-title", null, title), h("p", null, hint), more);
}

function errorState(error: unknown): HTMLElement {
  const status = error instanceof ApiError ? error.status : -1;
  const hint = status === 0 ? t("errorNetwork") : status === 404 ? t("errorNotFound") :
    t("errorServer", { reason: error instanceof Error ? error.message : String(error) });
  return h("div.empty.failed", { role: "alert" }, h("h1", null, t("errorTitle")), h("p", null, hint),
    h("p", null, h("button.plain", { type: "button", onclick: () => void show(false) }, t("retry")),
      location.search ? h("a.plain", { href: location.pathname }, t("clear")) : null));
}

function focusOf(): { name: string; value: string } | null {
  const at = document.activeElement;
  const name = at?.getAttribute("name") ?? at?.getAttribute("data-focus");
  return at && name ? { name, value: at.getAttribute("value") ?? "" } : null;
}

function settleFocus(root: HTMLElement, before: ReturnType<typeof focusOf>): void {
  if (before) {
    const found = [...root.querySelectorAll<HTMLElement>("[name],[data-focus]")].find((e) =>
      (e.getAttribute("name") ?? e.getAttribute("data-focus")) === before.name &&
      (e.getAttribute("type") !== "checkbox" || e.getAttribute("value") === before.value));
    if (found) return found.focus({ preventScroll: true });
  }
  const heading = root.querySelector<HTMLElement>("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** A part of an address; one that is badly written stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows the page of the current address. `fresh` pages start at their top. */
export async function show(fresh: boolean, first = false): Promise<void> {
  running?.abort();
  const mine = (running = new AbortController());
  const path = location.pathname.split("/").filter(Boolean).map(decoded);
  const name = path[0] ?? "today";
  const view = routes.get(name);
  const root = h("div.page");
  const left: (() => void)[] = [];
  let title = "";
  main.setAttribute("aria-busy", "true");
  document.body.classList.add("busy");
  changed(name);
  try {
    if (!view) root.append(h("div.empty", null, h("h1", null, t("noPage")), h("p", null, t("noPageHint"))));
    else await view(root, { path: path.slice(1), params: new URLSearchParams(location.search), signal: mine.signal,
      title: (text) => { title = text; }, onLeave: (run) => left.push(run) });
  } catch (error) {
    if (mine.signal.aborted) return;
    replace(root, errorState(error));
  }
  if (mine.signal.aborted) {
    left.forEach((run) => run());
    return;
  }
  leaving.forEach((run) => run());
  leaving = left;
  const before = fresh ? null : focusOf();
  replace(main, root);
  document.title = title ? `${title} · dragoman` : "dragoman";
  main.removeAttribute("aria-busy");
  document.body.classList.remove("busy");
  if (fresh) window.scrollTo(0, 0);
  root.dispatchEvent(new CustomEvent("shown"));
  if (!first) settleFocus(root, before);
}

/** Goes to an address of the page. `keep` stays where the reader is, as when a filter changes. */
export function go(to: string, how: { keep?: boolean; replace?: boolean } = {}): void {
  if (how.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  void show(!how.keep);
}

/** Writes an address without showing it anew: what is selected within a page. */
export const note = (to: string): void => history.replaceState(null, "", to);

/** The current address with some parameters changed; empty ones go away. */
export function withParams(changes: Record<string, string | null>): string {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString().replace(/%2C/g, ",");
  return location.pathname + (text ? "?" + text : "");
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname && link.search === location.search)) return;
  event.preventDefault();
  go(link.pathname + link.search, { keep: link.hasAttribute("data-keep") });
}

export function start(into: HTMLElement, onChange: (name: string) => void): void {
  main = into;
  changed = onChange;
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", () => void show(true));
  void show(true, true);
}
