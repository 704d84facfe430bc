/** Reading a document: its text with what it proposes, and the proposals beside it, taken one by one with the keyboard. */
import { useState } from "react";
import { ErrorLine } from "../../../components/error-line.tsx";
import { MarkingField } from "../../../components/fields.tsx";
import type { ArtifactView, TextView } from "../../../../desk/index.ts";
import type { ProposalsView } from "../../../../workbench/index.ts";
import type { CaseInfo } from "../../../data/cases.ts";
import { useDraft } from "../../../data/drafts.ts";
import { fieldsOf } from "../../../data/marking.ts";
import { inOrder, useRefuse } from "../../../data/proposals.ts";
import type { Proposed } from "../../../data/proposals.ts";
import { useRecordsOf } from "../../../data/records.ts";
import { useAppend } from "../../../data/write.ts";
import { useWritingFor } from "../../../data/writing-for.ts";
import { useAddress, useGo } from "../../../layout/address.ts";
import { counted } from "../../../../words.ts";
import { Current, Key } from "./current.tsx";
import type { Acts } from "./current.tsx";
import { Document } from "./document.tsx";
import type { OnMark } from "./document.tsx";
import { useReaderKeys } from "./keys.ts";
import { ProposalList, sayTally } from "./list.tsx";
import { Mend } from "./mend.tsx";
import { NameSpeaker } from "./name-speaker.tsx";
import { ProposalLine } from "./proposal-line.tsx";
import { recordsOf } from "./taking.ts";
import type { Changes, Named } from "./taking.ts";
import "./reading.css";

type Shown = Named & { readonly shown: string };

