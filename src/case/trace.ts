/** The plumb line: from any record or part down to the bytes it rests on, step by step, as one reader may see it. */
import { z } from "zod";
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf, spanSchema } from "../model/refs.ts";
import type { Ref, Span } from "../model/refs.ts";
import { list, shape, text, view } from "../views/plain.ts";
import { counted, materialOf, NO_ANSWER, sayLooks } from "../words.ts";
import { answersOf } from "./answers.ts";
import type { CaseFold } from "./fold.ts";
import { looksOf } from "./looks.ts";
import { howTheyMet } from "./meetings.ts";
import { nameOf } from "./names.ts";
import { partyView } from "./parties.ts";
import { standingAbout } from "./relations.ts";
import { sayEnded, staleRecords } from "./stale.ts";
import { toldAppraisal, toldClaim, toldPosition } from "./told.ts";

const step = {
  ref: text,
  /** Record type, or the part: "Finding", "Hypothesis". */
  kind: text,
  /** How it hangs on the step above: "for", "against", "rests on", "from page 7", "input". */
  relation: text,
  text,
  details: list(text),
  /** The record's own place in a file, where the step above named one. */
  span: spanSchema.exactOptional(),
};
const stepSchema = shape(step);

/** One step of the line. */
export type TraceStep = z.infer<typeof stepSchema> & { readonly next: readonly TraceStep[] };

export const traceStepSchema: z.ZodType<TraceStep> = view("TraceStep", {
  ...step,
  get next() {
    return list(traceStepSchema);
  },
});

/** A case has no cycle by construction (records refer upward only), so the walk ends; a step met before is not opened again. */
export function traceLine(fold: CaseFold, ref: Ref): TraceStep | undefined {
  return fold.resolves(ref) ? new Tracer(fold).step(ref, "") : undefined;
}

class Tracer {
  readonly #fold: CaseFold;
  readonly #opened = new Set<Ref>();

  constructor(fold: CaseFold) {
    this.#fold = fold;
  }

