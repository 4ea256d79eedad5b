// What the program's JSON interface answers (docs/openapi.yaml).

export type Quads = [number, number, number, number];
export interface Day { day: string; events: number; quads: Quads }
export interface TypeCount { type: string; quad: number; events: number }
export interface ActorRef { key: string | null; name: string; kind?: string | null; code?: string | null; country?: string | null }
export interface ActorCount extends ActorRef {
  events: number; as_actor: number; as_recipient: number; statements?: number; first_day?: string | null; last_day?: string | null;
}
export interface Party extends ActorRef { text: string; sectors: string[]; role: string | null; start: number | null; end: number | null }
export interface DocumentRef {
  doc: number; id: string; title: string | null; date: string | null; source: string | null; url: string | null; language: string | null;
}
export interface Sentence { n: number; start: number; end: number; kind: string }
export interface Place { name: string | null; text?: string | null; country: string | null; lat: number | null; lon: number | null; geonameid: number | null }
export interface Event {
  id: string; n?: number; day: string | null; date: string | null; type: string; mode: string[]; context: string[]; quad: number;
  scale: number; goldstein: number; cameo: string | null; auxiliary: string[]; deadline: string | null; condition: string | null;
  actors: Party[]; recipients: Party[]; speaker: ActorRef | null; statement: number | null; words: string; start: number; end: number;
  sentence: Sentence & { text: string }; place: Place | null; rule: string | null; document: DocumentRef;
}
export interface Page<T> { items: T[]; next: string | null; total: number | null; total_is_exact: boolean | null }
export interface EventPage extends Page<Event> { matched: { actor: ActorRef[]; recipient: ActorRef[]; party: ActorRef[] } }
export interface EventFull extends Event { reports: number; occurrence: Event[] }
export interface Span { start: number; end: number }
export interface Statement {
  what: "statement"; n: number; speaker: ActorRef | null; cue: string | null; kind: string; start: number; end: number; text: string;
  quotes: string[]; audience: string | null; date: string | null; medium: string | null; hits?: Span[]; document: DocumentRef;
}
export interface SentenceHit { what: "sentence"; n: number; start: number; end: number; kind: string; text: string; hits?: Span[]; document: DocumentRef }
export interface RelationParty { key: string | null; text: string; country: string | null }
export interface Relation {
  n: number; kind: string; subject: RelationParty; object: RelationParty | null; value: string | null; auxiliary: string[];
  date: string | null; sentence: number; start: number; end: number; text?: string; document?: DocumentRef;
}
export interface Summary {
  program: string; store: string; kind: string; documents: number; events: number; statements: number; actors: number; relations: number;
  errors: number; first_day: string | null; last_day: string | null; languages: { value: string | null; documents: number }[];
  sources: { value: string | null; documents: number }[]; types: TypeCount[];
  countries: { code: string; name: string | null; events: number }[]; export_formats: string[];
}
export interface Today {
  date: string | null; from: string | null; until: string | null; previous: string | null; following: string | null;
  documents: number; events: number; day_events: number; day_quads: Quads; days: Day[]; types: TypeCount[]; actors: ActorCount[];
  dyads: { actor: ActorRef; recipient: ActorRef; events: number; quads: Quads; scale: number }[];
  deadlines: Event[]; threats: Event[]; requests: Event[]; control: Relation[];
}
export interface Edge { actor: ActorRef; events: number; by: Quads; towards: Quads; scale: number }
export interface Actor extends ActorRef {
  key: string; events: number; as_actor: number; as_recipient: number; statements_count: number; documents: number;
  first_day: string | null; last_day: string | null; codes: { value: string | null; count: number }[]; roles: { value: string | null; count: number }[];
  labels: { mark: string | null; text: string; doc: number; document: string | null }[]; quads: { by: Quads; towards: Quads };
  edges: Edge[]; between: { a: string; b: string; events: number; quads: Quads; scale: number }[]; days: Day[];
  events_by: Event[]; events_towards: Event[]; statements: Statement[]; relations: Relation[];
}
export interface MapPlace {
  id: number; name: string; country: string | null; lat: number; lon: number; geonameid: number | null; events: number; quads: Quads;
  first_day: string | null; last_day: string | null;
}
export interface MapAnswer { placed: number; unplaced: number | null; places: MapPlace[]; more: boolean; days: Day[] }
export interface Entity {
  n: number; key: string | null; name: string; kind: string | null; code: string | null; country: string | null; sectors: string[];
  role: string | null; office_from: string | null; office_to: string | null; labels: unknown[];
}
export interface Mention { entity: number; sentence: number; start: number; end: number; form: string }
export interface DateRecord { start: number; end: number; value: string | null; kind: string }
export interface DocumentStatement {
  n: number; speaker: (ActorRef & { entity: number }) | null; cue: string | null; cue_kind: string | null; kind: string; start: number; end: number;
  content: (Span & { text: string }) | null; quotes: string[]; audience: string | null; date: string | null; medium: string | null;
}
export interface Label { n: number; mark: string | null; text: string; start: number; end: number; entities: string[] }
export interface Document extends DocumentRef {
  date_evidence: string | null; characters: number; story: number; text: string; sentences: Sentence[]; entities: Entity[];
  mentions: Mention[]; dates: DateRecord[]; places: (Place & Span)[]; statements: DocumentStatement[]; events: Event[];
  relations: Relation[]; labels: Label[]; similar: DocumentRef[];
}
