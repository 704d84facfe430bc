/** The document with its marks: one line, two lines or dots under what is asserted, denied, accused, and the word in the margin. */
import { useLayoutEffect, useRef } from "react";
import type { TextView } from "../../../../desk/index.ts";
import type { Proposed, Reading } from "../../../data/proposals.ts";
import { Drift } from "./drift.tsx";
import { runsOf, voiceOf } from "./marks.ts";
import type { Run } from "./marks.ts";

/** Words that a person has chosen, and where they begin in the whole text. */
export type OnMark = (quote: string, start: number, paragraph: Paragraph) => void;

type Paragraph = TextView["paragraphs"][number];

export function Document({
  title,
  paragraphs,
  proposals,
  reading,
  current,
  onCurrent,
  onMark,
}: {
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  readonly proposals: readonly Proposed[];
  readonly reading: Reading | undefined;
  readonly current: Proposed | undefined;
  readonly onCurrent: (proposed: Proposed) => void;
  /** Absent for who may not write. */
  readonly onMark: OnMark | undefined;
}) {
  const article = useRef<HTMLElement>(null);
  useMarginsApart(article);
  return (
    <article
      ref={article}
      className="doc"
      aria-label={`${title}, with marked passages`}
      lang={reading?.language ?? undefined}
    >
      {paragraphs.map((paragraph) => (
        <section key={paragraph.n} className="paragraph">
          <p
            data-start={paragraph.start}
            onPointerUp={({ currentTarget }) => {
              const chosen = selectedIn(currentTarget);
              if (chosen !== undefined) onMark?.(chosen.text, paragraph.start + chosen.at, paragraph);
            }}
          >
            {runsOf(paragraph, proposals).map((run) => (
              <Marked key={run.start} run={run} current={current} onCurrent={onCurrent} />
            ))}
          </p>
          {onMark === undefined ? undefined : (
            <button
              type="button"
              className="mark"
              aria-label={`Mark paragraph ${paragraph.n}`}
              onClick={() => onMark(paragraph.text, paragraph.start, paragraph)}
            >
              Mark
            </button>
          )}
          <Drift paragraph={paragraph} paragraphs={paragraphs} relations={reading?.relations ?? []} />
        </section>
      ))}
      {reading === undefined ? undefined : (
        <p className="legend">
          <span className="mk asserts">asserts</span>
          <span className="mk denies">denies</span>
          <span className="mk accuses">accuses</span>
          <span className="rest">
            {reading.sentences.read} of {reading.sentences.all} sentences read
          </span>
        </p>
      )}
    </article>
  );
}

/** Least distance of two words of the margin. */
const MARGIN_LINE = 15;

/** Words of the margin that begin on one line stand one under the other, as many as there are; none where they stand in the text. */
function useMarginsApart(article: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = article.current;
    if (element === null) return;
    const place = () => {
      const words = [...element.querySelectorAll<HTMLElement>(".mg")];
      for (const word of words) word.style.marginTop = "";
      let least = Number.NEGATIVE_INFINITY;
      for (const word of words) {
        if (getComputedStyle(word).position !== "absolute") return;
        const { top } = word.getBoundingClientRect();
        if (top < least) word.style.marginTop = `${least - top}px`;
        least = Math.max(top, least) + MARGIN_LINE;
      }
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  });
}

function Marked({
  run: { text, proposed, under, begins },
  current,
  onCurrent,
}: {
  readonly run: Run;
  readonly current: Proposed | undefined;
  readonly onCurrent: (proposed: Proposed) => void;
}) {
  const margins = begins.filter(({ claim }) => claim !== undefined);
  const isOn = current !== undefined && under.includes(current.standing.id);
  const voice = proposed?.claim === undefined ? "" : ` mk ${voiceOf(proposed.claim)}`;
  return (
    <>
      {margins.map((one) => (
        <button
          key={one.standing.id}
          type="button"
          tabIndex={-1}
          className={one.standing.id === current?.standing.id ? "mg on" : "mg"}
          onClick={() => onCurrent(one)}
        >
          {one.claim?.act} <b>{one.n}</b>
        </button>
      ))}
      {proposed === undefined ? text : <span className={`run${voice}${isOn ? " on" : ""}`}>{text}</span>}
    </>
  );
}

/** What is selected, where all of it lies in this paragraph; the numbers of the margin are no part of the text. */
function selectedIn(element: HTMLElement): { readonly text: string; readonly at: number } | undefined {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return undefined;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const text = wordsOf(range);
  return text.trim() === "" ? undefined : { text, at: wordsOf(before).length };
}

function wordsOf(range: Range): string {
  const fragment = range.cloneContents();
  for (const button of fragment.querySelectorAll("button")) button.remove();
  return fragment.textContent ?? "";
}
