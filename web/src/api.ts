// Asks the program. Nothing but same-origin GETs.
import type { Summary } from "./types";

export class ApiError extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}

export type Query = Record<string, string | number | null | undefined>;

export function address(path: string, query: Query | URLSearchParams = {}): string {
  const params = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (!(query instanceof URLSearchParams))
    for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") params.set(name, String(value));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export async function get<T>(path: string, query: Query | URLSearchParams = {}, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch("/api/" + address(path, query), { signal: signal ?? null, headers: { Accept: "application/json" } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "network");
  }
  let body: unknown;
  try {
    body = await answer.json();
  } catch {
    throw new ApiError(answer.status, answer.statusText || String(answer.status));
  }
  if (!answer.ok) {
    const reason = (body as { error?: { message?: string } }).error?.message;
    throw new ApiError(answer.status, reason ?? answer.statusText);
  }
  return body as T;
}

let known: Promise<Summary> | null = null;

/** What the store holds; asked once. */
export function summary(): Promise<Summary> {
  known ??= get<Summary>("summary").catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
}
export const forgetSummary = (): void => { known = null; };
