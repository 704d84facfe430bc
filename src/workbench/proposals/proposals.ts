/**
 * Proposals of a document beside the case, as one reader sees it: what was accepted is told by the records that cite the passage,
 * what was refused by a list that its reader keeps. Nothing is remembered here.
 */
import { partyView } from "../../case/index.ts";
import type { CaseFold } from "../../case/index.ts";
import { namesCharacters } from "../../model/passages.ts";
import type { Body, CaseRecord } from "../../model/records.ts";
import type { Ref, Span } from "../../model/refs.ts";
import type { ProposedClaim, ProposedPosition, Reading, Speaker, Stretch } from "../../reading/contract.ts";
import { RECIPROCAL_RULE } from "../../reading/index.ts";
import type { ProposedOrigin } from "../../reading/origins/contract.ts";
import { claimBatch, eventBatch, positionBatch, propositionOf } from "./batch.ts";
import { citing, originStanding } from "./origins.ts";
import type { DocumentReading } from "./readings.ts";
import { kindOfName, nameOfParty, partyNamed } from "./speakers.ts";
import type { ProposalsView, SpeakerView, Standing } from "./view.ts";

type Relation = Reading["relations"][number];
type Proposal =
  Reading["claims"][number] | Reading["events"][number] | Reading["positions"][number] | ProposedOrigin;

/** What names a proposal for as long as the text stands, whatever number a later version of the rules gives it. */
export function lastingName(proposal: Proposal): string {
  if ("content" in proposal) {
    const { start, end } = ends(proposal.content);
    const name = `claim ${start}-${end} ${proposal.act}`;
    // Of two who accuse each other, each has a claim on the same words.
    return proposal.rule === RECIPROCAL_RULE ? `${name} by ${proposal.speakers[0]?.mention.start}` : name;
  }
  if ("document" in proposal) {
    const { said, document } = proposal;
    return `origin ${said.start}-${said.end} ${document}`;
  }
  const { start, end } = "said" in proposal ? proposal.said : proposal.estimate.said;
  return `${"said" in proposal ? "event" : "position"} ${start}-${end}`;
}

/** @param refused lasting names of the proposals that the reader has refused */
export function proposalsOf(
  fold: CaseFold,
  artifact: CaseRecord<"Artifact">,
  read: DocumentReading,
  refused: ReadonlySet<string>,
): ProposalsView {
  const standings = new Beside(fold, artifact, read, refused).standings();
  const inState = (state: Standing["state"]) => standings.filter((one) => one.state === state).length;
  return {
    artifact: artifact.id,
    characters: read.text.length,
    published: read.published,
    author: read.author,
    reading: { ...read.reading, notes: [...read.reading.notes, ...read.found.notes] },
    origins: read.found.origins,
    standings,
    tally: {
      all: standings.length,
      open: inState("open"),
      accepted: inState("accepted"),
      mended: inState("mended"),
      refused: inState("refused"),
    },
  };
}

/** Relations that become what a Claim is about, and what it is derived from. */
export const ANSWERING: readonly Relation["kind"][] = ["denies", "answers"];
export const RETELLING: readonly Relation["kind"][] = ["retells"];

/** Ids of the proposals that one stands to in such a relation. Of two who accuse each other, the one recorded last answers. */
export function relatedTo(
  { claims, relations }: Reading,
  id: string,
  kinds: readonly Relation["kind"][],
): readonly string[] {
  const placeOf = (of: string) => {
    const claim = claims.find((one) => one.id === of);
    return claim?.rule === RECIPROCAL_RULE ? claim.content[0]?.start : undefined;
  };
  const place = placeOf(id);
  return relations.flatMap(({ from, to, kind }) => {
    if (!kinds.includes(kind)) return [];
    if (from === id) return [to];
    return to === id && place !== undefined && placeOf(from) === place ? [from] : [];
  });
}

const ends = (parts: readonly Stretch[]) => ({ start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 });

/** What a speaker decides between two proposals on the same passage. */
const SAME_SPEAKER = 0.1;

class Beside {
  readonly #fold: CaseFold;
  readonly #artifact: CaseRecord<"Artifact">;
  readonly #read: DocumentReading;
  readonly #refused: ReadonlySet<string>;
  /** Claims that cite characters of the document. */
  readonly #claims: readonly CaseRecord<"Claim">[];
  readonly #claimsOf: ReadonlyMap<string, readonly CaseRecord<"Claim">[]>;

  constructor(
    fold: CaseFold,
    artifact: CaseRecord<"Artifact">,
    read: DocumentReading,
    refused: ReadonlySet<string>,
  ) {
    this.#fold = fold;
    this.#artifact = artifact;
    this.#read = read;
    this.#refused = refused;
    this.#claims = fold.all("Claim").filter(({ body }) => this.#spanIn(body.from) !== undefined);
    this.#claimsOf = this.#assigned();
  }

