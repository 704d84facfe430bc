/** The occasions on which members of a group met, and what the run could have found. */
import type { OccasionsFigure, PowerFigure } from "../../../../model/finding.ts";
import type { FindingView } from "../../../../views/edition.ts";
import { Dated } from "../../../components/dated.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import { Table } from "../../../components/table.tsx";
import { count, counted, plural, sayPower, spelled } from "../../../../words.ts";

export function Occasions({
  view,
  figure,
}: {
  readonly view: FindingView;
  readonly figure: OccasionsFigure;
}) {
  const { list, omitted } = figure;
  return (
    <section className="occasions">
      <h2>Occasions</h2>
      <p className="soft">
        Members met on <Plumb refId={view.ref}>{counted(list.length + omitted, "separate occasion")}</Plumb>.
        {omitted === 0
          ? undefined
          : ` Listed are the ${count(list.length)} with most accounts; ${count(omitted)} more are in the result.`}
      </p>
      <details>
        <summary>Each of them</summary>
        <div className="scrolls" tabIndex={0} role="region" aria-label="Occasions">
          <Table
            caption="Occasions in order of time"
            rows={list}
            keyOf={({ at }) => `${at} ${list.findIndex((one) => one.at === at)}`}
            columns={[
              { head: "Began", cell: ({ at }) => <Dated at={at} /> },
              { head: "Accounts", num: true, cell: ({ accounts }) => count(accounts) },
              { head: "Objects", num: true, cell: ({ objects }) => count(objects) },
            ]}
          />
        </div>
      </details>
    </section>
  );
}

/** Tries that have a disc each; of more, the part that was found fills so many. */
const DISCS = 20;
const STEP = 7;

export function Power({ view, figure }: { readonly view: FindingView; readonly figure: PowerFigure }) {
  return (
    <section className="power">
      <h2>This run would have found</h2>
      <ul>
        {figure.rows.map((row) => (
          <li key={`${row.accounts} ${row.occasions}`} title={sayPower(row)}>
            <Discs found={row.found} tries={row.tries} />
            <Plumb refId={view.ref}>
              <b>
                {count(row.found)} of {count(row.tries)}
              </b>{" "}
              teams of {spelled(row.accounts)} that meet on {spelled(row.occasions)}{" "}
              {plural(row.occasions, "occasion")}
            </Plumb>
          </li>
        ))}
      </ul>
      <p className="quiet">Teams put into these data. It says nothing about accounts that were not found.</p>
    </section>
  );
}

function Discs({ found, tries }: { readonly found: number; readonly tries: number }) {
  const discs = Math.min(DISCS, tries);
  const full = Math.floor((found / tries) * discs);
  return (
    <svg width={DISCS * STEP} height={8} viewBox={`0 0 ${DISCS * STEP} 8`} aria-hidden="true">
      {Array.from({ length: discs }, (_, at) => (
        <circle key={at} className={at < full ? "full" : "open"} cx={3.5 + at * STEP} cy={4} r={2.4} />
      ))}
    </svg>
  );
}
