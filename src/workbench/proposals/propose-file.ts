/**
 * Proposals as a record file: to be read, mended and recorded with `plumbline record`, which checks every passage against the bytes.
 * Above each record stands why it is proposed and what the rule did not understand. A speaker whom no rule has found is a name that
 * nothing has: the file is refused there until a person says who it is.
 */
import { stringify } from "yaml";
import { keyHolders } from "../../case/index.ts";
import type { CaseFold } from "../../case/index.ts";
import type { CaseRecord } from "../../model/records.ts";
import type { Span } from "../../model/refs.ts";
import type { Actor } from "../case.ts";
import { claimBatch, eventBatch, positionBatch } from "./batch.ts";
import type { ProposedOrigin } from "../../reading/origins/contract.ts";
import { derivedOf, liesIn } from "./origins.ts";
import { ANSWERING, proposalsOf, relatedTo, RETELLING } from "./proposals.ts";
import type { DocumentReading } from "./readings.ts";
import type { BatchRecord, Standing } from "./view.ts";

const WIDTH = 110;

export interface ProposedFile {
  readonly text: string;
  /** Records in it. */
  readonly records: number;
  /** Those whose speaker a person has to name first. */
  readonly open: number;
}

export function proposedFile(
  fold: CaseFold,
  artifact: CaseRecord<"Artifact">,
  read: DocumentReading,
  actor: Actor,
): ProposedFile {
  const file = new Writing(fold, artifact, read);
  file.write();
  const head = [
    `# Proposals in ${artifact.body.title}: nothing of this is recorded until you record it.`,
    `# Rules ${read.reading.version}. Take out what is wrong, mend what is not quite right; each passage is checked when it is recorded.`,
    ...(file.open === 0
      ? []
      : [`# A name that begins with who- stands for a speaker that no rule has found: write who it is.`]),
  ];
  const { tlp, groups = [] } = fold.marking(artifact.id)!;
  const envelope = stringify({
    plumbline: 1,
    by: actor.by,
    for: actor.for,
    marking: groups.length === 0 ? tlp : { tlp, groups },
  });
  return {
    text: `${head.map(oneLine).join("\n")}\n${envelope}records:${file.records === 0 ? " []" : ""}\n${file.items.join("\n")}`,
    records: file.records,
    open: file.open,
  };
}

/** A comment ends with its line, whatever is quoted in it. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n\u0085\u2028\u2029]+/g, " ");

const sayWhy = ({ rule, doubts }: { readonly rule: string; readonly doubts: readonly string[] }): string =>
  `${rule}${doubts.length === 0 ? "" : `; not understood: ${doubts.join("; ")}`}`;

/** Where a passage may come from: with what to write where nothing says which way. */
function sayOrigin(origin: ProposedOrigin): string {
  const { directed, title, document } = origin;
  const where = directed
    ? `origin: “${title}”`
    : `perhaps from “${title}”; if it is, write derivedFrom: [${document}]`;
  return `${where}: ${sayWhy(origin)}`;
}

class Writing {
  readonly items: string[] = [];
  records = 0;
  open = 0;
  readonly #fold: CaseFold;
  readonly #artifact: CaseRecord<"Artifact">;
  readonly #read: DocumentReading;
  readonly #standings: ReadonlyMap<string, Standing>;
  readonly #parties = new Map<string, string>();
  /** Keys of the claims that stand above, by proposal; ids where they are in the case. */
  readonly #claims = new Map<string, string>();
  readonly #judgments = new Map<string, string>();

  constructor(fold: CaseFold, artifact: CaseRecord<"Artifact">, read: DocumentReading) {
    this.#fold = fold;
    this.#artifact = artifact;
    this.#read = read;
    const { standings } = proposalsOf(fold, artifact, read, new Set());
    this.#standings = new Map(standings.map((one) => [one.id, one]));
  }

  write(): void {
    const { claims, events, positions } = this.#read.reading;
    for (const claim of claims) this.#claim(claim);
    for (const event of events) this.#event(event);
    for (const position of positions) this.#position(position);
    for (const origin of this.#read.found.origins) this.#origin(origin);
  }

  /** The standing of a proposal that is still open; what is in the case already is not proposed again. */
  #openOne(id: string): Standing | undefined {
    const standing = this.#standings.get(id)!;
    return standing.state === "open" ? standing : undefined;
  }

