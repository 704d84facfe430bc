/** The occasions on which members of a group met, and what the run could have found. */
import type { OccasionsFigure, PowerFigure } from "../../../../model/finding.ts";
import type { FindingView } from "../../../../views/edition.ts";
import { Dated } from "../../../components/dated.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import { Table } from "../../../components/table.tsx";
import { count, counted, sayPower } from "../../../../words.ts";

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
    </section>
  );
}

/** A row for each size of a team, a column for each number of occasions. */
export function Power({ view, figure }: { readonly view: FindingView; readonly figure: PowerFigure }) {
  const sizes = [...new Set(figure.rows.map(({ accounts }) => accounts))];
  const occasions = [...new Set(figure.rows.map((row) => row.occasions))];
  const rowOf = (accounts: number, on: number) =>
    figure.rows.find((row) => row.accounts === accounts && row.occasions === on);
  return (
    <section className="power">
      <div className="figure-head">
        <h2>This run would have found</h2>
        <p className="quiet">
          Teams put into these data. It says nothing about accounts that were not found.
        </p>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label="What this run would have found">
        <Table<number>
          caption="Teams that were found, by accounts and occasions"
          rows={sizes}
          keyOf={String}
          columns={[
            { head: "Teams of", cell: (accounts) => counted(accounts, "account") },
            ...occasions.map((on) => ({
              head: `on ${counted(on, "occasion")}`,
              cell: (accounts: number) => {
                const row = rowOf(accounts, on);
                return row === undefined ? (
                  <span className="quiet">not tried</span>
                ) : (
                  <span title={sayPower(row)}>
                    <Discs found={row.found} tries={row.tries} />
                    <Plumb refId={view.ref}>
                      <b>{count(row.found)}</b> of {count(row.tries)}
                    </Plumb>
                  </span>
                );
              },
            })),
          ]}
        />
      </div>
    </section>
  );
}

/** Tries that have a disc each; of more, the part that was found fills so many. */
const DISCS = 20;
const STEP = 5;

function Discs({ found, tries }: { readonly found: number; readonly tries: number }) {
  const discs = Math.min(DISCS, tries);
  const full = Math.floor((found / tries) * discs);
  return (
    <svg width={DISCS * STEP} height={8} viewBox={`0 0 ${DISCS * STEP} 8`} aria-hidden="true">
      {Array.from({ length: discs }, (_, at) => (
        <circle key={at} className={at < full ? "full" : "open"} cx={2.5 + at * STEP} cy={4} r={1.9} />
      ))}
    </svg>
  );
}
