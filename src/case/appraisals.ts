/** Standing Appraisals by aspect, with the value typed by it. */
import type { AppraisalBody, Aspect, RecordEnvelope } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { standingAbout } from "./relations.ts";

/** An Appraisal of one aspect. */
export type AppraisalRecord<A extends Aspect> = RecordEnvelope & {
  readonly type: "Appraisal";
  readonly body: Extract<AppraisalBody, { aspect: A }>;
};

/** Standing Appraisals of an aspect, in order of arrival. */
export function appraisals<A extends Aspect>(fold: CaseFold, aspect: A): AppraisalRecord<A>[] {
  return fold.all("Appraisal").filter(isOf(aspect));
}

/** Those about the item, or about the whole record whose part the item is. */
export function appraisalsAbout<A extends Aspect>(
  fold: CaseFold,
  aspect: A,
  item: Ref,
): AppraisalRecord<A>[] {
  return standingAbout(fold, "Appraisal", fold.latest(recordOf(item)))
    .filter(isOf(aspect))
    .filter(({ body }) => isAbout(fold, body.of, item));
}

const isOf =
  <A extends Aspect>(aspect: A) =>
  (record: { readonly body: AppraisalBody }): record is AppraisalRecord<A> =>
    record.body.aspect === aspect;

/** Is `of` the item, or the whole record whose part the item is? Corrections are followed on both sides. */
export function isAbout(fold: CaseFold, of: Ref, item: Ref): boolean {
  const part = partOf(of);
  return (
    fold.latest(recordOf(of)) === fold.latest(recordOf(item)) && (part === undefined || part === partOf(item))
  );
}
