/** Several of a list: what is chosen, each with a way out, and a field that adds one more. */
import { Select } from "./fields.tsx";
import "./several.css";

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function Several({
  label,
  help,
  empty,
  chosen,
  options,
  onChosen,
}: {
  readonly label: string;
  readonly help?: string;
  /** Words for adding one. */
  readonly empty: string;
  /** Values, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  readonly options: readonly Option[];
  readonly onChosen: (chosen: readonly string[]) => void;
}) {
  const names = new Map(options.map(({ value, text }) => [value, text]));
  return (
    <>
      {chosen.length === 0 ? undefined : (
        <ul className="several">
          {chosen.map((value) => (
            <li key={value}>
              <span>{names.get(value) ?? value}</span>{" "}
              <button type="button" onClick={() => onChosen(chosen.filter((one) => one !== value))}>
                not this
              </button>
            </li>
          ))}
        </ul>
      )}
      <Select
        label={label}
        {...(help === undefined ? {} : { help })}
        value=""
        onValue={(value) => onChosen([...chosen, value])}
        empty={empty}
        options={options.filter(({ value }) => !chosen.includes(value))}
      />
    </>
  );
}
