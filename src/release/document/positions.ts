/**
 * Positions. Likelihood and confidence are always two sentences. A reported position says so in its first words,
 * names the source, and says who did not issue or sign it.
 */
import type { Ref } from "../../model/refs.ts";
import type { PositionView } from "../../views/basics.ts";
import { date, percent, percentRange } from "../typography.ts";
import { listed } from "../../words.ts";
import type { Context } from "./context.ts";
import { placeRefs, placeText, quoted } from "./context.ts";
import type { ConfidencePart, LikelihoodPart, PositionPart } from "./types.ts";

/** Positions that say the same stand together: same stance, same stand, same values, same words, same report. */
export function positionGroups(
  context: Context,
  label: string,
  positions: readonly PositionView[],
): PositionPart[] {
  const groups = new Map<string, PositionView[]>();
  for (const position of positions) {
    const plainJoin = position.stance === "own" && position.holds === "joins";
    const key = JSON.stringify([
      position.stance,
      position.holds,
      position.likelihood,
      position.confidence,
      plainJoin ? "" : (position.why ?? ""),
      position.reportedIn?.places.map(placeText) ?? [],
    ]);
    groups.set(key, [...(groups.get(key) ?? []), position]);
  }
  return [...groups.values()]
    .sort((a, b) => rank(a[0]!) - rank(b[0]!))
    .map((members, i) => positionPart(context, `${label}.held${i + 1}`, members, false));
}

/** Own before reported; who joins, then who dissents, then who abstains. */
function rank(position: PositionView): number {
  const stand = { joins: 0, "joins with comment": 1, dissents: 2, abstains: 3 }[position.holds];
  return (position.stance === "reported" ? 10 : 0) + stand;
}

/** One part for positions that say the same. `single` prints the words of a plain join as well. */
export function positionPart(
  context: Context,
  id: string,
  members: readonly PositionView[],
  single: boolean,
): PositionPart {
  const first = members[0]!;
  const refs = members.map((member) => member.ref);
  const parties = members.map((member) => member.organisation.ref);
  const reported = first.stance === "reported";
  const sources = reported ? [...refs, ...reportRefs(first)] : refs;
  const names = listed(members.map((member) => context.short(member.organisation)));
  const shown = single || reported || first.holds !== "joins" ? first.why : undefined;
  const words = shown === undefined ? undefined : context.say(`${id}.words`, quoted(shown), sources);
  const values =
    first.holds === "abstains"
      ? {}
      : {
          likelihood: likelihoodPart(context, `${id}.likelihood`, first, refs),
          confidence: confidencePart(context, `${id}.confidence`, first, refs),
        };
  const source =
    single || reported
      ? { source: context.say(`${id}.source`, sourceText(context, members, names), [...sources, ...parties]) }
      : {};
  const moved = single ? movedText(first) : undefined;
  const fullNames = listed(members.map((member) => member.organisation.name));
  const head = single ? undefined : headText(first, fullNames);
  const stands = reported ? `reported: ${first.holds}` : first.holds;
  return {
    stance: first.stance,
    holds: first.holds,
    organisations: members.map((member) => context.organisation(member.organisation)),
    ...(head === undefined ? {} : { head: context.say(`${id}.head`, head, [...refs, ...parties]) }),
    statement: context.row(
      `${id}.statement`,
      single ? [fullNames, stands] : [statement(first, names, members.length > 1)],
      [...sources, ...parties],
    ),
    ...values,
    ...(words === undefined ? {} : { words }),
    ...source,
    ...(moved === undefined
      ? {}
      : {
          moved: context.say(`${id}.moved`, moved, [
            ...refs,
            ...first.movedBy!.map(({ ref }) => ref).filter((ref) => context.holds(ref)),
          ]),
        }),
  };
}

/** `Moved by: A letter calls for better ties; …` What this edition does not show is said as that. */
function movedText({ movedBy = [] }: PositionView): string | undefined {
  if (movedBy.length === 0) return undefined;
  return `Moved by: ${movedBy.map(({ text }) => text.replace(/[.]$/, "")).join("; ")}.`;
}

