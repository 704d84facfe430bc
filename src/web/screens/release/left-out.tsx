/**
 * What an edition leaves out, and lowering the markings of several records at once: with one reason, from a list of what goes out.
 * Accounts, posts, mail and records of others are lowered one by one, where they are looked at.
 */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { PreviewView } from "../../../desk/index.ts";
import { Field, WriteFor } from "../../components/fields.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { refusalOf } from "../../client.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useAppend } from "../../data/write.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { count, counted, plural } from "../../../words.ts";
import type { Removal } from "./differs.tsx";

export function LeftOut({
  about,
  ceiling,
  preview,
}: {
  readonly about: CaseInfo;
  readonly ceiling: Tlp;
  readonly preview: PreviewView;
}) {
  const lowers = about.roles.includes("releaser") && about.organisations.length > 0;
  if (preview.removals.length === 0) return undefined;
  return lowers ? (
    <Lower key={ceiling} about={about} ceiling={ceiling} preview={preview} />
  ) : (
    <Listed removals={preview.removals} />
  );
}

function Listed({ removals }: { readonly removals: readonly Removal[] }) {
  return (
    <details className="all-removed">
      <summary>
        <h2>Everything that is left out</h2>{" "}
        <span className="quiet">{counted(removals.length, "record")}</span>
      </summary>
      <ul>
        {removals.map((removal) => (
          <li key={removal.ref}>
            <Named removal={removal} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Named({ removal: { ref, type, text, marking, why } }: { readonly removal: Removal }) {
  return (
    <>
      <Plumb refId={ref}>{text === "" ? type : text}</Plumb>
      <p className="quiet">
        {type}, {marking}: {why}
      </p>
    </>
  );
}

/** Why it is lowered alone; undefined where it may go with others. */
function alone({ organisation, alone: because }: Removal, about: CaseInfo): string | undefined {
  return about.organisations.some(({ ref }) => ref === organisation.ref)
    ? because
    : `${organisation.name} answers for it`;
}

interface LowerProps {
  readonly about: CaseInfo;
  readonly ceiling: Tlp;
  readonly preview: PreviewView;
}

/** Which of them go out: what the edition cannot do without is chosen until a person says otherwise, and nothing else is. */
function useChosen(together: readonly Removal[], { refused }: PreviewView) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const lacking = new Set(refused.map(({ lacks }) => lacks));
  const turn = (ref: string) => {
    const others = new Set(turned);
    if (!others.delete(ref)) others.add(ref);
    setTurned(others);
  };
  return {
    chosen: together.filter(({ ref }) => lacking.has(ref) !== turned.has(ref)),
    turn,
    forget: () => setTurned(new Set()),
  };
}

function Lower({ about, ceiling, preview }: LowerProps) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const append = useAppend(caseName);
  const { removals } = preview;
  const single = removals.filter((one) => alone(one, about) !== undefined);
  const together = removals.filter((one) => !single.includes(one));
  const { chosen, turn, forget } = useChosen(together, preview);
  const [why, setWhy] = useState("");
  const [organisation, setOrganisation] = useState(writing?.ref ?? "");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const records = chosen.map(({ ref }) => ({
      type: "Marking" as const,
      for: organisation,
      // Readers who may read the record from here on may read why.
      marking: { tlp: ceiling },
      body: { of: ref, to: { tlp: ceiling }, why: why.trim() },
    }));
    append.mutate(records, { onSuccess: () => (setWhy(""), forget()) });
  };
  const row = (removal: Removal) => (
    <Row
      key={removal.ref}
      removal={removal}
      because={alone(removal, about)}
      chosen={chosen.includes(removal)}
      onTurn={() => turn(removal.ref)}
    />
  );
  const named = together.filter((one) => one.missed);
  const unnamed = together.filter((one) => !one.missed);
  return (
    <form className="form left-out" onSubmit={submit} aria-label="What is left out">
      <h2>
        {counted(removals.length, "record")} {plural(removals.length, "is", "are")} left out
      </h2>
      {named.length === 0 ? undefined : (
        <>
          <p className="soft">
            {named.length === 1
              ? "One of them is named by what these readers see, or hangs on it:"
              : `${count(named.length)} of them are named by what these readers see, or hang on it:`}
          </p>
          <ul>{named.map(row)}</ul>
        </>
      )}
      <Folded words={counted(unnamed.length, "other record")}>{unnamed.map(row)}</Folded>
      <Folded
        words={`${counted(single.length, "record")} that ${plural(single.length, "goes", "go")} out one by one`}
      >
        {single.map(row)}
      </Folded>
      {together.length === 0 ? undefined : (
        <>
          <WriteFor about={about} value={organisation} onValue={setOrganisation} />
          <Field
            label="Why they may go out"
            help="You answer for it: the log keeps one record with this reason for each, which these readers see, too. It cannot be taken back from who has read them."
          >
            <textarea value={why} maxLength={2000} onChange={({ target }) => setWhy(target.value)} />
          </Field>
          {append.error === null ? undefined : <ErrorLine error={refusalOf(append.error)} />}
          <div className="form-end">
            <button
              type="submit"
              className="verb"
              disabled={chosen.length === 0 || why.trim() === "" || append.isPending}
            >
              Mark {counted(chosen.length, "record")} TLP:{ceiling}
            </button>
          </div>
        </>
      )}
    </form>
  );
}

function Folded({ words, children }: { readonly words: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return undefined;
  return (
    <details className="all-removed">
      <summary>{words}</summary>
      <ul>{children}</ul>
    </details>
  );
}

interface RowProps {
  readonly removal: Removal;
  readonly because: string | undefined;
  readonly chosen: boolean;
  readonly onTurn: () => void;
}

function Row({ removal, because, chosen, onTurn }: RowProps) {
  const { caseName } = useAddress();
  const { ref, text, type } = removal;
  return (
    <li>
      {because === undefined ? (
        <input type="checkbox" aria-label={`Goes out: ${text || type}`} checked={chosen} onChange={onTurn} />
      ) : (
        <span />
      )}
      <div>
        <Named removal={removal} />
        {because === undefined ? undefined : (
          <>
            <p className="quiet">On its own, because {because}.</p>
            <Link to={pathTo(caseName, "log", ref)} search={{ do: "marking" }}>
              Change its marking
            </Link>
          </>
        )}
      </div>
    </li>
  );
}
