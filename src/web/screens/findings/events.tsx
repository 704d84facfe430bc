/** Declared events of the days that a figure shows, each with its line, and how many lie outside. */
import type { CaseRecord } from "../../../model/records.ts";
import { Dated } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { counted } from "../../../words.ts";

export function Events({
  inside,
  outside,
}: {
  readonly inside: readonly CaseRecord<"Event">[];
  readonly outside: number;
}) {
  return (
    <div className="events quiet">
      {inside.length === 0 ? undefined : (
        <ol aria-label="Declared events of these days">
          {inside.map(({ id, body: { title, start } }, at) => (
            <li key={id}>
              {at + 1} <Plumb refId={id}>{title}</Plumb>, <Dated at={start} />
            </li>
          ))}
        </ol>
      )}
      <p>
        {inside.length === 0
          ? "No declared event falls into these days"
          : counted(inside.length, "declared event")}
        {outside === 0 ? "." : `; ${counted(outside, "other")} before or after.`}
      </p>
    </div>
  );
}
