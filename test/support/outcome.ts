/** What co-share's own run says of simulated shares: which accounts its Findings hold, and how much else it lists. */
import type { ShareColumns } from "../../src/kernel/index.ts";
import { coShare } from "../../src/signals/detectors/co-share/index.ts";
import type { DetectorOutput } from "../../src/signals/result.ts";
import type { Finding, PowerFigure } from "../../src/model/finding.ts";
import { parseParameters } from "../../src/signals/parameters.ts";
import { sourceOf } from "./synthetic-source.ts";

export interface Outcome {
  /** Groups by what they are called. */
  readonly findings: number;
  readonly ownObjects: number;
  readonly candidates: number;
  /** Pairs that matched on two objects, and on two and three moments; 0 where the question cannot be answered. */
  readonly pairs: readonly [twoObjects: number, twoMoments: number, threeMoments: number];
  /** Codes of the accounts in Findings, and in groups with objects of their own. */
  readonly found: ReadonlySet<number>;
  readonly foundByOwnObjects: ReadonlySet<number>;
  /** The Findings themselves, for what they say. */
  readonly said: readonly Finding[];
  /** What the run says it could have found. */
  readonly power: PowerFigure["rows"];
}

/** The defaults of the detector, but for what is given. */
export interface Asked {
  readonly windowSeconds: number;
  readonly seed: number;
}

export async function outcomeOf(columns: ShareColumns, { windowSeconds, seed }: Asked): Promise<Outcome> {
  const parameters = parseParameters(coShare.descriptor, { window: windowSeconds });
  const { findings, counts, output } = await coShare.run(sourceOf(columns), parameters, { seed });
  const number = (name: string): number => Number(counts[name] ?? 0);
  const ownObjects = number("ownObjectsGroups");
  return {
    findings: number("findingGroups"),
    ownObjects,
    candidates: number("candidateGroups") - ownObjects,
    pairs: [number("pairsOnTwo"), number("pairsOnTwoMoments"), number("pairsOnThreeMoments")],
    found: accountsOf(output, (set) => set.status === "finding"),
    foundByOwnObjects: accountsOf(output, ({ details }) => kindOf(details) === "own objects"),
    said: findings.filter(({ status }) => status === "finding"),
    power: findings.flatMap(({ figures }) =>
      figures.flatMap((figure) => (figure.kind === "power" ? figure.rows : [])),
    ),
  };
}

type ResultSet = DetectorOutput["sets"][number];

const kindOf = (details: object | undefined): unknown =>
  details !== undefined && "kind" in details ? details.kind : undefined;

/** `sourceOf` names the account of code 7 `handle-7`. */
function accountsOf({ sets }: DetectorOutput, which: (set: ResultSet) => boolean): ReadonlySet<number> {
  return new Set(
    sets
      .filter(which)
      .flatMap(({ accounts }) => accounts.map(({ name }) => Number(name.replace("handle-", "")))),
  );
}
