/**
 * Two logs, with the bytes and the posts they name, that agree on everything a reader at GREEN with the group `desk` may see, and on nothing else: the same steps
 * are taken in both, and each has steps of its own above the line. What is below the line has the same id, salt and time
 * in both.
 */
import { noHigher } from "../../src/model/marking.ts";
import type { Marking } from "../../src/model/marking.ts";
import { ID_PREFIX } from "../../src/model/refs.ts";
import type { RecordType } from "../../src/model/refs.ts";
import type { Effects } from "../../src/model/effects.ts";
import { idText } from "../../src/store/effects.ts";
import type { IssuedDraft } from "../../src/store/log/case-log.ts";
import { IMPORT_DETECTOR, MAIL_TYPE, MAILS_DETECTOR } from "../../src/case/index.ts";
import type { Case } from "../../src/workbench/index.ts";
import { bytesOf } from "./case-builder.ts";
import { artifactOf, documentFor, fileFor, findingOf, mailFor, resultOf, sha256 } from "./held-bytes.ts";
import type { StagedFile } from "./held-bytes.ts";
import { bodyOf } from "./two-logs-steps.ts";
import type { Side, Step } from "./two-logs-steps.ts";

export const READER = { ceiling: "GREEN", groups: ["desk"] } as const;

const LOW: readonly Marking[] = [{ tlp: "CLEAR" }, { tlp: "GREEN" }, { tlp: "GREEN", groups: ["desk"] }];
const HIGH: readonly Marking[] = [{ tlp: "RED" }, { tlp: "AMBER" }, { tlp: "CLEAR", groups: ["cell"] }];

/** Effects whose next values the test chooses by label. */
export class ChosenEffects implements Effects {
  at = "2031-01-01T00:00:00.000Z";
  #bytes = bytesOf("start");
  readonly salts: (() => Uint8Array)[] = [];

  choose(label: string): void {
    this.#bytes = bytesOf(label);
  }

  readonly now = () => this.at;
  readonly id = (type: RecordType) => `${ID_PREFIX[type]}_${idText(this.#bytes(10))}`;
  readonly salt = () => this.salts.shift()?.() ?? this.#bytes(32);
}

const markingOf = (step: Step): Marking => (step.where === "low" ? LOW : HIGH)[step.marking]!;

function mayName(from: Step["where"], to: Step["where"]): boolean {
  if (to === "low") return true;
  return from !== "low" && (to === "both" || from === to);
}

const CITED: readonly RecordType[] = ["Claim", "Event", "Premise"];

interface Known {
  readonly id: string;
  readonly type: RecordType;
  readonly where: Step["where"];
  /** Effective marking. */
  marking: Marking;
  /** What a Basis may cite of it. */
  readonly cite?: string;
  /** Hash of the bytes held under it. */
  readonly sha256?: string;
  /** A file of posts. */
  readonly posts?: true;
  /** An import: its file, and which of the staged ones that is. */
  readonly reads?: { readonly artifact: string; readonly staged: StagedFile };
  /** The import that took its place. */
  replacedBy?: Known;
}

/** Writes the steps of one side into a case, and remembers what is above the line. */
export class LogOfOneSide {
  readonly known: Known[] = [];
  organisation = "";
  readonly #side: Side;
  readonly #opened: Case;
  readonly #effects: ChosenEffects;
  readonly #files: readonly StagedFile[];
  #batch: IssuedDraft[] = [];
  /** Bytes and rows of the batch, which are there before its records. */
  #first: (() => Promise<unknown>)[] = [];

  constructor(side: Side, opened: Case, effects: ChosenEffects, files: readonly StagedFile[]) {
    this.#side = side;
    this.#opened = opened;
    this.#effects = effects;
    this.#files = files;
  }

  /** Ids that only this log has, or that both have above the line. */
  get hidden(): readonly string[] {
    return this.known.filter(({ where }) => where !== "low").map(({ id }) => id);
  }

  /** Mails of sets, and the Run that brought the last of them in. */
  readonly mails: string[] = [];
  mailRun = "";

  /** Hashes of all bytes held, on both sides of the line. */
  get hashes(): readonly string[] {
    return this.known.flatMap(({ sha256: hash }) => (hash === undefined ? [] : [hash]));
  }

