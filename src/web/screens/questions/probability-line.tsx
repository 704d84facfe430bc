/** One hypothesis on a line from 0 to 100: a flag for each organisation, a stroke for their mean, which never stands alone. */
import { PartyMark } from "../../components/party-mark.tsx";
import { placeMarks } from "../../components/place-marks.ts";
import { percent } from "../../../words.ts";

export interface Flag {
  readonly key: string;
  readonly initials: string;
  readonly name: string;
  readonly colour: number;
  /** From 0 to 1; not drawn where nobody stated one. */
  readonly value: number | undefined;
}

const WIDTH = 220;
const FLAG = 26;
/** From the end of the line to the end of what is drawn: half a flag. */
const EDGE = FLAG / 2;
const QUARTERS = [0, 25, 50, 75, 100];

/** Flags stand above and below the line in turn, so that two organisations that agree are both seen. */
export function ProbabilityLine({
  hypothesis,
  flags,
  mean,
}: {
  readonly hypothesis: string;
  readonly flags: readonly Flag[];
  readonly mean: number | undefined;
}) {
  const xOf = (share: number) => EDGE + share * (WIDTH - FLAG);
  const stated = flags.flatMap(({ value, ...flag }) => (value === undefined ? [] : [{ ...flag, value }]));
  const rows = [stated.filter((_, i) => i % 2 === 0), stated.filter((_, i) => i % 2 === 1)];
  return (
    <div
      className="probability-line"
      role="img"
      aria-label={sayLine(hypothesis, stated, mean)}
      style={{ width: WIDTH }}
    >
      {rows.map((row, below) => {
        const inOrder = row.toSorted((a, b) => a.value - b.value);
        const lefts = placeMarks(
          inOrder.map(({ value }) => xOf(value) - EDGE),
          WIDTH,
          FLAG,
        );
        return inOrder.map(({ key, initials, colour }, i) => (
          <span key={key} className={below > 0 ? "flag below" : "flag"} style={{ left: lefts[i] }}>
            <PartyMark initials={initials} colour={colour} />
          </span>
        ));
      })}
      <svg viewBox={`0 0 ${WIDTH} 44`} width={WIDTH} height={44} aria-hidden="true">
        <path className="rule" d={`M${EDGE} 22H${WIDTH - EDGE}`} />
        {QUARTERS.map((quarter) => (
          <path key={quarter} className="rule" d={`M${xOf(quarter / 100)} 19v6`} />
        ))}
        {stated.map(({ key, value }, i) => (
          <path key={key} className="pin" d={`M${xOf(value)} ${i % 2 === 0 ? 17 : 27}V22`} />
        ))}
        {mean === undefined ? undefined : <path className="mean" d={`M${xOf(mean)} 15v14`} />}
      </svg>
    </div>
  );
}

function sayLine(
  hypothesis: string,
  stated: readonly { readonly name: string; readonly value: number }[],
  mean: number | undefined,
): string {
  const said = stated.map(({ name, value }) => `${name} ${percent(value)}`);
  const all = mean === undefined ? said : [...said, `mean ${percent(mean)}`];
  return `${hypothesis}: ${all.length === 0 ? "not stated" : all.join(", ")}`;
}
