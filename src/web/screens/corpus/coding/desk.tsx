/** One unit at a time: what it is, the codes, what the person said of it; all of it by keyboard. */
import { useEffect } from "react";
import type { CodebookView, CodedUnit, Says } from "../../../../views/coding.ts";
import { ErrorLine } from "../../../components/error-line.tsx";
import { KeyHint } from "../../../components/key-hint.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import type { CaseInfo } from "../../../data/cases.ts";
import { useMe } from "../../../data/cases.ts";
import { entryOf, sayCodes, useCoding, useGiveCode, useQueue, useTakeBack } from "../../../data/codings.ts";
import type { Queued } from "../../../data/codings.ts";
import { useWritingFor } from "../../../data/writing-for.ts";
import { useAddress, useGo } from "../../../layout/address.ts";
import { count } from "../../../../words.ts";
import { filterIn } from "../filters.tsx";
import { Codes } from "./codes.tsx";
import { drawIn, QueueLine } from "./queue-line.tsx";
import { CodingParts } from "./parts.tsx";
import { Unit } from "./unit.tsx";
import { useCodingKeys, useDigitsHeld } from "./keys.ts";

export function Desk({ book, about }: { readonly book: CodebookView; readonly about: CaseInfo }) {
  const { caseName, search } = useAddress();
  useDigitsHeld();
  const person = useMe().data?.person;
  const queue = useQueue(caseName, book.of, filterIn(search), drawIn(search));
  const coding = useCoding(caseName, book.ref);
  const units = queue.data?.units ?? [];
  const coded = new Map((coding.data?.coded ?? []).map((unit) => [unit.key, unit]));
  const mine = units.filter(({ key }) => entryOf(coded.get(key), person) !== undefined).length;
  const ready = coding.data !== undefined && person !== undefined;
  return (
    <>
      <CodingParts coding={coding.data} />
      <QueueLine of={book.of} total={queue.data?.total} shown={units.length} />
      {queue.error === null ? undefined : <ErrorLine error={queue.error} />}
      {coding.error === null ? undefined : <ErrorLine error={coding.error} />}
      {ready && units.length > 0 ? (
        <>
          <output className="done">
            <b>
              {count(mine)} of {count(units.length)}
            </b>{" "}
            coded by you
          </output>
          <OneUnit book={book} about={about} units={units} coded={coded} person={person} />
        </>
      ) : undefined}
      {queue.data?.total === 0 ? (
        <p className="soft">Nothing fits the filter. Take a part of it away under Posts.</p>
      ) : undefined}
    </>
  );
}

function OneUnit({
  book,
  about,
  units,
  coded,
  person,
}: {
  readonly book: CodebookView;
  readonly about: CaseInfo;
  readonly units: readonly Queued[];
  readonly coded: ReadonlyMap<string, CodedUnit>;
  readonly person: string;
}) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const give = useGiveCode(caseName, book.ref);
  const takeBack = useTakeBack(caseName);
  const open = units.findIndex(({ key }) => entryOf(coded.get(key), person) === undefined);
  const named = units.findIndex(({ key }) => key === search["unit"]);
  const at = named >= 0 ? named : Math.max(open, 0);
  const queued = units[at]!;
  const there = coded.get(queued.key);
  const own = entryOf(there, person);
  const writing = useWritingFor(about);
  const organisation = writing?.ref;
  const writes = about.roles.includes("analyst") && organisation !== undefined;
  const busy = give.isPending || takeBack.isPending;
  const move = (step: number) => {
    const next = units[Math.min(Math.max(at + step, 0), units.length - 1)];
    if (next !== undefined) go({ unit: next.key }, { replace: true });
  };
  const say = (says: Says) => {
    if (!writes || busy) return;
    give.mutate({ queued, says, organisation, instead: own?.ref }, { onSuccess: () => move(1) });
  };
  const undo = () => {
    if (writes && !busy && own !== undefined) takeBack.mutate(own.ref);
  };
  // What was said last may be taken back from the unit after it, too.
  const before = units[at - 1];
  const last = own === undefined && before !== undefined ? entryOf(coded.get(before.key), person) : undefined;
  const undoHere = () => {
    if (own !== undefined) undo();
    else if (writes && !busy && last !== undefined) takeBack.mutate(last.ref, { onSuccess: () => move(-1) });
  };
  const keys = useCodingKeys({ book, own: own?.says, onSay: say, onMove: move, onUndo: undoHere });
  useEffect(() => {
    keys.reset();
    // The choice belongs to the unit that was shown.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [queued.key]);
  const others = (there?.entries ?? []).filter((entry) => entry.person !== person);
  return (
    <section className="unit" aria-label={`${book.of} ${at + 1} of ${units.length}`}>
      <nav className="step" aria-label="Units">
        <button type="button" onClick={() => move(-1)} disabled={at === 0}>
          <KeyHint>←</KeyHint> Previous
        </button>
        <span>
          {book.of === "post" ? "Post" : "Account"} {count(at + 1)} of {count(units.length)}
        </span>
        <button type="button" onClick={() => move(1)} disabled={at === units.length - 1}>
          Next <KeyHint>→</KeyHint>
        </button>
      </nav>
      <Unit queued={queued} />
      <Codes
        book={book}
        chosen={keys.chosen}
        given={own?.says}
        writes={writes}
        onToggle={keys.toggle}
        onRecord={keys.record}
        onCannotSay={() => say("cannot say")}
      />
      {give.error === null ? undefined : <ErrorLine error={give.error} />}
      {takeBack.error === null ? undefined : <ErrorLine error={takeBack.error} />}
      <div className="said" aria-live="polite">
        {own === undefined ? (
          <p className="quiet">
            {writes && writing !== undefined
              ? `You have not coded it. What you say is recorded as ${writing.name}.`
              : "You may read codes here, and give none."}
          </p>
        ) : (
          <p>
            <Plumb refId={own.ref}>You said: {sayCodes(own.says, book)}</Plumb>
          </p>
        )}
        {others.map((entry) => (
          <p key={entry.ref}>
            <Plumb refId={entry.ref}>
              {entry.person}: {sayCodes(entry.says, book)}
            </Plumb>
          </p>
        ))}
        {writes ? (
          <button
            type="button"
            onClick={undoHere}
            disabled={busy || (own === undefined && last === undefined)}
          >
            <KeyHint>U</KeyHint>{" "}
            {own === undefined && last !== undefined ? "Take the last one back" : "Take it back"}
          </button>
        ) : undefined}
      </div>
    </section>
  );
}
