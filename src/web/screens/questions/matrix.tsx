/** Hypotheses in rows, items in columns. The cell shows the chosen organisation's value; who differs stands in the corner. */
import type { CellValue, MatrixView, Score, ScoreTable } from "../../../views/matrix.ts";
import type { Ref } from "../../../model/refs.ts";
import { Answered } from "../../components/answered.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { useCase } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useWriteCell } from "../../data/write.ts";
import { useWritingFor, writeFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { Cell, CELL_KEYS } from "./cell.tsx";
import { MatrixList } from "./matrix-list.tsx";
import { cellAt, nameOf, sayLeaders, sayScore } from "./pick.ts";

const SCORE_HEADS: Readonly<Record<Score["name"], readonly [string, string]>> = {
  "count of I and II": ["Count", "I and II"],
  "inconsistency score": ["Score", "I 1, II 2"],
  "PARC weighted": ["PARC", "weighted"],
};

export function Matrix({ matrix, table }: { readonly matrix: MatrixView; readonly table: ScoreTable }) {
  const linchpins = new Set(
    table.changes.filter(({ change }) => change === "moves").map(({ without }) => without.ref),
  );
  const { write, whom, error } = useWriting(matrix, table);
  return (
    <section className="matrix-frame" aria-label="Matrix">
      {error === null ? undefined : <ErrorLine error={error} />}
      {whom === undefined ? undefined : <Whom {...whom} />}
      <MatrixList matrix={matrix} table={table} linchpins={linchpins} />
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
                <Answered of={item} />
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
                  cell={cellAt(matrix, item.ref, ref)}
                  table={table}
                  carries={linchpins.has(item.ref)}
                  onValue={write === undefined ? undefined : (value) => write(item.ref, ref, value)}
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
      {write === undefined ? undefined : (
        <p className="quiet note keys">
          In a cell:{" "}
          {Object.entries(CELL_KEYS).map(([key, value]) => (
            <span key={key} className="nowrap">
              <KeyHint>{key === key.toUpperCase() ? `Shift ${key}` : key.toUpperCase()}</KeyHint> {value}{" "}
            </span>
          ))}
          Arrows go from cell to cell.
        </p>
      )}
      <p className="quiet note">
        {table.of === "joint" ? "Cells on which all agree count" : `Cells by ${table.of.name}`}; where another
        organisation differs, the cell says so. Nothing is averaged. Hatched: not assessed, or not applicable
        and left out. The lower a score, the less speaks against the hypothesis.
      </p>
    </section>
  );
}

interface WhomProps {
  readonly caseName: string;
  /** For whom the person writes now. */
  readonly writing: PartyOf;
  readonly table: ScoreTable;
  /** Whether the person may write for the organisation whose cells are shown. */
  readonly may: boolean;
}

type PartyOf = CaseInfo["organisations"][number];

/** Before a key is pressed: for whom it records, or that it records nothing here. */
function Whom({ caseName, writing, table, may }: WhomProps) {
  if (table.of === "joint")
    return (
      <p className="whom">
        Keys record nothing where all agree is shown: choose the cells of <b>{writing.name}</b>, for whom you
        write.
      </p>
    );
  const { ref, name } = table.of;
  if (ref === writing.ref)
    return (
      <p className="whom">
        A key pressed in a cell records for <b>{name}</b>.
      </p>
    );
  return (
    <p className="whom">
      These are the cells of {name}, and you write for <b>{writing.name}</b>: keys record nothing here.{" "}
      {may ? (
        <button type="button" onClick={() => writeFor(caseName, ref)}>
          Write for {name}
        </button>
      ) : undefined}
    </p>
  );
}

/** How a cell is recorded, where the person writes for the organisation whose cells are shown. */
function useWriting(matrix: MatrixView, table: ScoreTable) {
  const { caseName, search } = useAddress();
  const about = useCase(caseName).data;
  const { mutate, error } = useWriteCell(caseName);
  const writing = useWritingFor(about);
  const organisation = table.of === "joint" ? undefined : table.of.ref;
  // What is shown as of an earlier time is not written into.
  const past = search["at"] !== undefined || search["heldAt"] !== undefined;
  if (past || about?.roles.includes("analyst") !== true || writing === undefined)
    return { write: undefined, whom: undefined, error };
  const may = about.organisations.some(({ ref }) => ref === organisation);
  const whom = { caseName, writing, table, may };
  if (organisation !== writing.ref) return { write: undefined, whom, error };
  const write = (item: Ref, hypothesis: Ref, value: CellValue): void => {
    const own = cellAt(matrix, item, hypothesis).entries.find(
      (entry) => entry.person === about.person && entry.organisation.ref === organisation,
    );
    if (own?.value === value) return;
    mutate({ item, hypothesis, value, organisation, ...(own === undefined ? {} : { instead: own.ref }) });
  };
  return { write, whom, error };
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

interface FootProps {
  readonly matrix: MatrixView;
  readonly table: ScoreTable;
  readonly linchpins: ReadonlySet<Ref>;
}

function Diagnosticity({ matrix, table, linchpins }: FootProps) {
  return (
    <tr>
      <th scope="row">
        Tells hypotheses apart{" "}
        <span className="quiet">
          <Term of="diagnosticity" />
        </span>
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
      <td className="quiet num" colSpan={table.scores.length + 1} rowSpan={2}>
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
    </tr>
  );
}
