/** Scratch notes: no records, seen by nobody else, and not part of the case. */
import { Link } from "@tanstack/react-router";
import type { Tlp as Level } from "../../../model/marking.ts";
import { MarkingField } from "../../components/fields.tsx";
import { useCase } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useNotes } from "../../data/notes.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

const BLANK: { readonly tlp: Level; readonly text: string } = { tlp: "AMBER+STRICT", text: "" };

export function Notes() {
  const { caseName } = useAddress();
  const about = useCase(caseName).data;
  const { form, set, clear, marking } = useDraft(caseName, "corpus notes", BLANK);
  return (
    <>
      <h1 className="statement">Notes of your own</h1>
      <p className="lead">
        For what you want to remember while you read. Notes are no records: they are not in the log, nobody
        else sees them, no edition holds them, and nothing can be cited from here. What you do not touch for
        two weeks is removed from the server.
      </p>
      <div className="notes">
        <label>
          Notes
          <textarea rows={14} value={form.text} onChange={({ target }) => set({ text: target.value })} />
        </label>
        {about === undefined ? undefined : (
          <MarkingField about={about} marking={marking} label="What they are made from is marked at most" />
        )}
        <p>
          <button type="button" disabled={form.text === ""} onClick={clear}>
            Throw the notes away
          </button>
        </p>
      </div>
      <Beside />
    </>
  );
}

/** Notes beside records: written under a plumb line, and kept until they are thrown away. */
function Beside() {
  const { caseName } = useAddress();
  const notes = useNotes(caseName);
  if (notes.length === 0) return undefined;
  return (
    <section>
      <h2>Beside records</h2>
      <ul className="notes-beside">
        {notes.map(({ ref, text }) => (
          <li key={ref}>
            <Link
              to={pathTo(caseName, "log", ref.replace(/#.*/, ""))}
              search={{ plumb: ref }}
              preload={false}
            >
              {ref}
            </Link>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