  step(ref: Ref, relation: string, span?: Span): TraceStep {
    const record = this.#fold.get(recordOf(ref));
    const own = span === undefined ? {} : { span };
    if (record === undefined)
      return {
        ref,
        kind: "Record",
        relation,
        text: "not shown at this level",
        details: [],
        next: [],
        ...own,
      };
    const seen = this.#opened.has(ref);
    this.#opened.add(ref);
    const { kind, text, details } = describe(this.#fold, record, ref);
    const stale = staleRecords(this.#fold).get(ref);
    const standing = [
      ...(this.#fold.stands(record.id) ? [] : ["superseded or withdrawn"]),
      ...(stale === undefined ? [] : [`stale: ${sayEnded(stale)}`]),
    ];
    const next = seen ? [] : this.#next(record, ref);
    return { ref, kind, relation, text, details: [...standing, ...details], next, ...own };
  }

  #next(record: CaseRecord, ref: Ref): TraceStep[] {
    switch (record.type) {
      case "Wording":
        return [this.step(record.body.judgment, "words"), ...this.#spans(record.body.from)];
      case "Position":
        return [
          ...(record.body.reportedIn === undefined ? [] : [this.step(record.body.reportedIn, "reported in")]),
          this.step(record.body.judgment, "on"),
          ...(record.body.movedBy ?? []).map((mover) => this.step(mover, "moved by")),
        ];
      case "Judgment":
        return this.#judgment(record);
      case "Basis":
        return record.body.entry === "not public" ? [] : [this.step(record.body.entry, record.body.stands)];
      case "Claim":
        return [
          ...this.#spans(record.body.from),
          ...this.#lineage(record.body.derivedFrom),
          ...this.#answers(record),
        ];
      case "Event":
        return [...this.#spans(record.body.from), ...this.#lineage(record.body.derivedFrom)];
      case "Premise":
        return this.#spans(record.body.from);
      case "Appraisal":
        return [this.step(record.body.of, "of"), ...this.#spans(record.body.from)];
      case "Run":
        return [
          ...(record.body.output === undefined ? [] : [this.step(record.body.output, "full result")]),
          ...record.body.inputs.map(({ artifact }) => this.step(artifact, "input")),
          ...(record.body.used ?? []).map((used) => this.step(used, "used")),
        ];
      case "Marking":
        return [this.step(record.body.of, "re-marks")];
      case "Artifact":
        return this.#lineage(record.body.derivedFrom);
      case "Edition":
        return record.body.blocks.flatMap((block) => this.#block(block));
      case "Question":
        return partOf(ref) === undefined ? [] : this.#judgmentsOf(ref);
      case "Coding":
        return this.#coding(record);
      default:
        return [];
    }
  }

  #coding({ body: { codebook, unit, says } }: CaseRecord<"Coding">): TraceStep[] {
    const codes = says === "cannot say" ? [] : says.map((code) => this.step(`${codebook}#${code}`, "says"));
    const place =
      "row" in unit ? this.#spans([unit]) : [this.step(unit.artifact, "of an account that stands in")];
    return [...place, ...codes, this.step(codebook, "by")];
  }

  #judgment(record: CaseRecord<"Judgment">): TraceStep[] {
    const basis = namingItself(this.#fold, "Basis", record.id);
    return [
      ...(record.body.restsOn ?? []).map((ref) => this.step(ref, "rests on")),
      ...basis.map(({ id, body }) =>
        body.entry === "not public"
          ? { ref: id, kind: "Basis", relation: body.stands, text: "not public", details: [], next: [] }
          : this.step(body.entry, body.stands),
      ),
    ];
  }

  #judgmentsOf(hypothesis: Ref): TraceStep[] {
    return this.#fold
      .all("Judgment")
      .filter(({ body }) => body.states.hypothesis === hypothesis)
      .map(({ id }) => this.step(id, "judged in"));
  }

  #spans(spans: readonly Span[] | undefined): TraceStep[] {
    return (spans ?? []).map((span) => this.step(span.artifact, placeOf(span), span));
  }

  #lineage(lineage: CaseRecord<"Claim">["body"]["derivedFrom"]): TraceStep[] {
    return typeof lineage === "object" ? lineage.map((ref) => this.step(ref, "derived from")) : [];
  }

  /** What it answers, and what answers it: an answer hangs from both ends. */
  #answers(claim: CaseRecord<"Claim">): TraceStep[] {
    const { answers = [], answeredBy = [] } = this.#fold.stands(claim.id) ? answersOf(this.#fold, claim) : {};
    return [
      ...answers.map(({ ref }) => this.step(ref, "answers")),
      ...(typeof answeredBy === "string" ? [] : answeredBy.map(({ ref }) => this.step(ref, "answered by"))),
    ];
  }

  #block(block: CaseRecord<"Edition">["body"]["blocks"][number]): TraceStep[] {
    if (block.block === "judgment") return [this.step(block.judgment, "judgment")];
    if (block.block === "question") return [this.step(block.question, "question")];
    if (block.block === "finding") return [this.step(block.finding, "finding")];
    return block.block === "text" ? block.cites.map((ref) => this.step(ref, "cites")) : [];
  }
}

function placeOf(span: Span): string {
  if (span.page !== undefined) return `from page ${span.page}`;
  if (span.row !== undefined) return `from row ${span.row}`;
  return span.place === undefined ? "from" : `from ${span.place}`;
}

/** What a visible record or part says, in one line; nothing where the reader may not see it. */
export function wordsOf(fold: CaseFold, ref: Ref): string | undefined {
  const record = fold.get(recordOf(ref));
  return record === undefined || !fold.resolves(ref) ? undefined : describe(fold, record, ref).text;
}

type Description = Pick<TraceStep, "kind" | "text" | "details">;

