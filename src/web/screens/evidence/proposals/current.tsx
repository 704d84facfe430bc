/** The current proposal, open in its place: what is proposed, how each part was read, and the keys. */
import type { ReactNode } from "react";
import { Confidence } from "../../../components/confidence.tsx";
import { KeyHint } from "../../../components/key-hint.tsx";
import { Likelihood } from "../../../components/likelihood.tsx";
import { Dated } from "../../../components/dated.tsx";
import type { Proposed, Reading } from "../../../data/proposals.ts";
import { scaleOf } from "../../../data/scales.ts";
import { counted, listed } from "../../../../words.ts";
import type { Named } from "./taking.ts";
import { relationsOf } from "./words.ts";

export interface Acts {
  readonly accept: () => void;
  readonly mend: () => void;
  readonly refuse: () => void;
  readonly next: () => void;
  readonly name: () => void;
}

export function Current({
  proposed,
  proposals,
  relations,
  named,
  onCurrent,
  acts,
  busy,
  children,
}: {
  readonly proposed: Proposed;
  readonly proposals: readonly Proposed[];
  readonly relations: Reading["relations"];
  /** Whom the person has named, with the name. */
  readonly named: (Named & { readonly shown: string }) | undefined;
  readonly onCurrent: (proposed: Proposed) => void;
  /** Absent for who may not write. */
  readonly acts: Acts | undefined;
  readonly busy: boolean;
  /** Which positions it moved, where it says that it moved some. */
  readonly children: ReactNode;
}) {
  const { claim, event, position, origin, standing } = proposed;
  if (origin !== undefined)
    return <CurrentOrigin proposed={proposed} origin={origin} acts={acts} busy={busy} />;
  const related = relationsOf(proposed, proposals, relations);
  const estimates = position === undefined ? (claim?.estimates ?? []) : [position.estimate];
  const doubts = (claim ?? event ?? position)?.doubts ?? [];
  const date = claim?.date ?? event?.date;
  return (
    <div className="current">
      <dl>
        <dt>{event === undefined ? "Speaker" : "Actors"}</dt>
        <dd>{named === undefined ? <Speakers proposed={proposed} /> : <NamedSpeaker named={named} />}</dd>
        {claim === undefined ? undefined : (
          <>
            <dt>Verb</dt>
            <dd>
              {claim.cue?.text ?? "none"} <small>rule: {claim.rule}</small>
            </dd>
          </>
        )}
        {standing.passage === null ? undefined : (
          <>
            <dt>{event === undefined ? "Quote" : "Words"}</dt>
            <dd className="q">{standing.passage.text}</dd>
            <dt />
            <dd>
              <small>
                Stands at characters {standing.passage.start} to {standing.passage.end}; checked again when it
                is recorded
              </small>
            </dd>
          </>
        )}
        {estimates.map((estimate) => (
          <Estimated key={estimate.said.start} estimate={estimate} />
        ))}
        <dt>Date</dt>
        <dd>
          {date == null ? (
            <small>none is said</small>
          ) : (
            <>
              <Dated at={date.date} /> <small>from “{date.said.text}”</small>
            </>
          )}
        </dd>
        <dt>Origin</dt>
        <dd>{originOf(proposed, related)}</dd>
        {related.length === 0 ? undefined : (
          <>
            <dt>Answers</dt>
            <dd>
              {related.map(({ words, other }, i) => (
                <span key={`${words} ${other.n}`}>
                  {i === 0 ? "" : ", "}
                  <small>{words}</small>{" "}
                  <button type="button" onClick={() => onCurrent(other)}>
                    {other.n}
                  </button>
                </span>
              ))}
            </dd>
          </>
        )}
        {children === undefined ? undefined : (
          <>
            <dt>Moves</dt>
            <dd>{children}</dd>
          </>
        )}
        {doubts.length === 0 ? undefined : (
          <>
            <dt>Doubts</dt>
            <dd>
              <small>{doubts.join("; ")}</small>
            </dd>
          </>
        )}
      </dl>
      {acts === undefined ? undefined : <Keys proposed={proposed} acts={acts} busy={busy} />}
    </div>
  );
}

