/** Which column or member of the records holds which field, with values to tell them by. */
import type { Proposal } from "../../../workbench/index.ts";
import { Imported } from "../../components/imported.tsx";
import { useGo } from "../../layout/address.ts";
import { FIELDS, nameOf, NONE } from "./reading.ts";
import type { Chosen, FieldName } from "./reading.ts";

interface Props {
  readonly paths: Proposal["paths"];
  readonly mapping: Chosen;
}

/** One field of a post per line, each with the path it is read from and three of its values. */
export function Columns({ paths, mapping }: Props) {
  const go = useGo();
  const choose = (field: FieldName, path: string) =>
    go({ [nameOf(field)]: path === "" ? NONE : `=${path}` }, { replace: true });
  return (
    <fieldset className="columns">
      <legend>Which column holds what</legend>
      {FIELDS.map(([field, means]) => (
        <label key={field}>
          <span>
            <b>{field}</b> <span className="quiet">{means}</span>
          </span>
          <select value={mapping[field] ?? ""} onChange={({ target }) => choose(field, target.value)}>
            <option value="">no column</option>
            {paths.map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </select>
          <Values of={paths.find(({ path }) => path === mapping[field])?.values ?? []} />
        </label>
      ))}
      <p className="quiet">Every other column is kept with its post under its own name.</p>
    </fieldset>
  );
}

function Values({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return undefined;
  return (
    <span className="quiet values">
      <Imported text={of.join(" | ")} />
    </span>
  );
}
