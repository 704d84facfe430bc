/**
 * A rich view of an invented case for tests of forms and figures: country, persons, organisations and posts do not
 * exist. Its records are valid and its leaves and root hold, so it can be sealed and verified.
 */
import { createHash } from "node:crypto";
import type { Finding, NetworkFigure } from "../../src/model/finding.ts";
import { leafHash, merkleRoot } from "../../src/model/merkle.ts";
import { FORMS } from "../../src/model/records.ts";
import type { Body, CaseRecord } from "../../src/model/records.ts";
import { ID_PREFIX } from "../../src/model/refs.ts";
import type { RecordType, Ref } from "../../src/model/refs.ts";
import type { LikelihoodView, PartyView, PlaceView, PositionView } from "../../src/views/basics.ts";
import type {
  BasisSide,
  BasisView,
  ClaimView,
  EditionView,
  EvidenceView,
  FindingView,
  JudgmentView,
  SourceView,
  ViewRecord,
} from "../../src/views/edition.ts";
import { sampleInstruments } from "./sample-instruments.ts";
import { sampleMeetings } from "./sample-meetings.ts";

export interface SampleOptions {
  /** Applied to every text that a person or a file brought in. */
  readonly text?: (text: string) => string;
}

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const AT = "2034-05-20T09:00:00.000Z";

/** Collects valid records with ids in order. */
class Log {
  readonly records: ViewRecord[] = [];

  add<T extends RecordType>(type: T, body: Body<T>, heldAt?: string, by: Ref = "pty_0000000001"): Ref {
    const n = this.records.length + 1;
    const id = `${ID_PREFIX[type]}_${String(n).padStart(10, "0")}`;
    const envelope = {
      id,
      at: new Date(Date.parse(AT) + n * 60_000).toISOString(),
      by: "editor",
      for: by,
      marking: { tlp: "CLEAR" as const },
    };
    const record = {
      ...envelope,
      ...(heldAt === undefined ? {} : { heldAt }),
      type,
      body,
    } as unknown as CaseRecord;
    const salt = sha(`salt ${n}`);
    const leaf = leafHash(Buffer.from(salt, "hex"), record).toString("hex");
    this.records.push({ record, salt, leaf });
    return id;
  }
}

interface Cast {
  readonly board: PartyView;
  readonly office: PartyView;
  readonly quay: PartyView;
  readonly ministry: PartyView;
  readonly daily: PartyView;
}

function party(
  log: Log,
  t: (text: string) => string,
  name: string,
  initials: string,
  kind: PartyView["kind"],
): PartyView {
  const ref = log.add("Party", { kind, name: t(name), initials });
  return { ref, name: t(name), initials, kind };
}

const icd = (term: string, band: readonly [number, number], percent?: number): LikelihoodView => ({
  scale: "icd203/1",
  term,
  band,
  ...(percent === undefined ? {} : { percent }),
});
const LIKELY = icd("likely", [55, 80]);
const ALMOST_CERTAIN = icd("almost certain", [95, 99]);
const EVEN = icd("roughly even chance", [45, 55]);
const VERY_UNLIKELY = icd("very unlikely", [5, 20], 12);

const SCALE = {
  id: "icd203/1",
  title: "ICD 203, row 1",
  terms: [
    { term: "almost no chance", band: [1, 5] },
    { term: "very unlikely", band: [5, 20] },
    { term: "unlikely", band: [20, 45] },
    { term: "roughly even chance", band: [45, 55] },
    { term: "likely", band: [55, 80] },
    { term: "very likely", band: [80, 95] },
    { term: "almost certain", band: [95, 99] },
  ],
} as const;

const HYPOTHESES: Readonly<Record<string, string>> = {
  h1: "The same texts were shared in coordination.",
  h2: "One operator outside Tessara directed it.",
  h3: "A rented scheduler served several customers.",
  h4: "It was meant to favour the port list.",
  h5: "The texts reached readers beyond the two platforms.",
};

