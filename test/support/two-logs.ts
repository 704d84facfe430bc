/**
 * Two logs that agree on everything a reader at GREEN with the group `desk` may see, and on nothing else: the same steps
 * are taken in both, and each has steps of its own above the line. What is below the line has the same id, salt and time
 * in both.
 */
import fc from "fast-check";
import { noHigher } from "../../src/model/marking.ts";
import type { Marking } from "../../src/model/marking.ts";
import { ID_PREFIX } from "../../src/model/refs.ts";
import type { RecordType } from "../../src/model/refs.ts";
import type { Effects } from "../../src/model/effects.ts";
import { idText } from "../../src/store/effects.ts";
import type { IssuedDraft } from "../../src/store/log/case-log.ts";
import type { Case } from "../../src/workbench/index.ts";
import { bytesOf } from "./case-builder.ts";

export type Side = "A" | "B";
export const READER = { ceiling: "GREEN", groups: ["desk"] } as const;

const LOW: readonly Marking[] = [{ tlp: "CLEAR" }, { tlp: "GREEN" }, { tlp: "GREEN", groups: ["desk"] }];
const HIGH: readonly Marking[] = [{ tlp: "RED" }, { tlp: "AMBER" }, { tlp: "CLEAR", groups: ["cell"] }];

const KINDS = [
  "Party",
  "Artifact",
  "Claim",
  "Event",
  "Question",
  "Premise",
  "Judgment",
  "Wording",
  "Basis",
  "Position",
  "Appraisal",
  "Edition",
  "Codebook",
  "Coding",
  "raise",
  "release",
] as const;

/** One step. `where`: below the line in both logs, above it in both, or above it in one. */
export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly where: "low" | "both" | Side;
  readonly pick: number;
  readonly marking: number;
  /** Supersedes an earlier record of its kind, where there is one of its own level. */
  readonly supersedes: boolean;
  readonly batch: boolean;
}

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    where: fc.constantFrom("low", "low", "low", "both", "A", "B", "B"),
    pick: fc.nat(1000),
    marking: fc.nat(2),
    supersedes: fc.boolean(),
    batch: fc.boolean(),
  }),
  { minLength: 8, maxLength: 40 },
);

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

interface Known {
  readonly id: string;
  readonly type: RecordType;
  readonly where: Step["where"];
  /** Effective marking. */
  marking: Marking;
}

/** Writes the steps of one side into a case, and remembers what is above the line. */
export class LogOfOneSide {
  readonly known: Known[] = [];
  organisation = "";
  readonly #side: Side;
  readonly #opened: Case;
  readonly #effects: ChosenEffects;
  #batch: IssuedDraft[] = [];

  constructor(side: Side, opened: Case, effects: ChosenEffects) {
    this.#side = side;
    this.#opened = opened;
    this.#effects = effects;
  }

  /** Ids that only this log has, or that both have above the line. */
  get hidden(): readonly string[] {
    return this.known.filter(({ where }) => where !== "low").map(({ id }) => id);
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
    if (this.#batch.length > 0) await this.#opened.log.append(this.#batch);
    this.#batch = [];
  }

  #draft(
    type: RecordType,
    where: Step["where"],
    label: string,
    marking: Marking,
    body: object,
    supersedes?: string,
  ): string {
    this.#effects.choose(label);
    const id = this.#opened.log.issueId(type);
    const salt = bytesOf(`salt ${label}`);
    this.#effects.salts.push(() => salt(32));
    const by = where === "low" ? "ada" : "mole";
    const organisation = this.organisation === "" ? id : this.organisation;
    const extra = supersedes === undefined ? {} : { supersedes };
    this.#batch.push({ id, type, by, for: organisation, marking, ...extra, body } as IssuedDraft);
    this.known.push({ id, type, where, marking });
    return id;
  }

  /** A record that a step may name: below the line only what is there, and above it in both logs only what both have. */
  #target(step: Step, ...types: readonly RecordType[]): string | undefined {
    const open = this.known.filter(({ type, where }) => types.includes(type) && mayName(step.where, where));
    return open[step.pick % Math.max(open.length, 1)]?.id;
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
    const body = this.#body(step, i);
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
    this.#draft(step.kind, step.where, label, marking, body, replaced?.id);
  }

  /** Up: a record below the line, in both logs. Down: one above the line that both have. */
  #remark(step: Step, label: string): void {
    if (step.where !== "low") return;
    const down = step.kind === "release";
    const open = this.known.filter(({ where, type }) =>
      down ? where === "both" : where === "low" && type !== "Party" && type !== "Marking",
    );
    const target = open[step.pick % Math.max(open.length, 1)];
    if (target === undefined) return;
    const to = down ? LOW[0]! : HIGH[0]!;
    this.#draft("Marking", "low", label, LOW[0]!, { of: target.id, to });
    target.marking = to;
  }

  #body(step: Step, i: number): object | undefined {
    const text = `${step.where === "low" ? "Open" : "Withheld"} ${i}`;
    // Keys collide on purpose: above the line and below it the same short name may be taken.
    const key = `K${step.pick % 7}-${step.kind}`;
    const party = this.organisation;
    const question = this.#target(step, "Question");
    const judgment = this.#target(step, "Judgment");
    const evidence = this.#target(step, "Claim", "Event", "Premise");
    const codebook = this.#target(step, "Codebook");
    switch (step.kind) {
      case "Party":
        return { kind: "account", name: text, key };
      case "Artifact":
        return { title: text, sha256: "not recorded", held: false, key };
      case "Claim":
        return { speaker: party, polarity: "asserts", proposition: text, derivedFrom: "original", key };
      case "Event":
        return { title: text, kind: "test", start: "2030-05", derivedFrom: "original", key };
      case "Question":
        return { text, hypotheses: [{ id: "h1", text }], exclusive: true, exhaustive: true, key };
      case "Premise":
        return { kind: "indicator", text, due: "2032", key };
      case "Judgment":
        return question === undefined ? undefined : { states: { hypothesis: `${question}#h1` }, key };
      case "Wording":
        return judgment === undefined ? undefined : { judgment, language: "en", text };
      case "Basis":
        if (judgment === undefined || evidence === undefined) return undefined;
        return { judgment, entry: evidence, stands: step.pick % 2 === 0 ? "for" : "against" };
      case "Position":
        if (judgment === undefined) return undefined;
        return {
          judgment,
          organisation: party,
          stance: "own",
          holds: step.pick % 2 === 0 ? "joins" : "dissents",
          likelihood: { scale: "icd203/1", term: "likely" },
          confidence: "low",
          why: text,
        };
      case "Appraisal":
        if (evidence === undefined || question === undefined) return undefined;
        return { aspect: "consistency", of: evidence, against: `${question}#h1`, value: "C", why: text };
      case "Codebook":
        return {
          name: text,
          of: "post",
          several: step.pick % 2 === 0,
          categories: [{ code: "c", label: text, definition: text }],
          key,
        };
      case "Coding": {
        const file = this.#codedFile(step);
        if (codebook === undefined || file === undefined) return undefined;
        return { codebook, unit: { artifact: file, row: 1 + (step.pick % 3) }, says: ["c"], note: text };
      }
      default:
        return {
          title: text,
          language: "en",
          ceiling: { tlp: step.where === "low" ? "GREEN" : "RED" },
          authors: [party],
          addressees: [party],
          replyBy: "2031-02-01",
          blocks: judgment === undefined ? [] : [{ block: "judgment", judgment }],
        };
    }
  }
}
