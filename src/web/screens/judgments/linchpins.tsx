/** Which one item or origin, if it is wrong, changes what the judgment rests on: said where the judgment stands. */
import { Link } from "@tanstack/react-router";
import type { JudgmentView } from "../../../views/edition.ts";
import type { Linchpin } from "../../../views/linchpin.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { useMatrix } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { listed } from "../../../words.ts";
import { partOf } from "../questions/pick.ts";
import { sayLed, weightiest } from "./linchpins.ts";

export function Linchpins({ judgment: { linchpin, states } }: { readonly judgment: JudgmentView }) {
  const { caseName } = useAddress();
  const { matrix, carriedBy, document } = linchpin;
  const question = states.ref.split("#")[0];
  const asked = useMatrix(caseName, matrix === "not recorded" ? undefined : question, {}).data;
  const shortOf = (ref: string) => {
    const at = asked?.hypotheses.findIndex((one) => one.ref === ref) ?? -1;
    return at === -1 ? partOf(ref) : `H${at + 1}`;
  };
  return (
    <section className="linchpins">
      <h2>
        <Term of="linchpin">Linchpin</Term>
      </h2>
      {matrix === "not recorded" ? (
        <NotAssessed word="no matrix is recorded that could tell" />
      ) : (
        <Moves of={weightiest(matrix)} shortOf={shortOf} />
      )}
      {carriedBy.map(({ ref, text }) => (
        <p key={ref}>
          All that stands for it and has a known lineage ends at one origin: <Plumb refId={ref}>{text}</Plumb>
        </p>
      ))}
      {document === undefined || carriedBy.some(({ ref }) => ref === document.ref) ? undefined : (
        <p>
          All that stands for it is known through one document alone:{" "}
          <Plumb refId={document.ref}>{document.text}</Plumb>
        </p>
      )}
      {matrix === "not recorded" || question === undefined ? undefined : (
        <p>
          <Link to={pathTo(caseName, "questions", asked?.question.name ?? question)} search={true}>
            Open the matrix
          </Link>
        </p>
      )}
    </section>
  );
}

function Moves({
  of,
  shortOf,
}: {
  readonly of: readonly Linchpin[];
  readonly shortOf: (ref: string) => string;
}) {
  if (of.length === 0)
    return (
      <p>
        No single item changes who leads the matrix. <span className="soft">Each was left out in turn.</span>
      </p>
    );
  return (
    <ul>
      {of.map((one) => (
        <li key={`${one.without.ref} ${one.of === "joint" ? "joint" : one.of.ref} ${one.after.join(" ")}`}>
          <b>
            Without <Plumb refId={one.without.ref}>{one.without.name}</Plumb>, {sayLed(one, shortOf)}.
          </b>{" "}
          <span className="soft">
            By {listed(one.scores)}; {listed(one.before.map(shortOf))} led before;{" "}
            {one.of === "joint" ? "where all agree" : `cells of ${one.of.name}`}.
          </span>
        </li>
      ))}
    </ul>
  );
}