/** Three groups; group A of 27 accounts in three clusters around a hub each. No randomness. */
function network(): NetworkFigure {
  const nodes: { id: string; group: string }[] = [];
  const edges: { a: string; b: string; k: number; strength: number }[] = [];
  const name = (group: string, i: number): string => `${group}-${String(i + 1).padStart(2, "0")}`;
  for (let i = 0; i < 27; i++) nodes.push({ id: name("A", i), group: "A" });
  for (let i = 0; i < 8; i++) nodes.push({ id: name("B", i), group: "B" });
  const hubs = [2, 10, 18];
  for (let i = 0; i < 27; i++) {
    const hub = hubs[i % 3]!;
    if (i !== hub)
      edges.push({
        a: name("A", Math.min(i, hub)),
        b: name("A", Math.max(i, hub)),
        k: 4 + (i % 9),
        strength: 3 + ((i * 7) % 17),
      });
  }
  edges.push({ a: "A-03", b: "A-11", k: 31, strength: 21 }, { a: "A-11", b: "A-19", k: 22, strength: 13 });
  for (let i = 0; i < 24; i += 4) edges.push({ a: name("A", i), b: name("A", i + 3), k: 2, strength: 2 });
  for (let i = 1; i < 8; i++) edges.push({ a: "B-01", b: name("B", i), k: 3, strength: 5 + i });
  edges.push({ a: "A-03", b: "B-01", k: 5, strength: 9 }, { a: "A-08", b: "B-02", k: 3, strength: 4 });
  return {
    kind: "network",
    groups: [
      { id: "A", status: "finding", accounts: 31, objects: 214, posts: 1_204 },
      { id: "B", status: "finding", accounts: 8, objects: 40, posts: 161 },
      { id: "C", status: "candidate", accounts: 14, objects: 22, posts: 96 },
      { id: "D", status: "candidate", accounts: 5, objects: 9, posts: 31 },
    ],
    nodes,
    edges,
    omitted: { accounts: 4, edges: 38 },
  };
}

const DAYS_A = [
  0, 1, 0, 2, 3, 1, 0, 2, 4, 9, 14, 8, 3, 1, 0, 0, 2, 6, 31, 74, 128, 161, 142, 96, 61, 33, 14, 6, 2, 1, 0, 3,
  5, 2, 1, 0, 0, 1,
];
const series = (id: string, factor: number, shift: number) => ({
  id,
  counts: DAYS_A.map((_, i) => Math.round((DAYS_A[(i + shift) % DAYS_A.length] ?? 0) * factor)),
});

function findings(): Finding[] {
  return [
    {
      id: "f1",
      status: "finding",
      title: "Co-share, group A",
      sentence:
        "31 accounts posted 214 identical texts less than two minutes apart (times are recorded to the minute) between 2 and 12 May 2034. If activity and popularity alone decided (null 1), fewer than one such pair is expected among 36,001,855 pairs. With times shuffled inside each text (null 2) the group stays. Two ordinary explanations remain.",
      statistics: [
        { name: "accounts", value: 31 },
        { name: "identical texts", value: 214 },
        {
          name: "share of texts with an earlier public copy",
          value: 18,
          unit: "%",
          interval: [13, 24],
          intervalKind: "95 %, resampling accounts",
        },
        {
          name: "median time apart",
          value: 38,
          unit: "s",
          interval: [31, 52],
          intervalKind: "95 %, resampling texts",
        },
        { name: "density inside the group", value: "not computed" },
      ],
      significance: [
        {
          null: "activity x popularity (null 1)",
          log10p: -412,
          correction: "Holm",
          m: 36_001_855,
          level: 0.01,
        },
        {
          null: "times shuffled inside each object (null 2)",
          log10p: -20.7,
          correction: "Holm",
          m: 36_001_855,
          level: 0.01,
        },
      ],
      explanations: [
        {
          title: "One scheduler, several customers",
          predicts: "Occasions begin on the marks of a clock.",
          measured:
            "29 of 31 occasions begin in the first five seconds of a minute; expected: 25 if it holds, 2.6 if not.",
          answer: "speaks for",
          likelihoodRatio: { log10: 24.6, of: "marks on four of five occasions", over: "any second" },
          check: "One payer across all accounts would refute it; the invoices would tell.",
        },
        {
          title: "One feed that all of them follow",
          predicts: "Somebody outside has each text first.",
          measured:
            "For 38 of 214 texts there is an earlier public copy; expected: 170 if it holds, 30 if not.",
          answer: "speaks against",
          check: "Look for earlier copies outside these files.",
        },
        {
          title: "A notification",
          predicts: "The group follows within minutes of somebody outside.",
          measured: "Not measured: the files do not say who was first.",
          answer: "cannot tell",
          check: "Look up which channels alert their readers.",
        },
      ],
      refutedBy:
        "A public copy of most of the texts that is older than the first post of the group would refute it.",
      comparison: "Compared with the 8,454 accounts that posted at least twice in the same weeks.",
      rows: { count: 1_204, sha256: sha("rows f1") },
      figures: [
        network(),
        {
          kind: "timeline",
          from: "2034-04-14",
          unit: "day",
          series: [series("A", 1, 0), series("B", 0.25, 1), series("C", 0.1, 36)],
        },
        ...sampleMeetings(),
      ],
    },
    {
      id: "f2",
      status: "candidate",
      title: "Co-share, group C",
      sentence: "14 accounts shared 22 texts in the same hour. Null 1 alone marks them.",
      statistics: [{ name: "accounts", value: 14 }],
      significance: [
        {
          null: "activity x popularity (null 1)",
          log10p: -2.4,
          correction: "Benjamini-Hochberg",
          m: 36_001_855,
          level: 0.05,
        },
      ],
      explanations: [{ title: "A local newsroom and its readers", check: "Ask which of them work there." }],
      refutedBy: "The same rate in weeks without a vote would refute it.",
      comparison: "Compared with accounts of the same language.",
      rows: { count: 96, sha256: sha("rows f2") },
      figures: [network(), ...sampleInstruments()],
    },
  ];
}

