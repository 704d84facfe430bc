/** Fields of a form on the stage: what is written becomes a record with an organisation and a marking. */
import type { ReactNode } from "react";
import type { Tlp as Level } from "../../model/marking.ts";
import { refusalOf } from "../client.ts";
import { maySurvive } from "../data/drafts.ts";
import type { CaseInfo } from "../data/cases.ts";
import { ErrorLine } from "./error-line.tsx";
import { Tlp } from "./tlp.tsx";
import "./fields.css";

const LEVELS: readonly Level[] = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];

/** The levels that a person may write: their own and below. */
export function levelsUpTo(ceiling: Level): readonly Level[] {
  return LEVELS.slice(0, LEVELS.indexOf(ceiling) + 1);
}

/** Label above, field below, a line of help under it. */
export function Field({
  label,
  help,
  children,
}: {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {help === undefined ? undefined : <small>{help}</small>}
    </label>
  );
}

/** A few values of which one holds, side by side. */
export function Choice<Value extends string>({
  legend,
  name,
  values,
  value,
  onValue,
  show = (one) => one,
}: {
  readonly legend: string;
  readonly name: string;
  readonly values: readonly Value[];
  readonly value: string;
  readonly onValue: (value: Value) => void;
  readonly show?: (value: Value) => ReactNode;
}) {
  return (
    <fieldset className="field choice">
      <legend>{legend}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => onValue(one)} />
          {show(one)}
        </label>
      ))}
    </fieldset>
  );
}

/** One of a list. */
export function Select({
  label,
  value,
  onValue,
  options,
  empty,
  help,
}: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** Words for none chosen; without them one is always chosen. */
  readonly empty?: string;
  readonly help?: string;
}) {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      <select value={value} onChange={({ target }) => onValue(target.value)}>
        {empty === undefined ? undefined : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Whom the person writes for. */
export function WriteFor({
  about,
  value,
  onValue,
}: {
  readonly about: CaseInfo;
  readonly value: string;
  readonly onValue: (ref: string) => void;
}) {
  return (
    <Select
      label="For"
      value={value}
      onValue={onValue}
      options={about.organisations.map(({ ref, name }) => ({ value: ref, text: name }))}
    />
  );
}

/** How what is written will be marked; nothing above the person's own ceiling. */
export function MarkingField({
  ceiling,
  value,
  onValue,
}: {
  readonly ceiling: Level;
  readonly value: Level;
  readonly onValue: (tlp: Level) => void;
}) {
  return (
    <Field
      label="Marking"
      help={
        maySurvive(value)
          ? "What is typed is kept in this browser until it is recorded."
          : "At this level what is typed is not written to disk; it is kept until the page is closed."
      }
    >
      <span className="marking">
        <select value={value} onChange={({ target }) => onValue(target.value as Level)}>
          {levelsUpTo(ceiling).map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <Tlp level={value} small />
      </span>
    </Field>
  );
}

/** The end of a form: its verb, a way out, and why the server said no. */
export function FormEnd({
  verb,
  busy,
  disabled = false,
  error,
  onCancel,
}: {
  readonly verb: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
}) {
  return (
    <div className="form-end">
      {error === null || error === undefined ? undefined : <ErrorLine error={refusalOf(error)} />}
      <button type="submit" className="verb" disabled={busy || disabled}>
        {verb}
      </button>
      <button type="button" onClick={onCancel}>
        Close
      </button>
    </div>
  );
}
