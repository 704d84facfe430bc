/** Reading a document: its text with what it proposes, and the proposals beside it, taken one by one with the keyboard. */
import { useState } from "react";
import { ErrorLine } from "../../../components/error-line.tsx";
import { MarkingField } from "../../../components/fields.tsx";
import type { ArtifactView, TextView } from "../../../../desk/index.ts";
import type { ProposalsView } from "../../../../workbench/index.ts";
import type { CaseInfo } from "../../../data/cases.ts";
import { useDraft } from "../../../data/drafts.ts";
import { fieldsOf } from "../../../data/marking.ts";
import { inOrder } from "../../../data/proposals.ts";
import type { Proposed } from "../../../data/proposals.ts";
import { useRecordsOf } from "../../../data/records.ts";
import { useWritingFor } from "../../../data/writing-for.ts";
import { useAddress, useHere } from "../../../layout/address.ts";
import { counted } from "../../../../words.ts";
import { Current, Key } from "./current.tsx";
import type { Acts } from "./current.tsx";
import { Direction } from "./direction.tsx";
import { Document } from "./document.tsx";
import type { OnMark } from "./document.tsx";
import { useReaderKeys } from "./keys.ts";
import { ProposalList, sayTally } from "./list.tsx";
import { Mend } from "./mend.tsx";
import { Moves, useMovable } from "./moves.tsx";
import { NameSpeaker } from "./name-speaker.tsx";
import { ProposalLine } from "./proposal-line.tsx";
import type { Changes, Named } from "./taking.ts";
import { useTurns } from "./turns.ts";
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
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  const { marking } = useDraft(caseName, `reading ${artifact.ref}`, fieldsOf(artifact.marking));
  const [form, setForm] = useState<"mend" | "name" | "direction">();
  const [named, setNamed] = useState<Readonly<Record<string, Shown>>>({});
  /** Positions that a proposal moves, by its id. */
  const [moved, setMoved] = useState<Readonly<Record<string, readonly string[]>>>({});
  const here = useHere("proposal");
  const openId = (to: string) => {
    setForm(undefined);
    here.go(to);
  };
  const turns = useTurns(caseName, artifact.ref, openId);

  const proposals = inOrder(view);
  const current =
    proposals.find(({ standing }) => standing.id === here.id) ??
    proposals.find(({ standing }) => standing.state === "open") ??
    proposals[0];
  const id = current?.standing.id ?? "";
  const movable = useMovable(current, proposals, view.reading.relations);
  const paragraph = text.paragraphs.find(
    ({ start, end }) =>
      start <= (current?.standing.passage?.start ?? -1) && (current?.standing.passage?.start ?? -1) < end,
  );
  const openOne = (proposed: Proposed | undefined) => {
    if (proposed !== undefined) openId(proposed.standing.id);
  };
  const onward = () => openOne(nextOf(proposals, current, turns.inHand));
  /** Moves on at once where `stay` is not asked for: what is pressed next is of the next. */
  const take = (changes: Changes, stay = false, isSaid = false) => {
    if (current === undefined || writing === undefined || turns.inHand.has(id)) return;
    const { standing } = current;
    const speaker = changes.speaker ?? named[id];
    if (standing.open.some((what) => what.startsWith("who")) && speaker === undefined) {
      setForm("name");
      return;
    }
    if (standing.kind === "origin" && standing.open.length > 0 && !isSaid) {
      if (standing.batch.length > 0) setForm("direction");
      return;
    }
    // What it waits for may be in hand.
    if (standing.batch.length === 0 && turns.inHand.size === 0) return;
    const moves = movable?.flatMap(({ position }) =>
      moved[id]?.includes(position.record.id) === true ? [position] : [],
    );
    const writer = { organisation: writing.ref, marking: marking.value };
    const recorded = turns.accept(id, { ...changes, speaker, moved: moves }, writer);
    if (!stay) onward();
    else void recorded.then((done) => (done ? onward() : undefined));
  };
  const turnDown = () => {
    if (current === undefined || turns.inHand.has(id)) return;
    const isBack = current.standing.state === "refused";
    void turns.refuse(id, !isBack);
    if (!isBack) onward();
  };
  const writes = about.roles.includes("analyst") && writing !== undefined;
  const failure = turns.failed;
  const isOpen = current?.standing.state === "open" || current?.standing.state === "refused";
  const acts: Acts | undefined = writes
    ? {
        accept: () => take({}),
        mend: () => setForm(current?.claim === undefined ? undefined : "mend"),
        refuse: turnDown,
        next: onward,
        name: () => setForm(current?.origin === undefined ? "name" : undefined),
      }
    : undefined;
  const only =
    (work: () => void, anywhere = isOpen) =>
    () => {
      if (acts === undefined || !anywhere) return false;
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
    u: only(() => void turns.back(), true),
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
        {failure === undefined || form !== undefined ? undefined : <ErrorLine error={failure.error} />}
        <ProposalList
          view={view}
          proposals={proposals}
          current={current}
          inHand={turns.inHand}
          onCurrent={openOne}
        >
          {current === undefined ? undefined : form === "mend" ? (
            <Mend
              proposed={current}
              text={paragraph ?? { start: 0, text: current.standing.passage?.text ?? "" }}
              busy={turns.inHand.has(id)}
              error={failure?.error ?? null}
              whom={writing?.name}
              onMended={(changes) => take(changes, true)}
              onCancel={() => setForm(undefined)}
            />
          ) : form === "direction" ? (
            <Direction
              title={current.origin?.title ?? ""}
              onSaid={() => {
                setForm(undefined);
                take({}, false, true);
              }}
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
            <Current
              proposed={current}
              proposals={proposals}
              relations={view.reading.relations}
              named={named[id]}
              onCurrent={openOne}
              acts={acts}
              busy={turns.inHand.has(id)}
            >
              {movable === undefined ? undefined : (
                <Moves
                  movable={movable}
                  chosen={moved[id] ?? []}
                  onChosen={(chosen) => setMoved({ ...moved, [id]: chosen })}
                />
              )}
            </Current>
          )}
        </ProposalList>
        {acts === undefined ? undefined : (
          <>
            <div className="keys low">
              <Key letter="P" words="make a party" onPress={acts.name} disabled={!isOpen} />
              <Key letter="U" words="undo" onPress={() => void turns.back()} disabled={false} />
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

/** The next that is open and not in hand, from the current one on and round; the one below where none is. */
function nextOf(
  proposals: readonly Proposed[],
  current: Proposed | undefined,
  inHand: ReadonlySet<string>,
): Proposed | undefined {
  const at = proposals.findIndex(({ standing }) => standing.id === current?.standing.id);
  const round = [...proposals.slice(at + 1), ...proposals.slice(0, Math.max(at, 0))];
  return (
    round.find(({ standing }) => standing.state === "open" && !inHand.has(standing.id)) ?? proposals[at + 1]
  );
}

const showKeys = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }));
