/** Fields of a form on the stage: what is written becomes a record with an organisation and a marking. */
import type { ReactNode } from "react";
import type { Tlp as Level } from "../../model/marking.ts";
import { Refusal, refusalOf } from "../client.ts";
import type { CaseInfo } from "../data/cases.ts";
import type { MarkingChoice } from "../data/drafts.ts";
import type { Keeping } from "../data/keeping.ts";
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

/**
 * How what is written will be marked: a level up to the person's own, and need-to-know groups that the person belongs to.
 * Under it stands where the text lies until it is recorded.
 */
export function MarkingField({
  about,
  marking: { value, set, keeping },
  label = "Marking",
}: {
  readonly about: CaseInfo;
  readonly label?: string;
  readonly marking: MarkingChoice;
}) {
  const groups = value.groups ?? [];
  return (
    <div className="field marking-field">
      <label className="field">
        <span>{label}</span>
        <span className="marking">
          <select value={value.tlp} onChange={({ target }) => set({ ...value, tlp: target.value as Level })}>
            {levelsUpTo(about.ceiling).map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
          <Tlp level={value.tlp} small />
        </span>
      </label>
      {about.groups.length === 0 ? undefined : (
        <fieldset className="field choice">
          <legend>Only for readers who are in</legend>
          {about.groups.map((group) => (
            <label key={group}>
              <input
                type="checkbox"
                checked={groups.includes(group)}
                onChange={({ target }) =>
                  set({
                    ...value,
                    groups: target.checked ? [...groups, group] : groups.filter((one) => one !== group),
                  })
                }
              />
              {group}
            </label>
          ))}
        </fieldset>
      )}
      <WhereKept keeping={keeping} />
    </div>
  );
}

/** Where what is typed lies until it is recorded; aloud where that is not safe. */
export function WhereKept({ keeping }: { readonly keeping: Keeping }) {
  if (keeping instanceof Refusal) return <ErrorLine error={keeping} />;
  const words =
    keeping === "window"
      ? "The server does not take it now: what is typed is only in this window. Leave it open; the page tries again."
      : keeping === "elsewhere"
        ? "Typed in another window, too: choose below which of the two stays."
        : keeping === "sending"
          ? "Being kept on the server …"
          : "What is typed is kept on the server, for you alone.";
  return (
    <small role="status" className={keeping === "window" || keeping === "elsewhere" ? "lost" : undefined}>
      {words}
    </small>
  );
}

/** The end of a form: its verb, a way out, and why the server said no. */
export function FormEnd({
  verb,
  whom,
  busy,
  disabled = false,
  error,
  onCancel,
  onForget,
}: {
  readonly verb: string;
  /** Name of the organisation that it is recorded for. */
  readonly whom?: string | undefined;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onForget?: () => void;
}) {
  return (
    <div className="form-end">
      {error === null || error === undefined ? undefined : <ErrorLine error={refusalOf(error)} />}
      <button type="submit" className="verb" disabled={busy || disabled}>
        {verb}
        {whom === undefined ? "" : ` as ${whom}`}
      </button>
      <button type="button" onClick={onCancel}>
        Close
      </button>
      {onForget === undefined ? undefined : (
        <button type="button" onClick={onForget}>
          Forget what is typed
        </button>
      )}
    </div>
  );
}
