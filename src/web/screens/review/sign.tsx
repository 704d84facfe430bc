/**
 * Signing: what carries a signature and whose, and for what does not the exact words that sign it. A signature of a
 * position is over a root of the whole log, which nobody sees by a page; a key never leaves the machine that keeps it.
 */
import type { CaseRecord } from "../../../model/records.ts";
import { Copied } from "../../components/copied.tsx";
import { Dated } from "../../components/dated.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useDeclaredKeys, useSignedEditions } from "../../data/signatures.ts";
import type { SignedEdition } from "../../data/signatures.ts";
import { useAddress } from "../../layout/address.ts";
import { recordFileOf } from "./record-file.ts";

export function Sign({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const editions = useSignedEditions(caseName);
  const nameOf = useNames(caseName);
  return (
    <div className="sign">
      <p className="soft">
        The page records and publishes without a key, and cannot sign: a key stays on the machine of the
        organisation that owns it. Sign there with the command below.
      </p>
      <Positions about={about} />
      {editions.length === 0 ? undefined : <h3>Editions</h3>}
      {editions.length === 0 ? undefined : (
        <Table
          caption="Editions and who signed them"
          columns={[
            { head: "Edition", cell: ({ name, title }) => `${name}: ${title}` },
            { head: "Signed", cell: (edition) => <Signatures edition={edition} nameOf={nameOf} /> },
          ]}
          rows={editions}
          keyOf={({ name }) => name}
        />
      )}
      {editions.length === 0 ? undefined : (
        <Copied
          label="Command that signs an edition, run in the folder that holds it"
          text={`plumbline sign ${editions.at(-1)?.name ?? ""} --key KEYFILE`}
        />
      )}
    </div>
  );
}

/** How a key is called: by the organisation that declared it, and its first digits. */
function useNames(caseName: string): (key: string) => string {
  const keys = useDeclaredKeys(caseName);
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  return (key) => {
    const owner = parties.find(({ record }) => record.id === keys.get(key));
    return `${owner === undefined ? "a key that nobody declared here" : owner.record.body.name}, ${key.slice(0, 8)}…`;
  };
}

function Signatures({
  edition: { signatures },
  nameOf,
}: {
  readonly edition: SignedEdition;
  readonly nameOf: (key: string) => string;
}) {
  if (signatures.length === 0) return <NotAssessed word="not signed" />;
  return (
    <ul>
      {signatures.map(({ key, signedAt }) => (
        <li key={key}>
          {nameOf(key)} <Dated at={signedAt} />
        </li>
      ))}
    </ul>
  );
}

/** Own positions: signed and by which key, or how each is signed. */
function Positions({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const nameOf = useNames(caseName);
  const judgments = useJudgments(caseName).data ?? [];
  const records = useRecordsOf(caseName, "Position").data ?? [];
  const rows = judgments.flatMap(({ label, positions }) =>
    positions.filter(({ stance }) => stance === "own").map((position) => ({ label, position })),
  );
  if (rows.length === 0) return undefined;
  const unsigned = rows.filter(({ position }) => position.signed === undefined);
  const signed = rows.filter(({ position }) => position.signed !== undefined);
  const named = ({ label, position }: (typeof rows)[number]) => (
    <Plumb refId={position.ref}>
      {label}, {position.organisation.name}
    </Plumb>
  );
  return (
    <>
      <h3>Positions</h3>
      <ul>
        {unsigned.map((row) => {
          const record = records.find(({ record: { id } }) => id === row.position.ref)?.record;
          return (
            <li key={row.position.ref}>
              {named(row)} <NotAssessed word="not signed" />
              {record === undefined ? undefined : <HowTo record={record} label={row.label} about={about} />}
            </li>
          );
        })}
      </ul>
      {signed.length === 0 ? undefined : (
        <details>
          <summary>
            {signed.length} of {rows.length} are signed
          </summary>
          <ul>
            {signed.map((row) => (
              <li key={row.position.ref}>
                {named(row)}{" "}
                <span className="quiet">
                  {row.position.signed?.holds === true ? "signed by " : "the signature does not hold: "}
                  {nameOf(row.position.signed?.key ?? "")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function HowTo({
  record,
  label,
  about,
}: {
  readonly record: CaseRecord<"Position">;
  readonly label: string;
  readonly about: CaseInfo;
}) {
  const file = `sign-${label}-${record.for}.yaml`;
  return (
    <details>
      <summary>How it is signed</summary>
      <p className="quiet">
        Save this as <code>{file}</code>: the same position, to stand in the place of this one.
      </p>
      <Copied label={`Record file for the position on ${label}`} text={recordFileOf(record, about.person)} />
      <p className="quiet">Then, on the machine that holds the case, with the key of the organisation:</p>
      <Copied
        label={`Command that signs the position on ${label}`}
        text={`plumbline record ${about.name} ${file} --key KEYFILE`}
      />
    </details>
  );
}
