/** A file on its way in: sent, read on trial, corrected, imported, and what became of it. All of it has an address. */
import { Link } from "@tanstack/react-router";
import { refusalOf } from "../../client.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { useImports, useProposal } from "../../data/imports.ts";
import { kindIn, TABLE_KINDS } from "../../data/tables.ts";
import type { TableKind } from "../../data/tables.ts";
import { isOver, useJob } from "../../data/jobs.ts";
import type { JobView } from "../../../desk/index.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { BundleForm } from "./bundle-form.tsx";
import { Drop } from "./drop.tsx";
import { JobLine } from "./job-line.tsx";
import { tableOf } from "./reading.ts";
import { ReadingForm } from "./reading-form.tsx";
import { TableForm } from "./table-form.tsx";

export function Add() {
  const { search } = useAddress();
  const { upload, name = "The file", job } = search;
  if (job !== undefined) return <Importing id={job} />;
  if (upload !== undefined) return <Proposed upload={upload} name={name} />;
  if (search["replaces"] !== undefined)
    return (
      <>
        <h1 className="statement">Read a file in another way</h1>
        <p className="lead">
          Choose the same file again: it is compared byte for byte. The old import stays in the log and no
          longer counts, and what stands on it is listed and not changed.
        </p>
        <Drop />
      </>
    );
  return (
    <>
      <h1 className="statement">Bring in a file</h1>
      <p className="lead">
        Two columns are needed: who posted, and when. The file is kept byte for byte; what cannot be read is
        listed with its row and the reason, never dropped in silence.
      </p>
      <Drop />
    </>
  );
}

function Proposed({ upload, name }: { readonly upload: string; readonly name: string }) {
  const { caseName, search } = useAddress();
  const as = kindIn(search["as"]);
  const { data, error } = useProposal(caseName, as === undefined ? upload : undefined, tableOf(search));
  return (
    <>
      <h1 className="statement">{name}</h1>
      <Kinds as={as} />
      {as === undefined ? undefined : <TableForm upload={upload} as={as} />}
      {error !== null && refusalOf(error).code === "STIX_BUNDLE" ? <BundleForm upload={upload} /> : undefined}
      {error === null || refusalOf(error).code === "STIX_BUNDLE" ? undefined : (
        <>
          <ErrorLine error={error} />
          <h2>Another file</h2>
          <Drop />
        </>
      )}
      {as === undefined && data === undefined && error === null ? (
        <output className="quiet">Looking into the file …</output>
      ) : undefined}
      {data === undefined ? undefined : <ReadingForm upload={upload} first={data} />}
    </>
  );
}

/** What the file holds: posts, or a table of another kind. */
function Kinds({ as }: { readonly as: TableKind | undefined }) {
  const choices = [["posts", "Posts", "who posted, and when"], ...TABLE_KINDS] as const;
  const here = as ?? "posts";
  return (
    <nav aria-label="What the file holds" className="kinds">
      {choices.map(([kind, title, what]) => (
        <Link
          key={kind}
          to="."
          search={(old: object) => ({ ...old, as: kind === "posts" ? undefined : kind })}
          activeOptions={{ explicitUndefined: true }}
          resetScroll={false}
          replace
          title={what}
          aria-current={kind === here ? "true" : undefined}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

function Importing({ id }: { readonly id: string }) {
  const { caseName } = useAddress();
  const go = useGo();
  const { data: job, error } = useJob(caseName, id);
  if (error !== null)
    return (
      <>
        <h1 className="statement">This job is no longer known</h1>
        <ErrorLine error={error} />
        <p>
          A job ends when the program ends; what it did is in the log.{" "}
          <Link to={pathTo(caseName, "corpus", "imports")}>Imports</Link>
        </p>
      </>
    );
  if (job === undefined) return <h1 className="statement">Importing</h1>;
  return (
    <>
      <h1 className="statement">{sayState(job)}</h1>
      <JobLine job={job} />
      {job.state === "done" ? <Done job={job} /> : undefined}
      {isOver(job) && job.state !== "done" ? (
        <p className="after">
          The file still waits.{" "}
          <button type="button" onClick={() => go({ job: undefined })}>
            Read it in another way
          </button>
          <ReplaceEarlier job={job} />
        </p>
      ) : undefined}
    </>
  );
}

/** Where the same bytes are in the case: the way to take the place of that import. */
function ReplaceEarlier({ job: { refusal } }: { readonly job: JobView }) {
  const { caseName } = useAddress();
  const go = useGo();
  const imports = useImports(caseName).data;
  if (refusal?.code !== "ALREADY_IMPORTED") return undefined;
  const earlier = imports?.find(({ ref }) => refusal.message.includes(ref));
  if (earlier === undefined) return undefined;
  return (
    <button type="button" onClick={() => go({ job: undefined, replaces: earlier.ref })}>
      Replace the earlier import
    </button>
  );
}

function sayState({ state, title }: JobView): string {
  switch (state) {
    case "waiting":
      return `${title} waits`;
    case "running":
      return `Importing ${title}`;
    case "done":
      return `${title} is in`;
    case "failed":
      return `${title} could not be imported`;
    case "stopped":
      return `${title}: stopped, nothing was imported`;
  }
}

function Done({ job }: { readonly job: JobView }) {
  const { caseName } = useAddress();
  const run = job.result?.refs[0];
  const { data: imports } = useImports(caseName);
  const posts = imports?.find(({ ref }) => ref === run);
  const rejected = posts?.counts["rejected"];
  const { search } = useAddress();
  const table = kindIn(search["as"]);
  // What is no import of posts was a table that was declared, or a bundle.
  const isBundle = table === undefined && imports !== undefined && posts === undefined;
  if (table !== undefined)
    return (
      <p className="after">
        <Link
          to={pathTo(
            caseName,
            table === "series" || table === "set" || table === "markers" ? "findings" : "evidence",
          )}
        >
          See what was recorded
        </Link>
        <Link to={pathTo(caseName, "findings", "run")}>Run an instrument</Link>
        <Link to={pathTo(caseName, "corpus", "add")}>Bring in another file</Link>
      </p>
    );
  return (
    <p className="after">
      {isBundle ? (
        <Link to={pathTo(caseName, "evidence")}>See its claims</Link>
      ) : (
        <>
          <Link to={pathTo(caseName, "findings", "run")}>Look for coordination</Link>
          <Link to={pathTo(caseName, "corpus")}>See the posts</Link>
        </>
      )}
      {run === undefined || isBundle ? undefined : (
        <Link to={pathTo(caseName, "corpus", run)}>
          {Number(rejected ?? 0) > 0 ? `See what could not be kept` : "See the import"}
        </Link>
      )}
      <Link to={pathTo(caseName, "corpus", "add")}>Bring in another file</Link>
    </p>
  );
}