  async write(all: readonly Step[]): Promise<void> {
    const body = { kind: "organisation", name: "First Desk", key: "FD" };
    this.organisation = this.#draft("Party", "low", "organisation", LOW[0]!, body);
    await this.#flush();
    for (const [i, step] of all.entries()) {
      this.#effects.at = new Date(Date.parse("2031-01-02T00:00:00.000Z") + i * 1000).toISOString();
      if (step.where === "low" || step.where === "both" || step.where === this.#side) this.#take(step, i);
      if (step.batch) await this.#flush();
    }
    await this.#flush();
  }

  async #flush(): Promise<void> {
    for (const work of this.#first) await work();
    this.#first = [];
    if (this.#batch.length > 0) await this.#opened.log.append(this.#batch);
    this.#batch = [];
  }

  #draft(
    type: RecordType,
    where: Step["where"],
    label: string,
    marking: Marking,
    body: object,
    more: { supersedes?: string | undefined; part?: string } & Pick<Known, "sha256" | "posts" | "reads"> = {},
  ): string {
    this.#effects.choose(label);
    const id = this.#opened.log.issueId(type);
    const salt = bytesOf(`salt ${label}`);
    this.#effects.salts.push(() => salt(32));
    const by = where === "low" ? "ada" : "mole";
    const organisation = this.organisation === "" ? id : this.organisation;
    const { supersedes, part, ...held } = more;
    const extra = supersedes === undefined ? {} : { supersedes };
    this.#batch.push({ id, type, by, for: organisation, marking, ...extra, body } as IssuedDraft);
    const cite = part === undefined ? id : `${id}#${part}`;
    const cited = part !== undefined || CITED.includes(type) ? { cite } : {};
    this.known.push({ id, type, where, marking, ...cited, ...held });
    return id;
  }

  /** A record that a step may name: below the line only what is there, and above it in both logs only what both have. */
  #target(step: Step, what: RecordType | "cite" | "posts"): Known | undefined {
    const open = this.known.filter(
      (known) =>
        mayName(step.where, known.where) &&
        (what === "cite" || what === "posts" ? known[what] !== undefined : known.type === what),
    );
    return open[step.pick % Math.max(open.length, 1)];
  }

