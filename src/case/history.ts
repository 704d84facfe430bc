/**
 * The history of a judgment: every record that changed it, with what stood before and after, and what was held before an
 * outcome was known.
 */
import { PlumblineError } from "../errors.ts";
import type { HindsightView, HistoryChange, HistoryView } from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import type { Ref } from "../model/refs.ts";
import { datedToMs } from "../model/time.ts";
import type { CaseFold } from "./fold.ts";
import { named, recordedBy } from "./named.ts";
import { nameOf } from "./names.ts";
import { heldView, moversOf, positionViews } from "./positions.ts";
import { everAbout } from "./relations.ts";
import { resolutionOf } from "./premises.ts";
import { sourcesOf } from "./sources.ts";
import { toldPosition } from "./told.ts";
import { wordsOf } from "./trace.ts";

/**
 * @param judgment a standing judgment
 * @param outcome an Event, or an indicator that resolved, for the hindsight view
 * @throws PlumblineError USAGE if the outcome has no date.
 */
export function historyView(fold: CaseFold, judgment: Ref, outcome?: Ref): HistoryView {
  const changes = new Historian(fold, judgment).changes(() => true);
  const held = changes.map(({ ref, heldAt, at }) => ({ ref, ms: datedToMs(heldAt ?? at) }));
  return {
    judgment: named(fold, judgment),
    changes,
    byHeldAt: held.sort((a, b) => a.ms - b.ms).map(({ ref }) => ref),
    hindsight: outcome === undefined ? "no outcome named" : hindsight(fold, judgment, outcome, changes),
  };
}

/** What was replaced, withdrawn or re-marked of a judgment, in order of arrival; what was only added is no change of what stood. */
export function movesOf(fold: CaseFold, judgment: Ref): readonly HistoryChange[] {
  return new Historian(fold, judgment).changes(({ change }) => change !== "added");
}

type Change = Pick<HistoryChange, "kind" | "change" | "moved" | "movedBy" | "before" | "after" | "position">;

class Historian {
  readonly #fold: CaseFold;
  readonly #judgment: Ref;
  /** Records of the judgment so far, with what each said. */
  readonly #said = new Map<Ref, string>();
  readonly #markings = new Map<Ref, string>();
  readonly #latest = new Map<string, Ref>();

  constructor(fold: CaseFold, judgment: Ref) {
    this.#fold = fold;
    this.#judgment = judgment;
  }

  changes(wanted: (change: Change) => boolean): HistoryChange[] {
    return everAbout(this.#fold, this.#judgment).flatMap((record) =>
      this.#changesBy(record)
        .filter(wanted)
        .map((change) => ({ ...recordedBy(this.#fold, record), ...change })),
    );
  }

  #changesBy(record: CaseRecord): Change[] {
    if (record.type === "Marking") return this.#marking(record);
    if (record.type === "Claim") return this.#withdrawals(record);
    const kind = kindOf(record);
    if (kind === undefined) return [];
    const line = lineOf(record);
    const replaced = record.supersedes ?? (line === undefined ? undefined : this.#latest.get(line));
    const before = replaced === undefined ? undefined : this.#said.get(replaced);
    const after = sayingOf(this.#fold, record);
    this.#said.set(record.id, after);
    this.#markings.set(record.id, record.marking.tlp);
    if (line !== undefined) this.#latest.set(line, record.id);
    return [
      {
        kind,
        change: before === undefined ? "added" : "replaced",
        moved: before === undefined ? record.id : replaced!,
        ...moversBy(this.#fold, record),
        before: before ?? "nothing",
        after,
        ...(record.type === "Position" ? { position: heldView(this.#fold, record) } : {}),
      },
    ];
  }

  #marking({ body }: CaseRecord<"Marking">): Change[] {
    const before = this.#markings.get(body.of);
    if (before === undefined) return [];
    this.#markings.set(body.of, body.to.tlp);
    return [{ kind: "Marking", change: "re-marked", moved: body.of, before, after: body.to.tlp }];
  }

  #withdrawals(claim: CaseRecord<"Claim">): Change[] {
    return withdrawnBy(claim, (id) => this.#fold.get(id)?.for).flatMap((id): Change[] => {
      const before = this.#said.get(id);
      if (before === undefined) return [];
      this.#said.delete(id);
      return [{ kind: "Withdrawal", change: "withdrawn", moved: id, before, after: "nothing" }];
    });
  }
}

function moversBy(fold: CaseFold, record: CaseRecord): Pick<HistoryChange, "movedBy"> {
  const refs = record.type === "Position" ? record.body.movedBy : undefined;
  return refs === undefined ? {} : { movedBy: moversOf(fold, refs) };
}

/** The kind of change that a record about a judgment is; nothing for what only mentions it. */
function kindOf({ type }: CaseRecord): HistoryChange["kind"] | undefined {
  switch (type) {
    case "Judgment":
    case "Position":
    case "Wording":
    case "Basis":
    case "Appraisal":
      return type;
    default:
      return undefined;
  }
}

/**
 * What a later record of the same line takes the place of, even where it does not say so. A wording at another level is
 * another text, not a replacement.
 */
function lineOf(record: CaseRecord): string | undefined {
  if (record.type === "Position") return `${record.body.organisation} ${record.body.stance}`;
  return record.type === "Wording" ? `${record.body.language} ${record.marking.tlp}` : undefined;
}

function sayingOf(fold: CaseFold, record: CaseRecord): string {
  if (record.type === "Judgment") return statesOf(fold, record);
  if (record.type === "Position") return toldPosition(fold, record);
  if (record.type === "Basis")
    return record.body.entry === "not public"
      ? `${record.body.stands}: not public`
      : `${record.body.stands}: ${nameOf(fold, record.body.entry)}`;
  return wordsOf(fold, record.id)!;
}

function statesOf(fold: CaseFold, { body }: CaseRecord<"Judgment">): string {
  const ref = body.states.hypothesis;
  const hypothesis = ref === undefined ? undefined : wordsOf(fold, ref);
  const rung = "rung" in body.states ? body.states.rung : undefined;
  return [rung, hypothesis].filter((part) => part !== undefined).join(": ") || "not shown at this level";
}

function hindsight(
  fold: CaseFold,
  judgment: Ref,
  outcome: Ref,
  changes: readonly HistoryChange[],
): HindsightView {
  const on = outcomeDate(fold, outcome);
  const before = fold.heldBefore(datedToMs(on));
  return {
    outcome: named(fold, outcome),
    on,
    positions: positionViews(before, sourcesOf(before), before.latest(judgment)),
    leftOut: changes.filter(({ ref }) => before.get(ref) === undefined).map(({ ref }) => ref),
  };
}

/** The date of an Event, or that on which an indicator resolved. */
function outcomeDate(fold: CaseFold, outcome: Ref): string {
  const event = fold.find("Event", outcome);
  if (event !== undefined) return event.body.start;
  const resolved = fold.find("Premise", outcome) && resolutionOf(fold, outcome);
  const value = resolved?.body.value;
  if (value !== undefined) return value.on;
  throw new PlumblineError("USAGE", "An outcome is an event, or an indicator that resolved.", {
    where: outcome,
  });
}
