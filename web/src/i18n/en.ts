// The interface in English. `{n}` stands for a value; `one|many` are chosen by the number `n`.
export const en = {
  skip: "Skip to the content",
  menu: "Pages",
  today: "Today", events: "Events", actors: "Actors", map: "Map", search: "Search", document: "Document", actor: "Actor",
  language: "Français", languageHint: "Afficher l’interface en français",
  themeAuto: "Theme: as the system", themeLight: "Theme: light", themeDark: "Theme: dark",
  shortcuts: "Keyboard shortcuts", close: "Close", help: "Keyboard shortcuts",
  keyPages: "Today, Events, Actors, Map, Search", keySearch: "Search", keyMove: "Next or previous record of a list",
  keyOpen: "Open the record's words", keyPin: "Pin or release a record of a document", keyHelp: "This list",
  keyTheme: "Switch the theme", keyLanguage: "Switch the language", keyDays: "Day before or after (Today)",
  holds: "{documents} documents, {events} events", from: "from", until: "until", readFrom: "{from} to {until}",
  failed: "1 document could not be read|{n} documents could not be read",
  loading: "Loading…",
  errorTitle: "This page could not be filled", errorNetwork: "The program that serves this page does not answer. Is “dragoman serve” still running? Start it again, then reload.",
  errorServer: "The server said: {reason}", errorNotFound: "The store holds no such record. It may have been coded again since this address was made: look for it from Search or Events.",
  retry: "Try again",
  emptyStore: "This store is empty", emptyStoreHint: "Fill it, then reload this page:",
  noPage: "There is no page at this address", noPageHint: "The pages are listed above.",

  // Today
  day: "Day", dayBefore: "Day before", dayAfter: "Day after", lastDay: "Last day with events", chooseDay: "Day",
  todayLead: "{n} event on this day|{n} events on this day", todayNone: "Nothing on this day",
  todayNoneHint: "No event carries this date. The nearest days with events:",
  timeline: "Events by day", timelineHint: "Cooperation stands above the line, conflict below it. Choose a day to see it.",
  timelineDescribed: "Events by day, from {from} to {until}: cooperation above the line, conflict below it. The arrow keys change the day.",
  shown: "shown", span: "Period", daysN: "{n} days", yearN: "1 year",
  topActors: "Who acts", topActorsHint: "Actors of the period shown, by the number of their events",
  threats: "Threats and warnings", threatsHint: "Of the period shown, newest first", deadlines: "Open deadlines", deadlinesHint: "Threats and requests whose deadline has not passed on this day", noDeadlines: "No deadline is open on this day.",
  requests: "Requests and demands", control: "Changes of control", controlHint: "Who holds what, as reported in the period shown",
  dueIn: "due tomorrow|due in {n} days", standsFor: "The name stands for:", overTime: "Events over time", dueToday: "due today", overdue: "ended", deadline: "deadline", sooner: "nearest first", noThreats: "No threat in this period.",
  noRequests: "No request in this period.", noControl: "No report of control in this period.", noActors: "No actor in this period.", dyads: "Who with whom", dyadsHint: "Pairs of the period shown; the bar says how their dealings divide", inPeriod: "{n} event in {days} days|{n} events in {days} days",
  mainEvents: "Events of the day", seeAllEvents: "All events of this day", perDay: "{date}: {coop} cooperative, {conflict} conflictual",

  // Events and filters
  filters: "Filters", filtersActive: "1 filter|{n} filters", clear: "Clear all", apply: "Apply",
  type: "Type", anyType: "Any type", quad: "Class", anyQuad: "Any class", country: "Country", anyCountry: "Any country", countryHint: "Name or code",
  actorFilter: "Actor", actorHint: "A name or part of it", recipient: "Towards", date: "Date", fromDate: "From", untilDate: "Until",
  source: "Source", anySource: "Any source", auxiliary: "Standing", anyAuxiliary: "Any standing", plainFact: "Plain facts only", place: "Place",
  sort: "Sort", sortNewest: "Newest first", sortOldest: "Oldest first", sortScaleLow: "Most conflictual first", sortScaleHigh: "Most cooperative first",
  sortType: "By type", sortActor: "By actor", sortedUp: "sorted, smallest first", sortedDown: "sorted, largest first",
  export: "Export what is shown", exportAs: "as", download: "Download", eventsFound: "{n} event|{n} events", eventsAtLeast: "{n} events or more",
  words: "Words", onWhoseWord: "On whose word", newspaper: "the newspaper", scale: "Scale", noEvents: "No event matches",
  noEventsHint: "Take a filter away, or widen the dates.", more: "Show more", first: "First page", next: "Next page", previous: "Previous page",
  page: "{from}–{until} of {total}", openWords: "Open in the document", unknown: "not told", someone: "somebody", nobody: "nobody named",

  // Actor
  actorLead: "Who acts and is acted upon", actorFind: "Find an actor", actorsFound: "{n} actor|{n} actors", noActorsFound: "No actor has such a name",
  noActorsFoundHint: "Try a shorter part of the name, or a country.", sameOccurrence: "Other reports of this", firstSeen: "First told", lastSeen: "Last told", sortEvents: "Most events first", sortName: "By name", sortLast: "Latest first", eventsCount: "Events", statementsCount: "Statements", kind: "Kind", role: "Role", code: "Code",
  inOffice: "in office {from} – {until}", since: "since {from}", asActor: "Acts", asRecipient: "Is acted upon", both: "Both",
  relations: "Relations", relationsHint: "Who deals with whom; the width is the number of events, the colour the class that prevails.", relationsList: "Relations as a table",
  partner: "Other party", cooperation: "Cooperation", conflict: "Conflict", total: "Total", given: "by {name}", taken: "towards {name}",
  eventsBy: "Events by {name}", eventsTowards: "Events towards {name}", statements: "Statements", noStatements: "No statement of {name} is in the store.",
  noEventsBy: "No event by {name}.", noEventsTowards: "No event towards {name}.", labels: "Labels", labelsHint: "What editors' notes say of it, in their words",
  standing: "Standing facts", noRelations: "No event ties {name} to another actor.", chordDescribed: "Relations of {name} with {n} others, drawn as a circle; the table below says the same.",
  seeAll: "See all", documents: "Documents", mentionedIn: "Named in {n} document|Named in {n} documents",

  // Map
  mapLead: "Events by place and time", mapDescribed: "Map of the events; each circle is a place. The list beside it says the same.", mapTime: "Events by time: drag across it to choose a period",
  places: "Places", noPlaces: "No event with a place", noPlacesHint: "Events have a place where the text names one. Take a filter away, or widen the dates.",
  zoomIn: "Zoom in", zoomOut: "Zoom out", zoomReset: "Whole map", brush: "Period", brushClear: "Whole period", atPlace: "Events in {place}", choosePlace: "Choose a place to see its events.",
  placeCount: "{place}: {n} event|{place}: {n} events", mapped: "{n} event with a place|{n} events with a place", placed: "{n} place|{n} places", unplaced: "{n} event without a place|{n} events without a place", placeFilter: "One place", areaFilter: "One area", onlyDocument: "One document", withWords: "Words", languageFilter: "Language", perDay2: "by day", perWeek: "by week", perMonth: "by month",
  earlier: "earlier", later: "later", start: "Start", end: "End",

  // Document
  noTitle: "Untitled", records: "Records", recordsHint: "Point at words to see their records, click to pin.", recordOne: "Record", pinned: "Pinned", unpin: "Release",
  showLayers: "Show", layerActors: "Actors", layerPlaces: "Places", layerDates: "Dates", layerEvents: "Events", layerStatements: "Statements", layerLabels: "Labels",
  noRecords: "Nothing was found in this document.", noRecordsHere: "No record here.", rule: "Rule", saidBy: "said by", said: "said", to: "to", cue: "cue", speaker: "Speaker",
  audience: "Audience", medium: "Medium", condition: "Condition", standsIn: "Said in", mentions: "Mentioned", forms: "as", value: "Value", words1: "Words", sectorLabel: "Sector",
  context: "Context", mode: "Mode", cameo: "CAMEO", notes: "Notes on the document", editorNote: "Editor's note", appliesTo: "said of", sourceLabel: "Source", original: "Original",
  copyLink: "Copy the link", copied: "Copied", readOn: "Told by the {evidence}", sameStory: "Same story in {n} other document|Same story in {n} other documents", event: "Event", statement: "Statement",
  label: "Label", relation: "Standing fact", subject: "Who", object: "What", office: "Office", latlon: "Position", nextRecord: "Next record", previousRecord: "Previous record",

  // Search
  searchLead: "Search the documents and what was said", query: "Words", queryHint: "“cease-fire”, troops Mali, …", bySpeaker: "Speaker", bySpeakerHint: "Name of who speaks", inText: "In the text", inQuotes: "What was said",
  searchGo: "Search", searchStart: "Type words to search the sentences, or a speaker's name to see what they said.", noHits: "Nothing found", noHitsHint: "Try fewer or other words; quotation marks keep words together.",
  hits: "{n} sentence|{n} sentences", quotes: "{n} statement|{n} statements", sentence: "Sentence", latestStatements: "Latest statements",

  // What records say
  quad1: "Verbal cooperation", quad2: "Material cooperation", quad3: "Verbal conflict", quad4: "Material conflict", quadNone: "No class",
  historical: "past", future: "to come", hypothetical: "hypothetical", negation: "denied or not so",
  AGREE: "Agree", CONSULT: "Consult", SUPPORT: "Support", CONCEDE: "Concede", COOPERATE: "Cooperate", AID: "Aid", RETREAT: "Retreat", REQUEST: "Request",
  ACCUSE: "Accuse", REJECT: "Reject", THREATEN: "Threaten", PROTEST: "Protest", SANCTION: "Sanction", MOBILIZE: "Mobilize", COERCE: "Coerce", ASSAULT: "Assault",
  person: "person", group: "group", organisation: "organisation", country_: "country", place_: "place", people: "people",
  direct: "direct", indirect: "indirect", mixed: "mixed", attributed: "attributed",
  control_: "holds", designation: "is called", position: "offers itself as",
  date_: "date", since_: "since", until_: "until", deadline_: "deadline", duration: "duration", set: "repeated",
  COP: "police", GOV: "government", JUD: "courts", LEG: "parliament", MIL: "military", PRM: "pro-government militia", PTY: "party", REB: "armed opposition", SPY: "intelligence",
  UAF: "armed men", UNK: "unidentified", AGR: "farming", BUS: "business", CRM: "crime", CVL: "civilians", EDU: "education", ELI: "former officials", JRN: "press", LAB: "labour",
  MED: "health", REF: "refugees", OPP: "opposition", PRE: "partly recognised", REL: "religion", SOC: "civil society",
  UNO: "United Nations", EUR: "European Union", IGO: "intergovernmental body", NGO: "non-governmental body", ISM: "international movement", IMG: "transnational armed group", MNC: "multinational company",
};

export type Words = typeof en;

/** Names of PLOVER's modes and contexts; a code that is not here is shown as it is written. */
export const enCodes: Record<string, string> = {
  "third-party": "third party", "martial-law": "martial law", "suicide-attack": "suicide attack", "heavy-weapons": "heavy weapons", "crowd-control": "crowd control",
  demo: "demonstration", hunger: "hunger strike", political_institutions: "political institutions", pro_democracy: "pro-democracy", pro_autocracy: "pro-autocracy",
  human_rights: "human rights", rights_freedoms: "rights and freedoms", human_security: "human security", religion_ethnicity: "religion, ethnicity",
  natural_resource: "natural resources", illegal_drugs: "illegal drugs", cbrn: "CBRN", lgbt: "LGBT",
};
