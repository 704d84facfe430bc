/** One field over everything in a case: Ctrl and K. What is typed looks for sections, acts, records, posts and words that are explained. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useAddress } from "./address.ts";
import { useOptions } from "./find-options.ts";
import type { Option } from "./find-options.ts";
import "./find.css";

/** The list follows once the hand rests. */
const REST_MS = 120;

export function Find({ onDone }: { readonly onDone: () => void }) {
  const { caseName } = useAddress();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const options = useOptions(caseName, useRested(typed));
  const chosen = Math.min(at, options.length - 1);
  useEffect(() => {
    const shown = dialog.current!;
    if (!shown.open) shown.showModal();
    // A press beside it closes it, as Escape does.
    const onPress = ({ target }: MouseEvent) => {
      if (target === shown) shown.close();
    };
    shown.addEventListener("click", onPress);
    return () => shown.removeEventListener("click", onPress);
  }, []);
  const go = (option: Option | undefined) => {
    if (option?.to === undefined) return;
    onDone();
    void navigate({ to: option.to, search: option.search ?? {} } as never);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(options.length - 1, chosen + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, chosen - 1));
    else if (event.key === "Enter") go(options[chosen]);
    // A field of this type would be emptied first, and stay.
    else if (event.key === "Escape") dialog.current!.close();
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="find" aria-label="Find anything" onClose={onDone}>
      <input
        type="search"
        role="combobox"
        aria-label="Words to find"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={options[chosen] === undefined ? undefined : `found-${chosen}`}
        autoComplete="off"
        placeholder="A section, an act, words of a record or a post, a term"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="found" className="found" role="listbox" aria-label="Found">
        {options.map((option, i) => (
          <Line
            key={option.id}
            option={option}
            id={`found-${i}`}
            isChosen={i === chosen}
            onGo={() => go(option)}
          />
        ))}
      </div>
      {options.length === 0 ? <p className="quiet">Nothing of this name.</p> : undefined}
    </dialog>
  );
}

function Line({
  option: { words, note, to },
  id,
  isChosen,
  onGo,
}: {
  readonly option: Option;
  readonly id: string;
  readonly isChosen: boolean;
  readonly onGo: () => void;
}) {
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <button
      ref={line}
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={to === undefined ? "explained" : undefined}
      onClick={onGo}
    >
      <span className="words">{words}</span>
      <span className="note">{note}</span>
    </button>
  );
}

/** A value as it was when it last rested. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const rest = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(rest);
  }, [value]);
  return rested;
}
