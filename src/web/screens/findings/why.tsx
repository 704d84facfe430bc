/** Would something ordinary explain it? Each explanation with its answer by place and word, and what was counted. */
import type { FindingView } from "../../../views/edition.ts";
import { Explained } from "../../components/explained.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { Table } from "../../components/table.tsx";
import { useAddress, useGo } from "../../layout/address.ts";
import { count, counted, listed } from "../../../words.ts";
import { shortMeasured } from "./words.ts";

type Explanation = FindingView["finding"]["explanations"][number];
type Answer = NonNullable<Explanation["answer"]> | "not measured";

/** What leaves an explanation open is read first. */
const ORDER: readonly Answer[] = ["speaks for", "cannot tell", "not measured", "speaks against"];
const FIRST = 5;

const answerOf = ({ answer }: Explanation): Answer => answer ?? "not measured";

export function Why({ view }: { readonly view: FindingView }) {
  const { explanations, refutedBy, comparison } = view.finding;
  const { search } = useAddress();
  const go = useGo();
  const all = search["why"] === "all";
  const inOrder = [...explanations].sort((x, y) => ORDER.indexOf(answerOf(x)) - ORDER.indexOf(answerOf(y)));
  return (
    <section className="why" aria-label="Ordinary explanations">
      <div className="figure-head">
        <h2>
          Would something <Term of="ordinary explanation">ordinary</Term> explain it?
        </h2>
        <p className="quiet">
          {sayAnswers(explanations)}{" "}
          <button type="button" onClick={() => go({ why: all ? undefined : "all" })}>
            {all ? "in short" : "in full"}
          </button>
        </p>
      </div>
      {all ? (
        <>
          <Explained rows={inOrder} />
          <dl className="explanations">
            <div>
              <dt>What would refute it</dt>
              <dd>{refutedBy}</dd>
            </div>
            <div>
              <dt>Compared with</dt>
              <dd>{comparison}</dd>
            </div>
          </dl>
        </>
      ) : (
        <Table
          caption="Ordinary explanations, those that remain open first"
          rows={inOrder.slice(0, FIRST)}
          keyOf={({ title }) => title}
          columns={[
            { head: "Explanation", cell: ({ title }) => title },
            { head: "Answer", cell: (one) => <Said answer={answerOf(one)} /> },
            {
              head: "Measured",
              cell: ({ measured }) => <Plumb refId={view.ref}>{shortMeasured(measured)}</Plumb>,
            },
          ]}
        />
      )}
    </section>
  );
}

/** To the left for, to the right against, hatched between for what cannot tell; and the word. */
function Said({ answer }: { readonly answer: Answer }) {
  const open = answer === "cannot tell" || answer === "not measured";
  return (
    <span className="said">
      <svg className="answer" viewBox="0 0 26 9" width="26" height="9" aria-hidden="true">
        <path className="axis" d="M0 4.5H26" />
        {open ? (
          <rect className="open" x={7.5} y={0.5} width={11} height={8} />
        ) : (
          <rect
            className={answer === "speaks for" ? "for" : "against"}
            x={answer === "speaks for" ? 0 : 18}
            y={0.5}
            width={8}
            height={8}
          />
        )}
      </svg>
      {open ? answer : <b className={answer === "speaks for" ? "for" : "against"}>{answer}</b>}
    </span>
  );
}

function sayAnswers(explanations: readonly Explanation[]): string {
  if (explanations.length === 0) return "none named";
  const of = (answer: Answer) => explanations.filter((one) => answerOf(one) === answer).length;
  const known = [
    [of("speaks for"), "for"],
    [of("speaks against"), "against"],
    [of("cannot tell"), "cannot tell"],
    [of("not measured"), "not measured"],
  ] as const;
  const said = known.filter(([n]) => n > 0).map(([n, words]) => `${count(n)} ${words}`);
  return said.length === 0 ? counted(explanations.length, "explanation") : listed(said);
}