const side = (entries: readonly BasisView[]): BasisSide => {
  const shown = entries.map((entry) => entry.entry).filter((entry) => entry !== "not public");
  return {
    entries,
    origins: new Set(shown.flatMap((entry) => (entry.origins === "not recorded" ? [] : entry.origins))).size,
    unknownLineage: shown.filter((entry) => entry.origins === "not recorded").length,
  };
};

/** The view at CLEAR: own and reported positions, a dissent, two findings, denials, gaps. */
export function sampleView(options: SampleOptions = {}): EditionView {
  const t = options.text ?? ((text: string) => text);
  const log = new Log();
  const cast: Cast = {
    board: party(log, t, "Coast Election Board", "CE", "organisation"),
    office: party(log, t, "Signals Review Office", "SR", "organisation"),
    quay: party(log, t, "Quay Observatory", "QO", "organisation"),
    ministry: party(log, t, "Ministry of Outer Ports", "MP", "organisation"),
    daily: party(log, t, "Harbour Daily", "HD", "channel"),
  };
  const sources = sampleSources(log, t);
  const place = (label: string, text: string): PlaceView => ({
    source: sources.find((source) => source.label === label)!.ref,
    label,
    text: `${label}, ${text}`,
  });
  const ledger = claimsAndEvents(log, t, cast, place);
  const runs = runFindings(log, sources);
  const evidence = evidenceItems(t, cast, ledger, runs, place);
  return assemble(log, t, cast, { sources, place, ...ledger, runs, evidence });
}

function sampleSources(log: Log, t: (text: string) => string): SourceView[] {
  const make = (label: string, title: string, more: Partial<SourceView>): SourceView => {
    const sha256 = more.sha256 ?? sha(title);
    const held = more.held ?? true;
    const ref = log.add("Artifact", { title: t(title), sha256, held });
    return { ref, label, title: t(title), sha256, held, ...more };
  };
  return [
    make("S1", "Export 7 of public posts", {
      descriptor: t("Posts of April and May 2034, exported by the platform on request"),
      published: "2034-05-11",
      capturedAt: "2034-05-12T16:40Z",
      capturedFrom: t("platform research export"),
      bytes: 48_213_904,
      mediaType: "text/csv",
    }),
    make("S2", "Bulletin 12 of the Quay Observatory", {
      held: false,
      published: "2034-05-14",
      mediaType: "application/pdf",
    }),
    make("S3", "Hosting contract, second copy", { capturedAt: "2034-05-15", bytes: 181_022 }),
    make("S4", "Statement of the Ministry of Outer Ports", {
      held: false,
      sha256: "not recorded",
      published: "2034-05-13",
    }),
  ];
}