function describe(fold: CaseFold, record: CaseRecord, ref: Ref): Description {
  const who = `${record.by}, for ${partyView(fold, record.for, record.id).name}, ${record.at}, ${fold.marking(record.id)!.tlp}`;
  const plain = (kind: string, text: string, ...details: string[]): Description => ({
    kind,
    text,
    details: [...details, who],
  });
  switch (record.type) {
    case "Party":
      return plain("Party", record.body.name, record.body.kind);
    case "Artifact":
      return plain(
        "Artifact",
        record.body.title,
        `SHA-256 ${record.body.sha256}`,
        record.body.held ? "held in this case" : "bytes not held",
      );
    case "Claim":
      return plain(
        "Claim",
        toldClaim(fold, record),
        ...(record.heldAt === undefined ? [] : [`said ${record.heldAt}`]),
        ...(record.body.quote === undefined ? [] : [`“${record.body.quote}”`]),
        ...answerLines(fold, record),
      );
    case "Event":
      return plain("Event", record.body.title, `${record.body.kind}, ${record.body.start}`);
    case "Run": {
      const part = record.body.findings.find(({ id }) => id === partOf(ref));
      const run = `${record.body.detector} ${record.body.version}, seed ${record.body.seed}`;
      const looks = looksOf(fold, record.id);
      const listed = record.body.findings.reduce((most, { rows }) => Math.max(most, rows.count), 0);
      const tried = looks === undefined ? [] : [sayLooks(looks.runs, materialOf(record.body, listed))];
      if (part === undefined) return plain("Run", saidOfRun(record.body), run, ...tried);
      const rows = `${part.rows.count} posts, rows ${part.rows.sha256}`;
      return plain("Finding", part.sentence, run, ...tried, ...howTheyMet(part), rows);
    }
    case "Question": {
      const part = record.body.hypotheses.find(({ id }) => id === partOf(ref));
      return part === undefined
        ? plain("Question", record.body.text)
        : plain("Hypothesis", part.text, record.body.text);
    }
    case "Premise":
      return plain("Premise", record.body.text, record.body.kind);
    case "Appraisal":
      return plain(
        "Appraisal",
        toldAppraisal(fold, record),
        ...(record.body.why === undefined ? [] : [record.body.why]),
      );
    case "Judgment":
      return plain("Judgment", wordingOf(fold, record.id), ...positionsOf(fold, record.id));
    case "Wording":
      return plain("Wording", record.body.text);
    case "Basis":
      return plain("Basis", basisWords(fold, record.body));
    case "Position":
      return plain(
        "Position",
        `On ${nameOf(fold, record.body.judgment)}, ${toldPosition(fold, record)}`,
        record.body.stance,
        ...(record.body.why === undefined ? [] : [record.body.why]),
      );
    case "Marking":
      return plain("Marking", `${nameOf(fold, record.body.of)} is ${record.body.to.tlp}`);
    case "Edition":
      return plain("Edition", record.body.title, `ceiling ${record.body.ceiling.tlp}`);
    case "Codebook": {
      const { name, of, categories } = record.body;
      const part = categories.find(({ code }) => code === partOf(ref));
      return part === undefined
        ? plain("Codebook", name, `${categories.length} codes for single ${of}s`)
        : plain("Code", part.label, part.definition);
    }
    case "Coding": {
      const { says, note } = record.body;
      const words = says === "cannot say" ? says : says.join(", ") || "none of the codes";
      return plain("Coding", words, ...(note === undefined ? [] : [note]));
    }
    default:
      return record satisfies never;
  }
}

/** Who answers it, each in one line; or that nobody does, among the records shown here. */
function answerLines(fold: CaseFold, claim: CaseRecord<"Claim">): string[] {
  const { answeredBy = [] } = fold.stands(claim.id) ? answersOf(fold, claim) : {};
  return typeof answeredBy === "string" ? [NO_ANSWER] : answeredBy.map(({ says }) => says);
}

function wordingOf(fold: CaseFold, judgment: Ref): string {
  return namingItself(fold, "Wording", judgment).at(-1)?.body.text ?? "no wording is visible";
}

function positionsOf(fold: CaseFold, judgment: Ref): string[] {
  return namingItself(fold, "Position", judgment).map((position) => toldPosition(fold, position));
}

function basisWords(fold: CaseFold, { stands, judgment, entry }: CaseRecord<"Basis">["body"]): string {
  const cited = entry === "not public" ? entry : nameOf(fold, entry);
  return `${stands === "context" ? "as context of" : stands} ${nameOf(fold, judgment)}: ${cited}`;
}

/** What stands about this judgment itself, not about one that replaced it or that it replaced. */
function namingItself<T extends "Wording" | "Position" | "Basis">(
  fold: CaseFold,
  type: T,
  judgment: Ref,
): CaseRecord<T>[] {
  return standingAbout(fold, type, fold.latest(judgment)).filter(({ body }) => body.judgment === judgment);
}

function saidOfRun({ detector, findings }: CaseRecord<"Run">["body"]): string {
  if (findings.length === 0) return detector;
  return `${detector}: ${counted(findings.length, "finding")}`;
}
