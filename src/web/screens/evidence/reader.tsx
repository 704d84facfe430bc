/** A document paragraph by paragraph: what is marked becomes a claim that points to exactly these characters. */
import { useState } from "react";
import { Crumbs } from "../../components/crumbs.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import type { TextView } from "../../../desk/index.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useArtifacts, useText } from "../../data/documents.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { MarkedClaim } from "./marked-claim.tsx";
import type { Marked } from "./marked-claim.tsx";

const PAGE = 200;

export function Reader({ refId, about }: { readonly refId: string; readonly about: CaseInfo }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const after = Number(search["after"] ?? "0");
  const { data, error } = useText(caseName, refId, after);
  const artifact = useArtifacts(caseName).data?.find(({ ref, body }) => ref === refId || body.key === refId);
  const [marked, setMarked] = useState<Marked>();
  const writes = about.roles.includes("analyst");
  const mark = (quote: string, start: number, { place, page }: TextView["paragraphs"][number]) =>
    setMarked({
      quote,
      span: {
        artifact: artifact?.ref ?? refId,
        start,
        end: start + quote.length,
        ...(page === null ? (place === null ? {} : { place }) : { page }),
      },
    });
  const turn = (to: number) => go({ after: to === 0 ? undefined : String(to) });
  return (
    <article className="evidence-screen reader">
      <Crumbs section="Evidence" here={artifact?.body.key ?? "Document"} />
      <h1 className="statement">
        <Plumb refId={refId}>{artifact?.body.title ?? "Document"}</Plumb>
      </h1>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : (
        <p className="quiet">
          {data.title}, {counted(data.total, "paragraph")}. {data.notes.join(" ")}
          {writes ? " Select words, or mark a whole paragraph, to record who says so." : ""}
        </p>
      )}
      {marked === undefined ? undefined : (
        <MarkedClaim
          key={`${marked.span.start} ${marked.span.end}`}
          marked={marked}
          about={about}
          onDone={() => setMarked(undefined)}
        />
      )}
      <ol className="paragraphs">
        {data?.paragraphs.map((paragraph, i) => {
          const { n, start, text, page } = paragraph;
          return (
            <li key={n}>
              <span className="quiet">
                {page !== null && page !== data.paragraphs[i - 1]?.page ? `page ${page}` : n}
              </span>
              <p
                className={isWithin(marked, start, text) ? "serif marked" : "serif"}
                onPointerUp={({ currentTarget }) => {
                  const chosen = selectedIn(currentTarget);
                  if (writes && chosen !== undefined) mark(chosen.text, start + chosen.at, paragraph);
                }}
              >
                {text}
              </p>
              {writes ? (
                <button
                  type="button"
                  aria-label={`Mark paragraph ${n}`}
                  onClick={() => mark(text, start, paragraph)}
                >
                  Mark
                </button>
              ) : undefined}
            </li>
          );
        })}
      </ol>
      {data === undefined || data.total <= PAGE ? undefined : (
        <p className="turn">
          <button type="button" disabled={after === 0} onClick={() => turn(Math.max(0, after - PAGE))}>
            Paragraphs before
          </button>
          <button type="button" disabled={data.next === null} onClick={() => turn(data.next ?? after)}>
            Paragraphs after
          </button>
        </p>
      )}
    </article>
  );
}

function isWithin(marked: Marked | undefined, start: number, text: string): boolean {
  const at = marked?.span.start;
  return at !== undefined && at >= start && at < start + text.length;
}

/** What is selected, where all of it lies in this element's one text. */
function selectedIn(element: HTMLElement): { readonly text: string; readonly at: number } | undefined {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const node = element.firstChild;
  if (range.startContainer !== node || range.endContainer !== node) return undefined;
  return { text: range.toString(), at: range.startOffset };
}
