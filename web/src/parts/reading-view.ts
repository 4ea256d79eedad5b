// What makes a reading answer: pointing at words shows their records, a click pins one. It works on markup that is there,
// whether the viewer built it or `dragoman read --to html` wrote it: `.text [data-r]` are words, `.records [data-r]` records.

export interface Pinning { pin(id: string | null, move?: "text" | "card" | "both" | "none"): void; release(): void }

const idsOf = (element: Element): string[] => (element.getAttribute("data-r") ?? "").split(" ").filter(Boolean);
/** Which record is meant where several cover the words: the one that says most about them. */
const RANK: Record<string, number> = { v: 0, d: 1, p: 2, r: 3, e: 4, l: 5, s: 6 };
const rank = (card: Element | undefined): number => RANK[card?.getAttribute("data-kind") ?? ""] ?? 7;

export function enhance(root: HTMLElement, told: (id: string | null) => void): Pinning {
  const words = new Map<string, HTMLElement[]>(), cards = new Map<string, HTMLElement>();
  for (const element of root.querySelectorAll<HTMLElement>(".text [data-r]"))
    for (const id of idsOf(element)) words.get(id)?.push(element) ?? words.set(id, [element]);
  for (const card of root.querySelectorAll<HTMLElement>(".records [data-r]")) cards.set(card.getAttribute("data-r")!, card);
  const float = document.createElement("div");
  float.className = "float";
  float.hidden = true;
  float.setAttribute("aria-hidden", "true");
  root.append(float);
  let pinned: string | null = null;

  const light = (name: string, ids: string[]): void => {
    for (const element of root.querySelectorAll("." + name)) element.classList.remove(name);
    for (const id of ids) {
      for (const element of words.get(id) ?? []) element.classList.add(name);
      cards.get(id)?.classList.add(name);
    }
  };
  const best = (element: Element): string[] =>
    idsOf(element).filter((id) => cards.has(id)).sort((a, b) => rank(cards.get(a)) - rank(cards.get(b)));

  const showFloat = (element: Element, ids: string[]): void => {
    float.replaceChildren(...ids.slice(0, 3).map((id) => {
      const copy = cards.get(id)!.cloneNode(true) as HTMLElement;
      copy.removeAttribute("id");
      copy.classList.remove("near", "on");
      for (const inner of copy.querySelectorAll("[id],a,button")) {
        inner.removeAttribute("id");
        inner.removeAttribute("href");
        inner.setAttribute("tabindex", "-1");
      }
      return copy;
    }));
    float.hidden = false;
    const at = element.getClientRects()[0] ?? element.getBoundingClientRect(), wide = float.offsetWidth, high = float.offsetHeight;
    const left = Math.max(8, Math.min(innerWidth - wide - 8, at.left));
    const below = at.bottom + 8 + high < innerHeight || at.top < high + 8;
    float.style.left = `${left}px`;
    float.style.top = `${below ? at.bottom + 8 : at.top - high - 8}px`;
  };
  const hide = (): void => {
    float.hidden = true;
    light("near", []);
  };
  const text = root.querySelector<HTMLElement>(".text")!;
  let over: Element | null = null;
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const element = (event.target as Element).closest("[data-r]");
    if (element === over) return;
    over = element;
    const ids = element ? best(element) : [];
    if (!element || !ids.length) return hide();
    light("near", ids.slice(0, 1));
    showFloat(element, ids);
  });
  text.addEventListener("pointerleave", () => { over = null; hide(); });
  window.addEventListener("scroll", hide, { passive: true });

  const pin: Pinning["pin"] = (id, move = "card") => {
    pinned = id !== null && (cards.has(id) || words.has(id)) ? id : null;
    light("on", pinned ? [pinned] : []);
    for (const card of cards.values()) {
      if (card.getAttribute("data-r") === pinned) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
    root.classList.toggle("pinning", pinned !== null);
    told(pinned);
    if (!pinned) return;
    const card = cards.get(pinned), word = words.get(pinned)?.[0];
    if (card && (move === "card" || move === "both")) {
      const box = card.closest<HTMLElement>(".records-scroll");
      if (box && box.scrollHeight > box.clientHeight) box.scrollTop = card.offsetTop - box.offsetTop - 12;
    }
    if (word && (move === "text" || move === "both")) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      word.scrollIntoView({ block: "center", behavior: calm || move === "both" ? "auto" : "smooth" });
    }
  };
  text.addEventListener("click", (event) => {
    if (String(getSelection()) !== "") return;
    const element = (event.target as Element).closest("[data-r]");
    if (!element) return;
    const ids = best(element);
    // A click on words whose first record is pinned goes on to the next record that covers them.
    const now = pinned ? ids.indexOf(pinned) : -1;
    hide();
    pin(now >= 0 ? ids[now + 1] ?? null : ids[0] ?? null);
  });
  root.querySelector(".records")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-pin]");
    const card = link?.closest<HTMLElement>("[data-r]");
    if (!card) return;
    event.preventDefault();
    // A link within a record may lead to another one: the statement that an event stands in.
    const id = link!.getAttribute("data-pin") || card.getAttribute("data-r");
    pin(id === pinned && link!.hasAttribute("data-toggle") ? null : id, link!.hasAttribute("data-toggle") ? "text" : "both");
  });
  root.querySelector(".records")?.addEventListener("pointerover", (event) => {
    const card = (event.target as Element).closest("[data-r]");
    light("near", card ? idsOf(card) : []);
  });
  root.querySelector(".records")?.addEventListener("focusin", (event) => {
    const card = (event.target as Element).closest("[data-r]");
    light("near", card ? idsOf(card) : []);
  });
  for (const box of root.querySelectorAll<HTMLInputElement>("input[data-layer]")) {
    const set = (): void => { root.classList.toggle(`no-${box.getAttribute("data-layer")}`, !box.checked); };
    box.addEventListener("change", set);
    set();
  }
  return { pin, release: () => window.removeEventListener("scroll", hide) };
}
