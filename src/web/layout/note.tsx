/** Under the line: the reader's own note beside what hangs, and which of their notes name it. */
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { Marking } from "../../model/marking.ts";
import { useDraft } from "../data/drafts.ts";
import { useGlance } from "../data/glance.ts";
import { fieldsOf } from "../data/marking.ts";
import { backlinks } from "../data/note-links.ts";
import { noteOf, useNotes } from "../data/notes.ts";
import "./note.css";

const HEAD = 60;

/** @param refId what hangs at the top of the line */
export function NoteBeside({ caseName, refId }: { readonly caseName: string; readonly refId: string }) {
  const { data } = useGlance(caseName, refId);
  const named = backlinks(useNotes(caseName), refId);
  return (
    <div className="note-beside">
      {data === undefined ? undefined : (
        <Writing key={refId} caseName={caseName} refId={refId} marking={data.marking} />
      )}
      {named.length === 0 ? undefined : (
        <>
          <h3>Your notes that name it</h3>
          <ul>
            {named.map(({ ref, text }) => (
              <li key={ref}>
                <Link
                  to="."
                  search={(old: object) => ({ ...old, plumb: ref, line: undefined })}
                  resetScroll={false}
                  preload={false}
                >
                  {text.length > HEAD ? `${text.slice(0, HEAD).trimEnd()} …` : text}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A note is marked as what it is beside. */
function Writing({
  caseName,
  refId,
  marking,
}: {
  readonly caseName: string;
  readonly refId: string;
  readonly marking: Marking;
}) {
  const id = useId();
  const { form, set, clear } = useDraft(caseName, noteOf(refId), { ...fieldsOf(marking), text: "" });
  const [opened, setOpened] = useState(false);
  if (form.text === "" && !opened)
    return (
      <button type="button" className="quiet" onClick={() => setOpened(true)}>
        Write a note of your own beside it
      </button>
    );
  return (
    <>
      <label htmlFor={id}>Your note beside it</label>
      <textarea
        id={id}
        rows={4}
        value={form.text}
        onChange={({ target }) => set({ ...fieldsOf(marking), text: target.value })}
      />
      <p className="quiet">
        Nobody else reads it; it is no record. An id or a copied address in it leads back here.
      </p>
      <button
        type="button"
        onClick={() => {
          clear();
          setOpened(false);
        }}
      >
        Throw the note away
      </button>
    </>
  );
}
