// Elements made from code: text goes in as text nodes only, so that nothing a document says is ever read as markup.

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: Event) => void);
export type Attributes = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** `h("a.more", {href: "/", onclick: f}, "text")`: an HTML element with classes, attributes, listeners and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  spec: K | `${K}.${string}`, attributes?: Attributes | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag as K);
  if (classes.length) element.className = classes.join(" ");
  if (attributes) dress(element, attributes);
  append(element, children);
  return element;
}

/** The same for SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  spec: K | `${K}.${string}`, attributes?: Attributes | null, ...children: Child[]): SVGElementTagNameMap[K] {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElementNS(SVG, tag as K) as SVGElementTagNameMap[K];
  if (classes.length) element.setAttribute("class", classes.join(" "));
  if (attributes) dress(element, attributes);
  append(element, children);
  return element;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Text of at most `n` characters, cut at a word. */
export function shorten(text: string, n: number): string {
  if (text.length <= n) return text;
  const cut = text.slice(0, n);
  const space = cut.lastIndexOf(" ");
  return cut.slice(0, space > n * 0.6 ? space : n).replace(/[\s,;:.«"“]+$/, "") + "…";
}
