/** Standing Appraisals by aspect, with the value typed by it. */
import type { AppraisalBody, Aspect, RecordEnvelope } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";

/** An Appraisal of one aspect. */
export type AppraisalRecord<A extends Aspect> = RecordEnvelope & {
  readonly type: "Appraisal";
  readonly body: Extract<AppraisalBody, { aspect: A }>;
};

/** Standing Appraisals of an aspect, in order of arrival. */
export function appraisals<A extends Aspect>(fold: CaseFold, aspect: A): AppraisalRecord<A>[] {
  const isOf = (record: { readonly body: AppraisalBody }): record is AppraisalRecord<A> =>
    record.body.aspect === aspect;
  return fold.all("Appraisal").filter(isOf);
}

/** Is `of` the item, or the whole record whose part the item is? Corrections are followed on both sides. */
export function isAbout(fold: CaseFold, of: Ref, item: Ref): boolean {
  const part = partOf(of);
  return (
    fold.latest(recordOf(of)) === fold.latest(recordOf(item)) && (part === undefined || part === partOf(item))
  );
}
