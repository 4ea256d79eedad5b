// The script of a page that `dragoman read --to html` writes: the page is complete without it.
import { enhance } from "./parts/reading-view";
import { roving } from "./parts/roving";

const root = document.querySelector<HTMLElement>(".reading");
if (root) {
  root.classList.add("live");
  const view = enhance(root, (id) => history.replaceState(null, "", id ? `#r-${id}` : "#"));
  const list = root.querySelector<HTMLElement>(".records");
  if (list) roving(list, ".record-head");
  const at = /^#[rw]-(.+)$/.exec(location.hash);
  if (at) view.pin(decodeURIComponent(at[1]!), "both");
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") view.pin(null); });
}