export function Reading({
  about,
  artifact,
  text,
  view,
  onMark,
}: {
  readonly about: CaseInfo;
  readonly artifact: ArtifactView;
  readonly text: TextView;
  readonly view: ProposalsView;
  readonly onMark: OnMark | undefined;
}) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const writing = useWritingFor(about);
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  const append = useAppend(caseName);
  const refuse = useRefuse(caseName, artifact.ref);
  const { marking } = useDraft(caseName, `reading ${artifact.ref}`, fieldsOf(artifact.marking));
  const [form, setForm] = useState<"mend" | "name">();
  const [named, setNamed] = useState<Readonly<Record<string, Shown>>>({});
  /** What was refused last, for the key that takes it back; nothing once something was recorded. */
  const [refused, setRefused] = useState<readonly string[]>([]);

  const proposals = inOrder(view);
  const current =
    proposals.find(({ standing }) => standing.id === search["proposal"]) ??
    proposals.find(({ standing }) => standing.state === "open") ??
    proposals[0];
  const id = current?.standing.id ?? "";
  const paragraph = text.paragraphs.find(
    ({ start, end }) =>
      start <= (current?.standing.passage?.start ?? -1) && (current?.standing.passage?.start ?? -1) < end,
  );
  const busy = append.isPending || refuse.isPending;
  const openOne = (proposed: Proposed | undefined) => {
    setForm(undefined);
    append.reset();
    if (proposed !== undefined)
      go({ proposal: proposed.standing.id, plumb: undefined, line: undefined }, { replace: true });
  };
  const onward = () => openOne(nextOf(proposals, current));
  const take = (changes: Changes) => {
    if (current === undefined || writing === undefined || busy) return;
    const { standing } = current;
    const who = changes.speaker ?? named[id];
    if (standing.open.some((what) => what.startsWith("who")) && who === undefined) {
      setForm("name");
      return;
    }
    if (standing.batch.length === 0) return;
    const writer = { organisation: writing.ref, marking: marking.value };
    append.mutate(recordsOf(standing.batch, { ...changes, speaker: who }, writer), {
      onSuccess: () => {
        setRefused([]);
        onward();
      },
    });
  };
  const turnDown = () => {
    if (current === undefined || busy) return;
    const isBack = current.standing.state === "refused";
    refuse.mutate(
      { id, refused: !isBack },
      {
        onSuccess: () => {
          setRefused(isBack ? refused.filter((one) => one !== id) : [...refused, id]);
          if (!isBack) onward();
        },
      },
    );
  };
  const takeBack = (): boolean => {
    const last = refused.at(-1);
    if (last === undefined) return false;
    refuse.mutate(
      { id: last, refused: false },
      {
        onSuccess: () => {
          setRefused(refused.slice(0, -1));
          openOne(proposals.find(({ standing }) => standing.id === last));
        },
      },
    );
    return true;
  };
  const writes = about.roles.includes("analyst") && writing !== undefined;
  const isOpen = current?.standing.state === "open" || current?.standing.state === "refused";
  const acts: Acts | undefined = writes
    ? {
        accept: () => take({}),
        mend: () => setForm(current?.claim === undefined ? undefined : "mend"),
        refuse: turnDown,
        next: onward,
        name: () => setForm("name"),
      }
    : undefined;
  const only = (work: () => void) => () => {
    if (acts === undefined || !isOpen) return false;
    work();
    return true;
  };
  useReaderKeys({
    a: only(() => acts?.accept()),
    m: only(() => acts?.mend()),
    r: only(() => acts?.refuse()),
    p: only(() => acts?.name()),
    n: onward,
    b: () => openOne(proposals[proposals.indexOf(current!) - 1]),
    u: takeBack,
  });
  return (
    <div className="read">
      <Document
        title={artifact.body.title}
        paragraphs={text.paragraphs}
        proposals={proposals}
        reading={view.reading}
        current={current}
        onCurrent={openOne}
        onMark={onMark}
      />
      <section className="props" aria-label="What it proposes">
        <div className="head">
          <h2>{counted(proposals.length, "proposal")}</h2>
          <p className="quiet" role="status">
            {sayTally(view)}
          </p>
        </div>
        {view.reading.notes.map((note) => (
          <p key={note} className="quiet">
            {note}
          </p>
        ))}
        {refuse.error === null ? undefined : <ErrorLine error={refuse.error} />}
        <ProposalList view={view} proposals={proposals} current={current} onCurrent={openOne}>
          {current === undefined ? undefined : form === "mend" ? (
            <Mend
              proposed={current}
              text={paragraph ?? { start: 0, text: current.standing.passage?.text ?? "" }}
              busy={busy}
              error={append.error}
              whom={writing?.name}
              onMended={take}
              onCancel={() => setForm(undefined)}
            />
          ) : form === "name" ? (
            <NameSpeaker
              parties={parties.map(({ record }) => ({ id: record.id, name: record.body.name }))}
              proposed={{
                name: current.standing.speakers[0]?.name ?? "",
                kind: current.standing.speakers[0]?.kind ?? "organisation",
              }}
              onNamed={(one) => {
                setNamed({ ...named, [id]: one });
                setForm(undefined);
              }}
              onCancel={() => setForm(undefined)}
            />
          ) : (
            <>
              <Current
                proposed={current}
                proposals={proposals}
                relations={view.reading.relations}
                named={named[id]}
                onCurrent={openOne}
                acts={acts}
                busy={busy}
              />
              {append.error === null ? undefined : <ErrorLine error={append.error} />}
            </>
          )}
        </ProposalList>
        {acts === undefined ? undefined : (
          <>
            <div className="keys low">
              <Key letter="P" words="make a party" onPress={acts.name} disabled={!isOpen} />
              <Key letter="U" words="undo" onPress={() => takeBack() || undoLast()} disabled={busy} />
              <Key letter="?" words="all keys" onPress={showKeys} disabled={false} />
            </div>
            <MarkingField about={about} marking={marking} label="What you accept is marked" />
          </>
        )}
      </section>
      {current === undefined ? undefined : (
        <ProposalLine
          proposed={current}
          proposals={proposals}
          view={view}
          artifact={artifact}
          text={paragraph}
        />
      )}
    </div>
  );
}

/** The next that is open, from the current one on and round; the one below where none is. */
function nextOf(proposals: readonly Proposed[], current: Proposed | undefined): Proposed | undefined {
  const at = proposals.findIndex(({ standing }) => standing.id === current?.standing.id);
  const round = [...proposals.slice(at + 1), ...proposals.slice(0, Math.max(at, 0))];
  return round.find(({ standing }) => standing.state === "open") ?? proposals[at + 1];
}

const undoLast = () => document.querySelector<HTMLElement>("[data-undo]")?.click();
const showKeys = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }));
