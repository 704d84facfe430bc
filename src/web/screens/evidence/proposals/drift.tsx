/** Words that are stronger than those of what they retell, drawn as two rungs, under the paragraph that has them. */
import type { TextView } from "../../../../desk/index.ts";
import type { Reading } from "../../../data/proposals.ts";

type Paragraph = TextView["paragraphs"][number];

export function Drift({
  paragraph,
  paragraphs,
  relations,
}: {
  readonly paragraph: Paragraph;
  readonly paragraphs: readonly Paragraph[];
  readonly relations: Reading["relations"];
}) {
  const here = relations.flatMap(({ drift }) =>
    drift !== null && drift.stronger.start >= paragraph.start && drift.stronger.start < paragraph.end
      ? [drift]
      : [],
  );
  return here.map(({ stronger, weaker }) => {
    const source = paragraphs.find(({ start, end }) => start <= weaker.start && weaker.start < end);
    return (
      <div className="drift" key={`${stronger.start} ${weaker.start}`}>
        <b>Stronger than its source.</b> Here: “{stronger.text}”.{" "}
        {source === undefined ? "What it retells" : `Paragraph ${source.n}, which it retells`}: “{weaker.text}
        ”.
        <svg
          viewBox="0 0 380 30"
          role="img"
          aria-label={`The source says ${weaker.text}, this says ${stronger.text}`}
        >
          <path className="axis" d="M40 9H340M40 5v8M340 5v8" />
          <path className="way" d="M104 9H276" />
          <circle className="from" cx="100" cy="9" r="4.5" />
          <circle className="to" cx="280" cy="9" r="4.5" />
          <text x="100" y="28" textAnchor="middle">
            {short(weaker.text)}
          </text>
          <text x="280" y="28" textAnchor="middle">
            {short(stronger.text)}
          </text>
        </svg>
      </div>
    );
  });
}

const LONGEST = 24;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
