/** The nine questions of a reader who was not in the room, each with what the records say. */
import { Link } from "@tanstack/react-router";
import type { AnswerLine, AnswerView } from "../../../views/reasoning.ts";
import { sayInstants } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useReview } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { counted } from "../../../words.ts";
import { OpenWork } from "./open-work.tsx";
import "./review.css";

export function View() {
  const { caseName, item } = useAddress();
  const { data, error } = useReview(caseName);
  const open = data?.answers.find(({ number }) => String(number) === item) ?? data?.answers[0];
  return (
    <article className="review-screen">
      <InRail>
        <ul aria-label="Questions of a reader who doubts">
          {data?.answers.map((answer) => (
            <li key={answer.number}>
              <Link
                to={pathTo(caseName, "review", String(answer.number))}
                search={true}
                aria-current={answer === open ? "true" : undefined}
              >
                <b>{answer.number}</b>
                <span>{answer.question}</span>
              </Link>
            </li>
          ))}
        </ul>
      </InRail>
      <h1 className="unseen">Review</h1>
      {error === null ? undefined : <ErrorLine error={error} />}
      <ol className="nine">
        {data?.answers.map((answer) => (
          <li key={answer.number} className={answer === open ? "open" : undefined}>
            <Question answer={answer} open={answer === open} />
          </li>
        ))}
      </ol>
      <OpenWork />
    </article>
  );
}

function Question({ answer, open }: { readonly answer: AnswerView; readonly open: boolean }) {
  const { caseName } = useAddress();
  return (
    <>
      <h2>
        <span className="number">{answer.number}</span>
        <Link
          to={pathTo(caseName, "review", String(answer.number))}
          search={true}
          resetScroll={false}
          aria-expanded={open}
        >
          {answer.question}
        </Link>
        <span className="state">
          {answer.state === "answered" ? (
            counted(answer.lines.length, "line")
          ) : (
            <NotAssessed word={answer.state} />
          )}
        </span>
      </h2>
      {open ? (
        <ul className="lines">
          {answer.lines.map((line, at) => (
            // Two lines may say the same of different records.
            <li key={at}>
              <Line line={line} />
            </li>
          ))}
        </ul>
      ) : undefined}
    </>
  );
}

function Line({ line: { text, refs } }: { readonly line: AnswerLine }) {
  const [first, ...others] = refs;
  const words = sayInstants(text);
  return (
    <>
      <p>{first === undefined ? words : <Plumb refId={first}>{words}</Plumb>}</p>
      {others.length === 0 ? undefined : (
        <p className="refs">
          {others.map((ref, at) => (
            <Plumb key={`${ref} ${at}`} refId={ref}>
              <code>{ref}</code>
            </Plumb>
          ))}
        </p>
      )}
    </>
  );
}
