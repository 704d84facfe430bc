/** How a group met, in words: time differences, accounts over time, occasions, and what the run could have found. */
import type { OccasionsFigure, OffsetsFigure, PowerFigure, StripFigure } from "../../model/finding.ts";
import type { Ref } from "../../model/refs.ts";
import { duration, sayPower } from "../../words.ts";
import { counted, date, number } from "../typography.ts";
import type { Context } from "./context.ts";
import type { ToldFigure, FindingPart } from "./types.ts";

type Meeting = OffsetsFigure | StripFigure | PowerFigure;

/** What a reader who does not see the figure is told, and what stands under it. */
interface Words {
  readonly label: string;
  readonly caption: string;
}

export function meetingPart(context: Context, id: string, figure: Meeting, refs: readonly Ref[]): ToldFigure {
  const { label, caption } = wordsOf(figure);
  return {
    figure,
    label: context.say(`${id}.label`, label, refs),
    caption: context.say(`${id}.caption`, caption, refs),
    rows: [],
    tables: [],
    events: [],
    colours: figure.kind === "power" ? {} : { [figure.group]: context.groupColour(figure.group) },
  };
}

function wordsOf(figure: Meeting): Words {
  if (figure.kind === "offsets") return offsetsWords(figure);
  return figure.kind === "strip" ? stripWords(figure) : powerWords(figure);
}

/** Seconds as people say them. */
const apart = (seconds: number): string => duration(seconds * 1000);

function offsetsWords({ counts, edges, within, window, reach, floor, beyond }: OffsetsFigure): Words {
  const total = counts.reduce((sum, n) => sum + n, 0) + beyond;
  const like =
    floor === "not computed"
      ? ""
      : `, where ${number(Math.round(floor))} would lie if it were as full as the rest of the bars`;
  const far = beyond === 0 ? "" : ` Further apart, and not drawn: ${number(beyond)}.`;
  return {
    label: `Time differences of ${counted(total, "common share")} in pairs that met, up to ${apart(reach)}. ${number(within)} lie within ${apart(window)}${like}.`,
    caption:
      `Time differences of common shares in pairs that met, in bars of ${apart(2 * edges[1]!)}; the tinted band is the window of ${apart(window)}. ` +
      `A peak at 0 on a flat floor is the evidence; a habit would be a broad hump. The dashed line is the window if it were as full as the rest. ` +
      `A pair has no order: each difference is drawn half on either side.${far}`,
  };
}

function stripWords({ from, stretches, occasions, members, outsiders, omitted }: StripFigure): Words {
  const zero = Date.parse(from);
  const day = (second: number): string => date(new Date(zero + second * 1000).toISOString().slice(0, 10));
  const [first, last] = [day(stretches[0]?.from ?? 0), day((stretches.at(-1)?.to ?? 1) - 1)];
  const met = members.reduce((sum, row) => sum + row.met.length, 0);
  const other = members.reduce((sum, row) => sum + row.other.length, 0);
  const theirs = outsiders.reduce((sum, row) => sum + row.length, 0);
  const broken =
    stretches.length > 1
      ? ` The axis is broken ${counted(stretches.length - 1, "time")}, where nobody met.`
      : "";
  return {
    label:
      `Shares of ${counted(members.length, "member")} over time, ${first === last ? first : `${first} to ${last}`}, UTC: ` +
      `${number(met)} on ${counted(occasions.length, "occasion")} and ${number(other)} others; below, ` +
      `${counted(theirs, "share")} of the same objects by ${counted(outsiders.length, "other account")}.`,
    caption:
      `A row per member, under pseudonyms; a tinted column per occasion. Strong marks are shares on an occasion, faint ones other shares of the same objects. ` +
      `Below the line, without names, the other accounts with most shares of these objects in the time drawn.${broken}${omittedWords(omitted)}`,
  };
}

function omittedWords(omitted: StripFigure["omitted"]): string {
  const parts = [
    ...(omitted.members > 0 ? [counted(omitted.members, "member")] : []),
    ...(omitted.occasions > 0 ? [counted(omitted.occasions, "occasion")] : []),
    ...(omitted.shares > 0 ? [`${counted(omitted.shares, "share")} of members`] : []),
    ...(omitted.outsiders > 0 ? [counted(omitted.outsiders, "other account")] : []),
    ...(omitted.outsiderShares > 0 ? [`${counted(omitted.outsiderShares, "share")} of others`] : []),
  ];
  return parts.length === 0 ? "" : ` In the result and not drawn: ${parts.join(", ")}.`;
}

function powerWords({ rows }: PowerFigure): Words {
  const said = rows.map(sayPower).join("; ");
  return {
    label: `What this run could have found: ${said}.`,
    caption:
      "What this run could have found: teams put into these data, and how many of the tries found them. " +
      "It says nothing about accounts that were not found.",
  };
}

/** The list of occasions, the earliest first. */
export function occasionsPart(
  context: Context,
  id: string,
  { list, omitted }: OccasionsFigure,
  refs: readonly Ref[],
): NonNullable<FindingPart["occasions"]> {
  const rest =
    omitted === 0
      ? ""
      : ` The ${counted(list.length, "occasion")} with most accounts; ${number(omitted)} more are in the result.`;
  return {
    head: context.say(
      `${id}.head`,
      `${counted(list.length + omitted, "occasion")} on which members met.${rest}`,
      refs,
    ),
    rows: list.map(({ at, accounts, objects }, i) =>
      context.row(
        `${id}.occasion${i + 1}`,
        [date(at), counted(accounts, "account"), counted(objects, "object")],
        refs,
      ),
    ),
  };
}
