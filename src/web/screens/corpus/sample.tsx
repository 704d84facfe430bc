import type { Proposal } from "../../../workbench/index.ts";
import { Imported } from "../../components/imported.tsx";
import { FIELDS } from "./reading.ts";
import type { Chosen } from "./reading.ts";

const SHOWN = 6;

/** The first rows as they stand in the file; columns that are read come first and bear the name of their field. */
export function Sample({ proposal, mapping }: { readonly proposal: Proposal; readonly mapping: Chosen }) {
  const read = FIELDS.flatMap(([field]) => {
    const at = proposal.columns.indexOf(mapping[field] ?? "");
    return mapping[field] === undefined || at < 0 ? [] : [{ at, field }];
  });
  const rest = proposal.columns.flatMap((_, at) =>
    read.some((one) => one.at === at) ? [] : [{ at, field: undefined }],
  );
  const columns = [...read, ...rest];
  return (
    // Wider than the page: it is scrolled by keyboard, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="sample" tabIndex={0} aria-label="First rows of the file">
      <table className="table">
        <caption className="unseen">First rows of the file</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              row
            </th>
            {columns.map(({ at, field }) => (
              <th key={`${at} ${field}`} scope="col">
                <b>{field ?? ""}</b>
                <span>
                  <Imported text={proposal.columns[at] ?? ""} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposal.sample.slice(0, SHOWN).map(({ row, values }) => (
            <tr key={row}>
              <td className="num">{row}</td>
              {columns.map(({ at, field }) => (
                <td key={`${at} ${field}`}>
                  {values[at] == null ? <span className="quiet">none</span> : <Imported text={values[at]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
