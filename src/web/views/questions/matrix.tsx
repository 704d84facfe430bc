/** Hypotheses in rows, items in columns. The cell shows the chosen organisation's value; who differs stands in the corner. */
import type { CellEntry, MatrixCell, MatrixView, Score, ScoreTable } from "../../../model/matrix.ts";
import type { Ref } from "../../../model/refs.ts";
import { Plumb } from "../../components/plumb.tsx";
import { nameOf, sayLeaders } from "./pick.ts";

const WORDS = {
  CC: "very consistent",
  C: "consistent",
  N: "neutral",
  I: "inconsistent",
  II: "very inconsistent",
  NA: "not applicable",
} as const;

const SCORE_HEADS: Readonly<Record<Score["name"], readonly [string, string]>> = {
  "count of I and II": ["Count", "I and II"],
  "inconsistency score": ["Score", "I 1, II 2"],
  "PARC weighted": ["PARC", "weighted"],
};

export function Matrix({ matrix, table }: { readonly matrix: MatrixView; readonly table: ScoreTable }) {
  const linchpins = new Set(
    table.changes.filter(({ change }) => change === "moves").map(({ without }) => without.ref),
  );
  return (
    <section className="matrix-frame" aria-label="Matrix">
      <table className="matrix">
        <caption className="unseen">Hypotheses in rows, items in columns, scores at the end.</caption>
        <thead>
          <tr>
            <th scope="col" className="corner">
              <span className="unseen">Hypothesis</span>
            </th>
            {matrix.items.map((item) => (
              <th key={item.ref} scope="col" className={linchpins.has(item.ref) ? "carries" : undefined}>
                <b>
                  <Plumb refId={item.ref}>{item.name}</Plumb>
                </b>
                <span className="what">{item.text}</span>
                <span className="quiet">
                  {item.grade.reliability} {item.grade.credibility}
                </span>
              </th>
            ))}
            {table.scores.map(({ name }) => (
              <th key={name} scope="col" className="num">
                <b>{SCORE_HEADS[name][0]}</b>
                <span className="quiet">{SCORE_HEADS[name][1]}</span>
              </th>
            ))}
            {table.bayes === "not applicable" ? undefined : (
              <th scope="col" className="num">
                <b>Bayes</b>
                <span className="quiet">implied</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {matrix.hypotheses.map(({ ref, text }, row) => (
            <tr key={ref}>
              <th scope="row">
                <b>H{row + 1}</b> <Plumb refId={ref}>{text}</Plumb>
              </th>
              {matrix.items.map((item) => (
                <Cell
                  key={item.ref}
                  cell={matrix.cells.find((cell) => cell.item === item.ref && cell.hypothesis === ref)}
                  table={table}
                  carries={linchpins.has(item.ref)}
                />
              ))}
              <Scores table={table} hypothesis={ref} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Diagnosticity matrix={matrix} table={table} linchpins={linchpins} />
          <LeaderWithout matrix={matrix} table={table} linchpins={linchpins} />
        </tfoot>
      </table>
      <p className="quiet note">
        {table.of === "joint" ? "Cells on which all agree count" : `Cells by ${table.of.name}`}; where another
        organisation differs, the cell says so. Nothing is averaged. Hatched: not assessed, or not applicable
        and left out. The lower a score, the less speaks against the hypothesis.
      </p>
    </section>
  );
}

function Cell({
  cell,
  table,
  carries,
}: {
  readonly cell: MatrixCell | undefined;
  readonly table: ScoreTable;
  readonly carries: boolean;
}) {
  const entries = cell?.entries ?? [];
  const own = ownEntry(entries, table);
  const others = entries.filter((entry) => entry !== own && (own === undefined || entry.value !== own.value));
  const kind = own === undefined ? "none" : own.value;
  return (
    <td className={`cell v-${kind}${carries ? " carries" : ""}`}>
      {own === undefined ? (
        <span className="value">{entries.length === 0 ? "not assessed" : "differ"}</span>
      ) : (
        <Plumb refId={own.ref} className="value">
          <b aria-hidden="true">{own.value}</b>
          <span className="word">{WORDS[own.value]}</span>
        </Plumb>
      )}
      {others.map(({ ref, organisation, value }) => (
        <Plumb key={ref} refId={ref} className="differs">
          {organisation.initials}: {value}
        </Plumb>
      ))}
    </td>
  );
}

/** The chosen organisation's entry; for the joint table the one that all share. */
function ownEntry(entries: readonly CellEntry[], table: ScoreTable): CellEntry | undefined {
  if (table.of !== "joint") {
    const { ref } = table.of;
    return entries.findLast(({ organisation }) => organisation.ref === ref);
  }
  const [first] = entries;
  return entries.every(({ value }) => value === first?.value) ? first : undefined;
}

function Scores({ table, hypothesis }: { readonly table: ScoreTable; readonly hypothesis: Ref }) {
  const implied =
    table.bayes === "not applicable"
      ? undefined
      : table.bayes.values.find((value) => value.hypothesis === hypothesis)?.value;
  const best =
    table.bayes === "not applicable" ? 0 : Math.max(...table.bayes.values.map(({ value }) => value));
  return (
    <>
      {table.scores.map(({ name, values, leaders }) => {
        const value = values.find((one) => one.hypothesis === hypothesis)?.value;
        return (
          <td key={name} className={`num${leaders.includes(hypothesis) ? " leads" : ""}`}>
            <span>{value === undefined ? "–" : sayScore(name, value)}</span>
          </td>
        );
      })}
      {implied === undefined ? undefined : (
        <td className={`num${implied === best ? " leads" : ""}`}>
          <span>{Math.round(implied * 100)} %</span>
        </td>
      )}
    </>
  );
}

function sayScore(name: Score["name"], value: number): string {
  return name === "PARC weighted" ? value.toFixed(1) : String(value);
}

interface FootProps {
  readonly matrix: MatrixView;
  readonly table: ScoreTable;
  readonly linchpins: ReadonlySet<Ref>;
}

function Diagnosticity({ matrix, table, linchpins }: FootProps) {
  return (
    <tr>
      <th scope="row">
        Tells hypotheses apart <span className="quiet">diagnosticity</span>
      </th>
      {matrix.items.map(({ ref }) => {
        const value = table.diagnosticity.find(({ item }) => item === ref)?.value;
        return (
          <td key={ref} className={linchpins.has(ref) ? "apart carries" : "apart"}>
            {value === undefined || value === "not applicable" ? (
              <span className="quiet">not computed</span>
            ) : (
              <>
                <b>{value.toFixed(2)}</b>
                <progress value={value} max={2} aria-label={`diagnosticity ${value.toFixed(2)}`} />
              </>
            )}
          </td>
        );
      })}
      <td className="quiet num" colSpan={table.scores.length + 1}>
        Lower fits better; Bayes: higher
      </td>
    </tr>
  );
}

/** Who leads the weighted score if this item is left out. */
function LeaderWithout({ matrix, table, linchpins }: FootProps) {
  const leaders = table.scores.find(({ name }) => name === "PARC weighted")?.leaders ?? [];
  return (
    <tr className="without">
      <th scope="row">
        Leader without it <span className="quiet">PARC weighted, {nameOf(table)}</span>
      </th>
      {matrix.items.map(({ ref }) => {
        const change = table.changes.find(
          ({ score, dropped, without }) =>
            score === "PARC weighted" && dropped === "item" && without.ref === ref,
        );
        return (
          <td key={ref} className={linchpins.has(ref) ? "carries" : undefined}>
            {change === undefined ? (
              <span className="quiet">{sayLeaders(matrix, leaders)}</span>
            ) : (
              <b>{sayLeaders(matrix, change.after)}</b>
            )}
          </td>
        );
      })}
      <td colSpan={table.scores.length + 1} />
    </tr>
  );
}
