/** How a case begins: the demo, us-2016, a file of posts, or nothing yet. What exists is opened, never written over. */
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { SyntheticEvent } from "react";
import { useEffect, useEffectEvent, useState } from "react";
import type { JobView } from "../../../desk/index.ts";
import { refusalOf } from "../../client.ts";
import { useDropped } from "../../components/dropped.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Field, FormEnd } from "../../components/fields.tsx";
import { Progress } from "../../components/progress.tsx";
import { carry } from "../../data/carried.ts";
import { isOver } from "../../data/jobs.ts";
import { caseNameOf, makeCase, stopMaking, useMaking } from "../../data/making.ts";
import type { NewCase } from "../../data/making.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";

const EXAMPLES = [
  {
    from: "demo",
    verb: "Open the demo",
    says: "An invented election: a planted team, five judgments, two organisations that disagree. It is made on this machine.",
  },
  {
    from: "us-2016",
    verb: "Open us-2016",
    says: "The assessment of January 2017 from public documents, with its dissent and what was said against it.",
  },
] as const;

/** Where a case opens: one with judgments there, an empty one where files come in. */
function firstPath(name: string): string {
  return EXAMPLES.some(({ from }) => from === name) ? pathTo(name, "") : pathTo(name, "corpus", "add");
}

/** Making cases; the one that is on its way stands in the address as `making`. */
export function Begin({ closed }: { readonly closed: readonly string[] }) {
  const { search } = useAddress();
  const go = useGo();
  const make = useMutation({
    mutationFn: makeCase,
    onSuccess: ({ id }) => go({ making: id, do: undefined }, { replace: true }),
  });
  const making = search["making"];
  if (making !== undefined) return <Making id={making} />;
  const begin = (asked: NewCase) => make.mutate(asked);
  return (
    <>
      {make.error === null ? undefined : <ErrorLine error={refusalOf(make.error)} />}
      <FileOfPosts busy={make.isPending} onCase={begin} />
      <ul className="ways">
        {EXAMPLES.map(({ from, verb, says }) => (
          <li key={from}>
            <button type="button" className="verb" disabled={make.isPending} onClick={() => begin({ from })}>
              {verb}
            </button>
            <p className="soft">{says}</p>
          </li>
        ))}
        <li>
          <button
            type="button"
            className="verb"
            aria-expanded={search["do"] === "new"}
            onClick={() => go({ do: search["do"] === "new" ? undefined : "new" })}
          >
            Begin an empty case
          </button>
          <p className="soft">For an investigation that begins with a document or a question.</p>
          {search["do"] === "new" ? <EmptyCase busy={make.isPending} onCase={begin} /> : undefined}
        </li>
      </ul>
      <Closed names={closed} onCase={begin} />
    </>
  );
}

interface WayProps {
  readonly busy: boolean;
  readonly onCase: (asked: NewCase) => void;
}

function FileOfPosts({ busy, onCase }: WayProps) {
  const [organisation, setOrganisation] = useState("This desk");
  const take = (file: File) => {
    const name = caseNameOf(file.name);
    carry(name, file);
    onCase({ from: "empty", name, organisation: organisation.trim() || "This desk" });
  };
  const over = useDropped(take);
  return (
    <section className={over ? "file over" : "file"} aria-label="A file of posts">
      <p>
        <label className="choose">
          Choose a file of posts
          <input
            type="file"
            className="unseen"
            disabled={busy}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) take(file);
              target.value = "";
            }}
          />
        </label>{" "}
        or drop it anywhere on this page.
      </p>
      <Field label="The case is kept for" help="your organisation, as editions will name it">
        <input
          value={organisation}
          maxLength={200}
          onChange={({ target }) => setOrganisation(target.value)}
        />
      </Field>
      <p className="quiet">
        It becomes a case of the file&apos;s name. You see how the file would be read before anything is
        imported. CSV, NDJSON or Parquet, up to 4 GB; two columns are needed: who posted, and when.
        A document (a text, a web page, PDF, DOCX, a mail) begins a case, too: it is read for what it claims.
      </p>
    </section>
  );
}

function EmptyCase({ busy, onCase }: WayProps) {
  const [name, setName] = useState("");
  const [organisation, setOrganisation] = useState("");
  const go = useGo();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onCase({ from: "empty", name, organisation });
  };
  return (
    <form className="form" onSubmit={send}>
      <div className="side-by-side">
        <Field label="Name of the case" help="Letters, digits, dot and dash; it stands in every address.">
          <input required maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label="Organisation that keeps it" help="Others can be added as parties.">
          <input
            required
            maxLength={200}
            value={organisation}
            onChange={({ target }) => setOrganisation(target.value)}
          />
        </Field>
      </div>
      <FormEnd
        verb="Make the case"
        busy={busy}
        disabled={name === "" || organisation.trim() === ""}
        error={undefined}
        onCancel={() => go({ do: undefined })}
      />
    </form>
  );
}

/** Cases that lie in the server's folder and are not open. */
function Closed({
  names,
  onCase,
}: {
  readonly names: readonly string[];
  readonly onCase: WayProps["onCase"];
}) {
  if (names.length === 0) return undefined;
  return (
    <section className="closed">
      <h2>In the same folder, not open</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button type="button" onClick={() => onCase({ from: "folder", name })}>
              Open {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Making({ id }: { readonly id: string }) {
  const { data: job, error } = useMaking(id);
  const go = useGo();
  const navigate = useNavigate();
  const leave = useEffectEvent(
    (name: string) => void navigate({ to: firstPath(name), replace: true } as never),
  );
  const done = job?.state === "done" ? job.title : undefined;
  useEffect(() => {
    if (done !== undefined) leave(done);
  }, [done]);
  if (error !== null || (job !== undefined && isOver(job) && job.state !== "done"))
    return (
      <>
        <ErrorLine error={error ?? job?.refusal} />
        <p>
          <button type="button" onClick={() => go({ making: undefined }, { replace: true })}>
            Choose again
          </button>
        </p>
      </>
    );
  return <OnItsWay id={id} job={job} />;
}

function OnItsWay({ id, job }: { readonly id: string; readonly job: JobView | undefined }) {
  const [error, setError] = useState<unknown>();
  return (
    <section className="on-its-way">
      <h2>Making {job?.title ?? "the case"}</h2>
      <Progress
        key={job?.unit}
        stage={job === undefined || job.stage === "" ? "Making the case" : job.stage}
        done={job?.done ?? 0}
        total={job?.total ?? undefined}
        unit={job === undefined || job.unit === "" ? "steps done" : job.unit}
      />
      <p>
        <button type="button" onClick={() => void stopMaking(id).catch(setError)}>
          Stop
        </button>
      </p>
      {error === undefined ? undefined : <ErrorLine error={refusalOf(error)} />}
    </section>
  );
}