/** A dissent and a report stand apart, under the name of whose it is. */
function headText(position: PositionView, names: string): string | undefined {
  const dissents = position.holds === "dissents";
  if (position.stance === "own") return dissents ? `Dissent, ${names}` : undefined;
  return `${names}, reported${dissents ? " dissent" : position.holds === "abstains" ? " abstention" : ""}`;
}

function reportRefs(position: PositionView): Ref[] {
  const report = position.reportedIn;
  return report === undefined ? [] : [report.ref, ...placeRefs(report.places)];
}

/** The confidence statement: who, and how sure of the basis. */
function statement(position: PositionView, names: string, several: boolean): string {
  const { holds, confidence, stance } = position;
  const level = confidence === "not stated" ? undefined : `${confidence} confidence`;
  const their = several ? "their" : "its";
  if (holds === "abstains")
    return stance === "own"
      ? `${names} ${several ? "abstain" : "abstains"}.`
      : `${names} ${several ? "are" : "is"} reported to abstain.`;
  if (holds === "dissents") {
    const dissents =
      stance === "own"
        ? `${names} ${several ? "dissent" : "dissents"}`
        : `${names} ${several ? "are" : "is"} reported to dissent`;
    return `${dissents}; ${their} confidence is ${confidence}.`;
  }
  const comment = holds === "joins with comment" ? ", with a comment" : "";
  const does =
    stance === "own"
      ? several
        ? "hold this"
        : "holds this"
      : `${several ? "are" : "is"} reported to hold this`;
  return level === undefined
    ? `${names} ${does}${comment}; ${their} confidence is not stated.`
    : `${names} ${does} with ${level}${comment}.`;
}

function likelihoodPart(
  context: Context,
  id: string,
  position: PositionView,
  refs: readonly Ref[],
): LikelihoodPart {
  const { likelihood } = position;
  if (likelihood === "not stated")
    return { sentence: context.say(id, "not stated", refs), ticks: defaultTicks(context) };
  const number = likelihood.percent === undefined ? "" : `; stated as ${percent(likelihood.percent)}`;
  return {
    sentence: context.say(id, `${likelihood.term}, ${percentRange(likelihood.band)}${number}`, refs),
    band: likelihood.band,
    ...(likelihood.percent === undefined ? {} : { percent: likelihood.percent }),
    ticks: scaleTicks(context, likelihood.scale),
  };
}

/** Inner boundaries of a scale: every end of a band that is not an end of the line. */
function scaleTicks(context: Context, id: string): number[] {
  const scale = context.view.scales.find((candidate) => candidate.id === id);
  const ends = (scale?.terms ?? []).flatMap((term) => [...term.band]);
  return [...new Set(ends)].filter((end) => end > 1 && end < 99).sort((a, b) => a - b);
}

function defaultTicks(context: Context): number[] {
  const first = context.view.scales[0];
  return first === undefined ? [] : scaleTicks(context, first.id);
}

function confidencePart(
  context: Context,
  id: string,
  position: PositionView,
  refs: readonly Ref[],
): ConfidencePart {
  const level = position.confidence;
  return {
    sentence: context.say(id, level === "not stated" ? "confidence not stated" : `${level} confidence`, refs),
    level,
  };
}

function sourceText(context: Context, members: readonly PositionView[], names: string): string {
  const first = members[0]!;
  if (first.stance === "reported") {
    const where = reportedWhere(context, first);
    return `As reported in ${where}; not issued or signed by ${names}.`;
  }
  return `Own position, ${signature(first)}, taken ${date(first.heldAt ?? first.at)}.`;
}

function reportedWhere(context: Context, position: PositionView): string {
  const places = position.reportedIn?.places ?? [];
  if (places.length === 0) return "a source that this edition does not name";
  return listed(
    places.map((place) => {
      const title = context.source(place.source)?.title;
      return title === undefined ? placeText(place) : `${title} (${placeText(place)})`;
    }),
  );
}

function signature(position: PositionView): string {
  if (position.signed === undefined) return "not signed";
  const key = `key ${position.signed.key.slice(0, 8)}…`;
  return position.signed.holds ? `signed with ${key}` : `with a signature under ${key} that does not hold`;
}
