/**
 * What stands on an import that no longer stands. Nothing is moved or taken back by a replacement: each record that was made from posts of the
 * old reading is named, and what rests on it with it, until a person corrects or withdraws it.
 *
 * A record is stale that names the file of an import, was recorded while that import stood, and stands itself. What was recorded after the
 * end of an import speaks of what is there now.
 */
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { StaleView } from "../views/stale.ts";
import type { CaseFold } from "./fold.ts";
import { endedImports, isImport } from "./imports.ts";
import type { EndedImport } from "./imports.ts";
import { keptIn } from "./kept.ts";

/** A stale record, still without its words. */
export type StaleRecord = Omit<StaleView, "name" | "text">;

/** Every stale record by its ref, in the order of what rests on what: posts first, drafts of editions last. */
export const staleRecords = keptIn((fold: CaseFold): ReadonlyMap<Ref, StaleRecord> => new Stale(fold).all());

/** What happened to the import that something stands on. */
export function sayEnded({ import: old, ended, by }: Pick<StaleRecord, "import" | "ended" | "by">): string {
  return `stands on import ${old}, which was ${ended === "replaced" ? `replaced by ${by}` : `withdrawn by ${by}`}`;
}

type Why = Pick<StaleRecord, "import" | "ended" | "by" | "through" | "units">;

class Stale {
  readonly #fold: CaseFold;
  readonly #found = new Map<Ref, StaleRecord>();
  /** By the Artifact of the file. */
  readonly #ended = new Map<string, EndedImport[]>();

  constructor(fold: CaseFold) {
    this.#fold = fold;
    for (const one of endedImports(fold))
      for (const { artifact } of one.run.body.inputs)
        this.#ended.set(artifact, [...(this.#ended.get(artifact) ?? []), one]);
  }

  all(): ReadonlyMap<Ref, StaleRecord> {
    if (this.#ended.size === 0) return this.#found;
    const standing = this.#fold.visible.map(({ record }) => record).filter(({ id }) => this.#fold.stands(id));
    for (const record of standing) this.#read(record);
    this.#addCodebooks();
    for (const basis of this.#fold.all("Basis"))
      if (basis.body.entry !== "not public") this.#addIf(basis, "Basis", this.#through(basis.body.entry));
    this.#addJudgments();
    for (const edition of this.#fold.all("Edition")) this.#readEdition(edition);
    return this.#found;
  }

  /** What names posts, or derives from what does. Records refer upward, so one pass in their order is enough. */
  #read(record: CaseRecord): void {
    switch (record.type) {
      case "Run":
        if (!isImport(record)) this.#readRun(record);
        return;
      case "Claim":
      case "Event": {
        const { derivedFrom } = record.body;
        const roots = typeof derivedFrom === "object" ? derivedFrom : [];
        const why =
          this.#posts(record) ?? roots.map((ref) => this.#through(ref)).find((one) => one !== undefined);
        this.#addIf(record, record.type, why);
        return;
      }
      case "Premise":
      case "Party":
      case "Appraisal":
      case "Wording":
      case "Basis":
        this.#addIf(record, record.type, this.#posts(record));
        return;
      default:
    }
  }

  #readRun(run: CaseRecord<"Run">): void {
    const used = (run.body.used ?? []).map((ref) => this.#found.get(ref) ?? this.#findingOf(recordOf(ref)));
    const [through] = used.flatMap((one) => one ?? []);
    const why =
      run.body.inputs.map(({ artifact }) => this.#file(artifact, run.id)).find((one) => one !== undefined) ??
      (through && { import: through.import, ended: through.ended, by: through.by, through: through.ref });
    if (why === undefined) return;
    if (run.body.findings.length === 0) this.#add(run.id, "Run", why);
    for (const { id } of run.body.findings) this.#add(`${run.id}#${id}`, "Finding", why);
  }

  /** The posts that a record names by their rows. */
  #posts(record: CaseRecord): Why | undefined {
    const spans = "from" in record.body ? (record.body.from ?? []) : [];
    return spans
      .filter(({ row }) => row !== undefined)
      .map(({ artifact }) => this.#file(artifact, record.id))
      .find((one) => one !== undefined);
  }

  /** The import of a file that stood when the record was made, and ended after it. */
  #file(artifact: string, record: string): Why | undefined {
    const place = this.#fold.place(record);
    const one = this.#ended
      .get(artifact)
      ?.find(({ run, by }) => this.#fold.place(run.id) < place && place < this.#fold.place(by.id));
    return one && { import: one.run.id, ended: one.ended, by: one.by.id };
  }

  /** What is cited, if it is stale: a correction of it counts in its place. */
  #through(cited: Ref): Why | undefined {
    const ref = this.#fold.current(cited);
    const found = ref === undefined ? undefined : (this.#found.get(ref) ?? this.#findingOf(ref));
    return found && { import: found.import, ended: found.ended, by: found.by, through: found.ref };
  }

  /** A whole run is cited by its first finding. */
  #findingOf(ref: Ref): StaleRecord | undefined {
    const run = this.#fold.find("Run", ref);
    const [first] = run?.body.findings ?? [];
    return run?.id === ref && first !== undefined ? this.#found.get(`${ref}#${first.id}`) : undefined;
  }

  #addCodebooks(): void {
    const units = new Map<string, { readonly why: Why; units: number }>();
    for (const { id, body } of this.#fold.all("Coding")) {
      const why = this.#file(body.unit.artifact, id);
      const codebook = this.#fold.current(body.codebook);
      if (why === undefined || codebook === undefined) continue;
      const known = units.get(codebook);
      if (known === undefined) units.set(codebook, { why, units: 1 });
      else known.units += 1;
    }
    for (const [codebook, { why, units: n }] of units) this.#add(codebook, "Codebook", { ...why, units: n });
  }

  /** By their basis, then along what they rest on, until no more are found. */
  #addJudgments(): void {
    for (const { id, body } of this.#fold.all("Basis")) {
      const basis = this.#found.get(id);
      const judgment = this.#fold.find("Judgment", this.#fold.latest(body.judgment));
      if (basis !== undefined && judgment !== undefined)
        this.#addIf(judgment, "Judgment", this.#through(basis.through ?? id) ?? basis);
    }
    for (let before = -1; before < this.#found.size;) {
      before = this.#found.size;
      for (const judgment of this.#fold.all("Judgment"))
        for (const lower of judgment.body.restsOn ?? [])
          this.#addIf(judgment, "Judgment", this.#through(lower));
    }
  }

  #readEdition(edition: CaseRecord<"Edition">): void {
    if (edition.body.manifest !== undefined) return;
    const cited = edition.body.blocks.flatMap((block): readonly Ref[] => {
      if (block.block === "text") return block.cites;
      if (block.block === "finding") return [block.finding];
      return block.block === "judgment" ? [block.judgment] : [];
    });
    const why = cited.map((ref) => this.#through(ref)).find((one) => one !== undefined);
    this.#addIf(edition, "Edition", why);
  }

  #addIf({ id }: CaseRecord, kind: StaleRecord["kind"], why: Why | undefined): void {
    if (why !== undefined && this.#fold.stands(id)) this.#add(id, kind, why);
  }

  #add(ref: Ref, kind: StaleRecord["kind"], why: Why): void {
    if (!this.#found.has(ref)) this.#found.set(ref, { ref, kind, ...why });
  }
}