  standings(): readonly Standing[] {
    const { claims, events, positions } = this.#read.reading;
    return [
      ...claims.map((one) => this.#claim(one)),
      ...events.map((one) => this.#event(one)),
      ...positions.map((one) => this.#position(one)),
      ...this.#read.found.origins.map((one) => this.#origin(one)),
    ];
  }

  /** The span of a record that names characters of this document. */
  #spanIn(spans: readonly Span[] | undefined): Span | undefined {
    return spans?.find(
      (span) => this.#fold.latest(span.artifact) === this.#artifact.id && namesCharacters(span),
    );
  }

  /** Claims by proposal: those on exactly its passage, and of the others each by the proposal that it shares most with. */
  #assigned(): ReadonlyMap<string, readonly CaseRecord<"Claim">[]> {
    const { claims: proposals } = this.#read.reading;
    const assigned = new Map<string, CaseRecord<"Claim">[]>();
    for (const claim of this.#claims) {
      const { start = 0, end = 0 } = this.#spanIn(claim.body.from) ?? {};
      const ranked = proposals
        .map((proposal) => ({ proposal, share: shareOf({ start, end }, proposal, claim.body.polarity) }))
        .filter(({ share }) => share > 0)
        .map(({ proposal, share }) => ({
          proposal,
          share: share + (this.#speaks(proposal, claim.body.speaker) ? SAME_SPEAKER : 0),
        }))
        .sort((a, b) => b.share - a.share);
      const id = ranked[0]?.proposal.id;
      if (id !== undefined) assigned.set(id, [...(assigned.get(id) ?? []), claim]);
    }
    return assigned;
  }

  #speaks({ rule, speakers }: ProposedClaim, party: Ref): boolean {
    if (rule !== RECIPROCAL_RULE) return false;
    return speakers.some((one) => this.#speaker(one).party === this.#fold.latest(party));
  }

  #speaker({ name: written }: Pick<Speaker, "name">): SpeakerView {
    const name = written === null ? null : nameOfParty(written);
    const party = name === null ? null : partyNamed(this.#fold, name);
    const kind = party === null ? kindOfName(name ?? "") : partyView(this.#fold, party, party).kind;
    return { name, party, kind };
  }

  #stateOf(proposal: Proposal, recorded: boolean, same: boolean): Standing["state"] {
    if (recorded) return same ? "accepted" : "mended";
    return this.#refused.has(lastingName(proposal)) ? "refused" : "open";
  }

  #passage(parts: readonly Stretch[]): {
    readonly passage: Stretch;
    readonly place: string | null;
    readonly span: Span;
  } {
    const { start, end } = ends(parts);
    const paragraph = this.#read.paragraphs.find((one) => one.start <= start && start < one.end);
    const page = paragraph?.page ?? null;
    const place = paragraph?.place ?? null;
    return {
      passage: { start, end, text: this.#read.text.slice(start, end) },
      place,
      span: {
        artifact: this.#artifact.id,
        ...(page === null ? {} : { page }),
        start,
        end,
        ...(place === null ? {} : { place }),
      },
    };
  }

  #claim(proposal: ProposedClaim): Standing {
    const records = this.#claimsOf.get(proposal.id) ?? [];
    const speakers = proposal.speakers.map((one) => this.#speaker(one));
    const target = proposal.target === null ? null : this.#speaker(proposal.target);
    const { passage, place, span } = this.#passage(proposal.content);
    const same = records.every((record) => this.#isAsProposed(record, proposal, speakers));
    const open = speakers.length === 0 || speakers.some(({ name }) => name === null) ? ["who speaks"] : [];
    const context = {
      span,
      passage,
      speakers,
      target,
      answered: this.#related(proposal.id, ANSWERING),
      retold: this.#related(proposal.id, RETELLING),
    };
    return {
      id: proposal.id,
      kind: "claim",
      state: this.#stateOf(proposal, records.length > 0, same),
      records: records.map(({ id }) => id),
      speakers,
      target,
      passage,
      place,
      batch: claimBatch(proposal, context),
      open,
    };
  }

  #isAsProposed(
    { body, heldAt }: CaseRecord<"Claim">,
    proposal: ProposedClaim,
    speakers: readonly SpeakerView[],
  ): boolean {
    const { start, end } = ends(proposal.content);
    const span = this.#spanIn(body.from);
    const said = propositionOf(proposal);
    return (
      span?.start === start &&
      span.end === end &&
      body.polarity === proposal.polarity &&
      body.proposition === said &&
      heldAt === proposal.date?.date &&
      speakers.some(({ party }) => party === this.#fold.latest(body.speaker))
    );
  }

  /** Records of the proposals that this one stands to in such a relation. */
  #related(id: string, kinds: readonly Relation["kind"][]): readonly Ref[] {
    const to = relatedTo(this.#read.reading, id, kinds);
    return [...new Set(to.flatMap((one) => (this.#claimsOf.get(one) ?? []).map((record) => record.id)))];
  }

  #event(proposal: Reading["events"][number]): Standing {
    const { passage, place, span } = this.#passage([proposal.said]);
    const records = this.#fold.all("Event").filter(({ body }) => {
      const cited = this.#spanIn(body.from);
      return cited?.start === span.start && cited?.end === span.end;
    });
    const actors = proposal.actors.map((one) => this.#speaker(one));
    const same = records.every(
      ({ body }) => body.start === proposal.date.date && body.title === proposal.said.text,
    );
    return {
      id: proposal.id,
      kind: "event",
      state: this.#stateOf(proposal, records.length > 0, same),
      records: records.map(({ id }) => id),
      speakers: actors,
      target: null,
      passage,
      place,
      batch: eventBatch(proposal, { span, actors }),
      open: [],
    };
  }

  #origin(proposal: ProposedOrigin): Standing {
    const { passage, place } = this.#passage([proposal.said]);
    const cited = citing(this.#fold, this.#artifact.id);
    const { done, batch, open } = originStanding(this.#fold, this.#artifact.id, proposal, cited);
    return {
      id: proposal.id,
      kind: "origin",
      state: this.#stateOf(proposal, done.length > 0 && batch.length === 0, true),
      // Where some of the passage is left, accepting is still open.
      records: batch.length === 0 ? done.map(({ id }) => id) : [],
      speakers: [],
      target: null,
      passage,
      place,
      batch,
      open,
    };
  }

  #position(proposal: ProposedPosition): Standing {
    const speakers = proposal.speakers.map((one) => this.#speaker(one));
    const claims = this.#claimsOf.get(proposal.of ?? "") ?? [];
    const on = new Set(claims.map(({ id }) => id));
    const reported = this.#fold
      .all("Position")
      .filter(({ body }) => body.reportedIn !== undefined && on.has(this.#fold.latest(body.reportedIn)));
    const parties = new Set(speakers.map(({ party }) => party));
    const held = reported.filter(({ body }) => parties.has(this.#fold.latest(body.organisation)));
    // Another sentence may give the likelihood and this one the confidence: what a record leaves unsaid is still open.
    const told = held.map((record) => ({ record, says: saysOf(record.body, proposal.estimate) }));
    const records = told.flatMap(({ record, says }) => (says === "nothing" ? [] : [record]));
    const same = told.some(({ says }) => says === "the same");
    const reportedIn = claims[0];
    const open = [
      ...(speakers.length === 0 || speakers.some(({ name }) => name === null) ? ["who holds it"] : []),
      ...(proposal.of === null ? ["what is held"] : []),
      ...(proposal.of !== null && reportedIn === undefined ? [`claim ${proposal.of} first`] : []),
    ];
    return {
      id: proposal.id,
      kind: "position",
      state: this.#stateOf(proposal, records.length > 0, same),
      records: records.map(({ id }) => id),
      speakers,
      target: null,
      passage: null,
      place: null,
      batch:
        reportedIn === undefined
          ? []
          : positionBatch(proposal, {
              speakers,
              reportedIn: reportedIn.id,
              held: reportedIn.body.proposition,
              judgment: reported[0]?.body.judgment,
              before: (party) =>
                held.findLast(({ body }) => this.#fold.latest(body.organisation) === party)?.body,
            }),
      open,
    };
  }
}

/** Whether a position says what a proposal does, in the parts that the proposal states. */
function saysOf(
  { likelihood, confidence }: Body<"Position">,
  proposed: ProposedPosition["estimate"],
): "the same" | "another" | "nothing" {
  const parts = [
    ...(proposed.likelihood === null ? [] : [[likelihood, proposed.likelihood] as const]),
    ...(proposed.confidence === null ? [] : [[confidence, proposed.confidence] as const]),
  ].filter(([recorded]) => recorded !== "not stated");
  if (parts.length === 0) return "nothing";
  return parts.every(([recorded, said]) => JSON.stringify(recorded) === JSON.stringify(said))
    ? "the same"
    : "another";
}

/** How much a recorded passage and a proposed one have in common, from 0; the same passage with the same polarity has most. */
function shareOf(
  span: { readonly start: number; readonly end: number },
  proposal: ProposedClaim,
  polarity: string,
): number {
  const { start, end } = ends(proposal.content);
  const common = Math.min(end, span.end) - Math.max(start, span.start);
  const longer = Math.max(end - start, span.end - span.start);
  if (common <= 0) return 0;
  const exact = span.start === start && span.end === end;
  if (exact) return proposal.polarity === polarity ? 3 : 2;
  const touches = span.start === start || span.end === end;
  return touches || 2 * common >= longer ? common / longer : 0;
}
