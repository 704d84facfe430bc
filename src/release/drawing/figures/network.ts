/**
 * The account network: groups first, one disc per group with its area by accounts; one group opened for its accounts.
 * Wide: the opened group left, the others in a column, joined by lines as heavy as the evidence. Narrow: one below the
 * other, and the joining pairs in words.
 */
import type { NetworkFigure } from "../../../model/finding.ts";
import { plural } from "../../../words.ts";
import { openGroup } from "../../document/figures.ts";
import { counted, number } from "../../typography.ts";
import { h, px } from "../tags.ts";
import type { Html } from "../tags.ts";
import { fit, LINE } from "../../../drawing/labels.ts";
import { labelDots, layoutGroup, strongest } from "./layout.ts";

type Group = NetworkFigure["groups"][number];
type Colours = Readonly<Record<string, number>>;

/** Closed groups that get a disc of their own; the rest is one line of words. */
const DISCS = 6;

interface Placed {
  readonly group: Group;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

export function drawNetwork(figure: NetworkFigure, colours: Colours, width: number): Html {
  const open = openGroup(figure);
  const closed = figure.groups
    .filter((group) => group.id !== open)
    .toSorted((a, b) => b.accounts - a.accounts);
  const narrow = width < 500;
  const radius = narrow ? Math.min(150, width / 2 - 2) : 148;
  const opened = figure.groups.find((group) => group.id === open);
  const centre = { x: radius + 2, y: radius + 40 };
  const start =
    opened === undefined
      ? { x: 0, y: 0 }
      : narrow
        ? { x: 0, y: centre.y + radius + 16 }
        : { x: 2 * radius + 66, y: 26 };
  const discs = placeDiscs(closed.slice(0, DISCS), start, figure);
  const bottom =
    discs.length === 0 ? start.y : Math.max(...discs.map((disc) => disc.y + Math.max(disc.r, 2 * LINE))) + 10;
  const rest = closed.slice(DISCS);
  const height = Math.max(
    opened === undefined ? 0 : centre.y + radius + 4,
    bottom + (rest.length > 0 ? LINE : 0),
  );
  return h(
    "svg",
    {
      class: narrow ? "narrow" : "wide",
      width,
      height: px(height),
      viewBox: `0 0 ${width} ${px(height)}`,
      "aria-hidden": "true",
    },
    narrow || opened === undefined ? undefined : between(figure, opened.id, { ...centre, r: radius }, discs),
    opened === undefined ? undefined : openedGroup(figure, opened, centre, radius, colours),
    discs.map((disc) => closedGroup(disc, figure, open, colours, width)),
    rest.length === 0
      ? undefined
      : h("text", { class: "quiet-text", x: px(start.x), y: px(bottom + 4) }, restText(rest)),
  );
}

function restText(rest: readonly Group[]): string {
  const accounts = rest.reduce((sum, group) => sum + group.accounts, 0);
  return `and ${counted(rest.length, "further group")}, ${counted(accounts, "account")}`;
}

/** One under the other, at distances that leave room for three lines of words beside each. */
function placeDiscs(
  groups: readonly Group[],
  start: { readonly x: number; readonly y: number },
  figure: NetworkFigure,
): Placed[] {
  const most = Math.max(1, ...figure.groups.map((group) => group.accounts));
  let y = start.y;
  return groups.map((group) => {
    const r = Math.max(10, 28 * Math.sqrt(group.accounts / most));
    const reach = Math.max(r, 1.5 * LINE + 4);
    const placed = { group, x: start.x + 30, y: y + reach, r };
    y += 2 * reach + 10;
    return placed;
  });
}

function openedGroup(
  figure: NetworkFigure,
  group: Group,
  centre: { readonly x: number; readonly y: number },
  radius: number,
  colours: Colours,
): Html {
  const layout = layoutGroup(figure, group.id, radius - 16);
  const named = strongest(layout);
  const labels = labelDots(layout, named, radius - 6);
  const names = new Set(named.map((dot) => dot.id));
  const thin = weights(layout.lines.map((line) => line.strength));
  const kind = `c${colours[group.id] ?? 1}`;
  const head = `Group ${group.id}, ${counted(group.accounts, "account")}`;
  return h(
    "g",
    { class: kind },
    h("text", { class: "strong", x: 0, y: 12 }, head),
    h(
      "text",
      { class: "quiet-text", x: 0, y: 27 },
      `${counted(group.objects, "object")}, ${counted(group.posts, "post")}`,
    ),
    h(
      "g",
      { transform: `translate(${px(centre.x)} ${px(centre.y)})` },
      h("circle", { class: `ring ${group.status}`, r: px(radius) }),
      layout.lines.map((line) =>
        h("path", {
          class: `edge w${thin(line.strength)}`,
          d: `M${px(line.a.x)} ${px(line.a.y)}L${px(line.b.x)} ${px(line.b.y)}`,
        }),
      ),
      layout.dots.map((dot) =>
        h("circle", { class: "fill", cx: px(dot.x), cy: px(dot.y), r: names.has(dot.id) ? 4.5 : 3 }),
      ),
      labels.map((label) => h("text", { class: "strong halo", x: px(label.x), y: px(label.y) }, label.text)),
    ),
  );
}

/** 1, 2 or 3 by thirds of the strengths that are drawn. */
function weights(strengths: readonly number[]): (strength: number) => 1 | 2 | 3 {
  const sorted = strengths.toSorted((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length / 3)] ?? 0;
  const high = sorted[Math.floor((sorted.length * 2) / 3)] ?? 0;
  return (strength) => (strength > high ? 3 : strength >= low && strength > (sorted[0] ?? 0) ? 2 : 1);
}

interface Tie {
  readonly pairs: number;
  readonly strength: number;
}

/** Pairs of drawn accounts between two groups, and the strongest of them. */
function tie(figure: NetworkFigure, a: string, b: string): Tie {
  const groupOf = new Map(figure.nodes.map((node) => [node.id, node.group]));
  const found = figure.edges.filter((edge) => {
    const [from, to] = [groupOf.get(edge.a), groupOf.get(edge.b)];
    return (from === a && to === b) || (from === b && to === a);
  });
  return { pairs: found.length, strength: Math.max(0, ...found.map((edge) => edge.strength)) };
}

function between(
  figure: NetworkFigure,
  open: string,
  circle: { readonly x: number; readonly y: number; readonly r: number },
  discs: readonly Placed[],
): Html[] {
  const places = [
    { id: open, ...circle },
    ...discs.map((disc) => ({ id: disc.group.id, x: disc.x, y: disc.y, r: disc.r })),
  ];
  const out: Html[] = [];
  places.forEach((from, i) =>
    places.slice(i + 1).forEach((to) => {
      const { pairs, strength } = tie(figure, from.id, to.id);
      if (pairs === 0) return;
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
      const weight = strength > 12 ? 3 : strength > 6 ? 2 : 1;
      const d = `M${px(from.x + dx * from.r)} ${px(from.y + dy * from.r)}L${px(to.x - dx * to.r)} ${px(to.y - dy * to.r)}`;
      out.push(h("path", { class: `tie w${weight}`, d }));
    }),
  );
  return out;
}

function closedGroup(
  disc: Placed,
  figure: NetworkFigure,
  open: string | undefined,
  colours: Colours,
  width: number,
): Html {
  const { group, x, y, r } = disc;
  const left = x + Math.max(r, 28) + 10;
  const lines = [
    {
      text: `${counted(group.accounts, "account")}${group.status === "candidate" ? ", candidate" : ""}`,
      kind: "strong",
    },
    { text: `${counted(group.objects, "object")}, ${counted(group.posts, "post")}`, kind: "quiet-text" },
  ];
  const joined = open === undefined ? undefined : tie(figure, open, group.id);
  if (joined !== undefined && joined.pairs > 0)
    lines.push({
      text: `${number(joined.pairs)} ${plural(joined.pairs, "pair")} with ${open}`,
      kind: "quiet-text",
    });
  const top = y - ((lines.length - 1) * LINE) / 2 + 4;
  return h(
    "g",
    { class: `c${colours[group.id] ?? 1}` },
    h("circle", {
      class: group.status === "finding" ? "fill" : "ring candidate",
      cx: px(x),
      cy: px(y),
      r: px(r),
    }),
    h(
      "text",
      {
        class: group.status === "finding" ? "on" : "strong own",
        x: px(x),
        y: px(y + 4.2),
        "text-anchor": "middle",
      },
      group.id,
    ),
    lines.map((line, i) =>
      h("text", { class: line.kind, x: px(left), y: px(top + i * LINE) }, fit(line.text, width - left)),
    ),
  );
}
