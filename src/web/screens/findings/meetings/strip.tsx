/** Accounts over time: members in rows, others who shared the same below a line, occasions as columns through both. */
import { placeSpans, stripRows, timeTicks, xOf } from "../../../../figure-places.ts";
import type { PlacedSpan, StripRows } from "../../../../figure-places.ts";
import type { StripFigure } from "../../../../model/finding.ts";
import type { FindingView } from "../../../../views/edition.ts";
import { sayDated } from "../../../components/dated.tsx";
import { Measured } from "../../../components/measured.tsx";
import { Table } from "../../../components/table.tsx";
import { useAddress } from "../../../layout/address.ts";
import { count, counted, MONTHS } from "../../../../words.ts";
import { Figure } from "../figure.tsx";

const MOST_WIDTH = 784;
const LEFT = 52;
const TOP = 6;
const LINE = 15;
/** Height that members share. */
const MEMBERS_TALL = 104;
/** A column is seen at any scale. */
const LEAST_COLUMN = 2;

export function Strip({ view, figure }: { readonly view: FindingView; readonly figure: StripFigure }) {
  const { members, outsiders, stretches, from } = figure;
  const rows = stripRows(members.length, outsiders.length, TOP, MEMBERS_TALL);
  const { search } = useAddress();
  const lit = members.flatMap(({ id }, at) =>
    id === search["a"] || id === search["b"] || id === search["account"] ? [at] : [],
  );
  return (
    <Measured most={MOST_WIDTH}>
      {(width) => {
        const placed = placeSpans(stretches, LEFT, width, width < 500 ? 6 : 10);
        const ticks = timeTicks(placed, Date.parse(from));
        const lines = ticks.some(({ time }) => time) ? 2 : 1;
        return (
          <Figure
            view={view}
            name="strip"
            title="Shares of each account"
            isFolded
            caption={sayStrip(figure)}
            width={width}
            height={rows.bottom + 6 + lines * LINE}
            table={<Numbers figure={figure} />}
          >
            <Columns figure={figure} placed={placed} bottom={rows.bottom} />
            <Lit rows={rows} lit={lit} width={width} />
            <Marks figure={figure} placed={placed} rows={rows} />
            <Names figure={figure} rows={rows} lit={lit} />
            <line className="event" x1={0} x2={width} y1={rows.line} y2={rows.line} />
            {placed.map(({ x, width: wide }) => (
              <line key={x} className="axis" x1={x} x2={x + wide} y1={rows.bottom} y2={rows.bottom} />
            ))}
            {ticks.map(({ x, label, ms, day, time }) => {
              const at = new Date(ms);
              return (
                <g key={ms}>
                  <line className="axis" x1={x} x2={x} y1={rows.bottom} y2={rows.bottom + 3} />
                  {time ? (
                    <text x={label} y={rows.bottom + LINE + 2} textAnchor="middle">
                      {at.toISOString().slice(11, 16)}
                    </text>
                  ) : undefined}
                  {day ? (
                    <text x={label} y={rows.bottom + lines * LINE + 2} textAnchor="middle">
                      {at.getUTCDate()} {MONTHS[at.getUTCMonth()]!.slice(0, 3)}
                    </text>
                  ) : undefined}
                </g>
              );
            })}
          </Figure>
        );
      }}
    </Measured>
  );
}

function Columns({
  figure: { occasions },
  placed,
  bottom,
}: {
  readonly figure: StripFigure;
  readonly placed: readonly PlacedSpan[];
  readonly bottom: number;
}) {
  return occasions.map(({ from, to }, at) => {
    const [start, end] = [xOf(placed, from), xOf(placed, to)];
    const wide = Math.max(LEAST_COLUMN, end - start);
    return <rect key={at} className="band" x={(start + end - wide) / 2} y={0} width={wide} height={bottom} />;
  });
}

/** The rows of the accounts that are chosen. */
function Lit({
  rows,
  lit,
  width,
}: {
  readonly rows: StripRows;
  readonly lit: readonly number[];
  readonly width: number;
}) {
  return lit.map((at) => (
    <rect
      key={at}
      className="lit"
      data-page-only=""
      x={LEFT}
      y={TOP + at * rows.member}
      width={width - LEFT}
      height={rows.member}
    />
  ));
}

