/** Probabilities over the whole set, by organisation, as stated and as made coherent; the mean never stands alone. */
import type { ElicitedSet, MatrixView } from "../../../views/matrix.ts";
import type { Named } from "../../../views/basics.ts";
import { percent } from "../../../words.ts";
import { coloursOf } from "../../components/party-colours.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { useJudgments } from "../../data/reasoning.ts";
import { useAddress } from "../../layout/address.ts";
import { ProbabilityLine } from "./probability-line.tsx";
import type { Flag } from "./probability-line.tsx";

type Row = Named & { readonly at: number };

const HYPOTHESIS: Column<Row> = {
  head: "Hypothesis",
  cell: ({ ref, at, text }) => (
    <>
      <b>H{at + 1}</b> <Plumb refId={ref}>{text}</Plumb>
    </>
  ),
};

export function Probabilities({ matrix: { probabilities } }: { readonly matrix: MatrixView }) {
  const { caseName } = useAddress();
  const colours = coloursOf(useJudgments(caseName).data ?? []);
  if (probabilities === "not applicable")
    return (
      <section>
        <h2>Probabilities over the whole set</h2>
        <p className="soft">
          Not applicable: only hypotheses of which exactly one is true have probabilities that sum to one.
        </p>
      </section>
    );
  const { hypotheses, sets, aggregate } = probabilities;
  const rows: readonly Row[] = hypotheses.map((hypothesis, at) => ({ ...hypothesis, at }));
  const columns: Column<Row>[] = [
    HYPOTHESIS,
    {
      head: (
        <span className="ends-of-line">
          <span>0</span> <span>100 %</span>
        </span>
      ),
      cell: ({ at }) => (
        <ProbabilityLine
          hypothesis={`H${at + 1}`}
          flags={sets.map((set) => flagOf(set, at, colours))}
          mean={aggregate === "not applicable" ? undefined : aggregate[at]}
        />
      ),
    },
    ...sets.flatMap((set): Column<Row>[] => [
      {
        head: (
          <>
            <Plumb refId={set.ref}>{set.organisation.name}</Plumb>, as stated
          </>
        ),
        num: true,
        cell: ({ at }) => said(set.elicited[at]),
      },
      ...(isCoherent(set)
        ? []
        : [
            {
              head: `${set.organisation.name}, made coherent`,
              num: true,
              cell: ({ at }: Row) => said(set.coherent === "not defined" ? undefined : set.coherent[at]),
            },
          ]),
    ]),
    ...(aggregate === "not applicable"
      ? []
      : [{ head: `Mean of ${sets.length}`, num: true, cell: ({ at }: Row) => said(aggregate[at]) }]),
  ];
  return (
    <section>
      <h2>Probabilities over the whole set, by organisation</h2>
      {sets.length === 0 ? (
        <NotAssessed word="not stated by anybody" />
      ) : (
        <>
          <Table
            caption="Probabilities by organisation"
            columns={columns}
            rows={rows}
            keyOf={({ ref }) => ref}
          />
          <p className="quiet">
            A flag is an organisation, made coherent where that differs; the stroke is the mean.
          </p>
        </>
      )}
    </section>
  );
}

/** As made coherent, where that is defined; else as stated. */
function flagOf(
  { ref, organisation, elicited, coherent }: ElicitedSet,
  at: number,
  colours: ReadonlyMap<string, number>,
): Flag {
  const value = coherent === "not defined" ? elicited[at] : coherent[at];
  return {
    key: ref,
    initials: organisation.initials,
    name: organisation.name,
    colour: colours.get(organisation.ref) ?? 1,
    value: value === "not stated" ? undefined : value,
  };
}

function isCoherent({ incoherence }: ElicitedSet): boolean {
  return incoherence !== "not defined" && Math.abs(incoherence) < 1e-9;
}

function said(value: number | "not stated" | undefined) {
  if (value === undefined || value === "not stated") return "not stated";
  return percent(value);
}
