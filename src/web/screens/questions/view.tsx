/** One question: its hypotheses against the items, who says what of each cell, which item carries the result. */
import { Link } from "@tanstack/react-router";
import type { MatrixView } from "../../../views/matrix.ts";
import type { Named } from "../../../views/basics.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Acts } from "../../components/acts.tsx";
import { useCase } from "../../data/cases.ts";
import { useLanding, useMatrix, useQuestions } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { counted } from "../../../words.ts";
import { AsOfFields, asOfIn } from "./as-of.tsx";
import { Ask } from "./ask.tsx";
import { Combined } from "./combined.tsx";
import { Elicit } from "./elicit.tsx";
import { Hold } from "./hold.tsx";
import { Judged } from "./judged.tsx";
import { Linchpin } from "./linchpin.tsx";
import { Matrix } from "./matrix.tsx";
import { Probabilities } from "./probabilities.tsx";
import { nameOf, pickTable } from "./pick.ts";
import "./questions.css";

export function View() {
  const { caseName, item, search } = useAddress();
  const questions = useQuestions(caseName);
  const about = useCase(caseName).data;
  const list = questions.data ?? [];
  const landing = useLanding(caseName, item === undefined ? list : []);
  const question =
    item === undefined ? landing.question : list.find(({ name, ref }) => name === item || ref === item);
  const matrix = useMatrix(caseName, question?.ref, asOfIn(search));
  if (questions.error !== null) return <ErrorLine error={questions.error} />;
  if (questions.data === undefined) return <h1 className="unseen">Questions</h1>;
  if (list.length === 0)
    return (
      <>
        <h1 className="unseen">Questions</h1>
        <NoQuestion />
        <Writing matrix={undefined} />
      </>
    );
  return (
    <>
      <InRail>
        <ul aria-label="Questions">
          {list.map((one) => (
            <li key={one.ref}>
              <Link
                to={pathTo(caseName, "questions", one.name)}
                search={true}
                aria-current={one === question ? "true" : undefined}
              >
                <b>{one.name}</b>
                <span>{one.text}</span>
              </Link>
            </li>
          ))}
        </ul>
      </InRail>
      {item === undefined && !landing.isKnown ? (
        <h1 className="unseen">Questions</h1>
      ) : item === undefined && question === undefined ? (
        <PlainList questions={list} />
      ) : question === undefined ? (
        <ErrorLine
          error={{
            code: "NOT_FOUND",
            message: `No question is called ${item ?? ""} at this level.`,
            hint: "Choose one of the list.",
          }}
        />
      ) : (
        <article className="question-screen">
          <Head question={question} matrix={matrix.data} />
          <Writing key={question.ref} matrix={matrix.data} />
          {matrix.data === undefined ? undefined : (
            <Judged matrix={matrix.data} mayJudge={about?.roles.includes("analyst") === true} />
          )}
          {matrix.error === null ? undefined : <ErrorLine error={matrix.error} />}
          {matrix.data === undefined ? undefined : <Body matrix={matrix.data} />}
        </article>
      )}
    </>
  );
}

