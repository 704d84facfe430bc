/** Languages and hashtags of the posts over time: small lanes under the posts, on their axis. Counts, and no test. */
import type { HistogramView } from "../../../desk/index.ts";
import { Imported } from "../../components/imported.tsx";
import { mostOf } from "../../components/post-bars.tsx";
import type { Axis } from "../../components/scale.ts";
import { useFacets, useHistograms, useTop } from "../../data/posts.ts";
import type { PostFilter } from "../../data/posts.ts";
import { useAddress } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";

/** Languages and hashtags that have a lane. */
const MOST = 4;
const LABEL = 17;
const BARS = 18;
const WIDE = 1000;

/** Pixels of a lane with its label. */
export const PART_HEIGHT = LABEL + BARS;

export interface Part {
  readonly key: string;
  readonly kind: "language" | "hashtag";
  readonly value: string;
  readonly data: HistogramView | undefined;
}

/**
 * The commonest languages and hashtags, each with its posts over time as far as the filter leaves them; what
 * the filter cuts by has no lanes.
 * @param filter undefined for none
 */
export function useParts(filter: PostFilter | undefined, bins: number): readonly Part[] {
  const { caseName } = useAddress();
  const facets = useFacets(caseName).data;
  const hashtags = useTop(
    caseName,
    filter === undefined ? undefined : { column: "hashtag", by: "week" },
  ).data;
  const wanted =
    filter === undefined
      ? []
      : [
          ...(filter.language === undefined ? (facets?.languages ?? []) : [])
            .slice(0, MOST)
            .map(({ value }) => ({
              key: `language ${value}`,
              kind: "language" as const,
              value,
              filter: { ...filter, language: value },
            })),
          ...(filter.object === undefined ? (hashtags?.rows ?? []) : []).slice(0, MOST).map(({ value }) => ({
            key: `hashtag ${value}`,
            kind: "hashtag" as const,
            value,
            filter: { ...filter, object: `hashtag:${value}` },
          })),
        ];
  const data = useHistograms(
    caseName,
    wanted.map((one) => one.filter),
    bins,
  );
  return wanted.map(({ key, kind, value }, i) => ({ key, kind, value, data: data[i] }));
}

export function PartLanes({
  parts,
  axis,
  left,
}: {
  readonly parts: readonly Part[];
  readonly axis: Axis;
  /** Pixels before the axis. */
  readonly left: number;
}) {
  if (parts.length === 0) return undefined;
  return (
    <ul className="part-lanes" style={{ marginLeft: left }} aria-label="Languages and hashtags over time">
      {parts.map(({ key, kind, value, data }) => (
        <li key={key} style={{ height: PART_HEIGHT }}>
          <p style={{ height: LABEL }}>
            <span>
              {kind === "hashtag" ? "#" : "language "}
              <Imported text={value} />
            </span>{" "}
            <span className="quiet">
              {data === undefined
                ? ""
                : `${counted(sumOf(data), "post")}${sumOf(data) === 0 ? "" : `, at most ${count(mostOf(data))}`}`}
            </span>
          </p>
          <svg viewBox={`0 0 ${WIDE} ${BARS}`} height={BARS} preserveAspectRatio="none" aria-hidden="true">
            <path className="bars" d={barsOf(data, axis)} />
            <path className="base" vectorEffect="non-scaling-stroke" d={`M0 ${BARS}H${WIDE}`} />
          </svg>
        </li>
      ))}
    </ul>
  );
}

const sumOf = ({ bins }: HistogramView): number => bins.reduce((sum, { count: n }) => sum + n, 0);

function barsOf(data: HistogramView | undefined, axis: Axis): string {
  if (data === undefined) return "";
  const x = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * WIDE;
  const most = mostOf(data);
  return data.bins
    .map(({ start, count: n }) => {
      const left = x(Date.parse(start));
      const wide = Math.max(0.6, x(Date.parse(start) + data.width) - left);
      const tall = Math.max(1, (n / most) * (BARS - 1));
      return `M${left.toFixed(2)} ${BARS}V${(BARS - tall).toFixed(2)}h${wide.toFixed(2)}V${BARS}z`;
    })
    .join("");
}
