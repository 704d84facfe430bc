/** What others recorded since this browser was last here. */
import { Link } from "@tanstack/react-router";
import { Dated } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useNews } from "../../data/last-visit.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { count } from "../../../words.ts";

const SHOWN = 4;
/** A line of the list has room for so much. */
const MOST_WORDS = 90;

export function News({ newest, person }: { readonly newest: string | undefined; readonly person: string }) {
  const { caseName } = useAddress();
  const { isFirst, total, records } = useNews(caseName, newest, person);
  const shown = records.slice(0, SHOWN);
  return (
    <section>
      <h2>
        New since your last visit <span className="quiet">{isFirst ? "" : count(total)}</span>
      </h2>
      {isFirst ? (
        <>
          <p className="soft">This is the first visit from this browser.</p>
          <Link to={pathTo(caseName, "log")}>The whole log</Link>
        </>
      ) : total === 0 ? (
        <p className="soft">Nothing.</p>
      ) : (
        <ul>
          {shown.map(({ record, text }) => (
            <li key={record.id}>
              <Plumb refId={record.id}>{shortened(text)}</Plumb>
              <small className="quiet">
                {record.type}, <Dated at={`${record.at.slice(0, 16)}Z`} />, by {record.by}
              </small>
            </li>
          ))}
          {total > shown.length ? (
            <li>
              <Link to={pathTo(caseName, "log")}>
                {shown.length === 0 ? "All by you: see the log" : "The others in the log"}
              </Link>
            </li>
          ) : undefined}
        </ul>
      )}
    </section>
  );
}

const shortened = (text: string): string =>
  text.length <= MOST_WORDS ? text : `${text.slice(0, MOST_WORDS - 1).trimEnd()}…`;
