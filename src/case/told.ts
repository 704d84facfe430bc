/**
 * What somebody said or holds, told with who it is first. A Claim is told by its speaker, its verb and its origin, and only
 * then by what was said: a proposition by itself reads as if the case asserted it, and turns a denial into its opposite, so
 * no view has one. A Position and an Appraisal name their organisation, so that nothing changes without saying whose.
 */
import type { CaseRecord } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { attributed, counted, listed } from "../words.ts";
import type { CaseFold } from "./fold.ts";
import { keptInPart } from "./kept.ts";
import { nameOf } from "./names.ts";
import { originsOf } from "./origins.ts";
import { partyView } from "./parties.ts";

/** Predicates of statements that run the case itself: keys, purges, parity, what is withheld. */
const OWN_PREDICATE = /^plumbline:/;
/** Origins, and records that were withdrawn, that one line names. */
const NAMED = 2;
/** Characters of a title in a line that is about something else. */
const TITLE = 60;

/** `The ministry denies (from “Statement of 17 October”): It runs the accounts.` */
export const toldClaim = keptInPart(({ id }: CaseRecord<"Claim">) => id, tellClaim);

function tellClaim(fold: CaseFold, claim: CaseRecord<"Claim">): string {
  const { speaker, polarity, act, proposition } = claim.body;
  const said = { speaker: partyView(fold, speaker, claim.id).name, proposition };
  const withdrawn = withdrawalsBy(fold, claim);
  if (withdrawn.length > 0)
    return attributed({ ...said, verb: `withdraws ${some(withdrawn.map((id) => withdrawnName(fold, id)))}` });
  if (!isLedgerClaim(fold, claim)) return attributed({ ...said, verb: polarity });
  return attributed({ ...said, verb: act ?? polarity, origin: originWords(fold, claim) });
}

/** Claims that run the case itself (keys, purges, withdrawals) are in the log, not in the ledger. */
export function isLedgerClaim(fold: CaseFold, claim: CaseRecord<"Claim">): boolean {
  if (OWN_PREDICATE.test(claim.body.statement?.predicate ?? "")) return false;
  return withdrawalsBy(fold, claim).length === 0;
}

/** `Safety Office dissents: likely (70 %); confidence low`, `Foreign ministry, as reported, joins: …`. */
export function toldPosition(fold: CaseFold, { id, body }: CaseRecord<"Position">): string {
  const { organisation, stance, holds, likelihood, confidence } = body;
  const reported = stance === "own" ? "" : ", as reported,";
  const percent = likelihood === "not stated" ? undefined : likelihood.percent;
  const term = likelihood === "not stated" ? "likelihood not stated" : likelihood.term;
  return `${partyView(fold, organisation, id).name}${reported} ${holds}: ${term}${percent === undefined ? "" : ` (${percent} %)`}; confidence ${confidence}`;
}

/** `Safety Office: consistency of C-notice with Q3#h1: II`. */
export function toldAppraisal(fold: CaseFold, record: CaseRecord<"Appraisal">): string {
  const { aspect, of, against, value } = record.body;
  const beside = against === undefined ? "" : ` with ${nameOf(fold, against)}`;
  const words = typeof value === "string" ? value : JSON.stringify(value);
  return `${partyView(fold, record.for, record.id).name}: ${aspect} of ${nameOf(fold, of)}${beside}: ${words}`;
}

const withdrawalsBy = (fold: CaseFold, claim: CaseRecord<"Claim">): readonly string[] =>
  withdrawnBy(claim, (id) => fold.get(id)?.for);

/** `from “Statement of 17 October”`, `its own origin`, `lineage not recorded`. */
function originWords(fold: CaseFold, claim: CaseRecord<"Claim">): string {
  const roots = originsOf(fold, claim.id);
  if (roots === "not recorded") return `lineage ${roots}`;
  if (roots.includes(claim.id)) return "its own origin";
  return `from ${some([...new Set(roots.map((root) => rootName(fold, root)))])}`;
}

function rootName(fold: CaseFold, root: Ref): string {
  const record = fold.get(recordOf(root));
  switch (record?.type) {
    case undefined:
      return "a source not shown at this level";
    case "Artifact":
    case "Event":
      return `“${short(record.body.title)}”`;
    case "Claim":
      return `what ${partyView(fold, record.body.speaker, record.id).name} said`;
    default:
      return nameOf(fold, root);
  }
}

/** Whose position it was, where it was one. */
function withdrawnName(fold: CaseFold, id: Ref): string {
  const record = fold.get(id);
  if (record?.type !== "Position") return `${record?.type ?? "Record"} ${nameOf(fold, id)}`;
  const { organisation, judgment, stance } = record.body;
  const whose = partyView(fold, organisation, id).name;
  return `the ${stance === "own" ? "" : "reported "}position of ${whose} on ${nameOf(fold, judgment)}`;
}

function some(names: readonly string[]): string {
  if (names.length <= NAMED + 1) return listed(names);
  return listed([...names.slice(0, NAMED), counted(names.length - NAMED, "other")]);
}

const short = (title: string): string =>
  title.length <= TITLE ? title : `${title.slice(0, TITLE - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
