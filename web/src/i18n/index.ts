// The language of the interface: the reader's choice, else the browser's; French where it speaks French, else English.
import { en, enCodes, type Words } from "./en";
import { fr, frCodes } from "./fr";
import { COUNTRY_NAMES } from "../generated/countries";

export type Language = "fr" | "en";
export type Key = keyof Words;

const KEPT = "dragoman.language";
const tables: Record<Language, Words> = { en, fr };

function kept(): Language | null {
  try {
    const value = localStorage.getItem(KEPT);
    return value === "fr" || value === "en" ? value : null;
  } catch {
    return null;
  }
}

let current: Language = kept() ?? ((navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en");
let plural = new Intl.PluralRules(current);

export const language = (): Language => current;

export function setLanguage(to: Language): void {
  current = to;
  plural = new Intl.PluralRules(to);
  document.documentElement.lang = to;
  try {
    localStorage.setItem(KEPT, to);
  } catch { /* a browser that keeps nothing asks again next time */ }
}

/** The words of a key, with its values filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  let text: string = tables[current][key];
  if (text.includes("|") && typeof values.n === "number") {
    const [one, many] = text.split("|") as [string, string];
    text = plural.select(values.n) === "one" ? one : many;
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : value ?? "";
  });
}

/** What a table itself holds: a code may be any word, « constructor » too. */
const own = <T>(table: Record<string, T>, key: string): T | undefined => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);

/** The words of a code (event type, sector, kind), or the code itself where none are known (a user's own type). */
export function word(code: string | null | undefined): string {
  if (!code) return "";
  const table = tables[current] as Record<string, string>;
  return own(table, code + "_") ?? own(table, code) ?? code;
}

/** A mode or context of PLOVER in the reader's language. */
export const coded = (code: string): string => own(current === "fr" ? frCodes : enCodes, code) ?? code;

export const number = (n: number, digits = 0): string =>
  n.toLocaleString(current, { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function country(code: string | null | undefined): string {
  if (!code) return "";
  const names = own(COUNTRY_NAMES, code);
  if (names) return current === "fr" ? names[1] : names[0];
  return word(code);
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A date as people write it; what is no full date (2021-W34, P3D) stays as it is. */
export function date(value: string | null | undefined, style: "long" | "short" | "full" = "short"): string {
  if (!value || !day.test(value)) return value ?? "";
  const at = new Date(value + "T00:00:00Z");
  if (isNaN(at.getTime())) return value;
  const options: Intl.DateTimeFormatOptions =
    style === "full" ? { weekday: "long", day: "numeric", month: "long", year: "numeric" } :
    style === "long" ? { day: "numeric", month: "long", year: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
  return at.toLocaleDateString(current === "fr" ? "fr-FR" : "en-GB", { ...options, timeZone: "UTC" });
}
