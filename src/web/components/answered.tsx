/** Who answers a claim, a line each; that nobody does is said of the records shown here, and of no others. */
import type { ClaimAnswers } from "../../views/basics.ts";
import { NO_ANSWER } from "../../words.ts";
import { Plumb } from "./plumb.tsx";
import "./answered.css";

export function Answered({ of: { answers = [], answeredBy = [] } }: { readonly of: ClaimAnswers }) {
  if (typeof answeredBy === "string") return <p className="quiet answered">{NO_ANSWER}</p>;
  const ends = [...answers, ...answeredBy];
  if (ends.length === 0) return undefined;
  return (
    <ul className="answered">
      {ends.map(({ ref, says }) => (
        <li key={ref}>
          <Plumb refId={ref}>{says}</Plumb>
        </li>
      ))}
    </ul>
  );
}
