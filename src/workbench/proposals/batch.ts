/** What accepting a proposal records: Parties on the way, then the Claim of each speaker, an Event, or reported Positions. */
import { ACTS } from "../../model/records.ts";
import type { Body } from "../../model/records.ts";
import type { Span } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import type {
  Estimate,
  ProposedClaim,
  ProposedEvent,
  ProposedPosition,
  Stretch,
} from "../../reading/contract.ts";
import type { BatchRecord, SpeakerView } from "./view.ts";

const MAX_QUOTE = 2000;
const MAX_LINE = 400;

/** Parties of a batch: those of the case by id, new ones by a name of the batch, each once. */
class Parties {
  readonly records: BatchRecord[] = [];
  readonly #names = new Map<string, string>();

  /** Undefined where the name is open. */
  refOf({ name, party, kind }: SpeakerView): string | undefined {
    if (party !== null) return party;
    if (name === null) return undefined;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const as = `party-${this.records.length + 1}`;
    this.records.push({ as, type: "Party", body: { kind, name: name.slice(0, MAX_LINE) } });
    this.#names.set(name, `@${as}`);
    return `@${as}`;
  }
}

/** What a claim of the document stands beside. */
export interface ClaimContext {
  readonly span: Span;
  readonly passage: Stretch;
  readonly speakers: readonly SpeakerView[];
  /** Whom an accusation is about. */
  readonly target: SpeakerView | null;
  /** Records that it denies or answers. */
  readonly answered: readonly Ref[];
  /** Records that it retells. */
  readonly retold: readonly Ref[];
}

/** What is said, without the marks around it and the word that leads to it. */
const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^that\s+/i, "")
    .replace(/^[“”„"«‘']+/u, "")
    .replace(/[“”"»’']+$/u, "")
    .replace(/[,;]$/, "")
    .trim();

/** What is said, in the words of the document: with the verb where that is part of it, as in "praised the plan". */
export function propositionOf({ act, cue, content, statement }: ProposedClaim): string {
  const whole = unquoted(content.map(({ text }) => unquoted(text)).join(" "));
  // Of two who accuse each other, the speaker and whom it is about stand in the claim.
  const said = whole.replace(/^(?:each other|one another)(?:\s+|$)/i, "");
  if (cue === null || (said !== "" && (statement || act !== "asserts"))) return said;
  return `${cue.text} ${said}`.trim();
}

/** One Claim for each speaker. A speaker who is open is an empty reference, to be named first. */
export function claimBatch(proposal: ProposedClaim, context: ClaimContext): readonly BatchRecord[] {
  const { span, passage, speakers, target, answered, retold } = context;
  const parties = new Parties();
  const aimed = target === null ? undefined : parties.refOf(target);
  const acts: readonly string[] = ACTS[proposal.polarity];
  const said = propositionOf(proposal);
  const whole = speakers.length === 0 ? [OPEN] : speakers;
  const claims = whole.map((speaker): BatchRecord => ({
    type: "Claim",
    ...(proposal.date === null ? {} : { heldAt: proposal.date.date }),
    body: {
      speaker: parties.refOf(speaker) ?? "",
      polarity: proposal.polarity,
      ...(acts.includes(proposal.act) ? { act: proposal.act } : {}),
      proposition: said,
      ...(passage.text.length > MAX_QUOTE ? {} : { quote: passage.text }),
      ...(aimed === undefined ? {} : { about: [aimed] }),
      ...(answered.length === 0 ? {} : { answers: answered }),
      from: [span],
      derivedFrom: retold.length > 0 ? retold : [span.artifact],
    },
  }));
  return [...parties.records, ...claims];
}

const OPEN: SpeakerView = { name: null, party: null, kind: "organisation" };

export function eventBatch(
  proposal: ProposedEvent,
  { span, actors }: { readonly span: Span; readonly actors: readonly SpeakerView[] },
): readonly BatchRecord[] {
  const parties = new Parties();
  const refs = actors.flatMap((actor) => parties.refOf(actor) ?? []);
  return [
    ...parties.records,
    {
      type: "Event",
      body: {
        title: proposal.said.text.slice(0, MAX_LINE),
        kind: "reported",
        start: proposal.date.date,
        ...(refs.length === 0 ? {} : { parties: [...new Set(refs)] }),
        from: [span],
        derivedFrom: [span.artifact],
      },
    },
  ];
}

export interface PositionContext {
  readonly speakers: readonly SpeakerView[];
  /** The Claim that reports it. */
  readonly reportedIn: Ref;
  /** What is held, in the words of the document. */
  readonly held: string;
  /** A judgment of the case that earlier positions on the same words were taken on. */
  readonly judgment: Ref | undefined;
  /** The latest position of a party of the case on the same words. */
  readonly before?: (party: Ref) => Pick<Body<"Position">, "likelihood" | "confidence"> | undefined;
}

/** A reported Position of each speaker; with the question and the judgment they are on, where nobody has asked yet. */
export function positionBatch(
  { estimate }: ProposedPosition,
  { speakers, reportedIn, held, judgment, before }: PositionContext,
): readonly BatchRecord[] {
  const parties = new Parties();
  const positions = speakers.map((speaker): BatchRecord => ({
    type: "Position",
    body: {
      judgment: judgment ?? "@judgment",
      organisation: parties.refOf(speaker) ?? "",
      stance: "reported",
      holds: "joins",
      ...estimateOf(estimate, speaker.party === null ? undefined : before?.(speaker.party)),
      reportedIn,
    },
  }));
  const asked: readonly BatchRecord[] = [
    {
      as: "question",
      type: "Question",
      body: {
        text: `Does it hold that “${held}”?`,
        hypotheses: [{ id: "h1", text: held }],
        exclusive: false,
        exhaustive: false,
      },
    },
    { as: "judgment", type: "Judgment", body: { states: { hypothesis: "@question#h1" } } },
  ];
  return [...parties.records, ...(judgment === undefined ? asked : []), ...positions];
}

/** With what was recorded of the same speaker before, in the part that this sentence leaves unsaid. */
const estimateOf = (
  { likelihood, confidence }: Estimate,
  before: Pick<Body<"Position">, "likelihood" | "confidence"> | undefined,
) => ({
  likelihood: likelihood ?? before?.likelihood ?? "not stated",
  confidence: confidence ?? before?.confidence ?? "not stated",
});
