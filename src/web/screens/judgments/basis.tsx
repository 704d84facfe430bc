/** What stands for the judgment and against it, side by side, with grades and origins; context below. */
import type { BasisSide, BasisView, JudgmentView } from "../../../views/edition.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Stale } from "../../components/stale.tsx";
import { useFindingName } from "../../data/findings.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

export function Basis({ judgment }: { readonly judgment: JudgmentView }) {
  return (
    <section className="basis" aria-label="Basis">
      <Side name="For" kind="for" side={judgment.for} />
      <Side name="Against" kind="against" side={judgment.against} />
      {judgment.context.entries.length === 0 ? undefined : (
        <Side name="Context" kind="context" side={judgment.context} />
      )}
    </section>
  );
}

function Side({
  name,
  kind,
  side,
}: {
  readonly name: string;
  readonly kind: "for" | "against" | "context";
  readonly side: BasisSide;
}) {
  const { entries, origins, unknownLineage } = side;
  const unknown = unknownLineage === 0 ? "" : `, ${unknownLineage} without known lineage`;
  return (
    <div className={`side ${kind}`}>
      <h2>
        {name}
        <span>
          {counted(entries.length, "item")}, {counted(origins, "origin")}
          {unknown}
        </span>
      </h2>
      {entries.length === 0 ? <p className="soft none">Nothing is cited here.</p> : undefined}
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.ref} basis={entry} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ basis: { entry, ref, why } }: { readonly basis: BasisView }) {
  const nameOf = useFindingName(useAddress().caseName);
  if (entry === "not public")
    return (
      <li>
        <span className="label" />
        <Plumb refId={ref}>Basis not public</Plumb>
      </li>
    );
  return (
    <li>
      <span className="label">{entry.label}</span>
      <div>
        <Plumb refId={entry.ref} className="words">
          {nameOf(entry.ref, entry.text)}
        </Plumb>
        {why === undefined ? undefined : <p className="quiet">{why}</p>}
        <Stale refId={ref} />
      </div>
      <span className="grade">
        {entry.kind === "Premise" ? (
          (entry.premise ?? "premise")
        ) : (
          <Grade reliability={entry.grade.reliability} credibility={entry.grade.credibility} />
        )}
      </span>
    </li>
  );
}

/** Source and information graded apart: the letter and the number never become one. */
function Grade({ reliability, credibility }: { readonly reliability: string; readonly credibility: string }) {
  if (reliability.length > 1 && credibility.length > 1) return <NotAssessed word="not graded" />;
  return (
    <>
      <abbr title={`source: ${reliability}`}>{reliability.length > 1 ? "–" : reliability}</abbr>{" "}
      <abbr title={`information: ${credibility}`}>{credibility.length > 1 ? "–" : credibility}</abbr>
    </>
  );
}
