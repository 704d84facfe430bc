/**
 * The denial calculus: would it be said if it were true, and if it were false? A denial that is as much to be expected
 * either way moves nothing, however often it is said. The ratio is Bayes's factor for what the denial says (Good 1950).
 */
import type { DenialView, DenialWeight } from "../views/reasoning.ts";
import { appraisalsAbout } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { named, recordedBy } from "./named.ts";
import { partyView } from "./parties.ts";
import { isLedgerClaim } from "./told.ts";

/** Every standing denial with all its weighings, oldest first. */
export function denialViews(fold: CaseFold): DenialView[] {
  return fold
    .all("Claim")
    .filter((claim) => claim.body.polarity === "denies" && isLedgerClaim(fold, claim))
    .map((claim) => {
      const weighed = appraisalsAbout(fold, "denial", claim.id).flatMap((record) =>
        denialWeight(fold, record),
      );
      return {
        claim: named(fold, claim.id),
        speaker: partyView(fold, claim.body.speaker, claim.id),
        ...(claim.heldAt === undefined ? {} : { date: claim.heldAt }),
        weighed: weighed.length === 0 ? "not assessed" : weighed,
      };
    });
}

function denialWeight(fold: CaseFold, record: AppraisalRecord<"denial">): DenialWeight[] {
  const { value } = record.body;
  if (value === "not assessed") return [];
  return [{ ...recordedBy(fold, record), ...value, ...weighDenial(value) }];
}

/** The likelihood ratio of a denial and what it says in words. */
export function weighDenial({
  ifTrue,
  ifFalse,
}: Pick<DenialWeight, "ifTrue" | "ifFalse">): Pick<DenialWeight, "ratio" | "says"> {
  if (ifTrue === 0 && ifFalse === 0)
    return { ratio: "not defined", says: "it was held impossible either way, and it was said" };
  if (ifTrue === ifFalse) return { ratio: 1, says: "expected either way, and it moves nothing" };
  if (ifFalse === 0) return { ratio: "not bounded", says: "said only if true, by this weighing" };
  const ratio = ifTrue / ifFalse;
  const says =
    ratio > 1
      ? "more to be expected if true: it speaks for what it says"
      : "more to be expected if false: it speaks against what it says";
  return { ratio, says };
}
