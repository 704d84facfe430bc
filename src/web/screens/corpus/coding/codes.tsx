/** The codes of a codebook as buttons, each with its key and what counts. */
import type { CodebookView, Says } from "../../../../views/coding.ts";
import { KeyHint } from "../../../components/key-hint.tsx";

/** Digits; later codes are reached with Tab. */
const KEYED = 9;

export function Codes({
  book,
  chosen,
  given,
  writes,
  onToggle,
  onRecord,
  onCannotSay,
}: {
  readonly book: CodebookView;
  readonly chosen: readonly string[];
  readonly given: Says | undefined;
  readonly writes: boolean;
  readonly onToggle: (code: string) => void;
  readonly onRecord: () => void;
  readonly onCannotSay: () => void;
}) {
  return (
    <>
      {book.guidance === undefined ? undefined : <p className="guidance">{book.guidance}</p>}
      <ol className="codes" aria-label="Codes">
        {book.categories.map(({ code, label, definition, includes, excludes, example }, at) => (
          <li key={code}>
            <button
              type="button"
              disabled={!writes}
              aria-pressed={chosen.includes(code)}
              onClick={() => onToggle(code)}
            >
              <span className="key">{at < KEYED ? <KeyHint>{String(at + 1)}</KeyHint> : undefined}</span>
              <b>{label}</b>
            </button>
            <p>
              {definition}
              {includes === undefined ? undefined : <span> Also: {includes}</span>}
              {excludes === undefined ? undefined : <span> Not: {excludes}</span>}
              {example === undefined ? undefined : <span> Such as: “{example}”</span>}
            </p>
          </li>
        ))}
        <li>
          <button
            type="button"
            disabled={!writes}
            aria-pressed={given === "cannot say"}
            onClick={onCannotSay}
          >
            <span className="key">
              <KeyHint>0</KeyHint>
            </span>
            <b>Cannot say</b>
          </button>
          <p>It cannot be told from what is here. Left out of agreement, and shown as what it is.</p>
        </li>
      </ol>
      {book.several && writes ? (
        <button type="button" className="verb" onClick={onRecord}>
          {chosen.length === 0 ? "Record that none of them applies" : "Record these codes"}{" "}
          <KeyHint>Enter</KeyHint>
        </button>
      ) : undefined}
    </>
  );
}
