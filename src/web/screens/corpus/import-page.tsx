/** One import: how the file was read, what could not be kept and why, and taking it out again. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";
import type { ImportView, RejectsView } from "../../../desk/index.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Hash } from "../../components/hash.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { Term } from "../../components/term.tsx";
import { useImports, useRejects, withdrawImport } from "../../data/imports.ts";
import { useCase } from "../../data/cases.ts";
import { useJob } from "../../data/jobs.ts";
import { nameIn } from "../../data/writing-for.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";
import { countOf } from "./imports.tsx";
import { JobLine } from "./job-line.tsx";

export function ImportPage({ name }: { readonly name: string }) {
  const { caseName, search } = useAddress();
  const { data, error } = useImports(caseName);
  const job = useJob(caseName, search["job"]).data;
  const one = data?.find(({ ref }) => ref === name);
  if (error !== null) return <ErrorLine error={error} />;
  // It may be gone from the list before the work says that it is done.
  if (job !== undefined && job.state !== "failed" && job.state !== "stopped")
    return (
      <>
        <h1 className="statement">{job.state === "done" ? "Withdrawn" : "Withdrawing"}</h1>
        <JobLine job={job} />
        <p className="soft">
          Its posts leave the corpus. The records of it, and this withdrawal with its reason, stay in the log.
        </p>
      </>
    );
  if (data === undefined) return <h1 className="statement">Import</h1>;
  if (one === undefined)
    return (
      <>
        <h1 className="statement">No such import</h1>
        <ErrorLine
          error={{
            code: "NOT_FOUND",
            message: "No import of this name stands at this level.",
            hint: "It may have been withdrawn: look in the log.",
          }}
        />
      </>
    );
  return (
    <article>
      <h1 className="statement">
        <Plumb refId={one.ref}>
          <Imported text={one.title} />
        </Plumb>
      </h1>
      <Facts one={one} />
      <Rejects one={one} />
      {job === undefined ? undefined : <JobLine job={job} />}
      <p className="after">
        <Link to={pathTo(caseName, "corpus", "add")} search={{ replaces: one.ref }}>
          Read the file in another way
        </Link>
      </p>
      <Withdraw one={one} />
    </article>
  );
}

function Facts({ one }: { readonly one: ImportView }) {
  const { counts, parameters } = one;
  const rows = `${count(countOf(one, "rowsRead"))} read, ${count(countOf(one, "kept"))} kept, ${count(countOf(one, "rejected"))} rejected`;
  return (
    <dl className="facts">
      <Fact name="Brought in">
        <Dated at={`${one.at.slice(0, 16)}Z`} /> by {one.by}
      </Fact>
      <Fact name="Marked">
        <Tlp level={one.marking.tlp} small />
      </Fact>
      <Fact name="Rows">{rows}</Fact>
      <Fact name="Repeats">
        {counted(countOf(one, "duplicates"), "row")} with the id or the whole content of an earlier one; kept
        and marked
      </Fact>
      <Fact name="Accounts">{count(countOf(one, "accounts"))}</Fact>
      <Fact name="Period">
        {sayDated(String(counts["timeFrom"]))} to {sayDated(String(counts["timeTo"]))}
      </Fact>
      <Fact name="Times">
        recorded to the {String(counts["resolution"])}. {String(parameters["zone"])}
      </Fact>
      <Fact name="Read as">
        {String(parameters["format"])}, layout {String(parameters["layout"])}
      </Fact>
      <Fact name="Columns">
        <Imported text={String(parameters["mapping"]).replaceAll(",", ", ")} />
      </Fact>
      {parameters["proposed"] === undefined ||
      parameters["proposed"] === parameters["mapping"] ? undefined : (
        <Fact name="Proposed">
          <Imported text={String(parameters["proposed"]).replaceAll(",", ", ")} />
        </Fact>
      )}
      <Fact name="SHA-256">
        <Hash value={one.sha256} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Reject = RejectsView["rejects"][number];

const REJECT_COLUMNS: readonly Column<Reject>[] = [
  { head: "Row", num: true, cell: ({ row }) => count(row) },
  { head: <Term of="reject">Reason</Term>, cell: ({ code }) => <code>{code}</code> },
  { head: "Column", cell: ({ column }) => (column === null ? "the whole row" : <Imported text={column} />) },
  {
    head: "Value",
    cell: ({ value }) => (value === null ? <span className="quiet">none</span> : <Imported text={value} />),
  },
];

function Rejects({ one }: { readonly one: ImportView }) {
  const { caseName } = useAddress();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useRejects(caseName, one.ref);
  const rejects = (data?.pages ?? []).flatMap((page) => page.rejects);
  const total = data?.pages[0]?.total ?? countOf(one, "rejected");
  if (total === 0) return <p className="soft">Every row could be kept.</p>;
  return (
    <section>
      <h2>
        {one.rejects === null ? (
          counted(total, "rejected row")
        ) : (
          <Plumb refId={one.rejects}>{counted(total, "rejected row")}</Plumb>
        )}
      </h2>
      {error === null ? undefined : <ErrorLine error={error} />}
      <Table
        caption="Rejected rows"
        columns={REJECT_COLUMNS}
        rows={rejects}
        keyOf={({ row, code }) => `${row} ${code}`}
      />
      {hasNextPage ? (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          More, after {count(rejects.length)} of {count(total)}
        </button>
      ) : undefined}
    </section>
  );
}

function Withdraw({ one }: { readonly one: ImportView }) {
  const { caseName } = useAddress();
  const go = useGo();
  const about = useCase(caseName).data;
  const whom = about && nameIn(about, one.for);
  const [why, setWhy] = useState("");
  const [error, setError] = useState<unknown>();
  const withdraw = async () => {
    setError(undefined);
    try {
      go({ job: (await withdrawImport(caseName, one.ref, why)).id });
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <section>
      <h2>Withdraw this import</h2>
      <p className="soft">
        Its {counted(countOf(one, "kept"), "post")} leave the corpus. The file, this import and your reason
        stay in the log; what was found in it says that it fell.
      </p>
      <form
        className="withdraw"
        onSubmit={(event) => {
          event.preventDefault();
          void withdraw();
        }}
      >
        <label>
          Why
          <input value={why} required maxLength={20_000} onChange={({ target }) => setWhy(target.value)} />
        </label>
        <button type="submit" disabled={why.trim() === ""}>
          Withdraw{whom === undefined ? "" : ` as ${whom}`}
        </button>
      </form>
      {error === undefined ? undefined : <ErrorLine error={error} />}
    </section>
  );
}
