/**
 * How often the same posts were looked at: a finding among many tries weighs less than one of the first try, no matter who
 * made the others. It is counted over the runs that a reader may see and stands in no Run: the same input gives the same
 * Findings whatever else was tried.
 *
 * A look is a run with findings that read at least one of the same files, by hash, whether or not it still stands. One that
 * repeats an earlier run to the letter is no new look, and one that declares what a table holds is none. Quadratic in the runs of a case.
 */
import { canonicalJson } from "../model/canonical.ts";
import { isDeclaration, isType } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { LooksView } from "../views/edition.ts";
import type { CaseFold } from "./fold.ts";
import { keptPer } from "./kept.ts";

type Run = CaseRecord<"Run">;

/** The looks at the posts of a run, up to its own. Undefined for what is no look: an import, or nothing that is visible. */
export function looksOf(fold: CaseFold, run: Ref): LooksView | undefined {
  return allLooks(fold).get(recordOf(run));
}

const allLooks = keptPer((fold: CaseFold): ReadonlyMap<string, LooksView> => {
  const looks = new Map<string, LooksView>();
  /** What is no repetition, in order of arrival. */
  const fresh: Run[] = [];
  const sames = new Map<string, string>();
  for (const { record } of fold.visible) {
    if (!isType("Run")(record) || record.body.findings.length === 0) continue;
    if (isDeclaration(record)) {
      looks.set(record.id, { place: 1, runs: [lookOf(record)] });
      continue;
    }
    const same = sameness(record);
    const earlier = sames.get(same);
    if (earlier !== undefined) {
      looks.set(record.id, looks.get(earlier)!);
      continue;
    }
    sames.set(same, record.id);
    fresh.push(record);
    const files = new Set(record.body.inputs.map(({ sha256 }) => sha256));
    const runs = fresh.filter(
      (other) => other === record || other.body.inputs.some(({ sha256 }) => files.has(sha256)),
    );
    looks.set(record.id, { place: runs.length, runs: runs.map(lookOf) });
  }
  return looks;
});

/** Equal of two runs that read, asked and found the same. */
function sameness({ body }: Run): string {
  const { detector, version, inputs, parameters, seed, counts, findings } = body;
  const files = inputs.map(({ sha256 }) => sha256);
  const found = findings.map(({ id, rows }) => ({ id, rows }));
  return canonicalJson({ detector, version, files, parameters, seed, counts, found });
}

function lookOf({ id, body: { detector, counts, parameters } }: Run): LooksView["runs"][number] {
  const declared = counts["windows"];
  const one = "window" in parameters || "windowSeconds" in parameters ? 1 : undefined;
  const windows = typeof declared === "number" ? declared : one;
  return { ref: id, detector, ...(windows === undefined ? {} : { windows }) };
}
