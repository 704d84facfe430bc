/** Grades: reliability of a source and credibility of an item, entered apart, and what they are about. */
import type { GradeEntry } from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { GradeView } from "../views/basics.ts";
import { appraisals, isAbout } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptInPart, sameList } from "./kept.ts";
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

type Grade = AppraisalRecord<GradeEntry["aspect"]>;

/** Standing grades by the record they are about: reliability, then credibility, each in order of arrival. */
const gradesByRecord = indexIn((fold: CaseFold): ReadonlyMap<string, readonly Grade[]> => {
  const index = new Map<string, Grade[]>();
  const all: Grade[] = [...appraisals(fold, "reliability"), ...appraisals(fold, "credibility")];
  for (const grade of all) {
    const about = fold.latest(recordOf(grade.body.of));
    const alike = index.get(about);
    if (alike === undefined) index.set(about, [grade]);
    else alike.push(grade);
  }
  return index;
}, sameList);

const ASPECTS = ["reliability", "credibility"] as const;

/** Reliability of the item and of its sources, then credibility of the item, each in order of arrival. */
const gradesOf = keptInPart((item: Ref) => item, gatherGrades);

function gatherGrades(fold: CaseFold, item: Ref): readonly Grade[] {
  const record = fold.get(recordOf(item));
  const sources = new Set(record === undefined ? [] : gradedSources(record).map((ref) => fold.latest(ref)));
  const place = ({ id, body }: Grade) => [ASPECTS.indexOf(body.aspect), fold.place(id)] as const;
  return [...new Set([...sources, fold.latest(recordOf(item))])]
    .flatMap((about) => gradesByRecord(fold, about) ?? [])
    .filter(
      ({ body }) =>
        isAbout(fold, body.of, item) ||
        (body.aspect === "reliability" && sources.has(fold.latest(recordOf(body.of)))),
    )
    .map((grade) => [...place(grade), grade] as const)
    .sort(([a, first], [b, second]) => a - b || first - second)
    .map(([, , grade]) => grade);
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