/** No question has a matrix yet: what is asked, and nothing before it. */
function PlainList({ questions }: { readonly questions: readonly Named[] }) {
  const { caseName } = useAddress();
  return (
    <article className="question-screen">
      <h1 className="statement">{counted(questions.length, "question")}</h1>
      <Writing matrix={undefined} />
      <ul className="plain-questions">
        {questions.map(({ ref, name, text }) => (
          <li key={ref}>
            <span className="quiet">{name === ref ? "" : name}</span>
            <Link to={pathTo(caseName, "questions", name)} search={true}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
      <p className="soft">
        Choose one, and compare items with its hypotheses: the first question with a matrix then stands here.
      </p>
    </article>
  );
}

function Head({ question, matrix }: { readonly question: Named; readonly matrix: MatrixView | undefined }) {
  return (
    <>
      <div className="top">
        <Crumbs section="Questions" here={question.name} />
        <AsOfFields />
      </div>
      <h1 className="statement">
        <Plumb refId={question.ref}>{question.text}</Plumb>
      </h1>
      <p className="meta quiet">{matrix === undefined ? " " : sayShape(matrix)}</p>
    </>
  );
}

function sayShape({ hypotheses, exclusive, exhaustive }: MatrixView): string {
  const words = [
    exclusive ? "at most one is true" : "several may be true",
    exhaustive ? "one of them has to be" : "none of them has to be",
  ];
  return `${counted(hypotheses.length, "hypothesis", "hypotheses")}; declared so that ${words.join(" and ")}.`;
}

/** The matrix, or what the instruments say; the latter is of now, and not of an earlier time. */
function Body({ matrix }: { readonly matrix: MatrixView }) {
  const { search } = useAddress();
  if (search["at"] !== undefined || search["heldAt"] !== undefined) return <Compared matrix={matrix} />;
  const isCombined = search["see"] === "instruments";
  return (
    <>
      <Sights isCombined={isCombined} />
      {isCombined ? <Combined question={matrix.question.ref} /> : <Compared matrix={matrix} />}
    </>
  );
}

function Sights({ isCombined }: { readonly isCombined: boolean }) {
  const sights = [
    { see: undefined, label: "Matrix", here: !isCombined },
    { see: "instruments", label: "What the instruments say", here: isCombined },
  ];
  return (
    <nav className="tables" aria-label="Two sights of the question">
      <ul>
        {sights.map(({ see, label, here }) => (
          <li key={label}>
            <Link
              to="."
              search={(old: object) => ({ ...old, see, cell: undefined })}
              activeOptions={{ explicitUndefined: true }}
              resetScroll={false}
              aria-current={here ? "true" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Compared({ matrix }: { readonly matrix: MatrixView }) {
  const { search } = useAddress();
  const table = pickTable(matrix, search["of"]);
  if (matrix.items.length === 0 || table === undefined)
    return (
      <>
        <Hypotheses matrix={matrix} />
        <p className="soft none">
          Nobody has compared an item with these hypotheses yet. A cell says how well an item fits a
          hypothesis, from very consistent (CC) to very inconsistent (II).
        </p>
      </>
    );
  return (
    <>
      <Linchpin matrix={matrix} table={table} />
      {matrix.tables.length < 2 ? undefined : <Tables matrix={matrix} of={nameOf(table)} />}
      <Matrix matrix={matrix} table={table} />
      <Probabilities matrix={matrix} />
    </>
  );
}

/** Whose cells count: each organisation's own, or those on which all agree. Nothing is averaged. */
function Tables({ matrix, of }: { readonly matrix: MatrixView; readonly of: string }) {
  return (
    <nav className="tables" aria-label="Whose cells count">
      <ul>
        {matrix.tables.map((table) => {
          const name = nameOf(table);
          return (
            <li key={name}>
              <Link
                to="."
                search={(old: object) => ({ ...old, of: name })}
                resetScroll={false}
                aria-current={name === of ? "true" : undefined}
              >
                {table.of === "joint" ? "Where all agree" : table.of.name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Hypotheses({ matrix }: { readonly matrix: MatrixView }) {
  return (
    <ol className="hypotheses">
      {matrix.hypotheses.map(({ ref, text }, at) => (
        <li key={ref}>
          <b>H{at + 1}</b>
          <Plumb refId={ref}>{text}</Plumb>
        </li>
      ))}
    </ol>
  );
}

/** What the person may write here, besides cells; the form that is open stands in the address. */
function Writing({ matrix }: { readonly matrix: MatrixView | undefined }) {
  const { caseName, search } = useAddress();
  const about = useCase(caseName).data;
  if (about?.roles.includes("analyst") !== true || about.organisations.length === 0) return undefined;
  const sums = matrix?.exclusive === true && matrix.exhaustive;
  return (
    <>
      <Acts
        acts={[
          ...(matrix === undefined ? [] : [{ name: "hold", label: "Compare an item with them" }]),
          ...(sums ? [{ name: "elicit", label: "State probabilities" }] : []),
          { name: "ask", label: "Ask a question" },
        ]}
      />
      {search["do"] === "ask" ? <Ask about={about} /> : undefined}
      {matrix !== undefined && search["do"] === "hold" ? <Hold matrix={matrix} about={about} /> : undefined}
      {matrix !== undefined && sums && search["do"] === "elicit" ? (
        <Elicit matrix={matrix} about={about} />
      ) : undefined}
    </>
  );
}

function NoQuestion() {
  return (
    <EmptyState title="No question has been asked yet.">
      <p>
        A question keeps rival answers alive: each is a hypothesis, and every item of evidence is compared
        with all of them. An item that fits every answer says nothing; one that fits a single answer does.
      </p>
    </EmptyState>
  );
}