function CurrentOrigin({
  proposed,
  origin: { title, rule, said, source, words, directed, doubts },
  acts,
  busy,
}: {
  readonly proposed: Proposed;
  readonly origin: NonNullable<Proposed["origin"]>;
  readonly acts: Acts | undefined;
  readonly busy: boolean;
}) {
  return (
    <div className="current">
      <dl>
        <dt>From</dt>
        <dd>
          {title}{" "}
          <small>
            {directed ? "what is recorded of this passage is derived from it" : "or it from this, left open"}
          </small>
        </dd>
        <dt>Rule</dt>
        <dd>
          {rule} {words === 0 ? undefined : <small>{counted(words, "word")} in common</small>}
        </dd>
        <dt>Here</dt>
        <dd className="q">{said.text}</dd>
        {source === null ? undefined : (
          <>
            <dt>There</dt>
            <dd className="q">{source.text}</dd>
          </>
        )}
        {doubts.length === 0 ? undefined : (
          <>
            <dt>Doubts</dt>
            <dd>
              <small>{doubts.join("; ")}</small>
            </dd>
          </>
        )}
      </dl>
      {acts === undefined ? undefined : <Keys proposed={proposed} acts={acts} busy={busy} />}
    </div>
  );
}

function Speakers({ proposed: { standing, claim, position, event } }: { readonly proposed: Proposed }) {
  const mentions = claim?.speakers ?? position?.speakers ?? event?.actors ?? [];
  if (standing.speakers.length === 0)
    return event === undefined ? <small>open: nobody is named by a rule</small> : <small>none</small>;
  return standing.speakers.map(({ name, party, kind }, i) => (
    // Two speakers may have one name.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={i} className="speaker">
      {name ?? "open"}{" "}
      <small>
        {name === null ? "" : party === null ? `new party, ${kind}; ` : "party of this case; "}
        {mentions[i]?.rule ?? ""}
        {mentions[i] === undefined || mentions[i].mention.text === name
          ? ""
          : `, from “${mentions[i].mention.text}”`}
      </small>
    </span>
  ));
}

function NamedSpeaker({ named }: { readonly named: Named & { readonly shown: string } }) {
  return (
    <>
      {named.shown}{" "}
      <small>{named.party === null ? `new party, ${named.kind}` : "party of this case"}, named by you</small>
    </>
  );
}

function Estimated({ estimate }: { readonly estimate: Reading["positions"][number]["estimate"] }) {
  const { likelihood, confidence, said } = estimate;
  return (
    <>
      <dt>Reported</dt>
      <dd>
        {likelihood === null ? undefined : (
          <>
            {likelihood.term} <Drawn of={likelihood} />{" "}
          </>
        )}
        {confidence === null ? undefined : (
          <>
            {confidence} confidence <Confidence level={confidence} />{" "}
          </>
        )}
        <small>from “{said.text}”</small>
      </dd>
    </>
  );
}

/** The bar of a term, where the page knows its scale. */
function Drawn({ of: { scale, term } }: { readonly of: { readonly scale: string; readonly term: string } }) {
  const known = scaleOf(scale);
  const row = known?.terms.find((one) => one.term === term);
  if (row === undefined) return undefined;
  return <Likelihood value={{ scale, term, band: row.band }} />;
}

function originOf(
  { claim, event }: Proposed,
  related: readonly { readonly words: string; readonly other: Proposed }[],
): string {
  const retold = related.filter(({ words }) => words === "retells").map(({ other }) => String(other.n));
  if (retold.length > 0) return `retells ${listed(retold)}`;
  if (claim === undefined && event === undefined) return "the claim that reports it";
  return "known through this document";
}

function Keys({
  proposed: { standing },
  acts,
  busy,
}: {
  readonly proposed: Proposed;
  readonly acts: Acts;
  readonly busy: boolean;
}) {
  const done = standing.state === "accepted" || standing.state === "mended";
  return (
    <>
      {standing.open.length === 0 || done ? undefined : (
        <p className="still-open">Say first: {standing.open.join(", ")}.</p>
      )}
      <div className="keys">
        {done ? undefined : (
          <>
            <Key letter="A" words="Accept" onPress={acts.accept} disabled={busy} />
            <Key letter="M" words="Mend" onPress={acts.mend} disabled={busy} />
            <Key
              letter="R"
              words={standing.state === "refused" ? "Open again" : "Refuse"}
              onPress={acts.refuse}
              disabled={busy}
            />
          </>
        )}
        <Key letter="N" words="Next" onPress={acts.next} disabled={false} />
      </div>
    </>
  );
}

export function Key({
  letter,
  words,
  onPress,
  disabled,
}: {
  readonly letter: string;
  readonly words: string;
  readonly onPress: () => void;
  readonly disabled: boolean;
}) {
  return (
    <button type="button" className="key" disabled={disabled} onClick={onPress} aria-keyshortcuts={letter}>
      <KeyHint>{letter}</KeyHint> {words}
    </button>
  );
}
