import type { LeaderChange, MatrixView, ScoreTable } from "../../../views/matrix.ts";
import { plural } from "../../../words.ts";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { sayLeaders } from "./pick.ts";

/** Which single item or origin, if wrong, moves the lead. Said first, in one sentence. */
export function Linchpin({ matrix, table }: { readonly matrix: MatrixView; readonly table: ScoreTable }) {
  const moves = table.changes.filter(({ change }) => change === "moves" || change === "empties");
  const [first, ...others] = strongest(moves);
  if (first === undefined)
    return (
      <p className="linchpin">
        <b>No single item moves the lead.</b>{" "}
        <span>Each item was left out in turn, and each origin.{saySharing(matrix, table)}</span>
      </p>
    );
  return (
    <p className="linchpin">
      <b>
        <Term of="linchpin">Without</Term> <Plumb refId={first.without.ref}>{first.without.name}</Plumb>,{" "}
        {first.after.length === 0
          ? "nothing is left to count"
          : `${sayLeaders(matrix, first.after)} ${plural(first.after.length, "leads", "lead")}`}
        .
      </b>{" "}
      <span>
        By {scoresOf(moves, first)}.{" "}
        {others.length === 0
          ? "No other item or origin does that."
          : `So it is with ${others.map(({ without }) => without.name).join(", ")}.`}
      </span>
    </p>
  );
}

/** Where nothing moves the lead, what would have it shared. */
function saySharing(matrix: MatrixView, table: ScoreTable): string {
  const [first] = strongest(table.changes.filter(({ change }) => change === "widens"));
  if (first === undefined) return "";
  return ` Without ${first.without.name}, it is shared by ${sayLeaders(matrix, first.after)}.`;
}

/** One change for each thing left out, those that move most scores first. */
function strongest(changes: readonly LeaderChange[]): readonly LeaderChange[] {
  const counts = new Map<string, number>();
  for (const { without } of changes) counts.set(without.ref, (counts.get(without.ref) ?? 0) + 1);
  const seen = new Set<string>();
  const first = changes.filter(({ without }) => !seen.has(without.ref) && seen.add(without.ref));
  return first.sort((a, b) => counts.get(b.without.ref)! - counts.get(a.without.ref)!);
}

function scoresOf(changes: readonly LeaderChange[], { without }: LeaderChange): string {
  const names = new Set(
    changes.filter((change) => change.without.ref === without.ref).map(({ score }) => score),
  );
  return [...names].join(" and ");
}
