/** The proposals beside the document, two lines each, in the order of the text; the current one stands open, with its keys. */
import { useLayoutEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { ProposalsView } from "../../../../workbench/index.ts";
import type { Proposed } from "../../../data/proposals.ts";
import { counted } from "../../../../words.ts";
import { headOf, sublineOf } from "./words.ts";

export function ProposalList({
  view,
  proposals,
  current,
  inHand,
  onCurrent,
  children,
}: {
  readonly view: ProposalsView;
  readonly proposals: readonly Proposed[];
  readonly current: Proposed | undefined;
  /** Those that are being recorded. */
  readonly inHand: ReadonlySet<string>;
  readonly onCurrent: (proposed: Proposed) => void;
  /** The current one, open. */
  readonly children: ReactNode;
}) {
  const list = useRef<HTMLOListElement>(null);
  const id = current?.standing.id;
  useLayoutEffect(() => {
    if (id === undefined) return;
    list.current?.querySelector(`[data-proposal="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id]);
  return (
    <div className="with-arcs">
      <ol ref={list} aria-label="Proposals">
        {proposals.map((proposed) => {
          const { standing, n } = proposed;
          const isCurrent = standing.id === current?.standing.id;
          return (
            <li key={standing.id} data-proposal={standing.id} aria-current={isCurrent ? "true" : undefined}>
              <button
                type="button"
                className="row"
                aria-expanded={isCurrent}
                onClick={() => onCurrent(proposed)}
              >
                <span className="n">{n}</span>
                <Head proposed={proposed} />
                <span
                  className={standing.state === "accepted" || standing.state === "mended" ? "st ok" : "st"}
                >
                  {inHand.has(standing.id) ? "recording" : standing.state}
                </span>
                {isCurrent ? undefined : (
                  <span className="l2">{sublineOf(proposed, proposals, view.reading.relations)}</span>
                )}
              </button>
              {isCurrent ? children : undefined}
            </li>
          );
        })}
      </ol>
      <Arcs view={view} proposals={proposals} current={id} list={list} />
    </div>
  );
}

function Head({ proposed }: { readonly proposed: Proposed }) {
  const { who, does } = headOf(proposed);
  return (
    <span className="s">
      <b>{who}</b> {does}
    </span>
  );
}

export function sayTally({ tally }: ProposalsView): string {
  const parts = (["accepted", "mended", "refused"] as const).flatMap((state) =>
    tally[state] === 0 ? [] : [`${tally[state]} ${state}`],
  );
  return parts.length === 0 ? counted(tally.open, "open", "open") : `${parts.join(", ")}, ${tally.open} open`;
}

interface Arc {
  readonly key: string;
  readonly top: number;
  readonly bottom: number;
  readonly words: string;
  readonly on: boolean;
}

/** An answer is a curve between two proposals. */
function Arcs({
  view,
  proposals,
  current,
  list,
}: {
  readonly view: ProposalsView;
  readonly proposals: readonly Proposed[];
  readonly current: string | undefined;
  readonly list: React.RefObject<HTMLOListElement | null>;
}) {
  const [arcs, setArcs] = useState<readonly Arc[]>([]);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const measure = () => setArcs(arcsIn(element, view, proposals, current));
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, [view, proposals, current, list]);
  if (arcs.length === 0) return undefined;
  return (
    <svg
      className="arcs"
      width="30"
      height="100%"
      role="img"
      aria-label={arcs.map(({ words }) => words).join("; ")}
    >
      {arcs.map(({ key, top, bottom, on }) => {
        const bend = Math.min(20, 8 + (bottom - top) / 20);
        return (
          <g key={key} className={on ? "on" : undefined}>
            <path d={`M2 ${top}C${bend} ${top} ${bend} ${bottom} 2 ${bottom}`} />
            <circle cx="2" cy={top} r="2.5" />
            <circle cx="2" cy={bottom} r="2.5" />
          </g>
        );
      })}
    </svg>
  );
}

const DRAWN: readonly string[] = ["denies", "answers"];

function arcsIn(
  list: HTMLElement,
  { reading }: ProposalsView,
  proposals: readonly Proposed[],
  current: string | undefined,
): readonly Arc[] {
  const { top } = list.getBoundingClientRect();
  const placeOf = (id: string) => {
    const row = list.querySelector(`[data-proposal="${CSS.escape(id)}"]`);
    return row === null ? undefined : row.getBoundingClientRect().top - top + 16;
  };
  return reading.relations.flatMap(({ from, to, kind }) => {
    const [a, b] = [placeOf(from), placeOf(to)];
    const numbers = [from, to].map((id) => proposals.find(({ standing }) => standing.id === id)?.n);
    if (!DRAWN.includes(kind) || a === undefined || b === undefined) return [];
    const words = `${numbers[0]} ${kind} ${numbers[1]}`;
    const on = from === current || to === current;
    return [{ key: `${kind} ${from} ${to}`, top: Math.min(a, b), bottom: Math.max(a, b), words, on }];
  });
}
