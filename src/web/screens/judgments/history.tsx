/** How the judgment came to stand as it does: every record that moved it, oldest first, or those of the days that are chosen. */
import type { HistoryChange } from "../../../views/reasoning.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { instantOf } from "../../components/scale.ts";
import type { Stretch } from "../../components/scale.ts";
import { counted } from "../../../words.ts";
import { timeOf } from "./steps.ts";

export function History({
  changes,
  chosen,
}: {
  readonly changes: readonly HistoryChange[];
  /** By the time that a change is held for. */
  readonly chosen: Stretch | undefined;
}) {
  const shown =
    chosen === undefined
      ? changes
      : changes.filter((change) => timeOf(change) >= chosen.from && timeOf(change) < chosen.to);
  return (
    <details key={chosen === undefined ? "all" : "some"} className="history" open={chosen !== undefined}>
      <summary aria-live="polite">{sayShown(shown.length, changes.length, chosen)}</summary>
      <ol>
        {shown.map((change) => (
          <Change key={`${change.ref} ${change.kind}`} change={change} />
        ))}
      </ol>
    </details>
  );
}

function sayShown(shown: number, all: number, chosen: Stretch | undefined): string {
  if (chosen === undefined) return counted(all, "change");
  const day = (ms: number) => sayDated(instantOf(ms).slice(0, 10));
  return `${shown} of ${counted(all, "change")}, ${day(chosen.from)} to ${day(chosen.to - 1)}`;
}

interface ChangeProps {
  readonly change: HistoryChange;
}

function Change({ change: { ref, at, heldAt, person, organisation, movedBy, ...of } }: ChangeProps) {
  const { kind, change, before, after } = of;
  return (
    <li>
      <Dated at={heldAt ?? at} />
      <div>
        <Plumb refId={ref}>
          {kind} {change}
        </Plumb>{" "}
        <span className="soft">{before === "nothing" ? after : `“${before}” before, “${after}” after`}</span>
        {movedBy === undefined ? undefined : (
          <p>
            Moved by{" "}
            {movedBy.map((mover, i) => (
              <span key={mover.ref}>
                {i === 0 ? "" : "; "}
                <Plumb refId={mover.ref}>{mover.text}</Plumb>
              </span>
            ))}
          </p>
        )}
        <p className="quiet">
          {person}, {organisation.name}
        </p>
      </div>
    </li>
  );
}
