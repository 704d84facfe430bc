/** Scratch notes: no records, seen by nobody else, and not part of the case. */
import type { Tlp as Level } from "../../../model/marking.ts";
import { maySurvive, useDraft } from "../../data/drafts.ts";
import { useAddress } from "../../layout/address.ts";

const LEVELS = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const satisfies readonly Level[];
const BLANK: { readonly tlp: Level; readonly text: string } = { tlp: "AMBER+STRICT", text: "" };

export function Notes() {
  const { room } = useAddress();
  const draft = useDraft(room, "corpus notes", BLANK);
  const { form } = draft;
  return (
    <>
      <h1 className="statement">Notes of your own</h1>
      <p className="lead">
        For what you want to remember while you read. Notes are no records: they are not in the log, nobody
        else sees them, no edition holds them, and nothing can be cited from here.
      </p>
      <div className="notes">
        <label>
          Notes
          <textarea
            rows={14}
            value={form.text}
            onChange={({ target }) => draft.set({ text: target.value })}
          />
        </label>
        <label>
          What they are made from is marked at most
          <select value={form.tlp} onChange={({ target }) => draft.set({ tlp: target.value as Level })}>
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                TLP:{one}
              </option>
            ))}
          </select>
        </label>
        <p className="quiet">
          {maySurvive(form.tlp)
            ? "They are kept in this browser, also when the page is closed; whoever uses this browser can read them."
            : "At this level they are kept only while this page is open: a reload loses them. Copy out what you need."}
        </p>
        <p>
          <button type="button" disabled={form.text === ""} onClick={() => draft.clear()}>
            Throw the notes away
          </button>
        </p>
      </div>
    </>
  );
}
