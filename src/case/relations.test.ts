import { expect, it } from "vitest";
import { TLP_LEVELS } from "../model/marking.ts";
import type { CaseRecord } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import { randomCase } from "../../test/support/random-case.ts";
import { CaseFold } from "./fold.ts";
import type { FoldEntry } from "./fold.ts";
import { lintCase } from "./lint/case-lint.ts";
import { everAbout, standingAbout } from "./relations.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const foldsOf = (entries: readonly FoldEntry[]) =>
  TLP_LEVELS.map((ceiling) => new CaseFold(entries, { ceiling, groups: [] }));

const subjectOf = ({ type, id, body }: CaseRecord): string => {
  if (type === "Appraisal" && "of" in body) return recordOf(body.of);
  return "judgment" in body ? body.judgment : id;
};

it("finds what a scan of all records finds, in the same order", async () => {
  let corrected = 0;
  let moved = 0;
  for (const seed of SEEDS)
    for (const fold of foldsOf(await randomCase(seed)))
      for (const { record: subject } of fold.visible) {
        const { id } = subject;
        for (const type of ["Wording", "Position", "Basis", "Appraisal"] as const) {
          const scanned = fold.all(type).filter((record) => fold.latest(subjectOf(record)) === id);
          expect(standingAbout(fold, type, id)).toEqual(scanned);
          corrected += scanned.filter((record) => subjectOf(record) !== id).length;
        }
        if (subject.type !== "Judgment" || fold.latest(id) !== id) continue;
        const about = new Set<string>();
        const scanned = fold.visible.flatMap(({ record }) => {
          const targets =
            record.type === "Marking"
              ? [record.body.of]
              : record.type === "Claim"
                ? withdrawnBy(record, (target) => fold.get(target)?.for)
                : undefined;
          if (targets?.some((target) => about.has(target)) ?? fold.latest(subjectOf(record)) === id) {
            if (targets === undefined) about.add(record.id);
            else moved += 1;
            return [record];
          }
          return [];
        });
        expect(everAbout(fold, id)).toEqual(scanned);
      }
  // The random cases do hold what makes it hard.
  expect(Math.min(corrected, moved)).toBeGreaterThan(0);
});

/** The same leaf, a wording with a term of the scale. */
function estimating(entry: FoldEntry): FoldEntry {
  const { record } = entry;
  if (record?.type !== "Wording") return entry;
  return {
    ...entry,
    record: { ...record, body: { ...record.body, text: "It is likely that these did it." } },
  };
}

it("lints a log that grows as it lints one that was never read before", async () => {
  const codes = new Set<string>();
  for (const seed of SEEDS.slice(0, 3)) {
    const entries = (await randomCase(seed)).map(estimating);
    for (let end = 1; end <= entries.length; end += 3) {
      const known = entries.slice(0, end);
      const unread = structuredClone(known);
      const found = foldsOf(known).map(lintCase);
      expect(found).toEqual(foldsOf(unread).map(lintCase));
      for (const { hits } of found) for (const { code } of hits) codes.add(code);
    }
  }
  // Whether a wording agrees with the positions changes while these come in.
  expect(codes).toContain("LINT-POSITION");
});