  #claim(proposal: DocumentReading["reading"]["claims"][number]): void {
    const { id } = proposal;
    const standing = this.#openOne(id);
    if (standing === undefined) {
      this.#claims.set(id, this.#standings.get(id)!.records[0]!);
      return;
    }
    const passage = standing.passage!;
    const batch = claimBatch(proposal, {
      span: this.#spanOf(standing),
      passage,
      speakers: standing.speakers,
      target: standing.target,
      answered: this.#above(id, ANSWERING),
      retold: this.#above(id, RETELLING),
    });
    const key = this.#keyOf(id);
    this.#claims.set(id, key);
    const derived = this.#derived(passage, batch);
    this.#put({ ...proposal, origins: derived.origins }, derived.batch, key, `who-says-${id}`);
  }

  /** Records of a passage with the documents that it may come from: in their lineage where a direction is said, else above them. */
  #derived(
    passage: { readonly start: number; readonly end: number },
    batch: readonly BatchRecord[],
  ): { readonly origins: readonly string[]; readonly batch: readonly BatchRecord[] } {
    const origins = this.#read.found.origins.filter(
      ({ id, said }) => this.#openOne(id) !== undefined && liesIn(passage, said),
    );
    let records = batch;
    for (const { directed, document } of origins)
      if (directed)
        records = records.map((record) =>
          "derivedFrom" in record.body
            ? { ...record, body: { ...record.body, derivedFrom: this.#lineage(record, document) } }
            : record,
        );
    return { origins: origins.map(sayOrigin), batch: records };
  }

  #lineage({ body }: BatchRecord, document: string): readonly string[] {
    return derivedOf(this.#fold, this.#artifact.id, body["derivedFrom"] as readonly string[], document);
  }

  /** Records of the case that lie in the passage, again with another lineage: only where a direction is said. */
  #origin(proposal: ProposedOrigin): void {
    const standing = this.#openOne(proposal.id);
    if (standing === undefined || !proposal.directed) return;
    for (const { heldAt, supersedes, marking, type, body } of standing.batch) {
      const { key = this.#keyOf(proposal.id), ...rest } = body;
      const again = { supersedes, marking, ...(heldAt === undefined ? {} : { heldAt }) };
      this.#item({ [type.toLowerCase()]: key, ...again, ...rest }, [sayOrigin(proposal)]);
    }
  }

  #event(proposal: DocumentReading["reading"]["events"][number]): void {
    const standing = this.#openOne(proposal.id);
    if (standing === undefined) return;
    const span = this.#spanOf(standing);
    const batch = eventBatch(proposal, { span, actors: standing.speakers });
    const derived = this.#derived(standing.passage!, batch);
    this.#put({ ...proposal, origins: derived.origins }, derived.batch, this.#keyOf(proposal.id));
  }

  #position(proposal: DocumentReading["reading"]["positions"][number]): void {
    const standing = this.#openOne(proposal.id);
    if (standing === undefined) return;
    const { id, of } = proposal;
    const claim = this.#read.reading.claims.find((one) => one.id === of);
    const reportedIn = this.#claims.get(of ?? "");
    const batch = positionBatch(proposal, {
      speakers:
        standing.speakers.length === 0
          ? [{ name: null, party: null, kind: "organisation" }]
          : standing.speakers,
      reportedIn: reportedIn ?? `what-is-held-${id}`,
      held: claim?.content.map(({ text }) => text).join(" ") ?? proposal.estimate.said.text,
      judgment: this.#judgments.get(of ?? ""),
    });
    if (reportedIn === undefined) this.open++;
    const key = this.#keyOf(id);
    this.#put(proposal, batch, key, `who-holds-${id}`);
    if (of !== null && !this.#judgments.has(of)) this.#judgments.set(of, `${key}-judgment`);
  }

  /** As the proposal itself cites it. */
  #spanOf({ batch }: Standing): Span {
    const [span] = batch.at(-1)!.body["from"] as readonly Span[];
    return span!;
  }

  #above(id: string, kinds: typeof ANSWERING): readonly string[] {
    return relatedTo(this.#read.reading, id, kinds).flatMap(
      (one) => this.#claims.get(one) ?? this.#standings.get(one)?.records[0] ?? [],
    );
  }

  /** Records of a batch, under the reasons for them. @param who stands for somebody whom no rule has found */
  #put(
    proposal: {
      readonly rule: string;
      readonly doubts: readonly string[];
      readonly origins?: readonly string[];
    },
    batch: readonly BatchRecord[],
    key: string,
    who = "",
  ): void {
    const { origins = [] } = proposal;
    const why = [sayWhy(proposal), ...origins];
    const names = new Map<string, string>();
    let claims = 0;
    for (const { as, type, heldAt, body } of batch) {
      const known = type === "Party" ? this.#parties.get(String(body["name"])) : undefined;
      const own =
        known ??
        (type === "Party"
          ? this.#partyKey(String(body["name"]))
          : as === undefined
            ? `${key}${claims++ === 0 ? "" : `-${claims}`}`
            : `${key}-${as}`);
      if (as !== undefined) names.set(`@${as}`, own);
      if (known !== undefined) continue;
      const written = withNames(body, names, who) as object;
      if (Object.values(body).includes("")) this.open++;
      const date = heldAt === undefined ? {} : { heldAt };
      this.#item({ [type.toLowerCase()]: own, ...date, ...written }, type === "Party" ? [] : why.splice(0));
    }
  }

  #item(item: object, comments: readonly string[]): void {
    this.records++;
    const lines = stringify([item], { lineWidth: WIDTH }).trimEnd().split("\n");
    const all = [...comments.map((comment) => `# ${oneLine(comment)}`), ...lines];
    this.items.push(`${all.map((line) => `  ${line}`).join("\n")}\n`);
  }

  #partyKey(name: string): string {
    const letters = name.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^[^A-Za-z]+|-+$/g, "");
    const key = this.#free(letters.slice(0, 40) || "party");
    this.#parties.set(name, key);
    return key;
  }

  /** The key of a proposal: of this document, so that those of another do not take it. */
  #keyOf(id: string): string {
    return this.#free(`d${this.#artifact.body.sha256.slice(0, 6)}-${id}`);
  }

  #free(wanted: string): string {
    const taken = new Set(this.#parties.values());
    for (let n = 1; ; n++) {
      const key = n === 1 ? wanted : `${wanted}-${n}`;
      if (!taken.has(key) && keyHolders(this.#fold, key).length === 0) return key;
    }
  }
}

/** A body with the keys of the file in the place of the names of its batch; an empty reference becomes `who`. */
function withNames(value: unknown, names: ReadonlyMap<string, string>, who: string): unknown {
  if (typeof value === "string") {
    const [head = "", part] = value.split("#");
    const key = names.get(head);
    if (key !== undefined) return part === undefined ? key : `${key}#${part}`;
    return value === "" ? who : value;
  }
  if (Array.isArray(value)) return value.map((one) => withNames(one, names, who));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withNames(one, names, who)]));
}
