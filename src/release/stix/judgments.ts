/**
 * Judgments as notes of the exporting party, own positions as opinions of their organisations, reported positions as
 * notes of the exporting party: an opinion is somebody's own, and a report of one is not. The property `confidence`
 * holds a level of confidence and nothing else; a likelihood is in the extension, by its term.
 */
import type { LikelihoodView, PositionView } from "../../views/basics.ts";
import type { JudgmentView } from "../../views/edition.ts";
import { listed } from "../../words.ts";
import { visible } from "../text.ts";
import type { StixContext } from "./context.ts";
import type { StixObject } from "./objects.ts";

/** Levels of confidence as STIX 2.1 prints them for Low, Medium and High. */
const CONFIDENCE = { low: 15, moderate: 50, high: 85, "not stated": undefined } as const;
/** Never the strong words: a position joins or it does not. */
const OPINION = {
  joins: "agree",
  "joins with comment": "agree",
  dissents: "disagree",
  abstains: "neutral",
} as const;

export function judgmentObjects(context: StixContext, judgment: JudgmentView): StixObject[] {
  const sides = [judgment.for, judgment.against, judgment.context];
  const basis = sides.flatMap(({ entries }) => entries);
  const entries = basis.map(({ entry }) => (entry === "not public" ? undefined : entry.ref));
  const rung = context.records.get(judgment.ref);
  const states = rung?.type === "Judgment" ? rung.body.states : undefined;
  const note = context.object({
    type: "note",
    ref: judgment.ref,
    properties: {
      abstract: `Judgment ${judgment.label}`,
      content: visible(judgment.wording?.text ?? judgment.states.text),
      lang: judgment.wording?.language,
      object_refs: context.refsOrReport([judgment.states.ref.split("#")[0], ...entries]),
    },
    extension: {
      kind: "judgment",
      record: judgment.ref,
      label: judgment.label,
      hypothesis: states === undefined || !("hypothesis" in states) ? undefined : states.hypothesis,
      rung: states !== undefined && "rung" in states ? states.rung : undefined,
      states: visible(judgment.states.text),
      rests_on_refs: context.refs(judgment.restsOn.map(({ ref }) => ref)),
      basis: basis.map(({ stands, entry, why }) => ({
        stands,
        entry: entry === "not public" ? entry : entry.label,
        ...(entry === "not public" || context.idOf(entry.ref) === undefined
          ? {}
          : { entry_ref: context.idOf(entry.ref)! }),
        ...(why === undefined ? {} : { why: visible(why) }),
      })),
      origins_for: judgment.for.origins,
      origins_against: judgment.against.origins,
      search_effort:
        judgment.searchEffort === undefined
          ? undefined
          : { found: judgment.searchEffort.found, searched: visible(judgment.searchEffort.searched) },
      gaps: context.view.gaps
        .filter(({ about }) => about === judgment.ref)
        .map(({ code, text }) => ({ code, text: visible(text) })),
    },
  });
  return [note, ...judgment.positions.map((position) => positionObject(context, judgment, position))];
}

function positionObject(context: StixContext, judgment: JudgmentView, position: PositionView): StixObject {
  return position.stance === "own"
    ? ownPosition(context, judgment, position)
    : reportedPosition(context, judgment, position);
}

function ownPosition(context: StixContext, judgment: JudgmentView, position: PositionView): StixObject {
  const organisation = context.partyId(position.organisation);
  const signature =
    position.signed === undefined ? "not signed" : position.signed.holds ? "holds" : "does not hold";
  return context.object({
    type: "opinion",
    ref: position.ref,
    createdBy: organisation,
    properties: {
      opinion: OPINION[position.holds],
      explanation: position.why === undefined ? undefined : visible(position.why),
      confidence: CONFIDENCE[position.confidence],
      object_refs: [context.idOf(judgment.ref)],
    },
    extension: {
      kind: "own-position",
      record: position.ref,
      holds: position.holds,
      likelihood: likelihoodOf(position.likelihood),
      confidence: position.confidence,
      signature,
      held_at: position.heldAt,
    },
    own: position.why === undefined ? ["opinion"] : ["opinion", "explanation"],
  });
}

function reportedPosition(context: StixContext, judgment: JudgmentView, position: PositionView): StixObject {
  const organisation = context.partyId(position.organisation);
  const name = visible(position.organisation.name);
  const places = position.reportedIn?.places ?? [];
  const where = listed(places.map(({ label, text }) => (text === "" ? label : `${label}, ${visible(text)}`)));
  const source = where === "" ? "a source that this edition does not name" : where;
  const words = position.why === undefined ? "" : ` “${visible(position.why)}”`;
  return context.object({
    type: "note",
    ref: position.ref,
    properties: {
      abstract: "Reported position",
      content: `As reported in ${source}; not issued or signed by ${name}: ${name} ${position.holds}.${words}`,
      object_refs: [context.idOf(judgment.ref), organisation, ...context.refs(places.map((at) => at.source))],
    },
    extension: {
      kind: "reported-position",
      record: position.ref,
      organisation_ref: organisation,
      holds: position.holds,
      likelihood: likelihoodOf(position.likelihood),
      confidence: position.confidence,
      reported_in: position.reportedIn?.ref,
      places: context.places(places),
      held_at: position.heldAt,
    },
    own: ["content"],
  });
}

function likelihoodOf(likelihood: LikelihoodView | "not stated") {
  if (likelihood === "not stated") return likelihood;
  const { scale, term, band, percent } = likelihood;
  return { scale, term, lower: band[0], upper: band[1], ...(percent === undefined ? {} : { percent }) };
}
