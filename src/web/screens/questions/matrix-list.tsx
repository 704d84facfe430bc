/** The matrix where a table has no room: one hypothesis at a time, each item with its code and its word, what carries the result framed. */
import { useState } from "react";
import type { MatrixView, ScoreTable } from "../../../views/matrix.ts";
import type { Ref } from "../../../model/refs.ts";
import { Plumb } from "../../components/plumb.tsx";
import { ownEntry } from "./cell.tsx";
import { CELL_WORDS, cellAt, sayScore } from "./pick.ts";

export function MatrixList({
  matrix,
  table,
  linchpins,
}: {
  readonly matrix: MatrixView;
  readonly table: ScoreTable;
  readonly linchpins: ReadonlySet<Ref>;
}) {
  const [picked, setPicked] = useState<Ref>();
  const hypothesis = matrix.hypotheses.find(({ ref }) => ref === picked) ?? matrix.hypotheses[0];
  const score = table.scores.find(({ name }) => name === "PARC weighted");
  if (hypothesis === undefined) return undefined;
  return (
    <div className="matrix-list">
      <div className="choices" role="group" aria-label="Hypothesis">
        {matrix.hypotheses.map(({ ref }, at) => {
          const value = score?.values.find((one) => one.hypothesis === ref)?.value;
          return (
            <button
              key={ref}
              type="button"
              aria-pressed={ref === hypothesis.ref}
              onClick={() => setPicked(ref)}
            >
              <b>H{at + 1}</b>
              <span className="quiet">
                {value === undefined || score === undefined ? "no score" : sayScore(score.name, value)}
                {score?.leaders.includes(ref) === true ? " leads" : ""}
              </span>
            </button>
          );
        })}
      </div>
      <p className="soft">
        <Plumb refId={hypothesis.ref}>{hypothesis.text}</Plumb>{" "}
        <span className="quiet">Lower fits better.</span>
      </p>
      <ul>
        {matrix.items.map((item) => (
          <li key={item.ref} className={linchpins.has(item.ref) ? "carries" : undefined}>
            <div>
              <Plumb refId={item.ref}>
                <b>{item.name}</b> {item.text}
              </Plumb>
              <small className="quiet">
                {item.grade.reliability} {item.grade.credibility}
                {linchpins.has(item.ref) ? "; without it another hypothesis leads" : ""}
              </small>
            </div>
            <Value matrix={matrix} table={table} item={item.ref} hypothesis={hypothesis.ref} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Value({
  matrix,
  table,
  item,
  hypothesis,
}: {
  readonly matrix: MatrixView;
  readonly table: ScoreTable;
  readonly item: Ref;
  readonly hypothesis: Ref;
}) {
  const { entries } = cellAt(matrix, item, hypothesis);
  const own = ownEntry(entries, table);
  const others = entries.filter((entry) => entry !== own && entry.value !== own?.value);
  return (
    <div className={`cell v-${own === undefined ? "none" : own.value}`}>
      {own === undefined ? (
        <span className="said">{entries.length === 0 ? "not assessed" : "differ"}</span>
      ) : (
        <Plumb refId={own.ref} className="said">
          <b>{own.value}</b> {CELL_WORDS[own.value]}
        </Plumb>
      )}
      {others.map(({ ref, organisation, value }) => (
        <Plumb key={ref} refId={ref} className="said">
          {organisation.initials}: {CELL_WORDS[value]}
        </Plumb>
      ))}
    </div>
  );
}
