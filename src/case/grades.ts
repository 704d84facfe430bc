/** Grades: reliability of a source and credibility of an item, entered apart, and what they are about. */
import type { GradeEntry } from "../model/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { GradeView } from "../model/view.ts";
import { appraisals, isAbout } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { recordedBy } from "./named.ts";

/** What a reliability may be entered for: the item, its speaker, the sources it was read in. */
function gradedSources(item: CaseRecord): Ref[] {
  switch (item.type) {
    case "Claim":
      return [item.body.speaker, ...(item.body.from ?? []).map(({ artifact }) => artifact)];
    case "Event":
    case "Premise":
      return (item.body.from ?? []).map(({ artifact }) => artifact);
    case "Run":
      return item.body.inputs.map(({ artifact }) => artifact);
    default:
      return [];
  }
}

function gradesOf(fold: CaseFold, item: Ref): AppraisalRecord<GradeEntry["aspect"]>[] {
  const record = fold.get(recordOf(item));
  const sources = new Set(record === undefined ? [] : gradedSources(record).map((ref) => fold.latest(ref)));
  const isGraded = (of: Ref) => isAbout(fold, of, item) || sources.has(fold.latest(recordOf(of)));
  return [
    ...appraisals(fold, "reliability").filter(({ body }) => isGraded(body.of)),
    ...appraisals(fold, "credibility").filter(({ body }) => isAbout(fold, body.of, item)),
  ];
}

/** Every standing grade: reliability of the item and its sources, then its credibility, each oldest first. */
export function gradeEntries(fold: CaseFold, item: Ref): GradeEntry[] {
  return gradesOf(fold, item).map((record) => {
    const { aspect, value, of } = record.body;
    return { ...recordedBy(fold, record), aspect, value, of };
  });
}

/** Reliability is of a source (speaker or artifact), credibility of the item; the latest standing Appraisal counts. */
export function gradeOf(fold: CaseFold, item: Ref): GradeView {
  const grades = gradesOf(fold, item);
  const latest = (aspect: GradeEntry["aspect"]) =>
    grades.findLast(({ body }) => body.aspect === aspect)?.body.value ?? "not assessed";
  return { reliability: latest("reliability"), credibility: latest("credibility") };
}
