/** The steps by which two logs are written, and the bodies of the records that need no bytes. */
import fc from "fast-check";

export type Side = "A" | "B";

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
  "document",
  "mails",
  "import",
  "replace",
  "detect",
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

/** What the record may name, where there is such a thing. */
interface Named {
  readonly party: string;
  readonly question: string | undefined;
  readonly judgment: string | undefined;
  /** A Claim, Event, Premise or Finding. */
  readonly evidence: string | undefined;
  /** A file of posts. */
  readonly file: string | undefined;
  readonly codebook: string | undefined;
  /** A file that is marked no higher than what would be said of its rows. */
  readonly codedFile: string | undefined;
}

/** @param i number of the step, which makes its texts its own */
export function bodyOf(
  step: Step,
  i: number,
  { party, question, judgment, evidence, file, codebook, codedFile }: Named,
): object | undefined {
  const text = `${step.where === "low" ? "Open" : "Withheld"} ${i}`;
  // Keys collide on purpose: above the line and below it the same short name may be taken.
  const key = `K${step.pick % 7}-${step.kind}`;
  switch (step.kind) {
    case "Party":
      return { kind: "account", name: text, key };
    case "Artifact":
      return { title: text, sha256: "not recorded", held: false, key };
    case "Claim":
      return {
        speaker: party,
        // Some accuse, some deny what was said before, and some of the answers stand above the line.
        polarity: step.pick % 3 === 1 ? "denies" : "asserts",
        ...(step.pick % 3 === 2 ? { act: "accuses" } : {}),
        ...(evidence?.startsWith("clm_") === true ? { answers: [evidence] } : {}),
        proposition: text,
        derivedFrom: "original",
        key,
        ...(file === undefined ? {} : { from: [{ artifact: file, row: (step.pick % 2) + 1 }] }),
      };
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
        ...(evidence === undefined ? {} : { movedBy: [evidence] }),
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
      if (codebook === undefined || codedFile === undefined) return undefined;
      return { codebook, unit: { artifact: codedFile, row: 1 + (step.pick % 3) }, says: ["c"], note: text };
    }
    default:
      return {
        title: text,
        language: "en",
        ceiling: { tlp: step.where === "low" ? "GREEN" : "RED" },
        authors: [party],
        addressees: [party],
        replyBy: "2031-02-01",
        blocks: [
          ...(judgment === undefined ? [] : [{ block: "judgment", judgment }]),
          ...(evidence?.startsWith("run_") === true ? [{ block: "finding", finding: evidence }] : []),
        ],
      };
  }
}
