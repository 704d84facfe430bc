import { useId } from "react";
import type { InputsView } from "../../../desk/index.ts";
import type { Descriptor } from "../../../workbench/index.ts";
import { count } from "../../../words.ts";

type Parameter = Descriptor["parameters"][number];

/** One parameter of a detector: typed, with its bounds, its unit and what it means. */
export function Field({
  parameter,
  value,
  choices,
  onChange,
}: {
  readonly parameter: Parameter;
  readonly value: string | boolean;
  /** Of an input: what the case holds that can be named. */
  readonly choices?: InputsView[keyof InputsView] | undefined;
  readonly onChange: (value: string | boolean) => void;
}) {
  const id = useId();
  const { title, help, unit } = parameter;
  return (
    <div className="field">
      <label htmlFor={id}>{title}</label>
      <div>
        <Input parameter={parameter} id={id} value={value} onChange={onChange} />
        {choices === undefined ? undefined : (
          <datalist id={`${id}-names`}>
            {choices.map(({ name, title: called }) => (
              <option key={name} value={name}>
                {called}
              </option>
            ))}
          </datalist>
        )}
        {unit === undefined ? undefined : <span className="quiet"> {unit}</span>}
        <p className="quiet" id={`${id}-help`}>
          {help}
          {sayBounds(parameter)}
        </p>
      </div>
    </div>
  );
}

function Input({
  parameter: { kind, min, max, choices = [], default: initial },
  id,
  value,
  onChange,
}: {
  readonly parameter: Parameter;
  readonly id: string;
  readonly value: string | boolean;
  readonly onChange: (value: string | boolean) => void;
}) {
  const shared = { id, "aria-describedby": `${id}-help` };
  if (kind === "flag")
    return (
      <input
        type="checkbox"
        {...shared}
        checked={value === true}
        onChange={({ target }) => onChange(target.checked)}
      />
    );
  const text = String(value);
  if (kind === "choice")
    return (
      <select {...shared} value={text} onChange={({ target }) => onChange(target.value)}>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  if (kind === "list")
    return <textarea rows={2} {...shared} value={text} onChange={({ target }) => onChange(target.value)} />;
  if (kind === "input")
    return (
      <input
        type="text"
        {...shared}
        list={`${id}-names`}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  const number = kind === "text" ? {} : { min, max, step: kind === "integer" ? 1 : "any" };
  return (
    <input
      type={kind === "text" ? "text" : "number"}
      required={kind !== "text" || initial !== ""}
      {...number}
      {...shared}
      value={text}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function sayBounds({ min, max, default: value }: Parameter): string {
  const number = (one: number) => (Math.abs(one) < 0.001 && one !== 0 ? String(one) : count(one));
  const bounds = min === undefined || max === undefined ? "" : ` From ${number(min)} to ${number(max)}.`;
  return value === "" ? bounds : `${bounds} Default: ${String(value)}.`;
}
