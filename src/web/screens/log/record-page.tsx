/** One record down to its hash: what it says, who wrote it, and the leaf computed again in this browser. */
import { useQuery } from "@tanstack/react-query";
import canonicalize from "canonicalize";
import { Crumbs } from "../../components/crumbs.tsx";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Hash } from "../../components/hash.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { Term } from "../../components/term.tsx";
import type { ShownRecord } from "../../../desk/index.ts";
import { useRecord } from "../../data/records.ts";
import { useAddress } from "../../layout/address.ts";
import { Change } from "./change.tsx";
import { leafOf } from "./leaf.ts";

export function RecordPage({ name }: { readonly name: string }) {
  const { caseName } = useAddress();
  const { data, error } = useRecord(caseName, name);
  return (
    <article className="record-page">
      <Crumbs section="Log" here={name} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : <Shown shown={data} />}
    </article>
  );
}

function Shown({ shown }: { readonly shown: ShownRecord }) {
  const { record, marking, stands, text, organisation } = shown;
  const { caseName } = useAddress();
  return (
    <>
      <h1 className="statement">
        <Plumb refId={record.id}>{text}</Plumb>
      </h1>
      <dl className="facts">
        <dt>Type</dt>
        <dd>{record.type}</dd>
        <dt>Recorded</dt>
        <dd>
          <Dated at={record.at} /> by {record.by}, for{" "}
          <Plumb refId={organisation.ref}>{organisation.name}</Plumb>
        </dd>
        {record.heldAt === undefined ? undefined : (
          <>
            <dt>Held for</dt>
            <dd>
              <Dated at={record.heldAt} />
            </dd>
          </>
        )}
        <dt>
          <Term of="marking">Marked</Term>
        </dt>
        <dd>
          <Tlp level={marking.tlp} small />{" "}
          {(marking.groups ?? []).length === 0 ? "" : `for ${(marking.groups ?? []).join(", ")} only`}
        </dd>
        {record.type === "Artifact" && record.body.held ? (
          <>
            <dt>Bytes</dt>
            <dd>
              <a
                href={`/api/cases/${encodeURIComponent(caseName)}/artifacts/${record.body.sha256}`}
                download={record.body.title}
              >
                Download
              </a>
            </dd>
          </>
        ) : undefined}
        <dt>Stands</dt>
        <dd>{stands ? "yes" : "no: superseded or withdrawn"}</dd>
      </dl>
      <Change key={record.id} shown={shown} />
      <Leaf shown={shown} />
      <section>
        <h2>The record as it is hashed</h2>
        <p className="soft">Canonical JSON (RFC 8785), here with line breaks.</p>
        <pre>{JSON.stringify(record, undefined, 2)}</pre>
      </section>
    </>
  );
}

function Leaf({ shown: { record, salt, leaf } }: { readonly shown: ShownRecord }) {
  const computed = useQuery({
    queryKey: ["leaf", salt, leaf],
    queryFn: () => leafOf(salt, canonicalize(record) ?? ""),
    staleTime: Infinity,
  });
  const equal = computed.data === leaf;
  return (
    <section>
      <h2>
        Its <Term of="leaf" /> in the log
      </h2>
      <p className="soft">SHA-256 over a zero byte, the salt, and the record in canonical JSON.</p>
      <dl className="facts">
        <dt>
          <Term of="salt">Salt</Term>
        </dt>
        <dd>
          <Hash value={salt} />
        </dd>
        <dt>Leaf, as the log says</dt>
        <dd>
          <Hash value={leaf} />
        </dd>
        <dt>Leaf, computed here</dt>
        <dd>
          {computed.data === undefined ? "computing …" : <Hash value={computed.data} />}
          {computed.data === undefined ? undefined : (
            <b className={equal ? undefined : "against"}>
              {equal ? "Equal." : "Not equal: do not rely on it."}
            </b>
          )}
          {computed.error === null ? undefined : <ErrorLine error={computed.error} />}
        </dd>
      </dl>
    </section>
  );
}
