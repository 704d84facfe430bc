/** A document with what its text proposes; words that are marked by hand become a claim that points to exactly these characters. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { Crumbs } from "../../components/crumbs.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import type { TextView } from "../../../desk/index.ts";
import { Tlp } from "../../components/tlp.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useArtifacts, useText } from "../../data/documents.ts";
import { useProposals } from "../../data/proposals.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { DocumentDate } from "./document-date.tsx";
import { MarkedClaim } from "./marked-claim.tsx";
import type { Marked } from "./marked-claim.tsx";
import { Document } from "./proposals/document.tsx";
import { Reading } from "./proposals/reading.tsx";

const PAGE = 200;

export function Reader({ refId, about }: { readonly refId: string; readonly about: CaseInfo }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const after = Number(search["after"] ?? "0");
  const [open, setOpen] = useState(false);
  const { data, error } = useText(caseName, refId, after, open);
  const artifact = useArtifacts(caseName).data?.find(({ ref, body }) => ref === refId || body.key === refId);
  const proposals = useProposals(caseName, refId, data?.closed === false);
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
      {data === undefined || artifact === undefined ? undefined : (
        <p className="quiet facts-line">
          <Tlp level={artifact.marking.tlp} small />{" "}
          <Link to={pathTo(caseName, "log", artifact.ref)}>Change its marking</Link>. {data.title},{" "}
          {counted(data.total, "paragraph")}. {data.notes.join(" ")}
          {writes ? " Select words, or mark a whole paragraph, to record who says so." : ""}
        </p>
      )}
      {artifact === undefined || proposals.data === undefined ? undefined : (
        <DocumentDate about={about} artifact={artifact} proposed={proposals.data.published} />
      )}
      {proposals.error === null || error !== null ? undefined : <ErrorLine error={proposals.error} />}
      {data?.closed === true ? (
        <p>
          <button type="button" onClick={() => setOpen(true)}>
            Open this mail
          </button>{" "}
          <span className="quiet">
            Its headers are shown. A leaked mail is somebody&#39;s own: where several people work on a case,
            it is noted who opened it.
          </span>
        </p>
      ) : undefined}
      {proposals.isPending && error === null && data?.closed !== true ? (
        <output className="quiet">Reading it for what it proposes …</output>
      ) : undefined}
      {marked === undefined ? undefined : (
        <MarkedClaim
          key={`${marked.span.start} ${marked.span.end}`}
          marked={marked}
          about={about}
          onDone={() => setMarked(undefined)}
        />
      )}
      {data === undefined || artifact === undefined ? undefined : proposals.data === undefined ? (
        <Document
          title={artifact.body.title}
          paragraphs={data.paragraphs}
          proposals={[]}
          reading={undefined}
          current={undefined}
          onCurrent={() => undefined}
          onMark={writes ? mark : undefined}
        />
      ) : (
        <Reading
          about={about}
          artifact={artifact}
          text={data}
          view={proposals.data}
          onMark={writes ? mark : undefined}
        />
      )}
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