function claimsAndEvents(
  log: Log,
  t: (text: string) => string,
  cast: Cast,
  place: (label: string, text: string) => PlaceView,
) {
  const claim = (
    speaker: PartyView,
    polarity: ClaimView["polarity"],
    text: string,
    places: readonly PlaceView[],
    more: Partial<ClaimView> = {},
  ): ClaimView => {
    const ref = log.add("Claim", { speaker: speaker.ref, polarity, proposition: t(text) });
    return {
      ref,
      speaker,
      polarity,
      text: t(text),
      about: [],
      grade: { reliability: "B", credibility: "2" },
      places,
      citedIn: [],
      ...more,
    };
  };
  const claims = [
    claim(
      cast.daily,
      "asserts",
      "The hosting contract names one payer for all three servers.",
      [place("S3", "page 2")],
      {
        quote: t("invoiced in full to the same customer"),
        date: "2034-05-15",
        citedIn: ["J2"],
      },
    ),
    claim(cast.ministry, "denies", "The posts were ordered by the ministry.", [place("S4", "paragraph 3")], {
      quote: t("No such posts exist, and nobody ordered them."),
      date: "2034-05-13",
      grade: { reliability: "D", credibility: "5" },
      denial: { ifTrue: 0.95, ifFalse: 0.95 },
      citedIn: ["J2"],
    }),
    claim(
      cast.daily,
      "qualifies",
      "The second copy of the contract has no signature page.",
      [place("S3", "page 9")],
      {
        grade: { reliability: "C", credibility: "3" },
        date: "2034-05-17",
        citedIn: ["J2"],
      },
    ),
    claim(cast.quay, "asserts", "The accounts were run from one place.", [place("S2", "page 4")], {
      date: "2034-05-14",
      citedIn: ["J2"],
    }),
    claim(cast.ministry, "denies", "Port workers were paid to post.", [place("S4", "paragraph 5")], {
      date: "2034-05-13",
      grade: { reliability: "D", credibility: "6" },
      denial: { ifTrue: 0.9, ifFalse: 0.6 },
    }),
    claim(
      cast.daily,
      "retracts",
      "The first report of forty servers was wrong; there are three.",
      [place("S3", "page 1")],
      {
        denial: "not assessed",
        grade: { reliability: "not assessed", credibility: "not assessed" },
      },
    ),
  ];
  const rows: readonly (readonly [string, string, string])[] = [
    ["2034-04", "Campaign opens", "campaign"],
    ["2034-04-18", "Lists close", "campaign"],
    ["2034-04-24", "First set released", "release"],
    ["2034-05-02", "Television debate", "debate"],
    ["2034-05-03T19:30Z", "Port strike called off", "labour"],
    ["2034-05-05", "Poll lead passes four points", "poll crossing"],
    ["2034-05-06", "Second set released", "release"],
    ["2034-05-14", "Referendum", "vote"],
    ["2034-05-19", "Result certified", "vote"],
  ];
  const events = rows.map(([start, title, kind], i) => ({
    ref: log.add("Event", { title: t(title), kind: t(kind), start }),
    title: t(title),
    kind: t(kind),
    start,
    places: i % 3 === 0 ? [place("S1", `row ${1800 + i}`)] : [],
    origins: i % 2 === 0 ? ([place("S1", "").source] as const) : ("not recorded" as const),
  }));
  return { claims, events };
}

function runFindings(log: Log, sources: readonly SourceView[]): FindingView[] {
  const list = findings();
  const parameters = { object: "exact text", windowSeconds: 60, minimum: 3, multiplicity: "Holm" };
  const counts = { rowsRead: 96_377, rowsKept: 96_201, rejected: 176, timeResolution: "minute" };
  const input = sources[0]!;
  const output = log.add("Artifact", { title: "Result of run 1", sha256: sha("output"), held: true });
  const run = log.add("Run", {
    detector: "co-share",
    version: "0.1.0",
    inputs: [{ artifact: input.ref, sha256: input.sha256 }],
    parameters,
    seed: 7,
    output,
    counts,
    findings: list,
  });
  return list.map((finding, i) => ({
    ref: `${run}#${finding.id}`,
    label: `F${i + 1}`,
    name: finding.title,
    finding,
    detector: "co-share",
    version: "0.1.0",
    parameters,
    counts,
    seed: 7,
    at: "2034-05-18T18:02:00.000Z",
    looks: { place: 1, runs: [{ ref: run, detector: "co-share", windows: 1 }] },
    inputs: [{ ref: input.ref, sha256: input.sha256, label: input.label }],
    output: { ref: output, sha256: sha("output") },
  }));
}