  /** A file marked no higher than what would be said of its rows. */
  #codedFile(step: Step): string | undefined {
    const open = this.known.filter(
      ({ type, where, marking }) =>
        type === "Artifact" && mayName(step.where, where) && noHigher(marking, markingOf(step)),
    );
    return open[step.pick % Math.max(open.length, 1)]?.id;
  }

  #take(step: Step, i: number): void {
    const label = `${step.where} ${i}`;
    const marking = markingOf(step);
    if (step.kind === "raise" || step.kind === "release") {
      this.#remark(step, label);
      return;
    }
    if (step.kind === "replace") {
      this.#replace(step, label);
      return;
    }
    if (
      step.kind === "document" ||
      step.kind === "mails" ||
      step.kind === "import" ||
      step.kind === "detect"
    ) {
      this.#bring(step, label, marking);
      return;
    }
    const body = bodyOf(step, i, {
      party: this.organisation,
      question: this.#target(step, "Question")?.id,
      judgment: this.#target(step, "Judgment")?.id,
      evidence: this.#target(step, "cite")?.cite,
      file: this.#target(step, "posts")?.id,
      codebook: this.#target(step, "Codebook")?.id,
      codedFile: this.#codedFile(step),
    });
    if (body === undefined) return;
    const replaced = this.known.find(
      (known) =>
        step.supersedes &&
        // A code is changed for the unit it was given to.
        step.kind !== "Coding" &&
        known.type === step.kind &&
        known.where === step.where &&
        noHigher(marking, known.marking),
    );
    this.#draft(step.kind, step.where, label, marking, body, { supersedes: replaced?.id });
  }

  /** Records over bytes: a document, a file of posts with its import, a run over such a file. */
  #bring(step: Step, label: string, marking: Marking): void {
    const { kind, where, pick } = step;
    const low = where === "low";
    const title = `${low ? "Open" : "Withheld"} ${label}`;
    const hold = (
      part: string,
      bytes: Uint8Array,
      mediaType: string,
      posts: { posts?: true } = {},
    ): string => {
      this.#first.push(() => this.#opened.artifacts.addBytes(bytes));
      const body = artifactOf(`${title}, ${part}`, bytes, mediaType);
      return this.#draft("Artifact", where, `${label} ${part}`, marking, body, {
        sha256: body.sha256,
        ...posts,
      });
    };
    if (kind === "document") {
      hold("text", documentFor(low, pick), "text/plain");
      return;
    }
    if (kind === "mails") {
      this.#mails(step, label, marking);
      return;
    }
    const common = { version: "1.0.0", seed: 1, parameters: { of: title } };
    if (kind === "import") {
      const file = fileFor(this.#files, low, pick);
      const { bytes, rejects, report, staged } = file;
      const artifact = hold("posts", bytes, "text/csv", { posts: true });
      const inputs = [{ artifact, sha256: sha256(bytes) }];
      const output = hold("rejected rows", rejects, "application/x-ndjson");
      const counts = { rowsRead: report.rowsRead, kept: report.kept, resolution: report.resolution };
      const body = { ...common, detector: IMPORT_DETECTOR, inputs, output, counts, findings: [] };
      const run = this.#draft("Run", where, label, marking, body, { reads: { artifact, staged: file } });
      this.#first.push(async () =>
        (await this.#opened.corpus()).load(run, artifact, inputs[0]!.sha256, staged, report),
      );
      return;
    }
    const file = this.#target(step, "posts");
    if (file?.sha256 === undefined) return;
    const input = { id: file.id, sha256: file.sha256 };
    const output = hold("full result", resultOf(input, low ? "anna" : "mole"), "application/json");
    const inputs = [{ artifact: file.id, sha256: file.sha256 }];
    const body = { ...common, detector: "co-share", inputs, output, counts: { windowSeconds: 60 } };
    this.#draft("Run", where, label, marking, { ...body, findings: [findingOf(title)] }, { part: "f1" });
  }

  /** A set of mails: the set, its two messages with their bodies, and the Run that brought them in. */
  #mails({ where, pick }: Step, label: string, marking: Marking): void {
    const title = `${where === "low" ? "Open" : "Withheld"} set ${label}`;
    const setHash = sha256(Buffer.from(title));
    const set = this.#draft("Artifact", where, `${label} set`, marking, {
      title,
      sha256: setHash,
      held: false,
      descriptor: "A set of mails",
    });
    for (const n of [0, 1]) {
      const bytes = mailFor(where === "low", pick + n);
      this.#first.push(() => this.#opened.artifacts.addBytes(bytes));
      const { derivedFrom: _, ...body } = artifactOf(`${title}, mail ${n}`, bytes, MAIL_TYPE);
      const more = { sha256: body.sha256 };
      this.mails.push(
        this.#draft("Artifact", where, `${label} mail ${n}`, marking, { ...body, memberOf: set }, more),
      );
    }
    const inputs = [{ artifact: set, sha256: setHash }];
    const run = { detector: MAILS_DETECTOR, version: "1.0.0", inputs, seed: 0, findings: [] };
    const said = { parameters: { set }, counts: { mails: 2 } };
    this.mailRun = this.#draft("Run", where, label, marking, { ...run, ...said });
  }

  /** An import of its own level takes the place of another, over the same file; it is marked like that one. */
  #replace({ where, pick }: Step, label: string): void {
    const open = this.known.filter(
      (known) => known.where === where && known.reads !== undefined && known.replacedBy === undefined,
    );
    const old = open[pick % Math.max(open.length, 1)];
    if (old?.reads === undefined) return;
    const { artifact, staged: file } = old.reads;
    const inputs = [{ artifact, sha256: sha256(file.bytes) }];
    // Read in another way, the same bytes give other rows: those of another file.
    const { report, staged } = this.#files[(this.#files.indexOf(file) + 1) % this.#files.length]!;
    const counts = { rowsRead: report.rowsRead, kept: report.kept, resolution: report.resolution };
    const parameters = { of: label };
    const body = {
      version: "1.0.0",
      seed: 1,
      parameters,
      detector: IMPORT_DETECTOR,
      inputs,
      counts,
      findings: [],
    };
    const more = { supersedes: old.id, reads: old.reads };
    const run = this.#draft("Run", where, label, old.marking, body, more);
    old.replacedBy = this.known.at(-1)!;
    this.#first.push(async () => {
      const corpus = await this.#opened.corpus();
      await corpus.load(run, artifact, inputs[0]!.sha256, staged, report);
      await corpus.withdraw(old.id);
    });
  }

  /** The admission refuses that the end of an import goes out of the sight of those who see it. */
  #hidesEnd(of: Known, to: Marking): boolean {
    return this.known.some(({ marking, replacedBy, ...known }) => {
      if (replacedBy === undefined || (replacedBy !== of && known.id !== of.id)) return false;
      return !noHigher(replacedBy === of ? to : replacedBy.marking, known.id === of.id ? to : marking);
    });
  }

  /** Up: a record below the line, in both logs. Down: one above the line that both have. */
  #remark(step: Step, label: string): void {
    if (step.where !== "low") return;
    const down = step.kind === "release";
    const open = this.known.filter(({ where, type }) =>
      down ? where === "both" : where === "low" && type !== "Party" && type !== "Marking",
    );
    const target = open[step.pick % Math.max(open.length, 1)];
    const to = down ? LOW[0]! : HIGH[0]!;
    if (target === undefined || this.#hidesEnd(target, to)) return;
    this.#draft("Marking", "low", label, LOW[0]!, { of: target.id, to });
    target.marking = to;
  }
}
