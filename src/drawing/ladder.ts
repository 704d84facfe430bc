/**
 * The way of leaked material as a ladder: roles from top to bottom, under each its first appearances on one axis of time, and between
 * two roles whether a source says who handed over. A bar is the interval in which a first appearance lies: full where a source
 * says so, open where posts show it; an arrow goes on to before collection began. A rail at the left is drawn through where a hand-over
 * is said, and broken where it is a gap, so that it reads in black and white. Linear in rungs.
 */
import { capital } from "../words.ts";
import type { LadderFigure } from "../model/finding.ts";
import { AXIS_FOOT, dayAxis, dayX } from "./days.ts";
import type { DaySpan } from "./days.ts";
import { mark, path, picture, px, words } from "./element.ts";
import type { Mark, Picture } from "./element.ts";
import { LINE, wrap } from "./labels.ts";
import { DAY } from "./numbers.ts";
import { some } from "./told.ts";
import type { DrawnTable, Told } from "./told.ts";

type Rung = LadderFigure["rungs"][number];
type Link = LadderFigure["links"][number];

/** Room for the rail. */
const LEFT = 20;
const RAIL = 6;
const BAR = 8;
const UNDER = 18;
/** A moment is drawn so wide. */
const LEAST = 4;
const GAP_WORDS = "no source says who handed over";

/** Something with a height, drawn from `y` on. */
interface Block {
  readonly height: number;
  marks(y: number): readonly (Mark | undefined)[];
}

export function drawLadder(figure: LadderFigure, width: number): Picture {
  const span = spanOf(figure, width);
  const blocks = rolesOf(figure).flatMap((role, i, roles): Block[] => {
    const link = figure.links.find(({ from, to }) => from === role && to === roles[i + 1]);
    return [
      roleBlock(role, i === 0),
      ...figure.rungs.filter((rung) => rung.role === role).map((rung) => rungBlock(rung, span, width)),
      ...(i + 1 === roles.length ? [] : [linkBlock(link?.said ?? null, width)]),
    ];
  });
  let y = 2;
  const drawn = blocks.map((block) => {
    const marks = block.marks(y);
    y += block.height;
    return marks;
  });
  return picture(width, y + 4 + AXIS_FOOT, drawn, dayAxis(span, y + 4));
}

/** Roles that have a rung, in order. */
const rolesOf = ({ rungs }: LadderFigure): Rung["role"][] => [...new Set(rungs.map(({ role }) => role))];

function spanOf({ rungs }: LadderFigure, width: number): DaySpan {
  const first = Math.min(...rungs.map(({ from }) => Date.parse(from)));
  const last = Math.max(...rungs.map(({ to }) => Date.parse(to)));
  const from = Math.floor(first / DAY) * DAY;
  return { from, to: Math.max(from + DAY, Math.ceil(last / DAY) * DAY), left: LEFT, right: width };
}

const rail = (y: number, height: number, look: "span" | "floor" = "span"): Mark | undefined =>
  path(look, `M${px(RAIL)} ${px(y)}V${px(y + height)}`);

function roleBlock(role: string, first: boolean): Block {
  const height = LINE + 4;
  return {
    height,
    marks: (y) => [
      rail(first ? y + 8 : y, first ? height - 8 : height),
      mark("rect", { class: "full", x: px(RAIL - 4), y: px(y + 4), width: 8, height: 8 }),
      words(capital(role), LEFT, y + 12, "strong"),
    ],
  };
}

function rungBlock(rung: Rung, span: DaySpan, width: number): Block {
  const lines = wrap(`${capital(rung.when)}: ${rung.party}. ${capital(rung.what)}`, width - LEFT);
  const height = lines.length * LINE + UNDER;
  return {
    height,
    marks: (y) => [
      rail(y, height),
      ...lines.map((line, i) => words(line, LEFT, y + 12 + i * LINE, "")),
      ...barMarks(rung, span, y + lines.length * LINE + 4),
    ],
  };
}

function barMarks({ from, to, open, by }: Rung, span: DaySpan, y: number): (Mark | undefined)[] {
  const at = (instant: string): number => dayX(span, Date.parse(instant));
  const x = Math.min(at(from), span.right - LEAST);
  const end = Math.min(span.right, Math.max(x + LEAST, at(to)));
  const middle = y + BAR / 2;
  return [
    path("axis", `M${px(span.left)} ${px(middle)}H${px(span.right)}`),
    open && x > span.left
      ? path(
          "floor",
          `M${px(span.left)} ${px(middle)}H${px(x)}M${px(span.left + 5)} ${px(middle - 4)}L${px(span.left)} ${px(middle)}L${px(span.left + 5)} ${px(middle + 4)}`,
        )
      : undefined,
    mark("rect", {
      class: by === "source" ? "full" : "hollow",
      x: px(x),
      y: px(y),
      width: px(end - x),
      height: BAR,
    }),
  ];
}

function linkBlock(said: string | null, width: number): Block {
  const lines = wrap(linkWords(said), width - LEFT);
  const height = lines.length * LINE + 8;
  return {
    height,
    marks: (y) => [
      rail(y, height, said === null ? "floor" : "span"),
      ...lines.map((line, i) => words(line, LEFT, y + 14 + i * LINE, "quiet-text")),
    ],
  };
}

const linkWords = (said: string | null): string =>
  said === null ? `Gap: ${GAP_WORDS}.` : `Hand-over, as said by ${said}.`;

const between = ({ from, to, said }: Link): string => `${from} to ${to}: ${linkWords(said)}`;

/** A rung in words. */
const rungWords = ({ role, party, when, what, open }: Rung): string =>
  `${role}, ${when}: ${party}, ${what}${open ? " (or earlier: collection began there)" : ""}`;

export function tellLadder({ of, rungs, links }: LadderFigure): Told {
  const title = `The way of ${of}`;
  const has = (test: (rung: Rung) => boolean): boolean => rungs.some(test);
  return {
    title,
    label: `${title}, by role. ${some(rungs.map(rungWords))}. ${links.map(between).join(" ")}`.trim(),
    caption: [
      `${title}, from top to bottom by role. A bar is the interval in which a first appearance lies, as far as it is known.`,
      ...(has(({ by }) => by === "source") ? ["Full bars are what sources say."] : []),
      ...(has(({ by }) => by === "posts")
        ? ["Open bars are first mentions in the posts that were read."]
        : []),
      ...(has(({ open }) => open) ? ["An arrow: it may have been there before collection began."] : []),
      ...(links.length > 0 ? ["The line at the left is broken where no source says who handed over."] : []),
      "A first mention is not a first appearance.",
    ].join(" "),
  };
}

export function ladderTable({ of, rungs, links }: LadderFigure): DrawnTable {
  return {
    title: `The way of ${of}`,
    heads: ["Role", "Party", "What", "When", "From (UTC)", "To (UTC)", "Known by"],
    numeric: [],
    rows: [
      ...rungs.map(({ role, party, what, when, from, to, open, by }) => [
        role,
        party,
        what,
        when,
        open ? `${from}, or earlier` : from,
        to,
        by,
      ]),
      ...links.map(({ from, to, said }) => [
        `${from} to ${to}`,
        "",
        "hand-over",
        "",
        "",
        "",
        said ?? "a gap",
      ]),
    ],
    marked: [],
    printed: false,
  };
}
