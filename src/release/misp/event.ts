/**
 * An edition as an event of MISP's core format. Everything is an attribute of a standard type, because objects need a
 * template that the receiving instance knows. Nothing is marked for detection and nothing is distributed further by
 * itself: the receiver decides, by the TLP tag.
 */
import type { Ref } from "../../model/refs.ts";
import type { PlaceView, PositionView } from "../../views/basics.ts";
import type { ClaimView, EditionView, JudgmentView } from "../../views/edition.ts";
import { listed } from "../../words.ts";
import { NAMESPACE, uuid5 } from "../stix/objects.ts";
import { ViewRecords } from "../stix/records.ts";
import { visible } from "../text.ts";
import { gradeTags, positionTags, tlpTag } from "./tags.ts";
import type { Tag } from "./tags.ts";

interface Attribute {
  readonly uuid: string;
  readonly type: "text" | "sha256";
  readonly category: "External analysis";
  readonly value: string;
  readonly comment: string;
  readonly to_ids: false;
  /** 5: as the event. */
  readonly distribution: "5";
  readonly timestamp: string;
  readonly Tag: readonly Tag[];
}

interface MispEvent {
  readonly uuid: string;
  readonly info: string;
  readonly date: string;
  readonly timestamp: string;
  readonly published: false;
  /** 2: analysis completed. */
  readonly analysis: "2";
  /** 4: undefined. */
  readonly threat_level_id: "4";
  /** 0: this organisation only, until somebody there decides otherwise. */
  readonly distribution: "0";
  readonly Orgc: { readonly name: string; readonly uuid: string };
  readonly Tag: readonly Tag[];
  readonly Attribute: readonly Attribute[];
}

/** What an attribute says. */
interface Words {
  readonly type?: Attribute["type"];
  readonly ref: Ref;
  readonly value: string;
  readonly comment: string;
  readonly tags?: readonly Tag[];
}

const seconds = (instant: string): string => String(Math.floor(Date.parse(instant) / 1000));

/** The event of a view. Pure; same view, same event. */
export function mispEvent(view: EditionView): MispEvent {
  const uuid = (name: string): string => uuid5(NAMESPACE, `${view.viewRoot}/misp/${name}`);
  const records = new ViewRecords(view);
  const taken = new Set<string>();
  const attribute = ({ type = "text", ref, value, comment, tags = [] }: Words): Attribute => {
    // An event holds a value once; a second record that says the same is told apart by its id.
    const own = taken.has(value) ? `${value} [${ref}]` : value;
    taken.add(own);
    return {
      uuid: uuid(`${type}/${ref}`),
      type,
      category: "External analysis",
      value: own,
      comment,
      to_ids: false,
      distribution: "5",
      timestamp: seconds(records.get(ref)?.at ?? view.asOf),
      Tag: tags,
    };
  };
  const author = visible(view.authors[0]?.name ?? "not stated");
  return {
    uuid: uuid("event"),
    info: visible(view.title),
    date: view.asOf.slice(0, 10),
    timestamp: seconds(view.asOf),
    published: false,
    analysis: "2",
    threat_level_id: "4",
    distribution: "0",
    Orgc: { name: author, uuid: uuid(`organisation/${view.authors[0]?.ref ?? ""}`) },
    Tag: [tlpTag(view.ceiling.tlp)],
    Attribute: wordsOf(view, records).map(attribute),
  };
}

function wordsOf(view: EditionView, records: ViewRecords): Words[] {
  return [
    ...(view.notice === undefined ? [] : [{ ref: view.ref, value: visible(view.notice), comment: "Notice" }]),
    ...view.judgments.flatMap(judgmentWords),
    ...view.claims.map(claimWords),
    ...view.events.map((event) => ({
      ref: event.ref,
      value: `${event.start}: ${visible(event.title)}`,
      comment: `Event; ${placesText(event.places)}`,
    })),
    ...view.findings.map(({ ref, label, finding, detector }) => ({
      ref,
      value: visible(finding.sentence),
      comment: `Finding ${label} of ${detector}; refuted by: ${visible(finding.refutedBy)}`,
    })),
    ...techniqueWords(records),
    ...view.sources.map(({ ref, label, title, sha256 }): Words =>
      sha256 === "not recorded"
        ? { ref, value: visible(title), comment: `Source ${label}; hash not recorded` }
        : { ref, type: "sha256", value: sha256, comment: `Source ${label}: ${visible(title)}` },
    ),
  ];
}

function judgmentWords(judgment: JudgmentView): Words[] {
  const { ref, label } = judgment;
  const tally = (side: JudgmentView["for"]): string => String(side.entries.length);
  return [
    {
      ref,
      value: visible(judgment.wording?.text ?? judgment.states.text),
      comment: `Judgment ${label}; basis: ${tally(judgment.for)} for, ${tally(judgment.against)} against, ${tally(judgment.context)} context`,
    },
    ...judgment.positions.map((position) => positionWords(label, position)),
  ];
}

function positionWords(label: string, position: PositionView): Words {
  const { organisation, stance, holds, likelihood, confidence, why } = position;
  const term = likelihood === "not stated" ? likelihood : `${likelihood.term} (${likelihood.scale})`;
  const name = visible(organisation.name);
  return {
    ref: position.ref,
    value:
      `${name} on ${label}: ${stance === "own" ? holds : `reported, ${holds}`}. Likelihood: ${term}. ` +
      `Confidence: ${confidence}.${why === undefined ? "" : ` “${visible(why)}”`}`,
    comment:
      stance === "own"
        ? `Own position, ${position.signed?.holds === true ? "signed" : "not signed"}`
        : `As reported in ${placesText(position.reportedIn?.places ?? [])}; not issued or signed by ${name}`,
    tags: positionTags(position),
  };
}

function claimWords(claim: ClaimView): Words {
  return {
    ref: claim.ref,
    value: visible(claim.text),
    comment: `Claim${claim.date === undefined ? "" : ` of ${claim.date}`}; ${placesText(claim.places)}`,
    tags: gradeTags(claim.grade),
  };
}

function techniqueWords(records: ViewRecords): Words[] {
  return records.standing("Appraisal").flatMap(({ id, body }) =>
    body.aspect === "technique"
      ? [
          {
            ref: id,
            value: `DISARM ${body.value.id} ${visible(body.value.name)}`,
            comment: `Technique, ${body.value.basis}; of ${ofText(records, body.of)}`,
          },
        ]
      : [],
  );
}

function ofText(records: ViewRecords, ref: Ref): string {
  const record = records.get(records.latest(ref));
  return record?.type === "Party" ? visible(record.body.name) : ref;
}

function placesText(places: readonly PlaceView[]): string {
  const words = places.map(({ label, text }) => (text === "" ? label : `${label}, ${visible(text)}`));
  return words.length === 0 ? "no source named" : listed(words);
}
