/** Positions side by side: own ones solid and roman, reported ones dashed and italic, dissent in the same size. */
import type { PositionView } from "../../../views/basics.ts";
import { Confidence } from "../../components/confidence.tsx";
import { Dated } from "../../components/dated.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { Likelihood } from "../../components/likelihood.tsx";
import { PartyMark } from "../../components/party-mark.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";

export function Positions({
  positions,
  colours,
}: {
  readonly positions: readonly PositionView[];
  readonly colours: ReadonlyMap<string, number>;
}) {
  const own = positions.filter(({ stance }) => stance === "own").length;
  return (
    <section>
      <div className="section-head">
        <h2>
          <Term of="position">Positions</Term>
        </h2>
        <p className="quiet">
          {own} own, {positions.length - own} reported
        </p>
      </div>
      {positions.length === 0 ? (
        <p className="soft">No organisation has taken a position yet.</p>
      ) : (
        <div className="positions">
          {positions.map((position) => (
            <Position
              key={position.ref}
              position={position}
              colour={colours.get(position.organisation.ref) ?? 1}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Position({ position, colour }: { readonly position: PositionView; readonly colour: number }) {
  const { organisation, stance, holds, likelihood, confidence, why } = position;
  const reported = stance === "reported";
  return (
    <article
      className={`position ${stance}${holds === "dissents" ? " dissents" : ""} k${((colour - 1) % 5) + 1}`}
    >
      <header>
        <PartyMark initials={organisation.initials} colour={colour} reported={reported} />
        <h3>
          <Plumb refId={position.ref}>{organisation.name}</Plumb>
          <span className="holds">{reported ? `reported: ${holds}` : holds}</span>
        </h3>
      </header>
      <div className="glyph">
        <p>
          <b>
            <Term of="likelihood">{likelihood === "not stated" ? "not stated" : likelihood.term}</Term>
          </b>
          <span>{likelihood === "not stated" ? "no term given" : sayBand(likelihood)}</span>
        </p>
        <Likelihood value={likelihood} />
      </div>
      <div className="glyph level">
        <Confidence level={confidence} />
        <span>
          <Term of="confidence">
            {confidence === "not stated" ? "confidence not stated" : `${confidence} confidence`}
          </Term>
        </span>
      </div>
      {why === undefined ? undefined : <p className="said serif">{reported ? quoted(why) : why}</p>}
      <p className="quiet">
        <Provenance position={position} />
      </p>
      {organisation.ref.startsWith("pty_") ? (
        <p className="quiet">
          <EntityLink entity={organisation.ref} label={`All of it, ${organisation.name}`}>
            All of it
          </EntityLink>
        </p>
      ) : undefined}
    </article>
  );
}

function sayBand({ band: [low, high], percent }: Exclude<PositionView["likelihood"], "not stated">): string {
  return percent === undefined ? `${low}–${high} %` : `${percent} %, ${low}–${high} %`;
}

function Provenance({ position }: { readonly position: PositionView }) {
  const { stance, at, heldAt, signed, reportedIn, organisation } = position;
  if (stance === "reported")
    return (
      <>
        As reported in{" "}
        {reportedIn === undefined ? (
          "a source not named"
        ) : (
          <Plumb refId={reportedIn.ref}>
            {reportedIn.places
              .map(({ label, text }) => (text === "" ? label : `${label}, ${text}`))
              .join("; ") || "a source"}
          </Plumb>
        )}
        ; not issued or signed by {organisation.name}.
      </>
    );
  return (
    <>
      Own position, <Dated at={heldAt ?? at} />,{" "}
      {signed === undefined ? (
        "not signed"
      ) : (
        <>
          {signed.holds ? "signed" : "with a signature that does not hold"}{" "}
          <code>{shortKey(signed.key)}</code>
        </>
      )}
    </>
  );
}

/** In quotation marks, once. */
function quoted(words: string): string {
  return words.startsWith("“") ? words : `“${words}”`;
}

function shortKey(key: string): string {
  return `${key.slice(0, 4)}…${key.slice(-4)}`;
}