function Marks({
  figure: { members, outsiders },
  placed,
  rows,
}: {
  readonly figure: StripFigure;
  readonly placed: readonly PlacedSpan[];
  readonly rows: StripRows;
}) {
  const marks = (times: readonly number[], y: number, tall: number) =>
    times.map((time) => `M${xOf(placed, time).toFixed(1)} ${y}v${tall}`).join("");
  const drawn = (kind: "met" | "other") =>
    members
      .map((row, at) => marks(row[kind], TOP + at * rows.member, rows.member - (rows.member > 8 ? 2 : 0.6)))
      .join("");
  const below = outsiders.map((times, at) =>
    marks(times, rows.others + at * rows.outsider, rows.outsider - 1),
  );
  return (
    <>
      <path className="apart" d={drawn("other")} />
      <path className="met" d={drawn("met")} />
      <path className="outsider" d={below.join("")} />
    </>
  );
}

/** Every so many members; where some are chosen, these. */
function Names({
  figure: { members },
  rows,
  lit,
}: {
  readonly figure: StripFigure;
  readonly rows: StripRows;
  readonly lit: readonly number[];
}) {
  const near = (at: number) => lit.some((one) => one !== at && Math.abs(one - at) < rows.named);
  return (
    <>
      {members.map(({ id }, at) =>
        lit.includes(at) || (at % rows.named === 0 && !near(at)) ? (
          <text
            key={id}
            className={lit.includes(at) ? "strong" : undefined}
            x={0}
            y={TOP + at * rows.member + Math.min(12, rows.member / 2 + 4.5)}
          >
            {id}
          </text>
        ) : undefined,
      )}
      <text x={0} y={rows.others + 11}>
        others
      </text>
    </>
  );
}

const total = (lists: readonly (readonly number[])[]) => lists.reduce((sum, list) => sum + list.length, 0);

function sayStrip({ from, stretches, occasions, members, outsiders, omitted }: StripFigure): string {
  const zero = Date.parse(from);
  const day = (second: number) => sayDated(new Date(zero + second * 1000).toISOString().slice(0, 10));
  const [first, last] = [day(stretches[0]?.from ?? 0), day((stretches.at(-1)?.to ?? 1) - 1)];
  const met = total(members.map((row) => row.met));
  const other = total(members.map((row) => row.other));
  const breaks = stretches.length - 1;
  const left = [
    [omitted.members, "member", "members"],
    [omitted.occasions, "occasion", "occasions"],
    [omitted.shares, "share of members", "shares of members"],
    [omitted.outsiders, "other account", "other accounts"],
    [omitted.outsiderShares, "share of theirs", "shares of theirs"],
  ] as const;
  const notDrawn = left.flatMap(([n, one, many]) => (n > 0 ? [counted(n, one, many)] : []));
  return [
    `Shares of the group's objects, ${first === last ? first : `${first} to ${last}`}, UTC.`,
    `${counted(met, "share")} by ${counted(members.length, "member")} on ${counted(occasions.length, "occasion")} (strong, tinted columns), ${count(other)} at other times (faint).`,
    `Below the line ${counted(total(outsiders), "share")} of ${counted(outsiders.length, "other account")} that shared the same; where they have no columns, the columns are the group's own.`,
    ...(breaks > 0 ? [`The axis is broken ${counted(breaks, "time")}, where nobody met.`] : []),
    ...(notDrawn.length > 0 ? [`Not drawn: ${notDrawn.join(", ")}.`] : []),
  ].join(" ");
}

function Numbers({ figure: { members, outsiders } }: { readonly figure: StripFigure }) {
  const rows = [
    ...members.map(({ id, met, other }) => ({ id, met: met.length, other: other.length })),
    ...outsiders.map((times, at) => ({ id: `other account ${at + 1}`, met: 0, other: times.length })),
  ];
  return (
    <Table
      caption="Shares of each account"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { head: "Account", cell: ({ id }) => id },
        { head: "On an occasion", num: true, cell: ({ met }) => count(met) },
        { head: "At other times", num: true, cell: ({ other }) => count(other) },
      ]}
    />
  );
}
