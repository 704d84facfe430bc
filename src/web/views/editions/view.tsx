/** What has been published: each edition with its level and its files. */
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { editionFile, useEditions } from "../../data/editions.ts";
import { useAddress } from "../../layout/address.ts";
import "./release.css";

const PAGE = "index.html";
/** What each file is for, where its name does not say it. */
const SAYS: Readonly<Record<string, string>> = {
  "claim-review.json": "claims for other fact-checkers",
  "edition.json": "every sentence as data",
  "misp.json": "for MISP",
  "records.jsonl": "the records it rests on",
  "stix.json": "for STIX 2.1 tools",
  "edition.pdf": "for print",
  "edition.docx": "for editing and quoting",
  "manifest.json": "what the edition consists of, by hash",
  "manifest.sig": "the signature",
};

export function View() {
  const { room } = useAddress();
  const { data, error } = useEditions(room);
  return (
    <article className="release-screen">
      <h1 className="statement">Release</h1>
      <p className="lead">
        An edition is what readers at one level are given. The same log and the same program give the same
        bytes, and whoever receives it can check it alone.
      </p>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data?.editions.length === 0 ? <NoEdition /> : undefined}
      <ul>
        {data?.editions.map(({ name, title, ceiling, files }) => (
          <li key={name}>
            <div className="first">
              <h2>
                <a href={editionFile(room, name, PAGE)}>{title}</a>
              </h2>
              <Tlp level={ceiling} small />
            </div>
            <p className="quiet">
              {name}. Check what you received: <code>plumbline verify {name}</code>
            </p>
            <ul className="files">
              {files
                .filter((file) => file !== PAGE)
                .map((file) => (
                  <li key={file}>
                    <a href={editionFile(room, name, file)}>{file}</a>
                    <span>{SAYS[file]}</span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </article>
  );
}

function NoEdition() {
  return (
    <EmptyState title="Nothing has been published yet.">
      <p>
        Write a draft of an edition with its level, then{" "}
        <code>plumbline publish CASE --ceiling CLEAR --out FOLDER</code>. What is above the level is left out
        before anything is computed.
      </p>
    </EmptyState>
  );
}
