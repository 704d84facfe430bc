/**
 * How much of what people marked the reader finds: PolNeAR's attributions, where its articles lie beside the checkout, each figure with
 * the aim for it; our own sentences for denials and estimates, and our own passages for who speaks; and the CPU seconds of an article.
 * `npm run bench -- bench/reading.ts`; prints, and asserts nothing. `PLUMBLINE_READING_OUT` names a folder for what was read, a line
 * an article.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { readText } from "../src/reading/index.ts";
import { AttributionScore, GROUPS } from "../test/support/attribution-score.ts";
import type { Figures, Group, Marked, Range } from "../test/support/attribution-score.ts";
import { paragraphsOf } from "../test/support/reading.ts";
import { scoreSentences } from "../test/support/reading-sentences.ts";
import { scoreWho } from "../test/support/reading-who.ts";
import { describeWithData } from "../test/support/shared-data.ts";

const PARTS = ["dev", "train"] as const;
const OUT = process.env["PLUMBLINE_READING_OUT"];

type Named = Exclude<keyof Figures, "marked">;
const COLUMNS: readonly (readonly [Named, string])[] = [
  ["precision", "P"],
  ["precisionNested", "P-nest"],
  ["recall", "R"],
  ["exact", "exact"],
  ["source", "source"],
  ["open", "open"],
];

/** In per cent; at least so much, and of `open` at most. */
const AIMS: Partial<Record<Group, Partial<Record<Named, number>>>> = {
  speech: { precision: 95, precisionNested: 97, recall: 88, exact: 84, source: 97, open: 3 },
  "speech, direct": { precision: 98, recall: 95 },
  "speech, indirect": { precision: 92, recall: 84 },
  all: { precision: 90, recall: 62 },
};

interface Article {
  readonly id: string;
  readonly published: string;
  readonly text: string;
  readonly attributions: readonly Marked[];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

/** The file counts in code points. */
function articlesOf(path: string): Article[] {
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const article = JSON.parse(line) as Article;
      const units = [0];
      for (const point of article.text) units.push(units.at(-1)! + point.length);
      const turned = (ranges: readonly Range[]) => ranges.map(([a, b]): Range => [units[a]!, units[b]!]);
      return {
        ...article,
        attributions: article.attributions.map(({ source, cue, content }) => ({
          source: turned(source),
          cue: turned(cue),
          content: turned(content),
        })),
      };
    });
}

/** What is proposed as said by somebody; the article's own assertions have no cue. */
function readAs({ text, published }: Article): Marked[] {
  const { claims } = readText({ paragraphs: paragraphsOf(text), published, author: null });
  const range = ({ start, end }: { start: number; end: number }): Range => [start, end];
  return claims.flatMap(({ cue, speakers, content }) =>
    cue === null
      ? []
      : [
          {
            source: speakers.map(({ mention }) => range(mention)),
            cue: [range(cue)],
            content: content.map(range),
          },
        ],
  );
}

function printFigures(part: string, score: AttributionScore): void {
  say(`\n| ${part} | marked | ${COLUMNS.map(([, title]) => title).join(" | ")} |`);
  say(`|---|${"---|".repeat(COLUMNS.length + 1)}`);
  for (const group of GROUPS) {
    const figures = score.of(group);
    const cells = COLUMNS.map(([name]) => {
      const aim = AIMS[group]?.[name];
      return (100 * figures[name]).toFixed(1) + (aim === undefined ? "" : ` (aim ${aim})`);
    });
    say(`| ${group} | ${figures.marked} | ${cells.join(" | ")} |`);
  }
}

describeWithData(
  "attributions that people marked",
  PARTS.map((part) => `polnear/${part}.ndjson`),
  (...paths) => {
    it.each(PARTS)("%s", (part) => {
      const articles = articlesOf(paths[PARTS.indexOf(part)]!);
      // The rules and the tagger are loaded before the time is taken.
      readAs(articles[0]!);
      const before = cpuNow();
      const read = articles.map(readAs);
      const seconds = (cpuNow() - before) / articles.length;
      const score = new AttributionScore();
      for (const [i, { text, attributions }] of articles.entries()) score.add(text, attributions, read[i]!);
      printFigures(`${part}, ${articles.length} articles`, score);
      say(`${(seconds * 1000).toFixed(1)} CPU ms an article`);
      if (OUT !== undefined) {
        const lines = articles.map(({ id }, i) => JSON.stringify({ id, attributions: read[i] }));
        writeFileSync(join(OUT, `${part}.ndjson`), `${lines.join("\n")}\n`);
      }
    });
  },
);

describe("sentences and passages of our own", () => {
  it.each([
    ["used to tune", false],
    ["untouched", true],
  ])("%s", (title, untouched) => {
    const { denials, others, estimates } = scoreSentences(untouched);
    const of = ({ right, lines }: typeof denials) => `${right} of ${lines}`;
    say(`\n${title}: denials ${of(denials)}, others ${of(others)}, estimates ${of(estimates)} right`);
    const who = scoreWho(untouched);
    say(`${title}: who speaks: ${who.right} right, ${who.open.length} open, ${who.wrong.length} wrong`);
  });
});
