/** One list of what a review goes through, what is open first: the nine questions of a reader who doubts, and what people still have to answer. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactNode } from "react";
import type { AnswerLine, AnswerView } from "../../../views/reasoning.ts";
import { sayInstants } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useCase } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useCaseLint } from "../../data/lint.ts";
import { useJudgments, useReview } from "../../data/reasoning.ts";
import { useChecklist, useDrafts } from "../../data/release.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { counted } from "../../../words.ts";
import { Checklists, Lint } from "./left-open.tsx";
import { useNames } from "./names.ts";
import { SinceLastEdition, StillToAnswer, useLater, WhoHolds } from "./open-work.tsx";
import { openFirst, sayHypotheses, sayIds } from "./rows.ts";
import type { ReviewRow } from "./rows.ts";
import { Sign } from "./sign.tsx";
import "./review.css";

interface Row extends ReviewRow {
  readonly body: ReactNode;
}

interface Asked extends Row {
  readonly title: string;
}

export function View() {
  const { caseName, item } = useAddress();
  const { data, error } = useReview(caseName);
  const about = useCase(caseName).data;
  const work = useWork(about);
  const answers = data?.answers ?? [];
  const opened = answers.some(({ number }) => String(number) === item) ? item : undefined;
  const questions = answers.map((answer): Row => ({
    id: String(answer.number),
    open: answer.state === "answered" ? 0 : 1,
    body: <Question answer={answer} open={String(answer.number) === opened} />,
  }));
  return (
    <article className="review-screen">
      <InRail>
        <ul aria-label="Questions of a reader who doubts">
          {answers.map(({ number, question }) => (
            <li key={number}>
              <Link
                to={pathTo(caseName, "review", String(number))}
                search={true}
                aria-current={String(number) === opened ? "true" : undefined}
              >
                <b>{number}</b>
                <span>{question}</span>
              </Link>
            </li>
          ))}
        </ul>
      </InRail>
      <h1 className="unseen">Review</h1>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined || work === undefined ? undefined : <Rows rows={[...work, ...questions]} />}
    </article>
  );
}

/** In the order in which things stood when the screen came: what is answered does not run away from the hand. */
function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const [order] = useState(() => openFirst(rows));
  return (
    <ol className="nine">
      {order.map((id) => (
        <li key={id}>{rows.find((row) => row.id === id)?.body}</li>
      ))}
    </ol>
  );
}

/** What people still have to say; undefined until it is known what is open. */
function useWork(about: CaseInfo | undefined): readonly Row[] | undefined {
  const { caseName, item } = useAddress();
  const lint = useCaseLint(caseName);
  const checklist = useChecklist(caseName, { ceiling: "CLEAR" });
  const drafts = useDrafts(caseName);
  const judgments = useJudgments(caseName).data;
  const { last, later, isKnown } = useLater(caseName);
  const hasAll = [lint, checklist, drafts].every(({ isPending }) => !isPending);
  if (about === undefined || judgments === undefined || !hasAll || !isKnown) return undefined;
  const unanswered = (checklist.data?.lists ?? [])
    .flatMap(({ items }) => items)
    .filter(({ answer }) => answer === "not answered").length;
  const own = judgments.flatMap(({ positions }) => positions.filter(({ stance }) => stance === "own"));
  const organisations = new Set(own.map(({ organisation }) => organisation.ref)).size;
  const silent = (drafts.data ?? [])
    .flatMap(({ replies }) => replies)
    .filter(({ positions }) => positions.length === 0).length;
  const asked: readonly (Asked | undefined)[] = [
    {
      id: "language",
      title: "What does the language lint leave to people?",
      open: lint.data?.hits.length ?? 0,
      body: <Lint about={about} />,
    },
    {
      id: "checklists",
      title: "Which items of the checklists are not answered?",
      open: unanswered,
      body: <Checklists about={about} />,
    },
    (drafts.data ?? []).length === 0
      ? undefined
      : {
          id: "drafts",
          title: "Who has yet to answer a draft that goes round?",
          open: silent,
          body: <StillToAnswer />,
        },
    organisations === 0
      ? undefined
      : {
          id: "holds",
          title: "Who holds what, and who has not said?",
          open: judgments.length * organisations - own.length,
          body: <WhoHolds />,
        },
    {
      id: "sign",
      title: "What is not signed?",
      open: own.filter(({ signed }) => signed === undefined).length,
      body: <Sign about={about} />,
    },
    last === undefined
      ? undefined
      : {
          id: "since",
          title: "What came in since the last edition?",
          open: later?.total ?? 0,
          body: <SinceLastEdition />,
        },
  ];
  return asked.flatMap((row) => {
    if (row === undefined) return [];
    const { id, title, open } = row;
    const work = (
      <Work title={title} open={open} isChosen={item === id}>
        {row.body}
      </Work>
    );
    return [{ id, open, body: work }];
  });
}

/** Open where something is, or where the address says so; then as the reader likes. */
function Work({
  title,
  open,
  isChosen,
  children,
}: {
  readonly title: string;
  readonly open: number;
  readonly isChosen: boolean;
  readonly children: ReactNode;
}) {
  const [wasOpen] = useState(open > 0);
  return (
    <details className="open-work" open={wasOpen || isChosen}>
      <summary>
        <h2>{title}</h2>
        <span className="state">{open === 0 ? "nothing open" : `${open} open`}</span>
      </summary>
      {children}
    </details>
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
      {open ? <Lines lines={answer.lines} /> : undefined}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly AnswerLine[] }) {
  const { caseName } = useAddress();
  const nameOf = useNames(caseName);
  return (
    <ul className="lines">
      {lines.map((line, at) => (
        // Two lines may say the same of different records.
        <li key={at}>
          <Line line={line} nameOf={nameOf} />
        </li>
      ))}
    </ul>
  );
}

/** More records are folded. */
const MOST_REFS = 6;

function Line({
  line: { text, refs },
  nameOf,
}: {
  readonly line: AnswerLine;
  readonly nameOf: (ref: string) => string;
}) {
  const [first, ...others] = [...new Set(refs)];
  const words = sayIds(sayHypotheses(sayInstants(text)), nameOf);
  const list = (
    <ul className="refs">
      {others.map((ref) => (
        <li key={ref}>
          <Plumb refId={ref}>{nameOf(ref)}</Plumb>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p>{first === undefined ? words : <Plumb refId={first}>{words}</Plumb>}</p>
      {others.length === 0 ? undefined : others.length <= MOST_REFS ? (
        list
      ) : (
        <details className="refs-folded">
          <summary>{counted(others.length, "more record")}</summary>
          {list}
        </details>
      )}
    </>
  );
}
