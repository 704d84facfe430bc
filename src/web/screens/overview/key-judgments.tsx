/** Bare propositions, and each organisation's term, bar and steps in a column of its own: nobody's likelihood becomes the sentence's. */
import { Link } from "@tanstack/react-router";
import type { PositionView } from "../../../views/basics.ts";
import type { KeyJudgment } from "../../../views/overview.ts";
import { Confidence } from "../../components/confidence.tsx";
import { Likelihood } from "../../components/likelihood.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { PartyLink } from "../../components/entity-link.tsx";
import { PartyMark } from "../../components/party-mark.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted, listed } from "../../../words.ts";
import { heldBy, holdersOf } from "./organisations.ts";
import type { Holder } from "./organisations.ts";

/** Columns that the screen has room for. */
const MOST_COLUMNS = 4;

export function KeyJudgments({
  judgments,
  further,
}: {
  readonly judgments: readonly KeyJudgment[];
  readonly further: number;
}) {
  const { caseName, search } = useAddress();
  const holders = holdersOf(judgments);
  const columns = holders.slice(0, MOST_COLUMNS);
  const others = holders.length - columns.length;
  return (
    <section className="key-judgments" aria-label="Key judgments">
      <table>
        <thead>
          <tr>
            <th scope="col">Key judgments</th>
            {columns.map((holder) => (
              <th key={`${holder.organisation.ref} ${holder.stance}`} scope="col">
                <Name holder={holder} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {judgments.map((judgment) => (
            <tr key={judgment.ref} className={search["plumb"] === judgment.ref ? "picked" : undefined}>
              <th scope="row">
                <Link to={pathTo(caseName, "judgments", judgment.label)} className="label">
                  {judgment.label}
                </Link>
                <Plumb refId={judgment.ref}>{judgment.text}</Plumb>
              </th>
              {columns.map((holder) => (
                <td key={`${holder.organisation.ref} ${holder.stance}`}>
                  <span className="of">
                    <Name holder={holder} />
                  </span>
                  <Held position={heldBy(holder, judgment)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {further + others === 0 ? undefined : (
        <p className="quiet">
          Not shown here:{" "}
          {listed([
            ...(further === 0 ? [] : [counted(further, "more judgment")]),
            ...(others === 0 ? [] : [`positions of ${counted(others, "more organisation")}`]),
          ])}
          .
        </p>
      )}
    </section>
  );
}

function Name({ holder: { organisation, stance, colour } }: { readonly holder: Holder }) {
  const reported = stance === "reported";
  return (
    <span className="holder">
      <PartyMark initials={organisation.initials} colour={colour} reported={reported} />
      <span>
        <PartyLink party={organisation} />
        {reported ? ", reported" : ""}
      </span>
    </span>
  );
}

function Held({ position }: { readonly position: PositionView | undefined }) {
  if (position === undefined) return <NotAssessed word="no position found" />;
  const { ref, likelihood, confidence, holds } = position;
  return (
    <Plumb refId={ref} className="held">
      <span className="term">
        {likelihood === "not stated" ? "not stated" : likelihood.term}
        {holds === "dissents" ? <b> dissents</b> : undefined}
      </span>
      <span className="glyphs">
        <Likelihood value={likelihood} />
        <Confidence level={confidence} />
      </span>
    </Plumb>
  );
}