type Ledger = ReturnType<typeof claimsAndEvents>;

function evidenceItems(
  t: (text: string) => string,
  cast: Cast,
  ledger: Ledger,
  runs: readonly FindingView[],
  place: (label: string, text: string) => PlaceView,
) {
  const s1 = place("S1", "").source;
  const s3 = place("S3", "").source;
  const fromClaim = (i: number, label: string, origins: EvidenceView["origins"]): EvidenceView => {
    const claim = ledger.claims[i]!;
    return {
      ref: claim.ref,
      label,
      kind: "Claim",
      text: claim.text,
      ...(claim.quote === undefined ? {} : { quote: claim.quote }),
      speaker: claim.speaker,
      polarity: claim.polarity,
      ...(claim.date === undefined ? {} : { date: claim.date }),
      grade: claim.grade,
      origins,
      places: claim.places,
    };
  };
  const finding = (i: number, label: string): EvidenceView => ({
    ref: runs[i]!.ref,
    label,
    kind: "Finding",
    text: t(runs[i]!.finding.title),
    grade: { reliability: "A", credibility: "3" },
    origins: [s1],
    places: [],
  });
  const release = ledger.events[6]!;
  const event: EvidenceView = {
    ref: release.ref,
    label: "E6",
    kind: "Event",
    text: release.title,
    date: release.start,
    grade: { reliability: "A", credibility: "1" },
    origins: [s1],
    places: [place("S1", "row 18,204")],
  };
  void cast;
  return {
    contract: fromClaim(0, "E1", [s3]),
    groupA: finding(0, "E2"),
    denial: fromClaim(1, "E3", "not recorded"),
    unsigned: fromClaim(2, "E4", [s3]),
    groupC: finding(1, "E5"),
    release: event,
  };
}

interface Parts extends Ledger {
  readonly sources: readonly SourceView[];
  readonly place: (label: string, text: string) => PlaceView;
  readonly runs: readonly FindingView[];
  readonly evidence: ReturnType<typeof evidenceItems>;
}

