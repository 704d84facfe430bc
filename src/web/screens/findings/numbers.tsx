/** The numbers that people read first: what a finding counted, and how often chance alone did as much. */
import type { FindingView } from "../../../views/edition.ts";
import { Plumb } from "../../components/plumb.tsx";
import { count, measured } from "../../../words.ts";
import { P } from "./p.tsx";

type Finding = FindingView["finding"];
type Statistic = Finding["statistics"][number];

/** Shorter words for statistics of detectors, in the order in which they are read. */
const SHORT: readonly (readonly [name: RegExp, words: string])[] = [
  [/^accounts$/, "accounts"],
  [/^(?:distinct )?(texts|hashtags|links|domains|objects|pictures|mentions|reshares)$/, "$1"],
  [/^posts$/, "posts"],
  [/^shares$/, "shares"],
  [/^occasions$/, "occasions"],
  [/^pairs that hold the group together$/, "pairs"],
  [/^pairs on three occasions or more$/, "pairs on 3 occasions"],
  [/^pairs significant under nulls 2 and 3$/, "significant, nulls 2 and 3"],
  [/^median distance of matches per pair, median$/, "median apart"],
];
/** Numbers of other detectors: their first ones. */
const MOST = 6;
const LONGEST = 34;

interface Cell {
  readonly head: string;
  readonly value: number;
  readonly unit: string | undefined;
}

export function Numbers({ view: { ref, finding } }: { readonly view: FindingView }) {
  const cells = cellsOf(finding);
  const tests = finding.significance.flatMap(resampled);
  const [test] = tests.length > 0 ? [] : finding.significance;
  if (cells.length + tests.length === 0) return undefined;
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label="Numbers of this finding">
      <dl className="nums">
        {cells.map(({ head, value, unit }) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>
              <Plumb refId={ref}>
                <b>{measured(value)}</b>
                {unit === undefined ? "" : ` ${unit}`}
              </Plumb>
            </dd>
          </div>
        ))}
        {tests.map(({ name, as, of }, at) => (
          <div key={name}>
            <dt>{at === 0 ? `as strong by chance, ${name}` : name}</dt>
            <dd>
              <Plumb refId={ref}>
                <b>{count(as)}</b> in {count(of)}
              </Plumb>
            </dd>
          </div>
        ))}
        {test === undefined ? undefined : (
          <div>
            <dt>corrected p, {shortNull(test.null)}</dt>
            <dd>
              <Plumb refId={ref}>
                <b>
                  <P log10p={test.log10p} />
                </b>
              </Plumb>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function cellsOf({ statistics }: Finding): readonly Cell[] {
  const known = SHORT.flatMap(([name, words]) => {
    const found = statistics.find((one) => name.test(one.name));
    return found === undefined ? [] : cellOf(found, found.name.replace(name, words));
  });
  if (known.length > 2) return known;
  return statistics
    .filter(({ name }) => name.length <= LONGEST)
    .flatMap((one) => cellOf(one, one.name))
    .slice(0, MOST);
}

const cellOf = ({ value, unit }: Statistic, head: string): readonly Cell[] =>
  value === "not computed" ? [] : [{ head, value, unit }];

/**
 * Resamples that were as strong, of how many: p is one more than these over one more than all. Undefined for a test of
 * another kind, and where p is no such fraction.
 */
function resampled({ null: name, correction, log10p, m }: Finding["significance"][number]) {
  if (correction !== "network-based statistic") return [];
  const as = 10 ** log10p * (m + 1) - 1;
  return Math.abs(as - Math.round(as)) > 0.01 ? [] : [{ name: shortNull(name), as: Math.round(as), of: m }];
}

const shortNull = (name: string): string => /\((null \d)\)$/.exec(name)?.[1] ?? name;
