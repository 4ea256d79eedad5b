// One stop of the Tab key for a whole list; the arrow keys (or j and k), Home and End move within it.

export function roving(list: HTMLElement, selector = ".rove"): HTMLElement {
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(selector)].filter((e) => !e.isConnected || e.getClientRects().length > 0);
  const settle = (chosen?: HTMLElement): void => {
    const all = items();
    const one = chosen ?? all.find((e) => e.getAttribute("tabindex") === "0") ?? all[0];
    for (const item of all) item.setAttribute("tabindex", item === one ? "0" : "-1");
  };
  settle();
  list.addEventListener("focusin", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(selector);
    if (item) settle(item);
  });
  list.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, Home: -Infinity, End: Infinity }[event.key];
    const at = (event.target as HTMLElement).closest<HTMLElement>(selector);
    if (step === undefined || !at) return;
    const all = items();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(at) + step))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return list;
}
