/** What has been published, what would be, how two editions differ, and what may be shown. */
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { editionFile, useEditions } from "../../data/editions.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useCase } from "../../data/cases.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { Brief } from "./brief.tsx";
import { Compare } from "./compare.tsx";
import { Draft } from "./draft.tsx";
import { Preview } from "./preview.tsx";
import { Verify } from "./verify.tsx";
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

/** Parts of the screen: in the address, and what they are called. */
const PARTS = [
  ["published", "Published editions"],
  ["draft", "Write a draft"],
  ["preview", "Preview and publish"],
  ["compare", "Compare two editions"],
  ["brief", "What I may show"],
] as const;

export function View() {
  const { caseName, item = "published" } = useAddress();
  const about = useCase(caseName).data;
  return (
    <article className="release-screen">
      <InRail>
        <ul aria-label="Parts of Release">
          {PARTS.map(([part, label]) => (
            <li key={part}>
              <Link
                to={pathTo(caseName, "release", part)}
                search={true}
                aria-current={part === item ? "true" : undefined}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </InRail>
      <h1 className="statement">{PARTS.find(([part]) => part === item)?.[1] ?? "Release"}</h1>
      {item === "published" ? <Published /> : undefined}
      {item === "compare" ? <Compare /> : undefined}
      {about !== undefined && item === "draft" ? <Draft about={about} /> : undefined}
      {about !== undefined && item === "preview" ? <Preview about={about} /> : undefined}
      {about !== undefined && item === "brief" ? <Brief about={about} /> : undefined}
    </article>
  );
}

function Published() {
  const { caseName } = useAddress();
  const { data, error } = useEditions(caseName);
  return (
    <>
      <p className="lead">
        An edition is what readers at one level are given. The same log and the same program give the same
        bytes, and the receiver can check it alone.
      </p>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data?.editions.length === 0 ? <NoEdition /> : undefined}
      <ul className="editions">
        {data?.editions.map(({ name, folder, title, ceiling, files }) => (
          <li key={name}>
            <div className="first">
              <h2>
                <a href={editionFile(caseName, name, PAGE)}>{title}</a>
              </h2>
              <Tlp level={ceiling} small />
            </div>
            <Verify name={name} {...(folder === undefined ? {} : { folder })} />
            <ul className="files">
              {files
                .filter((file) => file !== PAGE)
                .map((file) => (
                  <li key={file}>
                    <a href={editionFile(caseName, name, file)}>{file}</a>
                    <span>{SAYS[file]}</span>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function NoEdition() {
  const { caseName } = useAddress();
  const editions = useRecordsOf(caseName, "Edition").data ?? [];
  const drafted = editions.some(({ record }) => record.body.manifest === undefined);
  // The next step is the preview where a draft stands, and the draft where none does.
  const [part, words] = drafted
    ? (["preview", "Preview and publish"] as const)
    : (["draft", "Write a draft"] as const);
  return (
    <EmptyState title="Nothing has been published yet.">
      <p>
        Write a draft of an edition with its level, then preview it and publish it. What is above the level is
        left out before anything is computed.
      </p>
      <p>
        <Link to={pathTo(caseName, "release", part)} search={true}>
          {words}
        </Link>
      </p>
    </EmptyState>
  );
}
