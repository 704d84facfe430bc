/** What the authors of an edition say over and under each figure of a finding. */
import { useState } from "react";
import type { Figure } from "../../../model/finding.ts";
import { Field } from "../../components/fields.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import { useFinding } from "../../data/findings.ts";
import { counted } from "../../../words.ts";
import type { Block } from "./parts.ts";

type FindingBlock = Extract<Block, { block: "finding" }>;
type Words = NonNullable<FindingBlock["figures"]>[number];

const CALLED: Readonly<Record<Figure["kind"], string>> = {
  network: "network",
  timeline: "timeline",
  grid: "grid of readings",
  offsets: "time differences",
  strip: "accounts over time",
  occasions: "list of occasions",
  power: "what could have been found",
  intervals: "intervals",
  hours: "hours of the week",
  surface: "answers by reading",
  table: "table",
  lanes: "days",
  ladder: "ladder",
};

export function FigureWords({
  caseName,
  block,
  onBlock,
}: {
  readonly caseName: string;
  readonly block: FindingBlock;
  readonly onBlock: (block: FindingBlock) => void;
}) {
  const [open, setOpen] = useState(false);
  const given = block.figures?.length ?? 0;
  return (
    <details className="figure-words" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Titles and notes of its figures{given === 0 ? "" : `: ${counted(given, "figure")}`}</summary>
      {open ? <Figures caseName={caseName} block={block} onBlock={onBlock} /> : undefined}
    </details>
  );
}

function Figures({ caseName, block, onBlock }: Parameters<typeof FigureWords>[0]) {
  const figures = useFinding(caseName, block.finding).data?.finding.figures;
  if (figures === undefined) return undefined;
  const words = (figure: number): Partial<Words> => block.figures?.find((one) => one.figure === figure) ?? {};
  const set = (figure: number, change: Partial<Words>) => {
    const { title = "", note = "" } = { ...words(figure), ...change };
    const others = block.figures?.filter((one) => one.figure !== figure) ?? [];
    const filled: Words = {
      figure,
      ...(title === "" ? {} : { title }),
      ...(note === "" ? {} : { note }),
    };
    const next = title === "" && note === "" ? others : [...others, filled];
    const { figures: _, ...bare } = block;
    onBlock(next.length === 0 ? bare : { ...bare, figures: next.toSorted((a, b) => a.figure - b.figure) });
  };
  return figures.map((figure, i) => {
    const name = `Figure ${i + 1}, ${CALLED[figure.kind]}`;
    return figure.kind === "occasions" ? undefined : (
      // A figure has no name of its own: its place is what it is.
      // oxlint-disable-next-line react/no-array-index-key
      <div key={i}>
        <Field label={`${name}: title`}>
          <input
            value={words(i + 1).title ?? ""}
            onChange={({ target }) => set(i + 1, { title: target.value })}
          />
        </Field>
        <LintedText
          label={`${name}: note`}
          typed={{ text: words(i + 1).note ?? "", place: "text" }}
          onText={(note) => set(i + 1, { note })}
        />
      </div>
    );
  });
}
