/** What a case records of a party: what it said, what is said of it, its positions, the events that name it. */
import { Link } from "@tanstack/react-router";
import type { EntityRecorded } from "../../../views/entity.ts";
import { Confidence } from "../../components/confidence.tsx";
import { Dated } from "../../components/dated.tsx";
import { Likelihood } from "../../components/likelihood.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import { pathTo, useAddress } from "../../layout/address.ts";

export function Recorded({ of }: { readonly of: EntityRecorded }) {
  const { claimsBy, claimsAbout, events, released } = of;
  return (
    <>
      <Positions of={of} />
      <Claims title="Claims by it" claims={claimsBy} />
      <Claims title="Claims about it" claims={claimsAbout} />
      {events.length === 0 ? undefined : (
        <section>
          <h2>Events and releases that name it</h2>
          <ul className="dated-list">
            {events.map(({ ref, title, kind, start }) => (
              <li key={ref}>
                <span className="quiet">
                  <Dated at={start} />, {kind}
                </span>
                <Plumb refId={ref} className="words">
                  {title}
                </Plumb>
              </li>
            ))}
          </ul>
        </section>
      )}
      {released.map(({ ref, organisation, because }) => (
        <p key={ref} className="quiet">
          <Plumb refId={ref}>
            Its name was released for editions by {organisation.name}: {because}
          </Plumb>
        </p>
      ))}
    </>
  );
}

function Claims({ title, claims }: { readonly title: string; readonly claims: EntityRecorded["claimsBy"] }) {
  if (claims.length === 0) return undefined;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="dated-list">
        {claims.map(({ ref, name, text }) => (
          <li key={ref}>
            <span className="quiet">{name}</span>
            <Plumb refId={ref} className="words">
              {text}
            </Plumb>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Positions({ of: { positions } }: { readonly of: EntityRecorded }) {
  const { caseName, search } = useAddress();
  if (positions.length === 0) return undefined;
  return (
    <section>
      <h2>Positions</h2>
      <div className="stacks">
        <Table
          caption="Positions"
          rows={positions}
          keyOf={({ position }) => position.ref}
          picked={search["plumb"]}
          columns={[
            {
              head: "Judgment",
              cell: ({ judgment, label }) => (
                <>
                  <Link to={pathTo(caseName, "judgments", label)}>
                    <b>{label}</b>
                  </Link>
                  <Plumb refId={judgment.ref} className="words">
                    {judgment.text}
                  </Plumb>
                </>
              ),
            },
            {
              head: "Holds",
              cell: ({ position: { ref, stance, holds } }) => (
                <Plumb refId={ref}>{stance === "reported" ? `reported: ${holds}` : holds}</Plumb>
              ),
            },
            {
              head: "Likelihood",
              cell: ({ position: { likelihood } }) => (
                <>
                  <span>{likelihood === "not stated" ? "not stated" : likelihood.term}</span>
                  <Likelihood value={likelihood} />
                </>
              ),
            },
            { head: "Confidence", cell: ({ position: { confidence } }) => <Confidence level={confidence} /> },
          ]}
        />
      </div>
    </section>
  );
}
