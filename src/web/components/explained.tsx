/** Ordinary explanations of a finding, each with what it predicts, what was measured, and one of three answers. */
import type { FindingView } from "../../views/edition.ts";
import { ratioWords } from "../../words.ts";
import { NotAssessed } from "./not-assessed.tsx";
import { Table } from "./table.tsx";
import type { Column } from "./table.tsx";
import "./explained.css";

type Explanation = FindingView["finding"]["explanations"][number];

/** Each answer is about one explanation, so the table has no order by answer and no total. */
const EXPLAINED: readonly Column<Explanation>[] = [
  {
    head: "Explanation",
    cell: ({ title, check }) => (
      <>
        <b>{title}</b>
        <p className="quiet">{check}</p>
      </>
    ),
  },
  { head: "What it predicts", cell: ({ predicts }) => predicts ?? "" },
  {
    head: "What was measured",
    cell: ({ measured: counted, likelihoodRatio }) => (
      <>
        {counted}
        {likelihoodRatio === undefined ? undefined : <p className="quiet">{ratioWords(likelihoodRatio)}</p>}
      </>
    ),
  },
  { head: "Answer", cell: ({ answer }) => <Answer answer={answer} /> },
];

function Answer({ answer }: { readonly answer: Explanation["answer"] | undefined }) {
  if (answer === undefined) return <NotAssessed word="not measured" />;
  if (answer === "cannot tell") return <NotAssessed word={answer} />;
  return <b className={answer === "speaks for" ? "for" : "against"}>{answer}</b>;
}

export function Explained({ rows }: { readonly rows: readonly Explanation[] }) {
  if (rows.length === 0) return <NotAssessed word="none named" />;
  return (
    <div className="stacks explained">
      <Table
        caption="Ordinary explanations of the finding, each with its answer"
        rows={rows}
        keyOf={({ title }) => title}
        columns={EXPLAINED}
      />
    </div>
  );
}