function assemble(log: Log, t: (text: string) => string, cast: Cast, parts: Parts): EditionView {
  const { evidence, place } = parts;
  const question = log.add("Question", {
    text: t("Who directed the sharing?"),
    exclusive: true,
    exhaustive: false,
    hypotheses: Object.entries(HYPOTHESES).map(([id, text]) => ({ id, text: t(text) })),
  });
  const texts: readonly (readonly [string, string])[] = [
    [
      "h1",
      "It is almost certain that groups A and B shared the same texts in coordination between 2 and 12 May.",
    ],
    ["h2", "It is likely that one operator outside Tessara directed that sharing."],
    ["h4", "Quay Observatory judges that the sharing was meant to favour the port list."],
    ["h5", "It is very unlikely that the texts reached readers beyond the two platforms before the vote."],
  ];
  const judgments = texts.map(([part, text], i) => {
    const ref = log.add("Judgment", { states: { hypothesis: `${question}#${part}` } });
    const wording = log.add("Wording", { judgment: ref, language: "en", text: t(text) });
    return { ref, label: `J${i + 1}`, part, text: t(text), wording };
  });
  const J = (i: number) => judgments[i]!;
  const position = (
    i: number,
    organisation: PartyView,
    holds: PositionView["holds"],
    likelihood: PositionView["likelihood"],
    confidence: PositionView["confidence"],
    more: Partial<PositionView> = {},
  ): PositionView => {
    const stance = more.stance ?? "own";
    const body = {
      judgment: J(i).ref,
      organisation: organisation.ref,
      stance,
      holds,
      likelihood:
        likelihood === "not stated" ? likelihood : { scale: likelihood.scale, term: likelihood.term },
      confidence,
      ...(more.why === undefined ? {} : { why: more.why }),
      ...(stance === "own" ? {} : { reportedIn: parts.claims[3]!.ref }),
    };
    // An organisation takes its own position itself; the first one reports those of others.
    const ref = log.add("Position", body, undefined, stance === "own" ? organisation.ref : undefined);
    const signed = stance === "own" ? { signed: { key: sha(organisation.initials), holds: true } } : {};
    return {
      ref,
      organisation,
      stance,
      holds,
      likelihood,
      confidence,
      at: "2034-05-19T12:00:00.000Z",
      ...signed,
      ...more,
    };
  };
  const report = { ref: parts.claims[3]!.ref, places: [place("S2", "page 4")] };
  const basis = (
    i: number,
    entry: BasisView["entry"],
    stands: BasisView["stands"],
    why?: string,
  ): BasisView => {
    const ref = log.add("Basis", {
      judgment: J(i).ref,
      entry: entry === "not public" ? entry : entry.ref,
      stands,
      ...(why === undefined ? {} : { why }),
    });
    return { ref, entry, stands, ...(why === undefined ? {} : { why }), places: [] };
  };
  const effort = (i: number, found: "none found" | "found", searched: string) => ({
    ref: log.add("Appraisal", {
      aspect: "search effort",
      of: J(i).ref,
      value: { found, searched },
    }),
    found,
    searched,
  });
  const judgment = (
    i: number,
    rest: Pick<JudgmentView, "positions" | "for" | "against" | "context"> & Partial<JudgmentView>,
  ): JudgmentView => {
    const it = J(i);
    const hypothesis = `${question}#${it.part}`;
    return {
      ref: it.ref,
      label: it.label,
      wording: { ref: it.wording, text: it.text, language: "en", places: [] },
      states: { ref: hypothesis, text: t(HYPOTHESES[it.part]!) },
      restsOn: [],
      categories: [],
      linchpin: { matrix: "not recorded", carriedBy: [] },
      effects: [],
      ...rest,
    };
  };
  const views: JudgmentView[] = [
    judgment(0, {
      positions: [
        position(0, cast.board, "joins", ALMOST_CERTAIN, "high", {
          why: t("The timing survives both nulls. We saw no earlier copy of most texts."),
        }),
        position(0, cast.office, "joins", ALMOST_CERTAIN, "high", {
          why: t("Two detectors and one reading by hand agree."),
        }),
      ],
      for: side([
        basis(0, evidence.groupA, "for"),
        basis(0, evidence.release, "for", t("Both groups start within an hour of the release.")),
      ]),
      against: side([
        basis(0, evidence.groupC, "against", t("A newsroom with its readers looks like this as well.")),
      ]),
      context: side([]),
    }),
    judgment(1, {
      states: { ref: `${question}#h2`, text: t(HYPOTHESES["h2"]!), rung: "ordered" },
      restsOn: [{ ref: J(0).ref, label: "J1" }],
      positions: [
        position(1, cast.board, "joins", LIKELY, "moderate", {
          why: t("Posting hours, one payer and one text file point the same way."),
        }),
        position(1, cast.office, "dissents", EVEN, "low", {
          why: t(
            "The timing fits one operator. It fits a rented scheduler just as well. One contract separates the two, and we have not seen the original.",
          ),
        }),
        position(1, cast.quay, "joins", "not stated", "moderate", {
          stance: "reported",
          reportedIn: report,
          why: t("The accounts were run from one place."),
        }),
      ],
      for: side([
        basis(1, evidence.contract, "for"),
        basis(1, evidence.groupA, "for"),
        basis(1, "not public", "for"),
      ]),
      against: side([basis(1, evidence.unsigned, "against"), basis(1, evidence.denial, "against")]),
      context: side([basis(1, evidence.release, "context")]),
      searchEffort: effort(
        1,
        "found",
        t("Two analysts looked for other customers of the scheduler for three days."),
      ),
    }),
    judgment(2, {
      positions: [
        position(2, cast.quay, "joins", "not stated", "not stated", {
          stance: "reported",
          reportedIn: report,
        }),
      ],
      for: side([basis(2, "not public", "for")]),
      against: side([]),
      context: side([]),
      effects: [],
    }),
    judgment(3, {
      positions: [
        position(3, cast.board, "joins", VERY_UNLIKELY, "moderate"),
        position(3, cast.office, "joins with comment", VERY_UNLIKELY, "low", {
          why: t("Closed groups were not collected. The term stands for what is public."),
        }),
        position(3, cast.quay, "abstains", "not stated", "not stated", {
          stance: "reported",
          reportedIn: report,
        }),
      ],
      for: side([basis(3, evidence.groupA, "for")]),
      against: side([]),
      context: side([]),
      searchEffort: effort(3, "none found", t("Mirror pages and three press archives, 2 to 14 May.")),
    }),
  ];
  const effect = log.add("Appraisal", {
    aspect: "effect",
    of: J(3).ref,
    value: "not assessed",
  });
  views[3] = { ...views[3]!, effects: [{ ref: effect, text: "not assessed" }] };
  const premise = (
    kind: "assumption" | "gap" | "indicator",
    text: string,
    due?: string,
    about: readonly Ref[] = [],
  ) => ({
    ref: log.add("Premise", { kind, text: t(text), ...(due === undefined ? {} : { due }) }),
    kind,
    text: t(text),
    ...(due === undefined ? {} : { due }),
    about,
  });
  const premises = [
    premise("assumption", "The export holds all public posts of the two platforms in these weeks."),
    premise("gap", "The original of the hosting contract has not been seen.", undefined, [J(1).ref]),
    premise("indicator", "The same texts appear again before the council vote.", "2034-09-30", [J(1).ref]),
  ];
  const questionView = {
    ref: question,
    label: "Q1",
    text: t("Who directed the sharing?"),
    exclusive: true,
    exhaustive: false,
    hypotheses: Object.entries(HYPOTHESES).map(([id, text]) => ({
      ref: `${question}#${id}`,
      text: t(text),
      judgments: judgments.filter((judgment) => judgment.part === id).map((judgment) => judgment.label),
    })),
  };
  const edition = log.add("Edition", {
    title: t("Copied posts before the Tessara harbour referendum"),
    language: "en",
    ceiling: { tlp: "CLEAR" },
    authors: [cast.board.ref],
    blocks: [],
  });
  return {
    ref: edition,
    title: t("Copied posts before the Tessara harbour referendum"),
    subtitle: t("Joint assessment, public edition 1"),
    language: "en",
    notice: t("Demonstration. Country, persons, organisations and posts are invented."),
    ceiling: { tlp: "CLEAR" },
    asOf: "2034-05-20T09:00:00.000Z",
    authors: [cast.board],
    organisations: [
      { party: cast.board, stance: "own" },
      { party: cast.office, stance: "own" },
      { party: cast.quay, stance: "reported" },
    ],
    scales: [SCALE],
    blocks: [
      ...views.map((view) => ({ block: "judgment" as const, judgment: view })),
      { block: "heading", text: t("What was collected") },
      {
        block: "text",
        text: t(
          "Public posts of two platforms were exported on request. Closed groups were not collected.\n\nThe export covers 14 April to 21 May 2034.",
        ),
        cites: [place("S1", "").source],
      },
      { block: "question", question: questionView },
      ...parts.runs.map((finding, i) => ({
        block: "finding" as const,
        finding,
        ...(i === 0
          ? {
              figures: [
                {
                  figure: 1,
                  title: t("Two groups, one schedule"),
                  note: t("The names are pseudonyms. Read it with J1."),
                },
              ],
            }
          : {}),
      })),
    ],
    judgments: views,
    questions: [questionView],
    findings: parts.runs,
    events: parts.events,
    claims: parts.claims,
    premises,
    sources: parts.sources,
    withheld: [],
    gaps: [
      {
        code: "INV1",
        about: J(2).ref,
        label: "J3",
        text: t("No item against and no search for contrary items is reported."),
      },
      {
        code: "NOT-PUBLIC",
        about: J(2).ref,
        label: "J3",
        text: t("The basis of this reported judgment is not public."),
      },
      {
        code: "NOT-RECORDED",
        about: evidence.denial.ref,
        label: "E3",
        text: t("Nobody recorded what this denial goes back to."),
      },
    ],
    forms: FORMS,
    records: log.records,
    viewRoot: merkleRoot(log.records.map((entry) => Buffer.from(entry.leaf, "hex"))),
  };
}
